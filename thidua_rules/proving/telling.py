"""Proofs and refutations in words and as plain data."""

from collections.abc import Iterator
from typing import Any

from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.demonstrating import Demonstration
from thidua_rules.proving.invariants import ProofReport
from thidua_rules.proving.result import Proof, Result
from thidua_rules.report.messages import say
from thidua_rules.report.wording import size_words, wrapped

_MARKS = {Result.PROVED: "✓", Result.REFUTED: "✗", Result.OPEN: "?"}
_INDENT = "    "


def proof_lines(report: ProofReport, lang: str, width: int) -> Iterator[str]:
    """Every invariant with what became of it, the dossier that breaks it, and the counts at the end."""
    for proof in report.proofs:
        yield from wrapped(f"{_MARKS[proof.result]} {proof.invariant.code}: {_found(proof, lang)}", width, "", _INDENT)
        yield from wrapped(proof.invariant.about.text, width, _INDENT, _INDENT)
        if proof.demonstration is not None:
            yield from wrapped(_shown(report, proof, proof.demonstration, lang), width, _INDENT, _INDENT)
            yield from (_INDENT * 2 + line for line in proof.demonstration.text.splitlines())
    yield ""
    counts = {result.value: report.count(result) for result in Result}
    told = say("proved_counts", lang, **counts, **asked_words(report.question))
    yield from wrapped(told, width)
    if not report.solver:
        yield from wrapped(say("prove_without", lang), width)
        yield f"{_INDENT}pip install 'thidua-rules[prove]'"


def asked_words(question: Question) -> dict[str, str]:
    """The day and the period of a question, in words."""
    return {"day": f"{question.on:%d/%m/%Y}", "period": str(question.period)}


def _found(proof: Proof, lang: str) -> str:
    told = {"sizes": size_words(proof.sizes), "tried": f"{proof.tried:,}".replace(",", "." if lang == "vi" else ",")}
    if proof.result is Result.OPEN:
        why = say(f"prove_open_{proof.why}", lang) if proof.why else ""
        return say("proved_open", lang, why=why, **told)
    found = say(f"proved_{proof.result.value}", lang, **told)
    return f"{found}; {say('proved_vacuous', lang)}" if proof.vacuous else found


def _shown(report: ProofReport, proof: Proof, shown: Demonstration, lang: str) -> str:
    """Whom a dossier shows it of, and what the other dossier has."""
    vocabulary = report.ruleset.model.vocabulary
    keys = [f"`{show_key(vocabulary, each)}`" for each in shown.subjects]
    if shown.change is not None:
        name, slot = shown.change
        fact_type = vocabulary.type(proof.invariant.subject)
        declared = fact_type.field(name) if fact_type is not None else None
        assert declared is not None
        return say("refuted_by_change", lang, who=keys[0], name=name, value=slot_text(vocabulary, declared, slot))
    if len(keys) > 1:
        states = proof.invariant.states
        less = isinstance(states, ir.Keeps) and states.less
        return say("refuted_without" if less else "refuted_with", lang, who=keys[0], newcomer=keys[1])
    return say("refuted_by", lang, who=keys[0])


def proofs_data(report: ProofReport) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "ruleset": report.ruleset.id,
        "on": report.question.on.isoformat(),
        "period": str(report.question.period),
        "solver": report.solver,
        "invariants": [_proof_data(report, each) for each in report.proofs],
    }


def _proof_data(report: ProofReport, proof: Proof) -> dict[str, Any]:
    shown = proof.demonstration
    return {
        "code": proof.invariant.code,
        "states": proof.invariant.about.text,
        "citations": list(proof.invariant.about.citations),
        "result": proof.result.value,
        "sizes": dict(proof.sizes),
        "vacuous": proof.vacuous,
        "why": proof.why,
        "tried": proof.tried,
        "left_out": list(proof.left_out),
        "seconds": round(proof.seconds, 2),
        "dossier": None if shown is None else shown.data,
        "shown": None if shown is None else _shown(report, proof, shown, "vi"),
    }
