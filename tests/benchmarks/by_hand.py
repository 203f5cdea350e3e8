"""The rules of `btnmt/2021` in plain Python: three-valued, from the same rows, to the same results.

Written as one would by hand, for this one ruleset and with its parameters as constants: positions of fields are
named once, the way from an owner to its rows is laid out beforehand, and each rule is a line. Partial values
(`Between`, `OneOf`) and unknown owners, which the library handles, are left out.
"""

from fractions import Fraction
from typing import Any

from attrs import frozen

from tests.benchmarks.dossier import ACTIVITY, IDEA, OFFENCE, PERSON, SERVICE, TARGET, UNIT
from thidua_rules.facts.case import Case, Row
from thidua_rules.values import BOTH, EITHER_OF, MET, NOT_APPLICABLE, NOT_MET

UNIT_CODES = [
    *("T1.thiet-thuc", "T1.a", "T1.b", "T1.c", "T1.c-du", "T1.c-ca-nhan", "T1.d", "T1"),
    *("T2.a", "T2.b", "T2.b1", "T2.c.1", "T2.c.2", "T2.c.giao", "T2.c", "T2"),
    *("T3.a", "T3.b", "T3.c", "T3.d", "T3"),
    *("T4.a0", "T4.a1", "T4.a2", "T4.a", "T4.b", "T4.c", "T4.d", "T4"),
    *("TT.1", "TT.2", "TT.3", "TT.4", "TT"),
]
PERSON_CODES = [
    *("C1", "C2.a", "C2.b", "C2.c", "C2.rieng", "C2.hoac", "C2", "C3", "C4"),
    *("C5.a", "C5.b", "C5.c", "C5.d", "C5.e", "C5"),
    *("H.a", "H.a2", "H.b", "H", "CN.1", "CN.2", "CN.3", "CN.4", "CN.5", "CN.h", "CN"),
]
UNIT_VALUES = (
    *(f"số việc theo nội dung N{number}" for number in range(1, 6)),
    *(f"số việc hưởng ứng phong trào P{number}" for number in range(1, 5)),
    "thứ hạng trong khối",
    "tỷ lệ cá nhân đạt đủ tiêu chí",
)
UNKNOWN = MET | NOT_MET
FACT = {True: MET, False: NOT_MET, None: UNKNOWN}
NAMED_FIELDS = frozenset(["xây dựng chính sách và thể chế", "cải cách hành chính", "ứng dụng công nghệ thông tin"])
NAMED_SORTS = frozenset(
    [
        "sáng kiến cải tiến kỹ thuật",
        "đề tài nghiên cứu khoa học công nghệ",
        "giải pháp công tác",
        "giải pháp ứng dụng khoa học công nghệ",
    ]
)
LATE = frozenset(["đi muộn về sớm"])
DRINKING = frozenset(["uống rượu bia tại nơi làm việc", "hút thuốc lá tại nơi làm việc"])
CONTENTS = [frozenset([f"N{number}"]) for number in range(1, 6)]
MOVEMENTS = [frozenset([f"P{number}"]) for number in range(1, 5)]


@frozen
class Unit:
    """One collective with what belongs to it; the flags say whether there may be more of it."""

    row: Row
    block: Any
    targets: list[Row]
    ideas: list[Row]
    activities: list[Row]
    services: list[Row]
    members: list["Person"]
    more_targets: bool
    more_ideas: bool
    more_activities: bool
    more_services: bool
    more_members: bool


@frozen
class Person:
    """One person with what belongs to the person."""

    row: Row
    targets: list[Row]
    ideas: list[Row]
    offences: list[Row]
    more_targets: bool
    more_ideas: bool
    more_offences: bool


