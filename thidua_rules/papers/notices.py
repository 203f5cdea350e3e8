"""What is to be handed in, gathered for those who are written to: who supplies it, or the unit whose it is."""

from collections.abc import Iterable

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.papers.kinds import By
from thidua_rules.papers.naming import is_judged, known_as
from thidua_rules.papers.placeholders import BLANK, Part, called
from thidua_rules.proofs.proof import Gap
from thidua_rules.report.collecting import Wanted, wanted
from thidua_rules.report.units import unit_field
from thidua_rules.report.wording import name_of
from thidua_rules.values import Status


@frozen(slots=False, eq=False)
class Thing(Part):
    """One thing to hand in, of one or several."""

    decision: Decision
    things: tuple[Wanted, ...]

    @called("nội_dung")
    def what(self) -> str:
        """What is asked."""
        return self.things[0].what

    @called("của_ai")
    def of_whom(self) -> tuple[str, ...]:
        """Of whom or of what, by name; nothing where `nội_dung` says all."""
        found = (each.subject for each in self.things if each.subject is not None)
        return tuple(known_as(self.decision, each) for each in dict.fromkeys(found))

    @called("minh_chứng")
    def evidence(self) -> str:
        """What shows it; blank if the vocabulary does not say."""
        return self.things[0].evidence or BLANK

    @called("người_cung_cấp")
    def supplier(self) -> str:
        """Who supplies or confirms it; blank if nobody is named."""
        return self.things[0].supplier or BLANK

    @called("người_xác_nhận")
    def confirmed_by(self) -> str:
        """Who confirms it; blank if the vocabulary does not say."""
        return self.things[0].confirmed_by or BLANK

    @called("cần_cho")
    def waiting(self) -> tuple[str, ...]:
        """The titles and criteria that wait for it."""
        return tuple(dict.fromkeys(code for each in self.things for code in each.waiting))


@frozen(slots=False, eq=False)
class Notice(Part):
    """A notice to one of those who have something to hand in."""

    decision: Decision
    recipient: str
    things: tuple[Wanted, ...]

    @called("nơi_nhận")
    def to(self) -> str:
        """Whom it goes to; blank if nobody is named."""
        return self.recipient or BLANK

    @called("việc")
    def asked(self) -> tuple[Thing, ...]:
        """What is to be handed in, the same thing of several once."""
        alike: dict[object, list[Wanted]] = {}
        for each in self.things:
            of_type = None if each.subject is None else each.subject.type
            alike.setdefault((each.what, of_type, each.supplier, each.evidence, each.confirmed_by), []).append(each)
        return tuple(Thing(self.decision, tuple(each)) for each in alike.values())


def notices(decision: Decision, verdicts: Iterable[Verdict], by: By) -> tuple[Notice, ...]:
    """A notice to each of those who can supply what the verdicts wait for; last that to nobody in particular."""
    waiting: dict[Gap, dict[str, None]] = {}
    for verdict in verdicts:
        if verdict.status is Status.UNKNOWN:
            for gap in verdict.proof.direct_gaps:
                waiting.setdefault(gap, {})[verdict.title] = None
    found: dict[str, list[Wanted]] = {}
    for each in wanted(decision, waiting, "vi"):
        to = each.supplier if by == "supplier" else "" if each.subject is None else _home(decision, each.subject)
        found.setdefault(to, []).append(each)
    told = sorted(found.items(), key=lambda each: not each[0])
    return tuple(Notice(decision, to, tuple(things)) for to, things in told)


def _home(decision: Decision, subject: SubjectId) -> str:
    """The unit of somebody, or of whoever a record belongs to; of what is in no unit its own name."""
    met = {subject}
    while True:
        via = unit_field(decision, subject.type)
        above = None if via is None else decision.case.slot(subject, via)
        # a bloc of units is no unit: it is not judged itself
        beyond = isinstance(above, SubjectId) and is_judged(decision, subject) and not is_judged(decision, above)
        if not isinstance(above, SubjectId) or beyond or above in met or above not in decision.case:
            return name_of(decision, subject)
        met.add(above)
        subject = above
