"""Complete dossiers under several limits, decided once by the library and once by hand-written Python.

The evaluator here knows nothing of the library: it is given the same numbers and facts, as plain data, that the text
of the ruleset and of the dossier are written from.
"""

import itertools
import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import thidua_rules as tr
from tests.profiles import examples
from thidua_rules.proofs.checker.checker import check_proof

CLASSES = {
    "": lambda p: True,
    "quản lý": lambda p: p["quản lý"],
    "không quản lý": lambda p: not p["quản lý"],
    "nữ": lambda p: p["nữ"],
    "quản lý và nữ": lambda p: p["quản lý"] and p["nữ"],
    "quản lý và không quản lý": lambda p: False,
    "điểm ≥ 4": lambda p: p["điểm"] >= 4,
}
BASES = {
    "số thành viên của đơn vị": lambda p: True,
    "số thành viên của đơn vị trong đó đủ chuẩn X": lambda p: p["giỏi"],
    "số thành viên của đơn vị trong đó quản lý": lambda p: p["quản lý"],
}
DOSSIERS = 5
"""So many for each ruleset."""


@frozen
class Limit:
    """One limit as numbers: whom it counts, and its seats as a number or a share of a base, rounded."""

    counts: str
    number: int | None
    percent: int
    base: str
    rounding: str
    least: int | None
    named: bool
    small_free: bool

    def text(self, code: int) -> str:
        seats = str(self.number) if self.number is not None else f"{self.percent}% × {self.base}"
        parts = [f"tối đa: {f'suất {code} của đơn vị' if self.named else seats}"]
        if self.number is None and not self.named:
            parts.append(f"làm tròn: {self.rounding}")
        if self.least is not None:
            parts.append(f"tối thiểu: {self.least}")
        if self.counts:
            parts.append(f"tính cho: {self.counts}")
        if self.small_free:
            parts.append("áp dụng khi: số thành viên của đơn vị ≥ 4")
        return f"Q{code}: {{{', '.join(parts)}}}"

    def quantity(self, code: int) -> str:
        """The seats as a quantity of the unit."""
        base = self.base.replace(" của đơn vị", "")
        share = f"làm tròn {self.rounding} của ({self.percent}% × {base})"
        seats = str(self.number) if self.number is not None else share
        return f"  suất {code}: {{cho: đơn vị, kiểu: số nguyên, căn cứ: qd Đ1, tính: '{seats}'}}\n"

    def seats(self, unit: list[dict[str, Any]]) -> int:
        if self.number is not None:
            found = self.number
        else:
            exact = Fraction(self.percent, 100) * sum(1 for p in unit if BASES[self.base](p))
            whole, rest = divmod(exact, 1)
            up = {"xuống": 0, "lên": int(rest > 0), "gần nhất": int(rest * 2 >= 1)}[self.rounding]
            found = int(whole) + up
        return found if self.least is None else max(found, self.least)

    def binds(self, unit: list[dict[str, Any]]) -> bool:
        return not self.small_free or len(unit) >= 4


def some_limit(chance: random.Random, named: bool) -> Limit:
    return Limit(
        chance.choice(list(CLASSES)),
        chance.choice([None, None, 0, 1, 1, 2]),
        chance.choice([20, 29, 35, 40, 50, 60]),
        chance.choice(list(BASES)),
        chance.choice(["xuống", "lên", "gần nhất"]),
        chance.choice([None, None, 1]),
        named,
        chance.random() < 0.2,
    )


def ruleset(limits: list[Limit], vote: str, folder: Path) -> tr.Ruleset:
    quantities = "".join(each.quantity(code) for code, each in enumerate(limits, 1) if each.named)
    further = {"": "", "before": "v: phiếu ≥ 50%", "after": "v: {khi: phiếu ≥ 50%, vẫn giữ chỗ: đúng}"}[vote]
    text = (
        "bộ quy tắc: r/2021\ntên: r\nhiệu lực: {từ: 2021-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}\n"
        "từ vựng:\n  đơn vị: {}\n  người:\n    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}\n"
        "    giỏi: đúng/sai\n    quản lý: đúng/sai\n    nữ: đúng/sai\n    điểm: {kiểu: số nguyên, từ: 0, đến: 9}\n"
        "    phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%}\n    được hội đồng chọn: đúng/sai\n"
        + (f"đại lượng:\n{quantities}" if quantities else "")
        + "danh hiệu:\n  X:\n    cho: người\n    tên: X\n    căn cứ: qd Đ1\n    yêu cầu: {a: giỏi}\n"
        + (f"    điều kiện thêm: {{{further}}}\n" if further else "")
        + "    chỉ tiêu:\n      trong: đơn vị\n      giới hạn:\n"
        + "".join(f"        {each.text(code)}\n" for code, each in enumerate(limits, 1))
        + "      ưu tiên: [điểm giảm dần]\n      khi bằng nhau: hội đồng chọn\n"
    )
    path = folder / "bo.yaml"
    path.write_text(text, encoding="utf-8")
    return tr.load(path)


def some_people(chance: random.Random, level: bool) -> list[dict[str, Any]]:
    points = [chance.randint(0, 3) for _ in range(9)] if level else chance.sample(range(10), 9)
    return [
        {
            "mã": f"p{number}",
            "đơn vị": chance.choice("ab"),
            "giỏi": chance.random() < 0.8,
            "quản lý": chance.random() < 0.4,
            "nữ": chance.random() < 0.5,
            "điểm": points[number],
            "phiếu": f"{chance.choice([20, 49, 50, 90])}%",
            # nobody waits for the council where nobody is level
            "được hội đồng chọn": chance.choice([True, False]) if level else None,
        }
        for number in range(chance.randint(3, 9))
    ]


