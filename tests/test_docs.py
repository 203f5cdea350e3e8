"""What the documentation says is what happens."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from thidua_rules.api import load
from thidua_rules.cli import main
from thidua_rules.diagnostics import CODES

ROOT = Path(__file__).parents[1]
STEP_BY_STEP = ("docs/nam-moi.md",)
"""Pages whose commands only work one after the other: `test_tutorial.py` runs them."""
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def page_name(page: Path) -> str:
    """Where a page stands in the project."""
    return page.relative_to(ROOT).as_posix()


def fenced(language: str) -> list[tuple[str, str]]:
    """The blocks of a language, each with the name of its page; of twins, which have the same, those of the first."""
    pattern = re.compile(rf"^```{language}\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    twins = {page.with_suffix(".en.md") for page in PAGES}
    pages = [page for page in PAGES if page not in twins]
    return [(page_name(page), block) for page in pages for block in pattern.findall(page.read_text(encoding="utf-8"))]


@pytest.fixture
def at_home(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which a page speaks: one with the files that it shows (`# tệp: …`), or else the project's own."""
    page = request.getfixturevalue("page")
    shown = [block for name, block in fenced("yaml") if name == page and block.startswith("# tệp: ")]
    for block in shown:
        first, content = block.split("\n", 1)
        path = tmp_path / first.removeprefix("# tệp: ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path if shown else ROOT)


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("page", "block"), fenced("python"))
def test_python_blocks_run(page: str, block: str) -> None:
    """Every Python block of the documentation runs where its page speaks."""
    names: dict[str, object] = {}
    exec(compile(block, page, "exec"), names)
    assert names


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_dossiers_of_the_documentation_are_read(form: str, tmp_path: Path) -> None:
    """The dossiers of the page on dossiers are read and decided under the ruleset that they name, without a finding."""
    blocks = [block for page, block in fenced(form) if page == "docs/ho-so.md"]
    assert blocks
    for block in blocks:
        path = tmp_path / f"ho-so.{form}"
        path.write_text(block, encoding="utf-8")
        named = re.search(r"bộ quy tắc\W+([\w/-]+)", block)
        assert named is not None
        rules = load(named[1])
        case = rules.read_case(path)
        assert case.findings == ()
        assert list(rules.decide(case))


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(
    ("page", "command"),
    [
        (page, line.removeprefix("$ "))
        for page, block in fenced("console")
        for line in block.splitlines()
        if line.startswith("$ thidua ") and page not in STEP_BY_STEP
    ],
)
def test_commands_run(page: str, command: str) -> None:
    """Every `thidua` command shown in the documentation ends well and prints something."""
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    assert result.output.strip(), page


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_codes_that_pages_name_exist(page: Path) -> None:
    """A diagnostic code that a page names is in the catalogue."""
    families = "|".join({code.split("-")[0] for code in CODES})
    named = re.findall(rf"\b(?:{families})-\d+\b", page.read_text(encoding="utf-8"))
    assert [code for code in named if code not in CODES] == []


def test_every_message_is_in_both_languages() -> None:
    """Each code speaks Vietnamese and English, and hints in both or in neither."""
    for code, entry in CODES.items():
        assert entry.vi, code
        assert entry.en, code
        assert bool(entry.hint_vi) == bool(entry.hint_en), code
