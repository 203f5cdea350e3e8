"""A decision as people ask about it: who gets a title, who has no seat, who waits for what, what is to be collected."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.gaps import Missing, by_supplier, names, of_whom
from thidua_rules.report.messages import MARK, TOLD, Beyond, Shown, noted_word, say, status_word
from thidua_rules.report.reasons import ReasonWords
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.report.table import reading_order
from thidua_rules.report.wording import hanging, shown_as
from thidua_rules.values import Status

MOST_NAMED = 12
"""How many subjects of a title are named, or told why, before the rest is only counted."""
MOST_ASKED = 300
"""Of how many verdicts that are not known it is gathered what is missing."""
_MOST_LINES = 12


@frozen
class Overview:
    """Puts what people ask first of a decision into lines of one width."""

    decision: Decision
    lang: str = "vi"
    width: int = 100
    selection: Selection = EVERYTHING

    def lines(self, type_name: str) -> Iterator[str]:
        """Each title of a type: how many have each outcome, who gets it, who has no seat, who waits for what."""
        program = self.decision.program
        if not any(True for _ in self.selection.of_type(self.decision.case, type_name)):
            return
        titles = [each for each in program.awarded if each.subject == type_name and each.code in program.conclusions]
        told = {code for title in program.awarded for code in (title.code, title.standard)}
        for rule in reading_order(program) if titles else ():
            if rule.subject == type_name and rule.code not in told and self.selection.has_code(rule.code):
                yield from self._counted(rule.code, self._found(rule.code, type_name))
        for title in filter(lambda each: self.selection.has_code(each.code), titles):
            yield from self._title(title, self._found(title.code, type_name))

    def _found(self, code: str, type_name: str) -> dict[Shown, list[Verdict]]:
        """The verdicts of a conclusion by what they are shown as."""
        found: dict[Shown, list[Verdict]] = {}
        for subject in self.selection.of_type(self.decision.case, type_name):
            verdict = self.decision[subject, code]
            if self.selection.has_outcome(shown := shown_as(verdict)):
                found.setdefault(shown, []).append(verdict)
        return found

    def _counted(self, code: str, found: dict[Shown, list[Verdict]]) -> Iterator[str]:
        """A conclusion, and how many have each outcome."""
        if not found:
            return
        about = self.decision.program.conclusions[code].about
        counts = []
        for status in TOLD:
            if status not in found:
                continue
            if about.noted and isinstance(status, Status):
                counts.append(f"{len(found[status])} {noted_word(status, self.lang)}")
            else:
                counts.append(f"{MARK[status]} {len(found[status])} {status_word(status, self.lang).lower()}")
        yield from self._wrapped(f"{as_written(code)}  {about.title}".rstrip() + f":  {'  '.join(counts)}", "")

    def _title(self, title: ir.Title, found: dict[Shown, list[Verdict]]) -> Iterator[str]:
        yield from self._counted(title.code, found)
        got = tuple(each.subject for each in found.get(Status.MET, ()))
        if got:
            yield from self._wrapped(f"{MARK[Status.MET]} {names(self.decision, got, self.lang, MOST_NAMED)}", "    ")
        for status in (Beyond.OUTSIDE, Status.UNKNOWN):
            yield from self._with_reasons(status, found.get(status, ()))

    def _with_reasons(self, status: Shown, verdicts: Sequence[Verdict]) -> Iterator[str]:
        """Those of an outcome, by what it comes from."""
        reasons: dict[str, list[SubjectId]] = {}
        for each in verdicts[:MOST_NAMED]:
            why = ReasonWords(self.decision, each, each.reasons, self.lang).reason()
            reasons.setdefault(why, []).append(each.subject)
        for why, subjects in reasons.items():
            named = names(self.decision, tuple(subjects), self.lang, MOST_NAMED)
            yield from self._wrapped(f"{MARK[status]} {named}: {why}", "    ")
        if len(verdicts) > MOST_NAMED:
            yield f"    {MARK[status]} {say('and_more', self.lang, number=len(verdicts) - MOST_NAMED)}"

    def missing(self) -> Iterator[str]:
        """What titles wait for, by who can supply it."""
        unknown = [each for each in self.decision.titles() if each.status is Status.UNKNOWN and self.tells(each)]
        gaps: dict[Gap, None] = {}
        for verdict in unknown[:MOST_ASKED]:
            gaps |= dict.fromkeys(verdict.proof.direct_gaps)
        suppliers = by_supplier(self.decision, gaps, self.lang)
        if suppliers:
            yield f"{say('to_collect', self.lang)}:"
        for supplier, things in suppliers.items():
            told = [self._thing(each, bool(supplier)) for each in things[:_MOST_LINES]]
            if len(things) > _MOST_LINES:
                told.append(f"… +{len(things) - _MOST_LINES}")
            yield from self._wrapped(f"{supplier or say('nobody_named', self.lang)}:", "  ")
            for line in told:
                yield from self._wrapped(f"- {line}", "    ")
        if len(unknown) > MOST_ASKED:
            yield from self._wrapped(say("gathered_of", self.lang, some=MOST_ASKED, all=len(unknown)), "  ")

    def tells(self, verdict: Verdict) -> bool:
        """Whether a verdict is among those selected."""
        chosen = self.selection.subjects
        return (chosen is None or verdict.subject in chosen) and self.selection.has_code(verdict.at)

    def _thing(self, missing: Missing, named: bool) -> str:
        if not missing.is_field:
            return missing.what
        whose = of_whom(self.decision, missing.subjects, self.lang, MOST_NAMED)
        # where nobody is named for it, what shows it says where to look
        notes = f" ({missing.notes})" if missing.notes and not named else ""
        return f"{missing.what} {say('of', self.lang)} {whose}{notes}"

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        return hanging(text, indent, self.width)
