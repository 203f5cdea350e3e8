"""What is declared and used in a file is found exactly where it stands."""

import unicodedata
from pathlib import Path

import pytest

import thidua_rules
from tests.editor.small import RULES, small
from thidua_rules.editor.desk import Desk
from thidua_rules.source.text import fold

SHIPPED = Path(thidua_rules.__file__).parents[1] / "rulesets"


@pytest.mark.parametrize("name", ["btnmt/2021/danh-hieu.yaml", "danh-gia/2026/cong-chuc.yaml"])
def test_what_stands_at_a_place_is_the_last_part_of_the_symbol(name: str) -> None:
    """The letters at each place are the name, or the rule's own part of the code, or the clause, and no more."""
    desk, path = Desk(), (SHIPPED / name).resolve()
    study = desk.study(path)
    tried = 0
    for found in study.found.values():
        for each in found:
            place = each.place
            start = (place.column or 1) - 1
            written = (place.excerpt or "")[start : start + place.length]
            if each.symbol[0] in ("name", "type", "document"):
                assert fold(written) == each.symbol[1], place.text()
            else:
                assert each.shown.casefold().endswith(written.casefold()), place.text()
            tried += 1
    assert tried > 500


@pytest.mark.parametrize("name", ["btnmt/2021/danh-hieu.yaml", "danh-gia/2026/cong-chuc.yaml"])
def test_every_declaration_is_among_the_places(name: str) -> None:
    """Whatever is declared is found at its declaration too, so that renaming changes that as well."""
    study = Desk().study((SHIPPED / name).resolve())
    places = {(each.symbol, each.place.file, each.place.line) for found in study.found.values() for each in found}
    for symbol, declared in study.declared.symbols.items():
        for each in declared:
            assert (symbol, each.place.file, each.place.line) in places, each


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_one_name(form: str, tmp_path: Path) -> None:
    """However its letters are put together a name is found, and found where it stands."""
    desk, files = small(tmp_path)
    desk.open(files["rules"], unicodedata.normalize(form, RULES))
    study = desk.study(files["rules"])
    counts = {
        name: sum(each.symbol == ("name", fold(name)) for found in study.found.values() for each in found)
        for name in ("mức tối thiểu", "điểm", "bài", "thưởng")
    }
    assert counts == {"mức tối thiểu": 3, "điểm": 3, "bài": 3, "thưởng": 2}


def test_invariants_and_acceptances_name_what_they_are_about(tmp_path: Path) -> None:
    """What is promised of a name, the size of a type, and a finding that is accepted of something, use it too."""
    desk, files = small(tmp_path)
    text = f"""{RULES}bất biến:
  càng nhiều điểm: {{cho: cá nhân, khẳng định: nếu điểm ≥ 1 thì không đạt U, cỡ: {{bài: 2}}}}
chấp nhận:
  CHECK-03 điểm bài của bài: lý do
  CHECK-01 T.a: lý do
"""
    desk.open(files["rules"], text)
    study = desk.study(files["rules"])
    added = text[: len(RULES)].count("\n")
    found = [each.symbol for each in study.found[files["rules"]] if (each.place.line or 0) > added]
    wanted = [("type", "cá nhân"), ("name", "điểm"), ("code", "U"), ("type", "bài")]
    wanted += [("name", "điểm bài"), ("type", "bài"), ("code", "T"), ("code", "T.a")]
    assert found == [(kind, fold(name)) for kind, name in wanted]
