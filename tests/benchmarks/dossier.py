"""The dossier that is timed: one collective with ten people, most facts known, everything closed."""

import datetime
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import thidua_rules
from thidua_rules.api import Ruleset
from thidua_rules.facts.case import Case, Closure, Row, Slot, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program.question import Question

BLOCK, UNIT, PERSON = "khối thi đua", "tập thể", "cá nhân"
TARGET, IDEA, ACTIVITY = "chỉ tiêu thi đua", "sáng kiến", "hoạt động văn nghệ thể thao"
SERVICE, OFFENCE = "dịch vụ công", "vi phạm kỷ cương"
PEOPLE = 10


BUNDLED = Path(__file__).parents[2] / "rulesets" / "btnmt" / "2021"
SHARED = """
từ vựng:
  chỉ tiêu thi đua:
    người đăng ký: {kiểu: 'thuộc [tập thể, cá nhân]', chiều ngược: chỉ tiêu thi đua đã đăng ký}
xếp hạng:
  thứ hạng trong khối: {cho: tập thể, trong: khối thi đua, theo: [điểm thi đua giảm dần], căn cứ: cv-953-2021 H.b}
"""
"""What the criteria use of the rules that the years of the ministry share."""


@cache
def ruleset() -> Ruleset:
    """The ruleset that is timed: the criteria of `btnmt/2021` without the titles they lead to.

    The promise is about criteria, and the rules written by hand are those of the letter. The files are the bundled
    ones; what adds to the titles of the law is left out, and of the law only the words for facts are inherited.
    """
    with TemporaryDirectory() as folder:
        (Path(folder) / "phan-chung.yaml").write_text(SHARED, encoding="utf-8")
        for path in BUNDLED.glob("*.yaml"):
            if path.name != "danh-hieu.yaml":
                text = path.read_text(encoding="utf-8")
                (Path(folder) / path.name).write_text(
                    text.replace("[chung/btnmt-2020]", "[chung/danh-hieu]"), encoding="utf-8"
                )
        return thidua_rules.load(folder)


def dossier(rules: Ruleset, seed: int = 1, missing: float = 0.04) -> tuple[Case, Question]:
    """The dossier and what is asked of it; a share of the facts is missing, references never are."""
    chance = random.Random(seed)
    vocabulary = rules.model.vocabulary
    unit, block = SubjectId(UNIT, "u"), SubjectId(BLOCK, "k")
    people = [SubjectId(PERSON, f"p{number}") for number in range(PEOPLE)]
    owners: dict[SubjectId, SubjectId | None] = {block: None, unit: block, **dict.fromkeys(people, unit)}
    for number in range(3):
        owners[SubjectId(TARGET, f"ct{number}")] = unit
        owners[SubjectId(ACTIVITY, f"hd{number}")] = unit
        owners[SubjectId(SERVICE, f"dv{number}")] = unit
        owners[SubjectId(IDEA, f"sk{number}")] = unit
    for person in people:
        owners[SubjectId(TARGET, f"ct-{person.key}")] = person
        owners[SubjectId(IDEA, f"sk-{person.key}")] = person
    owners[SubjectId(OFFENCE, "vp")] = people[0]
    subjects: dict[str, dict[Any, Row]] = {each.name: {} for each in vocabulary}
    for subject, owner in owners.items():
        fact_type = vocabulary.type(subject.type)
        assert fact_type is not None
        row = (owner if each.targets else _slot(each, chance, missing) for each in fact_type.fields)
        subjects[subject.type][subject.key] = tuple(row)
    closed = [Closure(each.name) for each in vocabulary]
    closed += [
        Closure(each.member, owner, each.name) for owner in owners for each in vocabulary.collections(owner.type)
    ]
    on, period = datetime.date(2022, 1, 15), Period(Kind.YEAR, 2021)
    return Case(vocabulary, on, period, subjects, frozenset(closed)), rules.question(on, period)


def _slot(declared: Field, chance: random.Random, missing: float) -> Slot:
    if chance.random() < missing:
        return None
    if declared.kind is Kind.BOOLEAN:
        return chance.random() < 0.9
    if declared.kind is Kind.CHOICE:
        return chance.choice(declared.options)
    if declared.kind is Kind.GRADE:
        return len(declared.options) - 1 - (chance.random() < 0.2)
    if declared.kind is Kind.DATE:
        return datetime.date(2021, 6, 1).toordinal()
    if declared.kind is Kind.PERCENT:
        return chance.randint(98, 101)
    if declared.kind in (Kind.INTEGER, Kind.NUMBER):
        return chance.randint(3, 4)
    return "chữ"
