"""Bytes of a text file to text, safely, and what the YAML scanner complains about in the words of its readers."""

import codecs
import stat
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

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


def syntax_fault(fault: YAMLError, lines: list[str], name: str) -> Diagnostic:
    """What a fault of the scanner or parser means, in plain words, at its line and column."""
    if isinstance(fault, ReaderError):
        return _unprintable(lines, name, fault)
    mark = fault.problem_mark or fault.context_mark if isinstance(fault, MarkedYAMLError) else None
    line = min(mark.line, len(lines) - 1) if mark is not None else 0
    column = mark.column if mark is not None else 0
    excerpt = lines[line]
    place = Place(name, line + 1, column + 1, 1, excerpt)
    problem = str(getattr(fault, "problem", None) or "")
    context = str(getattr(fault, "context", None) or "")
    indentation = excerpt[: len(excerpt) - len(excerpt.lstrip())]
    if "\t" in indentation or "'\\t'" in problem:
        at = max(excerpt.find("\t"), 0)
        return Diagnostic("YAML-02", Place(name, line + 1, at + 1, 1, excerpt), {})
    if "mapping values are not allowed" in problem:
        code = "YAML-03" if _starts_an_entry(excerpt, column) else "YAML-04"
        return Diagnostic(code, place, {})
    if "cannot start any token" in problem or "while scanning an alias" in context or "anchor" in context:
        return Diagnostic("YAML-05", place, {"character": excerpt[column : column + 1]})
    if "quoted scalar" in context or "double-quoted" in context:
        return _unclosed_quote(fault, lines, name, place, problem)
    if "flow" in context:
        opening = getattr(fault, "context_mark", None)
        where = f"{opening.line + 1}:{opening.column + 1}" if opening is not None else "?"
        return Diagnostic("YAML-07", place, {"opening": where})
    if "could not find expected ':'" in problem:
        return _missing_colon(fault, lines, name, place)
    if "expected <block end>" in problem or "sequence entries are not allowed" in problem or "indent" in problem:
        return Diagnostic("YAML-03", place, {})
    return Diagnostic("YAML-01", place, {})


def _starts_an_entry(excerpt: str, column: int) -> bool:
    """Whether the colon at `column` is the first one of its line, so that the indentation must be at fault."""
    before = excerpt[:column]
    return ": " not in before and not before.rstrip().endswith(":")


def _missing_colon(fault: YAMLError, lines: list[str], name: str, place: Place) -> Diagnostic:
    """The scanner notices only on the next line: the place is where the text without its colon begins."""
    start = getattr(fault, "context_mark", None)
    if start is not None and start.line < len(lines):
        place = Place(name, start.line + 1, start.column + 1, 1, lines[start.line])
    return Diagnostic("YAML-08", place, {})


def _unclosed_quote(fault: YAMLError, lines: list[str], name: str, place: Place, problem: str) -> Diagnostic:
    if "escape" in problem or "hexdecimal" in problem:
        return Diagnostic("YAML-09", place, {})
    opening = getattr(fault, "context_mark", None)
    if opening is not None and opening.line < len(lines):
        place = Place(name, opening.line + 1, opening.column + 1, 1, lines[opening.line])
    return Diagnostic("YAML-06", place, {})


def _unprintable(lines: list[str], name: str, fault: ReaderError) -> Diagnostic:
    code = fault.character if isinstance(fault.character, int) else ord(str(fault.character)[:1] or "\0")
    character = chr(code)
    for number, line in enumerate(lines):
        at = line.find(character)
        if at >= 0:
            shown = line.replace(character, "\ufffd")
            return Diagnostic("YAML-10", Place(name, number + 1, at + 1, 1, shown), {"character": f"U+{code:04X}"})
    return Diagnostic("YAML-10", Place(file=name), {"character": f"U+{code:04X}"})
