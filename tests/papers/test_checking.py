"""Faults of templates: each is told with its paragraph, before anything is written."""

from pathlib import Path

import docx
import pytest

import thidua_rules as tr
from tests.papers.small import decided, template

LOOP, END = "{%p for t in danh_hiệu %}", "{%p endfor %}"


def faults(tmp_path: Path, *paragraphs: str, cells: tuple[tuple[str, ...], ...] = ()) -> tuple[tr.Diagnostic, ...]:
    """What is wrong with a template of these paragraphs; nothing may have been written then."""
    target = tmp_path / "ra.docx"
    try:
        tr.write_paper(decided(), target, "danh-sach", template=template(tmp_path / "mau.docx", paragraphs, cells))
    except tr.UsageError as error:
        assert not target.exists()
        assert [each.name for each in tmp_path.iterdir()] == ["mau.docx"]
        return error.diagnostics
    return ()


@pytest.mark.parametrize(
    ("paragraphs", "code", "place", "says"),
    [
        (["Kỳ {{ kỳ_xet }}"], "PAPER-04", (1, 7), "`kỳ_xét`"),
        (["a", LOOP, "{{ t.ten }}", END], "PAPER-04", (3, 4), "`tên`"),
        ([LOOP, "{{ t['ten'] }}", END], "PAPER-04", (2, 1), "`tên`"),
        (["{%p for t in danh_hieu %}", END], "PAPER-04", (1, 14), "`danh_hiệu`"),
        (["{%p if kỳ %}", "{%p endif %}"], "PAPER-04", (1, 8), "kỳ"),
        (["{% set x = danh_hiệu|first %}{{ x.tn }}"], "PAPER-04", (1, 33), "`tên`"),
        (["{{ danh_hiệu[0].tn }}"], "PAPER-04", (1, 1), "`tên`"),
        (["{{ range(3) }}"], "PAPER-04", (1, 4), "range"),
        (["{{ kỳ_xét.__class__ }}"], "PAPER-04", (1, 4), "__class__"),
        (["{% macro f(x) %}{{ x.__class__ }}{% endmacro %}{{ f(kỳ_xét) }}"], "PAPER-08", (1, 1), "__class__"),
        (["{{ kỳ xét }}"], "PAPER-05", (1, 1), "xét"),
        (["a", "{% fro x in y %}"], "PAPER-05", (2, 1), "`fro`"),
        ([LOOP, "{{ t.tên }}"], "PAPER-05", (2, 1), "chưa đóng"),
        (["{{ kỳ_xét"], "PAPER-05", (1, 1), "chưa đóng"),
        (["{{ danh_hiệu }}"], "PAPER-06", (1, 4), "danh sách"),
        (["{{ kỳ_xét|uper }}"], "PAPER-07", (1, 11), "upper"),
        (["{{ kỳ_xét|safe }}"], "PAPER-07", (1, 11), "safe"),
        (["{% if kỳ_xét is thing %}{% endif %}"], "PAPER-07", (1, 17), "string"),
        (["{{ 'a' * 9 }}"], "PAPER-08", (1, 1), "*"),
        (["{{ kỳ_xét + 1 }}"], "PAPER-08", (1, 1), "TypeError"),
        (["{{ danh_hiệu[99].tên }}"], "PAPER-08", (1, 1), "99"),
        (["{% include 'x' %}"], "PAPER-08", (1, 1), "loader"),
        ([LOOP, "{{ t }}", END], "PAPER-09", (2, 4), "mã, tên"),
        (["{{r kỳ_xét }}"], "PAPER-10", (1, 1), "{{ tên }}"),
        (["{% for x in kỳ_xét %}{% endfor %}"], "PAPER-11", (1, 13), "{{ kỳ_xét }}"),
    ],
)
def test_a_fault_is_told_at_its_paragraph(
    tmp_path: Path, paragraphs: list[str], code: str, place: tuple[int, int], says: str
) -> None:
    """The file, the paragraph and column, what is wrong in both languages, and what was probably meant."""
    (fault,) = faults(tmp_path, *paragraphs)
    assert (fault.code, fault.place.line, fault.place.column) == (code, *place)
    assert fault.place.file == str(tmp_path / "mau.docx")
    assert fault.place.excerpt == paragraphs[place[0] - 1]
    assert says in fault.message() + fault.hint()
    assert f"đoạn {place[0]}" in fault.message("vi")
    assert f"paragraph {place[0]}" in fault.message("en")
    assert fault.text("en")


def test_all_names_that_do_not_exist_are_told_at_once(tmp_path: Path) -> None:
    """Wherever they stand: in paragraphs, cells and branches that would not be taken."""
    cells = (("{{ mot }}", "b"), ("c", "{% if kỳ_xét %}{{ hai }}{% else %}{{ ba }}{% endif %}"))
    found = faults(tmp_path, "{{ khong }}", LOOP, "{{ t.mot }}", END, cells=cells)
    assert [each.arguments["name"] for each in found] == ["khong", "t.mot", "mot", "hai", "ba"]
    assert [each.arguments["where_vi"] for each in found][2:4] == ["bảng 1, dòng 1, ô 1", "bảng 1, dòng 2, ô 2"]
    assert found[3].arguments["where_en"] == "table 1, row 2, cell 2"


def test_a_tag_is_closed_as_it_was_opened(tmp_path: Path) -> None:
    """A row is repeated by two rows, a paragraph by two paragraphs; both places are told."""
    cells = (("{%tr for t in danh_hiệu %}",), ("{{ t.tên }}",), ("{% endfor %}",))
    (fault,) = faults(tmp_path, cells=cells)
    assert (fault.code, fault.arguments["where_vi"]) == ("PAPER-19", "bảng 1, dòng 3, ô 1")
    assert "bảng 1, dòng 1, ô 1 (`{%tr`)" in fault.message()


def test_tags_that_cut_through_a_table_are_refused(tmp_path: Path) -> None:
    """What would come out is no document that Word can open."""
    (fault,) = faults(tmp_path, "{% if not kỳ_xét %}", cells=(("{% endif %}",),))
    assert fault.code == "PAPER-12"


def test_rows_and_tables_of_which_nothing_is_left_are_left_out(tmp_path: Path) -> None:
    """Word calls a row without cells and a table without rows damaged."""
    cells = (("{%tc for t in danh_hiệu if t.mã == '' %}", "{%tc endfor %}"),)
    assert faults(tmp_path, "a", cells=cells) == ()
    assert docx.Document(str(tmp_path / "ra.docx")).tables == []


def test_loops_conditions_and_quotation_marks_of_word_are_understood(tmp_path: Path) -> None:
    """The forms of the documentation, with the curly quotes that Word types by itself, have no fault."""
    cells = (
        ("a", "b"),
        ("{%tr for x in danh_hiệu[0].được %}", ""),
        ("{{ loop.index }}", "{{ x.tên }}"),
        ("{%tr endfor %}", ""),
    )
    paragraphs = ["{%p if kỳ_xét == “2021” %}", "{{ danh_hiệu[0].được[0].thành_tích|join(“; ”) }}", "{%p endif %}"]
    assert faults(tmp_path, *paragraphs, cells=cells) == ()
