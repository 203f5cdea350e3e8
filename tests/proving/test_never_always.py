"""Each kind of fault that no single dossier shows is found where it is, with the dossier that demonstrates it."""

from pathlib import Path

import pytest

from thidua_rules.api import Ruleset, load
from thidua_rules.proving.never_always import (
    Finding,
    NeverAlways,
    never_always,
    ordered_titles,
    reversed_titles,
)
from thidua_rules.proving.question import usual_question

pytestmark = pytest.mark.prove

RULES = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản:
  luat:
    số hiệu: 01/2021/QH
    ngày: 2021-01-01
    cơ quan: Cơ quan thử
    mục: {Đ1: hạng nhất, Đ2: hạng nhì, Đ3: hạng ba, Đ9: việc khác}
từ vựng:
  cá nhân:
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
    vắng mặt: {kiểu: số nguyên, từ: 0, đến: 50}
    tận tụy: đúng/sai
    bị phạt: đúng/sai
  việc làm:
    người làm: {kiểu: thuộc cá nhân, chiều ngược: việc làm}
    hạng: {kiểu: bậc, bậc: [thường, tốt]}
tiêu chí:
  N:
    cho: cá nhân
    căn cứ: luat Đ9
    yêu cầu:
      a: điểm ≥ 90 và điểm < 50
      b: tận tụy
  A:
    cho: cá nhân
    căn cứ: luat Đ9
    yêu cầu:
      a: điểm ≥ 0
      b: tận tụy
  I:
    cho: cá nhân
    căn cứ: luat Đ9
    yêu cầu:
      a: điểm ≥ 80
      b: điểm ≥ 70 hoặc vắng mặt > 60
      c: có ít nhất 2 việc làm trong đó (hạng ≥ “tốt”)
  K:
    cho: cá nhân
    căn cứ: luat Đ9
    yêu cầu:
      a: {áp dụng khi: điểm > 50 và điểm < 40, khi: tận tụy}
      b: vắng mặt < 3
danh hiệu:
  H1: {cho: cá nhân, căn cứ: luat Đ1, yêu cầu: {a: điểm ≥ 90, b: tận tụy}}
  H2: {cho: cá nhân, căn cứ: luat Đ2, yêu cầu: {a: điểm ≥ 80, b: tận tụy, c: không bị phạt}}
  H3: {cho: cá nhân, căn cứ: luat Đ3, yêu cầu: {a: điểm ≥ 50}}
  H0: {cho: cá nhân, căn cứ: luat Đ9, yêu cầu: {a: đạt N}}
đại lượng:
  hệ số:
    cho: cá nhân
    kiểu: số nguyên
    căn cứ: luat Đ9
    bảng:
      - {mã: r1, khi: điểm ≥ 50, là: 2}
      - {mã: r2, khi: điểm ≥ 80 và tận tụy, là: 3}
      - {mã: r3, còn lại: 1}
"""


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    """A ruleset with one fault of each kind."""
    folder: Path = tmp_path_factory.mktemp("bo")
    (folder / "bo-quy-tac.yaml").write_text(RULES, encoding="utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def found(ruleset: Ruleset) -> NeverAlways:
    """What is found in it."""
    return never_always(ruleset)


def one(found: NeverAlways, kind: str, code: str) -> Finding:
    """The finding of that kind of that code."""
    (finding,) = [each for each in found.findings if (each.kind, each.code) == (kind, code)]
    return finding


def test_just_the_faults_are_found(found: NeverAlways) -> None:
    """One of each kind, nothing that follows from another, nothing left open."""
    kinds = sorted((each.kind, each.code, each.other or each.row) for each in found.findings)
    assert kinds == sorted(
        [
            ("never", "N.a", None),
            ("always", "A.a", None),
            ("implied", "I.b", None),
            ("inapplicable", "K.a", None),
            ("unattainable", "H0", None),
            ("reversed", "H1", "H2"),
            ("row never", "hệ số", 1),
        ],
        key=lambda each: each[:2],
    )
    assert not found.open
    assert not found.left_out


def test_a_title_that_nobody_can_attain_names_the_requirement(found: NeverAlways) -> None:
    """The author looks there, and not at all that rests on it."""
    assert one(found, "unattainable", "H0").because == ("N.a",)


def test_a_title_above_another_is_demonstrated_by_the_smallest_dossier(ruleset: Ruleset, found: NeverAlways) -> None:
    """Read again and decided, it shows the higher title met and the lower not, and holds nothing that can go."""
    shown = one(found, "reversed", "H1").demonstration
    assert shown is not None
    decision = ruleset.decide(ruleset.read_case(shown.data))
    (person,) = shown.subjects
    assert [decision[person.key, code].status.value for code in ("H1", "H2")] == ["met", "not_met"]
    assert set(shown.data["cá nhân"][0]) == {"mã", "điểm", "tận tụy", "bị phạt"}


def test_what_is_implied_is_demonstrated_where_all_is_met(found: NeverAlways) -> None:
    """With the two pieces of work that the part beside it counts."""
    shown = one(found, "implied", "I.b").demonstration
    assert shown is not None
    assert len(shown.data["việc làm"]) == 2


SHOWN = """\
mặc định: {ngày xét: 31/12/2021, kỳ xét: 2021}
tình huống:
  - tên: hơn và kém
    hồ sơ: {cá nhân: [{mã: a, điểm: 60}, {mã: b, điểm: 20}]}
    mong đợi: {a: {H3: đạt}, b: {H3: không đạt}}
"""


def test_what_a_scenario_shows_needs_no_time(tmp_path: Path) -> None:
    """One of its people meets H3 and the other does not; neither of them is known to meet H2."""
    (tmp_path / "bo-quy-tac.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "thu.tinh-huong.yaml").write_text(SHOWN, encoding="utf-8")
    left = never_always(load(tmp_path), seconds=0).open
    assert ("H3" in left, "H2" in left) == (False, True)


def test_the_collective_titles_of_the_law_of_2022_are_told() -> None:
    """A collective with a member under a warning may be the higher and not the lower: Articles 27 and 28."""
    rules = load("chung/luat-06-2022")
    question = usual_question(rules, "31/12/2024", "2024")
    found = reversed_titles(rules, question, "TTLĐXS", "TTLĐTT")
    assert ("TTLĐXS", "TTLĐTT") in {(one.code, other.code) for one, other in ordered_titles(rules.program)}
    assert found.demonstration is not None
    assert [each["hình thức"] for each in found.demonstration.data["kỷ luật"]] == ["cảnh cáo"]
