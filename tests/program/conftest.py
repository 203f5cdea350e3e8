"""What several tests of programs watch."""

from typing import Any

import pytest

from thidua_rules.program.compile import compile_ruleset


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rulesets that were compiled."""
    found: list[str] = []

    def compile_and_tell(model: Any, *rest: Any) -> Any:
        found.append(model.id)
        return compile_ruleset(model, *rest)

    monkeypatch.setattr("thidua_rules.program.compile.compile_ruleset", compile_and_tell)
    return found
