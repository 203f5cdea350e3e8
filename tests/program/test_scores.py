"""Scores once compiled: points, maxima and totals equal arithmetic by hand, and what is unknown stays sound."""

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.profiles import examples
from tests.program.small import circle, codes_of, one, ruleset, within
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.values import MET, NOT_MET, Possible, point

SCORE = """\
điểm:
  S:
    cho: cá nhân
    căn cứ: vb-1 M1
    thập phân: 2
    mục:
      I: {tối đa: 9, trừ: {a: '1,5 × số lần', b: {tính: 4 × số buổi, tối đa: 6, áp dụng khi: quản lý, căn cứ: vb-1 M2}}}
      II: {tối đa: 15, áp dụng khi: quản lý, mất điểm khi: vi phạm, bảng: {số lần ≤ 2: 15, còn lại: 6}}
      III:
        tối đa: 20
        lấy: thấp nhất
        mục: {1: {tối đa: 20, tính: phiếu, áp dụng khi: quản lý}, 2: {tối đa: 10, cộng: {a: 3 × số buổi}}}
      IV: {tối đa: 8, tính: 'phiếu / 4', áp dụng khi: vi phạm, không áp dụng thì: đủ điểm, làm tròn: gần nhất}
      V: {tối đa: 10, mục: {1: {tối đa: 4, tính: số lần}, 2: {tối đa: 6, tính: số buổi, áp dụng khi: quản lý}}}
      VI: {lấy: cao nhất, mục: {1: {tối đa: 3, tính: số lần}, 2: {tối đa: 5, tính: 2 × số buổi, trừ: {a: số lần}}}}
      VII: {tối đa: 4, áp dụng khi: số lần < 6, khi: phiếu ≥ 20 hoặc quản lý, có: 3 + số buổi, không có: '0,5'}
    điểm thưởng: {tối đa: 5, tính: 2 × số buổi}
    điểm trừ: {trừ: {a: 2 × số lần, b: {tính: 40, áp dụng khi: vi phạm}}}
"""
CONDITIONS = {
    "T1": "có mục của S trong đó (điểm = 0)",
    "T2": "mọi mục của S đều (điểm ≥ 50% × tối đa)",
    "T3": "số mục của S trong đó (điểm ≥ 6) ≥ 3",
    "T4": "tỷ lệ mục của S trong đó (điểm ≥ 6) ≥ 50%",
    "T5": "có ít nhất 60% mục của S trong đó (điểm > 3)",
    "T6": "tổng điểm của mục của S trong đó (điểm < tối đa) ≥ 10",
    "T7": "trung bình điểm của mục của S ≥ 5,5",
    "T8": "lớn nhất điểm của mục của S trong đó (điểm < 8) ≥ 6",
    "T9": "nhỏ nhất điểm của mục của S ≥ 2",
    "T10": "S ≥ 70% × thang S",
    "T11": "điểm mục III.2 ≥ 6 và tối đa mục II = 15",
    "T12": "không có mục của S trong đó (điểm = 0 và quản lý)",
    "T13": "có ít nhất 2 mục của S trong đó (điểm = tối đa)",
    "T14": "có ít nhất 2/3 mục của S trong đó (điểm > 3)",
}
CRITERIA = "tiêu chí:\n" + "".join(
    f"  {code}: {{cho: cá nhân, căn cứ: vb-1 M1, khi: '{text}'}}\n" for code, text in CONDITIONS.items()
)
RULES = ruleset(SCORE + CRITERIA)
DOMAINS: dict[str, list[Any]] = {
    "quản lý": [True, False],
    "vi phạm": [True, False],
    "số lần": list(range(7)),
    "số buổi": list(range(5)),
    "phiếu": list(range(31)),
}


def kept(value: Fraction, most: float) -> Fraction:
    """Within 0 and a maximum."""
    return max(Fraction(0), min(value, Fraction(most)))


