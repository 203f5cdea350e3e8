"""A small vocabulary with every kind of field, and cases over it."""

import datetime
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Between, Case, OneOf, SubjectId
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold
from thidua_rules.values import ABSENT

GRADES = ("yếu", "đạt", "tốt", "xuất sắc")
NAME = Field("tên", "ten", Kind.TEXT)
VOCABULARY = Vocabulary(
    (
        FactType("khối thi đua", "khoi_thi_dua", (NAME,)),
        FactType(
            "tập thể",
            "tap_the",
            (
                NAME,
                Field(
                    "khối",
                    "khoi",
                    Kind.REFERENCE,
                    targets=("khối thi đua",),
                    reverse="đơn vị trong khối",
                    may_be_absent=True,
                ),
                Field("tỷ lệ", "ty_le", Kind.PERCENT, low=Fraction(0), high=Fraction(200), decimals=2),
                Field("có chương trình", "co_chuong_trinh", Kind.BOOLEAN, may_be_absent=True),
            ),
        ),
        FactType(
            "cá nhân",
            "ca_nhan",
            (
                NAME,
                Field("đơn vị", "don_vi", Kind.REFERENCE, targets=("tập thể",), reverse="thành viên"),
                Field("mức", "muc", Kind.GRADE, options=GRADES, outside=("không xếp loại",), may_be_absent=True),
                Field("ngày vào", "ngay_vao", Kind.DATE),
                Field("lương", "luong", Kind.MONEY, unit="đồng"),
                Field("hệ số", "he_so", Kind.NUMBER, decimals=3, may_be_absent=True),
                Field("số con", "so_con", Kind.INTEGER, low=Fraction(0)),
                Field("loại", "loai", Kind.CHOICE, options=("biên chế", "hợp đồng")),
                Field("danh hiệu", "danh_hieu", Kind.TITLE),
                Field("tháng", "thang", Kind.MONTH),
                Field("quý", "quy", Kind.QUARTER),
                Field("năm học", "nam_hoc", Kind.SCHOOL_YEAR),
                Field("ghi chú", "ghi_chu", Kind.TEXT, may_be_absent=True),
            ),
        ),
        FactType(
            "kết quả năm",
            "ket_qua_nam",
            (
                Field("đối tượng", "doi_tuong", Kind.REFERENCE, targets=("cá nhân", "tập thể"), reverse="kết quả năm"),
                Field("năm", "nam", Kind.YEAR),
                Field("mức", "muc", Kind.GRADE, options=GRADES),
            ),
            key=("đối tượng", "năm"),
        ),
        FactType(
            "phiếu tháng",
            "phieu_thang",
            (
                Field("cá nhân", "ca_nhan", Kind.REFERENCE, targets=("cá nhân",), reverse="phiếu tháng"),
                Field("tháng", "thang", Kind.MONTH),
                Field("điểm", "diem", Kind.NUMBER, decimals=1),
            ),
            key=("cá nhân", "tháng"),
        ),
        FactType(
            "vi phạm",
            "vi_pham",
            (
                NAME,
                Field("phiếu", "phieu", Kind.REFERENCE, targets=("phiếu tháng",), reverse="vi phạm"),
            ),
        ),
    )
)

_CODES = st.sampled_from(["a", "b", "nv-01", "=1+1", "không", "12", "ô 3, “x”".replace("“", "").replace("”", "")])
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12) | st.sampled_from(
    ["Nguyễn Văn A", "a\nb", "a: b #c", "null", "~", '"', "'x", "{a, b}", "- x", "=1", " x ", "1,000", "x" * 90, "\t"]
)


