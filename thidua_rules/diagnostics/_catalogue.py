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


_FILES: dict[str, Code] = {
    "FILE-01": _error("không tìm thấy tệp này", "there is no such file", "xem lại đường dẫn", "check the path"),
    "FILE-02": _error("không đọc được tệp: {reason}", "the file cannot be read: {reason}"),
    "FILE-03": _error("đây là thư mục, không phải tệp", "this is a folder, not a file"),
    "FILE-04": _error(
        "tệp quá lớn: {size} MB, giới hạn là {limit} MB",
        "the file is too large: {size} MB, the limit is {limit} MB",
        "chia thành nhiều tệp nhỏ hơn",
        "split it into smaller files",
    ),
    "FILE-05": _error(
        "tệp không ở bảng mã UTF-8, có vẻ là {encoding}",
        "the file is not encoded in UTF-8; it looks like {encoding}",
        "mở tệp bằng phần mềm đã soạn ra nó, chọn `Lưu thành…` (Save As) với bảng mã UTF-8",
        "open it in the program that wrote it and save it with the encoding UTF-8",
    ),
    "FILE-06": _error("tệp không có nội dung", "the file has no content"),
    "FILE-07": _error(
        "cú pháp JSON sai ở đây",
        "the JSON syntax is wrong here",
        "xem lại dấu phẩy, dấu nháy kép và dấu ngoặc ngay trước chỗ này",
        "check the commas, double quotes and brackets just before this",
    ),
    "FILE-08": _error(
        "không đọc được loại tệp `{suffix}`",
        "files of the kind `{suffix}` cannot be read",
        "dùng một trong: {known}",
        "use one of: {known}",
    ),
    "FILE-09": _error(
        "thư mục không có tệp .csv hay .parquet nào",
        "the folder holds no .csv and no .parquet file",
        "mỗi loại đối tượng một tệp, tên tệp là tên loại",
        "one file for each type, named after it",
    ),
    "FILE-10": _error(
        "tệp này không phải bảng tính .xlsx, hoặc đã hỏng",
        "this file is no .xlsx workbook, or it is damaged",
        "tệp .xls cũ đổi tên thành .xlsx không đọc được: mở bằng Excel rồi chọn `Lưu thành…` kiểu .xlsx; "
        "tệp có mật khẩu thì bỏ mật khẩu",
        "an old .xls renamed to .xlsx cannot be read: open it and save it as .xlsx; remove a password if there is one",
    ),
    "FILE-11": _error(
        "ô gộp {cells}",
        "merged cells {cells}",
        "bỏ gộp ô và ghi giá trị vào từng ô",
        "unmerge them and write the value into each cell",
    ),
    "FILE-12": _error(
        "ô có công thức nhưng chưa có kết quả",
        "the cell holds a formula without a result",
        "mở tệp bằng Excel, để Excel tính rồi lưu lại, hoặc ghi giá trị thay cho công thức",
        "open the file in Excel, let it calculate and save, or write the value instead",
    ),
    "FILE-13": _error(
        "ô báo lỗi `{value}`",
        "the cell holds the error `{value}`",
        "sửa công thức, hoặc ghi giá trị",
        "correct the formula, or write the value",
    ),
    "FILE-14": _error(
        "tệp CSV hỏng từ dòng này",
        "the CSV is malformed from this line on",
        "xem lại dấu nháy kép; lưu lại từ Excel với kiểu `CSV UTF-8`",
        "check the double quotes; save it again as `CSV UTF-8`",
    ),
    "FILE-15": _error(
        "đọc tệp Parquet cần thêm gói pyarrow",
        "reading Parquet needs the package pyarrow",
        'chạy: pip install "thidua-rules[parquet]"',
        'run: pip install "thidua-rules[parquet]"',
    ),
    "FILE-16": _error("tệp này không phải tệp Parquet, hoặc đã hỏng", "this is no Parquet file, or it is damaged"),
    "YAML-01": _error(
        "cú pháp YAML sai ở đây",
        "the YAML syntax is wrong here",
        "mỗi mục viết `tên: giá trị`; giá trị có dấu đặc biệt thì đặt trong dấu nháy",
        "write each entry as `name: value`; put values with special signs into quotes",
    ),
    "YAML-02": _error(
        "thụt đầu dòng bằng phím Tab hoặc dấu cách đặc biệt",
        "the line is indented with a tab or a special space",
        "thụt đầu dòng bằng dấu cách thường (phím cách)",
        "indent with ordinary spaces",
    ),
    "YAML-03": _error(
        "thụt đầu dòng sai: dòng này không thẳng hàng với các mục cùng cấp, hoặc mục phía trên đã có giá trị",
        "wrong indentation: this line does not align with its siblings, or the entry above already has a value",
        "các mục cùng cấp phải bắt đầu ở cùng một cột, mục con lùi vào thêm hai dấu cách",
        "siblings start at the same column; children are indented by two more spaces",
    ),
    "YAML-04": _error(
        "giá trị có dấu hai chấm theo sau là dấu cách mà không đặt trong dấu nháy",
        "a value holds a colon followed by a space but is not quoted",
        "đặt cả giá trị trong dấu nháy đơn: `tên: 'phần một: phần hai'`",
        "put the whole value into single quotes: `name: 'part one: part two'`",
    ),
    "YAML-05": _error(
        "giá trị không được bắt đầu bằng `{character}` nếu không có dấu nháy",
        "a value cannot start with `{character}` without quotes",
        "đặt giá trị trong dấu nháy đơn",
        "put the value into single quotes",
    ),
    "YAML-06": _error(
        "dấu nháy mở ở đây mà không đóng, hoặc đóng sai chỗ",
        "the quote opened here is not closed, or closed in the wrong place",
    ),
    "YAML-07": _error(
        "dấu `{{` hoặc `[` mở ở {opening} chưa đóng, hoặc thiếu dấu phẩy giữa các mục",
        "the `{{` or `[` opened at {opening} is not closed, or a comma between entries is missing",
    ),
    "YAML-08": _error(
        "thiếu dấu hai chấm sau tên",
        "the colon after the name is missing",
        "viết `tên: giá trị`, sau dấu hai chấm có dấu cách",
        "write `name: value`, with a space after the colon",
    ),
    "YAML-09": _error(
        "trong dấu nháy kép, dấu `\\` này không hợp lệ",
        "this `\\` is not valid inside double quotes",
        "dùng dấu nháy đơn",
        "use single quotes",
    ),
    "YAML-10": _error(
        "tệp có ký tự điều khiển {character}, không phải văn bản",
        "the file holds the control character {character}, which is not text",
        "xoá ký tự này",
        "delete this character",
    ),
    "YAML-11": _error(
        "không dùng neo và tham chiếu của YAML (`{sign}`)",
        "anchors and aliases of YAML (`{sign}`) are not accepted",
        "viết lại nội dung, hoặc đặt trong dấu nháy nếu đây là văn bản",
        "write the content out, or quote it if it is text",
    ),
    "YAML-12": _error(
        "nội dung lồng nhau quá sâu, giới hạn là {limit} cấp",
        "the content is nested too deeply; the limit is {limit} levels",
    ),
    "YAML-13": _error(
        "mỗi tệp chỉ có một phần: dòng `---` này mở phần thứ hai",
        "a file holds one document: this `---` starts a second one",
        "tách thành nhiều tệp",
        "split it into several files",
    ),
    "YAML-14": _error(
        "không dùng nhãn kiểu của YAML (`{tag}`)",
        "tags of YAML (`{tag}`) are not accepted",
        "bỏ nhãn, hoặc đặt giá trị trong dấu nháy nếu đây là văn bản",
        "remove the tag, or quote the value if it is text",
    ),
    "YAML-15": _error(
        "phần sau dấu `#` bị bỏ, chỉ còn lại `{value}`",
        "what follows the `#` is dropped; only `{value}` is left",
        "nếu là giá trị, đặt cả giá trị trong dấu nháy; nếu là chú thích, viết dấu cách sau `#`",
        "quote the whole value if it belongs to it; write a space after `#` if it is a comment",
    ),
    "YAML-16": _error(
        "dấu phẩy cắt giá trị thành hai, `{value}` bị tách riêng",
        "a comma cuts the value in two and sets `{value}` apart",
        "viết mỗi mục một dòng thay vì trong `{{…}}` hoặc `[…]`, hoặc đặt giá trị trong dấu nháy",
        "write it as a block, one entry per line, instead of `{{…}}` or `[…]`, or quote the value",
    ),
    "YAML-17": _error(
        "`{key}` viết hai lần, lần đầu ở dòng {first}",
        "`{key}` is written twice, first on line {first}",
        "giữ một, hoặc đổi tên",
        "keep one of them, or rename it",
    ),
    "YAML-18": _error("tên phải là văn bản, không phải danh sách", "a name must be text, not a list"),
    "YAML-19": _error("thiếu tên trước dấu hai chấm", "there is no name before the colon"),
    "YAML-20": _error(
        "không dùng `<<` để gộp nội dung",
        "merging with `<<` is not accepted",
        "viết lại nội dung được gộp",
        "write the merged content out",
    ),
}