def by_hand(facts: dict[str, Any]) -> dict[str, Fraction]:
    """The points, maxima and totals of one person of whom everything is known."""
    head, breach = facts["quản lý"], facts["vi phạm"]
    times, meetings, ballots = (Fraction(facts[each]) for each in ("số lần", "số buổi", "phiếu"))
    points = {
        "S.I": kept(9 - Fraction(3, 2) * times - (min(4 * meetings, Fraction(6)) if head else 0), 9),
        "S.II": Fraction(0 if not head or breach else 15 if times <= 2 else 6),
        "S.III.2": kept(3 * meetings, 10),
        "S.IV": kept(Fraction((ballots / 4 + Fraction(1, 2)) // 1), 8) if breach else Fraction(8),
        "S.V": min(times, Fraction(4)) + (meetings if head else 0),
        "S.VI": max(min(times, Fraction(3)), kept(2 * meetings - times, 5)),
        "S.VII": Fraction(0) if times == 6 else kept(3 + meetings, 4) if ballots >= 20 or head else Fraction(1, 2),
    }
    points["S.III"] = min(min(ballots, Fraction(20)), points["S.III.2"]) if head else points["S.III.2"]
    maxima = {
        "tối đa S.I": 9,
        "tối đa S.II": 15 if head else 0,
        "tối đa S.III": 20,
        "tối đa S.IV": 8,
        "tối đa S.V": 10 if head else 4,
        "tối đa S.VI": 5,
        "tối đa S.VII": 0 if times == 6 else 4,
    }
    scale = Fraction(sum(maxima.values()))
    total = sum((points[f"S.{each}"] for each in ("I", "II", "III", "IV", "V", "VI", "VII")), Fraction(0))
    total += min(2 * meetings, Fraction(5)) - 2 * times - (40 if breach else 0)
    found = points | {code: Fraction(each) for code, each in maxima.items()}
    return found | {"thang S": scale, "S": max(Fraction(0), min(total, scale + 5))}


def conditions_by_hand(facts: dict[str, Any]) -> dict[str, bool]:
    """What the criteria say of one person of whom everything is known."""
    found = by_hand(facts)
    falling = {"II": not facts["quản lý"], "VII": facts["số lần"] == 6}
    codes = [each for each in ("I", "II", "III", "IV", "V", "VI", "VII") if not falling.get(each)]
    items = [(found[f"S.{each}"], found[f"tối đa S.{each}"]) for each in codes]
    points = [each for each, _ in items]
    return {
        "T1": 0 in points,
        "T2": all(each >= most / 2 for each, most in items),
        "T3": sum(each >= 6 for each in points) >= 3,
        "T4": 2 * sum(each >= 6 for each in points) >= len(points),
        "T5": Fraction(sum(each > 3 for each in points), len(points)) >= Fraction(6, 10),
        "T6": sum(each for each, most in items if each < most) >= 10,
        "T7": Fraction(sum(points), len(points)) >= Fraction(11, 2),
        "T9": min(points) >= 2,
        "T10": found["S"] >= Fraction(7, 10) * found["thang S"],
        "T11": found["S.III.2"] >= 6 and bool(facts["quản lý"]),
        "T12": not (facts["quản lý"] and 0 in points),
        "T13": sum(each == most for each, most in items) >= 2,
        "T14": 3 * sum(each > 3 for each in points) >= 2 * len(points),
        **({"T8": max(small) >= 6} if (small := [each for each in points if each < 8]) else {}),
    }


KNOWN = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in DOMAINS.items()})
PARTLY = st.fixed_dictionaries({name: st.sampled_from([None, *values]) for name, values in DOMAINS.items()})


@given(KNOWN)
@settings(max_examples=examples(60))
def test_points_maxima_and_totals_equal_hand_arithmetic(facts: dict[str, Any]) -> None:
    """With every fact known each quantity is the one number that arithmetic gives."""
    found = one(RULES, facts)
    for code, value in by_hand(facts).items():
        assert found(code) == point(value), code


@given(KNOWN)
@settings(max_examples=examples(60))
def test_conditions_on_items_equal_hand_arithmetic(facts: dict[str, Any]) -> None:
    """With every fact known, what is said of the items of a score holds just where it does of the list of them."""
    found = one(RULES, facts)
    for code, holds in conditions_by_hand(facts).items():
        assert found(code) == (MET if holds else NOT_MET), code


@given(PARTLY, st.data())
@settings(max_examples=examples(40))
def test_what_is_unknown_leaves_every_completion_possible(facts: dict[str, Any], data: st.DataObject) -> None:
    """Whatever missing facts turn out to be, points, maxima, totals and verdicts are among those left possible."""
    found = one(RULES, facts)
    completions = [dict(zip(facts, each, strict=True)) for each in product(*_completed(facts))]
    for whole in data.draw(st.lists(st.sampled_from(completions), min_size=1, max_size=25)):
        for code, value in by_hand(whole).items():
            assert within(value, found(code)), (code, whole)
        for code, holds in conditions_by_hand(whole).items():
            assert found(code) & (MET if holds else NOT_MET), (code, whole)


def _completed(facts: dict[str, Any]) -> list[list[Any]]:
    return [DOMAINS[name] if value is None else [value] for name, value in facts.items()]


@given(PARTLY)
@settings(max_examples=examples(25))
def test_a_fact_that_only_takes_away_gives_the_exact_hull(facts: dict[str, Any]) -> None:
    """Of an item in which each fact counts in one direction, just the points of its completions are left."""
    found = one(RULES, facts)("S.I")
    values = [by_hand(dict(zip(facts, each, strict=True)))["S.I"] for each in product(*_completed(facts))]
    assert (found.low, found.high) == (min(values), max(values))


