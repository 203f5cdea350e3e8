"""The user's folder for caches: data found again from one run to the next, never code, and never dossiers.

`THIDUA_CACHE=off` does without, and another value of it is the folder. Whatever stands there can be wrong but cannot
run: it is JSON, taken only where it is as it was written, and on systems that tell whose a file is, by this user.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from thidua_rules.source.whole_files import whole_file

VARIABLE = "THIDUA_CACHE"
OFF = "off"
_MOST_KEPT = 1000
_NAME = "thidua-rules"
_OTHERS_WRITE = 0o022


def cache_folder() -> Path | None:
    """The folder of the cache; None where nothing is to be kept."""
    asked = os.environ.get(VARIABLE, "").strip()
    try:
        if asked:
            return None if asked.casefold() == OFF else Path(asked).expanduser()
        home = Path.home()
    except RuntimeError:  # a user without a home, or one whom nobody knows
        return None
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / _NAME / "Cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / _NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / _NAME


def name_of(*parts: str) -> str:
    """The name in the cache of what rests on these texts alone."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def load(name: str) -> Any:
    """What is kept under a name; None if there is nothing, or if it is not as this user wrote it."""
    folder = cache_folder()
    if folder is None:
        return None
    path = folder / f"{name}.json"
    try:
        if not path.is_file():  # a pipe would be waited for without end
            return None
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            mark, _, body = file.read().partition(b"\n")
        return json.loads(body) if mark == hashlib.sha256(body).hexdigest().encode() else None
    except (OSError, ValueError, RecursionError):
        return None


_KEEPING: ContextVar[bool] = ContextVar("keeping", default=True)


@contextmanager
def keeping_nothing() -> Iterator[None]:
    """Meanwhile the cache is only read: a text that is being typed is another one at every letter."""
    token = _KEEPING.set(False)
    try:
        yield
    finally:
        _KEEPING.reset(token)


def keep(name: str, data: Any) -> None:
    """Keep data under a name; a cache that cannot be written is none."""
    folder = cache_folder()
    if folder is None or not _KEEPING.get():
        return
    with suppress(OSError, RecursionError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make_room(folder)
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        path = folder / f"{name}.json"
        if path.exists() and not path.is_file():
            return
        with whole_file(path) as beside, open(beside, "wb", opener=_private) as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_own(status: os.stat_result) -> bool:
    """Whether this user alone writes a file; not asked where the system does not tell."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


def _make_room(folder: Path) -> None:
    """Forget the older half where much is kept: each change of a file leaves a tree behind."""
    kept = list(folder.glob("*.json"))
    if len(kept) >= _MOST_KEPT:
        for each in sorted(kept, key=lambda one: one.stat().st_mtime)[: _MOST_KEPT // 2]:
            each.unlink(missing_ok=True)
