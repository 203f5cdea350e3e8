"""Cases on which earlier or simpler semantics went wrong, each by name."""

from fractions import Fraction

import pytest

from tests.semantics.saying import (
    PERSON,
    UNIT,
    VOCABULARY,
    WHOLE,
    amount,
    case,
    decide,
    leaf,
    table,
    value,
    verdict,
)
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import NO_VALUE, Possible, Rounding, Status, point, round_number, status_of

MET, NOT_MET, UNKNOWN, NOT_APPLICABLE = Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE


# ---------------------------------------------------------------- closure


def test_presence_is_not_closure():
    """Somebody else's initiative does not close the type: p may still have one."""
    alone = {PERSON: [{"mã": "p"}, {"mã": "q"}]}
    others = {**alone, "sáng kiến": [{"mã": "s", "tác giả": "q"}]}
    assert verdict(alone, "có ít nhất 1 sáng kiến", PERSON, "p") is UNKNOWN
    assert verdict(others, "có ít nhất 1 sáng kiến", PERSON, "p") is UNKNOWN
    assert verdict({**others, "đầy đủ": ["sáng kiến"]}, "có ít nhất 1 sáng kiến", PERSON, "p") is NOT_MET


def test_an_empty_list_under_its_owner_says_none():
    """`[]` closes that owner's collection only."""
    dossier = {PERSON: [{"mã": "p", "sáng kiến": []}, {"mã": "q"}]}
    assert verdict(dossier, "không có sáng kiến", PERSON, "p") is MET
    assert verdict(dossier, "không có sáng kiến", PERSON, "q") is UNKNOWN


def test_one_person_without_a_unit_makes_every_open_roster_uncertain():
    """Even in a closed type the person may be in any unit; a roster settles it."""
    dossier = {
        "đầy đủ": [PERSON],
        UNIT: [{"mã": "u"}, {"mã": "v"}],
        PERSON: [{"mã": "p", "thuộc về": "u", "đứng đầu": "đúng"}, {"mã": "q", "đứng đầu": "sai"}],
    }
    every = "mọi thành viên đều đứng đầu"
    assert verdict(dossier, every, UNIT, "u") is UNKNOWN
    listed = {**dossier, UNIT: [{"mã": "u", "thành viên": ["p"]}, {"mã": "v"}]}
    assert verdict(listed, every, UNIT, "u") is MET
    assert verdict(listed, every, UNIT, "v") is UNKNOWN


def test_an_unknown_reference_avoids_closed_rosters():
    """Whose roster is closed cannot gain a member whose unit is not known."""
    dossier = {
        "đầy đủ": [PERSON, UNIT],
        UNIT: [{"mã": "u", "điểm": 1, "thành viên": []}, {"mã": "v", "điểm": 5}],
        PERSON: [{"mã": "p", "thuộc về": {"một trong": ["u", "v"]}}],
    }
    assert verdict(dossier, "điểm của thuộc về = 5", PERSON, "p") is MET


# ---------------------------------------------------------------- choice


def test_a_table_that_tests_one_value_is_exact():
    """x in [79; 81] with `< 80: 1` and `≥ 80: 1` is 1, not [1; 9]."""
    rows = table({"tỷ lệ giải ngân < 80%": 1, "tỷ lệ giải ngân ≥ 80%": 1, "còn lại": 9}, UNIT)
    assert amount({UNIT: [{"mã": "u", "tỷ lệ giải ngân": "79%..81%"}]}, rows, UNIT, "u") == point(1)


def test_a_table_over_two_values_joins_the_rows_still_possible():
    """Rows that test different values are joined, and rows that agree are definite."""
    different = table({"tỷ lệ giải ngân < 80%": 1, "có kế hoạch": 2, "còn lại": 9}, UNIT)
    agreeing = table({"tỷ lệ giải ngân < 80%": 1, "có kế hoạch": 1, "còn lại": 1}, UNIT)
    dossier = {UNIT: [{"mã": "u", "tỷ lệ giải ngân": "79%..81%"}]}
    assert amount(dossier, different, UNIT, "u") == Possible(1, 9)
    assert amount(dossier, agreeing, UNIT, "u") == point(1)


