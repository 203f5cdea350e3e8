"""Rulesets that inherit: what is composed, what may be set anew, what is refused."""

from pathlib import Path

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.ruleset.model import RulesetModel
from thidua_rules.ruleset.reading import read_ruleset

PARENT = """\
bộ quy tắc: luat/2020
tên: Bộ cha
hiệu lực: {từ: 2020-01-01, đến: }
văn bản:
  luat: {số hiệu: 1/L, mục: {Đ1: điều một}}
tham số:
  mốc: {kiểu: phần trăm, giá trị: 90%, căn cứ: luat Đ1}
từ vựng:
  tập thể:
    tỷ lệ chi: {kiểu: phần trăm, từ: 0%, đến: 100%}
tiêu chí:
  A: {cho: tập thể, tên: A, căn cứ: luat Đ1, khi: tỷ lệ chi ≥ mốc}
"""
CHILD = """\
bộ quy tắc: bo/2021
tên: Bộ con
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
kế thừa: [luat/2020]
"""


def read(root: Path, **texts: str) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """Write each text as `<name>.yaml` (`__` for a folder) under the root, and read `bo/2021`."""
    for name, text in texts.items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_ruleset(root / "bo" / "2021.yaml")


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    """The codes of the findings."""
    return [each.code for each in findings]


def test_a_child_adds_to_what_it_inherits(tmp_path: Path) -> None:
    """Documents, types, fields and criteria of parent and child are one ruleset, and either may use the other's."""
    child = f"""{CHILD}
từ vựng:
  tập thể: {{tốt: đúng/sai}}
  tổ: {{thuộc về: {{kiểu: thuộc tập thể, chiều ngược: tổ}}}}
tiêu chí:
  B: {{cho: tập thể, căn cứ: luat Đ1, khi: đạt A và tốt và tỷ lệ chi > mốc}}
"""
    model, findings = read(tmp_path, luat__2020=PARENT, bo__2021=child)
    assert findings == ()
    assert model is not None
    assert [each.root.code for each in model.criteria] == ["A", "B"]
    assert [each.name for each in model.vocabulary.types[0].fields] == ["tên", "tỷ lệ chi", "tốt"]
    assert (model.id, model.parents) == ("bo/2021", ("luat/2020",))


def test_a_child_sets_a_parameter_anew(tmp_path: Path) -> None:
    """A parameter named again without `kiểu` keeps its type and gets the child's value and citation."""
    child = f"{CHILD}tham số:\n  mốc: {{giá trị: 95%, căn cứ: luat Đ1}}\n"
    model, findings = read(tmp_path, luat__2020=PARENT, bo__2021=child)
    assert findings == ()
    assert model is not None
    assert [(each.name, each.values) for each in model.parameters] == [("mốc", ((None, 95),))]


def test_what_is_inherited_cannot_be_declared_again(tmp_path: Path) -> None:
    """A parameter with `kiểu`, a code, a field or a document that the parent has is an error at the child's place."""
    child = f"""{CHILD}văn bản:
  luat: {{số hiệu: 2/L}}
tham số:
  mốc: {{kiểu: số, giá trị: 1, căn cứ: luat Đ1}}
từ vựng:
  tập thể: {{tỉ lệ chi: số}}
tiêu chí:
  A: {{cho: tập thể, căn cứ: luat Đ1, khi: tỷ lệ chi > 1%}}
"""
    _, findings = read(tmp_path, luat__2020=PARENT, bo__2021=child)
    assert codes(findings) == ["DOC-01", "PARAM-02", "VOC-08", "RULE-10"]
    assert all((each.place.file or "").endswith("2021.yaml") for each in findings)
    assert all("2020.yaml:" in each.message() for each in findings)


def test_names_are_declared_once_in_all_files(tmp_path: Path) -> None:
    """In two files of one folder, a parameter, a quantity or a document declared twice is told with both places."""
    (tmp_path / "a.yaml").write_text(PARENT, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        """\
văn bản:
  luat: {số hiệu: 1/L, mục: {Đ1: điều một}}
tham số:
  Mốc: {kiểu: phần trăm, giá trị: 90%, căn cứ: luat Đ1}
đại lượng:
  x: {cho: tập thể, kiểu: phần trăm, tính: tỷ lệ chi}
xếp hạng:
  X: {cho: tập thể, trong: tỷ lệ chi, theo: x giảm dần}
""",
        encoding="utf-8",
    )
    _, findings = read_ruleset(tmp_path)
    assert codes(findings) == ["DOC-01", "PARAM-01", "RULE-21"]


