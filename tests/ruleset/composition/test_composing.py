"""Rulesets that add to what they inherit, replace it, or fall back on older rules."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.api import inspect
from thidua_rules.diagnostics import CODES, Diagnostic
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.ruleset.canonical import canonical, content_hash
from thidua_rules.ruleset.checks.coverage import clause_findings, notes
from thidua_rules.ruleset.model import Node, RulesetModel
from thidua_rules.ruleset.reading import read_ruleset

LAW = """\
bộ quy tắc: luat/2017
tên: Luật
hiệu lực: {từ: 2017-01-01, đến: 2023-12-31}
văn bản:
  luat: {số hiệu: 1/L, mục: {Đ1: điều một, Đ2: điều hai, Đ3: điều ba, Đ4: điều bốn}}
tham số:
  tỷ lệ xét: {kiểu: phần trăm, từ: 0%, đến: 100%, giá trị: 15%, căn cứ: luat Đ1}
  lương cơ sở: {kiểu: tiền, giá trị: {2017-01-01: 1.300.000, 2018-07-01: 1.390.000}, căn cứ: luat Đ1}
từ vựng:
  đơn vị: {tốt: đúng/sai}
  cá nhân:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    số năm: số nguyên
    tốt: đúng/sai
    bị kỷ luật: đúng/sai
    được khiếu nại: đúng/sai
    được hội đồng chọn: đúng/sai
    điểm: số
danh hiệu:
  LĐTT:
    cho: cá nhân
    tên: Lao động tiên tiến
    căn cứ: luat Đ2
    yêu cầu:
      a: tốt
      b: {một trong: {1: số năm ≥ 1, 2: tốt}}
    loại trừ:
      x1: {khi: bị kỷ luật, căn cứ: luat Đ3, trừ khi: {e1: được khiếu nại}}
  CSTĐCS:
    cho: cá nhân
    căn cứ: luat Đ4
    yêu cầu: {a: đạt LĐTT}
    chỉ tiêu:
      trong: đơn vị
      giới hạn:
        Q1: {tối đa: tỷ lệ xét × số thành viên của đơn vị, làm tròn: xuống}
tiêu chí:
  T1:
    cho: cá nhân
    căn cứ: luat Đ1
    yêu cầu:
      a: tốt
      b: {khi: số năm ≥ 2}
      c: {một trong: {1: tốt, 2: số năm ≥ 3}}
  T2: {cho: cá nhân, căn cứ: luat Đ1, khi: tốt}
đại lượng:
  hạng: {cho: cá nhân, kiểu: số, bảng: {tốt: 2, còn lại: 1}, căn cứ: luat Đ1}
điểm:
  điểm năm:
    cho: cá nhân
    căn cứ: luat Đ1
    thang: 10
    mục:
      I: {tối đa: 6, trừ: {a: 2 × số năm}}
      II: {tối đa: 4, tính: điểm}
xếp loại:
  mức năm:
    cho: cá nhân
    căn cứ: luat Đ1
    bậc: [kém, khá, giỏi]
    bảng: {điểm năm ≥ 8: giỏi, điểm năm ≥ 5: khá, còn lại: kém}
    điều chỉnh: [{khi: bị kỷ luật, hạ: 1, căn cứ: luat Đ1}]
"""
HEAD = """\
bộ quy tắc: bo/2021
tên: Bộ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
kế thừa: [luat/2017]
văn bản:
  tt: {số hiệu: 2/TT, mục: {Đ1: điều một}}
