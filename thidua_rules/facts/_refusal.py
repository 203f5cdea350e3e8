"""The one exception with which a value is refused, before its place is known."""

from typing import Any


class Refusal(Exception):
    """A value does not fit its field: `code` and `arguments` of the diagnostic that the reader will place."""

    def __init__(self, code: str, **arguments: Any) -> None:
        super().__init__(code)
        self.code = code
        self.arguments: dict[str, Any] = arguments
