"""The `thidua` commands: a thin skin over the library."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from thidua_rules.cli.localized import SpeakingGroup
from thidua_rules.diagnostics import Diagnostic, Severity, ThiduaError, UsageError
from thidua_rules.report.messages import say

HELP = {
    "thidua": (
        "Bộ quy tắc thi đua: xét hồ sơ, giải thích kết luận, soát và thử bộ quy tắc. Thêm --lang en để xem tiếng Anh.",
        "Emulation rulesets: decide dossiers, explain verdicts, check and test rulesets.",
    ),
    "list": ("Liệt kê các bộ quy tắc.", "List the rulesets."),
    "show": ("In bộ quy tắc (hoặc một tiêu chí) để đọc.", "Print a ruleset (or one criterion) for reading."),
    "check": ("Soát bộ quy tắc: mọi lỗi, mọi điều khoản.", "Check a ruleset: every fault, every clause."),
    "decide": ("Xét một hồ sơ: ai đạt gì, còn thiếu gì.", "Decide a dossier: who meets what, what is missing."),
    "explain": ("Giải thích một kết luận, dẫn căn cứ và dữ kiện.", "Explain one verdict, citing source and facts."),
    "test": ("Chạy các tình huống kiểm thử của bộ quy tắc.", "Run the scenarios of a ruleset."),
    "facts": ("Sinh mô-đun Python có kiểu từ từ vựng.", "Write the vocabulary as a typed Python module."),
    "json": ("in kết quả dạng JSON", "print JSON"),
    "on": ("ngày xét, ví dụ 15/01/2022", "the date asked about, such as 2022-01-15"),
    "period": ("kỳ xét, ví dụ 2021", "the period asked about, such as 2021"),
    "executor": ("bộ thực thi: forward, reference, durable", "the executor: forward, reference, durable"),
    "parameter": (
        "tham số khác với bộ quy tắc, dạng “tên=giá trị”",
        "a parameter other than the ruleset's, as “name=value”",
    ),
    "output": ("ghi ra tệp .json, .xlsx hoặc .html", "write to a .json, .xlsx or .html file"),
    "module": ("ghi ra tệp .py", "write to a .py file"),
    "help": ("hiện trợ giúp này", "show this help"),
}

F = TypeVar("F", bound=Callable[..., Any])


def build(lang: str) -> click.Group:
    """The command with its help in one language."""

    def words(key: str) -> str:
        return HELP[key][0 if lang == "vi" else 1]

    settings: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
    group = SpeakingGroup("thidua", help=words("thidua"), context_settings=settings)

    def command(name: str, *parameters: Callable[[F], F]) -> Callable[[F], click.Command]:
        def declare(function: F) -> click.Command:
            for parameter in reversed(parameters):
                function = parameter(function)
            return group.command(name, help=words(name))(function)

        return declare

    ruleset = click.argument("ruleset", metavar="BỘ_QUY_TẮC" if lang == "vi" else "RULESET")
    dossier = click.argument("dossier", metavar="HỒ_SƠ" if lang == "vi" else "DOSSIER")
    subject = click.argument("subject", metavar="MÃ" if lang == "vi" else "SUBJECT")
    code = click.argument("code", metavar="TIÊU_CHÍ" if lang == "vi" else "CODE")
    as_json = click.option("--json", "as_json", is_flag=True, help=words("json"))
    on = click.option("--on", help=words("on"))
    period = click.option("--period", help=words("period"))
    executor = click.option("--executor", default="forward", show_default=True, help=words("executor"))
    parameter = click.option("--parameter", "parameters", multiple=True, help=words("parameter"))

    @command("list", as_json)
    def list_(as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _list(lang, as_json))

    @command("show", ruleset, click.argument("code", required=False), as_json)
    def show(ruleset: str, code: str | None, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _show(lang, ruleset, code, as_json))

    @command("check", ruleset, as_json)
    def check(ruleset: str, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _check(lang, ruleset, as_json))

    output = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=words("output"))

    @command("decide", ruleset, dossier, on, period, executor, parameter, output, as_json)
    def decide(output: Path | None, as_json: bool, **asked: Any) -> int:
        return guarded(lang, as_json, lambda: _decide(lang, output, as_json, **asked))

    @command("explain", ruleset, dossier, subject, code, on, period, executor, parameter, as_json)
    def explain(subject: str, code: str, as_json: bool, **asked: Any) -> int:
        return guarded(lang, as_json, lambda: _explain(lang, subject, code, as_json, **asked))

    @command("test", ruleset, executor, as_json)
    def test(ruleset: str, executor: str, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _test(lang, ruleset, executor, as_json))

    module = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help=words("module"))

    @command("facts", ruleset, module)
    def facts(ruleset: str, output: Path | None) -> int:
        return guarded(lang, False, lambda: _facts(lang, ruleset, output))

    return group


def guarded(lang: str, as_json: bool, work: Callable[[], int]) -> int:
    """Do the work; findings that stop it are printed, with exit code 1, or 2 for what does not exist."""
    try:
        return work()
    except ThiduaError as error:
        print_findings(error.diagnostics, lang, as_json)
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        finding = Diagnostic("USE-62", arguments={"path": str(error.filename or ""), "reason": error.strerror or ""})
        print_findings([finding], lang, as_json)
        return 2


def print_findings(findings: Iterable[Diagnostic], lang: str, as_json: bool) -> None:
    """Findings for people on the error stream, or as JSON on the output."""
    if as_json:
        click.echo(json.dumps({"findings": [each.to_json() for each in findings]}, ensure_ascii=False, indent=2))
    else:
        for each in findings:
            click.echo(each.text(lang), err=True)


def _list(lang: str, as_json: bool) -> int:
    from thidua_rules.api import list_rulesets

    found = list_rulesets()
    if as_json:
        rows = [{"id": each.id, "title": each.title, "from": each.valid_from, "to": each.valid_to} for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return 0
    for each in found:
        ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (each.valid_from, each.valid_to)]
        click.echo(f"{each.id}  {each.title}  ({say('valid', lang)}: {ends[0]} – {ends[1]})")
    return 0


def _show(lang: str, reference: str, code: str | None, as_json: bool) -> int:
    from thidua_rules.api import load
    from thidua_rules.report.ruleset import ruleset_dict, ruleset_lines
    from thidua_rules.ruleset.canonical import canonical

    rules = load(reference)
    if as_json:
        data = ruleset_dict(rules.model, code) if code else canonical(rules.model)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo("\n".join(ruleset_lines(rules.model, code, lang)))
    return 0


def _check(lang: str, reference: str, as_json: bool) -> int:
    from thidua_rules.authoring.check import check

    report = check(reference)
    if as_json:
        data = {
            "clean": report.clean,
            "findings": [each.to_json() for each in report.findings],
            "clauses": {name: {"cited": cited, "all": count} for name, (cited, count) in report.cited().items()},
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return 0 if report.clean else 1
    for each in report.findings:
        click.echo(each.text(lang))
    for document, (cited, count) in report.cited().items():
        click.echo(say("clauses_cited", lang, document=document, cited=cited, all=count))
    numbers = {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
    }
    click.echo(say("warnings", lang, **numbers))
    return 0 if report.clean else 1


def _decided(
    ruleset: str,
    dossier: str,
    on: str | None,
    period: str | None,
    executor: str,
    parameters: tuple[str, ...],
) -> Any:
    from thidua_rules.api import load

    given = {}
    for each in parameters:
        name, sign, value = each.partition("=")
        if not sign:
            raise UsageError([Diagnostic("USE-63", arguments={"text": each})])
        given[name.strip()] = value.strip()
    rules = load(ruleset, on=on, period=period)
    if not Path(dossier).exists():
        raise UsageError([Diagnostic("USE-64", arguments={"path": dossier})])
    with waiting():
        return rules.decide(rules.read_case(dossier, on=on, period=period), executor=executor, parameters=given)


def waiting() -> Any:
    """A bar that moves while something long is done, on a terminal only; gone when it is over."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeElapsedColumn

    progress = Progress(BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
    progress.add_task("", total=None)
    return progress


def _decide(lang: str, output: Path | None, as_json: bool, **asked: Any) -> int:
    if output is not None and output.suffix.lower() not in (".json", ".xlsx", ".html"):
        raise UsageError([Diagnostic("USE-65", arguments={"path": str(output)})])
    decision = _decided(**asked)
    if output is not None:
        _save(decision, output, lang)
    if as_json:
        click.echo(decision.to_json())
    elif output is not None:
        click.echo(say("saved", lang, path=output))
    else:
        from thidua_rules.report.terminal import print_decision

        print_decision(decision, lang)
    return 0


def _save(decision: Any, output: Path, lang: str) -> None:
    from thidua_rules.report.xlsx import to_xlsx

    if output.suffix.lower() == ".xlsx":
        to_xlsx(decision, output, lang)
    elif output.suffix.lower() == ".html":
        output.write_text(decision.to_html(lang), encoding="utf-8")
    else:
        output.write_text(decision.to_json() + "\n", encoding="utf-8")


def _explain(lang: str, subject: str, code: str, as_json: bool, **asked: Any) -> int:
    from thidua_rules.decision.replay import proof_dict

    decision = _decided(**asked)
    key = tuple(part.strip() for part in subject.split(";")) if ";" in subject else subject
    verdict = decision[decision.key(key, code), code]
    if as_json:
        data = {**verdict.to_dict(), "proof": proof_dict(verdict.proof), "text": verdict.explain(lang)}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        click.echo(verdict.explain(lang))
    return 0


def _test(lang: str, reference: str, executor: str, as_json: bool) -> int:
    from thidua_rules.api import load
    from thidua_rules.authoring.scenarios import run_scenario, scenarios_of

    rules = load(reference)
    outcomes = [run_scenario(each, rules, executor) for each in scenarios_of(rules)]
    failed = [each for each in outcomes if not each.passed]
    numbers = {"passed": len(outcomes) - len(failed), "all": len(outcomes)}
    if as_json:
        rows = [
            {
                "scenario": each.scenario.name,
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
        click.echo(json.dumps({**numbers, "failed": rows}, ensure_ascii=False, indent=2))
        return 1 if failed else 0
    for each in failed:
        click.echo(f"✗ {each.scenario.name}")
        for fault in each.faults:
            click.echo(fault.text(lang))
        for one in each.mismatches:
            wanted = one.expectation
            found = f"{say('expected', lang)} {wanted.wanted}, {say('found', lang)} {one.actual}"
            click.echo(f"  {wanted.place.text(lang)}: {wanted.subject} {wanted.code}: {found}")
            if one.subject is not None and one.explanation:
                click.echo("\n".join("    " + line for line in one.explanation.splitlines()))
    click.echo(say("passed", lang, **numbers))
    return 1 if failed else 0


def _facts(lang: str, reference: str, output: Path | None) -> int:
    from thidua_rules.api import load
    from thidua_rules.facts.python_module import python_module

    rules = load(reference)
    text = python_module(rules.model.vocabulary, f"{rules.id}: {rules.model.title}")
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(say("saved", lang, path=output))
    return 0