_CONDITIONS: dict[str, Code] = {
    "NAME-01": _error(
        "không có tên nào là `{name}`",
        "there is no name `{name}`",
        "khai báo tên này trong `từ vựng`, `tham số` hoặc `đại lượng`, hoặc sửa lại cách viết",
        "declare it under `từ vựng`, `tham số` or `đại lượng`, or correct the spelling",
    ),
    "COND-01": _error(
        "điều kiện để trống",
        "the condition is empty",
        "viết điều kiện, hoặc bỏ khoá này",
        "write a condition, or leave the key out",
    ),
    "COND-02": _error(
        "điều kiện dài {length} ký tự, quá giới hạn {limit}",
        "the condition has {length} characters, more than the limit of {limit}",
        "tách thành nhiều yêu cầu hoặc nhiều đại lượng có tên",
        "split it into several requirements or named quantities",
    ),
    "COND-03": _error(
        "điều kiện lồng nhau quá sâu (quá {limit} tầng)",
        "the condition is nested too deeply (more than {limit} levels)",
        "tách thành nhiều yêu cầu hoặc nhiều đại lượng có tên",
        "split it into several requirements or named quantities",
    ),
    "COND-04": _error(
        "`{written}` chưa được đóng",
        "`{written}` is never closed",
        "thêm dấu đóng tương ứng",
        "add the closing sign",
    ),
    "COND-05": _error(
        "`{written}` không có dấu mở tương ứng",
        "`{written}` closes nothing",
        "bỏ dấu này, hoặc thêm dấu mở",
        "leave it out, or add the opening sign",
    ),
    "COND-06": _error(
        "dấu ngoặc kép chưa được đóng",
        "the quotation mark is never closed",
        "viết văn bản giữa `“` và `”`, như `“tốt”`",
        "write a text between `“` and `”`, as in `“tốt”`",
    ),
    "COND-07": _error(
        "`{written}` dùng dấu chấm làm dấu thập phân",
        "`{written}` uses a point as the decimal sign",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-08": _error(
        "`{written}` có thể hiểu là `{thousands}` hoặc `{decimals}`",
        "`{written}` may mean `{thousands}` or `{decimals}`",
        "viết `{thousands}` hoặc `{decimals}`",
        "write `{thousands}` or `{decimals}`",
    ),
    "COND-09": _error(
        "`{written}` không phải cách viết số đúng: dấu chấm ngăn từng nhóm ba chữ số, dấu phẩy ngăn phần thập phân",
        "`{written}` is not a well-written number: dots separate groups of three digits, the comma the decimals",
        "có phải là `{suggestion}`?",
        "did you mean `{suggestion}`?",
    ),
    "COND-10": _error(
        "không có ngày `{written}`",
        "there is no day `{written}`",
        "ngày viết theo thứ tự ngày/tháng/năm, như `15/12/2021`",
        "dates are written day/month/year, as in `15/12/2021`",
    ),
    "COND-11": _error(
        "ngày `{written}` thiếu chữ số",
        "the date `{written}` lacks a digit",
        "viết `{suggestion}`; phép chia viết có dấu cách: `a / b`",
        "write `{suggestion}`; put spaces around a division",
    ),
    "COND-12": _error("không có kỳ `{written}`", "there is no period `{written}`"),
    "COND-13": _error(
        "dấu phẩy là dấu thập phân, không ngăn các giá trị",
        "the comma is the decimal sign and does not separate values",
        "ngăn các giá trị bằng dấu chấm phẩy: `{{3; 4}}`",
        "separate values by semicolons: `{{3; 4}}`",
    ),
    "COND-14": _error(
        "hai phép so sánh `{first}` và `{second}` nối liền nhau",
        "two comparisons `{first}` and `{second}` are chained",
        "viết `x từ a đến b`, hoặc hai điều kiện nối bằng `và`",
        "write `x từ a đến b`, or two conditions joined by `và`",
    ),
    "COND-15": _error(
        "`và` và `hoặc` đứng lẫn nhau nên hiểu được hai cách: `{first}` hoặc `{second}`",
        "`và` and `hoặc` are mixed, so there are two readings: `{first}` or `{second}`",
        "thêm ngoặc theo cách hiểu đúng",
        "add the parentheses of the reading you mean",
    ),
    "COND-16": _error(
        "không rõ điều kiện sau `{word}` dừng ở đâu: `{first}` hay `{second}`",
        "it is unclear where the condition after `{word}` ends: `{first}` or `{second}`",
        "đặt điều kiện sau `{word}` trong ngoặc",
        "put the condition after `{word}` in parentheses",
    ),
    "COND-17": _error(
        "phép so sánh sau `{word}` phải đặt trong ngoặc",
        "a comparison after `{word}` needs parentheses",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-18": _error(
        "`{word}` thiếu vế đi kèm",
        "`{word}` lacks an operand",
        "viết đủ hai vế, như `số phiếu ≥ 5`; nếu là một phần của tên thì tên đó chưa được khai báo",
        "write both sides, as in `số phiếu ≥ 5`; if it is part of a name, that name is not declared",
    ),
    "COND-19": _error(
        "không có dấu `{written}`",
        "there is no sign `{written}`",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-20": _error(
        "sau `{word}` phải là một mã",
        "a code must follow `{word}`",
        "như `đạt T2.b`, `điểm mục I.1`, `chỉ tiêu Q1`",
        "as in `đạt T2.b`, `điểm mục I.1`, `chỉ tiêu Q1`",
    ),
    "COND-21": _error(
        "`{name}` phải là văn bản trong ngoặc kép",
        "`{name}` must be a text in quotation marks",
        "viết `“{name}”`",
        "write `“{name}”`",
    ),
    "COND-22": _error(
        "`tỷ lệ` cần điều kiện `trong đó`",
        "`tỷ lệ` needs a condition with `trong đó`",
        "như `tỷ lệ thành viên trong đó (tuổi < 35)`; nếu là một tên thì tên đó chưa được khai báo",
        "as in `tỷ lệ thành viên trong đó (tuổi < 35)`; if it is a name, that name is not declared",
    ),
    "COND-23": _error("`{written}` không đứng được ở đây", "`{written}` cannot stand here"),
    "COND-24": _error(
        "ký tự `{written}` không dùng trong điều kiện",
        "the character `{written}` is not used in conditions",
        "bỏ ký tự này, hoặc đặt văn bản trong `“ ”`",
        "leave it out, or put the text in `“ ”`",
    ),
    "COND-25": _error(
        "điều kiện không có cách viết chuẩn rõ ràng: `{canonical}` được hiểu khác đi",
        "the condition has no unambiguous canonical text: `{canonical}` is read differently",
        "đổi tên nào chứa `và`, `không`, `của`… mà trùng với cách viết này",
        "rename the name with `và`, `không`, `của`… that coincides with this text",
    ),
    "COND-26": _error("điều kiện dừng giữa chừng sau `{written}`", "the condition breaks off after `{written}`"),
    "COND-27": _error(
        "không làm tròn đến 0 được",
        "nothing can be rounded to 0",
        "như `làm tròn xuống đến 0,5 của (…)`",
        "as in `làm tròn xuống đến 0,5 của (…)`",
    ),
    "COND-29": _error(
        "số có quá {limit} chữ số",
        "the number has more than {limit} digits",
    ),
    "COND-28": _error(
        "không hiểu `{written}`",
        "`{written}` is not understood",
        "có phải là `{suggestion}`?",
        "did you mean `{suggestion}`?",
    ),
}

