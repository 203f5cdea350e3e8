"""Whether a ruleset and one with a small change decide every dossier alike: complete ones proved, others searched.

Where two programs find the same of each conclusion of the rules that differ, whatever rests on these is the same too.
"""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from attrs import evolve

from thidua_rules.api import Ruleset
from thidua_rules.authoring.mutating import Mutant
from thidua_rules.authoring.noticing import Pair, Same
from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.facts.case import Case, Row, SubjectId
from thidua_rules.facts.singles import single_closures
from thidua_rules.facts.vocabulary import FactType, Kind
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.searching import SEED, Drawing
from thidua_rules.proving.sizes import rules_behind, sizes_for, types_behind
from thidua_rules.proving.solving import Search
from thidua_rules.proving.terms import Amounts, Formula, Outcome, all_hold, fails, holds, some_hold
from thidua_rules.proving.translating import Translation
from thidua_rules.ruleset.model import ParameterDeclaration
from thidua_rules.values import Comparison, options, status_of

Questions = tuple[Question, Question]
"""What is asked of a ruleset before and after a change."""
DOSSIERS = 100
"""So many dossiers that lack facts are tried of one change under one question."""
_MOST = 12
"""Rules that count to so many subjects are not looked at."""
_DRAWN = 3
"""So many subjects of a type are in a dossier that is drawn."""
_LACKING = (0.1, 0.3, 0.6)
_LOGICAL = ("requirement", "exclusion", "exception", "guard", "connective")
"""Changes of how parts combine. Of others, as 15 % to 16 %, a few subjects may show nothing where many would."""


def same(mutant: Mutant, pairs: Sequence[Pair]) -> Same | None:
    """What is proved of a mutant, of all that scenarios decide: no complete dossier tells it from the ruleset.

    None if that is not proved, or where a dossier that lacks facts was found to tell. Where rules speak of more than
    the facts of one subject, it is proved up to some sizes, and only of changes of how parts combine. All options of
    parameters that have some are looked at. Needs z3 (the extra `prove`).
    """
    sizes: dict[str, int] = {}
    tried = 0
    by_question: dict[object, list[Pair]] = {}
    for each in pairs:
        asked = any_option(each.before, each.asked, each.asked_after)[0]
        key = (each.before.hash, asked.on, asked.period, tuple(asked.parameters.items()))
        by_question.setdefault(key, []).append(each)
    for alike in by_question.values():
        first = alike[0]
        if any(_has_no_option(each, first.asked) for each in first.before.model.parameters):
            return None
        questions = any_option(first.before, first.asked, first.asked_after)
        proved = proved_alike((first.before.program, first.after.program), questions, mutant.kind in _LOGICAL)
        if proved is None or any(_differ(each, each.case, (each.asked, each.asked_after)) for each in alike):
            return None
        # what is told holds under each question
        sizes |= {name: min(number, sizes.get(name, number)) for name, number in proved.items()}
        if not _searched(alike, questions):
            return None
        tried += DOSSIERS
    moments = dict.fromkeys((each.asked.on, each.asked.period) for each in pairs)
    return Same(tuple(moments), sizes, tried) if moments else None


def any_option(rules: Ruleset, before: Question, after: Question) -> Questions:
    """Both questions, where a parameter that has options may be any of them, the same in both."""
    free = {
        each.name: options(each.shape.options)
        for each in rules.model.parameters
        if each.shape.options
        and before.parameters[each.name].others
        and before.parameters[each.name] == after.parameters[each.name]
    }
    return (
        evolve(before, parameters={**before.parameters, **free}),
        evolve(after, parameters={**after.parameters, **free}),
    )


def _has_no_option(declared: ParameterDeclaration, asked: Question) -> bool:
    """Whether a parameter that has options holds none of them on the day that counts."""
    return declared.shape.kind is Kind.CHOICE and not asked.parameters[declared.name].others


# ---------------------------------------------------------------- complete dossiers


def proved_alike(
    programs: tuple[ir.Program, ir.Program], questions: Questions, logical: bool
) -> Mapping[str, int] | None:
    """The sizes up to which two programs are proved to decide all complete dossiers alike; none named: whatever size.

    None where nothing is proved; `logical` says whether a proof up to sizes is enough.
    """
    one, other = programs
    differing = {name for name, value in questions[0].parameters.items() if questions[1].parameters[name] != value}

    def is_same(rule: ir.Rule | None, again: ir.Rule | None) -> bool:
        return rule == again and not differing & set(_parameters(rule))

    if one.constraints != other.constraints or any(differing & set(_parameters(each)) for each in one.constraints):
        return None
    changed = [code for code, rule in one.homes.items() if not is_same(rule, other.homes.get(code))]
    if any(code not in other.homes for code in changed):
        return None
    rules = [rule for program in programs for rule in rules_behind(program, changed)]
    kept = [each for each in one.constraints if each.subject in {rule.subject for rule in rules}]
    alone = not any(map(_goes_on, (*rules, *kept)))
    found = [sizes_for(each, questions[0], changed, most=_MOST, wide=True) for each in programs]
    sizes = {name: max(each[name] for each in found) for name in found[0]}
    behind = types_behind(one, changed) | types_behind(other, changed)
    if not alone and (not logical or any(sizes[name] >= _MOST for name in behind)):
        return None
    search = Search(one, questions[0], sizes)
    if not _are_alike(search, search.formulas.beside(search.dossier, other, questions[1]), changed):
        return None
    if not alone and not all(_may_be_either(search, one.homes[code], code) for code in changed):
        return None
    looked_at = {seat.type for seat in search.dossier.present}
    return {} if alone else {name: number for name, number in sizes.items() if name in looked_at}


