"""The dossiers of awards-v1, made up with a fixed seed, and what every contestant must find of them.

Statuses are 0 not met, 1 unknown (a value is missing), 2 met; a conjunction is the least of its parts.

Of a unit:
    u1: has_plan, registered_targets, registered_initiatives ≥ 1, cultural_events ≥ 2
    u2: programme_approved, plan_completion_pct ≥ 80, law_programme_on_time, disbursement_pct ≥ 85
    u3: admin_reform_plan_approved, procedures_cut ≥ 1, services_level_3_4 × 10 ≥ services_total × 3
    u4: discipline_violations = 0, internal_unity, corruption_cases = 0
    exemplary: u1 to u4
    score: 20 u1 + 30 u2 + 15 u3 + 15 u4, where met, + 0.25 plan_completion_pct + 0.125 disbursement_pct
        + 2 min(registered_initiatives, 10) + min(cultural_events, 10) + min(procedures_cut, 20)
    rank: the place in the block by score, highest first, then by unit_id
    leading: the first exemplary unit of its block in that order
Of a person:
    c1: task_rating good or excellent, registered_targets, months_worked ≥ 6
    c2: initiatives ≥ 1, initiative_scope not none
    c3: training_days ≥ 5, task_rating not weak
    c4: discipline_violations = 0, lawful, registered_targets
    c5: moral, lawful, training_days ≥ 1
    A: c1, c4, c5, months_worked ≥ 10, votes_pct ≥ 50
    B: A, task_rating excellent, initiatives ≥ 1, c2, c3, for a head that the unit is exemplary and leading; of those,
        15 % of the people of the unit who have A, rounded down, by votes_pct, highest first, then by person_id
    C: B, hist1 and hist2 CSTDCS, initiative_scope ministry
Percentages are multiples of 0.5 or 0.25 and weights are dyadic, so that sums are exact in floating point.
"""

import hashlib
from typing import Any

import numpy as np
from attrs import frozen

Columns = dict[str, "np.ndarray[Any, Any]"]

RATING = ("weak", "average", "good", "excellent")
SCOPE = ("none", "unit", "ministry", "national")
HISTORY = ("none", "LDTT", "CSTDCS")

UNIT_FLAGS = (
    "has_plan",
    "registered_targets",
    "programme_approved",
    "law_programme_on_time",
    "admin_reform_plan_approved",
    "internal_unity",
)
UNIT_COUNTS = (
    "registered_initiatives",
    "cultural_events",
    "procedures_cut",
    "services_total",
    "services_level_3_4",
    "discipline_violations",
    "corruption_cases",
)
UNIT_SHARES = ("plan_completion_pct", "disbursement_pct")
PERSON_FLAGS = ("registered_targets", "lawful", "moral")
PERSON_COUNTS = ("initiatives", "training_days", "discipline_violations", "months_worked")
PERSON_CODES = {
    "task_rating": RATING,
    "initiative_scope": SCOPE,
    "hist1": HISTORY,
    "hist2": HISTORY,
    "hist3": HISTORY,
}
PERSON_SHARES = ("votes_pct",)
KEYS = ("unit_id", "block_id", "person_id")

UNIT_LEAVES: dict[str, list[tuple[Any, ...]]] = {
    "u1": [
        ("true", "has_plan"),
        ("true", "registered_targets"),
        ("ge", "registered_initiatives", 1),
        ("ge", "cultural_events", 2),
    ],
    "u2": [
        ("true", "programme_approved"),
        ("ge", "plan_completion_pct", 80),
        ("true", "law_programme_on_time"),
        ("ge", "disbursement_pct", 85),
    ],
    "u3": [
        ("true", "admin_reform_plan_approved"),
        ("ge", "procedures_cut", 1),
        ("share", "services_level_3_4", "services_total"),
    ],
    "u4": [("zero", "discipline_violations"), ("true", "internal_unity"), ("zero", "corruption_cases")],
}
PERSON_LEAVES: dict[str, list[tuple[Any, ...]]] = {
    "c1": [("in", "task_rating", ("excellent", "good")), ("true", "registered_targets"), ("ge", "months_worked", 6)],
    "c2": [("ge", "initiatives", 1), ("ne", "initiative_scope", "none")],
    "c3": [("ge", "training_days", 5), ("ne", "task_rating", "weak")],
    "c4": [("zero", "discipline_violations"), ("true", "lawful"), ("true", "registered_targets")],
    "c5": [("true", "moral"), ("true", "lawful"), ("ge", "training_days", 1)],
    "a_x": [("ge", "months_worked", 10), ("ge", "votes_pct", 50)],
    "b_x": [("eq", "task_rating", "excellent"), ("ge", "initiatives", 1)],
    "c_x": [("eq", "hist1", "CSTDCS"), ("eq", "hist2", "CSTDCS"), ("eq", "initiative_scope", "ministry")],
}
"""The conditions that stand alone, as data: a kind, a field, and what it is compared with."""


@frozen
class Dossiers:
    """Columns of units and of people, -1 or NaN where a value is missing; people stand in the order of their units."""

    units: Columns
    people: Columns
    starts: "np.ndarray[Any, Any]"
    sizes: "np.ndarray[Any, Any]"

    def one(self, people: int = 10) -> "Dossiers":
        """The first unit that has so many people, alone."""
        at = int(np.flatnonzero(self.sizes == people)[0])
        start = int(self.starts[at])
        units = {name: column[at : at + 1].copy() for name, column in self.units.items()}
        members = {name: column[start : start + people].copy() for name, column in self.people.items()}
        return Dossiers(units, members, np.array([0]), np.array([people]))


