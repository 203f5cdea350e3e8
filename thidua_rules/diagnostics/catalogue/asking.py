"""What is asked of the library and the command, and scenarios."""

from thidua_rules.diagnostics.catalogue.code import Code, error, note, warning

CODES: dict[str, Code] = {
    "USE-01": error(
        "không có tệp hoặc thư mục `{name}`",
        "there is no file or folder `{name}`",
        "xem lại đường dẫn",
        "check the path",
    ),
    "USE-02": error("không tìm thấy bộ quy tắc `{name}`", "there is no ruleset `{name}`"),
    "USE-03": error(
        "có nhiều bộ quy tắc `{name}` cùng có hiệu lực: {known}",
        "several rulesets of `{name}` are in force: {known}",
        "ghi rõ mã bộ quy tắc",
        "give the identifier of one",
    ),
    "USE-04": error(
        "`{name}` là một họ bộ quy tắc, cần {asked} để chọn: {known}",
        "`{name}` is a family of rulesets; {asked} is needed to choose: {known}",
        "cho {options}, hoặc ghi rõ mã bộ quy tắc",
        "give {options}, or the identifier of one",
    ),
    "USE-05": error(
        "không bộ quy tắc nào của `{name}` có hiệu lực lúc đó: {known}",
        "no ruleset of `{name}` is in force then: {known}",
    ),
    "USE-06": note(
        "chỉ cho ngày {on}, không cho kỳ xét: `{name}` là `{id}` của năm {year}; của năm {before} {others_vi}",
        "only the date {on} was given, no period: `{name}` is `{id}` of {year}; for {before} {others_en}",
        "cho kỳ xét, như `period={asked}` (ở lệnh: `--period {asked}`)",
        "give the period, such as `period={asked}` (in the command: `--period {asked}`)",
    ),
    "USE-30": error(
        "chưa cài được bộ thực thi `durable` ({why})",
        "the executor `durable` is not installed ({why})",
        'chạy `pip install "thidua-rules[durable]"`; cần Python < 3.13 và một trình biên dịch C',
        'run `pip install "thidua-rules[durable]"`; it needs Python < 3.13 and a C compiler',
    ),
    "USE-31": error(
        "durable-rules trả lời không khớp, kết quả bị bỏ: {what}",
        "durable-rules gave an answer that does not fit, so nothing of it was used: {what}",
        "dùng bộ thực thi `forward`",
        "use the executor `forward`",
    ),
    "USE-50": error(
        "không có bộ thực thi `{name}`",
        "there is no executor `{name}`",
        "chọn một trong: {known}",
        "choose one of: {known}",
    ),
    "USE-51": error(
        "bộ quy tắc không có mã `{code}`",
        "the ruleset has no code `{code}`",
        "chạy `thidua show <bộ quy tắc>` để xem các mã",
        "run `thidua show <ruleset>` to see its codes",
    ),
    "USE-52": error(
        "hồ sơ không có `{key}` trong `{type}`",
        "the dossier has no `{key}` among `{type}`",
        "ghi mã như trong hồ sơ; mã nhiều phần viết như `A; 11/2026`",
        "write the key as in the dossier; keys of several parts are like `A; 11/2026`",
    ),
    "USE-53": error(
        "bộ quy tắc không có đại lượng `{name}`",
        "the ruleset has no quantity `{name}`",
        "chạy `thidua show <bộ quy tắc>` để xem các đại lượng",
        "run `thidua show <ruleset>` to see its quantities",
    ),
    "USE-54": error(
        "bộ quy tắc không có tham số `{name}`",
        "the ruleset has no parameter `{name}`",
        "các tham số: {known}",
        "the parameters are: {known}",
    ),
    "USE-55": error(
        "thiếu ngày xét hoặc kỳ xét",
        "the date or the period asked about is missing",
        "cho `on=` và `period=`",
        "give `on=` and `period=`",
    ),
    "USE-56": error(
        "`{text}` không phải một ngày",
        "`{text}` is not a date",
        "viết `15/01/2022` hoặc `2022-01-15`",
        "write `15/01/2022` or `2022-01-15`",
    ),
    "USE-57": error(
        "`{text}` không phải một kỳ",
        "`{text}` is not a period",
        "viết `2021`, `2021-2022`, `Q1/2021` hoặc `03/2021`",
        "write `2021`, `2021-2022`, `Q1/2021` or `03/2021`",
    ),
    "USE-58": error(
        "dữ kiện của phiên đã thay đổi sau khi hỏi kết luận này",
        "the session's facts have changed since this verdict was asked for",
        "hỏi lại kết luận, ví dụ `session[mã, tiêu chí]`",
        "ask for the verdict again, as `session[key, code]`",
    ),
    "USE-59": error(
        "bộ quy tắc không có loại `{name}`",
        "the ruleset has no type `{name}`",
        "các loại: {known}",
        "the types are: {known}",
    ),
    "USE-60": error(
        "không có nhóm `{name}`", "there is no collection `{name}`", "các nhóm: {known}", "the collections are: {known}"
    ),
    "USE-61": error(
        "tham số `{name}`: {message_vi}",
        "parameter `{name}`: {message_en}",
        "xem cách viết của tham số này bằng `thidua show <bộ quy tắc>`",
        "see how this parameter is written with `thidua show <ruleset>`",
    ),
    "USE-62": error(
        "không đọc hoặc ghi được `{path}`: {reason_vi}",
        "`{path}` cannot be read or written: {reason_en}",
        "chọn thư mục có sẵn, ghi được; đóng tệp nếu đang mở ở nơi khác",
        "choose a folder that exists and can be written to; close the file if it is open elsewhere",
    ),
    "USE-63": error(
        "`{text}` không có dạng “tên=giá trị”",
        "`{text}` is not of the form “name=value”",
        "ví dụ --parameter “mức hoàn thành kế hoạch=98%”",
        "for example --parameter “mức hoàn thành kế hoạch=98%”",
    ),
    "USE-64": error(
        "không có hồ sơ `{path}`",
        "there is no dossier `{path}`",
        "xem lại đường dẫn của tệp hoặc thư mục hồ sơ",
        "check the path of the dossier's file or folder",
    ),
    "USE-65": error(
        "không biết ghi tệp `{path}`",
        "`{path}` is of no form that can be written",
        "dùng đuôi .json, .xlsx hoặc .html",
        "use .json, .xlsx or .html",
    ),
    "USE-66": error(
        "loại `{name}` không nhận danh hiệu: khoá phải gồm một đối tượng, một danh hiệu và một kỳ",
        "type `{name}` takes no titles: its key must be one subject, one title and one period",
    ),
    "USE-67": warning(
        "bộ quy tắc `{name}` có hiệu lực {valid}, không có hiệu lực vào {day}",
        "the ruleset `{name}` is in force {valid}, not on {day}",
        "xem lại ngày xét, kỳ xét trong hồ sơ; kết quả vẫn theo bộ quy tắc này",
        "check the date and the period of the dossier; the result still follows this ruleset",
    ),
    "USE-68": error(
        "tham số `{name}` được cho hai lần",
        "the parameter `{name}` is given twice",
        "giữ một",
        "keep one of them",
    ),
    "USE-69": error(
        "tham số `{name}` không có giá trị",
        "the parameter `{name}` has no value",
        "ghi giá trị sau dấu `=`, hoặc bỏ tham số này để lấy giá trị của bộ quy tắc",
        "write a value after the `=`, or leave the parameter out to take the ruleset's",
    ),
    "USE-70": error(
        "tệp kết quả `{path}` chính là hồ sơ đang xét",
        "the output `{path}` is the dossier itself",
        "chọn tên khác cho tệp kết quả, để hồ sơ không bị ghi đè",
        "choose another name for the output, so that the dossier is not overwritten",
    ),
    "USE-71": error(
        "đã có tệp `{path}`",
        "the file `{path}` exists already",
        "chọn tên khác, hoặc xoá tệp cũ nếu không cần nữa",
        "choose another name, or delete the old file if it is not needed",
    ),
    "USE-72": error(
        "`{code}` là đại lượng, không phải kết luận đạt hay không đạt",
        "`{code}` is a quantity, not a conclusion that is met or not",
        'hỏi giá trị bằng `decision.value(mã, "{code}")`, cách tính bằng `decision.explain_value(mã, "{code}")`',
        'ask for its value by `decision.value(key, "{code}")`, how it came by `decision.explain_value(key, "{code}")`',
    ),
    "USE-76": error(
        "mã `{key}` là của nhiều đối tượng được hỏi điều này: {type}",
        "the key `{key}` is that of several subjects that this is asked of: {type}",
        "đặt mã khác nhau, hoặc từ Python nêu loại: `SubjectId(loại, mã)`",
        "give them different keys, or name the type from Python: `SubjectId(type, key)`",
    ),
    "USE-77": error(
        "hồ sơ không có ai hay tập thể nào có mã hoặc tên “{name}”",
        "the dossier has nobody and no collective whose code or name is “{name}”",
        "viết mã như trong hồ sơ, hoặc họ tên, tên đơn vị đầy đủ trong ngoặc kép",
        "write the code as in the dossier, or the full name in quotes",
    ),
    "USE-78": error(
        "`{option}` chỉ thu hẹp điều in ra màn hình, không dùng cùng `{other}`",
        "`{option}` narrows what is printed; it does not go together with `{other}`",
        "bỏ một trong hai; tệp kết quả luôn có đủ mọi người",
        "leave out one of them; a file of results always has everybody",
    ),
    "USE-79": error(
        "`--full` của `decide` chỉ dùng khi ghi ra tệp .xlsx",
        "`--full` of `decide` is only for writing a .xlsx file",
        "thêm `-o ket-qua.xlsx`, hoặc dùng `thidua explain --full` cho một kết luận",
        "add `-o result.xlsx`, or use `thidua explain --full` for one verdict",
    ),
    "USE-73": error(
        "hỏi một kết luận cần cả mã đối tượng và mã tiêu chí, không phải {given}",
        "a verdict is asked for by the key of a subject and a code, not by {given}",
        'viết `decision["cuc-a", "T2"]`; mọi kết luận của một đối tượng: `decision.verdicts(đối tượng)`',
        'write `decision["cuc-a", "T2"]`; all verdicts of one subject: `decision.verdicts(subject)`',
    ),
    "USE-74": error(
        "hồ sơ phải là đường dẫn hoặc dict, không phải `{given}`",
        "a dossier must be a path or a dict, not `{given}`",
        "một dict có dạng như tệp hồ sơ YAML; các đối tượng Python đưa vào bằng `rules.case(…)`",
        "a dict has the form of a YAML dossier; Python objects go into `rules.case(…)`",
    ),
    "USE-75": error(
        "xét duyệt cần một hồ sơ đã đọc (Case), không phải `{given}`",
        "what is decided is a case, not `{given}`",
        "đọc trước bằng `rules.read_case(…)` hoặc `rules.case(…)`",
        "read it first by `rules.read_case(…)` or `rules.case(…)`",
    ),
    "TEST-01": error(
        "khoá lạ `{name}` trong tệp tình huống",
        "unknown key `{name}` in a scenario file",
        "các khoá: {known}",
        "the keys are: {known}",
    ),
    "TEST-02": error("tệp tình huống thiếu danh sách `tình huống`", "the scenario file has no list `tình huống`"),
    "TEST-03": error(
        "tình huống cần có `tên`, `hồ sơ` và `mong đợi` (mã: {{mã tiêu chí: kết quả}})",
        "a scenario needs `tên`, `hồ sơ` and `mong đợi` (key: {{code: result}})",
    ),
    "TEST-04": error(
        "`{code}` không phải mã tiêu chí hay đại lượng",
        "`{code}` is no code of a criterion or quantity",
        "gần nhất: {known}",
        "nearest: {known}",
    ),
    "TEST-05": error(
        "hồ sơ của tình huống không có `{key}` trong `{type}`",
        "the scenario's dossier has no `{key}` among `{type}`",
        "thêm đối tượng này vào `hồ sơ` của tình huống, hoặc sửa mã; mã nhiều phần viết như `A; 11/2026`",
        "add the subject to the scenario's `hồ sơ`, or correct the key; keys of several parts are like `A; 11/2026`",
    ),
    "TEST-06": error(
        "`{text}` không phải một kết quả",
        "`{text}` is not a result",
        "viết `đạt`, `không đạt`, `chưa đủ căn cứ` hoặc `không áp dụng`; với danh hiệu có chỉ tiêu còn có "
        "`ngoài chỉ tiêu`",
        "write `đạt`, `không đạt`, `chưa đủ căn cứ` or `không áp dụng`; of a title with a quota also `ngoài chỉ tiêu`",
    ),
    "TEST-07": error(
        "`tham số` của tình huống gồm tên tham số và một giá trị",
        "`tham số` of a scenario are names of parameters, each with one value",
        "ví dụ `tham số: {mức hoàn thành kế hoạch: 98%}`",
        "for example `tham số: {mức hoàn thành kế hoạch: 98%}`",
    ),
    "TEST-08": error(
        "tình huống mong đợi kết quả theo `{name}`, nhưng `bộ quy tắc` không có tên này",
        "the scenario expects something of `{name}`, which is not among its `bộ quy tắc`",
        "thêm vào danh sách `bộ quy tắc`, hoặc bỏ phần mong đợi này",
        "add it to the list `bộ quy tắc`, or leave these expectations out",
    ),
}
