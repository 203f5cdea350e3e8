"""Where each form of `keys` stands in a file: what is under a key, under a name of the author's, in a list.

For whoever looks at a file as text (its JSON Schema, an editor); the readers of the sections ask `keys` alone.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import field, frozen

from thidua_rules.ruleset.files import keys
from thidua_rules.ruleset.files.keys import Form
from thidua_rules.ruleset.files.sources import SECTIONS
from thidua_rules.source.text import fold

Text = Literal["text", "condition", "citation", "type", "kind", "field", "title", "ruleset", "code", "date", "clause"]
"""What a text says: words, a condition or formula, a cited clause, the name of a type, a kind of values, …"""

SECTION_KEYS = Form("sections", SECTIONS)
SCENARIO_FILE = Form("scenario file", ("mặc định", "tình huống"))
SCENARIO = Form("scenario", ("tên", "hồ sơ", "mong đợi", "bộ quy tắc", "ngày xét", "kỳ xét", "tham số", "ghi chú"))

_YES = ("đúng", "sai")
_ROUNDINGS = ("xuống", "lên", "gần nhất")


@frozen
class Standing:
    """What may stand at a place: a mapping with the keys of `forms` (under each what `under` names, or a text) and
    with names of the author's (under each what `named` names), a list of `items`, or a `text`, of which `words` are
    some that may be meant. None of these where anything may stand there.
    """

    forms: tuple[Form, ...] = ()
    under: Mapping[str, str] = field(factory=dict)
    named: str | None = None
    items: str | None = None
    text: Text | None = None
    words: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the language that may stand here."""
        return tuple(dict.fromkeys(key for form in self.forms for key in form.keys if key not in form.idle))

    def below(self, key: str) -> str:
        """The name of what stands under a key of the language or a name of the author's."""
        folded = fold(key)
        if folded.startswith(f"{fold('ít nhất')} ") and "ít nhất 2 trong" in self.keys:
            key = "ít nhất 2 trong"
        for form in self.forms:
            spelt = {fold(each): each for each in form.keys} | {fold(one): each for one, each in form.aliases.items()}
            if (meant := spelt.get(fold(key))) is not None:
                return self.under.get(meant) or _UNDER.get(meant, "text")
        return self.named or "anything"


_UNDER: Mapping[str, str] = {
    **dict.fromkeys(("khi", "áp dụng khi", "mất điểm khi", "tính cho"), "condition"),
    **dict.fromkeys(("tính", "tối đa", "tối thiểu", "mức lương", "trần", "thang", "có", "không có"), "condition"),
    **dict.fromkeys(("không cao hơn", "không thấp hơn", "là"), "condition"),
    **dict.fromkeys(("theo", "ưu tiên"), "conditions"),
    **dict.fromkeys(("yêu cầu", "một trong", "không", "ít nhất 2 trong", "loại trừ"), "requirements"),
    "điều kiện thêm": "further conditions",
    "trừ khi": "exceptions",
    "căn cứ": "citations",
    "diễn giải": "reading",
    "nguồn": "source",
    "cho": "types",
    "trong": "group",
    "kiểu": "kind",
    "như": "alike",
    "hướng": "direction",
    **dict.fromkeys(("bậc", "ngoài bậc", "lựa chọn", "phương án khác"), "texts"),
    "bảng": "table",
    "hệ số": "factor",
    "chỉ tiêu": "quota",
    "làm tròn": "rounding",
    "khi bằng nhau": "tie",
    **dict.fromkeys(
        (
            *("không báo riêng", "chỉ ghi nhận", "vẫn giữ chỗ", "của từng loại", "có thể không có", "không đổi được"),
            "dự thảo",
        ),
        "yes",
    ),
    "ngày": "date",
    "hết hiệu lực": "date",
}
"""What stands under a key, wherever it stands; a standing may say otherwise."""

