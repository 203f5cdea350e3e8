"""Switches that hold for every command, wherever they stand."""

import pytest

from thidua_rules.cli.localized import Switches, switches


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("list", Switches("vi", True, False, ("list",))),
        ("--lang en list", Switches("en", True, False, ("list",))),
        ("list --lang=en --no-color", Switches("en", False, False, ("list",))),
        ("--json list x", Switches("vi", True, False, ("list", "--json", "x"))),
        ("list --json", Switches("vi", True, False, ("list", "--json"))),
        ("--version", Switches("vi", True, True, ())),
        ("show x -- --lang en", Switches("vi", True, False, ("show", "x", "--", "--lang", "en"))),
        ("", Switches("vi", True, False, ())),
        ("--json", Switches("vi", True, False, ("--json",))),
    ],
)
def test_switches(arguments: str, expected: Switches, monkeypatch: pytest.MonkeyPatch) -> None:
    """Language, colour and JSON are found before or after the command, but not after `--`."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert switches(arguments.split()) == expected


def test_no_color_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """`NO_COLOR` in the environment does what `--no-color` does."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert switches(["list"]).color is False
