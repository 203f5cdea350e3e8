"""How inner quantities are told: by the name that the ruleset gives them for that, or by what they come from."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.report.table import sheets
from thidua_rules.ruleset.canonical import canonical

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  người:
    nghỉ: {kiểu: số nguyên, từ: 0}
    muộn: {kiểu: số nguyên, từ: 0}
    đi học: đúng/sai
đại lượng:
  kết quả tính: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: nghỉ + 2 × muộn%s}
  hệ số: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, bảng: {đi học: 2, còn lại: 1}%s}
  tính gộp: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: kết quả tính × hệ số}
  được tính: {cho: người, kiểu: đúng/sai, căn cứ: qd Đ1, tính: không đi học%s}
tiêu chí:
  T1: {cho: người, căn cứ: qd Đ1, khi: kết quả tính ≤ 3}
  T2: {cho: người, căn cứ: qd Đ1, khi: tính gộp ≤ 5}
  T3: {cho: người, căn cứ: qd Đ1, khi: được tính}
  T4: {cho: người, căn cứ: qd Đ1, khi: kết quả tính × 2 ≤ 5}
"""
READS, SERVING = ", đọc là: số buổi không có mặt", ", không báo riêng: đúng"


def told(folder: Path, *keys: str) -> tr.Decision:
    """What is found of one person, with these keys added to the three quantities."""
    (folder / "bo.yaml").write_text(RULES % keys, encoding="utf-8")
    rules = tr.load(folder / "bo.yaml")
    facts = {"người": [{"mã": "a", "nghỉ": 2, "muộn": 1, "đi học": True}], "đầy đủ": ["người"]}
    return rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))


def test_a_quantity_is_called_as_it_reads(tmp_path: Path) -> None:
    """Its name for explanations stands in comparisons and in formulas, in short and in full."""
    decision = told(tmp_path, READS, "", "")
    for full in (False, True):
        assert "số buổi không có mặt = 4, cần ≤ 3" in decision["a", "T1"].explain(full=full)
        assert "số buổi không có mặt × 2 = 8, cần ≤ 5" in decision["a", "T4"].explain(full=full)
        assert "kết quả tính" not in decision["a", "T2"].explain(full=full)


def test_a_quantity_that_serves_gives_way_to_what_it_comes_from(tmp_path: Path) -> None:
    """What is asked of it is asked of its formula; one that nothing is asked of is told by its facts alone."""
    decision = told(tmp_path, SERVING, SERVING, SERVING)
    text = decision["a", "T1"].explain(full=True)
    assert "nghỉ + 2 × muộn = 4, cần ≤ 3" in text
    assert "kết quả tính = " not in text
    assert "hệ số = " not in decision["a", "T2"].explain(full=True)
    assert "được tính = " not in decision["a", "T3"].explain(full=True)
    assert "đi học = có" in decision["a", "T3"].explain(full=True).replace("đúng", "có")


def test_a_table_that_is_compared_keeps_its_name(tmp_path: Path) -> None:
    """There is no formula that could stand for it, and the need has to be said of something."""
    rules = RULES.replace("khi: tính gộp ≤ 5", "khi: hệ số ≤ 1") % ("", SERVING, "")
    (tmp_path / "bo.yaml").write_text(rules, encoding="utf-8")
    loaded = tr.load(tmp_path / "bo.yaml")
    facts = {"người": [{"mã": "a", "nghỉ": 2, "muộn": 1, "đi học": True}], "đầy đủ": ["người"]}
    decision = loaded.decide(loaded.read_case(facts, on="15/12/2026", period=2026))
    assert "hệ số = 2, cần ≤ 1" in decision["a", "T2"].explain(full=True)


def test_values_are_the_same_however_they_are_told(tmp_path: Path) -> None:
    """Nothing that is decided depends on it; without the keys a ruleset has the content hash that it had."""
    plain = told(tmp_path, "", "", "")
    for keys in ((READS, READS, READS), (SERVING, SERVING, SERVING)):
        decision = told(tmp_path, *keys)
        assert decision.value("a", "tính gộp") == plain.value("a", "tính gộp")
        assert [each.mask for each in decision] == [each.mask for each in plain]
        assert decision.identity.ruleset_hash != plain.identity.ruleset_hash
    told(tmp_path, "", "", "")
    assert not {"reads", "serving"} & canonical(tr.load(tmp_path / "bo.yaml").model)["quantities"][0].keys()


def test_what_serves_has_no_column(tmp_path: Path) -> None:
    """Neither the workbook nor a table of values has a column for it."""
    import openpyxl

    told(tmp_path, SERVING, "", "").to_xlsx(tmp_path / "a.xlsx")
    heads = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")["người"][1]]
    assert ("kết quả tính" in heads, "hệ số" in heads) == (False, True)
    rules = (RULES % (SERVING, "", "")).partition("tiêu chí:")[0]
    (tmp_path / "bo.yaml").write_text(rules, encoding="utf-8")
    loaded = tr.load(tmp_path / "bo.yaml")
    (sheet,) = sheets(loaded.decide(loaded.read_case({"người": [{"mã": "a"}]}, on="15/12/2026", period=2026)))
    assert sheet.measures == ("hệ số", "tính gộp")


@pytest.mark.parametrize(("key", "line"), [(READS, "đọc là: số buổi không có mặt"), (SERVING, "không báo riêng")])
def test_show_tells_it(tmp_path: Path, key: str, line: str) -> None:
    """The ruleset printed for reading says how it is told."""
    told(tmp_path, key, "", "")
    assert line in "\n".join(ruleset_lines(tr.load(tmp_path / "bo.yaml").model, "kết quả tính", "vi"))
