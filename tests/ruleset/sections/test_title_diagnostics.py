"""Every diagnostic of titles, quotas, scores, grades and amounts: a small faulty file, the code, and where."""

from pathlib import Path

import pytest

from tests.ruleset.test_ruleset_diagnostics import BASE
from thidua_rules.diagnostics import CODES
from thidua_rules.ruleset.reading import read_ruleset

PEOPLE = """\
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    quản lý: đúng/sai
    phiếu: số
    số lần: số nguyên
    điểm khác: {kiểu: số, có thể không có: đúng}
    được hội đồng chọn: đúng/sai
"""
START = BASE + PEOPLE
"""21 lines, to which the snippets are added."""


def indented(body: str, by: int) -> str:
    """The lines of a body, each with so many blanks before it."""
    return "".join(f"{' ' * by}{line}\n" for line in body.splitlines())


def title(body: str) -> str:
    """A file with a cited title of this body, which begins at line 26."""
    return f"{START}danh hiệu:\n  A:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n{indented(body, 4)}"


def common(body: str) -> str:
    """A file with a title of people, one of units, and an exclusion common to titles of people at line 29."""
    other = "  B: {cho: tập thể, căn cứ: vb-1 M1, yêu cầu: {a: tốt}}\n"
    shared = f"loại trừ chung:\n  KL: {{cho: cá nhân, căn cứ: vb-1 M2, {body}}}\n"
    return title("yêu cầu: {a: phiếu > 3}") + other.replace("\n", "\n" + shared)


def quota(body: str) -> str:
    """A file with a title and the body of its quota, which begins at line 28."""
    return title("yêu cầu: {a: quản lý}\nchỉ tiêu:\n" + indented(body, 2))


def limits(body: str) -> str:
    """A file with a quota and the body of its limits, which begins at line 30."""
    return quota("trong: đơn vị\ngiới hạn:\n" + indented(body, 2))


def score(body: str) -> str:
    """A file with a cited score of this body, which begins at line 26."""
    return f"{START}điểm:\n  S:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n{indented(body, 4)}"


def grade(body: str) -> str:
    """A file with a cited grade of two steps of this body, which begins at line 27."""
    head = f"{START}xếp loại:\n  G:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n    bậc: [kém, tốt]\n"
    return head + indented(body, 4)


def graded(body: str) -> str:
    """The same with its table; the body begins at line 28."""
    return grade("bảng: {quản lý: tốt, còn lại: kém}\n" + body)


def pay(body: str) -> str:
    """A file with a cited amount of this body, which begins at line 26."""
    return f"{START}mức thưởng:\n  T:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n{indented(body, 4)}"


