"""The words of reports and of the command, in Vietnamese and in English."""

from thidua_rules.values import Status

LANGUAGES = ("vi", "en")

STATUS = {
    Status.MET: ("ĐẠT", "MET"),
    Status.NOT_MET: ("KHÔNG ĐẠT", "NOT MET"),
    Status.UNKNOWN: ("CHƯA ĐỦ CĂN CỨ", "NOT ENOUGH EVIDENCE"),
    Status.NOT_APPLICABLE: ("KHÔNG ÁP DỤNG", "NOT APPLICABLE"),
}
MARK = {Status.MET: "✓", Status.NOT_MET: "✗", Status.UNKNOWN: "?", Status.NOT_APPLICABLE: "–"}

WORDS: dict[str, tuple[str, str]] = {
    "after_change": ("Muốn đạt", "To be met"),
    "answered_by": ("người cung cấp", "provided by"),
    "asked": ("yêu cầu", "required"),
    "because": ("lý do", "because"),
    "clauses_all": (
        "{document}: mọi điều khoản đều được dẫn ({all}/{all})",
        "{document}: every clause is cited ({all} of {all})",
    ),
    "clauses_cited": (
        "{document}: {cited}/{all} điều khoản được dẫn",
        "{document}: {cited}/{all} clauses are cited",
    ),
    "code": ("mã", "code"),
    "computed": ("kết quả tính", "computed"),
    "confirmed_by": ("người xác nhận", "confirmed by"),
    "count_of": ("số {name}", "number of {name}"),
    "details": ("Chi tiết", "Details"),
    "every_of": ("mọi {name}", "every {name}"),
    "evidence": ("minh chứng", "evidence"),
    "exception": ("trừ khi", "except when"),
    "executor": ("bộ thực thi", "executor"),
    "expected": ("mong đợi", "expected"),
    "facts_hash": ("mã băm dữ kiện", "facts hash"),
    "falls": ("giảm", "falls by"),
    "falls_back": (
        "{rules} lấy từ bộ quy tắc dự phòng {ruleset}: {reason}",
        "{rules} taken from the fallback ruleset {ruleset}: {reason}",
    ),
    "found": ("kết quả", "found"),
    "from_summary": ("dựng từ bản tóm tắt của văn bản", "made from a summary of the text"),
    "group_any": ("một trong các ý", "one of these"),
    "group_at_least": ("ít nhất {least} trong các ý", "at least {least} of these"),
    "group_none": ("không ý nào", "none of these"),
    "guard": ("áp dụng khi", "applies when"),
    "inherits": ("kế thừa", "inherits from"),
    "line": ("dòng {line}", "line {line}"),
    "list_complete": (
        "xác nhận danh sách `{collection}` của {owner} đã đủ",
        "confirm that the list `{collection}` of {owner} is complete",
    ),
    "max_of": ("{item} lớn nhất trong {name}", "greatest {item} among {name}"),
    "mean_of": ("trung bình {item} của {name}", "mean {item} of {name}"),
    "min_of": ("{item} nhỏ nhất trong {name}", "least {item} among {name}"),
    "missing": ("Còn thiếu", "Missing"),
    "missing_fact": ("chưa có: {name}", "not known: {name}"),
    "name": ("tên", "name"),
    "need": ("cần", "needs"),
    "no_answer": ("văn bản không cho câu trả lời", "the text gives no answer"),
    "no_change": (
        "Muốn đạt: chưa tìm được cách nào chỉ đổi tới {most} dữ kiện của chính đối tượng hoặc nơi đối tượng thuộc về.",
        "To be met: no way was found that changes up to {most} facts of the subject or of what it refers to.",
    ),
    "no_limit": ("không giới hạn", "no limit"),
    "none": ("không có", "none"),
    "not_encoded": ("không mã hoá", "not encoded"),
    "now": ("nay", "now"),
    "now_missing": ("nay chưa có", "not known now"),
    "of": ("của", "of"),
    "on": ("ngày xét", "date"),
    "or": ("hoặc", "or"),
    "and": ("và", "and"),
    "other_reading": ("cách đọc khác", "another reading"),
    "otherwise": ("còn lại", "otherwise"),
    "own_letters": (
        "chữ cái của mục trong {document} do bộ quy tắc đặt",
        "clause letters of {document} are the ruleset's",
    ),
    "plain": ("{name}", "{name}"),
    "passed": ("{passed}/{all} tình huống đúng như mong đợi", "{passed} of {all} scenarios are as expected"),
    "period": ("kỳ xét", "period"),
    "points": ("điểm phần trăm", "percentage points"),
    "rank_within": ("thứ hạng trong cùng `{group}`, xếp theo", "rank within the same `{group}`, by"),
    "read_by": ("đọc khác đi bằng tham số `{parameter}`", "read otherwise through the parameter `{parameter}`"),
    "reading": ("diễn giải", "reading"),
    "reason": ("Lý do", "Reason"),
    "reference": ("căn cứ", "source"),
    "replaces": (
        "{code} thay thế quy định của {ruleset}: {reason}",
        "{code} replaces a rule of {ruleset}: {reason}",
    ),
    "requirement": ("Yêu cầu", "Requirement"),
    "requirement_code": ("mã yêu cầu", "requirement code"),
    "result": ("Kết quả", "Result"),
    "rises": ("tăng", "rises by"),
    "ruleset": ("Bộ quy tắc", "Ruleset"),
    "ruleset_hash": ("mã băm bộ quy tắc", "ruleset hash"),
    "saved": ("đã ghi {path}", "wrote {path}"),
    "share_of": ("tỷ lệ {name}", "share of {name}"),
    "since": ("từ", "since"),
    "streak_of": ("số kỳ liên tiếp có {name}", "periods in a row with {name}"),
    "subject": ("Đối tượng", "Subject"),
    "sum_of": ("tổng {item} của {name}", "sum of {item} of {name}"),
    "summary": ("Tổng hợp", "Summary"),
    "that_fit": ("thoả điều kiện", "that fit"),
    "type_complete": ("xác nhận danh sách `{type}` đã đủ", "confirm that the list of `{type}` is complete"),
    "unknown": ("chưa biết", "unknown"),
    "valid": ("hiệu lực", "in force"),
    "waiting": ("cần cho", "needed for"),
    "warnings": (
        "{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú",
        "{errors} errors, {warnings} warnings, {notes} notes",
    ),
    "what_is_missing": ("Chưa đạt, còn thiếu", "Not met, missing"),
    "what_to_know": ("cần biết", "to be known"),
    "whose": ("của ai", "of whom"),
}


def say(key: str, lang: str, **arguments: object) -> str:
    """A word or sentence of the catalogue."""
    return WORDS[key][LANGUAGES.index(lang)].format(**arguments)


def heading(key: str, lang: str) -> str:
    """A word of the catalogue as the heading of a column."""
    word = say(key, lang)
    return word[:1].upper() + word[1:]


def status_word(status: Status, lang: str) -> str:
    """A verdict in capitals."""
    return STATUS[status][LANGUAGES.index(lang)]
