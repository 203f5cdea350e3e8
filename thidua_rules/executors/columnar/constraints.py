"""Facts in tables that contradict what a ruleset demands of them: looked for by columns, told as those of rows are."""

from collections.abc import Callable

from thidua_rules.executors.columnar.aggregates import collected
from thidua_rules.executors.columnar.expressions import Writer
from thidua_rules.executors.columnar.frames import Frames
from thidua_rules.executors.columnar.handing_over import Beyond
from thidua_rules.executors.columnar.masks import as_mask
from thidua_rules.executors.columnar.ways import Run
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.constraints import refuse_breaches
from thidua_rules.values import NOT_MET


def refuse_breaches_of(program: ir.Program, frames: Frames, question: Question, by_rows: Callable[[], Frames]) -> None:
    """Raise DossierError with every fact that surely breaks a constraint of the ruleset.

    `by_rows` reads the same tables by rows, which know where each fact stands.
    """
    if not program.constraints:
        return
    if frames.case is None:
        sheets = {name: sheet.fresh() for name, sheet in frames.sheets.items()}
        closed = frozenset(each.type for each in frames.closed if each.owner is None)
        run = Run(program, question, sheets, closed, frozenset(), frozenset(), collected)
        if not any(_may_be_broken(run, each) for each in program.constraints):
            return
    case = frames.case or by_rows().case
    assert case is not None
    refuse_breaches(program, case, lambda: question)


def _may_be_broken(run: Run, constraint: ir.Constraint) -> bool:
    """Whether somebody breaks a constraint, or columns cannot tell."""
    try:
        form = Writer(run, constraint.subject).condition(constraint.condition)
    except Beyond:
        return True
    found = run.sheets[constraint.subject].done().select((as_mask(form).expr == NOT_MET).any())
    return bool(found.item())
