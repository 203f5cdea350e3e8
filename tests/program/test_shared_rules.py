"""Rules that several types share: what each type gets is what it would get from a rule of its own."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.profiles import examples
from thidua_rules.api import inspect
from thidua_rules.facts.case import SubjectId
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.report.table import details, sheets
from thidua_rules.report.xlsx import to_xlsx
from thidua_rules.testing.properties import check_agreement, check_session_equals_batch, check_sound_proofs

HEAD = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
tham số: {lương: {kiểu: tiền, giá trị: 1.000.000, căn cứ: qd Đ1}}
từ vựng:
  trường: {}
  giáo viên: {trường: {kiểu: thuộc trường, chiều ngược: giáo viên}}
  nhân viên: {trường: {kiểu: thuộc trường, chiều ngược: nhân viên}}
  giáo viên, nhân viên:
    số ngày nghỉ: {kiểu: số nguyên, từ: 0, đến: 10}
    giỏi: đúng/sai
    bị kỷ luật: đúng/sai
"""
# `%(t)s` is whom a rule is for, `%(n)s` what is added to its name
SECTIONS = {
    "đại lượng": """\
  nghỉ nhiều%(n)s: {cho: %(t)s, kiểu: đúng/sai, tính: số ngày nghỉ > 4, căn cứ: qd Đ1}
  ngày còn%(n)s: {cho: %(t)s, kiểu: số nguyên, từ: 0, đến: 10, tính: 10 − số ngày nghỉ, căn cứ: qd Đ1}
""",
    "điểm": """\
  điểm năm%(n)s:
    cho: %(t)s
    căn cứ: qd Đ1
    thang: 12
    mục: {I: {tối đa: 10, tính: ngày còn%(n)s}, II: {khi: giỏi, có: 2}}
""",
    "xếp loại": """\
  mức năm%(n)s:
    cho: %(t)s
    căn cứ: qd Đ1
    bậc: [kém, khá, tốt]
    bảng: {điểm năm%(n)s ≥ 80%% × thang điểm năm%(n)s: tốt, điểm mục I ≥ 5: khá, còn lại: kém}
    điều chỉnh: [{khi: bị kỷ luật, hạ: 1}]
  loại%(n)s:
    cho: %(t)s
    căn cứ: qd Đ1
    bậc: [B, A]
    bảng: {giỏi: A, còn lại: B}
    chỉ tiêu: {bậc: A, vượt thì: B, trong: trường, khi bằng nhau: cùng loại, giới hạn: {Q1: 1}%(own)s}
""",
    "tiêu chí": """\
  T%(n)s:
    cho: %(t)s
    căn cứ: qd Đ1
    yêu cầu:
      a: không nghỉ nhiều%(n)s
      b: {khi: giỏi, trừ khi: {e1: điểm năm%(n)s > 8}}
      c: mức năm%(n)s ≥ “khá”
""",
    "danh hiệu": """\
  LĐ%(n)s: {cho: %(t)s, tên: Giỏi, căn cứ: qd Đ1, yêu cầu: {a: đạt T%(n)s}, điều kiện thêm: {p: giỏi}}
  CSTĐ%(n)s:
    cho: %(t)s
    tên: Nhất
    căn cứ: qd Đ1
    yêu cầu: {a: đạt T%(n)s.a}
    điều kiện thêm: {p: không bị kỷ luật}
    chỉ tiêu:
      {trong: Trường, ưu tiên: [ngày còn%(n)s giảm dần], khi bằng nhau: cùng loại, giới hạn: {Q1: %(seats)s}%(own)s}
""",
    "xếp hạng": """\
  hạng%(n)s: {cho: %(t)s, trong: trường, theo: [ngày còn%(n)s giảm dần], căn cứ: qd Đ1%(own)s}
""",
    "loại trừ chung": """\
  KL%(n)s: {cho: %(t)s, khi: bị kỷ luật, áp dụng khi: không đạt T%(n)s, căn cứ: qd Đ1}
""",
    "mức thưởng": """\
  tiền%(n)s: {cho: %(t)s, mức lương: lương, hệ số: {đạt LĐ%(n)s: 2, còn lại: 0}, căn cứ: qd Đ1}
""",
}
OF_TEACHERS = "  G: {cho: giáo viên, căn cứ: qd Đ1, khi: đạt T và đạt T.b}\n"
OF_SCHOOLS = """\
  TR:
    cho: trường
    căn cứ: qd Đ1
    khi: có giáo viên trong đó (đạt LĐ) và mọi nhân viên đều (điểm năm%(n)s ≥ 6 và đạt T%(n)s.a)
"""
TYPES = {"": "giáo viên", "x": "nhân viên"}


