"""What would have to change for titles that are not met or not known, looked for within bounds that a page can bear."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import field, frozen

from thidua_rules.advice.changes import minimal_changes
from thidua_rules.decision.alike import Alike
from thidua_rules.decision.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.messages import Beyond
from thidua_rules.report.page.figures import title_codes
from thidua_rules.report.page.people import Person
from thidua_rules.report.page.telling import Lack
from thidua_rules.report.rendering import Renderer
from thidua_rules.values import Status

_MOST = 100_000
"""How much is looked at again for a page, about: a second or two. Verdicts alike are looked at once."""
_MOST_EACH = 8_000
"""The same for one verdict."""
_MANY = 300
"""On a page of more subjects it is so much less, as there are more."""
_OPEN = (Status.NOT_MET, Status.UNKNOWN, Beyond.OUTSIDE)
"""What is looked at first: of what is not known it is told what is missing, and a seat is seldom a matter of facts."""


@frozen
class Ways:
    """The sentence on each verdict that was looked at, by subject and column; empty where there is nothing to say.

    `asked` is of how many verdicts it could be asked.
    """

    sentences: dict[tuple[int, int], str] = field(factory=dict)
    asked: int = 0

    @classmethod
    def found(
        cls,
        decision: Decision,
        people: Sequence[Person],
        criteria: Sequence[tuple[tuple[str, str], ...]],
        lacks: Sequence[tuple[Lack, ...]],
        lang: str,
        share: float = 1.0,
    ) -> "Ways":
        """The ways of those of the people who lack least, as far as may be; `share` is the page's of all pages.

        `criteria` are the columns of each sheet, `lacks` is what each verdict of a subject lacks.
        """
        asked = sorted(_asked(decision, people, criteria, lacks))
        left = share * min(_MOST, _MOST * _MANY // max(len(people), 1))
        alike = Alike(decision, lambda seen, subject, code: _Way.of(seen, subject, code, lang), lambda way, _: way)
        known: dict[int, _Way] = {}
        sentences: dict[tuple[int, int], str] = {}
        for *_, column, place in asked:
            if left <= 0:
                break
            subject, (code, _) = people[place].subject, criteria[people[place].sheet][column]
            way = at_any_depth(lambda: alike.told(subject, code, people[place].line.statuses[column]))  # noqa: B023
            if id(way) not in known:
                known[id(way)] = way
                left -= way.spent
            if way.sentence is not None:
                sentences[place, column] = way.sentence
        return cls(sentences, len(asked))


@frozen(eq=False)
class _Way:
    """The sentence on a verdict, None where the search was given up, and what it took."""

    sentence: str | None
    spent: int

    @classmethod
    def of(cls, decision: Decision, subject: SubjectId, code: str, lang: str) -> "_Way":
        verdict = decision[subject, code]
        changes = minimal_changes(decision.prover, subject, verdict.at, most=_MOST_EACH)
        given_up = not changes and not changes.complete
        return cls(None if given_up else Renderer(decision, lang).after_changes(verdict, changes), changes.spent)


def _asked(
    decision: Decision,
    people: Sequence[Person],
    criteria: Sequence[tuple[tuple[str, str], ...]],
    lacks: Sequence[tuple[Lack, ...]],
) -> Iterator[tuple[bool, int, int, int, int, int]]:
    """The open verdicts, those first that lack least: what they lack and are, of the largest sheet."""
    sizes = Counter(each.sheet for each in people)
    for place, person in enumerate(people):
        for column in columns(decision, criteria[person.sheet]):
            shown = person.line.statuses[column]
            if shown in _OPEN:
                (beyond, number) = lacks[place][column]
                yield beyond, _OPEN.index(shown), number, -sizes[person.sheet], column, place


def columns(decision: Decision, criteria: tuple[tuple[str, str], ...]) -> list[int]:
    """The columns of titles; of all criteria where there are no titles."""
    titled = title_codes(decision.program)
    found = [column for column, (code, _) in enumerate(criteria) if code in titled]
    return found or list(range(len(criteria)))
