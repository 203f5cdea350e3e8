"""The checker's own arithmetic against the engine's."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.proofs.checker.exact import kept_within
from thidua_rules.values import Possible, bounded

_ENDS = st.one_of(st.none(), st.integers(-3, 3))


@st.composite
def knowns(draw: st.DrawFn) -> Possible:
    """What may be known of a value: an interval, outcomes outside the order, absence, no value; at least one."""
    low, high = draw(_ENDS), draw(_ENDS)
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    others = draw(st.sampled_from([frozenset(), frozenset(), frozenset([-1]), frozenset([-1, -2]), None]))
    ordered, absent, undetermined = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    nothing = not (ordered or absent or undetermined or others or others is None)
    return Possible(low, high, ordered or nothing, others, absent, undetermined)


def plain(value: Possible) -> Possible:
    """Without ends that mean nothing."""
    return value if value.ordered else evolve(value, low=None, high=None)


@given(knowns(), st.one_of(st.none(), knowns()), st.one_of(st.none(), knowns()))
def test_bounds_are_kept_alike(value: Possible, low: Possible | None, high: Possible | None) -> None:
    """A value kept within bounds is the same by the checker's reckoning as by the engine's."""
    assert plain(kept_within(value, low, high)) == plain(bounded(value, low, high))
