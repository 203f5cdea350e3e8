"""The vocabulary of a ruleset: which types of facts there are, their fields, and what each field may hold."""

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from thidua_rules.diagnostics import Place
from thidua_rules.facts.prompts import shortened
from thidua_rules.source.text import fold


class Kind(Enum):
    """What a field holds; the value is the word that ruleset files use."""

    BOOLEAN = "đúng/sai"
    INTEGER = "số nguyên"
    NUMBER = "số"
    PERCENT = "phần trăm"
    MONEY = "tiền"
    DATE = "ngày"
    MONTH = "tháng"
    QUARTER = "quý"
    YEAR = "năm"
    SCHOOL_YEAR = "năm học"
    TEXT = "chữ"
    CHOICE = "lựa chọn"
    GRADE = "bậc"
    TITLE = "danh hiệu"
    REFERENCE = "thuộc"

    @property
    def is_period(self) -> bool:
        """Whether values are periods: ordered, each with a successor."""
        return self in _PERIODS

    @property
    def is_number(self) -> bool:
        """Whether values are exact numbers."""
        return self in _NUMBERS

    @property
    def is_ordered(self) -> bool:
        """Whether values can be compared with < and so form intervals."""
        return self in _NUMBERS or self in _PERIODS or self in (Kind.DATE, Kind.GRADE)


_PERIODS = (Kind.MONTH, Kind.QUARTER, Kind.YEAR, Kind.SCHOOL_YEAR)
_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.PERCENT, Kind.MONEY)


LESS_IS_BETTER = "càng thấp càng tốt"
UNLIMITED = fold("không giới hạn")
"""How the value of a parameter that sets no limit is written, folded."""

DOSSIER = "hồ sơ"
"""The type of the dossier itself, from which every subject is seen; a vocabulary has it where rules speak of it."""


@frozen(cache_hash=True)
class Field:
    """One field of a fact type.

    `low` and `high` are inclusive bounds in the units of `facts.values.Value`: a percentage as its value in points
    (98,5% is 98.5), a date or period as its ordinal. `options` are the grades in ascending order, the choices, or
    nothing; `outside` are outcomes outside the order. `labels` are other names of the options, one each ("" for none):
    the names of titles beside their codes. `targets` are the types a reference may point to and
    `reverse` names the collection seen from the other side. `decimals` bounds the digits after the comma
    (None: whole numbers for INTEGER and MONEY, else 4). What is `fixed`, nobody can change: sex, a date of birth.
    `absent_fails` says that a test of it is meant to fail where it is known not to exist. An `implied` reference leads
    to the one subject of its type: it is filled in by itself, and nobody writes or reads it. A `note` is for
    whoever reads the ruleset.
    """

    name: str
    attribute: str
    kind: Kind
    low: Fraction | None = None
    high: Fraction | None = None
    decimals: int = 0
    options: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    reverse: str | None = None
    may_be_absent: bool = False
    unit: str | None = None
    direction: str | None = None
    question: str | None = None
    evidence: str | None = None
    answered_by: str | None = None
    confirmed_by: str | None = None
    default: str | None = None
    citation: str | None = None
    fixed: bool = False
    absent_fails: bool = False
    implied: bool = False
    note: str | None = field(default=None, eq=False)
    place: Place = field(default=Place(), eq=False)

    @property
    def better(self) -> int:
        """1 if more is better, −1 if less is, 0 if that is not said; grades rise unless it is said otherwise."""
        if self.direction is None:
            return int(self.kind is Kind.GRADE)
        return -1 if self.direction == LESS_IS_BETTER else 1

    @property
    def shown(self) -> str:
        """Its name, and what it may hold: `tỷ lệ (phần trăm [0; 200])`."""
        told = [self.kind.value]
        if self.low is not None or self.high is not None:
            told.append(f"[{'…' if self.low is None else self.low}; {'…' if self.high is None else self.high}]")
        told += filter(None, ["/".join(self.targets), " < ".join(self.options), " | ".join(self.outside)])
        return f"{self.name} ({' '.join([*told, *(['hoặc không có'] if self.may_be_absent else [])])})"

    def option(self, text: str) -> str | None:
        """The option or outcome outside the order that a text names, by its name or label, as declared; or None."""
        folded = fold(text)
        for each in (*self.options, *self.outside):
            if fold(each) == folded:
                return each
        labelled = zip(self.labels, self.options, strict=bool(self.labels))
        return next((each for label, each in labelled if label and fold(label) == folded), None)


