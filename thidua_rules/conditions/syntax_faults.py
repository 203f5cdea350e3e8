"""Why a row of lexemes is not a condition, in the words of the person who wrote it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from thidua_rules.conditions.faults import Fault
from thidua_rules.conditions.lexer import CODE_WORDS, OPERAND_ENDS, Lexeme
from thidua_rules.source.text import normalize

_CONNECTIVES: Final = ("AND", "OR")
_RELATIONAL: Final = ("COMPARE", "FROM", "IN", "IS")
_OPENING: Final = {"LPAR": "RPAR", "LBRACE": "RBRACE"}
_CLOSING: Final = ("RPAR", "RBRACE")
_NEEDS_OPERAND: Final = frozenset(
    {"AND", "OR", "NOT", "COMPARE", "FROM", "TO", "BELOW", "PLUS", "MINUS", "TIMES", "DIVIDE", "OF", "HAS", "EVERY"}
    | {
        "HOLDS",
        "WHERE",
        "COUNT",
        "SHARE",
        "FOLD",
        "STREAK",
        "ROUND",
        "AT_LEAST",
        "ITEMS_OF",
        "DAY_OF",
        "ELAPSED",
        "SEMICOLON",
        "IN",
        "BY",
    }
)
_FRACTION: Final = ["HAS", "AT_LEAST", "NUMBER", "DIVIDE", "NUMBER"]
_FOLLOWS_OPERAND: Final = frozenset(
    {"AND", "OR", "COMPARE", "FROM", "TO", "UPWARD", "IS", "IN", "PLUS", "TIMES", "DIVIDE", "OF", "WHERE", "HOLDS"}
    | {"OF_SUBJECT", "ORDER", "RPAR", "RBRACE", "SEMICOLON"}
)


def before_parsing(text: str, lexemes: Sequence[Lexeme]) -> Fault | None:
    """Faults that are plain before the grammar is asked: nothing written, open parentheses, a bare filter."""
    if not lexemes:
        return Fault("COND-01", (0, len(text)))
    return _unbalanced(text, lexemes) or _odd_number(lexemes) or _bare_filter(text, lexemes)


def _odd_number(lexemes: Sequence[Lexeme]) -> Fault | None:
    """`{3,4}`, which looks like two members, and rounding to 0."""
    for first, second, third in zip(lexemes, lexemes[1:], lexemes[2:], strict=False):
        kinds = (first.type, second.type, third.type)
        if kinds in (("LBRACE", "NUMBER", "RBRACE"), ("LBRACE", "PERCENT", "RBRACE")):
            if second.value != int(second.value):
                return Fault("COND-13", second.span)
        elif kinds == ("ROUND", "TO", "NUMBER") and third.value == 0:
            return Fault("COND-27", third.span)
    return None


def _unbalanced(text: str, lexemes: Sequence[Lexeme]) -> Fault | None:
    open_: list[Lexeme] = []
    for lexeme in lexemes:
        if lexeme.type in _OPENING:
            open_.append(lexeme)
        elif lexeme.type in _CLOSING:
            if not open_ or _OPENING[open_[-1].type] != lexeme.type:
                return Fault("COND-05", lexeme.span, {"written": _written(text, lexeme.span)})
            open_.pop()
    if open_:
        return Fault("COND-04", open_[-1].span, {"written": _written(text, open_[-1].span)})
    return None


def _bare_filter(text: str, lexemes: Sequence[Lexeme]) -> Fault | None:
    """`trong đó A và B`: does `và B` belong to the filter? It must be said with parentheses."""
    for position, lexeme in enumerate(lexemes):
        if lexeme.type not in ("WHERE", "HOLDS"):
            continue
        end = _end_of_bare(lexemes, position + 1)
        if end == position + 1 or end >= len(lexemes) or lexemes[end].type not in _CONNECTIVES:
            continue
        span = (lexemes[position + 1].start, lexemes[end - 1].end)
        word, bare, connective = (_written(text, each) for each in (lexeme.span, span, lexemes[end].span))
        readings = (f"{word} ({bare}) {connective} …", f"{word} ({bare} {connective} …)")
        arguments = {"word": word, "connective": connective, "first": readings[0], "second": readings[1]}
        return Fault("COND-16", span, arguments)
    return None


def _end_of_bare(lexemes: Sequence[Lexeme], start: int) -> int:
    """Where an unparenthesised name, conclusion or negation of one that starts here ends."""
    allowed = ("NOT", "NAME", "OF", "OF_SUBJECT", "REACHES", "QUALIFIES", "CODE")
    end = start
    while end < len(lexemes) and lexemes[end].type in allowed:
        end += 1
    return end


def explain(text: str, lexemes: Sequence[Lexeme], position: int, expected: set[str]) -> Fault:
    """The fault for the lexeme at which the grammar could not go on (`len(lexemes)`: at the end)."""
    previous = lexemes[position - 1] if position else None
    found = lexemes[position] if position < len(lexemes) else None
    if previous is not None and previous.type in CODE_WORDS:
        return Fault("COND-20", previous.span, {"word": _written(text, previous.span)})
    ungrouped = _sum_without_groups(text, lexemes, position)
    if ungrouped is not None:
        return ungrouped
    if previous is not None and previous.type == "IS" and (found is None or found.type != "TEXT"):
        return _unquoted(text, previous, found)
    if (
        found is not None
        and found.type in _CONNECTIVES
        and _other_connective(lexemes, position)
        and (expected & set(_CONNECTIVES))
    ):
        return _mixed(text, lexemes, position)
    if found is not None and found.type in _RELATIONAL:
        second = _second_relation(text, lexemes, position)
        if second is not None:
            return second
    if found is not None and found.type == "COUNT" and _is_after_amount(lexemes, position):
        rest = _written(text, (found.end, len(text))).split(" trong đó ")[0]
        hints = {"hint_vi": f"bỏ `số`: `… {rest}`", "hint_en": f"leave out `số`: `… {rest}`"}
        return Fault("COND-23", found.span, {"written": _written(text, found.span), **hints})
    share = _share_without_filter(text, lexemes, position, expected)
    if share is not None:
        return share
    if previous is not None and previous.type in _NEEDS_OPERAND and (found is None or found.type in _FOLLOWS_OPERAND):
        return Fault("COND-18", previous.span, {"word": _written(text, previous.span)})
    if found is None:
        span = lexemes[-1].span
        return Fault("COND-26", span, {"written": _written(text, span), **_hints(expected)})
    complete = OPERAND_ENDS | {"ORDER", "UPWARD"}
    if found.type in _FOLLOWS_OPERAND and (previous is None or previous.type not in complete):
        return Fault("COND-18", found.span, {"word": _written(text, found.span)})
    return Fault("COND-23", found.span, {"written": _written(text, found.span), **_hints(expected)})


def _unquoted(text: str, previous: Lexeme, found: Lexeme | None) -> Fault:
    if found is None:
        return Fault("COND-18", previous.span, {"word": _written(text, previous.span)})
    return Fault("COND-21", found.span, {"name": _written(text, found.span)})


def _segment_start(lexemes: Sequence[Lexeme], position: int) -> int:
    """The index after the parenthesis that is open at a position (0: none)."""
    depth = 0
    for index in range(position - 1, -1, -1):
        kind = lexemes[index].type
        if kind in _CLOSING:
            depth += 1
        elif kind in _OPENING:
            if depth == 0:
                return index + 1
            depth -= 1
    return 0


def _same_depth(lexemes: Sequence[Lexeme], start: int) -> list[int]:
    """The indices from here up to the closing parenthesis, without what inner parentheses hold."""
    depth, result = 0, []
    for index in range(start, len(lexemes)):
        kind = lexemes[index].type
        if kind in _CLOSING:
            if depth == 0:
                break
            depth -= 1
        if depth == 0:
            result.append(index)
        if kind in _OPENING:
            depth += 1
    return result


def _other_connective(lexemes: Sequence[Lexeme], position: int) -> bool:
    level = _same_depth(lexemes, _segment_start(lexemes, position))
    other = "AND" if lexemes[position].type == "OR" else "OR"
    return any(lexemes[index].type == other for index in level if index < position)


def _mixed(text: str, lexemes: Sequence[Lexeme], position: int) -> Fault:
    """`A và B hoặc C`, with the two things it may mean."""
    start = _segment_start(lexemes, position)
    level = _same_depth(lexemes, start)
    joints = [index for index in level if lexemes[index].type in _CONNECTIVES]
    bounds = [start - 1, *joints, level[-1] + 1]
    operands = [
        _written(text, (lexemes[left + 1].start, lexemes[right - 1].end)) if right - left > 1 else "…"
        for left, right in pairwise(bounds)
    ]
    kinds = [lexemes[index].type for index in joints]
    arguments = {"first": _grouped(operands, kinds, "AND"), "second": _grouped(operands, kinds, "OR")}
    return Fault("COND-15", lexemes[position].span, arguments)


def _grouped(operands: Sequence[str], kinds: Sequence[str], tighter: str) -> str:
    """The reading in which one of the two connectives binds tighter."""
    inner, outer = ("và", "hoặc") if tighter == "AND" else ("hoặc", "và")
    groups = [[operands[0]]]
    for kind, operand in zip(kinds, operands[1:], strict=True):
        if kind == tighter:
            groups[-1].append(operand)
        else:
            groups.append([operand])
    shown = (f"({f' {inner} '.join(group)})" if len(group) > 1 else group[0] for group in groups)
    return f" {outer} ".join(shown)


def _second_relation(text: str, lexemes: Sequence[Lexeme], position: int) -> Fault | None:
    """A comparison in an unparenthesised filter, or a second comparison in one condition."""
    found = lexemes[position]
    level = [index for index in _same_depth(lexemes, _segment_start(lexemes, position)) if index < position]
    first: Lexeme | None = None
    for index in reversed(level):
        lexeme = lexemes[index]
        if lexeme.type in ("WHERE", "HOLDS"):
            bare = _written(text, (lexemes[index + 1].start, lexemes[position - 1].end))
            word, sign = _written(text, lexeme.span), _written(text, found.span)
            if first is None:
                end, shown = found.end, f"{word} ({bare} {sign} …)"
            else:
                # the second comparison is of the value, so the first one is what the filter asks
                end, shown = lexemes[position - 1].end, f"{word} ({bare}) {sign} …"
            return Fault("COND-17", (lexemes[index + 1].start, end), {"word": word, "suggestion": shown})
        if lexeme.type in _CONNECTIVES:
            break
        if lexeme.type in _RELATIONAL and first is None:
            first = lexeme
    if first is None:
        return None
    return Fault("COND-14", found.span, {"first": _written(text, first.span), "second": _written(text, found.span)})


def _sum_without_groups(text: str, lexemes: Sequence[Lexeme], position: int) -> Fault | None:
    """`tổng x của S theo y` and `tổng lớn nhất x của S theo y`: which value is taken of each group?"""
    by = next((i for i in range(position, len(lexemes)) if lexemes[i].type == "BY"), None)
    folds = [i for i in range(by or 0) if lexemes[i].type == "FOLD"]
    if by is None or not folds or (by != position and folds[-1] != position):
        return None
    end = by + 1
    while end < len(lexemes) and lexemes[end].type in ("NAME", "OF", "OF_SUBJECT"):
        end += 1
    of = _written(text, (lexemes[folds[-1]].end, lexemes[by].start))
    per = _written(text, (lexemes[by].start, lexemes[end - 1].end))
    taken = lexemes[folds[-1]].value if len(folds) > 1 else "lớn nhất"
    return Fault("COND-30", (lexemes[folds[0]].start, lexemes[end - 1].end), {"of": f"{taken} {of}", "by": per})


def _is_after_amount(lexemes: Sequence[Lexeme], position: int) -> bool:
    """Whether a number after `có ít nhất` ends here: `có ít nhất 2/3 số thành viên`."""
    for index in range(position - 1, 0, -1):
        if lexemes[index].type == "AT_LEAST":
            return True
        if lexemes[index].type not in ("NUMBER", "PERCENT", "DIVIDE"):
            return False
    return False


def _share_without_filter(text: str, lexemes: Sequence[Lexeme], position: int, expected: set[str]) -> Fault | None:
    """`tỷ lệ S`, `có ít nhất 2/3 S` with no `trong đó`: a share of what?"""
    if "WHERE" not in expected or position == 0 or lexemes[position - 1].type not in ("NAME", "OF_SUBJECT", "RPAR"):
        return None
    for index in range(position - 1, -1, -1):
        start = index - 4 if [each.type for each in lexemes[max(index - 4, 0) : index + 1]] == _FRACTION else index
        if lexemes[index].type == "SHARE" or start < index:
            word = _written(text, (lexemes[start].start, lexemes[index].end))
            return Fault("COND-22", (lexemes[start].start, lexemes[position - 1].end), {"word": word})
        if lexemes[index].type not in ("NAME", "OF", "OF_SUBJECT"):
            return None
    return None


_WORDS: Final = (
    ({"AND", "OR"}, "`và` hoặc `hoặc`", "`và` or `hoặc`"),
    ({"COMPARE"}, "phép so sánh", "a comparison"),
    ({"PLUS", "TIMES"}, "phép tính", "an operation"),
    ({"WHERE"}, "`trong đó`", "`trong đó`"),
    ({"HOLDS"}, "`đều`", "`đều`"),
    ({"OF"}, "`của`", "`của`"),
    ({"TO"}, "`đến`", "`đến`"),
    ({"HAS"}, "`có`", "`có`"),
    ({"LBRACE"}, "`{`", "`{`"),
    ({"SEMICOLON"}, "`;`", "`;`"),
    ({"NAME"}, "một tên", "a name"),
    ({"NUMBER"}, "một số", "a number"),
    ({"$END"}, "hết điều kiện", "the end"),
)


def _hints(expected: set[str]) -> dict[str, str]:
    return {"hint_vi": _wanted(expected, "vi"), "hint_en": _wanted(expected, "en")}


def _wanted(expected: set[str], lang: str) -> str:
    """What could stand there, in plain words; empty where nothing helpful can be said."""
    words = [vi if lang == "vi" else en for kinds, vi, en in _WORDS if kinds & expected]
    if not words:
        return ""
    return f"{'ở đây có thể là' if lang == 'vi' else 'here may stand'}: {', '.join(words)}"


def _written(text: str, span: tuple[int, int]) -> str:
    return normalize(text[span[0] : span[1]])
