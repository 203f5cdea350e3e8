"""The words of reports and of the command, in Vietnamese and in English."""

from enum import Enum

from thidua_rules.values import Status

LANGUAGES = ("vi", "en")


class Beyond(Enum):
    """What a title that is not met may be shown as instead: its standard is met, but there is no seat."""

    OUTSIDE = "outside"


Shown = Status | Beyond
"""An outcome as people see it."""
STATUS: dict[Shown, tuple[str, str]] = {
    Status.MET: ("ĐẠT", "MET"),
    Beyond.OUTSIDE: ("ĐỦ CHUẨN, NGOÀI CHỈ TIÊU", "STANDARD MET, OUTSIDE THE QUOTA"),
    Status.NOT_MET: ("KHÔNG ĐẠT", "NOT MET"),
    Status.UNKNOWN: ("CHƯA ĐỦ CĂN CỨ", "NOT ENOUGH EVIDENCE"),
    Status.NOT_APPLICABLE: ("KHÔNG ÁP DỤNG", "NOT APPLICABLE"),
}
MARK: dict[Shown, str] = {
    Status.MET: "✓",
    Beyond.OUTSIDE: "◐",
    Status.NOT_MET: "✗",
    Status.UNKNOWN: "?",
    Status.NOT_APPLICABLE: "–",
}

