"""What is wrong with a template, found before anything is put into it: every fault with the paragraph it stands in."""

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define
from jinja2 import nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError

from thidua_rules.diagnostics import Diagnostic
from thidua_rules.papers.lines import Line
from thidua_rules.papers.placeholders import Part, Shape, placeholders
from thidua_rules.papers.sandbox import FILTERS, TESTS, PaperEnvironment
from thidua_rules.source.text import did_you_mean, near_hint

Scope = Mapping[str, Shape | None]
"""What the names at hand stand for; None where that is not known."""

_OBJECT = re.compile(r"\{\{(?:tr|tc|p|r)\s")
_BLOCK = re.compile(r"\{%-?(?:(tr|tc|p|r)(?=\s))?\s*(for|if|macro|filter|with|elif|else|end[a-z]+)\b")
_PAGE = "docs/giay-to.md"


def faults_in(file: str, lines: Sequence[Line], root: Part) -> tuple[Diagnostic, ...]:
    """Every fault of a template; of those that show only while it is filled in, the first."""
    found = [each.fault(file, "PAPER-10", tag[0].strip()) for each in lines for tag in _OBJECT.finditer(each.text)]
    try:
        tree = PaperEnvironment().parse(_source(lines))
    except TemplateSyntaxError as fault:
        return (*found, _misspelt(file, lines, fault))
    check = _Names(file, lines, found)
    check.visit(tree, {name: each.shape for name, each in placeholders(type(root)).items()})
    found.extend(_ill_closed(file, lines))
    return tuple(found) or _while_filling_in(file, lines, root)


def _ill_closed(file: str, lines: Sequence[Line]) -> Iterator[Diagnostic]:
    """Tags that are closed otherwise than they were opened, which would cut through paragraphs, rows or cells."""
    opened: list[tuple[str, Line]] = []
    for line in lines:
        for tag in _BLOCK.finditer(line.text):
            kind, word = tag[1] or "", tag[2]
            if not word.startswith(("end", "el")):
                opened.append((kind, line))
            elif opened:
                before, where = opened.pop() if word.startswith("end") else opened[-1]
                if kind != before:
                    shown = {"opened_vi": where.where[0], "opened_en": where.where[1], "kind": "{%" + before}
                    yield line.fault(file, "PAPER-19", tag[0], name=tag[0] + " … %}", **shown)


def _first_tag(line: Line) -> str:
    tag = re.search(r"\{[{%#]?.*", line.text)
    return tag[0] if tag else line.text


_SAID = (
    (r"Encountered unknown tag '(.+?)'", "không có lệnh `{}`", "there is no tag `{}`"),
    (r"(?i)unexpected end of template", "mẫu hết mà còn lệnh chưa đóng", "the template ends with a tag left open"),
    (r"expected token 'end of (?:print|block|statement).*?', got '(.+?)'", "thừa “{}”", "“{}” is too much"),
    (r"unexpected '(.+?)'", "“{}” không đúng chỗ", "“{}” is out of place"),
)


def _said(message: str) -> dict[str, str]:
    """What Jinja said, in both languages where it is a thing often said."""
    for pattern, vi, en in _SAID:
        match = re.search(pattern, message)
        if match:
            return {"reason_vi": vi.format(*match.groups()), "reason_en": en.format(*match.groups())}
    return {"reason_vi": f"“{message}”", "reason_en": f"“{message}”"}


def _misspelt(file: str, lines: Sequence[Line], fault: TemplateSyntaxError) -> Diagnostic:
    line = lines[min(fault.lineno, len(lines)) - 1]
    return line.fault(file, "PAPER-05", _first_tag(line), **_said(fault.message or ""))


def _while_filling_in(file: str, lines: Sequence[Line], root: Part) -> tuple[Diagnostic, ...]:
    """The first fault that shows when the text alone is filled in."""
    given = {name: root.told(name) for name in names_used(lines, root)}
    try:
        PaperEnvironment().from_string(_source(lines)).render(given)
    except TemplateSyntaxError as fault:
        return (_misspelt(file, lines, fault),)
    except Exception as fault:
        # whatever a template may do: divide by nothing, compare text with numbers, reach what it may not
        frames = [each.lineno for each in traceback.extract_tb(fault.__traceback__) if each.filename == "<template>"]
        number = (frames[-1] if frames else None) or 1
        line = lines[min(number, len(lines)) - 1]
        tag = _first_tag(line)
        if isinstance(fault, UndefinedError):
            name = re.search(r"has no attribute '(.*)'$", str(fault))
            if name:
                return (line.fault(file, "PAPER-04", name[1], name=name[1]),)
        reason = f"{type(fault).__name__}: {fault}" if not isinstance(fault, SecurityError) else str(fault)
        return (line.fault(file, "PAPER-08", tag, reason=reason[:200]),)
    return ()


def names_used(lines: Sequence[Line], root: Part) -> tuple[str, ...]:
    """The names of a paper that a template without faults asks for."""
    asked = {each.name for each in PaperEnvironment().parse(_source(lines)).find_all(nodes.Name)}
    return tuple(name for name in placeholders(type(root)) if name in asked)


def _source(lines: Sequence[Line]) -> str:
    """The text of a template, so that the number of a line is that of its paragraph."""
    return "\n".join(each.plain for each in lines)


