"""Small rulesets with scores or grades: loaded from text, and what their quantities come to."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from thidua_rules import Ruleset, load
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import SubjectId
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.values import Possible, point

HEAD = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản:
  vb-1:
    số hiệu: 1/QĐ
    mục: {M1: mục một, M2: mục hai}
từ vựng:
  tập thể:
    mức: {kiểu: bậc, bậc: [yếu, đạt, tốt, xuất sắc], ngoài bậc: [không xếp loại]}
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    quản lý: đúng/sai
    vi phạm: đúng/sai
    số lần: {kiểu: số nguyên, từ: 0, đến: 6}
    số buổi: {kiểu: số nguyên, từ: 0, đến: 4}
    phiếu: {kiểu: số nguyên, từ: 0, đến: 30}
    được hội đồng chọn: đúng/sai
"""


def ruleset(text: str) -> Ruleset:
    """A ruleset of the vocabulary above."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "bo.yaml").write_text(HEAD + text, encoding="utf-8")
        return load(Path(folder))


def codes_of(text: str) -> list[str]:
    """What the compiler tells of a ruleset that reads without an error."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "bo.yaml").write_text(HEAD + text, encoding="utf-8")
        model, findings = read_ruleset(Path(folder))
        assert model is not None, [each.text() for each in findings]
        return [each.code for each in compile_ruleset(model)[1]]


def circle(text: str) -> str:
    """The circle that the compiler tells."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "bo.yaml").write_text(HEAD + text, encoding="utf-8")
        model, _ = read_ruleset(Path(folder))
        assert model is not None
        (found,) = compile_ruleset(model)[1]
        return str(found.arguments["cycle"])


Facts = Mapping[str, Any]


def amounts(rules: Ruleset, people: Mapping[str, Facts], executor: str = "reference", **more: Any) -> Any:
    """What is known of every quantity: a function of the person and the code. People are listed completely."""
    dossier: dict[str, Any] = {
        "ngày xét": "2021-12-01",
        "kỳ xét": "2021",
        "đầy đủ": ["cá nhân"],
        **more,
        "cá nhân": [{"mã": key, **facts} for key, facts in people.items()],
    }
    case = rules.read_case(dossier)
    record = executor_named(executor).run(rules.program, case, rules.question(case.on, case.period))
    conclusions = rules.program.conclusions

    def found(person: str, code: str) -> Possible | int:
        subject = SubjectId("cá nhân", person)
        return record.mask(subject, code) if code in conclusions else record.value(subject, code)

    return found


def one(rules: Ruleset, facts: Facts, executor: str = "reference") -> Any:
    """The same for one person."""
    found = amounts(rules, {"a": facts}, executor)
    return lambda code: found("a", code)


def within(value: Any, wide: Possible) -> bool:
    """Whether a number is among those still possible."""
    low_fits = wide.low is None or wide.low <= value
    return wide.ordered and low_fits and (wide.high is None or value <= wide.high)


__all__ = ["HEAD", "amounts", "circle", "codes_of", "one", "point", "ruleset", "within"]
