"""Watching a ruleset: what each save changed, told against the last state that could be read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import thidua_rules as tr
from tests.authoring.small import scenario, write_rules, write_scenarios
from thidua_rules.authoring.watching import Asked, Round, watch
from thidua_rules.cli import main
from thidua_rules.cli.watching import watch_ruleset
from thidua_rules.values import Status

DOSSIER = "ngày xét: 15/12/2021\nkỳ xét: 2021\ntập thể: [{mã: a, điểm: 80, số người: 3, được xét: sai}]\n"
Edit = Callable[[], object]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The small ruleset with one scenario, in a folder of its own, and a dossier beside it."""
    write_rules(tmp_path / "bo")
    write_scenarios(tmp_path / "bo", scenario("a: {A: đạt}"))
    (tmp_path / "ho-so.yaml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path / "bo"


def rounds(rules: Path, *edits: Edit, dossier: bool = True) -> list[Round]:
    """The rounds of a session in which each edit is made between two looks, with two looks for it to settle."""

    def ticks() -> Iterator[None]:
        for edit in edits:
            edit()
            yield from (None, None)

    asked = Asked(str(rules), str(rules.parent / "ho-so.yaml") if dossier else None)
    return list(watch(asked, ticks()))


def replacing(path: Path, before: str, after: str) -> Edit:
    """The edit that puts one text in the place of another that must be there."""

    def edit() -> None:
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return edit


def ruleset_file(rules: Path) -> Path:
    return rules / "bo.yaml"


def test_nothing_is_told_where_nothing_changes(rules: Path) -> None:
    """One round at the beginning, and none for looking, for touching a file, or for saving it as it was."""
    path = ruleset_file(rules)
    found = rounds(rules, lambda: None, path.touch, replacing(path, "tên: Bộ thử", "tên: Bộ thử"))
    assert len(found) == 1
    assert found[0].decision is not None
    assert [each.passed for each in found[0].outcomes] == [True]


def test_a_save_tells_the_verdicts_and_scenarios_that_changed(rules: Path) -> None:
    """A threshold above the score takes the verdict away, of the dossier and of the scenario."""
    first, second = rounds(rules, replacing(ruleset_file(rules), "giá trị: 50", "giá trị: 90"))
    assert first.compared is None
    assert second.compared is not None
    assert [(each.key, each.code, each.before, each.after) for each in second.compared.changes] == [
        ("a", "A", Status.MET, Status.NOT_MET)
    ]
    assert len(second.failed) == 1


def test_a_broken_ruleset_tells_its_faults_and_keeps_the_verdicts_before(rules: Path) -> None:
    """While it cannot be read only faults are told; mended otherwise than it was, it is compared with what was good."""
    path = ruleset_file(rules)
    _, broken, mended = rounds(
        rules,
        replacing(path, "giá trị: 50", "giá trị: ["),
        replacing(path, "giá trị: [", "giá trị: 90"),
    )
    assert broken.broken
    assert [each.code for each in broken.came()][:1] == ["YAML-07"]
    assert broken.compared is None
    assert mended.gone() >= 1
    assert mended.compared is not None
    assert len(mended.compared.changes) == 1


def test_a_file_that_is_still_being_written_is_not_read(rules: Path) -> None:
    """What differs at each look is waited for; only what stays the same between two looks is read."""
    path = ruleset_file(rules)
    whole = path.read_text(encoding="utf-8")

    def ticks() -> Iterator[None]:
        for length in (100, 200, 300):
            path.write_text(whole[:length], encoding="utf-8")
            yield None
        path.write_text(whole.replace("giá trị: 50", "giá trị: 90"), encoding="utf-8")
        yield from (None, None)

    found = list(watch(Asked(str(rules), str(rules.parent / "ho-so.yaml")), ticks()))
    assert [each.broken for each in found] == [False, False]


def test_the_dossier_is_watched_too_and_its_faults_are_told(rules: Path) -> None:
    """A dossier that cannot be read is told, and the verdicts before are kept until it can."""
    path = rules.parent / "ho-so.yaml"
    _, faulty, changed = rounds(
        rules, replacing(path, "điểm: 80", "điểm: tám"), replacing(path, "điểm: tám", "điểm: 10")
    )
    assert faulty.decision is None
    assert [each.code for each in faulty.faults] == ["FACT-01"]
    assert changed.compared is not None
    assert [each.kind for each in changed.compared.changes if each.code == "A"] == ["lost"]


def test_a_file_that_comes_or_goes_makes_a_round(rules: Path) -> None:
    """A new file of scenarios is run, and one that is taken away no longer."""
    more = rules / "them.tinh-huong.yaml"
    text = next(rules.rglob("*.tinh-huong.yaml")).read_text(encoding="utf-8")
    found = rounds(rules, lambda: more.write_text(text, encoding="utf-8"), more.unlink, dossier=False)
    assert [len(each.outcomes) for each in found] == [1, 2, 1]


def test_what_does_not_exist_is_told_at_once() -> None:
    """Watching waits for saves, not for a ruleset to come into being."""
    with pytest.raises(tr.UsageError):
        list(watch(Asked("không/có"), [None]))
    assert CliRunner().invoke(main, ["watch", "không/có"]).exit_code == 2


def test_a_ruleset_broken_from_the_beginning_has_nothing_to_compare_with(
    rules: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was found before is spoken of only where something was."""
    replacing(ruleset_file(rules), "giá trị: 50", "giá trị: [")()
    watch_ruleset("vi", str(rules), None, None, None, (), [])
    told = capsys.readouterr().out
    assert "bộ quy tắc chưa dùng được\n" in told


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_tells_each_round_and_ends_quietly(
    rules: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines of each save, in one language; an interrupt is the ordinary end."""
    path = ruleset_file(rules)

    def ticks() -> Iterator[None]:
        for before, after in (("giá trị: 50", "giá trị: 90"), ("giá trị: 90", "giá trị: ["), ("giá trị: [", "x: [")):
            replacing(path, before, after)()
            yield from (None, None)
        raise KeyboardInterrupt

    code = watch_ruleset(lang, str(rules), str(rules.parent / "ho-so.yaml"), None, None, (), ticks())
    told = capsys.readouterr().out
    assert code == 0
    words = {"vi": ("đang theo dõi", "A: đạt → không đạt", "mới", "YAML-07", "đã dừng"), "en": ("watching", "→", "new")}
    assert all(word in told for word in words[lang])
    assert ("watching" in told) == (lang == "en")
