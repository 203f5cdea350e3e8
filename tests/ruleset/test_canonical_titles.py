"""The content hash covers titles, quotas, scores, grades and amounts, and no order that has no meaning."""

from pathlib import Path

import attrs
import pytest

from tests.ruleset.sections.test_title_diagnostics import START
from tests.ruleset.sections.test_titles import model_of
from thidua_rules.diagnostics import Severity
from thidua_rules.ruleset.canonical import canonical, content_hash
from thidua_rules.ruleset.model import RulesetModel
from thidua_rules.ruleset.reading import read_ruleset

RULES = """\
danh hiệu:
  A:
    cho: cá nhân
    tên: Danh hiệu A
    căn cứ: vb-1 M1
    áp dụng khi: phiếu > 0
    yêu cầu: {a: quản lý, b: {chưa có văn bản: thiếu}}
    loại trừ: {x1: {khi: quản lý, trừ khi: {e1: phiếu > 3}}, x2: số lần > 9}
    điều kiện thêm: {p: phiếu > 4, q: phiếu > 5}
    chỉ tiêu:
      trong: đơn vị
      giới hạn:
        Q1: {tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống, tối thiểu: 1}
        Q2: {tính cho: quản lý, tối đa: 60% × chỉ tiêu Q1, trong: đơn vị}
      ưu tiên: [quản lý, phiếu giảm dần]
      khi bằng nhau: cùng được
  B: {cho: tập thể, căn cứ: vb-1 M2, chưa có văn bản: không có}
điểm:
  S:
    cho: cá nhân
    căn cứ: vb-1 M1
    thang: 30
    trần: 40
    làm tròn: lên đến 2
    áp dụng khi: phiếu > 1
    mục:
      I: {tối đa: 10, trừ: {a: số lần, b: {tính: 2 × số lần, tối đa: 8}}}
      II:
        {tối đa: 20, áp dụng khi: quản lý, mất điểm khi: số lần > 20, không áp dụng thì: đủ điểm, lấy: cao nhất,
         mục: {1: {tối đa: 20, tính: phiếu}, 2: {tối đa: 9, cộng: {a: phiếu}, làm tròn: lên}}}
    điểm thưởng: {tối đa: 5, tính: số lần}
    điểm trừ: {tối đa: 6, trừ: {a: số lần}}
xếp loại:
  G:
    cho: cá nhân
    căn cứ: vb-1 M1
    bậc: [kém, đạt, tốt]
    ngoài bậc: [miễn]
    áp dụng khi: phiếu > 2
    bảng: {S > 20: tốt, S > 10: đạt, phiếu > 50: miễn, còn lại: kém}
    điều chỉnh: [{mã: Đ1, khi: số lần > 3, hạ: 1}, {mã: Đ2, khi: quản lý, không cao hơn: đạt}]
    chỉ tiêu: {bậc: tốt, vượt thì: đạt, trong: đơn vị, giới hạn: {Q1: 3}}
mức thưởng:
  T: {cho: cá nhân, căn cứ: vb-1 M1, mức lương: 1.000, hệ số: {đạt A: 4, còn lại: 0}, làm tròn: lên đến 10.000}
"""
PLAIN = START + RULES


def changed(old: str, new: str) -> str:
    """The rules with one thing changed, which must be there once."""
    assert PLAIN.count(old) == 1, old
    return PLAIN.replace(old, new)


