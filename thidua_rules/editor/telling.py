"""What is told of what the cursor rests on, and the outline of a file."""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from thidua_rules.authoring.helping import CodeHelp, help_on, template
from thidua_rules.authoring.schema import description
from thidua_rules.diagnostics import CODES, Diagnostic
from thidua_rules.editor.cursor import cursor_at
from thidua_rules.editor.desk import Desk, root_of
from thidua_rules.editor.moving import occurrence_at
from thidua_rules.editor.symbols import Declared, Occurrence, named
from thidua_rules.report.messages import say
from thidua_rules.ruleset.files.structure import STANDINGS
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence

_OF_FIELDS = ("câu hỏi", "minh chứng", "người trả lời", "người xác nhận", "căn cứ", "ghi chú")
_OF_RULES = ("cho", "khi", "tính", "giá trị", "người xác nhận", "minh chứng", "ghi chú")


@frozen
class Told:
    """Markdown about the letters from `start` to `end` (offsets)."""

    text: str
    start: int
    end: int


def tell(desk: Desk, path: Path, offset: int, findings: tuple[Diagnostic, ...], lang: str = "vi") -> Told | None:
    """What there is to say of what stands at an offset: the finding there at length, what a name means, a key."""
    page = desk.page(path)
    parts: list[str] = []
    start, end = offset, offset
    for each in findings:
        if each.place.file is not None and Path(each.place.file) == path and each.place.line is not None:
            first, last = page.span(each.place)
            if first <= offset <= last:
                parts.append(_finding(each, lang))
                start, end = first, last
    found = occurrence_at(desk, path, offset)
    if found is not None:
        start, end = page.span(found.place) if path not in desk.study(path).unread else (offset, offset)
        declared = desk.study(path).declared
        parts += [_declared(one, declared) for one in declared.symbols.get(found.symbol, ())]
    elif not parts and (key := _key(page.text, path, offset, lang)) is not None:
        return key
    return Told("\n\n---\n\n".join(dict.fromkeys(parts)), start, end) if parts else None


def _finding(finding: Diagnostic, lang: str) -> str:
    """A finding at length, as `thidua help` tells it."""
    told = help_on(finding.code, lang)
    lines = [f"**{finding.code}** {finding.message(lang)}"]
    if hint := finding.hint(lang):
        lines.append(hint)
    if isinstance(told, CodeHelp):
        if told.example is not None and told.example.mended:
            lines.append(f"{say('help_example', lang)}: `{told.example.line}` → `{told.example.mended}`")
        lines += [f"`{key}`: {row.text}" for key, row in told.keys]
    return "\n\n".join(lines)


def _declared(each: Occurrence, declared: Declared) -> str:
    """What a declaration says: its kind, its question, who confirms it, the clauses that it cites with their gist."""
    head = f"**{each.shown}**"
    if each.symbol[0] in ("document", "clause"):
        said = _said(each.node, ("loại", "số hiệu", "tên", "ngày", "cơ quan"))
        gist = each.node.text if isinstance(each.node, Scalar) else ""
        home = f" ({each.home})" if each.symbol[0] == "clause" else ""
        return "\n\n".join(filter(None, [head + home, gist, *said]))
    title = next((text for key, text in _texts(each.node) if fold(key) == fold("tên")), "")
    kind = each.node.text if isinstance(each.node, Scalar) and each.symbol[0] == "name" else ""
    shape = [f"{key}: {text}" for key, text in _texts(each.node) if fold(key) in _SHAPE]
    first = " · ".join(filter(None, [title, kind, *shape, each.home]))
    keys = _OF_FIELDS if each.symbol[0] == "name" else _OF_RULES
    condition = [f"`{each.node.text}`"] if isinstance(each.node, Scalar) and each.symbol[0] == "code" else []
    lines = [f"{head} {first}".strip(), *condition, *_said(each.node, (*keys, *_OF_RULES))]
    return "\n\n".join(dict.fromkeys([*lines, *_cited(each, declared)]))


_SHAPE = tuple(map(fold, ("kiểu", "từ", "đến", "bậc", "ngoài bậc", "lựa chọn", "đơn vị tính", "như")))


