"""A template filled in: opened safely, checked, and put through the engine for Word documents."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import Diagnostic, Place, UsageError
from thidua_rules.papers.placeholders import Part
from thidua_rules.source.yaml_reading import load_bytes

LARGEST_TEMPLATE = 20 * 1024 * 1024
LARGEST_CONTENT = 100 * 1024 * 1024
"""Bytes of a template, packed and unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def filled(template: str | PathLike[str], root: Part) -> bytes:
    """A template with what a paper holds in it, as the bytes of a .docx file.

    UsageError with every fault of the template, or if it is no Word document, or the extra is not installed.
    """
    opened = engine()
    from thidua_rules.papers.checking import faults_in, names_used
    from thidua_rules.papers.lines import lines_of
    from thidua_rules.papers.sandbox import PaperEnvironment

    file = fspath(template)
    content = _content(file)
    try:
        document = opened(io.BytesIO(content))
        parts = list(_parts(document))
    except Exception as fault:
        # a damaged document surfaces in python-docx as anything from KeyError to XMLSyntaxError
        raise _damaged(file) from fault
    lines = lines_of(parts)
    found = faults_in(file, lines, root)
    if found:
        raise UsageError(found)
    result = io.BytesIO()
    try:
        document.render({name: root.told(name) for name in names_used(lines, root)}, PaperEnvironment())
        document.save(result)
    except Exception as fault:
        # the text is in order, so it is the tags that cut through paragraphs, rows or cells
        raise UsageError([Diagnostic("PAPER-12", Place(file=file))]) from fault
    return result.getvalue()


def _content(file: str) -> bytes:
    """The bytes of a template that is small enough, packed and unpacked."""
    content = load_bytes(Path(file), file, LARGEST_TEMPLATE)
    if isinstance(content, Diagnostic):
        raise UsageError([content])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise _damaged(file) from fault
    if size > LARGEST_CONTENT:
        raise UsageError([Diagnostic("PAPER-13", Place(file=file), {"limit": LARGEST_CONTENT // 1048576})])
    return content


def _damaged(file: str) -> UsageError:
    return UsageError([Diagnostic("PAPER-03", Place(file=file))])


def _parts(document: Any) -> Iterator[tuple[str, Any]]:
    """The parts of a document that are filled in: its body, page headers and page footers."""
    from docx.opc.oxml import parse_xml

    yield "body", document.get_docx().element.body
    for kind, uri in (("header", document.HEADER_URI), ("footer", document.FOOTER_URI)):
        for _, part in document.get_headers_footers(uri):
            yield kind, parse_xml(part.blob)


def require_extra() -> None:
    """UsageError if the extra `docx` is not installed."""
    try:
        import docxtpl  # noqa: F401
    except ImportError as fault:
        raise UsageError([Diagnostic("PAPER-02")]) from fault


def engine() -> Any:
    """The engine for Word documents; UsageError if it is not installed."""
    require_extra()
    from docxtpl import DocxTemplate
    from lxml import etree

    class Engine(DocxTemplate):  # type: ignore[misc]
        """The engine, stricter about what comes out."""

        def patch_xml(self, src_xml: str) -> str:
            """Names that were typed with loose accents are those that are meant."""
            patched = super().patch_xml(src_xml)
            return re.sub(r"\{[{%].*?[%}]\}", lambda tag: unicodedata.normalize("NFC", tag[0]), patched)

        def fix_tables(self, xml: str) -> Any:
            """What came out has to be well formed; cells hold a paragraph, rows cells, tables rows, for Word."""
            etree.fromstring(xml)
            tree = super().fix_tables(xml)
            for cell in tree.iter(f"{_W}tc"):
                if len(cell) == 0 or cell[-1].tag != f"{_W}p":
                    etree.SubElement(cell, f"{_W}p")
            for whole, part in (("tr", "tc"), ("tbl", "tr")):
                for empty in [each for each in tree.iter(_W + whole) if each.find(_W + part) is None]:
                    empty.getparent().remove(empty)
            return tree

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            """The title and author of a document stay as the office wrote them."""

        def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
            """Footnotes stay as the office wrote them."""

    return Engine
