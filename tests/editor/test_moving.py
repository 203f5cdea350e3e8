"""Going to a declaration, finding every use, and renaming: exactly, everywhere, or not at all."""

from pathlib import Path

import pytest

from tests.editor.small import behind, small
from thidua_rules.diagnostics import UsageError
from thidua_rules.editor.desk import Desk
from thidua_rules.editor.moving import definitions, references, rename, rename_span, replaced


@pytest.mark.parametrize(
    ("at", "where"),
    [
        ("khi: điểm", "tu-vung.yaml:3:5"),
        ("mức tối thiểu}", "bo.yaml:8:3"),
        ("qd M2; luat Đ1", "bo.yaml:4:38"),
        ("căn cứ: qd M2; l", "bo.yaml:4:11"),
        ("khi: đạt T", "bo.yaml:11:3"),
        ("và đạt G", "bo.yaml:9:3"),
        ("đạt T.a", "bo.yaml:16:7"),
        ("có bài", "tu-vung.yaml:6:49"),
        ("trừ khi: {e: hệ số thưởng", "bo.yaml:21:3"),
    ],
)
def test_a_use_leads_to_its_declaration(at: str, where: str, tmp_path: Path) -> None:
    """A field, a parameter, a clause, a document, a rule, an inherited one, a part, a collection, what a name is in."""
    desk, files = small(tmp_path)
    (place, *_) = definitions(desk, files["rules"], behind(desk.text(files["rules"]), at, back=1))
    assert f"{Path(place.file or '').name}:{place.line}:{place.column}" == where


def test_uses_are_found_in_every_file(tmp_path: Path) -> None:
    """Conditions, scenarios, settings; with the declaration, or without."""
    desk, files = small(tmp_path)
    text = desk.text(files["words"])
    found = references(desk, files["words"], behind(text, "    điểm:", back=2))
    assert [Path(each.place.file or "").name for each in found] == ["bo.yaml", "tu-vung.yaml", "thu.tinh-huong.yaml"]
    assert len(references(desk, files["words"], behind(text, "    điểm:", back=2), declaring=False)) == 2


@pytest.mark.parametrize(
    ("file", "at", "new", "old", "places"),
    [
        ("rules", "mức tối thiểu}", "ngưỡng", "mức tối thiểu", 3),
        ("words", "    hạng", "bậc", "hạng", 3),
        ("words", "chiều ngược: bài", "bài viết", "bài", 3),
        ("rules", "khi: đạt T", "Tx", "T", 6),
        ("rules", "      a", "diem", "a", 3),
        ("rules", "  thưởng", "tiền thưởng", "thưởng", 2),
        ("rules", "{M1", "M9", "M1", 4),
        ("rules", "  qd", "qđ-2", "qd", 8),
    ],
)
def test_a_name_is_renamed_everywhere_and_back(
    file: str, at: str, new: str, old: str, places: int, tmp_path: Path
) -> None:
    """Each text changes where the name is and nowhere else, and the other way leads back to what was there."""
    desk, files = small(tmp_path)
    path = files[file]
    offset = behind(desk.text(path), at, back=1)
    start, end = rename_span(desk, path, offset)
    assert desk.text(path)[start:end] == old
    found = rename(desk, path, offset, new)
    assert sum(map(len, found.spans.values())) == places
    after = Desk({each: replaced(desk.text(each), spans, new) for each, spans in found.spans.items()})
    assert all(desk.text(each)[one:two] == old for each, spans in found.spans.items() for one, two in spans)
    moved = start + sum((len(new) - len(old)) for one, _ in found.spans[path] if one < start)
    back = rename(after, path, moved, old)
    assert {each: replaced(after.text(each), spans, old) for each, spans in back.spans.items()} == {
        each: desk.text(each) for each in found.spans
    }


@pytest.mark.parametrize(
    ("at", "name", "code"),
    [
        ("là “T”", "x", "EDIT-01"),
        ("và đạt G", "H", "EDIT-02"),
        ("khi: điểm", "và", "EDIT-04"),
        ("khi: điểm", "a: b", "EDIT-04"),
        ("khi: điểm", "", "EDIT-04"),
        ("đạt T.a", "a b", "EDIT-04"),
        ("khi: điểm", "hạng", "EDIT-05"),
        ("đạt T.a", "b", "EDIT-05"),
        ("mức tối thiểu}", "có bài", "EDIT-06"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_the_reason(at: str, name: str, code: str, tmp_path: Path) -> None:
    """Nothing there, another ruleset's, no name, a name that is taken, a name with which the ruleset has errors."""
    desk, files = small(tmp_path)
    with pytest.raises(UsageError) as caught:
        rename(desk, files["rules"], behind(desk.text(files["rules"]), at, back=1), name)
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_nothing_is_renamed_while_a_file_cannot_be_read(tmp_path: Path) -> None:
    """A use might stand in what cannot be read; the reason names the file, and looking goes on."""
    desk, files = small(tmp_path)
    offset = behind(desk.text(files["rules"]), "khi: điểm", back=1)
    desk.study(files["rules"])
    desk.open(files["words"], desk.text(files["words"]) + "  [")
    with pytest.raises(UsageError) as caught:
        rename(desk, files["rules"], offset, "số điểm")
    assert [each.code for each in caught.value.diagnostics] == ["EDIT-03"]
    assert len(definitions(desk, files["rules"], offset)) == 1
