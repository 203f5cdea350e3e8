"""The words of reports and of the command, in Vietnamese and in English."""

from enum import Enum

from thidua_rules.values import Status

LANGUAGES = ("vi", "en")


class Beyond(Enum):
    """What a title that is not met may be shown as instead: its standard is met, but there is no seat."""

    OUTSIDE = "outside"


Shown = Status | Beyond
"""An outcome as people see it."""
OUTCOMES: dict[str, Shown] = {
    "met": Status.MET,
    "outside": Beyond.OUTSIDE,
    "missing": Status.UNKNOWN,
    "not-met": Status.NOT_MET,
}
"""The outcomes that what is told may be narrowed to, by the words for them."""
STATUS: dict[Shown, tuple[str, str]] = {
    Status.MET: ("ĐẠT", "MET"),
    Beyond.OUTSIDE: ("ĐỦ CHUẨN, NGOÀI CHỈ TIÊU", "STANDARD MET, OUTSIDE THE QUOTA"),
    Status.NOT_MET: ("KHÔNG ĐẠT", "NOT MET"),
    Status.UNKNOWN: ("CHƯA ĐỦ CĂN CỨ", "NOT ENOUGH EVIDENCE"),
    Status.NOT_APPLICABLE: ("KHÔNG ÁP DỤNG", "NOT APPLICABLE"),
}
TOLD: tuple[Shown, ...] = (
    *(Status.MET, Beyond.OUTSIDE, Status.UNKNOWN, Status.NOT_MET),
    Status.NOT_APPLICABLE,
)
"""The outcomes in the order in which people ask for them."""
MARK: dict[Shown, str] = {
    Status.MET: "✓",
    Beyond.OUTSIDE: "◐",
    Status.NOT_MET: "✗",
    Status.UNKNOWN: "?",
    Status.NOT_APPLICABLE: "–",
}

