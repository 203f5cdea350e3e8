"""A long chain of conclusions is proved and explained like a short one."""

from pathlib import Path

import pytest

import thidua_rules as tr

LENGTH = 400
"""Longer than the interpreter's usual depth lets calls within each other go."""


@pytest.mark.parametrize("known", ["sai", ""])
def test_a_long_chain_is_proved_and_explained(tmp_path: Path, known: str) -> None:
    """Each conclusion asks for the one before; the fact at the bottom is cited, or named as missing."""
    head = (
        "bộ quy tắc: r/2021\ntên: r\nhiệu lực: {từ: 2021-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}\n"
        "từ vựng: {người: {a: đúng/sai}}\ntiêu chí:\n  T0: {cho: người, tên: t, căn cứ: qd Đ1, khi: a}\n"
    )
    chain = "".join(
        f"  T{number}: {{cho: người, tên: t, căn cứ: qd Đ1, khi: đạt T{number - 1}}}\n" for number in range(1, LENGTH)
    )
    (tmp_path / "bo.yaml").write_text(head + chain, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    facts = {"người": [{"mã": "p", **({"a": known} if known else {})}]}
    verdict = rules.decide(rules.read_case(facts, on="15/12/2021", period=2021))["p", f"T{LENGTH - 1}"]
    assert [each.name for each in verdict.proof.facts if hasattr(each, "name")][-1:] == (["a"] if known else [None])
    assert [each.name for each in verdict.missing()] == ([] if known else ["a"])
    assert "T0" in verdict.explain(full=True)
    assert [[each.after for each in found] for found in verdict.changes()] == [[True]]
