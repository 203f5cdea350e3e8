"""What the seats of limits are reckoned from: the one base, the quantities that count it too, who is surely in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from thidua_rules.program import ir
from thidua_rules.program.codes import competing_code, standard_code
from thidua_rules.program.implying import follows
from thidua_rules.program.walking import conjuncts, outer_parts, parts


def settle_bases(rules: Sequence[ir.Rule], may_not_apply: Callable[[str], bool]) -> tuple[ir.Rule, ...]:
    """The rules, with each limit told its base, and whether whoever has the standard is surely in it."""
    standards = {rule.code: rule.root for rule in rules if isinstance(rule, ir.Criterion)}
    quantities = {rule.code: rule for rule in rules if isinstance(rule, ir.Quantity)}
    return tuple(
        _settled(rule, standards, quantities, may_not_apply) if isinstance(rule, ir.Quota) else rule for rule in rules
    )


# ---------------------------------------------------------------- the base


def with_base(limit: ir.Limit, subject: str, quantities: Mapping[str, ir.Quantity]) -> ir.Limit:
    """A limit with the one number of members of the group that its seats rest on, if there is just one.

    The seats may name it themselves, or through quantities of the group.
    """
    reached = _Reached(limit, subject, quantities)
    direct = reached.counted_by(limit.seats, (limit.group,))
    chain = reached.chain()
    bases = direct or {each for quantity in chain for each in reached.counted_in(quantity)}
    if len(bases) != 1:
        return evolve(limit, base=None, through=ir.Through())
    base = bases.pop()
    kept: list[ir.Quantity] = []
    for quantity in chain:
        if base in reached.counted_in(quantity) or any(reached.uses(quantity, each) for each in kept):
            kept.append(quantity)
    return evolve(limit, base=base, through=ir.Through(tuple(kept)))


@frozen
class _Reached:
    """The quantities of the group that the seats of a limit name, and those that these name."""

    limit: ir.Limit
    subject: str
    quantities: Mapping[str, ir.Quantity]

    def chain(self) -> list[ir.Quantity]:
        """All of them, each after those it names; none of those that are also asked of others than the group."""
        found: dict[str, ir.Quantity] = {}
        open_: set[str] = set()

        def visit(expression: object, walk: Callable[[ir.Quantity], ir.Walk]) -> None:
            for part in outer_parts(expression):
                quantity = self.quantities.get(part.code) if isinstance(part, ir.Derived) else None
                if quantity is None or quantity.code in open_ | found.keys():
                    continue
                if part == ir.Derived(walk(quantity), quantity.code, quantity.type) and only_outer(part, expression):
                    open_.add(quantity.code)
                    visit((quantity.body, quantity.guard), lambda each: ir.own(each.subject))
                    found[quantity.code] = quantity

        visit(self.limit.seats, lambda each: ir.group_of(self.subject, self.limit.group, each.subject))
        return list(found.values())

    def counted_in(self, quantity: ir.Quantity) -> set[ir.CountOf]:
        """The members of the group that a quantity of the group counts, as seen by one of them."""
        seen = ir.group_of(self.subject, self.limit.group, quantity.subject)
        return {
            evolve(each, members=evolve(each.members, owner=seen))
            for each in self.counted_by((quantity.body, quantity.guard), ())
            if each.members.owner == ir.own(quantity.subject)
        }

    def counted_by(self, expression: object, steps: tuple[str, ...]) -> set[ir.CountOf]:
        """The numbers of members of the group, reached by these steps, that an expression names."""
        return {
            part
            for part in outer_parts(expression)
            if isinstance(part, ir.CountOf)
            and part.members.owner.steps == steps
            and len(part.members.collections) == 1
            and (part.members.collections[0].member, part.members.collections[0].via)
            == (self.subject, self.limit.group)
            and not (steps == () and looks_back(part.members.where))
            and only_outer(part, expression)
        }

    def uses(self, quantity: ir.Quantity, other: ir.Quantity) -> bool:
        """Whether a quantity names another one of the same group."""
        return ir.Derived(ir.own(other.subject), other.code, other.type) in set(
            outer_parts((quantity.body, quantity.guard))
        )


def only_outer(part: object, expression: object) -> bool:
    """Whether a part of an expression stands nowhere in what is said of members of a collection."""
    return sum(each == part for each in outer_parts(expression)) == sum(each == part for each in parts(expression))


def looks_back(condition: ir.Condition | None) -> bool:
    """Whether a condition on a member asks about the subject whose collection it is."""
    found = (getattr(part, "walk", None) or getattr(part, "owner", None) for part in parts(condition))
    return any(isinstance(each, ir.Walk) and each.of_subject for each in found)


# ---------------------------------------------------------------- who is surely in it


def _settled(
    quota: ir.Quota,
    standards: Mapping[str, ir.Requirement],
    quantities: Mapping[str, ir.Quantity],
    may_not_apply: Callable[[str], bool],
) -> ir.Quota:
    asked: set[ir.Condition] = set()
    waiting = [quota.standard]
    for code in waiting:
        # who has a seat's standard has the title's, which it asks for
        asked.add(ir.Concluded(ir.Walk(quota.subject, ends=(quota.subject,)), code))
        own = set(_asked(standards[code], may_not_apply)) if code in standards else set()
        asked |= own
        waiting += [each.code for each in own if isinstance(each, ir.Concluded) and _is_standard_of(each.code, code)]
    limits = []
    for each_limit in quota.limits:
        limit = with_base(each_limit, quota.subject, quantities)
        within = limit.base is not None and all(
            any(follows(each, known) for known in asked) for each in conjuncts(limit.base.members.where)
        )
        limits.append(evolve(limit, within_base=within))
    return evolve(quota, limits=tuple(limits))


def _is_standard_of(code: str, competing: str) -> bool:
    return competing == competing_code(code.removeprefix(standard_code(""))) and code.startswith(standard_code(""))


def _asked(node: ir.Requirement, may_not_apply: Callable[[str], bool]) -> Iterator[ir.Condition]:
    """The conditions that hold of everybody for whom a node is met."""
    if node.exceptions or (node.guard is not None and not node.code.startswith("đủ chuẩn ")):
        return
    if node.group == "all":
        for child in node.children:
            yield from _asked(child, may_not_apply)
    elif node.group == "leaf":
        for each in conjuncts(node.condition):
            if not (isinstance(each, ir.Concluded) and each is node.condition and any(map(may_not_apply, each.codes))):
                yield each
