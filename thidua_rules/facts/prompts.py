"""How much of a text is shown at a prompt and in the message of a failed test."""

MOST_SHOWN = 8_000
"""Characters of a case or vocabulary at a prompt."""


def shortened(text: str) -> str:
    """The first lines of a text, as many as people read and Hypothesis repeats without complaint."""
    lines = text.splitlines()
    room = MOST_SHOWN
    for shown, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*lines[:shown], f"  … ({len(lines) - shown} dòng nữa)"])
    return text
