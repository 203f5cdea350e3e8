"""Every diagnostic of ruleset files: a small faulty file, the code it gives, and where."""

from pathlib import Path

import pytest

from thidua_rules.diagnostics import CODES
from thidua_rules.ruleset.reading import read_ruleset

HEAD = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
"""
DOCUMENT = """\
văn bản:
  vb-1:
    số hiệu: 1/QĐ
    mục: {M1: mục một, M2: mục hai}
"""
WORDS = """\
từ vựng:
  khối: {}
  tập thể:
    khối: {kiểu: thuộc khối, chiều ngược: đơn vị trong khối}
    điểm thi đua: số
    tốt: đúng/sai
    mức: {kiểu: bậc, bậc: [thấp, cao]}
"""
BASE = HEAD + DOCUMENT + WORDS
"""14 lines, to which most snippets are added; their first line is line 15."""


WORDS_OF_TWO = f"{BASE}  đội: {{tốt: đúng/sai}}\n"
"""The same with a further type; 15 lines."""


def criterion(body: str) -> str:
    """A file with a criterion of this body, indented by four; the body begins at line 18."""
    return f"{BASE}tiêu chí:\n  T1:\n    cho: tập thể\n" + "".join(f"    {line}\n" for line in body.splitlines())


def cited(body: str) -> str:
    """The same with a citation at line 18; the body begins at line 19."""
    return criterion("căn cứ: vb-1 M1\n" + body)


def words(body: str) -> str:
    """A file with a further type of these fields; the body begins at line 16."""
    return f"{BASE}  cá nhân:\n" + "".join(f"    {line}\n" for line in body.splitlines())


def quantity(body: str) -> str:
    """A file with a quantity of this body; the body begins at line 18."""
    head = f"{BASE}đại lượng:\n  tỷ lệ xét:\n    cho: tập thể\n"
    return head + "".join(f"    {line}\n" for line in body.splitlines())


def parameter(body: str) -> str:
    """A file with a parameter of this body; the body begins at line 17."""
    return f"{BASE}tham số:\n  mốc:\n" + "".join(f"    {line}\n" for line in body.splitlines())


CASES = {
    "SET-01": (f"{BASE}tiêu chí: đạt\n", "15:11"),
    "SET-02": (f"{BASE}tiêu chi: đạt\n", "15:1"),
    "SET-03": (BASE.replace("tên: Bộ thử", "tên: [a, b]"), "2:6"),
    "SET-04": (words("a b: {kiểu: số, đơn vị: giờ, đơn vị tính: giờ}"), "16:34"),
    "SET-05": (cited("tên:\nkhi: tốt"), "19:5"),
    "SET-06": (words("a b: {kiểu: số, có thể không có: có lẽ}"), "16:38"),
    "SET-07": (cited("khi:"), "19:5"),
    "SET-08": ("tên: Bộ thử\n", None),
    "SET-09": (BASE.replace("thu/2021", "Thử 2021"), "1:13"),
    "SET-10": (BASE.replace("tên: Bộ thử\n", ""), "1:1"),
    "SET-11": (BASE.replace("2021-01-01", "1/1/2021"), "3:16"),
    "SET-12": ("bộ quy tắc: a\ntên: b\n", "1:1"),
    "SET-13": (BASE.replace("2021-12-31", "2020-12-31"), "3:33"),
    "SET-14": (f"{BASE}chọn theo: năm\n", "15:12"),
    "SET-25": (f"{BASE}phiên bản ngôn ngữ: một\n", "15:21"),
    "SET-26": (f"{BASE}phiên bản ngôn ngữ: 2\n", "15:21"),
    "SET-27": (parameter("kiểu: số\ngiá trị: 1\nmã python: p\ncăn cứ: vb-1 M1"), "19:5"),
    "SET-15": (None, None),
    "SET-16": (f"{BASE}ngày xét: 15/12/2021\n", "15:1"),
    "SET-17": (f"{BASE}kế thừa: [thu/2021]\n", "15:11"),
    "SET-20": (f"{BASE}kế thừa: [không-có]\n", "15:11"),
    "DOC-02": (BASE.replace("    số hiệu: 1/QĐ\n", ""), "5:3"),
    "DOC-03": (BASE.replace("số hiệu: 1/QĐ", "số hiệu: 1/QĐ\n    mã mục: của ta"), "7:13"),
    "DOC-04": (BASE.replace("{M1: mục một, M2: mục hai}", "[M1, M2]"), "7:10"),
    "DOC-05": (criterion("căn cứ: vb-2 M1\nkhi: tốt"), "18:13"),
    "DOC-06": (criterion("căn cứ: vb-1\nkhi: tốt"), "18:13"),
    "DOC-07": (criterion("căn cứ: vb-1 M1; vb-1 M3\nkhi: tốt"), "18:22"),
    "DOC-08": (BASE.replace("số hiệu: 1/QĐ", "số hiệu: 1/QĐ\n    loại: Quyết đinh"), "7:11"),
    "PARAM-03": (parameter("kiểu: thuộc khối\ngiá trị: a\ncăn cứ: vb-1 M1"), "17:11"),
    "PARAM-04": (parameter("kiểu: số\ngiá trị: 1"), "16:3"),
    "PARAM-05": (parameter("kiểu: số\ncăn cứ: vb-1 M1"), "16:3"),
    "PARAM-06": (parameter("kiểu: số\ngiá trị: {năm 2020: 1}\ncăn cứ: vb-1 M1"), "18:15"),
    "PARAM-07": (parameter("kiểu: số\ngiá trị: {2020-01-02: 1, 02/01/2020: 2}\ncăn cứ: vb-1 M1"), "18:30"),
    "PARAM-08": (parameter("kiểu: lựa chọn\nlựa chọn: [a]\ngiá trị: không giới hạn\ncăn cứ: vb-1 M1"), "19:14"),
    "PARAM-09": (parameter("kiểu: số\ngiá trị: 1..2\ncăn cứ: vb-1 M1"), "18:14"),
    "PARAM-10": (f"{BASE}tham số:\n  tốt: {{kiểu: số, giá trị: 1, căn cứ: vb-1 M1}}\n", "16:3"),
    "VOC-01": (words("a b: {từ: 1}"), "16:5"),
    "VOC-02": (words("a b: phần chăm"), "16:10"),
    "VOC-03": (words("a b: thuộc tập thế"), "16:10"),
    "VOC-04": (words("a b: {kiểu: đúng/sai, từ: 1}"), "16:27"),
    "VOC-05": (words("a b: bậc"), "16:5"),
    "VOC-06": (words("a b: {kiểu: lựa chọn, lựa chọn: [hoà, hòa]}"), "16:43"),
    "VOC-07": (words("a b: {kiểu: số, mã python: Điểm}"), "16:32"),
    "VOC-08": (words("hoà: số\nngười: thuộc khối\nb: {kiểu: thuộc tập thể, chiều ngược: tốt}"), "18:5"),
    "VOC-09": (words("a b: {kiểu: bậc, như: múc}"), "16:27"),
    "VOC-10": (words("a b: {kiểu: số, như: mức}"), "16:17"),
    "VOC-26": (words("a b: {kiểu: số, có thể không có: đúng, không có thì: đạt}"), "16:58"),
    "VOC-27": (words("a b: {kiểu: số, không có thì: không đạt}"), "16:21"),
    "VOC-11": (words("a b: {kiểu: số, hướng: lên}"), "16:28"),
    "VOC-12": (words("a b: {kiểu: số, từ: 2, đến: 1}"), "16:33"),
    "VOC-13": (words("a b: {kiểu: số, thập phân: nhiều}"), "16:32"),
    "VOC-14": (words("a b: {kiểu: số, mặc định: 0}"), "16:21"),
    "VOC-15": (words("khoá: [năm]\na b: số"), "16:12"),
    "VOC-16": (f"{words('mức: {kiểu: bậc, bậc: [x, y]}')}  đợt:\n    c: {{như: mức}}\n", "18:14"),
    "VOC-17": (words("a b: {kiểu: bậc, như: a b}"), "16:27"),
    "VOC-18": (words("ngày xét: ngày"), "16:5"),
    "VOC-19": (words("má: số"), "16:5"),
    "VOC-20": (words("có tốt: đúng/sai"), "16:5"),
    "VOC-21": (words("tổng: số"), "16:5"),
    "VOC-22": (words("a b: {kiểu: bậc, bậc: [x, y..z]}"), "16:31"),
    "VOC-29": (words("khoá: {kiểu: số}"), "16:5"),
    "VOC-30": (words("a: số") + "  cá nhân, nhóm:\n    b: số\n", "17:12"),
    "VOC-31": (words("a: số") + "  cá nhân, khối:\n    b: {kiểu: thuộc tập thể, chiều ngược: bên b}\n", "18:5"),
    "RULE-25": (
        f"{WORDS_OF_TWO}xếp hạng:\n  X: {{cho: [tập thể, đội], trong: khối, theo: tốt, căn cứ: vb-1 M1}}\n",
        "17:3",
    ),
    "RULE-24": (cited("khi: tốt\nkhông báo riêng: đúng\nchỉ ghi nhận: đúng"), "21:19"),
    "VOC-32": (words("duy nhất: đúng\nkhoá: [n]\nn: năm"), "16:5"),
    "RULE-01": (f"{BASE}tiêu chí:\n  T1: {{khi: tốt, căn cứ: vb-1 M1}}\n", "16:3"),
    "RULE-02": (criterion("khi: tốt"), "16:3"),
    "RULE-03": (cited("yêu cầu: tốt"), "19:14"),
    "RULE-04": (cited("ít nhất 3 trong: {a: tốt, b: tốt}"), "19:5"),
    "RULE-05": (cited("yêu cầu: {a: {cho: tập thể, khi: tốt}}"), "19:19"),
    "RULE-06": (cited("khi: tốt\nkhông: {a: tốt}"), "20:5"),
    "RULE-07": (cited("yêu cầu: {a: {tên: A}}"), "19:15"),
    "RULE-08": (cited("khi: tốt\ntrừ khi: tốt"), "20:14"),
    "RULE-09": (cited("yêu cầu: {mục a: tốt}"), "19:15"),
    "RULE-10": (cited("yêu cầu: {a: tốt, T1.a: tốt}"), "19:23"),
    "RULE-11": (BASE + "tiêu chí:\n  T1: {cho: tập đoàn, khi: tốt, căn cứ: vb-1 M1}\n", "16:13"),
    "RULE-12": (quantity("kiểu: phần trăm"), "16:3"),
    "RULE-13": (quantity("kiểu: phần trăm\nbảng: 3%"), "19:11"),
    "RULE-14": (cited("khi: tốt\ndiễn giải: {chọn: A}"), "20:16"),
    "RULE-15": (cited("khi: tốt\ndiễn giải: {chọn: A, lý do: B, tham số: mốc}"), "20:45"),
    "RULE-16": (quantity("kiểu: phần trăm\nbảng: {còn lại: 0%, tốt: 3%}"), "19:12"),
    "RULE-17": (quantity("kiểu: phần trăm\nbảng: [{khi: tốt}]"), "19:12"),
    "RULE-18": (cited("khi: tốt\nnguồn: báo"), "20:12"),
    "RULE-19": (quantity("kiểu: thuộc khối\ntính: khối"), "18:11"),
    "RULE-20": (f"{BASE}xếp hạng:\n  hạng: {{cho: tập thể, theo: [điểm thi đua giảm dần]}}\n", "16:3"),
    "RULE-23": (
        f"{BASE}đại lượng:\n  giỏi: {{cho: tập thể, kiểu: đúng/sai, bảng: {{tốt: tốt, còn lại: sai}}}}\n",
        "16:52",
    ),
    "RULE-22": (f"{BASE}xếp hạng:\n  mức: {{cho: tập thể, trong: khối, theo: [điểm thi đua giảm dần]}}\n", "16:3"),
}
"""By code: the file (None: an empty folder) and where the finding points (None: at the whole file)."""

ELSEWHERE = {
    "DOC-11",
    "DOC-12",
    "RULE-26",
    "SET-18",
    "SET-19",
    "SET-21",
    "SET-22",
    "SET-23",
    "SET-24",
    "DOC-01",
    "DOC-09",
    "DOC-10",
    "PARAM-01",
    "PARAM-02",
    "PARAM-11",
    "PARAM-12",
    "RULE-21",
    "RULE-30",
    "RULE-31",
    "RULE-32",
    "RULE-33",
}
"""Codes that need several files or belong to what `check` lists; their tests are in the other modules here."""


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_fault_has_its_code_and_place(code: str, tmp_path: Path) -> None:
    """A file with one fault gives exactly that code, at the line and column of the fault."""
    text, where = CASES[code]
    if text is not None:
        (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    _, findings = read_ruleset(tmp_path)
    assert [each.code for each in findings] == [code], [each.text() for each in findings]
    (finding,) = findings
    assert where in (None, f"{finding.place.line}:{finding.place.column}"), finding.text()
    for lang in ("vi", "en"):
        assert "{" not in finding.message(lang).replace("{{", "") or code in ("SET-12", "DOC-04", "PARAM-06")
        assert finding.text(lang)


def test_every_code_has_a_case() -> None:
    """No diagnostic of this room is left untested."""
    rooms = ("SET-", "DOC-", "PARAM-", "VOC-", "RULE-")
    assert {code for code in CODES if code.startswith(rooms)} == set(CASES) | ELSEWHERE


def test_the_small_ruleset_is_clean(tmp_path: Path) -> None:
    """What the snippets are added to has no fault of its own."""
    (tmp_path / "bo.yaml").write_text(cited("khi: tốt"), encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert model is not None
    assert [each.root.code for each in model.criteria] == ["T1"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Faults in several sections and files come together, in the order of the files."""
    (tmp_path / "a.yaml").write_text(cited("yêu cầu: {a: tót, b: tốt và}"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("đại lượng:\n  x: {cho: tập the, kiểu: số, tính: 1}\nlạ: 1\n", encoding="utf-8")
    _, findings = read_ruleset(tmp_path)
    assert [(Path(each.place.file or "").name, each.place.line) for each in findings] == [
        ("a.yaml", 19),
        ("a.yaml", 19),
        ("b.yaml", 2),
        ("b.yaml", 3),
    ]


def test_a_name_whose_declaration_is_faulty_is_not_called_unknown(tmp_path: Path) -> None:
    """Of a field without its grades the declaration is told, and not each condition that uses it."""
    path = tmp_path / "bo.yaml"
    path.write_text(cited("khi: mức ≥ “cao” và tôt").replace("bậc: [thấp, cao]", "bac: cao"), encoding="utf-8")
    _, found = read_ruleset(path)
    assert sorted(each.code for each in found) == ["NAME-01", "SET-02", "VOC-05"]


def test_a_document_called_by_its_number_is_answered_with_its_code(tmp_path: Path) -> None:
    """People know `1/QĐ`; citations name the code under which it is declared."""
    (tmp_path / "bo.yaml").write_text(criterion("căn cứ: 1/QĐ M1\nkhi: tốt"), encoding="utf-8")
    (finding,) = read_ruleset(tmp_path)[1]
    assert (finding.code, "có phải `vb-1`?" in finding.text()) == ("DOC-05", True)
