"""What a decision found, as papers tell it: titles with their candidates, and people with their results."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.papers.placeholders import Part, called
from thidua_rules.papers.votes import Vote, votes_on
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.gaps import gathered, names
from thidua_rules.report.messages import Beyond, Shown, noted_word, say, status_word
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.selection import Selection
from thidua_rules.report.table import measures, reading_order, standards_of
from thidua_rules.report.units import unit_field, unit_words
from thidua_rules.report.wording import citation_words, name_of, shown_as, value_words
from thidua_rules.values import Status

_WIDE = 10_000
"""Lines are broken by the paper they stand on."""


@frozen(slots=False, eq=False)
class Result(Part):
    """What was found of one title or criterion about one person or collective."""

    verdict: Verdict

    @called("mã")
    def key(self) -> str:
        """The key of whom it is about."""
        return show_key(self.verdict.decision.case.vocabulary, self.verdict.subject)

    @called("tên")
    def name(self) -> str:
        """The name of whom it is about."""
        return name_of(self.verdict.decision, self.verdict.subject)

    @called("đơn_vị")
    def unit(self) -> str:
        """The unit of whom it is about; empty if it has none."""
        decision, subject = self.verdict.decision, self.verdict.subject
        return unit_words(decision, subject, unit_field(decision, subject.type))

    @called("mã_danh_hiệu")
    def code(self) -> str:
        """The code of the title or criterion."""
        return self.verdict.code

    @called("danh_hiệu")
    def title(self) -> str:
        """The name of the title or criterion."""
        return self.verdict.title

    @called("kết_quả")
    def result(self) -> str:
        """`đạt`, `đủ chuẩn, ngoài chỉ tiêu`, `không đạt`, `chưa đủ căn cứ` or `không áp dụng`."""
        if self.verdict.decision.program.conclusions[self.verdict.at].about.noted:
            return noted_word(self.verdict.status, "vi")
        return status_word(shown_as(self.verdict), "vi").lower()

    @called("lý_do")
    def reason(self) -> str:
        """The reason that matters most, in one sentence without its full stop."""
        return at_any_depth(lambda: _words(self.verdict).reason()).rstrip(".")

    @called("thành_tích")
    def grounds(self) -> tuple[str, ...]:
        """Each part of the standard that is met, with the facts that it rests on."""
        title = self.verdict.decision.program.titles.get(self.verdict.at)
        asked = self.verdict if title is None else self.verdict.decision[self.verdict.subject, title.standard]
        return at_any_depth(lambda: tuple(_words(asked).grounds()))

    @called("giải_thích")
    def lines(self) -> tuple[str, ...]:
        """Why, in at most 40 lines; what lies deeper is set in by spaces."""
        return at_any_depth(lambda: tuple(_words(self.verdict).below(_WIDE)))

    @called("căn_cứ")
    def reference(self) -> str:
        """The articles of the title or criterion."""
        return _articles(self.verdict.decision, self.verdict.at)

    @called("còn_thiếu")
    def missing(self) -> tuple[str, ...]:
        """The facts that it waits for, each with whose it is and who supplies it; nothing where it is decided."""
        decision = self.verdict.decision
        if self.verdict.status is not Status.UNKNOWN:
            return ()
        told = []
        for each in gathered(decision, self.verdict.proof.direct_gaps, "vi"):
            whose = f" {say('of', 'vi')} {names(decision, each.subjects, 'vi', 20)}" if each.is_field else ""
            told.append(each.what + whose + (f" ({each.notes})" if each.notes else ""))
        return tuple(told)

    @called("biểu_quyết")
    def votes(self) -> tuple[Vote, ...]:
        """What the council is asked about this candidate."""
        return votes_on(self.verdict)


def _words(verdict: Verdict) -> ReasonWords:
    return ReasonWords(verdict.decision, verdict, verdict.reasons)


def _articles(decision: Decision, code: str) -> str:
    return citation_words(decision.program.conclusions[code].about.citations, decision.program.documents)


@frozen(slots=False, eq=False)
class Title(Part):
    """A title or criterion of one type of subjects, and everybody it is asked of, by what was found."""

    decision: Decision
    rule: ir.Criterion
    subjects: tuple[SubjectId, ...]

    @called("mã")
    def code(self) -> str:
        """Its code."""
        return as_written(self.rule.code)

    @called("tên")
    def name(self) -> str:
        """Its name."""
        return self.rule.root.about.title or as_written(self.rule.code)

    @called("căn_cứ")
    def reference(self) -> str:
        """Its articles."""
        return _articles(self.decision, self.rule.code)

    @called("loại")
    def type(self) -> str:
        """What it is given to: `cá nhân`, `tập thể`."""
        return self.rule.subject

    @called("được")
    def granted(self) -> tuple[Result, ...]:
        """Those who have it."""
        return self._of(Status.MET)

    @called("ngoài_chỉ_tiêu")
    def outside(self) -> tuple[Result, ...]:
        """Those who have the standard, but no seat."""
        return self._of(Beyond.OUTSIDE)

    @called("chờ")
    def waiting(self) -> tuple[Result, ...]:
        """Those of whom it is not known."""
        return self._of(Status.UNKNOWN)

    @called("không_đạt")
    def refused(self) -> tuple[Result, ...]:
        """Those who do not have it."""
        return self._of(Status.NOT_MET)

    @called("ứng_viên")
    def candidates(self) -> tuple[Result, ...]:
        """Those whom the council looks at: they have the standard, whatever came of seats and votes."""
        found = (self.decision[each, self.rule.code] for each in self.subjects)
        return tuple(Result(each) for each in found if (each.standard or each.status) is Status.MET)

    def verdicts(self) -> Iterator[Verdict]:
        """All verdicts on it."""
        return (self.decision[each, self.rule.code] for each in self.subjects)

    def _of(self, outcome: Shown) -> tuple[Result, ...]:
        return tuple(Result(each) for each in self.verdicts() if shown_as(each) is outcome)


def titles(decision: Decision, selection: Selection) -> tuple[Title, ...]:
    """The titles in the order of the ruleset, or the conclusions selected; all criteria where there are no titles."""
    titled = {each.code for each in decision.program.awarded}
    standards = standards_of(decision)
    rules = [each for each in reading_order(decision.program) if each.code not in standards]
    if selection.codes is not None:
        rules = [each for each in rules if selection.has_code(each.code)]
    elif any(each.code in titled for each in rules):
        rules = [each for each in rules if each.code in titled]
    found = (Title(decision, each, tuple(selection.of_type(decision.case, each.subject))) for each in rules)
    return tuple(each for each in found if each.subjects)


@frozen(slots=False, eq=False)
class Value(Part):
    """A score, grade, amount or place of somebody."""

    named: str
    found: str

    @called("tên")
    def name(self) -> str:
        """What it is called."""
        return self.named

    @called("giá_trị")
    def value(self) -> str:
        """What is known of it."""
        return self.found


@frozen(slots=False, eq=False)
class Person(Part):
    """A person or collective with everything that was found."""

    decision: Decision
    subject: SubjectId
    selection: Selection

    @called("mã")
    def key(self) -> str:
        """The key."""
        return show_key(self.decision.case.vocabulary, self.subject)

    @called("tên")
    def name(self) -> str:
        """The name."""
        return name_of(self.decision, self.subject)

    @called("loại")
    def type(self) -> str:
        """`cá nhân`, `tập thể`."""
        return self.subject.type

    @called("đơn_vị")
    def unit(self) -> str:
        """The unit; empty if there is none."""
        return unit_words(self.decision, self.subject, unit_field(self.decision, self.subject.type))

    @called("kết_luận")
    def results(self) -> tuple[Result, ...]:
        """What was found of each title, then of each criterion."""
        titled = {each.code for each in self.decision.program.awarded}
        standards = standards_of(self.decision)
        rules = [
            each
            for each in reading_order(self.decision.program)
            if each.subject == self.subject.type and each.code not in standards and self.selection.has_code(each.code)
        ]
        rules.sort(key=lambda each: each.code not in titled)
        return tuple(Result(self.decision[self.subject, each.code]) for each in rules)

    @called("giá_trị")
    def values(self) -> tuple[Value, ...]:
        """Scores, grades, amounts and places."""
        return tuple(
            Value(as_written(each.code), value_words(each.type, self.decision.possible(self.subject, each.code), "vi"))
            for each in measures(self.decision.program, self.subject.type)
        )


def people(decision: Decision, subjects: Iterable[SubjectId], selection: Selection) -> tuple[Person, ...]:
    """These people and collectives, by type and key."""
    asked = {rule.subject for rule in decision.program.rules}
    return tuple(Person(decision, each, selection) for each in sorted(subjects) if each.type in asked)
