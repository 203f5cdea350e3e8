"""Bytes of a text file to text, safely."""

import codecs
import stat
from pathlib import Path

from thidua_rules.diagnostics import Diagnostic, Place

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes; a larger file is refused before it is read."""

_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_NO_TEXT = (
    (b"PK\x03\x04", "bảng tính .xlsx hoặc tệp nén", "an .xlsx workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "tệp Excel hoặc Word đời cũ", "an old Excel or Word file"),
    (b"%PDF-", "tệp PDF", "a PDF file"),
    (b"PAR1", "tệp Parquet", "a Parquet file"),
)
# bytes that stand for Vietnamese letters in one of the old code pages and hardly in the other
_TCVN3 = frozenset((*range(0xA8, 0xAF), *range(0xB5, 0xBA), 0xBB, 0xBC, 0xBD, 0xBE, 0xC6, 0xC7, 0xD6, 0xD7))
_WINDOWS_1258 = frozenset((0xCC, 0xD2, 0xD0, 0xE2, 0xE3, 0xEA, 0xEC, 0xF0, 0xF2, 0xF4, 0xF5, 0xFD))


def read_text(source: str | Path | bytes, name: str, max_bytes: int = LARGEST_FILE) -> str | Diagnostic:
    """The text of a file (a Path) or of content given as such (str, bytes), or the reason why there is none.

    The size is checked before reading. Only UTF-8 is accepted, with or without a byte order mark.
    """
    content: str | bytes
    if isinstance(source, Path):
        loaded = load_bytes(source, name, max_bytes)
        if isinstance(loaded, Diagnostic):
            return loaded
        content = loaded
    else:
        content = source
        if len(content) > max_bytes:
            return _too_large(name, len(content), max_bytes)
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    return _decode(content, name)


def load_bytes(path: Path, name: str, max_bytes: int = LARGEST_FILE) -> bytes | Diagnostic:
    """The content of a file, or why there is none; its size is checked before reading."""
    try:
        if path.is_dir():
            return Diagnostic("FILE-03", Place(file=name), {})
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return Diagnostic("FILE-20", Place(file=name), {})  # a pipe would be waited for without end
        size = found.st_size
        if size > max_bytes:
            return _too_large(name, size, max_bytes)
        with path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except FileNotFoundError:
        return Diagnostic("FILE-01", Place(file=name), {})
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return Diagnostic("FILE-02", Place(file=name), {"reason": reason})
    return content if len(content) <= max_bytes else _too_large(name, len(content), max_bytes)


def _too_large(name: str, size: int, limit: int) -> Diagnostic:
    sizes = {"size": f"{size / 1048576:.1f}".replace(".", ","), "limit": f"{limit / 1048576:g}".replace(".", ",")}
    return Diagnostic("FILE-04", Place(file=name), sizes)


def _decode(content: bytes, name: str) -> str | Diagnostic:
    for mark, encoding in _WIDE_BOMS:
        if content.startswith(mark):
            return Diagnostic("FILE-05", Place(file=name), {"encoding": encoding})
    for start, likely, likely_en in _NO_TEXT:
        if content.startswith(start):
            return Diagnostic("FILE-19", Place(file=name), {"likely": likely, "likely_en": likely_en})
    # in UTF-16, every second byte of plain letters is zero; a lone zero byte is a damaged or foreign text instead
    if content[:4096].count(0) * 4 > len(content[:4096]):
        return Diagnostic("FILE-05", Place(file=name), {"encoding": "UTF-16"})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return Diagnostic("FILE-05", Place(file=name, line=line), {"encoding": _likely_encoding(content)})


def _likely_encoding(content: bytes) -> str:
    high = [byte for byte in content[:65536] if byte >= 0x80]
    old, windows = sum(byte in _TCVN3 for byte in high), sum(byte in _WINDOWS_1258 for byte in high)
    return "TCVN3 (ABC)" if old > windows else "Windows-1258"


def split_lines(text: str) -> list[str]:
    """The lines of a text, broken exactly where the YAML scanner breaks them."""
    for newline in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(newline, "\n")
    return text.split("\n")
