"""Titles: from a declaration to its two conclusions, `đủ chuẩn` and `đạt`, and to the quota between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve, frozen

from thidua_rules.conditions import nodes
from thidua_rules.program import ir
from thidua_rules.program.codes import applying_code, as_written, competing_code, quota_code, standard_code
from thidua_rules.program.compiler import Compiler
from thidua_rules.program.names import Scope, TypeFault
from thidua_rules.program.typing import Typer
from thidua_rules.program.walking import children, parts
from thidua_rules.ruleset.model import LimitDeclaration, QuotaDeclaration, TitleDeclaration
from thidua_rules.source.text import fold
from thidua_rules.values import point

CHOSEN = "được hội đồng chọn"
"""The fact by which a council decides between candidates who tie."""


def compile_title(compiler: Compiler, declared: TitleDeclaration) -> tuple[list[ir.Rule], ir.Title] | None:
    """The rules of a title; None (told) if one of its conditions has a fault."""
    scope = Scope((declared.subject,), declared.subject)
    guard = None if declared.guard is None else compiler.condition(declared.guard, scope)
    standard = compiler.node(declared.standard, scope)
    further = [compiler.node(each, scope) for each in declared.further if each.not_encoded is None]
    quota = None
    if declared.quota is not None:
        quota = compile_quota(compiler, declared.code, declared.subject, declared.quota)
    failed = declared.guard is not None and guard is None
    if failed or standard is None or None in further or (declared.quota is not None and quota is None):
        return None
    standard = evolve(standard, code=standard_code(declared.code), guard=guard)
    reached = ir.Concluded(ir.Walk(declared.subject, ends=(declared.subject,)), standard.code)
    whole = compiler.about(declared.remarks)
    remarks = tuple((each.code, each.not_encoded) for each in declared.further if each.not_encoded is not None)
    if quota is None and not further:
        root = ir.Requirement(declared.code, "leaf", reached, guard=guard, remarks=remarks, about=whole)
    else:
        # a standard that does not apply is not to be passed over like a requirement: see `with_applicability`
        qualified = ir.Requirement(
            declared.code + _QUALIFIED,
            "leaf",
            ir.Conjunction((reached,)),
            about=ir.About(title="đủ tiêu chuẩn", citations=whole.citations),
        )
        children = [qualified, *(each for each in further if each is not None)]
        if quota is not None:
            seated = ir.Concluded(ir.Walk(declared.subject, ends=(declared.subject,)), quota.code)
            about = ir.About(title="trong chỉ tiêu", citations=quota.about.citations or whole.citations)
            children.append(ir.Requirement(f"{declared.code}.chỉ tiêu", "leaf", seated, about=about))
        root = ir.Requirement(declared.code, "all", None, tuple(children), guard=guard, remarks=remarks, about=whole)
    rules: list[ir.Rule] = [
        ir.Criterion(standard.code, declared.subject, standard),
        ir.Criterion(root.code, declared.subject, root),
    ]
    if quota is not None:
        kept = {each.code for each in declared.further if each.keeps_seat}
        before = [each for each in further if each is not None and each.code not in kept]
        if before:
            competing = _competing(declared.code, reached, before)
            quota = evolve(quota, standard=competing.code)
            rules.append(ir.Criterion(competing.code, declared.subject, competing))
        rules.append(quota)
    name = declared.remarks.title or as_written(declared.code)
    title = ir.Title(declared.code, declared.subject, standard.code, None if quota is None else quota.code, name)
    return rules, title


def _competing(code: str, reached: ir.Concluded, further: Sequence[ir.Requirement]) -> ir.Requirement:
    """Who asks for a seat: the standard and every further condition, since who will be refused takes none."""
    own = competing_code(code)
    standard = ir.Requirement(f"{own}.chuẩn", "leaf", ir.Conjunction((reached,)), about=_INTERNAL)
    children = (standard, *(_internal(each, own, code) for each in further))
    return ir.Requirement(own, "all", None, children, about=_INTERNAL)


_INTERNAL = ir.About(internal=True)


def with_applicability(rules: Sequence[ir.Rule], may_not_apply: Callable[[str], bool]) -> list[ir.Rule]:
    """The rules, with each title of more than its standard not applicable where the standard is not.

    `may_not_apply` says whether a requirement may be not applicable.
    """
    standards = {rule.code: rule.root.children for rule in rules if isinstance(rule, ir.Criterion)}
    found: list[ir.Rule] = []
    for rule in rules:
        found.append(rule)
        standard = standard_code(rule.code)
        more = isinstance(rule, ir.Criterion) and any(
            each.code == rule.code + _QUALIFIED for each in rule.root.children
        )
        if not isinstance(rule, ir.Criterion) or not more or standard not in standards:
            continue
        if all(may_not_apply(each.code) for each in standards[standard]):
            applying = ir.Concluded(ir.own(rule.subject), applying_code(rule.code))
            guards = (applying,) if rule.root.guard is None else (rule.root.guard, applying)
            found[-1] = evolve(rule, root=evolve(rule.root, guard=ir.Conjunction(guards)))
            leaf = ir.Requirement(
                f"{applying.code}.chuẩn", "leaf", ir.Concluded(ir.own(rule.subject), standard), about=_INTERNAL
            )
            # met by whatever the standard is, unless it does not apply
            whole = ir.Requirement(applying.code, "at_least", None, (leaf,), about=_INTERNAL)
            found.append(ir.Criterion(applying.code, rule.subject, whole))
    return found


_QUALIFIED = ".chuẩn"


def _internal(node: ir.Requirement, own: str, code: str) -> ir.Requirement:
    """A further condition once more, under the code of who asks for a seat."""
    return evolve(
        node,
        code=own + node.code.removeprefix(code),
        children=tuple(_internal(each, own, code) for each in node.children),
        exceptions=tuple(evolve(each, code=own + each.code.removeprefix(code)) for each in node.exceptions),
        about=evolve(node.about, internal=True),
    )


# ---------------------------------------------------------------- quotas


def compile_quota(compiler: Compiler, code: str, subject: str, declared: QuotaDeclaration) -> ir.Quota | None:
    """The quota of the title or grade of that code, over those who have its standard; None (told) with a fault."""
    scope = Scope((subject,), subject)
    limits = _Limits(compiler, subject, declared, {fold(each.code): each for each in declared.limits}, {}, [])
    found = [limits.limit(each) for each in declared.limits]
    keys = [compiler.key(each, scope) for each in declared.priorities]
    if None in found or None in keys:
        return None
    order = [each for each in keys if each is not None]
    fact_type = compiler.model.vocabulary.type(subject)
    if declared.choice is not None:
        choice = compiler.condition(declared.choice, scope)
        if choice is None:
            return None
        order.append(ir.SortKey(choice, True, choice=True))
    elif declared.ties == "council" and fact_type is not None and fact_type.field(CHOSEN) is not None:
        order.append(ir.SortKey(ir.Fact(ir.own(subject), CHOSEN), True, choice=True))
    return ir.Quota(
        quota_code(code),
        subject,
        standard_code(code),
        tuple(each for each in found if each is not None),
        tuple(order),
        declared.ties,
        compiler.about(declared.remarks),
    )


@frozen
class _Limits:
    """The limits of one quota, typed one by one; each may name the seats of others, but not in a circle."""

    compiler: Compiler
    subject: str
    quota: QuotaDeclaration
    declared: Mapping[str, LimitDeclaration]
    done: dict[str, ir.Limit | None]
    open: list[str]

    def limit(self, declared: LimitDeclaration) -> ir.Limit | None:
        """One limit; None (told) with a fault."""
        if declared.code not in self.done:
            self.open.append(declared.code)
            self.done[declared.code] = self._limit(declared)
            self.open.pop()
        return self.done[declared.code]

    def _limit(self, declared: LimitDeclaration) -> ir.Limit | None:
        compiler, scope = self.compiler, Scope((self.subject,), self.subject)
        group = declared.group or self.quota.group
        most = compiler.typed(declared.most, lambda: self._most(declared, group, scope))
        counts = None if declared.counts is None else compiler.condition(declared.counts, scope)
        least = None
        if declared.least is not None:
            written = declared.least
            least = compiler.typed(written, lambda: _number(compiler.typer, written.tree, scope))
        written_guards = [each for each in (self.quota.guard, declared.guard) if each is not None]
        guards = [compiler.condition(each, scope) for each in written_guards]
        if most is None or (declared.counts is not None and counts is None) or None in guards:
            return None
        if declared.least is not None and least is None:
            return None
        seats = most
        if declared.rounding is not None:
            seats = ir.Rounded(declared.rounding, Fraction(1), seats, ir.WHOLE)
        if least is not None:
            seats = ir.Bounded(seats, least, None, ir.WHOLE)
        about = compiler.about(declared.remarks, declared.most.text)
        known = [each for each in guards if each is not None]
        guard = ir.all_of(known)
        words = " và ".join(each.text for each in written_guards)
        counted = ir.all_of(known if counts is None else [*known, counts])
        return ir.Limit(declared.code, group, seats, counted, about=about, guard=guard, applies=words)

    def _most(self, declared: LimitDeclaration, group: str, scope: Scope) -> ir.Value:
        typer = evolve(self.compiler.typer, seats=lambda node: self._other(node))
        value = _number(typer, declared.most.tree, scope)
        stray = next((walk for walk in outer_walks(value) if walk.steps[:1] != (group,) or walk.of_subject), None)
        if stray is not None:
            raise TypeFault("TYPE-40", declared.most.tree.span, group=group)
        return value

    def _other(self, node: nodes.QuotaSize) -> ir.Value:
        """The seats of another limit of this quota."""
        prefix = self.open[0].rpartition(".")[0] if self.open else ""  # what the codes of the limits begin with
        found = self.declared.get(fold(node.code)) or self.declared.get(fold(f"{prefix}.{node.code}"))
        if found is None:
            known = ", ".join(each.code for each in self.declared.values())
            raise TypeFault("TYPE-41", node.span, code=node.code, known=known)
        if found.code in self.open:
            circle = [*self.open[self.open.index(found.code) :], found.code]
            raise TypeFault("TYPE-42", node.span, cycle=" → ".join(circle))
        limit = self.limit(found)
        # what is wrong with the other limit is told there; any number lets this one be looked at
        return ir.Constant(point(1), ir.WHOLE) if limit is None else limit.seats


def _number(typer: Typer, tree: nodes.Expression, scope: Scope) -> ir.Value:
    found = typer.value(tree, scope)
    if found.unit not in ("plain", "either"):
        raise TypeFault("TYPE-43", tree.span, kind=found.type.kind.value)
    return found.value


def outer_walks(value: object) -> Iterator[ir.Walk]:
    """The walks of an expression that begin at its subject; those of conditions on members begin elsewhere."""
    if isinstance(value, ir.FieldValue | ir.Derived | ir.Fact | ir.PresentFact | ir.Concluded):
        yield value.walk
    elif isinstance(value, ir.Members):
        yield value.owner
        yield from (part.walk for part in parts(value.where) if hasattr(part, "walk") and part.walk.of_subject)
    elif isinstance(value, ir.RatioOf | ir.RatioCompared | ir.EveryOf | ir.FoldOf | ir.StreakOf):
        yield from outer_walks(value.members)
    else:
        for child in children(value):
            yield from outer_walks(child)
