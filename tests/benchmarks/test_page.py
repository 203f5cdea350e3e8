"""The page of figures: it is what the figures say, and nothing is told of what was not measured."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.benchmarks.awards_v1 import page
from tests.benchmarks.awards_v1.plots import plot
from tests.benchmarks.awards_v1.promises import promises


def test_the_page_and_its_pictures_are_those_of_the_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing them again from the figures that are kept changes nothing, in both languages."""
    kept = {each.name: each.read_text(encoding="utf-8") for each in page.DOCS.glob("do-toc-do*.md")}
    kept |= {each.name: each.read_text(encoding="utf-8") for each in page.PICTURES.glob("theo-*.svg")}
    for name in kept:
        if name.endswith(".md"):
            (tmp_path / name).write_text(kept[name], encoding="utf-8")
    monkeypatch.setattr(page, "DOCS", tmp_path)
    monkeypatch.setattr(page, "PICTURES", tmp_path)
    page.write_docs(json.loads(page.JSON.read_text(encoding="utf-8")))
    assert {each.name: each.read_text(encoding="utf-8") for each in tmp_path.iterdir()} == kept
    assert len(kept) == 10


def side(name: str, seconds: float, people: int = 10, **more: Any) -> dict[str, Any]:
    return {"name": name, "people": people, "missing": 0.0, "seconds": seconds, "cpu": seconds, "memory": 0.0, **more}


def test_a_promise_is_kept_broken_or_not_measured() -> None:
    """Twice the time by hand is allowed and more is not; OpenFisca must need five times ours; of the rest nothing."""
    columns = [side("columnar, tables", 1.0, 1_000_000, before=0.0, data=0.0), side("OpenFisca", 4.9, 1_000_000)]
    found = {"dossier": [side("by hand", 1.0), side("forward", 2.0), side("forward, decide", 4.1)], "people": columns}
    told = {each.en: each.kept for each in promises(found)}
    assert told["one dossier: run / by hand"] is True
    assert told["one dossier: `decide` / by hand"] is False
    assert told["1 M people: OpenFisca / columnar"] is False
    assert [each for each, kept in told.items() if kept is not None] == [
        "one dossier: run / by hand",
        "one dossier: `decide` / by hand",
        "1 M people: OpenFisca / columnar",
    ]


def test_lines_of_a_plot_stand_where_their_values_are() -> None:
    """Ten times as much is as far, whatever the beginning; names that mean something in XML are text."""
    picture = ElementTree.fromstring(plot("t", "x", "y", {"a < b": [(1, 1), (10, 10), (100, 100)]}))
    (line,) = (each for each in picture.iter() if each.tag.endswith("polyline"))
    (x1, y1), (x2, y2), (x3, y3) = (map(float, each.split(",")) for each in line.attrib["points"].split())
    assert (x2 - x1, y1 - y2) == pytest.approx((x3 - x2, y2 - y3), abs=0.11)
    assert x1 < x2
    assert y1 > y2
    assert "a < b" in [each.text for each in picture.iter()]
