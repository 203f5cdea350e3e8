"""Whether a case has a completion, against trying every set of newcomers."""

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.case import Case, Closure, Key, OneOf, Row, Slot, SubjectId
from thidua_rules.facts.completions import closures_against, has_completion, newcomers, stranded
from thidua_rules.facts.keys import key_part
from thidua_rules.facts.periods import Period
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.values import ABSENT


def ref(name: str, *targets: str, reverse: str | None = None, absent: bool = False) -> Field:
    """A reference of that name."""
    attribute = name.replace(" ", "_")
    return Field(name, attribute, Kind.REFERENCE, targets=targets, reverse=reverse, may_be_absent=absent)


CHAIN = Vocabulary(
    (
        FactType("khối", "khoi", (Field("tên", "ten", Kind.TEXT),)),
        FactType("đơn vị", "don_vi", (ref("khối", "khối", reverse="đơn vị"),)),
        FactType("người", "nguoi", (ref("đơn vị", "đơn vị", reverse="người"),)),
    )
)
HEADER = {"ngày xét": "15/01/2022", "kỳ xét": 2021}


def test_an_unseen_unit_needs_a_block_too() -> None:
    """Somebody without a unit is refused if known units are full and an unseen one could be in no block."""
    data = HEADER | {
        "đầy đủ": ["khối"],
        "khối": [{"mã": "k", "đơn vị": ["u"]}],
        "đơn vị": [{"mã": "u", "người": ["p"]}],
        "người": [{"mã": "p"}, {"mã": "q"}],
    }
    with pytest.raises(DossierError) as raised:
        read_case(CHAIN, data)
    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.place.path) == ("FACT-35", "$.người[1].mã")
    assert fault.hint() == ("đã ghi là đầy đủ: `người` của `u`; `đơn vị` của `k`; `khối`; bỏ bớt, hoặc ghi rõ giá trị")
    changes: list[dict[str, Any]] = [
        {"đầy đủ": []},
        {"khối": [{"mã": "k"}]},
        {"đơn vị": [{"mã": "u"}]},
    ]
    for opened in changes:
        assert has_completion(read_case(CHAIN, data | opened))


def test_newcomers_may_point_at_each_other_but_not_into_their_own_keys() -> None:
    """Two open types that refer to each other may both have newcomers, unless each is keyed by the other."""
    ring = (FactType("a", "a", (ref("b", "b"),)), FactType("b", "b", (ref("a", "a"),)))
    assert newcomers(_empty(Vocabulary(ring))) == {"a", "b"}
    assert newcomers(_empty(Vocabulary((ring[0], evolve(ring[1], key=("a",)))))) == {"a", "b"}
    assert newcomers(_empty(Vocabulary(tuple(evolve(each, key=(each.fields[0].name,)) for each in ring)))) == set()
    alone = FactType("a", "a", (ref("trên", "a"),))
    assert newcomers(_empty(Vocabulary((alone,)))) == {"a"}


def test_a_record_whose_keys_are_all_taken_has_no_newcomer() -> None:
    """Records of one person and two years: with both years known there is no third, unless somebody else comes."""
    year = Field("năm", "nam", Kind.YEAR, Fraction(2020), Fraction(2021))
    people = FactType("người", "nguoi", (Field("tên", "ten", Kind.TEXT),))
    records = FactType("kết quả", "ket_qua", (ref("người", "người", reverse="kết quả"), year), key=("người", "năm"))
    data = HEADER | {"đầy đủ": ["người"], "người": [{"mã": "p"}], "kết quả": [{"người": "p", "năm": 2020}]}
    vocabulary = Vocabulary((people, records))
    assert newcomers(read_case(vocabulary, data)) == {"kết quả"}
    both = data | {"kết quả": [{"người": "p", "năm": each} for each in (2020, 2021)]}
    assert newcomers(read_case(vocabulary, both)) == set()
    assert newcomers(read_case(vocabulary, both | {"đầy đủ": []})) == {"người", "kết quả"}


def _empty(vocabulary: Vocabulary) -> Case:
    nobody: dict[str, dict[Key, Row]] = {each.name: {} for each in vocabulary}
    return Case(vocabulary, datetime.date(2022, 1, 15), Period(Kind.YEAR, 2021), nobody)


# ---------------------------------------------------------------- against brute force

NAMES = ("a", "b", "c")


