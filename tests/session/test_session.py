"""Sessions: facts one at a time give what deciding them all at once gives."""

from decimal import Decimal
from itertools import permutations

import pytest

import thidua_rules as tr
from thidua_rules.api import Ruleset


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return tr.load("btnmt/2021")


def test_a_session_equals_a_batch_whatever_the_order(rules: Ruleset) -> None:
    """However facts arrive, every verdict is that of a case with all of them."""
    unit = rules.facts.tap_the(ma="a", ten="Cục A", ty_le_hoan_thanh_ke_hoach_nam=Decimal("98.5"))
    head = rules.facts.ca_nhan(ma="p", don_vi="a", la_nguoi_dung_dau=True)
    other = rules.facts.ca_nhan(ma="q", don_vi="a", muc_hoan_thanh_nhiem_vu="hoàn thành tốt nhiệm vụ")
    facts = (unit, head, other)
    batch = rules.decide(rules.case(*facts, on="15/01/2022", period=2021), executor="reference")
    expected = {(each.subject, each.code): each.mask for each in batch}
    for order in permutations(facts):
        with rules.session(on="15/01/2022", period=2021) as session:
            for fact in order:
                session.assert_fact(fact)
            assert {key: session[key].mask for key in expected} == expected
            assert session.decision()["a", "T2.b"].status is tr.Status.NOT_MET


def test_a_retracted_fact_leaves_nothing_behind(rules: Ruleset) -> None:
    """After a fact is taken back, verdicts are as if it had never come, and its subject is gone."""
    with rules.session(on="15/01/2022", period=2021) as session:
        session.assert_fact(rules.facts.tap_the(ma="a"))
        before = session["a", "T2.b"].status
        session.assert_fact(rules.facts.tap_the(ma="a", ty_le_hoan_thanh_ke_hoach_nam=100))
        assert session["a", "T2.b"].status is tr.Status.MET
        session.assert_fact(rules.facts.tap_the(ma="a"))
        assert session["a", "T2.b"].status is before is tr.Status.UNKNOWN
        session.retract(rules.facts.tap_the(ma="a"))
        with pytest.raises(tr.UsageError):
            session["a", "T2.b"]


def test_a_retracted_subject_takes_its_complete_lists_with_it(rules: Ruleset) -> None:
    """Who comes again comes with open lists, as one who had never been there."""
    with rules.session(on="15/01/2022", period=2021) as session:
        session.assert_fact(rules.facts.tap_the(ma="a"))
        session.close("tập thể", "a", "thành viên")
        session.retract(rules.facts.tap_the(ma="a"))
        session.assert_fact(rules.facts.tap_the(ma="a"))
        assert not [each for each in session.decision().case.closed if each.owner is not None]


def test_a_fact_that_does_not_fit_changes_nothing(rules: Ruleset) -> None:
    """A refused fact raises with its place and leaves the session as it was."""
    with rules.session(on="15/01/2022", period=2021) as session:
        session.assert_fact(rules.facts.tap_the(ma="a"))
        revision = session.revision
        with pytest.raises(tr.DossierError):
            session.assert_fact(rules.facts.tap_the(ma="a", ty_le_hoan_thanh_ke_hoach_nam=Decimal("-1")))
        assert session.revision == revision


def test_reasons_are_those_of_the_time_of_asking(rules: Ruleset) -> None:
    """A verdict's reasons are refused once the facts have changed, rather than given for other facts."""
    with rules.session(on="15/01/2022", period=2021) as session:
        session.assert_fact(rules.facts.tap_the(ma="a"))
        verdict = session["a", "T2.b"]
        assert [gap.name for gap in verdict.missing()] == ["tỷ lệ hoàn thành kế hoạch năm"]
        session.assert_fact(rules.facts.tap_the(ma="b"))
        with pytest.raises(tr.UsageError):
            verdict.missing()


def test_a_missing_reference_needs_somebody_to_point_at_when_asked(rules: Ruleset) -> None:
    """Verdicts are refused while somebody can be in no unit, and given again once a unit has come."""
    with rules.session(on="15/01/2022", period=2021) as session:
        session.close("tập thể")
        person = session.assert_fact(rules.facts.ca_nhan(ma="p"))
        code = next(each for each, rule in rules.program.homes.items() if rule.subject == "cá nhân")
        for ask in (lambda: session[person, code], session.decision):
            with pytest.raises(tr.DossierError) as raised:
                ask()
            assert [each.code for each in raised.value.diagnostics] == ["FACT-35"]
        session.assert_fact(rules.facts.tap_the(ma="a"))
        assert session.decision()[person, code].mask == session[person, code].mask
