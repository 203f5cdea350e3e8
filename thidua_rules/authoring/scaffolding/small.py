"""A small complete ruleset to begin with: words, a criterion, a score, a title and scenarios, all of which work."""

import datetime
import os
import re
from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from thidua_rules.authoring.scaffolding.drafts import Draft, require_free, require_new_id, year_of
from thidua_rules.conditions.names import KEYWORDS
from thidua_rules.conditions.pieces import key_of
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_layout import one_line

PERIODS: Mapping[str, str] = {
    "năm": "{year}",
    "năm học": "{before}-{year}",
    "quý": "Q2/{year}",
    "tháng": "06/{year}",
}
"""What may be asked about, and one such period of a year."""

_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")

_RULES = """\
# Bộ quy tắc nhỏ để bắt đầu: sửa từng phần cho đúng văn bản của đơn vị, rồi chạy `thidua check` và `thidua test`.

bộ quy tắc: {id}
tên: {title}
hiệu lực: {{từ: {year}-01-01, đến: {year}-12-31}}
chọn theo: kỳ xét

văn bản:
  qd-01:
    loại: Quyết định
    số hiệu: 01/QĐ                    # số hiệu của văn bản thật
    tên: Quy định xét thi đua
    ngày: {year}-01-02
    cơ quan: {body}
    cần xác nhận: đúng                # bỏ đi khi mọi điều khoản dưới đây đã đúng như văn bản
    mục:
      Đ1: không vi phạm quá số lần cho phép
      Đ2: chấm điểm thi đua
      Đ3: danh hiệu Tiên tiến

tham số:
  số lần vi phạm nhiều nhất: {{kiểu: số nguyên, giá trị: 1, căn cứ: qd-01 Đ1}}
  điểm Tiên tiến tối thiểu: {{kiểu: số nguyên, giá trị: 70, căn cứ: qd-01 Đ3}}

từ vựng:
  {who}:
    số lần vi phạm:
      kiểu: số nguyên
      từ: 0
      minh chứng: Sổ theo dõi của đơn vị
    điểm kết quả công việc: {{kiểu: số, từ: 0, đến: 60, thập phân: 1}}
    điểm ý thức tổ chức: {{kiểu: số, từ: 0, đến: 40, thập phân: 1}}

tiêu chí:
  KL:
    cho: {who}
    tên: Chấp hành kỷ luật
    căn cứ: qd-01 Đ1
    khi: số lần vi phạm ≤ số lần vi phạm nhiều nhất

điểm:
  điểm thi đua:
    cho: {who}
    thập phân: 1
    thang: 100
    căn cứ: qd-01 Đ2
    mục:
      I: {{tên: Kết quả công việc, tối đa: 60, tính: điểm kết quả công việc}}
      II: {{tên: Ý thức tổ chức, tối đa: 40, tính: điểm ý thức tổ chức}}

danh hiệu:
  TT:
    cho: {who}
    tên: Tiên tiến
    căn cứ: qd-01 Đ3
    yêu cầu:
      a: {{tên: Chấp hành kỷ luật, khi: đạt KL}}
      b: {{tên: Đủ điểm, khi: điểm thi đua ≥ điểm Tiên tiến tối thiểu}}
"""

_SCENARIOS = """\
# Mỗi tình huống là một hồ sơ nhỏ và điều phải được kết luận; `thidua test` chạy tất cả.
mặc định: {{ngày xét: {day}, kỳ xét: {period}}}

tình huống:
  - tên: Đúng bằng mức điểm tối thiểu, vi phạm đúng số lần cho phép thì đạt
    hồ sơ:
      {who}:
        - {{mã: mot, số lần vi phạm: 1, điểm kết quả công việc: 45, điểm ý thức tổ chức: 25}}
    mong đợi:
      mot: {{KL: đạt, điểm thi đua: 70, TT: đạt}}

  - tên: Thiếu nửa điểm, hoặc vi phạm quá số lần cho phép, thì không đạt
    hồ sơ:
      {who}:
        - {{mã: mot, số lần vi phạm: 0, điểm kết quả công việc: 45, điểm ý thức tổ chức: '24,5'}}
        - {{mã: hai, số lần vi phạm: 2, điểm kết quả công việc: 60, điểm ý thức tổ chức: 40}}
    mong đợi:
      mot: {{KL: đạt, TT: không đạt}}
      hai: {{KL: không đạt, TT: không đạt}}

  - tên: Chưa chấm điểm ý thức thì chưa đủ căn cứ
    hồ sơ:
      {who}:
        - {{mã: mot, số lần vi phạm: 0, điểm kết quả công việc: 60}}
    mong đợi:
      mot: {{KL: đạt, TT: chưa đủ căn cứ}}
"""


@frozen
class Answers:
    """What a small ruleset is for: its name, the body that issues it, who is judged, and how often (see `PERIODS`)."""

    title: str
    body: str = "Đơn vị Mẫu"
    who: str = "cá nhân"
    period: str = "năm"

    @classmethod
    def default(cls, identifier: str) -> "Answers":
        """What is written where nobody is asked; UsageError if the identifier has no year."""
        return cls(f"Xét thi đua năm {year_of(normalize(identifier))}")


def small_ruleset(
    identifier: str, answers: Answers | None = None, folder: str | os.PathLike[str] | None = None
) -> Draft:
    """A small ruleset that checks clean and passes its scenarios, by default in a folder that is called as it is.

    Nothing is written yet. Raises UsageError for an identifier or an answer that cannot be used, and for a folder that
    exists.
    """
    identifier = normalize(identifier)
    require_new_id(identifier)
    year = year_of(identifier)
    said = answers or Answers.default(identifier)
    title, body, who = normalize(said.title), normalize(said.body), normalize(said.who).lower()
    kinds = {fold(each): example for each, example in PERIODS.items()}
    if not title or not body:
        raise UsageError([Diagnostic("NEW-08", arguments={"text": title and body, "known": "…"})])
    if _NAME.fullmatch(who) is None or key_of(who) in KEYWORDS:
        raise UsageError([Diagnostic("NEW-08", arguments={"text": who, "known": "cá nhân, tập thể"})])
    if fold(said.period) not in kinds:
        raise UsageError([Diagnostic("NEW-08", arguments={"text": said.period, "known": ", ".join(PERIODS)})])
    target = Path(folder) if folder is not None else Path(identifier)
    require_free(target)
    told = {
        "id": identifier,
        "title": one_line(title, "block"),
        "body": one_line(body, "block"),
        "who": who,
        "year": year,
        "day": f"{datetime.date(year, 12, 20):%d/%m/%Y}",
        "period": kinds[fold(said.period)].format(year=year, before=year - 1),
    }
    files = {"bo-quy-tac.yaml": _RULES, "tinh-huong/danh-hieu.tinh-huong.yaml": _SCENARIOS}
    return Draft(identifier, target, {name: text.format(**told) for name, text in files.items()})