def _text(bodies: dict[str, str], staff: str) -> str:
    """The ruleset of these sections; `staff` is what is added to names of rules for `nhân viên`."""
    own = OF_TEACHERS + OF_SCHOOLS % {"n": staff}
    more = {**bodies, "tiêu chí": bodies["tiêu chí"] + own}
    return HEAD + "".join(f"{section}:\n{body}" for section, body in more.items())


SEATS = "{tối đa: 50% × số giáo viên của trường trong đó giỏi, làm tròn: lên}"
BOTH = {"t": "[giáo viên, nhân viên]", "n": "", "own": ", của từng loại: đúng", "seats": SEATS}
SHARED = _text({name: body % BOTH for name, body in SECTIONS.items()}, "")
APART = _text(
    {
        name: "".join(body % {**BOTH, "t": t, "n": n, "own": ""} for n, t in TYPES.items())
        for name, body in SECTIONS.items()
    },
    "x",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[tr.Ruleset, tr.Ruleset]:
    """The ruleset with each rule written once, and that with each written for each type under names of its own."""
    return _loaded(tmp_path_factory.mktemp("a"), SHARED), _loaded(tmp_path_factory.mktemp("b"), APART)


def _loaded(folder: Path, text: str) -> tr.Ruleset:
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    return tr.load(folder / "bo.yaml")


PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "số ngày nghỉ": st.integers(0, 10),
        "giỏi": st.sampled_from(["đúng", "sai"]),
        "bị kỷ luật": st.sampled_from(["đúng", "sai"]),
    },
)
DOSSIERS = st.fixed_dictionaries({"giáo viên": st.lists(PEOPLE, max_size=2), "nhân viên": st.lists(PEOPLE, max_size=2)})


def _decided(
    rules: tr.Ruleset, drawn: dict[str, list[dict[str, Any]]], executor: str = "forward", closed: tuple[str, ...] = ()
) -> tr.Decision:
    facts: dict[str, Any] = {"đầy đủ": ["giáo viên", "nhân viên", *closed], "trường": [{"mã": "t"}]}
    for name, people in drawn.items():
        own = {"trường": "t"} if name in TYPES.values() else {}
        facts[name] = [{"mã": f"{name[0]}{at}", **own, **each} for at, each in enumerate(people)]
    return rules.decide(rules.read_case(facts, on="15/12/2026", period=2026), executor=executor)


def _people(decision: tr.Decision) -> tuple[SubjectId, ...]:
    return tuple(subject for name in TYPES.values() for subject in decision.case.of_type(name))


CODES = ("T", "T.a", "T.b", "T.b.e1", "T.c", "LĐ", "đủ chuẩn LĐ", "LĐ.a", "LĐ.KL", "LĐ.p", "nghỉ nhiều")
CODES += ("CSTĐ", "đủ chuẩn CSTĐ", "chỉ tiêu CSTĐ", "CSTĐ.KL")
NAMES = ("ngày còn", "điểm năm", "điểm năm.I", "điểm năm.II", "thang điểm năm", "mức năm", "tiền", "hệ số tiền")
NAMES += ("hạng", "loại", "loại trước chỉ tiêu")


