"""A school's decision as it is kept, and files of it that somebody rewrote."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import thidua_rules as tr
from tests.school import DOSSIER, OFFICE, SCHOOL
from thidua_rules.archive import file as archive
from thidua_rules.archive.saving import CANONICAL


@cache
def school() -> tr.Ruleset:
    """The school's ruleset, whose files and those of its department are gone once it is loaded."""
    with TemporaryDirectory() as folder:
        for name, text in (("so/2025.yaml", OFFICE), ("truong/2026.yaml", SCHOOL)):
            path = Path(folder, name)
            path.parent.mkdir()
            path.write_text(text, encoding="utf-8")
        return tr.load(Path(folder, "truong/2026.yaml"))


@cache
def decided(dossier: str = DOSSIER, **parameters: str) -> tr.Decision:
    """The school's decision on its dossier."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "ho-so.yaml")
        path.write_text(dossier, encoding="utf-8")
        case = school().read_case(path)
    return school().decide(case, parameters={name.replace("_", " "): value for name, value in parameters.items()})


def kept(folder: Path, decision: tr.Decision | None = None) -> Path:
    """A file that keeps a decision."""
    path = folder / "quyet-dinh.thidua"
    (decision or decided()).save(path)
    return path


def members_of(path: Path) -> dict[str, bytes]:
    """Every member of a zip as it stands there."""
    with zipfile.ZipFile(path) as found:
        return {each: found.read(each) for each in found.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    """Members as a zip, whatever they are."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def resealed(path: Path, member: str, change: Callable[[bytes], bytes]) -> None:
    """Rewrite a member as somebody would who knows how hashes and seal are made."""
    head, members = archive.read(path)
    members[member] = change(members[member])
    head = {name: value for name, value in head.items() if name not in ("format", "members")}
    if member == CANONICAL:
        head["ruleset"]["hash"] = archive._sha256(members[member])
    path.write_bytes(archive.pack(head, members))


def with_data(change: Callable[[Any], Any]) -> Callable[[bytes], bytes]:
    """A change of a member's data as a change of its bytes."""
    return lambda content: json.dumps(change(json.loads(content))).encode()
