"""A pytest plugin: every scenario of a `*.tinh-huong.yaml` file is one test.

Nothing of the library is imported until such a file is found.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from thidua_rules.api import Ruleset
    from thidua_rules.authoring.scenarios import Outcome, Scenario


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """Scenario files are collected wherever they stand."""
    if file_path.name.endswith(".tinh-huong.yaml"):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


class ScenarioFile(pytest.File):
    """A file of scenarios, run under the ruleset it stands with."""

    def collect(self) -> Iterator["ScenarioItem"]:
        """One item for each scenario; faults in the file's form make collecting it fail."""
        from thidua_rules.api import load
        from thidua_rules.authoring.scenarios import home_of, read_scenarios
        from thidua_rules.diagnostics import Severity

        scenarios, found = read_scenarios(self.path)
        errors = [each.text() for each in found if each.severity is not Severity.NOTE]
        if errors:
            raise self.CollectError("\n".join(errors))
        rules = load(home_of(self.path))
        for number, scenario in enumerate(scenarios, 1):
            yield ScenarioItem.from_parent(self, name=f"{number}. {scenario.name}", scenario=scenario, rules=rules)


class ScenarioFailed(Exception):
    """What was expected does not hold."""

    def __init__(self, outcome: "Outcome") -> None:
        lines = [each.text() for each in outcome.faults]
        for each in outcome.mismatches:
            wanted = each.expectation
            where = wanted.place.text()
            lines.append(f"{where}: {wanted.subject} {wanted.code}: mong đợi {wanted.wanted}, kết quả {each.actual}")
            lines.append(each.explanation)
        super().__init__("\n".join(lines))


class ScenarioItem(pytest.Item):
    """One scenario."""

    def __init__(self, *, scenario: "Scenario", rules: "Ruleset", **keywords: Any) -> None:
        super().__init__(**keywords)
        self.scenario, self.rules = scenario, rules

    def runtest(self) -> None:
        """Decide the scenario's dossier and compare."""
        from thidua_rules.authoring.scenarios import run_scenario

        outcome = run_scenario(self.scenario, self.rules)
        if not outcome.passed:
            raise ScenarioFailed(outcome)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any, **__: Any) -> Any:
        """The mismatch itself, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, ScenarioFailed) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Where the scenario stands."""
        line = self.scenario.place.line
        return self.path, None if line is None else line - 1, self.name
