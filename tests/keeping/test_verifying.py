"""Kept decisions decided again: the same from the file alone, and whatever is otherwise is named."""

import copy
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.archive.small import decided, kept, members_of, resealed, school, with_data
from tests.profiles import examples
from tests.school import DOSSIER
from thidua_rules.archive import file as archive
from thidua_rules.archive import saving
from thidua_rules.diagnostics import DossierError
from thidua_rules.ruleset.files import catalogue
from thidua_rules.semantics.constraints import refuse_breaches
from thidua_rules.testing import cases
from thidua_rules.values import point


@given(data=st.data())
@hypothesis_settings(max_examples=examples(8))
def test_a_decision_kept_is_made_again(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever the facts, the file gives the same facts, question, verdicts and values."""
    rules = school()
    case = data.draw(cases(rules.model.vocabulary))
    try:
        refuse_breaches(rules.program, case, lambda: rules.question(case.on, case.period))
    except DossierError:
        return  # facts that the ruleset refuses are decided by nobody
    share = data.draw(st.sampled_from(["10%", "không giới hạn", "12,5%"]))
    decision = rules.decide(case, parameters={"tỷ lệ CSG": share})
    found = tr.verify(kept(tmp_path_factory.mktemp("kept"), decision))
    assert found.differences == ()
    assert (found.kept.rules, found.kept.question) == (rules, decision.question)
    assert found.kept.case.subjects == case.subjects
    assert found.kept.case.closed == case.closed
    assert found.count >= len(list(decision))


@pytest.mark.parametrize("ruleset", ["btnmt/2022"])
def test_a_bundled_ruleset_needs_no_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ruleset: str) -> None:
    """The file holds all that the ruleset inherits: the catalogue is not asked, nor the folders around."""
    rules = tr.load(ruleset)
    dossier = {"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": [{"mã": "a"}], "cá nhân": [{"mã": "b"}]}
    path = kept(tmp_path, rules.decide(rules.read_case(dossier)))
    for name in ("find", "near", "list_rulesets"):
        monkeypatch.setattr(catalogue, name, lambda *_, name=name, **__: pytest.fail(f"asked: {name}"))
    assert tr.verify(path).same


def test_where_facts_were_read_is_kept(tmp_path: Path) -> None:
    """Each fact keeps the line or cell it was read from, with the file's name but not its folder."""
    before, after = decided().case.origins, tr.open_decision(kept(tmp_path)).case.origins
    assert before.keys() == after.keys()
    (name,) = {place.file for place in after.values()}
    assert name == "ho-so.yaml"
    assert {key: (each.line, each.column) for key, each in before.items()} == {
        key: (each.line, each.column) for key, each in after.items()
    }


def test_a_session_keeps_its_decision_too(tmp_path: Path) -> None:
    """What a session found is found again by the executor that decides whole dossiers."""
    session = school().session(on="15/12/2026", period=2026)
    session.assert_fact(school().facts.ca_nhan(ma="A", co_sang_kien=True))
    found = tr.verify(kept(tmp_path, session.decision()))
    assert found.same
    assert (found.kept.then.executor, found.decision.identity.executor) == ("session", "forward")


def test_another_executor_verifies_as_well(tmp_path: Path) -> None:
    """Executors are faster ways to the same record, so any of them can be asked; one that does not exist is told."""
    path = kept(tmp_path)
    assert tr.verify(path, executor="reference").same
    with pytest.raises(tr.UsageError):
        tr.verify(path, executor="nobody")


def altered(data: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Other verdicts and values of the first person."""
    changed = copy.deepcopy(data)
    person = next(each for each in changed if each["key"] == "A")
    person["verdicts"]["LĐG"] = "not_met"
    person["values"]["tiền thưởng"] = {"low": "1", "high": "5/2"}
    person["verdicts"]["cũ"] = "met|not_met"
    return changed


def test_exactly_what_differs_is_named(tmp_path: Path) -> None:
    """A verdict that is another one, a value, and a conclusion that there is no more."""
    path = kept(tmp_path)
    resealed(path, saving.FOUND, with_data(altered))
    found = tr.verify(path)
    assert not found.same
    told = {(each.kind, each.name): (each.then, each.now) for each in found.differences}
    assert set(told) == {("verdict", "LĐG"), ("value", "tiền thưởng"), ("verdict", "cũ")}
    assert told["verdict", "LĐG"] == (2, 1)
    assert told["verdict", "cũ"] == (3, None)
    assert {each.subject for each in found.differences} == {tr.SubjectId("cá nhân", "A")}
    plain = {each["name"]: each for each in json.loads(json.dumps(found.to_dict()))["differences"]}
    assert plain["LĐG"] == {
        "kind": "verdict",
        "subject": {"type": "cá nhân", "key": "A"},
        "name": "LĐG",
        "then": "not_met",
        "now": "met",
    }
    assert plain["tiền thưởng"]["then"] == {"low": "1", "high": "5/2"}


def test_a_ruleset_and_facts_read_otherwise_are_named(tmp_path: Path) -> None:
    """Where the ruleset or the facts come to something else than their hash says, that stands before the verdicts."""
    path = kept(tmp_path)
    resealed(path, "rules/0/2026.yaml", lambda text: text.replace(b"10%", b"12%"))
    resealed(path, saving.FACTS, lambda text: text.replace(b"95%", b"89%"))
    found = tr.verify(path)
    kinds = [each.kind for each in found.differences]
    assert kinds[:3] == ["ruleset", "facts", "parameter"]
    assert [each.name for each in found.differences if each.kind == "parameter"] == ["tỷ lệ CSG"]
    assert ("verdict", "CSG") in {(each.kind, each.name) for each in found.differences}


def test_given_parameters_are_asked_again_and_others_come_from_the_ruleset(tmp_path: Path) -> None:
    """A parameter given with the question stays as it was given; only those names are kept as given."""
    kept_one = tr.open_decision(kept(tmp_path, decided(tỷ_lệ_CSG="60%")))
    assert kept_one.given == ("tỷ lệ CSG",)
    assert kept_one.asked().parameters["tỷ lệ CSG"] == point(Fraction(3, 5))


def outcome(path: Path) -> str | bool | None:
    """The member that is told to be at fault, or else whether the decision is the same."""
    try:
        return tr.verify(path).same
    except tr.ArchiveError as error:
        return error.diagnostics[0].place.path


JUNK = [b"", b"{", b"null", b"[]", b"{}", b"[1]", b'{"a": 1}', b'"x"', b"[[]]", b"1" * 5000, b"[" * 50_000, b"\xff\xfe"]


@pytest.mark.parametrize(
    "member", [saving.FACTS, saving.PLACES, saving.QUESTION, saving.FOUND, saving.SOURCES, saving.CANONICAL]
)
def test_a_sealed_member_that_holds_anything_else_ends_in_a_diagnostic(tmp_path: Path, member: str) -> None:
    """Whoever seals nonsense gets the member named, or a file in which nothing was found; never another error."""
    path = kept(tmp_path)
    original = path.read_bytes()
    for junk in JUNK:
        path.write_bytes(original)
        resealed(path, member, lambda _, junk=junk: junk)
        told = outcome(path)
        assert told in (member, "rules") or told is (member == saving.PLACES), junk


@given(data=st.data())
@hypothesis_settings(max_examples=examples(25))
def test_data_of_another_shape_ends_in_a_diagnostic(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """One value anywhere in a sealed member replaced by another never ends in another error."""
    path = kept(tmp_path_factory.mktemp("kept"))
    member = data.draw(st.sampled_from([saving.FACTS, saving.PLACES, saving.QUESTION, saving.FOUND, saving.SOURCES]))
    junk = data.draw(st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just([]), st.just({}), st.just(["a"])))

    def spoiled(found: Any) -> Any:
        if not isinstance(found, dict | list) or not found or data.draw(st.integers(0, 4)) == 0:
            return junk
        places = list(found) if isinstance(found, dict) else list(range(len(found)))
        place = data.draw(st.sampled_from(places))
        changed = copy.copy(found)
        changed[place] = spoiled(found[place])
        return changed

    resealed(path, member, with_data(spoiled))
    assert outcome(path) is not None


def test_a_ruleset_that_is_no_longer_read_is_told_with_its_faults(tmp_path: Path) -> None:
    """The faults stand at their lines within the file that holds the ruleset, after who wrote it."""
    path = kept(tmp_path)
    resealed(path, "rules/0/2026.yaml", lambda text: text.replace("\ntên:".encode(), "\ntênn:".encode()))
    with pytest.raises(tr.ArchiveError) as caught:
        tr.verify(path)
    first, *faults = caught.value.diagnostics
    assert (first.code, first.place.path) == ("KEEP-09", "rules")
    assert {each.place.file for each in faults} == {str(Path(path, "rules", "0", "2026.yaml"))}
    assert ("SET-02", 2) in {(each.code, each.place.line) for each in faults}


def test_facts_that_are_no_longer_read_are_told_with_their_faults(tmp_path: Path) -> None:
    """The fault of the dossier follows, with its path."""
    path = kept(tmp_path)
    resealed(path, saving.FACTS, lambda text: text.replace(b"95%", b"195%"))
    with pytest.raises(tr.ArchiveError) as caught:
        tr.verify(path)
    assert [each.code for each in caught.value.diagnostics] == ["KEEP-10", "FACT-05"]


def test_a_decision_without_files_cannot_be_kept(tmp_path: Path) -> None:
    """A decision that was put together without a ruleset says so, and writes nothing."""
    found = decided()
    bare = tr.Decision(found.identity, found.program, found.case, found.question, found.record, found.words)
    with pytest.raises(tr.UsageError) as caught:
        bare.save(tmp_path / "x.thidua")
    assert [each.code for each in caught.value.diagnostics] == ["KEEP-11"]
    assert list(tmp_path.iterdir()) == []


def test_an_unsafe_file_name_of_a_ruleset_is_kept_by_number(tmp_path: Path) -> None:
    """A ruleset's file may be called what a zip should not hold; its name is kept beside it."""
    path = tmp_path / "bộ thử (1).yaml"
    path.write_text(
        "bộ quy tắc: thu/1\ntên: Thử\nhiệu lực: {từ: 2021-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {M: m}}}\n"
        "từ vựng: {người: {đủ: đúng/sai}}\ntiêu chí: {A: {cho: người, tên: A, căn cứ: qd M, khi: đủ}}\n",
        encoding="utf-8",
    )
    rules = tr.load(path)
    decision = rules.decide(rules.read_case({"ngày xét": "15/01/2022", "kỳ xét": "2021", "người": [{"mã": "a"}]}))
    file = kept(tmp_path, decision)
    assert "rules/0/0.yaml" in members_of(file)
    found = tr.verify(file)
    assert found.same
    assert found.kept.rules.model.sources[0].files[0][0] == path.name


def test_the_dossier_of_a_kept_decision_is_a_dossier(tmp_path: Path) -> None:
    """Whoever unpacks the file can read the facts as any dossier, with any library that reads the ruleset."""
    _, members = archive.read(kept(tmp_path))
    path = tmp_path / "ho-so.json"
    path.write_bytes(members[saving.FACTS])
    assert school().read_case(path).subjects == decided().case.subjects
    assert DOSSIER.count("mã: ") == sum(map(len, decided().case.subjects.values())) - 2
