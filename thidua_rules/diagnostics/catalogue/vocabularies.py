"""The declarations of the vocabulary."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "VOC-01": error(
        "`{name}` chưa có kiểu",
        "`{name}` has no type",
        "thêm `kiểu:`, như `kiểu: đúng/sai` hoặc `kiểu: phần trăm`",
        "add `kiểu:`, like `kiểu: đúng/sai` or `kiểu: phần trăm`",
    ),
    "VOC-02": error("không có kiểu `{text}`", "there is no type `{text}`"),
    "VOC-03": error("loại dữ kiện `{name}` chưa khai báo trong từ vựng", "the fact type `{name}` is not declared"),
    "VOC-04": error("`{key}` không dùng được với kiểu `{kind}`", "`{key}` cannot go with the type `{kind}`"),
    "VOC-05": error(
        "`{name}` chưa kê các giá trị",
        "`{name}` does not list its values",
        "thêm `{key}: [...]`; bậc xếp từ thấp đến cao",
        "add `{key}: [...]`; grades go from low to high",
    ),
    "VOC-06": error(
        "giá trị `{name}` kê hai lần",
        "the value `{name}` is listed twice",
        "giữ một chỗ, trong `bậc` hoặc trong `ngoài bậc`",
        "keep one of them, in `bậc` or in `ngoài bậc`",
    ),
    "VOC-07": error(
        "`{text}` không dùng làm tên trong Python được",
        "`{text}` cannot be a name in Python",
        "dùng chữ thường không dấu, chữ số và `_`, bắt đầu bằng chữ",
        "use lower-case ASCII letters, digits and `_`, beginning with a letter",
    ),
    "VOC-08": error(
        "tên `{name}` đã có ở {first} (viết khác nhau về dấu thanh, i/y, chữ hoa vẫn là một tên)",
        "the name `{name}` is already declared at {first} (tone place, i/y and case do not tell names apart)",
        "đổi một trong hai tên",
        "rename one of the two",
    ),
    "VOC-09": error("không có trường nào tên `{name}` để lấy theo", "there is no field `{name}` to be like"),
    "VOC-10": error(
        "`như: {name}` có kiểu `{kind}`, khác kiểu ghi ở đây", "`như: {name}` has the type `{kind}`, not this one"
    ),
    "VOC-26": error(
        "`không có thì` của một trường chỉ nhận `không đạt`, không phải `{text}`",
        "`không có thì` of a field takes `không đạt` only, not `{text}`",
        "muốn một giá trị khác thì viết trong công thức: `(x, không có thì 0)`",
        "for another value write it in the formula: `(x, không có thì 0)`",
    ),
    "VOC-27": error(
        "`không có thì: không đạt` chỉ có nghĩa với trường `có thể không có: đúng`",
        "`không có thì: không đạt` means something only beside `có thể không có: đúng`",
        "thêm `có thể không có: đúng`, hoặc bỏ dòng này",
        "add `có thể không có: đúng`, or leave it out",
    ),
    "VOC-11": error(
        "`hướng` phải là `càng cao càng tốt` hoặc `càng thấp càng tốt`",
        "`hướng` must be `càng cao càng tốt` or `càng thấp càng tốt`",
    ),
    "VOC-12": error(
        "`{name}`: giới hạn `từ` lớn hơn giới hạn `đến`", "`{name}`: the bound `từ` is above the bound `đến`"
    ),
    "VOC-13": error(
        "`thập phân` phải là một số nguyên từ 0 đến {limit}",
        "`thập phân` must be a whole number from 0 to {limit}",
        "ghi số chữ số sau dấu phẩy, như `thập phân: 2`",
        "write how many digits stand after the comma, like `thập phân: 2`",
    ),
    "VOC-14": error(
        "`{name}` có giá trị mặc định mà không có căn cứ",
        "`{name}` has a default without a citation",
        "chỉ đặt mặc định khi văn bản quy định, và ghi `căn cứ:`",
        "give a default only where the law states it, with `căn cứ:`",
    ),
    "VOC-15": error("`{type}` không có trường `{name}` để làm khoá", "`{type}` has no field `{name}` to be its key"),
    "VOC-16": error(
        "có nhiều trường tên `{name}` khác nhau",
        "there are several different fields named `{name}`",
        "viết `như: {name} của <loại dữ kiện>`",
        "write `như: {name} của <fact type>`",
    ),
    "VOC-17": error("`như: {name}` dẫn vòng tròn về chính nó", "`như: {name}` leads back to itself"),
    "VOC-18": error(
        "`{name}` là tên có sẵn, không khai báo lại được",
        "`{name}` is built in and cannot be declared",
        "đổi tên",
        "rename it",
    ),
    "VOC-19": error(
        "`{name}` và `{other}` có cùng tên `{attribute}` trong Python",
        "`{name}` and `{other}` have the same name `{attribute}` in Python",
        "thêm `mã python:` cho một trong hai",
        "give one of them `mã python:`",
    ),
    "VOC-20": error(
        "tên `{name}` cũng đọc được như một điều kiện, nên không rõ nghĩa",
        "the name `{name}` can also be read as a condition, so its meaning is not clear",
        "trong tên này có một tên khác đã khai báo sau một từ của ngôn ngữ (như `số`, `có`, `không`, `tỷ lệ`): "
        "đổi một trong hai tên",
        "it is a word of the language (like `số`, `có`, `không`, `tỷ lệ`) before another declared name: "
        "rename one of the two",
    ),
    "VOC-21": error(
        "`{name}` là từ của ngôn ngữ điều kiện, không dùng làm tên được",
        "`{name}` is a word of the condition language and cannot be a name",
        "thêm từ vào tên, như `tỷ lệ giải ngân` thay vì `tỷ lệ`",
        "make the name longer, like `tỷ lệ giải ngân` instead of `tỷ lệ`",
    ),
    "VOC-29": error(
        "`{name}` là mục của ngôn ngữ, ghi các trường làm khoá của loại, nên không đặt tên trường như thế được",
        "`{name}` is a key of the language, which lists the key fields of the type, so no field can have this name",
        "đổi tên trường, như `khoá học` hoặc `khoá đào tạo`",
        "rename the field, as in `khoá học` or `khoá đào tạo`",
    ),
    "VOC-30": error(
        "`{name}` chưa được khai báo riêng là một loại",
        "`{name}` is not declared as a type by itself",
        "thêm `{name}: {{}}` vào `từ vựng`, rồi mới kể nó trong một nhóm loại",
        "add `{name}: {{}}` to `từ vựng`; only then can it be listed among several types",
    ),
    "VOC-31": error(
        "`{name}` dùng chung cho {types} nên không có một `chiều ngược`: danh sách ấy sẽ gồm nhiều loại",
        "`{name}` is shared by {types}, so it has no `chiều ngược`: that list would hold several types",
        "khai `{name}` ở từng loại, mỗi nơi một `chiều ngược` có tên riêng",
        "declare `{name}` in each of the types, with a `chiều ngược` of its own name",
    ),
    "VOC-32": error(
        "`{type}` không thể vừa `duy nhất` vừa có `khoá`, và `hồ sơ` thì luôn có sẵn",
        "`{type}` cannot be `duy nhất` (one only) and have a `khoá` (key), and `hồ sơ` is always there",
        "bỏ `duy nhất` hoặc `khoá`; tên `hồ sơ` thì đổi thành tên khác",
        "drop `duy nhất` or `khoá`; give `hồ sơ` another name",
    ),
    "VOC-22": error(
        "giá trị “{name}” có dấu `{sign}`, là dấu ngăn các khả năng khi ghi hồ sơ",
        "the value “{name}” holds the sign `{sign}`, which separates possibilities in dossiers",
        "viết cách khác, như “a hoặc b” thay vì “a | b”",
        "write it another way, like “a hoặc b” instead of “a | b”",
    ),
}
