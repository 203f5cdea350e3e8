"""What the form of amounts means: a coefficient and an amount, both quantities."""

from pathlib import Path

from tests.ruleset.sections.test_title_diagnostics import pay
from tests.ruleset.sections.test_titles import model_of
from thidua_rules.facts.vocabulary import Kind

BODY = "mức lương: 1.000 + 340\nhệ số: {quản lý: '4,5', còn lại: 0}\nlàm tròn: lên đến 10.000\náp dụng khi: phiếu > 3"


def test_an_amount_is_a_coefficient_times_a_wage_rounded(tmp_path: Path) -> None:
    """`mức thưởng T` makes `hệ số T` (a number) and `T` (money), with the guard and the citation on both."""
    amount, factor = model_of(tmp_path, pay(BODY)).quantities
    assert [(each.name, each.subject, each.shape.kind) for each in (factor, amount)] == [
        ("hệ số T", "cá nhân", Kind.NUMBER),
        ("T", "cá nhân", Kind.MONEY),
    ]
    assert len(factor.rows) == 2
    assert amount.formula is not None
    assert amount.formula.text == "làm tròn lên đến 10.000 của (hệ số T × (1.000 + 340))"
    assert [str(cited) for each in (factor, amount) for cited in each.remarks.citations] == ["vb-1 M1", "vb-1 M1"]
    assert factor.guard == amount.guard is not None


def test_a_coefficient_may_be_a_formula(tmp_path: Path) -> None:
    """A scalar under `hệ số` is a formula; without `làm tròn` nothing is rounded."""
    amount, factor = model_of(tmp_path, pay("mức lương: 1.000\nhệ số: số lần")).quantities
    assert factor.formula is not None
    assert factor.rows == ()
    assert amount.formula is not None
    assert amount.formula.text == "hệ số T × 1.000"


def test_both_names_can_be_used_in_conditions(tmp_path: Path) -> None:
    """The coefficient and the amount are names like any other quantity's."""
    rule = "tiêu chí:\n  T1: {cho: cá nhân, căn cứ: vb-1 M1, khi: hệ số T > 1 và T ≥ 100}\n"
    assert [each.root.code for each in model_of(tmp_path, pay(BODY) + rule).criteria] == ["T1"]
