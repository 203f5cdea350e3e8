"""Programs of the bundled rulesets that come with the package, made while it is built: the first load is quick too.

They are the entries of the cache, with the folder of the rulesets left out of every path. One is used only by the very
code that made it, and, as any other, only while its files are what was read.
"""

import gzip
import hashlib
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import thidua_rules

FOLDER = ".kept"
"""Where they lie, in the folder of the bundled rulesets."""
_ROOMS = ("conditions", "diagnostics", "facts", "program", "ruleset", "source", "values")
"""The rooms that bear on what becomes of a ruleset."""
_HERE = "⟨rulesets⟩/"


def code_files() -> list[Path]:
    """The files of the package that bear on what becomes of a ruleset."""
    package = Path(thidua_rules.__file__).parent
    walked = (each for room in _ROOMS for each in os.walk(package / room) if not each[0].endswith("__pycache__"))
    return sorted(Path(folder, name) for folder, _, names in walked for name in names)


@cache
def code_mark() -> str:
    """What tells the code that made an entry from any other, wherever it is installed."""
    package = Path(thidua_rules.__file__).parent
    digest = hashlib.sha256(thidua_rules.__version__.encode())
    for path in code_files():
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def entry(location: Path) -> Any:
    """The entry that came with a bundled ruleset; None if there is none, or if other code made it."""
    root = Path(thidua_rules.__file__).resolve().parent / "rulesets"
    if not location.is_relative_to(root):
        return None
    try:
        found = json.loads(gzip.decompress(_path(root / FOLDER, location.relative_to(root)).read_bytes()))
        if found["code"] != code_mark():
            return None
        return _rewritten(found["entry"], lambda text: _there(root, text))
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        return None


def write(root: Path, folder: Path, location: Path, found: dict[str, Any]) -> None:
    """Write the entry of a ruleset below `root` into a folder, where `entry` finds it in the installed package."""
    here = f"{root}{os.sep}"
    data = _rewritten(
        found, lambda text: _HERE + text[len(here) :].replace(os.sep, "/") if text.startswith(here) else text
    )
    body = json.dumps({"code": code_mark(), "entry": data}, ensure_ascii=False, separators=(",", ":"))
    folder.mkdir(parents=True, exist_ok=True)
    _path(folder, location.relative_to(root)).write_bytes(gzip.compress(body.encode(), mtime=0))


def _path(folder: Path, ruleset: Path) -> Path:
    return folder / f"{'-'.join(ruleset.parts)}.json.gz"


def _there(root: Path, text: str) -> str:
    return str(root.joinpath(*text[len(_HERE) :].split("/"))) if text.startswith(_HERE) else text


def _rewritten(data: Any, change: Callable[[str], str]) -> Any:
    """An entry with other paths: of its files, and of the places among its records."""
    files = [
        {
            **each,
            "at": change(each["at"]),
            "others": {name: change(path) for name, path in each["others"].items()},
        }
        for each in data["files"]
    ]
    records = [
        ["Place", change(each[1]), *each[2:]] if each[0] == "Place" and isinstance(each[1], str) else each
        for each in data["records"]
    ]
    return {"files": files, "records": records}
