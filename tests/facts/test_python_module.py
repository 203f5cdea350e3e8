"""The written module: strict for type checkers, and its objects make the same cases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import thidua_rules
from thidua_rules.facts.classes import case_of
from thidua_rules.facts.python_module import python_module
from thidua_rules.facts.vocabulary import Vocabulary

from .sample import VOCABULARY


def test_module_passes_strict_type_check(tmp_path: Path) -> None:
    """mypy --strict accepts the module and rejects a grade that does not exist."""
    pytest.importorskip("mypy")
    Path(tmp_path, "facts_2021.py").write_text(python_module(VOCABULARY, "mẫu/2021"), encoding="utf-8")
    good = 'from facts_2021 import CaNhan, TapThe\nCaNhan(ma="p", muc="tốt", don_vi="a")\nTapThe(ma="a", ty_le=98)\n'
    good += 'TapThe(ma="b", ty_le="98,5%")\n'  # as a dossier writes it
    Path(tmp_path, "good.py").write_text(good, encoding="utf-8")
    Path(tmp_path, "bad.py").write_text('from facts_2021 import CaNhan\nCaNhan(ma="p", muc="tot")\n', encoding="utf-8")
    env = {**os.environ, "MYPYPATH": str(Path(thidua_rules.__file__).parents[1])}
    command = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent"]
    ran = subprocess.run(
        [*command, "facts_2021.py", "good.py", "bad.py"], cwd=tmp_path, capture_output=True, text=True, env=env
    )
    lines = [line for line in ran.stdout.splitlines() if ": error" in line]
    assert [line.split(":")[0] for line in lines] == ["bad.py"], ran.stdout + ran.stderr


def test_the_module_is_tidy() -> None:
    """Imports stand in two groups without gaps, and a long title is wrapped."""
    title = "mẫu/2021: " + "một tên dài " * 30
    vocabulary = Vocabulary(VOCABULARY.types[:1])
    head = python_module(vocabulary, title).partition("@frozen")[0]
    assert max(map(len, head.splitlines())) <= 100
    imports = head.split('"""')[2].strip()
    assert imports == (
        "from typing import ClassVar\n\nfrom attrs import frozen\nfrom thidua_rules.facts.case import OneOf"
    )


def test_objects_of_the_module_make_a_case() -> None:
    """Objects of the written module go into a case like those of the classes made at run time."""
    namespace: dict[str, object] = {"__name__": "facts_2021"}
    exec(compile(python_module(VOCABULARY, "mẫu/2021"), "facts_2021.py", "exec"), namespace)
    unit = namespace["TapThe"](ma="a", ty_le="98,5%")  # type: ignore[operator]
    case = case_of(VOCABULARY, [unit], on="15/01/2022", period=2021)
    assert list(case.subjects["tập thể"]) == ["a"]
