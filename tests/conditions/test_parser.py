"""Every form of the condition language is read as the page on the language says."""

import subprocess
import sys
import threading
import unicodedata
from decimal import Decimal

import pytest

from thidua_rules.conditions import ConditionError, NameTable, is_ambiguous_name, nodes, parse, print_condition
from thidua_rules.values import Comparison

NAMES = NameTable.of(
    """tỷ lệ hoàn thành kế hoạch năm, mức hoàn thành kế hoạch, sáng kiến, phạm vi ảnh hưởng, được công nhận,
    lần sử dụng, năm, năm xét, kết quả năm, mức, ngày xét, kỳ xét, ngày tuyển dụng, được điều động đến,
    đơn vị cũ có nhận xét, đơn vị, là người đứng đầu, số phiếu thuận, tổng số thành viên hội đồng, tỷ lệ xét,
    thành viên, danh hiệu, kết quả, kết quả xét, tỷ lệ phiếu, mức năm, kết quả kiểm tra, số lần đi muộn, vi phạm,
    loại, điểm thành tích, thành tích, điểm tháng, điểm, số ngày làm việc, người được chấm, mức của đơn vị tháng,
    xếp loại, thứ hạng trong khối, giảng viên, phiếu tháng, tối đa, số thành viên hội đồng, A, B, C""".replace(
        "\n", " "
    ).split(",")
)

