"""Files decided part by part: what the whole gives, with no more rows in hand than are asked for."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.distributing.test_parts import ROWS, looking_on
from tests.executors import test_handing_over
from tests.executors.test_frames import ALL, ASKED, RULESET, facts, tables
from tests.profiles import examples
from thidua_rules.diagnostics import DossierError, UsageError

pytestmark = pytest.mark.columnar


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def written(folder: Path, rows: dict[str, list[dict[str, Any]]], suffix: str = "parquet") -> Path:
    """Rows as a file for each type, which is said to be complete."""
    import polars as pl

    folder.mkdir(exist_ok=True)
    for name, table in tables(rows).items():
        if suffix == "parquet":
            table.write_parquet(folder / f"{name}.parquet")
        else:
            told = table.select(each.map_elements(_as_people_write, pl.String) for each in table)
            told.write_csv(folder / f"{name}.csv", separator=";")
    (folder / "đầy đủ.csv").write_text("\n".join(("loại", *ALL)), encoding="utf-8")
    return folder


def _as_people_write(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1f}%".replace(".", ",") if value > 10 else f"{value:.2f}".replace(".", ",")
    return {True: "đúng", False: "sai"}.get(value, str(value))


def streamed(rules: tr.Ruleset, path: Path, most: int) -> list[tuple[Any, ...]]:
    """The rows of the verdicts of all parts, in a fixed order."""
    from thidua_rules.distributing import decide_files

    parts = [each.decision.verdicts.rows() for each in decide_files(rules, path, most=most, **ASKED)]
    return sorted((row for rows in parts for row in rows), key=str)


def hold_parts_to_the_whole(rules: tr.Ruleset, path: Path, most: int) -> None:
    """They find the same, or are refused since more rows than `most` are bound."""
    try:
        found = streamed(rules, path, most)
    except UsageError as refused:
        (why,) = refused.diagnostics
        if not why.arguments["rows"] > most:
            raise
        return
    assert found == sorted(rules.decide_frames(path, **ASKED).verdicts.rows(), key=str)


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
@settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=facts(), most=st.integers(5, 30))
def test_parts_of_files_give_what_the_whole_gives(
    rules: tr.Ruleset, tmp_path: Path, suffix: str, rows: dict[str, list[dict[str, Any]]], most: int
) -> None:
    """Whatever the rows are and however few are held; or they are refused since more than so many are bound."""
    path = written(tmp_path / "vao", rows, suffix)
    hold_parts_to_the_whole(rules, path, most)


def test_no_more_rows_are_read_at_once_than_are_held(
    rules: tr.Ruleset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three blocks of sixteen rows each: sixteen are in hand, of the rest keys and references only."""
    from thidua_rules.executors.columnar import files

    held: list[int] = []
    read = files.Source.rows

    def counted(source: files.Source, rows: Any) -> Any:
        found = read(source, rows)
        held.append(found.frame.height)
        return found

    whole = files.Source.read

    def narrow(source: files.Source, columns: Any = None) -> Any:
        assert source.path.stem == "đầy đủ" or set(columns) <= {"mã", "khối", "đơn vị"}
        return whole(source, columns)

    path = written(tmp_path / "vao", ROWS)
    wanted = sorted(rules.decide_frames(path, **ASKED).verdicts.rows(), key=str)
    monkeypatch.setattr(files.Source, "rows", counted)
    monkeypatch.setattr(files.Source, "read", narrow)
    assert streamed(rules, path, 16) == wanted
    assert [sum(held[at : at + 3]) for at in (0, 3, 6)] == [16, 16, 16]


def test_the_question_of_a_table_is_that_of_every_part(rules: tr.Ruleset, tmp_path: Path) -> None:
    """The day and the period stand in `hồ sơ`; that it is for another ruleset is a doubt, told and decided alike."""
    from thidua_rules.distributing import decide_files

    path = written(tmp_path / "vao", ROWS)
    header = "mục,giá trị\nngày xét,15/01/2022\nkỳ xét,2021\n"
    (path / "hồ sơ.csv").write_text(header, encoding="utf-8")
    parts = list(decide_files(rules, path, most=16))
    assert {(str(each.decision.frames.on), str(each.decision.frames.period)) for each in parts} == {
        ("2022-01-15", "2021")
    }
    assert [(each.number, each.parts) for each in parts] == [(1, 3), (2, 3), (3, 3)]
    (path / "hồ sơ.csv").write_text(header + "bộ quy tắc,khác/1\n", encoding="utf-8")
    doubtful = list(decide_files(rules, path, most=16))
    assert [[one.code for one in each.decision.findings] for each in doubtful] == [["FACT-39"]] * 3
    assert [sorted(each.decision.verdicts.rows(), key=str) for each in doubtful] == [
        sorted(each.decision.verdicts.rows(), key=str) for each in parts
    ]


