"""Why an unknown verdict is unknown: facts are missing, or the text gives no answer."""

import datetime
from typing import Any, cast

from tests.proofs.world import PERSON, PROGRAM, QUESTION, RESULT, UNIT, VOCABULARY
from thidua_rules.decision import Decision, Identity
from thidua_rules.decision.decision import Words
from thidua_rules.facts.case import Case, Closure, Slot, SubjectId
from thidua_rules.semantics.reference import Reference


def decided(grade: Slot) -> Decision:
    """The decision on one unit and its one member, of whom all is known but perhaps the grade."""
    unit, person = SubjectId(UNIT, "u"), SubjectId(PERSON, "p")
    results = {("p", 2019): (person, 2019, 0), ("p", 2020): (person, 2020, 1)}
    subjects: dict[str, Any] = {
        "khối": {},
        UNIT: {"u": (None, 95, True, 1)},
        PERSON: {"p": (unit, grade, 2, True)},
        RESULT: results,
    }
    closed = frozenset(Closure(each) for each in subjects)
    case = Case(VOCABULARY, datetime.date(2022, 1, 15), QUESTION.period, subjects, closed)
    identity = Identity("thu/2021", "", str, "", Reference.name)
    record = Reference().run(PROGRAM, case, QUESTION)
    return Decision(identity, PROGRAM, case, QUESTION, record, lambda *_: cast(Words, None))


def test_a_share_of_people_whom_the_text_leaves_open_is_undetermined() -> None:
    """A share over a member whom no row of a table covers lacks no fact: the text gives no answer."""
    found = decided(0)
    assert (found["p", "C1"].reason, found["p", "C1"].missing()) == ("undetermined", ())
    share = found["u", "T1.2"]
    assert (share.status.value, share.reason, share.missing()) == ("unknown", "undetermined", ())


def test_a_missing_fact_that_matters_is_the_reason() -> None:
    """While the grade that chooses the row is missing, facts are the reason."""
    found = decided(None)
    assert (found["p", "C1"].reason, found["u", "T1.2"].reason) == ("facts", "facts")


def test_a_definite_verdict_has_no_reason() -> None:
    """What is met or not met is not unknown for any reason."""
    assert decided(2)["u", "T1.2"].reason is None
