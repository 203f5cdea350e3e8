"""Explanations, as recorded texts."""

from pathlib import Path

import pytest

from tests.report.small import DOSSIER, RULES, decision, write
from thidua_rules import load
from thidua_rules.report.rendering import Renderer

UNIT = """\
Cục A · T1 Công tác năm: KHÔNG ĐẠT
      căn cứ: Công văn 01/VB-THU, T1
      diễn giải: Xét theo cả năm.
  ✗ T1.a  Hoàn thành kế hoạch: không đạt
        tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]
        căn cứ: Công văn 01/VB-THU, T1.a
  ? T1.b  Giải ngân: chưa đủ căn cứ
        ✓ áp dụng khi: được giao giải ngân = đúng   [dòng 8]
        chưa có: giải ngân đúng tiến độ
        căn cứ: Công văn 01/VB-THU, T1.b
        người xác nhận: hội đồng
  ? T1.c  Đủ người tốt: chưa đủ căn cứ
        yêu cầu: số thành viên trong đó (mức ≥ “tốt”) ≥ 2
        số thành viên thoả điều kiện: 1..2, cần ≥ 2
            ? Người Hai: mức = đạt..tốt   [dòng 15]
            • Người Một: mức = tốt   [dòng 14]
        căn cứ: Công văn 01/VB-THU, T1.c
    ✗ trừ khi T1.c.m1  được miễn: không đạt
          được miễn = sai   [dòng 9]
          căn cứ: Công văn 01/VB-THU, T1.c
  ✓ T1.d  Nộp đúng hạn: đạt
        căn cứ: Công văn 01/VB-THU, T1.d
        một trong các ý:
    ✓ T1.d.1  hạn nộp ≤ ngày xét: đạt
          hạn nộp = 31/12/2021, cần ≤ 15/01/2022   [dòng 10]
          căn cứ: Công văn 01/VB-THU, T1.d
    ✗ T1.d.2  được miễn: không đạt
          được miễn = sai   [dòng 9]
          căn cứ: Công văn 01/VB-THU, T1.d
  · T1.e  không mã hoá: Lời kêu gọi chung.
  (chữ cái của mục trong Công văn 01/VB-THU do bộ quy tắc đặt)
"""

HEAD = """\
Người Một · C2 Người đứng đầu: KHÔNG ĐẠT
      ✓ áp dụng khi: là người đứng đầu = đúng   [dòng 14]
      căn cứ: Công văn 01/VB-THU, C2
  ✗ C2.a  đơn vị đạt T1: không đạt
        ✗ T1 Công tác năm (Cục A): không đạt
            ✗ T1.a  Hoàn thành kế hoạch: không đạt
                tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]
        căn cứ: Công văn 01/VB-THU, C2
  ✗ C2.b  có ít nhất 70% thành viên của đơn vị trong đó đạt C1: không đạt
        tỷ lệ thành viên của đơn vị: 2/3, cần ≥ 70%
            ✗ Người Ba: ✗ C1 Mức hoàn thành: không đạt; mức = yếu, cần “đạt” hoặc “tốt”   [dòng 16]; \
số ngày nghỉ = 9, cần ≤ 5   [dòng 16]
            ✓ Người Một: ✓ C1 Mức hoàn thành: đạt
            ✓ Người Hai: ✓ C1 Mức hoàn thành: đạt
        căn cứ: Công văn 01/VB-THU, C2
  (chữ cái của mục trong Công văn 01/VB-THU do bộ quy tắc đặt)
"""

MISSING = """\
Cục A · T1.b Giải ngân: CHƯA ĐỦ CĂN CỨ
      ✓ áp dụng khi: được giao giải ngân = đúng   [dòng 8]
      chưa có: giải ngân đúng tiến độ
      căn cứ: Công văn 01/VB-THU, T1.b
      người xác nhận: hội đồng
  (chữ cái của mục trong Công văn 01/VB-THU do bộ quy tắc đặt)
Còn thiếu:
  - Cục A: Giải ngân có đúng tiến độ không?; minh chứng: Báo cáo giải ngân; người cung cấp: Phòng Kế hoạch
"""

MISSING_IN_ENGLISH = """\
Cục A · T1.b Giải ngân: NOT ENOUGH EVIDENCE
      ✓ applies when: được giao giải ngân = yes   [line 8]
      not known: giải ngân đúng tiến độ
      source: Công văn 01/VB-THU, T1.b
      confirmed by: hội đồng
  (clause letters of Công văn 01/VB-THU are the ruleset's)
Missing:
  - Cục A: Giải ngân có đúng tiến độ không?; evidence: Báo cáo giải ngân; provided by: Phòng Kế hoạch
"""

NOT_APPLICABLE = """\
Người Hai · C2 Người đứng đầu: KHÔNG ÁP DỤNG
      ✗ áp dụng khi: là người đứng đầu = sai   [dòng 15]
      căn cứ: Công văn 01/VB-THU, C2
  (chữ cái của mục trong Công văn 01/VB-THU do bộ quy tắc đặt)
"""


@pytest.mark.parametrize(
    ("key", "code", "lang", "expected"),
    [
        ("n1", "C2", "vi", HEAD),
        ("a", "T1.b", "vi", MISSING),
        ("a", "T1.b", "en", MISSING_IN_ENGLISH),
        ("n2", "C2", "vi", NOT_APPLICABLE),
    ],
)
def test_explanations(key: str, code: str, lang: str, expected: str) -> None:
    """An explanation shows values, thresholds, places, sources, and what is missing."""
    assert decision()[key, code].explain(lang, full=True) + "\n" == expected