"""
"""6 lines, to which most snippets are added; their first line is line 7."""


def write(root: Path, **texts: str) -> None:
    """Write each text as `<name>.yaml` (`__` for a folder) under the root."""
    for name, text in texts.items():
        path = root / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def read(root: Path, child: str, **texts: str) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """Write the law, the child and further texts, and read the child."""
    write(root, **{"luat__2017": LAW, "bo__2021": child, **texts})
    return read_ruleset(root / "bo" / "2021.yaml")


def model_of(root: Path, body: str, **texts: str) -> RulesetModel:
    """The model of a child with this body, which has no fault and can be typed."""
    model, findings = read(root, HEAD + body, **texts)
    assert findings == (), [each.text() for each in findings]
    assert model is not None
    ruleset, typed = inspect(root / "bo" / "2021.yaml")
    assert ruleset is not None, [each.text() for each in typed]
    return model


def nodes(model: RulesetModel) -> dict[str, Node]:
    """All requirements by code."""
    open_ = [each.root for each in model.criteria]
    open_ += [node for title in model.titles for node in (*title.standard.children, *title.further)]
    for node in open_:
        open_.extend(node.children)
    return {node.code: node for node in open_}


def cites(model: RulesetModel, code: str) -> list[str]:
    """What a requirement cites."""
    return [str(each) for each in nodes(model)[code].remarks.citations]


# ---------------------------------------------------------------- what can be said


def test_a_title_gets_requirements_exclusions_conditions_and_a_quota(tmp_path: Path) -> None:
    """What is added stands after what was there, cites what stands beside it, and has its place in the child's file."""
    model = model_of(
        tmp_path,
        """\
bổ sung:
  LĐTT:
    căn cứ: tt Đ1
    yêu cầu: {bt1: số năm ≥ 5}
    loại trừ: {x2: {khi: số năm = 7, trừ khi: {e1: tốt}}}
    điều kiện thêm: {p: số năm < 40}
    chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: 3}}
""",
    )
    (title, _) = model.titles
    assert [each.code for each in title.standard.children] == ["LĐTT.a", "LĐTT.b", "LĐTT.bt1", "LĐTT.x1", "LĐTT.x2"]
    assert [each.code for each in title.further] == ["LĐTT.p"]
    assert title.quota is not None
    assert [each.code for each in title.quota.limits] == ["LĐTT.Q1"]
    assert (cites(model, "LĐTT.a"), cites(model, "LĐTT.bt1"), cites(model, "LĐTT.x2")) == (
        ["luat Đ2"],
        ["tt Đ1"],
        ["tt Đ1"],
    )
    assert [str(each) for each in title.remarks.citations] == ["luat Đ2", "tt Đ1"]
    place = nodes(model)["LĐTT.bt1"].place
    assert (Path(place.file or "").name, place.line) == ("2021.yaml", 10)


def test_nested_parts_can_be_added_to(tmp_path: Path) -> None:
    """Groups, exceptions and limits below a rule are named by full code; a bare condition can take an exception."""
    model = model_of(
        tmp_path,
        """\
bổ sung:
  T1.c: {căn cứ: tt Đ1, một trong: {3: số năm = 1}}
  T1.a: {trừ khi: {e1: {khi: số năm = 9, căn cứ: tt Đ1}}}
  LĐTT.x1: {căn cứ: tt Đ1, trừ khi: {LĐTT.x1.e2: tốt}}
  CSTĐCS:
    chỉ tiêu: {căn cứ: tt Đ1, giới hạn: {Q2: {tính cho: tốt, tối đa: 2}}}
""",
    )
    found = nodes(model)
    assert [each.code for each in found["T1.c"].children] == ["T1.c.1", "T1.c.2", "T1.c.3"]
    assert [each.code for each in found["T1.a"].exceptions] == ["T1.a.e1"]
    assert [each.code for each in found["LĐTT.x1"].exceptions] == ["LĐTT.x1.e1", "LĐTT.x1.e2"]
    quota = model.titles[1].quota
    assert quota is not None
    assert [each.code for each in quota.limits] == ["CSTĐCS.Q1", "CSTĐCS.Q2"]
    assert [str(each) for limit in quota.limits for each in limit.remarks.citations] == ["luat Đ4", "tt Đ1"]


def test_scores_grades_and_parameters_can_be_added_to(tmp_path: Path) -> None:
    """A score takes items, lines, a bonus and a penalty; a grade adjustments; a dated parameter further dates."""
    model = model_of(
        tmp_path,
        """\
bổ sung:
  điểm năm:
    căn cứ: tt Đ1
    điểm thưởng: {tối đa: 2, tính: số năm}
    điểm trừ: {trừ: {a: 1 × số năm}}
  điểm năm.I: {căn cứ: tt Đ1, trừ: {b: số năm}}
  mức năm: {điều chỉnh: [{khi: tốt, nâng: 1, căn cứ: tt Đ1}]}
  lương cơ sở: {giá trị: {2019-07-01: 1.490.000}, căn cứ: tt Đ1}
""",
    )
    (score,) = model.scores
    assert score.bonus is not None
    assert score.penalty is not None
    assert [line.code for line in score.items[0].minus] == ["I.a", "I.b"]
    assert [each.code for each in model.grades[0].adjustments] == ["Đ1", "Đ2"]
    wage = next(each for each in model.parameters if each.name == "lương cơ sở")
    assert [value for _, value in wage.values] == [1_300_000, 1_390_000, 1_490_000]
    assert [str(each) for each in wage.remarks.citations] == ["luat Đ1", "tt Đ1"]