def _native(field: Field) -> st.SearchStrategy[object]:
    """Single native values of a field, without references."""
    kind = field.kind
    if kind is Kind.BOOLEAN:
        return st.booleans()
    if kind is Kind.TEXT:
        # `không có` is read as known absence, however it is written
        return _TEXT.filter(lambda text: " | " not in text and fold(text) != fold("không có"))
    if kind is Kind.TITLE:
        return st.sampled_from(["CSG", "LĐTT"])
    if kind in (Kind.GRADE, Kind.CHOICE):
        return st.sampled_from(field.options)
    if kind is Kind.DATE:
        return st.dates(datetime.date(1800, 1, 1), datetime.date(2100, 1, 1))
    if kind.is_period:
        return st.builds(
            Period,
            st.just(kind),
            st.integers(24000, 24300)
            if kind is Kind.MONTH
            else st.integers(8000, 8100)
            if kind is Kind.QUARTER
            else st.integers(1990, 2030),
        )
    low = 0 if field.low is not None else -(10**9)
    high = 200 if field.high is not None else 10**9
    places = field.decimals
    return st.integers(low * 10**places, high * 10**places).map(lambda n: Decimal(n).scaleb(-places))


def values(field: Field) -> st.SearchStrategy[object]:
    """Native values of a field as a caller may give them: missing, exact, partial, absent, outside the order."""
    one = _native(field)
    forms = [st.none(), one, one]
    if field.may_be_absent:
        forms.append(st.just(ABSENT))
    if field.outside:
        forms.append(st.sampled_from(field.outside))
    if field.kind.is_ordered:
        key = (lambda value: field.options.index(value)) if field.kind is Kind.GRADE else _order
        forms.append(st.tuples(one, one).map(lambda ends: Between(*sorted(ends, key=key))))
        forms.append(one.map(lambda end: Between(end, None)))
    if field.kind not in (Kind.BOOLEAN, Kind.TEXT):
        forms.append(st.frozensets(one, min_size=2, max_size=3).map(OneOf))
    return st.one_of(forms)


def _order(value: object) -> object:
    return value.ordinal if isinstance(value, Period) else value


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Small valid cases over VOCABULARY, with closures that do not contradict them."""
    builder = CaseBuilder(VOCABULARY)
    existing: dict[str, list[SubjectId]] = {each.name: [] for each in VOCABULARY}

    def reference(field: Field) -> object:
        targets = [subject for name in field.targets for subject in existing[name]]
        if not targets or draw(st.booleans()):
            return ABSENT if field.may_be_absent and draw(st.booleans()) else None
        chosen = draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique=True))
        return chosen[0] if len(chosen) == 1 else OneOf(frozenset(chosen))

    for fact_type in VOCABULARY:
        for code in draw(st.lists(_CODES, max_size=3, unique=True)):
            record: dict[str, object] = {} if fact_type.key else {"mã": code}
            for field in fact_type.fields:
                record[field.name] = reference(field) if field.kind is Kind.REFERENCE else draw(values(field))
            key: object = code
            if fact_type.key:
                owners = [each for name in fact_type.fields[0].targets for each in existing[name]]
                if not owners:
                    continue
                owner = draw(st.sampled_from(owners))
                period = draw(_native(fact_type.fields[1]))
                assert isinstance(period, Period)
                record |= {fact_type.key[0]: owner, fact_type.key[1]: period}
                key = (owner if len(fact_type.fields[0].targets) > 1 else owner.key, period.ordinal)
                if SubjectId(fact_type.name, key) in existing[fact_type.name]:
                    continue
            existing[fact_type.name].append(SubjectId(fact_type.name, key))
            builder.add(fact_type.name, record)
    for fact_type in VOCABULARY:
        # nobody could be in a closed empty type that others must refer to
        if existing[fact_type.name] and draw(st.booleans()):
            builder.close_type(fact_type.name)
    for name in ("cá nhân", "tập thể"):
        for owner in existing[name]:
            if draw(st.booleans()):
                builder.close_roster(owner, "kết quả năm")
    case_period = draw(st.sampled_from(["2021", "2021-2022", "Q1/2021", "03/2021"]))
    return builder.build(datetime.date(2022, 1, 15), case_period)
