"""Writes down what rulesets print and decide, to be held against what later versions of the library make of them.

The record of a version of the language is made once, with the library that first had it:
`python -m tests.frozen.recording FOLDER RECORD.json`, where the folder holds `rulesets/` and dossiers.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner

import thidua_rules as tr
from thidua_rules.cli import main
from thidua_rules.program import ir

NAMES = (
    "btnmt/2021",
    "btnmt/2024",
    "chung/danh-hieu",
    "chung/luat-06-2022",
    "chung/luat-2003",
    "danh-gia/2026",
    "luat/2014",
    "luat/2017",
    "luat/2024",
    "luat/2025",
)
DECIDED = (
    ("btnmt/2021", "ho-so-2021.xlsx"),
    ("btnmt/2021", "ho-so-hai-nam.xlsx"),
    ("btnmt/2024", "ho-so-hai-nam.xlsx"),
    ("luat/2014", "ho-so-hai-nam.xlsx"),
    ("luat/2017", "ho-so-hai-nam.xlsx"),
    ("luat/2024", "ho-so-hai-nam.xlsx"),
    ("luat/2025", "ho-so-hai-nam.xlsx"),
)


def record(folder: Path) -> dict[str, Any]:
    """What each ruleset prints, and every verdict and value of the dossiers."""
    os.environ["THIDUA_RULES_PATH"] = str(folder / "rulesets")
    return {
        "printed": {name: printed(name) for name in NAMES},
        "decided": {f"{name} {dossier}": dict(decided(name, folder / dossier)) for name, dossier in DECIDED},
    }


def printed(name: str) -> str:
    """A ruleset as `show` prints it."""
    return CliRunner().invoke(main, ["show", name]).output


def decided(name: str, dossier: Path) -> Iterator[tuple[str, str]]:
    """Every verdict of a dossier as the outcomes that it leaves, every quantity as its ends."""
    ruleset = tr.load(name)
    decision = ruleset.decide(ruleset.read_case(dossier))
    for verdict in decision:
        yield f"{verdict.subject.type} {verdict.subject.key} {verdict.code}", str(verdict.mask)
    for rule in ruleset.program.rules:
        if isinstance(rule, ir.Quantity | ir.Rank):
            for subject in decision.case.of_type(rule.subject):
                value = decision.record.value(subject, rule.code)
                others = "any" if value.others is None else sorted(map(str, value.others))
                shown = f"{value.low}..{value.high} {value.ordered} {others} {value.absent} {value.undetermined}"
                yield f"{subject.type} {subject.key} {rule.code}", shown


if __name__ == "__main__":
    made = record(Path(sys.argv[1]))
    Path(sys.argv[2]).write_text(json.dumps(made, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")
