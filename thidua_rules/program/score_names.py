"""What the values of a score are called, and which of them there are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration

_APPLIED, _ANY = " (khi áp dụng)", " (nếu có)"


def item_code(score: str, item: str) -> str:
    """The code of the points of an item, a bonus (`thưởng`), a penalty (`trừ`) or a line."""
    return f"{score}.{item}"


def maximum_code(score: str, item: str) -> str:
    """The code of the most points that an item can bring here; 0 where it falls away."""
    return maximum_of(item_code(score, item))


def maximum_of(code: str) -> str:
    """The code of the most points of the item whose points have this code."""
    return f"tối đa {code}"


def table_code(score: str, item: "ItemDeclaration") -> str:
    """The code of the table that an item starts from: of its own points, if nothing else makes them."""
    code = item_code(score, item.code)
    return code if is_bare(item) else f"{code} (bảng)"


def is_bare(item: "ItemDeclaration") -> bool:
    """Whether nothing but its start makes an item."""
    return not (item.minus or item.plus or item.guard or item.forfeit)


def scale_code(score: str) -> str:
    """The code of the sum of the maxima that apply."""
    return f"thang {score}"


def as_applied(code: str) -> str:
    """The code of a value that an item has as if it applied."""
    return f"{code}{_APPLIED}"


def if_any(code: str) -> str:
    """The code of a value that does not exist (`không có`) where its item falls away."""
    return f"{code}{_ANY}"


def is_optional(code: str) -> bool:
    """Whether a code is one of the last two, which are made only if something asks for them."""
    return code.endswith((_APPLIED, _ANY))


def all_items(score: "ScoreDeclaration") -> "Iterator[ItemDeclaration]":
    """The items of a score with those below them, then bonus and penalty."""
    apart = tuple(each for each in (score.bonus, score.penalty) if each is not None)
    for item in (*score.items, *apart):
        yield from _below(item)


def _below(item: "ItemDeclaration") -> "Iterator[ItemDeclaration]":
    yield item
    for each in item.items:
        yield from _below(each)


def falls_away(item: "ItemDeclaration") -> bool:
    """Whether an item may fall away, points and maximum."""
    return item.guard is not None and item.dropped


def is_limited(item: "ItemDeclaration") -> bool:
    """Whether there is a most that an item can bring: its own, or that of all below it."""
    if item.most is not None:
        return True
    return bool(item.items) and not item.plus and all(is_limited(each) for each in item.items)


def unlimited(score: "ScoreDeclaration") -> "ItemDeclaration | None":
    """An item of a score that has no maximum, so that the score has no scale."""
    return next((each for each in score.items if not is_limited(each)), None)
