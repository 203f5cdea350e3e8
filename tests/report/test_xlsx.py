"""The workbook: every sheet that people work with, and nothing in it that is read as anything but text and numbers."""

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

import thidua_rules as tr
from tests.report import school, small, titles
from thidua_rules.decision import Decision
from thidua_rules.report.xlsx_rows import kept

HOSTILE = ("=1+1", "+1", "-1", "@a", "#N/A", "_x0041_", "x" * 300)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Writes a decision and reads it again."""
    folder = tmp_path_factory.mktemp("xlsx")

    def write(decision: Decision, lang: str = "vi", full: bool = False) -> Workbook:
        decision.to_xlsx(folder / "a.xlsx", lang, full)
        return openpyxl.load_workbook(folder / "a.xlsx")

    return write


def rows(book: Workbook, name: str, first: int = 1) -> list[list[Any]]:
    """The values of a sheet from a row on."""
    return [[cell.value for cell in row] for row in book[name].iter_rows(min_row=first)]


def test_one_sheet_a_title_with_those_who_get_it_first(written: Any) -> None:
    """Each row has code, name, unit, outcome and the reason of the summary; granted first, then no seat, then not."""
    decision = titles.decision()
    book = written(decision)
    for title in decision.program.awarded:
        found = rows(book, title.code, 4)
        shown = [row[-2] for row in found]
        order = ["đạt", "đủ chuẩn, ngoài chỉ tiêu", "chưa đủ căn cứ", "không đạt", "không áp dụng"]
        assert shown == sorted(shown, key=order.index)
        assert len(found) == len(list(decision.case.of_type(title.subject)))
        for row in found:
            reason = str(row[-1] or "").rstrip("…")
            summary = decision[row[0], title.code].summary()
            assert reason[1:60] in summary or row[-2] == "không áp dụng"


def test_a_score_sheet_has_items_as_columns_and_says_what_was_taken_off(written: Any) -> None:
    """Points are numbers, what is not known is text with a question mark; total, scale, place and grade stand last."""
    book = written(school.decision())
    heads, first, second, third = rows(book, "điểm năm", 3)
    assert heads[3:-1] == [
        *("I Chuyên cần", "II Nền nếp", "III Chuyên môn", "III.1 Dự giờ", "trừ"),
        *("điểm năm", "Thang", "thứ tự", "loại"),
    ]
    assert first[:-1] == ["a", "=An", "t", 7.5, 0, 8, 8, 0, 15.5, 19, "? 2..3", "khá"]
    assert second[3:-1] == [9, 0, 10, 10, 2, 17, 34, "? 1..2", "đạt"]
    assert third[4] == "? 0..6"
    assert first[-1].splitlines()[0] == "I.a −1,5: đi muộn (số lần muộn = 3)"


def test_values_have_columns_of_their_own(written: Any) -> None:
    """Money is a number that can be summed; the parts of scores and the steps of grades are left to their sheets."""
    heads, first, *_ = rows(written(school.decision()), "người")
    assert heads == ["Mã", "Tên", "Tổ", "thưởng", "điểm năm", "loại", "thứ tự"]
    assert first[3] == 500_000


def test_what_is_missing_by_supplier_with_a_column_to_fill_in(written: Any) -> None:
    """Who supplies it, what, of whom, what shows it, what waits for it; the last column is empty."""
    book = written(school.decision())
    heads, *found = rows(book, "Cần thu thập")
    assert (heads[0], heads[-1]) == ("Người cung cấp", "Điền vào đây")
    assert found == [["Văn thư", "Có làm mất hồ sơ không?", "c", "Chi", "t", "Biên bản", None, "điểm năm", None]]
    (offered,) = book["Cần thu thập"].data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("I2", '"đúng,sai"')
    assert book["Cần thu thập"]["I2"].style == "thidua fill"


def test_it_is_told_apart_from_a_dossier(tmp_path: Path) -> None:
    """Given back as a dossier, filled in or not and saved by another program, it is refused with what to do."""
    decision = small.decision()
    decision.to_xlsx(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    book.save(tmp_path / "b.xlsx")
    for name in ("a.xlsx", "b.xlsx"):
        with pytest.raises(tr.DossierError, match="FILE-23"):
            small.ruleset().read_case(tmp_path / name)


def test_the_question_makes_it_reproducible(written: Any) -> None:
    """Ruleset, hashes, dates, parameters and readings stand on a sheet of their own."""
    decision = small.decision()
    told = dict(row[:2] for row in rows(written(decision), "Câu hỏi"))
    assert told["Mã băm bộ quy tắc"] == decision.identity.ruleset_hash
    assert told["Mã băm dữ kiện"] == decision.identity.facts_hash
    assert (told["Ngày xét"], told["mức kế hoạch"], told["T1"]) == ("15/01/2022", "100%", "Xét theo cả năm.")


def test_counts_are_those_of_the_decision(written: Any) -> None:
    """The summary counts every outcome of every title and criterion."""
    found = rows(written(small.decision()), "Tổng hợp", 3)
    assert found[0][:4] == ["Mã", "Tên", "Loại", "Số lượng"]
    assert ["C1", "Mức hoàn thành", "cá nhân", 4, 2, 0, 2, 0] in found


def test_full_reasons_only_when_asked(written: Any) -> None:
    """Every requirement of every subject with its facts stands on a last sheet, if it is asked for."""
    assert "Chi tiết" not in written(small.decision()).sheetnames
    reason = "tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]"
    row = ["tập thể", "a", "Cục A", "T1.a", "Hoàn thành kế hoạch", "không đạt", reason, "Công văn 01/VB-THU, T1.a"]
    assert row in rows(written(small.decision(), full=True), "Chi tiết")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sheets_are_ready_to_be_read_and_printed(written: Any, lang: str) -> None:
    """No heading is missing or twice there, heads are frozen and repeated, filters on, paper lies; no formulas."""
    for decision in (titles.decision(), school.decision(), small.decision()):
        book = written(decision, lang, True)
        for page in book:
            assert page.page_setup.orientation == "landscape"
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert {cell.data_type for row in page for cell in row} <= {"s", "n", "d"}
            if page.auto_filter.ref:
                head = page[page.auto_filter.ref][0]
                heads = [str(cell.value) for cell in head]
                assert len(set(heads)) == len(heads)
                assert page.freeze_panes.endswith(str(head[0].row + 1))
                assert page.print_title_rows == f"${head[0].row}:${head[0].row}"
    assert book.sheetnames[0] == ("Tổng hợp" if lang == "vi" else "Summary")


RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng: {người: {tốt: đúng/sai}}
danh hiệu:
"""
CODES = ("History", "lịch-sử-" + "rất-dài-" * 5 + "a", "lịch-sử-" + "rất-dài-" * 5 + "b")