@frozen
class Outcome:
    """Statuses u1 to u4, exemplary, leading of units, their score and rank; c1 to c5, A, B, C of people."""

    units: Any
    score: Any
    rank: Any
    people: Any

    @property
    def fingerprint(self) -> str:
        """The same for two outcomes that are the same."""
        digest = hashlib.sha256()
        for column, kind in ((self.units, "u1"), (self.score, "f8"), (self.rank, "i4"), (self.people, "u1")):
            digest.update(np.ascontiguousarray(np.asarray(column, dtype=kind)).tobytes())
        return digest.hexdigest()[:16]


def generate(number: int, missing: float = 0.0, seed: int = 20260) -> Dossiers:
    """So many people in units of some ten, twenty units to a block; `missing` is the share of values left out."""
    rng = np.random.default_rng(seed)
    sizes = 3 + rng.binomial(14, 0.5, max(1, int(number / 10 * 1.2) + 40))
    ends = np.cumsum(sizes)
    count = int(np.searchsorted(ends, number) + 1)
    sizes = sizes[:count].copy()
    sizes[-1] -= int(ends[count - 1] - number)

    def lossy(column: Any, filler: float) -> Any:
        column[rng.random(column.shape[0]) < missing] = filler
        return column

    def flag(rows: int, share: float) -> Any:
        return lossy((rng.random(rows) < share).astype(np.int8), -1)

    def counted(column: Any) -> Any:
        return lossy(column.astype(np.int16), -1)

    units: Columns = {"unit_id": np.arange(count, dtype=np.int32), "block_id": (np.arange(count) // 20).astype("i4")}
    for name, share in zip(UNIT_FLAGS, (0.97, 0.95, 0.97, 0.92, 0.94, 0.95), strict=True):
        units[name] = flag(count, share)
    for name, mean in (("registered_initiatives", 4), ("cultural_events", 5), ("procedures_cut", 3)):
        units[name] = counted(rng.poisson(mean, count))
    total = rng.integers(5, 60, count)
    units["services_level_3_4"] = counted(rng.binomial(total, 0.45))
    units["services_total"] = counted(total)
    units["discipline_violations"] = counted(rng.poisson(0.1, count))
    units["corruption_cases"] = counted(rng.poisson(0.02, count))
    units["plan_completion_pct"] = lossy(np.clip(np.round(rng.normal(95, 10, count) * 2) / 2, 0, 120), np.nan)
    units["disbursement_pct"] = lossy(np.clip(np.round(rng.normal(94, 7, count) * 2) / 2, 0, 100), np.nan)

    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    heads = np.zeros(number, dtype=bool)
    heads[starts + rng.integers(0, sizes)] = True
    people: Columns = {
        "person_id": np.arange(number, dtype=np.int64),
        "unit_id": np.repeat(units["unit_id"], sizes),
        "is_head": heads,
        "task_rating": lossy(rng.choice(4, number, p=[0.03, 0.07, 0.5, 0.4]).astype(np.int8), -1),
        "registered_targets": flag(number, 0.97),
        "initiatives": counted(rng.poisson(1.2, number)),
        "initiative_scope": lossy(rng.choice(4, number, p=[0.2, 0.5, 0.25, 0.05]).astype(np.int8), -1),
        "training_days": counted(rng.poisson(9, number)),
        "discipline_violations": counted(rng.poisson(0.03, number)),
        "lawful": flag(number, 0.985),
        "moral": flag(number, 0.985),
        "months_worked": counted(np.where(rng.random(number) < 0.9, 12, rng.integers(1, 13, number))),
    }
    for name in ("hist1", "hist2", "hist3"):
        people[name] = lossy(rng.choice(3, number, p=[0.35, 0.45, 0.2]).astype(np.int8), -1)
    people["votes_pct"] = lossy(np.clip(np.round(rng.normal(80, 15, number) * 4) / 4, 0, 100), np.nan)
    return Dossiers(units, people, starts, sizes)


def rows(columns: Columns) -> list[dict[str, Any]]:
    """A dict a row; None where a value is missing, names for codes."""
    values = {name: _listed(name, column) for name, column in columns.items()}
    return [dict(zip(values, each, strict=True)) for each in zip(*values.values(), strict=True)]


def _listed(name: str, column: Any) -> list[Any]:
    if name in KEYS or name == "is_head":
        return list(column.tolist())
    if name in PERSON_CODES:
        names = (*PERSON_CODES[name], None)
        return [names[each] for each in column.tolist()]
    if column.dtype == np.int8:
        return [(False, True, None)[each] for each in column.tolist()]
    if column.dtype == np.int16:
        return [None if each < 0 else each for each in column.tolist()]
    return [None if each != each else each for each in column.tolist()]


def arrow(columns: Columns) -> Any:
    """An Arrow table; null where a value is missing, a dictionary for codes."""
    import pyarrow

    def column(name: str, each: Any) -> Any:
        if name in KEYS or name == "is_head":
            return pyarrow.array(each)
        if name in PERSON_CODES:
            return pyarrow.DictionaryArray.from_arrays(pyarrow.array(each, mask=each < 0), list(PERSON_CODES[name]))
        if each.dtype == np.int8:
            return pyarrow.array(each == 1, mask=each < 0)
        return pyarrow.array(each, mask=each < 0 if each.dtype == np.int16 else np.isnan(each))

    return pyarrow.table({name: column(name, each) for name, each in columns.items()})
