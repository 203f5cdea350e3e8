"""What one ruleset says otherwise than another, in the terms of rules: part by part, and of each part what of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from thidua_rules.keeping.differing import parts_of
from thidua_rules.program.codes import standard_code

_NUMBER = re.compile(r"\d[\d.,]*%?")
_TOLD_BY_PARTS = ("children", "exceptions", "further", "limits", "standard", "items", "code", "name", "attribute")
"""What only lists the parts of a part, each of which is told by itself."""
_REMARKS = ("title", "citations", "evidence", "confirmed_by", "interpretation", "summary", "reads", "question", "unit")
_FOR_READERS = (*_REMARKS, "labels", "answered_by", "citation", "number", "date", "body", "kind", "clauses", "draft")
"""What decides nothing."""
_READ_ONLY = ("documents", "head")

Kind = Literal["added", "removed", "changed"]


@frozen
class Aspect:
    """One thing that a part says otherwise: its key in the canonical form, and the words before and after.

    None where the part says nothing of it.
    """

    key: str
    before: str | None
    after: str | None

    @property
    def is_threshold(self) -> bool:
        """Whether only numbers in it are others."""
        if self.before is None or self.after is None or not _NUMBER.search(self.before):
            return False
        return _NUMBER.sub("#", self.before) == _NUMBER.sub("#", self.after)

    @property
    def decides(self) -> bool:
        """Whether it can change what is decided, and not only what people are told."""
        parts = self.key.split(".")
        return not any(each in _FOR_READERS for each in parts if each != "kind" or parts[0] != "shape")


@frozen
class Difference:
    """A part of one ruleset that the other lacks or has in another form.

    `section` and `rule` say where it stands (of a field, `types` and its type), `name` is its code or name. Of a part
    that is only on one side the aspects are all that it says.
    """

    section: str
    rule: str
    name: str
    kind: Kind
    aspects: tuple[Aspect, ...]

    @property
    def decides(self) -> bool:
        """Whether it can change what is decided."""
        if self.section in _READ_ONLY or any(
            each.key == "not_encoded" for each in self.aspects if self.kind != "changed"
        ):
            return False
        return self.kind != "changed" or any(each.decides for each in self.aspects)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Difference, ...]:
    """All that differs between two rulesets in their canonical form, by section, rule and part."""
    return tuple(_differences(before, after))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    one, other = _parts(before), _parts(after)
    order = list(dict.fromkeys([*other, *one]))
    for at in sorted(order, key=lambda each: (_SECTIONS.index(each[0]), each[1])):
        old, new = one.get(at), other.get(at)
        said = [{} if each is None else dict(_said(each)) for each in (old, new)]
        aspects = tuple(
            Aspect(key, said[0].get(key), said[1].get(key))
            for key in dict.fromkeys([*said[0], *said[1]])
            if said[0].get(key) != said[1].get(key)
        )
        if old is None or new is None:
            yield Difference(*at, "removed" if new is None else "added", aspects)
        elif aspects:
            yield Difference(*at, "changed", aspects)


_SECTIONS = (
    *("head", "parameters", "titles", "criteria", "scores", "grades", "quantities", "ranks", "constraints"),
    *("types", "documents"),
)


def _parts(ruleset: Mapping[str, Any]) -> dict[tuple[str, str, str], Mapping[str, Any]]:
    """The parts by section, rule and name; fields are parts of their type, and titles have no second standard."""
    found: dict[tuple[str, str, str], Mapping[str, Any]] = {}
    for (section, rule, name), part in parts_of(ruleset).items():
        if section == "types":
            found[section, rule, rule] = {"key": part.get("key")}
            for each in part.get("fields", ()):
                found[section, rule, each["name"]] = {"shape": each}
        elif section == "parameters" and part["shape"]["kind"] == "phần trăm":
            found[section, rule, name] = {**part, "values": [[day, f"{value}%"] for day, value in part["values"]]}
        elif section == "titles" and name == standard_code(rule):
            found[section, rule, name] = {key: value for key, value in part.items() if key not in ("remarks", "guard")}
        else:
            found[section, rule, name] = part
    return found


def _said(part: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """What a part says, by its path within it, in words; what it leaves out or lists as parts is passed over."""
    for key, value in part.items():
        at = key if key in ("remarks", "root") else f"{before}{key}"
        inner = "" if key in ("remarks", "root") else f"{at}."
        if key in _TOLD_BY_PARTS or value in (None, [], {}, "", False):
            continue
        if isinstance(value, Mapping):
            yield from _said(value, inner)
        elif isinstance(value, list):
            yield at, "; ".join(_one(each) for each in value)
        elif at not in ("least", "decimals") or value != "0":
            yield at, "đúng" if value is True else str(value)


def _one(value: Any) -> str:
    """An entry of a list: a row as `condition: result`, a dated value as `from day: value`."""
    if isinstance(value, Mapping):
        if "result" in value:
            return f"{value.get('condition') or 'còn lại'}: {value['result']}"
        told = (text for _, text in _said(value))
        return " ".join(told)
    if isinstance(value, list):
        return ": ".join(_one(each) for each in value if each is not None)
    return str(value)