def _other(code: str) -> str:
    """The code or name of the rule that is for the other type alone."""
    return re.sub(r"\b(T|LĐ|CSTĐ|KL|nghỉ nhiều|ngày còn|điểm năm|mức năm|tiền|hạng|loại)(?=\.|$| trước)", r"\1x", code)


@given(DOSSIERS)
@settings(max_examples=examples(40))
def test_each_type_gets_what_a_rule_of_its_own_would_give(
    both: tuple[tr.Ruleset, tr.Ruleset], drawn: dict[str, list[dict[str, Any]]]
) -> None:
    """Every verdict and value, whatever is known, for either type, and for what is asked of them from elsewhere."""
    shared, apart = (_decided(rules, drawn) for rules in both)
    for subject in _people(shared):
        own = (lambda code: code) if subject.type == "giáo viên" else _other
        for code in CODES:
            assert shared[subject, code].mask == apart[subject, own(code)].mask, (subject, code)
        for name in NAMES:
            assert shared.possible(subject, name) == apart.possible(subject, own(name)), (subject, name)
    assert shared["t", "TR"].mask == apart["t", "TR"].mask


@given(DOSSIERS)
@settings(max_examples=examples(15))
def test_executors_sessions_and_proofs_agree(
    both: tuple[tr.Ruleset, tr.Ruleset], drawn: dict[str, list[dict[str, Any]]]
) -> None:
    """Executors find the same, a session led through facts too, and proofs hold."""
    rules = both[0]
    decision = _decided(rules, drawn)
    check_agreement(rules.program, decision.case, decision.question)
    check_session_equals_batch(rules.program, [decision.case], decision.question)
    check_sound_proofs(rules.program, decision.case, decision.question)


def test_codes_are_told_as_they_are_written(both: tuple[tr.Ruleset, tr.Ruleset], tmp_path: Path) -> None:
    """Nothing that people read or that other programs get says how rules of several types are told apart inside."""
    decision = _decided(both[0], {"giáo viên": [{"giỏi": "sai", "số ngày nghỉ": 9}], "nhân viên": [{"giỏi": "đúng"}]})
    told = [decision.to_json(), decision.to_html(), repr(list(decision)), repr(list(details(decision)))]
    told += [
        each.explain(lang)
        for subject in _people(decision)
        for each in decision.verdicts(subject)
        for lang in ("vi", "en")
    ]
    told += [decision.explain_value("g0", name) for name in NAMES]
    told += [repr(each) for sheet in sheets(decision) for each in (sheet.criteria, sheet.measures, sheet.grades)]
    to_xlsx(decision, tmp_path / "a.xlsx")
    assert not [each for each in told if "⟨" in each]
    columns = {sheet.type: {code for code, _ in sheet.criteria} for sheet in sheets(decision)}
    assert columns == {"trường": {"TR"}, "giáo viên": {"T", "G", "LĐ", "CSTĐ"}, "nhân viên": {"T", "LĐ", "CSTĐ"}}
    assert {"T", "LĐ"} <= {each.code for each in decision}


def test_a_bare_key_means_the_subject_that_the_rule_is_asked_of(both: tuple[tr.Ruleset, tr.Ruleset]) -> None:
    """Whichever type it is of; if several have that key, the type is to be named."""
    rules = both[0]
    one = {"số ngày nghỉ": 0, "giỏi": "đúng", "bị kỷ luật": "sai"}
    facts = {"giáo viên": [{"mã": "a", **one}, {"mã": "b"}], "nhân viên": [{"mã": "a"}, {"mã": "c", **one}]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))
    assert decision["c", "T"].status is tr.Status.MET
    assert decision.key("c", "T.a").type == "nhân viên"
    assert decision.value("c", "điểm năm").value == 12
    assert decision[SubjectId("nhân viên", "a"), "T"].status is tr.Status.UNKNOWN
    for ask in (lambda: decision["a", "T"], lambda: decision.value("a", "điểm năm"), lambda: decision.key("a", "T")):
        with pytest.raises(tr.UsageError, match=r"USE-76.*giáo viên, nhân viên"):
            ask()
    for ask in (lambda: decision["z", "T"], lambda: decision.key("z", "T")):
        with pytest.raises(tr.UsageError, match=r"USE-52.*giáo viên, nhân viên"):
            ask()
    session = rules.session(on="15/12/2026", period=2026)
    session.assert_fact(rules.facts.nhan_vien(ma="c", so_ngay_nghi=0, gioi=True, bi_ky_luat=False))
    assert session["c", "T"].status is tr.Status.MET


