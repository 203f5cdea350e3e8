"""Small rulesets and scenario files, written where a test needs them."""

from pathlib import Path

from thidua_rules.authoring.scenarios import Outcome, read_scenarios, run_scenario
from thidua_rules.diagnostics import Diagnostic

RULES = """\
bộ quy tắc: {id}
tên: Bộ thử
hiệu lực: {{từ: 2021-01-01, đến: 2021-12-31}}
chọn theo: kỳ xét
văn bản:
  vb-1:
    số hiệu: 01/VB-THU
    ngày: 2021-01-01
    cơ quan: Cơ quan thử
    mục: {{A: điểm, B: người đứng đầu}}
tham số:
  điểm tối thiểu: {{kiểu: số nguyên, giá trị: {least}, căn cứ: vb-1 A}}
từ vựng:
  tập thể:
    điểm: {{kiểu: số nguyên, từ: 0, đến: 100}}
    số người: {{kiểu: số nguyên, từ: 1}}
    được xét: đúng/sai
đại lượng:
  điểm còn thiếu: {{cho: tập thể, kiểu: số nguyên, tính: 100 − điểm, căn cứ: vb-1 A}}
tiêu chí:
  A:
    cho: tập thể
    tên: Đủ điểm
    căn cứ: vb-1 A
    khi: điểm ≥ điểm tối thiểu
  B:
    cho: tập thể
    tên: Xét riêng
    căn cứ: vb-1 B
    áp dụng khi: được xét
    khi: điểm ≥ điểm tối thiểu
ràng buộc:
  R: {{cho: tập thể, căn cứ: vb-1 B, khi: số người ≥ 1}}
"""

SCENARIO = """\
tình huống:
  - tên: Một tập thể
    ngày xét: 15/01/2022
    kỳ xét: 2021
    hồ sơ:
      tập thể:
        - {{mã: a, điểm: 50, được xét: sai}}
        - {{mã: b}}
    mong đợi:
      {expected}
"""


def write_rules(folder: Path, name: str = "thu/2021", least: int = 50) -> Path:
    """The ruleset in the folder: two criteria, a quantity and a parameter."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bo.yaml").write_text(RULES.format(id=name, least=least), encoding="utf-8")
    return folder


def write_scenarios(folder: Path, text: str) -> Path:
    """A file of scenarios in the folder."""
    path = folder / "thu.tinh-huong.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def scenario(expected: str) -> str:
    """A file with one scenario of two teams, `a` with 50 points and `b` of whom nothing is known."""
    return SCENARIO.format(expected=expected)


def run(folder: Path, text: str) -> tuple[Outcome, ...]:
    """Every scenario of a file that reads without fault, run by the ruleset in the folder."""
    from thidua_rules.api import load

    scenarios, found = read_scenarios(write_scenarios(folder, text))
    assert found == ()
    rules = load(folder)
    return tuple(run_scenario(each, rules) for each in scenarios)


def lines(found: tuple[Diagnostic, ...]) -> list[tuple[str, int | None]]:
    """The code and line of each finding."""
    return [(each.code, each.place.line) for each in found]