_RULESETS: dict[str, Code] = {
    "SET-01": _error(
        "chỗ này phải là các mục `tên: giá trị`",
        "entries `name: value` belong here",
        "viết mỗi mục trên một dòng, thụt vào dưới tên ở trên",
        "write each entry on a line of its own, indented below the name above",
    ),
    "SET-02": _error("không có mục nào tên `{key}` ở đây", "there is no entry `{key}` here"),
    "SET-04": _error("`{name}` đã có ở {first}", "`{name}` is already given at {first}", "giữ lại một", "keep one"),
    "SET-05": _error("chỗ này phải có một văn bản, không để trống", "a text belongs here and must not be blank"),
    "SET-06": _error("chỗ này phải là `đúng` hoặc `sai`", "`đúng` or `sai` belongs here"),
    "SET-07": _error(
        "chỗ này phải có một điều kiện hoặc công thức",
        "a condition or formula belongs here",
        "như `tỷ lệ hoàn thành kế hoạch năm ≥ 100%`",
        "like `tỷ lệ hoàn thành kế hoạch năm ≥ 100%`",
    ),
    "SET-08": _error(
        "bộ quy tắc chưa có mã",
        "the ruleset has no identifier",
        "thêm dòng `bộ quy tắc: btnmt/2021` vào đầu một tệp của bộ quy tắc",
        "add a line `bộ quy tắc: btnmt/2021` to the top of one of its files",
    ),
    "SET-09": _error(
        "mã bộ quy tắc `{id}` không đúng dạng",
        "the identifier `{id}` is not well formed",
        "chỉ dùng chữ thường không dấu, chữ số, `-` và `/`, như `btnmt/2021`",
        "use lower-case ASCII letters, digits, `-` and `/` only, as in `btnmt/2021`",
    ),
    "SET-10": _error(
        "bộ quy tắc `{id}` chưa có tên", "the ruleset `{id}` has no title", "thêm mục `tên:`", "add the entry `tên:`"
    ),
    "SET-11": _error(
        "`{text}` không phải một ngày viết đúng dạng",
        "`{text}` is not a date in the right form",
        "viết như `{example}`",
        "write it like `{example}`",
    ),
    "SET-12": _warning(
        "bộ quy tắc chưa ghi hiệu lực",
        "the ruleset does not say when it is in force",
        "thêm `hiệu lực: {{từ: 2021-03-02, đến: 2021-12-31}}`; đầu nào không có thì bỏ trống",
        "add `hiệu lực: {{từ: 2021-03-02, đến: 2021-12-31}}`; leave an end blank if there is none",
    ),
    "SET-13": _error("hiệu lực kết thúc trước khi bắt đầu", "the validity ends before it begins"),
    "SET-14": _error("`chọn theo` phải là `kỳ xét` hoặc `ngày xét`", "`chọn theo` must be `kỳ xét` or `ngày xét`"),
    "SET-15": _error(
        "không thấy tệp bộ quy tắc (.yaml) nào ở đây",
        "there is no ruleset file (.yaml) here",
        "xem lại đường dẫn; tệp trong thư mục con không được đọc",
        "check the path; files in sub-folders are not read",
    ),
    "SET-16": _error(
        "`{key}` là của hồ sơ, không phải của bộ quy tắc",
        "`{key}` belongs to a dossier, not to a ruleset",
        "đặt hồ sơ ra ngoài thư mục bộ quy tắc",
        "keep dossiers outside the folder of the ruleset",
    ),
    "SET-17": _error(
        "bộ quy tắc kế thừa vòng tròn: {cycle}",
        "rulesets inherit in a circle: {cycle}",
        "bỏ một mục `kế thừa` trong vòng",
        "remove one `kế thừa` of the circle",
    ),
    "SET-18": _error(
        "không đọc được bộ quy tắc kế thừa `{name}`",
        "the inherited ruleset `{name}` cannot be read",
        "sửa các lỗi của bộ ấy trước",
        "correct the faults of that ruleset first",
    ),
    "SET-19": _warning(
        "hiệu lực của `{parent}` không bao hết hiệu lực của `{child}`",
        "the validity of `{parent}` does not cover that of `{child}`",
        "xem lại `hiệu lực` của hai bộ quy tắc, hoặc kế thừa bộ khác",
        "check the validity of both, or inherit another ruleset",
    ),
    "SET-20": _error("không tìm thấy bộ quy tắc kế thừa `{name}`", "there is no ruleset `{name}` to inherit"),
    "SET-21": _warning(
        "không quy tắc nào căn cứ vào mục `{clause}` ({gist}) của `{document}`",
        "no rule cites clause `{clause}` ({gist}) of `{document}`",
        "thêm `căn cứ: {document} {clause}`, hoặc một mục `không mã hoá` nêu lý do",
        "add `căn cứ: {document} {clause}`, or a node `không mã hoá` with the reason",
    ),
    "SET-22": _warning(
        "tệp quy tắc nằm trong thư mục con nên không được đọc",
        "a file of rules in a sub-folder is not read",
        "chuyển tệp ra thư mục của bộ quy tắc",
        "move it into the folder of the ruleset",
    ),
    "SET-23": _error(
        "dưới thư mục này có hơn {limit} tệp và thư mục, quá nhiều cho một bộ quy tắc",
        "there are more than {limit} files and folders below this folder, too many for one ruleset",
        "chuyển bộ quy tắc vào một thư mục riêng, hoặc chỉ thẳng tệp bộ quy tắc",
        "move the ruleset into a folder of its own, or name its file",
    ),
    "SET-24": _error(
        "`{parent}` ({parent_dates}) không có hiệu lực vào lúc nào trong thời gian của `{child}` ({child_dates})",
        "`{parent}` ({parent_dates}) is at no time in force while `{child}` is ({child_dates})",
        "kế thừa bộ có hiệu lực trong thời gian đó; nếu văn bản cho dùng quy định cũ thì khai ở `dự phòng`",
        "inherit one in force at that time; if the text lets older rules apply, declare it under `dự phòng`",
    ),
    "COMP-01": _error(
        "không kế thừa quy tắc nào tên `{code}`",
        "no rule `{code}` is inherited",
    ),
    "COMP-02": _error(
        "`{code}` là tên của nhiều quy tắc: {places}",
        "`{code}` names several rules: {places}",
        "ghi mã của ý cần đổi bên trong quy tắc",
        "name the part of the rule that is meant",
    ),
    "COMP-03": _error(
        "`{code}` là của chính bộ quy tắc này ({first}), không phải được kế thừa",
        "`{code}` is this ruleset's own ({first}) and not inherited",
        "sửa ngay ở đó",
        "change it there",
    ),
    "COMP-04": _error(
        "`{key}` không có gì để đổi: bộ quy tắc này không kế thừa bộ nào",
        "`{key}` has nothing to change: this ruleset inherits none",
        "thêm `kế thừa: [luat/2017]` vào phần đầu",
        "add `kế thừa: [luat/2017]` to the head",
    ),
    "COMP-05": _error(
        "`thay thế {code}` chưa nêu `lý do`",
        "`thay thế {code}` gives no reason (`lý do`)",
        "thêm `lý do:` nói vì sao quy định được kế thừa không áp dụng nữa",
        "add `lý do:` that tells why the inherited rule no longer applies",
    ),
    "COMP-06": _error(
        "`{code}` đã bị đổi ở {first}; hai chỗ không cùng đổi một quy tắc",
        "`{code}` is already changed at {first}; one rule is not changed at two places",
        "giữ lại một, hoặc viết cả hai vào cùng một `thay thế`",
        "keep one, or write both into one `thay thế`",
    ),
    "COMP-07": _error(
        "`{code}` đã có ở {first} nên không bổ sung được",
        "`{code}` exists at {first} and cannot be added",
        "đặt mã khác; muốn đổi quy định đã có thì dùng `thay thế`",
        "give it another code; to change what is there use `thay thế`",
    ),
    "COMP-08": _error(
        "`{key}` của `{code}` không bổ sung được",
        "`{key}` of `{code}` cannot be added to",
        "chỉ bổ sung được {allowed}; muốn đổi thứ khác thì dùng `thay thế`",
        "only {allowed} can be added to; to change anything else use `thay thế`",
    ),
    "COMP-09": _error(
        "`{code}` không có `{key}` để bổ sung vào",
        "`{code}` has no `{key}` to add to",
        "bổ sung vào quy tắc chứa nó, hoặc dùng `thay thế` để viết lại cả `{code}`",
        "add to the rule it is part of, or use `thay thế` to write all of `{code}` anew",
    ),
    "COMP-10": _error(
        "mục này của `dự phòng` thiếu {keys}",
        "this entry of `dự phòng` lacks {keys}",
        "viết `{{bộ quy tắc: luat/2024, quy tắc: [LĐTT], lý do: …, căn cứ: …}}`",
        "write `{{bộ quy tắc: luat/2024, quy tắc: [LĐTT], lý do: …, căn cứ: …}}`",
    ),
    "COMP-11": _error(
        "không tìm thấy hoặc không đọc được bộ quy tắc dự phòng `{name}`",
        "the fallback ruleset `{name}` does not exist or cannot be read",
    ),
    "COMP-12": _error(
        "bộ quy tắc dự phòng `{ruleset}` không có quy tắc `{code}`",
        "the fallback ruleset `{ruleset}` has no rule `{code}`",
    ),
    "COMP-13": _error(
        "bộ quy tắc này đã có `{code}` ({first}) nên không dùng quy định dự phòng",
        "this ruleset has `{code}` ({first}), so that there is nothing to fall back for",
        "bỏ `{code}` khỏi `dự phòng`",
        "take `{code}` out of `dự phòng`",
    ),
    "COMP-14": _error(
        "`{code}` của `{ruleset}` dựa vào `{needed}`, mà bộ quy tắc này không có",
        "`{code}` of `{ruleset}` rests on `{needed}`, which this ruleset does not have",
        "thêm `{needed}` vào `quy tắc` của mục dự phòng này, hoặc quy định nó ở đây",
        "add `{needed}` to `quy tắc` of this fallback, or declare it here",
    ),
    "DOC-01": _error(
        "văn bản `{id}` đã khai báo khác đi ở {first}", "the document `{id}` is declared differently at {first}"
    ),
    "DOC-02": _error(
        "văn bản `{id}` chưa có số hiệu",
        "the document `{id}` has no number",
        "thêm mục `số hiệu:`",
        "add the entry `số hiệu:`",
    ),
    "DOC-03": _error(
        "`mã mục` phải là `do bộ quy tắc đặt` hoặc `của văn bản`",
        "`mã mục` must be `do bộ quy tắc đặt` or `của văn bản`",
    ),
    "DOC-04": _error(
        "`mục` phải kê từng mục của văn bản kèm nội dung tóm tắt",
        "`mục` must list every clause of the document with a gist",
        "như `mục: {{T1.a: kế hoạch và giải pháp}}`",
        "like `mục: {{T1.a: kế hoạch và giải pháp}}`",
    ),
    "DOC-05": _error("văn bản `{id}` chưa khai báo", "the document `{id}` is not declared"),
    "DOC-06": _error("căn cứ chưa nêu mục nào của `{id}`", "the citation does not say which clause of `{id}`"),
    "DOC-07": _error("`{id}` không kê mục `{clause}`", "`{id}` does not list a clause `{clause}`"),
    "DOC-08": _error("không có loại văn bản `{name}`", "there is no kind of document `{name}`"),
    "PARAM-01": _error(
        "tham số `{name}` đã khai báo ở {first}", "the parameter `{name}` is already declared at {first}"
    ),
    "PARAM-02": _error(
        "tham số `{name}` đã có trong bộ quy tắc kế thừa, ở {first}",
        "the parameter `{name}` is inherited from {first}",
        "muốn đặt giá trị khác thì bỏ `kiểu`, chỉ ghi `giá trị` và `căn cứ`; nếu là tham số khác thì đổi tên",
        "to set another value, leave out `kiểu` and give `giá trị` and `căn cứ`; rename it if it is another parameter",
    ),
    "PARAM-03": _error("tham số không thể có kiểu `thuộc`", "a parameter cannot be a reference"),
    "PARAM-04": _error(
        "tham số `{name}` chưa có căn cứ", "the parameter `{name}` has no citation", "thêm `căn cứ:`", "add `căn cứ:`"
    ),
    "PARAM-05": _error(
        "tham số `{name}` chưa có giá trị", "the parameter `{name}` has no value", "thêm `giá trị:`", "add `giá trị:`"
    ),
    "PARAM-06": _error(
        "`{text}` không phải ngày bắt đầu áp dụng một giá trị",
        "`{text}` is not the day from which a value holds",
        "viết như `giá trị: {{2017-10-01: 15%, 2024-01-01: 20%}}`",
        "write it like `giá trị: {{2017-10-01: 15%, 2024-01-01: 20%}}`",
    ),
    "PARAM-07": _error(
        "ngày `{text}` ghi hai lần", "the day `{text}` is given twice", "giữ một giá trị cho mỗi ngày", "keep one value"
    ),
    "PARAM-08": _error(
        "kiểu `{kind}` không có giá trị `không giới hạn`", "the type `{kind}` has no value `không giới hạn`"
    ),
    "PARAM-09": _error(
        "giá trị của tham số phải là một giá trị xác định", "the value of a parameter must be a single value"
    ),
    "PARAM-11": _warning(
        "tham số `{name}` chưa có giá trị trước {first}, mà bộ quy tắc có hiệu lực từ {start}",
        "the parameter `{name}` has no value before {first}, but the ruleset is in force from {start}",
        "thêm giá trị áp dụng từ {start}, nếu không thì trước {first} kết quả là chưa đủ căn cứ",
        "add the value that holds from {start}; without it nothing that needs it can be decided before {first}",
    ),
    "PARAM-10": _warning(
        "tham số `{name}` trùng tên với một mục của `{type}`; trong quy tắc cho `{type}` tên này chỉ mục đó",
        "the parameter `{name}` has a name of `{type}`; in rules for `{type}` the name means the latter",
        "đổi tên tham số",
        "rename the parameter",
    ),
    "VOC-01": _error(
        "`{name}` chưa có kiểu",
        "`{name}` has no type",
        "thêm `kiểu:`, như `kiểu: đúng/sai` hoặc `kiểu: phần trăm`",
        "add `kiểu:`, like `kiểu: đúng/sai` or `kiểu: phần trăm`",
    ),
    "VOC-02": _error("không có kiểu `{text}`", "there is no type `{text}`"),
    "VOC-03": _error("loại dữ kiện `{name}` chưa khai báo trong từ vựng", "the fact type `{name}` is not declared"),
    "VOC-04": _error("`{key}` không dùng được với kiểu `{kind}`", "`{key}` cannot go with the type `{kind}`"),
    "VOC-05": _error(
        "`{name}` chưa kê các giá trị",
        "`{name}` does not list its values",
        "thêm `{key}: [...]`; bậc xếp từ thấp đến cao",
        "add `{key}: [...]`; grades go from low to high",
    ),
    "VOC-06": _error(
        "giá trị `{name}` kê hai lần",
        "the value `{name}` is listed twice",
        "giữ một chỗ, trong `bậc` hoặc trong `ngoài bậc`",
        "keep one of them, in `bậc` or in `ngoài bậc`",
    ),
    "VOC-07": _error(
        "`{text}` không dùng làm tên trong Python được",
        "`{text}` cannot be a name in Python",
        "dùng chữ thường không dấu, chữ số và `_`, bắt đầu bằng chữ",
        "use lower-case ASCII letters, digits and `_`, beginning with a letter",
    ),
    "VOC-08": _error(
        "tên `{name}` đã có ở {first} (viết khác nhau về dấu thanh, i/y, chữ hoa vẫn là một tên)",
        "the name `{name}` is already declared at {first} (tone place, i/y and case do not tell names apart)",
        "đổi một trong hai tên",
        "rename one of the two",
    ),
    "VOC-09": _error("không có trường nào tên `{name}` để lấy theo", "there is no field `{name}` to be like"),
    "VOC-10": _error(
        "`như: {name}` có kiểu `{kind}`, khác kiểu ghi ở đây", "`như: {name}` has the type `{kind}`, not this one"
    ),
    "VOC-11": _error(
        "`hướng` phải là `càng cao càng tốt` hoặc `càng thấp càng tốt`",
        "`hướng` must be `càng cao càng tốt` or `càng thấp càng tốt`",
    ),
    "VOC-12": _error(
        "`{name}`: giới hạn `từ` lớn hơn giới hạn `đến`", "`{name}`: the bound `từ` is above the bound `đến`"
    ),
    "VOC-13": _error(
        "`thập phân` phải là một số nguyên từ 0 đến {limit}",
        "`thập phân` must be a whole number from 0 to {limit}",
        "ghi số chữ số sau dấu phẩy, như `thập phân: 2`",
        "write how many digits stand after the comma, like `thập phân: 2`",
    ),
    "VOC-14": _error(
        "`{name}` có giá trị mặc định mà không có căn cứ",
        "`{name}` has a default without a citation",
        "chỉ đặt mặc định khi văn bản quy định, và ghi `căn cứ:`",
        "give a default only where the law states it, with `căn cứ:`",
    ),
    "VOC-15": _error("`{type}` không có trường `{name}` để làm khoá", "`{type}` has no field `{name}` to be its key"),
    "VOC-16": _error(
        "có nhiều trường tên `{name}` khác nhau",
        "there are several different fields named `{name}`",
        "viết `như: {name} của <loại dữ kiện>`",
        "write `như: {name} của <fact type>`",
    ),
    "VOC-17": _error("`như: {name}` dẫn vòng tròn về chính nó", "`như: {name}` leads back to itself"),
    "VOC-18": _error(
        "`{name}` là tên có sẵn, không khai báo lại được",
        "`{name}` is built in and cannot be declared",
        "đổi tên",
        "rename it",
    ),
    "VOC-19": _error(
        "`{name}` và `{other}` có cùng tên `{attribute}` trong Python",
        "`{name}` and `{other}` have the same name `{attribute}` in Python",
        "thêm `mã python:` cho một trong hai",
        "give one of them `mã python:`",
    ),
    "VOC-20": _error(
        "tên `{name}` cũng đọc được như một điều kiện, nên không rõ nghĩa",
        "the name `{name}` can also be read as a condition, so its meaning is not clear",
        "trong tên này có một tên khác đã khai báo sau một từ của ngôn ngữ (như `số`, `có`, `không`, `tỷ lệ`): "
        "đổi một trong hai tên",
        "it is a word of the language (like `số`, `có`, `không`, `tỷ lệ`) before another declared name: "
        "rename one of the two",
    ),
    "VOC-21": _error(
        "`{name}` là từ của ngôn ngữ điều kiện, không dùng làm tên được",
        "`{name}` is a word of the condition language and cannot be a name",
        "thêm từ vào tên, như `tỷ lệ giải ngân` thay vì `tỷ lệ`",
        "make the name longer, like `tỷ lệ giải ngân` instead of `tỷ lệ`",
    ),
    "VOC-22": _error(
        "giá trị “{name}” có dấu `{sign}`, là dấu ngăn các khả năng khi ghi hồ sơ",
        "the value “{name}” holds the sign `{sign}`, which separates possibilities in dossiers",
        "viết cách khác, như “a hoặc b” thay vì “a | b”",
        "write it another way, like “a hoặc b” instead of “a | b”",
    ),
    "RULE-01": _error(
        "`{code}` chưa ghi `cho:` loại nào",
        "`{code}` does not say which type it is for",
        "thêm `cho:`, như `cho: tập thể`",
        "add `cho:`, like `cho: tập thể`",
    ),
    "RULE-02": _error(
        "`{code}` chưa có căn cứ",
        "`{code}` has no citation",
        "thêm `căn cứ: <văn bản> <mục>` ở đây hoặc ở mục trên",
        "add `căn cứ: <document> <clause>` here or above",
    ),
    "RULE-03": _error(
        "dưới `{key}` phải có các mục, mỗi mục một mã",
        "entries with codes belong under `{key}`",
        "như `a: <điều kiện>`",
        "like `a: <condition>`",
    ),
    "RULE-04": _error(
        "`ít nhất {number} trong` mà có {count} mục", "`ít nhất {number} trong` stands above {count} entries"
    ),
    "RULE-05": _error(
        "`cho` chỉ ghi ở tiêu chí, không ghi ở mục bên trong", "`cho` belongs to a criterion, not to a node inside"
    ),
    "RULE-06": _error(
        "`{code}` có cùng lúc {keys}; mỗi mục chỉ một",
        "`{code}` has {keys} at once; a node has one",
        "tách thành các mục con",
        "split it into nodes of their own",
    ),
    "RULE-07": _error(
        "`{code}` chưa có điều kiện",
        "`{code}` has no condition",
        "thêm `khi:`, `yêu cầu:`, `một trong:`, `ít nhất 2 trong:`, `không:` hoặc `không mã hoá:`",
        "add `khi:`, `yêu cầu:`, `một trong:`, `ít nhất 2 trong:`, `không:` or `không mã hoá:`",
    ),
    "RULE-08": _error(
        "dưới `trừ khi` phải có các ngoại lệ, mỗi ngoại lệ một mã",
        "exceptions with codes belong under `trừ khi`",
        "như `e1: <điều kiện>`",
        "like `e1: <condition>`",
    ),
    "RULE-09": _error(
        "mã `{code}` không viết được trong điều kiện",
        "the code `{code}` cannot be written in a condition",
        "mã gồm chữ và số, ngăn bằng dấu chấm hoặc gạch nối, không có dấu cách",
        "a code is made of letters and digits with dots or hyphens between, without spaces",
    ),
    "RULE-10": _error(
        "mã `{code}` đã dùng ở {first}", "the code `{code}` is already used at {first}", "đổi mã", "use another code"
    ),
    "RULE-11": _error("`cho: {name}`: từ vựng không có loại dữ kiện này", "`cho: {name}`: there is no such fact type"),
    "RULE-12": _error(
        "đại lượng `{name}` phải có `tính` hoặc `bảng`, chỉ một trong hai",
        "the quantity `{name}` must have `tính` or `bảng`, one of the two",
    ),
    "RULE-13": _error(
        "`bảng` phải là các dòng `điều kiện: kết quả`, hoặc một danh sách",
        "`bảng` must be rows `condition: result`, or a list",
    ),
    "RULE-14": _error("`diễn giải` phải có `chọn` và `lý do`", "`diễn giải` must have `chọn` and `lý do`"),
    "RULE-15": _error("không có tham số `{name}`", "there is no parameter `{name}`"),
    "RULE-16": _error(
        "`còn lại` phải là dòng cuối; các dòng sau nó không bao giờ được xét",
        "`còn lại` must be the last row; rows after it are never reached",
        "chuyển dòng này xuống cuối bảng",
        "move this row to the end of the table",
    ),
    "RULE-17": _error(
        "dòng này phải có `khi` (hoặc `còn lại`) và kết quả `là`",
        "this row must have `khi` (or `còn lại`) and the result `là`",
        "như `{{khi: <điều kiện>, là: 12,5%}}` hoặc `{{còn lại: 0%}}`",
        "like `{{khi: <condition>, là: 12,5%}}` or `{{còn lại: 0%}}`",
    ),
    "RULE-18": _error("`nguồn` của một quy tắc chỉ có thể là `tóm tắt`", "`nguồn` of a rule can only be `tóm tắt`"),
    "RULE-19": _error("đại lượng không thể có kiểu `thuộc`", "a quantity cannot be a reference"),
    "RULE-20": _error(
        "xếp hạng `{name}` phải có `trong` và `theo`",
        "the rank `{name}` must have `trong` and `theo`",
        "như `{{cho: tập thể, trong: khối thi đua, theo: [điểm thi đua giảm dần]}}`",
        "like `{{cho: tập thể, trong: khối thi đua, theo: [điểm thi đua giảm dần]}}`",
    ),
    "RULE-21": _error(
        "`{name}` đã khai báo ở {first}", "`{name}` is already declared at {first}", "đổi tên", "rename it"
    ),
    "RULE-22": _error(
        "`{name}` trùng tên với một mục của `{type}` ở {first}",
        "`{name}` has the name of something of `{type}` at {first}",
        "đổi tên",
        "rename it",
    ),
    "TITLE-01": _error(
        "danh hiệu `{code}` chưa có `yêu cầu`",
        "the title `{code}` has no `yêu cầu`",
        "thêm `yêu cầu:`; nếu chưa có nguyên văn quy định thì ghi `chưa có văn bản: <lý do>`",
        "add `yêu cầu:`; where the text of the law is not at hand, write `chưa có văn bản: <reason>`",
    ),
    "TITLE-02": _error(
        "`{code}` là một trường hợp loại trừ nên chỉ có một điều kiện `khi`, không có nhóm",
        "`{code}` is an exclusion, so it has one condition `khi` and no group",
        "mỗi trường hợp loại trừ một mã: `x1: …`, `x2: …`",
        "give each case a code of its own: `x1: …`, `x2: …`",
    ),
    "QUOTA-01": _error(
        "chỉ tiêu của `{name}` chưa ghi `trong` nhóm nào",
        "the quota of `{name}` does not say within which group (`trong`)",
        "thêm `trong: <trường thuộc …>`, như `trong: đơn vị`",
        "add `trong: <a reference field>`, like `trong: đơn vị`",
    ),
    "QUOTA-02": _error(
        "chỉ tiêu trong một nhóm không có: `{name}` không phải trường `thuộc …` của `{type}`",
        "a quota over a group that does not exist: `{name}` is no reference field of `{type}`",
    ),
    "QUOTA-03": _error(
        "chỉ tiêu của `{name}` chưa có `giới hạn`",
        "the quota of `{name}` has no `giới hạn`",
        "thêm `giới hạn:` với các mục có mã, như `Q1: {{tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống}}`",
        "add `giới hạn:` with coded entries, like `Q1: {{tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống}}`",
    ),
    "QUOTA-04": _error(
        "giới hạn `{code}` chưa có `tối đa`",
        "the limit `{code}` has no `tối đa`",
        "thêm `tối đa: <số người>`",
        "add `tối đa: <how many>`",
    ),
    "QUOTA-05": _error(
        "chỉ tiêu này không có giới hạn `{code}`",
        "this quota has no limit `{code}`",
        "ghi mã của một giới hạn khác trong cùng `giới hạn:`",
        "give the code of another limit under the same `giới hạn:`",
    ),
    "QUOTA-06": _error(
        "giới hạn `{code}` tính theo chính nó",
        "the limit `{code}` is computed from itself",
        "tính theo số người của nhóm, theo tham số hoặc theo giới hạn khác",
        "compute it from the number of people, from a parameter or from another limit",
    ),
    "QUOTA-07": _error("không có cách xử lý `{text}` khi bằng nhau", "there is no treatment of ties `{text}`"),
    "QUOTA-08": _error(
        "khi bằng nhau thì hội đồng chọn, nhưng `{type}` chưa có trường đúng/sai `{name}`",
        "the council chooses among those who tie, but `{type}` has no yes/no field `{name}`",
        "khai báo `{name}: đúng/sai` trong từ vựng của `{type}`, hoặc ghi `khi bằng nhau: cùng được` (hay `cùng loại`)",
        "declare `{name}: đúng/sai` for `{type}`, or write `khi bằng nhau: cùng được` (or `cùng loại`)",
    ),
    "QUOTA-09": _warning(
        "ưu tiên theo `{name}`, mà trường này có thể không có",
        "a priority on `{name}`, a field that may be missing",
        "ai không có thì không xếp được thứ tự: ghi thêm một ưu tiên `có {name}` ở trên, hoặc dùng trường khác",
        "whoever has none cannot be put in order: add a priority `có {name}` above it, or use another field",
    ),
    "QUOTA-10": _error(
        "không có cách làm tròn `{text}`",
        "there is no rounding `{text}`",
    ),
    "QUOTA-11": _error(
        "không đọc được bội số làm tròn trong `{text}`",
        "the multiple to round to in `{text}` cannot be read",
        "số người làm tròn đến một: `xuống`, `lên` hoặc `gần nhất`; điểm và tiền thì như `lên đến 10.000`",
        "numbers of people are rounded to one: `xuống`, `lên` or `gần nhất`; points and money like `lên đến 10.000`",
    ),
    "SCORE-01": _error(
        "điểm `{name}` chưa có `mục`",
        "the score `{name}` has no items (`mục`)",
        "thêm `mục:` với các mục có mã, như `I: {{tối đa: 10, trừ: {{a: 2 × số lần đi muộn}}}}`",
        "add `mục:` with coded items, like `I: {{tối đa: 10, trừ: {{a: 2 × số lần đi muộn}}}}`",
    ),
    "SCORE-02": _error(
        "điểm phải có kiểu `số` hoặc `số nguyên`, không phải {kind}",
        "a score has the type `số` or `số nguyên`, not {kind}",
        "bỏ `kiểu`, chỉ ghi `thập phân` nếu cần",
        "leave `kiểu` out; write `thập phân` if needed",
    ),
    "SCORE-03": _error("`{key}` không thể là `{text}`", "`{key}` cannot be `{text}`"),
    "SCORE-04": _error(
        "mục `{code}` chưa nói cách tính điểm",
        "the item `{code}` does not say how points are made",
        "thêm `tính`, `bảng`, `mục`, `trừ`, `cộng` hoặc `mất điểm khi`",
        "add `tính`, `bảng`, `mục`, `trừ`, `cộng` or `mất điểm khi`",
    ),
    "SCORE-05": _error(
        "mục `{code}` vừa trừ vừa cộng mà chưa nói bắt đầu từ bao nhiêu điểm",
        "the item `{code}` both takes and adds points, but does not say from how many it starts",
        "thêm `tính: 0` nếu cộng từ 0, hoặc `tính: <tối đa>` nếu trừ từ tối đa",
        "add `tính: 0` to start from 0, or `tính: <the maximum>` to start from the maximum",
    ),
    "SCORE-06": _error(
        "mục `{code}` trừ từ tối đa nhưng chưa có `tối đa`",
        "the item `{code}` is taken from its maximum but has no `tối đa`",
        "thêm `tối đa: <số điểm>`",
        "add `tối đa: <points>`",
    ),
    "SCORE-07": _error(
        "`{key}` chỉ dùng khi có `{needed}`",
        "`{key}` goes only with `{needed}`",
        "thêm `{needed}:`, hoặc bỏ `{key}`",
        "add `{needed}:`, or leave `{key}` out",
    ),
    "SCORE-08": _error(
        "dòng `{code}` chưa có `tính`",
        "the line `{code}` has no `tính`",
        "thêm `tính: <số điểm>`",
        "add `tính: <points>`",
    ),
    "SCORE-09": _error(
        "tối đa các mục của `{name}` cộng lại là {total}, không phải thang {scale}",
        "the maxima of the items of `{name}` add up to {total}, not to the scale of {scale}",
        "xem lại `tối đa` của các mục, hoặc `thang`",
        "check the maxima of the items, or `thang`",
    ),
    "SCORE-10": _error(
        "tối đa các mục con của `{code}` cộng lại là {total}, không phải {most}",
        "the maxima of the items below `{code}` add up to {total}, not to {most}",
        "xem lại `tối đa`, hoặc ghi `lấy: cao nhất` nếu chỉ lấy một mục con",
        "check `tối đa`, or write `lấy: cao nhất` if only one of them counts",
    ),
    "SCORE-11": _error(
        "mục con `{code}` tối đa {points} điểm, nhiều hơn {most} điểm của mục `{parent}`",
        "the item `{code}` gives up to {points} points, more than the {most} of `{parent}`",
        "xem lại `tối đa`",
        "check `tối đa`",
    ),
    "SCORE-12": _warning(
        "dòng `{code}` tính {points} điểm, nhiều hơn cả mục `{item}` ({most} điểm)",
        "the line `{code}` counts {points} points, more than the whole item `{item}` ({most} points)",
        "điểm của mục dừng ở 0 và ở tối đa; xem lại số điểm, và `tối đa` của dòng",
        "the item stops at 0 and at its maximum; check the points, and the line's `tối đa`",
    ),
    "SCORE-13": _warning(
        "kết quả {points} điểm nằm ngoài 0 đến {most} điểm của mục `{item}`",
        "a result of {points} points is outside the 0 to {most} points of the item `{item}`",
        "xem lại số điểm hoặc `tối đa`",
        "check the points or `tối đa`",
    ),
    "SCORE-14": _error(
        "`tối đa` của mục `{item}` là {points}, một số âm",
        "`tối đa` of the item `{item}` is {points}, a negative number",
        "ghi số điểm tối đa là số dương; điểm bị trừ thì ghi ở `trừ` hoặc `điểm trừ`",
        "write the maximum as a positive number; points to be taken off belong under `trừ` or `điểm trừ`",
    ),
    "SCORE-15": _warning(
        "dòng `{code}` tính {points} điểm; số âm thì dòng luôn là 0",
        "the line `{code}` counts {points} points; a negative line is always 0",
        "bỏ dấu trừ: điểm dưới `trừ` đã là điểm bị trừ",
        "drop the sign: points under `trừ` are taken off already",
    ),
    "GRADE-01": _error(
        "xếp loại `{name}` chưa có `bảng`",
        "the grade `{name}` has no table (`bảng`)",
        "thêm `bảng:` với các dòng `điều kiện: bậc`",
        "add `bảng:` with rows `condition: grade`",
    ),
    "GRADE-02": _error(
        "xếp loại phải có kiểu `bậc`, không phải {kind}",
        "a grade has the type `bậc`, not {kind}",
        "ghi `bậc: [thấp nhất, …, cao nhất]`, hoặc `như: <trường kiểu bậc>`",
        "write `bậc: [lowest, …, highest]`, or `như: <a field of the type bậc>`",
    ),
    "GRADE-03": _error(
        "`điều chỉnh` phải là một danh sách",
        "`điều chỉnh` must be a list",
        "như `[{{mã: Đ1, khi: <điều kiện>, hạ: 1}}]`",
        "like `[{{mã: Đ1, khi: <condition>, hạ: 1}}]`",
    ),
    "GRADE-04": _error(
        "điều chỉnh `{code}` chưa nói đổi thế nào",
        "the adjustment `{code}` does not say what it changes",
        "thêm `hạ: 1`, `nâng: 1`, `không cao hơn: <bậc>`, `không thấp hơn: <bậc>` hoặc `thành: <bậc>`",
        "add `hạ: 1`, `nâng: 1`, `không cao hơn: <grade>`, `không thấp hơn: <grade>` or `thành: <grade>`",
    ),
    "GRADE-05": _error(
        "`{key}` phải là số bậc, như `1`, không phải `{text}`",
        "`{key}` is a number of steps, like `1`, not `{text}`",
        "xếp loại này có {count} bậc nên đổi được từ 1 đến {most} bậc; đưa thẳng về một bậc thì ghi `thành: <bậc>`",
        "this grade has {count} steps, so 1 to {most} can be moved; to set one step write `thành: <grade>`",
    ),
    "GRADE-06": _error(
        "chỉ tiêu của một xếp loại phải ghi `{key}`",
        "the quota of a grade must say `{key}`",
        "ghi `bậc: <bậc có chỉ tiêu>` và `vượt thì: <bậc của người vượt chỉ tiêu>`",
        "write `bậc: <the limited grade>` and `vượt thì: <the grade of those left out>`",
    ),
    "GRADE-07": _error("xếp loại này không có bậc `{text}`", "this grade has no step `{text}`"),
    "GRADE-08": _error(
        "vượt chỉ tiêu `{grade}` thì phải xuống bậc thấp hơn, mà `{otherwise}` không thấp hơn",
        "those left out of `{grade}` must go to a lower step, and `{otherwise}` is not lower",
        "ghi một bậc đứng trước `{grade}` trong danh sách `bậc`, vì danh sách đi từ thấp lên cao",
        "write a step that stands before `{grade}` in the list `bậc`, which goes from low to high",
    ),
    "GRADE-09": _warning(
        "không ai xếp được bậc `{name}`: không dòng nào của bảng và không điều chỉnh nào của `{grade}` cho bậc này",
        "a grade that no one can reach: no row and no adjustment of `{grade}` gives `{name}`",
        "thêm dòng cho bậc này, hoặc bỏ nó khỏi danh sách",
        "add a row for it, or take it off the list",
    ),
    "PAY-01": _error(
        "mức thưởng `{name}` phải có `mức lương` và `hệ số`",
        "the amount `{name}` must have `mức lương` and `hệ số`",
        "như `mức lương: lương cơ sở`, và dưới `hệ số:` mỗi dòng `đạt <mã danh hiệu>: <hệ số>`",
        "like `mức lương: lương cơ sở`, and under `hệ số:` one line `đạt <title code>: <coefficient>` each",
    ),
    "TABLE-01": _warning(
        "dòng `{row}` của `{name}` không bao giờ được chọn",
        "the row `{row}` of `{name}` can never be chosen",
        "các dòng trên nó đã lấy hết các trường hợp, hoặc điều kiện không thể đạt: xem lại thứ tự và các mốc",
        "the rows above take all its cases, or its condition cannot be met: check the order and the thresholds",
    ),
    "TABLE-02": _warning(
        "bảng `{name}` không có dòng nào cho: {gaps}",
        "the table `{name}` has no row for: {gaps}",
        "thêm dòng hoặc `còn lại:`; nếu văn bản không quy định thì để vậy, kết quả là chưa xác định",
        "add a row or `còn lại:`; if the text does not say, leave it: the result is then undetermined",
    ),
    "RULE-30": _note("`{code}` theo một cách đọc đã ghi: {chosen}", "`{code}` follows a recorded reading: {chosen}"),
    "RULE-31": _note("`{code}` không mã hoá: {reason}", "`{code}` is not encoded: {reason}"),
    "RULE-32": _note("`{code}` viết theo bản tóm tắt của văn bản", "`{code}` was written from a summary of the text"),
    "RULE-33": _note("`{code}` chưa có văn bản: {reason}", "the text for `{code}` is not at hand: {reason}"),
    "COMP-30": _note(
        "`{code}` thay thế quy định của `{ruleset}`: {reason}", "`{code}` replaces a rule of `{ruleset}`: {reason}"
    ),
    "COMP-31": _note(
        "`{rules}` lấy từ bộ quy tắc dự phòng `{ruleset}`: {reason}",
        "`{rules}` is taken from the fallback ruleset `{ruleset}`: {reason}",
    ),
}