SHEETS = """\
  phiếu: {chủ: {kiểu: 'thuộc [giáo viên, nhân viên]', chiều ngược: phiếu}, nơi: {kiểu: 'thuộc [trường, nhân viên]'}}
"""
OF_SHEETS = """\
  P:
    cho: phiếu
    căn cứ: qd Đ1
    yêu cầu:
      a: chủ đạt T
      b: chủ không nghỉ nhiều
      c: điểm năm của chủ ≥ 8 và mức năm của chủ ≥ “khá”
      d: chủ đủ chuẩn LĐ và chủ không đạt LĐ.KL
      e: chủ đạt LĐ
"""


@pytest.fixture(scope="module")
def sheets_of_both(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    """The shared rules, and one that asks for them through a reference to both types."""
    text = SHARED.replace(HEAD, HEAD + SHEETS).replace(OF_TEACHERS, OF_TEACHERS + OF_SHEETS)
    return _loaded(tmp_path_factory.mktemp("c"), text)


@given(DOSSIERS, st.lists(st.sampled_from(["g0", "n0", "g1", None]), max_size=2))
@settings(max_examples=examples(10))
def test_a_shared_rule_is_asked_for_through_a_reference_to_both_types(
    sheets_of_both: tr.Ruleset, drawn: dict[str, list[dict[str, Any]]], owners: list[str | None]
) -> None:
    """It is that of the type which the reference leads to, for every executor, session and proof alike."""
    there = {f"{name[0]}{at}": name for name, people in drawn.items() for at in range(len(people))}
    of = [{"chủ": one} if one in there else {} for one in owners if there]
    decision = _decided(sheets_of_both, {**drawn, "phiếu": of})
    for at, each in enumerate(of):
        if each:
            owner = SubjectId(there[each["chủ"]], each["chủ"])
            assert decision[f"p{at}", "P.a"].status is decision[owner, "T"].status
    check_agreement(sheets_of_both.program, decision.case, decision.question)
    check_session_equals_batch(sheets_of_both.program, [decision.case], decision.question)
    check_sound_proofs(sheets_of_both.program, decision.case, decision.question)


@pytest.mark.parametrize("executor", ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)])
def test_what_holds_of_whomever_a_reference_may_lead_to_holds(sheets_of_both: tr.Ruleset, executor: str) -> None:
    """Of an owner not known, of either type: met where all of both types meet it."""
    good = {"số ngày nghỉ": 0, "giỏi": "đúng", "bị kỷ luật": "sai"}
    facts = {
        "đầy đủ": ["giáo viên", "nhân viên"],
        "giáo viên": [{"mã": "g", **good}],
        "nhân viên": [{"mã": "n", **good}],
        "phiếu": [{"mã": "p"}],
    }
    facts["nhân viên"].append({"mã": "m", **good, "giỏi": "sai"})
    facts["phiếu"].append({"mã": "của m", "chủ": "m"})
    case = sheets_of_both.read_case(facts, on="15/12/2026", period=2026)
    decision = sheets_of_both.decide(case, executor=executor)
    assert [decision["p", f"P.{part}"].status.value for part in "abce"] == ["met", "met", "met", "unknown"]
    assert [decision["của m", f"P.{part}"].status.value for part in "abce"] == ["met", "met", "met", "not_met"]


