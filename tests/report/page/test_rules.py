"""The page of a ruleset: all that `show` prints is on it, clauses are links, marks stand at what they are about."""

import re
from html import unescape
from pathlib import Path

import pytest

from tests.authoring.workbench import RULES, write_workbench
from thidua_rules.api import Ruleset, load
from thidua_rules.authoring.covering import COVERED, cover
from thidua_rules.authoring.marking import coverage_marks, mutant_marks
from thidua_rules.authoring.noticing import try_mutants
from thidua_rules.authoring.spots import spots_of
from thidua_rules.diagnostics import Place
from thidua_rules.report.messages import say
from thidua_rules.report.page.rules import Mark, Marked, Marks, rules_page
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.ruleset.model import RulesetModel

RULESETS = ("btnmt/2021", "danh-gia/2026")


def words(page: str) -> str:
    """What a reader reads, without blanks."""
    body = page[page.index("<body>") :]
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", body)))


def all_marked(model: RulesetModel) -> Marks:
    """A mark at every part that scenarios are counted for."""
    spots = [
        spot for each in spots_of(model).values() for spot in (each.spot, each.guard, *(row for _, row in each.rows))
    ]
    parts = {
        (spot.kind, spot.code, spot.words): Marked(spot.place, spot.code, spot.words, (Mark("m", "✓", "đạt 1"),))
        for spot in spots
        if spot is not None and spot.kind in COVERED
    }
    return Marks((), tuple(parts.values()))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """A small ruleset with a part of every kind, one scenario missing."""
    return write_workbench(tmp_path_factory.mktemp("bo").resolve(), without="được minh oan")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("reference", RULESETS)
def test_all_that_is_printed_is_on_the_page(reference: str, lang: str) -> None:
    """Every line of `show` but those that name the types, which are told beside the names of rules."""
    model = load(reference).model
    told = words(rules_page(model, lang))
    lines = [each.strip() for each in ruleset_lines(model, None, lang)][1:]
    lines = [each for each in lines if not each.startswith("[") and f"  {say('not_encoded', lang)}: " not in each]
    lines += [each.reason for each in model.left_out]
    missing = [each for each in lines if re.sub(r"\s+", "", each) not in told]
    assert missing == []


@pytest.mark.parametrize("reference", RULESETS)
def test_links_lead_to_places_on_the_page(reference: str) -> None:
    """No name stands twice, and every cited clause that its document lists is a link."""
    model = load(reference).model
    page = rules_page(model)
    places = re.findall(r' id="([^"]+)"', page)
    assert len(set(places)) == len(places)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)
    for document in model.documents:
        for clause in document.clauses:
            if f"{document.name}, {clause}<" in page:
                pytest.fail(f"{document.name}, {clause} is no link")


@pytest.mark.parametrize("reference", RULESETS)
def test_every_part_of_a_ruleset_has_its_place_for_marks(reference: str) -> None:
    """None is left over, so that each mark is where its part is printed."""
    model = load(reference).model
    page = rules_page(model, "vi", all_marked(model))
    assert "Phần không in ở dưới" not in page
    assert page.count('class="chip') == len(all_marked(model).parts)


def test_what_was_never_seen_is_told_once_more_with_a_link(bench: Ruleset) -> None:
    """Counts stand at the parts; at the top what is lacking, in the words of verdicts."""
    marks = coverage_marks(cover(bench), "vi")
    page = rules_page(bench.model, "vi", marks)
    number = sum(len(each.marks) for each in marks.parts)
    lacking = sum(mark.lacking for each in marks.parts for mark in each.marks)
    assert lacking
    assert page.count('class="chip') == number + lacking
    assert f"Còn thiếu tình huống ({lacking})" in page


def test_an_unnoticed_change_stands_at_what_it_changes(bench: Ruleset) -> None:
    """Beside the exception that only the missing scenario had shown."""
    page = rules_page(bench.model, "en", mutant_marks(try_mutants(bench), "en"))
    line = next(each for each in page.splitlines() if "LĐTT.x.e" in each and "<li>" in each and "<a" not in each)
    assert "noticed by no scenario: this exception is dropped" in line
    assert "25 of 26 small changes are noticed by the scenarios (96.1%)" in page


def test_what_is_told_of_parts_that_are_not_printed_is_not_lost(bench: Ruleset) -> None:
    """It stands in a list of its own."""
    marks = Marks((), (Marked(Place(), "không in", "lời", (Mark("u", "!", "chưa thấy đạt"),)),))
    page = rules_page(bench.model, "vi", marks)
    assert "Phần không in ở dưới" in page
    assert "<b>không in</b> lời" in page


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    """Whoever writes a ruleset writes nothing that a browser runs."""
    odd = "<script>alert(1)</script>"
    rules = write_workbench(tmp_path.resolve(), rules=RULES.replace("tên: Đủ điểm", f"tên: {odd}"))
    page = rules_page(rules.model)
    assert odd not in page
    assert "&lt;script&gt;alert(1)" in page