# each form of the language with its canonical text
FORMS = {
    "không A": "không A",
    "không phải A": "không A",
    "chưa đạt T2": "không đạt T2",
    "A và B": "A và B",
    "A hoặc B hoặc C": "A hoặc B hoặc C",
    "(A và B) hoặc C": "(A và B) hoặc C",
    "((A và B) và C)": "A và B và C",
    "điểm == 3": "điểm = 3",
    "điểm != 3": "điểm ≠ 3",
    "điểm =\u0338 3": "điểm ≠ 3",
    "điểm <= 3": "điểm ≤ 3",
    "điểm >= 3": "điểm ≥ 3",
    "điểm < 3": "điểm < 3",
    "điểm > 3": "điểm > 3",
    "điểm bằng 3": "điểm = 3",
    "mức khác “tốt”": "mức ≠ “tốt”",
    "điểm ít nhất 3": "điểm ≥ 3",
    "điểm không quá 3": "điểm ≤ 3",
    "điểm trên 3": "điểm > 3",
    "điểm dưới 3": "điểm < 3",
    "điểm từ 60 đến 77,5": "điểm từ 60 đến 77,5",
    "điểm từ 60 đến dưới 77,5": "điểm từ 60 đến dưới 77,5",
    "điểm từ 60 trở lên": "điểm từ 60 trở lên",
    'mức thuộc {"tốt"; “khá”}': "mức thuộc {“tốt”; “khá”}",
    "điểm thuộc {3; -4; 1000}": "điểm thuộc {3; −4; 1.000}",
    'mức là "tốt"': "mức là “tốt”",
    "điểm của phiếu tháng của đơn vị > 3": "điểm của phiếu tháng của đơn vị > 3",
    "năm của đối tượng xét = năm": "năm của đối tượng xét = năm",
    "người được chấm là người đứng đầu": "người được chấm là người đứng đầu",
    "người được chấm không phải là người đứng đầu": "người được chấm không là người đứng đầu",
    "đạt T2": "đạt T2",
    "đủ chuẩn CSG.x1": "đủ chuẩn CSG.x1",
    "đơn vị đạt TTG": "đơn vị đạt TTG",
    "đơn vị chưa đạt TTG": "đơn vị không đạt TTG",
    "xếp loại ≥ “tốt”": "xếp loại ≥ “tốt”",
    "thứ hạng trong khối của đơn vị = 1": "thứ hạng trong khối của đơn vị = 1",
    "có sáng kiến": "có sáng kiến",
    "có sáng kiến trong đó được công nhận": "có sáng kiến trong đó được công nhận",
    "không có sáng kiến trong đó (điểm > 3)": "không có sáng kiến trong đó (điểm > 3)",
    "có ít nhất 2 sáng kiến": "có ít nhất 2 sáng kiến",
    "có ít nhất 70% thành viên trong đó đạt LĐG": "có ít nhất 70% thành viên trong đó đạt LĐG",
    "có ít nhất 2/3 thành viên trong đó đạt LĐG": "tỷ lệ thành viên trong đó đạt LĐG ≥ 2 / 3",
    "không có ít nhất 1/2 thành viên trong đó A": "không (tỷ lệ thành viên trong đó A ≥ 1 / 2)",
    "có ít nhất (điểm + 1) sáng kiến": "có ít nhất (điểm + 1) sáng kiến",
    "mọi thành viên đều đạt LĐG": "mọi thành viên đều đạt LĐG",
    "mọi thành viên trong đó A đều không đạt LĐG": "mọi thành viên trong đó A đều không đạt LĐG",
    "số thành viên trong đó đạt LĐG": "số thành viên trong đó đạt LĐG",
    "tỷ lệ thành viên trong đó đạt LĐG ≥ 5%": "tỷ lệ thành viên trong đó đạt LĐG ≥ 5%",
    "tỷ lệ (giảng viên trong đó A) trong đó B": "tỷ lệ (giảng viên trong đó A) trong đó B",
    "tổng điểm của phiếu tháng": "tổng điểm của phiếu tháng",
    "trung bình điểm tháng của phiếu tháng trong đó A": "trung bình điểm tháng của phiếu tháng trong đó A",
    "lớn nhất điểm của phiếu tháng của đơn vị": "lớn nhất điểm của phiếu tháng của đơn vị",
    "nhỏ nhất điểm của phiếu tháng": "nhỏ nhất điểm của phiếu tháng",
    "số năm liên tục đến năm xét - 1 có kết quả năm trong đó (mức ≥ “khá”) ≥ 2": (
        "số năm liên tục đến năm xét − 1 có kết quả năm trong đó (mức ≥ “khá”) ≥ 2"
    ),
    "số kỳ liên tục đến kỳ xét có phiếu tháng ≥ 2": "số năm liên tục đến kỳ xét có phiếu tháng ≥ 2",
    "điểm giảm dần": "điểm giảm dần",
    "tỷ lệ phiếu tăng dần": "tỷ lệ phiếu tăng dần",
    "15% * điểm + 2 - 3/4": "15% × điểm + 2 − 3 / 4",
    "-(điểm + 2) × 3": "−(điểm + 2) × 3",
    "1 - (2 - 3)": "1 − (2 − 3)",
    "làm tròn lên của (điểm / 3)": "làm tròn lên của (điểm / 3)",
    "làm tròn xuống đến 1 của (điểm)": "làm tròn xuống của (điểm)",
    "làm tròn gần nhất đến 0,5 của (điểm / 3)": "làm tròn gần nhất đến 0,5 của (điểm / 3)",
    "ngày tuyển dụng + 10 tháng > ngày xét": "ngày tuyển dụng + 10 tháng > ngày xét",
    "ngày xét - 1 năm": "ngày xét − 1 năm",
    "ngày xét = 2021-12-15": "ngày xét = 15/12/2021",
    "kỳ xét = 2021-2022": "kỳ xét = 2021-2022",
    "kỳ xét = Q1/2021": "kỳ xét = Q1/2021",
    "kỳ xét = 03/2021": "kỳ xét = 03/2021",
    "năm = 2021": "năm = 2021",
    "năm < năm xét": "năm < năm xét",
    "năm = năm xét - 1": "năm = năm xét − 1",
    "điểm mục I.1 ≥ tối đa mục I.1": "điểm mục I.1 ≥ tối đa mục I.1",
    "điểm tháng ≥ 88% × thang điểm tháng": "điểm tháng ≥ 88% × thang điểm tháng",
    "không có mục của điểm tháng trong đó (điểm = 0)": "không có mục của điểm tháng trong đó (điểm = 0)",
    "60% × chỉ tiêu Q1": "60% × chỉ tiêu Q1",
    "số phiếu thuận / tổng số thành viên hội đồng ≥ 4/5": "số phiếu thuận / tổng số thành viên hội đồng ≥ 4 / 5",
    "được điều động đến và đơn vị cũ có nhận xét": "được điều động đến và đơn vị cũ có nhận xét",
}


@pytest.mark.parametrize(("text", "canonical"), FORMS.items())
def test_form(text, canonical):
    """Each form of the language is accepted and has the canonical text shown beside it."""
    tree = parse(text, NAMES)
    assert print_condition(tree) == canonical
    assert parse(canonical, NAMES) == tree


def path(*names: str) -> nodes.Path:
    return nodes.Path(tuple(nodes.Name(name) for name in names))


def test_longest_match_over_names_and_keywords():
    """`số thành viên hội đồng` is the declared name though `số thành viên` counts."""
    assert parse("số thành viên hội đồng", NAMES) == path("số thành viên hội đồng")
    assert parse("số thành viên", NAMES) == nodes.Count(nodes.Members(path("thành viên")))


