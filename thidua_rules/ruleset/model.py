"""A ruleset as written: documents, parameters, vocabulary, criteria; conditions parsed but not yet typed."""

import datetime
import os
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Literal

from attrs import evolve, field, frozen

from thidua_rules.conditions.nodes import Expression, Span
from thidua_rules.diagnostics import Place
from thidua_rules.facts.case import Slot
from thidua_rules.facts.vocabulary import Field, Vocabulary
from thidua_rules.values import Rounding


def place_within(whole: Place, pieces: tuple[tuple[int, Place], ...], span: Span) -> Place:
    """The place of part of a text that stands at `whole`; `pieces` as in `Written`."""
    start, end = span
    before = [(offset, place) for offset, place in pieces if offset <= start]
    if not before:
        return whole
    offset, place = before[-1]
    column = (place.column or 1) + start - offset
    room = len(place.excerpt or "") - column + 1
    return evolve(place, column=column, length=max(1, min(end - start, room)))


def is_within(place: Place, folder: Path | None) -> bool:
    """Whether a place is in a file of a folder; what a parent is reached by (`../luat`) leads out of it."""
    if folder is None or place.file is None:
        return False
    return Path(os.path.normpath(place.file)).is_relative_to(os.path.normpath(folder))


@frozen
class Written:
    """A condition, formula or table result as it stands in the file, and as parsed.

    `pieces` are the places at which parts of the text begin in the file, with their offsets in the text, ascending:
    a folded or quoted text does not stand there as it reads.
    """

    text: str
    tree: Expression
    place: Place = field(factory=Place, eq=False)
    pieces: tuple[tuple[int, Place], ...] = field(default=(), eq=False, repr=False)

    def place_of(self, span: Span) -> Place:
        """The place of the characters [start, end) of the text, cut at the end of the line where they begin."""
        return place_within(self.place, self.pieces, span)


@frozen
class Citation:
    """A clause of a declared document: `cv-953-2021 T2.b`."""

    document: str
    clause: str
    place: Place = field(factory=Place, eq=False)

    def __str__(self) -> str:
        return f"{self.document} {self.clause}".strip()


@frozen
class Document:
    """A legal text; `kind` is what it is (`Công văn`), if said.

    `clauses` is the inventory of all its clauses with a gist; proofs tell if the letters are ours. `unconfirmed` are
    those that somebody still has to look up: a matter of the ruleset's making, and no part of its content.
    """

    id: str
    number: str
    date: datetime.date | None
    body: str
    title: str = ""
    clause_letters_ours: bool = False
    clauses: Mapping[str, str] = field(factory=dict, hash=False)
    note: str = ""
    place: Place = field(factory=Place, eq=False)
    kind: str = ""
    draft: bool = False
    unconfirmed: tuple[str, ...] = field(default=(), eq=False)

    @property
    def name(self) -> str:
        """What citations call it: `Công văn 953/BTNMT-TĐKTTT`; a draft without a number by its title."""
        return f"{self.kind} {self.number}".strip() if self.number else f"{self.kind} {self.title or self.id}".strip()


@frozen
class LeftOut:
    """One entry of `không mã hoá` of a ruleset or of a document: a clause that is no rule, and why."""

    citation: Citation
    reason: str
    place: Place = field(factory=Place, eq=False)


@frozen
class Acceptance:
    """One entry of `chấp nhận`: the finding `code` of what is called `about` is as it should be, and why."""

    code: str
    about: str
    reason: str
    place: Place = field(factory=Place, eq=False)


@frozen
class Interpretation:
    """A recorded reading (`diễn giải`): what was chosen, why, and what else the text would bear."""

    chosen: str
    reason: str
    alternatives: tuple[str, ...] = ()
    parameter: str | None = None


@frozen
class Remarks:
    """What any node may carry besides its meaning; a `note` is for whoever reads it, and no part of its content."""

    title: str = ""
    citations: tuple[Citation, ...] = ()
    evidence: str | None = None
    confirmed_by: str | None = None
    interpretation: Interpretation | None = None
    summary: bool = False
    note: str | None = field(default=None, eq=False)


@frozen
class ExceptionNode:
    """One entry of `trừ khi`."""

    code: str
    condition: Written
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class Node:
    """A criterion or requirement. Codes are full (`T2.c.1`). `not_encoded` is the reason of `không mã hoá`.

    `unstated` is the reason of `chưa có văn bản`: a requirement whose text is not at hand, so that nothing can
    decide it. An `excluding` leaf is one of `loại trừ`: it is met by whom its condition does not hold of. A further
    condition of a title that is decided after the seats are given (`vẫn giữ chỗ`) `keeps_seat`.
    """

    code: str
    group: Literal["leaf", "all", "any", "at_least", "none", "not_encoded", "unstated"]
    condition: Written | None = None
    children: tuple["Node", ...] = ()
    least: int = 0
    guard: Written | None = None
    exceptions: tuple[ExceptionNode, ...] = ()
    not_encoded: str | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    unstated: str | None = None
    excluding: bool = False
    keeps_seat: bool = False