def _parameters(rule: object) -> Iterator[str]:
    for part in parts(rule):
        if isinstance(part, ir.Parameter):
            yield part.name
        elif isinstance(part, ir.Limit):
            yield from (each.name for each in parts(part.through.quantities) if isinstance(each, ir.Parameter))


def _goes_on(rule: ir.Rule | ir.Constraint) -> bool:
    """Whether a rule reads more than the facts of the subject that it is asked of."""
    return isinstance(rule, ir.Quota | ir.Rank) or any(
        isinstance(part, ir.Members) or (isinstance(part, ir.Walk) and bool(part.steps)) for part in parts(rule)
    )


def _are_alike(search: Search, after: Translation, codes: Sequence[str]) -> bool:
    """Whether both surely find the same of these conclusions, and leave nothing of them open or out."""
    apart = []
    for code in codes:
        rule = search.program.homes[code]
        seat = search.first(rule.subject)
        if isinstance(rule, ir.Criterion | ir.Quota):
            unlike = _apart(search.formulas.outcome(seat, code), after.outcome(seat, code))
        else:
            unlike = _values_apart(search.formulas.quantity(seat, code), after.quantity(seat, code))
        apart.append(all_hold(search.dossier.exists(seat), unlike))
    return not search.formulas.left_out and search.is_ruled_out(some_hold(*apart, *search.formulas.choices))


def _may_be_either(search: Search, rule: ir.Rule, code: str) -> bool:
    """Whether a rule can be met and not met by so few subjects; else their number may be why nothing tells."""
    if not isinstance(rule, ir.Criterion) or code != rule.code:
        return True
    seat = search.first(rule.subject)
    outcome = search.formulas.outcome(seat, code)
    return all(search.possible(seat, each) for each in (outcome.met, outcome.not_met))


def _unlike(one: Formula, other: Formula) -> Formula:
    return some_hold(all_hold(one, fails(other)), all_hold(fails(one), other))


def _apart(one: Outcome, other: Outcome) -> Formula:
    return some_hold(
        _unlike(one.met, other.met),
        _unlike(one.not_met, other.not_met),
        _unlike(one.not_applicable, other.not_applicable),
    )


def _values_apart(one: Amounts, other: Amounts) -> Formula:
    return some_hold(
        _unlike(one.ordered, other.ordered),
        _unlike(one.outside, other.outside),
        _unlike(one.absent, other.absent),
        all_hold(one.ordered, holds(Comparison.NE, one.number, other.number)),
        all_hold(one.outside, holds(Comparison.NE, one.other, other.other)),
    )


# ---------------------------------------------------------------- dossiers that lack facts


def _searched(pairs: Sequence[Pair], questions: Questions) -> bool:
    """Whether so many dossiers that lack facts, of scenarios and random ones, are all decided alike."""
    pair = pairs[0]
    vocabulary = pair.before.model.vocabulary
    drawing = Drawing(pair.before, pair.asked, {each.name: _DRAWN for each in vocabulary})
    chance = Random(SEED)
    for number in range(DOSSIERS):
        case = drawing.case() if number % 2 else None
        chosen = {
            name: options([chance.choice(sorted(value.others))])
            for name, value in questions[0].parameters.items()
            if value.others and not value.is_point
        }
        asked, after = (evolve(each, parameters={**each.parameters, **chosen}) for each in questions)
        if _differ(pair, _lacking(case or chance.choice(pairs).case, chance), (asked, after)):
            return False
    return True


def _lacking(case: Case, chance: Random) -> Case:
    """A dossier without some facts, and perhaps without that lists are complete."""
    share = chance.choice(_LACKING)

    def row(fact_type: FactType, whole: Row) -> Row:
        kept = fact_type.key
        return tuple(
            None if each.name not in kept and not each.implied and chance.random() < share else slot
            for each, slot in zip(fact_type.fields, whole, strict=True)
        )

    subjects = {
        each.name: {key: row(each, whole) for key, whole in case.subjects[each.name].items()}
        for each in case.vocabulary
        if each.name in case.subjects
    }
    closed = frozenset(each for each in sorted(case.closed, key=str) if chance.random() >= share)
    return evolve(case, subjects=subjects, closed=closed | single_closures(case.vocabulary))


def _differ(pair: Pair, case: Case, questions: Questions) -> bool:
    """Whether something that a scenario can expect comes out otherwise."""
    one, other = (
        OnDemand(rules.program, case, asked) for rules, asked in zip((pair.before, pair.after), questions, strict=True)
    )
    return any(
        _found(one, rule, subject, code) != _found(other, rule, subject, code)
        for rule in pair.before.program.rules
        if rule.code in pair.affected
        for subject in case.of_type(rule.subject)
        for code in ir.codes_of(rule)
    )


def _found(record: OnDemand, rule: ir.Rule, subject: SubjectId, code: str) -> object:
    if isinstance(rule, ir.Criterion | ir.Quota):
        return status_of(record.mask(subject, code))
    value = record.value(subject, code)
    return value if value.is_point and not value.undetermined else None
