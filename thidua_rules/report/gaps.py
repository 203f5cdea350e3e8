"""What is missing, in short: the same thing of several subjects is one thing to find out."""

from collections.abc import Iterable

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Field
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.messages import say
from thidua_rules.report.wording import field_of, gap_words, name_of, source_notes

MOST_NAMES = 5
"""How many names are listed before the rest is only counted."""


@frozen
class Missing:
    """One thing that is not known of these subjects; `notes` say what shows it and who knows it."""

    what: str
    subjects: tuple[SubjectId, ...]
    notes: str = ""

    @property
    def is_field(self) -> bool:
        """Whether it is a field of these subjects; otherwise `what` says all."""
        return bool(self.subjects)


def gathered(decision: Decision, gaps: Iterable[Gap], lang: str) -> tuple[Missing, ...]:
    """The gaps by what is missing, in the order in which they were found."""
    found: dict[tuple[str, str], dict[SubjectId, None]] = {}
    others: dict[str, None] = {}
    for gap in gaps:
        if gap.kind == "field" and gap.subject is not None and gap.name is not None:
            found.setdefault((gap.subject.type, gap.name), {})[gap.subject] = None
        else:
            others[gap_words(decision, gap, lang)] = None
    listed = [_of_field(decision, name, tuple(subjects), lang) for (_, name), subjects in found.items()]
    return (*listed, *(Missing(words, ()) for words in others))


def by_supplier(decision: Decision, gaps: Iterable[Gap], lang: str) -> dict[str, list[Missing]]:
    """The same by who can supply it, in the order in which they are met; under "" at the end where nobody is named."""
    suppliers: dict[str, list[Missing]] = {}
    for each in gathered(decision, gaps, lang):
        suppliers.setdefault(_supplier(decision, each), []).append(each)
    return dict(sorted(suppliers.items(), key=lambda each: not each[0]))


def _supplier(decision: Decision, missing: Missing) -> str:
    if not missing.is_field:
        return ""
    return supplier_of(field_of(decision, missing.subjects[0], missing.what))


def supplier_of(declared: Field) -> str:
    """Who knows a fact or, if nobody is said to, who confirms it; empty where nobody is named."""
    return declared.answered_by or declared.confirmed_by or ""


def _of_field(decision: Decision, name: str, subjects: tuple[SubjectId, ...], lang: str) -> Missing:
    declared = field_of(decision, subjects[0], name)
    notes = "; ".join(source_notes(declared, lang))
    return Missing(declared.name, subjects, notes)


def of_whom(decision: Decision, subjects: tuple[SubjectId, ...], lang: str, most: int = MOST_NAMES) -> str:
    """`Nguyễn Văn A`; of several `6 sáng kiến (sk-014, sk-015, …)`."""
    if len(subjects) == 1:
        return shortened(name_of(decision, subjects[0]))
    return f"{len(subjects)} {subjects[0].type} ({names(decision, subjects, lang, most)})"


def names(decision: Decision, subjects: tuple[SubjectId, ...], lang: str, most: int = MOST_NAMES) -> str:
    """The first names, and how many more there are."""
    listed = ", ".join(shortened(name_of(decision, each)) for each in subjects[:most])
    more = len(subjects) - most
    return listed if more <= 0 else f"{listed} {say('and_more', lang, number=more)}"


def shortened(text: str, most: int = 40) -> str:
    """A long name cut short."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
