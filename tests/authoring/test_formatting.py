"""Laying out rulesets: the same rules, every comment, nothing else than layout; and nothing at all where in doubt."""

import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import thidua_rules
from tests.authoring.small import RULES, scenario, write_rules, write_scenarios
from tests.profiles import EVERYDAY, examples
from thidua_rules.api import load
from thidua_rules.authoring import formatting
from thidua_rules.authoring.formatting import canonical_layout, format_rulesets
from thidua_rules.authoring.key_order import ORDERS
from thidua_rules.diagnostics import UsageError
from thidua_rules.ruleset.files.keys import FACT_TYPE, FORMS
from thidua_rules.source import yaml_tree
from thidua_rules.source.yaml_comments import read_commented

SHIPPED = Path(thidua_rules.__file__).parents[1] / "rulesets"
VARIED = ("danh-gia/2026/cong-chuc.yaml", "luat/2025/tien-thuong.yaml", "chung/danh-hieu", "btnmt/2024")
"""Shipped rulesets, or files of them, that among them have every kind of layout; in a deeper profile all are tried."""


def formatted(folder: Path) -> None:
    for each in format_rulesets([folder]):
        assert each.findings == ()
        each.write()


def comments(path: Path) -> Counter[str]:
    return Counter(read_commented(path.read_text(encoding="utf-8"))[1])


@pytest.mark.parametrize("part", VARIED)
def test_shipped_rulesets_keep_their_hash_and_comments(part: str) -> None:
    """None is refused, which would be the case if the hash changed; all comments stay; once is enough."""
    paths = [SHIPPED] if settings().max_examples > EVERYDAY else [SHIPPED / part]
    for each in format_rulesets(paths):
        assert each.findings == (), each.path
        assert each.after is not None
        after = each.after.decode()
        assert Counter(read_commented(after)[1]) == comments(each.path)
        assert canonical_layout(after) == after


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the small ruleset and a scenario."""
    write_rules(tmp_path / "bo")
    write_scenarios(tmp_path / "bo", scenario("a: {A: đạt}"))
    return tmp_path / "bo"


@settings(max_examples=examples(10))
@given(st.integers(0, 2**32))
def test_any_order_of_keys_gives_one_layout(seed: int) -> None:
    """The small ruleset, with the keys of its rules and of its fields in whatever order, and another indentation."""
    deal = random.Random(seed)

    def said(node: yaml_tree.Node, indent: str, mix: bool) -> str:
        if isinstance(node, yaml_tree.Scalar):
            return f" {node.text}\n"
        assert isinstance(node, yaml_tree.Mapping)
        entries = deal.sample(node.entries, len(node.entries)) if mix else list(node.entries)
        if any(isinstance(value, yaml_tree.Mapping) for _, value in entries) or indent == "":
            inner = ((key, said(value, indent + "   ", key.text in _RULES or mix)) for key, value in entries)
            return "\n" + "".join(f"{indent}{key.text}:{text}" for key, text in inner)
        return " {" + ",   ".join(f"{key.text}:{said(value, '', True).rstrip()}" for key, value in entries) + "}\n"

    text = RULES.format(id="thu/2021", least=50)
    tree, _ = yaml_tree.read(text)
    assert tree is not None
    written = said(tree, "", False).lstrip("\n")
    once, other = canonical_layout(written), canonical_layout(said(tree, "", False).lstrip("\n"))
    assert isinstance(once, str)
    assert once == other
    assert canonical_layout(once) == once


_RULES = ("A", "B", "điểm tối thiểu", "điểm", "số người", "điểm còn thiếu", "hiệu lực")


def test_every_key_of_the_language_has_a_place() -> None:
    """The keys of each form stand together in one of the orders; those of a type stand where their author put them."""
    lacking = [form for form in FORMS if len(form.keys) > 1 and not any({*form.keys} <= {*order} for order in ORDERS)]
    assert lacking == [FACT_TYPE]


def test_the_order_of_the_reference(home: Path) -> None:
    """Who, what, on what ground, when: and what an author says of it stands with its key."""
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8")
    mixed = text.replace(
        "    cho: tập thể\n    tên: Đủ điểm\n", "    # tên này\n    tên: Đủ điểm  # đủ\n    cho: tập thể\n"
    )
    path.write_text(mixed, encoding="utf-8")
    before = load(home).hash
    formatted(home)
    after = path.read_text(encoding="utf-8")
    assert "  A:\n    cho: tập thể\n    # tên này\n    tên: Đủ điểm  # đủ\n    căn cứ: vb-1 A\n    khi:" in after
    assert load(home).hash == before
    assert not any(each.changed for each in format_rulesets([home]))


def test_names_are_no_keys() -> None:
    """Fields called `đến` or `kiểu` are names of somebody's, and stay where they are, unlike the keys below them."""
    after = canonical_layout("từ vựng:\n  người:\n    đến: {từ: 1, kiểu: số}\n    từ: ngày\n    kiểu: chữ\n")
    assert after == "từ vựng:\n  người:\n    đến: {kiểu: số, từ: 1}\n    từ: ngày\n    kiểu: chữ\n"


def test_a_ruleset_with_faults_is_left_as_it_is(home: Path) -> None:
    """Its located faults are told, and none of its files is touched; nor is a file of scenarios with faults."""
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("khi: điểm ≥", "khi:   điểm số ≥", 1)
    path.write_text(text, encoding="utf-8")
    (only,) = format_rulesets([home])
    assert [(each.code, each.place.line) for each in only.findings] == [("COND-23", 25)]
    only.write()
    assert path.read_text(encoding="utf-8") == text
    scenarios = write_scenarios(home, "tình huống:\n  - x\n")
    (only,) = format_rulesets([scenarios])
    assert [each.code for each in only.findings] == ["TEST-03"]


def test_a_layout_that_changes_the_hash_is_not_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the reason, of which there should be none."""
    monkeypatch.setattr(formatting, "canonical_layout", lambda text, name: text.replace("50", "51"))
    (only,) = format_rulesets([home])
    assert [each.code for each in only.findings] == ["FMT-01"]
    assert only.after is None


def test_a_layout_that_loses_a_comment_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor one that loses a word."""
    monkeypatch.setattr(formatting, "write_commented", lambda root: "tên: x\n")
    for text in ("tên: x  # ghi\n", "tên: y\n"):
        found = canonical_layout(text)
        assert not isinstance(found, str)
        assert found.code == "FMT-02"


def test_paths_without_rulesets_are_faults_of_use(tmp_path: Path) -> None:
    """A path that is not there, and a folder with nothing in it."""
    for path, code in ((tmp_path / "không", "USE-01"), (tmp_path, "FMT-03")):
        with pytest.raises(UsageError) as caught:
            format_rulesets([path])
        assert [each.code for each in caught.value.diagnostics] == [code]


def test_rulesets_below_a_folder_are_found(home: Path) -> None:
    """Each in its folder, with its scenarios; a file alone stands for itself."""
    write_rules(home.parent / "hai" / "bo", "hai/2021")
    names = [each.path.relative_to(home.parent).as_posix() for each in format_rulesets([home.parent])]
    assert names == ["bo/bo.yaml", "bo/thu.tinh-huong.yaml", "hai/bo/bo.yaml"]
    assert [each.path for each in format_rulesets([home / "bo.yaml"])] == [home / "bo.yaml"]