def test_those_who_are_pointed_at_are_told_once_also_where_rows_are_read_one_by_one(tmp_path: Path) -> None:
    """Units come along with their people into every part; read by rows, subjects stand in another order than rows."""
    rules = looking_on(tmp_path, "  D: {cho: đơn vị, tên: D, căn cứ: qd Đ1, khi: điểm ≥ 7}\n")
    path = written(tmp_path / "vao", {**ROWS, "đơn vị": ROWS["đơn vị"][::-1]})
    (path / "hồ sơ.csv").write_text("mục,giá trị\nbộ quy tắc,khác/1\n", encoding="utf-8")
    wanted = rules.decide_frames(path, **ASKED).verdicts.rows()
    assert len(wanted) == 36 + 9
    assert streamed(rules, path, 10) == sorted(wanted, key=str)


def test_only_whom_columns_leave_to_forward_are_counted_in_a_part(tmp_path: Path) -> None:
    """One unit whose seats grow unevenly, as of one of its people it is not known whether they count: not its block."""
    import polars as pl

    from thidua_rules.distributing import decide_files

    (tmp_path / "nhom.yaml").write_text(test_handing_over.RULESET, encoding="utf-8")
    rules = tr.load(tmp_path / "nhom.yaml")
    rows = test_handing_over.dossier()
    rows["người"][4]["đủ"] = None
    for name, each in rows.items():
        pl.DataFrame(each).write_parquet(tmp_path / f"{name}.parquet")
    (tmp_path / "đầy đủ.csv").write_text("\n".join(("loại", *test_handing_over.ALL)), encoding="utf-8")
    (tmp_path / "nhom.yaml").unlink()
    parts = [each.decision.handed_over for each in decide_files(rules, tmp_path, most=10, **ASKED)]
    told = [[(each.code, each.number, each.keys.to_list()) for each in part] for part in parts]
    assert told == [[("T", 3, ["p3", "p4", "p5"]), ("D", 3, ["p3", "p4", "p5"])], []]


def test_more_bound_rows_than_are_held_are_refused_with_the_rules_that_bind_them(
    rules: tr.Ruleset, tmp_path: Path
) -> None:
    """A block has sixteen rows, bound by its ranks and by seats."""
    with pytest.raises(UsageError) as refused:
        streamed(rules, written(tmp_path / "vao", ROWS), 15)
    assert [each.code for each in refused.value.diagnostics] == ["USE-93"]
    assert "16 dòng ràng buộc nhau qua" in str(refused.value)
    assert "`thứ hạng`" in str(refused.value)


BROKEN: dict[str, list[dict[str, Any]]] = {
    "values": [{"mã": "p1", "đơn vị": "u1", "phiếu": 101.0}, {"mã": "p2", "đơn vị": "u2", "mức": "giỏi"}],
    "twice": [{"mã": "p1", "đơn vị": "u1"}, {"mã": "p1", "đơn vị": "u2"}],
    "nobody": [{"mã": "p1", "đơn vị": "u99", "phiếu": 101.0}, {"mã": "p2", "đơn vị": "u2"}],
    "many": [{"mã": f"p{n}", "đơn vị": "u3"} for n in range(21)],
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_faults_are_those_of_the_whole_at_the_same_places(
    rules: tr.Ruleset, tmp_path: Path, name: str, suffix: str
) -> None:
    """All of them: of rows far apart, of two parts, and those that only all parts together show."""
    path = written(tmp_path / "vao", {**ROWS, "người": [*ROWS["người"][4:], *BROKEN[name]]}, suffix)
    told = []
    for decide in (rules.decide_frames, lambda *given, **asked: streamed(rules, *given, 40)):
        with pytest.raises(DossierError) as refused:
            decide(path, **ASKED)
        told.append([(each.code, str(each.place)) for each in refused.value.diagnostics])
    assert told[1] == told[0] != []


def test_a_row_that_no_column_takes_is_told_where_it_is(rules: tr.Ruleset, tmp_path: Path) -> None:
    """It is found when the part is read in which it stands, and told as row readers tell it."""
    path = written(tmp_path / "vao", ROWS, "csv")
    people = path / "người.csv"
    lines = people.read_text(encoding="utf-8").splitlines()
    people.write_text("\n".join((*lines[:9], f"{lines[9]};thừa", *lines[10:])), encoding="utf-8")
    with pytest.raises(DossierError) as refused:
        streamed(rules, path, 40)
    assert [(each.code, each.place.file, each.place.line) for each in refused.value.diagnostics] == [
        ("FACT-42", str(people), 10)
    ]
