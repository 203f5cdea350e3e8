"""The public face: what applications rely on."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from tests.profiles import examples
from thidua_rules.api import Ruleset
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.proofs.replay import replay
from thidua_rules.testing.properties import findings
from thidua_rules.values import Possible, is_settled

DOSSIER = Path(__file__).parents[1] / "docs" / "vi-du" / "ho-so-2021.xlsx"


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return tr.load("btnmt/2021")


@pytest.fixture(scope="module")
def case(rules: Ruleset) -> Case:
    return rules.read_case(DOSSIER)


def found(decision: tr.Decision) -> dict[tuple[SubjectId, str], int | Possible]:
    """Every mask and every value of a decision."""
    return findings(decision.program, decision.case, decision.record)


def test_importing_is_light() -> None:
    """Importing the package loads no parser, reader or engine, and opens no file of the project."""
    script = (
        "import sys; import thidua_rules; "
        "heavy = {'lark', 'ruamel', 'openpyxl', 'attrs', 'rich', 'sortedcontainers', 'click', 'hypothesis'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_public_name_can_be_had() -> None:
    """`__all__` names nothing that is missing, and a wrong name is an AttributeError."""
    assert all(getattr(tr, name) is not None for name in tr.__all__)
    with pytest.raises(AttributeError):
        tr.no_such_name  # noqa: B018 -- the access is what is tested


def test_what_stands_for_an_object_at_a_prompt_is_short(rules: Ruleset, case: Case) -> None:
    """However much a ruleset, a case or a decision holds, its representation is a line that says which it is."""
    decision = rules.decide(case)
    verdict = decision["cuc-a", "T2"]
    for shown, says in (
        (rules, "btnmt/2021"),
        (rules.model, "btnmt/2021"),
        (rules.program, "rules"),
        (case, "86 cá nhân"),
        (case.vocabulary, "tập thể"),
        (decision, "btnmt/2021"),
        (verdict, "cuc-a T2: met"),
        (verdict.proof, "T2"),
    ):
        assert says in repr(shown)
        assert len(repr(shown)) < 500


def test_every_verdict_of_the_dossier_has_an_accepted_proof(rules: Ruleset, case: Case) -> None:
    """Each verdict on a part of the bundled dossier (deep: on all of it) has a proof that the checker accepts."""
    decision = rules.decide(case)
    count, step = 0, max(1, 300 // examples(30))
    for fact_type in case.vocabulary:
        for subject in list(case.of_type(fact_type.name))[::step]:
            for verdict in decision.verdicts(subject):
                assert check_proof(decision.program, case, verdict.proof) == (), (subject, verdict.code)
                facts = [gap for gap in verdict.missing() if gap.kind != "text"]
                assert bool(facts) is not is_settled(verdict.mask)
                count += 1
    assert count > 2000 // step


def test_the_cited_facts_of_the_dossier_suffice(rules: Ruleset, case: Case) -> None:
    """Deciding again from the facts cited for a conclusion gives the same outcomes; some subjects of each kind."""
    decision = rules.decide(case)
    for code in ("TT", "CN", "H", "LĐTT", "CSTĐCS", "TTLĐTT", "TTLĐXS"):
        for verdict in [each for each in decision if each.code == code][:: max(1, 300 // examples(3))]:
            assert replay(decision.program, case, verdict.proof) == verdict.mask, (verdict.subject, verdict.code)


def test_executors_agree_on_the_dossier(rules: Ruleset, case: Case) -> None:
    """forward finds of the bundled dossier what reference finds, unknowns and quantities included."""
    assert found(rules.decide(case)) == found(rules.decide(case, executor="reference"))


def test_changes_make_the_verdict_met(rules: Ruleset, case: Case) -> None:
    """Every set of changes makes the conclusion met, and no smaller part of it does."""
    decision = rules.decide(case)
    tried = 0
    for verdict in chain.from_iterable(
        [each for each in decision if each.code == code and each.status is not tr.Status.MET][: examples(8)]
        for code in ("T1", "T2", "T3", "T4", "C1", "CN")
    ):
        for changes in verdict.changes():
            slots = {(change.subject, change.name): change.after for change in changes}
            assert rules.decide(case.supposing(slots))[verdict.subject, verdict.code].status is tr.Status.MET
            for place in slots:
                fewer = {other: slot for other, slot in slots.items() if other != place}
                again = rules.decide(case.supposing(fewer))[verdict.subject, verdict.code]
                assert again.status is not tr.Status.MET
            tried += 1
    assert tried > 10


def test_what_does_not_exist_is_named(rules: Ruleset, case: Case) -> None:
    """A wrong subject, code, quantity, executor or ruleset raises UsageError with a suggestion where there is one."""
    decision = rules.decide(case)
    for ask in (
        lambda: decision["cuc-z", "T2"],
        lambda: decision["cuc-a", "T9"],
        lambda: decision.value("cuc-a", "thứ hạn trong khối"),
        lambda: rules.decide(case, executor="fast"),
        lambda: rules.decide(case, parameters={"mức": 1}),
        lambda: tr.load("btnmt/1999"),
    ):
        with pytest.raises(tr.UsageError) as caught:
            ask()
        assert caught.value.diagnostics
        assert all(each.message("vi") and each.message("en") for each in caught.value.diagnostics)


@pytest.mark.parametrize(
    ("asked", "told"),
    [({"on": "2024-01-15"}, True), ({"on": "2024-04-01"}, False), ({"on": "2024-01-15", "period": 2024}, False)],
)
def test_a_ruleset_says_that_a_date_early_in_the_year_chose_it(asked: dict[str, Any], told: bool) -> None:
    """A meeting in January mostly judges the year before: without a period the ruleset carries a note."""
    found = tr.load("luat", **asked)
    assert found.id == "luat/2024"
    assert ([each.code for each in found.findings if each.code == "USE-06"] == ["USE-06"]) is told


def test_json_has_a_place_for_everything(rules: Ruleset, case: Case) -> None:
    """A decision as JSON tells ruleset, hashes, question, and for each conclusion status, reason, standard, quota."""
    data = json.loads(rules.decide(case).to_json())
    assert data["ruleset"]["id"] == "btnmt/2021"
    assert len(data["ruleset"]["hash"]) == len(data["facts"]["hash"]) == 64
    assert data["question"]["period"] == "2021"
    unit = next(each for each in data["subjects"] if each["key"] == "cuc-a")
    assert {"code", "title", "status", "reason", "standard", "quota"} <= set(unit["conclusions"][0])


def test_a_ruleset_is_shared_between_threads(rules: Ruleset, case: Case) -> None:
    """Deciding from several threads at once gives one answer."""
    expected = found(rules.decide(case))
    with ThreadPoolExecutor(4) as pool:
        assert all(found(each) == expected for each in pool.map(lambda _: rules.decide(case), range(8)))


def test_equal_content_is_an_equal_ruleset(rules: Ruleset) -> None:
    """Loading twice gives rulesets that are equal and hash alike."""
    again = tr.load("btnmt/2021")
    assert again == rules
    assert hash(again) == hash(rules)


def test_a_refused_parameter_is_named_once(rules: Ruleset, case: Case) -> None:
    """The message says which parameter it is, and of its value only what is wrong."""
    with pytest.raises(tr.UsageError) as raised:
        rules.decide(case, parameters={"hạng dẫn đầu": "abc"})
    assert raised.value.diagnostics[0].message() == "tham số `hạng dẫn đầu`: `abc` không phải là số"