@st.composite
def small_cases(draw: st.DrawFn) -> Case:
    """Cases of up to three types that refer to each other and themselves in any way, keyed or not, much closed."""
    types = []
    for name in NAMES:
        fields = [
            ref(f"{name}-{n}", *draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)), absent=absent)
            for n, absent in enumerate(draw(st.lists(st.sampled_from([False, False, False, True]), max_size=2)))
        ]
        fields = [evolve(each, reverse=draw(st.sampled_from([None, f"của {each.name}"]))) for each in fields]
        if not fields or draw(st.booleans()):
            fields.append(Field(f"{name}-số", "so", Kind.INTEGER, Fraction(0), Fraction(draw(st.integers(0, 1)))))
        keyed = draw(st.integers(0, 3)) == 0
        key = tuple(each.name for each in fields if keyed and not each.may_be_absent)
        types.append(FactType(name, name, tuple(fields), key=key))
    vocabulary = Vocabulary(tuple(types))
    case = _empty(vocabulary)
    plain = {each.name: draw(st.integers(0, 2)) for each in types if not each.key}
    existing = [SubjectId(name, f"{name}{n}") for name, number in plain.items() for n in range(number)]
    rows: dict[str, dict[Key, Row]] = {each.name: {} for each in types}
    for fact_type in sorted(types, key=lambda each: not each.key):
        keys: list[Key] = [each.key for each in existing if each.type == fact_type.name]
        if fact_type.key:
            possible = list(_keys(case, fact_type, [each for each in existing if each.type in plain]))
            keys = draw(st.lists(st.sampled_from(possible), max_size=3, unique=True)) if possible else []
            existing += [SubjectId(fact_type.name, each) for each in keys]
        rows[fact_type.name] = dict.fromkeys(keys, ())
    for fact_type in types:
        for each_key in rows[fact_type.name]:
            rows[fact_type.name][each_key] = tuple(
                _slot(draw, fact_type, each, each_key, existing) for each in fact_type.fields
            )
    closures = [Closure(name) for name in NAMES]
    for owner in existing:
        found = vocabulary.collections(owner.type)
        closures += [Closure(each.member, owner, each.name) for each in found]
    closed = draw(st.lists(st.sampled_from([True, True, False]), min_size=len(closures), max_size=len(closures)))
    taken = frozenset(each for each, is_closed in zip(closures, closed, strict=True) if is_closed)
    return evolve(case, subjects=rows, closed=taken)


def _slot(draw: st.DrawFn, fact_type: FactType, declared: Field, key: Key, existing: list[SubjectId]) -> Slot:
    if declared.name in fact_type.key:
        assert isinstance(key, tuple)
        part = key[fact_type.key.index(declared.name)]
        plain = declared.kind is not Kind.REFERENCE or isinstance(part, SubjectId)
        named: Slot = part if plain else SubjectId(declared.targets[0], part)
        return named
    if declared.kind is not Kind.REFERENCE:
        return None
    targets = [each for each in existing if each.type in declared.targets]
    if not targets:
        return None
    some = st.sets(st.sampled_from(targets), min_size=2).map(lambda found: OneOf(frozenset(found)))
    slots: st.SearchStrategy[Slot] = st.one_of(
        st.none(), some if len(targets) > 1 else st.none(), st.sampled_from(targets)
    )
    return draw(slots)


def _keys(case: Case, fact_type: FactType, existing: list[SubjectId]) -> Iterator[tuple[Any, ...]]:
    """Every key that a record of the type may have, with these subjects to name."""
    choices: list[list[object]] = []
    for name in fact_type.key:
        declared = fact_type.fields[fact_type.position(name)]
        if declared.kind is Kind.REFERENCE:
            choices.append([key_part(declared, each) for each in existing if _free(case, declared, each)])
        else:
            assert declared.high is not None
            choices.append(list(range(int(declared.high) + 1)))
    return product(*choices)


def _free(case: Case, declared: Field, owner: SubjectId) -> bool:
    if owner.type not in declared.targets:
        return False
    return not any(each.owner == owner and each.collection == declared.reverse for each in case.closed)


def by_trial(case: Case) -> bool:
    """Whether some set of newcomers, one at most of each open type, leaves no reference without an end."""
    known = [SubjectId(name, key) for name, rows in case.subjects.items() for key in rows]
    tried: set[frozenset[SubjectId]] = set()
    waiting: list[frozenset[SubjectId]] = [frozenset()]
    while waiting:
        new = waiting.pop()
        if new in tried:
            continue
        tried.add(new)
        if _all_settled(case, known, new):
            return True
        for fact_type in case.vocabulary:
            if Closure(fact_type.name) in case.closed or any(each.type == fact_type.name for each in new):
                continue
            keys: Iterable[Key] = _keys(case, fact_type, [*known, *new]) if fact_type.key else ["mới"]
            fresh = {SubjectId(fact_type.name, key) for key in keys} - set(known)
            waiting += [new | {each} for each in fresh]
    return False


def _all_settled(case: Case, known: list[SubjectId], new: frozenset[SubjectId]) -> bool:
    for subject in [*known, *new]:
        fact_type = case.vocabulary.type(subject.type)
        assert fact_type is not None
        for declared in fact_type.fields:
            slot = None if subject in new else case.slot(subject, declared.name)
            if declared.kind is not Kind.REFERENCE or isinstance(slot, SubjectId) or declared.name in fact_type.key:
                continue
            allowed = slot.values if isinstance(slot, OneOf) else {*known, *new}
            absent = ABSENT in slot.values if isinstance(slot, OneOf) else declared.may_be_absent
            ends = (each for each in allowed if isinstance(each, SubjectId) and _free(case, declared, each))
            if not absent and next(ends, None) is None:
                return False
    return True


@given(small_cases())
def test_a_case_has_a_completion_exactly_if_some_newcomers_make_one(case: Case) -> None:
    """What is found by reasoning on types is what trying newcomers finds."""
    assert has_completion(case) == by_trial(case)


@given(small_cases())
def test_the_closures_named_are_what_is_in_the_way(case: Case) -> None:
    """A stranded reference has somebody to point at once all closures named against it are taken back, if ever."""
    for subject, declared in stranded(case):
        against = closures_against(case, subject, declared)
        assert set(against) <= case.closed
        opened = evolve(case, closed=case.closed - set(against))
        never = (subject, declared) in stranded(evolve(case, closed=frozenset()))
        assert ((subject, declared) in stranded(opened)) == never
