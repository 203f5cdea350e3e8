"""Conditions that cannot be read, and names that nothing bears."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "NAME-01": error(
        "không có tên nào là `{name}`",
        "there is no name `{name}`",
        "khai báo tên này trong `từ vựng`, `tham số` hoặc `đại lượng`, hoặc sửa lại cách viết",
        "declare it under `từ vựng`, `tham số` or `đại lượng`, or correct the spelling",
    ),
    "NAME-02": error(
        "`{name}` không phải tên đã khai báo của {types}",
        "`{name}` is not a declared name of {types}",
    ),
    "COND-01": error(
        "điều kiện để trống",
        "the condition is empty",
        "viết điều kiện, hoặc bỏ khoá này",
        "write a condition, or leave the key out",
    ),
    "COND-02": error(
        "điều kiện dài {length} ký tự, quá giới hạn {limit}",
        "the condition has {length} characters, more than the limit of {limit}",
        "tách thành nhiều yêu cầu hoặc nhiều đại lượng có tên",
        "split it into several requirements or named quantities",
    ),
    "COND-03": error(
        "điều kiện lồng nhau quá sâu (quá {limit} tầng)",
        "the condition is nested too deeply (more than {limit} levels)",
        "tách thành nhiều yêu cầu hoặc nhiều đại lượng có tên",
        "split it into several requirements or named quantities",
    ),
    "COND-04": error(
        "`{written}` chưa được đóng",
        "`{written}` is never closed",
        "thêm dấu đóng tương ứng",
        "add the closing sign",
    ),
    "COND-05": error(
        "`{written}` không có dấu mở tương ứng",
        "`{written}` closes nothing",
        "bỏ dấu này, hoặc thêm dấu mở",
        "leave it out, or add the opening sign",
    ),
    "COND-06": error(
        "dấu ngoặc kép chưa được đóng",
        "the quotation mark is never closed",
        "viết văn bản giữa `“` và `”`, như `“tốt”`",
        "write a text between `“` and `”`, as in `“tốt”`",
    ),
    "COND-07": error(
        "`{written}` dùng dấu chấm làm dấu thập phân",
        "`{written}` uses a point as the decimal sign",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-08": error(
        "`{written}` có thể hiểu là `{thousands}` hoặc `{decimals}`",
        "`{written}` may mean `{thousands}` or `{decimals}`",
        "viết `{thousands}` hoặc `{decimals}`",
        "write `{thousands}` or `{decimals}`",
    ),
    "COND-09": error(
        "`{written}` không phải cách viết số đúng: dấu chấm ngăn từng nhóm ba chữ số, dấu phẩy ngăn phần thập phân",
        "`{written}` is not a well-written number: dots separate groups of three digits, the comma the decimals",
        "có phải là `{suggestion}`?",
        "did you mean `{suggestion}`?",
    ),
    "COND-10": error(
        "không có ngày `{written}`",
        "there is no day `{written}`",
        "ngày viết theo thứ tự ngày/tháng/năm, như `15/12/2021`",
        "dates are written day/month/year, as in `15/12/2021`",
    ),
    "COND-11": error(
        "ngày `{written}` thiếu chữ số",
        "the date `{written}` lacks a digit",
        "viết `{suggestion}`; phép chia viết có dấu cách: `a / b`",
        "write `{suggestion}`; put spaces around a division",
    ),
    "COND-12": error("không có kỳ `{written}`", "there is no period `{written}`"),
    "COND-13": error(
        "dấu phẩy là dấu thập phân, không ngăn các giá trị",
        "the comma is the decimal sign and does not separate values",
        "ngăn các giá trị bằng dấu chấm phẩy: `{{3; 4}}`",
        "separate values by semicolons: `{{3; 4}}`",
    ),
    "COND-14": error(
        "hai phép so sánh `{first}` và `{second}` nối liền nhau",
        "two comparisons `{first}` and `{second}` are chained",
        "viết `x từ a đến b`, hoặc hai điều kiện nối bằng `và`",
        "write `x từ a đến b`, or two conditions joined by `và`",
    ),
    "COND-15": error(
        "`và` và `hoặc` đứng lẫn nhau nên hiểu được hai cách: `{first}` hoặc `{second}`",
        "`và` and `hoặc` are mixed, so there are two readings: `{first}` or `{second}`",
        "thêm ngoặc theo cách hiểu đúng",
        "add the parentheses of the reading you mean",
    ),
    "COND-16": error(
        "không rõ điều kiện sau `{word}` dừng ở đâu: `{first}` hay `{second}`",
        "it is unclear where the condition after `{word}` ends: `{first}` or `{second}`",
        "đặt điều kiện sau `{word}` trong ngoặc",
        "put the condition after `{word}` in parentheses",
    ),
    "COND-17": error(
        "phép so sánh sau `{word}` phải đặt trong ngoặc",
        "a comparison after `{word}` needs parentheses",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-18": error(
        "`{word}` thiếu vế đi kèm",
        "`{word}` lacks an operand",
        "viết đủ hai vế, như `số phiếu ≥ 5`; nếu là một phần của tên thì tên đó chưa được khai báo",
        "write both sides, as in `số phiếu ≥ 5`; if it is part of a name, that name is not declared",
    ),
    "COND-19": error(
        "không có dấu `{written}`",
        "there is no sign `{written}`",
        "viết `{suggestion}`",
        "write `{suggestion}`",
    ),
    "COND-20": error(
        "sau `{word}` phải là một mã",
        "a code must follow `{word}`",
        "như `đạt T2.b`, `điểm mục I.1`, `chỉ tiêu Q1`",
        "as in `đạt T2.b`, `điểm mục I.1`, `chỉ tiêu Q1`",
    ),
    "COND-21": error(
        "`{name}` phải là văn bản trong ngoặc kép",
        "`{name}` must be a text in quotation marks",
        "viết `“{name}”`",
        "write `“{name}”`",
    ),
    "COND-22": error(
        "`{word}` cần điều kiện `trong đó`",
        "`{word}` needs a condition with `trong đó`",
        "như `{word} thành viên trong đó (tuổi < 35)`; nếu là một tên thì tên đó chưa được khai báo",
        "as in `{word} thành viên trong đó (tuổi < 35)`; if it is a name, that name is not declared",
    ),
    "COND-23": error("`{written}` không đứng được ở đây", "`{written}` cannot stand here"),
    "COND-24": error(
        "ký tự `{written}` không dùng trong điều kiện",
        "the character `{written}` is not used in conditions",
        "bỏ ký tự này, hoặc đặt văn bản trong `“ ”`",
        "leave it out, or put the text in `“ ”`",
    ),
    "COND-25": error(
        "điều kiện không có cách viết chuẩn rõ ràng: `{canonical}` được hiểu khác đi",
        "the condition has no unambiguous canonical text: `{canonical}` is read differently",
        "đổi tên nào chứa `và`, `không`, `của`… mà trùng với cách viết này",
        "rename the name with `và`, `không`, `của`… that coincides with this text",
    ),
    "COND-26": error("điều kiện dừng giữa chừng sau `{written}`", "the condition breaks off after `{written}`"),
    "COND-27": error(
        "không làm tròn đến 0 được",
        "nothing can be rounded to 0",
        "như `làm tròn xuống đến 0,5 của (…)`",
        "as in `làm tròn xuống đến 0,5 của (…)`",
    ),
    "COND-28": error(
        "không hiểu `{written}`",
        "`{written}` is not understood",
        "có phải là `{suggestion}`?",
        "did you mean `{suggestion}`?",
    ),
    "COND-29": error(
        "số có quá {limit} chữ số",
        "the number has more than {limit} digits",
    ),
    "COND-30": error(
        "cộng theo nhóm phải nói rõ mỗi nhóm lấy giá trị nào",
        "a sum over groups has to say which value is taken of each",
        "viết `tổng ({of}) {by}` (hoặc `nhỏ nhất`); cộng mọi phần tử thì bỏ `{by}`",
        "write `tổng ({of}) {by}` (or `nhỏ nhất`); to sum all elements leave out `{by}`",
    ),
}
