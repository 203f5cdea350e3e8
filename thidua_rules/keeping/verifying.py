"""Whether a kept decision would be made again today, and what exactly would be otherwise."""

import os
from collections.abc import Iterator
from typing import Any, Literal

from attrs import frozen

import thidua_rules
from thidua_rules.archive.data import mask_text, possible_data
from thidua_rules.archive.saving import answers
from thidua_rules.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.keeping.opening import KeptDecision, open_decision
from thidua_rules.values import Possible

Kind = Literal["ruleset", "facts", "parameter", "verdict", "value"]


@frozen
class Difference:
    """One thing that is not today what it was.

    Of kind `ruleset` (the hash of the ruleset as composed), `facts` (the hash of the facts as read), `parameter` (its
    value), `verdict` (the mask of a conclusion) or `value` (of a quantity or rank); None is what there is not.
    """

    kind: Kind
    name: str
    then: Any
    now: Any
    subject: SubjectId | None = None


@frozen
class Verification:
    """A kept decision beside the one that this library makes of the same ruleset, facts and question."""

    kept: KeptDecision
    decision: Decision
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether everything that was found is found again, from the same ruleset and facts."""
        return not self.differences

    @property
    def count(self) -> int:
        """How many verdicts and values were compared."""
        return len(self.kept.found)

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain data."""
        then = self.kept.then
        return {
            "same": self.same,
            "compared": self.count,
            "ruleset": {"id": then.ruleset, "hash": then.ruleset_hash},
            "facts": {"hash": then.facts_hash},
            "library": {"then": then.version, "now": thidua_rules.__version__},
            "executor": {"then": then.executor, "now": self.decision.identity.executor},
            "differences": [self._plain(each) for each in self.differences],
        }

    def _plain(self, each: Difference) -> dict[str, Any]:
        vocabulary = self.kept.case.vocabulary
        subject = each.subject and {"type": each.subject.type, "key": show_key(vocabulary, each.subject)}
        then, now = _data(each.then), _data(each.now)
        return {"kind": each.kind, "subject": subject, "name": each.name, "then": then, "now": now}


def verify(path: str | os.PathLike[str], *, executor: str | None = None) -> Verification:
    """Open a kept decision, decide again by this library, and compare. Raises ArchiveError if it cannot be opened.

    `executor` names another one than that of then; UsageError if there is none of that name.
    """
    kept = open_decision(path)
    decision = kept.decide(executor)
    return Verification(kept, decision, tuple(_differences(kept, decision)))


def _differences(kept: KeptDecision, decision: Decision) -> Iterator[Difference]:
    then, identity = kept.then, decision.identity
    if then.ruleset_hash != identity.ruleset_hash:
        yield Difference("ruleset", then.ruleset, then.ruleset_hash, identity.ruleset_hash)
    if then.facts_hash != identity.facts_hash:
        yield Difference("facts", then.ruleset, then.facts_hash, identity.facts_hash)
    before, after = kept.question.parameters, decision.question.parameters
    for name in sorted(before.keys() | after.keys()):
        if _data(before.get(name)) != _data(after.get(name)):
            yield Difference("parameter", name, before.get(name), after.get(name))
    found = answers(decision.program, decision.case, decision.record)
    for subject, name in dict.fromkeys((*kept.found, *found)):
        old, new = kept.found.get((subject, name)), found.get((subject, name))
        if _data(old) != _data(new):
            kind: Kind = "value" if isinstance(new if old is None else old, Possible) else "verdict"
            yield Difference(kind, name, old, new, subject)


def _data(value: Any) -> Any:
    """What a mask or value says; two values may say the same and yet not be equal."""
    if isinstance(value, int):
        return mask_text(value)
    return possible_data(value) if isinstance(value, Possible) else value
