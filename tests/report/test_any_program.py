"""Reports of generated programs and dossiers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.report.page.reading import Page
from thidua_rules.api import in_words
from thidua_rules.decision import Decision, Identity
from thidua_rules.executors import executor_named
from thidua_rules.report.messages import say, status_word
from thidua_rules.report.page import to_html
from thidua_rules.report.table import details, sheets
from thidua_rules.report.wording import shown_as
from thidua_rules.testing.programs import programs, questions
from thidua_rules.testing.strategies import cases


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """What the reference finds of a generated case under a generated program."""
    program = draw(programs(titles=draw(st.booleans())))
    question = draw(questions(program))
    case = draw(cases(program.vocabulary))
    record = executor_named("reference").run(program, case, question)
    return Decision(Identity("thu/1", "", str, "0", "reference"), program, case, question, record, in_words)


@given(decisions(), st.sampled_from(["vi", "en"]))
def test_every_verdict_can_be_put_into_words(decision: Decision, lang: str) -> None:
    """Whatever the rules and facts, an explanation begins with subject, code and status, and tells what is missing."""
    for verdict in decision:
        text = decision.renderer(lang).verdict(verdict)
        first, *rest = text.splitlines()
        assert f" · {verdict.code}" in first
        outside = f" ({say('outside_note', lang)})" if verdict.reason == "quota" else ""
        assert first.endswith(f": {status_word(verdict.status, lang)}{outside}")
        missing = "Còn thiếu:" if lang == "vi" else "Missing:"
        gaps = verdict.missing()
        assert (missing in rest) is any(gap.kind != "text" for gap in gaps)
        assert all(gap.text in text for gap in gaps if gap.text is not None)


@settings(max_examples=examples(15))
@given(decisions())
def test_tables_agree_with_the_decision(decision: Decision) -> None:
    """Tables, details and pages show each verdict once."""
    for sheet in sheets(decision):
        for line in sheet.lines:
            for (code, _), status in zip(sheet.criteria, line.statuses, strict=True):
                assert shown_as(decision[line.subject, code]) is status
        for counted in sheet.counts():
            assert sum(counted.values()) == len(sheet.lines)
    shown = [(each.type, each.key, each.code, each.status) for each in details(decision)]
    assert len(set(shown)) == len(shown)
    assert not Page(to_html(decision)).open
