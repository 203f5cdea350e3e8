"""How many examples a property is tried on, where the default of the profile does not fit."""

from hypothesis import settings

EVERYDAY = 30  # examples of a property in the quick profile, where it does not say otherwise


def examples(quick: int) -> int:
    """`quick` examples in the quick profile, and in a longer profile as many times more as that profile asks for."""
    return max(1, quick * settings().max_examples // EVERYDAY)