def lay_out(case: Case) -> list[Unit]:
    """The rows of a case by owner."""

    def below(owner: Any, member: str, name: str) -> tuple[list[Row], bool]:
        via = next(each.via for each in case.vocabulary.collections(owner.type) if each.member == member)
        kids = [case.row(each) for each in case.referring(member, via)[0].get(owner, ())]
        return kids, not (case.is_closed(member) or case.roster_closed(owner, name))

    units = []
    for unit in case.of_type(UNIT):
        members = []
        for person in case.referring(PERSON, "đơn vị")[0].get(unit, ()):
            targets, more_targets = below(person, TARGET, "chỉ tiêu thi đua đã đăng ký")
            ideas, more_ideas = below(person, IDEA, "sáng kiến đã đăng ký")
            offences, more_offences = below(person, OFFENCE, "vi phạm kỷ cương")
            members.append(Person(case.row(person), targets, ideas, offences, more_targets, more_ideas, more_offences))
        targets, more_targets = below(unit, TARGET, "chỉ tiêu thi đua đã đăng ký")
        ideas, more_ideas = below(unit, IDEA, "sáng kiến đã đăng ký")
        activities, more_activities = below(unit, ACTIVITY, "hoạt động văn nghệ thể thao")
        services, more_services = below(unit, SERVICE, "dịch vụ công")
        more_members = not (case.is_closed(PERSON) or case.roster_closed(unit, "thành viên"))
        more = (more_targets, more_ideas, more_activities, more_services, more_members)
        block = case.slot(unit, "khối thi đua")
        units.append(Unit(case.row(unit), block, targets, ideas, activities, services, members, *more))
    return units