_FACTS: dict[str, Code] = {
    "FACT-01": _error(
        "`{field}`: `{text}` không phải là số",
        "`{field}`: `{text}` is not a number",
        "viết số như `1.000` hoặc `98,5`",
        "write numbers like `1.000` or `98,5`",
    ),
    "FACT-02": _error(
        "`{field}`: `{text}` có thể hiểu hai cách; dấu phẩy đứng trước phần thập phân, dấu chấm ngăn hàng nghìn",
        "`{field}`: `{text}` can be read two ways; a comma stands before the decimals, dots between thousands",
        "viết `{right}`",
        "write `{right}`",
    ),
    "FACT-03": _error(
        "`{field}`: `{text}` thiếu dấu `%`",
        "`{field}`: `{text}` lacks the sign `%`",
        "viết `{right}`",
        "write `{right}`",
    ),
    "FACT-04": _error(
        "`{field}`: `{text}` có nhiều hơn {limit} chữ số thập phân",
        "`{field}`: `{text}` has more than {limit} decimal digits",
        "làm tròn theo quy định của văn bản rồi ghi lại",
        "round it as the regulation says and write that",
    ),
    "FACT-05": _error(
        "`{field}`: `{value}` nằm ngoài khoảng cho phép ({bounds})",
        "`{field}`: `{value}` is outside what is allowed ({bounds_en})",
        "xem lại số đã ghi; nếu đúng như vậy thì sửa `từ`, `đến` nơi khai báo",
        "check what was written; if it is right, change `từ` and `đến` where they are declared",
    ),
    "FACT-06": _error(
        "`{field}`: không có giá trị “{text}”", "`{field}`: there is no value “{text}”", "xem lại", "check it"
    ),
    "FACT-07": _error(
        "`{field}`: `{text}` không phải là đúng hay sai",
        "`{field}`: `{text}` is neither true nor false",
        "viết `đúng` hoặc `sai` (`có`, `không` cũng được); chưa biết thì để trống",
        "write `đúng` or `sai` (`có`, `không` will do); leave it blank if not known",
    ),
    "FACT-08": _error(
        "`{field}`: `{text}` không phải là ngày",
        "`{field}`: `{text}` is not a date",
        "viết ngày như `15/12/2021`",
        "write dates like `15/12/2021`",
    ),
    "FACT-09": _error(
        "`{field}`: `{text}` là một con số, không phải ngày",
        "`{field}`: `{text}` is a bare number, not a date",
        "viết ngày như `15/12/2021`",
        "write dates like `15/12/2021`",
    ),
    "FACT-10": _error(
        "`{field}`: `{text}` không phải là {kind}",
        "`{field}`: `{text}` is not a period of the kind `{kind}`",
        "viết như `{example}`, trong bảng tính là ô dạng văn bản",
        "write it like `{example}`, in a spreadsheet as a text cell",
    ),
    "FACT-11": _error(
        "`{field}`: `không có` không phải là giá trị của mục này",
        "`{field}`: `không có` (none) is not a value of this field",
        "chưa biết thì để trống",
        "leave it blank if it is not known",
    ),
    "FACT-12": _error(
        "`{field}`: cần {kind}, nhưng nhận được `{value}`", "`{field}`: expected `{kind}`, got `{value}`"
    ),
    "FACT-13": _error(
        "`{field}`: khoảng hoặc tập giá trị này không dùng được ở đây",
        "`{field}`: this range or set of values cannot be used here",
        "khoảng viết `{{từ: …, đến: …}}` cho số, ngày, kỳ, bậc; tập viết `{{một trong: […]}}`",
        "ranges are `{{từ: …, đến: …}}` for numbers, dates, periods, grades; sets are `{{một trong: […]}}`",
    ),
    "FACT-14": _error(
        "`{field}`: có một giá trị để trống trong tập hoặc khoảng",
        "`{field}`: a value of the set or range is blank",
    ),
    "FACT-15": _error(
        "`{field}`: khoảng ngược, `{low}` lớn hơn `{high}`",
        "`{field}`: the range is reversed, `{low}` is above `{high}`",
        "đổi chỗ hai đầu của khoảng",
        "swap its ends",
    ),
    "FACT-16": _error(
        "`{field}`: văn bản có ký tự điều khiển {character}",
        "`{field}`: the text holds the control character {character}",
        "xoá ký tự này",
        "delete this character",
    ),
    "FACT-17": _error(
        "`{field}`: `{text}` có dấu `%`, nhưng mục này không phải là phần trăm",
        "`{field}`: `{text}` has the sign `%`, but this field is not a percentage",
        "bỏ dấu `%`, hoặc khai báo kiểu `phần trăm`",
        "drop the sign, or declare the type `phần trăm`",
    ),
    "FACT-18": _error(
        "`{field}`: số `{text}` quá lớn hoặc quá dài", "`{field}`: the number `{text}` is too large or long"
    ),
    "FACT-20": _error("không có loại đối tượng `{name}`", "there is no type `{name}`", "xem lại tên", "check the name"),
    "FACT-21": _error(
        "`{type}` không có mục `{name}`", "`{type}` has no field `{name}`", "xem lại tên", "check the name"
    ),
    "FACT-22": _error(
        "mã `{key}` có hai lần trong `{type}`, lần đầu ở {first}",
        "`{key}` occurs twice in `{type}`, first at {first}",
        "mỗi đối tượng ghi một lần, mỗi mã chỉ của một đối tượng",
        "write each subject once and give each its own code",
    ),
    "FACT-23": _error(
        "`{type}` này thiếu `mã`",
        "this `{type}` has no `mã` (code)",
        "mỗi đối tượng phải có một mã, không trùng trong cùng loại",
        "every subject needs a code, unique within its type",
    ),
    "FACT-24": _error(
        "`{type}` này thiếu `{field}`, là phần của khoá",
        "this `{type}` lacks `{field}`, which is part of its key",
        "khoá phải có giá trị cụ thể",
        "keys need definite values",
    ),
    "FACT-25": _error(
        "`{field}`: không có {targets} nào mang mã `{key}`",
        "`{field}`: there is no {targets} with the code `{key}`",
        "thêm đối tượng này vào hồ sơ hoặc sửa mã",
        "add that subject to the dossier or correct the code",
    ),
    "FACT-26": _error(
        "`{field}`: mã `{key}` là của nhiều đối tượng khác loại: {types}",
        "`{field}`: the code `{key}` belongs to subjects of several types: {types}",
        "viết `{key} (tên loại)`, hoặc đặt mã khác nhau",
        "write `{key} (name of the type)`, or give them different codes",
    ),
    "FACT-27": _error(
        "`{type}` này không dùng `mã`, được xác định bằng: {fields}",
        "this `{type}` has no `mã`; it is identified by: {fields}",
    ),
    "FACT-28": _error(
        "mã `{key}` không dùng được",
        "the code `{key}` cannot be used",
        "mã là một dòng văn bản không có dấu `|` và `;`, trong bảng tính là ô dạng văn bản",
        "a code is one line of text without `|` and `;`, in a spreadsheet a text cell",
    ),
    "FACT-29": _error(
        "hồ sơ thiếu `ngày xét`",
        "the dossier does not say `ngày xét` (the date of the decision)",
        "thêm `ngày xét: 15/01/2022`",
        "add `ngày xét: 15/01/2022`",
    ),
    "FACT-30": _error(
        "hồ sơ thiếu `kỳ xét`",
        "the dossier does not say `kỳ xét` (the period that is decided)",
        "thêm `kỳ xét: 2021`",
        "add `kỳ xét: 2021`",
    ),
    "FACT-31": _error(
        "`kỳ xét`: `{text}` không phải là kỳ",
        "`kỳ xét`: `{text}` is not a period",
        "viết `2021`, `2021-2022`, `Q1/2021` hoặc `03/2021`",
        "write `2021`, `2021-2022`, `Q1/2021` or `03/2021`",
    ),
    "FACT-32": _error(
        "`{type}` không có danh sách `{name}`",
        "`{type}` has no collection `{name}`",
        "xem lại tên",
        "check the name",
    ),
    "FACT-33": _error(
        "danh sách này ghi dưới `{owner}`, nhưng `{field}` lại ghi `{other}`",
        "this is listed under `{owner}`, but its `{field}` says `{other}`",
        "bỏ một trong hai",
        "remove one of the two",
    ),
    "FACT-34": _error(
        "danh sách `{collection}` của `{owner}` đã ghi là đầy đủ, không thể có thêm `{member}`",
        "`{collection}` of `{owner}` is said to be complete and cannot also hold `{member}`",
        "ghi vào danh sách đó, hoặc ghi `chưa đầy đủ: [{collection}]`",
        "add it to that list, or say `chưa đầy đủ: [{collection}]`",
    ),
    "FACT-35": _error(
        "`{member}` chưa ghi `{field}`, mà không còn {targets} nào có thể nhận thêm",
        "the `{field}` of `{member}` is not known, and no {targets} is left that could be it",
    ),
    "FACT-36": _error("`{name}` không có trong hồ sơ", "`{name}` is not in the dossier"),
    "FACT-37": _error(
        "cần {expected} ở đây",
        "expected {expected_en} here",
        "đầu hồ sơ viết `kỳ xét: 2021`; dưới mỗi loại là danh sách, mỗi đối tượng bắt đầu bằng `- mã: …`",
        "at the top write `kỳ xét: 2021`; below each type stands a list, each object beginning with `- mã: …`",
    ),
    "FACT-38": _error("`{field}` ghi hai lần cho cùng một đối tượng", "`{field}` is given twice for one subject"),
    "FACT-41": _error("không dùng mục `{name}` ở đây", "`{name}` is not used here"),
    "FACT-42": _error(
        "giá trị `{value}` nằm ở cột không có tiêu đề",
        "the value `{value}` stands in a column without a heading",
        "thêm tiêu đề hoặc xoá ô; trong tệp CSV, giá trị có dấu phẩy phải đặt trong dấu nháy kép",
        "add a heading or clear the cell; in CSV, a value with a comma needs double quotes",
    ),
    "FACT-43": _error("`{key}` có hai lần", "`{key}` occurs twice", "giữ một", "keep one of them"),
    "FACT-44": _error(
        "cần cả `mã` và `bộ sưu tập`, hoặc để trống cả hai",
        "give both `mã` and `bộ sưu tập`, or neither",
        "chỉ ghi `loại` thì cả loại đó là đầy đủ",
        "`loại` alone says that the whole type is complete",
    ),
    "FACT-45": _error(
        "văn bản dài hơn {limit} ký tự, ô bảng tính không chứa được",
        "the text is longer than the {limit} characters that a cell can hold",
        "ghi ra .yaml, .json hoặc .csv",
        "write .yaml, .json or .csv instead",
    ),
    "FACT-48": _error(
        "{type} `{key}` không thoả ràng buộc `{title}`: {text}",
        "{type} `{key}` breaks the constraint `{title}`: {text}",
        "sửa các dữ kiện này cho khớp nhau",
        "correct these facts so that they agree",
    ),
    "FACT-46": _warning(
        "hồ sơ không có đối tượng nào",
        "the dossier holds no subject",
        "xem lại tệp: mỗi loại đối tượng một danh sách, một trang tính hoặc một tệp .csv mang tên loại",
        "check the file: each type has a list, a sheet or a .csv file named after it",
    ),
    "FACT-47": _warning(
        "`{field}`: ô ghi số thường được đọc là {read}, không phải {meant} (số ô như vậy trong cột: {count})",
        "`{field}`: the plain number of this cell is read as {read}, not {meant} (such cells in the column: {count})",
        "muốn nói {meant} thì viết `{meant}` hoặc định dạng ô là phần trăm; nếu đúng là {read} thì viết `{read}`",
        "if {meant} is meant, write `{meant}` or format the cell as a percentage; if {read} is right, write `{read}`",
    ),
    "FACT-39": _error(
        "hồ sơ ghi `bộ quy tắc: {given}`, nhưng đang xét theo `{wanted}`",
        "the dossier says `bộ quy tắc: {given}`, but it is decided under `{wanted}`",
    ),
}

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
    "TYPE-04": _error(
        "không có tiêu chí hay yêu cầu mang mã `{code}`", "no criterion or requirement has code `{code}`"
    ),
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
        "kết quả có kiểu {found}, nhưng `{name}` khai báo kiểu {wanted}",
        "the result is of type {found}, but `{name}` is declared as {wanted}",
        "ghi kết quả đúng đơn vị (phần trăm có dấu `%`, điểm, hệ số thì không); số tiền thì khai tham số kiểu `tiền`",
        "write the result in its unit (`%` for percentages, not for points); for money declare a parameter of `tiền`",
    ),
    "TYPE-40": _error(
        "`tối đa` của một giới hạn chỉ được nhắc đến {group}, không nhắc đến riêng từng người",
        "`tối đa` of a limit may only speak of {group}, not of the single candidate",
        "số chỗ phải như nhau với mọi người cùng {group}: viết `… của {group}`",
        "the seats must be the same for everybody of one {group}: write `… của {group}`",
    ),
    "TYPE-41": _error(
        "không có giới hạn mang mã `{code}` trong chỉ tiêu này",
        "this quota has no limit with code `{code}`",
        "các giới hạn đã khai: {known}",
        "its limits are: {known}",
    ),
    "TYPE-42": _error(
        "các giới hạn tính theo nhau thành vòng: {cycle}",
        "limits are reckoned from each other in a circle: {cycle}",
        "tính một trong các giới hạn theo số người của nhóm",
        "reckon one of them from the number of people in the group",
    ),
    "TYPE-44": _error(
        "ràng buộc chỉ được nhắc đến các trường của chính dữ kiện ấy",
        "a constraint may only speak of the fact's own fields",
        "điều gì cần tính từ dữ kiện khác thì viết thành yêu cầu",
        "make a requirement of what must be reckoned from other facts",
    ),
    "TYPE-43": _error(
        "số chỗ phải là một số, đây là {kind}",
        "seats must be a number, this is {kind}",
        "lấy phần trăm của một số: `15% × số thành viên của …`",
        "take a percentage of a number: `15% × số thành viên của …`",
    ),
    "TYPE-50": _error(
        "`{code}` được tính đủ điểm khi không áp dụng, nhưng không có `tối đa`",
        "`{code}` counts in full where it does not apply, but has no `tối đa`",
        "ghi `tối đa` của mục này",
        "give the maximum of this item (`tối đa`)",
    ),
    "TYPE-51": _error(
        "`{name}` khai báo là số nguyên, nhưng có thể ra số lẻ",
        "`{name}` is declared as a whole number, but may come out as a fraction",
        "ghi `làm tròn: …`, hoặc bỏ `kiểu: số nguyên` và ghi `thập phân: …`",
        "give `làm tròn: …`, or drop `kiểu: số nguyên` and give `thập phân: …`",
    ),
    "TYPE-52": _error(
        "{types} không có điểm mang tên `{name}`",
        "{types} has no score called `{name}`",
    ),
    "TYPE-53": _error(
        "mục `{code}` của `{name}` không có `tối đa`, nên không có thang điểm ở đây",
        "item `{code}` of `{name}` has no `tối đa`, so that there is no maximum here",
        "ghi `tối đa` của mục này",
        "give the maximum of this item (`tối đa`)",
    ),
    "TYPE-54": _error(
        "không có mục `{code}` trong các điểm của {types}",
        "the scores of {types} have no item `{code}`",
        "ghi mã đầy đủ như trong `mục:`, ví dụ `III.1`",
        "give the full code as it stands under `mục:`, like `III.1`",
    ),
    "TYPE-55": _error(
        "mục `{code}` có ở nhiều điểm: {scores}",
        "there is an item `{code}` in several scores: {scores}",
        "đặt mã mục khác nhau giữa các điểm",
        "give the items different codes in different scores",
    ),
    "TYPE-56": _error(
        "không dùng được `của đối tượng xét` khi đếm hoặc cộng các mục của một điểm",
        "`của đối tượng xét` cannot be used where items of a score are counted or added",
        "tách phần ấy ra ngoài `trong đó`",
        "move that part out of `trong đó`",
    ),
    "TYPE-57": _error(
        "chia cho 0",
        "division by 0",
        "xem lại số chia",
        "check the divisor",
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
    "TYPE-33": _error(
        "`{code}` dẫn chiếu `{target}` của cùng tiêu chí `{criterion}`",
        "`{code}` refers to `{target}` of the same criterion `{criterion}`",
        "đưa `{target}` ra thành một tiêu chí riêng rồi dẫn chiếu nó, hoặc viết lại điều kiện của nó ở đây",
        "make `{target}` a criterion of its own and refer to it, or write its condition here",
    ),
    "NAME-02": _error(
        "`{name}` không phải tên đã khai báo của {types}",
        "`{name}` is not a declared name of {types}",
    ),
}

