"""Small vocabularies with every kind of field, on which generated programs are tried."""

from fractions import Fraction

from hypothesis import strategies as st

from thidua_rules.facts.singles import with_dossier, with_singles
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary

BLOCK, UNIT, PERSON, RESULT, IDEA, COUNCIL = "khối", "tập thể", "cá nhân", "kết quả năm", "sáng kiến", "hội đồng"
GRADES = ("không hoàn thành", "hoàn thành", "hoàn thành tốt")
OUTSIDE = ("không xếp loại",)
_ZERO = Fraction(0)


def _count(name: str, attribute: str, most: int = 3, absent: bool = False) -> Field:
    return Field(name, attribute, Kind.INTEGER, _ZERO, Fraction(most), may_be_absent=absent)


def _grade(name: str, attribute: str) -> Field:
    return Field(name, attribute, Kind.GRADE, options=GRADES, outside=OUTSIDE)


def _block() -> FactType:
    return FactType(BLOCK, "khoi", (Field("tên khối", "ten_khoi", Kind.TEXT), Field("đủ hồ sơ", "du", Kind.BOOLEAN)))


def _unit(in_block: bool, absent: bool) -> FactType:
    fields = [
        Field("tỷ lệ", "ty_le", Kind.PERCENT, _ZERO, Fraction(100), decimals=1, may_be_absent=absent),
        Field("có kế hoạch", "co_ke_hoach", Kind.BOOLEAN, may_be_absent=absent),
        _count("điểm", "diem"),
    ]
    if in_block:
        fields.append(
            Field(
                "khối thi đua", "khoi_thi_dua", Kind.REFERENCE, targets=(BLOCK,), reverse="đơn vị", may_be_absent=absent
            )
        )
    return FactType(UNIT, "tap_the", tuple(fields))


def _person(absent: bool, counted: bool) -> FactType:
    member = Field("tập thể", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên", may_be_absent=absent)
    fields = (
        member,
        _grade("mức", "muc"),
        _count("số sáng kiến", "so_sang_kien", absent=absent),
        Field("đứng đầu", "dung_dau", Kind.BOOLEAN),
        Field("ngày vào", "ngay_vao", Kind.DATE),
        # as units have it, within other bounds: the author of an initiative is one or the other
        *([_count("điểm", "diem", most=2)] if counted else []),
    )
    return FactType(PERSON, "ca_nhan", fields)


def _result(bounded: bool) -> FactType:
    years = (Fraction(2019), Fraction(2022)) if bounded else (None, None)
    fields = (
        Field("cá nhân", "ca_nhan", Kind.REFERENCE, targets=(PERSON,), reverse="kết quả"),
        Field("năm", "nam", Kind.YEAR, *years),
        _grade("mức", "muc"),
        _count("điểm", "diem"),
    )
    return FactType(RESULT, "ket_qua_nam", fields, key=("cá nhân", "năm"))


def _idea(keyed_year: bool) -> FactType:
    fields = (
        Field("tác giả", "tac_gia", Kind.REFERENCE, targets=(UNIT, PERSON), reverse="sáng kiến"),
        Field("loại", "loai", Kind.CHOICE, options=("a", "b", "c")),
        Field("điểm", "diem", Kind.NUMBER, Fraction(-1), Fraction(2), decimals=1, may_be_absent=not keyed_year),
        Field("được công nhận", "duoc_cong_nhan", Kind.BOOLEAN),
        Field("năm", "nam", Kind.YEAR, Fraction(2019), Fraction(2022)),
    )
    return FactType(IDEA, "sang_kien", fields)


def _council() -> FactType:
    return FactType(
        COUNCIL, "hoi_dong", (_count("biên chế", "bien_che"), Field("đã họp", "da_hop", Kind.BOOLEAN)), single=True
    )


def _councillor(absent: bool) -> FactType:
    seat = Field("hội đồng", "hoi_dong", Kind.REFERENCE, targets=(COUNCIL,), reverse="uỷ viên", may_be_absent=absent)
    return FactType("uỷ viên", "uy_vien", (seat, Field("có mặt", "co_mat", Kind.BOOLEAN)))


@st.composite
def vocabularies(draw: st.DrawFn) -> Vocabulary:
    """Collectives with members, and perhaps blocks of collectives, yearly results, initiatives, one council.

    In some, every subject is seen from the dossier.

    Fields of every kind but the longer periods; half of the vocabularies let references and values be `không có`.
    """
    absent = draw(st.booleans())
    block, result, idea = draw(st.sampled_from([(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1), (1, 1, 0), (0, 0, 0)]))
    types = [_unit(bool(block), absent), _person(absent, bool(idea))]
    types += [_block()] if block else []
    types += [_result(draw(st.booleans()))] if result else []
    types += [_idea(draw(st.booleans()))] if idea else []
    types += draw(st.sampled_from([[], [], [_council()], [_council(), _councillor(absent)]]))
    vocabulary = with_singles(Vocabulary(tuple(types)))
    return draw(st.sampled_from([vocabulary, vocabulary, with_dossier(vocabulary)]))