def test_a_table_without_a_row_is_undetermined():
    """No row met and no `còn lại`: the text gives no value."""
    rows = table({"tỷ lệ giải ngân < 80%": 1}, UNIT)
    assert amount({UNIT: [{"mã": "u", "tỷ lệ giải ngân": "90%"}]}, rows, UNIT, "u") == NO_VALUE


def test_a_guard_that_is_unknown_with_both_branches_met():
    """A node that is met or not applicable is unknown, but its parent, which ignores it, is met."""
    guarded = leaf("X.1", "điểm ≥ 1", UNIT, guard=leaf("", "có kế hoạch", UNIT).condition)
    rule = ir.Criterion("X", UNIT, ir.Requirement("X", "all", children=(guarded, leaf("X.2", "điểm ≥ 2", UNIT))))
    found = decide({UNIT: [{"mã": "u", "điểm": 5}]}, rule)
    unit = SubjectId(UNIT, "u")
    assert status_of(found.mask(unit, "X.1")) is UNKNOWN
    assert status_of(found.mask(unit, "X")) is MET


def test_spelling_out_a_choice_loses_what_kleene_loses():
    """`(c và A) hoặc (không c và A)` is unknown while c is, and so is `c hoặc không c`: a declared loss."""
    dossier = {UNIT: [{"mã": "u", "điểm": 5}]}
    spelt = "(có kế hoạch và điểm ≥ 1) hoặc (không có kế hoạch và điểm ≥ 1)"
    assert verdict(dossier, spelt, UNIT, "u") is UNKNOWN
    assert verdict(dossier, "(có kế hoạch) hoặc (không (có kế hoạch))", UNIT, "u") is UNKNOWN


def test_the_difference_of_one_value_with_itself_is_an_interval():
    """x − x is not known to be 0 while x is not known: a declared loss."""
    found = amount({UNIT: [{"mã": "u", "điểm": "3..5"}]}, value("điểm − điểm", UNIT), UNIT, "u")
    assert found == Possible(-2, 2)


# ---------------------------------------------------------------- collections


EMPTY_UNIT = {"đầy đủ": [PERSON], UNIT: [{"mã": "u"}]}


def test_a_share_of_nobody_is_unknown_and_every_one_of_nobody_is_met():
    """An empty unit: `tỷ lệ … = 100%` is unknown, `mọi` is met."""
    assert verdict(EMPTY_UNIT, "tỷ lệ thành viên trong đó đứng đầu = 100%", UNIT, "u") is UNKNOWN
    assert verdict(EMPTY_UNIT, "có ít nhất 70% thành viên trong đó đứng đầu", UNIT, "u") is UNKNOWN
    assert verdict(EMPTY_UNIT, "mọi thành viên đều đứng đầu", UNIT, "u") is MET


def test_a_share_is_known_as_soon_as_nobody_left_can_change_it():
    """Seven of ten suffice for 70 %, whoever the other three are; six do not."""
    people = [{"mã": f"p{n}", "thuộc về": "u", "đứng đầu": "đúng" if n < 7 else None} for n in range(10)]
    dossier = {"đầy đủ": [PERSON], UNIT: [{"mã": "u"}], PERSON: people}
    assert verdict(dossier, "có ít nhất 70% thành viên trong đó đứng đầu", UNIT, "u") is MET
    people[6]["đứng đầu"] = None
    assert verdict(dossier, "có ít nhất 70% thành viên trong đó đứng đầu", UNIT, "u") is UNKNOWN
    for each in people[6:]:
        each["đứng đầu"] = "sai"
    assert verdict(dossier, "có ít nhất 70% thành viên trong đó đứng đầu", UNIT, "u") is NOT_MET


