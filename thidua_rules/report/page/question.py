"""What was asked, and by which rules: all that makes a decision one that can be reached again."""

from collections.abc import Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import heading, say
from thidua_rules.report.wording import doubt_words, value_words


@frozen
class Asked:
    """The identity of a decision, its parameters, the readings it rests on, and what is doubtful, each in words."""

    identity: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]


def asked(decision: Decision, lang: str) -> Asked:
    """What was asked of the facts."""
    identity, question, program = decision.identity, decision.question, decision.program
    rows = (
        (say("ruleset", lang), identity.ruleset),
        (heading("on", lang), f"{question.on:%d/%m/%Y}" if lang == "vi" else question.on.isoformat()),
        (heading("period", lang), str(question.period)),
        (heading("ruleset_hash", lang), identity.ruleset_hash),
        (heading("facts_hash", lang), identity.facts_hash),
        (heading("executor", lang), f"{identity.executor} (thidua_rules {identity.version})"),
    )
    parameters = tuple(
        (name, value_words(program.parameters[name], value, lang)) for name, value in question.parameters.items()
    )
    doubts = tuple(doubt_words(each, lang) for each in decision.findings)
    return Asked(rows, parameters, tuple(_readings(program)), doubts)


def _readings(program: ir.Program) -> Iterator[tuple[str, str]]:
    """What was chosen where the text can be read in more ways than one, each reading once."""
    quantities = [rule for rule in program.rules if isinstance(rule, ir.Quantity | ir.Rank)]
    codes: dict[str, dict[str, None]] = {}
    for rule in (*program.conclusions.values(), *quantities):
        if rule.about.reading:
            codes.setdefault(rule.about.reading, {})[as_written(rule.code)] = None
    for reading, told in codes.items():
        yield ", ".join(told), reading