@given(PARTLY)
@settings(max_examples=examples(25))
def test_forward_finds_what_the_reference_finds(facts: dict[str, Any]) -> None:
    """Both executors know the same of every quantity and criterion, unknowns included."""
    expected, found = one(RULES, facts), one(RULES, facts, "forward")
    for code in RULES.program.homes:
        assert found(code) == expected(code), code


FACTS = {"quản lý": True, "vi phạm": False, "số lần": 1, "số buổi": 2, "phiếu": 12}


def total(body: str, facts: dict[str, Any] = FACTS, code: str = "S") -> Possible:
    """What one quantity of a score with this body comes to."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    found: Possible = one(ruleset(f"điểm:\n  S:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n{lines}"), facts)(code)
    return found


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("mục: {I: {tối đa: 10, tính: phiếu}}\ntrần: 8", 8),
        ("mục: {I: {tối đa: 10, tính: phiếu}}\nđiểm thưởng: phiếu\ntrần: 15", 15),
        ("mục: {I: {tối đa: 10, tính: phiếu}}\nđiểm thưởng: phiếu", 22),
        ("mục: {I: {tối đa: 10, tính: phiếu}}\nđiểm thưởng: {tối đa: 3, tính: phiếu}", 13),
        ("mục: {I: {tính: phiếu}, II: {tối đa: 5, tính: phiếu}}", 17),
        ("thập phân: 2\nlàm tròn: lên đến 0,25\nmục: {I: {tối đa: 9, tính: 'phiếu / 7'}}", Fraction(7, 4)),
        ("mục: {I: {tối đa: '9,5', tính: '9,2 + số lần / 10', làm tròn: lên}}", Fraction(19, 2)),
        ("mục: {I: {tối đa: 9, mất điểm khi: vi phạm}}", 9),
        ("mục: {I: {tối đa: 9, trừ: {a: 0 − phiếu}}}", 9),
        ("mục: {I: {tối đa: 9, cộng: {a: {tính: phiếu, tối đa: 2}, b: số lần}}}", 3),
        ("mục: {I: {tối đa: 9, tính: 8, cộng: {a: số lần}, trừ: {b: 2 × số buổi}}}", 5),
        ("mục: {I: {tối đa: 9, tính: 1}}\nđiểm trừ: {tối đa: 3, tính: phiếu}", 0),
        ("kiểu: số nguyên\nlàm tròn: xuống\nmục: {I: {tối đa: 9, tính: 'phiếu / 5'}}", 2),
    ],
)
def test_bounds_and_rounding(body: str, value: Any) -> None:
    """An item is rounded, then kept within its maximum; the total likewise, within scale and bonus or the ceiling."""
    assert total(body) == point(value)


def test_an_item_without_a_row_leaves_the_total_undetermined() -> None:
    """Where the text gives no points for an item there is no total, unless the item falls away."""
    body = "mục: {I: {tối đa: 9, áp dụng khi: quản lý, bảng: {số lần > 3: 9}}, II: {tối đa: 9, tính: 4}}"
    assert total(body).undetermined
    assert total(body, {**FACTS, "quản lý": False}) == point(4)


def test_the_least_of_items_passes_over_those_that_fall_away() -> None:
    """An item that does not apply does not make the least of them 0; where none applies, it is 0."""
    items = "1: {tối đa: 9, tính: 7, áp dụng khi: quản lý}, 2: {tối đa: 9, tính: 8, áp dụng khi: vi phạm}"
    body = f"mục: {{I: {{lấy: thấp nhất, mục: {{{items}}}}}}}"
    expected = {(True, True): 7, (True, False): 7, (False, True): 8, (False, False): 0}
    for (head, breach), value in expected.items():
        assert total(body, {**FACTS, "quản lý": head, "vi phạm": breach}) == point(value)
    assert total(body, {**FACTS, "quản lý": None, "vi phạm": True}) == Possible(7, 8)


def test_a_score_that_does_not_apply_is_undetermined() -> None:
    """The guard of a score is that of its total and scale; items are told all the same."""
    body = "áp dụng khi: vi phạm\nmục: {I: {tối đa: 9, tính: 7}}"
    assert total(body).undetermined
    assert total(body, code="S.I") == point(7)


def test_every_rule_of_a_score_cites_its_clause() -> None:
    """Lines and items carry their own citation, or else that of the score."""
    citations = {rule.code: rule.about.citations for rule in RULES.program.rules if isinstance(rule, ir.Quantity)}
    assert citations["S.I.b"] == ("vb-1 M2",)
    assert all(each for each in citations.values())


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("điểm mục IX ≥ 1", ["TYPE-54"]),
        ("thang phiếu ≥ 1", ["TYPE-52"]),
        ("có mục của phiếu trong đó (điểm = 0)", ["TYPE-52"]),
        ("điểm mục I ≥ 1", ["TYPE-55"]),
        ("thang R ≥ 1", ["TYPE-53"]),
        ("tối đa mục I.9 ≥ 1", ["TYPE-53"]),
        ("số mục của S trong đó (điểm > phiếu của đối tượng xét) ≥ 1", ["TYPE-56"]),
        ("điểm mục II.1 ≥ 5 và thang S ≥ 3", []),
    ],
)
def test_names_of_items_that_are_not_clear(condition: str, codes: list[str]) -> None:
    """Unknown and ambiguous items, maxima there are not, and what items do not know, are told."""
    text = (
        "điểm:\n  S: {cho: cá nhân, căn cứ: vb-1 M1, mục: {I: {tối đa: 9, tính: 1}, II: {tối đa: 9, "
        "mục: {II.1: {tối đa: 9, tính: 1}}}}}\n"
        "  R: {cho: cá nhân, căn cứ: vb-1 M1, mục: {I: {tối đa: 9, tính: 1}, I.9: {tính: 1}}}\n"
        f"tiêu chí:\n  T: {{cho: cá nhân, căn cứ: vb-1 M1, khi: '{condition}'}}\n"
    )
    assert codes_of(text) == codes


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("mục: {I: {tính: 1, áp dụng khi: quản lý, không áp dụng thì: đủ điểm}}", "TYPE-50"),
        ("kiểu: số nguyên\nmục: {I: {tối đa: 9, tính: 'phiếu / 5'}}", "TYPE-51"),
        ("mục: {I: {tối đa: 9, tính: 5%}}", "TYPE-30"),
    ],
)
def test_faults_of_scores(body: str, code: str) -> None:
    """Full points need a maximum, whole numbers need to be whole, points are no percentages."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    assert codes_of(f"điểm:\n  S:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n{lines}") == [code]


