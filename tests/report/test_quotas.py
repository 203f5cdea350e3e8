"""Titles and seats in words: what a candidate is told, in tables, on pages and in workbooks."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

import thidua_rules as tr
from tests.report.page.reading import Page
from tests.report.titles import DOSSIER, decided, decision
from thidua_rules.report.messages import Beyond
from thidua_rules.report.table import details, notes, sheets, summary
from thidua_rules.report.terminal import print_decision
from thidua_rules.report.xlsx import to_xlsx
from thidua_rules.values import Status

SEATS = """\
        CSTĐ.Q1: 2 suất trong Cục A
            cách tính: tỷ lệ danh hiệu × số thành viên của đơn vị trong đó đạt LĐTT, làm tròn xuống, ít nhất 1 \
(cơ sở tính = 5; tỷ lệ danh hiệu = 40%)
"""


def explained(key: str, code: str = "CSTĐ", lang: str = "vi", dossier: str = DOSSIER) -> str:
    """A verdict in words."""
    return decided(dossier)[key, code].explain(lang, full=True)


def test_inside() -> None:
    """Seats, how they were reckoned, and the candidate's place are told."""
    text = explained("n1")
    assert text.startswith("Người Một · CSTĐ Chiến sĩ thi đua: ĐẠT\n")
    assert SEATS in text
    assert "xếp thứ 1 trong 5 ứng viên: điểm = 90" in text


def test_outside() -> None:
    """Those before are named with what puts them there, and the headline says that only the seats are wanting."""
    text = explained("n4")
    assert text.startswith("Người Bốn · CSTĐ Chiến sĩ thi đua: KHÔNG ĐẠT (đủ chuẩn nhưng ngoài chỉ tiêu)\n")
    assert SEATS in text
    place = (
        "xếp thứ 4 trong 5 ứng viên: điểm = 70\n        xếp trước, đủ chuẩn (3):\n            • Người Một: điểm = 90"
    )
    assert place in text
    assert "outside the quota" in explained("n4", lang="en")


def test_the_last_seat() -> None:
    """Where the order is known, the last who has a seat is told."""
    apart = DOSSIER.replace("điểm: 80, số lần bị nhắc nhở: 1}", "điểm: 85, số lần bị nhắc nhở: 1}")
    text = explained("n4", dossier=apart)
    assert "suất cuối cùng (thứ 2): Người Hai: điểm = 85" in text


def test_a_tie() -> None:
    """Those who are level are named, and that the council has to choose; what is missing is just its choice."""
    text = explained("n2")
    assert "bằng nhau với đối tượng này (1):\n            • Người Ba: điểm = 80\n" in text
    assert "        bằng nhau, chờ hội đồng chọn\n" in text
    assert "Còn thiếu:\n  - Người Hai: được hội đồng chọn\n  - Người Ba: được hội đồng chọn" in text
    assert "a tie: the council has to choose" in explained("n2", lang="en")


def test_a_choice_that_is_the_same_for_all_who_tie() -> None:
    """Where the council chose both, or neither, for one seat, nobody is told to wait for its choice."""
    for word in ("đúng", "sai"):
        chosen = DOSSIER.replace("số lần bị nhắc nhở: 1}", f"số lần bị nhắc nhở: 1, được hội đồng chọn: {word}}}")
        chosen = chosen.replace(
            "điểm: 80, số lần bị nhắc nhở: 0}", f"điểm: 80, số lần bị nhắc nhở: 0, được hội đồng chọn: {word}}}"
        )
        verdict = decided(chosen)["n2", "CSTĐ"]
        for text in (verdict.explain(full=True), verdict.explain(), verdict.summary()):
            assert "hội đồng ghi như nhau" in " ".join(text.split())
            assert "chờ hội đồng chọn" not in text


def test_a_choice_that_was_made() -> None:
    """Once the council has chosen, the choice is one of the keys."""
    chosen = DOSSIER.replace("số lần bị nhắc nhở: 1}", "số lần bị nhắc nhở: 1, được hội đồng chọn: đúng}")
    chosen = chosen.replace(
        "điểm: 80, số lần bị nhắc nhở: 0}", "điểm: 80, số lần bị nhắc nhở: 0, được hội đồng chọn: sai}"
    )
    assert "• Người Hai: điểm = 80; được hội đồng chọn: có" in explained("n3", dossier=chosen)


def test_seats_of_those_without_the_standard() -> None:
    """Of one without the standard the seats are told as what would be if it were met."""
    text = explained("n5")
    assert text.startswith("Người Năm · CSTĐ Chiến sĩ thi đua: KHÔNG ĐẠT\n")
    assert "tính như thể dự xét" in text
    assert "tính như thể dự xét" not in explained("n1")


