"""Yearly awards in runs of three years: what a run is reckoned from is told, and nothing without a name."""

import pytest

import thidua_rules as tr

RULES = """\
bộ quy tắc: hoc-vien/2024
tên: Khen thưởng hằng năm của một học viện
hiệu lực: {từ: 2024-01-01, đến: 2026-12-31}
chọn theo: kỳ xét
văn bản: {qd: {số hiệu: 01/QĐ, mục: {Đ2: thi đua toàn quân}}}
từ vựng:
  quân nhân: {}
  danh hiệu năm:
    khoá: [quân nhân, năm]
    quân nhân: {kiểu: thuộc quân nhân, chiều ngược: danh hiệu năm}
    năm: năm
    mức: {kiểu: bậc, bậc: [không đạt danh hiệu, chiến sĩ tiên tiến, chiến sĩ thi đua]}
  bằng khen:
    quân nhân: {kiểu: thuộc quân nhân, chiều ngược: bằng khen đã nhận}
    năm: năm
đại lượng:
  chuỗi:
    cho: quân nhân
    kiểu: số nguyên
    căn cứ: qd Đ2
    tính: số năm liên tục đến năm xét có danh hiệu năm trong đó (mức là “chiến sĩ thi đua”)
  năm của cụm:
    cho: quân nhân
    kiểu: số nguyên
    căn cứ: qd Đ2
    tính: chuỗi − 3 × làm tròn xuống đến 1 của ((chuỗi − 1) / 3)
tiêu chí:
  TQ:
    cho: quân nhân
    tên: Thi đua toàn quân
    căn cứ: qd Đ2
    yêu cầu:
      a: {tên: Đủ cụm ba năm, khi: chuỗi ≥ 3 và năm của cụm = 3}
      c: {tên: Có bằng khen trong cụm, khi: có bằng khen đã nhận trong đó (năm từ năm xét - 2 đến năm xét - 1)}
"""


@pytest.fixture(scope="module")
def decision(tmp_path_factory: pytest.TempPathFactory) -> tr.Decision:
    """One who ends a run of three with a commendation in it, and one in the first year of the next run."""
    path = tmp_path_factory.mktemp("runs") / "bo.yaml"
    path.write_text(RULES, encoding="utf-8")
    rules = tr.load(path)
    years = [{"năm": year, "mức": "chiến sĩ thi đua"} for year in range(2021, 2025)]
    people = [
        {"mã": "c", "danh hiệu năm": years[1:], "bằng khen đã nhận": [{"mã": "b1", "năm": 2023}]},
        {"mã": "d", "danh hiệu năm": years, "bằng khen đã nhận": []},
    ]
    return rules.decide(rules.read_case({"ngày xét": "15/12/2024", "kỳ xét": 2024, "quân nhân": people}))


def test_the_third_year_of_a_run_is_told_from_the_first_of_the_next(decision: tr.Decision) -> None:
    """Four years in a row are one of the next run."""
    assert [(verdict.subject.key, verdict.status) for verdict in decision] == [
        ("c", tr.Status.MET),
        ("d", tr.Status.NOT_MET),
    ]
    assert decision["d", "TQ"].summary() == (
        "d · TQ: không đạt – Đủ cụm ba năm (TQ.a): năm của cụm = 1, cần = 3 (và 1 nguyên nhân khác)"
    )


@pytest.mark.parametrize("full", [False, True])
def test_what_stands_between_is_named_or_not_told(decision: tr.Decision, full: bool) -> None:
    """A step of a formula has no name, so only the values with names and the members of the run are told."""
    for person, run, year in (("c", 3, 3), ("d", 4, 1)):
        told = decision[person, "TQ"].explain(full=full)
        assert f"năm của cụm = {year}, cần = 3" in told
        assert "kết quả tính" not in told
        assert "2/3" not in told
        reckoned = decision.explain_value(person, "năm của cụm")
        assert "= chuỗi − 3 × làm tròn xuống đến 1 của ((chuỗi − 1) / 3)" in reckoned
        assert f"chuỗi = {run}" in reckoned
    assert "kết quả tính" not in decision.to_html()
