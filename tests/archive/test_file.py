"""Kept decisions as files: the same bytes for the same content, and nothing is believed that does not fit its hash."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.archive.small import decided, kept, members_of, zipped
from tests.profiles import examples
from thidua_rules.archive import file as archive
from thidua_rules.diagnostics import ArchiveError

HEAD = {"ruleset": "thu/1"}
MEMBERS = {"facts.json": b"{}\n", "rules/0/bộ.yaml": "tên: Bộ thử\n".encode(), "found.json": b""}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("kept"))


def refusal(path: Path) -> list[tuple[str, str | None]]:
    """Codes and members that opening a file tells of, each with its file and a hint in both languages."""
    with pytest.raises(ArchiveError) as caught:
        archive.read(path)
    for each in caught.value.diagnostics:
        assert each.place.file == str(path)
        assert each.hint("vi")
        assert each.hint("en")
        assert each.message("vi") != each.message("en")
    return [(each.code, each.place.path) for each in caught.value.diagnostics]


def test_members_are_read_as_they_were_written(tmp_path: Path) -> None:
    """Names and contents come back, and the manifest with what it was told and the form of the file."""
    archive.write(tmp_path / "a", HEAD, MEMBERS)
    head, members = archive.read(tmp_path / "a")
    assert members == MEMBERS
    assert (head["ruleset"], head["format"]) == ("thu/1", archive.FORMAT)


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the clock nor the order of the members shows in the file; a decision kept twice is one file."""
    assert archive.pack(HEAD, MEMBERS) == archive.pack(HEAD, dict(reversed(MEMBERS.items())))
    one, other = kept(tmp_path).read_bytes(), tmp_path / "other"
    decided().save(other)
    assert other.read_bytes() == one


@given(data=st.data())
@hypothesis_settings(max_examples=examples(60))
def test_any_changed_byte_of_any_member_is_noticed(file: Path, data: st.DataObject) -> None:
    """Whatever one byte of a member becomes, the manifest and its seal included, that member is told of."""
    members = members_of(file)
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    changed = file.with_name("changed.thidua")
    changed.write_bytes(zipped({**members, name: bytes(content)}))
    told = {member for _, member in refusal(changed)}
    assert told & {name, archive.MANIFEST, None}


@given(data=st.data())
@hypothesis_settings(max_examples=examples(60))
def test_a_damaged_file_is_refused_or_says_what_it_said(file: Path, data: st.DataObject) -> None:
    """Bytes that are changed, cut off or put in anywhere in the file never give other members, and no other error."""
    content = bytearray(file.read_bytes())
    start = data.draw(st.integers(0, len(content)))
    content[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    damaged = file.with_name("damaged.thidua")
    damaged.write_bytes(content)
    try:
        found = archive.read(damaged)
    except ArchiveError:
        return
    assert found == archive.read(file)


def manifest_with(members: dict[str, bytes], /, **changes: Any) -> dict[str, bytes]:
    """The members with another manifest, sealed."""
    manifest = json.dumps({**json.loads(members[archive.MANIFEST]), **changes}).encode()
    return {**members, archive.MANIFEST: manifest, archive.SEAL: archive._sha256(manifest).encode()}


FAULTS = {
    "empty": (lambda members: b"", [("KEEP-01", None)]),
    "text": (lambda members: "bộ quy tắc: thu".encode(), [("KEEP-01", None)]),
    "another zip": (lambda members: zipped({"[Content_Types].xml": b"<a/>"}), [("KEEP-02", None)]),
    "a later form": (lambda members: zipped(manifest_with(members, format=2, members=None)), [("KEEP-03", None)]),
    "no seal": (
        lambda members: zipped({name: each for name, each in members.items() if name != archive.SEAL}),
        [("KEEP-07", archive.MANIFEST)],
    ),
    "a manifest that is a list": (lambda members: zipped({archive.MANIFEST: b"[1]"}), [("KEEP-08", archive.MANIFEST)]),
    "a manifest without a form": (lambda members: zipped({archive.MANIFEST: b"{}"}), [("KEEP-08", archive.MANIFEST)]),
    "a deep manifest": (
        lambda members: zipped({archive.MANIFEST: b"[" * 100_000}),
        [("KEEP-08", archive.MANIFEST)],
    ),
    "missing members": (
        lambda members: zipped(
            {name: each for name, each in members.items() if name not in ("facts.json", "found.json")}
        ),
        [("KEEP-04", "facts.json"), ("KEEP-04", "found.json")],
    ),
    "one member more": (lambda members: zipped({**members, "more.json": b"{}"}), [("KEEP-05", "more.json")]),
    "a way out": (lambda members: zipped({**members, "../../etc/x": b""}), [("KEEP-05", "../../etc/x")]),
    "an absolute path": (lambda members: zipped({**members, "/etc/x": b""}), [("KEEP-05", "/etc/x")]),
    "dots alone": (lambda members: zipped({**members, "ruleset/..": b""}), [("KEEP-05", "ruleset/..")]),
    "a name that steers a terminal": (
        lambda members: zipped({**members, "a\x1b[2J": b""}),
        [("KEEP-05", "a�[2J")],
    ),
    "many members": (
        lambda members: zipped({**members, **{f"x{number}": b"" for number in range(archive.MOST_MEMBERS)}}),
        [("KEEP-06", None)],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_no_sound_file_is_told_at_its_member(file: Path, tmp_path: Path, fault: str) -> None:
    """Each fault has its code, the file and the member, and every member at fault is told at once."""
    spoil, told = FAULTS[fault]
    path = tmp_path / "x.thidua"
    path.write_bytes(spoil(members_of(file)))
    assert refusal(path) == told


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_stands_twice_is_refused(file: Path, tmp_path: Path) -> None:
    """Of two members with one name none is taken."""
    path = tmp_path / "x.thidua"
    path.write_bytes(file.read_bytes())
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("facts.json", b"{}")
    assert refusal(path) == [("KEEP-05", "facts.json")]


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be too large unpacked is refused by the sizes that it tells, before anything is unpacked."""
    path = tmp_path / "x.thidua"
    path.write_bytes(zipped({archive.MANIFEST: bytes(archive.LARGEST_CONTENT // 64), "b": bytes(2048)}))
    monkeypatch.setattr(archive, "LARGEST_CONTENT", archive.LARGEST_CONTENT // 64)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert refusal(path) == [("KEEP-06", None)]


def test_what_would_not_be_opened_again_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A decision too large to be opened is refused while it can still be divided; nothing is left on the disk."""
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 1000)
    with pytest.raises(ArchiveError):
        kept(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_too_large_or_not_there_is_told_as_any_other(file: Path, tmp_path: Path) -> None:
    """Folders, missing files and large ones have the codes that they have everywhere."""
    large = tmp_path / "large.thidua"
    with large.open("wb") as stream:
        stream.truncate(archive.LARGEST_FILE + 1)
    assert [refusal(each)[0][0] for each in (large, tmp_path, tmp_path / "none")] == ["FILE-04", "FILE-03", "FILE-01"]


@pytest.mark.parametrize("name", ["có sẵn", "không/có/thư/mục"])
def test_nothing_half_written_is_left(tmp_path: Path, name: str) -> None:
    """Where a file cannot be put in place, the error names the path that was asked for, and no other file stays."""
    (tmp_path / "có sẵn").mkdir()
    with pytest.raises(OSError, match=name) as caught:
        archive.write(tmp_path / name, HEAD, MEMBERS)
    assert caught.value.filename == str(tmp_path / name)
    assert os.listdir(tmp_path) == ["có sẵn"]
