"""OpenFisca: vectorised formulas over entities; a missing value is a sentinel, the three truth values are by hand."""

from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from tests.benchmarks.awards_v1.workload import (
    PERSON_CODES,
    PERSON_COUNTS,
    PERSON_FLAGS,
    PERSON_LEAVES,
    PERSON_SHARES,
    UNIT_COUNTS,
    UNIT_FLAGS,
    UNIT_LEAVES,
    UNIT_SHARES,
    Dossiers,
    Outcome,
)

YEAR = "2021"
UNIT_FOUND = ("u1", "u2", "u3", "u4", "exemplary", "leading")
PERSON_FOUND = ("c1", "c2", "c3", "c4", "c5", "A", "B", "C")


def _least(*columns: Any) -> Any:
    return np.minimum.reduce(columns)


def _holds(kind: str, leaf: tuple[Any, ...], column: Any, other: Any) -> Any:
    if kind == "true":
        return column == 1
    if kind == "ge":
        return column >= leaf[2]
    if kind == "zero":
        return column == 0
    if kind == "share":
        return column * 10 >= other * 3
    codes = PERSON_CODES[leaf[1]]
    if kind == "in":
        return np.isin(column, [codes.index(each) for each in leaf[2]])
    return column == codes.index(leaf[2]) if kind == "eq" else column != codes.index(leaf[2])


def _criterion(prefix: str, leaves: list[tuple[Any, ...]]) -> Any:
    def formula(entity: Any, period: Any) -> Any:
        found = None
        for leaf in leaves:
            column = entity(prefix + leaf[1], period)
            other = entity(prefix + leaf[2], period) if leaf[0] == "share" else column
            missing = (column != column) | (column < 0) | (other < 0)
            status = np.where(missing, 1, np.where(_holds(leaf[0], leaf, column, other), 2, 0)).astype(np.int32)
            found = status if found is None else np.minimum(found, status)
        return found

    return formula


def _order(unit: Any, period: Any) -> tuple[Any, Any, Any]:
    """Units by block, score and id: a block is a group of groups, which is no entity there."""
    score, block = unit("score", period), unit("u_block", period)
    order = np.lexsort((np.arange(len(score)), -score, block))
    sorted_block, position = block[order], np.arange(len(score))
    new = np.r_[True, sorted_block[1:] != sorted_block[:-1]]
    return order, sorted_block, position - np.maximum.accumulate(np.where(new, position, 0))


def _score(unit: Any, period: Any) -> Any:
    points = zip(("u1", "u2", "u3", "u4"), (20.0, 30.0, 15.0, 15.0), strict=True)
    met = sum(each * (unit(name, period) == 2) for name, each in points)
    shares = 0.25 * np.nan_to_num(unit("u_plan_completion_pct", period))
    shares = shares + 0.125 * np.nan_to_num(unit("u_disbursement_pct", period))
    counted = 2 * np.clip(unit("u_registered_initiatives", period), 0, 10)
    counted = counted + np.clip(unit("u_cultural_events", period), 0, 10)
    return met + shares + counted + np.clip(unit("u_procedures_cut", period), 0, 20)


def _rank(unit: Any, period: Any) -> Any:
    order, _, place = _order(unit, period)
    found = np.empty(len(order), np.int32)
    found[order] = place + 1
    return found


def _leading(unit: Any, period: Any) -> Any:
    order, block, _ = _order(unit, period)
    found = np.zeros(len(order), np.int32)
    those = np.flatnonzero(unit("exemplary", period)[order] == 2)
    if len(those):
        of = block[those]
        found[order[those[np.r_[True, of[1:] != of[:-1]]]]] = 2
    return found


def _standard(person: Any, period: Any) -> Any:
    gate = np.where(person("p_is_head", period), person.unit("gate", period), 2)
    return _least(*[person(name, period) for name in ("A", "b_x", "c2", "c3")], gate)


def _seats(unit: Any, period: Any) -> Any:
    having = unit.sum((unit.members("A", period) == 2).astype(np.int32)).astype(np.int64)
    return having * 15 // 100


