"""What may be written where the cursor is: keys of the language, declared names, codes, clauses, values."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Literal

from attrs import frozen

from thidua_rules.authoring.scenarios import STATUS_WORDS
from thidua_rules.authoring.schema import description
from thidua_rules.conditions.names import COMPARISONS, KEYWORDS
from thidua_rules.editor.cursor import Cursor, cursor_at
from thidua_rules.editor.desk import Desk, root_of
from thidua_rules.editor.symbols import Declared, Occurrence, SymbolKind, named
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.files.catalogue import list_rulesets
from thidua_rules.ruleset.files.structure import SECTION_KEYS, STANDINGS, Standing
from thidua_rules.source.text import fold, fold_syllable, normalize, strip_marks
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

Sort = Literal["key", "name", "type", "code", "document", "clause", "word", "value"]
MOST = 200
"""So many completions are offered; whoever writes on gets the others."""

_CODE_WORD = re.compile(r"(?:^|\s)(?:đạt|đủ chuẩn|chỉ tiêu|điểm mục|tối đa mục)\s+[^\s]*$", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?P<before>.*)(?:[≥≤=≠<>]|\b(?:là|bằng|khác|ít nhất|không quá)\b|\bthuộc\s*{[^}]*?)\s*[“\"]?[^“”\"{};]*$",
    re.DOTALL,
)
_SIGNS = '({[“";,×+−/=<>≥≤≠-'
_BEGINNING = re.compile(rf"(?:^|(?<=[\s{re.escape(_SIGNS)}]))[^\s{re.escape(_SIGNS)}]")
_QUESTION = ("ngày xét", "kỳ xét", "năm xét")
_DOSSIER_KEYS = ("đầy đủ", "chưa đầy đủ")
_SAID = ("đúng", "sai")


@frozen
class Completion:
    """One text that may be meant: it takes the place of the letters from `start` to `end` (offsets)."""

    label: str
    text: str
    sort: Sort
    start: int
    end: int
    detail: str = ""
    about: str = ""


@frozen
class _Offer:
    label: str
    sort: Sort
    detail: str = ""
    about: str = ""
    text: str = ""


def complete(desk: Desk, path: Path, offset: int, lang: str = "vi") -> tuple[Completion, ...]:
    """What may be written at an offset, the likeliest first."""
    text = desk.text(path)
    cursor = cursor_at(text, offset)
    declared = desk.declared(path)
    beginnings = _beginnings(cursor.begun)
    found: list[tuple[tuple[bool, int, int], Completion]] = []
    for each in _offers(cursor, root_of(path), declared, lang):
        taken = _taken(beginnings, each.label)
        if taken is not None:
            written = each.text or each.label
            completion = Completion(each.label, written, each.sort, offset - taken, offset, each.detail, each.about)
            # the values of what is compared, then what more was written of, and of codes the shorter
            rank = each.sort != "value", -taken, len(each.label) if each.sort == "code" else 0
            found.append((rank, completion))
    found.sort(key=lambda one: one[0])
    return tuple({(each.label, each.text): each for _, each in reversed(found)}.values())[: -MOST - 1 : -1]


def _beginnings(begun: str) -> list[tuple[int, str, str]]:
    """The last letters that may be the beginning of what is meant: how many, folded, and without marks."""
    starts = [found.start() for found in _BEGINNING.finditer(begun)]
    found = [(len(begun) - start, fold(begun[start:]), strip_marks(fold(begun[start:]))) for start in starts]
    return found if begun[-1:].strip() and begun[-1:] not in _SIGNS else [*found, (0, "", "")]


def _taken(beginnings: list[tuple[int, str, str]], label: str) -> int | None:
    """How many of the last letters begin the label; None if other letters do."""
    wanted = fold(label)
    plain = strip_marks(wanted)
    return next((n for n, said, bare in beginnings if wanted.startswith(said) or plain.startswith(bare)), None)


def _offers(cursor: Cursor, root: str, declared: Declared, lang: str) -> Iterator[_Offer]:
    if root == "scenarios" and len(cursor.path) > 2 and cursor.path[2] in ("hồ sơ", "mong đợi"):
        yield from _scenario(cursor, declared)
        return
    here = cursor.standing(root)
    if cursor.role == "key":
        yield from _keys(here, lang)
        if here.named == "result":
            yield from _condition(cursor, declared)
        elif here.named in ("addition", "replacement"):
            yield from _all(declared, "code", "name")
        elif here.named == "text" and cursor.path[:1] == ("không mã hoá",):
            yield from _clauses(cursor, declared)
        if here.text is None:
            return
    for word in here.words:
        yield _Offer(word, "word")
    yield from _text(here, cursor, declared)


def _keys(here: Standing, lang: str) -> Iterator[_Offer]:
    for form in here.forms:
        for key in form.keys:
            if key not in form.idle:
                block = STANDINGS[here.below(key)].text is None
                tail = ":" if block and form is SECTION_KEYS else ": "
                yield _Offer(key, "key", about=description(form, key, lang), text=f"{key}{tail}")


def _text(here: Standing, cursor: Cursor, declared: Declared) -> Iterator[_Offer]:
    match here.text:
        case "condition":
            yield from _condition(cursor, declared)
        case "citation":
            yield from _clauses(cursor, declared)
        case "type":
            yield from _all(declared, "type")
        case "kind":
            for kind in Kind:
                if kind is not Kind.REFERENCE:
                    yield _Offer(kind.value, "word")
            for each in declared.all("type"):
                yield _Offer(f"thuộc {each.shown}", "type")
        case "field":
            yield from _all(declared, "name")
        case "title":
            yield from (each for each in _all(declared, "code") if "." not in each.label)
        case "code":
            yield from _all(declared, "code", "name")
        case "ruleset":
            for summary in list_rulesets():
                yield _Offer(summary.id, "value", summary.title)


def _condition(cursor: Cursor, declared: Declared) -> Iterator[_Offer]:
    if _CODE_WORD.search(cursor.begun):
        yield from _all(declared, "code")
        return
    compared = _COMPARED.match(cursor.begun)
    if compared is not None:
        options = list(_options(compared["before"], declared))
        quote = "" if re.search(r"[“\"][^”\"]*$", cursor.begun) else "“"
        yield from (_Offer(each, "value", text=f"{quote}{each}”") for each in options)
    yield from _all(declared, "name")
    yield from (_Offer(each, "name") for each in _QUESTION)
    words = dict.fromkeys(chain((words for _, words in KEYWORDS.values()), COMPARISONS))
    yield from (_Offer(each, "word") for each in words)


def _options(before: str, declared: Declared) -> Iterator[str]:
    """The grades or choices of the field that a comparison begins with: the longest declared name at its end."""
    syllables = [fold_syllable(each) for each in normalize(re.split(r"[({;,]", before)[-1]).split(" ")]
    for start in range(len(syllables)):
        found = declared.symbols.get(("name", " ".join(syllables[start:])))
        if found:
            for each in found:
                yield from options_of(each, declared)
            return


def options_of(occurrence: Occurrence, declared: Declared) -> tuple[str, ...]:
    """The values that the declaration of a field lists: grades, choices, titles, or true and false."""
    node = occurrence.node
    said = {fold(key.text): below for key, below in node} if isinstance(node, Branch) else {}
    kind = node.text if isinstance(node, Scalar) else _scalar(said.get(fold("kiểu")))
    if fold(kind) == fold(Kind.BOOLEAN.value):
        return _SAID
    if fold(kind) == fold(Kind.TITLE.value):
        return tuple(each.shown for each in declared.all("code") if each.home == "danh hiệu" and "." not in each.shown)
    if (alike := _scalar(said.get(fold("như")))) and not _texts(said.get(fold("bậc"))):
        name = alike.partition(" của ")[0]
        others = (*declared.symbols.get(named("name", alike), ()), *declared.symbols.get(named("name", name), ()))
        return next((found for each in others if each is not occurrence and (found := options_of(each, declared))), ())
    return tuple(chain.from_iterable(_texts(said.get(fold(key))) for key in ("bậc", "lựa chọn", "ngoài bậc")))


def _scalar(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(each.text for each in node.items if isinstance(each, Scalar)) if isinstance(node, Sequence) else ()


def _clauses(cursor: Cursor, declared: Declared) -> Iterator[_Offer]:
    part = cursor.begun.rpartition(";")[2].lstrip()
    document, sign, _ = part.partition(" ")
    for each in declared.all("clause") if sign else ():
        if fold(each.home) == fold(document):
            yield _Offer(each.shown, "clause", _scalar(each.node))
    if not sign:
        yield from _all(declared, "document")


def _all(declared: Declared, *kinds: SymbolKind) -> Iterator[_Offer]:
    for kind in kinds:
        for each in declared.all(kind):
            yield _Offer(each.shown, kind, title_of(each) or each.home)


def title_of(each: Occurrence) -> str:
    """The name (`tên`) of what is declared, or its question; empty if it has none."""
    for key, below in each.node if isinstance(each.node, Branch) else ():
        if fold(key.text) in (fold("tên"), fold("câu hỏi"), fold("hỏi")):
            return normalize(_scalar(below))
    return ""


def _scenario(cursor: Cursor, declared: Declared) -> Iterator[_Offer]:
    """Within `hồ sơ` types and fields and their values, within `mong đợi` codes, names and what may be found."""
    steps = [each for each in cursor.path[3:] if isinstance(each, str)]
    if cursor.path[2] == "mong đợi":
        if cursor.role == "key":
            yield from _all(declared, "code", "name")
        else:
            yield from (_Offer(word, "word") for word in (*STATUS_WORDS.values(), "ngoài chỉ tiêu"))
            yield from _values(steps[-1:], declared)
    elif cursor.role == "value":
        if steps and steps[-1] in _DOSSIER_KEYS:
            yield from _all(declared, "type", "name")
        yield from _values(steps[-1:], declared)
        yield _Offer("không có", "word")
    elif not steps:
        yield from _all(declared, "type")
        yield from (_Offer(each, "key", text=f"{each}: ") for each in _DOSSIER_KEYS)
    else:
        yield _Offer("mã", "key", text="mã: ")
        yield from _all(declared, "name")


def _values(names: Iterable[str], declared: Declared) -> Iterator[_Offer]:
    for name in names:
        for each in declared.symbols.get(named("name", name), ()):
            yield from (_Offer(value, "value") for value in options_of(each, declared))