@frozen
class Collection:
    """The members of type `member` whose reference field `via` points at a subject of type `owner`."""

    name: str
    owner: str
    member: str
    via: str


@frozen
class FactType:
    """A type of subjects or records. `key` names the fields that identify a record; empty: `mã` does.

    Of a `single` type there is one subject in every case, which its name identifies. `given` are the fields that
    dossiers give: all but the implied ones.
    """

    name: str
    attribute: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    place: Place = field(default=Place(), eq=False)
    single: bool = False
    given: tuple[Field, ...] = field(init=False, eq=False, repr=False)
    _by_name: Mapping[str, int] = field(init=False, eq=False, repr=False)

    @given.default
    def _given(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if not each.implied)

    @_by_name.default
    def _index(self) -> Mapping[str, int]:
        return {fold(each.name): position for position, each in enumerate(self.fields)}

    @property
    def coded(self) -> bool:
        """Whether its subjects have a `mã`."""
        return not self.key and not self.single

    @property
    def is_dossier(self) -> bool:
        """Whether it is the type of the dossier itself."""
        return self.single and self.name == DOSSIER

    def field(self, name: str) -> Field | None:
        """The field of that name, however it is spelt, or None."""
        position = self._by_name.get(fold(name))
        return None if position is None else self.fields[position]

    def position(self, name: str) -> int:
        """The place of a declared field among `fields`, which is its slot in a case's rows."""
        return self._by_name[fold(name)]


@frozen(repr=False)
class Vocabulary:
    """All fact types of a ruleset, in the order of declaration.

    `given` are those whose subjects dossiers give, all but the dossier itself; of `singles` there is one subject each.
    """

    types: tuple[FactType, ...]
    given: tuple[FactType, ...] = field(init=False, eq=False)
    singles: tuple[FactType, ...] = field(init=False, eq=False)
    _by_name: Mapping[str, FactType] = field(init=False, eq=False)
    _collections: Mapping[tuple[str, str], Collection] = field(init=False, eq=False)

    def __repr__(self) -> str:
        return f"<Vocabulary {', '.join(each.name for each in self.types)}>"

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """What notebooks and Hypothesis show: the fields of each type."""
        printer.text(f"{self!r}\n{shortened(self.shown)}")

    @property
    def shown(self) -> str:
        """Every type with its fields on a line."""
        return "\n".join(f"  {each.name}: {', '.join(one.shown for one in each.given)}" for each in self.given)

    @given.default
    def _given(self) -> tuple[FactType, ...]:
        return tuple(each for each in self.types if not each.is_dossier)

    @singles.default
    def _singles(self) -> tuple[FactType, ...]:
        return tuple(each for each in self.types if each.single)

    @_by_name.default
    def _index_types(self) -> Mapping[str, FactType]:
        return {fold(each.name): each for each in self.types}

    @_collections.default
    def _index_collections(self) -> Mapping[tuple[str, str], Collection]:
        found = {}
        for each in self.types:
            for member in each.fields:
                for target in member.targets if member.reverse else ():
                    assert member.reverse is not None
                    found[target, fold(member.reverse)] = Collection(member.reverse, target, each.name, member.name)
        return found

    def __iter__(self) -> Iterator[FactType]:
        return iter(self.types)

    def type(self, name: str) -> FactType | None:
        """The type of that name, however it is spelt, or None."""
        return self._by_name.get(fold(name))

    def collection(self, owner: str, name: str) -> Collection | None:
        """The collection of that name seen from subjects of type `owner` (its declared name), or None."""
        return self._collections.get((owner, fold(name)))

    def collections(self, owner: str) -> tuple[Collection, ...]:
        """All collections seen from subjects of type `owner`."""
        return tuple(each for (name, _), each in self._collections.items() if name == owner)
