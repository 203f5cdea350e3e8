"""What the YAML scanner complains about, in the words of its readers."""

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from thidua_rules.diagnostics import Diagnostic, Place


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
