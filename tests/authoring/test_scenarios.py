"""Scenarios: how they are read, what is told of their faults, and how expectations are compared."""

from pathlib import Path

import pytest

from tests.authoring.small import lines, run, scenario, write_rules, write_scenarios
from tests.cli.test_commands import thidua
from thidua_rules import api
from thidua_rules.authoring.check import check
from thidua_rules.authoring.scenarios import Mismatch, home_of, read_scenarios, scenarios_of
from thidua_rules.diagnostics import RulesetError, Severity


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the small ruleset."""
    return write_rules(tmp_path / "bo")


# ---------------------------------------------------------------- reading


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n    mong đợi: {}\n    hồ so: {}\n", [("TEST-01", 5)]),
        ("mac định: {}\ntình huống: []\n", [("TEST-01", 1)]),
        ("mặc định: {kỳ xát: 1}\ntình huống: []\n", [("TEST-01", 1)]),
        ("mặc định: {kỳ xét: 2021}\n", [("TEST-02", 1)]),
        ("- tên: a\n", [("TEST-02", None)]),
        ("tình huống:\n  - một tình huống\n", [("TEST-03", 2)]),
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n", [("TEST-03", 2)]),
        ("tình huống:\n  - hồ sơ: {}\n    mong đợi: {}\n", [("TEST-03", 2)]),
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n    mong đợi:\n      a: đạt\n", [("TEST-03", 5)]),
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n    mong đợi:\n      a: {A: [đạt]}\n", [("TEST-03", 5)]),
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n    mong đợi: {}\n    tham số: 98%\n", [("TEST-07", 5)]),
        ("tình huống:\n  - tên: a\n    hồ sơ: {}\n    mong đợi: {}\n    tham số: {x: [1]}\n", [("TEST-07", 5)]),
    ],
    ids=[
        *(
            "key",
            "key of the file",
            "default",
            "no list",
            "a list",
            "a text",
            "no expectation",
            "no name",
            "status",
            "list",
        ),
        *("parameters", "parameter"),
    ],
)
def test_a_fault_of_form_is_told_where_it_stands(text: str, wanted: list[tuple[str, int]], tmp_path: Path) -> None:
    """Each fault in the form of a file of scenarios has its code and its line."""
    _, found = read_scenarios(write_scenarios(tmp_path, text))
    assert lines(found) == wanted


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    """Two faulty scenarios give two findings, and the one between them is read."""
    text = "tình huống:\n  - x\n  - {tên: a, hồ sơ: {}, mong đợi: {}}\n  - y\n"
    scenarios, found = read_scenarios(write_scenarios(tmp_path, text))
    assert lines(found) == [("TEST-03", 2), ("TEST-03", 4)]
    assert [each.name for each in scenarios] == ["a"]


def test_an_unknown_key_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """The hint for a misspelt key names the key that was meant."""
    text = "tình huống:\n  - {tên: a, hồ sơ: {}, mong đợi: {}, hồ so: {}}\n"
    _, found = read_scenarios(write_scenarios(tmp_path, text))
    assert "`hồ sơ`" in found[0].text("vi")


def test_defaults_hold_where_a_scenario_says_nothing(tmp_path: Path) -> None:
    """`mặc định` gives date and period; a scenario's own go before it."""
    text = """\
mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}
tình huống:
  - {tên: a, hồ sơ: {}, mong đợi: {}}
  - {tên: b, kỳ xét: 2020, hồ sơ: {}, mong đợi: {}}
"""
    scenarios, _ = read_scenarios(write_scenarios(tmp_path, text))
    assert [(each.on, each.period) for each in scenarios] == [("15/01/2022", "2021"), ("15/01/2022", "2020")]


def test_a_fault_among_the_defaults_is_told_once(home: Path) -> None:
    """However many scenarios have the date, or the period, from `mặc định`; with the right form."""
    each = "  - {tên: %s, hồ sơ: {}, mong đợi: {}}\n"
    text = "mặc định: {ngày xét: 5/1/2022, kỳ xét: năm nay}\ntình huống:\n"
    write_scenarios(home, text + "".join(each % name for name in "abc"))
    found = [each for each in check(home).findings if each.severity is Severity.ERROR]
    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        ("FACT-08", 1, 22),
        ("FACT-31", 1, 40),
    ]
    assert "`05/01/2022`" in found[0].text()
    told = thidua("test", home).output
    assert (told.count("✗"), told.count("FACT-08")) == (3, 1)


