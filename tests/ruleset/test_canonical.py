"""The content hash: the same for the same content in whatever order and layout, another for another content."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.ruleset.canonical import content_hash
from thidua_rules.ruleset.model import RulesetModel
from thidua_rules.ruleset.reading import read_ruleset

SECTIONS = {
    "bộ quy tắc": ["bộ quy tắc: thu/2021"],
    "tên": ["tên: Bộ thử"],
    "hiệu lực": ["hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}"],
    "văn bản": ["  vb-1: {số hiệu: 1/QĐ, mục: {M1: một, M2: hai}}", "  vb-2: {mục: {a: b}, số hiệu: 2/QĐ}"],
    "tham số": [
        "  mốc: {kiểu: phần trăm, giá trị: {2021-01-01: 90%, 2022-01-01: không giới hạn}, căn cứ: vb-1 M1}",
        "  mức lấy: {kiểu: bậc, bậc: [thấp, cao], giá trị: cao, căn cứ: vb-1 M2}",
    ],
    "từ vựng": ["  khối: {}", "  tập thể: {khối: thuộc khối, tỷ lệ chi: phần trăm, điểm: số, tốt: đúng/sai}"],
    "tiêu chí": [
        "  A: {cho: tập thể, căn cứ: [vb-1 M1, vb-1 M2], yêu cầu: {x: tỷ lệ chi ≥ mốc, y: tốt}}",
        "  B: {cho: tập thể, căn cứ: vb-2 a, khi: đạt A, trừ khi: {e: điểm > 1, f: điểm < 0}}",
    ],
    "đại lượng": [
        "  mức xét: {cho: tập thể, kiểu: bậc, bậc: [thấp, cao], bảng: {tốt: cao, điểm > 3: thấp, còn lại: cao}}",
        "  gấp đôi: {cho: tập thể, kiểu: số, tính: 2 × điểm}",
    ],
    "xếp hạng": ["  hạng: {cho: tập thể, trong: khối, theo: [điểm giảm dần, tốt]}"],
}
HEADS = ("bộ quy tắc", "tên", "hiệu lực")


def model_of(folder: Path, text: str) -> RulesetModel:
    """The model of one file, which must be clean."""
    folder.mkdir(exist_ok=True)
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert findings == ()
    assert model is not None
    return model


def text_of(names: list[str], sections: dict[str, list[str]]) -> str:
    """The file with its sections in this order."""
    return "\n".join(line for name in names for line in ([] if name in HEADS else [f"{name}:"]) + sections[name]) + "\n"


PLAIN = text_of(list(SECTIONS), SECTIONS)


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_order_does_not_matter(tmp_path: Path, data: st.DataObject) -> None:
    """Sections, entries and files in any order give the same hash."""
    shuffled = {name: data.draw(st.permutations(lines)) for name, lines in SECTIONS.items()}
    names = data.draw(st.permutations(list(SECTIONS)))
    assert content_hash(model_of(tmp_path, text_of(names, shuffled))) == content_hash(model_of(tmp_path, PLAIN))


def test_the_order_of_keys_and_of_files_does_not_matter(tmp_path: Path) -> None:
    """Keys of one entry swapped, and a section moved to another file, change nothing."""
    swapped = PLAIN.replace("yêu cầu: {x: tỷ lệ chi ≥ mốc, y: tốt}", "yêu cầu: {T: 1}").replace(
        "cho: tập thể, căn cứ: [vb-1 M1, vb-1 M2], yêu cầu: {T: 1}",
        "yêu cầu: {y: (tốt), A.x: tỉ lệ chi  >=  mốc}, căn cứ: vb-1 M2; vb-1 M1, cho: tập thể",
    )
    assert swapped != PLAIN
    assert content_hash(model_of(tmp_path / "a", swapped)) == content_hash(model_of(tmp_path / "b", PLAIN))
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "khac.yaml").write_text("xếp hạng:\n" + SECTIONS["xếp hạng"][0] + "\n", encoding="utf-8")
    moved = text_of([name for name in SECTIONS if name != "xếp hạng"], SECTIONS)
    assert content_hash(model_of(tmp_path / "c", moved)) == content_hash(model_of(tmp_path / "b", PLAIN))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tỷ lệ chi ≥ mốc", "tỷ lệ chi > mốc"),
        ("90%, 2022", "91%, 2022"),
        ("không giới hạn", "100%"),
        ("tốt: cao, điểm > 3: thấp", "điểm > 3: thấp, tốt: cao"),
        ("điểm giảm dần, tốt", "tốt, điểm giảm dần"),
        ("bậc: [thấp, cao], bảng", "bậc: [cao, thấp], bảng"),
        ("yêu cầu: {x", "một trong: {x"),
        ("căn cứ: vb-2 a", "căn cứ: vb-1 M2"),
        ("đến: 2021-12-31", "đến: 2021-12-30"),
        ("M2: hai", "M2: nhì"),
        ("điểm: số", "điểm: {kiểu: số, từ: 0}"),
        ("trừ khi: {e: điểm > 1", "trừ khi: {e: điểm > 2"),
        ("kiểu: bậc, bậc: [thấp, cao], giá trị: cao", "kiểu: bậc, bậc: [thấp, cao], giá trị: thấp"),
    ],
)
def test_content_matters(tmp_path: Path, old: str, new: str) -> None:
    """Any change of what the ruleset says changes the hash."""
    assert old in PLAIN
    changed = content_hash(model_of(tmp_path, PLAIN.replace(old, new)))
    assert changed != content_hash(model_of(tmp_path, PLAIN))


@pytest.mark.parametrize("form", ["NFD", "CRLF", "BOM", "NBSP"])
def test_the_encoding_does_not_matter(tmp_path: Path, form: str) -> None:
    """Decomposed letters, Windows line ends, a byte order mark and hard spaces in names say the same."""
    folder = Path(__file__).parents[2] / "rulesets" / "btnmt" / "2021"
    plain, _ = read_ruleset(folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if form == "NFD":
            text = unicodedata.normalize("NFD", text)
        if form == "NBSP":
            text = text.replace("kế hoạch năm", "kế hoạch\u00a0năm")
        content = ("\ufeff" if form == "BOM" else "") + (text.replace("\n", "\r\n") if form == "CRLF" else text)
        (tmp_path / path.name).write_bytes(content.encode())
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert plain is not None
    assert model is not None
    assert content_hash(model) == content_hash(plain)