def test_an_open_unit_may_reach_any_share():
    """Further members may raise or lower a share, except past 0 % and 100 %."""
    dossier = {UNIT: [{"mã": "u"}], PERSON: [{"mã": "p", "thuộc về": "u", "đứng đầu": "đúng"}]}
    assert verdict(dossier, "có ít nhất 70% thành viên trong đó đứng đầu", UNIT, "u") is UNKNOWN
    assert verdict(dossier, "tỷ lệ thành viên trong đó đứng đầu > 0%", UNIT, "u") is MET
    assert verdict(dossier, "tỷ lệ thành viên trong đó đứng đầu ≤ 100%", UNIT, "u") is MET


def test_members_that_share_one_unknown_fact_of_their_unit_are_blurred():
    """Either all or none of two members meet it, yet one half is thought possible: a declared loss."""
    dossier = {
        "đầy đủ": [PERSON],
        UNIT: [{"mã": "u"}],
        PERSON: [{"mã": "p", "thuộc về": "u"}, {"mã": "q", "thuộc về": "u"}],
    }
    assert verdict(dossier, "tỷ lệ thành viên trong đó (thuộc về có kế hoạch) ≠ 50%", UNIT, "u") is UNKNOWN


def test_the_greatest_of_grades_leaves_out_those_without_a_place():
    """A member with no grade in the order neither raises nor undoes the greatest grade, nor hides a missing one."""
    dossier = {
        "đầy đủ": [PERSON],
        UNIT: [{"mã": "u"}],
        PERSON: [
            {"mã": "p", "thuộc về": "u", "mức": "khá"},
            {"mã": "q", "thuộc về": "u", "mức": "không xếp loại"},
        ],
    }
    greatest = value("lớn nhất mức của thành viên", UNIT)
    assert amount(dossier, greatest, UNIT, "u") == point(1)
    nobody = {**dossier, PERSON: [{"mã": "q", "thuộc về": "u", "mức": "không xếp loại | khá"}]}
    assert amount(nobody, greatest, UNIT, "u") == Possible(1, 1, undetermined=True)


def test_a_reference_known_as_a_set_with_none_may_be_none():
    """`u | không có` leaves the person's unit, and the unit's roster, in doubt."""
    dossier = {
        "đầy đủ": [PERSON, UNIT],
        UNIT: [{"mã": "u", "có kế hoạch": "đúng"}],
        PERSON: [{"mã": "p", "thuộc về": "u | không có"}],
    }
    assert verdict(dossier, "thuộc về có kế hoạch", PERSON, "p") is UNKNOWN
    assert verdict(dossier, "có thuộc về", PERSON, "p") is UNKNOWN
    assert verdict(dossier, "số thành viên = 1", UNIT, "u") is UNKNOWN


# ---------------------------------------------------------------- values


def test_a_percentage_in_an_interval_is_not_one_of_two_values():
    """0 % to 1 % is not `thuộc {0%; 1%}`: half a percent lies between; of whole numbers 0 to 1 there is no third."""
    between = {UNIT: [{"mã": "u", "tỷ lệ giải ngân": "0%..1%", "điểm": "0..1"}]}
    assert verdict(between, "tỷ lệ giải ngân thuộc {0%; 1%}", UNIT, "u") is UNKNOWN
    assert verdict(between, "tỷ lệ giải ngân thuộc {0%; 100%}", UNIT, "u") is UNKNOWN
    assert verdict({UNIT: [{"mã": "u"}]}, "tỷ lệ giải ngân thuộc {0%; 100%}", UNIT, "u") is UNKNOWN
    assert verdict(between, "điểm thuộc {0; 1}", UNIT, "u") is MET


