"""The Jinja that templates run in: names of a paper and a few filters, and nothing of Python behind them."""

from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from thidua_rules.papers.placeholders import Part
from thidua_rules.report.wording import one_line

FILTERS = (
    *("capitalize", "default", "first", "join", "last", "length", "lower"),
    *("replace", "sort", "title", "trim", "upper"),
)
TESTS = ("defined", "divisibleby", "even", "in", "none", "number", "odd", "string", "undefined")


class PaperEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox for templates that come from others."""

    # a template has no use for them, and a few letters of it could fill the memory
    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_text, optimized=False)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A part of a paper by its name in templates; anything else as the sandbox allows."""
        if not isinstance(obj, Part):
            return super().getattr(obj, attribute)
        try:
            return obj.told(attribute)
        except AttributeError:
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same in square brackets."""
        return self.getattr(obj, argument) if isinstance(obj, Part) else super().getitem(obj, argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Only what the template itself defines, and what loops offer, can be called."""
        return isinstance(obj, Macro) or isinstance(getattr(obj, "__self__", None), LoopContext)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators that are intercepted."""
        raise SecurityError(operator)


def _text(value: Any) -> Any:
    """What is put into the document: text without anything that XML cannot hold or that steers a reader."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str | int):
        return one_line(str(value))
    if isinstance(value, StrictUndefined):
        return value
    raise TemplateRuntimeError("not a text")
