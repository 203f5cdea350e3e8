"""Invariants are proved, refuted by the smallest dossier, or left open; nothing is claimed that was not proved."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.proving.test_never_always import RULES
from thidua_rules.api import Ruleset, load
from thidua_rules.cli import main
from thidua_rules.diagnostics import UsageError
from thidua_rules.proving import invariants
from thidua_rules.proving.invariants import prove
from thidua_rules.proving.result import Proof
from thidua_rules.proving.result import Result as Became

pytestmark = pytest.mark.prove

STATED = """\
bất biến:
  hơn: {cho: cá nhân, khẳng định: đạt H1 thì đạt H3}
  phạt: {cho: cá nhân, khẳng định: bị phạt thì không đạt danh hiệu nào}
  việc: {cho: cá nhân, khẳng định: đạt I thì có ít nhất 2 việc làm}
  cao: {cho: cá nhân, khẳng định: càng cao điểm càng không mất H1; H2}
  thấp: {cho: cá nhân, khẳng định: càng thấp điểm càng không mất H1; H2}
  vắng: {cho: cá nhân, khẳng định: vắng mặt khác nhau thì kết quả như nhau}
  tận tụy: {cho: cá nhân, khẳng định: tận tụy khác nhau thì kết quả như nhau}
  thừa: {cho: cá nhân, khẳng định: đạt H0 thì đạt H1}
  ít việc: {cho: cá nhân, khẳng định: càng nhiều việc làm càng không mất H4}
  nhiều việc: {cho: cá nhân, khẳng định: "càng ít việc làm trong đó (hạng là “thường”) càng không mất H4"}
"""
FEW = "  H4: {cho: cá nhân, căn cứ: luat Đ9, yêu cầu: {a: số việc làm trong đó (hạng là “thường”) ≤ 1}}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ruleset with invariants of each form."""
    made: Path = tmp_path_factory.mktemp("bo")
    text = RULES.replace("đại lượng:\n", f"{FEW}đại lượng:\n") + STATED
    (made / "bo-quy-tac.yaml").write_text(text, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def ruleset(folder: Path) -> Ruleset:
    """The same, loaded."""
    return load(folder)


@pytest.fixture(scope="module")
def proofs(ruleset: Ruleset) -> dict[str, Proof]:
    """What became of them, by name."""
    return {each.invariant.code: each for each in prove(ruleset).proofs}


def test_each_is_proved_or_refuted(proofs: dict[str, Proof]) -> None:
    """As whoever wrote the rules can see."""
    refuted = {code for code, each in proofs.items() if each.result is Became.REFUTED}
    assert refuted == {"phạt", "thấp", "tận tụy", "ít việc"}
    assert {each.result for code, each in proofs.items() if code not in refuted} == {Became.PROVED}


def test_what_nobody_can_start_from_says_nothing(proofs: dict[str, Proof]) -> None:
    """A title that nobody can attain implies everything; that is told."""
    assert [code for code, each in proofs.items() if each.vacuous] == ["thừa"]


def test_a_refutation_is_the_smallest_dossier_and_decided_in_the_ordinary_way(
    ruleset: Ruleset, proofs: dict[str, Proof]
) -> None:
    """One person with the one or two facts that bear on it."""
    shown = proofs["phạt"].demonstration
    assert shown is not None
    assert len(shown.data["cá nhân"][0]) <= 3
    decision = ruleset.decide(ruleset.read_case(shown.data))
    assert "met" in {decision[shown.subjects[0].key, code].status.value for code in ("H3", "H4")}


def test_a_change_that_breaks_it_is_shown(ruleset: Ruleset, proofs: dict[str, Proof]) -> None:
    """The dossier before the change attains a title; with the field changed it is not attained."""
    shown = proofs["thấp"].demonstration
    assert shown is not None
    assert shown.change is not None
    name, slot = shown.change
    before = ruleset.decide(shown.case)
    after = ruleset.decide(shown.case.supposing({(shown.subjects[0], name): slot}))
    key = shown.subjects[0].key
    found = [[each[key, code].status.value for each in (before, after)] for code in ("H1", "H2")]
    assert ["met", "not_met"] in found


def test_one_record_more_that_breaks_it_is_shown(ruleset: Ruleset, proofs: dict[str, Proof]) -> None:
    """With the record the title is not attained; it is the last of the subjects."""
    shown = proofs["ít việc"].demonstration
    assert shown is not None
    person, newcomer = shown.subjects
    assert newcomer.type == "việc làm"
    assert ruleset.decide(shown.case)[person.key, "H4"].status.value == "not_met"


def test_without_a_solver_only_a_search_is_claimed(ruleset: Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds stays open, with how many dossiers were tried; what does not is still refuted by one."""
    monkeypatch.setattr(invariants, "solver_is_installed", lambda: False)
    report = prove(ruleset, ["hơn", "phạt"], seconds=0.3)
    held, broken = report.proofs
    assert (held.result, held.demonstration, report.solver) == (Became.OPEN, None, False)
    assert held.tried > 20
    assert broken.result is Became.REFUTED
    assert broken.demonstration is not None


def test_a_name_that_is_none_is_told(ruleset: Ruleset) -> None:
    """With those that there are."""
    with pytest.raises(UsageError, match="không có bất biến nào là `hon`"):
        prove(ruleset, ["hon"])


# ---------------------------------------------------------------- the command


def thidua(*arguments: object) -> Result:
    """Run the command."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


def test_the_command_tells_the_result_and_writes_the_dossier(folder: Path, tmp_path: Path) -> None:
    """Exit code 1 for what is refuted; the dossier is a file that `decide` takes."""
    refuted = thidua("prove", folder, "phạt", "-o", tmp_path / "trai")
    assert refuted.exit_code == 1
    assert refuted.output.startswith("✗ phạt: sai\n    bị phạt thì không đạt danh hiệu nào\n")
    decided = thidua("decide", folder, tmp_path / "trai" / "phạt.yaml")
    assert decided.exit_code == 0
    proved = thidua("prove", folder, "hơn", "--lang", "en")
    assert proved.exit_code == 0
    assert proved.output.startswith("✓ hơn: holds of every dossier up to the sizes: cá nhân 1\n")


def test_the_command_says_that_it_only_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3, and how to install the solver."""
    monkeypatch.setattr(invariants, "solver_is_installed", lambda: False)
    result = thidua("prove", folder, "hơn", "--seconds", "0.1")
    assert result.exit_code == 3
    assert "thidua-rules[prove]" in result.output


def test_the_command_gives_data(folder: Path) -> None:
    """The same as JSON."""
    data = json.loads(thidua("prove", folder, "hơn", "phạt", "--json").output)
    assert [each["result"] for each in data["invariants"]] == ["proved", "refuted"]
    assert data["invariants"][1]["dossier"]["cá nhân"]


def test_the_command_wants_an_invariant(tmp_path: Path) -> None:
    """A ruleset without any is told, with exit code 2."""
    (tmp_path / "bo.yaml").write_text(RULES, encoding="utf-8")
    result = thidua("prove", tmp_path)
    assert result.exit_code == 2
    assert "PROVE-01" in result.output