_MEASURES = {"mục": "items", "điểm thưởng": "item", "điểm trừ": "item", "điều chỉnh": "adjustments"}
_RULES = (keys.NODE, keys.CRITERION, keys.TITLE, keys.FURTHER, keys.COMMON_EXCLUSION)
_ANY_RULE = (
    *_RULES,
    *(keys.PARAMETER, keys.QUANTITY, keys.RANK, keys.AMOUNT, keys.SCORE, keys.ITEM, keys.LINE, keys.GRADE),
    *(keys.ADJUSTMENT, keys.CONSTRAINT, keys.INVARIANT, keys.QUOTA, keys.GRADE_QUOTA, keys.LIMIT),
)

STANDINGS: Mapping[str, Standing] = {
    "ruleset": Standing(
        (keys.HEAD, SECTION_KEYS),
        {
            "hiệu lực": "validity",
            "chọn theo": "selection",
            "kế thừa": "rulesets",
            "văn bản": "documents",
            "tham số": "parameters",
            "từ vựng": "vocabulary",
            "tiêu chí": "criteria",
            "danh hiệu": "titles",
            "loại trừ chung": "common exclusions",
            "đại lượng": "quantities",
            "xếp hạng": "ranks",
            "điểm": "scores",
            "xếp loại": "grades",
            "mức thưởng": "amounts",
            "ràng buộc": "constraints",
            "bất biến": "invariants",
            "không mã hoá": "clauses",
            "chấp nhận": "acceptances",
            "bổ sung": "additions",
            "thay thế": "replacements",
            "dự phòng": "fallbacks",
        },
    ),
    "validity": Standing((keys.VALIDITY,), {"từ": "date", "đến": "date"}),
    "selection": Standing(text="text", words=("kỳ xét", "ngày xét")),
    "rulesets": Standing(items="rulesets", text="ruleset"),
    "documents": Standing(named="document"),
    "document": Standing(
        (keys.DOCUMENT,),
        {"mục": "clauses", "không mã hoá": "clauses", "mã mục": "clause codes", "cần xác nhận": "texts"},
    ),
    "clause codes": Standing(text="text", words=("của văn bản", "do bộ quy tắc đặt")),
    "clauses": Standing(named="text"),
    "acceptances": Standing(named="text"),
    "parameters": Standing(named="parameter"),
    "parameter": Standing((keys.PARAMETER,), {"giá trị": "values"}),
    "values": Standing(named="text", text="text"),
    "vocabulary": Standing(named="type"),
    "type": Standing((keys.FACT_TYPE,), {"khoá": "fields", "duy nhất": "yes or field"}, named="field", text="text"),
    "field": Standing((keys.FIELD,), {"không có thì": "without"}, text="kind"),
    "yes or field": Standing((keys.FIELD,), text="kind", words=_YES),
    "without": Standing(text="text", words=("không đạt",)),
    "fields": Standing((keys.FIELD,), items="fields", text="field"),
    "criteria": Standing(named="criterion"),
    "criterion": Standing((keys.CRITERION, keys.NODE)),
    "requirements": Standing(named="requirement"),
    "requirement": Standing((keys.NODE,), text="condition"),
    "exceptions": Standing(named="exception"),
    "exception": Standing((keys.EXCEPTION,), text="condition"),
    "titles": Standing(named="title"),
    "title": Standing((keys.TITLE,)),
    "further conditions": Standing(named="further condition"),
    "further condition": Standing((keys.FURTHER, keys.NODE), text="condition"),
    "common exclusions": Standing(named="common exclusion"),
    "common exclusion": Standing((keys.COMMON_EXCLUSION, keys.NODE), {"áp dụng cho": "some titles"}),
    "some titles": Standing(items="some titles", text="title", words=("mọi danh hiệu",)),
    "quota": Standing((keys.QUOTA, keys.GRADE_QUOTA), {"giới hạn": "limits", "bậc": "text"}),
    "limits": Standing(named="limit"),
    "limit": Standing((keys.LIMIT,), text="condition"),
    "tie": Standing(
        (keys.CHOICE,), {"hội đồng chọn": "condition"}, text="text", words=("hội đồng chọn", "cùng được", "cùng loại")
    ),
    "quantities": Standing(named="quantity"),
    "quantity": Standing((keys.QUANTITY,)),
    "ranks": Standing(named="rank"),
    "rank": Standing((keys.RANK,)),
    "amounts": Standing(named="amount"),
    "amount": Standing((keys.AMOUNT,)),
    "factor": Standing(named="result", items="row", text="condition"),
    "table": Standing(named="result", items="row"),
    "result": Standing((keys.RESULT,), text="condition"),
    "row": Standing((keys.ROW,), {"còn lại": "condition"}),
    "scores": Standing(named="score"),
    "score": Standing((keys.SCORE,), _MEASURES),
    "items": Standing(named="item"),
    "item": Standing((keys.ITEM,), {"mục": "items", "trừ": "lines", "cộng": "lines"}, text="condition"),
    "lines": Standing(named="line"),
    "line": Standing((keys.LINE,), text="condition"),
    "grades": Standing(named="grade"),
    "grade": Standing((keys.GRADE,), _MEASURES),
    "adjustments": Standing(named="adjustment", items="adjustment"),
    "adjustment": Standing((keys.ADJUSTMENT,), {"thành": "text"}),
    "constraints": Standing(named="constraint"),
    "constraint": Standing((keys.CONSTRAINT,)),
    "invariants": Standing(named="invariant"),
    "invariant": Standing((keys.INVARIANT,), {"khẳng định": "condition", "cỡ": "sizes"}),
    "sizes": Standing(named="text"),
    "additions": Standing(named="addition"),
    "addition": Standing(
        _ANY_RULE, {**_MEASURES, "trừ": "lines", "cộng": "lines", "giới hạn": "limits", "giá trị": "values"}
    ),
    "replacements": Standing(named="replacement"),
    "replacement": Standing(
        (keys.REPLACEMENT, *_ANY_RULE),
        {**_MEASURES, "trừ": "lines", "cộng": "lines", "giới hạn": "limits", "giá trị": "values"},
    ),
    "fallbacks": Standing((keys.FALLBACK,), {"bộ quy tắc": "ruleset id", "quy tắc": "codes"}, items="fallback"),
    "fallback": Standing((keys.FALLBACK,), {"bộ quy tắc": "ruleset id", "quy tắc": "codes"}),
    "ruleset id": Standing(text="ruleset"),
    "codes": Standing(items="codes", text="code"),
    "reading": Standing((keys.READING,)),
    "source": Standing(text="text", words=("tóm tắt",)),
    "condition": Standing(text="condition"),
    "conditions": Standing(items="condition", text="condition"),
    "citations": Standing(items="citations", text="citation"),
    "types": Standing(items="types", text="type"),
    "group": Standing(text="field", words=("hồ sơ",)),
    "alike": Standing(text="field"),
    "kind": Standing((keys.SHAPE,), text="kind"),
    "direction": Standing(text="text", words=("càng cao càng tốt", "càng thấp càng tốt")),
    "rounding": Standing(text="text", words=_ROUNDINGS),
    "yes": Standing(text="text", words=_YES),
    "date": Standing(text="date"),
    "text": Standing(text="text"),
    "texts": Standing(items="text", text="text"),
    "scenarios": Standing((SCENARIO_FILE,), {"mặc định": "scenario", "tình huống": "scenario list"}),
    "scenario list": Standing(items="scenario"),
    "scenario": Standing(
        (SCENARIO,),
        {"hồ sơ": "anything", "mong đợi": "expectations", "bộ quy tắc": "rulesets", "tham số": "settings"},
    ),
    "settings": Standing(named="text"),
    "expectations": Standing(named="expected of one"),
    "expected of one": Standing(named="expected"),
    "expected": Standing(named="text", text="text"),
    "anything": Standing(),
}
"""By name, all that may stand somewhere. A file of rules begins at `ruleset`, one of scenarios at `scenarios`."""


def standing_at(root: str, path: Sequence[str | int]) -> Standing:
    """What may stand at the end of a path of keys and positions in lists, from the top of a file on."""
    name = root
    for step in path:
        here = STANDINGS[name]
        name = (here.items or "anything") if isinstance(step, int) else here.below(step)
    return STANDINGS[name]
