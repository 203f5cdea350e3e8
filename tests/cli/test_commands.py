"""The `thidua` command, as policy staff meet it."""

import ctypes
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import thidua_rules
from tests.authoring.small import scenario, write_rules, write_scenarios
from tests.report import titles
from tests.report.small import DOSSIER, RULES, SCENARIOS, decision, write
from thidua_rules.cli import main

COMMANDS = (
    *("list", "show", "check", "decide", "explain", "test", "diff", "facts", "fmt", "new"),
    *("verify", "prove", "compare", "impact", "papers", "templates", "watch", "schema", "lsp", "help"),
)


def thidua(*arguments: object) -> Result:
    """Run the command; nothing but its own exit may end it."""
    result = CliRunner().invoke(main, [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The small ruleset in a folder, its dossier beside the folder."""
    return write(tmp_path)


@pytest.fixture
def dossier(home: Path) -> Path:
    """The small dossier."""
    return home.parent / "ho-so.yaml"


# ---------------------------------------------------------------- frame


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_speaks_the_language_asked_for(command: tuple[str, ...], lang: str) -> None:
    """Help is all in one language, wherever `--lang` stands."""
    before, after = thidua("--lang", lang, *command, "--help"), thidua(*command, "-h", f"--lang={lang}")
    assert before.exit_code == 0
    assert before.output == after.output
    assert before.output.startswith("Cách dùng: thidua" if lang == "vi" else "Usage: thidua")
    other = ("Usage", "Options", "Show", "[OPTIONS]") if lang == "vi" else ("Cách dùng", "Tuỳ chọn", "hiện")
    assert not any(word in before.output for word in other)


def test_help_names_every_command() -> None:
    """Without a command the help is shown, which is a fault in the use; it names all commands."""
    result = thidua()
    assert result.exit_code == 2
    assert re.findall(r"^  ([a-z]+)  ", result.output, re.MULTILINE) == list(COMMANDS)


def test_version() -> None:
    """The version is that of the library."""
    assert thidua("--version").output == f"thidua_rules {thidua_rules.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (["explan"], "không có lệnh `explan`; có phải explain?", "No such command 'explan'"),
        (["xyz"], "không có lệnh `xyz`; các lệnh: " + ", ".join(COMMANDS), "No such command 'xyz'"),
        (["decide"], "thiếu BỘ_QUY_TẮC", "Missing argument"),
        (["decide", "a"], "thiếu HỒ_SƠ", "Missing argument"),
        (["list", "--foo"], "không có tuỳ chọn --foo", "No such option"),
        (["list", "--jsn"], "không có tuỳ chọn --jsn; có phải --json?", "No such option"),
        (["list", "a", "b"], "thừa đối số a b", "unexpected extra argument"),
        (["decide", "a", "b", "--on"], "tuỳ chọn --on cần một giá trị", "requires an argument"),
        (["list", "--json=1"], "tuỳ chọn --json không nhận giá trị", "does not take a value"),
        (["list", "--lang", "fr"], "--lang vi | en", None),
    ],
)
def test_faults_in_the_use(arguments: list[str], vi: str, en: str | None) -> None:
    """A fault in the use is told in the language, with exit code 2 and nothing on the output."""
    result = thidua(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0] == f"cách dùng: {vi}"
    if en is not None:
        result = thidua("--lang", "en", *arguments)
        assert result.exit_code == 2
        assert result.stderr.startswith("usage: ")
        assert en.lower() in result.stderr.lower()


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["show", "khong/co"], "USE-02", 2),
        (["show", "{home}", "T9"], "USE-51", 2),
        (["check", "khong/co"], "USE-02", 2),
        (["decide", "{home}", "khong-co.xlsx"], "USE-64", 2),
        (["decide", "{home}", "{dossier}", "--executor", "nhanh"], "USE-50", 2),
        (["decide", "{home}", "{dossier}", "--on", "hôm qua"], "USE-56", 2),
        (["decide", "{home}", "{dossier}", "--period", "kỳ này"], "USE-57", 2),
        (["decide", "{home}", "{dossier}", "--parameter", "mức=1"], "USE-54", 2),
        (["decide", "{home}", "{dossier}", "--parameter", "mức kế hoạch"], "USE-63", 2),
        (["decide", "{home}", "{dossier}", "--parameter", "mức kế hoạch=cao"], "USE-61", 2),
        (["decide", "{home}", "{dossier}", "-o", "kq.pdf"], "USE-65", 2),
        (["decide", "{home}", "{dossier}", "-o", "{home}/khong/co/kq.json"], "USE-62", 2),
        (["explain", "{home}", "{dossier}", "khong-co", "T1"], "USE-52", 2),
        (["explain", "{home}", "{dossier}", "a", "T9"], "USE-51", 2),
        (["facts", "{home}", "-o", "{home}"], "USE-62", 2),
        (["decide", "{home}", "{bad}"], "FACT-", 1),
        (["decide", "{bad}", "{dossier}"], "", 1),
    ],
)
def test_faults_in_what_is_given(
    home: Path, dossier: Path, tmp_path: Path, arguments: list[str], code: str, exit_code: int
) -> None:
    """What does not exist ends with 2, a dossier or ruleset that cannot be used with 1; as JSON too; no traceback."""
    bad = tmp_path / "xau.yaml"
    bad.write_text(DOSSIER.replace("98,5%", "nhiều"), encoding="utf-8")
    given = [each.format(home=home, dossier=dossier, bad=bad) for each in arguments]
    for lang in ("vi", "en"):
        result = thidua("--lang", lang, *given)
        assert (result.exit_code, result.stdout) == (exit_code, "")
        assert ("lỗi " if lang == "vi" else "error ") + code in result.stderr
    if given[0] != "facts":
        result = thidua(*given, "--json")
        assert result.exit_code == exit_code
        assert json.loads(result.stdout)["findings"][0]["code"].startswith(code)


# ---------------------------------------------------------------- commands


def test_list() -> None:
    """Rulesets are listed by id with name and validity."""
    assert "btnmt/2021  Phong trào thi đua" in thidua("list").output
    assert "(hiệu lực: 01/01/2021 – 31/12/2021)" in thidua("list").output
    rows = json.loads(thidua("--json", "list").output)
    assert {"id", "title", "from", "to"} == set(rows[0])


def test_show(home: Path) -> None:
    """A ruleset, or one criterion of it, is printed for reading or as JSON."""
    assert "T1.e  \n        không mã hoá: Lời kêu gọi chung." in thidua("show", home).output
    assert thidua("show", home, "C1").output.startswith("C1  Mức hoàn thành: mức thuộc ")
    assert json.loads(thidua("show", home, "T1", "--json").output)["code"] == "T1"
    assert json.loads(thidua("show", home, "--json").output)


def test_check_of_a_clean_ruleset(home: Path) -> None:
    """Readings and sentences that are not encoded are notes; every clause is cited."""
    result = thidua("check", home)
    assert result.exit_code == 0
    assert re.findall(r"ghi chú (\S+)", result.output) == ["RULE-30", "RULE-31"]
    assert "(vb-1): mọi điều khoản đều được dẫn (8/8)" in result.output
    assert result.output.endswith("0 lỗi, 0 cảnh báo, 2 ghi chú\n")
    data = json.loads(thidua("check", home, "--json").output)
    assert data["clean"] is True
    assert data["clauses"] == {"vb-1": {"cited": 8, "all": 8}}


def test_check_counts_the_notes_of_inherited_rulesets(tmp_path: Path) -> None:
    """Others decided them; what somebody has written is not to be searched for among them. `--all` lists them."""
    assert thidua("new", "btnmt/2026", "--from", "btnmt/2024", "--to", tmp_path / "moi").exit_code == 0
    short, whole = thidua("check", tmp_path / "moi").output, thidua("check", tmp_path / "moi", "--all").output
    notes = len(re.findall(r"ghi chú [A-Z]", whole))
    assert "ghi chú RULE" not in short
    assert f"{notes} ghi chú ở các bộ được kế thừa không kể ở trên; `--all` kể hết\n" in short
    assert short.endswith(f" {notes} ghi chú\n")
    assert "--all" not in whole


def test_check_shows_the_place(tmp_path: Path) -> None:
    """A misspelt name is shown with file, line, column, excerpt, underline and hint, as the design has it."""
    home = write(tmp_path, RULES.replace("khi: tỷ lệ hoàn thành kế hoạch ≥", "khi: tỷ lệ hoàn thành kế hoach ≥"))
    result = thidua("check", home)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    line = RULES.splitlines().index("        khi: tỷ lệ hoàn thành kế hoạch ≥ mức kế hoạch") + 1
    assert lines[0].startswith(f"{home / 'bo.yaml'}:{line}:14  lỗi NAME-01  ")
    assert lines[1].strip() == f"{line} |         khi: tỷ lệ hoàn thành kế hoach ≥ mức kế hoạch"
    assert lines[2].strip() == "|              ^^^^^^^^^^^^^^^^^^^^^^^^^"
    assert lines[3].startswith("gợi ý: ")
    assert "`tỷ lệ hoàn thành kế hoạch`" in lines[3]


def test_check_warns_of_a_clause_that_nothing_cites(tmp_path: Path) -> None:
    """A clause that no node cites is a warning, and so a finding."""
    result = thidua("check", write(tmp_path, RULES.replace("C2: đứng đầu}", "C2: đứng đầu, C3: sót}")))
    assert result.exit_code == 1
    assert "(vb-1): 8/9 điều khoản được dẫn" in result.output
    assert "cảnh báo SET-21" in result.output


@pytest.mark.parametrize("executor", ["forward", "reference"])
def test_decide(home: Path, dossier: Path, executor: str) -> None:
    """The table tells who meets what; the exit code is 0 whatever the verdicts."""
    result = thidua("decide", home, dossier, "--executor", executor)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert re.search(r"n4\s*│ Người Bốn\s*│ ✗  │ \?", result.output)
    assert "Tổng hợp: cá nhân (4)" in result.output


def test_decide_as_json(home: Path, dossier: Path) -> None:
    """JSON holds every conclusion about every subject."""
    data = json.loads(thidua("decide", home, dossier, "--json").output)
    assert data["ruleset"]["id"] == "thu/2021"
    found = {(each["key"], one["code"]): one["status"] for each in data["subjects"] for one in each["conclusions"]}
    assert found["a", "T1.a"] == "not_met"
    assert found["n2", "C2"] == "not_applicable"


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".html"])
def test_decide_into_a_file(home: Path, dossier: Path, tmp_path: Path, suffix: str) -> None:
    """`-o` writes the form that the name asks for, and says so."""
    path = tmp_path / f"kết quả{suffix}"
    result = thidua("decide", home, dossier, "-o", path)
    assert (result.exit_code, result.output) == (0, f"đã ghi {path}\n")
    if suffix == ".xlsx":
        assert openpyxl.load_workbook(path).sheetnames[-1] == "Câu hỏi"
    else:
        assert path.read_text(encoding="utf-8").startswith("{" if suffix == ".json" else "<!doctype html>")


def test_a_date_early_in_the_year_is_told_before_the_dossier_is_read(tmp_path: Path) -> None:
    """A dossier of another year may be refused: the note that tells why comes first, on the error stream."""
    dossier = tmp_path / "hs.yaml"
    dossier.write_text("ngày xét: 15/01/2024\nkỳ xét: 2023\ncá nhân: [{mã: a, trường lạ: đúng}]\n", encoding="utf-8")
    early = thidua("decide", "luat", dossier, "--on", "15/01/2024").stderr
    assert early.index("USE-06") < early.index("FACT-21")
    assert "USE-06" not in thidua("decide", "luat", dossier, "--on", "15/01/2024", "--period", "2023").stderr


def test_full_is_for_workbooks(home: Path, dossier: Path, tmp_path: Path) -> None:
    """`--full` adds every reason to a workbook, and is refused where there is none."""
    path = tmp_path / "kq.xlsx"
    assert thidua("decide", home, dossier, "--full", "-o", path).exit_code == 0
    assert openpyxl.load_workbook(path).sheetnames[-1] == "Chi tiết"
    refused = thidua("decide", home, dossier, "--full")
    assert (refused.exit_code, "USE-79" in refused.stderr) == (2, True)


def test_parameters_dates_and_periods(home: Path, dossier: Path) -> None:
    """What is asked overrides the ruleset's parameters and the dossier's date."""
    asked = ("explain", home, dossier, "a")
    assert "KHÔNG ĐẠT" in thidua(*asked, "T1.a").output
    assert thidua(*asked, "T1.a", "--parameter", "Mức kế hoạch = 98,5%").output.startswith(
        "Cục A · T1.a Hoàn thành kế hoạch: ĐẠT"
    )
    assert "KHÔNG ĐẠT" in thidua(*asked, "T1.d", "--on", "30/12/2021").output
    assert "kỳ xét 2020" in thidua("decide", home, dossier, "--period", "2020").output


def test_explain(home: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The explanation is the library's own, in either language, short or full; then what would make it met."""
    monkeypatch.setenv("COLUMNS", "80")
    verdict = decision()["n1", "C2"]
    for lang in ("vi", "en"):
        for full in ([], ["--full"]):
            output = thidua("explain", home, dossier, "n1", "C2", "--lang", lang, *full).output
            assert max(map(len, output.splitlines())) <= 80 or full
            assert output.startswith(verdict.explain(lang, bool(full), width=80) + "\n")
            assert {"vi": "Muốn đạt: ", "en": "To be met: "}[lang] in output
    data = json.loads(thidua("explain", home, dossier, "a", "T1.b", "--json").output)
    assert data["summary"].startswith("Cục A · T1.b: chưa đủ căn cứ")
    assert (data["status"], data["changes"]) == ("unknown", ["giải ngân đúng tiến độ = đúng (nay chưa có)"])
    assert data["missing"][0].startswith("Cục A: Giải ngân có đúng tiến độ không?")
    assert data["proof"]["missing"][0]["field"] == "giải ngân đúng tiến độ"
    cited = json.loads(thidua("explain", home, dossier, "n1", "C2", "--json").output)["proof"]["facts"]
    assert {"type": "cá nhân", "key": "n1", "field": "đơn vị", "value": "a"} in cited
    assert not [each for each in cited if "SubjectId" in str(each) or "Between" in str(each)]


def test_scenarios_that_hold(home: Path) -> None:
    """Scenarios are counted."""
    result = thidua("test", home)
    assert (result.exit_code, result.output) == (0, "2/2 tình huống đúng như mong đợi\n")


def test_scenarios_that_do_not_hold(tmp_path: Path) -> None:
    """A mismatch tells place, what was expected and found, and why; exit code 1."""
    home = write(tmp_path, scenarios=SCENARIOS.replace("{T1.a: không đạt,", "{T1.a: đạt,"))
    result = thidua("test", home)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[0] == "✗ Chưa đủ 100% thì không đạt"
    assert re.search(r"thu\.tinh-huong\.yaml:5:\d+: a T1\.a: mong đợi đạt, kết quả không đạt$", lines[1])
    assert "      tỷ lệ hoàn thành kế hoạch = 99%, cần ≥ 100%   [dòng 4]" in result.output
    assert lines[-1] == "1/2 tình huống đúng như mong đợi"
    data = json.loads(thidua("test", home, "--json").output)
    assert (data["passed"], data["all"]) == (1, 2)
    assert data["failed"][0]["mismatches"][0]["found"] == "không đạt"


def test_scenarios_with_faults(tmp_path: Path) -> None:
    """A scenario of an unknown code, subject or status is a located finding, not a pass."""
    wrong = SCENARIOS.replace("{T1.a: không đạt, T1:", "{T9.a: không đạt, T1:").replace("chưa đủ căn cứ}", "có lẽ}")
    result = thidua("test", write(tmp_path, scenarios=wrong))
    assert result.exit_code == 1
    assert re.findall(r":(\d+):\d+  lỗi (TEST-\d+)", result.output) == [("5", "TEST-04"), ("8", "TEST-06")]
    assert result.output.endswith("0/2 tình huống đúng như mong đợi\n")


def test_facts(home: Path, tmp_path: Path) -> None:
    """The typed module compiles, on the output or in a file."""
    text = thidua("facts", home).output
    compile(text, "facts.py", "exec")
    assert "class TapThe" in text
    path = tmp_path / "facts.py"
    assert thidua("facts", home, "-o", path).output == f"đã ghi {path}\n"
    assert path.read_text(encoding="utf-8") == text


def test_facts_as_a_workbook(home: Path, tmp_path: Path) -> None:
    """With `-o` and the name of a workbook, `facts` writes one to fill in."""
    path = tmp_path / "trống.xlsx"
    assert thidua("facts", home, "-o", path).output == f"đã ghi {path}\n"
    assert openpyxl.load_workbook(path).sheetnames[0] == "hồ sơ"


# ---------------------------------------------------------------- the process


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", **more}


@pytest.mark.parametrize("more", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1258"}, {"PYTHONIOENCODING": "ascii"}])
def test_output_is_utf8_whatever_the_console(more: dict[str, str]) -> None:
    """Vietnamese is written as UTF-8 under any locale."""
    command = [sys.executable, "-m", "thidua_rules"]
    done = subprocess.run([*command, "list"], capture_output=True, env=_environment(**more), check=True)
    assert "Phong trào thi đua" in done.stdout.decode("utf-8")
    done = subprocess.run([*command, "lst"], capture_output=True, env=_environment(**more), check=False)
    assert (done.returncode, "có phải list" in done.stderr.decode("utf-8")) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of other systems")
def test_a_reader_that_leaves_early() -> None:
    """`thidua show … | head -1` ends quietly."""
    command = f"{sys.executable} -m thidua_rules show btnmt/2021 | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes and signals of other systems")
def test_an_interrupt_ends_with_one_line(tmp_path: Path) -> None:
    """Ctrl-C in the middle of work ends with 130 and says so, without a traceback."""
    home, dossier, reached = write(tmp_path), tmp_path / "ho-so.yaml", tmp_path / "reached"
    dossier.write_text(DOSSIER, encoding="utf-8")
    code = (
        "import pathlib, sys, time\n"
        "from thidua_rules.cli import main\n"
        "from thidua_rules.facts import reading\n"
        "def read_case(*_, **__):\n pathlib.Path(sys.argv.pop()).touch()\n time.sleep(30)\n"
        "reading.read_case = read_case\n"
        "main(sys.argv[1:4])\n"
    )
    command = [sys.executable, "-c", code, "decide", str(home), str(dossier), str(reached)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 20
    while not reached.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    output, faults = process.communicate(timeout=20)
    assert reached.exists()
    assert process.returncode == 130
    assert (output, faults.split()) == ("", ["đã", "dừng"])


LOST = """
import sys, time
from thidua_rules.cli import main
from thidua_rules.facts import reading
class Going:
    def __del__(self):
        raise KeyboardInterrupt
def read_case(*_, **__):
    Going()
    for _ in range(3000):
        time.sleep(0.01)
reading.read_case = read_case
main(sys.argv[1:])
"""


def test_an_interrupt_while_an_object_goes_away_is_not_lost(home: Path, dossier: Path) -> None:
    """Python drops what is raised there, as the objects of the solver go away in their thousands."""
    command = [sys.executable, "-c", LOST, "decide", str(home), str(dossier)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.split()) == (130, "", ["đã", "dừng"])


def test_an_interrupt_among_arguments_for_the_solver_ends_as_any(
    home: Path, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bridge to C makes a fault of an argument of it, and the solver's own code others."""

    def read_case(*_: object, **__: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ctypes.ArgumentError("argument 1: KeyboardInterrupt: ") from None

    monkeypatch.setattr("thidua_rules.facts.reading.read_case", read_case)
    result = thidua("decide", home, dossier)
    assert (result.exit_code, result.stderr.split()) == (130, ["đã", "dừng"])


def test_an_interrupt_while_loading_ends_quietly() -> None:
    """Ctrl-C before the command has loaded ends with 130 and no traceback too."""
    stopper = "class Stopper:\n def find_spec(self, name, *_):\n  if name == 'click': raise KeyboardInterrupt\n"
    code = f"import sys\n{stopper}sys.meta_path.insert(0, Stopper())\nfrom thidua_rules.cli import main\nmain()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        (("facts", "RULES", "-o"), ""),
        (("facts", "RULES", "-o"), ".xlsx"),
        (("schema", "-o"), ""),
        (("test", "RULES", "--suggest"), ""),
        (("impact", "RULES", "RULES", "DOSSIER", "-o"), ".html"),
        (("impact", "RULES", "RULES", "DOSSIER", "-o"), ".xlsx"),
        (("papers", "RULES", "DOSSIER", "--kind", "bien-ban", "-o"), ".docx"),
        (("templates",), ""),
    ],
)
def test_a_path_below_a_file_is_told_as_it_was_given(home: Path, command: tuple[str, ...], suffix: str) -> None:
    """What cannot be written is named, not the file that was to take its place; and why, in words."""
    named = {"RULES": str(home), "DOSSIER": str(home.parent / "ho-so.yaml")}
    target = f"{home / 'bo.yaml'}/x{suffix}"
    result = thidua(*(named.get(each, each) for each in command), target)
    assert result.exit_code == 2
    assert f"USE-62  không đọc hoặc ghi được `{target}`: đường dẫn đi qua một tệp\n" in result.output


@pytest.mark.parametrize("command", [("test", "RULES", "--suggest"), ("templates",), ("new", "so-mau/2026", "--to")])
def test_a_file_where_a_folder_is_to_be_is_told_in_words(home: Path, command: tuple[str, ...]) -> None:
    """In Vietnamese, as all else; the file stays as it was."""
    kept = (home / "bo.yaml").read_bytes()
    target = str(home / "bo.yaml") + ("/x" if command[0] == "new" else "")
    result = thidua(*(str(home) if each == "RULES" else each for each in command), target)
    assert (result.exit_code, "bo.yaml`: ở đó đã có một tệp\n" in result.output) == (2, True)
    assert (home / "bo.yaml").read_bytes() == kept


def test_paths_are_told_from_the_working_directory(
    home: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies below the working directory is named from there, in places and in messages; the rest in full."""
    file = home / "bo.yaml"
    twice = "    được miễn: đúng/sai\n    Tên: số\n    TÊN: số\n"
    file.write_text(RULES.replace("    được miễn: đúng/sai\n", twice), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    output = thidua("check", home).output
    assert output.startswith("bo/bo.yaml:")
    assert str(tmp_path) not in output
    monkeypatch.chdir(tmp_path_factory.mktemp("khác"))
    assert thidua("check", home).output.startswith(f"{file}:")


def test_a_decision_is_narrowed_on_the_screen(home: Path, dossier: Path) -> None:
    """Units, people, titles, outcomes and who nearly has a title are asked for by option."""
    told = thidua("decide", home, dossier, "--person", "n1").output
    assert "Người Một (n1)" in told
    assert "Cục A (" not in told
    assert thidua("decide", home, dossier, "--why-not", "C2").output.startswith("C2 Người đứng đầu: ")
    only = thidua("decide", home, dossier, "--unit", "a", "--title", "T1", "--grid").output
    assert "T1" in only
    assert "C2" not in only
    assert "USE-51" in thidua("decide", home, dossier, "--why-not", "C99").output


def test_data_and_workbooks_are_narrowed_too_and_say_so(home: Path, dossier: Path, tmp_path: Path) -> None:
    """By people, units and titles; what they cannot be narrowed by is refused, and so is a part of a page."""
    output = tmp_path / "ket-qua.json"
    thidua("decide", home, dossier, "--unit", "a", "--title", "C1", "-o", output)
    found = json.loads(output.read_text(encoding="utf-8"))
    assert found["part"] == {"all_subjects": False, "codes": ["C1"]}
    codes = [each["code"] for subject in found["subjects"] for each in subject["conclusions"]]
    assert codes
    assert {each.partition(".")[0] for each in codes} == {"C1"}
    assert {each["key"] for each in found["subjects"]} == {"n1", "n2", "n3", "n4"} & {
        each["key"] for each in json.loads(thidua("decide", home, dossier, "--unit", "a", "--json").output)["subjects"]
    }
    book = tmp_path / "ket-qua.xlsx"
    thidua("decide", home, dossier, "--person", "n1", "-o", book)
    sheets = openpyxl.load_workbook(book)
    assert [row[0] for row in sheets["cá nhân"].iter_rows(min_row=2, values_only=True)] == ["n1"]
    assert "Chỉ gồm phần được chọn" in str(sheets["Tổng hợp"]["A2"].value)
    for narrowing in (["--only", "met"], ["--why-not", "C2"]):
        for other in (["-o", output], ["--json"]):
            refused = thidua("decide", home, dossier, *narrowing, *other)
            assert (refused.exit_code, "USE-78" in refused.output) == (2, True)
    for name in ("mot.html", "mot.thidua", "trang/"):
        refused = thidua("decide", home, dossier, "--unit", "a", "-o", f"{tmp_path}/{name}")
        assert (refused.exit_code, "USE-78" in refused.output) == (2, True)
    assert "part" not in json.loads(thidua("decide", home, dossier, "--json").output)


def test_a_decision_without_anybody_says_where_people_are_filled_in(home: Path, tmp_path: Path) -> None:
    """Neither an empty dossier nor an empty selection ends with its title alone."""
    (tmp_path / "trong.yaml").write_text("ngày xét: 15/01/2022\nkỳ xét: 2021\n", encoding="utf-8")
    told = thidua("decide", home, tmp_path / "trong.yaml")
    assert (told.exit_code, "Hồ sơ chưa có cá nhân hoặc tập thể nào để xét" in told.output) == (0, True)


def test_the_overview_says_how_to_see_who_misses_a_title(tmp_path: Path) -> None:
    """With the code of a title that somebody does not have."""
    rules = titles.RULES
    (tmp_path / "bo.yaml").write_text(rules, encoding="utf-8")
    (tmp_path / "ho-so.yaml").write_text(titles.DOSSIER, encoding="utf-8")
    assert "--why-not LĐTT" in thidua("decide", tmp_path / "bo.yaml", tmp_path / "ho-so.yaml").output


def test_decide_into_a_folder_of_pages(home: Path, dossier: Path, tmp_path: Path) -> None:
    """A name that ends in / is a folder; one that exists is meant as a folder too, and others' files stop it."""
    folder = tmp_path / "kết quả"
    first = thidua("decide", home, dossier, "-o", f"{folder}/")
    assert (first.exit_code, first.output) == (0, f"đã ghi {folder}/\n")
    assert (folder / "index.html").exists()
    assert thidua("decide", home, dossier, "-o", folder).exit_code == 0
    (folder / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    assert "USE-65" in thidua("decide", home, dossier, "-o", "").output
    refused = thidua("decide", home, dossier, "-o", folder)
    assert refused.exit_code == 2
    assert "USE-81" in refused.output
    assert "ghi chú.txt" in refused.output


def test_the_note_of_a_scenario_is_told_where_it_fails(tmp_path: Path) -> None:
    """What was written for its readers stands under its name, and among the data."""
    home = write_rules(tmp_path / "bo")
    failing = scenario("a: {A: không đạt}").replace("    hồ sơ:", "    ghi chú: theo dự thảo\n    hồ sơ:")
    write_scenarios(home, failing)
    assert "✗ Một tập thể\n  ghi chú: theo dự thảo\n" in thidua("test", home).output
    assert json.loads(thidua("test", home, "--json").output)["failed"][0]["note"] == "theo dự thảo"


# ---------------------------------------------------------------- what scenarios see and notice


def test_coverage_and_mutants_are_told_and_end_by_the_share(tmp_path: Path) -> None:
    """Not all of the changes are noticed, so the exit code hangs on `--at-least`; JSON has the same numbers."""
    write_scenarios(write_rules(tmp_path / "bo"), scenario("a: {A: đạt}"))
    coverage = thidua("test", tmp_path / "bo", "--coverage")
    assert coverage.exit_code == 0
    assert "B (yêu cầu): Xét riêng" in coverage.output
    told = thidua("test", tmp_path / "bo", "--mutants", "--lang", "en")
    assert told.exit_code == 1
    assert thidua("test", tmp_path / "bo", "--mutants", "--at-least", "10").exit_code == 0
    data = json.loads(thidua("test", tmp_path / "bo", "--mutants", "--json").output)
    assert told.output.startswith(f"{data['noticed']} of {data['tried']} small changes are noticed")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--coverage", "--mutants"), "chỉ một trong hai mỗi lần"),
        (("--limit", "3"), "chỉ dùng cùng --mutants"),
        (("--all",), "chỉ dùng cùng --coverage, --mutants"),
        (("--mutants", "--limit", "0"), "--limit cần một số nguyên từ 1"),
        (("--mutants", "--at-least", "nhiều"), "--at-least cần một số từ 0 đến 100"),
    ],
)
def test_options_of_test_that_do_not_go_together_are_refused(
    options: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    """A fault in the use, in words, with exit code 2."""
    write_scenarios(write_rules(tmp_path / "bo"), scenario("a: {A: đạt}"))
    result = thidua("test", tmp_path / "bo", *options)
    assert result.exit_code == 2
    assert told in result.output
