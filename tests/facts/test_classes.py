"""Typed facts: validated by the vocabulary, and the same case as every other form."""

import datetime
from decimal import Decimal

import cattrs
import pytest
from hypothesis import given

from thidua_rules.diagnostics import DossierError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.classes import case_of, closures_of, converter, fact_classes, objects_of
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind

from .sample import VOCABULARY, cases

FACTS = fact_classes(VOCABULARY)


@given(cases())
def test_objects_round_trip(case: Case) -> None:
    """The typed objects of a case, with its closures, describe the same case."""
    again = case_of(VOCABULARY, objects_of(case, FACTS), on=case.on, period=case.period, closed=closures_of(case))
    assert (again.subjects, again.closed) == (case.subjects, case.closed)


@given(cases())
def test_cattrs_round_trip(case: Case) -> None:
    """Unstructuring and structuring typed objects keeps what they say (references by code)."""
    made = converter(VOCABULARY, FACTS)
    objects = [each for each in objects_of(case, FACTS) if type(each) is not FACTS.ket_qua_nam]
    data = made.unstructure(objects)
    again = [made.structure(each, type(instance)) for each, instance in zip(data, objects, strict=True)]
    assert made.unstructure(again) == data


def test_values_are_native() -> None:
    """Whatever form a value was given in, the object holds the native one."""
    unit = FACTS.tap_the(ma="a", ten="Cục A", ty_le=98.5, co_chuong_trinh="có")
    person = FACTS.ca_nhan(ma="p", don_vi=unit, ngay_vao="15/12/2021", muc="Tốt", thang="03/2021", so_con=2)
    assert (unit.ty_le, unit.co_chuong_trinh, unit.khoi) == (Decimal("98.5"), True, None)
    assert person.don_vi == SubjectId("tập thể", "a")
    assert person.ngay_vao == datetime.date(2021, 12, 15)
    assert (person.muc, person.thang) == ("tốt", Period(Kind.MONTH, 2021 * 12 + 2))


def test_all_faults_of_an_object_at_once() -> None:
    """An object with several faults names each with its attribute."""
    with pytest.raises(DossierError) as raised:
        FACTS.tap_the(ma="", ty_le="98.5%", co_chuong_trinh=3)
    paths = [each.place.path for each in raised.value.diagnostics]
    assert paths == ["TapThe.ma", "TapThe.ty_le", "TapThe.co_chuong_trinh"]


def test_structure_names_unknown_fields() -> None:
    """cattrs structuring refuses a misspelt field with a suggestion, and other faults with it."""
    with pytest.raises(DossierError) as raised:
        converter(VOCABULARY, FACTS).structure({"mã": "a", "tỷ lê": 1, "có chương trình": "x"}, FACTS.tap_the)
    assert [each.code for each in raised.value.diagnostics] == ["FACT-21", "FACT-07"]
    assert "“tỷ lệ”" in raised.value.diagnostics[0].hint()


def test_structure_of_lists_keeps_the_index() -> None:
    """In a list, cattrs adds the index at which an object was refused."""
    with pytest.raises(cattrs.IterableValidationError) as raised:
        converter(VOCABULARY, FACTS).structure([{"mã": "a"}, {"mã": 5}], list[FACTS.tap_the])
    assert "FACT-28" in str(raised.value.exceptions[0])


def test_objects_are_frozen_and_unknown_types_suggested() -> None:
    """Typed facts cannot be changed, and a misspelt type is an AttributeError that says what is near."""
    unit = FACTS.tap_the(ma="a")
    with pytest.raises(AttributeError):
        unit.ten = "b"
    with pytest.raises(AttributeError, match="tap_the"):
        _ = FACTS.tap_te


def test_objects_are_counted_by_type_in_whatever_order_they_come() -> None:
    """Each fact stands at its object's place among those of its type, and what is missing has no place."""
    units = [FACTS.tap_the(ma="a", ten="A"), FACTS.tap_the(ma="b")]
    person = FACTS.ca_nhan(ma="p", don_vi=units[1], so_con=1)
    case = case_of(VOCABULARY, [units[0], person, units[1]], on="15/01/2022", period=2021)
    places = {(subject.key, name): place.path for (subject, name), place in case.origins.items()}
    assert places["b", "mã"] == "$.tap_the[1].ma"
    assert places["p", "đơn vị"] == "$.ca_nhan[0].don_vi"
    assert ("b", "tên") not in places


def test_every_object_of_no_type_is_told() -> None:
    """Not the first of them alone."""
    with pytest.raises(DossierError) as raised:
        case_of(VOCABULARY, [object(), object(), FACTS.tap_the(ma="a")], on="15/01/2022", period=2021)
    assert [each.code for each in raised.value.diagnostics] == ["FACT-20", "FACT-20"]