def passes(person: dict[str, Any]) -> bool:
    return int(person["phiếu"].rstrip("%")) >= 50


def holders(people: list[dict[str, Any]], limits: list[Limit], vote: str) -> list[set[str]]:
    """Who has a seat, for every way in which those who are still level might be taken."""
    every: list[set[str]] = [set()]
    for unit in ([p for p in people if p["đơn vị"] == key] for key in "ab"):
        asking = [p for p in unit if p["giỏi"] and (vote != "before" or passes(p))]
        asking.sort(key=lambda p: (-p["điểm"], not p["được hội đồng chọn"]))
        rounds = [list(g) for _, g in itertools.groupby(asking, lambda p: (p["điểm"], p["được hội đồng chọn"]))]
        binding = [each for each in limits if each.binds(unit)]
        ways = [
            [each for part in order for each in part]
            for order in itertools.product(*map(itertools.permutations, rounds))
        ]
        outcomes = {frozenset(seated(way, unit, binding)) for way in ways[:200]}
        every = [one | other for one in every for other in outcomes]
    return every


def seated(order: list[dict[str, Any]], unit: list[dict[str, Any]], limits: list[Limit]) -> set[str]:
    found: list[dict[str, Any]] = []
    for person in order:
        mine = [each for each in limits if CLASSES[each.counts](person)]
        if all(sum(1 for p in found if CLASSES[each.counts](p)) + 1 <= each.seats(unit) for each in mine):
            found.append(person)
    return {p["mã"] for p in found}


def by_session(rules: tr.Ruleset, people: list[dict[str, Any]], chance: random.Random) -> tr.Decision:
    """The decision of a session that is told everything in some order, is told wrong first, and takes some back."""
    person, unit = rules.facts.nguoi, rules.facts.don_vi
    right = [*(unit(ma=key) for key in "ab"), *(told_as(person, each) for each in people)]
    wrong = {"giỏi": not people[0]["giỏi"], "quản lý": True, "điểm": 0, "phiếu": "50%"}
    others = [told_as(person, {**each, **wrong}) for each in people if chance.random() < 0.3]
    with rules.session(on="15/12/2021", period=2021) as session:
        for fact in chance.sample(right, len(right)) + others:
            session.assert_fact(fact)
        session.close("đơn vị")
        session.close("người")
        if chance.random() < 0.5:
            # what was found of the facts so far must not outlive them
            session.decision()
        for fact in others:
            if chance.random() < 0.5:
                session.retract(fact)
        back = [told_as(person, each) for each in people] if others else []
        for fact in chance.sample(back, len(back)):
            session.assert_fact(fact)
        return session.decision()


def told_as(make: Any, person: dict[str, Any]) -> Any:
    return make(
        ma=person["mã"],
        don_vi=person["đơn vị"],
        gioi=person["giỏi"],
        quan_ly=person["quản lý"],
        nu=person["nữ"],
        diem=person["điểm"],
        phieu=person["phiếu"],
        duoc_hoi_dong_chon=person["được hội đồng chọn"],
    )


TOLD = {tr.Status.MET: {True}, tr.Status.NOT_MET: {False}, tr.Status.UNKNOWN: {True, False}}
EXECUTORS = [("reference", "forward"), pytest.param(("reference", "durable"), marks=pytest.mark.durable)]


def check_dossiers(
    chance: random.Random, level: bool, count: int, folder: Path, executors: Sequence[str] = ("reference", "forward")
) -> int:
    """Decide `count` dossiers of a random ruleset by hand, by executors and by a session; the verdicts compared."""
    limits = [some_limit(chance, chance.random() < 0.4) for _ in range(chance.randint(2, 3))]
    vote = chance.choice(["", "before", "after"])
    rules = ruleset(limits, vote, folder)
    compared = 0
    for number in range(count):
        people = some_people(chance, level)
        ways = holders(people, limits, vote)
        facts = {"đơn vị": [{"mã": "a"}, {"mã": "b"}], "người": people, "đầy đủ": ["đơn vị", "người"]}
        case = rules.read_case(facts, on="15/12/2021", period=2021)
        decisions = [rules.decide(case, executor=name) for name in executors]
        decisions.append(by_session(rules, people, chance))
        for person in people:
            good = person["giỏi"] and (not vote or passes(person))
            expected = {good and person["mã"] in way for way in ways}
            for name, decision in zip((*executors, "session"), decisions, strict=True):
                verdict = decision[person["mã"], "X"]
                told, where = TOLD[verdict.status], (name, rules.model.titles, facts, person["mã"])
                assert told >= expected if level else told == expected, where
                assert verdict.mask == decisions[0][person["mã"], "X"].mask, where
                compared += 1
                if number == 0:
                    assert check_proof(rules.program, decision.case, verdict.proof) == (), where
    return compared


@pytest.mark.parametrize("level", [False, True], ids=["nobody is level", "some are level"])
@pytest.mark.parametrize("executors", EXECUTORS, ids=["forward", "durable"])
def test_complete_dossiers_under_several_limits_are_decided_as_by_hand(
    tmp_path: Path, executors: Sequence[str], level: bool
) -> None:
    """Where nobody is level every verdict is definite and the same; where some are, what all ways agree on is.

    So in every way to decide, facts told one at a time included.
    """
    chance = random.Random(20261126 + level)
    for _ in range(examples(6)):
        check_dossiers(chance, level, DOSSIERS, tmp_path, executors)