def test_not_at_least_is_not_below_for_a_grade_outside_the_order():
    """`không (x ≥ c)` holds of `không xếp loại`, `x < c` does not."""
    dossier = {PERSON: [{"mã": "p", "mức": "không xếp loại"}]}
    assert verdict(dossier, "mức < “khá”", PERSON, "p") is NOT_MET
    assert verdict(dossier, "mức ≥ “khá”", PERSON, "p") is NOT_MET
    assert verdict(dossier, "không (mức ≥ “khá”)", PERSON, "p") is MET


def test_comparisons_with_what_does_not_exist_are_not_met():
    """`không có` is known: neither ≥ nor < holds, and `≠` neither."""
    dossier = {PERSON: [{"mã": "p", "số bằng khen": "không có"}]}
    for text in ("số bằng khen ≥ 1", "số bằng khen < 1", "số bằng khen ≠ 1", "có số bằng khen"):
        assert verdict(dossier, text, PERSON, "p") is NOT_MET
    assert verdict({PERSON: [{"mã": "p"}]}, "có số bằng khen", PERSON, "p") is UNKNOWN


@pytest.mark.parametrize("percent", [29, 35])
def test_shares_of_whole_numbers_are_rounded_down_exactly(percent: int):
    """29 % and 35 % of every whole number up to 2,000 floor as integers do; binary floats do not."""
    body = ir.Rounded(
        Rounding.DOWN,
        Fraction(1),
        ir.Calculation("×", ir.Constant(point(Fraction(percent, 100)), WHOLE), value("điểm", UNIT), WHOLE),
        WHOLE,
    )
    found = amount({UNIT: [{"mã": "u", "điểm": 100}]}, body, UNIT, "u")
    assert found == point(percent)
    for number in range(2001):
        exact = round_number(Fraction(percent, 100) * number, Fraction(1), Rounding.DOWN)
        assert exact == percent * number // 100


# ---------------------------------------------------------------- ranks and streaks


def test_a_place_is_known_from_above_by_rivals_and_from_below_by_the_roster():
    """An open block bounds a place only from below; unknown scores leave both ends."""
    rank = ir.Rank("thứ hạng", UNIT, "khối thi đua", (ir.SortKey(value("điểm", UNIT), True),), WHOLE)
    block = {"khối": [{"mã": "k"}]}
    units = [{"mã": "a", "khối thi đua": "k", "điểm": 9}, {"mã": "b", "khối thi đua": "k", "điểm": "5..9"}]
    units.append({"mã": "c", "khối thi đua": "k", "điểm": 5})
    open_ = decide({**block, UNIT: units}, rank)
    closed = decide({**block, UNIT: units, "đầy đủ": [UNIT]}, rank)
    places = [[found.value(SubjectId(UNIT, key), "thứ hạng") for key in "abc"] for found in (open_, closed)]
    assert places[0] == [Possible(1, None), Possible(1, None), Possible(2, None)]
    assert places[1] == [point(1), Possible(1, 2), Possible(2, 3)]


def test_a_grade_outside_the_order_may_leave_a_subject_unranked():
    """A key that may be `không xếp loại` gives no sure place, and takes no sure place from others."""
    key = ir.SortKey(value("mức", PERSON), True)
    rank = ir.Rank("thứ hạng", PERSON, "thuộc về", (key,), WHOLE)
    people = [
        {"mã": "p", "thuộc về": "u", "mức": "tốt | không xếp loại"},
        {"mã": "q", "thuộc về": "u", "mức": "khá"},
    ]
    found = decide({"đầy đủ": [PERSON], UNIT: [{"mã": "u"}], PERSON: people}, rank)
    assert found.value(SubjectId(PERSON, "p"), "thứ hạng") == Possible(1, 1, undetermined=True)
    assert found.value(SubjectId(PERSON, "q"), "thứ hạng") == Possible(1, 2)