WORDS: dict[str, tuple[str, str]] = {
    "page_of": ("Kết quả xét thi đua", "Emulation results"),
    "page_skip": ("Đến nội dung chính", "Skip to the content"),
    "page_parts": ("Các phần của trang", "Parts of the page"),
    "page_all": ("Toàn bộ kết quả", "All results"),
    "page_overview": ("Tổng quan", "Overview"),
    "page_lists": ("Danh sách", "Lists"),
    "page_lists_of": ("Danh sách theo danh hiệu", "Lists by title"),
    "page_find": ("Tra cứu", "Look up"),
    "page_find_of": ("Tra cứu từng người, từng đơn vị", "Look up a person or a unit"),
    "page_tables": ("Bảng tổng hợp", "Tables"),
    "page_asked": ("Căn cứ xét", "What was asked"),
    "page_titles": ("Danh hiệu", "Titles"),
    "page_criteria": ("Tiêu chí", "Criteria"),
    "page_grades": ("Xếp loại", "Grades"),
    "page_measures": ("Điểm, mức xếp loại, số tiền, thứ hạng", "Scores, grades, amounts and ranks"),
    "page_parameters": ("Tham số", "Parameters"),
    "page_readings": ("Cách đọc văn bản đã chọn", "Readings of the text that were chosen"),
    "page_share": ("phân bố", "distribution"),
    "page_by_unit": ("Theo đơn vị", "By unit"),
    "page_unit": ("đơn vị", "unit"),
    "page_search": ("Tìm theo tên, mã hoặc đơn vị", "Search by name, code or unit"),
    "page_any_type": ("Tất cả", "All"),
    "page_any_unit": ("Mọi đơn vị", "Any unit"),
    "page_any_title": ("Mọi danh hiệu, tiêu chí", "Any title or criterion"),
    "page_any_status": ("Mọi kết quả", "Any result"),
    "page_of_title": ("Danh hiệu, tiêu chí", "Title or criterion"),
    "page_type": ("Loại", "Type"),
    "page_reset": ("Bỏ lọc", "Clear"),
    "page_found": ("{found} trong {all} đối tượng", "{found} of {all} subjects"),
    "page_shown": ("đang hiện {first}–{last}", "showing {first}–{last}"),
    "page_before": ("Trang trước", "Previous"),
    "page_after": ("Trang sau", "Next"),
    "page_more": ("Hiện thêm {number}", "Show {number} more"),
    "page_link": ("Liên kết đến mục này", "Link to this entry"),
    "page_no_script": (
        "Danh sách và tra cứu cần JavaScript; trang không tải gì từ nơi khác.",
        "Lists and look-up need JavaScript; the page fetches nothing from elsewhere.",
    ),
    "page_not_all_printed": (
        "Bản in có {shown} trong {all} mục đang lọc; lọc hẹp hơn để in đủ.",
        "{shown} of {all} entries are printed; narrow the filter to print them all.",
    ),
    "page_made": ("Lập bằng thidua_rules {version}", "Made by thidua_rules {version}"),
    "page_nothing": ("Không thiếu gì.", "Nothing is missing."),
    "to_collect": ("Cần thu thập", "To be collected"),
    "nobody_named": ("chưa rõ ai cung cấp", "nobody is named for it"),
    "gathered_of": (
        "(gom từ {some} trong {all} kết luận chưa đủ căn cứ; đủ cả thì ghi ra sổ: -o ket-qua.xlsx)",
        "(gathered from {some} of {all} verdicts that are not decided; all of it: -o result.xlsx)",
    ),
    "grid_hint": (
        "Từng tiêu chí của từng người: --grid; vì sao: thidua explain; cả bảng: -o ket-qua.xlsx",
        "Every criterion of everybody: --grid; why: thidua explain; as a workbook: -o result.xlsx",
    ),
    "all_parts": ("cả {number} ý đều đạt hoặc không áp dụng", "all {number} parts are met or do not apply"),
    "and_more": ("và {number} nữa", "and {number} more"),
    "and_other_causes": ("(và {number} nguyên nhân khác)", "(and {number} other causes)"),
    "and_other_things": ("và {number} điều khác", "and {number} other things"),
    "nearly": (
        "{title}: {number} trường hợp không đạt, ít nguyên nhân nhất trước",
        "{title}: {number} who miss it, fewest causes first",
    ),
    "causes": ("{number} điều", "causes: {number}"),
    "last_seat": ("suất cuối cùng: {name}", "the last seat: {name}"),
    "level_with": ("bằng nhau với {names}", "level with {names}"),
    "not_known_of": ("chưa biết “{what}”{whose}", "“{what}”{whose} is not known"),
    "perhaps_after": ("có thể xếp sau {names}", "perhaps after {names}"),
    "after_change": ("Muốn đạt", "To be met"),
    "answered_by": ("người cung cấp", "provided by"),
    "as_if_standard": ("tính như thể đủ chuẩn", "reckoned as if the standard were met"),
    "asked": ("yêu cầu", "required"),
    "as_above": ("như trên", "as above"),
    "at_least": ("ít nhất {number}", "at least {number}"),
    "at_most": ("nhiều nhất {number}", "at most {number}"),
    "base": ("cơ sở tính", "base"),
    "because": ("lý do", "because"),
    "beyond": ("vượt chỉ tiêu thì", "beyond the quota"),
    "ceiling": ("trần", "ceiling"),
    "clauses_all": (
        "{document}: mọi điều khoản đều được dẫn ({all}/{all})",
        "{document}: every clause is cited ({all} of {all})",
    ),
    "clauses_cited": (
        "{document}: {cited}/{all} điều khoản được dẫn",
        "{document}: {cited}/{all} clauses are cited",
    ),
    "code": ("mã", "code"),
    "asked_on": ("ngày xét", "the day of deciding"),
    "asked_period": ("kỳ xét", "the period"),
    "asked_year": ("năm xét", "the year under review"),
    "day_of": ("ngày {day} của {year}", "{day} of {year}"),
    "days": ("{number} ngày", "{number} days"),
    "month_of": ("tháng của {date}", "month of {date}"),
    "months": ("{number} tháng", "{number} months"),
    "greatest_of": ("số lớn nhất trong ({values})", "the greatest of ({values})"),
    "greatest_of_day": ("ngày muộn nhất trong ({values})", "the latest of ({values})"),
    "least_of": ("số nhỏ nhất trong ({values})", "the least of ({values})"),
    "least_of_day": ("ngày sớm nhất trong ({values})", "the earliest of ({values})"),
    "or_else": ("({value}, không có thì {default})", "({value}, or else {default})"),
    "months_between": ("số tháng kể từ {start} đến {end}", "months from {start} to {end}"),
    "year_of": ("năm của {date}", "year of {date}"),
    "confirmed_by": ("người xác nhận", "confirmed by"),
    "count_of": ("số {name}", "number of {name}"),
    "becomes": ("thành", "becomes"),
    "before": ("xếp trước, đủ chuẩn ({number})", "placed before, with the standard ({number})"),
    "counted_who": ("tính cho", "counts"),
    "counts": ("tính cho đối tượng này", "counts this subject"),
    "counts_not": ("không tính cho đối tượng này", "does not count this subject"),
    "counts_unknown": ("chưa rõ có tính cho đối tượng này không", "not known whether it counts this subject"),
    "cut_off": ("suất cuối cùng (thứ {number})", "the last seat (no. {number})"),
    "details": ("Chi tiết", "Details"),
    "every_of": ("mọi {name}", "every {name}"),
    "dropped": ("không áp dụng thì bỏ mục", "dropped where it does not apply"),
    "evidence": ("minh chứng", "evidence"),
    "exception": ("trừ khi", "except when"),
    "excluded": ("thuộc trường hợp loại trừ: {title}", "excluded: {title}"),
    "excluded_when": ("loại trừ khi", "excluded when"),
    "exclusion": ("loại trừ", "exclusion"),
    "executor": ("bộ thực thi", "executor"),
    "expected": ("mong đợi", "expected"),
    "facts_hash": ("mã băm dữ kiện", "facts hash"),
    "falls": ("giảm", "falls by"),
    "falls_back": (
        "{rules} lấy từ bộ quy tắc dự phòng {ruleset}: {reason}",
        "{rules} taken from the fallback ruleset {ruleset}: {reason}",
    ),
    "forfeit": ("mất điểm khi", "all points are lost when"),
    "found": ("kết quả", "found"),
    "from_summary": ("dựng từ bản tóm tắt của văn bản", "made from a summary of the text"),
    "further": ("điều kiện thêm", "further conditions"),
    "grade_at_least": ("không thấp hơn", "no lower than"),
    "grade_at_most": ("không cao hơn", "no higher than"),
    "group_any": ("một trong các ý", "one of these"),
    "group_at_least": ("ít nhất {least} trong các ý", "at least {least} of these"),
    "group_none": ("không ý nào", "none of these"),
    "guard": ("áp dụng khi", "applies when"),
    "how_many": ("số lượng", "how many"),
    "in_full": ("không áp dụng thì đủ điểm", "counted in full where it does not apply"),
    "inherits": ("kế thừa", "inherits from"),
    "kept_by": ("lưu bằng bản {then}, xét lại bằng bản {now}", "kept by version {then}, decided again by {now}"),
    "kept_differs": ("{count} điều khác với lúc lưu:", "{count} things differ from what was kept:"),
    "kept_nothing": ("không có", "there is none"),
    "kept_same": (
        "giống hệt: {count} kết luận và giá trị của {subjects} đối tượng, bộ quy tắc, dữ kiện và tham số",
        "the same: {count} verdicts and values of {subjects} subjects, the ruleset, the facts and the parameters",
    ),
    "key": ("ưu tiên {number}", "priority {number}"),
    "level": ("bằng nhau với đối tượng này ({number})", "level with this subject ({number})"),
    "lacking_record": (
        "`{collection}` của {owner}: chưa có bản ghi có `{name}` là {period}",
        "`{collection}` of {owner}: no record whose `{name}` is {period}",
    ),
    "line": ("dòng {line}", "line {line}"),
    "list_complete": (
        "xác nhận danh sách `{collection}` của {owner} đã đủ",
        "confirm that the list `{collection}` of {owner} is complete",
    ),
    "lowered": ("hạ {steps} bậc", "lowered by {steps}"),
    "max_of": ("{item} lớn nhất trong {name}", "greatest {item} among {name}"),
    "mean_of": ("trung bình {item} của {name}", "mean {item} of {name}"),
    "min_of": ("{item} nhỏ nhất trong {name}", "least {item} among {name}"),
    "missing": ("Còn thiếu", "Missing"),
    "missing_fact": ("chưa có: {name}", "not known: {name}"),
    "minus": ("trừ", "less"),
    "most": ("tối đa", "at most"),
    "name": ("tên", "name"),
    "need": ("cần", "needs"),
    "no_answer": ("văn bản không cho câu trả lời", "the text gives no answer"),
    "no_change": (
        "Muốn đạt: chưa tìm được cách nào chỉ đổi tới {most} dữ kiện của chính đối tượng hoặc nơi đối tượng thuộc về.",
        "To be met: no way was found that changes up to {most} facts of the subject or of what it refers to.",
    ),
    "no_change_yet": (
        "Muốn đạt: chưa tìm được cách nào trong thời gian cho phép.",
        "To be met: no way was found in the time allowed.",
    ),
    "no": ("không", "no"),
    "no_group": ("không thuộc `{group}` nào nên không có suất", "belongs to no `{group}`, so there is no seat"),
    "no_limit": ("không giới hạn", "no limit"),
    "no_seats_known": ("không tính được", "not reckoned"),
    "none": ("không có", "none"),
    "not_excluded": ("không thuộc trường hợp loại trừ: {title}", "not excluded: {title}"),
    "not_applied": ("không áp dụng", "does not apply"),
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
    "other_than": ("khác {values}", "other than {values}"),
    "outside_note": ("đủ chuẩn nhưng ngoài chỉ tiêu", "meets the standard but is outside the quota"),
    "perhaps_before": ("có thể xếp trước ({number})", "perhaps placed before ({number})"),
    "place": ("xếp thứ {place} trong {all} ứng viên", "place {place} of {all} candidates"),
    "plain": ("{name}", "{name}"),
    "parameter": ("tham số", "parameter"),
    "passed": ("{passed}/{all} tình huống đúng như mong đợi", "{passed} of {all} scenarios are as expected"),
    "period": ("kỳ xét", "period"),
    "plus": ("cộng", "plus"),
    "points": ("điểm phần trăm", "percentage points"),
    "priorities": ("ưu tiên", "priorities"),
    "quota": ("chỉ tiêu", "quota"),
    "raised": ("nâng {steps} bậc", "raised by {steps}"),
    "rank_within": ("thứ hạng trong cùng `{group}`, xếp theo", "rank within the same `{group}`, by"),
    "read_by": ("đọc khác đi bằng tham số `{parameter}`", "read otherwise through the parameter `{parameter}`"),
    "reading": ("diễn giải", "reading"),
    "reason": ("Lý do", "Reason"),
    "reckoned": ("cách tính", "reckoned as"),
    "reference": ("căn cứ", "source"),
    "replaces": (
        "{code} thay thế quy định của {ruleset}: {reason}",
        "{code} replaces a rule of {ruleset}: {reason}",
    ),
    "requirement": ("Yêu cầu", "Requirement"),
    "requirement_code": ("mã yêu cầu", "requirement code"),
    "result": ("Kết quả", "Result"),
    "rises": ("tăng", "rises by"),
    "rounded_down": ("làm tròn xuống", "rounded down"),
    "rounded_nearest": ("làm tròn gần nhất", "rounded to the nearest"),
    "rounded_up": ("làm tròn lên", "rounded up"),
    "ruleset": ("Bộ quy tắc", "Ruleset"),
    "ruleset_hash": ("mã băm bộ quy tắc", "ruleset hash"),
    "saved": ("đã ghi {path}", "wrote {path}"),
    "scale": ("thang", "scale"),
    "rounded": ("{how} đến {step} của ({value})", "({value}) {how} to {step}"),
    "seats": ("{seats} suất trong {group}", "{seats} seats in {group}"),
    "share_of": ("tỷ lệ {name}", "share of {name}"),
    "since": ("từ", "since"),
    "standard": ("tiêu chuẩn", "standard"),
    "streak_of": ("số kỳ liên tiếp có {name}", "periods in a row with {name}"),
    "over_groups": ("tổng ({each}) theo {by}", "sum of ({each}) by {by}"),
    "subject": ("Đối tượng", "Subject"),
    "sum_of": ("tổng {item} của {name}", "sum of {item} of {name}"),
    "summary": ("Tổng hợp", "Summary"),
    "by_table": ("theo bảng", "by the table"),
    "row": ("dòng", "row"),
    "belongs_to": ("thuộc", "belongs to"),
    "parameters": ("tham số", "parameters"),
    "question": ("Câu hỏi", "Question"),
    "readings": ("cách đọc đã chọn", "readings chosen"),
    "documents": ("văn bản", "documents"),
    "library": ("thư viện", "library"),
    "type": ("loại", "type"),
    "taken_off": ("Trừ, cộng, mất điểm vì sao", "Taken off, added or lost, and why"),
    "to_fill_in": ("Điền vào đây", "To be filled in"),
    "take_greatest": ("lấy mục cao nhất", "the highest item counts"),
    "take_least": ("lấy mục thấp nhất", "the lowest item counts"),
    "take_sum": ("lấy tổng các mục", "the sum of the items counts"),
    "that_fit": ("thoả điều kiện", "that fit"),
    "tie_all": ("bằng nhau thì cùng được", "those who tie are all seated"),
    "tie_same": (
        "bằng nhau, và hội đồng ghi như nhau cho mọi người bằng nhau: cần chọn đúng số suất còn lại",
        "a tie, and the council said the same of all who tie: it has to choose as many as there are seats left",
    ),
    "tie_council": ("bằng nhau, chờ hội đồng chọn", "a tie: the council has to choose"),
    "tie_none": ("bằng nhau thì cùng không được", "none of those who tie is seated"),
    "ties_all": ("bằng nhau thì cùng được", "those who tie are all in"),
    "ties_council": ("bằng nhau thì hội đồng chọn", "the council chooses between those who tie"),
    "ties_none": ("bằng nhau thì cùng không được", "none of those who tie is in"),
    "to_step": ("đến", "to"),
    "type_complete": ("xác nhận danh sách `{type}` đã đủ", "confirm that the list of `{type}` is complete"),
    "unclear": ("chưa rõ", "not clear"),
    "unknown": ("chưa biết", "unknown"),
    "unknown_group": (
        "chưa biết thuộc `{group}` nào nên chưa tính được số suất",
        "it is not known to which `{group}` it belongs, so its seats are not known",
    ),
    "unstated": ("văn bản chưa có: {reason}", "the text is not at hand: {reason}"),
    "valid": ("hiệu lực", "in force"),
    "waiting": ("cần cho", "needed for"),
    "warnings": (
        "{errors} lỗi, {warnings} cảnh báo, {notes} ghi chú",
        "{errors} errors, {warnings} warnings, {notes} notes",
    ),
    "serving": ("(dùng cho quy tắc khác, không báo riêng)", "(for other rules, not reported by itself)"),
    "noted": ("(chỉ ghi nhận)", "(only noted)"),
    "no_value_then": ("{name} không có giá trị vào ngày này", "{name} has no value on that day"),
    "draft": ("dự thảo", "draft"),
    "doubts": ("điều còn ngờ", "doubts"),
    "what_is_missing": ("Chưa đạt, còn thiếu", "Not met, missing"),
    "what_to_know": ("cần biết", "to be known"),
    "when": ("khi", "when"),
    "whose": ("của ai", "of whom"),
    "within_group": ("trong cùng `{group}`", "within the same `{group}`"),
    "yes": ("có", "yes"),
}


def say(key: str, lang: str, **arguments: object) -> str:
    """A word or sentence of the catalogue."""
    return WORDS[key][LANGUAGES.index(lang)].format(**arguments)


def heading(key: str, lang: str) -> str:
    """A word of the catalogue as the heading of a column."""
    word = say(key, lang)
    return word[:1].upper() + word[1:]


def status_word(status: Shown, lang: str) -> str:
    """A verdict in capitals."""
    return STATUS[status][LANGUAGES.index(lang)]


def noted_word(status: Status, lang: str) -> str:
    """What is said of a criterion that is only noted: `có`, `không`, or a verdict that is neither."""
    words = {Status.MET: "yes", Status.NOT_MET: "no", Status.UNKNOWN: "unknown"}
    return say(words[status], lang) if status in words else status_word(status, lang).lower()


def truth_word(status: Status, lang: str) -> str:
    """The answer of a true/false quantity, as facts are shown: `đúng`, `sai`, or a verdict that is neither."""
    words = {Status.MET: ("đúng", "true"), Status.NOT_MET: ("sai", "false"), Status.UNKNOWN: WORDS["unknown"]}
    return words[status][LANGUAGES.index(lang)] if status in words else status_word(status, lang).lower()
