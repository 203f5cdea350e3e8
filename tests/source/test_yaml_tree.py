"""The YAML tree: every scalar is text at its exact place, and nothing dangerous or cut passes in silence."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import Collector
from thidua_rules.source.yaml_tree import Mapping, Node, Scalar, Sequence, read
from thidua_rules.source.yaml_writing import write_yaml


def codes(source: str | Path | bytes) -> list[str]:
    """The codes of everything wrong with a source."""
    return [each.code for each in read(source)[1]]


def plain(node: Node | None) -> object:
    """The tree as lists, dicts and texts."""
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node}
    return [plain(each) for each in node.items] if isinstance(node, Sequence) else node.text if node else None


def test_every_scalar_is_text() -> None:
    """Numbers, dates, booleans and codes with leading zeros stay as written; null is the empty text."""
    node, found = read("1.1: 0123\n1.10: no\nd: 2021-03-02\nn: null\nt: ~\nq: 'null'\n")
    assert found == ()
    assert plain(node) == {"1.1": "0123", "1.10": "no", "d": "2021-03-02", "n": "", "t": "", "q": "null"}


def test_places_are_exact() -> None:
    """A scalar knows file, line, column, length and its whole line."""
    node, _ = read("a:\r\n  tỷ lệ: 98,5%\r\n", name="x.yaml")
    assert isinstance(node, Mapping)
    inner = node.entries[0][1]
    assert isinstance(inner, Mapping)
    key, value = inner.entries[0]
    assert (key.place.line, key.place.column, key.place.length) == (2, 3, 5)
    assert isinstance(value, Scalar)
    assert (value.place.file, value.place.line, value.place.column, value.place.length) == ("x.yaml", 2, 10, 5)
    assert value.place.excerpt == "  tỷ lệ: 98,5%"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a:\n\tb: 1", "YAML-02"),
        ("a: 1\n\u00a0\u00a0b: 1", "YAML-02"),
        ("a: 1\n  b: 2", "YAML-03"),
        ("a:\n  b: 2\n c: 3", "YAML-03"),
        ("a: b: c", "YAML-04"),
        ("a: %x", "YAML-05"),
        ("a: 'x", "YAML-06"),
        ("a: [1, 2", "YAML-07"),
        ("a: 1\nb\n", "YAML-08"),
        ('a: "\\q"', "YAML-09"),
        ('a: "\\UFFFFFFFF"', "YAML-09"),
        ("a: \x01", "YAML-10"),
        ("a: &x 1", "YAML-11"),
        ("a: *x", "YAML-11"),
        ("a: 1\n---\nb: 2", "YAML-13"),
        ("a: !!python/object:os.system x", "YAML-14"),
        ("a: nv #5", "YAML-15"),
        ("a: “x # y”", "YAML-15"),
        ("{tỷ lệ: 98,5%}", "YAML-16"),
        ("a: [98,5%]", "YAML-16"),
        ("hòa: 1\nHoà: 2", "YAML-17"),
        ("? [a]\n: 1", "YAML-18"),
        (": 1", "YAML-19"),
        ("<<: 1", "YAML-20"),
        ("a: {98}", "YAML-21"),
        ("", "FILE-06"),
        ("# chú thích\n", "FILE-06"),
    ],
)
def test_each_fault_has_its_code(source: str, expected: str) -> None:
    """Each way to go wrong is its own located error, in both languages."""
    found = read(source, name="x.yaml")[1]
    assert [each.code for each in found] == [expected]
    assert found[0].place.file == "x.yaml"
    assert found[0].place.line is not None or expected in ("FILE-06", "YAML-09")
    assert found[0].text("vi") != found[0].text("en")


def test_faults_that_hide_nothing_come_together() -> None:
    """Tags, anchors and duplicate keys are all reported, with the rest of the tree."""
    node, found = read("a: &x 1\na: 2\nb: !t 3\nc: 4")
    assert sorted(each.code for each in found) == ["YAML-11", "YAML-14", "YAML-17"]
    assert plain(node) == {"a": "1", "b": "3", "c": "4"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_endless_depth_is_refused_at_the_limit(opening: str) -> None:
    """A 10,000-deep file in any style is an error at level 51, never a RecursionError."""
    found = read(opening * 10_000)[1]
    assert [each.code for each in found] == ["YAML-12"]


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A 100 MB file is refused by its size alone."""
    path = tmp_path / "lon.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    assert codes(path) == ["FILE-04"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("a: tỷ lệ".encode("utf-16"), "UTF-16"),
        ("a: b".encode("utf-16-le"), "UTF-16"),
        (b"t\xean: \xf0\xf4i \xfd \xf5", "Windows-1258"),
        (b"t\xaan: Th\xcbt l\xb5 \xae\xb9t", "TCVN3"),
    ],
)
def test_other_encodings_are_named(content: bytes, name: str) -> None:
    """What is not UTF-8 is an error that names the likely encoding."""
    found = read(content)[1]
    assert [each.code for each in found] == ["FILE-05"]
    assert name in found[0].message()


def test_byte_order_mark_and_decomposed_text_are_read() -> None:
    """A BOM is dropped; NFD spellings of one key are one key."""
    assert plain(read("\ufeffa: 1".encode())[0]) == {"a": "1"}
    assert codes("tỷ lệ: 1\nty\u0309 le\u0323\u0302: 2") == ["YAML-17"]


def test_comments_and_commas_that_cut_nothing_are_fine() -> None:
    """Ordinary comments, lists and blocks with decimal commas are read without complaint."""
    source = "a: 98,5% # một chú thích\nb: [x, 3, 4]\nc: {d: , e: 1}\nf: '98,5% #1'\n"
    node, found = read(source)
    assert found == ()
    assert plain(node) == {"a": "98,5%", "b": ["x", "3", "4"], "c": {"d": "", "e": "1"}, "f": "98,5% #1"}


_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)


@given(st.dictionaries(st.integers(), _TEXTS | st.lists(_TEXTS, max_size=3), max_size=4, min_size=1))
@settings(max_examples=examples(150), deadline=None)
def test_what_is_written_is_read(data: dict[int, object]) -> None:
    """Any texts, written as YAML, are read back exactly."""
    named = {f"k{key}": value for key, value in data.items()}
    node, found = read(write_yaml(named))
    assert found == ()
    assert plain(node) == named


@given(st.text(st.sampled_from("ab:,-[]{}#&*!|>'\"%@`? \n\t<~\\\u00a0\ufeff\x85"), max_size=30))
@settings(max_examples=examples(400), deadline=None)
def test_no_text_makes_it_raise(source: str) -> None:
    """Whatever stands in a file, reading returns a tree or faults."""
    node, found = read(source)
    assert node is not None or found


def test_what_follows_from_a_refused_tag_is_left_out() -> None:
    """Where a tag or an alias was refused no value stands, so that nothing more is told about that place."""
    found = Collector()
    node, faults = read("tên: !!set [a]\nb: *x\nc: ''\n")
    found.extend(faults)
    assert isinstance(node, Mapping)
    for _, value in node:
        found.add("SET-05", value.place)
    assert [(each.code, each.place.line) for each in found.items] == [("YAML-14", 1), ("YAML-11", 2), ("SET-05", 3)]