class ByHand:
    """The rules, for one layout of rows."""

    def __init__(self, case: Case) -> None:
        def at(type_name: str, *names: str) -> list[int]:
            fact_type = case.vocabulary.type(type_name)
            assert fact_type is not None
            return [fact_type.position(name) for name in names]

        (self.plan, self.measures, self.approved, self.done, self.law, self.law_well, self.money, self.money_well,
         self.reform, self.reform_full, self.cut, self.served, self.order, self.united, self.model, self.thrift,
         self.clean, self.score) = at(
            UNIT,
            "có kế hoạch thực hiện phong trào", "có giải pháp thực hiện phong trào",
            "có chương trình công tác năm được phê duyệt", "tỷ lệ hoàn thành kế hoạch năm",
            "được giao chương trình xây dựng pháp luật",
            "xây dựng pháp luật bảo đảm tiến độ và chất lượng và hiệu quả", "được giao dự toán để giải ngân",
            "giải ngân bảo đảm tiến độ và chất lượng và hiệu quả", "có kế hoạch cải cách hành chính được phê duyệt",
            "kế hoạch cải cách hành chính nêu đủ nội dung cụ thể", "đã cắt bỏ thủ tục rườm rà",
            "phục vụ lợi ích của người dân và doanh nghiệp", "thực hiện tốt kỷ luật kỷ cương và văn hóa công sở",
            "nội bộ đoàn kết", "chấp hành chủ trương và pháp luật", "thực hành tiết kiệm và chống lãng phí",
            "phòng chống tham nhũng và tệ nạn xã hội", "điểm thi đua",
        )  # fmt: skip
        (self.head, self.grade, self.learning, self.discipline, self.lawful, self.self_reliant, self.helpful,
         self.active, self.moral) = at(
            PERSON,
            "là người đứng đầu", "mức hoàn thành nhiệm vụ", "tích cực học tập nâng cao trình độ",
            "thực hiện tốt kỷ luật kỷ cương và nội quy", "chấp hành chủ trương và pháp luật và quy chế",
            "có tinh thần tự lực tự cường", "đoàn kết tương trợ", "tích cực tham gia phong trào thi đua",
            "có đạo đức và lối sống lành mạnh",
        )  # fmt: skip
        self.sort, self.field, self.alike, self.quality, self.recognised = at(
            IDEA, "loại sáng kiến", "lĩnh vực", "được coi là lĩnh vực tương tự",
            "nhằm nâng cao chất lượng và hiệu quả công tác", "được công nhận",
        )  # fmt: skip
        (self.wholesome,) = at(ACTIVITY, "vui tươi lành mạnh")
        (self.level,) = at(SERVICE, "mức độ trực tuyến")
        (self.deed,) = at(OFFENCE, "hành vi")
        self.contents = [at(each, "nội dung thi đua")[0] for each in (TARGET, IDEA, ACTIVITY)]
        self.movements = [at(each, "phong trào")[0] for each in (TARGET, IDEA, ACTIVITY)]

    def decide(self, units: list[Unit]) -> list[tuple[Any, ...]]:
        """Per unit: its masks, its values, and the masks of its people."""
        ranks = self.ranks(units)
        return [self.unit(unit, rank) for unit, rank in zip(units, ranks, strict=True)]

    def ranks(self, units: list[Unit]) -> list[tuple[int, int]]:
        """Best and worst place in the block; a missing score may be any, from 0."""
        scores = [(unit.row[self.score] or 0, unit.row[self.score]) for unit in units]
        found = []
        for unit, (low, high) in zip(units, scores, strict=True):
            others = [s for u, s in zip(units, scores, strict=True) if u is not unit and u.block == unit.block]
            ahead = sum(high is not None and other[0] > high for other in others)
            perhaps = sum(other[1] is None or other[1] > low for other in others)
            found.append((1 + ahead, 1 + perhaps))
        return found

    def unit(self, unit: Unit, rank: tuple[int, int]) -> tuple[Any, ...]:
        """T1 to T4 and TT, what is reported, and the people."""
        row = unit.row
        t1a = BOTH[FACT[row[self.plan]]][FACT[row[self.measures]]]
        t1b = MET if unit.targets else UNKNOWN if unit.more_targets else NOT_MET
        t1c = from_(1, count(unit.ideas, self.field, NAMED_FIELDS, unit.more_ideas))
        t1d = from_(2, count(unit.activities, self.wholesome, {True}, unit.more_activities))
        t1 = all_of(t1a, t1b, t1c, t1d)
        t2a = FACT[row[self.approved]]
        done = row[self.done]
        t2b = UNKNOWN if done is None else MET if done >= 100 else NOT_MET
        t2c1 = guarded(FACT[row[self.law]], FACT[row[self.law_well]])
        t2c2 = guarded(FACT[row[self.money]], FACT[row[self.money_well]])
        t2c = all_of(t2c1, t2c2)
        t2 = all_of(t2a, t2b, t2c)
        t3a = BOTH[FACT[row[self.reform]]][FACT[row[self.reform_full]]]
        t3b = FACT[row[self.cut]]
        t3c = FACT[row[self.served]]
        t3d = self.online(unit)
        t3 = all_of(t3a, t3b, t3c, t3d)
        offences = [each for person in unit.members for each in person.offences]
        more_offences = unit.more_members or any(person.more_offences for person in unit.members)
        t4a0 = FACT[row[self.order]]
        t4a1 = none(count(offences, self.deed, LATE, more_offences))
        t4a2 = none(count(offences, self.deed, DRINKING, more_offences))
        t4a = all_of(t4a0, t4a1, t4a2)
        t4b = FACT[row[self.united]]
        t4c = degree(row[self.model], 2)
        t4d = BOTH[degree(row[self.thrift], 1)][degree(row[self.clean], 1)]
        t4 = all_of(t4a, t4b, t4c, t4d)
        tt = all_of(t1, t2, t3, t4)
        reported = [self.works(unit, self.contents, each) for each in CONTENTS]
        reported += [self.works(unit, self.movements, each) for each in MOVEMENTS]
        leads = MET if rank[1] <= 1 else NOT_MET if rank[0] > 1 else UNKNOWN
        people = [self.person(each, tt, leads) for each in unit.members]
        share = self.share(people, unit.more_members)
        # the readings switched off by default do not apply
        off = NOT_APPLICABLE
        masks = (off, t1a, t1b, t1c, off, off, t1d, t1, t2a, t2b, off, t2c1, t2c2, off, t2c, t2, t3a, t3b, t3c, t3d, t3,
                 t4a0, t4a1, t4a2, t4a, t4b, t4c, t4d, t4, t1, t2, t3, t4, tt)  # fmt: skip
        return masks, (*reported, rank, share), people

    def online(self, unit: Unit) -> int:
        """Every public service is online at level 3 or 4."""
        result = MET
        for service in unit.services:
            level = service[self.level]
            if level is None:
                result = UNKNOWN
            elif level < 3:
                return NOT_MET
        return UNKNOWN if unit.more_services else result

    def works(self, unit: Unit, at: list[int], wanted: frozenset[str]) -> tuple[int, int | None]:
        """How many targets, initiatives and activities belong to something."""
        a, b = count(unit.targets, at[0], wanted, unit.more_targets)
        c, d = count(unit.ideas, at[1], wanted, unit.more_ideas)
        e, f = count(unit.activities, at[2], wanted, unit.more_activities)
        return a + c + e, None if b is None or d is None or f is None else b + d + f

    def share(self, people: list[tuple[int, ...]], more: bool) -> tuple[Fraction, Fraction] | None:
        """The share of people who meet CN, as an interval; None if there is nobody."""
        verdicts = [person[-1] for person in people]
        if more or not verdicts:
            return (Fraction(0), Fraction(1)) if more else None
        sure = sum(each == MET for each in verdicts)
        possible = sum(each & (MET | 8) != 0 for each in verdicts)
        return Fraction(sure, len(verdicts)), Fraction(possible, len(verdicts))

    def person(self, person: Person, tt: int, leads: int) -> tuple[int, ...]:
        """C1 to C5, H and CN."""
        row, ideas, more = person.row, person.ideas, person.more_ideas
        grade = row[self.grade]
        c1 = UNKNOWN if grade is None else MET if grade == 3 else NOT_MET
        c2a = MET if person.targets else UNKNOWN if person.more_targets else NOT_MET
        c2b = self.some_idea([EITHER_OF[among(i[self.field], NAMED_FIELDS)][FACT[i[self.alike]]] for i in ideas], more)
        c2b = BOTH[c2b][from_(0, count(ideas, self.field, NAMED_FIELDS, more))]
        c2c = self.some_idea([BOTH[among(i[self.sort], NAMED_SORTS)][FACT[i[self.quality]]] for i in ideas], more)
        c2c = BOTH[c2c][from_(0, count(ideas, self.recognised, {True}, more))]
        c2 = all_of(c2a, c2b, c2c)
        c3 = FACT[row[self.learning]]
        offences = NOT_MET if person.offences else UNKNOWN if person.more_offences else MET
        c4 = BOTH[FACT[row[self.discipline]]][offences]
        c5a, c5b, c5c = degree(row[self.lawful], 1), FACT[row[self.self_reliant]], FACT[row[self.helpful]]
        c5d, c5e = FACT[row[self.active]], FACT[row[self.moral]]
        c5 = all_of(c5a, c5b, c5c, c5d, c5e)
        h = guarded(FACT[row[self.head]], all_of(tt, leads))
        cn = all_of(c1, c2, c3, c4, c5, h)
        off = NOT_APPLICABLE
        return (c1, c2a, c2b, c2c, off, off, c2, c3, c4, c5a, c5b, c5c, c5d, c5e, c5, tt, off, leads, h,
                c1, c2, c3, c4, c5, h, cn)  # fmt: skip

    def some_idea(self, masks: list[int], more: bool) -> int:
        """Some initiative meets a condition."""
        if MET in masks:
            return MET
        return UNKNOWN if more or UNKNOWN in masks else NOT_MET


