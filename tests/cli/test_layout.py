"""The command that lays out rulesets, as policy staff meet it."""

import json
from pathlib import Path

from tests.authoring.small import write_rules
from tests.cli.test_commands import thidua


def test_fmt_tells_and_writes_what_is_not_in_the_canonical_layout(tmp_path: Path) -> None:
    """`--check` writes nothing and ends with 1; then the file is written, and nothing is left to do."""
    path = write_rules(tmp_path / "bo") / "bo.yaml"
    path.write_text(
        "# đầu\n\n" + path.read_text(encoding="utf-8").replace("tên: Bộ thử", "tên:   'Bộ thử'"), encoding="utf-8"
    )
    before = path.read_bytes()
    told = thidua("fmt", "--check", tmp_path / "bo")
    assert (told.exit_code, path.read_bytes()) == (1, before)
    assert told.output.endswith("1/1 tệp chưa theo bố cục chuẩn\n")
    assert json.loads(thidua("fmt", "--check", path, "--json").output)["changed"] == [str(path)]
    assert thidua("fmt", path, "--lang", "en").output.endswith("1 of 1 files were written anew\n")
    assert path.read_text(encoding="utf-8").startswith("# đầu\n\nbộ quy tắc: thu/2021\ntên: Bộ thử\n")
    assert thidua("fmt", "--check", tmp_path).exit_code == 0
    path.write_text("bộ quy tắc: a\n  b: c\n", encoding="utf-8")
    broken = thidua("fmt", path)
    assert broken.exit_code == 1
    assert "bo.yaml:2:4" in broken.output
