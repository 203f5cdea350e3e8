"""Score sheets as data: for each subject the points of every part of a score, and what was taken off, added, or lost.

Nothing here is laid out: the workbook, the page and the terminal do that, each in its way.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.score_names import maximum_of
from thidua_rules.program.walking import parts
from thidua_rules.report.conditions import PLACE, ConditionWords, distinct
from thidua_rules.report.gaps import shortened
from thidua_rules.report.messages import say
from thidua_rules.report.wording import value_words
from thidua_rules.values import MET, NOT_MET, Possible

_MOST_FOUND = 4
"""How many facts are told of one part before the rest is only counted."""

RemarkKind = Literal["minus", "plus", "row", "formula", "lost", "not_applied", "open"]
"""Why a part has its points: a line took off or added; a row or formula gave fewer than the most; all were lost; the
part does not apply; or which row holds is not known yet."""


@frozen
class Column:
    """An item, bonus or penalty of a score; `depth` is 0 for those that make the total."""

    part: ir.ScorePart
    depth: int

    def heading(self) -> str:
        """`I.1 Chuyên cần`."""
        return f"{self.part.name} {self.part.title}".rstrip()


@frozen
class ScoreSheet:
    """One score: its parts in the order of the ruleset, each before those below it, and what rests on the total.

    `ranks` are the places that go by it, `grades` the grades whose tables compare it.
    """

    score: ir.Score
    type: ir.ValueType
    columns: tuple[Column, ...]
    ranks: tuple[ir.Rank, ...]
    grades: tuple[ir.Quantity, ...]


@frozen
class Remark:
    """Why a part of a score has the points that it has.

    `what` is the name of the line, the row's condition or the formula; `found` are the facts that it was read from.
    """

    part: ir.ScorePart
    kind: RemarkKind
    points: Possible
    what: str
    found: tuple[str, ...] = ()


@frozen
class ScoreRow:
    """One subject on a score sheet; `points` and `most` go with the columns, `ranks` and `grades` with the sheet's."""

    subject: SubjectId
    total: Possible
    scale: Possible | None
    points: tuple[Possible, ...]
    most: tuple[Possible | None, ...]
    remarks: tuple[Remark, ...]
    ranks: tuple[Possible, ...]
    grades: tuple[Possible, ...]


def score_sheets(program: ir.Program) -> tuple[ScoreSheet, ...]:
    """A sheet for each score of a ruleset, in its order."""
    return tuple(_sheet(program, score) for score in program.scores if score.code in program.homes)


def _sheet(program: ir.Program, score: ir.Score) -> ScoreSheet:
    total = program.homes[score.code]
    assert isinstance(total, ir.Quantity)
    rules = [rule for rule in program.rules if rule.subject == score.subject]
    ranks = tuple(rule for rule in rules if isinstance(rule, ir.Rank) and _reads(rule.keys, score.code))
    grades = tuple(rule for rule in grades_of(program, score.subject) if _rests_on(rules, rule, score.code))
    return ScoreSheet(score, total.type, tuple(_columns(score.parts, 0)), ranks, grades)


def _columns(listed: Iterable[ir.ScorePart], depth: int) -> Iterator[Column]:
    for part in listed:
        if part.role not in ("minus", "plus"):
            yield Column(part, depth)
            yield from _columns(part.parts, depth + 1)


def grades_of(program: ir.Program, type_name: str) -> tuple[ir.Quantity, ...]:
    """The grades of a type, without the steps in which they are found."""
    found = [
        rule
        for rule in program.rules
        if isinstance(rule, ir.Quantity) and rule.subject == type_name and rule.type.kind is Kind.GRADE
    ]
    return tuple(rule for rule in found if not any(rule.code.startswith(f"{each.code} ") for each in found))


def _rests_on(rules: Iterable[ir.Rule], grade: ir.Quantity, score: str) -> bool:
    """Whether a grade, in any of its steps, compares a score of the same subject."""
    steps = (rule for rule in rules if rule.code == grade.code or rule.code.startswith(f"{grade.code} "))
    return any(_reads(each.body, score) for each in steps if isinstance(each, ir.Quantity))


