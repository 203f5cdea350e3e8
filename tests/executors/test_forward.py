"""Forward agrees with the reference."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import QUESTION, cases, findings, programs
from thidua_rules.executors.forward import Forward
from thidua_rules.executors.reference import Reference
from thidua_rules.facts.case import Case
from thidua_rules.program import ir


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(programs(), st.lists(cases(), min_size=1, max_size=3))
def test_forward_says_exactly_what_the_reference_says(program: ir.Program, some: list[Case]) -> None:
    """For any program and case, every mask and value equals the reference's, unknowns included."""
    for case in some:
        expected = findings(program, case, Reference().run(program, case, QUESTION))
        assert findings(program, case, Forward().run(program, case, QUESTION)) == expected
