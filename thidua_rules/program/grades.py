"""Grades: from a declaration to the value by its table, after each adjustment, and after the quota.

Outcomes outside the order (`không xếp loại`) are moved by no step and bounded by nothing.
"""

from attrs import evolve

from thidua_rules.conditions.nodes import TextLiteral
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written, standard_code
from thidua_rules.program.compiler import Compiler
from thidua_rules.program.names import Scope, type_of
from thidua_rules.program.tables import cut
from thidua_rules.program.titles import compile_quota
from thidua_rules.ruleset.model import Adjustment, GradeDeclaration, QuantityDeclaration, QuotaDeclaration, Written
from thidua_rules.ruleset.sections.grades import before_quota
from thidua_rules.values import options, point


def compile_grade(compiler: Compiler, declared: GradeDeclaration) -> tuple[list[ir.Rule], ir.Title | None] | None:
    """The rules of a grade, and its title if it has a quota; None (told) with a fault."""
    whole = QuantityDeclaration(
        declared.name,
        declared.subject,
        declared.shape,
        None,
        declared.rows,
        declared.guard,
        declared.remarks,
        declared.place,
    )
    if not declared.adjustments and declared.quota is None:
        plain = compiler.quantity(whole)
        return None if plain is None else ([plain], None)
    table = compiler.quantity(whole)
    steps = [
        _adjusted(compiler, declared, each, _code(declared, before)) for before, each in enumerate(declared.adjustments)
    ]
    found = [each for each in steps if each is not None]
    quota = None
    if declared.quota is not None:
        quota = compile_quota(compiler, declared.name, declared.subject, declared.quota)
    if table is None or len(found) < len(steps) or (declared.quota is not None and quota is None):
        return None
    title = declared.remarks.title or as_written(declared.name)
    first = evolve(table, code=_code(declared, 0), about=evolve(table.about, title=f"{title} (theo bảng)"))
    rules: list[ir.Rule] = [first, *found]
    adjusted = _derived(declared, _code(declared, len(found)))
    if quota is None or declared.quota is None:
        return [*rules, evolve(table, body=adjusted)], None
    before = evolve(table, code=before_quota(declared.name), body=adjusted)
    before = evolve(before, about=evolve(table.about, title=f"{title} trước chỉ tiêu"))
    limited, awarded = _limited(declared, declared.quota, table, quota)
    return [*rules, before, *limited], awarded


def _code(declared: GradeDeclaration, adjustments: int) -> str:
    """The code of the grade after so many adjustments."""
    step = declared.adjustments[adjustments - 1].code if adjustments else "bảng"
    return f"{declared.name} ({step})"


def _derived(declared: GradeDeclaration, code: str) -> ir.Value:
    return ir.Derived(ir.Walk(declared.subject, ends=(declared.subject,)), code, type_of(declared.shape))


def _step(declared: GradeDeclaration, position: int) -> ir.Value:
    return ir.Constant(point(position), type_of(declared.shape))


# ---------------------------------------------------------------- adjustments


def _adjusted(
    compiler: Compiler, declared: GradeDeclaration, adjustment: Adjustment, before: str
) -> ir.Quantity | None:
    """The grade after one adjustment; None (told) with a fault."""
    scope = Scope((declared.subject,), declared.subject)
    previous, type_ = _derived(declared, before), type_of(declared.shape)
    condition = None if adjustment.condition is None else compiler.condition(adjustment.condition, scope)

    def grade(written: Written | None) -> ir.Value | None:
        return None if written is None else compiler.as_declared(declared.name, declared.shape, written, scope)

    low, high, becomes = (grade(each) for each in (adjustment.at_least, adjustment.at_most, adjustment.becomes))
    told = (adjustment.condition, condition), (adjustment.at_least, low), (adjustment.at_most, high)
    if any(written is not None and made is None for written, made in (*told, (adjustment.becomes, becomes))):
        return None
    changed = previous if becomes is None else becomes
    rows: list[ir.TableRow] = []
    if adjustment.steps:
        # a sum has no place for outcomes outside the order, so they are passed on first, each by itself
        rows = [_passed(previous, -1 - position) for position in range(len(declared.shape.outside))]
        last = len(declared.shape.options) - 1
        moved = ir.Calculation("+", previous, ir.Constant(point(adjustment.steps), ir.WHOLE), type_)
        changed = ir.Bounded(moved, _step(declared, 0), _step(declared, last), type_)
    if low is not None or high is not None:
        changed = ir.Bounded(changed, low, high, type_)
    text = adjustment.condition.text if adjustment.condition else ""
    about = compiler.about(adjustment.remarks, _effect(adjustment))
    rows.append(ir.TableRow(condition, changed, ir.About(text=text, citations=about.citations)))
    if condition is not None:
        rows.append(ir.TableRow(None, previous))
    body: ir.Value | ir.Table = changed if len(rows) == 1 else cut(tuple(rows))
    return ir.Quantity(f"{declared.name} ({adjustment.code})", declared.subject, body, type_, None, about)


def _passed(previous: ir.Value, outcome: int) -> ir.TableRow:
    """An outcome outside the order stays."""
    same = ir.Constant(options([outcome]), previous.type)
    return ir.TableRow(ir.AmongOf(previous, frozenset([outcome])), same)


def _effect(adjustment: Adjustment) -> str:
    """What an adjustment does, in the words of the language."""
    said = []
    if adjustment.steps:
        said.append(f"{'hạ' if adjustment.steps < 0 else 'nâng'} {abs(adjustment.steps)} bậc")
    bounds = ("không cao hơn", adjustment.at_most), ("không thấp hơn", adjustment.at_least)
    for word, written in (*bounds, ("thành", adjustment.becomes)):
        if written is not None:
            tree = written.tree
            said.append(f"{word} {tree.text if isinstance(tree, TextLiteral) else written.text}")
    return ", ".join(said)


# ---------------------------------------------------------------- quota


def _limited(
    declared: GradeDeclaration, said: QuotaDeclaration, table: ir.Quantity, quota: ir.Quota
) -> tuple[list[ir.Rule], ir.Title]:
    """The standard (the limited step before the quota), the quota, and the grade after it."""
    name, subject, shape = declared.name, declared.subject, declared.shape
    assert said.grade is not None
    assert said.otherwise is not None
    wanted, other = shape.options.index(said.grade), shape.options.index(said.otherwise)
    before = _derived(declared, before_quota(name))
    itself = ir.Walk(subject, ends=(subject,))
    about = ir.About(title=f"đạt mức {said.grade} trước chỉ tiêu", citations=table.about.citations)
    reaches = ir.Requirement(standard_code(name), "leaf", ir.AmongOf(before, frozenset([wanted])), about=about)
    # in the first row the grade is another one: the limited step, if it is the highest, is left out
    rest = before
    if wanted == len(shape.options) - 1:
        rest = ir.Bounded(before, None, _step(declared, wanted - 1), before.type)
    qualified, seated = ir.Concluded(itself, standard_code(name)), ir.Concluded(itself, quota.code)
    outside = ir.About(text="ngoài chỉ tiêu", citations=quota.about.citations)
    rows = (
        ir.TableRow(ir.Negation(qualified), rest),
        ir.TableRow(ir.Negation(seated), _step(declared, other), outside),
        ir.TableRow(None, _step(declared, wanted)),
    )
    final = evolve(table, body=ir.Table(rows))
    title = ir.Title(name, subject, standard_code(name), quota.code, declared.remarks.title or name)
    return [ir.Criterion(standard_code(name), subject, reaches), quota, final], title
