"""The scenarios that a ruleset lacks, as files ready to be reviewed: outcomes never seen, changes never noticed.

Each is found as a smallest dossier, and what it expects is what the rules find: whether that is right, people say.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.authoring.covering import cover
from thidua_rules.authoring.mutating import Mutant
from thidua_rules.authoring.noticing import try_mutants
from thidua_rules.authoring.resting import resting_on
from thidua_rules.authoring.scenarios import STATUS_WORDS, read_scenarios, run_scenario
from thidua_rules.authoring.searching import (
    Moment,
    Search,
    aims_at,
    decided_differently,
    dossiers_of,
    is_sound,
    moment_of,
    outcomes,
)
from thidua_rules.authoring.spots import Spot
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.writing import to_dict
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import say
from thidua_rules.ruleset.files.sources import SCENARIO
from thidua_rules.source.kept import keeping_nothing
from thidua_rules.source.text import python_name
from thidua_rules.source.whole_files import write_all
from thidua_rules.source.yaml_writing import write_yaml
from thidua_rules.values import Status, status_of

SECONDS = 2.0
"""So much work is spent on one scenario."""
_CONCLUDED = ("requirement", "exception", "exclusion", "further")
"""The kinds of parts that are conclusions, which a scenario can expect."""
Tell = Callable[[int, int], None]


@frozen
class Suggestion:
    """A scenario that is lacking: a dossier, what the rules find of a subject, and what for."""

    code: str
    subject: SubjectId
    status: Status
    case: Case
    reason: str

    @property
    def size(self) -> int:
        """How many facts the dossier has."""
        return sum(slot is not None for rows in self.case.subjects.values() for row in rows.values() for slot in row)


@frozen
class SuggestionReport:
    """The scenarios found, and how much nothing was found for: outcomes never seen, and changes never noticed."""

    ruleset: Ruleset
    found: tuple[Suggestion, ...]
    outcomes: int
    changes: int


def suggest(ruleset: Ruleset, lang: str = "vi", tell: Tell = lambda done, all_: None) -> SuggestionReport:
    """Look for the scenarios that a ruleset lacks for its own rules.

    `tell` hears how much is looked for, of how much. Raises as `cover` and `try_mutants` do.
    """
    unseen = list(_unseen(ruleset))
    unnoticed = try_mutants(ruleset).unnoticed
    seeker = _Seeker(ruleset, lang)
    lacking = [0, 0]
    for done, (spot, status) in enumerate(unseen):
        tell(done, len(unseen) + len(unnoticed))
        lacking[0] += not seeker.see(spot, status)
    for done, mutant in enumerate(unnoticed, len(unseen)):
        tell(done, len(unseen) + len(unnoticed))
        lacking[1] += not seeker.notice(mutant)
    tell(len(unseen) + len(unnoticed), len(unseen) + len(unnoticed))
    found = sorted(seeker.found, key=lambda each: (each.size, each.code))
    return SuggestionReport(ruleset, tuple(found), *lacking)


def _unseen(ruleset: Ruleset) -> Iterator[tuple[Spot, Status]]:
    """The outcomes of requirements that no scenario has seen; not applicable only where there is a guard."""
    parts = cover(ruleset).parts
    guarded = {each.spot.code for each in parts if each.spot.kind == "guard"}
    for each in parts:
        if each.spot.kind in _CONCLUDED:
            for status in (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE):
                if not each.counts.get(status) and (status is not Status.NOT_APPLICABLE or each.spot.code in guarded):
                    yield each.spot, status


@define
class _Seeker:
    """Looks for one scenario after the other; what one shows another need not."""

    rules: Ruleset
    lang: str
    found: list[Suggestion] = field(factory=list)
    given: tuple[Case, ...] = field(init=False)
    moment: Moment = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.given = tuple(dossiers_of(self.rules))
        self.moment = moment_of(self.rules, self.given)

    def see(self, spot: Spot, status: Status) -> bool:
        """Whether a dossier was found in which a part comes out so."""
        reason = say("suggest_unseen", self.lang, status=STATUS_WORDS[status])
        for type_name, code in self._conclusions([spot.code]):
            somebody = partial(self._somebody, type_name, code, status)
            case = self._search(type_name, code).smallest(partial(_is_any, somebody))
            subject = None if case is None else somebody(case)
            if case is not None and subject is not None:
                self.found.append(Suggestion(as_written(code), subject, status, case, reason))
                return True
        return False

    def _somebody(self, type_name: str, code: str, status: Status, case: Case) -> SubjectId | None:
        """The first subject of whom a conclusion comes out so."""
        record = outcomes(self.rules, case)
        found = (each for each in record.case.of_type(type_name) if status_of(record.mask(each, code)) is status)
        return next(found, None) if is_sound(record) else None

    def notice(self, mutant: Mutant) -> bool:
        """Whether a dossier was found that the rules with a change decide otherwise."""
        changed = mutant.of(self.rules)
        told = mutant.told[0 if self.lang == "vi" else 1]
        reason = say("suggest_unnoticed", self.lang, what=told)
        if any(self._differs(changed, each.subject.type, each.code, each.case) for each in self.found):
            return True
        for type_name, code in self._conclusions(self._near(mutant)):
            if code in changed.program.conclusions:
                search = self._search(type_name, code, changed)
                case = search.smallest(partial(self._differs, changed, type_name, code))
                if case is not None:
                    verdicts = decided_differently(self.rules, changed, type_name, (code, code), case)
                    assert verdicts is not None
                    made = Suggestion(as_written(code), verdicts.subject, verdicts.before, case, reason)
                    self.found.append(made)
                    return True
        return False

    def _differs(self, changed: Ruleset, type_name: str, code: str, case: Case) -> bool:
        own = self.rules.program.code_of(type_name, code)
        if own not in changed.program.conclusions:
            return False
        return decided_differently(self.rules, changed, type_name, (own, own), case) is not None

    def _near(self, mutant: Mutant) -> Iterator[str]:
        """The part that was changed, then what rests on the parameter or on the rules."""
        yield mutant.spot.code
        names = mutant.rules if mutant.parameter is None else (mutant.parameter.name,)
        for name in names:
            if name in self.rules.program.nodes:
                yield as_written(name)
            yield from map(as_written, resting_on(self.rules, name))

    def _conclusions(self, codes: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The types and codes in the program of what is written under some codes, conclusions only; a few of them."""
        program = self.rules.program
        found = [
            (type_name, program.code_of(type_name, code))
            for code in dict.fromkeys(codes)
            for type_name in program.types_of(code)
        ]
        yield from [each for each in found if each[1] in program.nodes][:3]

    def _search(self, type_name: str, code: str, changed: Ruleset | None = None) -> Search:
        aims = [
            each for rules in (self.rules, changed) if rules is not None for each in aims_at(rules, type_name, code)
        ]
        return Search(self.moment, tuple(aims), lambda: self.given, SECONDS)


