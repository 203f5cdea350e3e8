"""A small ruleset with a part of every kind that is mutated, and scenarios that notice every small change of it."""

from pathlib import Path

from thidua_rules import api
from thidua_rules.api import Ruleset

RULES = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
chọn theo: kỳ xét
văn bản: {vb-1: {số hiệu: 01/VB-THU, ngày: 2021-01-01, mục: {A: một}}}
tham số:
  điểm tối thiểu: {kiểu: số nguyên, giá trị: 50, căn cứ: vb-1 A}
từ vựng:
  tập thể: {}
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
    số ngày nghỉ: {kiểu: số nguyên, từ: 0}
    tập sự: đúng/sai
    bị kỷ luật: đúng/sai
    được minh oan: đúng/sai
    số lần đi muộn: {kiểu: số nguyên, từ: 0}
  khen thưởng:
    người: {kiểu: thuộc cá nhân, chiều ngược: khen thưởng}
    năm: năm
danh hiệu:
  LĐTT:
    cho: cá nhân
    tên: Lao động tiên tiến
    căn cứ: vb-1 A
    yêu cầu:
      a: {tên: Đủ điểm, khi: điểm ≥ điểm tối thiểu}
      b: {tên: Đi làm đủ, áp dụng khi: không tập sự, khi: số ngày nghỉ ≤ 40}
    loại trừ:
      x: {tên: Bị kỷ luật, khi: bị kỷ luật, trừ khi: {e: được minh oan}}
  CSTĐ:
    cho: cá nhân
    tên: Chiến sĩ thi đua
    căn cứ: vb-1 A
    yêu cầu:
      a: {tên: Khen thưởng năm xét, khi: có khen thưởng trong đó (năm = kỳ xét)}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {Q1: {tối đa: số thành viên của đơn vị / 2, làm tròn: xuống}}
      ưu tiên: [điểm giảm dần]
      khi bằng nhau: cùng loại
đại lượng:
  mức thưởng:
    cho: cá nhân
    kiểu: số nguyên
    căn cứ: vb-1 A
    bảng: {điểm ≥ 80 và số lần đi muộn < 3: 2, còn lại: 1}
"""

FIRST = """\
mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}
tình huống:
"""
SCENARIOS = {
    "đủ điểm": ("{mã: n, điểm: 50}", "{LĐTT.a: đạt}"),
    "thiếu một điểm": ("{mã: n, điểm: 49, tập sự: sai, số ngày nghỉ: 40, bị kỷ luật: sai}", "{LĐTT: không đạt}"),
    "nghỉ quá": ("{mã: n, điểm: 50, tập sự: sai, số ngày nghỉ: 41, bị kỷ luật: sai}", "{LĐTT: không đạt}"),
    "nghỉ vừa đủ": ("{mã: n, điểm: 50, tập sự: sai, số ngày nghỉ: 40, bị kỷ luật: sai}", "{LĐTT: đạt}"),
    "tập sự nghỉ nhiều": ("{mã: n, điểm: 50, tập sự: đúng, số ngày nghỉ: 90, bị kỷ luật: sai}", "{LĐTT: đạt}"),
    "bị kỷ luật": (
        "{mã: n, điểm: 50, tập sự: sai, số ngày nghỉ: 0, bị kỷ luật: đúng, được minh oan: sai}",
        "{LĐTT: không đạt}",
    ),
    "được minh oan": (
        "{mã: n, điểm: 50, tập sự: sai, số ngày nghỉ: 0, bị kỷ luật: đúng, được minh oan: đúng}",
        "{LĐTT: đạt}",
    ),
    "khen thưởng đúng năm": ("{mã: n, khen thưởng: [{mã: k, năm: 2021}]}", "{đủ chuẩn CSTĐ: đạt}"),
    "khen thưởng năm khác": (
        "{mã: n, khen thưởng: [{mã: k, năm: 2020}, {mã: l, năm: 2022}]}",
        "{đủ chuẩn CSTĐ: không đạt}",
    ),
    "thưởng cao": ("{mã: n, điểm: 80, số lần đi muộn: 2}", "{mức thưởng: 2}"),
    "thưởng thấp vì điểm": ("{mã: n, điểm: 79, số lần đi muộn: 0}", "{mức thưởng: 1}"),
    "thưởng thấp vì đi muộn": ("{mã: n, điểm: 80, số lần đi muộn: 3}", "{mức thưởng: 1}"),
}
QUOTA = """\
  - tên: {name}
    hồ sơ:
      đầy đủ: [tập thể, cá nhân, khen thưởng]
      tập thể: [{{mã: t}}, {{mã: khác}}]
      cá nhân:
        - {{mã: p, đơn vị: t, điểm: 90, khen thưởng: [{{mã: kp, năm: 2021}}]}}
        - {{mã: q, đơn vị: t, điểm: {points}, khen thưởng: [{{mã: kq, năm: 2021}}]}}
        - {{mã: r, đơn vị: {third}, điểm: 70}}
    mong đợi: {{p: {{CSTĐ: {first}}}, q: {{CSTĐ: ngoài chỉ tiêu}}}}
"""
QUOTAS = {
    "một suất cho hai người": {"points": "80", "third": "khác", "first": "đạt"},
    "một suất cho ba người": {"points": "80", "third": "t", "first": "đạt"},
    "bằng nhau": {"points": "90", "third": "t", "first": "ngoài chỉ tiêu"},
}


def write_workbench(folder: Path, without: str = "", rules: str = RULES) -> Ruleset:
    """The ruleset in a folder, with all its scenarios but the one of that name."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bo.yaml").write_text(rules, encoding="utf-8")
    told = [
        f"  - {{tên: {name}, hồ sơ: {{đầy đủ: [khen thưởng], cá nhân: [{person}]}}, mong đợi: {{n: {expected}}}}}\n"
        for name, (person, expected) in SCENARIOS.items()
        if name != without
    ]
    told += [QUOTA.format(name=name, **each) for name, each in QUOTAS.items() if name != without]
    (folder / "thu.tinh-huong.yaml").write_text(FIRST + "".join(told), encoding="utf-8")
    return api.load(folder)
