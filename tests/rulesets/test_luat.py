"""The rulesets of national law: each regime declares every title, is clean, and holds what its scenarios expect."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.rulesets.regimes import written
from thidua_rules import load
from thidua_rules.authoring.check import check
from thidua_rules.authoring.scenarios import STATUS_WORDS, read_scenarios, run_scenario

ROOT = Path(__file__).parents[2] / "rulesets"
REGIMES = ("luat/2014", "luat/2017", "luat/2024", "luat/2025")
LAWS = ("chung/luat-2003", "chung/luat-06-2022")
TITLES = {
    **dict.fromkeys(("LĐTT", "CSTĐCS", "CSTĐB", "CSTĐTQ", "BKB-CN", "BKTTG-CN"), "cá nhân"),
    **dict.fromkeys(("TTLĐTT", "TTLĐXS", "CTĐB", "CTĐCP", "BKB-TT", "BKTTG-TT"), "tập thể"),
}
"""The titles and commendations that every regime declares, and to whom each is given."""
TITLES_2022 = TITLES | {
    "CSTT": "cá nhân",
    **dict.fromkeys(("ĐVTT", "ĐVQT"), "tập thể"),
    "LĐTT-K3": "người lao động khác",
    "XPTB": "xã phường",
    "TVH": "thôn",
    **dict.fromkeys(("GĐVH", "BKB-HGĐ", "BKTTG-HGĐ"), "hộ gia đình"),
    "BKTTG-ĐN": "đối tượng khen thưởng đối ngoại",
}
"""What the law of 2022 has besides: the armed forces, communes and villages, households, foreigners."""


@pytest.mark.parametrize("regime", REGIMES)
def test_every_title_is_declared_in_every_regime(regime: str) -> None:
    """A regime declares all titles of its law, each with both conclusions."""
    rules = load(regime)
    declared = {code: each.subject for code, each in rules.program.titles.items()}
    titles = TITLES_2022 if regime in ("luat/2024", "luat/2025") else TITLES
    assert declared == titles
    for code in titles:
        assert {code, f"đủ chuẩn {code}"} <= set(rules.program.conclusions)


@pytest.mark.parametrize("reference", [*LAWS, *REGIMES])
def test_rulesets_of_law_are_clean(reference: str) -> None:
    """No error, no warning, and every clause of every document is cited."""
    report = check(reference)
    assert report.clean, [str(each) for each in report.findings]
    assert all(cited == listed for cited, listed in report.cited().values())


@pytest.mark.parametrize("reference", ["luat/2024", "luat/2025"])
def test_scenarios_hold_under_the_reference_too(reference: str) -> None:
    """What the scenarios beside a regime expect, and forward finds where they are collected, the reference finds."""
    rules = load(reference)
    count = 0
    for path in sorted((ROOT / reference).glob("tinh-huong/*.tinh-huong.yaml")):
        scenarios, faults = read_scenarios(path)
        assert not faults
        for scenario in scenarios:
            outcome = run_scenario(scenario, rules, "reference")
            assert outcome.passed, (path.name, scenario.name, outcome.mismatches, outcome.faults)
            count += 1
    assert count >= 10


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        ("2014-08-20", "luat/2014"),
        ("2017-09-30", "luat/2014"),
        ("2017-10-01", "luat/2017"),
        ("2023-12-31", "luat/2017"),
        ("2024-01-01", "luat/2024"),
        ("2025-06-30", "luat/2024"),
        ("2025-07-01", "luat/2025"),
        ("2027-02-28", "luat/2025"),
    ],
)
def test_the_date_picks_the_regime(day: str, regime: str) -> None:
    """On the first and the last day of each regime the family picks that regime."""
    assert load("luat", on=datetime.date.fromisoformat(day)).id == regime


BRANCHES = ("yêu cầu", "một trong", "loại trừ", "điều kiện thêm", "trừ khi")
UNREACHED = {
    # never decided: the text is not at hand
    ("CSTĐTQ", "đạt"): "luat/2024",
    ("CSTĐTQ.bp", "đạt"): "luat/2024",
    ("CSTĐTQ.bp", "không đạt"): "luat/2024",
    ("CTĐCP", "đạt"): "luat/2024",
    ("CTĐCP.tl", "đạt"): "luat/2024",
    ("CTĐCP.tl", "không đạt"): "luat/2024",
}
ONLY_UNDER_A_PARAMETER = {"BKB-CN.tc.d.nam.cs.sk", "LĐTT.tt"}
"""Not applicable unless another reading is chosen; `test_luat_2022_readings` chooses it."""


def _codes(code: str, node: Any) -> Iterator[str]:
    """The codes of a node and of all below it that have a verdict."""
    if not isinstance(node, dict):
        yield code
        return
    if "không mã hoá" in node:
        return
    yield code
    for branch in BRANCHES:
        for below, child in (node.get(branch) or {}).items():
            yield from _codes(f"{code}.{below}", child)


@pytest.mark.parametrize("reference", ["chung/luat-06-2022", "luat/2024", "luat/2025"])
def test_every_requirement_under_law_2022_has_a_scenario_of_each_status(reference: str) -> None:
    """Every title, requirement, exclusion and condition is expected to be met, not met and unknown somewhere."""
    wanted = {
        (code, status)
        for path in sorted((ROOT / reference).glob("*.yaml"))
        for section in ("danh hiệu", "bổ sung")
        for title, node in (written(path).get(section) or {}).items()
        if str(title).split(".")[0] in TITLES_2022
        for code in _codes(str(title), node)
        for status in STATUS_WORDS.values()
        if status != "không áp dụng" and code not in ONLY_UNDER_A_PARAMETER
    }
    # the law alone leaves these to the decrees: they have their own scenarios there
    if reference == "chung/luat-06-2022":
        wanted -= {("CTĐCP", "đạt"), ("CSTĐTQ", "đạt")}
    wanted -= {each for each, where in UNREACHED.items() if where == reference}
    found = {
        (code, str(status))
        for path in sorted((ROOT / reference).glob("tinh-huong/*.tinh-huong.yaml"))
        for scenario in written(path)["tình huống"]
        for expected in scenario["mong đợi"].values()
        for code, status in expected.items()
    }
    assert len(wanted) > 10
    assert wanted - found == set()
