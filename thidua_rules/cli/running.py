"""What every command shares: how it ends when something is wrong, and what it shows meanwhile."""

import errno
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from shutil import get_terminal_size

import click

from thidua_rules.cli.colours import painted_finding
from thidua_rules.diagnostics import ArchiveError, Diagnostic, ThiduaError, UsageError, folded, more_places

_REASONS = {
    errno.ENOENT: ("không có tệp hoặc thư mục đó", "there is no such file or folder"),
    errno.EEXIST: ("ở đó đã có một tệp", "there is a file in its place"),
    errno.ENOTDIR: ("đường dẫn đi qua một tệp", "the path goes through a file"),
    errno.EISDIR: ("đó là một thư mục", "it is a folder"),
    errno.EACCES: ("không có quyền, hoặc tệp đang mở ở nơi khác", "no permission, or the file is open elsewhere"),
    errno.ENOSPC: ("hết chỗ trên ổ đĩa", "no space left on the disk"),
    errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
}


class ReaderGone(Exception):
    """Whoever read the output has closed it; click would take the OSError itself for a failure."""


def guarded(lang: str, as_json: bool, work: Callable[[], int]) -> int:
    """Do the work; findings that stop it are printed, with exit code 1, or 2 for what is not there to be used."""
    try:
        return work()
    except ThiduaError as error:
        print_findings(error.diagnostics, lang, as_json)
        return 2 if isinstance(error, UsageError | ArchiveError) else 1
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


@contextmanager
def progressing() -> Iterator[Callable[[int, int], None]]:
    """A bar that fills as it hears how many of how many are done, on a terminal only; gone when it is over."""
    if not sys.stderr.isatty():
        yield lambda done, all_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True, no_color=plain() or None)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, all_: progress.update(task, completed=done, total=all_)


def width() -> int:
    """The width of the terminal, within what is easy to read."""
    return min(max(get_terminal_size((100, 24)).columns, 40), 120)
