"""A ruleset of scores, a place among others, a grade by the score and an amount; three people and one unit."""
# ruff: noqa: E501 - one person a line

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import thidua_rules as tr
from thidua_rules.decision import Decision

RULES = """\
bộ quy tắc: truong/2026
tên: Chấm điểm
hiệu lực: {từ: 2026-01-01}
văn bản: {qc: {số hiệu: 1/QC, mục: {Đ1: một, Đ2: hai}}}
từ vựng:
  tổ: {}
  người:
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    số lần muộn: {kiểu: số nguyên, từ: 0, đến: 100, người trả lời: Phòng Hành chính}
    chủ nhiệm: đúng/sai
    mất hồ sơ: {kiểu: đúng/sai, câu hỏi: Có làm mất hồ sơ không?, minh chứng: Biên bản, người trả lời: Văn thư}
    nền nếp: {kiểu: bậc, bậc: [kém, tốt]}
    điểm dự giờ: {kiểu: số, từ: 0, đến: 10}
    lương: tiền
điểm:
  điểm năm:
    cho: người
    căn cứ: qc Đ1
    thập phân: 2
    mục:
      I: {tên: Chuyên cần, tối đa: 9, trừ: {a: {tên: đi muộn, tính: '0,5 × số lần muộn'}}}
      II: {tên: Nền nếp, tối đa: 15, áp dụng khi: chủ nhiệm, mất điểm khi: mất hồ sơ, bảng: {nền nếp là “tốt”: 15, còn lại: 6}}
      III: {tên: Chuyên môn, tối đa: 10, mục: {1: {tên: Dự giờ, tối đa: 10, tính: điểm dự giờ}}}
    điểm trừ: {trừ: {a: {tính: 2, áp dụng khi: mất hồ sơ}}}
xếp hạng:
  thứ tự: {cho: người, trong: tổ, theo: [điểm năm giảm dần], căn cứ: qc Đ1}
xếp loại:
  loại:
    cho: người
    bậc: [đạt, khá, tốt]
    căn cứ: qc Đ2
    bảng: {điểm năm ≥ 25: tốt, điểm năm từ 15 đến dưới 25: khá, còn lại: đạt}
    điều chỉnh: [{mã: k1, khi: mất hồ sơ, hạ: 1}]
đại lượng:
  thưởng: {cho: người, kiểu: tiền, căn cứ: qc Đ2, tính: làm tròn xuống đến 1.000 của (10% × lương)}
"""
PEOPLE = """\
ngày xét: 31/12/2026
kỳ xét: 2026
đầy đủ: [tổ, người]
tổ: [{mã: t}]
người:
  - {mã: a, tên: =An, tổ: t, số lần muộn: 3, chủ nhiệm: sai, mất hồ sơ: sai, nền nếp: tốt, điểm dự giờ: 8, lương: 5.000.000}
  - {mã: b, tên: Bình, tổ: t, số lần muộn: 0, chủ nhiệm: đúng, mất hồ sơ: đúng, nền nếp: tốt, điểm dự giờ: 10, lương: 7.500.000}
  - {mã: c, tên: Chi, tổ: t, số lần muộn: 0, chủ nhiệm: đúng, nền nếp: kém, điểm dự giờ: '7,25'}
"""


@cache
def decision() -> Decision:
    """What is found of the three people."""
    with TemporaryDirectory() as folder:
        Path(folder, "bo.yaml").write_text(RULES, encoding="utf-8")
        Path(folder, "ho-so.yaml").write_text(PEOPLE, encoding="utf-8")
        rules = tr.load(Path(folder, "bo.yaml"))
        return rules.decide(rules.read_case(Path(folder, "ho-so.yaml")))