def test_citations_alone_join_those_of_the_rule(tmp_path: Path) -> None:
    """A `bổ sung` that only cites adds to the rule's citations, also where those come from the rule above."""
    model = model_of(tmp_path, "bổ sung: {T2: {căn cứ: tt Đ1}, T1.b: {căn cứ: tt Đ1}}\n")
    assert (cites(model, "T2"), cites(model, "T1.b")) == (["luat Đ1", "tt Đ1"], ["luat Đ1", "tt Đ1"])


def test_rules_and_parts_are_replaced_and_listed(tmp_path: Path) -> None:
    """The new one stands where the old one did; what it does not say of subject, name and type stays; all is noted."""
    model = model_of(
        tmp_path,
        """\
thay thế:
  LĐTT.x1: {lý do: hẹp hơn, căn cứ: tt Đ1, khi: bị kỷ luật và không tốt}
  CSTĐCS: {lý do: khác, căn cứ: tt Đ1, yêu cầu: {z: tốt}}
  tỉ lệ xét: {lý do: nhỏ hơn, căn cứ: tt Đ1, giá trị: 10%}
  hạng: {lý do: đơn giản, căn cứ: tt Đ1, tính: 1}
  điểm năm.II: {lý do: khác, căn cứ: tt Đ1, tối đa: 4, tính: 2}
  mức năm.Đ1: {lý do: nặng hơn, căn cứ: tt Đ1, khi: bị kỷ luật, hạ: 2}
  T1.c.2: {lý do: dài hơn, căn cứ: tt Đ1, khi: số năm ≥ 4}
""",
    )
    title, other = model.titles
    assert [each.code for each in title.standard.children] == ["LĐTT.a", "LĐTT.b", "LĐTT.x1"]
    assert title.standard.children[-1].excluding
    assert title.standard.children[-1].exceptions == ()
    assert (other.subject, other.quota, [each.code for each in other.standard.children]) == (
        "cá nhân",
        None,
        ["CSTĐCS.z"],
    )
    assert next((each.name, each.values[0][1]) for each in model.parameters) == ("tỷ lệ xét", 10)
    assert model.grades[0].adjustments[0].steps == -2
    listed = {each.target: each for each in model.replacements}
    assert list(listed) == ["LĐTT.x1", "CSTĐCS", "tỷ lệ xét", "hạng", "điểm năm.II", "mức năm.Đ1", "T1.c.2"]
    first = listed["LĐTT.x1"]
    assert (first.ruleset, first.by, first.reason, first.place.line) == ("luat/2017", "bo/2021", "hẹp hơn", 8)
    assert ([str(each) for each in first.citations], [str(each) for each in first.instead_of]) == (
        ["tt Đ1"],
        ["luat Đ3"],
    )
    assert [each.code for each in notes(model)] == ["COMP-30"] * 7
    shown = "\n".join(ruleset_lines(model, None, "vi"))
    assert "LĐTT.x1 thay thế quy định của luat/2017: hẹp hơn" in shown
    assert "thay thế quy định của `luat/2017`: hẹp hơn" in notes(model)[0].message()
    assert clause_findings(model) == ()


def test_a_quota_is_replaced_alone(tmp_path: Path) -> None:
    """`chỉ tiêu X` names the quota of a title, `X.Q1` one of its limits."""
    body = "thay thế:\n  chỉ tiêu CSTĐCS: {lý do: a, căn cứ: tt Đ1, trong: đơn vị, giới hạn: {Q1: 5}}\n"
    assert "5" in str(model_of(tmp_path, body).titles[1].quota)
    body = "thay thế:\n  CSTĐCS.Q1: {lý do: a, căn cứ: tt Đ1, tối đa: 7}\n"
    quota = model_of(tmp_path, body).titles[1].quota
    assert quota is not None
    assert quota.limits[0].most.text == "7"


