"""What `thidua help` tells of a code or a key is true, and leads to its neighbours."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.ruleset.test_ruleset_diagnostics import CASES
from thidua_rules.api import inspect
from thidua_rules.authoring.helping import CodeHelp, KeyHelp, help_lines, help_on
from thidua_rules.cli import main
from thidua_rules.diagnostics import CODES, Severity, UsageError
from thidua_rules.diagnostics.examples import EXAMPLES

RULES = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: điều một}}}
từ vựng:
  tổ:
    vững mạnh: đúng/sai
    trưởng tổ: {kiểu: thuộc cá nhân}
  cá nhân:
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    là nữ: đúng/sai
    tuổi: {kiểu: số nguyên, từ: 18, đến: 70}
    điểm: {kiểu: số, từ: 0, đến: 100}
    tỷ lệ phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%, có thể không có: đúng}
    hạng: {kiểu: bậc, bậc: [yếu, khá, tốt]}
    mức: {kiểu: bậc, bậc: [thấp, cao]}
    ngạch: {kiểu: lựa chọn, lựa chọn: [giáo viên, nhân viên]}
    ngày vào: ngày
  sáng kiến:
    tác giả: {kiểu: thuộc cá nhân, chiều ngược: sáng kiến}
    số giờ: {kiểu: số, từ: 0}
    lĩnh vực: chữ
    được công nhận: đúng/sai
tiêu chí:
  LĐ: {cho: cá nhân, tên: Lao động, căn cứ: qd Đ1, khi: là nữ}
  TT: {cho: tổ, tên: Tập thể, căn cứ: qd Đ1, khi: vững mạnh}
  T:
    cho: cá nhân
    tên: Điều được thử
    căn cứ: qd Đ1
    khi: """
CONDITIONS = sorted(
    code
    for code, each in EXAMPLES.items()
    if code.startswith(("NAME-", "COND-", "TYPE-")) and each.mended and ": " not in each.line
)
"""The codes whose example is a condition of somebody in that ruleset."""


@pytest.mark.parametrize("code", CONDITIONS)
def test_the_example_of_a_condition_gives_its_code_where_it_is_marked(code: str, tmp_path: Path) -> None:
    """Written as a condition the example gives its code at the marked words; mended it gives no error."""
    example = EXAMPLES[code]
    path = tmp_path / "bo.yaml"
    path.write_text(RULES + example.line, encoding="utf-8")
    places = [each.place for each in inspect(path)[1] if each.code == code]
    assert [(each.column, each.length) for each in places] == [(example.start + 10, example.length)]
    path.write_text(RULES + example.mended, encoding="utf-8")
    assert [each.text() for each in inspect(path)[1] if each.severity is Severity.ERROR] == []


DECLARATIONS = sorted(code for code in set(CASES) & set(EXAMPLES) if EXAMPLES[code].line in (CASES[code][0] or ""))
"""The codes whose example stands in the file that is tried for them."""


@pytest.mark.parametrize("code", DECLARATIONS)
def test_the_example_of_a_declaration_is_one_that_is_tried(code: str, tmp_path: Path) -> None:
    """The line and the mark are those of a file of which the code is told."""
    text, _ = CASES[code]
    (tmp_path / "bo.yaml").write_text(text or "", encoding="utf-8")
    (found,) = [each for each in inspect(tmp_path)[1] if each.code == code]
    line, example = found.place.excerpt or "", EXAMPLES[code]
    assert line.strip() == example.line
    shift = len(line) - len(line.lstrip())
    assert (found.place.column or 0) - 1 - shift == example.start


def test_every_code_is_told_at_length() -> None:
    """Each code has its wording, in both languages, without an argument left open; examples are of codes there are."""
    for lang in ("vi", "en"):
        for code in CODES:
            told = "\n".join(help_lines(help_on(code, lang), lang, 80))
            assert told.startswith(code)
    assert set(EXAMPLES) <= set(CODES)


def test_a_code_leads_to_keys_pages_and_codes_akin() -> None:
    """The keys that a code names are told in the words of the reference; case does not matter."""
    found = help_on("voc-27")
    assert isinstance(found, CodeHelp)
    assert [key for key, _ in found.keys] == ["không có thì", "có thể không có"]
    assert found.keys[1][1].text.startswith("`đúng`: được ghi `không có`")
    assert "VOC-26" in found.related
    assert found.pages == ("tu-vung",)


def test_a_key_is_told_wherever_it_stands() -> None:
    """A key that several sections have is told for each of them; pointers to another page are left out."""
    found = help_on("Áp  dụng khi")
    assert isinstance(found, KeyHelp)
    assert {row.page for row in found.rows} == {"dai-luong", "danh-hieu", "diem", "tieu-chi"}


@pytest.mark.parametrize(
    ("name", "near"),
    [("TYPE-99", "`TYPE-70`"), ("yêu câu", "`yêu cầu`"), ("xyz", "`thidua help`"), ("TYPE-", "`TYPE-")],
)
def test_what_does_not_exist_is_answered_with_the_nearest(name: str, near: str) -> None:
    """A number that is no code brings its neighbours, a misspelt key the key, and anything else the list."""
    with pytest.raises(UsageError) as caught:
        help_on(name)
    (finding,) = caught.value.diagnostics
    assert finding.code == "HELP-01"
    assert near in finding.hint()


def test_the_command_tells_and_lists() -> None:
    """With a code it tells that one, without it lists all; as JSON too; an unknown one is a fault in the use."""
    told = CliRunner().invoke(main, ["help", "không", "có", "thì"]).output
    assert "`không đạt`" in told
    listed = CliRunner().invoke(main, ["help"]).output
    assert all(code in listed for code in CODES)
    assert '"column": 54' in CliRunner().invoke(main, ["help", "VOC-26", "--json"]).output
    assert CliRunner().invoke(main, ["help", "TYPE-99"]).exit_code == 2
