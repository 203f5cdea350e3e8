"""A ruleset printed for reading: sources, parameters, criteria, titles, scores, grades, quantities."""

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.codec import show
from thidua_rules.program.codes import quota_code
from thidua_rules.report.awards import (
    grade_line,
    quota_dict,
    quota_line,
    score_line,
    title_dict,
    title_line,
    within,
)
from thidua_rules.report.lines import INDENT, Block, Line, plain, printed
from thidua_rules.report.messages import say
from thidua_rules.report.nodes import (
    Documents,
    all_nodes,
    guard_lines,
    node_dict,
    node_line,
    row_lines,
    titled_lines,
)
from thidua_rules.ruleset.model import (
    ConstraintDeclaration,
    CriterionDeclaration,
    Document,
    InvariantDeclaration,
    Node,
    ParameterDeclaration,
    QuantityDeclaration,
    QuotaDeclaration,
    RankDeclaration,
    RulesetModel,
)
from thidua_rules.source.text import did_you_mean, fold, near_hint
from thidua_rules.values import ABSENT


def find_node(model: RulesetModel, code: str) -> Node:
    """The criterion, standard or requirement of that code; UsageError if there is none."""
    roots = [each.root for each in model.criteria]
    roots += [root for title in model.titles for root in (title.standard, *title.further)]
    nodes = {node.code: node for root in roots for node in all_nodes(root)}
    if code not in nodes:
        raise UsageError([Diagnostic("USE-51", arguments={"code": code, **near_hint(did_you_mean(code, nodes))})])
    return nodes[code]


def ruleset_lines(model: RulesetModel, code: str | None, lang: str) -> Iterator[str]:
    """The ruleset, or one title, quota, score, grade, criterion, requirement, quantity or rank, line by line."""
    documents = {each.id: each.name for each in model.documents}
    if code is not None:
        named = [block for _, name, block in _named(model, documents, lang) if fold(name) == fold(code)]
        for block in _together(named):
            yield from _block(block)
        if not named:
            yield from printed([node_line(find_node(model, code), documents, lang)])
        yield from (f"  {line}" for line in _changes(model, lang, code))
        return
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (model.valid_from, model.valid_to)]
    yield f"{model.id}  {model.title}  ({say('valid', lang)}: {ends[0]} – {ends[1]})"
    yield from (f"  {line}" for line in about_lines(model, lang))
    for document in model.documents:
        yield from (f"  {line}" for line in document_lines(document, lang))
    for left in model.left_out:
        yield f"  {left.citation}  {say('not_encoded', lang)}: {left.reason}"
    for parameter in model.parameters:
        yield from (f"  {line}" for line in printed(parameter_lines(parameter, documents, lang)))
    blocks = [_criterion(each, documents, lang) for each in model.criteria]
    blocks += [block for group, _, block in _named(model, documents, lang) if group != "quotas"]
    for block in _together(blocks):
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if block.subjects:
        yield block.head
    yield from printed([block.line])


def about_lines(model: RulesetModel, lang: str) -> Iterator[str]:
    """What is said of a whole ruleset: its note, what it inherits and what it replaces."""
    if model.note:
        yield f"{say('note', lang)}: {model.note}"
    for parent in model.parents:
        yield f"{say('inherits', lang)}: {parent}"
    yield from _changes(model, lang)


def rule_blocks(model: RulesetModel, lang: str) -> dict[str, list[Block]]:
    """The rules that `ruleset_lines` prints, by kind."""
    documents = {each.id: each.name for each in model.documents}
    found: dict[str, list[Block]] = {"titles": [], "criteria": []}
    for group, _, block in _named(model, documents, lang):
        if group != "quotas":
            found.setdefault(group, []).append(block)
    found["criteria"] = [_criterion(each, documents, lang) for each in model.criteria]
    return {group: _together(blocks) for group, blocks in found.items() if blocks}


def _criterion(criterion: CriterionDeclaration, documents: Documents, lang: str) -> Block:
    told = [say(key, lang) for key in ("serving", "noted") if getattr(criterion, key)]
    return Block((criterion.subject,), node_line(criterion.root, documents, lang), " ".join(told))


def _together(blocks: Iterable[Block]) -> list[Block]:
    """The blocks, each headed by whom it is for; what several types share as one, for all of them."""
    found: list[Block] = []
    for each in blocks:
        if found and (found[-1].line, found[-1].said) == (each.line, each.said):
            found[-1] = evolve(found[-1], subjects=(*found[-1].subjects, *each.subjects))
        else:
            found.append(each)
    return found


def _changes(model: RulesetModel, lang: str, code: str | None = None) -> Iterator[str]:
    """What replaces inherited rules or is taken from elsewhere; of one rule, if a code is given."""
    for each in model.replacements:
        if code is None or fold(each.target) == fold(code) or fold(each.target).startswith(f"{fold(code)}."):
            yield say("replaces", lang, code=each.target, ruleset=each.ruleset, reason=each.reason)
    for fallback in model.fallbacks:
        if code is None or fold(code) in map(fold, fallback.rules):
            rules = ", ".join(fallback.rules)
            yield say("falls_back", lang, rules=rules, ruleset=fallback.ruleset, reason=fallback.reason)


