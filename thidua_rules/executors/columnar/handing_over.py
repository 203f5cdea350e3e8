"""What columns do not decide is handed over to forward, and counted."""

from typing import Final

REASONS: Final = (
    "reference",
    "open",
    "construct",
    "wide",
    "limits",
    "seats",
)
"""Why something is handed over: an unknown reference, an extent that may have more, a construct of the language that
has no form in columns, numbers wider than 64 bits, several limits that cross or are open
(see `turns`), seats that grow unevenly."""


class Beyond(Exception):
    """Something that has no form in columns; `reason` is one of REASONS, `what` names the construct or the type."""

    def __init__(self, reason: str, what: str = "") -> None:
        super().__init__(reason, what)
        self.reason, self.what = reason, what
