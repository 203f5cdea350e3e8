"""The pytest plugin, run in a pytest of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

RULES = """\
bộ quy tắc: thu/1
tên: Bộ quy tắc thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
chọn theo: kỳ xét
văn bản:
  cv-1:
    số hiệu: 1/CV
    ngày: 2021-01-01
    cơ quan: Bộ
    mục: {A: điểm}
từ vựng:
  tập thể:
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
tiêu chí:
  A:
    cho: tập thể
    tên: Điểm
    căn cứ: cv-1 A
    khi: điểm ≥ 50
"""
SCENARIOS = """\
mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}
tình huống:
  - tên: Đủ điểm
    hồ sơ:
      tập thể: [{mã: a, điểm: 50}]
    mong đợi:
      a: {A: đạt}
  - tên: Thiếu điểm
    hồ sơ:
      tập thể: [{mã: a, điểm: 49}]
    mong đợi:
      a: {A: đạt}
"""


@pytest.fixture
def folder(pytester: pytest.Pytester) -> Path:
    """A ruleset with two scenarios, of which the second expects what does not hold."""
    (pytester.path / "bo-quy-tac.yaml").write_text(RULES, encoding="utf-8")
    (pytester.path / "a.tinh-huong.yaml").write_text(SCENARIOS, encoding="utf-8")
    return pytester.path


def test_each_scenario_is_one_item_that_passes_or_tells_why(pytester: pytest.Pytester, folder: Path) -> None:
    """The right expectation passes; the wrong one fails with its place, what was wanted, and what was found."""
    result = pytester.runpytest_inprocess("-q")
    result.assert_outcomes(passed=1, failed=1)
    shown = result.stdout.str()
    assert "a.tinh-huong.yaml:12" in shown or "a.tinh-huong.yaml:13" in shown
    assert "a A: mong đợi đạt, được không đạt" in shown
    assert "Traceback" not in shown


def test_a_file_that_is_no_list_of_scenarios_is_an_error_of_collection(pytester: pytest.Pytester, folder: Path) -> None:
    """A fault of form is reported with its code, and no other file is lost."""
    (folder / "b.tinh-huong.yaml").write_text("tình huốn: []\n", encoding="utf-8")
    result = pytester.runpytest_inprocess("-q")
    result.assert_outcomes(errors=1)
    assert "TEST-0" in result.stdout.str()


def test_another_executor_can_be_chosen(pytester: pytest.Pytester, folder: Path) -> None:
    """`--thidua-executor` runs the same scenarios elsewhere; an unknown one is told as such."""
    pytester.runpytest_inprocess("-q", "--thidua-executor=reference").assert_outcomes(passed=1, failed=1)
    unknown = pytester.runpytest_inprocess("-q", "--thidua-executor=nobody")
    unknown.assert_outcomes(failed=2)
    assert "USE-50" in unknown.stdout.str()


def test_the_plugin_costs_nothing_where_there_are_no_scenarios() -> None:
    """Importing the plugin imports no room of the library, and neither Hypothesis nor a YAML reader."""
    program = (
        "import sys, thidua_rules.testing.plugin\n"
        "rooms = [each for each in sys.modules if each.startswith('thidua_rules.')]\n"
        "heavy = [each for each in ('hypothesis', 'ruamel', 'lark', 'attrs') if each in sys.modules]\n"
        "print(sorted(rooms), [each for each in heavy if each != 'attrs'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['thidua_rules.testing', 'thidua_rules.testing.plugin'] []"


def test_a_failing_scenario_shows_why_and_no_traceback(pytester: pytest.Pytester, folder: Path) -> None:
    """The report of a failure is the explanation; no line of the library's own code is in it."""
    shown = pytester.runpytest_inprocess("-q").stdout.str()
    assert "điểm = 49, cần ≥ 50" in shown
    assert "raise " not in shown
    assert "thidua_rules/" not in shown


def test_a_scenario_can_be_chosen_by_its_name(pytester: pytest.Pytester, folder: Path) -> None:
    """The name of a scenario is the name of its item."""
    pytester.runpytest_inprocess("-q", "-k", "Đủ").assert_outcomes(passed=1, deselected=1)


def test_scenarios_of_one_name_are_told_apart(pytester: pytest.Pytester, folder: Path) -> None:
    """Items with the same name are numbered."""
    text = SCENARIOS.replace("Thiếu điểm", "Đủ điểm")
    (folder / "a.tinh-huong.yaml").write_text(text, encoding="utf-8")
    shown = pytester.runpytest_inprocess("-v").stdout.str()
    assert "Đủ điểm PASSED" in shown
    assert "Đủ điểm (2) FAILED" in shown


def test_a_fault_of_the_dossier_fails_that_scenario_alone(pytester: pytest.Pytester, folder: Path) -> None:
    """A dossier that cannot be read is told by its code and place, and the other scenarios still run."""
    (folder / "a.tinh-huong.yaml").write_text(SCENARIOS.replace("điểm: 49", "điểm: 101"), encoding="utf-8")
    result = pytester.runpytest_inprocess("-q")
    result.assert_outcomes(passed=1, failed=1)
    shown = result.stdout.str()
    assert "FACT-05" in shown
    assert "a.tinh-huong.yaml:10" in shown


def test_a_ruleset_with_faults_is_an_error_of_collection(pytester: pytest.Pytester, folder: Path) -> None:
    """Scenarios of a ruleset that cannot be loaded are not run, and its fault is told."""
    (folder / "bo-quy-tac.yaml").write_text(RULES.replace("khi: điểm", "khi: điểm số"), encoding="utf-8")
    result = pytester.runpytest_inprocess("-q")
    result.assert_outcomes(errors=1)
    assert "bo-quy-tac.yaml:19" in result.stdout.str()
    assert "Traceback" not in result.stdout.str()