def _is_any(who: Callable[[Case], SubjectId | None], case: Case) -> bool:
    return who(case) is not None


# ---------------------------------------------------------------- files


def scenario_texts(report: SuggestionReport, lang: str = "vi") -> dict[str, str]:
    """The files to write, by name: the scenarios of a rule in one file, the smallest dossiers first.

    Dossiers that are the same make one scenario. Only what holds when it is run is there.
    """
    by_rule: dict[str, list[Suggestion]] = {}
    for each in report.found:
        program = report.ruleset.program
        home = program.homes[program.code_of(each.subject.type, each.code)]
        by_rule.setdefault(as_written(home.code), []).append(each)
    found: dict[str, str] = {}
    for rule, suggestions in by_rule.items():
        name = f"goi-y-{python_name(rule).replace('_', '-')}{SCENARIO}"
        scenarios = list(_scenarios(suggestions, report.ruleset, lang))
        text = write_yaml({"tình huống": scenarios})
        with keeping_nothing():  # they hold what a dossier says
            read, faults = read_scenarios(Path(name), text.encode())
        held = [one for one, each in zip(scenarios, read, strict=True) if run_scenario(each, report.ruleset).passed]
        if held and not faults:
            found[name] = f"# {say('suggest_head', lang)}\n{write_yaml({'tình huống': held})}"
    return found


def _scenarios(suggestions: Iterable[Suggestion], ruleset: Ruleset, lang: str) -> Iterator[dict[str, Any]]:
    alike: dict[str, list[Suggestion]] = {}
    for each in suggestions:
        alike.setdefault(str(to_dict(each.case)), []).append(each)
    for group in alike.values():
        dossier = to_dict(group[0].case)
        expected: dict[str, dict[str, str]] = {}
        for each in group:
            key = show_key(ruleset.model.vocabulary, each.subject)
            expected.setdefault(key, {})[each.code] = STATUS_WORDS[each.status]
        first = group[0]
        more = say("and_more", lang, number=len(group) - 1) if len(group) > 1 else ""
        yield {
            "tên": say("suggest_name", lang, code=first.code, status=STATUS_WORDS[first.status], more=more).strip(),
            "ghi chú": say("suggest_note", lang, reason="; ".join(dict.fromkeys(each.reason for each in group))),
            "ngày xét": dossier.pop("ngày xét"),
            "kỳ xét": dossier.pop("kỳ xét"),
            "hồ sơ": dossier,
            "mong đợi": expected,
        }


def write_suggestions(texts: dict[str, str], folder: Path) -> None:
    """Write the files; UsageError, and nothing is written, where one of them is there already."""
    there = [folder / name for name in texts if (folder / name).exists()]
    if there:
        raise UsageError([Diagnostic("TEST-10", arguments={"path": str(each)}) for each in there])
    write_all(folder, {name: text.encode() for name, text in texts.items()})