def test_scenarios_of_a_ruleset_are_those_beside_it(home: Path) -> None:
    """A ruleset has the scenarios of the files in its folder."""
    write_scenarios(home, scenario("a: {A: đạt}"))
    assert [each.name for each in scenarios_of(api.load(home))] == ["Một tập thể"]


def test_scenarios_of_a_ruleset_with_faults_are_refused(home: Path) -> None:
    """A fault in the form of a file of scenarios stops them all, as one RulesetError."""
    write_scenarios(home, "tình huống:\n  - x\n")
    with pytest.raises(RulesetError) as caught:
        scenarios_of(api.load(home))
    assert lines(caught.value.diagnostics) == [("TEST-03", 2)]


def test_the_home_of_scenarios_is_the_ruleset_above_them(home: Path) -> None:
    """Scenarios in a folder of their own stand with the ruleset in the folder above."""
    inside = home / "tinh-huong"
    inside.mkdir()
    assert home_of(write_scenarios(inside, scenario("a: {A: đạt}"))) == home.resolve()


# ---------------------------------------------------------------- comparing


@pytest.mark.parametrize(
    "expected",
    [
        "a: {A: đạt}",
        "a: {A: ĐẠT}",
        "a: {B: không áp dụng}",
        "b: {A: chưa đủ căn cứ, B: chưa đủ căn cứ}",
        "a: {điểm còn thiếu: 50}",
        "b: {điểm còn thiếu: chưa đủ căn cứ}",
    ],
)
def test_what_holds_passes(expected: str, home: Path) -> None:
    """Statuses in any case, and quantities as values or as not known, pass where they are what is found."""
    (outcome,) = run(home, scenario(expected))
    assert outcome.passed


def mismatches(home: Path, expected: str) -> list[Mismatch]:
    """What did not hold, of a scenario without faults."""
    (outcome,) = run(home, scenario(expected))
    assert outcome.faults == ()
    assert outcome.passed is not bool(outcome.mismatches)
    return list(outcome.mismatches)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("a: {A: không đạt}", "đạt"),
        ("a: {B: đạt}", "không áp dụng"),
        ("b: {A: đạt}", "chưa đủ căn cứ"),
        ("a: {điểm còn thiếu: 49}", "50"),
        ("a: {điểm còn thiếu: chưa đủ căn cứ}", "50"),
        ("b: {điểm còn thiếu: 50}", "0..100"),
    ],
)
def test_what_does_not_hold_is_told_with_what_was_found(expected: str, actual: str, home: Path) -> None:
    """A mismatch gives the status found, the value, or the range in which it lies."""
    assert [each.actual for each in mismatches(home, expected)] == [actual]


def test_every_mismatch_is_told_with_its_place(home: Path) -> None:
    """Two wrong expectations of one scenario are two mismatches, each on its own line."""
    found = mismatches(home, "a: {A: không đạt}\n      b: {A: đạt}")
    assert [(each.expectation.subject, each.expectation.place.line) for each in found] == [("a", 10), ("b", 11)]


def test_a_mismatch_of_a_conclusion_says_why(home: Path) -> None:
    """The explanation names the fact that decides."""
    (found,) = mismatches(home, "a: {A: không đạt}")
    assert found.verdict is not None
    assert "điểm = 50" in found.verdict.explain()
    told = thidua("test", home, "--lang", "en").output
    assert "MET" in told
    assert "ĐẠT" not in told


@pytest.mark.parametrize(
    ("expected", "code"),
    [("a: {Z: đạt}", "TEST-04"), ("c: {A: đạt}", "TEST-05"), ("a: {A: đậu}", "TEST-06")],
)
def test_an_expectation_of_nothing_is_a_fault(expected: str, code: str, home: Path) -> None:
    """A code, a key or a result that does not exist is told at the expectation, and the scenario does not pass."""
    (outcome,) = run(home, scenario(expected))
    assert lines(outcome.faults) == [(code, 10)]
    assert not outcome.passed


def test_a_misspelt_status_is_a_fault_and_not_a_mismatch(home: Path) -> None:
    """The hint for it lists the four results."""
    (outcome,) = run(home, scenario("a: {A: đậu}"))
    assert outcome.mismatches == ()
    assert "chưa đủ căn cứ" in outcome.faults[0].text("vi")


