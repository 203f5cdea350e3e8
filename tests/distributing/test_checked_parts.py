"""Parts are decided from columns that were checked for the whole: whatever is known of a row goes along with it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.distributing.test_parts import same
from tests.profiles import examples

pytestmark = pytest.mark.columnar
RULESET = """
bộ quy tắc: phan
tên: Xét từng phần
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  hội đồng: {duy nhất: đúng, đã họp: đúng/sai}
  phòng:
    lời: chữ
  người:
    phòng: {kiểu: thuộc phòng, chiều ngược: nhân viên}
    cấp trên: {kiểu: thuộc người, chiều ngược: cấp dưới, có thể không có: đúng}
    giờ dạy: {kiểu: số, từ: 0, thập phân: 2, có thể không có: đúng, không có thì: không đạt}
    hệ số: {kiểu: số, từ: 0, đến: 2, mặc định: 1, căn cứ: qd Đ1}
    ngạch: {kiểu: lựa chọn, lựa chọn: [a, b]}
  kết quả năm:
    khoá: [người, năm]
    người: {kiểu: thuộc người, chiều ngược: kết quả năm}
    năm: năm
    mức: {kiểu: bậc, bậc: [kém, khá, tốt], ngoài bậc: [miễn]}
  giải:
    người nhận: {kiểu: 'thuộc [người, phòng]', chiều ngược: giải đã nhận}
    số tiền: tiền
tiêu chí:
  KQ: {cho: người, tên: KQ, căn cứ: qd Đ1, khi: có kết quả năm trong đó (năm = năm xét - 1 và mức ≥ “khá”)}
  CT: {cho: người, tên: CT, căn cứ: qd Đ1, khi: cấp trên đạt KQ}
  GD: {cho: người, tên: GD, căn cứ: qd Đ1, áp dụng khi: ngạch là “a”, khi: giờ dạy × hệ số ≥ 100}
  HĐ: {cho: phòng, tên: HĐ, căn cứ: qd Đ1, khi: hội đồng đã họp và lời là “một hai”}
  TG: {cho: phòng, tên: TG, căn cứ: qd Đ1, khi: tổng số tiền của giải đã nhận ≥ 10}
  NL: {cho: giải, tên: NL, căn cứ: qd Đ1, khi: số giải đã nhận của người nhận ≥ 2}
danh hiệu:
  T:
    cho: người
    tên: T
    căn cứ: qd Đ1
    yêu cầu: {a: đạt KQ}
    chỉ tiêu:
      trong: phòng
      giới hạn: {Q: {tối đa: 50% × số nhân viên của phòng trong đó đạt KQ, làm tròn: lên}}
      ưu tiên: [giờ dạy giảm dần]
      khi bằng nhau: cùng loại
"""
ASKED: dict[str, Any] = {"on": "15/01/2022", "period": 2021}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("phan") / "phan.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values, None])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Offices and people in any order; the last of both stand alone, so that never all are bound together."""
    import polars as pl

    offices, people = draw(st.integers(1, 3)), draw(st.integers(1, 6))
    superiors = ["không có", *(f"n{at}" for at in range(people))]
    persons = [
        {
            "mã": f"n{at}",
            "phòng": f"p{draw(st.integers(0, offices - 1))}",
            "cấp trên": draw(st.sampled_from(superiors)),
            "giờ dạy": draw(maybe("99,5", "100", "không có")),
            "hệ số": draw(maybe(0.5, 1.5)),
            "ngạch": draw(maybe("a", "b")),
        }
        for at in range(people)
    ]
    alone = {"mã": "z", "phòng": "pz", "cấp trên": "không có", "giờ dạy": None, "hệ số": None, "ngạch": "a"}
    results = [
        {"người": f"n{at}", "năm": year, "mức": draw(maybe("kém", "khá", "tốt", "miễn"))}
        for at in range(people)
        for year in draw(st.sets(st.sampled_from([2020, 2021])))
    ]
    takers = st.sampled_from(["z", "pz", *(f"n{at}" for at in range(people)), *(f"p{at}" for at in range(offices))])
    prizes = [
        {"mã": f"g{at}", "người nhận": draw(takers), "số tiền": draw(maybe(4, 8))}
        for at in range(draw(st.integers(0, 4)))
    ]
    words = [{"mã": f"p{at}", "lời": draw(maybe("một hai", "ba"))} for at in range(offices)]
    given: dict[str, Any] = {
        "phòng": pl.DataFrame(
            draw(st.permutations([*words, {"mã": "pz", "lời": None}])), schema_overrides={"lời": str}
        ),
        "người": pl.DataFrame(
            draw(st.permutations([*persons, alone])), schema_overrides={"giờ dạy": str, "hệ số": float, "ngạch": str}
        ),
        "kết quả năm": pl.DataFrame(results, schema={"người": str, "năm": int, "mức": str}),
        "giải": pl.DataFrame(prizes, schema={"mã": str, "người nhận": str, "số tiền": int}),
    }
    if draw(st.booleans()):
        given["hội đồng"] = pl.DataFrame({"đã họp": [draw(st.booleans())]})
    return given


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(tables(), st.integers(1, 4), st.sets(st.sampled_from(["phòng", "người", "kết quả năm", "giải"])))
def test_whatever_is_known_of_a_row_goes_along_with_it(
    rules: tr.Ruleset, facts: dict[str, Any], parts: int, closed: set[str]
) -> None:
    """Known absences, values that are missing or presumed, of one or several types, some of which may have more."""
    from thidua_rules.distributing import decide_in_parts

    frames = rules.read_frames(facts, closed=closed, **ASKED)
    assert frames.case is None
    parted = decide_in_parts(rules, facts, closed=closed, parts=parts, **ASKED)
    same(parted, rules.decide_frames(frames))
