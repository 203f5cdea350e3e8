"""Work that goes down a chain of conclusions, one call for each, however long the chain is."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_DEEPEST = 200_000
"""So many calls within each other; a chain of 3,000 conclusions needs a tenth."""
_STACK = 512 * 1024 * 1024


def at_any_depth(work: Callable[[], T]) -> T:
    """What the work gives; beyond the interpreter's usual depth it is done again on a stack of its own."""
    try:
        return work()
    except RecursionError:
        return _on_a_deep_stack(work)


def _on_a_deep_stack(work: Callable[[], T]) -> T:
    found: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(work())
        except BaseException as error:
            failed.append(error)

    limit, size = sys.getrecursionlimit(), threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=run)
        sys.setrecursionlimit(max(limit, _DEEPEST))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
        sys.setrecursionlimit(limit)
    if failed:
        raise failed[0]
    return found[0]