CASES = {
    "TITLE-01": (title("tên: A"), "23:3"),
    "TITLE-03": (title("yêu cầu: {a: quản lý}\nđiều kiện thêm: {p: {khi: quản lý, vẫn giữ chỗ: đúng}}"), "27:53"),
    "TITLE-02": (title("yêu cầu: {a: quản lý}\nloại trừ: {x1: {một trong: {1: quản lý, 2: quản lý}}}"), "27:16"),
    "TITLE-04": (common("áp dụng cho: [A, AA], khi: quản lý"), "29:56"),
    "TITLE-05": (common("áp dụng cho: [B, A], khi: quản lý"), "29:53"),
    "QUOTA-01": (quota("giới hạn: {Q1: 3}"), "27:5"),
    "QUOTA-02": (quota("trong: đơn vi\ngiới hạn: {Q1: 3}"), "28:14"),
    "QUOTA-03": (quota("trong: đơn vị"), "27:5"),
    "QUOTA-04": (limits("Q1: {làm tròn: xuống}"), "30:9"),
    "QUOTA-05": (limits("Q1: 3\nQ2: 60% × chỉ tiêu Q9"), "31:19"),
    "QUOTA-06": (limits("Q1: chỉ tiêu Q2 + 1\nQ2: chỉ tiêu Q1"), "30:13"),
    "QUOTA-07": (quota("trong: đơn vị\ngiới hạn: {Q1: 3}\nkhi bằng nhau: bốc thăm"), "30:22"),
    "QUOTA-08": (quota("trong: đơn vị\ngiới hạn: {Q1: 3}").replace("    được hội đồng chọn: đúng/sai\n", ""), "26:5"),
    "QUOTA-09": (quota("trong: đơn vị\ngiới hạn: {Q1: 3}\nưu tiên: [phiếu giảm dần, điểm khác giảm dần]"), "30:33"),
    "QUOTA-10": (limits("Q1: {tối đa: 3, làm tròn: lui}"), "30:35"),
    "QUOTA-11": (limits("Q1: {tối đa: 3, làm tròn: lên đến 10}"), "30:35"),
    "SCORE-01": (score("thang: 10"), "23:3"),
    "SCORE-02": (score("kiểu: phần trăm\nmục: {I: {tối đa: 10, tính: 1}}"), "26:11"),
    "SCORE-03": (score("mục: {I: {tối đa: 10, lấy: nhiều nhất, mục: {1: {tối đa: 10, tính: 1}}}}"), "26:32"),
    "SCORE-04": (score("mục: {I: {tối đa: 10}}"), "26:11"),
    "SCORE-05": (score("mục: {I: {tối đa: 10, trừ: {a: số lần}, cộng: {b: số lần}}}"), "26:45"),
    "SCORE-06": (score("mục: {I: {trừ: {a: số lần}}}"), "26:11"),
    "SCORE-07": (score("mục: {I: {tối đa: 10, lấy: cao nhất, tính: 1}}"), "26:27"),
    "SCORE-08": (score("mục: {I: {tối đa: 10, trừ: {a: {tối đa: 3}}}}"), "26:33"),
    "SCORE-09": (score("thang: 100\nmục: {I: {tối đa: 60, tính: 1}, II: {tối đa: 30, tính: 1}}"), "26:12"),
    "SCORE-10": (score("mục: {I: {tối đa: 60, mục: {1: {tối đa: 20, tính: 1}, 2: {tối đa: 30, tính: 1}}}}"), "26:23"),
    "SCORE-11": (score("mục: {I: {tối đa: 10, lấy: cao nhất, mục: {1: {tối đa: 20, tính: 1}}}}"), "26:60"),
    "SCORE-12": (score("mục: {I: {tối đa: 3, trừ: {a: số lần, b: 4 × số lần}}}"), "26:46"),
    "SCORE-13": (score("mục: {I: {tối đa: 3, bảng: {quản lý: 4, còn lại: 0}}}"), "26:42"),
    "SCORE-14": (score("mục: {I: {tối đa: -3, trừ: {a: số lần}}}"), "26:23"),
    "SCORE-15": (score("mục: {I: {tối đa: 3, trừ: {a: -2 × số lần}}}"), "26:35"),
    "SCORE-16": (score("mục: {I: {tối đa: 3, khi: quản lý}}"), "26:26"),
    "GRADE-01": (grade("tên: G"), "23:3"),
    "GRADE-02": (grade("bảng: {còn lại: kém}").replace("bậc: [kém, tốt]", "kiểu: số"), "26:11"),
    "GRADE-03": (graded("điều chỉnh: hạ 1"), "28:17"),
    "GRADE-04": (graded("điều chỉnh: [{mã: Đ1, khi: quản lý}]"), "28:23"),
    "GRADE-05": (graded("điều chỉnh: [{khi: quản lý, hạ: một}]"), "28:37"),
    "GRADE-06": (graded("chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: 3}, bậc: tốt}"), "28:5"),
    "GRADE-07": (graded("chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: 3}, bậc: giỏi, vượt thì: kém}"), "28:55"),
    "GRADE-08": (graded("chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: 3}, bậc: kém, vượt thì: tốt}"), "28:70"),
    "GRADE-09": (grade("bảng: {quản lý: tốt, còn lại: tốt}"), "26:11"),
    "PAY-01": (pay("mức lương: 1.000.000"), "23:3"),
}
"""By code: the file, and where the finding points."""


def codes_in(folder: Path, text: str) -> list[tuple[str, str]]:
    """The findings of a file: code, and line and column."""
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    _, findings = read_ruleset(folder)
    return [(each.code, f"{each.place.line}:{each.place.column}") for each in findings]


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_fault_has_its_code_and_place(code: str, tmp_path: Path) -> None:
    """A file with one fault gives exactly that code, at the line and column of the fault, in either language."""
    text, where = CASES[code]
    assert codes_in(tmp_path, text) == [(code, where)]
    _, (finding,) = read_ruleset(tmp_path)
    for lang in ("vi", "en"):
        assert "{" not in finding.message(lang)
        assert finding.text(lang)


