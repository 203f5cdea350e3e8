"""The scenarios that a ruleset lacks, written as files: they hold at once, and what was lacking is there."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from thidua_rules.api import load
from thidua_rules.authoring.covering import cover
from thidua_rules.authoring.noticing import try_mutants
from thidua_rules.authoring.scenarios import run_scenario, scenarios_of
from thidua_rules.authoring.suggesting import scenario_texts, suggest, write_suggestions
from thidua_rules.cli import main
from thidua_rules.diagnostics import UsageError
from thidua_rules.values import Status

RULES = """\
bộ quy tắc: thi/2021
tên: Bộ mẫu
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
chọn theo: kỳ xét
văn bản: {qc: {số hiệu: 01/QC, mục: {Đ1: điều kiện}}}
tham số:
  điểm cần có: {kiểu: số nguyên, giá trị: 80, căn cứ: qc Đ1}
từ vựng:
  cá nhân:
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
    tập sự: đúng/sai
    bị kỷ luật: đúng/sai
    được minh oan: đúng/sai
  khen thưởng:
    người: {kiểu: thuộc cá nhân, chiều ngược: khen thưởng}
    năm: năm
tiêu chí:
  A:
    cho: cá nhân
    căn cứ: qc Đ1
    yêu cầu:
      1: {tên: Đủ điểm, áp dụng khi: không tập sự, khi: điểm ≥ điểm cần có}
      2: {tên: Không bị kỷ luật, khi: không bị kỷ luật, trừ khi: {e: được minh oan}}
      3: {tên: Đã được khen, khi: có khen thưởng trong đó (năm = kỳ xét)}
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ruleset without scenarios, and those that are suggested for it."""
    folder = tmp_path_factory.mktemp("thi")
    (folder / "bo.yaml").write_text(RULES, encoding="utf-8")
    write_suggestions(scenario_texts(suggest(load(folder))), folder / "goi-y")
    return folder


def test_suggested_scenarios_hold_at_once(home: Path) -> None:
    """Each is read from its file and run; it says that it is to be named and reviewed."""
    rules = load(home)
    scenarios = scenarios_of(rules)
    assert scenarios
    assert all(run_scenario(each, rules).passed for each in scenarios)
    assert all(
        each.name.startswith("cần đặt tên") and (each.note or "").startswith("cần xem lại") for each in scenarios
    )


def test_with_them_every_outcome_is_seen(home: Path) -> None:
    """Each requirement is found met, not met and unknown; the one with a guard not applicable as well."""
    parts = {each.spot.code: each.counts for each in cover(load(home)).parts if each.spot.kind != "guard"}
    for counts in parts.values():
        assert {Status.MET, Status.NOT_MET, Status.UNKNOWN} <= {each for each, count in counts.items() if count}
    assert parts["A.1"][Status.NOT_APPLICABLE]


def test_with_them_every_small_change_is_noticed(home: Path) -> None:
    """Among them thresholds, which need a value just beside them, and a filter on records."""
    report = try_mutants(load(home))
    assert report.tried
    assert report.unnoticed == ()


def test_the_smallest_dossiers_come_first(home: Path) -> None:
    """The first one holds nothing but the subject."""
    facts = [len(each.case.subjects) + each.size for each in suggest(load(home)).found]
    assert facts == sorted(facts)
    (path,) = (home / "goi-y").iterdir()
    first = path.read_text(encoding="utf-8").split("  - tên: ")[1]
    assert "- mã: x\n    mong đợi" in first


def test_nothing_is_written_over(home: Path, tmp_path: Path) -> None:
    """A file that is there already is a fault of use, and no other one is written."""
    texts = {"a.tinh-huong.yaml": "x", "b.tinh-huong.yaml": "y"}
    (tmp_path / "b.tinh-huong.yaml").write_text("z", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        write_suggestions(texts, tmp_path)
    assert [each.code for each in caught.value.diagnostics] == ["TEST-10"]
    assert [each.name for each in tmp_path.iterdir()] == ["b.tinh-huong.yaml"]


def test_the_command_says_what_it_wrote(home: Path, tmp_path: Path) -> None:
    """And that nothing is lacking any more, where the suggestions stand with the ruleset."""
    done = CliRunner().invoke(main, ["test", str(home), "--suggest", str(tmp_path / "moi"), "--lang", "en"])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("0 scenarios in 0 files\n")
    both = CliRunner().invoke(main, ["test", str(home), "--suggest", "x", "--coverage"])
    assert both.exit_code == 2
