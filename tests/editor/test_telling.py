"""What is told of a name, a key, a finding; the outline; completions and quick fixes."""

from pathlib import Path

import pytest

from tests.authoring.test_helping import CONDITIONS
from tests.authoring.test_helping import RULES as HELPED
from tests.editor.small import RULES, behind, small
from thidua_rules.api import inspect
from thidua_rules.diagnostics.examples import EXAMPLES
from thidua_rules.editor.completing import complete
from thidua_rules.editor.desk import Desk
from thidua_rules.editor.fixing import fixes
from thidua_rules.editor.moving import replaced
from thidua_rules.editor.telling import outline, tell


@pytest.mark.parametrize(
    ("file", "at", "words"),
    [
        ("rules", "khi: điểm", ("kiểu: số", "*minh chứng*: Bảng điểm", "*người xác nhận*: hội đồng")),
        ("rules", "và đạt G", ("Chung", "> luat Đ1: điều một")),
        ("rules", "đạt T.a", ("Điểm", "*khi*: điểm ≥ mức tối thiểu")),
        ("rules", "qd M2; luat Đ1", ("điều một",)),
        ("rules", "    yêu cầu", ("mọi ý phải đạt",)),
        ("scenarios", "là nữ", ("*câu hỏi*: Là nữ phải không?",)),
        ("scenarios", "    mong đợi", ("`mã: {kết luận: kết quả}`",)),
    ],
)
def test_what_is_told_of_a_word(file: str, at: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """Of a field its question, evidence and who confirms it; of a code its clause's gist; of a key the reference."""
    desk, files = small(tmp_path)
    told = tell(desk, files[file], behind(desk.text(files[file]), at, back=1), ())
    assert told is not None
    assert all(each in told.text for each in words), told.text


def test_a_finding_is_told_at_length(tmp_path: Path) -> None:
    """Over what a finding underlines its message, hint and example come first."""
    desk, files = small(tmp_path)
    desk.open(files["rules"], RULES.replace("khi: điểm ≥", "khi: diêm ≥"))
    found = desk.findings(files["rules"])
    told = tell(desk, files["rules"], behind(desk.text(files["rules"]), "khi: diêm", back=1), found)
    assert told is not None
    assert told.text.startswith("**NAME-01** không có tên nào là `diêm`")
    assert "có phải" in told.text
    assert "`tuôi ≥ 30` → `tuổi ≥ 30`" in told.text


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("      d: mức t", "mức tối thiểu"),
        ("      d: muc toi", "mức tối thiểu"),
        ("      d: hạng ≥ ", "yếu"),
        ("      d: (hạng ≥ “t", "tốt"),
        ("      d: đạt T", "T"),
        ("      d: có b", "bài"),
        ("      d: {khi: là nữ, căn cứ: q", "qd"),
        ("      d: {khi: là nữ, căn cứ: qd M", "M1"),
        ("      d: {kh", "khi"),
        ("    trừ", "trừ khi"),
        ("  V:\n    cho: cá", "cá nhân"),
        ("đại", "đại lượng"),
        ("đại lượng:\n  x:\n    kiểu: phần", "phần trăm"),
    ],
)
def test_what_is_begun_is_completed(typed: str, wanted: str, tmp_path: Path) -> None:
    """Names with or without their marks, values of what is compared, codes, clauses, keys, types, kinds: foremost."""
    desk, files = small(tmp_path)
    at = behind(RULES, "loại là “T”)\n")
    desk.open(files["rules"], RULES[:at] + typed + "\n" + RULES[at:])
    found = complete(desk, files["rules"], at + len(typed))
    assert found[0].label == wanted, [each.label for each in found[:5]]


def test_scenarios_are_completed_too(tmp_path: Path) -> None:
    """Fields and their values within a dossier, codes and results within what is expected."""
    desk, files = small(tmp_path)
    text = desk.text(files["scenarios"])
    for before, typed, wanted in (
        ("{mã: a, ", "hạ", "hạng"),
        ("hạng: ", "kh", "khá"),
        ("a: {", "T.", "T.a"),
        ("a: {T: ", "chưa", "chưa đủ căn cứ"),
    ):
        at = behind(text, before)
        desk.open(files["scenarios"], text[:at] + typed + text[at:])
        assert complete(desk, files["scenarios"], at + len(typed))[0].label == wanted


@pytest.mark.parametrize("code", CONDITIONS)
def test_a_quick_fix_mends_what_it_is_for(code: str, tmp_path: Path) -> None:
    """Where a hint becomes a fix, the text with the fix no longer has the finding there."""
    example = EXAMPLES[code]
    path = tmp_path / "bo.yaml"
    text = HELPED + example.line
    path.write_text(text, encoding="utf-8")
    desk = Desk()
    for fix in fixes(desk, path, inspect(path)[1], len(HELPED), len(text)):
        path.write_text(replaced(text, ((fix.start, fix.end),), fix.text), encoding="utf-8")
        assert (fix.finding.code, fix.finding.place.column) not in {
            (each.code, each.place.column) for each in inspect(path)[1]
        }


def test_fixes_are_offered_for_names_keys_and_signs(tmp_path: Path) -> None:
    """Among them are those that people need most."""
    desk, files = small(tmp_path)
    for wrong, right in (("khi: điểm ≥", "khi: điêm ≥"), ("    yêu cầu:", "    yêu câu:"), ("≥ “khá”", "=> “khá”")):
        desk.open(files["rules"], RULES.replace(wrong, right))
        at = desk.text(files["rules"]).index(right) + 6
        found = fixes(desk, files["rules"], desk.findings(files["rules"]), at - 6, at + 6)
        assert any(each.text in wrong for each in found), (right, found)


def test_the_outline_has_sections_rules_and_parts(tmp_path: Path) -> None:
    """Each with its title, and all of a part within the whole of which it is a part."""
    desk, files = small(tmp_path)
    found = {each.name: each for each in outline(desk, files["rules"])}
    criterion = found["tiêu chí"].parts[0]
    assert (criterion.name, criterion.title) == ("T", "Đủ điểm")
    assert [each.name for each in criterion.parts] == ["a", "b", "c"]
    assert [each.name for each in outline(desk, files["words"])[0].parts[0].parts] == ["điểm", "hạng"]
    assert [each.name for each in outline(desk, files["scenarios"])[1].parts] == ["Đủ"]
    for each in found.values():
        for part in each.parts:
            assert each.start <= part.start <= part.name_start < part.name_end <= part.end <= each.end
