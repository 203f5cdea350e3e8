"""Grades (`xếp loại`): a table, adjustments in order, and a quota on one of the steps."""

from collections.abc import Iterable

from attrs import evolve

from thidua_rules.conditions.nodes import Expression, TextLiteral
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.ruleset.files.forms import Entries, Entry, Reader, suggestion
from thidua_rules.ruleset.files.keys import ADJUSTMENT, EFFECTS, GRADE
from thidua_rules.ruleset.model import Adjustment, Citation, GradeDeclaration, QuotaDeclaration
from thidua_rules.ruleset.sections.criteria import Criteria, check_order, dict_of, for_each, listed_subjects
from thidua_rules.ruleset.sections.quantities import read_rows, shape_of, subject_of
from thidua_rules.ruleset.sections.quotas import Quotas
from thidua_rules.ruleset.sections.remarks import read_remarks
from thidua_rules.ruleset.sections.shapes import Like
from thidua_rules.ruleset.sections.written import read_result
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_tree import Mapping as Branch
from thidua_rules.source.yaml_tree import Node, Scalar, Sequence


def before_quota(name: str) -> str:
    """What conditions call a grade before its quota: `mức tháng trước chỉ tiêu`."""
    return f"{name} trước chỉ tiêu"


def read_grades(quotas: Quotas, entries: Iterable[Entry], like: Like) -> tuple[GradeDeclaration, ...]:
    """All grades that can be read."""
    return for_each(((entry, _grade(quotas, entry, like)) for entry in entries), quotas.criteria.context)


def _grade(quotas: Quotas, entry: Entry, like: Like) -> GradeDeclaration | None:
    criteria = quotas.criteria
    reader, context = criteria.reader, criteria.context
    parts = reader.entries(entry.node, GRADE)
    if parts is None:
        return None
    subject = subject_of(reader, entry, parts, context)
    remarks = read_remarks(reader, parts, context)
    guard = criteria.optional(parts, "áp dụng khi")
    shape = _shape(reader, entry, parts, criteria, like)
    if "bảng" not in parts:
        reader.found.add("GRADE-01", entry.key.place, name=entry.name)
    if shape is None or "bảng" not in parts:
        return None
    rows = read_rows(reader, parts["bảng"][1], context, shape)
    adjustments = _adjustments(criteria, entry, parts, shape, remarks.citations)
    quota = None
    if "chỉ tiêu" in parts:
        key, node = parts["chỉ tiêu"]
        check_order(reader, entry, context, "chỉ tiêu", node, key.place)
        subjects = listed_subjects(entry.node, context)
        quota = quotas.read(key, node, entry.name, subjects, remarks.citations, grade=True)
        quota = None if quota is None else _with_steps(reader, quota, node, shape)
    if subject is None or not rows:
        return None
    grade = GradeDeclaration(entry.name, subject, shape, rows, adjustments, quota, guard, remarks, entry.key.place)
    if len(rows) == _written_rows(parts["bảng"][1]):
        _tell_unreached(reader, grade, parts)
    return grade


def _written_rows(node: Node) -> int:
    """How many rows a table has, those that could not be read included."""
    return len(node.entries) if isinstance(node, Branch) else len(node.items) if isinstance(node, Sequence) else 0


def _shape(reader: Reader, entry: Entry, parts: Entries, criteria: Criteria, like: Like) -> Field | None:
    """The grades in their order: those listed, or those of the field that `như` names."""
    if "kiểu" not in parts and "như" not in parts:
        parts = {**parts, "kiểu": (entry.key, Scalar(Kind.GRADE.value, entry.key.place))}
    shape = shape_of(reader, entry, parts, criteria.context, like)
    if shape is not None and shape.kind is not Kind.GRADE:
        place = parts["kiểu" if "kiểu" in parts else "như"][1].place
        reader.found.add("GRADE-02", place, kind=shape.kind.value)
        return None
    return shape


# ---------------------------------------------------------------- adjustments


def _adjustments(
    criteria: Criteria, entry: Entry, parts: Entries, shape: Field, inherited: tuple[Citation, ...]
) -> tuple[Adjustment, ...]:
    """The entries of `điều chỉnh` in order; one without a code has `Đ` and its number."""
    if "điều chỉnh" not in parts:
        return ()
    node = parts["điều chỉnh"][1]
    if isinstance(node, Scalar):
        criteria.reader.found.add("GRADE-03", node.place)
    own = Criteria(criteria.reader, criteria.context)
    read = [_adjustment(own, key, below, entry, shape, inherited) for key, below in coded_adjustments(node)]
    return tuple(each for each in read if each is not None)


def coded_adjustments(node: Node, before: int = 0) -> list[tuple[Scalar, Node]]:
    """The entries of `điều chỉnh` with their codes; one of a list without a code is numbered on from `before`."""
    if isinstance(node, Branch):
        return list(node)
    items = node.items if isinstance(node, Sequence) else ()
    return [(_code_of(each, number), each) for number, each in enumerate(items, before + 1)]


