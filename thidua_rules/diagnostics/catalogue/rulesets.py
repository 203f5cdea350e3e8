"""Rulesets as a whole: their files and heads, what they inherit, documents and parameters."""

from thidua_rules.diagnostics.catalogue.code import Code, error, note, warning

CODES: dict[str, Code] = {
    "SET-01": error(
        "chỗ này phải là các mục `tên: giá trị`",
        "entries `name: value` belong here",
        "viết mỗi mục trên một dòng, thụt vào dưới tên ở trên",
        "write each entry on a line of its own, indented below the name above",
    ),
    "SET-02": error("không có mục nào tên `{key}` ở đây", "there is no entry `{key}` here"),
    "SET-03": error(
        "chỗ này phải là một văn bản, không phải danh sách hay nhóm mục",
        "one text belongs here, not a list or entries",
        "ghi một tên hoặc một câu; điều áp dụng cho nhiều loại thì viết riêng cho từng loại",
        "write one name or sentence; what holds for several types is written once for each",
    ),
    "SET-04": error("`{name}` đã có ở {first}", "`{name}` is already given at {first}", "giữ lại một", "keep one"),
    "SET-05": error("chỗ này phải có một văn bản, không để trống", "a text belongs here and must not be blank"),
    "SET-06": error("chỗ này phải là `đúng` hoặc `sai`", "`đúng` or `sai` belongs here"),
    "SET-07": error(
        "chỗ này phải có một điều kiện hoặc công thức",
        "a condition or formula belongs here",
        "như `tỷ lệ hoàn thành kế hoạch năm ≥ 100%`",
        "like `tỷ lệ hoàn thành kế hoạch năm ≥ 100%`",
    ),
    "SET-08": error(
        "bộ quy tắc chưa có mã",
        "the ruleset has no identifier",
        "thêm dòng `bộ quy tắc: btnmt/2021` vào đầu một tệp của bộ quy tắc",
        "add a line `bộ quy tắc: btnmt/2021` to the top of one of its files",
    ),
    "SET-09": error(
        "mã bộ quy tắc `{id}` không đúng dạng",
        "the identifier `{id}` is not well formed",
        "chỉ dùng chữ thường không dấu, chữ số, `-` và `/`, như `btnmt/2021`",
        "use lower-case ASCII letters, digits, `-` and `/` only, as in `btnmt/2021`",
    ),
    "SET-10": error(
        "bộ quy tắc `{id}` chưa có tên", "the ruleset `{id}` has no title", "thêm mục `tên:`", "add the entry `tên:`"
    ),
    "SET-11": error(
        "`{text}` không phải một ngày viết đúng dạng",
        "`{text}` is not a date in the right form",
        "viết như `{example}`",
        "write it like `{example}`",
    ),
    "SET-12": warning(
        "bộ quy tắc chưa ghi hiệu lực",
        "the ruleset does not say when it is in force",
        "thêm `hiệu lực: {{từ: 2021-03-02, đến: 2021-12-31}}`; đầu nào không có thì bỏ trống",
        "add `hiệu lực: {{từ: 2021-03-02, đến: 2021-12-31}}`; leave an end blank if there is none",
    ),
    "SET-13": error("hiệu lực kết thúc trước khi bắt đầu", "the validity ends before it begins"),
    "SET-14": error("`chọn theo` phải là `kỳ xét` hoặc `ngày xét`", "`chọn theo` must be `kỳ xét` or `ngày xét`"),
    "SET-15": error(
        "không thấy tệp bộ quy tắc (.yaml) nào ở đây",
        "there is no ruleset file (.yaml) here",
        "xem lại đường dẫn; tệp trong thư mục con không được đọc",
        "check the path; files in sub-folders are not read",
    ),
    "SET-16": error(
        "`{key}` là của hồ sơ, không phải của bộ quy tắc",
        "`{key}` belongs to a dossier, not to a ruleset",
        "đặt hồ sơ ra ngoài thư mục bộ quy tắc",
        "keep dossiers outside the folder of the ruleset",
    ),
    "SET-17": error(
        "bộ quy tắc kế thừa vòng tròn: {cycle}",
        "rulesets inherit in a circle: {cycle}",
        "bỏ một mục `kế thừa` trong vòng",
        "remove one `kế thừa` of the circle",
    ),
    "SET-18": error(
        "không đọc được bộ quy tắc kế thừa `{name}`",
        "the inherited ruleset `{name}` cannot be read",
        "sửa các lỗi của bộ ấy trước",
        "correct the faults of that ruleset first",
    ),
    "SET-19": warning(
        "hiệu lực của `{parent}` không bao hết hiệu lực của `{child}`",
        "the validity of `{parent}` does not cover that of `{child}`",
        "xem lại `hiệu lực` của hai bộ quy tắc, hoặc kế thừa bộ khác",
        "check the validity of both, or inherit another ruleset",
    ),
    "SET-20": error("không tìm thấy bộ quy tắc kế thừa `{name}`", "there is no ruleset `{name}` to inherit"),
    "SET-21": warning(
        "không quy tắc nào căn cứ vào mục `{clause}` ({gist}) của `{document}`",
        "no rule cites clause `{clause}` ({gist}) of `{document}`",
        "thêm `căn cứ: {document} {clause}`, hoặc ghi lý do ở văn bản: `không mã hoá: {{{clause}: …}}`",
        "add `căn cứ: {document} {clause}`, or the reason in the document: `không mã hoá: {{{clause}: …}}`",
    ),
    "SET-22": warning(
        "tệp quy tắc nằm trong thư mục con nên không được đọc",
        "a file of rules in a sub-folder is not read",
        "chuyển tệp ra thư mục của bộ quy tắc",
        "move it into the folder of the ruleset",
    ),
    "SET-23": error(
        "dưới thư mục này có hơn {limit} tệp và thư mục, quá nhiều cho một bộ quy tắc",
        "there are more than {limit} files and folders below this folder, too many for one ruleset",
        "chuyển bộ quy tắc vào một thư mục riêng, hoặc chỉ thẳng tệp bộ quy tắc",
        "move the ruleset into a folder of its own, or name its file",
    ),
    "SET-24": error(
        "`{parent}` ({parent_dates}) không có hiệu lực vào lúc nào trong thời gian của `{child}` ({child_dates})",
        "`{parent}` ({parent_dates}) is at no time in force while `{child}` is ({child_dates})",
        "kế thừa bộ có hiệu lực trong thời gian đó; nếu văn bản cho dùng quy định cũ thì khai ở `dự phòng`",
        "inherit one in force at that time; if the text lets older rules apply, declare it under `dự phòng`",
    ),
    "SET-25": error(
        "`phiên bản ngôn ngữ` phải là một số nguyên từ 1, không phải `{text}`",
        "`phiên bản ngôn ngữ` must be a whole number from 1, not `{text}`",
        "bộ quy tắc viết theo ngôn ngữ đầu tiên thì ghi `phiên bản ngôn ngữ: 1`, hoặc không ghi",
        "for the first version of the language write `phiên bản ngôn ngữ: 1`, or nothing",
    ),
    "SET-26": error(
        "bộ quy tắc viết theo phiên bản {version} của ngôn ngữ, bản cài này chỉ đọc được đến phiên bản {known}",
        "the ruleset is written in version {version} of the language; this installation reads up to version {known}",
        "cài bản thidua_rules mới hơn; không sửa số này cho nhỏ đi",
        "install a newer thidua_rules; do not lower the number",
    ),
    "SET-27": warning(
        "`{key}` không có tác dụng gì ở đây",
        "`{key}` has no effect here",
        "bỏ dòng này",
        "remove it",
    ),
    "COMP-01": error(
        "không kế thừa quy tắc nào tên `{code}`",
        "no rule `{code}` is inherited",
    ),
    "COMP-02": error(
        "`{code}` là tên của nhiều quy tắc: {places}",
        "`{code}` names several rules: {places}",
        "ghi mã của ý cần đổi bên trong quy tắc",
        "name the part of the rule that is meant",
    ),
    "COMP-03": error(
        "`{code}` là của chính bộ quy tắc này ({first}), không phải được kế thừa",
        "`{code}` is this ruleset's own ({first}) and not inherited",
        "sửa ngay ở đó",
        "change it there",
    ),
    "COMP-04": error(
        "`{key}` không có gì để đổi: bộ quy tắc này không kế thừa bộ nào",
        "`{key}` has nothing to change: this ruleset inherits none",
        "thêm `kế thừa: [luat/2017]` vào phần đầu",
        "add `kế thừa: [luat/2017]` to the head",
    ),
    "COMP-05": error(
        "`thay thế {code}` chưa nêu `lý do`",
        "`thay thế {code}` gives no reason (`lý do`)",
        "thêm `lý do:` nói vì sao quy định được kế thừa không áp dụng nữa",
        "add `lý do:` that tells why the inherited rule no longer applies",
    ),
    "COMP-06": error(
        "`{code}` đã bị đổi ở {first}; hai chỗ không cùng đổi một quy tắc",
        "`{code}` is already changed at {first}; one rule is not changed at two places",
        "giữ lại một, hoặc viết cả hai vào cùng một `thay thế`",
        "keep one, or write both into one `thay thế`",
    ),
    "COMP-07": error(
        "`{code}` đã có ở {first} nên không bổ sung được",
        "`{code}` exists at {first} and cannot be added",
        "đặt mã khác; muốn đổi quy định đã có thì dùng `thay thế`",
        "give it another code; to change what is there use `thay thế`",
    ),
    "COMP-08": error(
        "`{key}` của `{code}` không bổ sung được",
        "`{key}` of `{code}` cannot be added to",
        "chỉ bổ sung được {allowed}; muốn đổi thứ khác thì dùng `thay thế`",
        "only {allowed} can be added to; to change anything else use `thay thế`",
    ),
    "COMP-09": error(
        "`{code}` không có `{key}` để bổ sung vào",
        "`{code}` has no `{key}` to add to",
        "bổ sung vào quy tắc chứa nó, hoặc dùng `thay thế` để viết lại cả `{code}`",
        "add to the rule it is part of, or use `thay thế` to write all of `{code}` anew",
    ),
    "COMP-10": error(
        "mục này của `dự phòng` thiếu {keys}",
        "this entry of `dự phòng` lacks {keys}",
        "viết `{{bộ quy tắc: luat/2024, quy tắc: [LĐTT], lý do: …, căn cứ: …}}`",
        "write `{{bộ quy tắc: luat/2024, quy tắc: [LĐTT], lý do: …, căn cứ: …}}`",
    ),
    "COMP-11": error(
        "không tìm thấy hoặc không đọc được bộ quy tắc dự phòng `{name}`",
        "the fallback ruleset `{name}` does not exist or cannot be read",
    ),
    "COMP-12": error(
        "bộ quy tắc dự phòng `{ruleset}` không có quy tắc `{code}`",
        "the fallback ruleset `{ruleset}` has no rule `{code}`",
    ),
    "COMP-13": error(
        "bộ quy tắc này đã có `{code}` ({first}) nên không dùng quy định dự phòng",
        "this ruleset has `{code}` ({first}), so that there is nothing to fall back for",
        "bỏ `{code}` khỏi `dự phòng`",
        "take `{code}` out of `dự phòng`",
    ),
    "COMP-14": error(
        "`{code}` của `{ruleset}` dựa vào `{needed}`, mà bộ quy tắc này không có",
        "`{code}` of `{ruleset}` rests on `{needed}`, which this ruleset does not have",
        "thêm `{needed}` vào `quy tắc` của mục dự phòng này, hoặc quy định nó ở đây",
        "add `{needed}` to `quy tắc` of this fallback, or declare it here",
    ),
    "COMP-15": error(
        "`{code}` dùng chung cho nhiều loại, mà loại trừ chung `{exclusion}` ({first}) chỉ áp dụng cho một số loại ấy",
        "`{code}` is for several types, and the common exclusion `{exclusion}` ({first}) bars only some of them",
        "quy định danh hiệu này ở đây thay vì dự phòng, kèm `loại trừ chung` của từng loại",
        "declare the title here in place of the fallback, with `loại trừ chung` for each type",
    ),
    "COMP-16": error(
        "`{code}` ở bộ quy tắc dự phòng bị loại bởi `{exclusion}` ({first}), ở đây `{exclusion}` nói khác ({other})",
        "`{code}` is barred by `{exclusion}` ({first}) where it is taken from; here that says otherwise ({other})",
        "đổi mã một trong hai loại trừ chung để danh hiệu giữ cả hai, hoặc quy định danh hiệu này ở đây",
        "rename one of the two common exclusions, so that the title keeps both, or declare the title here",
    ),
    "COMP-30": note(
        "`{code}` thay thế quy định của `{ruleset}`: {reason}", "`{code}` replaces a rule of `{ruleset}`: {reason}"
    ),
    "COMP-31": note(
        "`{rules}` lấy từ bộ quy tắc dự phòng `{ruleset}`: {reason}",
        "`{rules}` is taken from the fallback ruleset `{ruleset}`: {reason}",
    ),
    "DOC-01": error(
        "văn bản `{id}` đã khai báo khác đi ở {first}", "the document `{id}` is declared differently at {first}"
    ),
    "DOC-02": error(
        "văn bản `{id}` chưa có số hiệu",
        "the document `{id}` has no number",
        "thêm mục `số hiệu:`",
        "add the entry `số hiệu:`",
    ),
    "DOC-03": error(
        "`mã mục` phải là `do bộ quy tắc đặt` hoặc `của văn bản`",
        "`mã mục` must be `do bộ quy tắc đặt` or `của văn bản`",
    ),
    "DOC-04": error(
        "`mục` phải kê từng mục của văn bản kèm nội dung tóm tắt",
        "`mục` must list every clause of the document with a gist",
        "như `mục: {{T1.a: kế hoạch và giải pháp}}`",
        "like `mục: {{T1.a: kế hoạch và giải pháp}}`",
    ),
    "DOC-05": error("văn bản `{id}` chưa khai báo", "the document `{id}` is not declared"),
    "DOC-06": error("căn cứ chưa nêu mục nào của `{id}`", "the citation does not say which clause of `{id}`"),
    "DOC-07": error("`{id}` không kê mục `{clause}`", "`{id}` does not list a clause `{clause}`"),
    "DOC-10": error(
        "`{clause}` đã ghi không mã hoá với lý do khác ở {first}",
        "`{clause}` is left out for another reason at {first}",
        "giữ một lý do",
        "keep one reason",
    ),
    "DOC-11": warning(
        "`{clause}` ghi không mã hoá, mà vẫn là căn cứ của {codes}",
        "`{clause}` is left out, and yet cited by {codes}",
        "bỏ nó ở `không mã hoá`; chỉ một phần được viết thành quy tắc thì ghi `không mã hoá` ở một ý của quy tắc ấy",
        "drop it from `không mã hoá`; where only a part of it is written as a rule, put `không mã hoá` at a part of it",
    ),
    "DOC-12": note(
        "còn {left}/{all} điều khoản của `{name}` cần xác nhận: {clauses}",
        "{left} of {all} clauses of `{name}` are still to be confirmed: {clauses}",
        "đối chiếu từng điều khoản với văn bản đang có hiệu lực, rồi bỏ nó khỏi `cần xác nhận`",
        "look each clause up in the text in force, then take it out of `cần xác nhận`",
    ),
    "DOC-09": note("`{name}` còn là dự thảo, chưa ban hành", "`{name}` is a draft that has not been issued yet"),
    "DOC-08": error("không có loại văn bản `{name}`", "there is no kind of document `{name}`"),
    "PARAM-01": error(
        "tham số `{name}` đã khai báo ở {first}", "the parameter `{name}` is already declared at {first}"
    ),
    "PARAM-02": error(
        "tham số `{name}` đã có trong bộ quy tắc kế thừa, ở {first}",
        "the parameter `{name}` is inherited from {first}",
        "muốn đặt giá trị khác thì bỏ `kiểu`, chỉ ghi `giá trị` và `căn cứ`; nếu là tham số khác thì đổi tên",
        "to set another value, leave out `kiểu` and give `giá trị` and `căn cứ`; rename it if it is another parameter",
    ),
    "PARAM-03": error("tham số không thể có kiểu `thuộc`", "a parameter cannot be a reference"),
    "PARAM-04": error(
        "tham số `{name}` chưa có căn cứ", "the parameter `{name}` has no citation", "thêm `căn cứ:`", "add `căn cứ:`"
    ),
    "PARAM-05": error(
        "tham số `{name}` chưa có giá trị", "the parameter `{name}` has no value", "thêm `giá trị:`", "add `giá trị:`"
    ),
    "PARAM-06": error(
        "`{text}` không phải ngày bắt đầu áp dụng một giá trị",
        "`{text}` is not the day from which a value holds",
        "viết như `giá trị: {{2017-10-01: 15%, 2024-01-01: 20%}}`",
        "write it like `giá trị: {{2017-10-01: 15%, 2024-01-01: 20%}}`",
    ),
    "PARAM-07": error(
        "ngày `{text}` ghi hai lần", "the day `{text}` is given twice", "giữ một giá trị cho mỗi ngày", "keep one value"
    ),
    "PARAM-08": error(
        "kiểu `{kind}` không có giá trị `không giới hạn`", "the type `{kind}` has no value `không giới hạn`"
    ),
    "PARAM-09": error(
        "giá trị của tham số phải là một giá trị xác định", "the value of a parameter must be a single value"
    ),
    "PARAM-10": warning(
        "tham số `{name}` trùng tên với một mục của `{type}`; trong quy tắc cho `{type}` tên này chỉ mục đó",
        "the parameter `{name}` has a name of `{type}`; in rules for `{type}` the name means the latter",
        "đổi tên tham số",
        "rename the parameter",
    ),
    "PARAM-12": note(
        "tham số `{name}` hết hiệu lực từ {end}, mà bộ quy tắc còn hiệu lực sau đó",
        "the parameter `{name}` has no value from {end} on, but the ruleset is in force after that",
    ),
    "PARAM-11": warning(
        "tham số `{name}` chưa có giá trị trước {first}, mà bộ quy tắc có hiệu lực từ {start}",
        "the parameter `{name}` has no value before {first}, but the ruleset is in force from {start}",
        "thêm giá trị áp dụng từ {start}, nếu không thì trước {first} kết quả là chưa đủ căn cứ",
        "add the value that holds from {start}; without it nothing that needs it can be decided before {first}",
    ),
}
