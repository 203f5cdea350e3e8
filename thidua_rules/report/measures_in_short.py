"""A score, a grade or another value in short: the parts that count, the rows that hold, what was taken off and why."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.report.conditions import PLACE, ConditionWords, distinct
from thidua_rules.report.gaps import gathered, of_whom
from thidua_rules.report.messages import MARK, say
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.score_sheets import (
    Remark,
    ScoreRow,
    ScoreSheet,
    chosen_row,
    points_words,
    remark_words,
    row_read_from,
    row_words,
    score_row,
    score_sheets,
)
from thidua_rules.report.wording import citation_words, hanging, measured_words, name_of, value_words
from thidua_rules.values import MET, status_of

MOST_LINES = 40
"""How long a value in short is at most."""
_MOST_GAPS = 6
_MOST_CITED = 4


@frozen
class _Line:
    """A line, how deep it stands, whether it can be left out first, and the part of a score that it is about."""

    text: str
    depth: int = 1
    spare: bool = False
    part: str = ""


@frozen
class MeasureWords:
    """Puts the values of one subject into a few lines of one language."""

    decision: Decision
    subject: SubjectId
    lang: str = "vi"

    def lines(self, code: str, width: int) -> list[str]:
        """The value with what it comes from, its source and what is missing, in at most 40 lines of that width."""
        rule = self.decision.program.homes[code]
        assert isinstance(rule, ir.Quantity | ir.Rank)
        sheet = next((each for each in score_sheets(self.decision.program) if _has(each, code)), None)
        after = [*self._after(rule, width)]
        if sheet is not None and sheet.score.code != code:
            row = score_row(self.decision, sheet, self.subject, self.lang)
            body = [*_part(sheet, code, self._score(sheet, row))]
        elif sheet is not None:
            row = score_row(self.decision, sheet, self.subject, self.lang)
            body = [*self._score(sheet, row), *self._resting(sheet)]
        elif isinstance(rule, ir.Quantity) and rule.type.kind is Kind.GRADE:
            body = [*self._grade(rule)]
        else:
            body = [*self._reckoned(code)]
        head = [*hanging(self._head(rule), "", width)]
        return [*head, *_fitting(body, MOST_LINES - len(head) - len(after), width), *after]

    def _head(self, rule: ir.Quantity | ir.Rank) -> str:
        name = as_written(rule.code)
        title = f" {rule.about.title}" if rule.about.title not in ("", name) else ""
        scale = next((each.scale for each in self.decision.program.scores if each.code == rule.code), None)
        found = "" if scale is None else f" ({say('scale', self.lang)} {self._value(scale)})"
        return f"{name_of(self.decision, self.subject)} · {name}{title} = {self._value(rule.code)}{found}"

    def _value(self, code: str) -> str:
        rule = self.decision.program.homes[code]
        assert isinstance(rule, ir.Quantity | ir.Rank)
        return measured_words(rule.type, self.decision.record.value(self.subject, code), self.lang)

    # ------------------------------------------------------------ scores

    def _score(self, sheet: ScoreSheet, row: ScoreRow) -> Iterator[_Line]:
        """Each item with its points of its maximum, and under it what was taken off, added or lost."""
        remarks: dict[str, list[Remark]] = {}
        owners = {below.code: each.part.code for each in sheet.columns for below in each.part.parts}
        for remark in row.remarks:
            of_line = remark.part.role in ("minus", "plus")
            owner = owners[remark.part.code] if of_line else remark.part.code
            remarks.setdefault(owner, []).append(remark)
        for column, points, most in zip(sheet.columns, row.points, row.most, strict=True):
            shown = points_words(sheet.type, points, self.lang)
            told = remarks.get(column.part.code, [])
            if most is not None:
                shown = f"{shown}/{value_words(sheet.type, most, self.lang)}"
            own = [each for each in told if each.part == column.part]
            because = f": {remark_words(own[0], sheet.type, self.lang, bare=True)}" if own else ""
            spare = not told and (most == points or column.part.role in ("bonus", "penalty"))
            yield _Line(f"{column.heading()} = {shown}{because}", column.depth + 1, spare, column.part.code)
            for each in told:
                if each not in own:
                    line = f"{each.part.name} {remark_words(each, sheet.type, self.lang)}"
                    yield _Line(line, column.depth + 2, part=column.part.code)

    def _resting(self, sheet: ScoreSheet) -> Iterator[_Line]:
        """The places and grades that go by the score."""
        resting: list[ir.Rank | ir.Quantity] = [*sheet.ranks, *sheet.grades]
        for rule in resting:
            yield _Line(f"→ {as_written(rule.code)} = {self._value(rule.code)}")

    # ------------------------------------------------------------ grades

    def _grade(self, grade: ir.Quantity) -> Iterator[_Line]:
        """The row of the table that holds, the adjustments that changed it, the seat, and the score it goes by."""
        program = self.decision.program
        rules = [each for each in program.rules if isinstance(each, ir.Quantity) and each.subject == grade.subject]
        steps = [each for each in rules if each.code.startswith(f"{grade.code} (")]
        table = steps[0] if steps else grade
        yield from self._row(table, f"{say('by_table', self.lang)}: " if steps else "")
        for step in steps[1:]:
            yield from self._adjusted(step)
        title = program.titles.get(grade.code)
        if title is not None and title.quota is not None:
            yield from self._seat(title)
        for sheet in score_sheets(program):
            if sheet.score.subject == grade.subject and grade in sheet.grades:
                row = score_row(self.decision, sheet, self.subject, self.lang)
                scale = "" if row.scale is None else f"/{value_words(sheet.type, row.scale, self.lang)}"
                yield _Line(f"{as_written(sheet.score.code)} = {points_words(sheet.type, row.total, self.lang)}{scale}")
                yield from (_Line(each.text, each.depth + 1, each.spare) for each in self._score(sheet, row))

    def _row(self, rule: ir.Quantity, lead: str = "") -> Iterator[_Line]:
        """The row of a table that holds and what it was told by; or what is not known of the rows."""
        if not isinstance(rule.body, ir.Table):
            yield from self._reckoned(rule.code)
            return
        row = chosen_row(self.decision, rule.body, self.subject)
        found = "; ".join(row_read_from(self.decision, self.subject, rule.body, self.lang))
        if row is None:
            yield _Line(f"{lead}{say('unclear', self.lang)}" + (f": {found}" if found else ""))
            return
        yield _Line(f"{lead}{row_words(row, self.lang)} → {self._value(rule.code)}" + (f" ({found})" if found else ""))

    def _adjusted(self, step: ir.Quantity) -> Iterator[_Line]:
        """An adjustment, where it applies or may apply."""
        if isinstance(step.body, ir.Table):
            row = chosen_row(self.decision, step.body, self.subject)
            if row is not None and not row.about.text:
                return  # the grade stays as it was
        found = ""
        if isinstance(step.body, ir.Table):
            found = "; ".join(row_read_from(self.decision, self.subject, step.body, self.lang))
        name = as_written(step.code).rpartition("(")[2].rstrip(")")
        yield _Line(f"{name} {step.about.text} → {self._value(step.code)}" + (f" ({found})" if found else ""))

    def _seat(self, title: ir.Title) -> Iterator[_Line]:
        """Whether there is a seat for the step that is limited, of whom it is asked."""
        if not self.decision.record.mask(self.subject, title.standard) & MET:
            return
        assert title.quota is not None
        verdict = self.decision[self.subject, title.quota]
        why = ReasonWords(self.decision, verdict, verdict.reasons, self.lang).seats()
        status = status_of(self.decision.record.mask(self.subject, title.quota))
        yield _Line(f"{MARK[status]} {as_written(title.quota)}" + (f": {why}" if why else ""))

    # ------------------------------------------------------------ other values

    def _reckoned(self, code: str) -> Iterator[_Line]:
        """What a value was reckoned from, and what that comes from."""
        rule = self.decision.program.homes[code]
        if isinstance(rule, ir.Quantity) and isinstance(rule.body, ir.Table):
            row = chosen_row(self.decision, rule.body, self.subject)
            if row is not None:
                yield _Line(f"{say('row', self.lang)}: {row_words(row, self.lang)}")
        elif isinstance(rule, ir.Quantity) and rule.about.text:
            yield _Line(f"= {rule.about.text}")
        words = ConditionWords(self.decision, self.lang, bare=True)
        for line in distinct(words.measure(measure_step(self.decision.prover, self.subject, code))):
            text = line.lstrip()
            yield _Line(text.partition(PLACE)[0], 1 + (len(line) - len(text)) // 4)

    # ------------------------------------------------------------ after all

    def _after(self, rule: ir.Quantity | ir.Rank, width: int) -> Iterator[str]:
        """The source, and what is missing where the value is not known."""
        cited = rule.about.citations
        if cited:
            more = f"; … +{len(cited) - _MOST_CITED}" if len(cited) > _MOST_CITED else ""
            shown = citation_words(cited[:_MOST_CITED], self.decision.program.documents)
            yield from hanging(f"{say('reference', self.lang).capitalize()}: {shown}{more}", "", width)
        if self.decision.record.value(self.subject, rule.code).is_point:
            return
        steps = measure_step(self.decision.prover, self.subject, rule.code).walk()
        gaps = dict.fromkeys(gap for each in steps if not each.settled for gap in each.gaps)
        missing = gathered(self.decision, gaps, self.lang)
        if missing:
            yield f"{say('missing', self.lang)}:"
        for each in missing[:_MOST_GAPS]:
            own = each.subjects in ((), (self.subject,))
            whose = "" if own else f" {say('of', self.lang)} {of_whom(self.decision, each.subjects, self.lang)}"
            notes = f" ({each.notes})" if each.notes else ""
            yield from hanging(f"- {each.what}{whose}{notes}", "  ", width)
        if len(missing) > _MOST_GAPS:
            yield f"  - … +{len(missing) - _MOST_GAPS}"


def _has(sheet: ScoreSheet, code: str) -> bool:
    """Whether a code is that of a score or of an item in it."""
    return sheet.score.code == code or any(each.part.code == code for each in sheet.columns)


def _part(sheet: ScoreSheet, code: str, lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines about one item of a score and those below it."""
    top = next(each for each in sheet.columns if each.part.code == code)
    inside = {each.code for each in _below(top.part)}
    for line in lines:
        if line.part in inside:
            yield evolve(line, depth=line.depth - top.depth)


def _below(part: ir.ScorePart) -> Iterator[ir.ScorePart]:
    yield part
    for each in part.parts:
        yield from _below(each)


def _fitting(body: Sequence[_Line], room: int, width: int) -> list[str]:
    """The lines in so much room: first what has all its points is left out, then what lies deepest, then the last."""
    deepest = max((each.depth for each in body), default=1)
    lines: list[str] = []
    for kept in (body, *([*_short_of(body, depth)] for depth in range(deepest, 0, -1))):
        lines = [line for each in kept for line in hanging(each.text, "  " * each.depth, width)]
        if len(lines) <= room:
            return lines
    return [*lines[: max(room - 1, 0)], f"  … +{len(lines) - room + 1}"]


def _short_of(body: Iterable[_Line], depth: int) -> Iterator[_Line]:
    return (each for each in body if each.depth <= depth and not each.spare)
