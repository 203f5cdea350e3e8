"""Records that are read together: their faults are those of each, and places are made when somebody asks."""

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_rules.diagnostics import Place
from thidua_rules.facts import spots
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.data import parse_data
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.spots import DataPlaces

from .sample import VOCABULARY

_SPELT = (["tỷ lệ", "Tỷ Lệ", "tỉ lệ"], ["tên"], ["có chương trình", "CÓ chương trình"])
_VALUES = st.sampled_from([None, "", 1, 98.5, 33.333333, 201, "98.5%", "50%", True, "có", "lung tung", ["x"], "a\x00"])


@st.composite
def records(draw: st.DrawFn) -> dict[Any, Any]:
    """A record in any order of its keys, sometimes with a key that is none and with one value twice."""
    spelt = [draw(st.sampled_from(each)) for each in draw(st.permutations(_SPELT))]
    keys = draw(st.lists(st.sampled_from([*spelt, "TÊN", "lạ", 5]), max_size=4, unique=True))
    return {"mã": draw(st.sampled_from(["a", "b", 7, "a;b"]))} | {key: draw(_VALUES) for key in keys}


def told(together: list[dict[Any, Any]], first: int = 0) -> list[tuple[str, str | None, str]]:
    """Every fault of the values of some records, the first of which stands at a position of the list."""
    builder = CaseBuilder(VOCABULARY)
    parse_data(builder, {"tập thể": [None] * first + together}, DataPlaces(None))
    faults = builder.found.items[first:]
    return [(each.code, each.place.path, each.message()) for each in faults]


@given(st.lists(records(), max_size=5))
def test_the_faults_of_a_list_are_those_of_its_records(together: list[dict[Any, Any]]) -> None:
    """Record by record, each in the order in which it is written."""
    apart = [fault for number, each in enumerate(together) for fault in told([each], number)]
    assert told(together) == apart


def dossier(people: int) -> dict[str, Any]:
    """A dossier with so many people, all of one unit."""
    listed = [{"mã": f"p{number}", "đơn vị": "a", "số con": number} for number in range(people)]
    return {"ngày xét": "15/01/2022", "kỳ xét": 2021, "tập thể": [{"mã": "a"}], "cá nhân": listed}


def test_reading_makes_no_place_for_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many people are read, the places that are made are as many, and asking for one makes one."""
    made: list[Place] = []

    def place(*parts: Any, **named: Any) -> Place:
        made.append(Place(*parts, **named))
        return made[-1]

    monkeypatch.setattr(spots, "Place", place)
    read_case(VOCABULARY, dossier(1))
    few = len(made)
    case = read_case(VOCABULARY, dossier(50))
    assert len(made) == 2 * few
    person = list(case.of_type("cá nhân"))[-1]
    assert case.origins[person, "số con"].path == "$.cá nhân[9].số con"
    assert len(made) == 2 * few + 1


def test_origins_are_kept_when_a_case_is_sent() -> None:
    """A case that was pickled or copied says of the same facts where they were read, and of no others."""
    case = read_case(VOCABULARY, dossier(3))
    spelt = {(subject.key, name): place.path for (subject, name), place in case.origins.items()}
    assert spelt["p1", "mã"] == "$.cá nhân[1].mã"
    assert ("p1", "tên") not in spelt
    for sent in (pickle.loads(pickle.dumps(case)), copy.deepcopy(case)):
        assert dict(sent.origins) == dict(case.origins)
        assert len(sent.origins) == len(spelt)
