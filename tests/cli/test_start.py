"""The command loads what it needs and no more, so that it starts in a blink."""

import subprocess
import sys
from pathlib import Path

import pytest

from thidua_rules import load

HOME = Path(__file__).parents[2]

HEAVY = ("lark", "jinja2", "openpyxl", "rich", "thidua_rules.decision", "thidua_rules.program", "thidua_rules.proofs")


@pytest.mark.parametrize(("arguments", "unused"), [(["--help"], (*HEAVY, "ruamel")), (["list"], HEAVY)])
def test_a_command_loads_no_more_than_it_needs(arguments: list[str], unused: tuple[str, ...]) -> None:
    """Help needs no ruleset, and a list of rulesets none of what decides."""
    script = f"import sys; from thidua_rules.cli import main\ntry: main({arguments})\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "thidua_rules.cli.commands" in loaded
    assert not loaded & set(unused)


def test_loading_a_ruleset_needs_nothing_that_decides() -> None:
    """Executors, proofs and reports are loaded when they are first used."""
    script = "import sys, thidua_rules.api; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    rooms = {each.split(".")[1] for each in done.stdout.split() if each.startswith("thidua_rules.")}
    assert "ruleset" in rooms
    assert not rooms & {"decision", "executors", "proofs", "report", "semantics", "advice"}


def test_deciding_by_a_kept_ruleset_loads_nothing_that_reads_rulesets() -> None:
    """A ruleset that was loaded before is neither scanned, nor parsed, nor typed, nor are the rooms for it loaded."""
    load("btnmt/2021")
    asked = ["decide", "btnmt/2021", "docs/vi-du/ho-so-2021.xlsx"]
    script = f"import sys; from thidua_rules.cli import main\ntry: main({asked})\nfinally: print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=HOME)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "thidua_rules.executors.forward" in loaded
    rooms = {"thidua_rules.conditions", "thidua_rules.ruleset.sections", "thidua_rules.ruleset.model"}
    assert not loaded & {"lark", "ruamel.yaml", "thidua_rules.program.compile", *rooms}
