"""From rulesets to programs: what the compiler tells of rules, and where it points."""

from pathlib import Path

import pytest

from tests.ruleset.test_ruleset_diagnostics import cited, words
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.ruleset.reading import read_ruleset


def found(folder: Path, text: str) -> list[tuple[str, int | None, int | None]]:
    """Codes and places of what the compiler tells of a ruleset that reads cleanly."""
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert findings == ()
    assert model is not None

    def shown(each: Diagnostic) -> tuple[str, int | None, int | None]:
        return each.code, each.place.line, each.place.column

    return [shown(each) for each in compile_ruleset(model)[1]]


def test_a_warning_points_at_the_condition(tmp_path: Path) -> None:
    """What may be absent is told where it is compared, not where the criterion begins."""
    head = words("số con: {kiểu: số, có thể không có: đúng}")
    text = f"{head}tiêu chí:\n  C1:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n    khi: số con ≥ 1\n"
    assert found(tmp_path, text) == [("TYPE-32", 21, 10)]
    meant = text.replace("có thể không có: đúng", "có thể không có: đúng, không có thì: không đạt")
    assert found(tmp_path, meant) == []


@pytest.mark.parametrize(
    "node",
    [
        "{áp dụng khi: có số con, khi: số con ≥ 1}",
        "{khi: số con ≥ 1, trừ khi: {e: không có số con}}",
        "{áp dụng khi: có số con, yêu cầu: {b: số con ≥ 1}}",
    ],
)
def test_a_guard_or_an_exception_asks_whether_a_value_exists(node: str, tmp_path: Path) -> None:
    """Whoever asks `có số con` before or beside the comparison is not warned of its absence."""
    head = words("số con: {kiểu: số, có thể không có: đúng}")
    assert found(tmp_path, f"{head}tiêu chí:\n  C1: {{cho: cá nhân, căn cứ: vb-1 M1, yêu cầu: {{a: {node}}}}}\n") == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("yêu cầu:\n  a: tốt\n  b: đạt T1.a hoặc điểm thi đua ≥ 1", ("TYPE-33", 21, 10)),
        ("yêu cầu:\n  a: tốt\n  b: có đơn vị trong khối của khối trong đó đạt T1.a", ("TYPE-33", 21, 10)),
        ("yêu cầu:\n  a: tốt\n  b: {một trong: {c: tốt, d: đạt T1.b}}", ("TYPE-27", 16, 3)),
        ("khi: đạt T1", ("TYPE-27", 16, 3)),
        ("khi: có ít nhất 1 đơn vị trong khối của khối trong đó đạt T1", ("TYPE-27", 16, 3)),
    ],
)
def test_a_criterion_that_refers_to_itself(body: str, code: tuple[str, int, int], tmp_path: Path) -> None:
    """A reference to another part is told where it stands; one to what it is itself a part of is a circle."""
    assert found(tmp_path, cited(body)) == [code]


def test_a_way_through_a_reference_that_may_be_absent_is_warned_of(tmp_path: Path) -> None:
    """Who may have no unit is asked for it first, as for any value that may be absent."""
    head = words("phòng: {kiểu: thuộc đơn vị, chiều ngược: người của phòng, có thể không có: đúng}")
    text = f"{head}tiêu chí:\n  C1:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n    khi: phòng CONDITION\n"
    kinds = text.replace("  cá nhân:", "  đơn vị: {tốt: đúng/sai}\n  cá nhân:")
    assert found(tmp_path, kinds.replace("CONDITION", "tốt")) == [("TYPE-32", 22, 10)]
    assert found(tmp_path, kinds.replace("phòng CONDITION", "có phòng và phòng tốt")) == []
