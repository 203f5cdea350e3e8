"""What the forms of grades mean: steps, rows, adjustments, a quota, and which grades can be reached."""

from pathlib import Path

import pytest

from tests.ruleset.sections.test_title_diagnostics import START, codes_in, grade, graded
from tests.ruleset.sections.test_titles import model_of
from thidua_rules.conditions import print_condition
from thidua_rules.conditions.nodes import TextLiteral
from thidua_rules.facts.vocabulary import Kind


def test_rows_and_adjustments_keep_their_order(tmp_path: Path) -> None:
    """Adjustments are coded as written, or by their number; each keeps its effect."""
    body = (
        "điều chỉnh: [{khi: số lần > 3, hạ: 1}, {mã: Đ9, khi: quản lý, không cao hơn: mức của đơn vị}, "
        "{khi: quản lý, thành: Kém}, {nâng: 2, không thấp hơn: tốt}]"
    )
    found = model_of(tmp_path, graded(body)).grades[0]
    assert (found.shape.kind, found.shape.options, found.subject) == (Kind.GRADE, ("kém", "tốt"), "cá nhân")
    assert [row.condition is None for row in found.rows] == [False, True]
    first, second, third, fourth = found.adjustments
    assert [each.code for each in found.adjustments] == ["Đ1", "Đ9", "Đ3", "Đ4"]
    assert (first.steps, second.steps, third.steps, fourth.steps) == (-1, 0, 0, 2)
    assert second.at_most is not None
    assert print_condition(second.at_most.tree) == "mức của đơn vị"
    assert third.becomes is not None
    assert third.becomes.tree == TextLiteral("kém")
    assert fourth.condition is None
    assert fourth.at_least is not None


def test_adjustments_may_be_a_mapping_of_codes(tmp_path: Path) -> None:
    """`Đ1: {…}` says the same as `{mã: Đ1, …}` in a list."""
    mapped = model_of(tmp_path, graded("điều chỉnh: {Đ7: {khi: quản lý, hạ: 1}}")).grades[0]
    listed = model_of(tmp_path, graded("điều chỉnh: [{mã: Đ7, khi: quản lý, hạ: 1}]")).grades[0]
    assert mapped.adjustments == listed.adjustments


def test_the_code_of_an_adjustment_is_found_however_its_key_is_spelt(tmp_path: Path) -> None:
    """`Mã: Đ7` is `mã: Đ7`, as of every other key."""
    found = model_of(tmp_path, graded("điều chỉnh: [{Mã: Đ7, khi: quản lý, hạ: 1}]")).grades[0]
    assert [each.code for each in found.adjustments] == ["Đ7"]


def test_a_wrong_step_is_told_however_its_key_is_spelt(tmp_path: Path) -> None:
    """`Bậc` and `Vượt thì` are the keys of a quota too, and what is wrong with them has its place."""
    body = "chỉ tiêu: {Bậc: giỏi, Vượt thì: kém, trong: đơn vị, giới hạn: {Q1: 3}}"
    assert [code for code, _ in codes_in(tmp_path, graded(body))] == ["GRADE-07"]
    body = "chỉ tiêu: {Bậc: kém, Vượt thì: tốt, trong: đơn vị, giới hạn: {Q1: 3}}"
    assert [code for code, _ in codes_in(tmp_path, graded(body))] == ["GRADE-08"]


def test_a_grade_may_be_like_a_field(tmp_path: Path) -> None:
    """`như` takes the steps of a field; steps that the table does not give are then no fault of the grade."""
    text = f"{START}xếp loại:\n  G: {{cho: tập thể, căn cứ: vb-1 M1, như: mức, bảng: {{còn lại: cao}}}}\n"
    assert model_of(tmp_path, text).grades[0].shape.options == ("thấp", "cao")


def test_a_quota_on_one_step(tmp_path: Path) -> None:
    """The quota of a grade names the limited step and the lower one for those left out, as declared."""
    body = "chỉ tiêu: {bậc: Tốt, vượt thì: kém, trong: đơn vị, giới hạn: {Q1: 3}, ưu tiên: [phiếu giảm dần]}"
    found = model_of(tmp_path, graded(body)).grades[0].quota
    assert found is not None
    assert (found.grade, found.otherwise, found.limits[0].code) == ("tốt", "kém", "G.Q1")


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("bảng: {quản lý: tốt, còn lại: kém}", []),
        ("bảng: {quản lý: tốt}", ["GRADE-09"]),
        ("bảng: {quản lý: tốt}\nđiều chỉnh: [{hạ: 1}]", []),
        ("bảng: {quản lý: kém}\nđiều chỉnh: [{hạ: 1}]", ["GRADE-09"]),
        ("bảng: {quản lý: kém}\nđiều chỉnh: [{không thấp hơn: tốt}]", []),
        ("bảng: {quản lý: tốt}\nđiều chỉnh: [{khi: quản lý, thành: kém}]", []),
        ("bảng: {quản lý: tốt}\nchỉ tiêu: {bậc: tốt, vượt thì: kém, trong: đơn vị, giới hạn: {Q1: 3}}", []),
        ("ngoài bậc: [không xếp loại]\nbảng: {quản lý: tốt, còn lại: kém}", ["GRADE-09"]),
        ("ngoài bậc: [không xếp loại]\nbảng: {quản lý: tốt, số lần > 3: không xếp loại, còn lại: kém}", []),
    ],
)
def test_grades_that_no_one_can_reach(tmp_path: Path, body: str, codes: list[str]) -> None:
    """A listed grade is told unless a row, a step of an adjustment, its bound or the quota gives it."""
    assert [code for code, _ in codes_in(tmp_path, grade(body))] == codes