_USE: dict[str, Code] = {
    "USE-01": _error("không có tệp hoặc thư mục `{name}`", "there is no file or folder `{name}`"),
    "USE-02": _error("không tìm thấy bộ quy tắc `{name}`", "there is no ruleset `{name}`"),
    "USE-03": _error(
        "có nhiều bộ quy tắc `{name}` cùng có hiệu lực: {known}",
        "several rulesets of `{name}` are in force: {known}",
        "ghi rõ mã bộ quy tắc",
        "give the identifier of one",
    ),
    "USE-04": _error(
        "`{name}` là một họ bộ quy tắc, cần {asked} để chọn: {known}",
        "`{name}` is a family of rulesets; {asked} is needed to choose: {known}",
        "cho {options}, hoặc ghi rõ mã bộ quy tắc",
        "give {options}, or the identifier of one",
    ),
    "USE-05": _error(
        "không bộ quy tắc nào của `{name}` có hiệu lực lúc đó: {known}",
        "no ruleset of `{name}` is in force then: {known}",
    ),
    "USE-30": _error(
        "chưa cài được bộ thực thi `durable` ({why})",
        "the executor `durable` is not installed ({why})",
        'chạy `pip install "thidua-rules[durable]"`; cần Python < 3.13 và một trình biên dịch C',
        'run `pip install "thidua-rules[durable]"`; it needs Python < 3.13 and a C compiler',
    ),
    "USE-31": _error(
        "durable-rules trả lời không khớp, kết quả bị bỏ: {what}",
        "durable-rules gave an answer that does not fit, so nothing of it was used: {what}",
        "dùng bộ thực thi `forward`",
        "use the executor `forward`",
    ),
}

