"""What would have to change, on a page: for those who lack least, within what a page can bear."""

import pytest

from tests.report.page import many
from tests.report.page.reading import Page
from thidua_rules.report.messages import say
from thidua_rules.report.page import to_html, ways
from thidua_rules.report.rendering import Renderer
from thidua_rules.values import Status

NONE_FOUND = say("no_change", "vi", most=3)


def told(page: Page) -> dict[tuple[str, str], str]:
    """The sentence on each verdict that was looked at, by address and code."""
    index, found = page.data["muc-muc-luc"], page.data["muc-muon-dat"]
    sentences = {}
    for at, number in found["told"].items():
        place, column = map(int, at.split(":"))
        person = page.people[place]
        sentences[person[1], index["types"][person[0]]["criteria"][column][0]] = found["texts"][number]
    return sentences


@pytest.fixture(scope="module")
def page() -> Page:
    """The bundled dossier as a page."""
    return Page(to_html(many.decision()))


def test_who_lacks_a_fact_is_told_as_by_the_command(page: Page) -> None:
    """Every sentence on a page is that which ends the explanation."""
    found = {each: sentence for each, sentence in told(page).items() if sentence not in ("", NONE_FOUND)}
    assert len(found) >= 16
    for (anchor, code), sentence in list(found.items())[::4]:
        verdict = many.decision()[anchor, code]
        assert Renderer(many.decision()).after_changes(verdict, verdict.changes(None)) == sentence


def test_all_of_a_title_that_few_facts_decide_are_looked_at(page: Page) -> None:
    """Of the bundled dossier everybody who is not an advanced worker; what is left out is said to be."""
    open_ = [each for each in many.decision().titles() if each.code == "LĐTT" and each.status is Status.NOT_MET]
    assert {(each.subject.key, "LĐTT") for each in open_} <= told(page).keys()
    assert "thidua explain" in page.text


def test_a_page_takes_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no work allowed nothing is looked for, and the page is whole all the same."""
    monkeypatch.setattr(ways, "_MOST", 0)
    assert told(Page(to_html(many.decision()))) == {}
