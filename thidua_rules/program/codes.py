"""What the conclusions that a title brings beside its own are called, and what rules of several types are called."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import TitleDeclaration

_OF_TYPE = re.compile("⟨[^⟩]*⟩")


def of_type(code: str, type_name: str) -> str:
    """The code inside the program of the rule of one type, where several types share the rule of that code."""
    return f"{code}⟨{type_name}⟩"


def as_written(code: str) -> str:
    """A code, or a text with codes in it, as people write and read it: without the types that tell rules apart."""
    return _OF_TYPE.sub("", code) if "⟨" in code else code


def standard_code(code: str) -> str:
    """The code of `đủ chuẩn X`."""
    return f"đủ chuẩn {code}"


def quota_code(code: str) -> str:
    """The code of the quota of X."""
    return f"chỉ tiêu {code}"


def applying_code(code: str) -> str:
    """The code of whether X applies, where that hangs on the parts of its standard."""
    return f"áp dụng {code}"


def competing_code(code: str) -> str:
    """The code of what makes a candidate for a seat of X, where that is more than the standard."""
    return f"dự xét {code}"


def codes_of_title(declared: "TitleDeclaration") -> Iterator[str]:
    """Every conclusion that a title brings, but for those of its requirements."""
    yield declared.code
    yield standard_code(declared.code)
    if declared.quota is not None:
        yield quota_code(declared.code)
