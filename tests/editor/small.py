"""A small ruleset in two files with a scenario, on top of another one, and a desk on which it lies."""

from pathlib import Path

from thidua_rules.editor.desk import Desk

PARENT = """\
bộ quy tắc: tren/2021
tên: Bộ trên
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản: {luat: {số hiệu: 1/L, mục: {Đ1: điều một}}}
từ vựng:
  cá nhân:
    là nữ: {kiểu: đúng/sai, câu hỏi: Là nữ phải không?}
tiêu chí:
  G: {cho: cá nhân, tên: Chung, căn cứ: luat Đ1, khi: là nữ}
"""
RULES = """\
bộ quy tắc: duoi/2021
tên: Bộ dưới
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
kế thừa: ../tren
văn bản:
  qd: {số hiệu: 2/QĐ, mục: {M1: mục một, M2: mục hai}}
tham số:
  mức tối thiểu: {kiểu: số, giá trị: 50, căn cứ: qd M1}
  lương: {kiểu: tiền, giá trị: 1.000, căn cứ: qd M1}
tiêu chí:
  T:
    cho: cá nhân
    tên: Đủ điểm
    căn cứ: qd M1
    yêu cầu:
      a: {tên: Điểm, khi: điểm ≥ mức tối thiểu}
      b: {khi: "hạng ≥ “khá”", căn cứ: qd M2; luat Đ1}
      c: có bài trong đó (điểm bài ≥ 5 và loại là “T”)
  U: {cho: cá nhân, tên: Cả hai, căn cứ: qd M2, khi: đạt T và đạt G và đạt T.a}
mức thưởng:
  thưởng: {cho: cá nhân, mức lương: lương, hệ số: {đạt T: 2, còn lại: 0}, căn cứ: qd M2}
bổ sung:
  G:
    căn cứ: qd M2
    trừ khi: {e: hệ số thưởng ≥ 1}
"""
WORDS = """\
từ vựng:
  cá nhân:
    điểm: {kiểu: số, từ: 0, đến: 100, minh chứng: Bảng điểm, người xác nhận: hội đồng}
    hạng: {kiểu: bậc, bậc: [yếu, khá, tốt]}
  bài:
    tác giả: {kiểu: thuộc cá nhân, chiều ngược: bài}
    điểm bài: số
    loại: chữ
"""
SCENARIOS = """\
mặc định: {ngày xét: 15/12/2021, kỳ xét: 2021}
tình huống:
  - tên: Đủ
    tham số: {mức tối thiểu: 40}
    hồ sơ:
      cá nhân:
        - {mã: a, điểm: 45, hạng: tốt, là nữ: đúng, bài: [{mã: b, điểm bài: 6, loại: T}]}
    mong đợi:
      a: {T: đạt, T.a: đạt, G: đạt, U: đạt}
"""


def small(folder: Path) -> tuple[Desk, dict[str, Path]]:
    """The desk, and the files by short names."""
    files = {
        "parent": (folder / "tren" / "bo.yaml", PARENT),
        "rules": (folder / "duoi" / "bo.yaml", RULES),
        "words": (folder / "duoi" / "tu-vung.yaml", WORDS),
        "scenarios": (folder / "duoi" / "thu.tinh-huong.yaml", SCENARIOS),
    }
    for path, text in files.values():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Desk(), {name: path for name, (path, _) in files.items()}


def behind(text: str, words: str, back: int = 0) -> int:
    """The offset behind words that stand there once, or so many letters before."""
    assert text.count(words) == 1, words
    return text.index(words) + len(words) - back
