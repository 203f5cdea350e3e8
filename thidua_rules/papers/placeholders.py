"""What templates may ask for: parts of a paper, each called by its Vietnamese name and found when first asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from attrs import frozen

T = TypeVar("T")

BLANK = "………"
"""What stands where the decision says nothing, to be filled in by hand."""


class Part:
    """A part of a paper, with further parts that templates ask for by name."""

    def told(self, name: str) -> Any:
        """What a template gets for a name; AttributeError if it has none of that name."""
        if name not in placeholders(type(self)):
            raise AttributeError(name)
        return getattr(self, placeholders(type(self))[name].attribute)


class Told(cached_property[T]):
    """A part that has a name in templates."""

    def __init__(self, name: str, find: Callable[[Any], T]) -> None:
        super().__init__(find)
        self.name = name


def called(name: str) -> Callable[[Callable[[Any], T]], Told[T]]:
    """Give what a method finds this name in templates."""
    return lambda find: Told(name, find)


@frozen
class Shape:
    """What stands for a name: parts of such a kind, or text (None); one of it or `many`."""

    part: type[Part] | None = None
    many: bool = False


@frozen
class Placeholder:
    """A name in templates: the attribute that it stands for, and the shape of what is found there."""

    attribute: str
    shape: Shape


_FOUND: dict[type[Part], Mapping[str, Placeholder]] = {}


def placeholders(part: type[Part]) -> Mapping[str, Placeholder]:
    """The names that templates may ask of a kind of part, in the order in which they are written there."""
    if part not in _FOUND:
        _FOUND[part] = {
            each.name: Placeholder(attribute, _shape(get_type_hints(each.func)["return"]))
            for attribute, each in vars(part).items()
            if isinstance(each, Told)
        }
    return _FOUND[part]


def _shape(hint: Any) -> Shape:
    many = get_origin(hint) is tuple
    one = get_args(hint)[0] if many else hint
    return Shape(one if issubclass(one, Part) else None, many)


def all_names(root: type[Part]) -> Mapping[type[Part], Mapping[str, Placeholder]]:
    """The names of a kind of part and of all kinds that can be reached from it."""
    found: dict[type[Part], Mapping[str, Placeholder]] = {}
    waiting = [root]
    while waiting:
        part = waiting.pop(0)
        if part not in found:
            found[part] = placeholders(part)
            waiting += [each.shape.part for each in found[part].values() if each.shape.part is not None]
    return found
