"""What the forms of ruleset files mean: the model they make, and that no text makes reading fail."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.ruleset import test_canonical_titles
from tests.ruleset.test_canonical import PLAIN
from tests.ruleset.test_ruleset_diagnostics import BASE, cited, parameter, quantity, words
from thidua_rules.conditions import print_condition
from thidua_rules.diagnostics import Severity
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.ruleset.canonical import content_hash
from thidua_rules.ruleset.checks.coverage import notes
from thidua_rules.ruleset.checks.table_checks import table_findings
from thidua_rules.ruleset.files import sources as files
from thidua_rules.ruleset.model import Node, RulesetModel
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.values import ABSENT


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Makes the model of one file, which must be clean."""

    def make(text: str) -> RulesetModel:
        (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
        model, findings = read_ruleset(tmp_path)
        assert findings == (), [each.text() for each in findings]
        assert model is not None
        return model

    return make


def root(model: RulesetModel) -> Node:
    """The first criterion."""
    return model.criteria[0].root


def fields(model: RulesetModel, name: str) -> dict[str, Field]:
    """The fields of a type by name."""
    found = model.vocabulary.type(name)
    assert found is not None
    return {each.name: each for each in found.fields}


def test_codes_are_full_whether_written_relative_or_full(made: Any) -> None:
    """`a` under `T1` is `T1.a`; what begins with its parent's code is full; `d` and `đ` are two letters."""
    found = root(made(cited("yêu cầu: {a: tốt, T1.b: tốt, d: tốt, đ: {một trong: {1: tốt, T1.đ.2: tốt, T1.đ3: tốt}}}")))
    assert [each.code for each in found.children] == ["T1.a", "T1.b", "T1.d", "T1.đ"]
    assert [each.code for each in found.children[3].children] == ["T1.đ.1", "T1.đ.2", "T1.đ3"]


@pytest.mark.parametrize(
    ("key", "group", "least"),
    [("yêu cầu", "all", 0), ("một trong", "any", 0), ("ít nhất 2 trong", "at_least", 2), ("không", "none", 0)],
)
def test_groups(made: Any, key: str, group: str, least: int) -> None:
    """Each word of a group makes its kind of node, on a criterion as on a node inside."""
    outer = root(made(cited(f"{key}: {{a: tốt, b: tốt}}")))
    inner = root(made(cited(f"yêu cầu: {{x: {{{key}: {{a: tốt, b: tốt}}}}}}"))).children[0]
    assert (outer.group, outer.least) == (inner.group, inner.least) == (group, least)


def test_what_a_node_may_carry(made: Any) -> None:
    """Guard, exceptions, evidence, reading and source stand on the node; citations are inherited if none is given."""
    found = root(
        made(
            cited(
                """\
tên: Một
minh chứng: Báo cáo
người xác nhận: hội đồng
nguồn: tóm tắt
diễn giải: {chọn: A, lý do: B, phương án khác: [C, D]}
áp dụng khi: tốt
trừ khi:
  e1: điểm thi đua > 3
  e2: {khi: tốt, áp dụng khi: điểm thi đua > 1, căn cứ: vb-1 M2}
yêu cầu:
  a: {khi: tốt, căn cứ: [vb-1 M1, vb-1 M2]}
  b: {không mã hoá: chỉ là lời kêu gọi}
"""
            )
        )
    )
    assert (found.remarks.title, found.remarks.evidence, found.remarks.confirmed_by) == ("Một", "Báo cáo", "hội đồng")
    assert found.remarks.summary
    assert found.remarks.interpretation is not None
    assert found.remarks.interpretation.alternatives == ("C", "D")
    assert found.guard is not None
    assert [each.code for each in found.exceptions] == ["T1.e1", "T1.e2"]
    assert [str(each) for each in found.exceptions[0].remarks.citations] == ["vb-1 M1"]
    assert [str(each) for each in found.exceptions[1].remarks.citations] == ["vb-1 M2"]
    assert [str(each) for each in found.children[0].remarks.citations] == ["vb-1 M1", "vb-1 M2"]
    assert (found.children[1].group, found.children[1].not_encoded) == ("not_encoded", "chỉ là lời kêu gọi")


def test_at_least_counts_what_can_decide(tmp_path: Path) -> None:
    """Of a group that asks for two, one entry that is not encoded cannot help."""
    (tmp_path / "bo.yaml").write_text(cited("ít nhất 2 trong: {a: tốt, b: {không mã hoá: chung}}"), encoding="utf-8")
    _, findings = read_ruleset(tmp_path)
    assert [(each.code, each.arguments["count"]) for each in findings] == [("RULE-04", 1)]


def test_a_citation_missing_everywhere_is_told_once(tmp_path: Path) -> None:
    """A criterion without any citation is one finding; where only some parts lack one, each part is told."""
    head = f"{BASE}tiêu chí:\n  T1: {{cho: tập thể, yêu cầu: "
    for body, expected in (("{a: tốt, b: tốt}", ["T1"]), ("{a: tốt, b: {khi: tốt, căn cứ: vb-1 M1}}", ["T1.a"])):
        (tmp_path / "bo.yaml").write_text(f"{head}{body}}}\n", encoding="utf-8")
        _, findings = read_ruleset(tmp_path)
        assert [(each.code, each.arguments["code"]) for each in findings] == [("RULE-02", code) for code in expected]


def test_fields_of_every_type(made: Any) -> None:
    """Each type word makes its kind; bounds are exact, a reference knows its targets and its other side."""
    body = "\n".join(f"trường {each.value.replace('/', ' ')} x: {each.value}" for each in Kind if each.value in SIMPLE)
    found = fields(made(words(body)), "cá nhân")
    assert [each.kind.value for each in found.values()] == ["chữ", *SIMPLE]
    found = fields(
        made(
            words(
                """\
a b: {kiểu: phần trăm, từ: 0%, đến: '99,5%', thập phân: 1, đơn vị: điểm, hướng: càng cao càng tốt}
b c: {kiểu: 'thuộc [khối, tập thể]', chiều ngược: thành viên}
c d: {kiểu: bậc, như: mức, có thể không có: đúng}
d e: {như: c d của cá nhân, hỏi: Mức nào?}
e f: {kiểu: số nguyên, mặc định: 0, căn cứ: vb-1 M2}
f g: {kiểu: ngày, từ: 01/01/2020}
g h: {kiểu: số, mã python: gio}
"""
            )
        ),
        "cá nhân",
    )
    assert (found["a b"].low, found["a b"].high, found["a b"].decimals, found["a b"].unit) == (0, 199 / 2, 1, "điểm")
    assert (found["b c"].targets, found["b c"].reverse) == (("khối", "tập thể"), "thành viên")
    assert (found["c d"].options, found["c d"].may_be_absent) == (("thấp", "cao"), True)
    assert (found["d e"].options, found["d e"].question, found["d e"].may_be_absent) == (
        ("thấp", "cao"),
        "Mức nào?",
        False,
    )
    assert (found["e f"].default, found["e f"].citation, found["e f"].decimals) == ("0", "vb-1 M2", 0)
    assert found["f g"].low == 737425
    assert (found["g h"].attribute, found["g h"].decimals, found["a b"].attribute) == ("gio", 4, "a_b")


SIMPLE = [each.value for each in Kind if each not in (Kind.CHOICE, Kind.GRADE, Kind.REFERENCE)]


def test_fields_of_several_types_are_declared_once(made: Any) -> None:
    """A key that lists types gives each of them its fields, as if they were written in each."""
    own, shared = "    b: {kiểu: thuộc tập thể}\n    c: {như: mức}\n", "  cá nhân, khách:\n"
    once = words("a: số") + "  khách: {}\n" + shared + own
    twice = words("a: số") + own + "  khách:\n" + own
    assert content_hash(made(once)) == content_hash(made(twice))


def test_a_fault_of_a_shared_field_is_told_once(tmp_path: Path) -> None:
    """However many types have the field, it is read once."""
    text = words("a: số") + "  khách: {}\n  cá nhân, khách:\n    b: {kiểu: số lẻ}\n"
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    _, findings = read_ruleset(tmp_path)
    assert [each.code for each in findings] == ["VOC-02"]


def test_a_type_has_a_name_field_unless_it_has_a_key(made: Any) -> None:
    """A text field `tên` is implied, not doubled, and not implied for records with `khoá`."""
    model = made(
        words("năm: năm\n")
        + "  đợt: {tên: {kiểu: chữ, câu hỏi: Tên?}}\n  sổ: {khóa: [kỳ, của ai], kỳ: năm, của ai: thuộc đợt}\n"
    )
    assert list(fields(model, "cá nhân")) == ["tên", "năm"]
    assert fields(model, "đợt")["tên"].question == "Tên?"
    assert list(fields(model, "sổ")) == ["kỳ", "của ai"]
    record = model.vocabulary.type("sổ")
    assert record is not None
    assert record.key == ("kỳ", "của ai")


def test_parameters_may_be_dated_and_unlimited(made: Any) -> None:
    """Dated values stand in the order of their days; `không giới hạn` is the known absence of a limit."""
    model = made(parameter("kiểu: phần trăm\ngiá trị: {2024-01-01: không giới hạn, 01/10/2017: 15%}\ncăn cứ: vb-1 M1"))
    (found,) = model.parameters
    assert [(day.isoformat() if day else None, value) for day, value in found.values] == [
        ("2017-10-01", 15),
        ("2024-01-01", ABSENT),
    ]


def test_tables_and_formulas(made: Any) -> None:
    """A table is a mapping or a list; a bare grade is that grade; other results are expressions."""
    short = made(
        quantity("kiểu: bậc\nbậc: [yếu, khá]\nbảng: {tốt: KHÁ, điểm thi đua > 3: {kết quả: yếu}, còn lại: “khá”}")
    )
    texts = [print_condition(each.result.tree) for each in short.quantities[0].rows]
    assert texts == ["“khá”", "“yếu”", "“khá”"]
    assert short.quantities[0].rows[2].condition is None
    rows = "[{mã: a, khi: tốt, là: 12%, căn cứ: vb-1 M2}, {còn lại: 0%}]"
    long = made(quantity(f"kiểu: {{kiểu: phần trăm, thập phân: 1}}\nbảng: {rows}")).quantities[0]
    assert (long.shape.kind, long.shape.decimals) == (Kind.PERCENT, 1)
    assert [str(each) for each in long.rows[0].remarks.citations] == ["vb-1 M2"]
    assert (long.rows[0].remarks.title, long.rows[1].condition) == ("a", None)
    formula = made(quantity("kiểu: số\ntính: 2 × điểm thi đua\náp dụng khi: tốt")).quantities[0]
    assert formula.formula is not None
    assert formula.guard is not None


def test_a_document_keeps_its_notes(made: Any) -> None:
    """Number, body, date and notes are kept, and whose the clause letters are."""
    more = "số hiệu: 1/QĐ\n    mã mục: do bộ quy tắc đặt\n    ngày: 02/03/2021\n    nguồn: Bài báo\n    cơ quan: Bộ"
    (document,) = made(BASE.replace("số hiệu: 1/QĐ", more)).documents
    assert (document.body, document.note, document.clause_letters_ours) == ("Bộ", "Bài báo", True)
    assert document.date is not None
    assert document.date.isoformat() == "2021-03-02"


def test_scenarios_are_found_and_not_read(tmp_path: Path) -> None:
    """Files of scenarios below the folder are named, but for those of a ruleset within; their content is not read."""
    (tmp_path / "bo.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "x" / "y").mkdir(parents=True)
    (tmp_path / "x" / "y" / "a.tinh-huong.yaml").write_text("[hỏng", encoding="utf-8")
    (tmp_path / "trong").mkdir()
    (tmp_path / "trong" / "bo.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "trong" / "b.tinh-huong.yaml").write_text("", encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert model is not None
    assert model.scenario_files == (tmp_path / "x" / "y" / "a.tinh-huong.yaml",)


def test_rules_in_a_sub_folder_are_told(tmp_path: Path) -> None:
    """A file with a section of rules below the folder is not read, and that is a warning; a dossier there is not."""
    (tmp_path / "con").mkdir()
    (tmp_path / "bo.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "con" / "tieu-chi.yaml").write_text("tiêu chí: {}\n", encoding="utf-8")
    (tmp_path / "con" / "ho-so.yaml").write_text("ngày xét: 01/01/2021\n", encoding="utf-8")
    _, findings = read_ruleset(tmp_path)
    assert [(each.code, Path(each.place.file or "").name) for each in findings] == [("SET-22", "tieu-chi.yaml")]


def test_a_ruleset_beside_everything_else_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders below a ruleset are not walked without end; hidden ones do not count, one file alone needs none."""
    monkeypatch.setattr(files, "MOST_BELOW", 5)
    (tmp_path / "bo.yaml").write_text(BASE, encoding="utf-8")
    for number in range(4):
        (tmp_path / ".an" / str(number)).mkdir(parents=True)
    assert read_ruleset(tmp_path)[1] == ()
    for number in range(4):
        (tmp_path / str(number)).mkdir()
    assert [(each.code, each.place.file) for each in read_ruleset(tmp_path)[1]] == [("SET-23", str(tmp_path))]
    assert read_ruleset(tmp_path / "bo.yaml")[1] == ()


def test_a_folder_that_is_no_ruleset_is_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file says which ruleset it is, that is told without looking at the folders below."""
    monkeypatch.setattr("os.walk", lambda _: pytest.fail("walked"))
    (tmp_path / "a.yaml").write_text("tên: a\n", encoding="utf-8")
    assert [each.code for each in read_ruleset(tmp_path)[1]] == ["SET-08"]


def test_a_fault_inside_a_condition_has_its_own_place(tmp_path: Path) -> None:
    """In plain, quoted, folded and literal texts alike, the unknown word is underlined where it stands in the file."""
    for body, place in (
        ("khi: tốt và tót", (19, 17)),
        ("khi: 'tốt và tót'", (19, 18)),
        ("khi: >-\n  tốt\n  và tốt\n\n  và tót", (23, 10)),
        ("khi: |\n  tốt và\n  tót", (21, 7)),
        ("khi: tốt\n  và tót", (20, 10)),
    ):
        (tmp_path / "bo.yaml").write_text(cited(body), encoding="utf-8")
        _, findings = read_ruleset(tmp_path)
        assert [(each.place.line, each.place.column, each.place.length) for each in findings] == [(*place, 3)], body
        assert (findings[0].place.excerpt or "")[place[1] - 1 :].startswith("tót")


def test_a_type_fault_inside_a_folded_condition_has_its_own_place(tmp_path: Path) -> None:
    """The compiler places its faults by the same map."""
    (tmp_path / "bo.yaml").write_text(cited("khi: >-\n  tốt\n  và mức ≥ “vừa”"), encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert model is not None
    _, typed = compile_ruleset(model)
    assert [each.place.line for each in typed] == [21]
    assert "vừa" in (typed[0].place.excerpt or "")[(typed[0].place.column or 0) - 1 :]


LINES = PLAIN.splitlines()
TITLED = test_canonical_titles.PLAIN.splitlines()
PIECES = [
    "",
    ":",
    "{",
    "}",
    "[",
    "]",
    ",",
    "'",
    "“",
    "&a",
    "- ",
    "  ",
    "kiểu: ",
    "như: a",
    "khi: ",
    "không",
    "%",
    "\t",
    "0",
]


@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_edit_makes_reading_fail(tmp_path: Path, data: st.DataObject) -> None:
    """However a ruleset is damaged, there is a model or a finding, and what has no error can be hashed and compiled."""
    text = data.draw(st.sampled_from([LINES, TITLED]))
    lines = list(text)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        start = data.draw(st.integers(0, len(lines[at])))
        end = data.draw(st.integers(start, min(len(lines[at]), start + 12)))
        piece = data.draw(st.sampled_from([*PIECES, *text[at].split()[:3]]))
        lines[at] = lines[at][:start] + piece + lines[at][end:]
    (tmp_path / "bo.yaml").write_text("\n".join(lines), encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert model is not None or findings
    for each in findings:
        assert each.text("vi")
        assert each.text("en")
    if model is not None:
        assert len(content_hash(model)) == 64
        assert all(each.text("vi") and each.text("en") for each in (*table_findings(model), *notes(model)))
        if not any(each.severity is Severity.ERROR for each in findings):
            compile_ruleset(model)
