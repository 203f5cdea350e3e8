"""Two rulesets side by side: what one says otherwise, and for what decides the smallest dossier decided differently.

A dossier is looked for, so where none is told nothing is proved. That two rulesets decide every dossier alike is said
only where their programs are the same but for what is told of the rules.
"""

from collections.abc import Callable, Iterator
from time import process_time

from attrs import evolve, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.differences import Difference, differences
from thidua_rules.authoring.equivalence import same_condition
from thidua_rules.authoring.resting import resting_on
from thidua_rules.authoring.searching import (
    Aim,
    Moment,
    Search,
    Verdicts,
    aims_at,
    decided_differently,
    dossiers_of,
    moment_of,
    outcomes,
)
from thidua_rules.facts.case import Case
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.walking import rewritten
from thidua_rules.ruleset.canonical import canonical
from thidua_rules.values import MET, NOT_MET, status_of

SECONDS = 60.0
"""So much work is spent on all dossiers together."""
_OF_ONE = 1.5
"""And so much on one search."""
MOST_TARGETS = 4
"""So many conclusions that a parameter or quantity leads to are looked at."""


@frozen
class Shown:
    """A dossier that two rulesets decide differently: the conclusion by its code, how it comes out, and the facts."""

    code: str
    verdicts: Verdicts
    case: Case


@frozen
class Told:
    """One difference; `same` where it is proved to change nothing, `shown` where a dossier shows that it does.

    `sought` says that one was looked for.
    """

    difference: Difference
    same: bool = False
    sought: bool = False
    shown: Shown | None = None


@frozen
class RulesetDiff:
    """Two rulesets side by side; `same` says that every dossier is decided alike, which is proved.

    `left` is how many differences no dossier was looked for, as there was no time left.
    """

    before: Ruleset
    after: Ruleset
    told: tuple[Told, ...]
    same: bool
    left: int = 0


def diff(
    before: Ruleset,
    after: Ruleset,
    tell: Callable[[int, int], None] = lambda done, all_: None,
    seconds: float = SECONDS,
) -> RulesetDiff:
    """What the second ruleset says otherwise than the first; `tell` hears how many differences are looked at, of all.

    Dossiers are of one date and period: those of a scenario, or the first year that the second ruleset is in force.
    After so many `seconds` of work no more dossiers are looked for.
    """
    found = differences(canonical(before.model), canonical(after.model))
    same = same_program(before, after)
    until, left = process_time() + seconds, 0
    seeker = _Seeker(before, after, found, until)
    told = {id(each): Told(each) for each in found}
    wanted = [] if same else [each for each in found if each.decides]
    # what both have is told by the smallest dossiers, and comes first where time is short
    for done, each in enumerate(sorted(wanted, key=lambda each: each.kind != "changed")):
        tell(done, len(wanted))
        if process_time() > until:
            left += 1
        else:
            told[id(each)] = seeker.told(each)
            left += not told[id(each)].sought and process_time() > until
    tell(len(wanted), len(wanted))
    return RulesetDiff(before, after, tuple(told.values()), same, left)


def same_program(before: Ruleset, after: Ruleset) -> bool:
    """Whether two rulesets are the same program, but for codes of documents, names and what else is only told.

    Then they decide every dossier alike. The other way round nothing is said.
    """
    return _meaning(before) == _meaning(after)


def _meaning(rules: Ruleset) -> tuple[object, ...]:
    """All that decides: rules and constraints without what is told of them, parameters, types."""
    program, model = rules.program, rules.model
    return (
        {rule.code: _bare(rule) for rule in program.rules},
        {_bare(each) for each in program.constraints},
        {each.code: (each.standard, each.quota) for each in program.awarded},
        {each.name: (each.values, each.ends, each.shape.kind, each.shape.options) for each in model.parameters},
        model.select_by,
        {each.name: (each.key, each.single, each.fields) for each in model.vocabulary},
    )


def _bare(rule: object) -> object:
    return rewritten(rule, _untold)


def _untold(part: object) -> object:
    if isinstance(part, ir.Requirement):
        return evolve(part, about=ir.About(excluding=part.about.excluding), remarks=())
    return evolve(part, about=ir.About()) if hasattr(part, "about") else part  # type: ignore[misc]


# ---------------------------------------------------------------- dossiers


@frozen
class _Target:
    """A conclusion about subjects of a type, by its codes in the two programs."""

    type_name: str
    before: str
    after: str

    @property
    def codes(self) -> tuple[str, str]:
        return self.before, self.after