def test_changes_follow_the_line_of_inheritance(tmp_path: Path) -> None:
    """A grandchild can add to what its parent added, and replace what that replaced."""
    middle = HEAD.replace("bo/2021", "nganh/2021").replace("  tt:", "  qd:") + (
        "bổ sung: {LĐTT: {căn cứ: qd Đ1, yêu cầu: {n: {yêu cầu: {1: tốt}}}}}\n"
        "thay thế: {T2: {lý do: một, căn cứ: qd Đ1, khi: số năm > 1}}\n"
    )
    write(tmp_path, nganh__2021=middle)
    head = HEAD.replace("luat/2017", "nganh/2021")
    _, findings = read(
        tmp_path,
        head + "bổ sung: {LĐTT.n: {căn cứ: tt Đ1, yêu cầu: {2: số năm > 2}}}\n"
        "thay thế: {T2: {lý do: hai, căn cứ: tt Đ1, khi: số năm > 9}}\n",
    )
    model, _ = read_ruleset(tmp_path / "bo" / "2021.yaml")
    assert findings == ()
    assert model is not None
    assert [each.code for each in nodes(model)["LĐTT.n"].children] == ["LĐTT.n.1", "LĐTT.n.2"]
    assert [(each.target, each.ruleset, each.by) for each in model.replacements] == [
        ("T2", "luat/2017", "nganh/2021"),
        ("T2", "nganh/2021", "bo/2021"),
    ]


def test_the_hash_follows_what_is_composed(tmp_path: Path) -> None:
    """Every change to what is inherited, its reason included, changes the content hash."""
    bodies = (
        "",
        "bổ sung: {T1: {căn cứ: tt Đ1, yêu cầu: {d: tốt}}}\n",
        "bổ sung: {T1: {căn cứ: tt Đ1, yêu cầu: {d: không tốt}}}\n",
        "thay thế: {T2: {lý do: a, căn cứ: tt Đ1, khi: tốt}}\n",
        "thay thế: {T2: {lý do: b, căn cứ: tt Đ1, khi: tốt}}\n",
        "thay thế: {T2: {lý do: b, căn cứ: tt Đ1, khi: không tốt}}\n",
    )
    hashes = {content_hash(model_of(tmp_path, body)) for body in bodies}
    assert len(hashes) == len(bodies)
    changed = LAW.replace("số năm ≥ 3", "số năm ≥ 4")
    assert content_hash(model_of(tmp_path, bodies[1], luat__2017=changed)) not in hashes


PARTS = {
    "yêu cầu": ["a: {khi: tốt, căn cứ: luat Đ2}", "b: {một trong: {1: số năm ≥ 1, 2: tốt}, căn cứ: luat Đ2}"],
    "loại trừ": ["x1: {khi: bị kỷ luật, căn cứ: luat Đ3, trừ khi: {e1: được khiếu nại}}", "x2: số năm = 7"],
    "điều kiện thêm": ["p: số năm < 40"],
}


@given(data=st.data())
@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_title_is_the_same_however_it_is_divided(tmp_path: Path, data: st.DataObject) -> None:
    """Parts of a title that a child adds, and parts it replaces by what they were, give the title written whole."""

    def title(parts: dict[str, list[str]]) -> str:
        body = "".join(f", {key}: {{{', '.join(lines)}}}" for key, lines in parts.items() if lines)
        return f"  Z: {{cho: cá nhân, căn cứ: luat Đ2{body}}}\n"

    whole = model_of(tmp_path, "danh hiệu:\n" + title(PARTS))
    kept = {key: [line for line in lines if data.draw(st.booleans())] for key, lines in PARTS.items()}
    kept["yêu cầu"] = kept["yêu cầu"] or PARTS["yêu cầu"][:1]
    added = {key: [line for line in lines if line not in kept[key]] for key, lines in PARTS.items()}
    law = LAW.replace("danh hiệu:\n", "danh hiệu:\n" + title(kept))
    again = f"  Z.{kept['yêu cầu'][0].replace('{', '{lý do: như cũ, ', 1)}\n"
    body = f"thay thế:\n{again}"
    if any(added.values()):
        more = ", ".join(f"{key}: {{{', '.join(lines)}}}" for key, lines in added.items() if lines)
        body += f"bổ sung:\n  Z: {{căn cứ: luat Đ2, {more}}}\n"
    divided = model_of(tmp_path, body, luat__2017=law)
    assert canonical(divided)["titles"] == canonical(whole)["titles"]


# ---------------------------------------------------------------- falling back