_FACE: dict[str, Code] = {
    "TEST-01": _error(
        "khoá lạ `{name}` trong tệp tình huống",
        "unknown key `{name}` in a scenario file",
        "các khoá: {known}",
        "the keys are: {known}",
    ),
    "TEST-02": _error("tệp tình huống thiếu danh sách `tình huống`", "the scenario file has no list `tình huống`"),
    "TEST-03": _error(
        "tình huống cần có `tên`, `hồ sơ` và `mong đợi` (mã: {{mã tiêu chí: kết quả}})",
        "a scenario needs `tên`, `hồ sơ` and `mong đợi` (key: {{code: result}})",
    ),
    "TEST-04": _error(
        "`{code}` không phải mã tiêu chí hay đại lượng",
        "`{code}` is no code of a criterion or quantity",
        "gần nhất: {known}",
        "nearest: {known}",
    ),
    "TEST-05": _error(
        "hồ sơ của tình huống không có `{key}` trong `{type}`",
        "the scenario's dossier has no `{key}` among `{type}`",
        "thêm đối tượng này vào `hồ sơ` của tình huống, hoặc sửa mã; mã nhiều phần viết như `A; 11/2026`",
        "add the subject to the scenario's `hồ sơ`, or correct the key; keys of several parts are like `A; 11/2026`",
    ),
    "TEST-06": _error(
        "`{text}` không phải một kết quả",
        "`{text}` is not a result",
        "viết `đạt`, `không đạt`, `chưa đủ căn cứ` hoặc `không áp dụng`; với danh hiệu có chỉ tiêu còn có "
        "`ngoài chỉ tiêu`",
        "write `đạt`, `không đạt`, `chưa đủ căn cứ` or `không áp dụng`; of a title with a quota also `ngoài chỉ tiêu`",
    ),
    "USE-50": _error(
        "không có bộ thực thi `{name}`",
        "there is no executor `{name}`",
        "chọn một trong: {known}",
        "choose one of: {known}",
    ),
    "USE-51": _error(
        "bộ quy tắc không có mã `{code}`",
        "the ruleset has no code `{code}`",
        "chạy `thidua show <bộ quy tắc>` để xem các mã",
        "run `thidua show <ruleset>` to see its codes",
    ),
    "USE-52": _error(
        "hồ sơ không có `{key}` trong `{type}`",
        "the dossier has no `{key}` among `{type}`",
        "ghi mã như trong hồ sơ; mã nhiều phần viết như `A; 11/2026`",
        "write the key as in the dossier; keys of several parts are like `A; 11/2026`",
    ),
    "USE-53": _error("bộ quy tắc không có đại lượng `{name}`", "the ruleset has no quantity `{name}`"),
    "USE-54": _error(
        "bộ quy tắc không có tham số `{name}`",
        "the ruleset has no parameter `{name}`",
        "các tham số: {known}",
        "the parameters are: {known}",
    ),
    "USE-55": _error(
        "thiếu ngày xét hoặc kỳ xét",
        "the date or the period asked about is missing",
        "cho `on=` và `period=`",
        "give `on=` and `period=`",
    ),
    "USE-56": _error(
        "`{text}` không phải một ngày",
        "`{text}` is not a date",
        "viết `15/01/2022` hoặc `2022-01-15`",
        "write `15/01/2022` or `2022-01-15`",
    ),
    "USE-57": _error(
        "`{text}` không phải một kỳ",
        "`{text}` is not a period",
        "viết `2021`, `2021-2022`, `Q1/2021` hoặc `03/2021`",
        "write `2021`, `2021-2022`, `Q1/2021` or `03/2021`",
    ),
    "USE-58": _error(
        "dữ kiện của phiên đã thay đổi sau khi hỏi kết luận này",
        "the session's facts have changed since this verdict was asked for",
        "hỏi lại kết luận, ví dụ `session[mã, tiêu chí]`",
        "ask for the verdict again, as `session[key, code]`",
    ),
    "USE-59": _error(
        "bộ quy tắc không có loại `{name}`",
        "the ruleset has no type `{name}`",
        "các loại: {known}",
        "the types are: {known}",
    ),
    "USE-60": _error(
        "không có nhóm `{name}`", "there is no collection `{name}`", "các nhóm: {known}", "the collections are: {known}"
    ),
    "USE-62": _error(
        "không đọc hoặc ghi được `{path}`: {reason_vi}", "`{path}` cannot be read or written: {reason_en}"
    ),
    "USE-63": _error(
        "`{text}` không có dạng “tên=giá trị”",
        "`{text}` is not of the form “name=value”",
        "ví dụ --parameter “mức hoàn thành kế hoạch=98%”",
        "for example --parameter “mức hoàn thành kế hoạch=98%”",
    ),
    "USE-64": _error("không có hồ sơ `{path}`", "there is no dossier `{path}`"),
    "USE-65": _error(
        "không biết ghi tệp `{path}`",
        "`{path}` is of no form that can be written",
        "dùng đuôi .json, .xlsx hoặc .html",
        "use .json, .xlsx or .html",
    ),
    "USE-66": _error(
        "loại `{name}` không nhận danh hiệu: khoá phải gồm một đối tượng, một danh hiệu và một kỳ",
        "type `{name}` takes no titles: its key must be one subject, one title and one period",
    ),
    "USE-67": _warning(
        "bộ quy tắc `{name}` có hiệu lực {valid}, không có hiệu lực vào {day}",
        "the ruleset `{name}` is in force {valid}, not on {day}",
        "xem lại ngày xét, kỳ xét trong hồ sơ; kết quả vẫn theo bộ quy tắc này",
        "check the date and the period of the dossier; the result still follows this ruleset",
    ),
    "USE-61": _error("tham số `{name}`: {message_vi}", "parameter `{name}`: {message_en}"),
}

CODES: dict[str, Code] = {**_FILES, **_CONDITIONS, **_RULESETS, **_FACTS, **_TYPES, **_USE, **_FACE}