def all_of(*masks: int) -> int:
    """All are met, those not applicable left out."""
    result = NOT_APPLICABLE
    for mask in masks:
        result = BOTH[result][mask]
    return result


def guarded(guard: int, mask: int) -> int:
    """Not applicable where the guard is not met."""
    return mask if guard == MET else NOT_APPLICABLE if guard == NOT_MET else mask | NOT_APPLICABLE


def among(slot: Any, wanted: frozenset[str]) -> int:
    """One of these."""
    return UNKNOWN if slot is None else MET if slot in wanted else NOT_MET


def count(rows: list[Row], at: int, wanted: Any, more: bool) -> tuple[int, int | None]:
    """How many rows have one of these in a field, surely and possibly."""
    sure = possible = 0
    for row in rows:
        slot = row[at]
        if slot is None:
            possible += 1
        elif slot in wanted:
            sure += 1
            possible += 1
    return sure, None if more else possible


def degree(known: int | None, least: int) -> int:
    """Whether a degree, counted from 0, is at least this one."""
    return UNKNOWN if known is None else MET if known >= least else NOT_MET


def from_(least: int, number: tuple[int, int | None]) -> int:
    """At least so many."""
    low, high = number
    return MET if low >= least else NOT_MET if high is not None and high < least else UNKNOWN


def none(number: tuple[int, int | None]) -> int:
    """Not one."""
    low, high = number
    return NOT_MET if low > 0 else MET if high == 0 else UNKNOWN


__all__ = ["PERSON_CODES", "UNIT_CODES", "UNIT_VALUES", "ByHand", "lay_out"]
