"""Executors: they run a program on a case, behind one protocol, chosen by name."""

from collections.abc import Callable

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.semantics.protocol import Executor


def _reference() -> Executor:
    from thidua_rules.semantics.reference import Reference

    return Reference()


def _forward() -> Executor:
    from thidua_rules.executors.forward import Forward

    return Forward()


def _durable() -> Executor:
    from thidua_rules.executors.durable import Durable

    return Durable()


def _columnar() -> Executor:
    from thidua_rules.executors.columnar import Columnar

    return Columnar()


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "forward": _forward,
    "reference": _reference,
    "durable": _durable,
    "columnar": _columnar,
}


def executor_named(name: str) -> Executor:
    """The executor of that name; UsageError if there is none or its extra is not installed."""
    if name not in EXECUTORS:
        raise UsageError([Diagnostic("USE-50", arguments={"name": name, "known": ", ".join(EXECUTORS)})])
    return EXECUTORS[name]()


__all__ = ["EXECUTORS", "Executor", "executor_named"]
