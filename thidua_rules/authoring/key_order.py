"""The order in which keys stand in the canonical layout of a ruleset file and of a file of scenarios.

Only keys of the language are put in order. Sections, and the names of rules, fields, clauses and subjects, stay where
their author put them; so do the rows of tables.
"""

from collections.abc import Mapping, Sequence

from thidua_rules.ruleset.files.keys import FALLBACK, HEAD, READING, VALIDITY
from thidua_rules.source.text import fold
from thidua_rules.source.yaml_comments import Branch, Entry

_SHAPE = (
    *("kiểu", "từ", "đến", "thập phân", "đơn vị tính", "đơn vị", "bậc", "ngoài bậc", "lựa chọn", "như", "hướng"),
    "mã python",
)
_REMARKS = ("minh chứng", "người xác nhận", "diễn giải", "nguồn", "ghi chú")
_BODY = ("áp dụng khi", "khi", "không mã hoá", "chưa có văn bản")
_PARTS = (
    *("yêu cầu", "một trong", "ít nhất 2 trong", "không", "trừ khi"),
    *("loại trừ", "điều kiện thêm", "chỉ tiêu"),
)
_HEAD_OF_RULE = ("lý do", "mã", "cho", "áp dụng cho", "tên", "không báo riêng", "chỉ ghi nhận", "vẫn giữ chỗ")

_RULE = (*_HEAD_OF_RULE, "căn cứ", *_BODY, *_REMARKS, *_PARTS)
_NODE = (*_HEAD_OF_RULE, *_BODY, "căn cứ", *_REMARKS, *_PARTS)
_DOCUMENT = (
    *("loại", "số hiệu", "tên", "ngày", "cơ quan", "dự thảo", "mã mục", "nguồn", "ghi chú"),
    *("cần xác nhận", "mục", "không mã hoá"),
)
_FIELD = (
    *(*_SHAPE, "mặc định", "có thể không có", "không có thì", "không đổi được", "chiều ngược"),
    *("câu hỏi", "hỏi", "căn cứ", "minh chứng", "người trả lời", "người xác nhận", "ghi chú"),
)
_MEASURE = (
    *(*_HEAD_OF_RULE, *_SHAPE, "giá trị", "hết hiệu lực", "áp dụng khi", "đọc là", "tính", "bảng"),
    *("trong", "theo", "của từng loại", "thang", "trần", "làm tròn", "căn cứ", *_REMARKS),
    *("mục", "điểm thưởng", "điểm trừ"),
)
_AMOUNT = ("lý do", "cho", "tên", *_SHAPE, "căn cứ", "áp dụng khi", *_REMARKS, "mức lương", "hệ số", "làm tròn")
_GRADE = ("lý do", "cho", "tên", "căn cứ", *_SHAPE, "áp dụng khi", *_REMARKS, "bảng", "điều chỉnh", "chỉ tiêu")
_ITEM = (
    *("tên", "tối đa", "áp dụng khi", "không áp dụng thì", "khi", "có", "không có", "tính", "bảng", "lấy"),
    *("mất điểm khi", "làm tròn", "trừ", "cộng", "căn cứ", *_REMARKS, "mục"),
)
_ROW = (
    *("mã", "tên", "khi", "còn lại", "là", "kết quả", "hạ", "nâng", "không cao hơn", "không thấp hơn", "thành"),
    *("căn cứ", *_REMARKS),
)
_QUOTA = (
    *("lý do", "bậc", "vượt thì", "tên", "căn cứ", "áp dụng khi", "trong", "giới hạn", "ưu tiên"),
    *("khi bằng nhau", "của từng loại", *_REMARKS),
)
_LIMIT = ("tên", "trong", "tính cho", "áp dụng khi", "tối đa", "làm tròn", "tối thiểu", "căn cứ", *_REMARKS)
_SCENARIO = ("tên", "bộ quy tắc", "ngày xét", "kỳ xét", "tham số", "ghi chú", "hồ sơ", "mong đợi")

