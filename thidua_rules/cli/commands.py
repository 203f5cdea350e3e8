"""The `thidua` commands as a table: the words each takes, and what it does, loaded when the command is run."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import click
from attrs import frozen

from thidua_rules.cli.localized import SpeakingGroup
from thidua_rules.cli.running import guarded
from thidua_rules.cli.words import HELP, METAVARS
from thidua_rules.papers.kinds import KINDS
from thidua_rules.report.messages import LANGUAGES, OUTCOMES

Declared = Callable[[str], Callable[[Any], Any]]
"""An argument or option: given a language, click's decorator for it."""


def _argument(name: str, metavar: str, form: str = "{}", **more: Any) -> Declared:
    return lambda lang: click.argument(name, metavar=form.format(_in(METAVARS, metavar, lang)), **more)


def _option(*names: str, help: str, metavar: str | None = None, **more: Any) -> Declared:
    def declared(lang: str) -> Callable[[Any], Any]:
        shown = None if metavar is None else _in(METAVARS, metavar, lang)
        return click.option(*names, help=_in(HELP, help, lang), metavar=shown, **more)

    return declared


def _flag(*names: str, help: str) -> Declared:
    return _option(*names, is_flag=True, help=help)


def _seconds(default: float, help: str) -> Declared:
    return _option("--seconds", type=click.FloatRange(0.1), default=default, metavar="number", help=help)


def _in(words: dict[str, tuple[str, str]], key: str, lang: str) -> str:
    return words[key][LANGUAGES.index(lang)]


_RULESET = _argument("ruleset", "ruleset")
_DOSSIER = _argument("dossier", "dossier")
_MAYBE_DOSSIER = _argument("dossier", "dossier", "[{}]", required=False)
_TWO_RULESETS = (_argument("before", "ruleset"), _argument("after", "ruleset"))
_JSON = _flag("--json", "as_json", help="json")
_ASKED = (
    _option("--on", metavar="date", help="on"),
    _option("--period", metavar="period", help="period"),
)
_EXECUTOR = _option("--executor", default="forward", metavar="name", help="executor")
_PARAMETER = _option("--parameter", "parameters", multiple=True, metavar="pair", help="parameter")
_WHOSE = (
    _option("--unit", "units", multiple=True, metavar="subject", help="unit"),
    _option("--person", "people", multiple=True, metavar="subject", help="person"),
    _option("--title", "titles", multiple=True, metavar="code", help="title"),
)
_IMPACT = _option("-o", "--output", metavar="file", help="impact_file")


@frozen
class Command:
    """A command: what is asked of the user, and `room.function` of this package, which is called with the answers."""

    name: str
    does: str
    asks: tuple[Declared, ...] = ()

    def made(self, lang: str) -> Callable[..., int]:
        """What click calls."""

        def run(**asked: Any) -> int:
            room, _, function = self.does.partition(".")
            work = getattr(import_module(f"thidua_rules.cli.{room}"), function)
            return guarded(lang, asked.get("as_json", False), lambda: work(lang, **asked))

        for each in reversed(self.asks):
            run = each(lang)(run)
        return run


