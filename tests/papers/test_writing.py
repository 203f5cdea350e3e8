"""Papers as files: Word opens what comes out, hostile names are text, and nothing is half-written."""

import io
import sys
import unicodedata
import zipfile
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.papers.small import DOSSIER, decided, template, text_of
from tests.profiles import examples
from tests.report import school, titles
from thidua_rules.decision import Decision
from thidua_rules.papers import filling
from thidua_rules.papers.kinds import KINDS
from thidua_rules.papers.sandbox import PaperEnvironment
from thidua_rules.papers.writing import copy_templates

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def refused(decision: Decision, path: Path, kind: str = "danh-sach", **given: object) -> list[str]:
    """The codes of what is wrong with what is asked."""
    with pytest.raises(tr.UsageError) as caught:
        tr.write_paper(decision, path, kind, **given)  # type: ignore[arg-type]
    assert all(each.text("en") and each.text("vi") for each in caught.value.diagnostics)
    return [each.code for each in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("decision", "who"),
    [(decided, "a"), (titles.decision, "n1"), (school.decision, "a")],
    ids=["votes", "titles", "scores"],
)
@pytest.mark.parametrize("kind", KINDS)
def test_bundled_templates_fill_in(tmp_path: Path, decision: object, who: str, kind: str) -> None:
    """No tag is left, every cell ends in a paragraph and every table has rows, as Word wants it."""
    found: Decision = decision()  # type: ignore[operator]
    path = tmp_path / "ra.docx"
    people = [who] if kind == "tra-loi" else []
    if kind != "tra-loi" and found is school.decision():
        assert refused(found, path, kind) == ["PAPER-15" if kind == "thong-bao" else "PAPER-16"]
        return
    tr.write_paper(found, path, kind, people=people)
    text = text_of(path)
    assert "{{" not in text
    assert "{%" not in text
    body = docx.Document(str(path)).element.body
    assert all(cell[-1].tag == f"{W}p" for cell in body.iter(f"{W}tc"))
    assert all(table.find(f"{W}tr") is not None for table in body.iter(f"{W}tbl"))


def test_the_list_names_who_gets_a_title_and_nobody_else(tmp_path: Path) -> None:
    """Those who wait or have no seat are counted, not proposed."""
    tr.write_paper(decided(), tmp_path / "ra.docx", "danh-sach", titles=["LĐG"])
    text = text_of(tmp_path / "ra.docx")
    assert [name for name in ("An", "Bình", "Chi", "Dũng", "Em", "Giang") if f"Người {name}" in text] == ["An"]
    assert "Căn cứ: Quyết định 7/QĐ, Đ1" in text


def test_minutes_have_the_votes_and_blanks_where_there_are_none(tmp_path: Path) -> None:
    """The question of the vocabulary, and what the dossier says of it."""
    tr.write_paper(decided(), tmp_path / "ra.docx", "bien-ban")
    text = text_of(tmp_path / "ra.docx")
    assert "- Bao nhiêu phiếu đồng ý? 8 (dòng 16)\n" in text
    assert "- Bao nhiêu phiếu đồng ý? ………\n" in text


def test_each_notice_begins_a_page(tmp_path: Path) -> None:
    """There is a heading and an addressee for each who supplies facts."""
    tr.write_paper(decided(), tmp_path / "ra.docx", "thong-bao")
    text = text_of(tmp_path / "ra.docx")
    assert text.count("THÔNG BÁO") == text.count("Kính gửi: ") == 4
    breaks = [
        each for each in docx.Document(str(tmp_path / "ra.docx")).paragraphs if each.paragraph_format.page_break_before
    ]
    assert len(breaks) == 3


HOSTILE = st.one_of(
    st.sampled_from("<>&\"'{}%#\x00\x01\x0b\x1b\ufffe\u202e\u200f\a\f\t]"), st.characters(codec="utf-8")
)


@settings(max_examples=examples(20))
@given(st.lists(st.text(HOSTILE, min_size=1, max_size=300), min_size=1, max_size=10))
def test_any_text_comes_out_as_text(texts: list[str]) -> None:
    """Whatever a name is made of, the document has it, without what XML cannot hold and what steers a reader."""
    wanted = ["".join(each for each in " ".join(text.split()) if each.isprintable()) for text in texts]
    engine = filling.engine()(io.BytesIO(_empty()))
    engine.render({"texts": texts}, PaperEnvironment())
    result = io.BytesIO()
    engine.save(result)
    found = [each.text for each in docx.Document(io.BytesIO(result.getvalue())).paragraphs]
    assert found == [f"[{each}]" for each in wanted]