@frozen
class CriterionDeclaration:
    """A criterion and the type of subjects it is asked of (`cho`).

    `serving` (`không báo riêng`) says that it is there for others and is no verdict by itself, `noted` (`chỉ ghi nhận`)
    that it is neither good nor bad.
    """

    subject: str
    root: Node
    serving: bool = False
    noted: bool = False


@frozen
class RowDeclaration:
    """A row of a table; no condition is `còn lại`."""

    condition: Written | None
    result: Written
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class QuantityDeclaration:
    """`đại lượng`: a named value by `tính` (formula) or `bảng` (rows).

    `decimals_said`: its decimals are written, not what its kind has by default; what it comes to is the same.
    `reads` (`đọc là`) is what explanations call it; a `serving` one (`không báo riêng`) has no column of its own, and
    explanations tell what it is reckoned from in its place.
    """

    name: str
    subject: str
    shape: Field
    formula: Written | None = None
    rows: tuple[RowDeclaration, ...] = ()
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    decimals_said: bool = field(default=False, eq=False)
    reads: str = ""
    serving: bool = False


@frozen
class RankDeclaration:
    """`xếp hạng`: the place among the subjects that share the reference field `group`; `each_type` as of a quota."""

    name: str
    subject: str
    group: str
    keys: tuple[Written, ...]
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    each_type: bool = field(default=False, eq=False)


@frozen
class LimitDeclaration:
    """One entry of `giới hạn`: at most so many (`tối đa`, rounded, at least `tối thiểu`) of those it counts.

    `group` is its own `trong`, if it has one; `counts` is `tính cho`, `guard` is `áp dụng khi`. The code is full
    (`CSG.Q1`).
    """

    code: str
    most: Written
    rounding: Rounding | None = None
    least: Written | None = None
    group: str | None = None
    counts: Written | None = None
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class QuotaDeclaration:
    """`chỉ tiêu`: limits within groups (`trong`), the order of candidates (`ưu tiên`), what is done with ties.

    `choice` is the condition that holds the council's choice, if it is not the usual field; where `guard` (`áp dụng
    khi`) is not met there are no limits.
    On a grade, `grade` is the step that is limited (`bậc`) and `otherwise` the one below it for those left out
    (`vượt thì`). `each_type` says that it is one of several types, each with seats of its own (`của từng loại`).
    """

    group: str
    limits: tuple[LimitDeclaration, ...]
    priorities: tuple[Written, ...] = ()
    ties: Literal["council", "all", "none"] = "council"
    choice: Written | None = None
    guard: Written | None = None
    grade: str | None = None
    otherwise: str | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    each_type: bool = field(default=False, eq=False)


@frozen
class TitleDeclaration:
    """`danh hiệu`: the standard (requirements, then exclusions), what it takes besides, and the quota.

    `standard` has the code `đủ chuẩn X` and is a group `all`; `further` are `điều kiện thêm`; `guard` is for both.
    """

    code: str
    subject: str
    standard: Node
    further: tuple[Node, ...] = ()
    quota: QuotaDeclaration | None = None
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class ScoreLine:
    """One line of `trừ` or `cộng`: so many points, at most `most` (`tối đa`) and under its own guard."""

    code: str
    points: Written
    most: Written | None = None
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class ItemDeclaration:
    """An item of a score: what it starts from (`tính`, `bảng`, its items, or all or nothing), less and plus lines.

    Its points are kept within 0 and `most`. `take` says what is made of its own items (`lấy`); `dropped` that it
    falls away, points and maximum, where its guard is not met (else it counts in full); `forfeit` is
    `mất điểm khi`. Codes are full within the score (`I.1`).
    """

    code: str
    most: Written | None = None
    formula: Written | None = None
    rows: tuple[RowDeclaration, ...] = ()
    minus: tuple[ScoreLine, ...] = ()
    plus: tuple[ScoreLine, ...] = ()
    items: tuple["ItemDeclaration", ...] = ()
    take: Literal["sum", "greatest", "least"] = "sum"
    guard: Written | None = None
    dropped: bool = True
    forfeit: Written | None = None
    rounding: Rounding | None = None
    step: Decimal = Decimal(1)
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class ScoreDeclaration:
    """`điểm`: items, bonus (`điểm thưởng`), penalty (`điểm trừ`), the ceiling of all (`trần`), the declared scale.

    `decimals_said` as of a quantity.
    """

    name: str
    subject: str
    shape: Field
    items: tuple[ItemDeclaration, ...]
    bonus: ItemDeclaration | None = None
    penalty: ItemDeclaration | None = None
    ceiling: Written | None = None
    scale: Written | None = None
    rounding: Rounding | None = None
    step: Decimal = Decimal(1)
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    decimals_said: bool = field(default=False, eq=False)


