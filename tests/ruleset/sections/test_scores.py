"""What the forms of scores mean: the items they make, and which sums are right."""

from pathlib import Path

import pytest

from tests.ruleset.sections.test_title_diagnostics import codes_in, score
from tests.ruleset.sections.test_titles import model_of
from thidua_rules.conditions import print_condition
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.canonical import content_hash
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration
from thidua_rules.values import Rounding


def score_of(folder: Path, body: str) -> ScoreDeclaration:
    """The score of a clean file."""
    return model_of(folder, score(body)).scores[0]


def item_of(folder: Path, body: str) -> ItemDeclaration:
    """The only item of a clean score."""
    return score_of(folder, f"mục: {{I: {{{body}}}}}").items[0]


def test_a_score_is_a_number_with_its_own_type_keys(tmp_path: Path) -> None:
    """Without `kiểu` it is `số`; decimals, rounding, scale and ceiling are kept."""
    found = score_of(
        tmp_path, "thập phân: 2\nlàm tròn: gần nhất đến 0,25\nthang: 10\ntrần: 12\nmục: {I: {tối đa: 10, tính: 1}}"
    )
    assert (found.shape.kind, found.shape.decimals, found.subject) == (Kind.NUMBER, 2, "cá nhân")
    assert (found.rounding, str(found.step)) == (Rounding.NEAREST, "0.25")
    assert found.scale is not None
    assert found.ceiling is not None
    assert print_condition(found.ceiling.tree) == "12"


def test_lines_have_full_codes_ceilings_and_guards(tmp_path: Path) -> None:
    """A short line is its points; a long one has its own ceiling and guard; both inherit the citation."""
    found = item_of(
        tmp_path, "tối đa: 9, trừ: {a: số lần, b: {tính: 2 × số lần, tối đa: 8, áp dụng khi: quản lý, căn cứ: vb-1 M2}}"
    )
    first, second = found.minus
    assert [first.code, second.code] == ["I.a", "I.b"]
    assert (first.most, first.guard) == (None, None)
    assert second.most is not None
    assert second.guard is not None
    assert [str(each) for line in found.minus for each in line.remarks.citations] == ["vb-1 M1", "vb-1 M2"]


def test_guards_forfeits_and_tables_of_items(tmp_path: Path) -> None:
    """What happens where an item does not apply, and when its points are lost, is kept with the table."""
    body = "tối đa: 9, áp dụng khi: quản lý, mất điểm khi: số lần > 3, bảng: {phiếu > 3: 9, còn lại: 6}"
    found = item_of(tmp_path, body)
    assert found.dropped
    assert found.forfeit is not None
    assert [print_condition(row.result.tree) for row in found.rows] == ["9", "6"]
    assert not item_of(tmp_path, body + ", không áp dụng thì: đủ điểm").dropped
    assert item_of(tmp_path, body + ", không áp dụng thì: bỏ mục").dropped


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("tối đa: 3, khi: quản lý, có: 2", "tối đa: 3, bảng: {quản lý: 2, còn lại: 0}"),
        ("khi: quản lý, có: 2, không có: '0,5'", "tối đa: 2, bảng: {quản lý: 2, còn lại: '0,5'}"),
        ("khi: quản lý, có: 2, cộng: {a: số lần}", "bảng: {quản lý: 2, còn lại: 0}, cộng: {a: số lần}"),
    ],
)
def test_a_yes_or_no_item_is_its_table(tmp_path: Path, short: str, long: str) -> None:
    """`khi` with `có` is a table of two rows, whose greatest is `có` where nothing else is said or added."""
    hashes = [content_hash(model_of(tmp_path, score(f"mục: {{I: {{{body}}}}}"))) for body in (short, long)]
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize(
    ("body", "code", "column"),
    [
        ("tối đa: 3, khi: quản lý, có: 4", "SCORE-13", 44),
        ("tối đa: 3, tính: 1, có: 2", "SCORE-07", 35),
        ("tối đa: 3, bảng: {quản lý: 1}, khi: quản lý, có: 2", "RULE-06", 46),
        ("tối đa: 3, khi: quản trị, có: 2", "NAME-01", 31),
    ],
)
def test_faults_of_yes_or_no_items(tmp_path: Path, body: str, code: str, column: int) -> None:
    """What a yes-or-no item says wrongly is told where it is said, and once."""
    assert codes_in(tmp_path, score(f"mục: {{I: {{{body}}}}}")) == [(code, f"26:{column}")]