@pytest.mark.parametrize(
    ("asking", "code"),
    [
        ("nơi đạt T", "TYPE-05"),
        ("nơi nghỉ nhiều", "TYPE-66"),
        ("điểm năm của nơi > 3", "TYPE-66"),
        ("đại lượng riêng của chủ > 3", "TYPE-66"),
    ],
)
def test_a_rule_that_not_all_types_of_a_reference_have_is_told(tmp_path: Path, asking: str, code: str) -> None:
    """What the reference may lead to is told."""
    own = "  đại lượng riêng: {cho: giáo viên, kiểu: số, tính: 3, căn cứ: qd Đ1}\n"
    text = SHARED.replace(HEAD, HEAD + SHEETS).replace("đại lượng:\n", "đại lượng:\n" + own)
    text = text.replace(OF_TEACHERS, OF_TEACHERS + f"  P: {{cho: phiếu, căn cứ: qd Đ1, khi: {asking}}}\n")
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    assert [each.code for each in inspect(tmp_path)[1]] == [code]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("tiêu chí: {T: {cho: [giáo viên, nhân viên], căn cứ: qd Đ1, khi: giõi}}", ["NAME-01"]),
        ("tiêu chí: {T: {cho: [giáo viên, nhân viên], căn cứ: qd Đ1, khi: số ngày nghỉ}}", ["TYPE-02"]),
        ("tiêu chí: {T: {cho: [trường, nhân viên], căn cứ: qd Đ1, khi: giỏi}}", ["NAME-02"]),
        ("tiêu chí: {T: {cho: [giáo viên, nhan vien], khi: giỏi}}", ["RULE-02", "RULE-11"]),
        ("tiêu chí: {T: {cho: [trường, khối], căn cứ: qd Đ1, khi: đạt Z}}", ["RULE-11"]),
        ("đại lượng: {x: {cho: [giáo viên, nhân viên], kiểu: số nguyên, căn cứ: qd Đ1, tính: 1 / 3}}", ["TYPE-63"]),
        ("đại lượng: {giỏi: {cho: [giáo viên, nhân viên], kiểu: số, căn cứ: qd Đ1, tính: 3}}", ["RULE-22"]),
        (
            "tiêu chí: {T: {cho: [giáo viên, nhân viên], căn cứ: qd Đ1, khi: giỏi}}\n"
            "đại lượng: {T: {cho: trường, kiểu: đúng/sai, căn cứ: qd Đ1, tính: số giáo viên > 3}}",
            ["RULE-21"],
        ),
        ("xếp hạng: {x: {cho: [giáo viên, nhân viên], trong: trường, theo: giỏi, căn cứ: qd Đ1}}", ["RULE-25"]),
        (
            "xếp hạng: {x: {cho: giáo viên, của từng loại: đúng, trong: trường, theo: giỏi, căn cứ: qd Đ1}}",
            ["RULE-26"],
        ),
        (
            "xếp hạng: {x: {cho: [giáo viên, trường], của từng loại: đúng, trong: trường, theo: giỏi, căn cứ: qd Đ1}}",
            ["TYPE-29"],
        ),
    ],
)  # fmt: skip
def test_faults_of_a_shared_rule_are_told_once(tmp_path: Path, rule: str, codes: list[str]) -> None:
    """Not once for each type."""
    (tmp_path / "bo.yaml").write_text(f"{HEAD}{rule}\n", encoding="utf-8")
    assert sorted(each.code for each in inspect(tmp_path)[1]) == codes


def test_what_one_of_the_types_lacks_is_told_of_it(tmp_path: Path) -> None:
    """A fault that is the same for several types names them all."""
    for types, said in (("[trường, nhân viên]", "trường"), ("[trường, giáo viên, khối]", "trường, khối")):
        words = HEAD.replace("  trường: {}\n", "  trường: {}\n  khối: {}\n")
        rule = f"tiêu chí: {{T: {{cho: {types}, căn cứ: qd Đ1, khi: giỏi}}}}\n"
        (tmp_path / "bo.yaml").write_text(words + rule, encoding="utf-8")
        (found,) = inspect(tmp_path)[1]
        assert (found.code, found.arguments["types"]) == ("NAME-02", said)