def test_circles_are_told_by_declared_names() -> None:
    """A score that is reckoned from itself, or through a grade, is told without the parts it is made of."""
    score = "điểm:\n  S: {cho: cá nhân, căn cứ: vb-1 M1, mục: {I: {tối đa: 9, tính: 1, áp dụng khi: %s}}}\n"
    assert circle(score % "S ≥ 1") == "S → S"
    grade = "xếp loại:\n  G: {cho: cá nhân, căn cứ: vb-1 M1, như: mức, bảng: {S ≥ 5: tốt, còn lại: yếu}}\n"
    assert sorted(set(circle(score % "G ≥ “tốt”" + grade).split(" → "))) == ["G", "S"]


def test_means_of_scores_have_the_bounds_of_the_score() -> None:
    """Over a collection that is open, a mean of scores lies between 0 and the most that the items can come to."""
    text = SCORE + "đại lượng:\n  TB: {cho: tập thể, kiểu: số, căn cứ: vb-1 M1, tính: trung bình S của thành viên}\n"
    rules = ruleset(text)
    case = rules.read_case({"ngày xét": "2021-12-01", "kỳ xét": "2021", "tập thể": [{"mã": "u"}]})
    record = rules.decide(case, executor="reference").record
    found = record.value(SubjectId("tập thể", "u"), "TB")
    assert (found.low, found.high) == (0, 9 + 15 + 10 + 8 + 8 + 5 + 4 + 5)


def test_an_item_calls_itself_this_item(tmp_path: Path) -> None:
    """`mục này` is the code of the item that it stands in, down to the items below; elsewhere it is no name."""
    text = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  người: {}
  lần khai sai: {người: {kiểu: thuộc người, chiều ngược: lần khai sai}, tiêu chí: chữ}
điểm:
  phiếu:
    cho: người
    căn cứ: qd Đ1
    mục:
      I:
        tối đa: 20
        mục:
          1: {tối đa: 10, mất điểm khi: có lần khai sai trong đó (tiêu chí là mục này)}
          2: {tối đa: 10, mất điểm khi: có lần khai sai trong đó (tiêu chí là mục này)}
      II: {tối đa: 5, trừ: {a: 2 × số lần khai sai trong đó (tiêu chí là mục này)}}
"""
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    wrong = [{"mã": "k1", "người": "a", "tiêu chí": "i.2"}, {"mã": "k2", "người": "a", "tiêu chí": "II"}]
    facts = {"người": [{"mã": "a"}], "lần khai sai": wrong, "đầy đủ": ["lần khai sai"]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))
    assert [decision.value("a", f"phiếu.{code}").value for code in ("I.1", "I.2", "I", "II")] == [10, 0, 10, 3]
    (tmp_path / "bo.yaml").write_text(
        text + "tiêu chí: {T: {cho: lần khai sai, tên: t, căn cứ: qd Đ1, khi: tiêu chí là mục này}}\n", encoding="utf-8"
    )
    with pytest.raises(tr.RulesetError):
        tr.load(tmp_path / "bo.yaml")
