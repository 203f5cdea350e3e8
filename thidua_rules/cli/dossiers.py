"""The commands about dossiers: decide and explain."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

import click

from thidua_rules.cli.colours import painted_line
from thidua_rules.cli.given import is_same_file, parameters_given
from thidua_rules.cli.running import as_json_text, plain, print_findings, waiting, width
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.messages import say

_FORMS = (".json", ".xlsx", ".html", ".thidua")
_NARROWED = (".json", ".xlsx")
"""What can be written of a part of a decision."""
_MOMENT = 0.5
"""How many seconds the command looks for what would have to change."""


def decide(lang: str, batch: str | None, output: str | None, as_json: bool, **asked: Any) -> int:
    """Decide a dossier, or with `batch` its tables by columns."""
    if batch is None:
        return decide_dossier(lang, output, as_json, **asked)
    from thidua_rules.cli.batches import decide_batch

    named = {name: asked.pop(name) for name in ("ruleset", "dossier", "on", "period", "parameters")}
    others = {"--output": output, "--json": as_json, **{f"--{name}": given for name, given in asked.items()}}
    others.pop("--executor")
    return decide_batch(lang, batch, **named, options=others)


def decide_dossier(
    lang: str,
    output: str | None,
    as_json: bool,
    grid: bool,
    full: bool,
    why_not: str | None,
    units: Sequence[str],
    people: Sequence[str],
    titles: Sequence[str],
    only: Sequence[str],
    **asked: Any,
) -> int:
    """Decide a dossier; print it, or the part that is asked for, or write it to a file."""
    chosen = {"--unit": units, "--person": people, "--title": titles}
    _refuse_narrowing({"--only": only, "--why-not": why_not}, "--json" if as_json else output and f"-o {output}")
    if output is not None and (_is_site(output) or Path(output).suffix.lower() not in _NARROWED):
        _refuse_narrowing(chosen, f"-o {output}")
    if output is not None and ("\0" in output or not (_is_site(output) or Path(output).suffix.lower() in _FORMS)):
        raise UsageError([Diagnostic("USE-65", arguments={"path": output})])
    if output is not None and is_same_file(output, asked["dossier"]):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    if full and (output is None or Path(output).suffix.lower() != ".xlsx"):
        raise UsageError([Diagnostic("USE-79")])
    from thidua_rules.report.selection import selected

    decision = decided(**asked)
    selection = selected(decision, units, people, titles, only)
    if output is not None:
        with waiting():
            _save(decision, output, lang, full, selection)
    if as_json:
        click.echo(decision.to_json(subjects=selection.subjects, codes=selection.codes))
    elif output is not None:
        click.echo(say("saved", lang, path=output))
    else:
        from thidua_rules.decision.decision import require_conclusion
        from thidua_rules.report.terminal import print_decision

        if why_not is not None:
            require_conclusion(decision.program, why_not)
        print_decision(decision, lang, plain(), grid, selection, why_not)
    return 0


def _refuse_narrowing(options: Mapping[str, object], other: str | None) -> None:
    """UsageError if an option is given that cannot narrow what is written."""
    given = next((name for name, value in options.items() if value), None)
    if given is not None and other:
        raise UsageError([Diagnostic("USE-78", arguments={"option": given, "other": other})])


def explain_verdict(lang: str, subject: str, code: str, full: bool, as_json: bool, **asked: Any) -> int:
    """Print why a verdict, or a value, is what it is."""
    from thidua_rules.decision.as_data import proof_data

    decision = decided(**asked)
    key = tuple(part.strip() for part in subject.split(";")) if ";" in subject else subject
    found = decision.key(key, code)
    if code in decision.measures:
        text = decision.explain_value(found, code, lang, full, width())
        if as_json:
            value = {"name": code, "value": decision.value(found, code).to_dict(), "text": text}
            click.echo(as_json_text(value))
        else:
            click.echo("\n".join(map(painted_line, text.splitlines())))
        return 0
    verdict = decision[found, code]
    if as_json:
        words = decision.renderer(lang)
        data = {
            **verdict.to_dict(),
            "missing": [words.gap(each) for each in verdict.missing()],
            "changes": [words.changes((each,), verdict.subject) for each in verdict.changes()],
            "proof": proof_data(decision, verdict.proof),
            "summary": verdict.summary(lang),
            "text": verdict.explain(lang, full),
        }
        click.echo(as_json_text(data))
    else:
        last = decision.renderer(lang).after_changes(verdict, verdict.changes(_MOMENT))
        lines = [*verdict.explain(lang, full, width()).splitlines(), *wrap(last, width())]
        click.echo("\n".join(map(painted_line, lines)))
    return 0


def decided(
    ruleset: str,
    dossier: str,
    on: str | None,
    period: str | None,
    executor: str,
    parameters: tuple[str, ...],
) -> Any:
    """The decision on a dossier, and its doubts on the error stream."""
    from thidua_rules.api import load
    from thidua_rules.ruleset.files.catalogue import BY_DATE_ALONE

    given = parameters_given(parameters)
    lang = str(click.get_current_context().find_root().obj or "vi")
    rules = load(ruleset, on=on, period=period)
    # told before the dossier is read: one for another year is refused, and this is why
    print_findings((each for each in rules.findings if each.code == BY_DATE_ALONE), lang, False)
    if not dossier.strip() or not Path(dossier).exists():
        raise UsageError([Diagnostic("USE-64", arguments={"path": dossier})])
    with waiting():
        case = rules.read_case(dossier, on=on, period=period)
    with waiting():
        decision = rules.decide(case, executor=executor, parameters=given)
    print_findings(decision.findings, lang, False)
    return decision


def _is_site(output: str) -> bool:
    """Whether a path means a folder: it says so by its end, or there is one."""
    return output.endswith(("/", "\\")) or (output != "" and Path(output).is_dir())


def _save(decision: Any, path: str, lang: str, full: bool, selection: Any) -> None:
    from thidua_rules.report.page import write_html, write_site

    output = Path(path)
    if _is_site(path):
        write_site(decision, output, lang)
    elif output.suffix.lower() == ".xlsx":
        from thidua_rules.report.xlsx import to_xlsx

        to_xlsx(decision, output, lang, full, selection)
    elif output.suffix.lower() == ".thidua":
        decision.save(output)
    elif output.suffix.lower() == ".html":
        write_html(decision, output, lang)
    else:
        told = decision.to_json(subjects=selection.subjects, codes=selection.codes)
        output.write_text(told + "\n", encoding="utf-8")
