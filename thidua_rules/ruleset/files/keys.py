"""Every key that a ruleset file may have: one form for each kind of mapping in it, and nothing else is accepted."""

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Form:
    """One kind of mapping in a ruleset file: what it is, and the keys that may stand in it.

    `aliases` maps further spellings of a key to the one of `keys`; what is `idle` says nothing here, though it was
    once read without a word: it is warned of.
    """

    name: str
    keys: tuple[str, ...]
    aliases: Mapping[str, str] = field(factory=dict)
    idle: tuple[str, ...] = ()


_REMARKS = ("tên", "căn cứ", "minh chứng", "người xác nhận", "diễn giải", "nguồn", "ghi chú")
_SHAPE = ("kiểu", "từ", "đến", "thập phân", "đơn vị tính", "bậc", "ngoài bậc", "lựa chọn", "như", "hướng")
_SPELT = {"đơn vị": "đơn vị tính"}
_OF_FIELDS = ("hướng", "mã python")
_QUOTA = ("trong", "giới hạn", "ưu tiên", "khi bằng nhau", "áp dụng khi", "của từng loại", *_REMARKS)

HEAD = Form("head", ("bộ quy tắc", "tên", "hiệu lực", "chọn theo", "kế thừa", "phiên bản ngôn ngữ", "ghi chú"))
VALIDITY = Form("validity", ("từ", "đến"))
FALLBACK = Form("fallback", ("bộ quy tắc", "quy tắc", "lý do", "căn cứ"))
REPLACEMENT = Form("replacement", ("lý do",))
"""What a replacement says besides the keys of what it puts in."""

DOCUMENT = Form(
    "document",
    (
        *("loại", "số hiệu", "tên", "ngày", "cơ quan", "mã mục", "mục", "dự thảo", "không mã hoá", "ghi chú", "nguồn"),
        "cần xác nhận",
    ),
)
READING = Form("reading", ("chọn", "lý do", "phương án khác", "tham số"))

SHAPE = Form("shape", _SHAPE, _SPELT, _OF_FIELDS)
"""What a value may be: beside the keys of what has one, or in a mapping under `kiểu`."""
FACT_TYPE = Form("type", ("khoá", "mã python", "duy nhất"))
"""Whatever else stands in a type is the name of a field."""
FIELD = Form(
    "field",
    (
        *_SHAPE,
        "câu hỏi",
        "minh chứng",
        "người trả lời",
        "người xác nhận",
        "có thể không có",
        "không có thì",
        "không đổi được",
        "mặc định",
        "chiều ngược",
        "mã python",
        "căn cứ",
        "ghi chú",
    ),
    {**_SPELT, "hỏi": "câu hỏi"},
)
PARAMETER = Form("parameter", (*_SHAPE, "giá trị", "hết hiệu lực", "mã python", *_REMARKS), _SPELT, _OF_FIELDS)

BODIES = ("khi", "không mã hoá", "chưa có văn bản")
"""What a requirement without others below it says."""
GROUPS = ("yêu cầu", "một trong", "không")
NODE = Form(
    "requirement", (*_REMARKS, "áp dụng khi", "trừ khi", *BODIES, "yêu cầu", "một trong", "ít nhất 2 trong", "không")
)
"""`ít nhất 2 trong` stands for every number."""
CRITERION = Form("criterion", ("cho", "không báo riêng", "chỉ ghi nhận"))
"""What a criterion says besides the keys of a requirement."""
EXCEPTION = Form("exception", (*_REMARKS, "khi", "áp dụng khi"))

TITLE = Form(
    "title",
    (
        "cho",
        "áp dụng khi",
        "yêu cầu",
        "một trong",
        "loại trừ",
        "điều kiện thêm",
        "chỉ tiêu",
        "chưa có văn bản",
        *_REMARKS,
    ),
)
FURTHER = Form("further condition", ("vẫn giữ chỗ",))
"""What an entry of `điều kiện thêm` says besides the keys of a requirement."""
COMMON_EXCLUSION = Form("common exclusion", ("cho", "áp dụng cho"))
"""Whom an entry of `loại trừ chung` bars, and from which titles, besides the keys of a requirement."""
QUOTA = Form("quota", _QUOTA)
GRADE_QUOTA = Form("quota of a grade", ("bậc", "vượt thì", *_QUOTA))
LIMIT = Form("limit", ("tối đa", "làm tròn", "tối thiểu", "trong", "tính cho", "áp dụng khi", *_REMARKS))
CHOICE = Form("choice among the level", ("hội đồng chọn",))

_AS_RESULT = {"kết quả": "là"}
QUANTITY = Form(
    "quantity",
    (*_SHAPE, "cho", "tính", "bảng", "áp dụng khi", "mã python", "đọc là", "không báo riêng", *_REMARKS),
    _SPELT,
    _OF_FIELDS,
)
RESULT = Form("row of a table by condition", ("là", *_REMARKS), _AS_RESULT)
ROW = Form("row of a table", ("mã", "khi", "còn lại", "là", *_REMARKS), _AS_RESULT)
RANK = Form("rank", ("cho", "trong", "theo", "của từng loại", *_REMARKS))
AMOUNT = Form(
    "amount of money",
    ("cho", "mức lương", "hệ số", "làm tròn", "áp dụng khi", "thập phân", "mã python", *_REMARKS),
    idle=_OF_FIELDS,
)
SCORE = Form(
    "score",
    (
        *("cho", "mục", "điểm thưởng", "điểm trừ", "thang", "trần", "làm tròn", "áp dụng khi", "mã python"),
        *_SHAPE,
        *_REMARKS,
    ),
    _SPELT,
    _OF_FIELDS,
)
ITEM = Form(
    "item of a score",
    (
        *("tối đa", "tính", "bảng", "khi", "mục", "trừ", "cộng", "mất điểm khi", "có", "không có"),
        *("lấy", "áp dụng khi", "không áp dụng thì", "làm tròn"),
        *_REMARKS,
    ),
)
LINE = Form("line of an item", ("tính", "tối đa", "áp dụng khi", *_REMARKS))
GRADE = Form(
    "grade",
    ("cho", "bảng", "điều chỉnh", "chỉ tiêu", "áp dụng khi", "mã python", *_SHAPE, *_REMARKS),
    _SPELT,
    _OF_FIELDS,
)
EFFECTS = ("hạ", "nâng", "không cao hơn", "không thấp hơn", "thành")
ADJUSTMENT = Form("adjustment", ("mã", "khi", *EFFECTS, *_REMARKS))
CONSTRAINT = Form("constraint", (*_REMARKS, "cho", "khi"))
INVARIANT = Form("invariant", (*_REMARKS, "cho", "khẳng định", "cỡ"))

FORMS = tuple(each for each in tuple(globals().values()) if isinstance(each, Form))
"""All of them."""