def _named(model: RulesetModel, documents: Documents, lang: str) -> Iterator[tuple[str, str, Block]]:
    """All that is found by a name of its own, with its kind and lines; quotas are part of what they belong to."""
    for title in model.titles:
        yield "titles", title.code, Block((title.subject,), title_line(title, documents, lang))
    for score in model.scores:
        yield "scores", score.name, Block((score.subject,), score_line(score, documents, lang))
    for grade in model.grades:
        yield "grades", grade.name, Block((grade.subject,), grade_line(grade, documents, lang))
    for name, quota in _quotas(model):
        yield "quotas", quota_code(name), Block((), quota_line(quota, name, documents, lang))
    for quantity in model.quantities:
        yield "quantities", quantity.name, Block((quantity.subject,), _quantity(quantity, documents, lang))
    for rank in model.ranks:
        yield "ranks", rank.name, Block((rank.subject,), _rank(rank, documents, lang))
    for constraint in model.constraints:
        yield "constraints", constraint.code, Block((constraint.subject,), _constraint(constraint, documents, lang))
    for invariant in model.invariants:
        yield "invariants", invariant.code, Block((invariant.subject,), _invariant(invariant, documents, lang))


def _quotas(model: RulesetModel) -> Iterator[tuple[str, QuotaDeclaration]]:
    """The quotas, each with the title or grade that it belongs to."""
    named = [*((each.code, each.quota) for each in model.titles), *((each.name, each.quota) for each in model.grades)]
    yield from ((name, quota) for name, quota in named if quota is not None)


def _quantity(declared: QuantityDeclaration, documents: Documents, lang: str) -> Line:
    below = (
        *([Line(say("reads", lang), f": {declared.reads}")] if declared.reads else []),
        *([plain(say("serving", lang))] if declared.serving else []),
        *guard_lines(declared.guard, lang),
        *row_lines(declared.rows, documents, lang),
        *titled_lines(declared.remarks, documents, lang),
    )
    formula = f" = {declared.formula.text}" if declared.formula else ""
    return Line(declared.name, formula, below, declared.place, (declared.name,))


def _rank(declared: RankDeclaration, documents: Documents, lang: str) -> Line:
    keys = "; ".join(key.text for key in declared.keys)
    told = say("rank_within", lang, within=within(declared.group, lang, declared.each_type))
    below = tuple(titled_lines(declared.remarks, documents, lang))
    return Line(declared.name, f": {told}: {keys}", below, declared.place, (declared.name,))


def _constraint(declared: ConstraintDeclaration, documents: Documents, lang: str) -> Line:
    below = tuple(titled_lines(declared.remarks, documents, lang))
    told = f"{say('constraint', lang)} {declared.code}"
    return Line(told, f": {declared.condition.text}", below, declared.place, (declared.code,))


def _invariant(declared: InvariantDeclaration, documents: Documents, lang: str) -> Line:
    sizes = ", ".join(f"{name} {number}" for name, number in declared.sizes)
    told = f"{say('invariant', lang)} {declared.code}"
    below = tuple(titled_lines(declared.remarks, documents, lang))
    return Line(told, f": {declared.text}" + (f" ({sizes})" if sizes else ""), below, declared.place, (declared.code,))


def document_lines(document: Document, lang: str) -> Iterator[str]:
    """What a document is called, and what is said of it."""
    day = f" ({document.date:%d/%m/%Y})" if document.date else ""
    letters = f"; {say('own_letters', lang, document=document.name)}" if document.clause_letters_ours else ""
    draft = f" ({say('draft', lang)})" if document.draft else ""
    yield f"{document.id}: {document.name}{day} {document.body}".rstrip() + draft + letters
    if document.title and document.title not in document.name:
        yield INDENT + document.title
    yield from (f"{INDENT}{say('note', lang)}: {line}" for line in document.note.splitlines())


def parameter_lines(declared: ParameterDeclaration, documents: Documents, lang: str) -> list[Line]:
    """A line for each value of a parameter; below the last what is said of them."""
    unit = f" {declared.shape.unit}" if declared.shape.unit else ""
    found = []
    for start, slot in declared.values:
        since = f" ({say('since', lang)} {start:%d/%m/%Y})" if start else ""
        shown = say("no_limit", lang) if slot is ABSENT else show(declared.shape, slot, lang) + unit
        found.append(Line(declared.name, f"{since} = {shown}", place=declared.place, codes=(declared.name,)))
    remarks = tuple(titled_lines(declared.remarks, documents, lang))
    return [*found[:-1], *(evolve(each, below=remarks) for each in found[-1:])]


def ruleset_dict(model: RulesetModel, code: str) -> dict[str, Any]:
    """One title, quota, criterion or requirement as plain data."""
    for title in model.titles:
        if fold(title.code) == fold(code):
            return title_dict(title)
    for name, quota in _quotas(model):
        if fold(quota_code(name)) == fold(code):
            return quota_dict(quota)
    return node_dict(find_node(model, code))
