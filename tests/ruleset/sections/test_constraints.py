"""Constraints: facts that contradict each other are refused at their place, before anything is decided."""

from pathlib import Path

import pytest

from thidua_rules import DossierError, load
from thidua_rules.api import inspect
from thidua_rules.values import Status

RULES = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
từ vựng:
  phiên họp:
    khoá: [lần họp]
    lần họp: {kiểu: số nguyên}
    thành viên: {kiểu: số nguyên}
    phiếu thuận: {kiểu: số nguyên, từ: 0}
    phòng: {kiểu: thuộc phòng, chiều ngược: phiên họp}
  phòng: {}
ràng buộc:
  R1: {cho: phiên họp, tên: Phiếu không nhiều hơn người, khi: phiếu thuận ≤ thành viên}
"""


def write(folder: Path, text: str = RULES) -> Path:
    path = folder / "nho.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def dossier(**facts: object) -> dict[str, object]:
    return {"ngày xét": "2021-12-01", "kỳ xét": "2021", "phiên họp": [{"lần họp": 1, **facts}]}


def test_more_ayes_than_members_are_refused(tmp_path: Path) -> None:
    """Facts that surely break a constraint are refused, with its name and the subject's key."""
    with pytest.raises(DossierError) as caught:
        load(write(tmp_path)).read_case(dossier(**{"thành viên": 10, "phiếu thuận": 11}))
    (fault,) = caught.value.diagnostics
    assert fault.code == "FACT-48"
    assert fault.arguments["title"] == "Phiếu không nhiều hơn người"
    assert fault.arguments["key"] == "1"


@pytest.mark.parametrize("facts", [{"thành viên": 10, "phiếu thuận": 10}, {"phiếu thuận": 11}, {}])
def test_facts_that_may_agree_are_kept(tmp_path: Path, facts: dict[str, object]) -> None:
    """What is missing may still make the facts agree, so that they are kept."""
    assert list(load(write(tmp_path)).read_case(dossier(**facts)).of_type("phiên họp"))


def broken(folder: Path, condition: str, **facts: object) -> list[tuple[str | None, str]]:
    """Where and in which words a dossier of two rooms, a meeting each and a council is refused, if at all."""
    rules = RULES.replace("phiếu thuận ≤ thành viên", f"'{condition}'")
    path = write(folder, rules.replace("  phòng: {}", "  phòng: {người: {kiểu: số nguyên, từ: 0}}\n" + COUNCIL))
    meetings = [
        {"lần họp": 1, "phiếu thuận": 5, "phòng": "a", "thành viên": 9},
        {"lần họp": 2, "phiếu thuận": 3, "phòng": "a"},
    ]
    rooms = [{"mã": "a", "người": 7}, {"mã": "b"}]
    head = {"ngày xét": "2021-12-01", "kỳ xét": "2021"}
    try:
        load(path).read_case({**head, "phiên họp": meetings, "phòng": rooms, "hội đồng": {"biên chế": 4}, **facts})
    except DossierError as refused:
        return [(each.place.path, each.message("vi")) for each in refused.diagnostics]
    return []


COUNCIL = "  hội đồng: {duy nhất: đúng, biên chế: {kiểu: số nguyên, từ: 1}}\n"
SAID = "phiên họp `{}` không thoả ràng buộc `Phiếu không nhiều hơn người`: {}"


def test_a_constraint_may_follow_references(tmp_path: Path) -> None:
    """Facts of others are compared too; who they are and what they hold is told, at a place of the subject's own."""
    assert broken(tmp_path, "phiếu thuận ≤ người của phòng") == []
    for condition, other in (
        ("phiếu thuận < người của phòng − 2", "phòng `a`: người = 7"),
        ("phiếu thuận ≤ biên chế của hội đồng", "hội đồng `hội đồng`: biên chế = 4"),
    ):
        told = SAID.format(1, f"{condition} (phiếu thuận = 5; {other})")
        assert broken(tmp_path, condition) == [("$.phiên họp[0].phiếu thuận", told)]


