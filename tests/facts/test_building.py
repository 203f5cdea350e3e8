"""Cases are valid or do not exist: every fault of a dossier is found, with its place, in one go."""

from typing import Any

import pytest

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary

from .sample import VOCABULARY

HEADER = {"ngày xét": "15/01/2022", "kỳ xét": 2021}
UNIT = {"mã": "a"}


def read(**records: Any) -> Case:
    """The case of a dossier given by attribute-like names."""
    return read_case(VOCABULARY, HEADER | {name.replace("_", " "): value for name, value in records.items()})


def faults(data: dict[str, Any]) -> list[Diagnostic]:
    """What is wrong with a dossier."""
    with pytest.raises(DossierError) as raised:
        read_case(VOCABULARY, data)
    return list(raised.value.diagnostics)


def found(**records: Any) -> list[tuple[str, str | None]]:
    """Codes and paths of what is wrong."""
    data = HEADER | {name.replace("_", " "): value for name, value in records.items()}
    return [(each.code, each.place.path) for each in faults(data)]


def test_all_faults_at_once() -> None:
    """Faults of different kinds in different places come together."""
    codes = found(
        tập_thể=[{"mã": "a", "tỷ lê": 1}, {"mã": "b", "tỷ lệ": "98.5%"}, {"tên": "không mã"}],
        cá_nhân=[{"mã": "p", "đơn vị": "zz"}, {"mã": 12}],
        cá_nhan=[],
    )
    assert sorted(code for code, _ in codes) == ["FACT-02", "FACT-20", "FACT-21", "FACT-23", "FACT-25", "FACT-28"]


def test_two_subjects_with_one_code_name_both_places() -> None:
    """A code used twice in a type names the first place in the message of the second."""
    (fault,) = faults(HEADER | {"tập thể": [{"mã": "a"}, {"mã": " a "}]})
    assert (fault.code, fault.place.path) == ("FACT-22", "$.tập thể[1]")
    assert "$.tập thể[0]" in fault.message()


def test_one_code_in_two_types_is_two_subjects() -> None:
    """Codes are unique within a type only."""
    case = read(tập_thể=[UNIT], cá_nhân=[UNIT])
    assert SubjectId("tập thể", "a") in case
    assert SubjectId("cá nhân", "a") in case


def test_dangling_reference_suggests_the_nearest_code() -> None:
    """A reference to nobody says whom it may have meant."""
    (fault,) = faults(HEADER | {"tập thể": [{"mã": "cuc-mot"}], "cá nhân": [{"mã": "p", "đơn vị": "cuc-mott"}]})
    assert (fault.code, fault.place.path) == ("FACT-25", "$.cá nhân[0].đơn vị")
    assert "cuc-mot" in fault.hint()


def test_reference_with_several_targets() -> None:
    """A code finds the one existing subject; if several types share it, the type must be said."""
    records = {"tập_thể": [UNIT], "cá_nhân": [{"mã": "p"}]}
    case = read(**records, kết_quả_năm=[{"đối tượng": "p", "năm": 2020}, {"đối tượng": "a", "năm": 2020}])
    unit, person = SubjectId("tập thể", "a"), SubjectId("cá nhân", "p")
    assert {key[0] for key in case.subjects["kết quả năm"] if isinstance(key, tuple)} == {unit, person}
    shared = {"tập_thể": [UNIT], "cá_nhân": [UNIT]}
    assert found(**shared, kết_quả_năm=[{"đối tượng": "a", "năm": 2020}])[0][0] == "FACT-26"
    case = read(**shared, kết_quả_năm=[{"đối tượng": "a (tập thể)", "năm": 2020}])
    assert list(case.subjects["kết quả năm"]) == [(unit, 2020)]


def test_keys_of_records() -> None:
    """A keyed record has the parts of its key as its key, may be referred to by them, and needs each of them."""
    case = read(
        cá_nhân=[{"mã": "p"}],
        phiếu_tháng=[{"cá nhân": "p", "tháng": "03/2021"}],
        vi_phạm=[{"mã": "v", "phiếu": "p; 03/2021"}],
    )
    key = ("p", 2021 * 12 + 2)
    assert case.slot(SubjectId("phiếu tháng", key), "cá nhân") == SubjectId("cá nhân", "p")
    assert case.slot(SubjectId("vi phạm", "v"), "phiếu") == SubjectId("phiếu tháng", key)
    assert found(phiếu_tháng=[{"tháng": "03/2021"}]) == [("FACT-24", "$.phiếu tháng[0]")]
    assert [code for code, _ in found(phiếu_tháng=[{"mã": "x", "tháng": "03/2021"}])] == ["FACT-27", "FACT-24"]


