"""What papers hold: those whom the decision names, the votes that the ruleset asks for, and blanks for the rest."""

from pathlib import Path

import pytest

import thidua_rules as tr
from tests.papers.small import DOSSIER, decided
from tests.test_docs import ROOT
from thidua_rules.papers.kinds import KINDS
from thidua_rules.papers.paper import Paper
from thidua_rules.papers.placeholders import BLANK, all_names
from thidua_rules.papers.results import Title
from thidua_rules.report.messages import Beyond
from thidua_rules.report.selection import selected
from thidua_rules.report.wording import shown_as
from thidua_rules.values import Status


def title(code: str, dossier: str = DOSSIER) -> Title:
    """What papers are given of a title."""
    return next(each for each in Paper(decided(dossier)).titles if each.code == code)


def asked(code: str, name: str, dossier: str = DOSSIER) -> list[tuple[str, str, str, str]]:
    """What the council is asked about a candidate: the condition, the question, the answer and its source."""
    (found,) = (each for each in title(code, dossier).candidates if each.name == name)
    return [(vote.condition, one.question, one.answer, one.source) for vote in found.votes for one in vote.answers]


def test_every_subject_of_a_title_stands_where_its_verdict_says() -> None:
    """The four lists of a title are its verdicts, each once, by what they are shown as."""
    found = decided()
    for each in Paper(found).titles:
        lists = {
            Status.MET: each.granted,
            Beyond.OUTSIDE: each.outside,
            Status.UNKNOWN: each.waiting,
            Status.NOT_MET: each.refused,
        }
        told = {(outcome, one.key) for outcome, listed in lists.items() for one in listed}
        assert told == {
            (shown_as(verdict), verdict.subject.key) for verdict in found.titles() if verdict.code == each.code
        }


def test_candidates_are_those_who_have_the_standard() -> None:
    """The council looks at whoever has the standard, whatever came of votes and seats."""
    assert [each.name for each in title("LĐG").candidates] == ["Người An", "Người Bình", "Người Em"]
    assert [each.result for each in title("LĐG").candidates] == ["đạt", "không đạt", "chưa đủ căn cứ"]


def test_achievements_are_the_parts_of_the_standard() -> None:
    """Each part has its name and the fact where that says more than the name."""
    (first,) = title("LĐG").granted
    assert first.grounds == ("Hoàn thành tốt (LĐG.a): mức = tốt", "Có sáng kiến (LĐG.b)")
    assert first.reference == "Quyết định 7/QĐ, Đ1"


def test_votes_are_those_that_the_further_conditions_ask_for() -> None:
    """What the dossier has of the session is told with its place; what it has not is blank."""
    told = asked("LĐG", "Người An")
    assert told == [
        ("Hội đồng đồng ý", "Bao nhiêu phiếu đồng ý?", "8", "dòng 16"),
        ("Hội đồng đồng ý", "tổng số thành viên", "9", "dòng 16"),
    ]
    assert [each[2] for each in asked("LĐG", "Người Em")] == [BLANK, "9"]


def test_the_session_about_another_title_is_not_this_ones() -> None:
    """A record whose key says that it is about something else answers nothing."""
    assert [each[2:] for each in asked("LĐG", "Người Bình")] == [(BLANK, BLANK)] * 2


def test_what_a_parameter_switches_off_is_not_asked() -> None:
    """Opinions in writing are not asked for where the reading chosen does not count them."""
    assert all("văn bản" not in each[1] for each in asked("LĐG", "Người An"))


def test_the_councils_choice_is_asked_where_equals_wait_for_it_or_it_was_made() -> None:
    """Those who are level for the last seat, and no one else."""
    assert asked("CSG", "Người Dũng") == [("bằng nhau thì hội đồng chọn", "được hội đồng chọn", BLANK, BLANK)]
    assert asked("CSG", "Người An") == []
    chosen = DOSSIER.replace("mức: tốt, điểm: 7}", "mức: tốt, điểm: 7, được hội đồng chọn: đúng}")
    assert [each[2] for each in asked("CSG", "Người Dũng", chosen)] == ["đúng"]