def test_a_constraint_may_hold_for_a_group(tmp_path: Path) -> None:
    """Sums and counts over collections are known from below while they are open, and that may be too much already."""
    condition = "tổng phiếu thuận của phiên họp của phòng ≤ người của phòng"
    first, second = broken(tmp_path, condition)
    told = f"{condition} (phiếu thuận = 5, phòng = a; phiên họp `2`: phiếu thuận = 3; phòng `a`: người = 7)"
    assert first == ("$.phiên họp[0].phiếu thuận", SAID.format(1, told))
    assert second[0] == "$.phiên họp[1].phiếu thuận"
    assert broken(tmp_path, "số phiên họp của phòng ≥ 3") == []
    closed = broken(tmp_path, "số phiên họp của phòng ≥ 3", **{"đầy đủ": ["phiên họp"]})
    assert closed[0][1] == SAID.format(1, "số phiên họp của phòng ≥ 3 (phòng = a; phiên họp `2`)")
    assert len(broken(tmp_path, "số phiên họp của hồ sơ ≤ 1")) == 2


def test_a_constraint_asks_facts_only(tmp_path: Path) -> None:
    """A constraint that speaks of what rules find is told at its condition."""
    quantity = "đại lượng:\n  gấp đôi: {cho: phiên họp, kiểu: số nguyên, tính: 2 × phiếu thuận}\n"
    path = write(tmp_path, RULES.replace("phiếu thuận ≤ thành viên", "gấp đôi ≤ 3") + quantity)
    ruleset, findings = inspect(path)
    assert ruleset is None
    assert [(each.code, each.place.line) for each in findings if each.code == "TYPE-44"] == [("TYPE-44", 14)]


def test_a_session_refuses_what_breaks_a_constraint(tmp_path: Path) -> None:
    """A session refuses verdicts while its facts break a constraint, be it by facts of others, and no longer."""
    criterion = "văn bản: {qd: {số hiệu: 1, mục: {Đ1: một}}}\ntiêu chí:\n"
    criterion += "  T: {cho: phòng, tên: t, căn cứ: qd Đ1, khi: người ≥ 1}\n"
    rules = RULES.replace("phiếu thuận ≤ thành viên", "phiếu thuận ≤ người của phòng") + criterion
    rules = load(write(tmp_path, rules.replace("  phòng: {}", "  phòng: {người: {kiểu: số nguyên, từ: 0}}")))
    meeting = rules.facts.phien_hop(lan_hop=1, phieu_thuan=5, phong="a")
    with rules.session(on="2021-12-01", period=2021) as session:
        session.assert_fact(meeting)
        session.assert_fact(rules.facts.phong(ma="a"))
        assert session["a", "T"].status is Status.UNKNOWN
        session.assert_fact(rules.facts.phong(ma="a", nguoi=4))
        with pytest.raises(DossierError, match="FACT-48"):
            session["a", "T"].status  # noqa: B018
        with pytest.raises(DossierError, match="phòng `a`: người = 4"):
            session.decision()
        session.assert_fact(rules.facts.phong(ma="a", nguoi=5))
        assert session["a", "T"].status is Status.MET
        session.assert_fact(rules.facts.phong(ma="a", nguoi=3))
        session.retract(meeting)
        assert session["a", "T"].status is Status.MET


def test_nothing_is_advised_that_breaks_a_constraint_of_others(tmp_path: Path) -> None:
    """A change that another subject's constraint refuses is no advice."""
    criterion = "văn bản: {qd: {số hiệu: 1, mục: {Đ1: một}}}\ntiêu chí:\n"
    criterion += "  T: {cho: phòng, tên: t, căn cứ: qd Đ1, khi: người ≤ 3}\n"
    free = RULES.replace("phiếu thuận ≤ thành viên", "phiếu thuận ≤ 99") + criterion
    for text, advised in ((free, True), (free.replace("≤ 99", "≤ người của phòng"), False)):
        rules = load(write(tmp_path, text.replace("  phòng: {}", "  phòng: {người: {kiểu: số nguyên, từ: 0}}")))
        meetings = [{"lần họp": 1, "phiếu thuận": 5, "phòng": "a"}]
        head = {"ngày xét": "2021-12-01", "kỳ xét": "2021"}
        case = rules.read_case({**head, "phiên họp": meetings, "phòng": [{"mã": "a", "người": 7}]})
        assert bool(rules.decide(case)["a", "T"].changes()) is advised


def test_constraints_count_in_the_content(tmp_path: Path) -> None:
    """A ruleset with another constraint is another ruleset."""
    first = load(write(tmp_path)).hash
    assert load(write(tmp_path, RULES.replace("≤", "<"))).hash != first
