"""A decision as the workbook that people work with: who gets what and why, the scores, and what is to be collected."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from os import PathLike

from attrs import define, field, frozen

from thidua_rules.decision.alike import Alike, moved_gap
from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.decision.seldom import seldom_collected
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.proofs.proof import Gap
from thidua_rules.proofs.prover.values import measure_step
from thidua_rules.report.collecting import wanted
from thidua_rules.report.messages import MARK, TOLD, Shown, heading, noted_word, say, status_word
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.score_sheets import ScoreSheet, remark_words, score_row, score_sheets
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.report.table import details, measures, notes, reading_order, standards_of
from thidua_rules.report.units import unit_field, unit_words
from thidua_rules.report.wording import doubt_words, name_of, shown_as, value_words
from thidua_rules.report.xlsx_pages import Book, Column, Page
from thidua_rules.report.xlsx_styles import Cell
from thidua_rules.report.xlsx_values import value_cell
from thidua_rules.source.whole_files import whole_file
from thidua_rules.values import Possible, Status

_NAME, _UNIT, _STATUS, _REASON, _NUMBER, _POINTS = 28, 24, 18, 70, 13, 9


def to_xlsx(
    decision: Decision,
    path: str | PathLike[str],
    lang: str = "vi",
    full: bool = False,
    selection: Selection = EVERYTHING,
) -> None:
    """Write the workbook; it takes the place of a file of that name only once it is whole.

    `full` adds the reasons of every requirement of every subject. Of a `selection` the subjects and codes are told, and
    the first sheet says that it is a part. OSError where it cannot be written.
    """
    with whole_file(path) as beside:
        at_any_depth(lambda: _write(decision, beside, lang, full, selection))


def _write(decision: Decision, path: PathLike[str], lang: str, full: bool, selection: Selection) -> None:
    with Book.empty() as book, seldom_collected():
        reasons = Alike(decision, lambda seen, subject, code: _why(seen[subject, code], lang), _Why.moved)
        _Writing(decision, lang, book, reasons, selection).all(full)
        book.save(path)


@frozen
class _Why:
    """Why a verdict is what it is, in part of a sentence, and what is missing for it."""

    why: str
    gaps: tuple[Gap, ...]

    def moved(self, other: Callable[[SubjectId], SubjectId]) -> "_Why":
        """The same of other subjects."""
        return _Why(self.why, tuple(moved_gap(each, other) for each in self.gaps)) if self.gaps else self


def _why(verdict: Verdict, lang: str) -> _Why:
    explanation = verdict.reasons
    gaps = explanation.proof.direct_gaps if verdict.status is Status.UNKNOWN else ()
    return _Why(ReasonWords(verdict.decision, verdict, explanation, lang, places=False).reason(), gaps)


@define
class _Writing:
    """A workbook in the making; `waiting` gathers what is missing, with the codes of what waits for it."""

    decision: Decision
    lang: str
    book: Book
    reasons: "Alike[Decision, _Why]"
    selection: Selection
    waiting: dict[Gap, dict[str, None]] = field(factory=dict)
    counts: list[tuple[str, str, str, Counter[Shown]]] = field(factory=list)
    _values: dict[tuple[str, Possible], Cell] = field(factory=dict)

    def all(self, full: bool) -> None:
        """Every sheet, in the order in which they stand; what sums up is written last."""
        summary = self.book.free_page(self._say("summary"), (16, 44, 18, 12, *([12] * 5)))
        for title in self.decision.program.awarded:
            if title.code in self.decision.program.conclusions and self.selection.has_code(title.code):
                self._title(title)
        for sheet in score_sheets(self.decision.program) if self.selection.codes is None else ():
            self._score(sheet)
        for fact_type in self.decision.program.vocabulary:
            self._type(fact_type.name)
        self._missing()
        self._question()
        if full:
            self._details()
        self._summary(summary)

    # ------------------------------------------------------------ titles

    def _title(self, title: ir.Title) -> None:
        """A title: who gets it, who has the standard without a seat, who waits, who does not."""
        subjects = tuple(self._subjects(title.subject))
        if not subjects:
            return
        about = self.decision.program.conclusions[title.code].about
        code, name = as_written(title.code), title.name or about.title
        found: dict[Shown, list[SubjectId]] = {}
        for subject in subjects:
            found.setdefault(shown_as(self.decision[subject, title.code]), []).append(subject)
        self.counts.append((code, name, title.subject, Counter({each: len(found[each]) for each in found})))
        unit = unit_field(self.decision, title.subject)
        columns = [*self._heads(title.subject, unit), Column(heading("result", self.lang), _STATUS)]
        page = self.book.page(code, [*columns, Column(heading("reason", self.lang), _REASON)], 2, self._above(name))
        for status in TOLD:
            word = status_word(status, self.lang).lower()
            for subject in found.get(status, ()):
                verdict = self.decision[subject, title.code]
                page.append([*self._who(subject, unit), Cell(word, "text", status), self._reason(verdict, code)])
        page.close()

    def _reason(self, verdict: Verdict, code: str) -> str:
        """Why, in one sentence; what is missing is gathered on the way."""
        if verdict.status is Status.NOT_APPLICABLE:
            return ""
        found = self.reasons.told(verdict.subject, verdict.code, verdict.mask)
        self._wait(found.gaps, code)
        return found.why[:1].upper() + found.why[1:]

    def _wait(self, gaps: Iterable[Gap], code: str) -> None:
        for gap in gaps:
            self.waiting.setdefault(gap, {})[code] = None

    # ------------------------------------------------------------ scores

    def _score(self, sheet: ScoreSheet) -> None:
        """A score: a row for each subject, the items as columns, what was taken off and why at the end."""
        type_name, code = sheet.score.subject, sheet.score.code
        subjects = tuple(self._subjects(type_name))
        if not subjects:
            return
        unit = unit_field(self.decision, type_name)
        columns = [
            *self._heads(type_name, unit),
            *(Column(each.heading(), max(_POINTS, min(22, len(each.heading()) / 2))) for each in sheet.columns),
            Column(as_written(code), _NUMBER),
            *([Column(heading("scale", self.lang), _NUMBER)] if sheet.score.scale else []),
            *(Column(as_written(each.code), _NUMBER) for each in sheet.ranks),
            *(Column(as_written(each.code), _STATUS) for each in sheet.grades),
            Column(self._say("taken_off"), _REASON),
        ]
        page = self.book.page(as_written(code), columns, 2, self._above(sheet.score.title or as_written(code)))
        for subject in subjects:
            row = score_row(self.decision, sheet, subject, self.lang)
            if not row.total.is_point:
                self._wait_for_value(subject, code)
            values = [value_cell(sheet.type, each, self.lang) for each in (*row.points, row.total)]
            if row.scale is not None:
                values.append(value_cell(sheet.type, row.scale, self.lang))
            values += [
                value_cell(rank.type, each, self.lang) for rank, each in zip(sheet.ranks, row.ranks, strict=True)
            ]
            pairs = zip(sheet.grades, row.grades, strict=True)
            values += [value_cell(grade.type, each, self.lang) for grade, each in pairs]
            told = (f"{each.part.name} {remark_words(each, sheet.type, self.lang)}" for each in row.remarks)
            page.append([*self._who(subject, unit), *values, "\n".join(told)])
        page.close()

    def _wait_for_value(self, subject: SubjectId, code: str) -> None:
        step = measure_step(self.decision.prover, subject, code)
        gaps = (gap for each in step.walk() if not each.settled for gap in each.gaps)
        self._wait(gaps, as_written(code))

    # ------------------------------------------------------------ types

    def _type(self, type_name: str) -> None:
        """A type of subjects: what was found of each criterion and title, and everything that is reckoned of them."""
        program = self.decision.program
        standards, titles = standards_of(self.decision), {each.code for each in program.awarded}
        asked = (each for each in reading_order(program) if self.selection.has_code(each.code))
        rules = [each for each in asked if each.subject == type_name and each.code not in standards]
        judged = [each for each in rules if not each.root.about.noted]
        noted = [each for each in rules if each.root.about.noted]
        reckoned = _reckoned(program, type_name) if self.selection.codes is None else []
        subjects = tuple(self._subjects(type_name))
        if not subjects or not (rules or reckoned):
            return
        noting = bool(judged) and not any(each.code in titles for each in judged)  # titles tell why on their sheets
        unit = unit_field(self.decision, type_name)
        columns = [
            *self._heads(type_name, unit),
            *(Column(as_written(each.code), max(7, len(as_written(each.code)) + 2)) for each in judged),
            *(Column(each.root.about.title or as_written(each.code), _NUMBER) for each in noted),
            *(Column(as_written(each.code), max(_NUMBER, min(24, len(each.code) / 2))) for each in reckoned),
            *([Column(self._say("what_is_missing"), _REASON)] if noting else []),
        ]
        page = self.book.page(type_name, columns, 2)
        counted = {each.code: Counter[Shown]() for each in judged}
        for subject in subjects:
            cells: list[Cell | str] = [*self._who(subject, unit)]
            for rule in judged:
                verdict = self.decision[subject, rule.code]
                shown = shown_as(verdict)
                counted[rule.code][shown] += 1
                cells.append(Cell(MARK[shown], "mark", shown))
                if shown is Status.UNKNOWN and rule.code not in titles:
                    self._wait(verdict.proof.direct_gaps, as_written(rule.code))
            cells += [noted_word(self.decision[subject, each.code].status, self.lang) for each in noted]
            cells += [self._value(subject, each) for each in reckoned]
            page.append([*cells, notes(self.decision, subject, self.lang)] if noting else cells)
        page.close()
        for rule in judged:
            if rule.code not in titles:
                code = as_written(rule.code)
                self.counts.append((code, rule.root.about.title or code, type_name, counted[rule.code]))

    def _value(self, subject: SubjectId, rule: ir.Quantity | ir.Rank) -> Cell:
        """A quantity or rank of a subject; each value of it is put into words once."""
        value = self.decision.record.value(subject, rule.code)
        found = self._values.get((rule.code, value))
        if found is None:
            found = self._values[rule.code, value] = value_cell(rule.type, value, self.lang)
        return found

    # ------------------------------------------------------------ what is missing

    def _missing(self) -> None:
        keys = ("answered_by", "what_to_know", "code", "whose", "belongs_to", "evidence", "confirmed_by", "waiting")
        widths = (24, 46, 14, _NAME, _UNIT, 30, 20, 22)
        columns = [Column(heading(key, self.lang), width) for key, width in zip(keys, widths, strict=True)]
        page = self.book.page(self._say("to_collect"), [*columns, Column(self._say("to_fill_in"), 26)], 0)
        things = wanted(self.decision, self.waiting, self.lang)
        types = {each.subject.type for each in things if each.subject is not None}
        units = {each: unit_field(self.decision, each) for each in types}
        for each in things:
            whose = ["", "", ""]
            if each.subject is not None:
                unit = unit_words(self.decision, each.subject, units[each.subject.type])
                whose = [*self._who(each.subject, None), unit]
            supplier = each.supplier or self._say("nobody_named")
            told = (supplier, each.what, *whose, each.evidence, each.confirmed_by, ", ".join(each.waiting))
            page.append([*told, Cell(None, "fill")])
        row = page.head + 1
        for choices, group in groupby(things, lambda each: each.choices):
            count = sum(1 for _ in group)
            page.offer(len(columns) + 1, row, row + count - 1, choices)
            row += count
        page.close()

    # ------------------------------------------------------------ the question

    def _question(self) -> None:
        identity, question, program = self.decision.identity, self.decision.question, self.decision.program
        page = self.book.free_page(self._say("question"), (44, 80))
        for key, value in (
            ("ruleset", identity.ruleset),
            ("ruleset_hash", identity.ruleset_hash),
            ("on", f"{question.on:%d/%m/%Y}"),
            ("period", str(question.period)),
            ("library", f"thidua_rules {identity.version} ({identity.executor})"),
            ("facts_hash", identity.facts_hash),
        ):
            page.append([heading(key, self.lang), value])
        parameters = [
            (name, value_words(program.parameters[name], value, self.lang))
            for name, value in sorted(question.parameters.items())
            if name in program.parameters
        ]
        for key, pairs in (
            ("parameters", parameters),
            ("readings", list(_readings(program))),
            ("documents", sorted(program.documents.items())),
        ):
            if pairs:
                page.append([])
                page.append([Cell(heading(key, self.lang), "title")])
            for name, text in pairs:
                page.append([name, text])

    # ------------------------------------------------------------ in sum

    def _summary(self, page: Page) -> None:
        for line in self._above(""):
            page.append([Cell(line, "title")])
        if self.selection != EVERYTHING:
            page.append([Cell(self._say("only_selected"), "title")])
        found = [status for status in TOLD if any(counts[status] for *_, counts in self.counts)]
        if self.counts:
            words = [f"{MARK[each]} {status_word(each, self.lang).lower()}" for each in found]
            heads = ("code", "name", "type", "how_many")
            page.append([])
            page.append([Cell(each, "head") for each in (*(heading(key, self.lang) for key in heads), *words)])
        for code, name, type_name, counts in self.counts:
            cells = [Cell(counts[each], "number", each if counts[each] else None) for each in found]
            page.append([code, name, type_name, counts.total(), *cells])
        for name, steps in self._graded():
            page.append([])
            page.append([Cell(name, "head"), Cell(self._say("how_many"), "head")])
            for step, count in steps.items():
                page.append([step, count])
        if self.decision.findings:
            page.append([])
            page.append([Cell(heading("doubts", self.lang), "title")])
        for each in self.decision.findings:
            page.append([each.code, doubt_words(each, self.lang)])

    def _graded(self) -> Iterator[tuple[str, Counter[str]]]:
        """How many have each step of each grade."""
        for fact_type in self.decision.program.vocabulary if self.selection.codes is None else ():
            for rule in measures(self.decision.program, fact_type.name):
                if rule.type.shape is None or not rule.type.shape.options:
                    continue
                subjects = tuple(self._subjects(fact_type.name))
                steps = Counter(dict.fromkeys((*rule.type.shape.options[::-1], *rule.type.shape.outside), 0))
                for subject in subjects:
                    value = self.decision.possible(subject, rule.code)
                    steps[value_words(rule.type, value, self.lang) if value.is_point else self._say("unclear")] += 1
                if subjects:
                    yield as_written(rule.code), steps

    # ------------------------------------------------------------ everything

    def _details(self) -> None:
        keys = ("subject", "code", "name", "requirement_code", "requirement", "result", "reason", "reference")
        widths = (14, 14, _NAME, 16, 40, _STATUS, _REASON, 40)
        columns = [Column(heading(key, self.lang), width) for key, width in zip(keys, widths, strict=True)]
        page = self.book.page(self._say("details"), columns, 3)
        for each in details(self.decision, self.lang, self.selection):
            word = each.noted or status_word(each.status, self.lang).lower()
            result = Cell(word, "text", None if each.noted else each.status)
            told = (each.type, each.key, each.name, each.code, each.title)
            page.append([*told, result, "\n".join(each.reasons), each.source])
        page.close()

    # ------------------------------------------------------------ shared

    def _subjects(self, type_name: str) -> Iterator[SubjectId]:
        return self.selection.of_type(self.decision.case, type_name)

    def _heads(self, type_name: str, unit: str | None) -> list[Column]:
        keys = (show_key(self.decision.case.vocabulary, each) for each in self._subjects(type_name))
        longest = max(map(len, keys), default=0)
        heads = [
            Column(heading("code", self.lang), min(_NAME, max(8, longest + 3))),
            Column(heading("name", self.lang), _NAME),
        ]
        return heads if unit is None else [*heads, Column(unit[:1].upper() + unit[1:], _UNIT)]

    def _who(self, subject: SubjectId, unit: str | None) -> tuple[str, ...]:
        """Code, name and, if it is asked for, unit of a subject."""
        told = (show_key(self.decision.case.vocabulary, subject), name_of(self.decision, subject))
        return told if unit is None else (*told, unit_words(self.decision, subject, unit))

    def _above(self, name: str) -> list[str]:
        """What stands over a table: what it is, and which question it answers."""
        question = self.decision.question
        asked = (
            f"{self._say('ruleset')} {self.decision.identity.ruleset} · {self._say('period')} {question.period} · "
            f"{self._say('on')} {question.on:%d/%m/%Y}"
        )
        return [name, asked] if name else [asked]

    def _say(self, key: str) -> str:
        return say(key, self.lang)


def _reckoned(program: ir.Program, type_name: str) -> list[ir.Quantity | ir.Rank]:
    """What is reckoned of a type, as it was declared: without what serves others, steps and parts of scores."""
    found = [rule for rule in program.rules if isinstance(rule, ir.Quantity | ir.Rank) and rule.subject == type_name]
    scores = {each.code for each in program.scores}
    scales = {each.scale for each in program.scores}
    return [
        rule
        for rule in found
        if rule.code not in scales
        and not rule.about.serving
        and not any(rule.code.startswith((f"{each}.", f"tối đa {each}.")) for each in scores)
        and not any(rule.code.startswith(f"{each.code} (") for each in found)
    ]


def _readings(program: ir.Program) -> Iterator[tuple[str, str]]:
    """The recorded readings by the codes of the rules that they are about."""
    quotas = (rule for rule in program.rules if isinstance(rule, ir.Quota))
    values = (rule for rule in program.rules if isinstance(rule, ir.Quantity | ir.Rank))
    limits = (limit for rule in program.rules if isinstance(rule, ir.Quota) for limit in rule.limits)
    for node in (*program.nodes.values(), *quotas, *limits, *values):
        if node.about.reading:
            yield as_written(node.code), node.about.reading