@define
class _Names:
    """Goes through a template with what each name stands for."""

    file: str
    lines: Sequence[Line]
    found: list[Diagnostic]

    def visit(self, node: nodes.Node, scope: Scope) -> Scope:
        """Look at a node; the names that it leaves at hand for what comes after it."""
        match node:
            case nodes.For():
                inner = {**scope, **_bound(node.target, self._item(node.iter, scope)), "loop": None}
                self._expressions(node.test, inner)
                self._block(node.body, inner)
                self._block(node.else_, scope)
            case nodes.Assign():
                return {**scope, **_bound(node.target, self._shape(node.node, scope))}
            case nodes.AssignBlock():
                self._block(node.body, scope)
                return {**scope, **_bound(node.target, None)}
            case nodes.Macro():
                arguments = {each.name: None for each in node.args}
                self._block(node.body, {**scope, **arguments, node.name: None, "caller": None})
                return {**scope, node.name: None}
            case nodes.Output():
                for each in node.nodes:
                    self._told(each, scope)
            case nodes.If():
                self._shape(node.test, scope)
                # what is set in one branch may be used after it
                for branch in (node.body, node.elif_, node.else_):
                    scope = self._block(branch, scope)
            case nodes.Template():
                self._block(node.body, scope)
            case nodes.Expr():
                self._shape(node, scope)
            case _:
                self._block(node.iter_child_nodes(), scope)
        return scope

    def _block(self, listed: Iterable[nodes.Node], scope: Scope) -> Scope:
        for each in listed:
            scope = self.visit(each, scope)
        return scope

    def _expressions(self, node: nodes.Node | None, scope: Scope) -> None:
        if node is not None:
            self.visit(node, scope)

    def _told(self, node: nodes.Expr, scope: Scope) -> None:
        """What is put into the document has to be text."""
        shape = self._shape(node, scope)
        if shape is not None and (shape.many or shape.part is not None):
            name = _written(node)
            key = "PAPER-06" if shape.many else "PAPER-09"
            names = ", ".join(placeholders(shape.part)) if shape.part is not None else ""
            self._fault(node, key, name, names=names)

    def _item(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """What a loop goes through, one by one."""
        shape = self._shape(node, scope)
        if shape is None or shape.many:
            return None if shape is None else Shape(shape.part)
        self._fault(node, "PAPER-11", _written(node))
        return None

    def _shape(self, node: nodes.Node, scope: Scope) -> Shape | None:
        """What an expression stands for, if that can be told; names that do not exist are faults."""
        match node:
            case nodes.Name():
                if node.name in scope:
                    return scope[node.name]
                self._unknown(node, node.name, node.name, scope)
            case nodes.Getattr() | nodes.Getitem():
                whole = self._shape(node.node, scope)
                named = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)
                if isinstance(node, nodes.Getitem):
                    self._shape(node.arg, scope)
                if whole is None:
                    return None
                if not isinstance(named, str):
                    return Shape(whole.part) if whole.many else None
                names = {} if whole.many or whole.part is None else placeholders(whole.part)
                if named in names:
                    return names[named].shape
                self._unknown(node, named, f"{_written(node.node)}.{named}", names)
            case nodes.Const():
                return Shape()
            case nodes.CondExpr():
                shapes = {self._shape(each, scope) for each in (node.expr1, node.expr2) if each is not None}
                self._shape(node.test, scope)
                return shapes.pop() if len(shapes) == 1 else None
            case nodes.Filter() | nodes.Test() if node.name not in (*FILTERS, *TESTS):
                known = FILTERS if isinstance(node, nodes.Filter) else TESTS
                near = ", ".join(did_you_mean(node.name, known) or known)
                self._fault(node, "PAPER-07", node.name, known=near)
            case nodes.Filter() if node.name in ("first", "last") and node.node is not None:
                shape = self._shape(node.node, scope)
                return Shape(shape.part) if shape is not None and shape.many else None
            case nodes.Filter() if node.name in ("sort", "default") and node.node is not None:
                return self._shape(node.node, scope)
            case _:
                for each in node.iter_child_nodes():
                    self._shape(each, scope)
        return None

    def _unknown(self, node: nodes.Node, name: str, written: str, known: Iterable[str]) -> None:
        near = did_you_mean(name, known)
        listed = ", ".join(f"`{each}`" for each in list(known)[:12])
        others = {"hint_vi": f"ở đây có: {listed}", "hint_en": f"here there are: {listed}"} if listed else {}
        hints = near_hint(near) or others
        hints = {key: f"{value} ({_PAGE})" for key, value in hints.items()}
        self._fault(node, "PAPER-04", written, **hints)

    def _fault(self, node: nodes.Node, code: str, name: str, **arguments: str) -> None:
        line = self.lines[min(node.lineno, len(self.lines)) - 1]
        fault = line.fault(self.file, code, name, name=name, **arguments)
        if fault not in self.found:
            self.found.append(fault)


def _bound(target: nodes.Node, shape: Shape | None) -> Scope:
    """The names that a loop or an assignment binds."""
    if isinstance(target, nodes.Name):
        return {target.name: shape}
    return {each.name: None for each in target.find_all(nodes.Name)}


def _written(node: nodes.Node) -> str:
    """An expression as it is written, as far as it is a name."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case nodes.Getitem():
            return f"{_written(node.node)}[…]"
        case nodes.Filter() if node.node is not None:
            return f"{_written(node.node)}|{node.name}"
    return "…"
