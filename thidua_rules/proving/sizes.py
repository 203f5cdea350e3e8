"""How many subjects of each type a claim needs to be looked at with: as many as its rules count to, and one more."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil

from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts

MOST = 6
"""So many subjects of a type at most, where nobody says how many."""
CLOSER = 40
"""So many at most, where something is looked at once more because it seemed impossible."""
_COUNTS = ir.CountOf | ir.StreakOf | ir.FoldOf
_OVER_ALL = ir.RatioCompared | ir.RatioOf | ir.EveryOf | ir.FoldOf


def sizes_for(
    program: ir.Program,
    question: Question,
    codes: Iterable[str],
    given: Mapping[str, int] | None = None,
    most: int = MOST,
    wide: bool = False,
    asked: Iterable[object] = (),
) -> dict[str, int]:
    """By type, how many subjects these conclusions may speak of: `given`, or one more than their rules count to.

    `asked` are expressions that count as rules do.
    With `wide`, what several conditions count is taken to be wanted at once, of subjects of their own.
    """
    found = {each.name: 1 for each in program.vocabulary}

    def take(members: ir.Members, number: int) -> None:
        for collection in members.collections:
            name = collection.member
            found[name] = min(found[name] + number if wide else max(found[name], number), most)

    for rule in (*rules_behind(program, codes), *asked):
        if isinstance(rule, ir.Quota | ir.Rank):
            seated = _for_a_seat(program, rule, question) if wide and isinstance(rule, ir.Quota) else 2
            found[rule.subject] = min(max(found[rule.subject], seated), most)
        counted: dict[ir.Members, int] = {}
        for part in parts(rule):
            if isinstance(part, ir.Compared):
                for one, other in ((part.left, part.right), (part.right, part.left)):
                    for members in _counted(program, one):
                        counted[members] = max(counted.get(members, 0), _most_of(other, question, most) + 1)
            elif isinstance(part, _OVER_ALL):
                counted[part.members] = max(counted.get(part.members, 0), 2)
        for members, number in counted.items():
            take(members, number)
    return {**found, **(given or {})}


def _for_a_seat(program: ir.Program, quota: ir.Quota, question: Question) -> int:
    """How many candidates a group needs before a share of them is a whole seat."""
    shares = [Fraction(1, 2)]
    for part in _spoken_of(program, quota.limits, set()):
        known = part.value if isinstance(part, ir.Constant) else None
        if isinstance(part, ir.Parameter):
            known = question.parameters[part.name]
        if known is not None and known.ordered and known.low is not None and 0 < known.low < 1:
            shares.append(Fraction(known.low))
    return ceil(1 / min(shares)) + 1


def _counted(program: ir.Program, value: object) -> Iterator[ir.Members]:
    """The collections that a value counts, by itself or by the quantities that it names."""
    return (each.members for each in _spoken_of(program, value, set()) if isinstance(each, _COUNTS))


def _spoken_of(program: ir.Program, value: object, seen: set[str]) -> Iterator[object]:
    """The parts of a value and of the quantities that it names."""
    for each in parts(value):
        yield each
        if isinstance(each, ir.Derived):
            for code in set(each.codes) - seen:
                seen.add(code)
                yield from _spoken_of(program, program.homes[code], seen)


def _most_of(value: ir.Value, question: Question, most: int) -> int:
    """The greatest number that a bound names; 1 if it names none."""
    named = [1]
    for part in parts(value):
        known = part.value if isinstance(part, ir.Constant) else None
        if isinstance(part, ir.Parameter):
            known = question.parameters[part.name]
        if known is not None and known.ordered and known.low is not None and known.low <= most:
            named.append(ceil(known.low))
    return max(named)


def rules_behind(program: ir.Program, codes: Iterable[str]) -> list[ir.Rule]:
    """The rules that decide these conclusions, and all that they rest on."""
    waiting = list(dict.fromkeys(program.homes[code].code for code in codes))
    seen = set(waiting)
    for code in waiting:
        for each in _used(program.homes[code]):
            home = program.homes[each].code
            if home not in seen:
                seen.add(home)
                waiting.append(home)
    return [program.homes[code] for code in waiting]


def types_behind(program: ir.Program, codes: Iterable[str], asked: Iterable[object] = ()) -> set[str]:
    """The types that these conclusions rest on; `asked` are expressions that count as rules do."""
    rules = rules_behind(program, codes)
    return {rule.subject for rule in rules} | {
        collection.member
        for each in (*rules, *asked)
        for part in parts(each)
        if isinstance(part, ir.Members)
        for collection in part.collections
    }


def _used(rule: ir.Rule) -> Iterable[str]:
    for part in parts(rule):
        if isinstance(part, ir.Concluded | ir.Derived):
            yield from part.codes
        elif isinstance(part, ir.Limit):
            yield from (each.code for each in part.through.quantities)
    if isinstance(rule, ir.Quota):
        yield rule.standard
