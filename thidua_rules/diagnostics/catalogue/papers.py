"""Papers in Word: what is asked for, and templates that offices change in Word."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "PAPER-01": error(
        "không có loại giấy `{kind}`",
        "there is no kind of paper `{kind}`",
        "chọn: {known}",
        "choose: {known}",
    ),
    "PAPER-02": error(
        "giấy tờ Word cần phần mở rộng `docx`, chưa được cài",
        "papers in Word need the extra `docx`, which is not installed",
        "cài bằng: pip install 'thidua-rules[docx]'",
        "install it by: pip install 'thidua-rules[docx]'",
    ),
    "PAPER-03": error(
        "mẫu này không phải tài liệu Word .docx, hoặc đã hỏng",
        "this template is no .docx document of Word, or it is damaged",
        "mở bằng Word rồi lưu lại dạng .docx (không macro, không mật khẩu); mẫu có sẵn: `thidua templates THƯ_MỤC`",
        "open it in Word and save it as .docx (no macros, no password); bundled ones: `thidua templates FOLDER`",
    ),
    "PAPER-04": error(
        "{where_vi}: mẫu ghi `{name}`, nhưng giấy tờ không có chỗ nào tên ấy",
        "{where_en}: the template says `{name}`, which no paper has",
        "mọi tên dùng được: docs/giay-to.md",
        "all the names: docs/giay-to.en.md",
    ),
    "PAPER-05": error(
        "{where_vi}: thẻ của mẫu viết sai: {reason_vi}",
        "{where_en}: a tag of the template is not well written: {reason_en}",
        "viết `{{{{ kỳ_xét }}}}`, `{{%p for t in danh_hiệu %}}` … `{{%p endfor %}}`; tên có gạch dưới thay dấu cách",
        "write `{{{{ kỳ_xét }}}}`, `{{%p for t in danh_hiệu %}}` … `{{%p endfor %}}`; names have _ and no spaces",
    ),
    "PAPER-06": error(
        "{where_vi}: `{name}` là một danh sách, không in thẳng ra được",
        "{where_en}: `{name}` is a list and cannot be printed as it is",
        "đi qua từng phần tử: `{{%p for x in {name} %}}` … `{{%p endfor %}}`; nhiều chữ: `{{{{ {name}|join('; ') }}}}`",
        "go through it: `{{%p for x in {name} %}}` … `{{%p endfor %}}`; of texts: `{{{{ {name}|join('; ') }}}}`",
    ),
    "PAPER-07": error(
        "{where_vi}: mẫu không dùng được `{name}`",
        "{where_en}: templates cannot use `{name}`",
        "dùng được: {known}",
        "what can be used: {known}",
    ),
    "PAPER-08": error(
        "{where_vi}: không điền được chỗ này ({reason})",
        "{where_en}: this cannot be filled in ({reason})",
        "chỉ in tên, đi qua danh sách và so sánh; không tính toán, không gọi hàm",
        "print names, go through lists and compare; no arithmetic, no calls",
    ),
    "PAPER-09": error(
        "{where_vi}: `{name}` gồm nhiều phần, không in thẳng ra được",
        "{where_en}: `{name}` has several parts and cannot be printed as it is",
        "ghi rõ phần nào: {names}",
        "say which of them: {names}",
    ),
    "PAPER-10": error(
        "{where_vi}: thẻ mở bằng `{{{{p`, `{{{{r`, `{{{{tr`, `{{{{tc` không có gì để điền",
        "{where_en}: there is nothing to put into a tag that opens with `{{{{p`, `{{{{r`, `{{{{tr` or `{{{{tc`",
        "viết `{{{{ tên }}}}`; các chữ p, tr, tc chỉ đứng sau `{{%`",
        "write `{{{{ name }}}}`; the letters p, tr, tc only stand after `{{%`",
    ),
    "PAPER-11": error(
        "{where_vi}: `{name}` không phải danh sách, không đi qua từng phần tử được",
        "{where_en}: `{name}` is no list that could be gone through",
        "in thẳng: `{{{{ {name} }}}}`",
        "print it: `{{{{ {name} }}}}`",
    ),
    "PAPER-12": error(
        "các thẻ của mẫu cắt ngang đoạn, dòng hay ô, nên tài liệu ghép ra bị hỏng",
        "tags of the template cut through paragraphs, rows or cells, so what comes out is damaged",
        "mở và đóng cùng một cách: `{{%tr for … %}}` và `{{%tr endfor %}}` mỗi thẻ ở một dòng riêng của bảng, "
        "`{{%p … %}}` mỗi thẻ ở một đoạn riêng",
        "open and close alike: `{{%tr for … %}}` and `{{%tr endfor %}}` each in a row of its own, `{{%p … %}}` each in "
        "a paragraph of its own",
    ),
    "PAPER-13": error(
        "mẫu giải nén ra quá lớn (giới hạn {limit} MB)",
        "the template is too large when unpacked (the limit is {limit} MB)",
        "bỏ bớt ảnh; tệp nhận từ nơi lạ thì không mở",
        "take out pictures; do not open it if it came from elsewhere",
    ),
    "PAPER-14": error(
        "thư trả lời viết cho đúng một người hay một tập thể; ở đây có {number}",
        "a letter is written to one person or collective; here there are {number}",
        "thêm `--person MÃ` (mã hoặc tên); nếu trùng tên thì ghi mã",
        "add `--person CODE` (code or name); where names coincide give the code",
    ),
    "PAPER-15": error(
        "không danh hiệu nào chờ thêm dữ kiện, nên không có thông báo nào để viết",
        "no title waits for facts, so there is no notice to write",
        "xem ai thiếu gì bằng `thidua decide … --only missing`",
        "see who lacks what by `thidua decide … --only missing`",
    ),
    "PAPER-16": error(
        "không có ai và danh hiệu nào trong phần được chọn",
        "there is nobody and no title in what was selected",
        "bỏ bớt `--unit`, `--person`, `--title`",
        "leave out some of `--unit`, `--person`, `--title`",
    ),
    "PAPER-17": error(
        "không ghi được giấy tờ ra `{path}`",
        "a paper cannot be written to `{path}`",
        "đặt tên tệp có đuôi .docx",
        "give a name that ends in .docx",
    ),
    "PAPER-19": error(
        "{where_vi}: `{name}` không cùng kiểu với thẻ mở nó ở {opened_vi} (`{kind}`)",
        "{where_en}: `{name}` is not of the kind of the tag that it belongs to in {opened_en} (`{kind}`)",
        "mở và đóng cùng một cách: `{{%p` với `{{%p`, `{{%tr` với `{{%tr`, `{{%` với `{{%`",
        "open and close alike: `{{%p` with `{{%p`, `{{%tr` with `{{%tr`, `{{%` with `{{%`",
    ),
    "PAPER-18": error(
        "tệp ghi ra `{path}` chính là mẫu",
        "the output `{path}` is the template itself",
        "chọn tên khác, để mẫu không bị ghi đè",
        "choose another name, so that the template is not overwritten",
    ),
}
