"""Invariants of a ruleset, proved for all dossiers up to some sizes, refuted by one, or searched for."""

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from time import monotonic

from attrs import evolve, frozen

from thidua_rules.api import Ruleset
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.claims import codes_asked
from thidua_rules.proving.question import usual_question
from thidua_rules.proving.result import Proof, Result
from thidua_rules.proving.searching import searched
from thidua_rules.proving.sizes import CLOSER, MOST, sizes_for, types_behind
from thidua_rules.source.text import did_you_mean, fold


@frozen
class ProofReport:
    """What became of the invariants of a ruleset; `solver` says whether there was one."""

    ruleset: Ruleset
    question: Question
    proofs: tuple[Proof, ...]
    solver: bool

    def count(self, result: Result) -> int:
        """How many came to that."""
        return sum(each.result is result for each in self.proofs)


def solver_is_installed() -> bool:
    """Whether the extra `prove` is there."""
    return importlib.util.find_spec("z3") is not None


def prove(
    ruleset: Ruleset,
    names: Iterable[str] = (),
    *,
    on: str | None = None,
    period: str | None = None,
    seconds: float = 30,
    tell: Callable[[int, int], None] = lambda done, all_: None,
) -> ProofReport:
    """Prove or refute the invariants of a ruleset, or those named, each in at most so many seconds.

    `on` and `period` are the question, otherwise that of its scenarios. Without the solver, and where a proof is out of
    reach, random dossiers are tried instead. Raises UsageError for a name that is none, and where there is none at all.
    """
    chosen = _chosen(ruleset, tuple(names))
    question = usual_question(ruleset, on, period)
    proofs = []
    for done, each in enumerate(chosen):
        tell(done, len(chosen))
        proofs.append(_proved(ruleset, question, each, seconds))
    tell(len(chosen), len(chosen))
    return ProofReport(ruleset, question, tuple(proofs), solver_is_installed())


def _chosen(ruleset: Ruleset, names: Sequence[str]) -> list[ir.Invariant]:
    invariants = ruleset.program.invariants
    if not invariants:
        raise UsageError([Diagnostic("PROVE-01", arguments={"name": ruleset.id})])
    known = {fold(each.code): each for each in invariants}
    faults = []
    for name in names:
        if fold(name) not in known:
            near = did_you_mean(name, [each.code for each in invariants]) or [each.code for each in invariants]
            hint = ", ".join(f"`{each}`" for each in near)
            told = {"name": name, "hint_vi": f"có: {hint}", "hint_en": f"there is: {hint}"}
            faults.append(Diagnostic("PROVE-02", arguments=told))
    if faults:
        raise UsageError(faults)
    return [known[fold(each)] for each in names] if names else list(invariants)


def _proved(ruleset: Ruleset, question: Question, invariant: ir.Invariant, seconds: float) -> Proof:
    start = monotonic()
    sizes = _sizes(ruleset, question, invariant, wide=False)
    proof = Proof(invariant, Result.OPEN, sizes, why="solver")
    if solver_is_installed():
        from thidua_rules.proving.refuting import refuted

        proof = refuted(ruleset, question, invariant, sizes, start + seconds)
        if proof.vacuous:
            # perhaps nobody meets the premise because so few are looked at
            wide = _sizes(ruleset, question, invariant, wide=True)
            closer = refuted(ruleset, question, invariant, wide, start + seconds)
            proof = closer if closer.result is not Result.OPEN else proof
    if proof.result is Result.OPEN:
        left = min(seconds, max(seconds / 3, start + seconds - monotonic()))
        tried, shown = searched(ruleset, question, invariant, sizes, monotonic() + left)
        result = Result.OPEN if shown is None else Result.REFUTED
        proof = evolve(proof, result=result, tried=tried, demonstration=shown)
    return evolve(proof, sizes=_rested_on(ruleset, invariant, proof.sizes), seconds=monotonic() - start)


def _sizes(ruleset: Ruleset, question: Question, invariant: ir.Invariant, wide: bool) -> Mapping[str, int]:
    codes, most = codes_asked(ruleset.program, invariant), CLOSER if wide else MOST
    return sizes_for(ruleset.program, question, codes, invariant.sizes, most, wide, [invariant.states])


def _rested_on(ruleset: Ruleset, invariant: ir.Invariant, sizes: Mapping[str, int]) -> Mapping[str, int]:
    """The sizes of the types that an invariant speaks of, itself or by its rules."""
    named = types_behind(ruleset.program, codes_asked(ruleset.program, invariant), [invariant.states])
    return {name: number for name, number in sizes.items() if name in named | {invariant.subject}}