@frozen
class Adjustment:
    """One entry of `điều chỉnh`, applied in order where its condition is met.

    `steps` moves the grade within the order (`hạ: 1` is −1, `nâng: 1` is 1); `at_most` and `at_least` bound it by
    another grade; `becomes` replaces it.
    """

    code: str
    condition: Written | None
    steps: int = 0
    at_most: Written | None = None
    at_least: Written | None = None
    becomes: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class GradeDeclaration:
    """`xếp loại`: a grade by table, adjustments in order, and a quota on one of its steps."""

    name: str
    subject: str
    shape: Field
    rows: tuple[RowDeclaration, ...]
    adjustments: tuple[Adjustment, ...] = ()
    quota: QuotaDeclaration | None = None
    guard: Written | None = None
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class ConstraintDeclaration:
    """`ràng buộc`: a condition on the own fields of every fact of a type; a dossier that breaks it is refused."""

    code: str
    subject: str
    condition: Written
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class InvariantDeclaration:
    """`bất biến`: what should hold of every dossier; it decides nothing, and `thidua prove` proves or refutes it.

    The `text` is the whole statement. Of its parts, `premise` and `conclusion` (None: no title at all) are those of
    `A thì B`; `more` is the collection or field of `càng nhiều … càng không mất`, a `collection` or not, where `less`
    says that less of it is meant, and `kept` the titles (none: all of them), each as a condition that it is attained;
    `alike` is the field of `… khác nhau thì kết quả như nhau`, `tied` whether `trừ khi bằng nhau`. `sizes` are how many
    subjects of each type it is proved for.
    """

    code: str
    subject: str
    text: str
    premise: Written | None = None
    conclusion: Written | None = None
    more: Written | None = None
    collection: bool = False
    less: bool = False
    kept: tuple[Written, ...] = ()
    alike: str | None = None
    tied: bool = False
    sizes: tuple[tuple[str, int], ...] = ()
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)


@frozen
class ParameterDeclaration:
    """A typed parameter; `values` are (in force from, value), ascending; the first may have no date.

    From the day `ends` (`hết hiệu lực`) on there is no value.
    """

    name: str
    shape: Field
    values: tuple[tuple[datetime.date | None, Slot], ...]
    remarks: Remarks = Remarks()
    place: Place = field(factory=Place, eq=False)
    ends: datetime.date | None = None


@frozen
class Replacement:
    """One entry of `thay thế`: the rule or part `target`, declared by the ruleset `ruleset`, as `by` has it now.

    `instead_of` is what the replaced one cited.
    """

    target: str
    ruleset: str
    by: str
    reason: str
    citations: tuple[Citation, ...] = ()
    instead_of: tuple[Citation, ...] = ()
    place: Place = field(factory=Place, eq=False)


@frozen
class Fallback:
    """One entry of `dự phòng`: the rules that `by` takes from another ruleset, because it has none of its own.

    `documents` are those that came along only because these rules cite them.
    """

    ruleset: str
    rules: tuple[str, ...]
    by: str
    reason: str
    citations: tuple[Citation, ...] = ()
    documents: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False)


@frozen
class SourceFiles:
    """The files of one ruleset by name, as they were read; `others` are the positions of the rulesets it names."""

    id: str
    files: tuple[tuple[str, bytes], ...] = field(repr=False)
    others: Mapping[str, int] = field(factory=dict)


@frozen(repr=False)
class RulesetModel:
    """The composed content of a ruleset. `select_by` tells which date picks dated parameters and the ruleset itself.

    `sources` are the files that it was read from: its own first, then those of the rulesets it inherits or names.
    """

    id: str
    title: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    select_by: Literal["kỳ xét", "ngày xét"]
    parents: tuple[str, ...]
    documents: tuple[Document, ...]
    parameters: tuple[ParameterDeclaration, ...]
    vocabulary: Vocabulary
    criteria: tuple[CriterionDeclaration, ...]
    quantities: tuple[QuantityDeclaration, ...]
    ranks: tuple[RankDeclaration, ...]
    titles: tuple[TitleDeclaration, ...] = ()
    scores: tuple[ScoreDeclaration, ...] = ()
    grades: tuple[GradeDeclaration, ...] = ()
    constraints: tuple[ConstraintDeclaration, ...] = ()
    replacements: tuple[Replacement, ...] = ()
    fallbacks: tuple[Fallback, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    accepted: tuple[Acceptance, ...] = field(default=(), eq=False)
    invariants: tuple[InvariantDeclaration, ...] = field(default=(), eq=False)
    note: str | None = field(default=None, eq=False)
    location: Path | None = field(default=None, eq=False)
    scenario_files: tuple[Path, ...] = field(default=(), eq=False)
    sources: tuple[SourceFiles, ...] = field(default=(), eq=False)

    def owns(self, place: Place) -> bool:
        """Whether a place is in the files of the ruleset itself, not of one that it inherits or names."""
        return is_within(place, self.location)

    def __repr__(self) -> str:
        return f"<RulesetModel {self.id}: {self.title}>"