def test_hostile_names_and_codes(written: Any, tmp_path: Path) -> None:
    """What begins like a formula stays text, what XML does not hold is left out, sheets have names of their own."""
    rules = RULES + "".join(f"  {code}: {{cho: người, căn cứ: qd Đ1, yêu cầu: {{a: tốt}}}}\n" for code in CODES)
    (tmp_path / "bo.yaml").write_text(rules.replace("tốt: đúng/sai", "tên: chữ, tốt: đúng/sai"), encoding="utf-8")
    loaded = tr.load(tmp_path / "bo.yaml")
    people = [{"mã": f"n{place}", "tên": name, "tốt": True} for place, name in enumerate(HOSTILE)]
    case = loaded.read_case({"người": people, "đầy đủ": ["người"]}, on="15/12/2026", period=2026)
    book = written(loaded.decide(case))
    assert len({each.casefold() for each in book.sheetnames}) == len(book.sheetnames)
    assert all(len(each) <= 31 for each in book.sheetnames)
    assert "History" not in book.sheetnames
    names = [row[1] for row in book["người"].iter_rows(min_row=2)]
    assert {each.data_type for each in names} == {"s"}
    assert [each.value for each in names[:4]] == list(HOSTILE[:4])
    assert names[0].quotePrefix
    assert (names[5].value, len(names[6].value)) == ("_x005F_x0041_", 300)
    assert (kept("a\x01\r\ud800b\tc\nd"), len(kept("x" * 40_000)) <= 32_767) == ("ab\tc\nd", True)


def test_nobody_to_judge(written: Any) -> None:
    """A dossier without subjects gives a workbook that opens, with headings and no rows."""
    rules = tr.load("danh-gia/2026")
    book = written(rules.decide(rules.read_case({"đầy đủ": ["tổ chức"]}, on="10/12/2026", period=2026)))
    assert book.sheetnames == ["Tổng hợp", "Cần thu thập", "Câu hỏi"]
    rules = small.ruleset()
    case = rules.read_case({"đầy đủ": ["tập thể", "cá nhân"]}, on="15/01/2022", period=2021)
    book = written(rules.decide(case), full=True)
    assert book.sheetnames == ["Tổng hợp", "Cần thu thập", "Câu hỏi", "Chi tiết"]
    assert [len(rows(book, each)) for each in ("Cần thu thập", "Chi tiết")] == [1, 1]


def test_the_file_is_there_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing fails, what stood there stays, and nothing else is left behind."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")

    def fail(*_: object) -> None:
        raise OSError(28, "no space", None)

    monkeypatch.setattr("thidua_rules.report.xlsx_pages.Book.save", fail)
    with pytest.raises(OSError, match=r"a\.xlsx|no space"):
        small.decision().to_xlsx(path)
    assert (path.read_bytes(), os.listdir(tmp_path)) == (b"before", ["a.xlsx"])
