"""How many examples a property is tried on, where the default of the profile does not fit."""

from hypothesis import settings

EVERYDAY = 30  # examples of a property before a change lands (`ci`), where it does not say otherwise


def examples(landing: int) -> int:
    """`landing` examples in the profile `ci`, and in others as many times more or fewer as they ask for."""
    return max(1, landing * settings().max_examples // EVERYDAY)
