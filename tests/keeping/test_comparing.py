"""Two decisions side by side: who changed, and the differences that bear on it."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.archive.small import decided, kept, resealed, school, with_data
from tests.keeping.test_verifying import altered
from tests.profiles import examples
from tests.school import DOSSIER, OFFICE, SCHOOL
from thidua_rules.archive import saving
from thidua_rules.keeping.comparing import Change, Comparison
from thidua_rules.keeping.side_by_side import comparison_lines
from thidua_rules.testing import cases

LESS = DOSSIER.replace("có sáng kiến: đúng", "có sáng kiến: sai")


def change_of(found: Comparison, key: str, code: str) -> Change:
    """The change of one conclusion or value."""
    (change,) = [each for each in found.changes if (each.key, each.code) == (key, code)]
    return change


def school_with(before: str, after: str) -> tr.Ruleset:
    """The school's ruleset with another text in place of one."""
    with TemporaryDirectory() as folder:
        for name, text in (("so/2025.yaml", OFFICE), ("truong/2026.yaml", SCHOOL)):
            path = Path(folder, name)
            path.parent.mkdir()
            assert name == "so/2025.yaml" or before in text
            path.write_text(text.replace(before, after), encoding="utf-8")
        return tr.load(Path(folder, "truong/2026.yaml"))


@given(data=st.data())
@hypothesis_settings(max_examples=examples(8))
def test_comparing_is_turned_round_by_turning_the_sides_round(data: st.DataObject) -> None:
    """Nothing differs from itself; who gained one way lost the other way, with the same facts turned round."""
    vocabulary = school().model.vocabulary
    one, other = (school().decide(data.draw(cases(vocabulary, max_subjects=2))) for _ in range(2))
    itself = tr.compare(one, one)
    assert (itself.changes, itself.facts, itself.rules, itself.asked) == ((), (), (), ())
    there, back = tr.compare(one, other), tr.compare(other, one)

    def of(found: Comparison, kind: Any) -> set[tuple[str, str, str]]:
        return {(each.type, each.key, each.code) for each in found.of_kind(kind)}

    for kind, opposite in (("gained", "lost"), ("unknown", "known"), ("other", "other"), ("value", "value")):
        assert of(there, kind) == of(back, opposite)
        assert of(there, opposite) == of(back, kind)
    assert {(each.before, each.after) for each in there.facts} == {(each.after, each.before) for each in back.facts}
    assert there.subjects == back.subjects[::-1]
    for lang in ("vi", "en"):
        assert max(map(len, comparison_lines(there, lang, 60, 40))) <= 60


def test_a_fact_that_bears_on_a_change_is_named(tmp_path: Path) -> None:
    """The title that is lost names the one fact that its proof cites, and so does the money that goes by it."""
    found = tr.compare(kept(tmp_path), decided(LESS))
    change = change_of(found, "A", "CSG")
    assert (change.kind, change.before, change.after) == ("lost", tr.Status.MET, tr.Status.NOT_MET)
    (fact,) = change.facts
    assert (fact.type, fact.key, fact.field, fact.before, fact.after) == (
        "cá nhân",
        "A",
        "có sáng kiến",
        "đúng",
        "sai",
    )
    assert (change.rules, change.asked) == ((), ())
    assert found.facts == (fact,)


def test_a_parameter_that_bears_on_a_change_is_named() -> None:
    """More seats through one parameter: it is named, and not the one that nothing of the title uses."""
    both = DOSSIER.replace("có sáng kiến: sai", "có sáng kiến: đúng")
    found = tr.compare(decided(both), decided(both, tỷ_lệ_CSG="100%", lương_cơ_sở="1"))
    assert [each.name for each in found.asked] == ["lương cơ sở", "tỷ lệ CSG"]
    change = change_of(found, "B", "CSG")
    assert (change.kind, change.after) == ("gained", tr.Status.MET)
    (asked,) = change.asked
    assert (asked.kind, asked.name, asked.before, asked.after) == ("parameter", "tỷ lệ CSG", "10%", "100%")
    assert change.facts == change.rules == ()
    assert "tham số tỷ lệ CSG: 10% → 100%" in "\n".join(comparison_lines(found, "vi", 100, 40))


