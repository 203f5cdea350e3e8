"""Who competes for the seats of a title: the standard and every further condition that comes before them."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import RulesetError
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.proofs.replay import replay

RULES = """\
bộ quy tắc: thu/2021
tên: Thử
hiệu lực: {{từ: 2021-01-01}}
văn bản: {{qd: {{số hiệu: 1/QĐ, mục: {{Đ1: một}}}}}}
từ vựng:
  đơn vị: {{}}
  cá nhân:
    đơn vị: {{kiểu: thuộc đơn vị, chiều ngược: thành viên}}
    giỏi: đúng/sai
    tỷ lệ phiếu: {{kiểu: phần trăm, từ: 0%, đến: 100%}}
    điểm: {{kiểu: số, từ: 0, đến: 100}}
danh hiệu:
  CSG:
    cho: cá nhân
    tên: Chiến sĩ giỏi
    căn cứ: qd Đ1
    yêu cầu: {{a: giỏi}}
    điều kiện thêm: {{{further}}}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {{Q1: {{tối đa: 50% × số thành viên của đơn vị trong đó đủ chuẩn CSG, làm tròn: xuống}}}}
      ưu tiên: [điểm giảm dần]
      khi bằng nhau: cùng loại
"""
VOTE = "p: tỷ lệ phiếu ≥ 80%"


def rules_with(folder: Path, further: str) -> tr.Ruleset:
    """The ruleset with these further conditions."""
    path = folder / "bo.yaml"
    path.write_text(RULES.format(further=further), encoding="utf-8")
    return tr.load(path)


def decide(rules: tr.Ruleset, first_vote: str, executor: str = "forward") -> tr.Decision:
    """Two people and one seat; the first in line has this share of the votes."""
    person = {"đơn vị": "d", "giỏi": "đúng"}
    people = [
        {"mã": "một", "điểm": "9", "tỷ lệ phiếu": first_vote, **person},
        {"mã": "hai", "điểm": "8", "tỷ lệ phiếu": "90%", **person},
    ]
    facts = {"đơn vị": [{"mã": "d"}], "cá nhân": people, "đầy đủ": ["cá nhân", "đơn vị"]}
    return rules.decide(rules.read_case(facts, on="15/12/2021", period=2021), executor=executor)


@pytest.mark.parametrize("executor", ["reference", "forward"])
def test_who_will_be_refused_takes_no_seat(tmp_path: Path, executor: str) -> None:
    """One seat; the first in line fails the vote: the second gets the seat, and both stand in the base."""
    decision = decide(rules_with(tmp_path, VOTE), "10%", executor)
    assert decision["một", "CSG"].status is tr.Status.NOT_MET
    assert decision["một", "CSG"].reason is None
    assert decision["hai", "CSG"].status is tr.Status.MET


@pytest.mark.parametrize("executor", ["reference", "forward"])
def test_a_condition_decided_afterwards_leaves_the_seat_taken(tmp_path: Path, executor: str) -> None:
    """With `vẫn giữ chỗ` who is refused keeps the seat, so that the next in line has none."""
    decision = decide(rules_with(tmp_path, "p: {khi: tỷ lệ phiếu ≥ 80%, vẫn giữ chỗ: đúng}"), "10%", executor)
    assert decision["một", "CSG"].status is tr.Status.NOT_MET
    assert decision["hai", "CSG"].reason == "quota"


@pytest.mark.parametrize("executor", ["reference", "forward"])
def test_an_unknown_vote_leaves_the_next_in_line_unknown(tmp_path: Path, executor: str) -> None:
    """Whether the first competes is not known, so neither is the seat of the second, for want of that fact."""
    decision = decide(rules_with(tmp_path, VOTE), "", executor)
    assert decision["hai", "CSG"].status is tr.Status.UNKNOWN
    missing = {(gap.subject.key, gap.name) for gap in decision["hai", "CSG"].missing() if gap.subject is not None}
    assert missing == {("một", "tỷ lệ phiếu")}


def test_proofs_of_who_competes_hold(tmp_path: Path) -> None:
    """The independent checker accepts the proofs, and the cited facts alone give the same verdicts."""
    rules = rules_with(tmp_path, VOTE)
    for vote in ("10%", "85%", ""):
        decision = decide(rules, vote)
        for verdict in decision:
            proof = verdict.proof
            assert check_proof(rules.program, decision.case, proof) == ()
            if verdict.status is not tr.Status.UNKNOWN:
                assert replay(rules.program, decision.case, proof) == proof.mask


def test_what_makes_a_candidate_is_no_verdict_of_its_own(tmp_path: Path) -> None:
    """The compiler's own conclusions stand in no list of verdicts."""
    decision = decide(rules_with(tmp_path, VOTE), "10%")
    assert {verdict.code for verdict in decision} == {"đủ chuẩn CSG", "CSG"}
    (first, _) = decision.case.of_type("cá nhân")
    assert not [verdict.code for verdict in decision.verdicts(first) if verdict.code.startswith("dự xét")]


def test_a_further_condition_on_the_seats_is_a_circle(tmp_path: Path) -> None:
    """A further condition that depends on who has the title is told as a circle of the title."""
    with pytest.raises(RulesetError) as caught:
        rules_with(tmp_path, "p: có thành viên của đơn vị trong đó đạt CSG")
    assert [each.code for each in caught.value.diagnostics] == ["TYPE-27"]


def test_what_keeps_the_seat_makes_another_ruleset(tmp_path: Path) -> None:
    """The mark stands in the canonical form."""
    marked = rules_with(tmp_path, "p: {khi: tỷ lệ phiếu ≥ 80%, vẫn giữ chỗ: đúng}")
    assert marked.hash != rules_with(tmp_path, "p: {khi: tỷ lệ phiếu ≥ 80%}").hash


@pytest.mark.parametrize("executor", ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)])
def test_a_title_does_not_apply_where_its_standard_does_not(tmp_path: Path, executor: str) -> None:
    """All that the standard asks for does not apply to a trainee: neither does the title, with a quota and a vote."""
    path = tmp_path / "bo.yaml"
    guarded = RULES.format(further=VOTE).replace("{a: giỏi}", "{a: {khi: giỏi, áp dụng khi: không tập sự}}")
    path.write_text(
        guarded.replace("    giỏi: đúng/sai\n", "    giỏi: đúng/sai\n    tập sự: đúng/sai\n"), encoding="utf-8"
    )
    rules = tr.load(path)
    person = {"đơn vị": "d", "giỏi": "đúng", "điểm": "9", "tỷ lệ phiếu": "90%"}
    people = [{"mã": "một", "tập sự": "đúng"}, {"mã": "hai", "tập sự": "sai"}, {"mã": "ba"}]
    facts = {"đơn vị": [{"mã": "d"}], "cá nhân": [each | person for each in people], "đầy đủ": ["cá nhân", "đơn vị"]}
    case = rules.read_case(facts, on="15/12/2021", period=2021)
    decision = rules.decide(case, executor=executor)
    statuses = [decision[key, "CSG"].status for key in ("một", "hai", "ba")]
    assert statuses == [tr.Status.NOT_APPLICABLE, tr.Status.UNKNOWN, tr.Status.UNKNOWN]
    assert [decision[key, "đủ chuẩn CSG"].status for key in ("một", "hai")] == [statuses[0], tr.Status.MET]
    for key in ("một", "hai", "ba"):
        assert check_proof(rules.program, case, decision[key, "CSG"].proof) == ()
    assert "áp dụng CSG" not in decision["một", "CSG"].explain(full=True)