def _reads(part: object, code: str) -> bool:
    return any(isinstance(each, ir.Derived) and each.code == code and not each.walk.steps for each in parts(part))


# ---------------------------------------------------------------- one subject


def score_row(decision: Decision, sheet: ScoreSheet, subject: SubjectId, lang: str = "vi") -> ScoreRow:
    """The line of one subject; `lang` is the language of the facts in its remarks."""
    score, record = sheet.score, decision.record
    return ScoreRow(
        subject,
        record.value(subject, score.code),
        None if score.scale is None else record.value(subject, score.scale),
        tuple(record.value(subject, each.part.code) for each in sheet.columns),
        tuple(None if each.part.most is None else record.value(subject, each.part.most) for each in sheet.columns),
        tuple(remark for part in score.parts for remark in _remarks(decision, part, subject, lang)),
        tuple(record.value(subject, each.code) for each in sheet.ranks),
        tuple(record.value(subject, each.code) for each in sheet.grades),
    )


def _remarks(decision: Decision, part: ir.ScorePart, subject: SubjectId, lang: str) -> Iterator[Remark]:
    """Why a part and those below it have their points; nothing of what has all it can have."""
    points = decision.record.value(subject, part.code)
    rule = decision.program.homes[part.code]
    assert isinstance(rule, ir.Quantity)
    if part.role in ("minus", "plus"):
        if not _is(points, 0):
            when = f", {say('when', lang)} {part.applies}" if part.applies else ""
            what = part.title or rule.about.text + when
            yield Remark(part, part.role, points, what, read_from(decision, subject, part.code, lang))
        return
    stopped = _stopped(decision, part, rule, subject, lang)
    if stopped is not None:
        yield stopped
        return
    most = None if part.most is None else decision.record.value(subject, part.most)
    if most is not None and points != most and not part.parts:
        if part.table is not None:
            yield _by_row(decision, part, points, subject, lang)
        elif rule.about.text and not (part.role == "bonus" and _is(points, 0)):
            yield Remark(part, "formula", points, rule.about.text, read_from(decision, subject, part.code, lang))
    for each in part.parts:
        yield from _remarks(decision, each, subject, lang)


def _is(points: Possible, number: int) -> bool:
    return points.is_point and points.ordered and points.low == number


def _stopped(decision: Decision, part: ir.ScorePart, rule: ir.Quantity, subject: SubjectId, lang: str) -> Remark | None:
    """That a part does not apply, or that its points are lost, if so or if it may still be so."""
    told: list[tuple[RemarkKind, str]] = []
    if part.applies:
        told.append(("not_applied", part.applies))
    if part.lost:
        told.append(("lost", part.lost))
    if not told or not isinstance(rule.body, ir.Table):
        return None
    points = decision.record.value(subject, part.code)
    for (kind, what), row in zip(told, rule.body.rows, strict=False):
        mask = _mask(decision, row, subject)
        if mask == MET:
            return Remark(part, kind, points, what, _tests(decision, subject, (row,), lang))
        if mask != NOT_MET:
            return Remark(part, "open", points, what, _tests(decision, subject, (row,), lang))
    return None


def _by_row(decision: Decision, part: ir.ScorePart, points: Possible, subject: SubjectId, lang: str) -> Remark:
    """The row of a table that gave fewer points than the most, or before which it is not known which one holds."""
    assert part.table is not None
    rule = decision.program.homes[part.table]
    assert isinstance(rule, ir.Quantity)
    assert isinstance(rule.body, ir.Table)
    row = chosen_row(decision, rule.body, subject)
    found = row_read_from(decision, subject, rule.body, lang)
    if row is None:
        return Remark(part, "open", points, "", found)
    return Remark(part, "row", points, row_words(row, lang), found)


def row_words(row: ir.TableRow, lang: str) -> str:
    """`k2: điểm năm từ 70 đến dưới 90`; of the last row that it is the rest."""
    told = (row.about.title, shortened(row.about.text, 100))
    return ": ".join(filter(None, told)) or say("otherwise", lang)


