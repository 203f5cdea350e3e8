"""Making much that stays, without Python's looking through it for circles again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While a dossier or a ruleset is read: what is made then is kept, and hardly any of it is a circle.

    Looking for circles would take up to half of the time. What was switched off before stays so.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
