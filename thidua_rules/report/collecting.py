"""What is to be collected, thing by thing: who supplies it, about whom, what shows it, and what waits for it."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.blank import choices
from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.gaps import supplier_of
from thidua_rules.report.wording import field_of, gap_words
from thidua_rules.source.text import fold


@frozen
class Wanted:
    """One thing to find out: a field of a subject, or what `what` says alone (a list to confirm, a text).

    `supplier` is who knows it, or who confirms it, as the vocabulary says; empty where nobody is named. `waiting` are
    the codes of what is not decided without it. `choices` are what may be written where it is one of a list.
    """

    supplier: str
    what: str
    subject: SubjectId | None
    evidence: str
    confirmed_by: str
    waiting: tuple[str, ...]
    choices: tuple[str, ...] = ()


def wanted(decision: Decision, waiting: Mapping[Gap, Iterable[str]], lang: str) -> list[Wanted]:
    """What the gaps ask for, by supplier and then by what it is; last what nobody is named for."""
    found = [_of_gap(decision, gap, tuple(codes), lang) for gap, codes in waiting.items()]
    return sorted(found, key=lambda each: (not each.supplier, fold(each.supplier), each.subject is None, each.what))


def _of_gap(decision: Decision, gap: Gap, waiting: tuple[str, ...], lang: str) -> Wanted:
    if gap.kind != "field" or gap.subject is None or gap.name is None:
        return Wanted("", gap_words(decision, gap, lang), None, "", "", waiting)
    declared = field_of(decision, gap.subject, gap.name)
    what = declared.question or declared.name
    told = (declared.evidence or "", declared.confirmed_by or "")
    return Wanted(supplier_of(declared), what, gap.subject, *told, waiting, tuple(choices(declared)))
