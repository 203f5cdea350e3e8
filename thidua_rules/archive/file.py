"""The file of a kept decision: one zip of named members, a manifest with the hash of each, and a seal on that.

The hashes tell damage and careless changes; they are no signature, for whoever rewrites a file can rewrite these too.
"""

import hashlib
import io
import json
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import ArchiveError, Diagnostic, Place
from thidua_rules.source.whole_files import whole_file
from thidua_rules.source.yaml_reading import load_bytes

SUFFIX = ".thidua"
"""How the name of a kept decision ends."""
FORMAT = 1
"""The latest form of these files that this library reads; it reads every earlier one too."""
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_CONTENT = 256 * 1024 * 1024
MOST_MEMBERS = 2000
"""Bytes of the file, bytes of all members unpacked, and members; beyond any of these a file is refused unread."""

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE = 0o100644 << 16
_ON_UNIX = 3
_ENTRY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)
"""What reading a damaged zip may raise."""
_SHAPE = (AttributeError, KeyError, IndexError, TypeError, ValueError, ArithmeticError, RecursionError)
"""What taking data apart may raise that is not of the shape it should be."""
_SAFE_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*")


def write(path: str | os.PathLike[str], head: Mapping[str, Any], members: Mapping[str, bytes]) -> None:
    """Write an archive whole or not at all. ArchiveError if it is larger than what would be opened again."""
    content = pack(head, members, str(path))
    with whole_file(path) as beside:
        beside.write_bytes(content)


def pack(head: Mapping[str, Any], members: Mapping[str, bytes], name: str = "") -> bytes:
    """The archive as bytes, the same for the same content; `head` is told in the manifest beside the hashes."""
    hashes = {each: _sha256(members[each]) for each in sorted(members)}
    manifest = as_json({"format": FORMAT, **head, "members": hashes}, indent=2)
    whole = {**members, MANIFEST: manifest, SEAL: _sha256(manifest).encode()}
    size = sum(map(len, whole.values()))
    if size > LARGEST_CONTENT or len(whole) > MOST_MEMBERS:
        raise _too_much(name, size)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(whole):
            info = zipfile.ZipInfo(each, _EPOCH)
            info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, _REGULAR_FILE, _ON_UNIX
            archive.writestr(info, whole[each])
    return stream.getvalue()


def read(path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and the members of an archive, each as its hash says. Raises ArchiveError."""
    name = str(path)
    content = load_bytes(Path(path), name, LARGEST_FILE)
    if isinstance(content, Diagnostic):
        raise ArchiveError([content])
    if content.count(_ENTRY) > MOST_MEMBERS:
        raise _too_much(name, len(content))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = _unpacked(archive, name)
    except _DAMAGE:
        raise _refused("KEEP-01", name) from None
    return _checked(found, name)


def _unpacked(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """All members; nothing is unpacked before their names and sizes are known to be sound."""
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS or sum(each.file_size for each in entries) > LARGEST_CONTENT:
        raise _too_much(name, sum(each.file_size for each in entries))
    if MANIFEST not in archive.namelist():
        raise _refused("KEEP-02", name)
    seen: set[str] = set()
    for each in entries:
        strange = each.flag_bits & 1 or each.compress_type not in _METHODS or not is_safe(each.filename)
        if strange or each.filename in seen:
            raise _refused("KEEP-05", name, each.filename)
        seen.add(each.filename)
    found = {}
    for each in entries:
        with archive.open(each) as stream:
            found[each.filename] = stream.read(each.file_size + 1)
    return found


def is_safe(name: str) -> bool:
    """Whether a member may be called that: plain names with `/` between, none of which leads out of a folder."""
    return _SAFE_NAME.fullmatch(name) is not None and {".", ".."}.isdisjoint(name.split("/"))


def _checked(found: dict[str, bytes], name: str) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and the members that it lists, no others; every fault is told."""
    manifest = found.pop(MANIFEST)
    with reading(name, MANIFEST):
        head = dict(json.loads(manifest))
        version = int(head["format"])
    if version > FORMAT:
        raise _refused("KEEP-03", name, version=version, known=FORMAT)
    with reading(name, MANIFEST):
        hashes = {str(each): str(value) for each, value in head["members"].items()}
    faults = []
    if found.pop(SEAL, b"").decode("ascii", "replace") != _sha256(manifest):
        faults.append(("KEEP-07", MANIFEST))
    faults += [("KEEP-04", each) for each in sorted(hashes.keys() - found.keys())]
    faults += [("KEEP-05", each) for each in sorted(found.keys() - hashes.keys())]
    common = sorted(found.keys() & hashes.keys())
    faults += [("KEEP-07", each) for each in common if _sha256(found[each]) != hashes[each]]
    if faults:
        raise ArchiveError(_fault(code, name, member) for code, member in faults)
    return head, found


@contextmanager
def reading(name: str, member: str) -> Iterator[None]:
    """Taking a member apart: whatever is not of its shape is an ArchiveError at that member."""
    try:
        yield
    except _SHAPE:
        raise _refused("KEEP-08", name, member) from None


def as_json(data: object, indent: int | None = None) -> bytes:
    """Data as JSON, in one form."""
    separators = (",", ":") if indent is None else None
    return (json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _fault(code: str, name: str, member: str | None = None, **arguments: Any) -> Diagnostic:
    shown = None if member is None else "".join(each if each.isprintable() else "�" for each in member[:120])
    return Diagnostic(code, Place(file=name, path=shown), {"member": shown, **arguments})


def _refused(code: str, name: str, member: str | None = None, **arguments: Any) -> ArchiveError:
    return ArchiveError([_fault(code, name, member, **arguments)])


def _too_much(name: str, size: int) -> ArchiveError:
    return _refused("KEEP-06", name, size=_megabytes(size), limit=_megabytes(LARGEST_CONTENT), most=MOST_MEMBERS)


def _megabytes(size: int) -> str:
    return f"{size / 1048576:.1f}".replace(".", ",")
