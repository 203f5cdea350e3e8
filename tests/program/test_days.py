"""Days built from parts, parts of days, and what has passed between two, exact where only a stretch is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.program.small import codes_of, ruleset
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.checker import exact
from thidua_rules.values import MET, NOT_MET, between, point
from thidua_rules.values.calendar import day_of, months_between
from thidua_rules.values.possible import date_part, months_passed

EXECUTORS = ("reference", "forward", pytest.param("durable", marks=pytest.mark.durable))

RULES = """
  phiếu:
    ngày nộp: ngày
    số đợt: {kiểu: số nguyên, từ: 0, đến: 9}
đại lượng:
  tháng nộp: {cho: phiếu, kiểu: số nguyên, tính: tháng của ngày nộp}
  tuổi: {cho: phiếu, kiểu: số nguyên, tính: số tháng từ ngày nộp đến ngày xét}
  số ngày chờ: {cho: phiếu, kiểu: số nguyên, tính: số ngày kể từ ngày nộp đến (ngày nộp + 1 tháng)}
tiêu chí:
  H: {căn cứ: vb-1 M1, cho: phiếu, khi: ngày nộp < ngày 30/3 của năm xét + 1}
  N: {căn cứ: vb-1 M1, cho: phiếu, khi: năm của ngày nộp = năm xét}
  L: {căn cứ: vb-1 M1, cho: phiếu, khi: ngày 29/2 của năm xét − 5 ngày ≤ ngày nộp}
  G: {căn cứ: vb-1 M1, cho: phiếu, khi: ngày nộp ≥ ngày xét - 10 tháng}
"""


@pytest.mark.parametrize("executor", EXECUTORS)
def test_deadlines_follow_the_year_under_review(executor: str) -> None:
    """The 30th of March of the next year, the year of a day, the last of February, a day months before another."""
    rules = ruleset(RULES)
    handed_in = {"a": "29/03/2022", "b": "30/03/2022", "c": "23/02/2021", "d": "31/01/2021"}
    dossier = {
        "ngày xét": "2021-12-01",
        "kỳ xét": "2021",
        "phiếu": [{"mã": k, "ngày nộp": d} for k, d in handed_in.items()],
    }
    case = rules.read_case(dossier)
    record = executor_named(executor).run(rules.program, case, rules.question(case.on, case.period))

    def of(key: str, code: str):
        subject = SubjectId("phiếu", key)
        return record.mask(subject, code) if code in rules.program.conclusions else record.value(subject, code)

    assert [of(each, "H") for each in "ab"] == [MET, NOT_MET]
    assert [of(each, "N") for each in "ac"] == [NOT_MET, MET]
    assert [of(each, "L") for each in "cd"] == [MET, NOT_MET]
    assert [of(each, "G") for each in "acd"] == [MET, MET, NOT_MET]
    assert [of(each, "tháng nộp") for each in "abcd"] == [point(3), point(3), point(2), point(1)]
    assert [of(each, "tuổi") for each in "acd"] == [point(-4), point(9), point(10)]
    assert of("d", "số ngày chờ") == point(28)


days = st.integers(datetime.date(2018, 1, 1).toordinal(), datetime.date(2022, 12, 31).toordinal())
stretches = st.tuples(days, st.integers(0, 500)).map(lambda each: (each[0], each[0] + each[1]))


@given(stretches, stretches, st.data())
def test_a_stretch_of_days_holds_what_each_of_its_days_has(a, b, data) -> None:
    """Years, months and months passed of any days are within those of their stretches; the checker finds the same."""
    first, second = between(*a), between(*b)
    x, y = data.draw(st.integers(*a)), data.draw(st.integers(*b))
    passed = months_passed(first, second)
    assert passed.low <= months_between(x, y) <= passed.high
    assert passed == exact.whole_months(first, second)
    for part in ("year", "month"):
        known = date_part(first, part)
        assert known.low <= getattr(datetime.date.fromordinal(x), part) <= known.high
        assert known == exact.part_of(first, part)


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 29))
def test_a_day_that_its_month_lacks_is_the_last_one(year, month, day) -> None:
    """29/2 is the 28th where there is no leap day; the checker builds the same day."""
    built = datetime.date.fromordinal(day_of(year, month, day))
    assert (built.year, built.month) == (year, month)
    assert built.day == day or (month == 2 and (built.day, day) == (28, 29))
    assert exact.built(year, month, day) == built.toordinal()


def test_what_is_no_day_or_year_is_told() -> None:
    """Months are counted between days, and a day is built of a year."""
    wrong = "đại lượng:\n  x: {cho: phiếu, kiểu: số nguyên, tính: số tháng từ số đợt đến ngày xét}\n"
    assert codes_of(RULES.split("đại lượng:")[0] + wrong) == ["TYPE-58"]
