"""The canonical layout of YAML: whatever a file looks like, its words and comments stay, and once is enough."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.source import yaml_tree
from thidua_rules.source.yaml_comments import read_commented
from thidua_rules.source.yaml_layout import WIDTH, write_commented
from thidua_rules.source.yaml_writing import quoted

WORDS = st.sampled_from(
    [
        "đạt",
        "a: b",
        "x # y",
        "- z",
        "tỷ lệ, %",
        "null",
        "12",
        "“mức” khá",
        "'t",
        '"u',
        "{v}",
        "đúng/sai",
        "ý " * 50 + "cuối",
    ]
)
KEYS = st.sampled_from(["tên", "khi", "căn cứ", "A.1", "x: y", "mức, bậc", "null", "điểm"])
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def laid_out(text: str) -> str:
    root, _ = read_commented(text)
    assert root is not None
    return write_commented(root)


def comments(text: str) -> Counter[str]:
    return Counter(read_commented(text)[1])


def plain(node: yaml_tree.Node | None) -> Any:
    """The texts of a tree, in the order of the file."""
    if isinstance(node, yaml_tree.Mapping):
        return [(key.text, plain(value)) for key, value in node]
    if isinstance(node, yaml_tree.Sequence):
        return [plain(each) for each in node.items]
    return node and (node.text, node.plain or not node.text)


def meaning(text: str) -> Any:
    """What a file says; of blank values, whether they are texts."""

    def blank_or_text(value: Any) -> Any:
        if isinstance(value, list):
            return [blank_or_text(each) for each in value]
        if isinstance(value, tuple) and isinstance(value[1], bool):
            return value[0]
        return (value[0], blank_or_text(value[1])) if isinstance(value, tuple) else value

    tree, found = yaml_tree.read(text)
    assert found == ()
    return blank_or_text(plain(tree))


class Author:
    """Somebody who writes YAML in whatever way comes to mind."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.told = draw, 0

    def chance(self) -> bool:
        return self.draw(st.integers(0, 3)) == 0

    def remark(self) -> str:
        self.told += 1
        return f"# ghi chú {self.told}"

    def between(self, indent: str) -> str:
        blank = "\n" * self.draw(st.integers(0, 2))
        return blank + (f"{indent}{self.remark()}\n" if self.chance() else "") + (blank if self.chance() else "")

    def tail(self) -> str:
        return self.draw(st.sampled_from([" ", "   "])) + self.remark() if self.chance() else ""

    def text(self, value: str) -> str:
        simple = value.replace("/", "").replace(" ", "").isalnum() and value != "null"
        return value if simple and not self.chance() else quoted(value)

    def flow(self, value: Any) -> str:
        if isinstance(value, str):
            return self.text(value)
        comma = self.draw(st.sampled_from([", ", ",  "]))
        if isinstance(value, list):
            return f"[{comma.join(map(self.flow, value))}]"
        return "{" + comma.join(f"{self.text(key)}: {self.flow(each)}" for key, each in value.items()) + "}"

    def value(self, value: Any, indent: str) -> str:
        """What stands behind a key or a dash, to the end of the line or further."""
        if isinstance(value, str) or not value or self.chance():
            if isinstance(value, str) and value.replace(" ", "").isalnum() and self.chance():
                return f" >-{self.tail()}\n{indent}     {value}\n"
            return f" {self.flow(value)}{self.tail()}\n"
        deeper = indent + " " * self.draw(st.integers(1, 5))
        return f"{self.tail()}\n{self.block(value, deeper)}"

    def block(self, value: Any, indent: str) -> str:
        heads = [("-", each) for each in value] if isinstance(value, list) else []
        heads = heads or [(f"{self.text(key)}:", each) for key, each in value.items()]
        lines = "".join(f"{self.between(indent)}{indent}{head}{self.value(each, indent)}" for head, each in heads)
        return lines + self.between(indent)


@st.composite
def files(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    data = draw(st.dictionaries(KEYS, DATA, min_size=1, max_size=4))
    return data, Author(draw).block(data, "")


@settings(max_examples=examples(40))
@given(files())
def test_words_and_comments_of_any_file_stay(file: tuple[dict[str, Any], str]) -> None:
    """However a file is indented, quoted, wrapped and commented, nothing of it is lost, and a second time is idle."""
    _, text = file
    after = laid_out(text)
    assert meaning(after) == meaning(text)
    assert comments(after) == comments(text)
    assert laid_out(after) == after


@settings(max_examples=examples(15))
@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=4), st.data())
def test_indentation_and_quotes_make_no_difference(data: dict[str, Any], draws: st.DataObject) -> None:
    """Two authors who write the same in blocks, without comments and blank lines, get the same file."""

    def written(deep: int, text: Any, value: Any, indent: str = "") -> str:
        if isinstance(value, str) or not value:
            return f" {text(value) if isinstance(value, str) else '[]' if isinstance(value, list) else '{}'}\n"
        heads = [("-", each) for each in value] if isinstance(value, list) else []
        heads = heads or [(f"{text(key)}:", each) for key, each in value.items()]
        deeper = indent + " " * deep
        return "\n" + "".join(f"{indent}{head}{written(deep, text, each, deeper)}" for head, each in heads)

    author = Author(draws.draw)
    one, other = written(2, quoted, data), written(draws.draw(st.integers(1, 6)), author.text, data)
    assert laid_out(one) == laid_out(other)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n    - b\n", "a:\n  - b\n"),
        ("a:\n- b\n- c: 1\n  d: 2\n", "a:\n  - b\n\n  - c: 1\n    d: 2\n"),
        ("a: 'đạt'\nb: \"a: b\"\nc: ''\n", "a: đạt\nb: 'a: b'\nc: ''\n"),
        ("a: {b: 1,\n    c: 2}   # cả hai\n", "a: {b: 1, c: 2}  # cả hai\n"),
        ("a: {b: 1, # một\n    c: 2}\n", "a:\n  b: 1  # một\n  c: 2\n"),
        ("a:\n  -\n    # về b\n    b: 1\n", "a:\n  # về b\n  - b: 1\n"),
        ("a:\n  b: 1\n  # hết a\nc: 2\n", "a:\n  b: 1\n  # hết a\n\nc: 2\n"),
        ("# đầu tệp\n\n\n\n# về a\na: 1\n\n\nb: 2\n", "# đầu tệp\n\n# về a\na: 1\n\nb: 2\n"),
        ("a: một\n  hai\n", "a: một hai\n"),
        ("a: >-  # gập\n     một\n     hai\nb: |\n   x\n     y\n", "a: >-  # gập\n  một\n  hai\nb: |\n  x\n    y\n"),
        ("? >-\n    khoá\n    dài\n: 1\n", "? >-\n  khoá\n  dài\n: 1\n"),
        ("a: \u0065\u0302\n", "a: \u00ea\n"),
        ("a:\n", "a:\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    ],
)
def test_the_layout(before: str, after: str) -> None:
    """One way to write each thing."""
    assert laid_out(before) == after
    assert laid_out(after) == after


def test_long_lines_are_broken() -> None:
    """A long text is folded, a long mapping in braces goes on below, and what is too long in a folded text moves on."""
    long = "chữ " * 40 + "hết"
    text = f"a: {long}\nb: {{{', '.join(f'khoá số {each}: giá trị' for each in range(9))}}}\nc: >-\n  {long}\n  thêm\n"
    after = laid_out(text)
    assert max(map(len, after.splitlines())) <= WIDTH
    assert meaning(after) == meaning(text)
    assert after.splitlines()[0] == "a: >-"
    assert after.splitlines()[-1].endswith("hết thêm")