def test_a_whole_criterion() -> None:
    """All requirements are shown with exceptions, alternatives and sentences that are not encoded."""
    assert decision().renderer().verdict(decision()["a", "T1"]) + "\n" == UNIT


def after(key: str, code: str) -> str:
    """What would make a verdict met, in words."""
    verdict = decision()[key, code]
    return Renderer(verdict.decision).after_changes(verdict, verdict.changes())


def test_changes_are_told_in_sets() -> None:
    """Facts that must change together are joined by `và`, alternatives by `hoặc`; a number tells how far it moves."""
    last = after("a", "T1")
    # that nothing need be disbursed any more (`được giao giải ngân = sai`) is no advice
    ways = last.removeprefix("Muốn đạt: ").split("; hoặc ")
    assert len(ways) == 1
    for way in ways:
        assert "tỷ lệ hoàn thành kế hoạch tăng 1,5 điểm phần trăm (98,5% → 100%)" in way.removesuffix(".").split(" và ")
        assert len(way.split(" và ")) == 3
    assert after("n3", "C1").endswith("và số ngày nghỉ giảm 4 ngày (9 → 5).")
    assert after("b", "T1") == ""
    nothing = "chỉ đổi tới 3 dữ kiện của chính đối tượng hoặc nơi đối tượng thuộc về."
    assert after("n1", "C2") == f"Muốn đạt: chưa tìm được cách nào {nothing}"


def test_a_search_that_was_given_up_does_not_say_that_there_is_no_way() -> None:
    """Where time ran out, this is what is said."""
    verdict = decision()["a", "T1"]
    changes = verdict.changes(0)
    assert (tuple(changes), changes.complete) == ((), False)
    assert Renderer(verdict.decision).after_changes(verdict, changes).endswith("trong thời gian cho phép.")


@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        ("ngày xét ≥ hạn nộp", "hạn nộp = 31/12/2021, cần ≤ 15/01/2022   [dòng 10]"),
        ("5 > số thành viên", "số thành viên: 3, cần < 5"),
        ("số thành viên > 1 + 1", "số thành viên: 3, cần > 2"),
        ("tỷ lệ người tốt ≥ 50%", "tỷ lệ người tốt = ≈33,33%..≈66,66%, cần ≥ 50%"),
    ],
)
def test_comparisons_either_way_round(comparison: str, expected: str, tmp_path: Path) -> None:
    """A fact is told with its threshold on whichever side of the comparison it stands."""
    rules = load(write(tmp_path, RULES.replace("T1.d.1: hạn nộp ≤ ngày xét", f"T1.d.1: {comparison}")))
    found = rules.decide(rules.read_case(tmp_path / "ho-so.yaml"))
    assert Renderer(found).reasons(found["a", "T1.d.1"])[0] == expected


def test_a_rank_tells_whom_it_is_among(tmp_path: Path) -> None:
    """A rank is told with what the subject and the others are ranked by."""
    ranked = RULES.replace("  cá nhân:\n    đơn vị:", "    khối: thuộc khối\n  khối: {}\n  cá nhân:\n    đơn vị:", 1)
    ranked = ranked.replace("T1.d.1: hạn nộp ≤ ngày xét", "T1.d.1: hạng trong khối = 1")
    ranked += "xếp hạng:\n  hạng trong khối: {cho: tập thể, trong: khối, theo: [tỷ lệ hoàn thành kế hoạch giảm dần]}\n"
    home = write(tmp_path, ranked)
    dossier = tmp_path / "hang.yaml"
    text = DOSSIER.replace("[cá nhân]", "[cá nhân, tập thể, khối]").replace("{mã: b,", "{mã: b, khối: k,")
    dossier.write_text(
        text.replace("    tên: Cục A", "    tên: Cục A\n    khối: k") + "khối: [{mã: k}]\n", encoding="utf-8"
    )
    rules = load(home)
    found = rules.decide(rules.read_case(dossier))
    assert Renderer(found).reasons(found["a", "T1.d.1"]) == (
        "hạng trong khối = 2, cần = 1",
        "• Cục A: tỷ lệ hoàn thành kế hoạch = 98,5%   [dòng 8]",
        "• Cục <B> [bold]:smile: =1+1: tỷ lệ hoàn thành kế hoạch = 100%   [dòng 12]",
    )


def test_reasons_of_one_requirement() -> None:
    """A leaf or an exception rests on facts, one that does not apply on its guard, a group on nothing of its own."""
    renderer = Renderer(decision())
    assert renderer.reasons(decision()["n3", "C1"]) == (
        "mức = yếu, cần “đạt” hoặc “tốt”   [dòng 16]",
        "số ngày nghỉ = 9, cần ≤ 5   [dòng 16]",
    )
    assert renderer.reasons(decision()["a", "T1.c.m1"]) == ("được miễn = sai   [dòng 9]",)
    assert renderer.reasons(decision()["n2", "C2"]) == ("✗ áp dụng khi: là người đứng đầu = sai   [dòng 15]",)
    assert renderer.reasons(decision()["a", "T1"]) == ()
