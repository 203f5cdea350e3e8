"""A ruleset whose titles a council votes on, a dossier for it, and templates made on the spot."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx

import thidua_rules as tr
from thidua_rules.decision import Decision

RULES = """\
bộ quy tắc: bo/2021
tên: Bộ có hội đồng
hiệu lực: {từ: 2021-01-01}
chọn theo: kỳ xét
văn bản:
  qd:
    loại: Quyết định
    số hiệu: 7/QĐ
    tên: Quy chế thử
    ngày: 2021-03-02
    cơ quan: Cơ quan thử
    mục: {Đ1: một, Đ2: hai, Đ3: ba}
tham số:
  có lấy ý kiến bằng văn bản: {kiểu: đúng/sai, giá trị: sai, căn cứ: qd Đ3}
từ vựng:
  khối: {}
  đơn vị:
    khối: {kiểu: thuộc khối, chiều ngược: đơn vị}
    hoàn thành: {kiểu: đúng/sai, người trả lời: Phòng Kế hoạch, minh chứng: Báo cáo}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    mức: {kiểu: bậc, bậc: [yếu, đạt, tốt], người xác nhận: thủ trưởng}
    có sáng kiến: {kiểu: đúng/sai, câu hỏi: Có sáng kiến được công nhận không?, người xác nhận: hội đồng sáng kiến}
    được hội đồng chọn: {kiểu: đúng/sai, người xác nhận: hội đồng thi đua}
    điểm: {kiểu: số nguyên, từ: 0}
  phiên xét:
    khoá: [được xét, danh hiệu]
    được xét: {kiểu: thuộc người, chiều ngược: phiên xét}
    danh hiệu: {kiểu: danh hiệu}
    tổng số thành viên: {kiểu: số nguyên, từ: 1}
    số phiếu đồng ý: {kiểu: số nguyên, từ: 0, câu hỏi: Bao nhiêu phiếu đồng ý?}
    số ý kiến bằng văn bản: {kiểu: số nguyên, từ: 0}
tiêu chí:
  PX:
    cho: phiên xét
    không báo riêng: đúng
    căn cứ: qd Đ2
    yêu cầu:
      a: {tên: Quá hai phần ba đồng ý, khi: 3 × số phiếu đồng ý ≥ 2 × tổng số thành viên}
      b: {tên: Có ý kiến bằng văn bản, áp dụng khi: có lấy ý kiến bằng văn bản, khi: số ý kiến bằng văn bản ≥ 1}
danh hiệu:
  LĐG:
    cho: người
    tên: Lao động giỏi
    căn cứ: qd Đ1
    yêu cầu:
      a: {tên: Hoàn thành tốt, khi: mức ≥ “đạt”}
      b: {tên: Có sáng kiến, khi: có sáng kiến}
    điều kiện thêm:
      hd:
        tên: Hội đồng đồng ý
        căn cứ: qd Đ2
        khi: có phiên xét trong đó (danh hiệu là “LĐG” và đạt PX)
  CSG:
    cho: người
    tên: Chiến sĩ giỏi
    căn cứ: qd Đ1
    yêu cầu: {a: mức ≥ “tốt”}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {Q: {tối đa: 1, căn cứ: qd Đ3}}
      ưu tiên: [điểm giảm dần]
  ĐVT:
    cho: đơn vị
    tên: Đơn vị tốt
    căn cứ: qd Đ1
    yêu cầu: {a: {tên: Hoàn thành kế hoạch, khi: hoàn thành}}
"""
DOSSIER = """\
ngày xét: 15/01/2022
kỳ xét: 2021
đầy đủ: [người, đơn vị, phiên xét]
khối: [{mã: k, tên: Khối Một}]
đơn vị:
  - {mã: x, tên: Phòng X, khối: k, hoàn thành: đúng}
  - {mã: y, tên: Phòng Y, khối: k}
người:
  - {mã: a, tên: Người An, đơn vị: x, mức: tốt, có sáng kiến: đúng, điểm: 9}
  - {mã: b, tên: Người Bình, đơn vị: x, mức: đạt, có sáng kiến: đúng, điểm: 5}
  - {mã: c, tên: Người Chi, đơn vị: x, mức: tốt, có sáng kiến: sai, điểm: 7}
  - {mã: d, tên: Người Dũng, đơn vị: y, mức: tốt, điểm: 7}
  - {mã: e, tên: Người Em, đơn vị: y, mức: tốt, có sáng kiến: đúng, điểm: 7}
  - {mã: g, tên: Người Giang, đơn vị: y, có sáng kiến: sai, điểm: 1}
phiên xét:
  - {được xét: a, danh hiệu: LĐG, tổng số thành viên: 9, số phiếu đồng ý: 8}
  - {được xét: b, danh hiệu: CSG, tổng số thành viên: 9, số phiếu đồng ý: 1}
  - {được xét: e, danh hiệu: LĐG, tổng số thành viên: 9}
"""


@cache
def decided(dossier: str = DOSSIER, rules: str = RULES) -> Decision:
    """What is found of a dossier."""
    with TemporaryDirectory() as folder:
        Path(folder, "bo.yaml").write_text(rules, encoding="utf-8")
        Path(folder, "ho-so.yaml").write_text(dossier, encoding="utf-8")
        found = tr.load(Path(folder, "bo.yaml"))
        return found.decide(found.read_case(Path(folder, "ho-so.yaml")))


def template(path: Path, paragraphs: Iterable[str], cells: Iterable[Iterable[str]] = ()) -> Path:
    """A template of these paragraphs and, after them, a table."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    rows = [list(row) for row in cells]
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def text_of(path: Path) -> str:
    """All text of a document, a paragraph a line, tables in their places."""
    return "\n".join(_paragraphs(docx.Document(str(path)).element.body))


def _paragraphs(body: Any) -> Iterator[str]:
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for paragraph in body.iter(f"{space}p"):
        yield "".join(each.text or "" for each in paragraph.iter(f"{space}t"))
