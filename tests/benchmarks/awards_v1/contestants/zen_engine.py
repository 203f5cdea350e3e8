"""Zen (GoRules): the conditions are its expressions, compiled once; the rest is as by hand."""

from typing import Any

import zen

from tests.benchmarks.awards_v1.contestants.by_hand import Row, RowWise
from tests.benchmarks.awards_v1.workload import PERSON_LEAVES, UNIT_LEAVES


def _holds(leaf: tuple[Any, ...]) -> str:
    kind, name = leaf[:2]
    if kind == "true":
        return f"{name} == true"
    if kind == "in":
        return "(" + " or ".join(f'{name} == "{each}"' for each in leaf[2]) + ")"
    if kind == "share":
        return f"{name} * 10 >= {leaf[2]} * 3"
    if kind == "zero":
        return f"{name} == 0"
    return f"{name} >= {leaf[2]}" if kind == "ge" else f'{name} {"==" if kind == "eq" else "!="} "{leaf[2]}"'


def _status(leaves: list[tuple[Any, ...]]) -> str:
    """0 where one surely fails, else 1 where a value is missing, else 2."""
    nulls = [[f"{name} == null" for name in (leaf[1:] if leaf[0] == "share" else leaf[1:2])] for leaf in leaves]
    failing = " or ".join(
        f"(not ({' or '.join(none)}) and not ({_holds(leaf)}))" for leaf, none in zip(leaves, nulls, strict=True)
    )
    missing = " or ".join(each for none in nulls for each in none)
    return f"(({failing}) ? 0 : (({missing}) ? 1 : 2))"


class Zen(RowWise):
    """Two compiled expressions, one a unit and one a person."""

    def __init__(self) -> None:
        super().__init__()
        self._unit, self._person = (
            zen.compile_expression("[" + ", ".join(map(_status, leaves.values())) + "]")
            for leaves in (UNIT_LEAVES, PERSON_LEAVES)
        )

    def unit(self, row: Row) -> tuple[Any, ...]:
        """Statuses by Zen, the score in Python."""
        found = [int(each) for each in self._unit.evaluate(row)]
        score = sum(points for points, each in zip((20, 30, 15, 15), found, strict=True) if each == 2)
        score += 0.25 * (row["plan_completion_pct"] or 0.0) + 0.125 * (row["disbursement_pct"] or 0.0)
        score += 2 * min(row["registered_initiatives"] or 0, 10)
        score += min(row["cultural_events"] or 0, 10) + min(row["procedures_cut"] or 0, 20)
        return (*found, min(found), score)

    def person(self, row: Row) -> tuple[int, ...]:
        """Statuses by Zen, conjunctions in Python."""
        c1, c2, c3, c4, c5, own, excellent, history = (int(each) for each in self._person.evaluate(row))
        a = min(c1, c4, c5, own)
        return c1, c2, c3, c4, c5, a, min(a, excellent, c2, c3), history
