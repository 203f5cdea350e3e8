"""The `thidua` commands: a thin skin over the library."""

import errno
import json
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import Any, TypeVar

import click

from thidua_rules.cli.colours import painted_finding, painted_line
from thidua_rules.cli.localized import SpeakingGroup
from thidua_rules.cli.nearby import from_here
from thidua_rules.diagnostics import Diagnostic, Severity, ThiduaError, UsageError, folded, more_places
from thidua_rules.report.messages import say

HELP = {
    "thidua": (
        "Bộ quy tắc thi đua: xét hồ sơ, giải thích kết luận, soát và thử bộ quy tắc. (For English: --lang en)",
        "Emulation rulesets: decide dossiers, explain verdicts, check and test rulesets.",
    ),
    "list": ("Liệt kê các bộ quy tắc.", "List the rulesets."),
    "show": ("In bộ quy tắc (hoặc một tiêu chí) để đọc.", "Print a ruleset (or one criterion) for reading."),
    "check": ("Soát bộ quy tắc: mọi lỗi, mọi điều khoản.", "Check a ruleset: every fault, every clause."),
    "decide": ("Xét một hồ sơ: ai đạt gì, còn thiếu gì.", "Decide a dossier: who meets what, what is missing."),
    "explain": ("Giải thích một kết luận, dẫn căn cứ và dữ kiện.", "Explain one verdict, citing source and facts."),
    "test": ("Chạy các tình huống kiểm thử của bộ quy tắc.", "Run the scenarios of a ruleset."),
    "facts": (
        "Sinh sổ Excel trống để nhập hồ sơ, hoặc mô-đun Python có kiểu.",
        "Write an empty workbook to fill in, or the vocabulary as a typed Python module.",
    ),
    "json": ("in kết quả dạng JSON", "print JSON"),
    "grid": ("in bảng mọi tiêu chí của mọi đối tượng", "print the table of every criterion of every subject"),
    "full": ("kể toàn bộ chứng minh, không rút gọn", "tell the whole proof, nothing left out"),
    "on": ("ngày xét, ví dụ 15/01/2022", "the date asked about, such as 2022-01-15"),
    "period": ("kỳ xét, ví dụ 2021", "the period asked about, such as 2021"),
    "executor": (
        "bộ thực thi: forward (mặc định), reference, durable",
        "the executor: forward (the default), reference, durable",
    ),
    "parameter": (
        "tham số khác với bộ quy tắc, dạng “tên=giá trị”; dùng được nhiều lần",
        "a parameter other than the ruleset's, as “name=value”; may be given again",
    ),
    "output": ("ghi ra tệp .json, .xlsx hoặc .html", "write to a .json, .xlsx or .html file"),
    "module": (
        "ghi ra tệp .xlsx (sổ trống để nhập hồ sơ) hoặc .py",
        "write to a .xlsx file (an empty workbook to fill in) or a .py file",
    ),
}
METAVARS = {
    "ruleset": ("BỘ_QUY_TẮC", "RULESET"),
    "dossier": ("HỒ_SƠ", "DOSSIER"),
    "subject": ("MÃ_ĐỐI_TƯỢNG", "SUBJECT"),
    "code": ("MÃ_TIÊU_CHÍ", "CODE"),
    "date": ("NGÀY", "DATE"),
    "period": ("KỲ", "PERIOD"),
    "name": ("TÊN", "NAME"),
    "pair": ("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
    "file": ("TỆP", "FILE"),
}

_MOMENT = 0.5
"""How many seconds the command looks for what would have to change."""
_REASONS = {
    errno.ENOENT: ("không có tệp hoặc thư mục đó", "there is no such file or folder"),
    errno.ENOTDIR: ("đường dẫn đi qua một tệp", "the path goes through a file"),
    errno.EISDIR: ("đó là một thư mục", "it is a folder"),
    errno.EACCES: ("không có quyền, hoặc tệp đang mở ở nơi khác", "no permission, or the file is open elsewhere"),
    errno.ENOSPC: ("hết chỗ trên ổ đĩa", "no space left on the disk"),
    errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
}

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

    def command(name: str, *parameters: Callable[[F], F]) -> Callable[[F], click.Command]:
        def declare(function: F) -> click.Command:
            for parameter in reversed(parameters):
                function = parameter(function)
            return group.command(name, help=words(name))(function)

        return declare

    ruleset = click.argument("ruleset", metavar=shown("ruleset"))
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
    output = click.option("-o", "--output", metavar=shown("file"), help=words("output"))
    module = click.option("-o", "--output", metavar=shown("file"), help=words("module"))

    @command("list", as_json)
    def list_(as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _list(lang, as_json))

    @command("show", ruleset, some_code, as_json)
    def show(ruleset: str, code: str | None, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _show(lang, ruleset, code, as_json))

    @command("check", ruleset, as_json)
    def check(ruleset: str, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _check(lang, ruleset, as_json))

    @command("decide", ruleset, dossier, on, period, executor, parameter, output, grid, as_json)
    def decide(output: str | None, grid: bool, as_json: bool, **asked: Any) -> int:
        return guarded(lang, as_json, lambda: _decide(lang, output, grid, as_json, **asked))

    @command("explain", ruleset, dossier, subject, code, on, period, executor, parameter, full, as_json)
    def explain(subject: str, code: str, full: bool, as_json: bool, **asked: Any) -> int:
        return guarded(lang, as_json, lambda: _explain(lang, subject, code, full, as_json, **asked))

    @command("test", ruleset, executor, as_json)
    def test(ruleset: str, executor: str, as_json: bool) -> int:
        return guarded(lang, as_json, lambda: _test(lang, ruleset, executor, as_json))

    @command("facts", ruleset, module)
    def facts(ruleset: str, output: str | None) -> int:
        return guarded(lang, False, lambda: _facts(lang, ruleset, output))

    return group


class ReaderGone(Exception):
    """Whoever read the output has closed it; click would take the OSError itself for a failure."""


def guarded(lang: str, as_json: bool, work: Callable[[], int]) -> int:
    """Do the work; findings that stop it are printed, with exit code 1, or 2 for what does not exist."""
    try:
        return work()
    except ThiduaError as error:
        print_findings(error.diagnostics, lang, as_json)
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise ReaderGone from error
        vi, en = _REASONS.get(error.errno or 0, (error.strerror or str(error),) * 2)
        arguments = {"path": str(error.filename or "stdout"), "reason_vi": vi, "reason_en": en}
        print_findings([Diagnostic("USE-62", arguments=arguments)], lang, as_json)
        return 2


def print_findings(findings: Iterable[Diagnostic], lang: str, as_json: bool) -> None:
    """Findings for people on the error stream, or as JSON on the output."""
    if as_json:
        click.echo(as_json_text({"findings": [each.to_json() for each in findings]}))
    else:
        for each, places in folded(findings):
            click.echo(painted_finding(each, lang), err=True)
            if places:
                click.echo(f"    {more_places(places, lang)}", err=True)


def as_json_text(data: object) -> str:
    """JSON for people and machines: text as it is, two spaces deep."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def _list(lang: str, as_json: bool) -> int:
    from thidua_rules.api import list_rulesets

    found = list_rulesets()
    if as_json:
        rows = [{"id": each.id, "title": each.title, "from": each.valid_from, "to": each.valid_to} for each in found]
        click.echo(as_json_text(rows))
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
        click.echo(as_json_text(data))
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
        click.echo(as_json_text(data))
        return 0 if report.clean else 1
    for each in report.findings:
        click.echo(painted_finding(each, lang))
    names = {each.id: each.name for each in report.ruleset.model.documents} if report.ruleset is not None else {}
    for document, (cited, count) in report.cited().items():
        key = "clauses_all" if cited == count else "clauses_cited"
        click.echo(say(key, lang, document=f"{names.get(document, '')} ({document})".strip(), cited=cited, all=count))
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

    given: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for each in parameters:
        name, sign, value = each.partition("=")
        if not sign:
            faults.append(Diagnostic("USE-63", arguments={"text": each}))
        elif name.strip() in given:
            faults.append(Diagnostic("USE-68", arguments={"name": name.strip()}))
        given[name.strip()] = value.strip()
    if faults:
        raise UsageError(faults)
    rules = load(ruleset, on=on, period=period)
    if not dossier.strip() or not Path(dossier).exists():
        raise UsageError([Diagnostic("USE-64", arguments={"path": dossier})])
    with waiting():
        case = rules.read_case(dossier, on=on, period=period)
    with waiting():
        decision = rules.decide(case, executor=executor, parameters=given)
    print_findings(decision.findings, str(click.get_current_context().find_root().obj or "vi"), False)
    return decision


def plain() -> bool:
    """Whether no colours are wanted."""
    return click.get_current_context().color is False


def waiting() -> AbstractContextManager[object]:
    """A bar that moves while something long is done, on a terminal only; gone when it is over."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeElapsedColumn

    progress = Progress(
        BarColumn(), TimeElapsedColumn(), console=Console(stderr=True, no_color=plain() or None), transient=True
    )
    progress.add_task("", total=None)
    return progress


def _decide(lang: str, output: str | None, grid: bool, as_json: bool, **asked: Any) -> int:
    if output is not None and ("\0" in output or Path(output).suffix.lower() not in (".json", ".xlsx", ".html")):
        raise UsageError([Diagnostic("USE-65", arguments={"path": output})])
    if output is not None and _is_same_file(output, asked["dossier"]):
        raise UsageError([Diagnostic("USE-70", arguments={"path": output})])
    decision = _decided(**asked)
    if output is not None:
        with waiting():
            _save(decision, Path(output), lang)
    if as_json:
        click.echo(decision.to_json())
    elif output is not None:
        click.echo(say("saved", lang, path=output))
    else:
        from thidua_rules.report.terminal import print_decision

        print_decision(decision, lang, plain=plain(), grid=grid)
    return 0


def _is_same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file that exists, through links too."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _save(decision: Any, output: Path, lang: str) -> None:
    from thidua_rules.report.xlsx import to_xlsx

    if output.suffix.lower() == ".xlsx":
        to_xlsx(decision, output, lang)
    elif output.suffix.lower() == ".html":
        output.write_text(decision.to_html(lang), encoding="utf-8")
    else:
        output.write_text(decision.to_json() + "\n", encoding="utf-8")


def _width() -> int:
    """The width of the terminal, within what is easy to read."""
    return min(max(get_terminal_size((100, 24)).columns, 40), 120)


def _explain(lang: str, subject: str, code: str, full: bool, as_json: bool, **asked: Any) -> int:
    from thidua_rules.report.proofs import proof_data

    decision = _decided(**asked)
    key = tuple(part.strip() for part in subject.split(";")) if ";" in subject else subject
    found = decision.key(key, code)
    if code in decision.measures:
        text = decision.explain_value(found, code, lang)
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
        lines = [*verdict.explain(lang, full, _width()).splitlines(), *wrap(last, _width())]
        click.echo("\n".join(map(painted_line, lines)))
    return 0


def _test(lang: str, reference: str, executor: str, as_json: bool) -> int:
    from thidua_rules.api import load
    from thidua_rules.authoring.scenarios import run_scenario, scenarios_of
    from thidua_rules.executors import executor_named

    executor_named(executor)  # a name that does not exist is one fault of the use, not one of every scenario
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
        click.echo(as_json_text({**numbers, "failed": rows}))
        return 1 if failed else 0
    for each in failed:
        click.echo(painted_line(f"✗ {each.scenario.name}"))
        for fault in each.faults:
            click.echo(painted_finding(fault, lang))
        for one in each.mismatches:
            wanted = one.expectation
            found = f"{say('expected', lang)} {wanted.wanted}, {say('found', lang)} {one.actual}"
            click.echo(f"  {from_here(wanted.place.text(lang))}: {wanted.subject} {wanted.code}: {found}")
            if one.subject is not None and one.explanation:
                click.echo("\n".join(painted_line("    " + line) for line in one.explanation.splitlines()))
    click.echo(say("passed", lang, **numbers))
    return 1 if failed else 0


def _facts(lang: str, reference: str, output: str | None) -> int:
    from thidua_rules.api import load
    from thidua_rules.facts.blank import write_blank_workbook
    from thidua_rules.facts.python_module import python_module

    rules = load(reference)
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
        Path(output).write_text(text, encoding="utf-8")
    click.echo(say("saved", lang, path=output))
    return 0
