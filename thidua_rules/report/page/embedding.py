"""Data and code inside a page: as text that cannot end its element, under a policy that lets nothing else run."""

import base64
import hashlib
import json
from collections.abc import Iterable

from markupsafe import Markup

_APART = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def as_json(data: object) -> Markup:
    """Compact JSON that stays within its `script` element, whatever names it holds."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _APART.items():
        text = text.replace(sign, written)
    return Markup(text)


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy under which only this style and this script count, and nothing is fetched."""
    return (
        f"default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(style)}; script-src {_hash(script)}"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class Texts:
    """Texts by number, each written once however often it is said."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """The number of a text."""
        return self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """The numbers of several."""
        return [self.number(each) for each in texts]

    @property
    def listed(self) -> list[str]:
        """All of them in the order of their numbers."""
        return list(self._numbers)
