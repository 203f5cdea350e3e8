"""The page that makes the next year's ruleset: its steps, done in their order in one folder, end as it says."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.test_docs import ROOT, STEP_BY_STEP
from thidua_rules.cli import main

PAGE = ROOT / STEP_BY_STEP[0]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_steps_of_the_tutorial_end_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is written and each command run where the page has it; what it prints last is on the page."""
    monkeypatch.chdir(tmp_path)
    printed = ""
    for language, block in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        if language == "yaml":
            first, content = block.split("\n", 1)
            path = tmp_path / first.removeprefix("# tệp: ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif language == "text":
            assert block in printed
        for line in block.splitlines() if language == "console" else ():
            done = CliRunner().invoke(main, shlex.split(line.removeprefix("$ "))[1:])
            assert done.exit_code == 0, (line, done.output)
            printed = done.output
    assert (tmp_path / "tac-dong.html").exists()
