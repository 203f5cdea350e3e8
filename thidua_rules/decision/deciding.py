"""What stands in the way of a conclusion by the outcomes alone: the lowest parts that are not met or not known."""

from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import NOT_MET, Status, status_of

_IN_THE_WAY = (Status.NOT_MET, Status.UNKNOWN)


def deciding(program: ir.Program, record: Record, subject: SubjectId, node: ir.Requirement) -> list[ir.Requirement]:
    """The leaves that stand in the way; a leaf that only repeats another conclusion of the subject is left out.

    A group whose parts are all in order, or not met while it is unknown itself, stands in the way itself: what is not
    known is whether it applies.
    """
    status = status_of(record.mask(subject, node.code))
    if status not in _IN_THE_WAY:
        return []
    if node.group == "none" and status is Status.NOT_MET:
        # what is not met there is as it should be
        return [node]
    below = [status_of(record.mask(subject, child.code)) for child in node.children]
    if node.group == "none":
        open_ = (child for child, each in zip(node.children, below, strict=True) if each is Status.UNKNOWN)
        return [each for child in open_ for each in deciding(program, record, subject, child)] or [node]
    doubted = node.group == "all" and status is Status.UNKNOWN and Status.NOT_MET in below
    if not doubted and any(each in _IN_THE_WAY for each in below):
        return [each for child in node.children for each in deciding(program, record, subject, child)]
    repeated = _repeats(node.condition)
    if repeated is None:
        return [node]
    home = program.homes[repeated]
    # seats are told of those whom they may keep from the title
    kept = isinstance(home, ir.Quota) and record.mask(subject, home.standard) != NOT_MET
    return [node] if kept else []


def _repeats(condition: ir.Condition | None) -> str | None:
    """The conclusion about the subject itself that a condition only repeats."""
    if isinstance(condition, ir.Conjunction) and len(condition.operands) == 1:
        condition = condition.operands[0]
    return condition.code if isinstance(condition, ir.Concluded) and not condition.walk.steps else None