def _texts(node: Node | None) -> Iterator[tuple[str, str]]:
    for key, below in node if isinstance(node, Branch) else ():
        if isinstance(below, Scalar) and below.text:
            yield normalize(key.text), normalize(below.text)
        elif isinstance(below, Sequence) and all(isinstance(each, Scalar) for each in below.items):
            yield normalize(key.text), ", ".join(each.text for each in below.items if isinstance(each, Scalar))


def _said(node: Node | None, keys: tuple[str, ...]) -> list[str]:
    wanted = {fold(key): key for key in keys}
    return [f"*{key}*: {text}" for key, text in _texts(node) if fold(key) in wanted]


def _cited(each: Occurrence, declared: Declared) -> Iterator[str]:
    for key, text in _texts(each.node):
        for part in text.split(";") if fold(key) == fold("căn cứ") else ():
            document, _, clause = normalize(part).partition(" ")
            for one in declared.symbols.get(named("clause", f"{document} {clause}"), ()):
                if isinstance(one.node, Scalar) and one.node.text:
                    yield f"> {document} {clause}: {normalize(one.node.text)}"


def _key(text: str, path: Path, offset: int, lang: str) -> Told | None:
    """What the reference says of a key of the language, or the catalogue of a code that is written there."""
    start, end = offset, offset
    while start > 0 and text[start - 1] not in "\n{,[]}:":
        start -= 1
    while end < len(text) and text[end] not in "\n{,[]}:":
        end += 1
    word = text[start:end].strip().removeprefix("- ").strip()
    if not word:
        return None
    begin = text.index(word, start)
    code = word.split(" ")[0]
    if code in CODES:
        return Told(
            f"**{code}** {template(CODES[code].vi if lang == 'vi' else CODES[code].en)}", begin, begin + len(code)
        )
    if text[begin + len(word) :][:1] != ":":
        return None
    cursor = cursor_at(text, begin + len(word))
    here = cursor.standing(root_of(path))
    for form in here.forms if cursor.role == "key" else ():
        for key in (*form.keys, *form.aliases):
            if fold(key) == fold(word) and (said := description(form, form.aliases.get(key, key), lang)):
                return Told(f"`{key}`: {said}", begin, begin + len(word))
    return None


# ---------------------------------------------------------------- outline


@frozen
class Outlined:
    """A part of a file: its name and title, the offsets of all of it and of its name, and its own parts."""

    name: str
    title: str
    kind: str
    start: int
    end: int
    name_start: int
    name_end: int
    parts: tuple["Outlined", ...] = ()


def _named(node: Node) -> str:
    return next((text for name, text in _texts(node) if fold(name) == fold("tên")), "")


def outline(desk: Desk, path: Path) -> tuple[Outlined, ...]:
    """The sections of a file, the rules and fields in them, and their coded parts; empty if it cannot be read."""
    page = desk.page(path)
    root, _ = read_kept(page.text, str(path))
    if not isinstance(root, Branch):
        return ()

    def parts(node: Node, standing: str, last: int) -> Iterator[Outlined]:
        here = STANDINGS[standing]
        entries = list(node) if isinstance(node, Branch) else []
        items = list(node.items) if isinstance(node, Sequence) else []
        starts = [page.span(each.place)[0] for each in (*(key for key, _ in entries), *items)]
        ends = [*starts[1:], last]
        for (key, below), start, end in zip(entries, starts, ends, strict=False):
            inner = here.below(key.text)
            inside = tuple(parts(below, inner, end)) if inner not in ("text", "anything") else ()
            own = here.named is not None and fold(key.text) not in map(fold, here.keys)
            if own or standing in ("ruleset", "scenarios"):
                first, after = page.span(key.place)
                name = normalize(key.text)
                yield Outlined(
                    name, _named(below), standing, start, max(_tail(start, end), after), first, after, inside
                )
            else:
                yield from inside
        for each, start, end in zip(items, starts, ends, strict=False):
            if here.items == "scenario":
                yield Outlined(_named(each) or "…", "", "scenario", start, _tail(start, end), start, start)

    def _tail(start: int, end: int) -> int:
        return start + len(page.text[start:end].rstrip())

    return tuple(parts(root, root_of(path), len(page.text)))