def test_a_date_that_bears_on_a_change_is_named(tmp_path: Path) -> None:
    """A conclusion that looks at the day of deciding changes by it, and one that does not stays out of it."""
    path = tmp_path / "ngay.yaml"
    path.write_text(
        "bộ quy tắc: thu/1\ntên: Thử\nhiệu lực: {từ: 2021-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {M: m}}}\n"
        "từ vựng: {người: {hạn: ngày}}\n"
        "tiêu chí: {A: {cho: người, tên: A, căn cứ: qd M, khi: hạn ≥ ngày xét}}\n",
        encoding="utf-8",
    )
    rules = tr.load(path)
    one, other = (
        rules.decide(rules.read_case({"ngày xét": day, "kỳ xét": "2021", "người": [{"mã": "a", "hạn": "05/01/2022"}]}))
        for day in ("04/01/2022", "06/01/2022")
    )
    change = change_of(tr.compare(one, other), "a", "A")
    assert (change.kind, [each.kind for each in change.asked]) == ("lost", ["on"])


def test_a_rule_that_bears_on_a_change_is_named() -> None:
    """Another threshold in a title is told as that part of that rule."""
    other = school_with("tỷ lệ phiếu ≥ 90%", "tỷ lệ phiếu ≥ 99%")
    found = tr.compare(decided(), other.decide(decided().case))
    change = change_of(found, "A", "CSG")
    assert change.kind == "lost"
    (rule,) = change.rules
    assert (rule.section, rule.rule, rule.before, rule.after) == ("titles", "CSG", True, True)
    assert rule.name.endswith(".p")
    assert found.rules == (rule,)
    assert "    lý do: quy tắc CSG.p" in list(comparison_lines(found, "vi", 100, 40))


def test_people_and_conclusions_of_one_side_are_listed_and_not_changes() -> None:
    """Whoever is new, or no longer there, is told apart; a title that only one ruleset has is too."""
    head, _, tail = DOSSIER.partition("  - mã: B\n")
    without = head + tail[tail.index("phiếu tháng:\n") :]
    found = tr.compare(decided(), decided(without))
    assert found.subjects == ((("cá nhân", "B"),), ())
    assert all(each.key != "B" for each in found.changes)
    other = school_with("  LĐG.x1: {lý do", "  LĐG.x1: {lý do")
    bare = tr.compare(decided(), other.decide(decided().case))
    assert (bare.changes, bare.codes) == ((), ((), ()))
    fewer = tr.load("luat/2025")
    case = fewer.read_case({"ngày xét": "15/12/2026", "kỳ xét": "2026", "cá nhân": [{"mã": "A"}]})
    strange = tr.compare(decided(), fewer.decide(case))
    assert ("cá nhân", "CSG") in strange.codes[0]
    assert ("cá nhân", "B") in strange.subjects[0]
    assert list(comparison_lines(strange, "vi", 80, 40))


def test_what_was_kept_is_compared_and_not_what_would_be_found_today(tmp_path: Path) -> None:
    """A verdict that this library no longer finds stands as it was kept, and no reason is made up for it."""
    path = kept(tmp_path)
    resealed(path, saving.FOUND, with_data(altered))
    change = change_of(tr.compare(path, decided()), "A", "LĐG")
    assert (change.before, change.after, change.kind) == (tr.Status.NOT_MET, tr.Status.MET, "gained")
    assert change.facts == change.rules == change.asked == ()
    told = "\n".join(comparison_lines(tr.compare(path, decided()), "vi", 100, 40))
    assert "thidua verify" in told


def test_counts_stand_first_and_reasons_that_are_shared_once() -> None:
    """Per title how many gained and lost, then each with its reason; of many changes the rest is counted."""
    found = tr.compare(decided(), decided(LESS))
    lines = list(comparison_lines(found, "vi", 100, 40))
    assert lines[0].startswith("Trước: truong/2026")
    assert "  CSG  Chiến sĩ giỏi: ✗ 1 không còn đạt" in lines
    assert "    lý do: có sáng kiến: đúng → sai" in lines
    assert list(comparison_lines(found, "en", 100, 0))[-1] == f"and {len(found.changes)} more"


def test_a_comparison_is_data_too() -> None:
    """Everything of it can be written as JSON."""
    data = json.loads(json.dumps(tr.compare(decided(), decided(LESS)).to_dict()))
    (change,) = [each for each in data["changes"] if each["code"] == "CSG"]
    assert (change["before"], change["after"], change["kind"]) == ("met", "not_met", "lost")
    assert change["facts"][0]["field"] == "có sáng kiến"
    assert data["counts"]["CSG"] == {"lost": 1}
    assert data["before"]["ruleset_hash"] == school().hash


def test_what_is_no_decision_is_refused() -> None:
    """The error says what was given and what to give."""
    with pytest.raises(tr.UsageError) as caught:
        tr.compare(decided(), 5)  # type: ignore[arg-type]
    assert [each.code for each in caught.value.diagnostics] == ["KEEP-12"]