_SECTIONS = {
    "văn bản": _DOCUMENT,
    "tham số": _MEASURE,
    "tiêu chí": _RULE,
    "danh hiệu": _RULE,
    "loại trừ chung": _NODE,
    "đại lượng": _MEASURE,
    "xếp hạng": _MEASURE,
    "điểm": _MEASURE,
    "xếp loại": _GRADE,
    "mức thưởng": _AMOUNT,
    "ràng buộc": _NODE,
    "bất biến": ("cho", "tên", "khẳng định", "cỡ", "căn cứ", *_REMARKS),
    "bổ sung": _RULE,
    "thay thế": _RULE,
}
"""The sections of named entries, and the order of the keys of an entry."""

_NAMED = {
    **dict.fromkeys(("yêu cầu", "một trong", "không", "loại trừ", "điều kiện thêm", "trừ khi"), _NODE),
    "giới hạn": _LIMIT,
    "mục": _ITEM,
    "trừ": _ITEM,
    "cộng": _ITEM,
}
"""The keys below which entries have names of their own."""
_FORMS = {
    "hiệu lực": VALIDITY.keys,
    "diễn giải": READING.keys,
    "chỉ tiêu": _QUOTA,
    "điểm thưởng": _ITEM,
    "điểm trừ": _ITEM,
    "bảng": _ROW,
    "điều chỉnh": _ROW,
    "kiểu": _SHAPE,
}
"""The keys below which a mapping, or each item of a list, is a form."""

ORDERS = (*_SECTIONS.values(), *_NAMED.values(), *_FORMS.values(), HEAD.keys, FALLBACK.keys, _FIELD)
"""Every order there is."""


def put_in_order(root: Branch) -> None:
    """Put the keys of a ruleset file, or of a file of scenarios, in the order of the canonical layout."""
    if any(_name(entry) == fold("tình huống") for entry in root.entries):
        _sort(root, ("mặc định", "tình huống"))
        for entry in root.entries:
            for each in _mappings(entry):
                _sort(each, _SCENARIO)
        return
    head = [fold(each) for each in HEAD.keys]
    root.entries.sort(key=lambda entry: head.index(_name(entry)) if _name(entry) in head else len(head))
    for entry in root.entries:
        if _name(entry) == fold("từ vựng"):
            for kind in _mappings(entry):
                for fact_type in kind.entries:
                    _names(fact_type, _FIELD)
        elif _name(entry) == fold("dự phòng"):
            for each in _mappings(entry):
                _form(each, FALLBACK.keys)
        elif (order := _found(_SECTIONS, _name(entry))) is not None:
            _names(entry, order)
        else:
            _below(entry)


def _name(entry: Entry) -> str:
    return fold(entry.key.text) if entry.key is not None else ""


def _found(orders: Mapping[str, Sequence[str]], name: str) -> Sequence[str] | None:
    return next((order for key, order in orders.items() if fold(key) == name), None)


def _mappings(entry: Entry) -> list[Branch]:
    """The mapping under a key, or those in the list there."""
    value = entry.value
    if not isinstance(value, Branch):
        return []
    return [each.value for each in value.entries if isinstance(each.value, Branch)] if value.listed else [value]


def _names(entry: Entry, order: Sequence[str]) -> None:
    """What stands under names of their author's."""
    for mapping in _mappings(entry):
        for named in mapping.entries:
            for each in _mappings(named):
                _form(each, order)


def _form(mapping: Branch, order: Sequence[str]) -> None:
    """A mapping with keys of the language, unless one of its keys is none: then it is something else."""
    _sort(mapping, order)
    for entry in mapping.entries:
        _below(entry)


def _below(entry: Entry) -> None:
    name = _name(entry)
    form = _found(_FORMS, name)
    named = _NODE if name.startswith(fold("ít nhất")) else _found(_NAMED, name)
    if form is not None:
        for each in _mappings(entry):
            _form(each, form)
    elif named is not None:
        _names(entry, named)


def _sort(mapping: Branch, order: Sequence[str]) -> None:
    ranks = {fold(key): rank for rank, key in enumerate(order)}
    at_least = ranks.get(fold("ít nhất 2 trong"), 0)
    placed = [
        (at_least if _name(entry).startswith(fold("ít nhất") + " ") else ranks.get(_name(entry), -1), position, entry)
        for position, entry in enumerate(mapping.entries)
    ]
    if all(rank >= 0 for rank, _, _ in placed):
        mapping.entries = [entry for _, _, entry in sorted(placed, key=lambda each: each[:2])]
