"""What the forms of titles and their quotas mean: the declarations they make."""

from pathlib import Path

import pytest

from tests.ruleset.sections.test_title_diagnostics import START, codes_in, limits, quota, title
from thidua_rules.api import inspect
from thidua_rules.conditions import print_condition
from thidua_rules.facts.codec import Refusal, parse_text, show
from thidua_rules.facts.vocabulary import Field
from thidua_rules.ruleset.canonical import content_hash
from thidua_rules.ruleset.model import RulesetModel, TitleDeclaration
from thidua_rules.ruleset.reading import read_ruleset
from thidua_rules.values import Rounding


def model_of(folder: Path, text: str) -> RulesetModel:
    """The model of one file, which must be clean."""
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert findings == (), [each.text() for each in findings]
    assert model is not None
    return model


def title_of(folder: Path, text: str) -> TitleDeclaration:
    """The first title of a clean file."""
    return model_of(folder, text).titles[0]


def test_the_standard_holds_requirements_then_exclusions(tmp_path: Path) -> None:
    """`đủ chuẩn X` is a group of all; its children continue the title's code, and exclusions are marked as such."""
    found = title_of(
        tmp_path,
        title(
            "loại trừ: {x1: {khi: quản lý, trừ khi: {e1: phiếu > 3}}}\nyêu cầu: {a: quản lý, b: {không: {1: quản lý}}}"
        ),
    )
    assert (found.code, found.subject, found.standard.code, found.standard.group) == (
        "A",
        "cá nhân",
        "đủ chuẩn A",
        "all",
    )
    assert [(each.code, each.excluding) for each in found.standard.children] == [
        ("A.a", False),
        ("A.b", False),
        ("A.x1", True),
    ]
    assert [each.code for each in found.standard.children[2].exceptions] == ["A.x1.e1"]
    assert found.standard.children[1].children[0].code == "A.b.1"
    assert [str(each) for each in found.standard.children[2].remarks.citations] == ["vb-1 M1"]


TITLES = """\
danh hiệu:
  A: {cho: cá nhân, căn cứ: vb-1 M1, yêu cầu: {a: quản lý}%s}
  B: {cho: cá nhân, căn cứ: vb-1 M1, một trong: {a: quản lý, b: phiếu > 3}%s}
  C: {cho: tập thể, căn cứ: vb-1 M1, yêu cầu: {a: tốt}, loại trừ: {x1: không tốt%s}}
  D: {cho: cá nhân, căn cứ: vb-1 M1, chưa có văn bản: chưa gửi}
"""
BARRED = "khi: phiếu < 1, áp dụng khi: quản lý, trừ khi: {e1: số lần > 3}, căn cứ: vb-1 M2"


@pytest.mark.parametrize(
    ("head", "barred"),
    [
        ("cho: cá nhân", "AB"),
        ("cho: cá nhân, áp dụng cho: mọi danh hiệu", "AB"),
        ("cho: [cá nhân], áp dụng cho: [B]", "B"),
        ("cho: cá nhân, áp dụng cho: A", "A"),
    ],
)
def test_a_common_exclusion_is_an_exclusion_of_each_title_it_bars(tmp_path: Path, head: str, barred: str) -> None:
    """The ruleset is the one in which every such title has the exclusion under the same code."""
    own = [f", loại trừ: {{KL: {{{BARRED}}}}}" if each in barred else "" for each in "AB"]
    once = START + TITLES % ("", "", "") + f"loại trừ chung:\n  KL: {{{head}, {BARRED}}}\n"
    (long, short) = (content_hash(model_of(tmp_path, each)) for each in (START + TITLES % (*own, ""), once))
    assert long == short


