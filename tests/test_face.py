"""The names and values that applications meet: declared for type checkers, told in words of their own."""

import datetime
import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
import thidua_rules.testing as testing

RULESET = """
bộ quy tắc: mat
tên: Giá trị các loại
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  người:
    ngày nộp: {kiểu: ngày}
    phần đạt: {kiểu: phần trăm}
    năm khen: {kiểu: năm, có thể không có: đúng}
    mức: {kiểu: bậc, bậc: [kém, khá, tốt], ngoài bậc: [miễn]}
đại lượng:
  nộp: {cho: người, kiểu: ngày, tính: ngày nộp}
  phần: {cho: người, kiểu: phần trăm, tính: phần đạt / 3}
  phần lại: {cho: người, kiểu: phần trăm, tính: phần đạt}
  khen: {cho: người, kiểu: năm, tính: năm khen}
  mức lại: {cho: người, như: mức, tính: mức}
tiêu chí:
  A: {cho: người, tên: A, căn cứ: qd Đ1, khi: ngày nộp ≤ 31/12/2021}
  B: {cho: người, tên: B, căn cứ: qd Đ1, chưa có văn bản: Công văn hướng dẫn}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("mat") / "mat.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def decided(rules: tr.Ruleset, **facts: Any) -> tr.Decision:
    """The decision on one person `a`."""
    dossier = {
        "ngày xét": "15/01/2022",
        "kỳ xét": "2021",
        "người": [{"mã": "a", **{name.replace("_", " "): v for name, v in facts.items()}}],
    }
    return rules.decide(rules.read_case(dossier))


def strict(folder: Path, source: str) -> list[str]:
    """What a strict type checker says of a file, line by line."""
    pytest.importorskip("mypy")
    Path(folder, "app.py").write_text(source, encoding="utf-8")
    env = {**os.environ, "MYPYPATH": str(Path(tr.__file__).parents[1])}
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent", "app.py"]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)
    return [line for line in ran.stdout.splitlines() if ": error" in line]


def test_a_type_checker_knows_every_public_name_and_no_other(tmp_path: Path) -> None:
    """What `__all__` lists passes a strict check, as an annotation too; a misspelt name does not."""
    lines = ["import thidua_rules as tr", "import thidua_rules.testing as tt"]
    lines += [f"tr.{name}" for name in tr.__all__]
    lines += [f"tt.{name}" for name in testing.__all__]
    lines += ["def said(case: tr.Case, gap: tr.Gap, session: tr.Session, change: tr.Change) -> tr.Known: ..."]
    first_wrong = len(lines) + 1
    lines += ["tr.laod", "def wrong(it: tr.Nonsense) -> None: ...", "tt.casse"]
    faults = strict(tmp_path, "\n".join(lines) + "\n")
    assert [int(fault.split(":")[1]) for fault in faults if "empty-body" not in fault] == [
        first_wrong,
        first_wrong + 1,
        first_wrong + 2,
    ], faults


def test_values_are_what_people_write(rules: tr.Ruleset) -> None:
    """A day is a date, a percentage is in points, a year is a period, a grade is its label, an endless share exact."""
    found = decided(rules, ngày_nộp="01/03/2021", phần_đạt="98,5%", năm_khen=2020, mức="tốt")
    values = {name: found.value("a", name).value for name in ("nộp", "phần lại", "khen", "mức lại", "phần")}
    assert values["nộp"] == datetime.date(2021, 3, 1)
    assert values["phần lại"] == Decimal("98.5")
    assert str(values["khen"]) == "2020"
    assert values["mức lại"] == "tốt"
    assert values["phần"] * 3 == Decimal("98.5").as_integer_ratio()[0] / 2
    assert all(found.value("a", name).is_known for name in values)


def test_unknown_values_say_so_and_what_is_left(rules: tr.Ruleset) -> None:
    """An interval has native ends, grades their labels; a value that is known not to exist is no unknown one."""
    found = decided(rules, ngày_nộp={"từ": "01/03/2021", "đến": "05/03/2021"}, mức="khá | tốt", năm_khen="không có")
    days = found.value("a", "nộp")
    assert (days.status, days.value) == ("unknown", None)
    assert (days.low, days.high) == (datetime.date(2021, 3, 1), datetime.date(2021, 3, 5))
    assert days.to_dict() == {"status": "unknown", "low": "2021-03-01", "high": "2021-03-05"}
    assert found.value("a", "mức lại").among == {"khá", "tốt"}
    assert (found.value("a", "khen").status, found.value("a", "khen").value) == ("absent", tr.ABSENT)
    nothing = found.value("a", "phần lại")
    assert (nothing.status, nothing.low, nothing.is_known) == ("unknown", None, False)


def test_data_of_a_decision_holds_days_and_labels(rules: tr.Ruleset) -> None:
    """JSON speaks as `value` does."""
    data = json.loads(decided(rules, ngày_nộp="01/03/2021", mức="tốt").to_json())
    quantities = data["subjects"][0]["quantities"]
    assert quantities["nộp"] == {"status": "known", "low": "2021-03-01", "high": "2021-03-01"}
    assert quantities["mức lại"]["others"] == ["tốt"]


def test_a_gap_says_of_what_kind_it_is(rules: tr.Ruleset) -> None:
    """A field that is missing and text that is not at hand are told apart, as data too."""
    found = decided(rules)
    (field,) = found["a", "A"].missing()
    assert (field.kind, field.name, field.to_dict()["subject"]) == ("field", "ngày nộp", {"type": "người", "key": "a"})
    (text,) = found["a", "B"].missing()
    assert (text.kind, text.text, text.to_dict()["kind"]) == ("text", "Công văn hướng dẫn", "text")


@pytest.mark.parametrize(
    ("ask", "error", "code", "says"),
    [
        (lambda rules, found: rules.read_case([1]), tr.UsageError, "USE-74", "list"),
        (lambda rules, found: rules.decide({"người": {}}), tr.UsageError, "USE-75", "dict"),
        (lambda rules, found: rules.session(on=3.5, period=2021), tr.UsageError, "USE-56", "3.5"),
        (lambda rules, found: found["a", "nộp"], tr.UsageError, "USE-72", "nộp"),
        (lambda rules, found: found["a"], tr.UsageError, "USE-73", "'a'"),
        (lambda rules, found: rules.session(on="01/01/2022", period=2021)["a"], tr.UsageError, "USE-73", "'a'"),
    ],
)
def test_a_wrong_question_is_answered_in_kind(
    rules: tr.Ruleset, ask: Any, error: type[tr.ThiduaError], code: str, says: str
) -> None:
    """Whatever is given in place of a dossier, a case, a date or an address is named, with the way to ask."""
    with pytest.raises(error) as caught:
        ask(rules, decided(rules))
    (fault,) = caught.value.diagnostics
    assert fault.code == code
    assert says in fault.message("vi")
    assert says in fault.message("en")
    assert fault.hint("vi")


def test_a_date_nearly_in_form_is_answered_with_its_form(rules: tr.Ruleset) -> None:
    """The hint is the day that was meant, as it is to be written."""
    with pytest.raises(tr.UsageError) as caught:
        rules.session(on="1/7/2026", period=2026)
    assert [each.hint() for each in caught.value.diagnostics] == ["viết `01/07/2026`"]


def test_a_quantity_asked_for_as_a_verdict_tells_how_to_ask(rules: tr.Ruleset) -> None:
    """The hint is the call that works."""
    with pytest.raises(tr.UsageError) as caught:
        decided(rules)["a", "nộp"]
    assert 'decision.value(mã, "nộp")' in caught.value.diagnostics[0].hint()


def test_a_diagnostic_as_text_is_its_message(rules: tr.Ruleset) -> None:
    """`str` says what a terminal shows: code, message, hint."""
    fault = tr.Diagnostic("USE-55")
    assert str(fault) == fault.text()
    assert fault.message() in str(fault)


def test_a_decision_has_a_length_and_its_titles(rules: tr.Ruleset) -> None:
    """The length counts what iteration gives; `titles` gives titles and nothing else."""
    found = decided(rules)
    assert len(found) == len(list(found)) == 2
    assert list(found.titles()) == []
    bundled = tr.load("btnmt/2021")
    decision = bundled.decide(bundled.read_case(Path(__file__).parents[1] / "docs" / "vi-du" / "ho-so-2021.xlsx"))
    codes = {verdict.code for verdict in decision.titles()}
    assert {"LĐTT", "CSTĐCS"} <= codes
    assert "T2" not in codes
    assert len(decision) == len(list(decision))
