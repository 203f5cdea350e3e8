"""What a programmer writes by hand over dicts; also the ranks, the quota and the rest of a row-wise engine's chain."""

from typing import Any

import numpy as np

from tests.benchmarks.awards_v1.workload import Dossiers, Outcome, rows

Row = dict[str, Any]


def unit(row: Row) -> tuple[Any, ...]:
    """u1 to u4, exemplary, score."""
    plan, targets = row["has_plan"], row["registered_targets"]
    ideas, events = row["registered_initiatives"], row["cultural_events"]
    if plan is False or targets is False or (ideas is not None and ideas < 1) or (events is not None and events < 2):
        u1 = 0
    else:
        u1 = 1 if plan is None or targets is None or ideas is None or events is None else 2
    programme, done = row["programme_approved"], row["plan_completion_pct"]
    timely, spent = row["law_programme_on_time"], row["disbursement_pct"]
    if programme is False or timely is False or (done is not None and done < 80) or (spent is not None and spent < 85):
        u2 = 0
    else:
        u2 = 1 if programme is None or timely is None or done is None or spent is None else 2
    reform, cut = row["admin_reform_plan_approved"], row["procedures_cut"]
    total, online = row["services_total"], row["services_level_3_4"]
    if (
        reform is False
        or (cut is not None and cut < 1)
        or (total is not None and online is not None and online * 10 < total * 3)
    ):
        u3 = 0
    else:
        u3 = 1 if reform is None or cut is None or total is None or online is None else 2
    offences, unity, corrupt = row["discipline_violations"], row["internal_unity"], row["corruption_cases"]
    if unity is False or (offences is not None and offences != 0) or (corrupt is not None and corrupt != 0):
        u4 = 0
    else:
        u4 = 1 if unity is None or offences is None or corrupt is None else 2
    score = (
        (20 if u1 == 2 else 0)
        + (30 if u2 == 2 else 0)
        + (15 if u3 == 2 else 0)
        + (15 if u4 == 2 else 0)
        + 0.25 * (done or 0.0)
        + 0.125 * (spent or 0.0)
        + 2 * (0 if ideas is None else ideas if ideas < 10 else 10)
        + (0 if events is None else events if events < 10 else 10)
        + (0 if cut is None else cut if cut < 20 else 20)
    )
    return u1, u2, u3, u4, min(u1, u2, u3, u4), score


def person(row: Row) -> tuple[int, ...]:
    """c1 to c5, A, B before the head's part and the quota, what C adds to B."""
    rating, targets, months = row["task_rating"], row["registered_targets"], row["months_worked"]
    ideas, scope, days = row["initiatives"], row["initiative_scope"], row["training_days"]
    offences, lawful, moral, votes = row["discipline_violations"], row["lawful"], row["moral"], row["votes_pct"]
    if rating == "weak" or rating == "average" or targets is False or (months is not None and months < 6):
        c1 = 0
    else:
        c1 = 1 if rating is None or targets is None or months is None else 2
    c2 = 0 if scope == "none" or (ideas is not None and ideas < 1) else 1 if ideas is None or scope is None else 2
    c3 = 0 if rating == "weak" or (days is not None and days < 5) else 1 if days is None or rating is None else 2
    if targets is False or lawful is False or (offences is not None and offences != 0):
        c4 = 0
    else:
        c4 = 1 if targets is None or lawful is None or offences is None else 2
    if moral is False or lawful is False or (days is not None and days < 1):
        c5 = 0
    else:
        c5 = 1 if moral is None or lawful is None or days is None else 2
    if (months is not None and months < 10) or (votes is not None and votes < 50):
        own = 0
    else:
        own = 1 if months is None or votes is None else 2
    a = min(c1, c4, c5, own)
    if a == 0:
        return c1, c2, c3, c4, c5, a, 0, 0
    excellent = 1 if rating is None else 2 if rating == "excellent" else 0
    b = min(a, excellent, 1 if ideas is None else 2 if ideas >= 1 else 0, c2, c3)
    if b == 0:
        return c1, c2, c3, c4, c5, a, 0, 0
    first, second = row["hist1"], row["hist2"]
    c = min(
        1 if first is None else 2 if first == "CSTDCS" else 0,
        1 if second is None else 2 if second == "CSTDCS" else 0,
        1 if scope is None else 2 if scope == "ministry" else 0,
    )
    return c1, c2, c3, c4, c5, a, b, c