def read(folder: Path) -> RulesetModel:
    """The model in a folder, warnings or not."""
    model, findings = read_ruleset(folder)
    assert all(each.severity is not Severity.ERROR for each in findings), [each.text() for each in findings]
    assert model is not None
    return model


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tên: Danh hiệu A", "tên: Danh hiệu B"),
        ("phiếu > 0", "phiếu > 1/2"),
        ("chưa có văn bản: thiếu", "chưa có văn bản: thiếu hẳn"),
        ("chưa có văn bản: không có", "chưa có văn bản: chưa thấy"),
        ("b: {chưa có văn bản: thiếu}", "b: quản lý"),
        ("{e1: phiếu > 3}", "{e1: phiếu > 6}"),
        (", x2: số lần > 9}\n    điều kiện thêm: {", "}\n    điều kiện thêm: {x2: số lần > 9, "),
        ("p: phiếu > 4", "p: phiếu ≥ 4"),
        ("xuống, tối thiểu: 1", "lên, tối thiểu: 1"),
        ("xuống, tối thiểu: 1", "xuống, tối thiểu: 2"),
        ("15% × số", "16% × số"),
        ("chỉ tiêu Q1, trong: đơn vị", "chỉ tiêu Q1"),
        ("tính cho: quản lý", "tính cho: không quản lý"),
        ("[quản lý, phiếu giảm dần]", "[phiếu giảm dần, quản lý]"),
        ("cùng được", "cùng loại"),
        ("thang: 30", "thang: phiếu"),
        ("trần: 40", "trần: 41"),
        ("lên đến 2", "lên đến 4"),
        ("lên đến 2", "xuống đến 2"),
        ("phiếu > 1\n", "phiếu > 7\n"),
        ("I: {tối đa: 10, trừ: {a: số lần, b", "I: {tối đa: 10, trừ: {a: 2 × số lần, b"),
        ("tối đa: 8", "tối đa: 7"),
        ("áp dụng khi: quản lý", "áp dụng khi: phiếu > 8"),
        ("số lần > 20", "số lần > 21"),
        ("đủ điểm", "bỏ mục"),
        ("lấy: cao nhất", "lấy: thấp nhất"),
        ("tính: phiếu}", "tính: phiếu + 1}"),
        ("cộng: {a: phiếu}", "cộng: {a: phiếu × 2}"),
        ("làm tròn: lên}", "làm tròn: xuống}"),
        ("tối đa: 5", "tối đa: 4"),
        ("tối đa: 6, trừ: {a", "tối đa: 6, trừ: {b"),
        ("[kém, đạt, tốt]", "[đạt, kém, tốt]"),
        ("ngoài bậc: [miễn]", "ngoài bậc: [miễn, Miễn hẳn]"),
        ("phiếu > 2\n", "phiếu > 9\n"),
        ("S > 20: tốt, S > 10: đạt", "S > 10: đạt, S > 20: tốt"),
        ("hạ: 1", "nâng: 1"),
        ("không cao hơn: đạt", "không thấp hơn: đạt"),
        ("không cao hơn: đạt", "thành: đạt"),
        ("[{mã: Đ1, khi: số lần > 3, hạ: 1}, {mã: Đ2,", "[{mã: Đ2, khi: số lần > 3, hạ: 1}, {mã: Đ1,"),
        ("vượt thì: đạt", "vượt thì: kém"),
        ("{Q1: 3}", "{Q1: 4}"),
        ("mức lương: 1.000", "mức lương: 1.001"),
        ("{đạt A: 4,", "{đạt A: 5,"),
        ("lên đến 10.000", "lên đến 1.000"),
    ],
)
def test_content_matters(tmp_path: Path, old: str, new: str) -> None:
    """Any change of what a title, score, grade or amount says changes the hash."""
    with_change, without = tmp_path / "a", tmp_path / "b"
    for folder, text in ((with_change, changed(old, new)), (without, PLAIN)):
        folder.mkdir()
        (folder / "bo.yaml").write_text(text, encoding="utf-8")
    assert content_hash(read(with_change)) != content_hash(read(without))


def test_every_part_of_a_model_is_covered(tmp_path: Path) -> None:
    """All that a model holds is in its canonical form, but for where it and its scenarios are.

    What is left out stands there if there is any.
    """
    forms = {"vocabulary": "types", "valid_from": "valid", "valid_to": "valid"}
    held = {each.name for each in attrs.fields(RulesetModel) if each.eq}
    whole = PLAIN.replace("danh hiệu:\n", "không mã hoá: {vb-1 M1: chỉ nói chung}\ndanh hiệu:\n", 1)
    assert {forms.get(name, name) for name in held} == set(canonical(model_of(tmp_path, whole)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{a: quản lý, b: {chưa có văn bản: thiếu}}", "{b: {chưa có văn bản: thiếu}, A.a: (quản  lý)}"),
        ("{p: phiếu > 4, q: phiếu > 5}", "{q: phiếu > 5, p: phiếu > 4}"),
        ("{tối đa: 10, trừ: {a: số lần, b: {", "{trừ: {a: số lần, I.b: {tối đa: 8, tính: 2 × số lần}}, tối đa: 10} #{"),
        ("làm tròn: lên đến 10.000", "làm tròn:  Lên đến  10.000"),
    ],
)
def test_order_and_spelling_do_not_matter(tmp_path: Path, old: str, new: str) -> None:
    """Codes written in full, requirements, conditions and lines in another order say the same."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    other = model_of(tmp_path / "a", changed(old, new))
    assert content_hash(other) == content_hash(model_of(tmp_path / "b", PLAIN))
