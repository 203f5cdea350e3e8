"""Where the rules of a program stand in the files of its ruleset, and what of them people have written."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from attrs import evolve, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.program import ir
from thidua_rules.program.apart import told_apart
from thidua_rules.program.codes import as_written, competing_code, quota_code, standard_code
from thidua_rules.program.score_names import (
    all_items,
    as_applied,
    if_any,
    item_code,
    maximum_of,
    table_code,
)
from thidua_rules.ruleset.model import (
    GradeDeclaration,
    ItemDeclaration,
    Node,
    QuotaDeclaration,
    RowDeclaration,
    RulesetModel,
    ScoreDeclaration,
    ScoreLine,
    TitleDeclaration,
    Written,
    is_within,
)
from thidua_rules.ruleset.sections.grades import before_quota

SpotKind = Literal[
    "requirement",
    "exception",
    "exclusion",
    "guard",
    "further",
    "quota",
    "limit",
    "row",
    "step",
    "quantity",
    "parameter",
]
"""What a part of a ruleset is; `further` is a further condition of a title, `step` an adjustment of a grade."""


@frozen
class Spot:
    """A part of a ruleset as people wrote it: what it is, the code it stands under, where, and its words."""

    kind: SpotKind
    code: str
    place: Place
    words: str = ""

    @property
    def line(self) -> str:
        """`file:line`."""
        return f"{self.place.file}:{self.place.line}"

    @property
    def order(self) -> tuple[str, int, int]:
        """What parts are sorted by: file, line, column."""
        return str(self.place.file), self.place.line or 0, self.place.column or 0

    def is_within(self, folder: Path | None) -> bool:
        """Whether it stands in a file of that folder, and not in one that is inherited."""
        return is_within(self.place, folder)


@frozen
class Found:
    """What stands under one code of a program: the rule or node itself, and its parts.

    `rows` are those of its table by their text, `limits` those of a quota by code, `keys` the places of its order.
    """

    spot: Spot
    guard: Spot | None = None
    rows: tuple[tuple[str, Spot], ...] = ()
    limits: tuple[tuple[str, Spot], ...] = ()
    keys: tuple[Place, ...] = ()

    def row(self, row: ir.TableRow) -> Spot | None:
        """Where a row stands; None for one that the compiler has made."""
        return next((spot for text, spot in self.rows if text == row.about.text), None)

    def limit(self, code: str) -> Spot:
        """Where a limit stands."""
        return dict(self.limits)[code]


def spots_of(model: RulesetModel) -> dict[str, Found]:
    """By code of the program, what people have written; codes that only the compiler knows are left out."""
    apart = told_apart(model)
    found: dict[str, Found] = {}
    for criterion in apart.criteria:
        found.update(_nodes(criterion.root, "requirement"))
    for title in apart.titles:
        found.update(_title(title))
    for quantity in apart.quantities:
        words = quantity.remarks.title or (quantity.formula.text if quantity.formula else "")
        spot = Spot("quantity", quantity.name, quantity.place, words)
        whole = Found(spot, _guard(quantity.guard, quantity.name), _rows(quantity.rows, quantity.name))
        found[quantity.name] = whole
        found[f"{quantity.name} (bảng)"] = evolve(whole, guard=None)
    for rank in apart.ranks:
        spot = Spot("quantity", rank.name, rank.place, rank.remarks.title)
        found[rank.name] = Found(spot, keys=tuple(key.place for key in rank.keys))
    for score in apart.scores:
        found.update(_score(score))
    for grade in apart.grades:
        found.update(_grade(grade))
    return found


def _guard(written: Written | None, code: str) -> Spot | None:
    return None if written is None else Spot("guard", as_written(code), written.place, written.text)


def _nodes(node: Node, kind: SpotKind) -> Iterator[tuple[str, Found]]:
    """A requirement with its exceptions and all below it."""
    if node.not_encoded is not None:
        return
    place = node.place if node.condition is None else node.condition.place
    words = node.remarks.title or (node.condition.text if node.condition else node.unstated or "")
    own: SpotKind = "exclusion" if node.excluding else kind
    yield node.code, Found(Spot(own, as_written(node.code), place, words), _guard(node.guard, node.code))
    for each in node.exceptions:
        spot = Spot("exception", as_written(each.code), each.condition.place, each.remarks.title or each.condition.text)
        yield each.code, Found(spot, _guard(each.guard, each.code))
    for child in node.children:
        yield from _nodes(child, kind)


def _title(title: TitleDeclaration) -> Iterator[tuple[str, Found]]:
    """The standard and the title share a guard; further conditions stand once more under who asks for a seat."""
    name = title.remarks.title or as_written(title.code)
    whole = Found(Spot("requirement", as_written(title.code), title.place, name), _guard(title.guard, title.code))
    yield from dict(_nodes(title.standard, "requirement")).items()
    yield title.code, whole
    standard = standard_code(as_written(title.code))
    yield standard_code(title.code), evolve(whole, spot=evolve(whole.spot, code=standard))
    own = competing_code(title.code)
    for node in title.further:
        for code, each in _nodes(node, "further"):
            yield code, each
            yield own + code.removeprefix(title.code), each
    if title.quota is not None:
        yield quota_code(title.code), _quota(title.quota, title.code, name)


def _quota(quota: QuotaDeclaration, code: str, words: str) -> Found:
    written = as_written(code)
    limits = tuple(
        (each.code, Spot("limit", as_written(each.code), each.place, each.remarks.title or each.most.text))
        for each in quota.limits
    )
    keys = [each.place for each in quota.priorities] + ([] if quota.choice is None else [quota.choice.place])
    guard = _guard(quota.guard, quota_code(written))
    return Found(Spot("quota", quota_code(written), quota.place, words), guard, (), limits, tuple(keys))


def _rows(rows: Iterable[RowDeclaration], code: str) -> tuple[tuple[str, Spot], ...]:
    return tuple(_row(each, code) for each in rows)


def _row(row: RowDeclaration, code: str) -> tuple[str, Spot]:
    text = row.condition.text if row.condition else ""
    words = f"{text or 'còn lại'}: {row.result.text}"
    return text, Spot("row", as_written(code), row.place, words)


def _score(score: ScoreDeclaration) -> Iterator[tuple[str, Found]]:
    yield (
        score.name,
        Found(
            Spot("quantity", as_written(score.name), score.place, score.remarks.title),
            _guard(score.guard, score.name),
        ),
    )
    for item in all_items(score):
        code = item_code(score.name, item.code)
        yield from _variants(code, _item(item, code), table_code(score.name, item))
        for line in (*item.minus, *item.plus):
            code = item_code(score.name, line.code)
            yield code, _line(line, code)


def _variants(code: str, found: Found, table: str) -> Iterator[tuple[str, Found]]:
    """An item under all the codes that it has."""
    codes = (code, maximum_of(code))
    for each in (table, *codes, *map(as_applied, codes), *map(if_any, codes)):
        yield each, found


def _item(item: ItemDeclaration, code: str) -> Found:
    rows = _rows(item.rows, code)
    if item.forfeit is not None:
        words = item.forfeit.text
        rows = (*rows, (words, Spot("row", as_written(code), item.forfeit.place, f"{words}: 0")))
    return Found(Spot("quantity", as_written(code), item.place, item.remarks.title), _guard(item.guard, code), rows)


def _line(line: ScoreLine, code: str) -> Found:
    spot = Spot("quantity", as_written(code), line.place, line.remarks.title or line.points.text)
    return Found(spot, _guard(line.guard, code))


def _grade(grade: GradeDeclaration) -> Iterator[tuple[str, Found]]:
    title = grade.remarks.title or as_written(grade.name)
    spot = Spot("quantity", as_written(grade.name), grade.place, title)
    table = Found(spot, _guard(grade.guard, grade.name), _rows(grade.rows, grade.name))
    for code in (grade.name, f"{grade.name} (bảng)", before_quota(grade.name)):
        yield code, table
    for each in grade.adjustments:
        text = each.condition.text if each.condition else ""
        code = f"{grade.name} ({each.code})"
        step = Spot("step", as_written(code), each.place, each.remarks.title or text)
        yield code, Found(step, None, ((text, step),))
    if grade.quota is not None:
        yield quota_code(grade.name), _quota(grade.quota, grade.name, title)