QUOTA = "trong: trường, khi bằng nhau: cùng được, giới hạn: {Q1: 1}"


@pytest.mark.parametrize(
    ("types", "quota", "codes"),
    [
        ("[giáo viên, nhân viên]", QUOTA, ["RULE-25"]),
        ("[giáo viên, nhân viên]", f"{QUOTA}, của từng loại: sai", ["RULE-25"]),
        ("[giáo viên, nhân viên]", f"{QUOTA}, của từng loại: đúng", []),
        ("giáo viên", f"{QUOTA}, của từng loại: đúng", ["RULE-26"]),
        ("[giáo viên, khách]", f"{QUOTA}, của từng loại: đúng", ["QUOTA-02"]),
        ("[giáo viên, nhân viên]", QUOTA.replace("cùng được", "hội đồng chọn, của từng loại: đúng"), ["QUOTA-08"] * 2),
    ],
)
def test_a_quota_of_several_types_says_that_each_has_seats_of_its_own(
    tmp_path: Path, types: str, quota: str, codes: list[str]
) -> None:
    """One order of subjects of several types is refused, and so is what says of one type that it is several."""
    words = HEAD + "  khách: {giỏi: đúng/sai}\n"
    rule = f"danh hiệu: {{A: {{cho: {types}, căn cứ: qd Đ1, yêu cầu: {{a: giỏi}}, chỉ tiêu: {{{quota}}}}}}}\n"
    (tmp_path / "bo.yaml").write_text(words + rule, encoding="utf-8")
    assert [each.code for each in inspect(tmp_path)[1]] == codes


@pytest.mark.parametrize(("lang", "said"), [("vi", "của từng loại, trong cùng"), ("en", "for each type, within")])
def test_that_each_type_has_its_own_is_told(both: tuple[tr.Ruleset, tr.Ruleset], lang: str, said: str) -> None:
    """Of the quotas and the rank of several types, and of none that is for one."""
    shared, apart = ("\n".join(ruleset_lines(each.model, None, lang)) for each in both)
    assert (shared.count(said), apart.count(said)) == (3, 0)


CANDIDATES = """\
  ứng viên:
    người: {kiểu: 'thuộc [giáo viên, nhân viên]'}
    trường: {kiểu: thuộc trường, chiều ngược: ứng viên}
"""
ONE_POOL = """\
  CHUNG:
    cho: ứng viên
    tên: Nhất trường
    căn cứ: qd Đ1
    yêu cầu: {a: người đạt T.a}
    chỉ tiêu:
      trong: trường
      giới hạn: {Q1: 1}
      ưu tiên: [ngày còn của người giảm dần]
      khi bằng nhau: cùng loại
"""


def test_candidates_of_a_type_of_their_own_compete_across_types(tmp_path: Path) -> None:
    """The way that the hint shows: one seat, and whoever is best has it, of whichever type."""
    text = SHARED.replace(HEAD, HEAD + CANDIDATES).replace("danh hiệu:\n", "danh hiệu:\n" + ONE_POOL)
    rules = _loaded(tmp_path, text)
    for rested, winner in ((3, "g0"), (1, "n0")):
        people: dict[str, list[dict[str, Any]]] = {
            "giáo viên": [{"số ngày nghỉ": 2, "giỏi": "đúng"}],
            "nhân viên": [{"số ngày nghỉ": rested, "giỏi": "đúng"}],
            "ứng viên": [{"người": "g0", "trường": "t"}, {"người": "n0", "trường": "t"}],
        }
        decision = _decided(rules, people, closed=("ứng viên",))
        assert decision["ứ0" if winner == "g0" else "ứ1", "CHUNG"].status is tr.Status.MET
        assert decision["ứ1" if winner == "g0" else "ứ0", "CHUNG"].reason == "quota"
        check_agreement(rules.program, decision.case, decision.question)
        check_sound_proofs(rules.program, decision.case, decision.question)
