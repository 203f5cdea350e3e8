"""Two rulesets side by side: what differs is told in the terms of rules, and dossiers show it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.authoring.workbench import RULES, write_workbench
from thidua_rules.api import Ruleset, load
from thidua_rules.authoring.diff_telling import diff_data, diff_lines
from thidua_rules.authoring.diffing import RulesetDiff, diff, same_program
from thidua_rules.authoring.versions import version
from thidua_rules.diagnostics import UsageError
from thidua_rules.facts.writing import to_dict
from thidua_rules.program.codes import as_written

DECIDING = {
    "a parameter": ("giá trị: 50", "giá trị: 60", "parameters", "điểm tối thiểu", "changed"),
    "a threshold": ("số ngày nghỉ ≤ 40", "số ngày nghỉ ≤ 30", "titles", "LĐTT.b", "changed"),
    "a new requirement": ("      b: {", "      c: {khi: số lần đi muộn ≤ 5}\n      b: {", "titles", "LĐTT.c", "added"),
    "a dropped guard": ("áp dụng khi: không tập sự, ", "", "titles", "LĐTT.b", "changed"),
    "a dropped exclusion": (
        "    loại trừ:\n      x: {tên: Bị kỷ luật, khi: bị kỷ luật, trừ khi: {e: được minh oan}}\n",
        "",
        "titles",
        "LĐTT.x",
        "removed",
    ),
    "a dropped exception": (", trừ khi: {e: được minh oan}", "", "titles", "LĐTT.x.e", "removed"),
    "a shifted period": ("năm = kỳ xét", "năm = kỳ xét − 1", "titles", "CSTĐ.a", "changed"),
}
"""What is changed, and the part whose difference a dossier has to show."""


def sides(folder: Path, old: str, new: str) -> tuple[Ruleset, Ruleset]:
    """The workbench without its scenarios, as it is and with a passage replaced."""
    assert old in RULES
    for name, text in (("a", RULES), ("b", RULES.replace(old, new))):
        (folder / name).mkdir(parents=True)
        (folder / name / "bo.yaml").write_text(text, encoding="utf-8")
    return load(folder / "a"), load(folder / "b")


def test_a_ruleset_is_the_same_as_itself(tmp_path: Path) -> None:
    """Nothing differs, and that every dossier is decided alike is said."""
    one, other = sides(tmp_path, "Bộ thử", "Bộ thử")
    found = diff(one, other)
    assert found.told == ()
    assert found.same


@pytest.mark.parametrize("kind", DECIDING)
def test_a_dossier_shows_what_can_change_a_verdict(kind: str, tmp_path: Path) -> None:
    """Written down and read by each ruleset it is decided as told, and without any of its facts it is not."""
    old, new, section, name, how = DECIDING[kind]
    one, other = sides(tmp_path, old, new)
    found = diff(one, other)
    assert not found.same
    told = {(each.difference.section, as_written(each.difference.name)): each for each in found.told}
    each = told[section, name]
    assert each.difference.kind == how
    assert each.shown is not None
    dossier = to_dict(each.shown.case)
    subject, code = each.shown.verdicts.subject, as_written(each.shown.code)
    verdicts = [rules.decide(rules.read_case(dossier))[subject, code].status for rules in (one, other)]
    assert verdicts == [each.shown.verdicts.before, each.shown.verdicts.after]
    assert len(dossier["cá nhân"]) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tên: Đủ điểm", "tên: Đạt đủ điểm"),
        ("căn cứ: vb-1 A\n    yêu cầu:\n      a: {tên: Đủ", "căn cứ: [vb-1 A]\n    yêu cầu:\n      a: {tên: Có đủ"),
        ("số hiệu: 01/VB-THU", "số hiệu: 02/VB-THU"),
    ],
)
def test_other_words_leave_every_verdict_as_it_is(old: str, new: str, tmp_path: Path) -> None:
    """What is only told otherwise is listed, and that it changes nothing is proved."""
    found = diff(*sides(tmp_path, old, new))
    assert found.same
    assert found.told
    assert all(each.shown is None for each in found.told)


def test_a_condition_in_other_words_is_proved_the_same(tmp_path: Path) -> None:
    """`> 39` of whole numbers is `≥ 40`; the programs differ, and still nothing is searched for."""
    found = diff(*sides(tmp_path, "số ngày nghỉ ≤ 40", "số ngày nghỉ < 41"))
    (each,) = found.told
    assert each.same
    assert not each.sought


def test_programs_that_decide_otherwise_are_never_the_same(tmp_path: Path) -> None:
    """Each of the changes above is seen by the comparison that the proof rests on."""
    for number, (old, new, *_) in enumerate(DECIDING.values()):
        assert not same_program(*sides(tmp_path / str(number), old, new)), old


@pytest.mark.parametrize(("lang", "width"), [("vi", 60), ("en", 120)])
def test_a_difference_is_told_in_either_language(lang: str, width: int, tmp_path: Path) -> None:
    """The threshold with both values, how the verdict changes, and the dossier, within the width."""
    old, new, *_ = DECIDING["a threshold"]
    lines = list(diff_lines(diff(*sides(tmp_path, old, new)), lang, width))
    assert max(map(len, lines)) <= width
    text = " ".join(" ".join(lines).split())
    assert "số ngày nghỉ ≤ 40 → số ngày nghỉ ≤ 30" in text
    assert ("đạt → không đạt" if lang == "vi" else "met → not met") in text


def test_a_difference_as_data(tmp_path: Path) -> None:
    """The same as people read, with the dossier in the form in which dossiers are written."""
    data = diff_data(diff(*sides(tmp_path, *DECIDING["a parameter"][:2])))
    (each,) = data["differences"]
    assert (each["section"], each["name"], each["decides"]) == ("parameters", "điểm tối thiểu", True)
    assert each["aspects"][0]["threshold"] is True
    assert each["shown"]["dossier"]["cá nhân"]


# ---------------------------------------------------------------- versions


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with a ruleset at its second commit, its parameter changed at the third."""
    if shutil.which("git") is None:
        pytest.skip("there is no git")

    def git(*arguments: str) -> None:
        author = ("-c", "user.name=An", "-c", "user.email=an@example.org")
        subprocess.run(["git", "-C", str(tmp_path), *author, *arguments], check=True, capture_output=True)

    git("init", "-q")
    (tmp_path / "khac.txt").write_text("x", encoding="utf-8")
    for least in (None, 50, 60):
        if least is not None:
            write_workbench(tmp_path / "bo", rules=RULES.replace("giá trị: 50", f"giá trị: {least}"))
        git("add", "-A")
        git("commit", "-q", "-m", "x")
    return tmp_path / "bo"


