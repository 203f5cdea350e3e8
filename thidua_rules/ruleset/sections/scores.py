"""Scores (`điểm`): items with their maxima, deductions and additions, bonus and penalty."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeVar

from attrs import define, evolve, field

from thidua_rules.diagnostics import Place
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import ITEM, LINE, SCORE
from thidua_rules.ruleset.model import Citation, ItemDeclaration, Remarks, RowDeclaration, ScoreDeclaration, ScoreLine
from thidua_rules.ruleset.sections.criteria import Criteria, for_each
from thidua_rules.ruleset.sections.quantities import read_rows, says_decimals, shape_of, subject_of
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.roundings import NO_ROUNDING, read_rounding
from thidua_rules.ruleset.sections.score_sums import check_sums
from thidua_rules.ruleset.sections.shapes import Like
from thidua_rules.ruleset.sections.written import read_condition, read_result
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Node, Scalar

ITEM_NAMES = ("điểm", "tối đa")
"""What is said of the elements of `mục của <điểm>`."""

BONUS, PENALTY = "thưởng", "trừ"
"""The codes of the items `điểm thưởng` and `điểm trừ`."""

T = TypeVar("T")

_Take = Literal["sum", "greatest", "least"]
_STARTS = ("tính", "bảng", "khi", "mục")
_WAYS = (*_STARTS, "trừ", "cộng", "mất điểm khi")
_YES, _NO = "có", "không có"
_TAKES: Mapping[str, _Take] = {"tổng": "sum", "cao nhất": "greatest", "thấp nhất": "least"}
_DROPS = {"bỏ mục": True, "đủ điểm": False}


def read_scores(reader: Reader, entries: Iterable[Entry], context: Context, like: Like) -> tuple[ScoreDeclaration, ...]:
    """All scores that can be read."""
    return for_each(((entry, _score(reader, entry, context, like)) for entry in entries), context)


def _score(reader: Reader, entry: Entry, context: Context, like: Like) -> ScoreDeclaration | None:
    parts = reader.entries(entry.node, SCORE)
    if parts is None:
        return None
    subject = subject_of(reader, entry, parts, context)
    shape = _shape(reader, entry, parts, context, like)
    remarks = read_remarks(reader, parts, context)
    if "mục" not in parts:
        reader.found.add("SCORE-01", entry.key.place, name=entry.name)
    if shape is None:
        return None
    reading = _Items(Criteria(reader, context), shape)
    items = reading.items(parts, None, remarks.citations)
    bonus, penalty = (
        reading.item(*parts[key], None, remarks.citations, code) if key in parts else None
        for key, code in (("điểm thưởng", BONUS), ("điểm trừ", PENALTY))
    )
    reading.tell_uncited(entry, remarks)
    rounding, step = read_rounding(reader, parts["làm tròn"][1]) if "làm tròn" in parts else NO_ROUNDING
    ceiling, scale, guard = (reading.criteria.optional(parts, key) for key in ("trần", "thang", "áp dụng khi"))
    if subject is None or not items:
        return None
    score = ScoreDeclaration(
        name=entry.name,
        subject=subject,
        shape=shape,
        items=items,
        bonus=bonus,
        penalty=penalty,
        ceiling=ceiling,
        scale=scale,
        rounding=rounding,
        step=step,
        guard=guard,
        remarks=remarks,
        place=entry.key.place,
        decimals_said=says_decimals(parts),
    )
    check_sums(reader, score, reading.partial)
    return score


def _shape(reader: Reader, entry: Entry, parts: Entries, context: Context, like: Like) -> Field | None:
    """The type of the points: `số` unless it is given."""
    if "kiểu" not in parts and "như" not in parts:
        parts = {**parts, "kiểu": (entry.key, Scalar(Kind.NUMBER.value, entry.key.place))}
    shape = shape_of(reader, entry, parts, context, like)
    if shape is not None and shape.kind not in (Kind.NUMBER, Kind.INTEGER):
        reader.found.add("SCORE-02", parts.get("kiểu", (entry.key, entry.node))[1].place, kind=shape.kind.value)
        return None
    return shape


@define
class _Items:
    """Reads the items of one score, whose codes are its own; notes which of them cite nothing.

    `partial` are the codes (None: the score) below which something could not be read.
    """

    criteria: Criteria
    shape: Field
    uncited: list[tuple[str, Place]] = field(factory=list)
    cited: int = 0
    partial: set[str | None] = field(factory=set)

    @property
    def reader(self) -> Reader:
        return self.criteria.reader

    def tell_uncited(self, entry: Entry, remarks: Remarks) -> None:
        """Tell the items without a citation, or the score alone if nothing in it has one."""
        if self.uncited and not self.cited and not remarks.citations:
            self.uncited = [(entry.name, entry.key.place)]
        for code, place in self.uncited:
            self.reader.found.add("RULE-02", place, code=code)

    def items(self, parts: Entries, parent: str | None, inherited: tuple[Citation, ...]) -> tuple[ItemDeclaration, ...]:
        """The items under `mục`."""
        read = [self.item(key, below, parent, inherited) for key, below in self.reader.pairs(parts, "mục")]
        if None in read:
            self.partial.add(parent)
        return tuple(each for each in read if each is not None)

    def item(
        self,
        key: Scalar,
        node: Node,
        parent: str | None,
        inherited: tuple[Citation, ...],
        code: str | None = None,
    ) -> ItemDeclaration | None:
        """One item and those below it; `code` is given for the bonus and the penalty."""
        code = code or self.criteria.code(key, parent)
        # `mục này` in its conditions is its code
        context = evolve(self.criteria.context, names=self.criteria.context.names.of_item(code))
        here = Criteria(self.reader, context, self.criteria.codes)
        optional = here.optional
        parts = self.reader.shorthand(node, ITEM, "tính", key)
        if parts is None:
            return None
        remarks = read_remarks(self.reader, parts, self.criteria.context, inherited)
        items = self.items(parts, code, remarks.citations)
        self._note_citations(code, key, remarks, items)
        minus, plus = (self._lines(here, parts, each, code, remarks.citations) for each in ("trừ", "cộng"))
        if code == PENALTY and parent is None:
            # what a penalty lists under `trừ` adds up to the penalty, which is then taken from the total
            minus, plus = (), (*minus, *plus)
        rounding, step = read_rounding(self.reader, parts["làm tròn"][1]) if "làm tròn" in parts else NO_ROUNDING
        rows: tuple[RowDeclaration, ...] = ()
        if "bảng" in parts:
            rows = read_rows(self.reader, parts["bảng"][1], context, self.shape)
        most = optional(parts, "tối đa")
        if "khi" in parts and _YES in parts:
            rows = self._yes_or_no(parts, context)
            if rows and "tối đa" not in parts and not (minus or plus):
                most = rows[0].result
        item = ItemDeclaration(
            code=code,
            most=most,
            formula=optional(parts, "tính"),
            rows=rows,
            minus=minus,
            plus=plus,
            items=items,
            take=self._word(parts, "lấy", _TAKES, "sum", code),
            guard=optional(parts, "áp dụng khi"),
            dropped=self._word(parts, "không áp dụng thì", _DROPS, True, parent),
            forfeit=optional(parts, "mất điểm khi"),
            rounding=rounding,
            step=step,
            remarks=remarks,
            place=key.place,
        )
        return item if self._is_whole(item, parts, code in (BONUS, PENALTY) and parent is None) else None

    def _yes_or_no(self, parts: Entries, context: Context) -> tuple[RowDeclaration, ...]:
        """`khi`, `có` and `không có` (nothing, if it is not there) as the table of two rows that they stand for."""
        (key, node), yes = parts["khi"], parts[_YES]
        no = parts.get(_NO, (key, Scalar("0", key.place)))
        condition = read_condition(self.reader, node, context.names)
        points, none = (read_result(self.reader, each, context.names, self.shape) for _, each in (yes, no))
        if condition is None or points is None or none is None:
            return ()
        return (RowDeclaration(condition, points, place=key.place), RowDeclaration(None, none, place=no[0].place))

    def _note_citations(self, code: str, key: Scalar, remarks: Remarks, items: tuple[ItemDeclaration, ...]) -> None:
        if remarks.citations:
            self.cited += 1
        elif not items:
            self.uncited.append((code, key.place))

    def _word(self, parts: Entries, key: str, words: Mapping[str, T], otherwise: T, summed: str | None) -> T:
        """What one of a few words under a key means; told if it is none of them: what is `summed` is then not known."""
        if key not in parts:
            return otherwise
        node = parts[key][1]
        text = self.reader.text(node)
        meant = {fold(word): value for word, value in words.items()}
        if text is not None and fold(text) not in meant:
            self.reader.found.add("SCORE-03", node.place, key=key, text=text, **suggestion(text, words))
            self.partial.add(summed)
        return meant.get(fold(text or ""), otherwise)

    def _is_whole(self, item: ItemDeclaration, parts: Entries, apart: bool) -> bool:
        """Whether the item says what its points start from; `apart` for the bonus and the penalty."""
        found, code, place = self.reader.found, item.code, item.place
        starts = [parts[key][0] for key in _STARTS if key in parts]
        if len(starts) > 1:
            keys = ", ".join(f"`{each.text}`" for each in starts)
            found.add("RULE-06", starts[1].place, code=code, keys=keys)
        elif not any(key in parts for key in _WAYS):
            found.add("SCORE-04", place, code=code)
        elif "khi" in parts and _YES not in parts:
            found.add("SCORE-16", parts["khi"][0].place, code=code)
        elif "khi" not in parts and (_YES in parts or _NO in parts):
            key = _YES if _YES in parts else _NO
            found.add("SCORE-07", parts[key][0].place, key=key, needed="khi")
        elif not starts and "trừ" in parts and "cộng" in parts and not apart:
            found.add("SCORE-05", parts["cộng"][0].place, code=code)
        elif "tối đa" not in parts and not apart and (not starts and "cộng" not in parts):
            found.add("SCORE-06", place, code=code)
        elif "lấy" in parts and "mục" not in parts:
            found.add("SCORE-07", parts["lấy"][0].place, key="lấy", needed="mục")
        elif "không áp dụng thì" in parts and "áp dụng khi" not in parts:
            found.add("SCORE-07", parts["không áp dụng thì"][0].place, key="không áp dụng thì", needed="áp dụng khi")
        else:
            got = {
                "tính": item.formula,
                "tối đa": item.most,
                "khi": item.rows or None,
                "áp dụng khi": item.guard,
                "mất điểm khi": item.forfeit,
            }
            return all(read is not None for key, read in got.items() if key in parts)
        return False

    def _lines(
        self, here: Criteria, parts: Entries, key: str, code: str, inherited: tuple[Citation, ...]
    ) -> tuple[ScoreLine, ...]:
        read = [self._line(here, each, below, code, inherited) for each, below in self.reader.pairs(parts, key)]
        return tuple(each for each in read if each is not None)

    def _line(
        self, here: Criteria, key: Scalar, node: Node, parent: str, inherited: tuple[Citation, ...]
    ) -> ScoreLine | None:
        code = self.criteria.code(key, parent)
        parts = self.reader.shorthand(node, LINE, "tính", key)
        if parts is None:
            return None
        if "tính" not in parts:
            self.reader.found.add("SCORE-08", key.place, code=code)
            return None
        remarks = read_remarks(self.reader, parts, self.criteria.context, inherited)
        points, most, guard = (here.optional(parts, each) for each in ("tính", "tối đa", "áp dụng khi"))
        line = None if points is None else ScoreLine(code, points, most, guard, remarks, key.place)
        return None if ("tối đa" in parts and most is None) or ("áp dụng khi" in parts and guard is None) else line