def test_a_document_shared_by_two_parents_is_one(tmp_path: Path) -> None:
    """Two inherited rulesets may declare the same document alike."""
    other = PARENT.replace("luat/2020", "khac/2020").replace("mốc", "mốc hai").replace("  A:", "  Z:")
    other = other.replace("    tỷ lệ chi:", "    tỷ lệ chi hai:").replace("khi: tỷ lệ chi", "khi: tỷ lệ chi hai")
    child = CHILD.replace("[luat/2020]", "[luat/2020, khac/2020]")
    model, findings = read(tmp_path, luat__2020=PARENT, khac__2020=other, bo__2021=child)
    assert findings == ()
    assert model is not None
    assert [each.id for each in model.documents] == ["luat"]


def test_what_two_parents_inherit_is_read_once(tmp_path: Path) -> None:
    """A ruleset that is reached on two ways counts once."""
    middle = "bộ quy tắc: {}/2020\ntên: Giữa\nhiệu lực: {{từ: 2020-01-01, đến: }}\nkế thừa: [luat/2020]\n"
    child = CHILD.replace("[luat/2020]", "[m/2020, n/2020]")
    texts = {"m__2020": middle.format("m"), "n__2020": middle.format("n")}
    model, findings = read(tmp_path, luat__2020=PARENT, bo__2021=child, **texts)
    assert findings == ()
    assert model is not None
    assert [each.root.code for each in model.criteria] == ["A"]


def test_a_circle_is_printed(tmp_path: Path) -> None:
    """Rulesets that inherit each other are refused, and the message walks the circle."""
    parent = PARENT.replace("văn bản:", "kế thừa: [bo/2021]\nvăn bản:", 1)
    _, findings = read(tmp_path, luat__2020=parent, bo__2021=CHILD)
    assert "SET-17" in codes(findings)
    (circle,) = (each for each in findings if each.code == "SET-17")
    assert "bo/2021 → luat/2020 → bo/2021" in circle.message()


def test_a_ruleset_that_inherits_itself_is_refused(tmp_path: Path) -> None:
    """The shortest circle is found too, by identifier and by path."""
    for reference in ("bo/2021", "./2021.yaml"):
        _, findings = read(tmp_path, bo__2021=CHILD.replace("[luat/2020]", reference))
        assert [(each.code, each.place.line) for each in findings] == [("SET-17", 4)]


def test_validity_of_the_parent_is_compared(tmp_path: Path) -> None:
    """A parent in force for a part of the child's validity only is a warning."""
    parent = PARENT.replace("{từ: 2020-01-01, đến: }", "{từ: 2020-01-01, đến: 2021-06-30}")
    model, findings = read(tmp_path, luat__2020=parent, bo__2021=CHILD)
    assert codes(findings) == ["SET-19"]
    assert model is not None


def test_a_validity_that_cannot_be_read_is_compared_with_none(tmp_path: Path) -> None:
    """A date in another form is one fault, with the right form; nothing follows from it."""
    _, findings = read(tmp_path, luat__2020=PARENT, bo__2021=CHILD.replace("từ: 2021-01-01", "từ: 1/1/2021"))
    assert codes(findings) == ["SET-11"]
    assert "`01/01/2021`" in findings[0].text()


def test_a_parent_that_cannot_be_read_is_told_where_it_is_named(tmp_path: Path) -> None:
    """The fault of the parent's file and the place of `kế thừa` are both told."""
    texts = {"luat__2020": PARENT.replace("luat/2020", '"luat/2020"', 1)}
    _, findings = read(tmp_path, bo__2021=CHILD, **texts)
    assert findings == ()
    (tmp_path / "luat" / "2020.yaml").write_bytes(PARENT.encode("utf-16"))
    _, findings = read_ruleset(tmp_path / "bo" / "2021.yaml")
    assert codes(findings) == ["SET-20"]
    _, findings = read(tmp_path, bo__2021=CHILD.replace("[luat/2020]", "../luat/2020.yaml"))
    assert codes(findings) == ["FILE-05", "SET-18"]
