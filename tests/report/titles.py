"""A small ruleset of titles with a quota, exclusions and a text not at hand, and a dossier for it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import thidua_rules as tr
from thidua_rules.api import Ruleset
from thidua_rules.decision import Decision

RULES = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 01/01/2021, đến: 31/12/2021}
chọn theo: kỳ xét
văn bản:
  vb-1: {số hiệu: 01/VB, ngày: 02/03/2021, cơ quan: Cơ quan thử, mục: {A: một, B: hai}}
tham số:
  tỷ lệ danh hiệu: {kiểu: phần trăm, giá trị: 40%, căn cứ: vb-1 A}
từ vựng:
  tập thể:
    hoàn thành: đúng/sai
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    mức: {kiểu: bậc, bậc: [yếu, đạt, tốt], ngoài bậc: [không xếp loại]}
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
    số lần bị nhắc nhở: {kiểu: số nguyên, từ: 0}
    được minh oan: đúng/sai
    được hội đồng chọn: đúng/sai
danh hiệu:
  LĐTT:
    cho: cá nhân
    tên: Lao động tiên tiến
    căn cứ: vb-1 A
    yêu cầu: {a: {tên: Hoàn thành tốt, khi: mức ≥ “đạt”}}
    loại trừ:
      x1: {tên: Bị nhắc nhở nhiều lần, khi: số lần bị nhắc nhở ≥ 2, trừ khi: {e1: được minh oan}}
  CSTĐ:
    cho: cá nhân
    tên: Chiến sĩ thi đua
    căn cứ: vb-1 A
    yêu cầu: {a: đạt LĐTT}
    chỉ tiêu:
      trong: đơn vị
      giới hạn:
        Q1:
          tối đa: tỷ lệ danh hiệu × số thành viên của đơn vị trong đó đạt LĐTT
          làm tròn: xuống
          tối thiểu: 1
      ưu tiên: [điểm giảm dần]
  CTĐ:
    cho: tập thể
    tên: Cờ thi đua
    căn cứ: vb-1 B
    chưa có văn bản: Điều 26 chưa có nguyên văn
điểm:
  điểm thử:
    cho: cá nhân
    thập phân: 2
    căn cứ: vb-1 B
    thang: 10
    mục:
      I: {tên: Kỷ luật, tối đa: 4, trừ: {a: {tính: 5/4 × số lần bị nhắc nhở, tối đa: 3}}}
      II: {tên: Kết quả, tối đa: 6, bảng: {mức ≥ “tốt”: 6, còn lại: 3}}
xếp loại:
  mức thử:
    cho: cá nhân
    căn cứ: vb-1 B
    bậc: [thấp, cao]
    bảng: {điểm thử ≥ 9: cao, còn lại: thấp}
    điều chỉnh: [{mã: Đ1, khi: số lần bị nhắc nhở ≥ 3, hạ: 1, căn cứ: vb-1 B}]
"""

DOSSIER = """\
ngày xét: 15/01/2022
kỳ xét: 2021
đầy đủ: [cá nhân, tập thể]
tập thể:
  - {mã: a, tên: Cục A, hoàn thành: đúng}
cá nhân:
  - {mã: n1, tên: Người Một, đơn vị: a, mức: tốt, điểm: 90, số lần bị nhắc nhở: 0}
  - {mã: n2, tên: Người Hai, đơn vị: a, mức: tốt, điểm: 80, số lần bị nhắc nhở: 1}
  - {mã: n3, tên: Người Ba, đơn vị: a, mức: tốt, điểm: 80, số lần bị nhắc nhở: 0}
  - {mã: n4, tên: Người Bốn, đơn vị: a, mức: đạt, điểm: 70, số lần bị nhắc nhở: 0}
  - {mã: n5, tên: Người Năm, đơn vị: a, mức: tốt, điểm: 95, số lần bị nhắc nhở: 3, được minh oan: sai}
  - {mã: n6, tên: Người Sáu, đơn vị: a, mức: đạt, điểm: 60, số lần bị nhắc nhở: 0}
"""
"""Two seats for the five who are LĐTT; the second and the third are level."""


def decided(dossier: str = DOSSIER) -> Decision:
    """What the ruleset finds of a dossier."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "ho-so.yaml")
        path.write_text(dossier, encoding="utf-8")
        return ruleset().decide(ruleset().read_case(path))


@cache
def ruleset() -> Ruleset:
    """The ruleset."""
    with TemporaryDirectory() as folder:
        home = Path(folder, "bo")
        home.mkdir()
        (home / "bo.yaml").write_text(RULES, encoding="utf-8")
        return tr.load(home)


@cache
def decision() -> Decision:
    """What it finds of the dossier."""
    return decided()