def test_a_version_of_git_is_compared(repository: Path) -> None:
    """`@HEAD~1` is the ruleset as it was a commit ago."""
    with version(f"{repository}@HEAD~1") as before, version(str(repository)) as after:
        found: RulesetDiff = diff(before, after)
    assert [each.difference.name for each in found.told] == ["điểm tối thiểu"]


@pytest.mark.parametrize(("revision", "code"), [("nope", "DIFF-02"), ("--help", "DIFF-02"), ("HEAD~2", "DIFF-03")])
def test_a_version_that_there_is_not_is_a_fault_of_use(revision: str, code: str, repository: Path) -> None:
    """A revision that git does not know, something that only looks like one, and one before the ruleset was."""
    with pytest.raises(UsageError) as caught, version(f"{repository}@{revision}"):
        pass
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_there_are_no_versions_outside_of_a_repository(tmp_path: Path) -> None:
    """That is said, and nothing is written."""
    write_workbench(tmp_path / "bo")
    with pytest.raises(UsageError) as caught, version(f"{tmp_path / 'bo'}@HEAD"):
        pass
    assert [each.code for each in caught.value.diagnostics] == ["DIFF-01"]


def test_what_no_time_is_left_for_is_counted(tmp_path: Path) -> None:
    """Without time every difference is told, none with a dossier, and how many were not looked at is said."""
    found = diff(*sides(tmp_path, *DECIDING["a threshold"][:2]), seconds=0)
    (each,) = found.told
    assert (found.left, each.shown, each.sought) == (1, None, False)
    assert "--seconds" in " ".join(diff_lines(found, "vi", 80))


def test_what_is_told_of_has_a_word_in_either_language(tmp_path: Path) -> None:
    """Of a document who issued it, of a parameter of which kind it is: no name of the model is shown."""
    rules = RULES.replace("văn bản: {", "văn bản: {vb-2: {số hiệu: 2/QĐ, cơ quan: Sở Mẫu, mục: {A: a}}, ")
    rules = rules.replace("tham số:\n", "tham số:\n  mức mới: {kiểu: số nguyên, giá trị: 1, căn cứ: vb-2 A}\n")
    for name, text in (("a", RULES), ("b", rules)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "bo.yaml").write_text(text, encoding="utf-8")
    found = diff(load(tmp_path / "a"), load(tmp_path / "b"))
    for lang, words in (
        ("vi", ("cơ quan: Sở Mẫu", "kiểu: số nguyên")),
        ("en", ("issued by: Sở Mẫu", "kind: số nguyên")),
    ):
        told = "\n".join(diff_lines(found, lang, 100))
        assert all(word in told for word in words)