@frozen
class _Seeker:
    """Looks for a dossier that shows each difference."""

    before: Ruleset
    after: Ruleset
    found: tuple[Difference, ...]
    until: float
    _given: list[Case] = field(factory=list, eq=False)

    def told(self, each: Difference) -> Told:
        """A difference, proved to change nothing, or with the dossier that shows it if one is found."""
        if self._is_reworded(each):
            return Told(each, same=True)
        targets = list(self._targets(each))
        moment = self._moment()
        for target in targets[:MOST_TARGETS]:
            if process_time() > self.until:
                return Told(each)
            shown = self._shown(each, target, moment)
            if shown is not None:
                return Told(each, sought=True, shown=shown)
        return Told(each, sought=bool(targets))

    def _shown(self, each: Difference, target: _Target, moment: Moment) -> Shown | None:
        """The smallest dossier on which a conclusion comes out differently, because of this difference if may be."""
        own = self._own(each, target)
        aims = (
            *(Aim(own[0], target.type_name, own[1], wanted) for wanted in (NOT_MET, MET) if own is not None),
            *aims_at(self.before, target.type_name, target.before),
            *aims_at(self.after, target.type_name, target.after),
        )
        others = tuple(self._others(each)) if own is not None else ()
        for apart in dict.fromkeys((others, ())):
            if process_time() > self.until:
                break

            def differs(case: Case, apart: tuple[_Target, ...] = apart) -> bool:
                found = self._verdicts(target, case)
                if found is None or any(self._verdicts(other, case) is not None for other in apart):
                    return False
                return own is None or self._is_it(own, found, case)

            case = Search(moment, aims, self._cases, _OF_ONE).smallest(differs)
            if case is not None:
                verdicts = self._verdicts(target, case)
                assert verdicts is not None
                return Shown(target.after, verdicts, case)
        return None

    def _verdicts(self, target: _Target, case: Case) -> Verdicts | None:
        return decided_differently(self.before, self.after, target.type_name, target.codes, case)

    def _is_it(self, own: tuple[Ruleset, str], found: Verdicts, case: Case) -> bool:
        """Whether what only one ruleset has comes out there as the conclusion does."""
        rules, code = own
        verdict = found.after if rules is self.after else found.before
        return status_of(outcomes(rules, case).mask(found.subject, code)) is verdict

    def _others(self, each: Difference) -> Iterator[_Target]:
        """The requirements of the same rule that both rulesets have and that differ too."""
        for other in self.found:
            if (other.section, other.rule) == (each.section, each.rule) and other.kind == "changed" and other.decides:
                yield from self._named(other.name)

    def _own(self, each: Difference, target: _Target) -> tuple[Ruleset, str] | None:
        """Where only one ruleset has a requirement: that one, and the requirement's code in its program."""
        if each.kind == "changed":
            return None
        rules = self.after if each.kind == "added" else self.before
        code = rules.program.code_of(target.type_name, each.name)
        return (rules, code) if code in rules.program.nodes and code not in target.codes else None

    # ------------------------------------------------------------ what a difference leads to

    def _targets(self, each: Difference) -> Iterator[_Target]:
        """The conclusions of both rulesets that may come out differently, the nearest first."""
        if each.section in ("titles", "criteria"):
            for name in dict.fromkeys((each.name, each.rule, *self._above(each))):
                yield from self._named(name)
        elif each.section != "types" and each.kind == "changed":
            near = {code: None for rules in (self.before, self.after) for code in resting_on(rules, each.rule)}
            for code in near:
                yield from self._named(code)

    def _above(self, each: Difference) -> Iterator[str]:
        """The requirements that one which only one ruleset has stands under, the nearest first."""
        program = (self.after if each.kind == "added" else self.before).program
        codes = {program.code_of(type_name, each.name) for type_name in program.types_of(each.name)}
        above = [
            node.code
            for node in program.nodes.values()
            if isinstance(node, ir.Requirement) and codes & {one.code for one in ir.nodes_below(node)} - {node.code}
        ]
        yield from (as_written(code) for code in reversed(above))

    def _named(self, name: str) -> Iterator[_Target]:
        one, other = self.before.program, self.after.program
        for type_name in one.types_of(name):
            codes = one.code_of(type_name, name), other.code_of(type_name, name)
            if codes[0] in one.nodes and codes[1] in other.nodes and type_name in other.types_of(name):
                yield _Target(type_name, *codes)

    def _is_reworded(self, each: Difference) -> bool:
        """Whether only the condition of a requirement is written otherwise, and surely means the same."""
        if each.kind != "changed" or {one.key for one in each.aspects if one.decides} != {"condition"}:
            return False
        pairs = [
            (self.before.program.nodes[target.before].condition, self.after.program.nodes[target.after].condition)
            for target in self._named(each.name)
        ]
        return bool(pairs) and all(
            one is not None and other is not None and (one == other or same_condition(one, other))
            for one, other in pairs
        )

    # ------------------------------------------------------------ where the search begins

    def _moment(self) -> Moment:
        return moment_of(self.after, self._cases())

    def _cases(self) -> list[Case]:
        """The dossiers of the scenarios of both rulesets, without parameters of their own."""
        if not self._given:
            for rules in (self.before, self.after):
                self._given.extend(dossiers_of(rules))
        return self._given