def _seated(person: Any, period: Any) -> Any:
    standard = person("standard", period)
    competing, found = np.flatnonzero(standard == 2), standard.copy()
    if len(competing):
        unit, votes = person.unit.members_entity_id[competing], person("p_votes_pct", period)[competing]
        order = np.lexsort((competing, -votes, unit))
        competing, unit = competing[order], unit[order]
        position = np.arange(len(competing))
        new = np.r_[True, unit[1:] != unit[:-1]]
        place = position - np.maximum.accumulate(np.where(new, position, 0))
        found[competing[place >= person.unit("seats", period)[competing]]] = 0
    return found


def _system() -> Any:
    person = build_entity(key="person", plural="persons", label="p", is_person=True)
    roles = [{"key": "member", "plural": "members", "label": "m"}]
    unit = build_entity(key="unit", plural="units", label="u", roles=roles)
    system = TaxBenefitSystem([person, unit])

    def add(name: str, entity: Any, kind: type, formula: Any = None) -> None:
        body = {"value_type": kind, "entity": entity, "definition_period": DateUnit.YEAR, "label": name}
        system.add_variable(type(name, (Variable,), body | ({} if formula is None else {"formula": formula})))

    for name in (*UNIT_FLAGS, *UNIT_COUNTS):
        add("u_" + name, unit, int)
    for name in UNIT_SHARES:
        add("u_" + name, unit, float)
    add("u_block", unit, int)
    for name in (*PERSON_FLAGS, *PERSON_COUNTS, *PERSON_CODES):
        add("p_" + name, person, int)
    for name in PERSON_SHARES:
        add("p_" + name, person, float)
    add("p_is_head", person, bool)
    for name, leaves in UNIT_LEAVES.items():
        add(name, unit, int, _criterion("u_", leaves))
    for name, leaves in PERSON_LEAVES.items():
        add(name, person, int, _criterion("p_", leaves))
    add("exemplary", unit, int, lambda of, period: _least(*[of(name, period) for name in UNIT_LEAVES]))
    add("score", unit, float, _score)
    add("rank", unit, int, _rank)
    add("leading", unit, int, _leading)
    add("gate", unit, int, lambda of, period: _least(of("exemplary", period), of("leading", period)))
    add("A", person, int, lambda of, period: _least(*[of(name, period) for name in ("c1", "c4", "c5", "a_x")]))
    add("standard", person, int, _standard)
    add("seats", unit, int, _seats)
    add("B", person, int, _seated)
    add("C", person, int, lambda of, period: _least(of("B", period), of("c_x", period)))
    return system


class OpenFisca:
    """A simulation anew for each run, as a service would make it."""

    def __init__(self) -> None:
        self.system = _system()

    def prepare(self, dossiers: Dossiers) -> None:
        """The columns as they are."""
        self.dossiers = dossiers

    def run(self) -> Any:
        """Set the inputs, calculate the outputs."""
        units, people = self.dossiers.units, self.dossiers.people
        builder = SimulationBuilder()
        builder.create_entities(self.system)
        builder.declare_person_entity("person", np.arange(len(people["unit_id"])))
        declared = builder.declare_entity("unit", np.arange(len(units["unit_id"])))
        at = people["unit_id"] - units["unit_id"][0]
        builder.join_with_persons(declared, at, np.zeros(len(at), dtype=int))
        simulation = builder.build(self.system)
        for name in (*UNIT_FLAGS, *UNIT_COUNTS, *UNIT_SHARES):
            simulation.set_input("u_" + name, YEAR, units[name])
        simulation.set_input("u_block", YEAR, units["block_id"])
        for name in (*PERSON_FLAGS, *PERSON_COUNTS, *PERSON_CODES, *PERSON_SHARES):
            simulation.set_input("p_" + name, YEAR, people[name])
        simulation.set_input("p_is_head", YEAR, people["is_head"])
        names = (*UNIT_FOUND, "score", "rank", *PERSON_FOUND)
        return {name: simulation.calculate(name, YEAR) for name in names}

    def outcome(self, found: Any) -> Outcome:
        """As columns."""
        units, people = ([found[name] for name in names] for names in (UNIT_FOUND, PERSON_FOUND))
        return Outcome(np.stack(units, 1), found["score"], found["rank"], np.stack(people, 1))
