"""Criteria, requirements, quantities, ranks and their tables."""

from thidua_rules.diagnostics.catalogue.code import Code, error, note, warning

CODES: dict[str, Code] = {
    "RULE-01": error(
        "`{code}` chưa ghi `cho:` loại nào",
        "`{code}` does not say which type it is for",
        "thêm `cho:`, như `cho: tập thể`",
        "add `cho:`, like `cho: tập thể`",
    ),
    "RULE-02": error(
        "`{code}` chưa có căn cứ",
        "`{code}` has no citation",
        "thêm `căn cứ: <văn bản> <mục>` ở đây hoặc ở mục trên",
        "add `căn cứ: <document> <clause>` here or above",
    ),
    "RULE-03": error(
        "dưới `{key}` phải có các mục, mỗi mục một mã",
        "entries with codes belong under `{key}`",
        "như `a: <điều kiện>`",
        "like `a: <condition>`",
    ),
    "RULE-04": error(
        "`ít nhất {number} trong` mà có {count} mục", "`ít nhất {number} trong` stands above {count} entries"
    ),
    "RULE-05": error(
        "`cho` chỉ ghi ở tiêu chí, không ghi ở mục bên trong", "`cho` belongs to a criterion, not to a node inside"
    ),
    "RULE-06": error(
        "`{code}` có cùng lúc {keys}; mỗi mục chỉ một",
        "`{code}` has {keys} at once; a node has one",
        "tách thành các mục con",
        "split it into nodes of their own",
    ),
    "RULE-07": error(
        "`{code}` chưa có điều kiện",
        "`{code}` has no condition",
        "thêm `khi:`, `yêu cầu:`, `một trong:`, `ít nhất 2 trong:`, `không:` hoặc `không mã hoá:`",
        "add `khi:`, `yêu cầu:`, `một trong:`, `ít nhất 2 trong:`, `không:` or `không mã hoá:`",
    ),
    "RULE-08": error(
        "dưới `trừ khi` phải có các ngoại lệ, mỗi ngoại lệ một mã",
        "exceptions with codes belong under `trừ khi`",
        "như `e1: <điều kiện>`",
        "like `e1: <condition>`",
    ),
    "RULE-09": error(
        "mã `{code}` không viết được trong điều kiện",
        "the code `{code}` cannot be written in a condition",
        "mã gồm chữ và số, ngăn bằng dấu chấm hoặc gạch nối, không có dấu cách",
        "a code is made of letters and digits with dots or hyphens between, without spaces",
    ),
    "RULE-10": error(
        "mã `{code}` đã dùng ở {first}", "the code `{code}` is already used at {first}", "đổi mã", "use another code"
    ),
    "RULE-11": error("`cho: {name}`: từ vựng không có loại dữ kiện này", "`cho: {name}`: there is no such fact type"),
    "RULE-12": error(
        "đại lượng `{name}` phải có `tính` hoặc `bảng`, chỉ một trong hai",
        "the quantity `{name}` must have `tính` or `bảng`, one of the two",
    ),
    "RULE-13": error(
        "`bảng` phải là các dòng `điều kiện: kết quả`, hoặc một danh sách",
        "`bảng` must be rows `condition: result`, or a list",
    ),
    "RULE-14": error("`diễn giải` phải có `chọn` và `lý do`", "`diễn giải` must have `chọn` and `lý do`"),
    "RULE-15": error("không có tham số `{name}`", "there is no parameter `{name}`"),
    "RULE-16": error(
        "`còn lại` phải là dòng cuối; các dòng sau nó không bao giờ được xét",
        "`còn lại` must be the last row; rows after it are never reached",
        "chuyển dòng này xuống cuối bảng",
        "move this row to the end of the table",
    ),
    "RULE-17": error(
        "dòng này phải có `khi` (hoặc `còn lại`) và kết quả `là`",
        "this row must have `khi` (or `còn lại`) and the result `là`",
        "như `{{khi: <điều kiện>, là: 12,5%}}` hoặc `{{còn lại: 0%}}`",
        "like `{{khi: <condition>, là: 12,5%}}` or `{{còn lại: 0%}}`",
    ),
    "RULE-18": error("`nguồn` của một quy tắc chỉ có thể là `tóm tắt`", "`nguồn` of a rule can only be `tóm tắt`"),
    "RULE-19": error("đại lượng không thể có kiểu `thuộc`", "a quantity cannot be a reference"),
    "RULE-20": error(
        "xếp hạng `{name}` phải có `trong` và `theo`",
        "the rank `{name}` must have `trong` and `theo`",
        "như `{{cho: tập thể, trong: khối thi đua, theo: [điểm thi đua giảm dần]}}`",
        "like `{{cho: tập thể, trong: khối thi đua, theo: [điểm thi đua giảm dần]}}`",
    ),
    "RULE-21": error(
        "`{name}` đã khai báo ở {first}", "`{name}` is already declared at {first}", "đổi tên", "rename it"
    ),
    "RULE-22": error(
        "`{name}` trùng tên với một mục của `{type}` ở {first}",
        "`{name}` has the name of something of `{type}` at {first}",
        "đổi tên",
        "rename it",
    ),
    "RULE-25": error(
        "`{name}` cho {types}, mà `{key}` chỉ xếp những đối tượng cùng một loại",
        "`{name}` is for {types}, and `{key}` orders subjects of one type",
        "mỗi loại có số chỗ riêng, thứ tự riêng thì thêm `của từng loại: đúng`; xếp chung thì khai báo một loại cho "
        "người dự xét, như `ứng viên: {{người: {{kiểu: 'thuộc [a, b]'}}}}`, và viết quy tắc cho loại ấy",
        "where each type has places and an order of its own add `của từng loại: đúng`; for one order of all declare a "
        "type of candidates, such as `ứng viên: {{người: {{kiểu: 'thuộc [a, b]'}}}}`, and write the rule for that type",
    ),
    "RULE-26": error(
        "`{name}` chỉ cho `{type}`, nên `của từng loại` không có tác dụng gì",
        "`{name}` is for `{type}` alone, so that nothing comes of `của từng loại`",
        "bỏ khoá này",
        "leave the key out",
    ),
    "RULE-24": error(
        "`{code}` có cả `không báo riêng` và `chỉ ghi nhận`",
        "`{code}` has both `không báo riêng` and `chỉ ghi nhận`",
        "bỏ một: `chỉ ghi nhận` thì có một cột riêng, `không báo riêng` thì không có cột nào",
        "drop one: with `chỉ ghi nhận` it has a column of its own, with `không báo riêng` none",
    ),
    "RULE-23": error(
        "`{text}`: bảng của `{name}` (đúng/sai) chỉ ra `đúng` (`có`) hoặc `sai` (`không`)",
        "`{text}`: the table of `{name}` (true/false) only gives `đúng` (`có`) or `sai` (`không`)",
        "chuyển điều kiện sang vế trái của dòng, hoặc viết cả bảng thành một điều kiện với `tính`",
        "move the condition to the left of the row, or write the table as one condition with `tính`",
    ),
    "RULE-30": note("`{code}` theo một cách đọc đã ghi: {chosen}", "`{code}` follows a recorded reading: {chosen}"),
    "RULE-31": note("`{code}` không mã hoá: {reason}", "`{code}` is not encoded: {reason}"),
    "RULE-32": note("`{code}` viết theo bản tóm tắt của văn bản", "`{code}` was written from a summary of the text"),
    "RULE-33": note("`{code}` chưa có văn bản: {reason}", "the text for `{code}` is not at hand: {reason}"),
    "TABLE-01": warning(
        "dòng `{row}` của `{name}` không bao giờ được chọn",
        "the row `{row}` of `{name}` can never be chosen",
        "các dòng trên nó đã lấy hết các trường hợp, hoặc điều kiện không thể đạt: xem lại thứ tự và các mốc",
        "the rows above take all its cases, or its condition cannot be met: check the order and the thresholds",
    ),
    "TABLE-02": warning(
        "bảng `{name}` không có dòng nào cho: {gaps}",
        "the table `{name}` has no row for: {gaps}",
        "thêm dòng hoặc `còn lại:`; nếu văn bản không quy định thì để vậy, kết quả là chưa xác định",
        "add a row or `còn lại:`; if the text does not say, leave it: the result is then undetermined",
    ),
    "TABLE-03": warning(
        "hai dòng `{row}` và `{other}` của `{name}` cùng nhận {cells}; dòng viết trước được chọn",
        "the rows `{row}` and `{other}` of `{name}` both take {cells}; the one written first is chosen",
        "sửa mốc để mỗi giá trị thuộc một dòng, như `từ 80 đến dưới 90`",
        "mend the thresholds so that each value belongs to one row, such as `từ 80 đến dưới 90`",
    ),
}