LATE = """\
bộ quy tắc: r
tên: Thử
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  phòng: {}
  người: {phòng: {kiểu: thuộc phòng, chiều ngược: nhân viên}, giỏi: đúng/sai, số phiếu: số nguyên, điểm: số nguyên}
danh hiệu:
  X:
    cho: người
    tên: x
    căn cứ: qd Đ1
    yêu cầu: {a: giỏi}
    điều kiện thêm: {p: {khi: số phiếu ≥ 5}}
    chỉ tiêu: {trong: phòng, giới hạn: {Q1: {tối đa: 1}}, ưu tiên: [điểm giảm dần], khi bằng nhau: cùng loại}
"""


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (9, {"vi": "không dự xét; nếu dự xét thì còn suất", "en": "no candidate; a seat would be left for one"}),
        (7, {"vi": "không dự xét; nếu dự xét cũng không có suất", "en": "nor would a seat be left for one"}),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_who_fails_a_further_condition_is_not_told_as_seated(
    tmp_path: Path, points: int, said: dict[str, str], lang: str
) -> None:
    """Nobody reads that such a one is inside the quota or has the last seat: another has it."""
    (tmp_path / "bo.yaml").write_text(LATE, encoding="utf-8")
    rules = tr.load(tmp_path)
    people = [
        {"mã": "a", "giỏi": True, "số phiếu": 1, "điểm": points},
        {"mã": "b", "giỏi": True, "số phiếu": 9, "điểm": 8},
    ]
    facts = {"đầy đủ": ["người"], "phòng": [{"mã": "k"}], "người": [{**each, "phòng": "k"} for each in people]}
    decided_ = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))
    assert [decided_[each, "X"].status for each in "ab"] == [Status.NOT_MET, Status.MET]
    full, short = (decided_["a", "X"].explain(lang, full=full) for full in (True, False))
    assert said[lang] in full
    inside = {
        "vi": ("trong chỉ tiêu: đạt", "✓ đạt: X.chuẩn, X.chỉ tiêu"),
        "en": ("trong chỉ tiêu: met", "X.chuẩn, X.chỉ tiêu"),
    }
    assert not any(each in text for each in inside[lang] for text in (full, short))
    last = {"vi": "suất cuối cùng (thứ 1): a", "en": "the last seat (no. 1): a"}[lang]
    assert last not in full


def test_exclusions() -> None:
    """An exclusion says whether it is the case, and what would have to hold instead."""
    excluded, not_excluded = explained("n5", "LĐTT.x1"), explained("n1", "LĐTT.x1")
    assert excluded.startswith("Người Năm · LĐTT.x1 thuộc trường hợp loại trừ: Bị nhắc nhở nhiều lần: KHÔNG ĐẠT\n")
    assert "loại trừ khi: số lần bị nhắc nhở ≥ 2" in excluded
    assert "số lần bị nhắc nhở = 3, cần < 2   [" in excluded
    assert not_excluded.startswith("Người Một · LĐTT.x1 không thuộc trường hợp loại trừ: Bị nhắc nhở nhiều lần: ĐẠT\n")


def test_a_text_that_is_not_at_hand() -> None:
    """The reason stands below the headline and where it belongs."""
    text = explained("a", "CTĐ")
    assert text.startswith("Cục A · CTĐ Cờ thi đua: CHƯA ĐỦ CĂN CỨ\n  văn bản chưa có: Điều 26 chưa có nguyên văn\n")
    assert "văn bản không cho câu trả lời" not in text


def test_points_kept_within_bounds() -> None:
    """What is kept within bounds is told with them."""
    found = decision()
    assert str(found.value("n5", "điểm thử").low) == "7"
    text = found["n5", "CSTĐ"].explain("en", full=True)
    assert "not excluded" not in text
    assert "excluded: Bị nhắc nhở nhiều lần" in text


# ---------------------------------------------------------------- tables


def test_a_title_has_one_column() -> None:
    """Its standard has none of its own: met without a seat is an outcome of the title."""
    units, people = sheets(decision())
    assert [code for code, _ in people.criteria] == ["LĐTT", "CSTĐ"]
    shown = {line.key: line.statuses[1] for line in people.lines}
    assert shown == {
        "n1": Status.MET,
        "n2": Status.UNKNOWN,
        "n3": Status.UNKNOWN,
        "n4": Beyond.OUTSIDE,
        "n5": Status.NOT_MET,
        "n6": Beyond.OUTSIDE,
    }
    assert people.outcomes[1] is Beyond.OUTSIDE
    assert Beyond.OUTSIDE not in units.outcomes
    assert summary(people)[1] == ("CSTĐ", "Chiến sĩ thi đua", (1, 2, 1, 2, 0))


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("n1", ""),
        ("n4", "✗ CSTĐ.chỉ tiêu trong chỉ tiêu"),
        ("n5", "✗ LĐTT.x1 thuộc trường hợp loại trừ: Bị nhắc nhở nhiều lần"),
    ],
)
def test_what_is_in_the_way(key: str, wanted: str) -> None:
    """In short: seats of whom they may keep from the title, exclusions as what they are, nothing twice."""
    assert notes(decision(), decision().subject(key, "CSTĐ"), "vi") == wanted


def test_details_hold_the_quota() -> None:
    """Each quota is a row with its reckoning; a title that only lacks a seat is shown so."""
    rows = {(each.key, each.code): each for each in details(decision())}
    assert rows["n4", "CSTĐ"].status is Beyond.OUTSIDE
    assert rows["n4", "chỉ tiêu CSTĐ"].reasons[0] == "CSTĐ.Q1: 2 suất trong Cục A"
    assert rows["n5", "LĐTT.x1"].title == "thuộc trường hợp loại trừ: Bị nhắc nhở nhiều lần"


def test_pages_workbooks_and_terminals_show_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The outcome has its own word and mark in every form."""
    assert "đủ chuẩn, ngoài chỉ tiêu" in " ".join(Page(decision().to_html()).text.split())
    to_xlsx(decision(), tmp_path / "kq.xlsx")
    cells = {cell.value for sheet in load_workbook(tmp_path / "kq.xlsx") for row in sheet for cell in row}
    assert {"◐", "◐ đủ chuẩn, ngoài chỉ tiêu", "đủ chuẩn, ngoài chỉ tiêu"} <= cells
    print_decision(decision(), plain=True, grid=True)
    printed = capsys.readouterr().out
    assert "✓ đạt  ◐ đủ chuẩn, ngoài chỉ tiêu  ✗ không đạt" in printed