def _code_of(node: Node, number: int) -> Scalar:
    given = dict_of(node).get(fold("mã")) if isinstance(node, Branch) else None
    return given if isinstance(given, Scalar) else Scalar(f"Đ{number}", node.place)


def _adjustment(
    criteria: Criteria, key: Scalar, node: Node, entry: Entry, shape: Field, inherited: tuple[Citation, ...]
) -> Adjustment | None:
    reader = criteria.reader
    code = criteria.code(key, None)
    parts = reader.entries(node, ADJUSTMENT)
    if parts is None:
        return None
    remarks = read_remarks(reader, parts, criteria.context, inherited)
    if not remarks.citations and "căn cứ" not in parts:
        reader.found.add("RULE-02", key.place, code=f"{entry.name} ({code})")
    effects = [each for each in EFFECTS if each in parts]
    if not effects:
        reader.found.add("GRADE-04", key.place, code=code)
        return None
    if len(effects) > 1 and ("thành" in effects or {"hạ", "nâng"} <= set(effects)):
        keys = ", ".join(f"`{each}`" for each in effects)
        reader.found.add("RULE-06", parts[effects[1]][0].place, code=code, keys=keys)
        return None
    condition = criteria.optional(parts, "khi")
    count = len(shape.options)
    steps = _steps(reader, parts, "nâng", count) - _steps(reader, parts, "hạ", count)
    most, least, becomes = (
        read_result(reader, parts[each][1], criteria.context.names, shape) if each in parts else None
        for each in ("không cao hơn", "không thấp hơn", "thành")
    )
    if "khi" in parts and condition is None:
        return None
    if steps == 0 and most is None and least is None and becomes is None:
        return None
    return Adjustment(code, condition, steps, most, least, becomes, remarks, key.place)


def _steps(reader: Reader, parts: Entries, key: str, count: int) -> int:
    """By how many of `count` steps; 0 (told) if it is no whole number from 1 on, or more than there are to move."""
    if key not in parts:
        return 0
    node = parts[key][1]
    text = reader.text(node)
    if text is not None and text.isascii() and text.isdigit() and len(text) < 4 and 0 < int(text) <= count:
        return int(text)
    if text is not None:
        reader.found.add("GRADE-05", node.place, key=key, text=text, count=count, most=max(count - 1, 1))
    return 0


# ---------------------------------------------------------------- quota and reach


def _with_steps(reader: Reader, quota: QuotaDeclaration, node: Node, shape: Field) -> QuotaDeclaration | None:
    """The quota with its grades as declared; None (told) unless `vượt thì` is below `bậc`, both steps of the grade."""
    parts = dict_of(node) if isinstance(node, Branch) else {}
    meant: list[int] = []
    for name, said in (("bậc", quota.grade), ("vượt thì", quota.otherwise)):
        if said is None:
            if fold(name) not in parts:
                reader.found.add("GRADE-06", quota.place, key=name)
            return None
        option = shape.option(said)
        if option is None or option not in shape.options:
            reader.found.add("GRADE-07", parts[fold(name)].place, text=said, **suggestion(said, shape.options))
            return None
        meant.append(shape.options.index(option))
    if meant[1] >= meant[0]:
        arguments = {"grade": shape.options[meant[0]], "otherwise": shape.options[meant[1]]}
        reader.found.add("GRADE-08", parts[fold("vượt thì")].place, **arguments)
        return None
    return evolve(quota, grade=shape.options[meant[0]], otherwise=shape.options[meant[1]])


def _tell_unreached(reader: Reader, grade: GradeDeclaration, parts: Entries) -> None:
    """Warn of each listed grade that no row, adjustment or quota yields, where these can be followed."""
    reached = _reached(grade)
    if reached is None:
        return
    for key in ("bậc", "ngoài bậc"):
        for text, place in reader.texts(parts[key][1]) if key in parts else ():
            option = grade.shape.option(text)
            if option is not None and option not in reached:
                reader.found.add("GRADE-09", place, name=option, grade=grade.name)


def _reached(grade: GradeDeclaration) -> set[str] | None:
    """The grades that can come out; None if a result is not one named grade, so that any could."""
    shape = grade.shape
    named = [_named(row.result.tree, shape) for row in grade.rows]
    reached = {each for each in named if each is not None}
    if len(reached) == 0 or None in named:
        return None
    for each in grade.adjustments:
        steps = [shape.options.index(name) for name in reached if name in shape.options]
        moved = (min(max(step + each.steps, 0), len(shape.options) - 1) for step in steps)
        reached |= {shape.options[step] for step in moved}
        for written in (each.at_most, each.at_least, each.becomes):
            if written is not None:
                name = _named(written.tree, shape)
                if name is None:
                    return None
                reached.add(name)
    if grade.quota is not None and grade.quota.otherwise is not None:
        reached.add(grade.quota.otherwise)
    return reached


def _named(tree: Expression, shape: Field) -> str | None:
    return shape.option(tree.text) if isinstance(tree, TextLiteral) else None