def ranked(units: list[tuple[int, int, int, float]]) -> tuple[list[int], list[int]]:
    """The rank and who is leading, of units given by id, block, exemplary and score."""
    rank, leading = [0] * len(units), [0] * len(units)
    blocks: dict[int, list[int]] = {}
    for position, each in enumerate(units):
        blocks.setdefault(each[1], []).append(position)
    for members in blocks.values():
        members.sort(key=lambda each: (-units[each][3], units[each][0]))
        first = True
        for place, position in enumerate(members):
            rank[position] = place + 1
            if first and units[position][2] == 2:
                leading[position] = 2
                first = False
    return rank, leading


def seated(found: list[tuple[int, ...]], members: list[Row], gate: int) -> list[tuple[int, ...]]:
    """c1 to c5, A, B, C of the people of one unit."""
    having, competing, places = 0, [], []
    for position, each in enumerate(found):
        having += each[5] == 2
        b = min(each[6], gate) if members[position]["is_head"] else each[6]
        places.append(b)
        if b == 2:
            competing.append(position)
    seats = having * 15 // 100
    if len(competing) > seats:
        competing.sort(key=lambda each: (-members[each]["votes_pct"], members[each]["person_id"]))
        for position in competing[seats:]:
            places[position] = 0
    return [(*each[:6], b, min(b, each[7])) for each, b in zip(found, places, strict=True)]


class RowWise:
    """An engine that sees one row at a time; what holds rows together is Python."""

    def __init__(self) -> None:
        self.dossiers: list[tuple[Row, list[Row]]] = []

    def prepare(self, dossiers: Dossiers) -> None:
        """A dict a row, the people of a unit together."""
        people, ends = rows(dossiers.people), np.cumsum(dossiers.sizes).tolist()
        starts = [0, *ends[:-1]]
        members = [people[start:end] for start, end in zip(starts, ends, strict=True)]
        self.dossiers = list(zip(rows(dossiers.units), members, strict=True))

    def unit(self, row: Row) -> tuple[Any, ...]:
        """u1 to u4, exemplary, score."""
        raise NotImplementedError

    def person(self, row: Row) -> tuple[int, ...]:
        """c1 to c5, A, B before the head's part and the quota, what C adds to B."""
        raise NotImplementedError

    def run(self) -> Any:
        """Units, ranks, then people."""
        decide_unit, decide_person = self.unit, self.person
        units = [decide_unit(row) for row, _ in self.dossiers]
        keyed = [
            (row["unit_id"], row["block_id"], each[4], each[5])
            for (row, _), each in zip(self.dossiers, units, strict=True)
        ]
        rank, leading = ranked(keyed)
        people: list[tuple[int, ...]] = []
        for (_, members), each, lead in zip(self.dossiers, units, leading, strict=True):
            people += seated([decide_person(row) for row in members], members, min(each[4], lead))
        return units, rank, leading, people

    def outcome(self, found: Any) -> Outcome:
        """As columns."""
        units, rank, leading, people = found
        statuses = [(*each[:5], lead) for each, lead in zip(units, leading, strict=True)]
        return Outcome(statuses, [each[5] for each in units], rank, people)


class ByHand(RowWise):
    """Plain functions over dicts."""

    unit = staticmethod(unit)  # type: ignore[assignment]
    person = staticmethod(person)  # type: ignore[assignment]
