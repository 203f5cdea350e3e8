"""Reading a condition: lexemes, then the LALR grammar, then the checks that need the whole tree."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from thidua_rules.conditions import nodes
from thidua_rules.conditions.faults import ConditionError, Fault
from thidua_rules.conditions.lexer import Lexeme, tokenise
from thidua_rules.conditions.names import KEYWORDS, NameTable
from thidua_rules.conditions.pieces import key_of
from thidua_rules.conditions.printer import print_condition
from thidua_rules.conditions.syntax_faults import before_parsing, explain
from thidua_rules.source.text import did_you_mean, fold, normalize

if TYPE_CHECKING:
    from lark import Lark
    from lark.parsers.lalr_interactive_parser import InteractiveParser

LONGEST_TEXT: Final = 10_000
DEEPEST_TREE: Final = 100
_RECOVERABLE: Final = frozenset({"COND-07", "COND-08", "COND-09", "COND-10", "COND-11", "COND-12", "COND-13"})


def parse(text: str, names: NameTable) -> nodes.Expression:
    """The tree of a condition, a value or an order (`x giảm dần`), its names still unresolved.

    Raises `ConditionError` with every unknown name and doubtful number, and the first fault of the grammar.
    """
    known = _known(names)
    tree = known.get(text)
    if tree is None:
        tree = known[text] = _parsed(text, names)
    return tree


_MOST_TABLES: Final = 16
_MOST_TEXTS: Final = 2_000
_LOCK = Lock()
_KNOWN: list[tuple[NameTable, dict[str, nodes.Expression]]] = []


def _known(names: NameTable) -> dict[str, nodes.Expression]:
    """What was read with these names before: a ruleset that is being written is read again at every pause."""
    with _LOCK:
        at = next((at for at, (table, _) in enumerate(_KNOWN) if table is names or table == names), None)
        found = (names, {}) if at is None else _KNOWN.pop(at)
        if len(found[1]) >= _MOST_TEXTS:
            found = names, {}
        _KNOWN.insert(0, found)
        del _KNOWN[_MOST_TABLES:]
    return found[1]


def _parsed(text: str, names: NameTable) -> nodes.Expression:
    tree = _parse_once(text, names)
    canonical = print_condition(tree)
    if canonical != text and (len(canonical) > LONGEST_TEXT or _reads_differently(canonical, tree, names)):
        # a declared name that swallows a keyword of the canonical text (`x và (B)` where `và B` is a name)
        raise ConditionError([Fault("COND-25", _whole(text), {"canonical": canonical})])
    return tree


def is_ambiguous_name(name: str, names: NameTable) -> bool:
    """Whether a declared name is a keyword, or would also parse as an expression if it were not declared.

    Two names side by side (`kết quả` and `năm`, for `kết quả năm`) do not count: the longest match decides, and a
    reference followed by a condition on it is the only other meaning they could have.
    """
    if key_of(name) in KEYWORDS:
        return True
    try:
        tree = _parse_once(name, names.without(name), suggest=False)
    except ConditionError:
        return False
    return not any(isinstance(node, nodes.Predicate) for node, _ in _walk(tree))


def _reads_differently(canonical: str, tree: nodes.Expression, names: NameTable) -> bool:
    try:
        return _parse_once(canonical, names, suggest=False) != tree
    except ConditionError:
        return True


def _whole(text: str) -> tuple[int, int]:
    stripped = text.strip()
    start = text.find(stripped)
    return start, start + len(stripped)


def _parse_once(text: str, names: NameTable, suggest: bool = True) -> nodes.Expression:
    if len(text) > LONGEST_TEXT:
        raise ConditionError([Fault("COND-02", (0, len(text)), {"length": len(text), "limit": LONGEST_TEXT})])
    lexemes, faults = tokenise(text, names, suggest)
    if faults and not all(fault.code in _RECOVERABLE or "suggestion" in fault.arguments for fault in faults):
        raise ConditionError(faults)
    early = before_parsing(text, lexemes)
    if early is not None:
        raise ConditionError([*faults, early])
    tree = _tree(text, lexemes, faults, names if suggest else NameTable.of(()))
    if faults:
        raise ConditionError(faults)
    _check_depth(text, tree)
    return tree


def _tree(text: str, lexemes: list[Lexeme], faults: list[Fault], names: NameTable) -> nodes.Expression:
    from lark.exceptions import UnexpectedToken

    parser = _grammar().parse_interactive()
    # the parser looks only at `type`, and hands the lexeme itself to the builder
    for position, lexeme in enumerate(lexemes):
        try:
            parser.feed_token(cast(Any, lexeme))
        except UnexpectedToken:
            raise _refused(text, lexemes, position, _accepted(parser), faults, names) from None
    try:
        return cast(nodes.Expression, parser.feed_token(cast(Any, Lexeme("$END", len(text), len(text)))))
    except UnexpectedToken:
        raise _refused(text, lexemes, len(lexemes), _accepted(parser), faults, names) from None


def _misnamed(text: str, lexemes: list[Lexeme], position: int, names: NameTable) -> Fault | None:
    """`mục của điểm năm` where there is only `điểm tháng`: words side by side that were meant as one name."""
    if not 0 < position < len(lexemes) or lexemes[position].type != "NAME":
        return None
    before = lexemes[position - 1]
    after_scale = before.type == "CODE" and position > 1 and lexemes[position - 2].type == "SCALE"
    if before.type != "NAME" and not after_scale:
        return None
    phrase, first = normalize(text[before.start : lexemes[position].end]), normalize(text[before.start : before.end])
    near = [each for each in did_you_mean(phrase, names.spelling.values()) if fold(each) not in fold(phrase)]
    near = near or [each for each in names.spelling.values() if fold(each).startswith(f"{fold(first)} ")][:3]
    if not near:
        return None
    shown = ", ".join(f"`{each}`" for each in near)
    hints = {"hint_vi": f"có phải là {shown}?", "hint_en": f"did you mean {shown}?"}
    return Fault("NAME-01", (before.start, lexemes[position].end), {"name": phrase, **hints})


def _accepted(parser: "InteractiveParser") -> set[str]:
    return cast(set[str], parser.accepts())  # type: ignore[no-untyped-call]  # lark leaves it untyped


def _refused(
    text: str, lexemes: list[Lexeme], position: int, expected: set[str], faults: list[Fault], names: NameTable
) -> ConditionError:
    """The error of a text that the grammar refuses, beside the faults found before it, unless one of them is why."""
    fault = _misnamed(text, lexemes, position, names) or explain(text, lexemes, position, expected)
    start, end = fault.span
    known = any(start < other.span[1] and other.span[0] < end for other in faults)
    if fault.code == "COND-20":
        # what stands in the place of a code is no code; that it is no name either says nothing more
        return ConditionError([*(other for other in faults if other.span[0] < start), fault])
    return ConditionError(faults if known else [*faults, fault])


@cache
def _grammar() -> "Lark":
    """The parser's tables, made at the first use; they are only read afterwards, so threads may share them."""
    from lark import Lark
    from lark.lexer import Lexer

    from thidua_rules.conditions.builder import Builder

    class Unused(Lexer):
        """Lexemes are fed to the parser one by one, so that a fault is known by its position."""

        def __init__(self, lexer_conf: object) -> None:
            pass

        def lex(self, lexer_state: Any, parser_state: Any) -> Iterator[Any]:
            return iter(())

    source = resources.files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        source, parser="lalr", lexer=Unused, transformer=cast(Any, Builder()), maybe_placeholders=True, start="start"
    )


def _check_depth(text: str, tree: nodes.Expression) -> None:
    """Refuse a tree so deep that recursive functions could not go through it."""
    if any(depth > DEEPEST_TREE for _, depth in _walk(tree)):
        raise ConditionError([Fault("COND-03", _whole(text), {"limit": DEEPEST_TREE})])


def _walk(tree: nodes.Expression) -> Iterator[tuple[Any, int]]:
    """Every node with its depth, from 1; a loop, because the tree may still be too deep for recursion."""
    waiting: list[tuple[Any, int]] = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting.extend((child, depth + 1) for child in nodes.children(node))
