"""The `thidua` commands: a thin skin over the library, of which each loads no more than it needs."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from thidua_rules.cli.localized import SpeakingGroup
from thidua_rules.cli.running import guarded
from thidua_rules.cli.words import HELP, METAVARS
from thidua_rules.papers.kinds import KINDS
from thidua_rules.report.messages import OUTCOMES

F = TypeVar("F", bound=Callable[..., Any])


def build(lang: str) -> click.Group:
    """The command with its help in one language."""

    english = lang == "en"

    def words(key: str) -> str:
        return HELP[key][english]

    def shown(key: str) -> str:
        return METAVARS[key][english]

    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    group = SpeakingGroup("thidua", help=words("thidua"), context_settings=settings)

    def command(name: str, *parameters: Callable[[F], F]) -> Callable[[Callable[..., int]], click.Command]:
        def declare(function: Any) -> click.Command:
            for parameter in reversed(parameters):
                function = parameter(function)
            found: click.Command = group.command(name, help=words(name))(function)
            return found

        return declare

    ruleset = click.argument("ruleset", metavar=shown("ruleset"))
    other_ruleset = click.argument("after", metavar=shown("ruleset"))
    dossier = click.argument("dossier", metavar=shown("dossier"))
    subject = click.argument("subject", metavar=shown("subject"))
    code = click.argument("code", metavar=shown("code"))
    some_code = click.argument("code", required=False, metavar=f"[{shown('code')}]")
    as_json = click.option("--json", "as_json", is_flag=True, help=words("json"))
    on = click.option("--on", metavar=shown("date"), help=words("on"))
    period = click.option("--period", metavar=shown("period"), help=words("period"))
    executor = click.option("--executor", default="forward", metavar=shown("name"), help=words("executor"))
    parameter = click.option("--parameter", "parameters", multiple=True, metavar=shown("pair"), help=words("parameter"))
    grid = click.option("--grid", is_flag=True, help=words("grid"))
    full = click.option("--full", is_flag=True, help=words("full"))
    whole = click.option("--full", is_flag=True, help=words("whole"))
    output = click.option("-o", "--output", metavar=shown("file"), help=words("output"))
    unit = click.option("--unit", "units", multiple=True, metavar=shown("subject"), help=words("unit"))
    person = click.option("--person", "people", multiple=True, metavar=shown("subject"), help=words("person"))
    title = click.option("--title", "titles", multiple=True, metavar=shown("code"), help=words("title"))
    only = click.option("--only", multiple=True, type=click.Choice(list(OUTCOMES)), help=words("only"))
    why_not = click.option("--why-not", metavar=shown("code"), help=words("why_not"))
    module = click.option("-o", "--output", metavar=shown("file"), help=words("module"))

    @command("list", as_json)
    def list_(as_json: bool) -> int:
        from thidua_rules.cli.rulesets import list_rulesets_found

        return guarded(lang, as_json, lambda: list_rulesets_found(lang, as_json))

    @command("show", ruleset, some_code, as_json)
    def show(ruleset: str, code: str | None, as_json: bool) -> int:
        from thidua_rules.cli.rulesets import show_ruleset

        return guarded(lang, as_json, lambda: show_ruleset(lang, ruleset, code, as_json))

    proved = click.option("--prove", "proved", is_flag=True, help=words("proved"))
    some_time = click.FloatRange(0.1)
    whole_seconds = click.option(
        "--seconds", type=some_time, default=60, metavar=shown("number"), help=words("whole_seconds")
    )

    @command("check", ruleset, proved, whole_seconds, as_json)
    def check(ruleset: str, as_json: bool, **asked: Any) -> int:
        from thidua_rules.cli.rulesets import check_ruleset

        return guarded(lang, as_json, lambda: check_ruleset(lang, ruleset, as_json, **asked))

    narrowing = (unit, person, title, only, why_not)

    batch = click.option("--batch", metavar=shown("file"), help=words("batch"))

    @command(
        "decide", ruleset, dossier, on, period, executor, parameter, output, batch, grid, whole, *narrowing, as_json
    )
    def decide(output: str | None, as_json: bool, batch: str | None, **asked: Any) -> int:
        from thidua_rules.cli.dossiers import decide_dossier

        if batch is not None:
            from thidua_rules.cli.batches import decide_batch

            named = {name: asked.pop(name) for name in ("ruleset", "dossier", "on", "period", "parameters")}
            others = {"--output": output, "--json": as_json, **{f"--{name}": given for name, given in asked.items()}}
            others.pop("--executor")
            return guarded(lang, as_json, lambda: decide_batch(lang, batch, **named, options=others))
        return guarded(lang, as_json, lambda: decide_dossier(lang, output, as_json, **asked))

    @command("explain", ruleset, dossier, subject, code, on, period, executor, parameter, full, as_json)
    def explain(subject: str, code: str, full: bool, as_json: bool, **asked: Any) -> int:
        from thidua_rules.cli.dossiers import explain_verdict

        return guarded(lang, as_json, lambda: explain_verdict(lang, subject, code, full, as_json, **asked))

    coverage = click.option("--coverage", is_flag=True, help=words("coverage"))
    mutants = click.option("--mutants", is_flag=True, help=words("mutants"))
    inherited = click.option("--all", "inherited", is_flag=True, help=words("inherited"))
    limit = click.option("--limit", type=click.IntRange(1), metavar=shown("number"), help=words("limit"))
    percent = click.FloatRange(0, 100)
    enough = click.option("--at-least", type=percent, metavar=shown("percent"), help=words("at_least"))

    suggestions = click.option("--suggest", metavar=shown("folder"), help=words("suggest"))

    @command("test", ruleset, executor, coverage, mutants, suggestions, inherited, limit, enough, as_json)
    def test(ruleset: str, as_json: bool, **asked: Any) -> int:
        from thidua_rules.cli.scenarios import Testing, test_ruleset

        return guarded(lang, as_json, lambda: test_ruleset(lang, ruleset, as_json, Testing(**asked)))

    seeking = click.option("--seconds", type=some_time, default=60, metavar=shown("number"), help=words("diff_seconds"))

    @command("diff", ruleset, other_ruleset, seeking, as_json)
    def diff(ruleset: str, after: str, seconds: float, as_json: bool) -> int:
        from thidua_rules.cli.differences import diff_rulesets

        return guarded(lang, as_json, lambda: diff_rulesets(lang, ruleset, after, seconds, as_json))

    @command("facts", ruleset, module)
    def facts(ruleset: str, output: str | None) -> int:
        from thidua_rules.cli.rulesets import write_facts

        return guarded(lang, False, lambda: write_facts(lang, ruleset, output))

    paths = click.argument("paths", nargs=-1, required=True, metavar=shown("paths"))
    only_check = click.option("--check", "only_check", is_flag=True, help=words("only_check"))

    @command("fmt", paths, only_check, as_json)
    def fmt(paths: tuple[str, ...], only_check: bool, as_json: bool) -> int:
        from thidua_rules.cli.layout import format_files

        return guarded(lang, as_json, lambda: format_files(lang, paths, only_check, as_json))

    identifier = click.argument("identifier", metavar=shown("identifier"))
    source = click.option("--from", "source", metavar=shown("ruleset"), help=words("source"))
    target = click.option("--to", "folder", metavar=shown("folder"), help=words("folder"))
    yes = click.option("--yes", is_flag=True, help=words("yes"))

    @command("new", identifier, source, target, yes)
    def new(identifier: str, source: str | None, folder: str | None, yes: bool) -> int:
        from thidua_rules.cli.scaffolding import new_ruleset

        return guarded(lang, False, lambda: new_ruleset(lang, identifier, source, folder, yes))

    kept = click.argument("kept", metavar=shown("kept"))
    another = click.option("--executor", metavar=shown("name"), help=words("same_executor"))

    @command("verify", kept, another, as_json)
    def verify(kept: str, executor: str | None, as_json: bool) -> int:
        from thidua_rules.cli.kept import verify_decision

        return guarded(lang, as_json, lambda: verify_decision(lang, kept, executor, as_json))

    names = click.argument("names", nargs=-1, metavar=f"[{shown('name')}]…")
    seconds = click.option(
        "--seconds", type=click.FloatRange(0.1), default=30, metavar=shown("number"), help=words("seconds")
    )
    broken = click.option("-o", "--output", metavar=shown("folder"), help=words("broken"))

    @command("prove", ruleset, names, on, period, seconds, broken, as_json)
    def prove(ruleset: str, names: tuple[str, ...], as_json: bool, **asked: Any) -> int:
        from thidua_rules.cli.proving import prove_ruleset

        return guarded(lang, as_json, lambda: prove_ruleset(lang, ruleset, names, as_json, **asked))

    other = click.argument("other", metavar=shown("kept"))

    impact_file = click.option("-o", "--output", metavar=shown("file"), help=words("impact_file"))

    @command("compare", kept, other, impact_file, as_json)
    def compare(kept: str, other: str, output: str | None, as_json: bool) -> int:
        from thidua_rules.cli.kept import compare_decisions

        return guarded(lang, as_json, lambda: compare_decisions(lang, kept, other, output, as_json))

    dossiers = click.argument("dossiers", nargs=-1, required=True, metavar=shown("dossiers"))

    @command("impact", ruleset, other_ruleset, dossiers, impact_file, on, period, parameter, as_json)
    def impact(ruleset: str, after: str, as_json: bool, **asked: Any) -> int:
        from thidua_rules.cli.kept import impact_of

        return guarded(lang, as_json, lambda: impact_of(lang, ruleset, after, as_json=as_json, **asked))

    papers_of = click.option("--kind", required=True, type=click.Choice(KINDS), help=words("kind"))
    template = click.option("--template", metavar=shown("file"), help=words("template"))
    by = click.option("--by", type=click.Choice(["supplier", "unit"]), default="supplier", help=words("by"))
    paper = click.option("-o", "--output", required=True, metavar=shown("file"), help=words("paper"))
    narrowed = (unit, person, title, by, on, period, executor, parameter)
    rules_or_kept = click.argument("ruleset", metavar=shown("rules_or_kept"))
    maybe_dossier = click.argument("dossier", required=False, metavar=f"[{shown('dossier')}]")

    @command("papers", rules_or_kept, maybe_dossier, papers_of, paper, template, *narrowed)
    def papers(**asked: Any) -> int:
        from thidua_rules.cli.papers import write_papers

        return guarded(lang, False, lambda: write_papers(lang, **asked))

    folder = click.argument("folder", metavar=shown("folder"))

    @command("templates", folder)
    def templates(folder: str) -> int:
        from thidua_rules.cli.papers import copy_paper_templates

        return guarded(lang, False, lambda: copy_paper_templates(lang, folder))

    @command("watch", ruleset, maybe_dossier, on, period, parameter)
    def watch(parameters: tuple[str, ...], **asked: Any) -> int:
        from thidua_rules.cli.watching import watch_ruleset

        return guarded(lang, False, lambda: watch_ruleset(lang, parameter=parameters, **asked))

    of = click.option("--of", type=click.Choice(["ruleset", "scenarios"]), default="ruleset", help=words("schema_of"))
    to_file = click.option("-o", "--output", metavar=shown("file"), help=words("schema_output"))

    @command("schema", of, to_file)
    def schema(of: Any, output: str | None) -> int:
        from thidua_rules.cli.editors import write_schema

        return guarded(lang, False, lambda: write_schema(lang, of, output))

    @command("lsp")
    def lsp() -> int:
        from thidua_rules.cli.editors import serve_editor

        return guarded(lang, False, lambda: serve_editor(lang))

    topic = click.argument("topic", nargs=-1, metavar=f"[{shown('topic')}]")

    @command("help", topic, as_json)
    def help_(topic: tuple[str, ...], as_json: bool) -> int:
        from thidua_rules.cli.helping import tell_help

        return guarded(lang, as_json, lambda: tell_help(lang, " ".join(topic), as_json))

    return group


__all__ = ["build"]
