"""Finding rulesets by identifier, by family and date, by path."""

import datetime
from pathlib import Path

import pytest

from thidua_rules.diagnostics import Severity, UsageError
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.files import catalogue


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on THIDUA_RULES_PATH with a family of three rulesets: a folder and two files."""

    def put(path: str, identifier: str, start: str, end: str, rest: str = "") -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        head = f"bộ quy tắc: {identifier}\ntên: Bộ {identifier}\nhiệu lực: {{từ: {start}, đến: {end}}}\n{rest}"
        (tmp_path / path).write_text(head, encoding="utf-8")

    put("thu/2020/bo.yaml", "thu/2020", "2020-01-01", "2020-12-31", "chọn theo: kỳ xét\n")
    (tmp_path / "thu/2020/khac.yaml").write_text("tiêu chí: [hỏng\n", encoding="utf-8")
    (tmp_path / "thu/2020/ho-so.yaml").write_text("bộ quy tắc: thu/2020\nngày xét: 01/01/2021\n", encoding="utf-8")
    put("tep/2021.yaml", "thu/2021", "2021-01-01", "2021-12-31", "chọn theo: kỳ xét\n")
    put("tep/2022.yaml", "thu/2022", "2022-01-01", "", "chọn theo: ngày xét\n")
    monkeypatch.setenv(catalogue.PATH_VARIABLE, str(tmp_path))
    return tmp_path


def year(number: int) -> Period:
    """A year as a period."""
    return Period(Kind.YEAR, number)


def refusal(*arguments: object, **keywords: object) -> str:
    """The code with which a search is refused."""
    with pytest.raises(UsageError) as caught:
        catalogue.find(*arguments, **keywords)  # type: ignore[arg-type]
    (finding,) = caught.value.diagnostics
    assert finding.text("en") != finding.text("vi")
    return finding.code


def test_heads_are_listed_without_reading_the_rest(shelf: Path) -> None:
    """A ruleset is listed even while another file of it is broken; a dossier beside it is no ruleset."""
    found = {each.id: each for each in catalogue.list_rulesets() if each.id.startswith("thu/")}
    assert list(found) == ["thu/2020", "thu/2021", "thu/2022"]
    assert found["thu/2020"].location == shelf / "thu" / "2020"
    assert found["thu/2021"].location == shelf / "tep" / "2021.yaml"
    assert found["thu/2022"].valid_to is None


def test_the_bundled_ruleset_is_listed() -> None:
    """`btnmt/2021` comes with the package."""
    (bundled,) = (each for each in catalogue.list_rulesets() if each.id == "btnmt/2021")
    assert (bundled.select_by, bundled.family) == ("kỳ xét", "btnmt")
    assert catalogue.find("btnmt/2021").location == bundled.location


def test_a_family_is_chosen_by_the_day_that_counts(shelf: Path) -> None:
    """`chọn theo` says whether the period's last day or the date asked about must lie in the validity."""
    assert catalogue.find("thu", datetime.date(2021, 1, 15), year(2020)).location == shelf / "thu" / "2020"
    assert catalogue.find("thu", datetime.date(2023, 1, 15), year(2022)).location == shelf / "tep" / "2022.yaml"
    assert catalogue.find("thu", None, Period(Kind.QUARTER, 2021 * 4)).location == shelf / "tep" / "2021.yaml"


def test_a_date_alone_picks_what_is_in_force_then(shelf: Path) -> None:
    """Without a period, a ruleset that goes by periods is picked by the date asked about."""
    assert catalogue.find("thu", datetime.date(2020, 5, 1)).location == shelf / "thu" / "2020"
    assert catalogue.find("thu", datetime.date(2021, 5, 1)).location == shelf / "tep" / "2021.yaml"
    assert catalogue.find("thu", datetime.date(2024, 5, 1)).location == shelf / "tep" / "2022.yaml"
    with pytest.raises(UsageError, match=r"thu/2020 .*; thu/2021 .*; thu/2022"):
        catalogue.find("thu", datetime.date(2019, 5, 1))


def test_a_date_alone_early_in_a_year_is_told(shelf: Path) -> None:
    """In the first quarter the year before may be meant: a note says what was taken, what else there is, and how."""
    doubt = catalogue.find("thu", datetime.date(2021, 3, 31)).doubt
    assert doubt is not None
    assert (doubt.code, doubt.severity) == (catalogue.BY_DATE_ALONE, Severity.NOTE)
    assert "`thu/2021` của năm 2021; của năm 2020 là `thu/2020`" in doubt.message()
    assert "`period=2020`" in doubt.hint("en")
    alone = catalogue.find("thu", datetime.date(2020, 1, 1)).doubt
    assert alone is not None
    assert "for 2019 there is none" in alone.message("en")
    assert "`period=2020`" in alone.hint()


@pytest.mark.parametrize(
    ("on", "period"),
    [
        pytest.param(datetime.date(2021, 4, 1), None, id="after the first quarter"),
        pytest.param(datetime.date(2021, 1, 15), year(2021), id="with a period"),
        pytest.param(datetime.date(2023, 1, 15), None, id="chosen by the date as its head says"),
    ],
)
def test_no_doubt_where_nothing_was_guessed(shelf: Path, on: datetime.date, period: Period | None) -> None:
    """A later date, a period, or a ruleset that goes by the date leaves nothing to tell."""
    assert catalogue.find("thu", on, period).doubt is None


def test_no_doubt_where_both_years_have_one_ruleset() -> None:
    """The year before would have taken the same ruleset: `luat/2017` holds in 2021 and 2022."""
    assert catalogue.find("luat", datetime.date(2022, 1, 15)).doubt is None


def test_a_family_that_does_not_tell_which_is_refused(shelf: Path) -> None:
    """Nothing is guessed: without a date, with none in force, or with two in force there is no answer."""
    assert refusal("thu") == "USE-04"
    assert refusal("thu", on=datetime.date(2019, 1, 1), period=year(2019)) == "USE-05"
    assert refusal("thu", on=datetime.date(2022, 1, 15), period=year(2021)) == "USE-03"


def test_paths_and_unknown_names(shelf: Path) -> None:
    """A path is taken as it is if it exists; an unknown name is told with the nearest ones."""
    assert catalogue.find(shelf / "tep" / "2021.yaml").location == shelf / "tep" / "2021.yaml"
    assert catalogue.find(str(shelf)).location == shelf
    assert refusal(shelf / "không có") == "USE-01"
    assert refusal("btnmt/2012") == "USE-02"
    assert refusal("") == refusal("a" * 5000) == "USE-02"
    with pytest.raises(UsageError, match=r"btnmt/202[2-5]"):
        catalogue.find("btnmt/2012")
