"""What councils confirm: the facts that titles rest on or wait for, with the answers that the dossier has."""

from collections.abc import Iterable

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.papers.placeholders import BLANK, Part, called
from thidua_rules.papers.votes import Answer
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.proofs.proof import Cited
from thidua_rules.report.wording import field_of
from thidua_rules.source.text import fold

_COUNCIL = fold("hội đồng")


@frozen(slots=False, eq=False)
class Council(Part):
    """A council, as the vocabulary names it, and what it has confirmed or is to confirm."""

    named: str
    asked: tuple[Answer, ...]

    @called("tên")
    def name(self) -> str:
        """What the vocabulary calls it."""
        return self.named

    @called("nội_dung")
    def answers(self) -> tuple[Answer, ...]:
        """What it confirms, each with the answer or a blank; what is not known first."""
        return self.asked


def councils(decision: Decision, verdicts: Iterable[Verdict]) -> tuple[Council, ...]:
    """Every council that confirms a fact on which the standard of one of the verdicts rests, or for which it waits.

    What seats rest on besides is the standard of others.
    """
    asked: dict[tuple[SubjectId, str], None] = {}
    for verdict in verdicts:
        title = decision.program.titles.get(verdict.at)
        proof = verdict.proof if title is None else decision[verdict.subject, title.standard].proof
        gaps = ((each.subject, each.name) for each in proof.direct_gaps if each.kind == "field")
        cited = ((each.subject, each.name) for each in proof.facts if isinstance(each, Cited))
        asked |= {
            (subject, name): None for subject, name in (*gaps, *cited) if subject is not None and name is not None
        }
    chosen = _choices(decision)
    found: dict[str, list[Answer]] = {}
    for subject, name in asked:
        declared = field_of(decision, subject, name)
        named = dict.fromkeys(each for each in (declared.confirmed_by, declared.answered_by) if each)
        for who in named if (subject.type, declared.name) not in chosen else ():
            if _COUNCIL in fold(who):
                found.setdefault(who, []).append(Answer(decision, declared, subject, subject))
    return tuple(Council(who, tuple(sorted(each, key=lambda one: one.answer != BLANK))) for who, each in found.items())


def _choices(decision: Decision) -> set[tuple[str, str]]:
    """The fields that hold a council's choice between equals: told where equals compete, which is rare."""
    quotas = (rule for rule in decision.program.rules if isinstance(rule, ir.Quota))
    operands = ((rule.subject, key.operand) for rule in quotas for key in rule.keys if key.choice)
    fields = (ir.FieldValue, ir.Fact, ir.PresentFact)
    return {(type_name, part.name) for type_name, each in operands for part in parts(each) if isinstance(part, fields)}