@pytest.mark.parametrize(("word", "take"), [("tổng", "sum"), ("cao nhất", "greatest"), ("thấp nhất", "least")])
def test_items_within_items(tmp_path: Path, word: str, take: str) -> None:
    """Items below an item continue its code; `lấy` says what is made of them."""
    found = item_of(
        tmp_path, f"tối đa: 9, lấy: {word}, mục: {{1: {{tối đa: 5, tính: 1}}, I.2: {{tối đa: 4, tính: 2}}}}"
    )
    assert (found.take, [each.code for each in found.items]) == (take, ["I.1", "I.2"])


def test_bonus_and_penalty_are_items(tmp_path: Path) -> None:
    """What a penalty lists under `trừ` adds up to it; a short bonus is its formula."""
    found = score_of(
        tmp_path, "mục: {I: {tối đa: 9, tính: 1}}\nđiểm thưởng: số lần\nđiểm trừ: {tối đa: 5, trừ: {a: số lần}}"
    )
    assert found.bonus is not None
    assert found.penalty is not None
    assert (found.bonus.code, found.penalty.code) == ("thưởng", "trừ")
    assert found.bonus.formula is not None
    assert found.penalty.minus == ()
    assert [each.code for each in found.penalty.plus] == ["trừ.a"]


def test_items_of_a_score_can_be_named_in_conditions(tmp_path: Path) -> None:
    """`điểm mục`, `tối đa mục`, `thang` and the collection `mục của` parse, with `điểm` and `tối đa` of each item."""
    text = score("mục: {I: {tối đa: 9, tính: 1}}") + (
        "tiêu chí:\n  T1:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n    yêu cầu:\n"
        "      a: điểm mục I ≥ tối đa mục I và S ≥ 80% × thang S\n"
        "      b: không có mục của S trong đó (điểm < tối đa)\n"
    )
    root = model_of(tmp_path, text).criteria[0].root
    assert [each.code for each in root.children] == ["T1.a", "T1.b"]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: 40, tính: 1}}", []),
        ("thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: 20 + 20, tính: 1}}", []),
        ("thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: phiếu, tính: 1}}", []),
        ("thang: 100\nmục: {I: {tối đa: 99, tính: 1}, II: {tối đa: '0,5 × 2', tính: 1}}", []),
        ("thang: 100\nmục: {I: {tối đa: 99, tính: 1}, II: {tối đa: '0,9', tính: 1}}", ["SCORE-09"]),
        (
            "thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: 40, tính: 1, áp dụng khi: quản lý},"
            " III: {tối đa: 40, tính: 1, áp dụng khi: không quản lý}}",
            [],
        ),
        (
            "thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: 40, tính: 1, áp dụng khi: quản lý,"
            " không áp dụng thì: đủ điểm}, III: {tối đa: 40, tính: 1}}",
            ["SCORE-09"],
        ),
        ("mục: {I: {tối đa: 9, lấy: cao nhất, mục: {1: {tối đa: 9, tính: 1}, 2: {tối đa: 9, tính: 1}}}}", []),
        ("mục: {I: {tối đa: 9, trừ: {a: {tính: 20 × số lần, tối đa: 9}}}}", []),
        ("mục: {I: {tối đa: 9, trừ: {a: {tính: số lần, tối đa: 10}}}}", ["SCORE-12"]),
        ("mục: {I: {tối đa: 9, trừ: {a: 9}}}", []),
        ("mục: {I: {tối đa: 9, trừ: {a: 10}}}", ["SCORE-12"]),
    ],
)
def test_what_adds_up(tmp_path: Path, body: str, codes: list[str]) -> None:
    """Sums are compared exactly, only where they are plain numbers; items that may fall away need not be counted."""
    assert [code for code, _ in codes_in(tmp_path, score(body))] == codes
