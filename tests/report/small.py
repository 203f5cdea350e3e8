"""A small ruleset and dossier with every kind of thing that a report has words for."""

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
  vb-1:
    loại: công văn
    số hiệu: 01/VB-THU
    ngày: 02/03/2021
    cơ quan: Cơ quan thử
    mã mục: do bộ quy tắc đặt
    mục: {T1: một, T1.a: một a, T1.b: một b, T1.c: một c, T1.d: một d, T1.e: lời kêu gọi, C1: cá nhân, C2: đứng đầu}
tham số:
  mức kế hoạch: {kiểu: phần trăm, giá trị: 100%, căn cứ: vb-1 T1.a}
từ vựng:
  tập thể:
    tỷ lệ hoàn thành kế hoạch: {kiểu: phần trăm, từ: 0%, thập phân: 1}
    giải ngân đúng tiến độ:
      kiểu: đúng/sai
      câu hỏi: Giải ngân có đúng tiến độ không?
      minh chứng: Báo cáo giải ngân
      người trả lời: Phòng Kế hoạch
    được giao giải ngân: đúng/sai
    được miễn: đúng/sai
    hạn nộp: ngày
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    mức: {kiểu: bậc, bậc: [yếu, đạt, tốt], ngoài bậc: [không xếp loại]}
    là người đứng đầu: đúng/sai
    số ngày nghỉ: {kiểu: số nguyên, từ: 0, đơn vị tính: ngày, có thể không có: đúng}
đại lượng:
  tỷ lệ người tốt: {cho: tập thể, kiểu: phần trăm, tính: tỷ lệ thành viên trong đó (mức ≥ “tốt”)}
tiêu chí:
  T1:
    cho: tập thể
    tên: Công tác năm
    căn cứ: vb-1 T1
    diễn giải: {chọn: Xét theo cả năm., lý do: Văn bản nói về năm.}
    yêu cầu:
      T1.a:
        tên: Hoàn thành kế hoạch
        khi: tỷ lệ hoàn thành kế hoạch ≥ mức kế hoạch
        căn cứ: vb-1 T1.a
      T1.b:
        tên: Giải ngân
        áp dụng khi: được giao giải ngân
        khi: giải ngân đúng tiến độ
        căn cứ: vb-1 T1.b
        người xác nhận: hội đồng
      T1.c:
        tên: Đủ người tốt
        khi: số thành viên trong đó (mức ≥ “tốt”) ≥ 2
        căn cứ: vb-1 T1.c
        trừ khi:
          m1: {khi: được miễn, căn cứ: vb-1 T1.c}
      T1.d:
        tên: Nộp đúng hạn
        căn cứ: vb-1 T1.d
        một trong:
          T1.d.1: hạn nộp ≤ ngày xét
          T1.d.2: được miễn
      T1.e: {không mã hoá: Lời kêu gọi chung., căn cứ: vb-1 T1.e}
  C1:
    cho: cá nhân
    tên: Mức hoàn thành
    khi: mức thuộc {“tốt”; “đạt”} và có số ngày nghỉ và số ngày nghỉ ≤ 5
    căn cứ: vb-1 C1
  C2:
    cho: cá nhân
    tên: Người đứng đầu
    áp dụng khi: là người đứng đầu
    căn cứ: vb-1 C2
    yêu cầu:
      C2.a: {khi: đơn vị đạt T1, căn cứ: vb-1 C2}
      C2.b: {khi: có ít nhất 70% thành viên của đơn vị trong đó đạt C1, căn cứ: vb-1 C2}
"""

DOSSIER = """\
ngày xét: 15/01/2022
kỳ xét: 2021
đầy đủ: [cá nhân]
tập thể:
  - mã: a
    tên: Cục A
    tỷ lệ hoàn thành kế hoạch: 98,5%
    được giao giải ngân: đúng
    được miễn: sai
    hạn nộp: 31/12/2021
  - {mã: b, tên: "Cục <B> [bold]:smile: =1+1", tỷ lệ hoàn thành kế hoạch: 100%, được miễn: đúng,
     được giao giải ngân: sai}
cá nhân:
  - {mã: n1, tên: Người Một, đơn vị: a, mức: tốt, số ngày nghỉ: 1, là người đứng đầu: đúng}
  - {mã: n2, tên: Người Hai, đơn vị: a, mức: đạt..tốt, số ngày nghỉ: 0, là người đứng đầu: sai}
  - {mã: n3, tên: Người Ba, đơn vị: a, mức: yếu, số ngày nghỉ: 9, là người đứng đầu: sai}
  - {mã: n4, tên: Người Bốn, đơn vị: b, mức: không xếp loại, số ngày nghỉ: không có}
"""

SCENARIOS = """\
mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}
tình huống:
  - tên: Chưa đủ 100% thì không đạt
    hồ sơ: {tập thể: [{mã: a, tỷ lệ hoàn thành kế hoạch: 99%}]}
    mong đợi: {a: {T1.a: không đạt, T1: không đạt}}
  - tên: Thiếu tỷ lệ thì chưa đủ căn cứ
    hồ sơ: {tập thể: [{mã: a}]}
    mong đợi: {a: {T1.a: chưa đủ căn cứ}}
"""


def write(folder: Path, rules: str = RULES, scenarios: str | None = SCENARIOS) -> Path:
    """The ruleset in a folder of its own, its dossier beside it."""
    home = folder / "bo"
    home.mkdir()
    (home / "bo.yaml").write_text(rules, encoding="utf-8")
    if scenarios is not None:
        (home / "thu.tinh-huong.yaml").write_text(scenarios, encoding="utf-8")
    (folder / "ho-so.yaml").write_text(DOSSIER, encoding="utf-8")
    return home


@cache
def ruleset() -> Ruleset:
    """The small ruleset."""
    with TemporaryDirectory() as folder:
        return tr.load(write(Path(folder)))


@cache
def decision() -> Decision:
    """What the small ruleset finds of the small dossier; the dossier is read from a file `ho-so.yaml`."""
    with TemporaryDirectory() as folder:
        write(Path(folder))
        return ruleset().decide(ruleset().read_case(Path(folder, "ho-so.yaml")))