NEW_LAW = """\
bộ quy tắc: luat/2024
tên: Luật mới
hiệu lực: {từ: 2024-01-01}
văn bản:
  luat-moi: {số hiệu: 9/L, mục: {Đ1: điều một}}
từ vựng:
  cá nhân: {tốt: đúng/sai, số tháng: số nguyên}
tiêu chí:
  N: {cho: cá nhân, căn cứ: luat-moi Đ1, khi: số tháng > 1}
"""
LATE = """\
bộ quy tắc: bo/2021
tên: Bộ
hiệu lực: {từ: 2024-01-01, đến: 2024-12-31}
kế thừa: [luat/2024]
văn bản:
  tt: {số hiệu: 2/TT, mục: {Đ1: điều một}}
dự phòng:
"""
"""7 lines; what follows begins at line 8."""


def late(root: Path, body: str) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """A child of the new law with these entries of `dự phòng`, read."""
    return read(root, LATE + body, luat__2024=NEW_LAW)


def test_rules_of_an_older_ruleset_are_taken(tmp_path: Path) -> None:
    """With a rule come the values it names, its documents and its words, nothing else; its validity is no matter."""
    body = "  - {bộ quy tắc: luat/2017, quy tắc: [LĐTT, CSTĐCS], lý do: chưa ban hành, căn cứ: tt Đ1}\n"
    model, findings = late(tmp_path, body)
    assert findings == ()
    assert model is not None
    ruleset, typed = inspect(tmp_path / "bo" / "2021.yaml")
    assert ruleset is not None, [each.text() for each in typed]
    assert [each.code for each in model.titles] == ["LĐTT", "CSTĐCS"]
    assert [each.root.code for each in model.criteria] == ["N"]
    assert [each.name for each in model.parameters] == ["tỷ lệ xét"]
    assert (model.quantities, model.scores, model.grades) == ((), (), ())
    assert [each.id for each in model.documents] == ["luat-moi", "luat", "tt"]
    assert clause_findings(model) == ()
    (fallback,) = model.fallbacks
    assert (fallback.ruleset, fallback.rules, fallback.by) == ("luat/2017", ("LĐTT", "CSTĐCS"), "bo/2021")
    (note,) = notes(model)
    assert note.code == "COMP-31"
    assert "LĐTT, CSTĐCS" in note.message()
    assert note.place.line == 8


COMMON = "loại trừ chung:\n  TĐ: {cho: cá nhân, căn cứ: luat Đ3, khi: số năm < 1}\n"


def test_common_exclusions_bar_inherited_titles_and_can_be_changed(tmp_path: Path) -> None:
    """Those of a parent bar the child's titles too, take exceptions and give way to others in all titles at once."""
    body = """\
bổ sung: {TĐ: {trừ khi: {e2: {khi: tốt, căn cứ: tt Đ1}}}}
danh hiệu: {GV: {cho: cá nhân, căn cứ: tt Đ1, yêu cầu: {a: tốt}}}
loại trừ chung: {MỚI: {cho: cá nhân, áp dụng cho: [LĐTT], căn cứ: tt Đ1, khi: điểm < 5}}
"""
    model = model_of(tmp_path, body, luat__2017=LAW + COMMON)
    found = [code for code in nodes(model) if code.endswith((".TĐ", ".MỚI"))]
    assert sorted(found) == ["CSTĐCS.TĐ", "GV.TĐ", "LĐTT.MỚI", "LĐTT.TĐ"]
    assert [each.code for each in nodes(model)["GV.TĐ"].exceptions] == ["GV.TĐ.e2"]
    other = "thay thế: {TĐ: {lý do: hẹp hơn, căn cứ: tt Đ1, khi: số năm < 2}}\n"
    model = model_of(tmp_path, other, luat__2017=LAW + COMMON)
    assert [nodes(model)[code].condition.text for code in ("CSTĐCS.TĐ", "LĐTT.TĐ")] == ["số năm < 2"] * 2  # type: ignore[union-attr]


def test_a_title_that_is_taken_brings_the_common_exclusions_that_bar_it(tmp_path: Path) -> None:
    """They become its own, with the documents they cite, and bar no title of the ruleset that falls back on it."""
    body = "  - {bộ quy tắc: luat/2017, quy tắc: [LĐTT], lý do: chưa ban hành, căn cứ: tt Đ1}\n"
    body += "danh hiệu: {GV: {cho: cá nhân, căn cứ: tt Đ1, yêu cầu: {a: tốt}}}\n"
    common = f"{COMMON}  KT: {{cho: cá nhân, áp dụng cho: [CSTĐCS], căn cứ: luat Đ3, khi: số năm < 1}}\n"
    model, findings = read(tmp_path, LATE + body, luat__2024=NEW_LAW, luat__2017=LAW + common)
    assert findings == ()
    assert model is not None
    assert {code for code in nodes(model) if code.endswith((".TĐ", ".KT", ".x1"))} == {"LĐTT.x1", "LĐTT.TĐ"}


