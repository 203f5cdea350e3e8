"""A decision as plain data: every verdict, what is missing, and the facts that proofs rest on, each thing once."""

import json
from itertools import pairwise

from hypothesis import given

from tests.report.small import decision
from tests.report.test_any_program import decisions
from thidua_rules.decision import Decision
from thidua_rules.values import Status


def test_each_subject_has_a_line_of_its_own() -> None:
    """The text can be read line by line, and says what the indented one says."""
    made = decision()
    text = made.to_json()
    assert json.loads(text) == json.loads(made.to_json(indent=2)) == json.loads(json.dumps(made.to_dict()))
    lines = [json.loads(each.rstrip(",")) for each in text.splitlines() if each.startswith('  {"type"')]
    assert lines == made.to_dict()["subjects"]


@given(decisions())
def test_what_is_missing_stands_once_and_is_named_by_its_place(found: Decision) -> None:
    """A verdict that is not known names what it waits for, just as it does itself."""
    data = found.to_dict()
    assert len({json.dumps(each) for each in data["missing"]}) == len(data["missing"])
    for subject in data["subjects"]:
        for told in subject["conclusions"]:
            for number in told.get("missing", ()):
                assert 0 <= number < len(data["missing"])
    verdict = next((each for each in found if each.status is Status.UNKNOWN), None)
    if verdict is not None:
        of_type = [each for each in data["subjects"] if each["type"] == verdict.subject.type]
        subject = of_type[list(found.case.of_type(verdict.subject.type)).index(verdict.subject)]
        told = next(each for each in subject["conclusions"] if each["code"] == verdict.code)
        assert [data["missing"][each] for each in told["missing"]] == [e.to_dict() for e in verdict.proof.direct_gaps]


@given(decisions())
def test_proofs_name_the_facts_that_they_cite(found: Decision) -> None:
    """The runs of places cover every written fact that a verdict rests on, and no other."""
    data = found.to_dict(proofs=True)
    assert len({json.dumps(each) for each in data["cited"]}) == len(data["cited"])
    known = set()
    for subject in data["subjects"]:
        for told in subject["conclusions"]:
            runs = told.get("rests_on", [])
            assert all(first <= last for first, last in runs)
            assert all(one[1] + 1 < other[0] for one, other in pairwise(runs))
            known |= {number for first, last in runs for number in range(first, last + 1)}
    assert known == set(range(len(data["cited"])))


def test_the_causes_are_named_by_their_codes() -> None:
    """Of what is not met or not known the lowest requirements are named that are in the way; of nothing else any."""
    made = decision()
    for subject in made.to_dict()["subjects"]:
        statuses = {each["code"]: each["status"] for each in subject["conclusions"]}
        for told in subject["conclusions"]:
            if told["status"] in ("met", "not_applicable"):
                assert "because" not in told
            for code in told.get("because", ()):
                assert statuses[code] in ("not_met", "unknown")
