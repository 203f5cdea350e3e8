"""A ruleset printed for reading: sources, parameters, criteria, titles, scores, grades, quantities."""

from collections.abc import Iterable, Iterator
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.codec import show
from thidua_rules.program.codes import quota_code
from thidua_rules.report.awards import (
    grade_lines,
    quota_dict,
    quota_lines,
    score_lines,
    title_dict,
    title_lines,
    within,
)
from thidua_rules.report.messages import say
from thidua_rules.report.nodes import (
    INDENT,
    Documents,
    all_nodes,
    guard_lines,
    node_dict,
    node_lines,
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
from thidua_rules.source.text import did_you_mean, fold
from thidua_rules.values import ABSENT

_QUOTA = quota_code("")


def find_node(model: RulesetModel, code: str) -> Node:
    """The criterion, standard or requirement of that code; UsageError if there is none."""
    roots = [each.root for each in model.criteria]
    roots += [root for title in model.titles for root in (title.standard, *title.further)]
    nodes = {node.code: node for root in roots for node in all_nodes(root)}
    if code not in nodes:
        near = ", ".join(f"`{each}`" for each in did_you_mean(code, nodes))
        hints = {"hint_vi": f"có phải {near}?", "hint_en": f"did you mean {near}?"} if near else {}
        raise UsageError([Diagnostic("USE-51", arguments={"code": code, **hints})])
    return nodes[code]


def ruleset_lines(model: RulesetModel, code: str | None, lang: str) -> Iterator[str]:
    """The ruleset, or one title, quota, score, grade, criterion, requirement, quantity or rank, line by line."""
    documents = {each.id: each.name for each in model.documents}
    if code is not None:
        named = [lines for _, name, lines in _named(model, documents, lang) if fold(name) == fold(code)]
        for block in _together(named):
            yield from block
        if not named:
            yield from node_lines(find_node(model, code), 0, documents, lang)
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
        yield from (f"  {line}" for line in parameter_lines(parameter, documents, lang))
    blocks = [_criterion(each, documents, lang) for each in model.criteria]
    blocks += [lines for _, name, lines in _named(model, documents, lang) if not name.startswith(_QUOTA)]
    for block in _together(blocks):
        yield ""
        yield from block


def about_lines(model: RulesetModel, lang: str) -> Iterator[str]:
    """What is said of a whole ruleset: its note, what it inherits and what it replaces."""
    if model.note:
        yield f"{say('note', lang)}: {model.note}"
    for parent in model.parents:
        yield f"{say('inherits', lang)}: {parent}"
    yield from _changes(model, lang)


def rule_blocks(model: RulesetModel, lang: str) -> dict[str, list[list[str]]]:
    """The rules as `ruleset_lines` prints them, block by block, under the key of the word for their kind."""
    documents = {each.id: each.name for each in model.documents}
    found: dict[str, list[Iterator[str]]] = {"titles": [], "criteria": []}
    for group, name, lines in _named(model, documents, lang):
        if not name.startswith(_QUOTA):
            found.setdefault(group, []).append(lines)
    found["criteria"] = [_criterion(each, documents, lang) for each in model.criteria]
    return {group: list(_together(lines)) for group, lines in found.items() if lines}


def _criterion(criterion: CriterionDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    told = [say(key, lang) for key in ("serving", "noted") if getattr(criterion, key)]
    yield " ".join([f"[{criterion.subject}]", *told])
    yield from node_lines(criterion.root, 0, documents, lang)


def _together(blocks: Iterable[Iterator[str]]) -> Iterator[list[str]]:
    """The blocks, each headed by whom it is for; what several types share as one, for all of them."""
    whole: list[str] = []
    for lines in blocks:
        head, *rest = lines
        if whole and rest == whole[1:] and head.partition("]")[2] == whole[0].partition("]")[2]:
            whole[0] = whole[0].replace("]", f", {head[1:].partition(']')[0]}]", 1)
            continue
        if whole:
            yield whole
        whole = [head, *rest]
    if whole:
        yield whole


def _changes(model: RulesetModel, lang: str, code: str | None = None) -> Iterator[str]:
    """What replaces inherited rules or is taken from elsewhere; of one rule, if a code is given."""
    for each in model.replacements:
        if code is None or fold(each.target) == fold(code) or fold(each.target).startswith(f"{fold(code)}."):
            yield say("replaces", lang, code=each.target, ruleset=each.ruleset, reason=each.reason)
    for fallback in model.fallbacks:
        if code is None or fold(code) in map(fold, fallback.rules):
            rules = ", ".join(fallback.rules)
            yield say("falls_back", lang, rules=rules, ruleset=fallback.ruleset, reason=fallback.reason)


def _named(model: RulesetModel, documents: Documents, lang: str) -> Iterator[tuple[str, str, Iterator[str]]]:
    """All that is found by a name of its own, with its kind and lines; quotas are part of what they belong to."""
    for title in model.titles:
        yield "titles", title.code, title_lines(title, documents, lang)
    for score in model.scores:
        yield "scores", score.name, score_lines(score, documents, lang)
    for grade in model.grades:
        yield "grades", grade.name, grade_lines(grade, documents, lang)
    for name, quota in _quotas(model):
        yield "quotas", quota_code(name), quota_lines(quota, documents, lang)
    for quantity in model.quantities:
        yield "quantities", quantity.name, _measure(quantity, documents, lang)
    for rank in model.ranks:
        yield "ranks", rank.name, _measure(rank, documents, lang)
    for constraint in model.constraints:
        yield "constraints", constraint.code, _constraint(constraint, documents, lang)
    for invariant in model.invariants:
        yield "invariants", invariant.code, _invariant(invariant, documents, lang)


def _quotas(model: RulesetModel) -> Iterator[tuple[str, QuotaDeclaration]]:
    """The quotas, each with the title or grade that it belongs to."""
    named = [*((each.code, each.quota) for each in model.titles), *((each.name, each.quota) for each in model.grades)]
    yield from ((name, quota) for name, quota in named if quota is not None)


def _measure(declared: QuantityDeclaration | RankDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """A quantity or a rank."""
    yield f"[{declared.subject}]"
    if isinstance(declared, RankDeclaration):
        keys = "; ".join(key.text for key in declared.keys)
        whom = within(declared.group, lang, declared.each_type)
        yield f"{declared.name}: {say('rank_within', lang, within=whom)}: {keys}"
    else:
        yield declared.name + (f" = {declared.formula.text}" if declared.formula else "")
        if declared.reads:
            yield f"{INDENT}{say('reads', lang)}: {declared.reads}"
        if declared.serving:
            yield INDENT + say("serving", lang)
        yield from (INDENT + line for line in guard_lines(declared.guard, lang))
        yield from (INDENT + line for line in row_lines(declared.rows, documents, lang))
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def _constraint(declared: ConstraintDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    yield f"[{declared.subject}]"
    yield f"{say('constraint', lang)} {declared.code}: {declared.condition.text}"
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def _invariant(declared: InvariantDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    sizes = ", ".join(f"{name} {number}" for name, number in declared.sizes)
    yield f"[{declared.subject}]"
    yield f"{say('invariant', lang)} {declared.code}: {declared.text}" + (f" ({sizes})" if sizes else "")
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def document_lines(document: Document, lang: str) -> Iterator[str]:
    """What a document is called, and what is said of it."""
    day = f" ({document.date:%d/%m/%Y})" if document.date else ""
    letters = f"; {say('own_letters', lang, document=document.name)}" if document.clause_letters_ours else ""
    draft = f" ({say('draft', lang)})" if document.draft else ""
    yield f"{document.id}: {document.name}{day} {document.body}".rstrip() + draft + letters
    if document.title and document.title not in document.name:
        yield INDENT + document.title
    yield from (f"{INDENT}{say('note', lang)}: {line}" for line in document.note.splitlines())


def parameter_lines(declared: ParameterDeclaration, documents: Documents, lang: str) -> Iterator[str]:
    """The values of a parameter, and what is said of it."""
    unit = f" {declared.shape.unit}" if declared.shape.unit else ""
    for start, slot in declared.values:
        since = f" ({say('since', lang)} {start:%d/%m/%Y})" if start else ""
        shown = say("no_limit", lang) if slot is ABSENT else show(declared.shape, slot, lang) + unit
        yield f"{declared.name}{since} = {shown}"
    yield from (INDENT + line for line in titled_lines(declared.remarks, documents, lang))


def ruleset_dict(model: RulesetModel, code: str) -> dict[str, Any]:
    """One title, quota, criterion or requirement as plain data."""
    for title in model.titles:
        if fold(title.code) == fold(code):
            return title_dict(title)
    for name, quota in _quotas(model):
        if fold(quota_code(name)) == fold(code):
            return quota_dict(quota)
    return node_dict(find_node(model, code))
