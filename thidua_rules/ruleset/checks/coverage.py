"""Which clauses of its documents a ruleset cites, and what in it is a reading, a summary or left uncoded."""

from collections.abc import Iterator

from attrs import field, frozen

from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.ruleset.model import Document, ItemDeclaration, Node, QuotaDeclaration, Remarks, RulesetModel


@frozen
class ClauseReport:
    """One clause of a document's inventory, and what cites it: codes, or names of parameters, quantities, fields."""

    document: str
    clause: str
    gist: str
    cited_by: tuple[str, ...] = ()
    place: Place = field(factory=Place, eq=False)


def clause_report(model: RulesetModel) -> tuple[ClauseReport, ...]:
    """Every clause of every document, in the order of the inventories, with what cites exactly that clause.

    A clause counts as cited by a node `không mã hoá` too; to cite a clause is not to cite those below or above it.
    """
    cited: dict[tuple[str, str], dict[str, None]] = {}
    for what, document, clause in _citing(model):
        cited.setdefault((document, clause), {})[what] = None
    return tuple(
        ClauseReport(document.id, clause, gist, tuple(cited.get((document.id, clause), ())), document.place)
        for document in model.documents
        for clause, gist in document.clauses.items()
    )


def clause_findings(model: RulesetModel) -> tuple[Diagnostic, ...]:
    """A warning for each clause that nothing cites, at its document's declaration, and for each that is left out and
    cited by a rule all the same.

    Of a document that only came along with rules taken from another ruleset, the other clauses do not matter.
    """
    apart = {document for fallback in model.fallbacks for document in fallback.documents}
    uncited = (
        Diagnostic("SET-21", each.place, {"document": each.document, "clause": each.clause, "gist": each.gist})
        for each in clause_report(model)
        if not each.cited_by and each.document not in apart
    )
    return (*uncited, *_left_out_and_cited(model))


def _left_out_and_cited(model: RulesetModel) -> Iterator[Diagnostic]:
    """A clause that the ruleset leaves out and cites itself; what another one left out it may encode."""
    cited: dict[tuple[str, str], dict[str, None]] = {}
    for what, remarks, place, reason in _remarked(model):
        for citation in remarks.citations if reason is None and model.owns(place) else ():
            cited.setdefault((citation.document, citation.clause), {})[what] = None
    for each in model.left_out:
        codes = list(cited.get((each.citation.document, each.citation.clause), ()))
        if codes and model.owns(each.place):
            yield Diagnostic("DOC-11", each.place, {"clause": str(each.citation), "codes": ", ".join(codes[:4])})


def notes(model: RulesetModel) -> tuple[Diagnostic, ...]:
    """A note for each recorded reading (`diễn giải`), each sentence left uncoded, each rule made from a summary or
    resting on a text that is not at hand, and each rule replaced (`thay thế`) or taken from elsewhere (`dự phòng`)."""
    found: list[Diagnostic] = []
    summaries: set[Place] = set()
    for code, remarks, place, reason in _remarked(model):
        if remarks.interpretation is not None:
            found.append(Diagnostic("RULE-30", place, {"code": code, "chosen": remarks.interpretation.chosen}))
        if reason is not None:
            found.append(Diagnostic("RULE-31", place, {"code": code, "reason": reason}))
        if remarks.summary and place not in summaries:
            # an amount of money is two quantities made of one entry
            summaries.add(place)
            found.append(Diagnostic("RULE-32", place, {"code": code}))
    for left in model.left_out:
        found.append(Diagnostic("RULE-31", left.place, {"code": str(left.citation), "reason": left.reason}))
    found.extend(Diagnostic("DOC-09", each.place, {"name": each.name}) for each in model.documents if each.draft)
    found.extend(_to_be_confirmed(each) for each in model.documents if each.unconfirmed)
    for replaced in model.replacements:
        told = {"code": replaced.target, "ruleset": replaced.ruleset, "reason": replaced.reason}
        found.append(Diagnostic("COMP-30", replaced.place, told))
    for fallback in model.fallbacks:
        rules = ", ".join(fallback.rules)
        told = {"rules": rules, "ruleset": fallback.ruleset, "reason": fallback.reason}
        found.append(Diagnostic("COMP-31", fallback.place, told))
    for node in _unstated(model):
        found.append(Diagnostic("RULE-33", node.place, {"code": node.code, "reason": node.unstated or ""}))
    return tuple(found)


_MOST_CLAUSES = 6
"""So many of the clauses still to be confirmed are named."""