COMMANDS = (
    Command("list", "rulesets.list_rulesets_found", (_JSON,)),
    Command(
        "show",
        "rulesets.show_ruleset",
        (
            *(_RULESET, _argument("code", "code", "[{}]", required=False)),
            *(_option("-o", "--output", metavar="file", help="rules_page"), _JSON),
        ),
    ),
    Command(
        "check",
        "rulesets.check_ruleset",
        (
            _RULESET,
            _flag("--prove", "proved", help="proved"),
            _seconds(60, "whole_seconds"),
            _flag("--all", "inherited", help="of_others"),
            _JSON,
        ),
    ),
    Command(
        "decide",
        "dossiers.decide",
        (
            *(_RULESET, _DOSSIER, *_ASKED, _EXECUTOR, _PARAMETER),
            _option("-o", "--output", metavar="file", help="output"),
            _option("--batch", metavar="file", help="batch"),
            _flag("--grid", help="grid"),
            _flag("--full", help="whole"),
            *_WHOSE,
            _option("--only", multiple=True, type=click.Choice(list(OUTCOMES)), help="only"),
            _option("--why-not", metavar="code", help="why_not"),
            _JSON,
        ),
    ),
    Command(
        "explain",
        "dossiers.explain_verdict",
        (
            *(_RULESET, _DOSSIER, _argument("subject", "subject"), _argument("code", "code")),
            *(*_ASKED, _EXECUTOR, _PARAMETER, _flag("--full", help="full"), _JSON),
        ),
    ),
    Command(
        "test",
        "scenarios.try_scenarios",
        (
            *(_RULESET, _EXECUTOR),
            _flag("--coverage", help="coverage"),
            _flag("--mutants", help="mutants"),
            _option("--suggest", metavar="folder", help="suggest"),
            _flag("--all", "inherited", help="inherited"),
            _option("--limit", type=click.IntRange(1), metavar="number", help="limit"),
            _option("--at-least", type=click.FloatRange(0, 100), metavar="percent", help="at_least"),
            _option("-o", "--output", metavar="file", help="marked_page"),
            _JSON,
        ),
    ),
    Command("diff", "differences.diff_rulesets", (*_TWO_RULESETS, _seconds(60, "diff_seconds"), _JSON)),
    Command("facts", "rulesets.write_facts", (_RULESET, _option("-o", "--output", metavar="file", help="module"))),
    Command(
        "fmt",
        "layout.format_files",
        (
            _argument("paths", "paths", nargs=-1, required=True),
            _flag("--check", "only_check", help="only_check"),
            _JSON,
        ),
    ),
    Command(
        "new",
        "scaffolding.new_ruleset",
        (
            _argument("identifier", "identifier"),
            _option("--from", "source", metavar="ruleset", help="source"),
            _option("--to", "folder", metavar="folder", help="folder"),
            _flag("--yes", help="yes"),
        ),
    ),
    Command(
        "verify",
        "kept.verify_decision",
        (_argument("path", "kept"), _option("--executor", metavar="name", help="same_executor"), _JSON),
    ),
    Command(
        "prove",
        "proving.prove_ruleset",
        (
            *(_RULESET, _argument("names", "name", "[{}]…", nargs=-1), *_ASKED, _seconds(30, "seconds")),
            *(_option("-o", "--output", metavar="folder", help="broken"), _JSON),
        ),
    ),
    Command(
        "compare",
        "kept.compare_decisions",
        (_argument("before", "kept"), _argument("after", "kept"), _IMPACT, _JSON),
    ),
    Command(
        "impact",
        "kept.impact_of",
        (
            *(*_TWO_RULESETS, _argument("dossiers", "dossiers", nargs=-1, required=True)),
            *(_IMPACT, *_ASKED, _PARAMETER, _JSON),
        ),
    ),
    Command(
        "papers",
        "papers.write_papers",
        (
            *(_argument("ruleset", "rules_or_kept"), _MAYBE_DOSSIER),
            _option("--kind", required=True, type=click.Choice(KINDS), help="kind"),
            _option("-o", "--output", required=True, metavar="file", help="paper"),
            _option("--template", metavar="file", help="template"),
            *_WHOSE,
            _option("--by", type=click.Choice(["supplier", "unit"]), default="supplier", help="by"),
            *(*_ASKED, _EXECUTOR, _PARAMETER),
        ),
    ),
    Command("templates", "papers.copy_paper_templates", (_argument("folder", "folder"),)),
    Command("watch", "watching.watch_ruleset", (_RULESET, _MAYBE_DOSSIER, *_ASKED, _PARAMETER)),
    Command(
        "schema",
        "editors.write_schema",
        (
            _option("--of", type=click.Choice(["ruleset", "scenarios"]), default="ruleset", help="schema_of"),
            _option("-o", "--output", metavar="file", help="schema_output"),
        ),
    ),
    Command("lsp", "editors.serve_editor"),
    Command("help", "helping.tell_help", (_argument("topic", "topic", "[{}]", nargs=-1), _JSON)),
)


def build(lang: str) -> click.Group:
    """The command with its help in one language."""
    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    group = SpeakingGroup("thidua", help=_in(HELP, "thidua", lang), context_settings=settings)
    for each in COMMANDS:
        group.command(each.name, help=_in(HELP, each.name, lang))(each.made(lang))
    return group
