"""Every diagnostic code in one place: severity, message and hint, in Vietnamese and in English.

Codes are stable: a code keeps its meaning for ever and is never used again for something else.
`{name}` in a text is an argument of the diagnostic.
"""

from attrs import frozen


@frozen
class Code:
    """The wording of one diagnostic code."""

    severity: str
    vi: str
    en: str
    hint_vi: str = ""
    hint_en: str = ""


def _error(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("error", vi, en, hint_vi, hint_en)


def _warning(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("warning", vi, en, hint_vi, hint_en)


def _note(vi: str, en: str, hint_vi: str = "", hint_en: str = "") -> Code:
    return Code("note", vi, en, hint_vi, hint_en)


_FILES: dict[str, Code] = {}

_CONDITIONS: dict[str, Code] = {}

_RULESETS: dict[str, Code] = {}

_FACTS: dict[str, Code] = {}

_TYPES: dict[str, Code] = {
    "TYPE-01": _error(
        "`{text}` là một giá trị, không phải điều kiện",
        "`{text}` is a value, not a condition",
        "so sánh nó với một giá trị khác, ví dụ `… ≥ 1`",
        "compare it with another value, for example `… ≥ 1`",
    ),
    "TYPE-02": _error(
        "`{name}` có kiểu {kind}, không dùng một mình làm điều kiện được",
        "`{name}` is of type {kind} and cannot stand alone as a condition",
        "so sánh nó với một giá trị, hoặc hỏi `có {name}` nếu nó có thể không có",
        "compare it with a value, or ask `có {name}` if it may be known not to exist",
    ),
    "TYPE-03": _error(
        "`đủ chuẩn {code}` chỉ dùng cho danh hiệu",
        "`đủ chuẩn {code}` is for titles only",
        "với tiêu chí, viết `đạt {code}`",
        "of a criterion, write `đạt {code}`",
    ),
    "TYPE-04": _error("không có tiêu chí hay yêu cầu mang mã `{code}`", "no criterion or requirement has code `{code}`"),
    "TYPE-05": _error(
        "`{code}` được xét cho `{asked}`, không phải cho `{here}`",
        "`{code}` is asked of `{asked}`, not of `{here}`",
        "đi theo quan hệ trước, ví dụ `đơn vị đạt {code}`",
        "follow a reference first, for example `đơn vị đạt {code}`",
    ),
    "TYPE-06": _error(
        "so sánh chữ `“{text}”` với một giá trị kiểu {kind}",
        "the text `“{text}”` is compared with a value of type {kind}",
        "chỉ bậc, lựa chọn và chữ mới so sánh với chữ trong ngoặc kép",
        "only grades, choices and texts compare with a text in quotes",
    ),
    "TYPE-07": _error(
        "`“{text}”` không phải một giá trị của `{name}`",
        "`“{text}”` is not a value of `{name}`",
        "các giá trị được khai báo: {options}",
        "the declared values are: {options}",
    ),
    "TYPE-08": _error(
        "so sánh {left} với {right}",
        "a {left} (left) is compared with a {right} (right)",
        "viết cả hai cùng đơn vị, ví dụ `95%` khi so với phần trăm",
        "write both in one unit, for example `95%` against a percentage",
    ),
    "TYPE-09": _error(
        "so sánh kiểu {left} với kiểu {right}",
        "type {left} is compared with type {right}",
    ),
    "TYPE-10": _error(
        "so sánh hai bậc của hai thang khác nhau",
        "grades of two different scales are compared",
    ),
    "TYPE-11": _error(
        "kiểu {kind} không có thứ tự nên không dùng được `{operator}`",
        "type {kind} has no order, so `{operator}` cannot be used",
        "dùng `là`, `thuộc`, `=` hoặc `≠`; giá trị ngoài bậc cũng không có thứ tự",
        "use `là`, `thuộc`, `=` or `≠`; outcomes outside the order have no order either",
    ),
    "TYPE-12": _error(
        "sau `có ít nhất` phải là một số hoặc một tỷ lệ phần trăm",
        "`có ít nhất` is followed by a number or a percentage",
    ),
    "TYPE-13": _error(
        "`có {name}` luôn đúng, vì `{name}` không khai báo `có thể không có`",
        "`có {name}` always holds, since `{name}` is not declared `có thể không có`",
        "thêm `có thể không có: đúng` vào từ vựng, hoặc so sánh giá trị",
        "add `có thể không có: đúng` to the vocabulary, or compare the value",
    ),
    "TYPE-14": _error(
        "không rõ `“{text}”` thuộc thang hay danh sách nào",
        "it is not clear which scale or list `“{text}”` belongs to",
        "so sánh nó với một trường kiểu bậc, lựa chọn hoặc chữ",
        "compare it with a field that is a grade, a choice or a text",
    ),
    "TYPE-15": _error(
        "khoảng thời gian chỉ được cộng vào hoặc trừ khỏi một ngày",
        "a duration can only be added to or taken from a date",
    ),
    "TYPE-16": _error(
        "`{text}` thuộc về điểm, chỉ tiêu hoặc xếp hạng, chưa dùng được ở đây",
        "`{text}` belongs to scores, quotas or ranks and cannot be used here yet",
    ),
    "TYPE-17": _error(
        "`{text}` là một điều kiện, không phải một giá trị",
        "`{text}` is a condition, not a value",
    ),
    "TYPE-18": _error(
        "`{name}` là đúng/sai, không phải một giá trị để tính hay so sánh",
        "`{name}` is true or false, not a value to compute or compare with",
        "viết `{name}` hoặc `không {name}`",
        "write `{name}` or `không {name}`",
    ),
    "TYPE-19": _error(
        "`{name}` là một nhóm đối tượng, không phải một giá trị",
        "`{name}` is a collection, not a value",
        "viết `số {name}`, `có {name}` hoặc `mọi {name} đều …`",
        "write `số {name}`, `có {name}` or `mọi {name} đều …`",
    ),
    "TYPE-20": _error("cần một số ở đây, nhưng kiểu là {kind}", "a number is needed here, but the type is {kind}"),
    "TYPE-21": _error(
        "không tính được {left} {operator} {right}",
        "{left} {operator} {right} cannot be computed",
        "chỉ cộng trừ những giá trị cùng đơn vị",
        "only values of one unit can be added or subtracted",
    ),
    "TYPE-22": _error(
        "`{name}` không có đúng một trường chỉ kỳ để đếm liên tục",
        "`{name}` does not have exactly one period field to count in a row",
    ),
    "TYPE-23": _error(
        "tỷ lệ cần điều kiện đi sau `trong đó`",
        "a share needs a condition after `trong đó`",
        "ví dụ `có ít nhất 70% thành viên trong đó đạt C1`",
        "for example `có ít nhất 70% thành viên trong đó đạt C1`",
    ),
    "TYPE-24": _error(
        "`{name}` không phải một nhóm đối tượng nhìn từ đây",
        "`{name}` is not a collection seen from here",
        "khai báo `chiều ngược: {name}` ở trường quan hệ",
        "declare `chiều ngược: {name}` at the reference field",
    ),
    "TYPE-25": _error(
        "`{name}` không phải một quan hệ nên không đi tiếp được",
        "`{name}` is not a reference, so the path cannot go on from it",
    ),
    "TYPE-26": _error(
        "`{name}` không được khai báo giống nhau ở {types}",
        "`{name}` is not declared alike in {types}",
    ),
    "TYPE-27": _error(
        "các quy tắc dựa vào nhau thành vòng: {cycle}",
        "rules depend on each other in a circle: {cycle}",
        "bỏ một trong các chỗ dẫn chiếu trong vòng",
        "drop one of the references in the circle",
    ),
    "TYPE-28": _error(
        "khoá của xếp hạng phải là `… giảm dần`, `… tăng dần` hoặc một điều kiện",
        "a rank's key is `… giảm dần`, `… tăng dần` or a condition",
    ),
    "TYPE-29": _error(
        "`{name}` không phải trường quan hệ của `{subject}`",
        "`{name}` is not a reference field of `{subject}`",
    ),
    "TYPE-30": _error(
        "kết quả của bảng có kiểu {found}, nhưng `{name}` khai báo kiểu {wanted}",
        "the table's result is of type {found}, but `{name}` is declared as {wanted}",
    ),
    "TYPE-31": _warning(
        "`đạt {code}` có thể không áp dụng; trong một biểu thức lớn hơn, không áp dụng được tính là không đạt",
        "`đạt {code}` may be not applicable; inside a larger expression that counts as not met",
        "tách `đạt {code}` thành một yêu cầu riêng nếu muốn bỏ qua khi không áp dụng",
        "make `đạt {code}` a requirement of its own if it should be left out when not applicable",
    ),
    "TYPE-32": _warning(
        "`{name}` có thể không có, mà chỗ này so sánh không hỏi trước `có {name}`",
        "`{name}` may be known not to exist, and is compared here without asking `có {name}` first",
        "so sánh với giá trị không có thì không đạt; thêm `có {name} và …` nếu đó là ý muốn",
        "a comparison with no value is not met; add `có {name} và …` if that is meant",
    ),
    "NAME-02": _error(
        "`{name}` không phải tên đã khai báo của {types}",
        "`{name}` is not a declared name of {types}",
    ),
}

_USE: dict[str, Code] = {}

CODES: dict[str, Code] = {**_FILES, **_CONDITIONS, **_RULESETS, **_FACTS, **_TYPES, **_USE}
