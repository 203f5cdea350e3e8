"""How the `thidua` command starts and ends."""

import contextlib
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from thidua_rules.cli.commands import build
from thidua_rules.cli.localized import run
from thidua_rules.cli.running import ReaderGone

_MADE_BETWEEN = 500_000
"""So many objects are made before circles of objects are looked for."""


class Entry(click.Command):
    """The command as scripts and tests start it; the language is looked for before anything is parsed."""

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> Any:
        """Run and exit: 0, or 1 with findings, or 2 for faults in the use, or 130 when interrupted."""
        _speak_utf8()
        # a command keeps nearly all that it makes to its end: looking for circles in it again and again finds little
        gc.set_threshold(_MADE_BETWEEN)
        extra.pop("prog_name", None)
        try:
            code = run(build, args, prog_name="thidua", **extra)
            sys.stdout.flush()
        except (ReaderGone, BrokenPipeError):
            # whoever read the output has enough: nothing more can be said, and nothing went wrong
            with contextlib.suppress(OSError, io.UnsupportedOperation):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        except KeyboardInterrupt:
            code = 130
        sys.exit(code)


def _speak_utf8() -> None:
    """Vietnamese needs UTF-8 whatever the console was set to; a name that is no text is shown as far as it goes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


main = Entry("thidua")