def test_what_a_common_exclusion_names_comes_with_the_title_that_it_bars(tmp_path: Path) -> None:
    """Its parameters as those of the title itself."""
    body = "  - {bộ quy tắc: luat/2017, quy tắc: [LĐTT], lý do: chưa ban hành, căn cứ: tt Đ1}\n"
    common = "loại trừ chung:\n  TĐ: {cho: cá nhân, căn cứ: luat Đ3, khi: số năm < số năm xét}\n"
    law = LAW.replace("tham số:\n", "tham số:\n  số năm xét: {kiểu: số nguyên, giá trị: 2, căn cứ: luat Đ1}\n")
    model, findings = read(tmp_path, LATE + body, luat__2024=NEW_LAW, luat__2017=law + common)
    assert findings == ()
    assert model is not None
    assert "số năm xét" in [each.name for each in model.parameters]
    assert "LĐTT.TĐ" in nodes(model)


def test_a_title_of_several_types_is_not_taken_where_some_of_them_are_barred(tmp_path: Path) -> None:
    """An exclusion of its own bars all its types: none is lost, and none is made wider."""
    law = LAW.replace("  LĐTT:\n    cho: cá nhân\n", "  LĐTT:\n    cho: [cá nhân, thợ]\n")
    law = law.replace(
        "từ vựng:\n",
        "từ vựng:\n  thợ: {tốt: đúng/sai, số năm: số nguyên, bị kỷ luật: đúng/sai, được khiếu nại: đúng/sai}\n",
    )
    body = "  - {bộ quy tắc: luat/2017, quy tắc: [LĐTT], lý do: chưa ban hành, căn cứ: tt Đ1}\n"
    both = COMMON.replace("cho: cá nhân", "cho: [thợ, cá nhân]")
    for common, codes in ((COMMON, ["COMP-15"]), (both, [])):
        _, findings = read(tmp_path, LATE + body, luat__2024=NEW_LAW, luat__2017=law + common)
        assert [each.code for each in findings] == codes


def test_no_exclusion_is_lost_to_another_of_the_same_code(tmp_path: Path) -> None:
    """One that says the same here is said once; one that says otherwise, and bars the title too, is refused."""
    taken = "  - {bộ quy tắc: luat/2017, quy tắc: [LĐTT], lý do: chưa ban hành, căn cứ: tt Đ1}\n"
    same = "loại trừ chung: {TĐ: {cho: cá nhân, căn cứ: luat Đ3, khi: số năm < 1}}\n"
    elsewhere = "loại trừ chung: {TĐ: {cho: cá nhân, áp dụng cho: [GV], căn cứ: tt Đ1, khi: số năm < 2}}\n"
    elsewhere += "danh hiệu: {GV: {cho: cá nhân, căn cứ: tt Đ1, yêu cầu: {a: tốt}}}\n"
    for own, codes, text in (
        (same.replace("luat Đ3", "tt Đ1"), [], None),
        (same.replace("< 1", "< 2").replace("luat Đ3", "tt Đ1"), ["COMP-16"], None),
        (elsewhere, [], "số năm < 1"),
    ):
        model, findings = read(tmp_path, LATE + taken + own, luat__2024=NEW_LAW, luat__2017=LAW + COMMON)
        assert [each.code for each in findings] == codes
        if text is not None:
            assert model is not None
            assert nodes(model)["LĐTT.TĐ"].condition.text == text  # type: ignore[union-attr]


def test_what_is_taken_can_be_added_to(tmp_path: Path) -> None:
    """A rule fallen back on is inherited like any other: it takes additions and gives way to replacements."""
    body = "  - {bộ quy tắc: luat/2017, quy tắc: T2, lý do: a, căn cứ: tt Đ1}\n"
    model, findings = late(tmp_path, f"{body}thay thế: {{T2: {{lý do: b, căn cứ: tt Đ1, khi: số tháng > 3}}}}\n")
    assert findings == ()
    assert model is not None
    assert model.replacements[0].ruleset == "luat/2017"


# ---------------------------------------------------------------- faults