def test_what_a_council_confirms_is_told_with_the_answer() -> None:
    """Facts whose `người xác nhận` is a council, of those who have a standard or may have it."""
    (council,) = Paper(decided()).councils
    assert council.name == "hội đồng sáng kiến"
    names = ["Người An", "Người Bình", "Người Em"]
    assert [(each.of_whom, each.answer) for each in council.answers] == [(each, "đúng") for each in names]


@pytest.mark.parametrize("by", ["supplier", "unit"])
def test_every_missing_fact_is_in_one_notice(by: str) -> None:
    """What titles wait for is asked of somebody, once."""
    found = decided()
    gaps = {gap for verdict in found.titles() if verdict.status is Status.UNKNOWN for gap in verdict.proof.direct_gaps}
    notices = Paper(found, by="unit" if by == "unit" else "supplier").notices
    told = [(thing.what, whom) for notice in notices for thing in notice.asked for whom in thing.of_whom]
    assert len(told) == len(set(told)) == len(gaps)
    assert len({notice.to for notice in notices}) == len(notices)


def test_notices_go_to_suppliers_or_to_units() -> None:
    """Last the one to nobody in particular; a unit is what is judged itself, not the bloc it is in."""
    assert [each.to for each in Paper(decided()).notices] == ["hội đồng thi đua", "Phòng Kế hoạch", "thủ trưởng", BLANK]
    assert [each.to for each in Paper(decided(), by="unit").notices] == ["Phòng Y"]


def test_a_record_is_told_with_whose_it_is() -> None:
    """An initiative or a session has no name that its reader would know."""
    told = [whom for each in Paper(decided()).notices for thing in each.asked for whom in thing.of_whom]
    assert told == ["Người Dũng", "Người Em", "Phòng Y", "Người Giang", "e; LĐG (Người Em)"]


def test_documents_are_those_that_the_titles_cite() -> None:
    """With number, day and body, as the ruleset says."""
    (law,) = Paper(decided()).laws
    assert (law.name, law.about, law.day, law.body) == ("Quyết định 7/QĐ", "Quy chế thử", "02/03/2021", "Cơ quan thử")


def test_a_selection_narrows_what_is_told() -> None:
    """Only those people and titles."""
    found = decided()
    paper = Paper(found, selected(found, units=["y"], titles=["CSG"]))
    assert [(each.code, [one.name for one in each.waiting]) for each in paper.titles] == [
        ("CSG", ["Người Dũng", "Người Em"])
    ]


def test_a_person_is_told_of_every_title() -> None:
    """Titles, each with its result and the reason."""
    found = decided()
    (person,) = Paper(found, named=(tr.SubjectId("người", "c"),)).people
    assert [(each.title, each.result) for each in person.results] == [
        ("Lao động giỏi", "không đạt"),
        ("Chiến sĩ giỏi", "đủ chuẩn, ngoài chỉ tiêu"),
    ]
    assert "Có sáng kiến" in person.results[0].reason
    assert (person.name, person.unit) == ("Người Chi", "Phòng X")


def test_the_page_lists_every_name_and_no_other() -> None:
    """The tables of the documentation are what templates may ask for, in their order."""
    text = Path(ROOT, "docs/giay-to.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1].strip().strip("`") for line in text.splitlines() if line.startswith("| `")]
    names = [name for names in all_names(Paper).values() for name in names]
    assert [each for each in rows if each not in KINDS] == names


def test_a_reason_has_no_full_stop_of_its_own() -> None:
    """The template ends the sentence, also one that the ruleset has ended already."""
    rules = tr.load("btnmt/2021")
    found = rules.decide(rules.read_case({"ngày xét": "15/01/2022", "kỳ xét": 2021, "cá nhân": [{"mã": "a"}]}))
    reasons = [one.reason for each in Paper(found).titles for one in each.waiting]
    assert any("chưa có nguyên văn" in each for each in reasons)
    assert not any(each.endswith(".") for each in reasons)