def test_a_fault_of_a_common_exclusion_is_told_once(tmp_path: Path) -> None:
    """However many titles it bars: what cannot be read, what has no type, what cites nothing, a code used before."""
    for body, code in (
        ("khi: phiểu < 1, căn cứ: vb-1 M2", "NAME-01"),
        ("khi: tốt, căn cứ: vb-1 M2", "NAME-02"),
        ("khi: phiếu < 1", "RULE-02"),
        ("khi: điểm khác > 3, căn cứ: vb-1 M2", "TYPE-32"),
    ):
        text = START + TITLES % ("", "", "") + f"loại trừ chung:\n  KL: {{cho: cá nhân, {body}}}\n"
        (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
        assert [each.code for each in inspect(tmp_path)[1]] == [code]
    clash = START + TITLES % (", loại trừ: {KL: quản lý}", "", "")
    (tmp_path / "bo.yaml").write_text(f"{clash}loại trừ chung:\n  KL: {{cho: cá nhân, {BARRED}}}\n", encoding="utf-8")
    assert [each.code for each in read_ruleset(tmp_path)[1]] == ["RULE-10"]


def test_guard_and_further_conditions_stand_beside_the_standard(tmp_path: Path) -> None:
    """`áp dụng khi` is the title's own; `điều kiện thêm` are nodes that the standard does not hold."""
    found = title_of(
        tmp_path,
        title(
            "yêu cầu: {a: quản lý}\náp dụng khi: phiếu > 0\nđiều kiện thêm: {p: {áp dụng khi: quản lý, khi: phiếu > 4}}"
        ),
    )
    assert found.guard is not None
    assert found.standard.guard is None
    assert [each.code for each in found.further] == ["A.p"]
    assert found.further[0].guard is not None


def test_a_title_without_text_rests_on_no_rule(tmp_path: Path) -> None:
    """`chưa có văn bản` of a title, as of a node, keeps the reason and has no condition."""
    whole = title_of(tmp_path, title("chưa có văn bản: Điều 26 chưa có nguyên văn")).standard
    assert (whole.group, whole.unstated, whole.children) == ("unstated", "Điều 26 chưa có nguyên văn", ())
    part = title_of(tmp_path, title("yêu cầu: {a: quản lý, b: {chưa có văn bản: thiếu}}")).standard.children[1]
    assert (part.code, part.group, part.unstated, part.condition) == ("A.b", "unstated", "thiếu", None)


def test_limits_have_full_codes_and_all_their_parts(tmp_path: Path) -> None:
    """Each limit keeps its ceiling, rounding, least number, own group and whom it counts."""
    body = "Q1: {tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống, tối thiểu: 1}\n"
    body += "A.Q2: {trong: Đơn vị, tính cho: quản lý, tối đa: 60% × chỉ tiêu Q1, làm tròn: gần nhất}\nQ3: 5"
    found = title_of(tmp_path, limits(body)).quota
    assert found is not None
    assert (found.group, found.ties, found.priorities) == ("đơn vị", "council", ())
    first, second, third = found.limits
    assert [each.code for each in found.limits] == ["A.Q1", "A.Q2", "A.Q3"]
    assert (first.rounding, second.rounding, third.rounding) == (Rounding.DOWN, Rounding.NEAREST, None)
    assert (first.group, second.group) == (None, "đơn vị")
    assert first.least is not None
    assert second.counts is not None
    assert print_condition(second.most.tree) == "60% × chỉ tiêu Q1"
    assert print_condition(third.most.tree) == "5"


@pytest.mark.parametrize(("word", "ties"), [("hội đồng chọn", "council"), ("cùng được", "all"), ("Cùng  loại", "none")])
def test_the_treatments_of_ties(tmp_path: Path, word: str, ties: str) -> None:
    """Each word of `khi bằng nhau` has its meaning, and the order of priorities is kept."""
    body = f"trong: đơn vị\ngiới hạn: {{Q1: 3}}\nưu tiên: [quản lý, phiếu giảm dần]\nkhi bằng nhau: {word}"
    found = title_of(tmp_path, quota(body)).quota
    assert found is not None
    assert found.ties == ties
    assert [print_condition(each.tree) for each in found.priorities] == ["quản lý", "phiếu giảm dần"]


def test_a_priority_that_asks_whether_there_is_one_is_fine(tmp_path: Path) -> None:
    """No warning where a priority says `có x` of a field that may be missing."""
    body = "trong: đơn vị\ngiới hạn: {Q1: 3}\nưu tiên: [có điểm khác, có điểm khác và điểm khác > 3]"
    found = title_of(tmp_path, quota(body)).quota
    assert found is not None
    assert len(found.priorities) == 2


TITLED = """\
    từng được: danh hiệu
danh hiệu:
  A: {cho: cá nhân, tên: Chiến sĩ giỏi, căn cứ: vb-1 M1, yêu cầu: {a: quản lý}}
  B: {cho: cá nhân, tên: Bằng khen, căn cứ: vb-1 M1, yêu cầu: {a: từng được là “chiến sỹ giỏi”}}
  C: {cho: tập thể, tên: Bằng khen, căn cứ: vb-1 M1, yêu cầu: {a: tốt}}
"""


def field_of(model: RulesetModel) -> Field:
    """The field that holds a title."""
    fact_type = model.vocabulary.type("cá nhân")
    found = None if fact_type is None else fact_type.field("từng được")
    assert found is not None
    return found


def test_fields_of_titles_hold_declared_titles_by_code_or_name(tmp_path: Path) -> None:
    """A fact may say a title's code or its name however spelt; it is kept and shown as the code."""
    field = field_of(model_of(tmp_path, START + TITLED))
    assert field.options == ("A", "B", "C")
    assert parse_text(field, "a") == parse_text(field, "Chiến sỹ giỏi") == "A"
    assert show(field, parse_text(field, "Chiến sĩ giỏi")) == "A"


@pytest.mark.parametrize("text", ["Bằng khen", "D", "Huân chương"])
def test_a_title_that_is_not_declared_or_not_clear_is_refused(tmp_path: Path, text: str) -> None:
    """A name that two titles share, or that none has, is no value of such a field."""
    field = field_of(model_of(tmp_path, START + TITLED))
    with pytest.raises(Refusal):
        parse_text(field, text)


def test_parameters_and_quantities_hold_declared_titles_too(tmp_path: Path) -> None:
    """What a parameter or a table says of titles is their code, and a title that is not declared is a fault."""
    text = (
        START
        + TITLED
        + (
            "tham số:\n  mốc: {kiểu: danh hiệu, giá trị: chiến sĩ giỏi, căn cứ: vb-1 M1}\n"
            "đại lượng:\n  Q: {cho: cá nhân, kiểu: danh hiệu, bảng: {quản lý: Chiến sỹ giỏi, còn lại: mốc}}\n"
        )
    )
    model = model_of(tmp_path, text)
    assert model.parameters[0].values == ((None, "A"),)
    assert print_condition(model.quantities[0].rows[0].result.tree) == "“A”"
    assert codes_in(tmp_path, text.replace("giá trị: chiến sĩ giỏi", "giá trị: D")) == [("FACT-06", "28:35")]


def test_without_titles_such_fields_take_any_text(tmp_path: Path) -> None:
    """A ruleset that declares no title restricts no title."""
    field = field_of(model_of(tmp_path, START + TITLED.partition("danh hiệu:\n")[0]))
    assert parse_text(field, "Huân chương") == "Huân chương"
