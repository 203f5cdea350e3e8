"""Scores, grades and amounts of money."""

from thidua_rules.diagnostics.catalogue.code import Code, error, warning

CODES: dict[str, Code] = {
    "SCORE-01": error(
        "điểm `{name}` chưa có `mục`",
        "the score `{name}` has no items (`mục`)",
        "thêm `mục:` với các mục có mã, như `I: {{tối đa: 10, trừ: {{a: 2 × số lần đi muộn}}}}`",
        "add `mục:` with coded items, like `I: {{tối đa: 10, trừ: {{a: 2 × số lần đi muộn}}}}`",
    ),
    "SCORE-02": error(
        "điểm phải có kiểu `số` hoặc `số nguyên`, không phải {kind}",
        "a score has the type `số` or `số nguyên`, not {kind}",
        "bỏ `kiểu`, chỉ ghi `thập phân` nếu cần",
        "leave `kiểu` out; write `thập phân` if needed",
    ),
    "SCORE-03": error("`{key}` không thể là `{text}`", "`{key}` cannot be `{text}`"),
    "SCORE-04": error(
        "mục `{code}` chưa nói cách tính điểm",
        "the item `{code}` does not say how points are made",
        "thêm `tính`, `bảng`, `khi` và `có`, `mục`, `trừ`, `cộng` hoặc `mất điểm khi`",
        "add `tính`, `bảng`, `khi` with `có`, `mục`, `trừ`, `cộng` or `mất điểm khi`",
    ),
    "SCORE-05": error(
        "mục `{code}` vừa trừ vừa cộng mà chưa nói bắt đầu từ bao nhiêu điểm",
        "the item `{code}` both takes and adds points, but does not say from how many it starts",
        "thêm `tính: 0` nếu cộng từ 0, hoặc `tính: <tối đa>` nếu trừ từ tối đa",
        "add `tính: 0` to start from 0, or `tính: <the maximum>` to start from the maximum",
    ),
    "SCORE-06": error(
        "mục `{code}` trừ từ tối đa nhưng chưa có `tối đa`",
        "the item `{code}` is taken from its maximum but has no `tối đa`",
        "thêm `tối đa: <số điểm>`",
        "add `tối đa: <points>`",
    ),
    "SCORE-07": error(
        "`{key}` chỉ dùng khi có `{needed}`",
        "`{key}` goes only with `{needed}`",
        "thêm `{needed}:`, hoặc bỏ `{key}`",
        "add `{needed}:`, or leave `{key}` out",
    ),
    "SCORE-08": error(
        "dòng `{code}` chưa có `tính`",
        "the line `{code}` has no `tính`",
        "thêm `tính: <số điểm>`",
        "add `tính: <points>`",
    ),
    "SCORE-09": error(
        "tối đa các mục của `{name}` cộng lại là {total}, không phải thang {scale}",
        "the maxima of the items of `{name}` add up to {total}, not to the scale of {scale}",
        "xem lại `tối đa` của các mục, hoặc `thang`",
        "check the maxima of the items, or `thang`",
    ),
    "SCORE-10": error(
        "tối đa các mục con của `{code}` cộng lại là {total}, không phải {most}",
        "the maxima of the items below `{code}` add up to {total}, not to {most}",
        "xem lại `tối đa`, hoặc ghi `lấy: cao nhất` nếu chỉ lấy một mục con",
        "check `tối đa`, or write `lấy: cao nhất` if only one of them counts",
    ),
    "SCORE-11": error(
        "mục con `{code}` tối đa {points} điểm, nhiều hơn {most} điểm của mục `{parent}`",
        "the item `{code}` gives up to {points} points, more than the {most} of `{parent}`",
        "xem lại `tối đa`",
        "check `tối đa`",
    ),
    "SCORE-12": warning(
        "dòng `{code}` tính {points} điểm, nhiều hơn cả mục `{item}` ({most} điểm)",
        "the line `{code}` counts {points} points, more than the whole item `{item}` ({most} points)",
        "điểm của mục dừng ở 0 và ở tối đa; xem lại số điểm, và `tối đa` của dòng",
        "the item stops at 0 and at its maximum; check the points, and the line's `tối đa`",
    ),
    "SCORE-13": warning(
        "kết quả {points} điểm nằm ngoài 0 đến {most} điểm của mục `{item}`",
        "a result of {points} points is outside the 0 to {most} points of the item `{item}`",
        "xem lại số điểm hoặc `tối đa`",
        "check the points or `tối đa`",
    ),
    "SCORE-14": error(
        "`tối đa` của mục `{item}` là {points}, một số âm",
        "`tối đa` of the item `{item}` is {points}, a negative number",
        "ghi số điểm tối đa là số dương; điểm bị trừ thì ghi ở `trừ` hoặc `điểm trừ`",
        "write the maximum as a positive number; points to be taken off belong under `trừ` or `điểm trừ`",
    ),
    "SCORE-15": warning(
        "dòng `{code}` tính {points} điểm; số âm thì dòng luôn là 0",
        "the line `{code}` counts {points} points; a negative line is always 0",
        "bỏ dấu trừ: điểm dưới `trừ` đã là điểm bị trừ",
        "drop the sign: points under `trừ` are taken off already",
    ),
    "SCORE-16": error(
        "mục `{code}` có `khi` mà chưa ghi lúc ấy được bao nhiêu điểm",
        "the item `{code}` has `khi`, but does not say how many points that brings",
        "thêm `có: <số điểm>`; nếu mục chỉ dành cho một số đối tượng thì ghi `áp dụng khi` thay cho `khi`",
        "add `có: <points>`; for an item that only some subjects have write `áp dụng khi` in place of `khi`",
    ),
    "GRADE-01": error(
        "xếp loại `{name}` chưa có `bảng`",
        "the grade `{name}` has no table (`bảng`)",
        "thêm `bảng:` với các dòng `điều kiện: bậc`",
        "add `bảng:` with rows `condition: grade`",
    ),
    "GRADE-02": error(
        "xếp loại phải có kiểu `bậc`, không phải {kind}",
        "a grade has the type `bậc`, not {kind}",
        "ghi `bậc: [thấp nhất, …, cao nhất]`, hoặc `như: <trường kiểu bậc>`",
        "write `bậc: [lowest, …, highest]`, or `như: <a field of the type bậc>`",
    ),
    "GRADE-03": error(
        "`điều chỉnh` phải là một danh sách",
        "`điều chỉnh` must be a list",
        "như `[{{mã: Đ1, khi: <điều kiện>, hạ: 1}}]`",
        "like `[{{mã: Đ1, khi: <condition>, hạ: 1}}]`",
    ),
    "GRADE-04": error(
        "điều chỉnh `{code}` chưa nói đổi thế nào",
        "the adjustment `{code}` does not say what it changes",
        "thêm `hạ: 1`, `nâng: 1`, `không cao hơn: <bậc>`, `không thấp hơn: <bậc>` hoặc `thành: <bậc>`",
        "add `hạ: 1`, `nâng: 1`, `không cao hơn: <grade>`, `không thấp hơn: <grade>` or `thành: <grade>`",
    ),
    "GRADE-05": error(
        "`{key}` phải là số bậc, như `1`, không phải `{text}`",
        "`{key}` is a number of steps, like `1`, not `{text}`",
        "xếp loại này có {count} bậc nên đổi được từ 1 đến {most} bậc; đưa thẳng về một bậc thì ghi `thành: <bậc>`",
        "this grade has {count} steps, so 1 to {most} can be moved; to set one step write `thành: <grade>`",
    ),
    "GRADE-06": error(
        "chỉ tiêu của một xếp loại phải ghi `{key}`",
        "the quota of a grade must say `{key}`",
        "ghi `bậc: <bậc có chỉ tiêu>` và `vượt thì: <bậc của người vượt chỉ tiêu>`",
        "write `bậc: <the limited grade>` and `vượt thì: <the grade of those left out>`",
    ),
    "GRADE-07": error("xếp loại này không có bậc `{text}`", "this grade has no step `{text}`"),
    "GRADE-08": error(
        "vượt chỉ tiêu `{grade}` thì phải xuống bậc thấp hơn, mà `{otherwise}` không thấp hơn",
        "those left out of `{grade}` must go to a lower step, and `{otherwise}` is not lower",
        "ghi một bậc đứng trước `{grade}` trong danh sách `bậc`, vì danh sách đi từ thấp lên cao",
        "write a step that stands before `{grade}` in the list `bậc`, which goes from low to high",
    ),
    "GRADE-09": warning(
        "không ai xếp được bậc `{name}`: không dòng nào của bảng và không điều chỉnh nào của `{grade}` cho bậc này",
        "a grade that no one can reach: no row and no adjustment of `{grade}` gives `{name}`",
        "thêm dòng cho bậc này, hoặc bỏ nó khỏi danh sách",
        "add a row for it, or take it off the list",
    ),
    "PAY-01": error(
        "mức thưởng `{name}` phải có `mức lương` và `hệ số`",
        "the amount `{name}` must have `mức lương` and `hệ số`",
        "như `mức lương: lương cơ sở`, và dưới `hệ số:` mỗi dòng `đạt <mã danh hiệu>: <hệ số>`",
        "like `mức lương: lương cơ sở`, and under `hệ số:` one line `đạt <title code>: <coefficient>` each",
    ),
}
