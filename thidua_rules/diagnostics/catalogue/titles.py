"""Titles and their quotas."""

from thidua_rules.diagnostics.catalogue.code import Code, error, warning

CODES: dict[str, Code] = {
    "TITLE-01": error(
        "danh hiệu `{code}` chưa có `yêu cầu`",
        "the title `{code}` has no `yêu cầu`",
        "thêm `yêu cầu:` hoặc `một trong:`; nếu chưa có nguyên văn quy định thì ghi `chưa có văn bản: <lý do>`",
        "add `yêu cầu:` or `một trong:`; where the text of the law is not at hand, write `chưa có văn bản: <reason>`",
    ),
    "TITLE-02": error(
        "`{code}` là một trường hợp loại trừ nên chỉ có một điều kiện `khi`, không có nhóm",
        "`{code}` is an exclusion, so it has one condition `khi` and no group",
        "mỗi trường hợp loại trừ một mã: `x1: …`, `x2: …`",
        "give each case a code of its own: `x1: …`, `x2: …`",
    ),
    "TITLE-03": error(
        "danh hiệu `{code}` không có chỉ tiêu nên `vẫn giữ chỗ` không có tác dụng",
        "the title `{code}` has no quota, so `vẫn giữ chỗ` has no effect",
        "bỏ `vẫn giữ chỗ`, hoặc thêm `chỉ tiêu:`",
        "leave `vẫn giữ chỗ` out, or add `chỉ tiêu:`",
    ),
    "TITLE-04": error("không có danh hiệu `{code}`", "there is no title `{code}`"),
    "TITLE-05": error(
        "loại trừ chung `{code}` không loại ai ở đây: không có danh hiệu nào như thế cho {types} mà đã có nguyên văn",
        "the common exclusion `{code}` bars nobody here: there is no such title for {types} whose text is at hand",
        "xem lại `cho` và `áp dụng cho`",
        "check `cho` and `áp dụng cho`",
    ),
    "QUOTA-01": error(
        "chỉ tiêu của `{name}` chưa ghi `trong` nhóm nào",
        "the quota of `{name}` does not say within which group (`trong`)",
        "thêm `trong: <trường thuộc …>`, như `trong: đơn vị`",
        "add `trong: <a reference field>`, like `trong: đơn vị`",
    ),
    "QUOTA-02": error(
        "chỉ tiêu trong một nhóm không có: `{name}` không phải trường `thuộc …` của `{type}`",
        "a quota over a group that does not exist: `{name}` is no reference field of `{type}`",
    ),
    "QUOTA-03": error(
        "chỉ tiêu của `{name}` chưa có `giới hạn`",
        "the quota of `{name}` has no `giới hạn`",
        "thêm `giới hạn:` với các mục có mã, như `Q1: {{tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống}}`",
        "add `giới hạn:` with coded entries, like `Q1: {{tối đa: 15% × số thành viên của đơn vị, làm tròn: xuống}}`",
    ),
    "QUOTA-04": error(
        "giới hạn `{code}` chưa có `tối đa`",
        "the limit `{code}` has no `tối đa`",
        "thêm `tối đa: <số người>`",
        "add `tối đa: <how many>`",
    ),
    "QUOTA-05": error(
        "chỉ tiêu này không có giới hạn `{code}`",
        "this quota has no limit `{code}`",
        "ghi mã của một giới hạn khác trong cùng `giới hạn:`",
        "give the code of another limit under the same `giới hạn:`",
    ),
    "QUOTA-06": error(
        "giới hạn `{code}` tính theo chính nó",
        "the limit `{code}` is computed from itself",
        "tính theo số người của nhóm, theo tham số hoặc theo giới hạn khác",
        "compute it from the number of people, from a parameter or from another limit",
    ),
    "QUOTA-07": error(
        "không có cách xử lý `{text}` khi bằng nhau",
        "there is no treatment of ties `{text}`",
        "một trong `hội đồng chọn`, `cùng được`, `cùng loại`; hoặc `{{hội đồng chọn: <điều kiện>}}`",
        "one of `hội đồng chọn`, `cùng được`, `cùng loại`; or `{{hội đồng chọn: <condition>}}`",
    ),
    "QUOTA-08": error(
        "khi bằng nhau thì hội đồng chọn, nhưng `{type}` chưa có trường đúng/sai `{name}`",
        "the council chooses among those who tie, but `{type}` has no yes/no field `{name}`",
        "khai báo `{name}: đúng/sai` trong từ vựng của `{type}`, "
        "hoặc nêu điều kiện ghi lựa chọn: `khi bằng nhau: {{hội đồng chọn: …}}`, hoặc ghi `cùng được`, `cùng loại`",
        "declare `{name}: đúng/sai` for `{type}`, "
        "or name the condition for it: `khi bằng nhau: {{hội đồng chọn: …}}`, or write `cùng được`, `cùng loại`",
    ),
    "QUOTA-09": warning(
        "ưu tiên theo `{name}`, mà trường này có thể không có",
        "a priority on `{name}`, a field that may be missing",
        "ai không có thì không xếp được thứ tự: ghi thêm một ưu tiên `có {name}` ở trên, hoặc dùng trường khác",
        "whoever has none cannot be put in order: add a priority `có {name}` above it, or use another field",
    ),
    "QUOTA-10": error(
        "không có cách làm tròn `{text}`",
        "there is no rounding `{text}`",
    ),
    "QUOTA-11": error(
        "không đọc được bội số làm tròn trong `{text}`",
        "the multiple to round to in `{text}` cannot be read",
        "số người làm tròn đến một: `xuống`, `lên` hoặc `gần nhất`; điểm và tiền thì như `lên đến 10.000`",
        "numbers of people are rounded to one: `xuống`, `lên` or `gần nhất`; points and money like `lên đến 10.000`",
    ),
}
