"""Work that builds much and lets go of it again, none of it in circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_AT_LEAST = (10_000, 50, 100)
"""So many new objects before the youngest of them are looked through, and as many times before older ones are."""
_lock = Lock()
_inside = 0
_before = (0, 0, 0)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the interpreter look less often for objects that keep each other alive; it goes on to find them.

    It has a third of the time otherwise, for proofs that are gone by themselves. What was set before holds again when
    the last of those who work at the same time is done.
    """
    global _inside, _before
    with _lock:
        _inside += 1
        if _inside == 1:
            _before = gc.get_threshold()
            if _before[0]:
                gc.set_threshold(*map(max, _before, _AT_LEAST))
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_before)
