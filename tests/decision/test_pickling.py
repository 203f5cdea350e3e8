"""Cases, decisions and verdicts are sent between processes and caches."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

import thidua_rules as tr
from tests.report.small import decision
from thidua_rules.decision import Decision
from thidua_rules.executors import executor_named


def _told(found: Decision) -> list[tuple[str, str, str]]:
    return [(str(each.subject), each.code, each.explain(full=True)) for each in found]


@pytest.mark.parametrize("executor", ["forward", "reference"])
def test_a_decision_says_the_same_after_a_journey(executor: str) -> None:
    """Verdicts, values and explanations of a decision that was pickled or copied are those it had."""
    made = decision()
    record = executor_named(executor).run(made.program, made.case, made.question)
    found = Decision(made.identity, made.program, made.case, made.question, record, made.words, made.findings)
    for sent in (pickle.loads(pickle.dumps(found)), copy.copy(found), copy.deepcopy(found)):
        assert _told(sent) == _told(found)
        assert sent.to_dict() == found.to_dict()


def test_a_verdict_brings_its_decision_along() -> None:
    """A pickled verdict explains itself."""
    verdict = decision()["n1", "C2"]
    assert pickle.loads(pickle.dumps(verdict)).explain() == verdict.explain()


def test_a_case_is_read_by_another_process() -> None:
    """The facts of a case that another process unpickles have the same hash, and stay unchangeable."""
    case = decision().case
    script = (
        "import pickle, sys; from thidua_rules.facts.hashing import facts_hash;"
        "case = pickle.loads(sys.stdin.buffer.read()); print(facts_hash(case), type(case.subjects).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", script], input=pickle.dumps(case), capture_output=True, check=True)
    assert done.stdout.decode().split() == [decision().identity.facts_hash, "mappingproxy"]


@pytest.mark.parametrize("send", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_a_ruleset_is_sent_also_after_its_facts_were_asked_for(send: Callable[[tr.Ruleset], tr.Ruleset]) -> None:
    """The classes of facts stay behind, and are made anew where they are wanted."""
    rules = tr.load("luat/2017")
    fact = rules.facts.tap_the(ma="a")
    sent = send(rules)
    assert sent == rules
    again = sent.case(sent.facts.tap_the(ma="a"), on="15/01/2022", period=2021)
    assert again.subjects == rules.case(fact, on="15/01/2022", period=2021).subjects


@pytest.mark.parametrize("send", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_session_refuses_to_be_sent(send: Callable[[tr.Session], object]) -> None:
    """And says what to send in its place."""
    session = tr.load("luat/2017").session(on="15/01/2022", period=2021)
    with pytest.raises(TypeError, match=r"session\.decision\(\)"):
        send(session)


@pytest.mark.parametrize("send", [copy.copy, copy.deepcopy, lambda each: pickle.loads(pickle.dumps(each))])
def test_an_error_is_sent_with_its_diagnostics(send: Callable[[Exception], Any]) -> None:
    """A pool of processes whose worker meets a fault raises that fault, rather than waiting without end."""
    with pytest.raises(tr.DossierError) as raised:
        tr.load("luat/2017").read_case({"tập thể": [{"xe": 1}]})
    sent = send(raised.value)
    assert (type(sent), str(sent), sent.diagnostics) == (
        tr.DossierError,
        str(raised.value),
        raised.value.diagnostics,
    )


def test_a_decision_that_has_told_goes_on_a_journey_too() -> None:
    """What was proved and looked into stays behind; a proof sent by itself brings all that it rests on."""
    made = decision()
    told = _told(made)
    assert _told(pickle.loads(pickle.dumps(made))) == told
    proof = next(iter(made)).proof
    assert pickle.loads(pickle.dumps(proof)).facts == proof.facts
