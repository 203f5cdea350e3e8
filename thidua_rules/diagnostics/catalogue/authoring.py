"""Making and laying out rulesets."""

from thidua_rules.diagnostics.catalogue.code import Code, error, note

CODES: dict[str, Code] = {
    "FMT-01": error(
        "bố cục chuẩn sẽ đổi mã băm nội dung của bộ quy tắc, nên không tệp nào được viết lại",
        "the canonical layout would change the content hash of the ruleset, so none of its files was written",
        "thường do chữ có dấu viết rời (chưa dựng sẵn, NFC): gõ lại những chữ ấy rồi chạy lại lệnh",
        "mostly letters that are not composed (NFC) are why: type them anew, then run the command again",
    ),
    "FMT-02": error(
        "không bố cục lại được tệp này mà giữ nguyên mọi chữ và mọi chú thích, nên tệp được để nguyên",
        "this file cannot be laid out anew with each word and comment kept, so it was left as it is",
        "tìm chỗ YAML viết lạ, như khoá nhiều dòng trong ngoặc kép, và viết lại chỗ đó",
        "look for unusual YAML, such as a quoted key of several lines, and write it in another way",
    ),
    "FMT-03": error(
        "`{path}` không có bộ quy tắc hay tệp tình huống nào",
        "there is no ruleset and no file of scenarios at `{path}`",
        "cho đường dẫn của thư mục có tệp .yaml với khoá `bộ quy tắc`, hoặc của một tệp như vậy",
        "give the path of a folder with a .yaml file that has the key `bộ quy tắc`, or of such a file",
    ),
    "NEW-01": error(
        "`{id}` không dùng làm mã bộ quy tắc được",
        "`{id}` cannot be the identifier of a ruleset",
        "chữ thường không dấu, số, `-` và `/`, như `so-mau/2026`",
        "lower-case letters without marks, digits, `-` and `/`, such as `so-mau/2026`",
    ),
    "NEW-02": error(
        "mã `{id}` không có năm ở phần cuối, nên không biết phải dời ngày bao nhiêu năm",
        "the identifier `{id}` has no year in its last part, so it is not known how many years dates are to move",
        "dùng mã kết thúc bằng năm, như `so-mau/2026`",
        "use an identifier that ends with the year, such as `so-mau/2026`",
    ),
    "NEW-03": error(
        "`{path}` đã có, không ghi đè",
        "`{path}` exists and is not written over",
        "chọn thư mục khác bằng `--to`, hoặc tự chuyển thư mục cũ đi",
        "choose another folder by `--to`, or move the old one away yourself",
    ),
    "NEW-04": error(
        "đã có bộ quy tắc mang mã `{id}`, ở {path}",
        "there is a ruleset `{id}` already, at {path}",
        "chọn mã khác",
        "choose another identifier",
    ),
    "NEW-05": error(
        "`{name}` không có hiệu lực đến {day}, và không bộ nào của `{family}` thay được: {known}",
        "`{name}` is not in force up to {day}, and no ruleset of `{family}` is: {known}",
        "viết bộ của năm ấy trước (`thidua new … --from …`), rồi chạy lại lệnh",
        "write that one first (`thidua new … --from …`), then run the command again",
    ),
    "NEW-06": error(
        "nhiều bộ của `{family}` cùng có hiệu lực vào {day}, không rõ kế thừa bộ nào thay `{name}`: {known}",
        "several rulesets of `{family}` are in force on {day}, so it is open which is inherited for `{name}`: {known}",
        "sửa `hiệu lực` của một trong các bộ ấy",
        "mend the validity (`hiệu lực`) of one of them",
    ),
    "NEW-07": error(
        "`{id}` cùng năm với `{source}`, nên không có gì để dời",
        "`{id}` is of the same year as `{source}`, so there is nothing to move",
        "cho mã của năm khác; muốn chép nguyên thì chép thư mục",
        "give an identifier of another year; to copy all as it is, copy the folder",
    ),
    "NEW-08": error(
        "`{text}` không dùng được ở đây",
        "`{text}` cannot be used here",
        "ví dụ: {known}",
        "such as: {known}",
    ),
    "NEW-10": note(
        "kế thừa `{other}` ({others}) thay cho `{name}` ({dates}): đó là bộ có hiệu lực vào {day}",
        "`{other}` ({others}) is inherited in place of `{name}` ({dates}): that is the one in force on {day}",
    ),
    "NEW-11": note(
        "hiệu lực của bộ mới dừng ở {day}, ngày cuối của một bộ được kế thừa",
        "the new ruleset is in force up to {day} only, the last day of one that it inherits",
    ),
    "HELP-01": error(
        "không có mã thông báo hay khoá nào là `{name}`",
        "there is no diagnostic code and no key `{name}`",
        "`thidua help` liệt kê mọi mã",
        "`thidua help` lists all codes",
    ),
    "EDIT-01": error(
        "ở đây không có tên, mã hay điều khoản nào để đổi",
        "there is no name, code or clause to be renamed here",
        "đặt con trỏ vào một tên đã khai báo",
        "put the cursor on a declared name",
    ),
    "EDIT-02": error(
        "`{name}` do bộ quy tắc khác khai báo, ở {place}",
        "`{name}` is declared by another ruleset, at {place}",
        "đổi ở bộ ấy; bộ nào kế thừa nó cũng phải đổi theo",
        "rename it there; whatever inherits that ruleset has to follow",
    ),
    "EDIT-03": error(
        "tệp {path} đang viết dở nên chưa đọc được",
        "the file {path} is being written and cannot be read yet",
        "sửa lỗi của tệp ấy trước",
        "mend that file first",
    ),
    "EDIT-04": error(
        "`{name}` không dùng làm tên ở đây được",
        "`{name}` cannot be a name here",
        "tên bắt đầu bằng chữ cái và không có dấu câu; mã không có dấu cách",
        "a name begins with a letter and has no punctuation; a code has no spaces",
    ),
    "EDIT-05": error(
        "đã có `{name}`, khai báo ở {place}",
        "there is a `{name}` already, declared at {place}",
        "chọn tên khác",
        "choose another name",
    ),
    "EDIT-06": error(
        "đổi thành `{name}` thì bộ quy tắc có lỗi: {message_vi}",
        "renamed to `{name}` the ruleset would have an error: {message_en}",
        "chọn tên khác",
        "choose another name",
    ),
    "EDIT-07": error(
        "máy chủ ngôn ngữ cần thư viện `pygls`, chưa được cài",
        "the language server needs the library `pygls`, which is not installed",
        "cài bằng: {python} -m pip install 'thidua-rules[lsp]'",
        "install it with: {python} -m pip install 'thidua-rules[lsp]'",
    ),
}