def test_every_code_has_a_case() -> None:
    """No diagnostic of these sections is left untested; those of tables have a module of their own."""
    rooms = ("TITLE-", "QUOTA-", "SCORE-", "GRADE-", "PAY-")
    assert {code for code in CODES if code.startswith(rooms)} == set(CASES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (title("yêu câu: {a: quản lý}"), [("TITLE-01", "23:3"), ("SET-02", "26:5")]),
        (title("yêu cầu: {a: quản lý, A.a: quản lý}"), [("RULE-10", "26:27")]),
        (title("yêu cầu: {a: quản lý}\nloại trừ: {a: quản lý}"), [("RULE-10", "27:16")]),
        (title("yêu cầu: {a: quản lý}\nchưa có văn bản: x"), [("RULE-06", "27:5")]),
        (title("loại trừ: {x1: quản lý}\nchưa có văn bản: x"), [("RULE-06", "27:5")]),
        (title("yêu cầu: quản lý"), [("RULE-03", "26:14")]),
        (title("yêu cầu: {a: quản lý}").replace("cá nhân\n    căn", "cá nhan\n    căn"), [("RULE-11", "24:10")]),
        (title("yêu cầu: {a: quản lý}").replace("    cho: cá nhân\n", ""), [("RULE-01", "23:3")]),
        (title("yêu cầu: {a: quản lý}").replace("    căn cứ: vb-1 M1\n", ""), [("RULE-02", "23:3")]),
        (limits("Q1: 3\nA.Q1: 4"), [("RULE-10", "31:9")]),
        (limits("Q1: {tối đa: 3, tròn: lên}"), [("SET-02", "30:25")]),
        (limits("Q1: {tối đa: 3, trong: quản lý}"), [("QUOTA-02", "30:32")]),
        (limits("Q1: 3 ×"), [("COND-18", "30:15")]),
        (score("mục: {I: {tối đa: 10, tính: 1}, i: {tối đa: 5, tính: 1}}"), [("YAML-17", "26:37")]),
        (
            score("mục: {I: {tối đa: 10, mục: {1: {tối đa: 9, tính: 1}, I.1: {tối đa: 1, tính: 1}}}}"),
            [("RULE-10", "26:58")],
        ),
        (score("mục: {I: {tối đa: 10, trừ: {a: 1, I.a: 2}}}"), [("RULE-10", "26:39")]),
        (score("mục: {I: {tối đa: 10, trử: {a: 1}}}"), [("SCORE-04", "26:11"), ("SET-02", "26:27")]),
        (score("mục: {I: {tối đa: 10, tính: 1, bảng: {còn lại: 2}}}"), [("RULE-06", "26:36")]),
        (score("làm tròn: gần nhất đến không\nmục: {I: {tối đa: 10, tính: 1}}"), [("QUOTA-11", "26:15")]),
        (
            score("mục: {I: {tối đa: 10, tính: 1}, II: {tối đa: 10, tính: 1}}").replace("    căn cứ: vb-1 M1\n", ""),
            [("RULE-02", "23:3")],
        ),
        (graded("điều chỉnh: [{mã: Đ1, hạ: 1}, {mã: Đ1, nâng: 1}]"), [("RULE-10", "28:40")]),
        (graded("điều chỉnh: [{hạ: 1, nâng: 1}]"), [("RULE-06", "28:26")]),
        (graded("điều chỉnh: [{thành: giỏi}]"), [("NAME-01", "28:26")]),
        (pay("mức lương: 1.000\nhệ số: {quản lý: 2, còn lại: 0}\nlàm tròn: lên đến chục"), [("QUOTA-11", "28:15")]),
        (
            pay("mức lương: 1.000\nhệ số: 2").replace("  T:", "  phiếu:"),
            [("RULE-22", "23:3")],
        ),
    ],
)
def test_other_faults_in_these_sections(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    """Faults that these sections share with others have the code they have everywhere, at their own place."""
    assert codes_in(tmp_path, text) == expected