def _to_be_confirmed(document: Document) -> Diagnostic:
    left = document.unconfirmed
    named = ", ".join(left[:_MOST_CLAUSES]) + (", …" if len(left) > _MOST_CLAUSES else "")
    told = {"left": len(left), "all": len(document.clauses), "name": document.name, "clauses": named}
    return Diagnostic("DOC-12", document.place, told)


def _unstated(model: RulesetModel) -> Iterator[Node]:
    """The nodes whose text is not at hand."""
    open_ = [each.root for each in model.criteria]
    open_ += [node for title in model.titles for node in (title.standard, *title.further)]
    for node in open_:
        open_.extend(node.children)
        if node.unstated is not None:
            yield node


def _citing(model: RulesetModel) -> Iterator[tuple[str, str, str]]:
    """Who cites which clause: (code or name, document, clause)."""
    for what, remarks, _, _ in _remarked(model):
        for citation in remarks.citations:
            yield what, citation.document, citation.clause
    for each in model.left_out:
        yield f"{each.citation}", each.citation.document, each.citation.clause
    changes = [(each.target, each.citations) for each in model.replacements]
    # a clause is accounted for when the rule that encoded it was replaced knowingly
    changes += [(each.target, each.instead_of) for each in model.replacements]
    changes += [(", ".join(each.rules), each.citations) for each in model.fallbacks]
    for what, citations in changes:
        for citation in citations:
            yield what, citation.document, citation.clause
    shapes = [(each.name, each.shape) for each in model.quantities]
    shapes += [(each.name, each.shape) for each in model.scores]
    shapes += [(each.name, each.shape) for each in model.grades]
    shapes += [(one.name, one) for fact_type in model.vocabulary for one in fact_type.fields]
    for what, shape in shapes:
        for text in (shape.citation or "").split("; "):
            document, _, clause = text.partition(" ")
            yield what, document, clause


def _remarked(model: RulesetModel) -> Iterator[tuple[str, Remarks, Place, str | None]]:
    """Everything that carries remarks: its code or name, the remarks, the place, and why it is not encoded."""
    for criterion in model.criteria:
        yield from _nodes(criterion.root)
    for parameter in model.parameters:
        yield parameter.name, parameter.remarks, parameter.place, None
    for quantity in model.quantities:
        yield quantity.name, quantity.remarks, quantity.place, None
        for row in quantity.rows:
            yield quantity.name, row.remarks, row.place, None
    for rank in model.ranks:
        yield rank.name, rank.remarks, rank.place, None
    for constraint in model.constraints:
        yield constraint.code, constraint.remarks, constraint.place, None
    for title in model.titles:
        yield title.code, title.remarks, title.place, None
        for node in (*title.standard.children, *title.further):
            yield from _nodes(node)
        yield from _quota(title.code, title.quota)
    for score in model.scores:
        yield score.name, score.remarks, score.place, None
        apart = [each for each in (score.bonus, score.penalty) if each is not None]
        for item in (*score.items, *apart):
            yield from _item(score.name, item)
    for grade in model.grades:
        yield grade.name, grade.remarks, grade.place, None
        for row in grade.rows:
            yield grade.name, row.remarks, row.place, None
        for adjustment in grade.adjustments:
            yield f"{grade.name} ({adjustment.code})", adjustment.remarks, adjustment.place, None
        yield from _quota(grade.name, grade.quota)


def _quota(owner: str, quota: QuotaDeclaration | None) -> Iterator[tuple[str, Remarks, Place, str | None]]:
    if quota is not None:
        yield f"chỉ tiêu {owner}", quota.remarks, quota.place, None
        for limit in quota.limits:
            yield limit.code, limit.remarks, limit.place, None


def _item(score: str, item: ItemDeclaration) -> Iterator[tuple[str, Remarks, Place, str | None]]:
    yield f"{score}.{item.code}", item.remarks, item.place, None
    for line in (*item.minus, *item.plus):
        yield f"{score}.{line.code}", line.remarks, line.place, None
    for row in item.rows:
        yield f"{score}.{item.code}", row.remarks, row.place, None
    for inner in item.items:
        yield from _item(score, inner)


def _nodes(node: Node) -> Iterator[tuple[str, Remarks, Place, str | None]]:
    yield node.code, node.remarks, node.place, node.not_encoded
    for each in node.exceptions:
        yield each.code, each.remarks, each.place, None
    for child in node.children:
        yield from _nodes(child)
