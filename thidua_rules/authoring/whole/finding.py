"""A finding about a ruleset as a whole, and those that its authors have accepted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve, frozen

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.ruleset.model import Acceptance, RulesetModel
from thidua_rules.source.text import fold


@frozen
class Finding:
    """What is found of a ruleset as a whole, and which code or name it is `about`: `chấp nhận` names it so.

    `dossier` is a smallest dossier that shows it, in the form that dossiers are written in; None where none does.
    """

    diagnostic: Diagnostic
    about: str
    dossier: Mapping[str, Any] | None = None


_BY_SOLVER = "NEVER-"
"""How the codes of what only a solver finds begin."""

_UNSOLVED = frozenset({"NEVER-10", "NEVER-11", "NEVER-12"})
"""Codes that say the solver has not looked at everything."""


def after_acceptance(model: RulesetModel, findings: Iterable[Finding], solved: bool = False) -> Iterator[Finding]:
    """The findings, the accepted ones as a note with the reason; a warning for what is accepted and not found.

    `solved` says whether a solver has looked: without it, or where it could not look at everything, nothing is known
    of what only it finds.
    """
    waiting = {_key(each): each for each in model.accepted}
    known = dict(waiting)
    for each in findings:
        solved = solved and each.diagnostic.code not in _UNSOLVED
        key = (each.diagnostic.code, fold(each.about))
        accepted = known.get(key)
        if accepted is None:
            yield each
        else:
            waiting.pop(key, None)
            told = {"code": accepted.code, "about": accepted.about, "reason": accepted.reason}
            yield evolve(each, diagnostic=Diagnostic("CHECK-30", each.diagnostic.place, told))
    for left in waiting.values():
        if model.owns(left.place) and (solved or not left.code.startswith(_BY_SOLVER)):
            told = {"code": left.code, "about": left.about}
            yield Finding(Diagnostic("CHECK-12", left.place, told), left.about)


def is_accepted(model: RulesetModel, code: str, about: str) -> bool:
    """Whether a finding is accepted, so that nothing has to show it."""
    return any(_key(each) == (code, fold(about)) for each in model.accepted)


def _key(accepted: Acceptance) -> tuple[str, str]:
    return accepted.code, fold(accepted.about)
