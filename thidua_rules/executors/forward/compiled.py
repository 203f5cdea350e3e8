"""Compiling generated source, once per program and question, and keeping a bounded number of the results."""

import linecache
from collections import OrderedDict
from collections.abc import Callable, Mapping
from itertools import count
from threading import Lock
from typing import Any

from attrs import define, field, frozen

from thidua_rules.executors.forward.generate import HELPERS, Generator
from thidua_rules.executors.forward.vetting import vetted
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts

MOST_KEPT = 32
"""So many programs, and so many questions of each, are kept."""

Place = tuple[int, int, str]
"""Where a result stands: the block, the place in a subject's tuple, the type of the subjects."""


@frozen(eq=False)
class Compiled:
    """Functions to call in order, and where their results stand."""

    blocks: tuple[Callable[..., list[Any]], ...]
    masks: Mapping[str, Place]
    values: Mapping[str, Place]
    scales: Mapping[str, int]
    """Of each quantity that is held as an exact number, how many times it is held."""
    file: str
    source: str


@define(eq=False)
class _Kept:
    """The code of one program; the program is held, so that its identity stays its own."""

    program: ir.Program
    asks: bool
    questions: OrderedDict[object, Compiled] = field(factory=OrderedDict)
    last: tuple[Question, Compiled] | None = None


_kept: OrderedDict[int, _Kept] = OrderedDict()
_lock = Lock()
_numbers = count(1)


def compiled(program: ir.Program, question: Question) -> Compiled:
    """The code of a program for a question, made when first asked for; safe to call from several threads."""
    kept = _kept.get(id(program))
    if kept is not None:
        last = kept.last
        if last is not None and last[0] is question:
            return last[1]
    with _lock:
        return _look_up(program, question)


def _look_up(program: ir.Program, question: Question) -> Compiled:
    kept = _kept.get(id(program))
    if kept is None:
        kept = _kept[id(program)] = _Kept(program, any(isinstance(each, ir.Asked) for each in parts(program.rules)))
        _forget(_kept)
    _kept.move_to_end(id(program))
    asked = (question.on, question.period) if kept.asks else None
    key = (asked, tuple(sorted(question.parameters.items())))
    found = kept.questions.get(key)
    if found is None:
        found = kept.questions[key] = compile_program(program, question)
    kept.questions.move_to_end(key)
    if len(kept.questions) > MOST_KEPT:
        _, gone = kept.questions.popitem(last=False)
        linecache.cache.pop(gone.file, None)
    kept.last = (question, found)
    return found


def _forget(programs: OrderedDict[int, _Kept]) -> None:
    while len(programs) > MOST_KEPT:
        _, gone = programs.popitem(last=False)
        for each in gone.questions.values():
            linecache.cache.pop(each.file, None)


def compile_program(program: ir.Program, question: Question) -> Compiled:
    """Generate and compile; the source is registered so that tracebacks show it."""
    generator = Generator(program, question)
    generator.write()
    source = vetted("\n\n".join(generator.sources), HELPERS)
    file = f"<thidua_rules forward {next(_numbers)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    namespace = generator.namespace
    exec(compile(source, file, "exec"), namespace)
    measured = {rule.code for rule in program.rules if isinstance(rule, ir.Quantity | ir.Rank)}
    return Compiled(
        tuple(namespace[f"block_{number}"] for number in range(len(generator.sources))),
        {code: place for code, place in generator.places.items() if code not in measured},
        {code: place for code, place in generator.places.items() if code in measured},
        generator.scales,
        file,
        source,
    )
