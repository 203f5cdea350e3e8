"""What generated source may consist of, looked at before any of it is compiled.

Whoever writes source binds every constant to a name, so nothing that a program says can be needed in it. This holds
even where a part of a program is not of the type that it is declared to have: source is made of numbers, of names by
number, of the helpers, and of the few words below, or it is not run.
"""

import re
from collections.abc import Container

_OF_PYTHON = """
and break continue def elif else False for if in is None not or pass return True
abs append bool enumerate int len max min range sorted sum tuple type zip
"""
_OF_BLOCKS = "columns evaluated found i r records concluded condition high low measure value"
WORDS = frozenset(f"{_OF_PYTHON} {_OF_BLOCKS}".split())
"""The words of generated source that are neither numbered nor helpers: none reaches what is not handed in."""

_NUMBERED = re.compile(r"[0-9]+|K[0-9]+|[a-z][0-9]+|block_[0-9]+")
_SIGNS = frozenset(" \n&()*+,-./:<=>[]{|}!%")
_WORD = re.compile(r"\w+")


class StrangeSource(ValueError):
    """Generated source holds what no generated source holds: the program is not what its types say."""


def vetted(source: str, helpers: Container[str]) -> str:
    """The same source; raises StrangeSource where it holds a quotation mark, or a name that nobody made for it."""
    words = set(_WORD.findall(source))
    strange = {each for each in words if each not in WORDS and each not in helpers and not _NUMBERED.fullmatch(each)}
    strange |= {each for each in set(source) if not _WORD.match(each)} - _SIGNS
    if strange:
        raise StrangeSource(f"generated source holds {sorted(strange)[:5]}")
    return source