def chosen_row(decision: Decision, table: ir.Table, subject: SubjectId) -> ir.TableRow | None:
    """The row of a table that surely holds for a subject; None if it is not known, or none does."""
    for row in table.rows:
        mask = _mask(decision, row, subject)
        if mask != NOT_MET:
            return row if mask == MET else None
    return None


def _mask(decision: Decision, row: ir.TableRow, subject: SubjectId) -> int:
    if row.condition is None:
        return MET
    return decision.prover.evaluation.condition(row.condition, Scope.of(subject))


def read_from(decision: Decision, subject: SubjectId, code: str, lang: str) -> tuple[str, ...]:
    """The facts and values that the points of a part were directly reckoned from, in words.

    Of what is asked before (whether it applies, whether the points are lost) only what is not known yet is told.
    """
    rule = decision.program.homes[code]
    assert isinstance(rule, ir.Quantity)
    value: ir.Value
    if isinstance(rule.body, ir.Table):
        row = chosen_row(decision, rule.body, subject)
        if row is None:
            return _tests(decision, subject, rule.body.rows, lang)
        value = row.result
    else:
        value = rule.body
    words = ConditionWords(decision, lang, bare=True)
    own = f"{maximum_of(code)} = "
    lines = words.operands(decision.prover.value(value, Scope.of(subject)))
    return _short(each for each in lines if not each.startswith(own))


def row_read_from(decision: Decision, subject: SubjectId, table: ir.Table, lang: str) -> tuple[str, ...]:
    """The facts and values by which the row of a table was chosen, in words: its own, or for the last all before it."""
    row = chosen_row(decision, table, subject)
    rows = table.rows if row is None or row.condition is None else (row,)
    return _tests(decision, subject, rows, lang)


def _tests(decision: Decision, subject: SubjectId, rows: tuple[ir.TableRow, ...], lang: str) -> tuple[str, ...]:
    """What the rows of a table asked about up to the one that holds, or that may."""
    words = ConditionWords(decision, lang, bare=True)
    lines: list[str] = []
    for row in rows:
        mask = _mask(decision, row, subject)
        if row.condition is not None:
            lines.extend(words.lines(decision.prover.condition(row.condition, Scope.of(subject), mask)))
        if mask != NOT_MET:
            break
    return _short(lines)


def _short(lines: Iterable[str]) -> tuple[str, ...]:
    kept = distinct([each.partition(PLACE)[0] for each in lines if not each.startswith(" ")])
    more = [f"… +{len(kept) - _MOST_FOUND}"] if len(kept) > _MOST_FOUND else []
    return (*kept[:_MOST_FOUND], *more)


# ---------------------------------------------------------------- in words


def points_words(type_: ir.ValueType, points: Possible, lang: str, sign: str = "") -> str:
    """`7,5`; with a question mark what is not known."""
    words = sign + value_words(type_, points, lang)
    return words if points.is_point else f"? {words}"


def remark_words(remark: Remark, type_: ir.ValueType, lang: str, bare: bool = False) -> str:
    """`−1,5: 0,5 × số lần đi muộn (số lần đi muộn = 3)`, without the name of the part; `bare` without the points."""
    what, found = remark.what, f" ({'; '.join(remark.found)})" if remark.found else ""
    named = remark.kind in ("minus", "plus", "formula")
    if named and any(each.startswith(f"{what} = ") for each in remark.found):
        what, found = "; ".join(remark.found), ""
    match remark.kind:
        case "not_applied":
            return f"{say('not_applied', lang)} ({say('guard', lang)}: {what}){found}"
        case "lost":
            return f"{say('forfeit', lang)} {what}{found}"
        case "open":
            unclear = " ".join(filter(None, (say("unclear", lang), what)))
            return unclear + found if bare else f"{points_words(type_, remark.points, lang)}: {unclear}{found}"
        case kind:
            sign = {"minus": "−", "plus": "+"}.get(kind, "")
            return what + found if bare else f"{points_words(type_, remark.points, lang, sign)}: {what}{found}"
