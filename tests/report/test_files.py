"""Decisions as terminal tables."""

import io
from contextlib import redirect_stdout

from tests.report.small import decision
from thidua_rules.report.terminal import print_decision

NAME = "Cục <B> [bold]:smile: =1+1"
"""A name that markup, spreadsheets and pages must leave as it is."""


def test_a_terminal_table() -> None:
    """Names come out as they are, and every mark is explained."""
    with redirect_stdout(io.StringIO()) as output:
        print_decision(decision(), grid=True)
    text = output.getvalue()
    assert NAME in text
    assert "✓ đạt  ✗ không đạt  ? chưa đủ căn cứ  – không áp dụng" in text
    assert "Bộ quy tắc thu/2021 · ngày xét 15/01/2022 · kỳ xét 2021" in text
    assert "\x1b" not in text
