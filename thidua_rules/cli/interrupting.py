"""Ctrl-C ends a command wherever it comes: libraries in C, such as the solver, drop it or make another fault of it."""

import signal
import sys
from _thread import interrupt_main
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer, current_thread, main_thread
from types import FrameType
from typing import Any

_SOON = 0.05
"""Seconds after which an interrupt that was dropped comes again."""


@contextmanager
def interruptible() -> Iterator[None]:
    """KeyboardInterrupt for whatever becomes of an interrupt; what goes wrong without one is as it was."""
    came: list[int] = []
    tell = sys.unraisablehook

    def note(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    def tell_of_others(lost: Any) -> None:
        """What is raised while an object goes away is dropped, and so is what is raised in here."""
        if lost.exc_type is KeyboardInterrupt:
            Timer(_SOON, interrupt_main).start()
        else:
            tell(lost)

    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, note)
    sys.unraisablehook = tell_of_others
    try:
        yield
    except Exception as error:
        if came:
            raise KeyboardInterrupt from error
        raise
    finally:
        sys.unraisablehook = tell
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)