def test_a_value_of_the_wrong_kind_is_a_fault(home: Path) -> None:
    """A quantity that is expected as text is refused as a fact of that kind would be."""
    (outcome,) = run(home, scenario("a: {điểm còn thiếu: nhiều}"))
    assert lines(outcome.faults) == [("FACT-01", 10)]


def test_a_fault_of_the_dossier_is_told_at_its_line(home: Path) -> None:
    """A dossier that cannot be read makes the scenario fail with the dossier's finding."""
    (outcome,) = run(home, scenario("a: {A: đạt}").replace("điểm: 50", "điểm: 101"))
    assert lines(outcome.faults) == [("FACT-05", 7)]


# ---------------------------------------------------------------- parameters


def with_parameters(expected: str, parameters: str) -> str:
    """The usual scenario, decided with other parameters."""
    return scenario(expected) + f"    tham số: {parameters}\n"


def test_a_scenario_can_choose_parameters(home: Path) -> None:
    """With more points asked for than the ruleset asks, who just had enough has not."""
    (usual,) = run(home, scenario("a: {A: đạt}"))
    (stricter,) = run(home, with_parameters("a: {A: không đạt}", "{điểm tối thiểu: 51}"))
    (lifted,) = run(home, with_parameters("a: {A: không đạt}", "{Điểm  tối thiểu: 60}"))
    assert usual.passed
    assert stricter.passed
    assert lifted.passed


@pytest.mark.parametrize(("parameters", "code"), [("{điểm tối đa: 51}", "USE-54"), ("{điểm tối thiểu: cao}", "USE-61")])
def test_a_parameter_that_is_none_or_has_a_wrong_value_is_a_fault(parameters: str, code: str, home: Path) -> None:
    """It is told at its line, and the scenario does not run."""
    (outcome,) = run(home, with_parameters("a: {A: đạt}", parameters))
    assert lines(outcome.faults) == [(code, 11)]


# ---------------------------------------------------------------- several rulesets

SEVERAL = """\
tình huống:
  - tên: Hai bộ
    bộ quy tắc: [mot/2021, hai/2021]
    ngày xét: 15/01/2022
    kỳ xét: 2021
    hồ sơ: {tập thể: [{mã: a, điểm: 50}]}
    mong đợi:
"""


@pytest.fixture
def both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rulesets by name, of which the second asks for more points."""
    home = write_rules(tmp_path / "mot" / "2021", "mot/2021", 50)
    write_rules(tmp_path / "hai" / "2021", "hai/2021", 60)
    monkeypatch.setenv("THIDUA_RULES_PATH", str(tmp_path))
    return home


def test_a_scenario_can_expect_different_things_of_different_rulesets(both: Path) -> None:
    """One dossier is run by each ruleset named, against what is expected of that one."""
    text = SEVERAL + "      mot/2021: {a: {A: đạt}}\n      hai/2021: {a: {A: không đạt}}\n"
    outcomes = run(both, text)
    assert [(each.scenario.ruleset, each.passed) for each in outcomes] == [("mot/2021", True), ("hai/2021", True)]


def test_expecting_of_a_ruleset_that_is_not_named_is_a_fault(both: Path) -> None:
    """What is expected of a ruleset for which the scenario is not run would never be looked at."""
    text = SEVERAL + "".join(f"      {name}/2021: {{a: {{A: đạt}}}}\n" for name in ("mot", "hai", "ba"))
    _, found = read_scenarios(write_scenarios(both, text))
    assert lines(found) == [("TEST-08", 10)]


def test_a_scenario_can_expect_the_same_of_several_rulesets(both: Path) -> None:
    """An expectation without rulesets holds for each of them, and fails where it does not."""
    outcomes = run(both, SEVERAL + "      a: {A: đạt}\n")
    assert [each.passed for each in outcomes] == [True, False]


def test_a_ruleset_that_does_not_exist_makes_the_scenario_fail(both: Path) -> None:
    """A name that is no ruleset is a fault of that run alone."""
    outcomes = run(both, SEVERAL.replace("hai/2021", "ba/2021") + "      a: {A: đạt}\n")
    assert [[fault.code for fault in each.faults] for each in outcomes] == [[], ["USE-02"]]
