"""The commands about rulesets: list, show, check, facts."""

from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import click

from thidua_rules.cli.colours import painted_finding
from thidua_rules.cli.rule_pages import page_path, write_page
from thidua_rules.cli.running import as_json_text, progressing
from thidua_rules.diagnostics import Diagnostic, Severity, UsageError
from thidua_rules.report.messages import say

if TYPE_CHECKING:
    from thidua_rules.authoring.check import CheckReport


def list_rulesets_found(lang: str, as_json: bool) -> int:
    """Print the rulesets that are found."""
    from thidua_rules.ruleset.files.catalogue import list_rulesets

    found = list_rulesets()
    if as_json:
        rows = [{"id": each.id, "title": each.title, "from": each.valid_from, "to": each.valid_to} for each in found]
        click.echo(as_json_text(rows))
        return 0
    for each in found:
        ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (each.valid_from, each.valid_to)]
        click.echo(f"{each.id}  {each.title}  ({say('valid', lang)}: {ends[0]} – {ends[1]})")
    return 0


def show_ruleset(lang: str, ruleset: str, code: str | None, as_json: bool, output: str | None = None) -> int:
    """Print a ruleset, or one of its criteria, for reading; with an `output`, write all of it as a page."""
    from thidua_rules.api import load
    from thidua_rules.report.ruleset import ruleset_dict, ruleset_lines
    from thidua_rules.ruleset.canonical import canonical

    if output is not None and (code or as_json):
        raise click.UsageError("-o, --json, " + say("code", lang) + ": " + say("one_at_a_time", lang))
    page = page_path(output, lang)
    rules = load(ruleset)
    if page is not None:
        write_page(rules.model, page, lang)
    elif as_json:
        data = ruleset_dict(rules.model, code) if code else canonical(rules.model)
        click.echo(as_json_text(data))
    else:
        click.echo("\n".join(ruleset_lines(rules.model, code, lang)))
    return 0


def check_ruleset(
    lang: str, ruleset: str, as_json: bool, proved: bool = False, seconds: float = 60, inherited: bool = False
) -> int:
    """Print the faults of a ruleset, what a solver finds of it if `proved`, and how far its documents are cited.

    Notes on rules that it inherits say what others decided: they are only counted, unless `inherited`.
    """
    from thidua_rules.authoring.check import check

    if proved:
        from thidua_rules.proving.findings import proved_findings

        with progressing() as tell:
            report = check(ruleset, more=lambda rules: proved_findings(rules, seconds, tell))
    else:
        report = check(ruleset)
    dossiers = {id(each.diagnostic): each.dossier for each in report.whole if each.dossier is not None}
    if as_json:
        data = {
            "clean": report.clean,
            "findings": [
                {**each.to_json(), **({"dossier": dossiers[id(each)]} if id(each) in dossiers else {})}
                for each in report.findings
            ],
            "clauses": {name: {"cited": cited, "all": count} for name, (cited, count) in report.cited().items()},
        }
        click.echo(as_json_text(data))
        return 0 if report.clean else 1
    elsewhere = {id(each) for each in report.findings if not inherited and _is_note_elsewhere(each, report)}
    for each in report.findings:
        if id(each) in elsewhere:
            continue
        click.echo(painted_finding(each, lang))
        if id(each) in dossiers:
            from thidua_rules.source.yaml_writing import write_yaml

            click.echo(say("shown_by", lang))
            click.echo(indent(write_yaml(dossiers[id(each)]), "    "), nl=False)
    names = {each.id: each.name for each in report.ruleset.model.documents} if report.ruleset is not None else {}
    for document, (cited, count) in report.cited().items():
        key = "clauses_all" if cited == count else "clauses_cited"
        click.echo(say(key, lang, document=f"{names.get(document, '')} ({document})".strip(), cited=cited, all=count))
    if elsewhere:
        click.echo(say("notes_elsewhere", lang, number=len(elsewhere)))
    click.echo(say("warnings", lang, **{f"{each.value}s": report.count(each) for each in Severity}))
    return 0 if report.clean else 1


def _is_note_elsewhere(finding: Diagnostic, report: "CheckReport") -> bool:
    """Whether a finding asks for nothing and stands in another ruleset than the one that is checked."""
    if finding.severity is not Severity.NOTE or finding.place.file is None or report.ruleset is None:
        return False
    return not report.ruleset.model.owns(finding.place)


def write_facts(lang: str, ruleset: str, output: str | None) -> int:
    """Write an empty workbook to fill in, or a typed Python module."""
    from thidua_rules.api import load
    from thidua_rules.facts.blank import write_blank_workbook
    from thidua_rules.facts.python_module import python_module
    from thidua_rules.source.whole_files import whole_file

    rules = load(ruleset)
    if output is not None and output.lower().endswith(".xlsx"):
        if Path(output).exists():
            # somebody may have filled it in since it was written
            raise UsageError([Diagnostic("USE-71", arguments={"path": output})])
        write_blank_workbook(rules.model.vocabulary, rules.id, output)
    else:
        text = python_module(rules.model.vocabulary, f"{rules.id}: {rules.model.title}")
        if output is None:
            click.echo(text, nl=False)
            return 0
        with whole_file(output) as path:
            path.write_text(text, encoding="utf-8")
    click.echo(say("saved", lang, path=output))
    return 0