def test_a_year_without_a_record_is_unknown_unless_the_records_are_closed():
    """A streak ends at a gap only when the person's records are known to be all."""
    streak = "số năm liên tục đến năm xét có kết quả năm trong đó (mức ≥ “khá”) ≥ 2"
    one = [{"năm": "2021", "mức": "khá"}]
    closed = {PERSON: [{"mã": "p", "kết quả năm": one}]}
    opened = {PERSON: [{"mã": "p", "kết quả năm": one, "chưa đầy đủ": ["kết quả năm"]}]}
    assert verdict(closed, streak, PERSON, "p") is NOT_MET
    assert verdict(opened, streak, PERSON, "p") is UNKNOWN
    both = [*one, {"năm": "2020", "mức": "tốt"}]
    assert verdict({PERSON: [{"mã": "p", "kết quả năm": both}]}, streak, PERSON, "p") is MET


# ---------------------------------------------------------------- conclusions


def test_at_least_n_keeps_its_n_when_children_do_not_apply():
    """`ít nhất 2` of three of which two do not apply is not met."""
    away = leaf("", "có kế hoạch", UNIT).condition
    children = (
        leaf("X.1", "điểm ≥ 1", UNIT),
        leaf("X.2", "điểm ≥ 1", UNIT, guard=away),
        leaf("X.3", "điểm ≥ 1", UNIT, guard=away),
    )
    rule = ir.Criterion("X", UNIT, ir.Requirement("X", "at_least", children=children, least=2))
    found = decide({UNIT: [{"mã": "u", "điểm": 5, "có kế hoạch": "sai"}]}, rule)
    assert status_of(found.mask(SubjectId(UNIT, "u"), "X")) is NOT_MET


def test_not_applicable_is_inherited_bare_and_not_met_inside():
    """A `khi` that is one conclusion inherits not applicable; in a larger expression it counts as not met."""
    away = leaf("", "có kế hoạch", UNIT).condition
    base = ir.Criterion("A", UNIT, leaf("A", "điểm ≥ 1", UNIT, guard=away))
    bare = ir.Criterion("B", UNIT, leaf("B", "đạt A", UNIT, {"A": UNIT}))
    inside = ir.Criterion("C", UNIT, leaf("C", "không đạt A", UNIT, {"A": UNIT}))
    found = decide({UNIT: [{"mã": "u", "có kế hoạch": "sai"}]}, base, bare, inside)
    shown = [status_of(found.mask(SubjectId(UNIT, "u"), code)) for code in "ABC"]
    assert shown == [NOT_APPLICABLE, NOT_APPLICABLE, MET]


def test_a_verdict_about_a_unit_that_may_be_anybody():
    """A conclusion about an unknown unit is what it is of every unit, if no other unit can be."""
    rule = ir.Criterion("A", UNIT, leaf("A", "điểm ≥ 1", UNIT))
    about = ir.Criterion("B", PERSON, leaf("B", "thuộc về đạt A", PERSON, {"A": UNIT}))
    units = [{"mã": "u", "điểm": 5}, {"mã": "v", "điểm": 6}]
    people = [{"mã": "p", "thuộc về": {"một trong": ["u", "v"]}}, {"mã": "q"}]
    found = decide({UNIT: units, PERSON: people, "đầy đủ": [UNIT]}, rule, about)
    assert status_of(found.mask(SubjectId(PERSON, "p"), "B")) is MET
    assert status_of(found.mask(SubjectId(PERSON, "q"), "B")) is UNKNOWN  # perhaps no unit at all


def test_the_question_is_no_fact():
    """The same facts asked about another year give another answer; nothing is taken from the clock."""
    given = case({PERSON: [{"mã": "p"}], "đầy đủ": ["kết quả năm"]})
    rule = ir.Quantity("hệ số", PERSON, value("năm xét", PERSON), WHOLE)
    program = ir.Program(VOCABULARY, (rule,), (0,))
    found = Reference().run(program, given, Question(given.on, given.period))
    assert found.value(SubjectId(PERSON, "p"), "hệ số") == point(2021)
