"""The rooms of the package: which may import which, read from the imports themselves."""

import ast
from functools import cache
from pathlib import Path

import pytest

import thidua_rules

PACKAGE = Path(thidua_rules.__file__).parent

ROOMS = (
    "cli",
    "editor",
    "testing",
    "proving",
    "distributing",
    "authoring",
    "keeping",
    "api",
    "session",
    "papers",
    "report",
    "decision",
    "archive",
    "reasons",
    "advice",
    "proofs.checker",
    "proofs.replay",
    "proofs.prover",
    "proofs.proof",
    "executors",
    "executors.columnar",
    "executors.durable",
    "executors.forward",
    "semantics",
    "program",
    "ruleset.checks",
    "ruleset.reading",
    "ruleset.building",
    "ruleset.composition",
    "ruleset.sections",
    "ruleset.files",
    "ruleset.canonical",
    "ruleset.model",
    "conditions",
    "facts",
    "source",
    "diagnostics",
    "values",
)
"""From the face down to what everything rests on: a room imports only from those after it."""

STRANGERS = {
    "proofs.checker": ("semantics", "executors", "proofs.prover", "proofs.replay", "advice"),
    "executors.forward": ("executors.durable", "executors.columnar"),
    "executors.durable": ("executors.forward", "executors.columnar"),
    "executors.columnar": ("executors.durable",),
}
"""Rooms further down that a room does not import either, directly or through others."""


KNOWN_CIRCLES = {
    "executors.forward.aggregates",
    "executors.forward.expressions",
    "executors.forward.generate",
    "facts.case",
    "facts.codec",
    "facts.keys",
    "facts.showing",
    "proofs.prover.groups",
    "proofs.prover.members",
    "proofs.prover.prover",
    "proofs.prover.values",
    "semantics.evaluation",
    "semantics.groups",
    "semantics.merit_order",
    "semantics.quotas",
}
"""Still to be opened."""


def module_name(path: Path) -> str:
    """A module's name within the package; empty for the package itself."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").strip(".")


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imported(name: str) -> set[str]:
    """The modules of the package that one imports, wherever in it and for whatever purpose."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "thidua_rules":
            home = (node.module or "").partition(".")[2]
            inner = {f"{home}.{each.name}".strip(".") for each in node.names} & MODULES.keys()
            found |= inner or {home}
    return found - {""}


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports; read when a test asks for it, not by every worker that collects."""
    return {name: imported(name) for name in MODULES}


def room_of(module: str) -> str:
    """The room a module stands in: the longest name that covers it."""
    return max((each for each in ROOMS if f"{module}.".startswith(f"{each}.")), key=len, default="")


def reached(module: str) -> set[str]:
    """All modules that come along with one."""
    found, waiting = {module}, [module]
    for each in waiting:
        waiting.extend(imports()[each] - found)
        found |= imports()[each]
    return found


def test_a_module_imports_only_from_its_own_room_and_those_below() -> None:
    """Data flows one way, so no arrow between rooms runs back."""
    mine = {name: ROOMS.index(room_of(name)) for name in MODULES if room_of(name)}
    backwards = {(name, each) for name in mine for each in imports()[name] if ROOMS.index(room_of(each)) < mine[name]}
    assert backwards == set()


@pytest.mark.parametrize("room", STRANGERS)
def test_rooms_that_must_not_know_each_other_do_not(room: str) -> None:
    """The checker's independence is one of these lines: nothing that it imports leads to what it checks."""
    met = {room_of(each) for module in MODULES if room_of(module) == room for each in reached(module)}
    assert met & set(STRANGERS[room]) == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Whoever reads a module needs only those below it; imports for the sake of types count too."""
    circles = {name for name in MODULES for each in imports()[name] if name in reached(each)}
    assert circles == KNOWN_CIRCLES
