"""A browser without a screen, and the pages that it is shown."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field

from tests.conftest import CHROMIUM
from tests.report import small, titles
from tests.report.page import many
from tests.report.page.test_rules import all_marked
from thidua_rules import api
from thidua_rules.report.page import to_html, write_site
from thidua_rules.report.page.rules import write_rules_page

ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 10_000
"""How many milliseconds anything may take before it counts as missing."""
ODD = {
    "script": "<script>window.ran = 1</script>",
    "closing": "</script><script>window.ran = 1</script>",
    "attribute": '" onmouseover="window.ran = 1" x="',
    "entity": "&lt;b&gt; & 'y'",
    "image": "<img src=x onerror='window.ran = 1'>",
    "right to left": "Nguyễn \u202eVăn\u202c \u05d0\u05d1 B",
    "long": "Trường Đại học " * 20,
    "comment": "<!-- <script>",
}
"""Names that mean something to a browser."""


@define
class Shown:
    """A tab, with what went wrong in it and what it asked of anybody else."""

    tab: Any
    wrong: list[str] = field(factory=list)

    def open(self, path: Path, anchor: str = "") -> None:
        """Show a file, and wait until it is ready."""
        self.tab.goto("about:blank")
        self.tab.goto(path.as_uri() + (f"#{anchor}" if anchor else ""))
        self.tab.wait_for_selector("html[data-ready]")

    def until(self, expression: str) -> None:
        """Wait until it is true; the page's own policy keeps the browser from waiting for a text of code."""
        end = time.monotonic() + PATIENCE / 1000
        while not self.tab.evaluate(expression):
            assert time.monotonic() < end, expression
            self.tab.wait_for_timeout(30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def shown(browser: Any, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """A tab as wide as the test says (`width`); nothing may go wrong in it, and nothing may be fetched."""
    width = request.node.callspec.params.get("width", 1280) if hasattr(request.node, "callspec") else 1280
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.set_default_timeout(PATIENCE)
    found = Shown(tab)
    tab.on("console", lambda message: found.wrong.append(message.text))
    tab.on("pageerror", lambda error: found.wrong.append(str(error)))
    tab.on("dialog", lambda dialog: found.wrong.append(dialog.message))
    tab.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else found.wrong.append(asked.url))
    yield found
    tab.close()
    assert found.wrong == []


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled dossier once and until there are ten thousand, and odd names on one page and on many."""
    made = tmp_path_factory.mktemp("trang")
    (made / "100.html").write_text(many.page(1), encoding="utf-8")
    (made / "10000.html").write_text(many.page(102), encoding="utf-8")
    (made / "en.html").write_text(to_html(titles.decision(), "en"), encoding="utf-8")
    units = [{"mã": f"{key} <i>", "tên": name, "tỷ lệ hoàn thành kế hoạch": "98%"} for key, name in ODD.items()]
    people = [{"mã": f"n-{n}", "tên": name, "đơn vị": f"{key} <i>"} for n, (key, name) in enumerate(ODD.items())]
    data = {"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": units, "cá nhân": people}
    odd = small.ruleset().decide(small.ruleset().read_case(data))
    (made / "odd.html").write_text(to_html(odd), encoding="utf-8")
    write_site(odd, made / "odd")
    model = api.load("danh-gia/2026").model
    write_rules_page(model, made / "rules.html", "vi", all_marked(model))
    return made
