"""Where the cursor is is found from the text before it alone, as the tree of the whole text has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import thidua_rules
from tests.profiles import examples
from thidua_rules.editor.cursor import Steps, cursor_at
from thidua_rules.editor.pages import Page
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_tree import Mapping, Node, Scalar, Sequence

SHIPPED = Path(thidua_rules.__file__).parents[1] / "rulesets"
FILES = sorted(SHIPPED.rglob("*.yaml"), key=lambda path: path.stat().st_size)


def marked(text: str) -> tuple[Steps, str, str]:
    """The path, role and letters at the `|` of a text."""
    offset = text.index("|")
    found = cursor_at(text.replace("|", "", 1), offset)
    return found.path, found.role, found.begun


RULE = "tiêu chí:\n  T2:\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đ|", ((), "key", "đ")),
        ("tên: Bộ |", (("tên",), "value", "Bộ ")),
        ("hiệu lực: {từ: 2021-01-01, đ|", (("hiệu lực",), "key", "đ")),
        ("hiệu lực: {từ: 20|", (("hiệu lực", "từ"), "value", "20")),
        (f"{RULE}    khi: tỷ lệ ho|\n    tên: x\n", (("tiêu chí", "T2", "khi"), "value", "tỷ lệ ho")),
        (f"{RULE}    khi: a ≥ 1\n    yêu c|", (("tiêu chí", "T2"), "key", "yêu c")),
        (f"{RULE}    yêu cầu:\n      |", (("tiêu chí", "T2", "yêu cầu"), "key", "")),
        (f"{RULE}    khi: x thuộc {{1; 2}} và |", (("tiêu chí", "T2", "khi"), "value", "x thuộc {1; 2} và ")),
        (
            f"{RULE}    yêu cầu: {{a: {{khi: x thuộc {{1; 2|",
            (("tiêu chí", "T2", "yêu cầu", "a", "khi"), "value", "x thuộc {1; 2"),
        ),
        (f"{RULE}    khi: >-\n      a và\n      b|", (("tiêu chí", "T2", "khi"), "value", "b")),
        (f"{RULE}    khi: a và\n      b|", (("tiêu chí", "T2", "khi"), "value", "b")),
        (f"{RULE}    căn cứ: [a Đ1, b|", (("tiêu chí", "T2", "căn cứ", 1), "value", "b")),
        (f"{RULE}    ưu tiên:\n      - là nữ\n      - t|", (("tiêu chí", "T2", "ưu tiên", 1), "value", "t")),
        (f"{RULE}  T|", (("tiêu chí",), "key", "T")),
        (f"{RULE}    # ghi: chú\n    k|", (("tiêu chí", "T2"), "key", "k")),
        (
            "tình huống:\n  - tên: a\n    hồ sơ:\n      x:\n        - {mã: a, đi|",
            (("tình huống", 0, "hồ sơ", "x", 0), "key", "đi"),
        ),
        ("tình huống:\n- tên: a\n- tên: b\n  kỳ|", (("tình huống", 1), "key", "kỳ")),
        ('"tên": "a: b|', (("tên",), "value", '"a: b')),
    ],
)
def test_what_is_being_written(text: str, found: tuple[Steps, str, str]) -> None:
    """Keys and values in blocks, in brackets, in texts over several lines, after comments, with all else missing."""
    assert marked(text) == found


def scalars(node: Node, at: Steps = ()) -> Iterator[tuple[Steps, Scalar, bool]]:
    """Each key with the path of its mapping, each other text with its own path; whether it is a key."""
    if isinstance(node, Mapping):
        for key, below in node:
            yield at, key, True
            yield from scalars(below, (*at, key.text))
    elif isinstance(node, Sequence):
        for number, each in enumerate(node.items):
            yield from scalars(each, (*at, number))
    elif node.text:
        yield at, node, False


def test_the_path_is_that_of_the_tree() -> None:
    """After the first letter of every key and value of shipped files the path is the one that the whole file has."""
    wrong = []
    for path in FILES[5 :: max(1, 900 // examples(30))]:
        text = path.read_text(encoding="utf-8")
        root, _ = read_kept(text, str(path))
        assert root is not None
        page = Page(text)
        for at, scalar, key in list(scalars(root))[:: max(1, 1500 // examples(30))]:
            start, _ = page.span(scalar.place)
            found = cursor_at(text, start + 1)
            if text[start] in "|>":
                continue  # the sign before a block of text
            # a word that a list begins with may come to be a key or not
            same = found.path == at or (not key and found.role == "key" and found.path == at[:-1])
            if not same or (key and found.role != "key" and not isinstance((at or ("",))[-1], int)):
                wrong.append((path.name, scalar.place.line, at, found))
    assert wrong == []