@cache
def _empty() -> bytes:
    """A template that prints texts, a paragraph each."""
    source = io.BytesIO()
    document = docx.Document()
    for each in ("{%p for x in texts %}", "[{{ x }}]", "{%p endfor %}"):
        document.add_paragraph(each)
    document.save(source)
    return source.getvalue()


def test_hostile_names_do_not_break_a_paper(tmp_path: Path) -> None:
    """Markup, template tags and 300 letters in the names of a dossier stand in the list as they are."""
    name = '<w:p>&amp; {{ kỳ_xét }} {% endfor %} "=1+1" ' + "x" * 260
    quoted = "'" + name.replace("'", "''") + "'"
    found = decided(DOSSIER.replace("tên: Người An", f"tên: {quoted}"))
    for kind in KINDS:
        path = tmp_path / f"{kind}.docx"
        tr.write_paper(found, path, kind, people=["a"] if kind == "tra-loi" else [])
        if kind != "thong-bao":
            assert name in text_of(path)


def test_accents_typed_apart_and_tags_cut_into_runs_are_understood(tmp_path: Path) -> None:
    """Word cuts a tag into runs as it likes, and some keyboards type accents as letters of their own."""
    path = template(tmp_path / "mau.docx", [unicodedata.normalize("NFD", "{{ kỳ_xét }}")])
    document = docx.Document(str(path))
    paragraph = document.add_paragraph()
    for piece in ("{", "{ k", "ỳ_x", "ét }", "}"):
        paragraph.add_run(piece).bold = len(piece) > 1
    document.save(str(path))
    tr.write_paper(decided(), tmp_path / "ra.docx", "danh-sach", template=path)
    assert text_of(tmp_path / "ra.docx").split() == ["2021", "2021"]


def test_bundled_templates_are_copied_and_used(tmp_path: Path) -> None:
    """What comes from a copy is what comes from the bundled one; files that are there are not touched."""
    copies = copy_templates(tmp_path / "mau")
    assert [each.stem for each in copies] == list(KINDS)
    tr.write_paper(decided(), tmp_path / "a.docx", "danh-sach", template=copies[0])
    tr.write_paper(decided(), tmp_path / "b.docx", "danh-sach")
    assert text_of(tmp_path / "a.docx") == text_of(tmp_path / "b.docx")
    copies[1].unlink()
    with pytest.raises(tr.UsageError) as caught:
        copy_templates(tmp_path / "mau")
    assert [each.code for each in caught.value.diagnostics] == ["USE-71"] * 3
    assert not copies[1].exists()


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    """Damaged or of another kind: a code, the file, a hint, and no output."""
    mau = template(tmp_path / "mau.docx", ["a"])
    whole = mau.read_bytes()
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "a")
    for content in (b"", b"PK\x03\x04", whole[:-40], whole[: len(whole) // 2], "chữ".encode(), other.getvalue()):
        mau.write_bytes(content)
        assert refused(decided(), tmp_path / "ra.docx", template=mau) == ["PAPER-03"]
    assert refused(decided(), tmp_path / "ra.docx", template=tmp_path / "khong-co.docx") == ["FILE-01"]
    assert not (tmp_path / "ra.docx").exists()


def test_a_template_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is told by the archive, before it is unpacked."""
    monkeypatch.setattr(filling, "LARGEST_CONTENT", 1000)
    assert refused(decided(), tmp_path / "ra.docx", template=template(tmp_path / "mau.docx", ["a"])) == ["PAPER-13"]


def test_without_the_extra_it_is_told_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is the command."""
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    with pytest.raises(tr.UsageError) as caught:
        tr.write_paper(decided(), tmp_path / "ra.docx", "danh-sach")
    (fault,) = caught.value.diagnostics
    assert (fault.code, "pip install 'thidua-rules[docx]'" in fault.hint()) == ("PAPER-02", True)


def test_what_cannot_be_asked_is_told(tmp_path: Path) -> None:
    """A kind, a file name, a template as output, and a letter to nobody or to several."""
    mau = template(tmp_path / "mau.docx", ["a"])
    before = mau.read_bytes()
    assert refused(decided(), tmp_path / "ra.docx", "bienban") == ["PAPER-01"]
    assert refused(decided(), tmp_path / "ra.pdf") == ["PAPER-17"]
    assert refused(decided(), mau, template=mau) == ["PAPER-18"]
    assert refused(decided(), tmp_path / "ra.docx", "tra-loi") == ["PAPER-14"]
    assert refused(decided(), tmp_path / "ra.docx", "tra-loi", people=["a", "b"]) == ["PAPER-14"]
    assert refused(decided(), tmp_path / "ra.docx", "thong-bao", people=["a"]) == ["PAPER-15"]
    assert mau.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["mau.docx"]
