"""DuckDB: the rules as one SQL query for units and one for people, over its own tables; results as Arrow."""

from typing import Any

import duckdb
import numpy as np

from tests.benchmarks.awards_v1.workload import PERSON_CODES, PERSON_LEAVES, UNIT_LEAVES, Dossiers, Outcome, arrow

UNIT_FOUND = ["u1", "u2", "u3", "u4", "exemplary", "leading"]
PERSON_FOUND = ["c1", "c2", "c3", "c4", "c5", "A", "B", "C"]


def _leaf(leaf: tuple[Any, ...]) -> str:
    kind, name = leaf[:2]
    if kind == "true":
        return str(name)
    if kind == "zero":
        return f"{name} = 0"
    if kind == "ge":
        return f"{name} >= {leaf[2]}"
    if kind == "share":
        return f"CAST({name} AS INTEGER) * 10 >= CAST({leaf[2]} AS INTEGER) * 3"
    if kind == "in":
        return f"{name} IN (" + ", ".join(f"'{each}'" for each in leaf[2]) + ")"
    return f"{name} {'=' if kind == 'eq' else '<>'} '{leaf[2]}'"


def _columns(leaves: dict[str, list[tuple[Any, ...]]]) -> str:
    return ", ".join(f"({' AND '.join(map(_leaf, each))}) AS k{name}" for name, each in leaves.items())


def _status(truth: str, name: str) -> str:
    return f"CAST(CASE WHEN {truth} THEN 2 WHEN {truth} IS NULL THEN 1 ELSE 0 END AS TINYINT) AS {name}"


_POINTS = " + ".join(
    f"CASE WHEN k{name} THEN {points} ELSE 0 END" for name, points in (("u1", 20), ("u2", 30), ("u3", 15), ("u4", 15))
)
_UNITS = f"""
WITH k AS (SELECT *, {_columns(UNIT_LEAVES)} FROM u),
s AS (SELECT *, (ku1 AND ku2 AND ku3 AND ku4) AS kexemplary,
  CAST({_POINTS} AS DOUBLE) + coalesce(plan_completion_pct, 0) * CAST(0.25 AS DOUBLE)
  + coalesce(disbursement_pct, 0) * CAST(0.125 AS DOUBLE) + 2 * least(coalesce(registered_initiatives, 0), 10)
  + least(coalesce(cultural_events, 0), 10) + least(coalesce(procedures_cut, 0), 20) AS score FROM k),
r AS (SELECT *, row_number() OVER (PARTITION BY block_id ORDER BY score DESC, unit_id) AS place,
  row_number() OVER (PARTITION BY block_id ORDER BY CASE WHEN kexemplary THEN 0 ELSE 1 END, score DESC, unit_id)
  AS among FROM s)
SELECT unit_id, score, CAST(place AS INTEGER) AS rank,
  {", ".join(_status(f"k{name}", name) for name in UNIT_FOUND[:5])},
  CAST(CASE WHEN kexemplary AND among = 1 THEN 2 ELSE 0 END AS TINYINT) AS leading,
  coalesce(kexemplary AND among = 1, false) AS gate
FROM r ORDER BY unit_id"""
_PEOPLE = f"""
WITH k AS (SELECT *, {_columns(PERSON_LEAVES)} FROM p),
a AS (SELECT *, (kc1 AND kc4 AND kc5 AND ka_x) AS kA FROM k),
b AS (SELECT a.*, (kA AND kb_x AND kc2 AND kc3 AND (NOT is_head OR gate)) AS standard
  FROM a JOIN uo ON a.unit_id = uo.unit_id),
n AS (SELECT unit_id, CAST(count(*) AS INTEGER) * 15 // 100 AS seats FROM a WHERE kA GROUP BY unit_id),
c AS (SELECT person_id, unit_id,
  row_number() OVER (PARTITION BY unit_id ORDER BY votes_pct DESC, person_id) AS place FROM b WHERE standard),
x AS (SELECT c.person_id FROM c JOIN n ON c.unit_id = n.unit_id WHERE place > seats),
o AS (SELECT b.*, (standard AND x.person_id IS NULL) AS kB FROM b LEFT JOIN x ON b.person_id = x.person_id)
SELECT {", ".join(_status(f"k{name}" if name != "C" else "(kB AND kc_x)", name) for name in PERSON_FOUND)}
FROM o ORDER BY person_id"""


class DuckDB:
    """One connection, its threads as it likes."""

    def prepare(self, dossiers: Dossiers) -> None:
        """Into tables of its own, codes as enumerations."""
        self.connection = duckdb.connect()
        for name, columns in (("u", dossiers.units), ("p", dossiers.people)):
            self.connection.register("given", arrow(columns))
            self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
            self.connection.unregister("given")
        for name, codes in PERSON_CODES.items():
            self.connection.execute(f"ALTER TABLE p ALTER {name} TYPE ENUM({', '.join(map(repr, codes))})")

    def run(self) -> Any:
        """Units into a table that people are joined with."""
        self.connection.execute("CREATE OR REPLACE TEMP TABLE uo AS " + _UNITS)
        units = self.connection.sql("SELECT * FROM uo ORDER BY unit_id").to_arrow_table()
        return units, self.connection.sql(_PEOPLE).to_arrow_table()

    def outcome(self, found: Any) -> Outcome:
        """As columns."""
        units, people = found
        statuses = np.stack([units.column(name).to_numpy() for name in UNIT_FOUND], 1)
        persons = np.stack([people.column(name).to_numpy() for name in PERSON_FOUND], 1)
        return Outcome(statuses, units.column("score").to_numpy(), units.column("rank").to_numpy(), persons)