def test_nested_lists_refer_to_their_owner_and_close_its_roster() -> None:
    """What is nested is that owner's and all of it, unless the owner says `chưa đầy đủ`."""
    nested = {"kết quả năm": [{"năm": 2020}], "phiếu tháng": []}
    person = SubjectId("cá nhân", "p")
    case = read(cá_nhân=[{"mã": "p", **nested}])
    assert case.slot(SubjectId("kết quả năm", (person, 2020)), "đối tượng") == person
    assert case.closed == {
        Closure("kết quả năm", person, "kết quả năm"),
        Closure("phiếu tháng", person, "phiếu tháng"),
    }
    case = read(cá_nhân=[{"mã": "p", **nested, "chưa đầy đủ": ["kết quả năm"]}])
    assert case.closed == {Closure("phiếu tháng", person, "phiếu tháng")}
    assert read(cá_nhân=[{"mã": "p", "phiếu tháng": None}]).closed == frozenset()


def test_listed_members_by_code() -> None:
    """A list of codes under an owner says whose members they are; one that refers elsewhere contradicts."""
    case = read(tập_thể=[{"mã": "a", "thành viên": ["p"]}], cá_nhân=[{"mã": "p"}])
    assert case.slot(SubjectId("cá nhân", "p"), "đơn vị") == SubjectId("tập thể", "a")
    units = [{"mã": "a", "thành viên": ["p"]}, {"mã": "b"}]
    assert found(tập_thể=units, cá_nhân=[{"mã": "p", "đơn vị": "b"}]) == [("FACT-33", "$.tập thể[0].thành viên[0]")]


def test_a_complete_list_excludes_others() -> None:
    """Somebody outside a complete list who refers to its owner contradicts it."""
    units = [{"mã": "a", "thành viên": []}]
    assert found(tập_thể=units, cá_nhân=[{"mã": "p", "đơn vị": "a"}]) == [("FACT-34", "$.cá nhân[0].đơn vị")]


def test_a_case_without_completion_is_refused() -> None:
    """A missing reference that could point at nobody is a fault; one that could point at somebody is not."""
    units = [{"mã": "a", "thành viên": []}]
    data = {"đầy_đủ": ["tập thể"], "tập_thể": units, "cá_nhân": [{"mã": "p"}]}
    assert [code for code, _ in found(**data)] == ["FACT-35"]
    assert read(**(data | {"đầy_đủ": []})).closed != frozenset()


def test_question_is_never_guessed() -> None:
    """Without `ngày xét` or `kỳ xét` there is no case."""
    assert [each.code for each in faults({})] == ["FACT-29", "FACT-30"]
    case = read_case(VOCABULARY, {}, on="15/01/2022", period="2021-2022")
    assert (case.on.isoformat(), str(case.period)) == ("2022-01-15", "2021-2022")
    assert [each.code for each in faults({"ngày xét": "hôm nay", "kỳ xét": "sắp tới"})] == ["FACT-08", "FACT-31"]


def test_dossier_of_another_ruleset() -> None:
    """A dossier that names another ruleset is read, and said to be doubtful."""
    data = HEADER | {"bộ quy tắc": "x/2021"}
    assert read_case(VOCABULARY, data, ruleset="x/2021").period.ordinal == 2021
    assert "FACT-39" in [each.code for each in read_case(VOCABULARY, data, ruleset="y/2021").findings]
    with pytest.raises(DossierError) as refused:
        read_case(VOCABULARY, data | {"xe": []}, ruleset="y/2021")
    assert [each.code for each in refused.value.diagnostics] == ["FACT-39", "FACT-20"]


def test_deep_or_odd_data_is_a_fault() -> None:
    """Lists where records belong, records where lists belong, and cyclic data are located faults."""
    record: dict[str, Any] = {"mã": "p"}
    record["kết quả năm"] = [record]
    assert found(cá_nhân=[5], tập_thể=UNIT)[0] == ("FACT-37", "$.cá nhân[0]")
    assert "FACT-21" in [code for code, _ in found(cá_nhân=[record])]


def test_builder_keeps_where_facts_were_read() -> None:
    """Origins name the place of each fact and of each subject."""
    builder = CaseBuilder(VOCABULARY)
    here, there = Place("x.yaml", 3), Place("x.yaml", 4)
    builder.add("tập thể", {"mã": "a", "tên": "A"}, place=here, places={"tên": there})
    case = builder.build("15/01/2022", 2021)
    unit = SubjectId("tập thể", "a")
    assert (case.origins[unit, "mã"], case.origins[unit, "tên"]) == (here, there)


def test_a_default_of_the_law_is_written_into_the_case() -> None:
    """A missing fact with a declared default has it, with the declaration as its origin; a given one keeps its own."""
    declared = Place("tu-vung.yaml", 7)
    fields = (Field("vi phạm", "vi_pham", Kind.BOOLEAN, default="không", citation="luật Đ1", place=declared),)
    builder = CaseBuilder(Vocabulary((FactType("tập thể", "tap_the", fields),)))
    builder.add("tập thể", {"mã": "a"})
    builder.add("tập thể", {"mã": "b", "vi phạm": "có"})
    case = builder.build("15/01/2022", 2021)
    a, b = (SubjectId("tập thể", code) for code in "ab")
    assert (case.slot(a, "vi phạm"), case.slot(b, "vi phạm")) == (False, True)
    assert case.origins[a, "vi phạm"] == declared