HANDED_OVER: dict[str, tuple[str, str]] = {
    "reference": ("chưa biết hết `{what}`", "not every `{what}` is known"),
    "open": ("`{what}` chưa được khai là đầy đủ", "`{what}` is not said to be complete"),
    "construct": ("phép `{what}` chưa có dạng cột", "`{what}` has no form in columns"),
    "wide": ("số có thể vượt quá 64 bit", "numbers may not fit into 64 bits"),
    "limits": (
        "nhiều giới hạn cắt nhau, hoặc còn điều chưa biết, hoặc bằng nhau ở chỗ cuối",
        "several limits that cross, or with something open, or with a tie for the last seat",
    ),
    "seats": ("số suất của `{what}` không tăng đều", "the seats of `{what}` do not grow evenly"),
}
"""Why verdicts are decided by forward where the rest is decided by columns."""

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
    "page_ways": (
        "“Muốn đạt” đã được tìm cho {looked} trong {asked} kết luận chưa đạt hoặc chưa đủ căn cứ, "
        "ít nguyên nhân trước; còn lại xem bằng lệnh thidua explain.",
        "What would have to change was looked for {looked} of {asked} verdicts that are not met or not known, "
        "those with the fewest causes first; for the others ask thidua explain.",
    ),
    "page_way_elsewhere": (
        "Muốn đạt: chưa tìm ở trang này; xem bằng lệnh thidua explain {ruleset} HỒ_SƠ {key} {code}",
        "To be met: not looked for on this page; ask thidua explain {ruleset} DOSSIER {key} {code}",
    ),
    "page_read": ("dữ kiện ở", "facts in"),
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
    "none_may_hold": ("không ý nào được đúng", "none of these may hold"),
    "no_subjects": (
        "Hồ sơ chưa có {types} nào để xét: nhập mỗi {types} một dòng ở trang cùng tên của sổ, hoặc trong danh sách "
        "cùng tên của tệp YAML, JSON.",
        "The dossier has no {types} to decide on: give each a row on the sheet of that name in the workbook, or an "
        "entry in the list of that name in a YAML or JSON file.",
    ),
    "only_selected": (
        "Chỉ gồm phần được chọn, không phải cả quyết định",
        "Only what was selected, not the whole decision",
    ),
    "none_selected": (
        "Không ai trong hồ sơ thuộc phần được chọn.",
        "Nobody in the dossier is among those selected.",
    ),
    "why_not_hint": (
        "Ai còn thiếu gì với một danh hiệu: --why-not {code}",
        "Who misses a title by what: --why-not {code}",
    ),
    "after_result": ("Sẽ đạt nếu", "It will be met if"),
    "result_is": ("kết quả là {name} = {after} (nay chưa có)", "it turns out that {name} = {after} (now missing)"),
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
    "as_if_competing": ("tính như thể dự xét", "reckoned as for a candidate"),
    "seat_if_met": ("không dự xét; nếu dự xét thì còn suất", "no candidate; a seat would be left for one"),
    "seat_if_not_met": (
        "không dự xét; nếu dự xét cũng không có suất",
        "no candidate; nor would a seat be left for one",
    ),
    "seat_if_unknown": (
        "không dự xét; nếu dự xét thì chưa rõ còn suất không",
        "no candidate; whether a seat would be left for one is not known",
    ),
    "if_competing": ("nếu dự xét", "as a candidate"),
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
    "compared_after": ("Sau", "After"),
    "compared_before": ("Trước", "Before"),
    "compared_changes": ("So hai quyết định", "Two decisions compared"),
    "compared_codes": ("chỉ hỏi ở đó", "asked only there"),
    "compared_counts": (
        "{changes} kết luận và giá trị đổi ở {subjects} đối tượng; khác nhau: {facts} dữ kiện, {rules} quy tắc, "
        "{asked} tham số hoặc ngày",
        "{changes} verdicts and values changed for {subjects} subjects; otherwise: {facts} facts, {rules} rules, "
        "{asked} parameters or dates",
    ),
    "compared_gained": ("thành đạt", "came to be met"),
    "compared_known": ("thành rõ", "came to be known"),
    "compared_lost": ("không còn đạt", "no longer met"),
    "compared_no_reason": (
        "không thấy ở dữ kiện, quy tắc hay tham số; chạy thidua verify cho từng quyết định",
        "in no fact, rule or parameter; run thidua verify on each decision",
    ),
    "compared_only_after": ("chỉ có ở bên sau", "only after"),
    "compared_only_before": ("chỉ có ở bên trước", "only before"),
    "compared_other": ("đổi khác", "otherwise"),
    "compared_quiet": ("Khác, không thấy làm đổi kết luận nào", "Otherwise, seen to change no verdict"),
    "compared_rules": ("quy tắc", "rules"),
    "compared_unknown": ("thành chưa đủ căn cứ", "came to lack evidence"),
    "compared_value": ("giá trị đổi", "values changed"),
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
    "notes_elsewhere": (
        "{number} ghi chú ở các bộ được kế thừa không kể ở trên; `--all` kể hết",
        "{number} notes in inherited rulesets are not listed above; `--all` lists them",
    ),
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
    "part_requirement": ("yêu cầu", "requirement"),
    "part_exception": ("ngoại lệ", "exception"),
    "part_exclusion": ("loại trừ", "exclusion"),
    "part_guard": ("áp dụng khi", "applies when"),
    "part_further": ("điều kiện thêm", "further condition"),
    "part_quota": ("chỉ tiêu", "quota"),
    "part_limit": ("giới hạn", "limit"),
    "part_row": ("dòng bảng", "row"),
    "part_step": ("điều chỉnh", "adjustment"),
    "part_quantity": ("đại lượng", "quantity"),
    "part_parameter": ("tham số", "parameter"),
    "suggest_unseen": ("chưa tình huống nào thấy {status}", "no scenario has seen {status}"),
    "suggest_unnoticed": ("chưa tình huống nào phát hiện: {what}", "no scenario notices: {what}"),
    "suggest_head": (
        "Tình huống được đề xuất: điều mong đợi là điều bộ quy tắc kết luận. Xem lại, đặt tên, rồi bỏ ghi chú.",
        "Suggested scenarios: what they expect is what the rules find. Review them, name them, then drop the note.",
    ),
    "suggest_name": ("cần đặt tên: {code} {status} {more}", "to be named: {code} {status} {more}"),
    "suggest_note": ("cần xem lại: {reason}", "to be reviewed: {reason}"),
    "stopped": ("đã dừng", "stopped"),
    "suggest_lacking": (
        "; không tìm thấy hồ sơ cho {outcomes} kết quả, {changes} thay đổi nhỏ",
        "; no dossier found for {outcomes} outcomes and {changes} small changes",
    ),
    "suggest_counts": (
        "{scenarios} tình huống trong {files} tệp",
        "{scenarios} scenarios in {files} files",
    ),
    "impact_counts": (
        "{changes} kết luận và giá trị đổi ở {subjects} đối tượng của {dossiers} hồ sơ",
        "{changes} verdicts and values change, for {subjects} subjects of {dossiers} dossiers",
    ),
    "impact_by_code": ("Theo kết luận", "By verdict"),
    "impact_by_dossier": ("Theo hồ sơ", "By dossier"),
    "impact_by_why": ("Vì quy tắc, tham số nào", "By rule and parameter"),
    "impact_changes": ("Tác động của bộ quy tắc mới", "Impact of the new ruleset"),
    "impact_each": ("Từng thay đổi", "Every change"),
    "impact_dossier": ("hồ sơ", "dossier"),
    "impact_key": ("mã đối tượng", "code of the subject"),
    "impact_kind": ("thay đổi", "change"),
    "impact_title": ("danh hiệu, tiêu chí", "title, criterion"),
    "diff_head": ("{before} → {after}", "{before} → {after}"),
    "diff_counts": (
        "{all} chỗ khác; {deciding} chỗ có thể đổi kết luận, {shown} chỗ có hồ sơ cho thấy",
        "{all} differences; {deciding} may change a verdict, {shown} with a dossier that shows it",
    ),
    "diff_left": (
        "Hết thời gian, chưa tìm hồ sơ cho {left} chỗ; `--seconds` cho thêm giây",
        "Out of time: no dossier was looked for of {left}; `--seconds` gives more",
    ),
    "diff_same": (
        "Mọi hồ sơ được xét như nhau: bỏ lời văn đi thì hai bộ là một chương trình",
        "Every dossier is decided alike: but for words the two are one program",
    ),
    "diff_nothing": ("Hai bộ như nhau, mọi hồ sơ được xét như nhau", "The two are the same, and so is every verdict"),
    "diff_deciding": ("Có thể đổi kết luận", "What may change a verdict"),
    "diff_others": ("Không đổi kết luận nào, hoặc chỉ khác lời", "What changes no verdict, or only words"),
    "diff_reworded": ("(viết khác, nghĩa như cũ)", "(other words, the same meaning)"),
    "diff_threshold": ("ngưỡng", "threshold"),
    "diff_not_found": (
        "đã tìm, không thấy hồ sơ nào được xét khác; điều này không chứng minh là không có",
        "no dossier decided otherwise was found, which does not prove that there is none",
    ),
    "diff_head_section": ("Phần đầu", "Head"),
    "diff_parameters": ("Tham số", "Parameters"),
    "diff_titles": ("Danh hiệu", "Titles"),
    "diff_criteria": ("Tiêu chí", "Criteria"),
    "diff_scores": ("Điểm", "Scores"),
    "diff_grades": ("Xếp loại", "Grades"),
    "diff_quantities": ("Đại lượng", "Quantities"),
    "diff_ranks": ("Xếp hạng", "Ranks"),
    "diff_constraints": ("Ràng buộc", "Constraints"),
    "diff_types": ("Từ vựng", "Vocabulary"),
    "diff_documents": ("Văn bản", "Documents"),
    "rules_of": ("Bộ quy tắc", "Ruleset"),
    "rules_about": ("cho", "for"),
    "rules_whole": ("Về bộ quy tắc", "About the ruleset"),
    "rules_invariants": ("Bất biến", "Invariants"),
    "rules_parameters": ("Tham số", "Parameters"),
    "rules_marks": ("Tình huống đã thấy gì", "What the scenarios have seen"),
    "rules_counts": (
        "Số sau mỗi dấu: bao nhiêu lần thấy kết quả ấy, tính mọi đối tượng của mọi tình huống.",
        "The number after each sign: how often that was found, over all subjects of all scenarios.",
    ),
    "rules_lacking": ("Còn thiếu tình huống ({number})", "Scenarios are lacking ({number})"),
    "rules_never": ("chưa thấy {status}", "never {status}"),
    "rules_unnoticed": ("không tình huống nào phát hiện: {change}", "noticed by no scenario: {change}"),
    "rules_same": ("không tính: {change}; {proved}", "not counted: {change}; {proved}"),
    "rules_html": ("tên trang kết thúc bằng .html", "the name of the page ends in .html"),
    "rules_elsewhere": ("Phần không in ở dưới", "Parts that are not printed below"),
    "covered_one_sided": (
        "Chưa tình huống nào thấy đạt, hoặc chưa thấy không đạt ({number})",
        "Never found met, or never found not met ({number})",
    ),
    "covered_others": ("Đã thấy cả đạt và không đạt ({number})", "Found both met and not met ({number})"),
    "covered_whole": (
        "{parts} phần, {scenarios} tình huống, {subjects} đối tượng: {both} phần thấy cả đạt và không đạt, "
        "{one} phần thì chưa; {passing} phần không có mong đợi nào dựa vào",
        "{parts} parts, {scenarios} scenarios, {subjects} subjects: {both} parts found both met and not met, "
        "{one} not; no expectation rests on {passing}",
    ),
    "covered_legend": (
        "✓ đạt  ✗ không đạt  ? chưa đủ căn cứ  – không áp dụng  ● có mong đợi dựa vào  ○ chỉ đi qua",
        "✓ met  ✗ not met  ? not enough evidence  – not applicable  ● an expectation rests on it  ○ passed through",
    ),
    "mutants_share": (
        "{noticed}/{tried} thay đổi nhỏ bị tình huống phát hiện ({share}%)",
        "{noticed} of {tried} small changes are noticed by the scenarios ({share}%)",
    ),
    "mutants_sample": ("thử một mẫu: {tried} trong {all} thay đổi", "a sample: {tried} of {all} changes"),
    "mutants_unnoticed": ("Không tình huống nào phát hiện ({number})", "Noticed by no scenario ({number})"),
    "mutants_same": (
        "Không hồ sơ đủ dữ kiện nào tới cỡ đã chứng minh phân biệt được, nên không tính vào tỷ lệ ({number})",
        "Told apart by no complete dossier up to the size proved, so not counted ({number})",
    ),
    "mutants_same_all": (
        "đã chứng minh: mọi hồ sơ đủ dữ kiện được kết luận như nhau",
        "proved: every complete dossier is decided alike",
    ),
    "mutants_same_sizes": (
        "đã chứng minh với mọi hồ sơ đủ dữ kiện có nhiều nhất: {sizes}",
        "proved for every complete dossier with at most: {sizes}",
    ),
    "mutants_same_how": (
        "Chứng minh ở ngày xét, kỳ xét của các tình huống ({asked}), với mọi lựa chọn của tham số có lựa chọn và các "
        "số mà bộ quy tắc hay tình huống đặt. Hồ sơ thiếu dữ kiện thì chỉ thử, không chứng minh: {tried} hồ sơ, không "
        "hồ sơ nào phân biệt được.",
        "Proved on the dates and for the periods of the scenarios ({asked}), for every option of parameters that have "
        "some and for the numbers that the ruleset or a scenario sets. Dossiers that lack facts are only tried, not "
        "proved: {tried} of them, and none tells them apart.",
    ),
    "mutants_without": (
        "Trong số này có thể có thay đổi mà không hồ sơ nào phân biệt được. Muốn biết, cài phần thêm:",
        "No dossier may tell some of these apart. To know, install the extra:",
    ),
    "mutant_requirement": ("bỏ yêu cầu này", "this requirement is dropped"),
    "mutant_exclusion": ("bỏ điều kiện loại trừ này", "this exclusion is dropped"),
    "mutant_exception": ("bỏ ngoại lệ này", "this exception is dropped"),
    "mutant_guard": ("bỏ `áp dụng khi`", "`áp dụng khi` (applies when) is dropped"),
    "mutant_counts": (
        "giới hạn tính mọi người, bỏ điều kiện của nó",
        "the limit counts everybody, its condition is dropped",
    ),
    "mutant_and": ("`và` thành `hoặc`", "`và` (and) becomes `hoặc` (or)"),
    "mutant_or": ("`hoặc` thành `và`", "`hoặc` (or) becomes `và` (and)"),
    "mutant_all": ("cần mọi ý thành cần một trong các ý", "all parts needed becomes one part needed"),
    "mutant_any": ("cần một trong các ý thành cần mọi ý", "one part needed becomes all parts needed"),
    "mutant_least": ("ít nhất {before} → {after} ý", "at least {before} → {after} parts"),
    "mutant_becomes": ("{before} thành {after}", "{before} becomes {after}"),
    "mutant_there_is": ("có thành không có", "`có` (there is) becomes `không có` (there is none)"),
    "mutant_filter": ("bỏ điều kiện lọc của danh sách được tính", "what is counted is no longer filtered"),
    "mutant_earlier": ("kỳ sớm hơn một năm", "a year earlier"),
    "mutant_later": ("kỳ muộn hơn một năm", "a year later"),
    "mutant_rounding": ("làm tròn {before} thành {after}", "rounding `{before}` becomes `{after}`"),
    "mutant_order": ("đảo chiều thứ tự này", "this order is reversed"),
    "mutant_ties_council": (
        "bằng nhau thì hội đồng chọn thành cùng được",
        "a tie: the council chooses becomes all of them are in",
    ),
    "mutant_ties_all": ("bằng nhau thì cùng được thành cùng không được", "a tie: all of them are in becomes none is"),
    "mutant_ties_none": ("bằng nhau thì cùng không được thành cùng được", "a tie: none is in becomes all of them are"),
    "one_at_a_time": ("chỉ một trong hai mỗi lần", "only one of them at a time"),
    "only_with": ("chỉ dùng cùng {option}", "only with {option}"),
    "laid_out": ("{changed}/{all} tệp được viết lại", "{changed} of {all} files were written anew"),
    "to_lay_out": ("{changed}/{all} tệp chưa theo bố cục chuẩn", "{changed} of {all} files are not laid out so"),
    "new_title": ("Tên bộ quy tắc", "Name of the ruleset"),
    "new_body": ("Cơ quan ban hành", "Body that issues it"),
    "new_who": ("Xét ai (loại đối tượng)", "Who is judged (a type)"),
    "new_period": ("Kỳ xét", "Period"),
    "new_next": (
        "tiếp theo: thidua check {path}; thidua test {path}; thidua facts {path} -o ho-so.xlsx",
        "next: thidua check {path}; thidua test {path}; thidua facts {path} -o dossier.xlsx",
    ),
    "passed": ("{passed}/{all} tình huống đúng như mong đợi", "{passed} of {all} scenarios are as expected"),
    "period": ("kỳ xét", "period"),
    "plus": ("cộng", "plus"),
    "points": ("điểm phần trăm", "percentage points"),
    "priorities": ("ưu tiên", "priorities"),
    "quota": ("chỉ tiêu", "quota"),
    "raised": ("nâng {steps} bậc", "raised by {steps}"),
    "rank_within": ("thứ hạng {within}, xếp theo", "rank {within}, by"),
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
    "batch_saved": ("đã ghi {path}: {number} kết luận", "wrote {path}: {number} verdicts"),
    "batch_handed": (
        "`{code}`: {number} kết luận do forward xét, vì {why}",
        "`{code}`: {number} verdicts decided by forward, because {why}",
    ),
    "batch_more": ("… và {number} mã nữa", "… and {number} more codes"),
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
    "reads": ("đọc là", "reads"),
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
    "note": ("ghi chú", "note"),
    "constraint": ("ràng buộc", "constraint"),
    "invariant": ("bất biến", "invariant"),
    "shown_by": ("hồ sơ nhỏ nhất cho thấy:", "the smallest dossier that shows it:"),
    "proved_proved": ("đúng với mọi hồ sơ tới cỡ: {sizes}", "holds of every dossier up to the sizes: {sizes}"),
    "proved_vacuous": (
        "nhưng không ai trong các hồ sơ ấy thoả vế trước, nên chưa nói lên điều gì",
        "but nobody in them meets what it starts from, so it says nothing yet",
    ),
    "proved_refuted": ("sai", "does not hold"),
    "proved_open": (
        "chưa chứng minh được{why}; {tried} hồ sơ ngẫu nhiên đã thử, không hồ sơ nào trái",
        "not proved{why}; {tried} random dossiers were tried, none breaks it",
    ),
    "prove_open_solver": (" (không có bộ giải)", " (no solver)"),
    "prove_open_time": (" (hết giờ)", " (out of time)"),
    "prove_open_unshown": (
        " (hồ sơ mà bộ giải tìm ra không cho thấy điều trái)",
        " (the dossiers that the solver found do not break it)",
    ),
    "proved_counts": (
        "{proved} đúng, {refuted} sai, {open} chưa rõ; ngày xét {day}, kỳ xét {period}, mọi dữ kiện đã biết",
        "{proved} hold, {refuted} do not, {open} open; asked on {day} about {period}, with all facts known",
    ),
    "prove_without": (
        "Không có bộ giải z3 nên chỉ thử hồ sơ ngẫu nhiên, không chứng minh gì. Cài bộ giải:",
        "Without the solver z3 random dossiers were tried and nothing was proved. To install it:",
    ),
    "refuted_by": ("hồ sơ nhỏ nhất cho thấy, ở {who}:", "the smallest dossier that shows it, of {who}:"),
    "refuted_by_change": (
        "hồ sơ nhỏ nhất cho thấy: đổi `{name}` của {who} thành {value} thì kết quả khác",
        "the smallest dossier that shows it: with `{name}` of {who} changed to {value} the outcome differs",
    ),
    "refuted_with": (
        "hồ sơ nhỏ nhất cho thấy: có {newcomer} thì {who} không đạt, bớt đi thì đạt",
        "the smallest dossier that shows it: with {newcomer} there, {who} does not attain what it does without",
    ),
    "refuted_without": (
        "hồ sơ nhỏ nhất cho thấy: có {newcomer} thì {who} đạt, bớt đi thì không",
        "the smallest dossier that shows it: with {newcomer} there, {who} attains what it does not without",
    ),
    "doubts": ("điều còn ngờ", "doubts"),
    "what_is_missing": ("Chưa đạt, còn thiếu", "Not met, missing"),
    "what_to_know": ("cần biết", "to be known"),
    "when": ("khi", "when"),
    "whose": ("của ai", "of whom"),
    "within_group": ("trong cùng `{group}`", "within the same `{group}`"),
    "of_each_type": ("của từng loại, {within}", "for each type, {within}"),
    "within_dossier": ("trong cả hồ sơ", "within the whole dossier"),
    "yes": ("có", "yes"),
    "help_error": ("lỗi", "error"),
    "help_warning": ("cảnh báo", "warning"),
    "help_note": ("ghi chú", "note"),
    "help_example": ("Ví dụ", "Example"),
    "help_mend": ("Cách sửa", "How to mend it"),
    "help_keys": ("Các khoá được nói đến", "The keys it speaks of"),
    "help_related": ("Các mã gần nghĩa", "Codes akin to it"),
    "help_pages": ("Đọc thêm", "To read"),
    "watch_begun": (
        "đang theo dõi {files} tệp và thư mục; Ctrl-C để dừng",
        "watching {files} files and folders; Ctrl-C to end",
    ),
    "watch_ended": ("đã dừng theo dõi", "no longer watching"),
    "watch_gone": ("{number} điều đã hết", "{number} gone"),
    "watch_broken_first": ("bộ quy tắc chưa dùng được", "the ruleset cannot be used as it stands"),
    "watch_broken": (
        "bộ quy tắc chưa dùng được; kết quả của lần lưu tốt trước được giữ để so",
        "the ruleset cannot be used as it stands; what was found before is kept for comparison",
    ),
    "watch_new": ("mới", "new"),
    "watch_same": ("không kết luận nào đổi", "no verdict changed"),
}


def say(key: str, lang: str, **arguments: object) -> str:
    """A word or sentence of the catalogue."""
    return WORDS[key][LANGUAGES.index(lang)].format(**arguments)


def in_both(key: str, **arguments: object) -> tuple[str, str]:
    """The same in Vietnamese and in English."""
    return say(key, "vi", **arguments), say(key, "en", **arguments)


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