ITEM = "  - {bộ quy tắc: %s, quy tắc: [%s], lý do: a, căn cứ: tt Đ1}\n"
CASES = {
    "unknown": (f"{HEAD}bổ sung:\n  LDTT: {{căn cứ: tt Đ1}}\n", "COMP-01", "8:3", "LĐTT"),
    "called by its name": (
        f"{HEAD}bổ sung:\n  lao động tiên tiến: {{căn cứ: tt Đ1}}\n",
        "COMP-01",
        "8:3",
        "có phải `LĐTT`?",
    ),
    "unknown part": (f"{HEAD}thay thế:\n  T1.d: {{lý do: a, căn cứ: tt Đ1, khi: tốt}}\n", "COMP-01", "8:3", "T1.a"),
    "own": (
        f"{HEAD}tiêu chí:\n  Z: {{cho: cá nhân, căn cứ: tt Đ1, khi: tốt}}\nbổ sung:\n  Z: {{căn cứ: tt Đ1}}\n",
        "COMP-03",
        "10:3",
        "2021.yaml:8:3",
    ),
    "own addition": (
        f"{HEAD}bổ sung:\n  T1: {{căn cứ: tt Đ1, yêu cầu: {{d: tốt}}}}\n"
        "thay thế:\n  T1.d: {lý do: a, căn cứ: tt Đ1, khi: tốt}\n",
        "COMP-03",
        "10:3",
        "2021.yaml:8:33",
    ),
    "nothing inherited": (
        HEAD.replace("kế thừa: [luat/2017]\n", "ghi chú: a\n") + "thay thế:\n  T1: {lý do: a}\n",
        "COMP-04",
        "8:3",
        "kế thừa",
    ),
    "no reason": (f"{HEAD}thay thế:\n  T2: {{căn cứ: tt Đ1, khi: tốt}}\n", "COMP-05", "8:3", "lý do"),
    "blank reason": (f"{HEAD}thay thế:\n  T2: {{lý do: , căn cứ: tt Đ1, khi: tốt}}\n", "SET-05", "8:8", ""),
    "part without citation": (f"{HEAD}thay thế:\n  T1.b: {{lý do: a, khi: tốt}}\n", "RULE-02", "8:3", "T1.b"),
    "rule without citation": (f"{HEAD}thay thế:\n  T2: {{lý do: a, khi: tốt}}\n", "RULE-02", "8:3", "T2"),
    "addition without citation": (f"{HEAD}bổ sung:\n  T1: {{yêu cầu: {{d: tốt}}}}\n", "RULE-02", "8:18", "T1.d"),
    "added and replaced": (
        f"{HEAD}bổ sung:\n  T1: {{căn cứ: tt Đ1}}\nthay thế:\n  T1: {{lý do: a, căn cứ: tt Đ1, khi: tốt}}\n",
        "COMP-06",
        "10:3",
        "2021.yaml:8:3",
    ),
    "code exists": (
        f"{HEAD}bổ sung:\n  LĐTT: {{căn cứ: tt Đ1, loại trừ: {{x1: tốt}}}}\n",
        "COMP-07",
        "8:36",
        "2017.yaml:28:7",
    ),
    "date exists": (
        f"{HEAD}bổ sung:\n  lương cơ sở: {{căn cứ: tt Đ1, giá trị: {{2018-07-01: 1}}}}\n",
        "COMP-07",
        "8:42",
        "2017.yaml:8",
    ),
    "table": (f"{HEAD}bổ sung:\n  hạng: {{căn cứ: tt Đ1, bảng: {{tốt: 3}}}}\n", "COMP-08", "8:25", "thay thế"),
    "guard": (f"{HEAD}bổ sung:\n  T1: {{căn cứ: tt Đ1, áp dụng khi: tốt}}\n", "COMP-08", "8:23", "`yêu cầu`"),
    "quota base": (
        f"{HEAD}bổ sung:\n  CSTĐCS: {{căn cứ: tt Đ1, chỉ tiêu: {{trong: đơn vị}}}}\n",
        "COMP-08",
        "8:38",
        "`giới hạn`",
    ),
    "bare leaf": (f"{HEAD}bổ sung:\n  T1.a: {{căn cứ: tt Đ1, yêu cầu: {{1: tốt}}}}\n", "COMP-09", "8:25", "T1.a"),
    "one condition": (f"{HEAD}bổ sung:\n  T2: {{căn cứ: tt Đ1, yêu cầu: {{1: tốt}}}}\n", "COMP-09", "8:23", "yêu cầu"),
    "one value": (f"{HEAD}bổ sung:\n  tỷ lệ xét: {{căn cứ: tt Đ1, giá trị: 2%}}\n", "COMP-09", "8:39", "thay thế"),
    "fault in an addition": (
        f"{HEAD}bổ sung:\n  T1: {{căn cứ: tt Đ1, yêu cầu: {{d: tót}}}}\n",
        "NAME-01",
        "8:36",
        "",
    ),
    "no map": (f"{HEAD}bổ sung:\n  T1: tốt\n", "SET-01", "8:7", ""),
    "empty": (f"{HEAD}bổ sung:\n  T1: {{căn cứ: tt Đ1, yêu cầu: }}\n", "SET-01", "8:23", ""),
    "fallback lacks": (f"{LATE}  - {{bộ quy tắc: luat/2017, lý do: a}}\n", "COMP-10", "8:5", "`quy tắc`"),
    "no fallback": (LATE + ITEM % ("luat/2016", "T2"), "COMP-11", "8:18", ""),
    "no such rule": (LATE + ITEM % ("luat/2017", "T3"), "COMP-12", "8:39", "T2"),
    "rule is there": (
        LATE + ITEM % ("luat/2017", "T2") + "tiêu chí:\n  T2: {cho: cá nhân, căn cứ: tt Đ1, khi: tốt}\n",
        "COMP-13",
        "8:39",
        "2021.yaml:10:3",
    ),
    "rests on another": (LATE + ITEM % ("luat/2017", "CSTĐCS"), "COMP-14", "8:39", "LĐTT"),
    "not in force": (HEAD.replace("2021-", "2026-"), "SET-24", "4:11", "01/01/2017–31/12/2023"),
    "circle": (LATE + ITEM % ("bo/2021", "T2"), "SET-17", "8:18", "bo/2021 → bo/2021"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_where_it_stands(case: str, tmp_path: Path) -> None:
    """Each fault gives one finding, in the child's file at its line and column, that says what it is about."""
    text, code, where, said = CASES[case]
    _, findings = read(tmp_path, text, luat__2024=NEW_LAW)
    assert [each.code for each in findings] == [code], [each.text() for each in findings]
    (finding,) = findings
    assert (Path(finding.place.file or "").name, f"{finding.place.line}:{finding.place.column}") == ("2021.yaml", where)
    assert said in finding.text()
    assert finding.text("en") != finding.text("vi")


def test_two_rulesets_replace_one_rule(tmp_path: Path) -> None:
    """Where neither builds on the other, the second replacement is refused and the first one's place told."""
    one = HEAD.replace("bo/2021", "a/2021") + "thay thế: {T1.b: {lý do: a, căn cứ: tt Đ1, khi: tốt}}\n"
    other = one.replace("a/2021", "b/2021").replace("T1.b", "T1")
    head = HEAD.replace("[luat/2017]", "[a/2021, b/2021]").replace("văn bản:\n", "").replace("  tt:", "ghi chú: a #")
    _, findings = read(tmp_path, head, a__2021=one, b__2021=other)
    (finding,) = findings
    assert finding.code == "COMP-06"
    assert "b/2021.yaml:7:12" in finding.text()
    assert "a/2021.yaml:7:12" in finding.message()


def test_nothing_is_missed_in_a_parent_that_cannot_be_read(tmp_path: Path) -> None:
    """Where the parent is broken, only that is told, and not that its rules are unknown."""
    _, findings = read(tmp_path, f"{HEAD}bổ sung: {{LĐTT: {{căn cứ: tt Đ1}}}}\n", luat__2017="bộ quy tắc: [\n")
    assert not any(each.code.startswith("COMP-") for each in findings)


def test_one_name_of_several_rules(tmp_path: Path) -> None:
    """A name that a parameter and a rule share does not tell which is meant."""
    law = LAW.replace("  T2:", "  hạng: {cho: cá nhân, căn cứ: luat Đ1, khi: tốt}\n  T2:")
    _, findings = read(tmp_path, f"{HEAD}bổ sung: {{hạng: {{căn cứ: tt Đ1}}}}\n", luat__2017=law)
    assert "COMP-02" in [each.code for each in findings]


def test_every_code_has_a_case() -> None:
    """No diagnostic of composition is left untested."""
    tested = {code for _, code, _, _ in CASES.values()} | {"COMP-02", "COMP-15", "COMP-16", "COMP-30", "COMP-31"}
    assert {code for code in CODES if code.startswith("COMP-")} <= tested
