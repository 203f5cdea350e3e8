"""The pytest plugin: every scenario in a `*.tinh-huong.yaml` file is one test item.

Scenarios run against the ruleset that they stand with, or the one that they name. Nothing of the library is imported
until such a file is collected.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from thidua_rules.api import Ruleset
    from thidua_rules.authoring.scenarios import Outcome, Scenario

SUFFIX = ".tinh-huong.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--thidua-executor=reference` runs the scenarios with another executor."""
    parser.getgroup("thidua_rules").addoption(
        "--thidua-executor", default="forward", metavar="NAME", help="executor that runs *.tinh-huong.yaml scenarios"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "ScenarioFile | None":
    """Take files of scenarios, and no others."""
    if file_path.name.endswith(SUFFIX):
        return ScenarioFile.from_parent(parent, path=file_path)
    return None


class ScenarioFile(pytest.File):
    """One file of scenarios."""

    def collect(self) -> Iterator["ScenarioItem"]:
        """Its scenarios; a file that cannot be read, or whose ruleset cannot be loaded, is an error of collection."""
        from thidua_rules.api import load
        from thidua_rules.authoring.scenarios import home_of, read_scenarios
        from thidua_rules.diagnostics import Severity, ThiduaError

        scenarios, found = read_scenarios(self.path)
        faults = [each for each in found if each.severity is Severity.ERROR]
        if faults:
            raise pytest.Collector.CollectError(str(ThiduaError(faults)))
        ruleset: Ruleset | None = None
        if any(each.ruleset is None for each in scenarios):
            try:
                ruleset = load(home_of(self.path))
            except ThiduaError as error:
                raise self.CollectError(str(error)) from None
        seen: dict[str, int] = {}
        for scenario in scenarios:
            name = scenario.name if scenario.ruleset is None else f"{scenario.name} [{scenario.ruleset}]"
            seen[name] = seen.get(name, 0) + 1
            shown = name if seen[name] == 1 else f"{name} ({seen[name]})"
            yield ScenarioItem.from_parent(self, name=shown, scenario=scenario, ruleset=ruleset)


@lru_cache(maxsize=16)
def _named(reference: str) -> "Ruleset":
    """A ruleset that scenarios name, loaded once: many scenarios name the same."""
    from thidua_rules.api import load

    return load(reference)


class ScenarioItem(pytest.Item):
    """One scenario under one ruleset."""

    def __init__(self, *, scenario: "Scenario", ruleset: "Ruleset | None", **more: Any) -> None:
        super().__init__(**more)
        self._scenario, self._ruleset = scenario, ruleset

    def runtest(self) -> None:
        """Decide the dossier and compare; every expectation that does not hold is reported at once."""
        from thidua_rules.authoring.scenarios import run_scenario
        from thidua_rules.diagnostics import ThiduaError

        try:
            ruleset = self._ruleset or _named(self._scenario.ruleset or "")
        except ThiduaError as error:
            raise ScenarioFailed(str(error)) from None
        outcome = run_scenario(self._scenario, ruleset, self.config.getoption("--thidua-executor"))
        if not outcome.passed:
            raise ScenarioFailed(_told(outcome))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What did not hold, instead of a traceback."""
        if isinstance(excinfo.value, ScenarioFailed):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """The file, the line and the name of the scenario."""
        line = self._scenario.place.line
        return self.path, None if line is None else line - 1, self.name


class ScenarioFailed(Exception):
    """A scenario that did not come out as expected; the message says how."""


def _told(outcome: "Outcome") -> str:
    from thidua_rules.diagnostics import ThiduaError

    lines = [str(ThiduaError(outcome.faults))] if outcome.faults else []
    for each in outcome.mismatches:
        wanted = each.expectation
        where = wanted.place.text()
        lines.append(f"{where}: {wanted.subject} {wanted.code}" if where else f"{wanted.subject} {wanted.code}")
        lines[-1] += f": mong đợi {wanted.wanted}, được {each.actual}"
        if each.verdict is not None:
            lines += [f"    {line}" for line in each.verdict.explain().splitlines()]
    return "\n".join(lines)