def test_unit_words_are_durations_only_after_whole_numbers():
    """`năm` after a number is a duration, elsewhere a name, and after `có ít nhất n` the collection."""
    assert parse("ngày xét + 2 năm", NAMES) == nodes.Arithmetic("+", path("ngày xét"), nodes.Duration(2, "năm"))
    assert parse("có ít nhất 2 năm", NAMES) == nodes.Has(nodes.Members(path("năm")), nodes.NumberLiteral(Decimal(2)))


def test_names_are_found_however_they_are_spelt():
    """Case, tone placement, i/y, composition and white space do not matter; the declared spelling is kept."""
    expected = nodes.Compare(
        Comparison.GE, path("tỷ lệ hoàn thành kế hoạch năm"), nodes.NumberLiteral(Decimal("98.5"), percent=True)
    )
    for text in (
        "Tỉ lệ HOÀN thành kế\u00a0hoạch năm ≥ 98,5%",
        unicodedata.normalize("NFD", "tỷ lệ hoàn thành\tkế hoạch\nnăm >= 98,5 %"),
        "  tỷ lệ hòan thành kế hoạch năm ít nhất 98,5%  ",
    ):
        assert parse(text, NAMES) == expected


def test_spans_refer_to_the_text_as_given():
    """The span of every node covers its own characters, also where the text is not composed."""
    text = unicodedata.normalize("NFD", "  điểm tháng ≥ (điểm + 2)")
    tree = parse(text, NAMES)
    assert isinstance(tree, nodes.Compare)
    assert unicodedata.normalize("NFC", text[slice(*tree.left.span)]) == "điểm tháng"
    assert unicodedata.normalize("NFC", text[slice(*tree.right.span)]) == "(điểm + 2)"


def test_codes_keep_their_letters():
    """Codes are composed but not folded: `d` and `đ`, upper and lower case are different."""
    assert parse(unicodedata.normalize("NFD", "đạt c1.đ"), NAMES) == nodes.Concludes("c1.đ")
    assert parse("đạt c1.d", NAMES) == nodes.Concludes("c1.d")


def test_ambiguous_names():
    """A name that is a keyword, or parses without itself, is ambiguous; a name that only contains keywords is not."""
    ambiguous = ("số thành viên", "không A", "A và B", "và", "2021", "mức của đơn vị", "đạt chuẩn")
    assert [name for name in ambiguous if not is_ambiguous_name(name, NAMES)] == []
    plain = ("số thành viên hội đồng", "kết quả năm", "đơn vị cũ có nhận xét", "không vi phạm quy chế", "điểm")
    assert [name for name in plain if is_ambiguous_name(name, NAMES)] == []


def test_a_name_that_swallows_the_canonical_text_is_refused():
    """`A và (B)` has the canonical text `A và B`; where `và B` is a name that would be read differently."""
    with pytest.raises(ConditionError) as caught:
        parse("A và (B)", NameTable.of(["A", "B", "và B"]))
    assert [fault.code for fault in caught.value.faults] == ["COND-25"]


def test_the_parser_library_is_loaded_only_when_something_is_parsed():
    """Importing the package does not load lark, whose tables take time to make."""
    program = "import sys, thidua_rules.conditions; print('lark' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def test_threads_do_not_disturb_each_other():
    """Two tables used at once in several threads each read the text with their own names."""
    other = NameTable.of(["điểm", "B"])
    wrong: list[str] = []

    def work(names: NameTable, text: str) -> None:
        expected = parse(text, names)
        wrong.extend(text for _ in range(50) if parse(text, names) != expected)

    threads = [threading.Thread(target=work, args=pair) for pair in ((NAMES, "A và điểm > 3"), (other, "B")) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_what_was_read_before_is_read_anew_with_other_names():
    """A text is remembered with the names that it was read with, and with no others, however many come between."""
    one, other = NameTable.of(["kết quả", "năm"]), NameTable.of(["kết quả năm"])
    before = parse("có kết quả năm", other)
    for number in range(40):
        parse("điểm ≥ 1", NameTable.of(["điểm", f"tên {number}"]))
    assert parse("có kết quả năm", NameTable.of(["kết quả năm"])) == before
    with pytest.raises(ConditionError):
        parse("có kết quả năm", NameTable.of(["kết quả"]))
    assert parse("có kết quả", one) == parse("có kết quả", NameTable.of(["kết quả"]))
