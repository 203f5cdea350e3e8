"""The command `test`: the scenarios of a ruleset, what they have seen of its rules, and which changes they notice."""

import click

from thidua_rules.cli.colours import painted_finding, painted_line
from thidua_rules.cli.nearby import from_here
from thidua_rules.cli.rule_pages import page_path, write_page
from thidua_rules.cli.running import as_json_text, progressing, width
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.report.messages import say
from thidua_rules.report.wording import wrapped
from thidua_rules.source.text import normalize


def try_scenarios(
    lang: str,
    ruleset: str,
    as_json: bool,
    executor: str = "forward",
    coverage: bool = False,
    mutants: bool = False,
    inherited: bool = False,
    limit: int | None = None,
    at_least: float | None = None,
    suggest: str | None = None,
    output: str | None = None,
) -> int:
    """Run the scenarios, or tell of their coverage or of the changes that they notice."""
    if coverage + mutants + (suggest is not None) > 1:
        raise click.UsageError("--coverage, --mutants, --suggest: " + say("one_at_a_time", lang))
    if not mutants and (limit is not None or at_least is not None):
        raise click.UsageError("--limit, --at-least: " + say("only_with", lang, option="--mutants"))
    if inherited and not (coverage or mutants):
        raise click.UsageError("--all: " + say("only_with", lang, option="--coverage, --mutants"))
    if output is not None and not (coverage or mutants):
        raise click.UsageError("-o: " + say("only_with", lang, option="--coverage, --mutants"))
    if coverage:
        return _tell_coverage(lang, ruleset, as_json, inherited, output)
    if mutants:
        return _tell_mutants(lang, ruleset, as_json, inherited, output, limit, 100 if at_least is None else at_least)
    if suggest is not None:
        return _suggest(lang, ruleset, suggest, as_json)
    return _run_all(lang, ruleset, executor, as_json)


def _tell_coverage(lang: str, ruleset: str, as_json: bool, inherited: bool, output: str | None) -> int:
    from thidua_rules.api import load
    from thidua_rules.authoring.covering import cover
    from thidua_rules.authoring.telling import coverage_data, coverage_lines

    page = page_path(output, lang)
    rules = load(ruleset)
    with progressing() as tell:
        report = cover(rules, inherited, tell)
    if page is not None:
        from thidua_rules.authoring.marking import coverage_marks

        write_page(rules.model, page, lang, coverage_marks(report, lang), quiet=as_json)
    if as_json:
        click.echo(as_json_text(coverage_data(report)))
    else:
        for line in coverage_lines(report, lang, width(), from_here):
            click.echo(line)
    return 0


def _tell_mutants(
    lang: str, ruleset: str, as_json: bool, inherited: bool, output: str | None, limit: int | None, at_least: float
) -> int:
    from thidua_rules.api import load
    from thidua_rules.authoring.noticing import try_mutants
    from thidua_rules.authoring.telling import mutant_lines, mutants_data
    from thidua_rules.proving.invariants import solver_is_installed

    page = page_path(output, lang)
    rules, same = load(ruleset), None
    if solver_is_installed():
        from thidua_rules.proving import sameness

        same = sameness.same
    with progressing() as tell:
        report = try_mutants(rules, inherited, limit, tell, same)
    if page is not None:
        from thidua_rules.authoring.marking import mutant_marks

        write_page(rules.model, page, lang, mutant_marks(report, lang), quiet=as_json)
    if as_json:
        click.echo(as_json_text(mutants_data(report)))
    else:
        for line in mutant_lines(report, lang, width(), from_here):
            click.echo(line)
    return 0 if report.share >= at_least else 1


def _suggest(lang: str, ruleset: str, folder: str, as_json: bool) -> int:
    from pathlib import Path

    from thidua_rules.api import load
    from thidua_rules.authoring.suggesting import scenario_texts, suggest, write_suggestions

    rules = load(ruleset)
    with progressing() as tell:
        report = suggest(rules, lang, tell)
    texts = scenario_texts(report, lang)
    write_suggestions(texts, Path(folder))
    files = [str(Path(folder, name)) for name in texts]
    numbers = {"scenarios": sum(text.count("\n  - tên: ") for text in texts.values()), "files": len(files)}
    lacking = {"outcomes": report.outcomes, "changes": report.changes}
    if as_json:
        click.echo(as_json_text({**numbers, **lacking, "paths": files}))
        return 0
    for path in files:
        click.echo(say("saved", lang, path=path))
    counted = say("suggest_counts", lang, **numbers)
    if any(lacking.values()):
        counted += say("suggest_lacking", lang, **lacking)
    for line in wrapped(counted, width()):
        click.echo(line)
    return 0


def _run_all(lang: str, ruleset: str, executor: str, as_json: bool) -> int:
    """Run the scenarios of a ruleset and print those that fail."""
    from thidua_rules.api import load
    from thidua_rules.authoring.scenarios import run_scenario, scenarios_of
    from thidua_rules.executors import executor_named

    executor_named(executor)  # a name that does not exist is one fault of the use, not one of every scenario
    rules = load(ruleset)
    outcomes = [run_scenario(each, rules, executor) for each in scenarios_of(rules)]
    failed = [each for each in outcomes if not each.passed]
    numbers = {"passed": len(outcomes) - len(failed), "all": len(outcomes)}
    if as_json:
        rows = [
            {
                "scenario": each.scenario.name,
                "note": each.scenario.note,
                "mismatches": [
                    {
                        "subject": one.expectation.subject,
                        "code": one.expectation.code,
                        "expected": one.expectation.wanted,
                    }
                    | {"found": one.actual, "place": one.expectation.place.text(lang)}
                    for one in each.mismatches
                ],
                "findings": [one.to_json() for one in each.faults],
            }
            for each in failed
        ]
        click.echo(as_json_text({**numbers, "failed": rows}))
        return 1 if failed else 0
    told: list[Diagnostic] = []  # what stands in `mặc định` is at fault once
    for each in failed:
        click.echo(painted_line(f"✗ {each.scenario.name}"))
        if each.scenario.note:
            click.echo(painted_line(f"  {say('note', lang)}: {normalize(each.scenario.note)}"))
        for fault in each.faults:
            if fault not in told:
                click.echo(painted_finding(fault, lang))
                told.append(fault)
        for one in each.mismatches:
            wanted = one.expectation
            found = f"{say('expected', lang)} {wanted.wanted}, {say('found', lang)} {one.actual}"
            click.echo(f"  {from_here(wanted.place.text(lang))}: {wanted.subject} {wanted.code}: {found}")
            if one.verdict is not None:
                for line in one.verdict.explain(lang, width=width() - 4).splitlines():
                    click.echo(painted_line("    " + line))
    click.echo(say("passed", lang, **numbers))
    return 1 if failed else 0
