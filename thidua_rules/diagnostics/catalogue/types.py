"""Types of expressions, and what a ruleset cannot mean."""

from thidua_rules.diagnostics.catalogue.code import Code, error, warning

CODES: dict[str, Code] = {
    "TYPE-01": error(
        "`{text}` là một giá trị, không phải điều kiện",
        "`{text}` is a value, not a condition",
        "so sánh nó với một giá trị khác, ví dụ `… ≥ 1`",
        "compare it with another value, for example `… ≥ 1`",
    ),
    "TYPE-02": error(
        "`{name}` có kiểu {kind}, không dùng một mình làm điều kiện được",
        "`{name}` is of type {kind} and cannot stand alone as a condition",
        "so sánh nó với một giá trị, hoặc hỏi `có {name}` nếu nó có thể không có",
        "compare it with a value, or ask `có {name}` if it may be known not to exist",
    ),
    "TYPE-03": error(
        "`đủ chuẩn {code}` chỉ dùng cho danh hiệu",
        "`đủ chuẩn {code}` is for titles only",
        "với tiêu chí, viết `đạt {code}`",
        "of a criterion, write `đạt {code}`",
    ),
    "TYPE-04": error("không có tiêu chí hay yêu cầu mang mã `{code}`", "no criterion or requirement has code `{code}`"),
    "TYPE-05": error(
        "`{code}` được xét cho `{asked}`, không phải cho `{here}`",
        "`{code}` is asked of `{asked}`, not of `{here}`",
        "đi theo quan hệ trước, ví dụ `đơn vị đạt {code}`",
        "follow a reference first, for example `đơn vị đạt {code}`",
    ),
    "TYPE-06": error(
        "so sánh chữ `“{text}”` với một giá trị kiểu {kind}",
        "the text `“{text}”` is compared with a value of type {kind}",
        "chỉ bậc, lựa chọn và chữ mới so sánh với chữ trong ngoặc kép",
        "only grades, choices and texts compare with a text in quotes",
    ),
    "TYPE-07": error(
        "`“{text}”` không phải một giá trị của `{name}`",
        "`“{text}”` is not a value of `{name}`",
        "các giá trị được khai báo: {options}",
        "the declared values are: {options}",
    ),
    "TYPE-08": error(
        "so sánh {left} với {right}",
        "a {left} (left) is compared with a {right} (right)",
        "viết cả hai cùng đơn vị, ví dụ `95%` khi so với phần trăm",
        "write both in one unit, for example `95%` against a percentage",
    ),
    "TYPE-09": error(
        "so sánh kiểu {left} với kiểu {right}",
        "type {left} is compared with type {right}",
    ),
    "TYPE-10": error(
        "so sánh hai bậc của hai thang khác nhau",
        "grades of two different scales are compared",
    ),
    "TYPE-11": error(
        "kiểu {kind} không có thứ tự nên không dùng được `{operator}`",
        "type {kind} has no order, so `{operator}` cannot be used",
        "dùng `là`, `thuộc`, `=` hoặc `≠`; giá trị ngoài bậc cũng không có thứ tự",
        "use `là`, `thuộc`, `=` or `≠`; outcomes outside the order have no order either",
    ),
    "TYPE-12": error(
        "sau `có ít nhất` phải là một số, một phần như `2/3`, hoặc một tỷ lệ phần trăm",
        "`có ít nhất` is followed by a number, a part such as `2/3`, or a percentage",
    ),
    "TYPE-13": error(
        "`có {name}` luôn đúng, vì `{name}` không khai báo `có thể không có`",
        "`có {name}` always holds, since `{name}` is not declared `có thể không có`",
        "thêm `có thể không có: đúng` vào từ vựng, hoặc so sánh giá trị",
        "add `có thể không có: đúng` to the vocabulary, or compare the value",
    ),
    "TYPE-14": error(
        "không rõ `“{text}”` thuộc thang hay danh sách nào",
        "it is not clear which scale or list `“{text}”` belongs to",
        "so sánh nó với một trường kiểu bậc, lựa chọn hoặc chữ",
        "compare it with a field that is a grade, a choice or a text",
    ),
    "TYPE-15": error(
        "khoảng thời gian chỉ được cộng vào hoặc trừ khỏi một ngày",
        "a duration can only be added to or taken from a date",
    ),
    "TYPE-16": error(
        "`{text}` thuộc về điểm, chỉ tiêu hoặc xếp hạng, chưa dùng được ở đây",
        "`{text}` belongs to scores, quotas or ranks and cannot be used here yet",
    ),
    "TYPE-17": error(
        "`{text}` là một điều kiện, không phải một giá trị",
        "`{text}` is a condition, not a value",
    ),
    "TYPE-18": error(
        "`{name}` là đúng/sai, không phải một giá trị để tính hay so sánh",
        "`{name}` is true or false, not a value to compute or compare with",
        "viết `{name}` hoặc `không {name}`",
        "write `{name}` or `không {name}`",
    ),
    "TYPE-19": error(
        "`{name}` là một nhóm đối tượng, không phải một giá trị",
        "`{name}` is a collection, not a value",
        "viết `số {name}`, `có {name}` hoặc `mọi {name} đều …`",
        "write `số {name}`, `có {name}` or `mọi {name} đều …`",
    ),
    "TYPE-20": error("cần một số ở đây, nhưng kiểu là {kind}", "a number is needed here, but the type is {kind}"),
    "TYPE-21": error(
        "không tính được {left} {operator} {right}",
        "{left} {operator} {right} cannot be computed",
        "chỉ cộng trừ những giá trị cùng đơn vị",
        "only values of one unit can be added or subtracted",
    ),
    "TYPE-22": error(
        "`{name}` không có đúng một trường chỉ kỳ để đếm liên tục",
        "`{name}` does not have exactly one period field to count in a row",
    ),
    "TYPE-23": error(
        "tỷ lệ cần điều kiện đi sau `trong đó`",
        "a share needs a condition after `trong đó`",
        "ví dụ `có ít nhất 70% thành viên trong đó đạt C1`",
        "for example `có ít nhất 70% thành viên trong đó đạt C1`",
    ),
    "TYPE-24": error(
        "`{name}` không phải một nhóm đối tượng nhìn từ đây",
        "`{name}` is not a collection seen from here",
        "khai báo `chiều ngược: {name}` ở trường quan hệ",
        "declare `chiều ngược: {name}` at the reference field",
    ),
    "TYPE-25": error(
        "`{name}` không phải một quan hệ nên không đi tiếp được",
        "`{name}` is not a reference, so the path cannot go on from it",
    ),
    "TYPE-26": error(
        "`{name}` không được khai báo giống nhau: {types}",
        "`{name}` is not declared alike: {types}",
        "khai báo cùng một kiểu ở các loại ấy, hoặc dùng cho mỗi loại một quan hệ riêng",
        "declare the same kind in these types, or use a reference for each",
    ),
    "TYPE-66": error(
        "quan hệ này có thể dẫn đến {types}, mà `{name}` chỉ có ở {having}, không có ở {lacking}",
        "this reference may lead to {types}, and `{name}` is of {having}, not of {lacking}",
        "khai báo `{name}` cùng một kiểu ở {lacking}, hoặc dùng cho mỗi loại một quan hệ riêng",
        "declare `{name}` with the same kind in {lacking}, or use a reference for each type",
    ),
    "TYPE-27": error(
        "các quy tắc dựa vào nhau thành vòng: {cycle}",
        "rules depend on each other in a circle: {cycle}",
        "bỏ một trong các chỗ dẫn chiếu trong vòng",
        "drop one of the references in the circle",
    ),
    "TYPE-28": error(
        "khoá của xếp hạng phải là `… giảm dần`, `… tăng dần` hoặc một điều kiện",
        "a rank's key is `… giảm dần`, `… tăng dần` or a condition",
    ),
    "TYPE-29": error(
        "`{name}` không phải trường quan hệ của `{subject}`",
        "`{name}` is not a reference field of `{subject}`",
    ),
    "TYPE-30": error(
        "kết quả có kiểu {found}, nhưng `{name}` khai báo kiểu {wanted}",
        "the result is of type {found}, but `{name}` is declared as {wanted}",
        "ghi kết quả đúng đơn vị (phần trăm có dấu `%`, điểm, hệ số thì không); số tiền thì khai tham số kiểu `tiền`",
        "write the result in its unit (`%` for percentages, not for points); for money declare a parameter of `tiền`",
    ),
    "TYPE-31": warning(
        "`đạt {code}` có thể không áp dụng; trong một biểu thức lớn hơn, không áp dụng được tính là không đạt",
        "`đạt {code}` may be not applicable; inside a larger expression that counts as not met",
        "tách `đạt {code}` thành một yêu cầu riêng nếu muốn bỏ qua khi không áp dụng",
        "make `đạt {code}` a requirement of its own if it should be left out when not applicable",
    ),
    "TYPE-32": warning(
        "`{name}` có thể không có, mà chỗ này so sánh không hỏi trước `có {name}`",
        "`{name}` may be known not to exist, and is compared here without asking `có {name}` first",
        "so sánh với giá trị không có thì không đạt; thêm `có {name} và …` nếu đó là ý muốn",
        "a comparison with no value is not met; add `có {name} và …` if that is meant",
    ),
    "TYPE-33": error(
        "`{code}` dẫn chiếu `{target}` của cùng tiêu chí `{criterion}`",
        "`{code}` refers to `{target}` of the same criterion `{criterion}`",
        "đưa `{target}` ra thành một tiêu chí riêng rồi dẫn chiếu nó, hoặc viết lại điều kiện của nó ở đây",
        "make `{target}` a criterion of its own and refer to it, or write its condition here",
    ),
    "TYPE-40": error(
        "`tối đa` của một giới hạn chỉ được nhắc đến {group}, không nhắc đến riêng từng người",
        "`tối đa` of a limit may only speak of {group}, not of the single candidate",
        "số chỗ phải như nhau với mọi người cùng {group}: viết `… của {group}`",
        "the seats must be the same for everybody of one {group}: write `… của {group}`",
    ),
    "TYPE-41": error(
        "không có giới hạn mang mã `{code}` trong chỉ tiêu này",
        "this quota has no limit with code `{code}`",
        "các giới hạn đã khai: {known}",
        "its limits are: {known}",
    ),
    "TYPE-42": error(
        "các giới hạn tính theo nhau thành vòng: {cycle}",
        "limits are reckoned from each other in a circle: {cycle}",
        "tính một trong các giới hạn theo số người của nhóm",
        "reckon one of them from the number of people in the group",
    ),
    "TYPE-43": error(
        "số chỗ phải là một số, đây là {kind}",
        "seats must be a number, this is {kind}",
        "lấy phần trăm của một số: `15% × số thành viên của …`",
        "take a percentage of a number: `15% × số thành viên của …`",
    ),
    "TYPE-44": error(
        "ràng buộc chỉ được nhắc đến dữ kiện, không nhắc đến kết luận hay đại lượng",
        "a constraint may only speak of facts, not of conclusions or quantities",
        "viết công thức của đại lượng ấy vào ràng buộc, hoặc viết thành yêu cầu",
        "write the formula of the quantity in the constraint, or make a requirement of it",
    ),
    "TYPE-50": error(
        "`{code}` được tính đủ điểm khi không áp dụng, nhưng không có `tối đa`",
        "`{code}` counts in full where it does not apply, but has no `tối đa`",
        "ghi `tối đa` của mục này",
        "give the maximum of this item (`tối đa`)",
    ),
    "TYPE-51": error(
        "`{name}` khai báo là số nguyên, nhưng có thể ra số lẻ",
        "`{name}` is declared as a whole number, but may come out as a fraction",
        "ghi `làm tròn: …`, hoặc bỏ `kiểu: số nguyên` và ghi `thập phân: …`",
        "give `làm tròn: …`, or drop `kiểu: số nguyên` and give `thập phân: …`",
    ),
    "TYPE-52": error(
        "{types} không có điểm mang tên `{name}`",
        "{types} has no score called `{name}`",
    ),
    "TYPE-53": error(
        "mục `{code}` của `{name}` không có `tối đa`, nên không có thang điểm ở đây",
        "item `{code}` of `{name}` has no `tối đa`, so that there is no maximum here",
        "ghi `tối đa` của mục này",
        "give the maximum of this item (`tối đa`)",
    ),
    "TYPE-54": error(
        "không có mục `{code}` trong các điểm của {types}",
        "the scores of {types} have no item `{code}`",
        "ghi mã đầy đủ như trong `mục:`, ví dụ `III.1`",
        "give the full code as it stands under `mục:`, like `III.1`",
    ),
    "TYPE-55": error(
        "mục `{code}` có ở nhiều điểm: {scores}",
        "there is an item `{code}` in several scores: {scores}",
        "đặt mã mục khác nhau giữa các điểm",
        "give the items different codes in different scores",
    ),
    "TYPE-56": error(
        "không dùng được `của đối tượng xét` khi đếm hoặc cộng các mục của một điểm",
        "`của đối tượng xét` cannot be used where items of a score are counted or added",
        "tách phần ấy ra ngoài `trong đó`",
        "move that part out of `trong đó`",
    ),
    "TYPE-58": error(
        "ở đây cần kiểu {wanted}, không phải {found}",
        "this must be of type {wanted}, not {found}",
        "ví dụ `ngày 30/3 của năm xét + 1`, `số tháng kể từ ngày nộp đến ngày xét`",
        "for example `ngày 30/3 của năm xét + 1`, `số tháng kể từ ngày nộp đến ngày xét`",
    ),
    "TYPE-62": error(
        "số chia của `số dư` phải là một số dương viết sẵn",
        "the divisor of a remainder must be a positive number written out",
        "ví dụ `số dư của số năm chia 3 = 0`",
        "for example `số dư của số năm chia 3 = 0`",
    ),
    "TYPE-63": error(
        "`{name}` khai báo là số nguyên, nhưng công thức này có thể ra số lẻ",
        "`{name}` is declared as a whole number, but this formula may come out as a fraction",
        "viết `làm tròn xuống của (…)`, hoặc đổi thành `kiểu: số`",
        "write `làm tròn xuống của (…)`, or make it `kiểu: số`",
    ),
    "TYPE-64": error(
        "`{name}` khai báo trong {said}, nhưng công thức này có thể ra {found}",
        "`{name}` is declared to lie in {said}, but this formula may come out in {found}",
        "khai báo `từ`, `đến` của các trường trong công thức, chặn bằng `số nhỏ nhất trong (…; …)`, "
        "`số lớn nhất trong (…; …)`, hoặc bỏ `từ`, `đến` ở đây",
        "give `từ` and `đến` of the fields in the formula, keep it within by `số nhỏ nhất trong (…; …)`, "
        "`số lớn nhất trong (…; …)`, or drop `từ` and `đến` here",
    ),
    "TYPE-68": error(
        "theo nhóm thì chỉ cộng được giá trị lớn nhất hay nhỏ nhất của từng nhóm",
        "over groups only the greatest or the least value of each can be summed",
        "viết `tổng (lớn nhất x của S) theo y` hoặc `tổng (nhỏ nhất x của S) theo y`",
        "write `tổng (lớn nhất x của S) theo y` or `tổng (nhỏ nhất x của S) theo y`",
    ),
    "TYPE-69": error(
        "`có ít nhất` ở đây đếm phần tử, mà `{written}` chưa đến một phần tử",
        "`có ít nhất` counts elements here, and `{written}` is less than one of them",
        "một phần của danh sách thì viết `có ít nhất {fraction} S trong đó …` (không ngoặc) hoặc một tỷ lệ phần trăm",
        "for a part of the list write `có ít nhất {fraction} S trong đó …` (no parentheses) or a percentage",
    ),
    "TYPE-65": error(
        "`{name}` khai báo `thập phân: {decimals}`, nhưng công thức này có thể ra nhiều chữ số lẻ hơn",
        "`{name}` is declared with `thập phân: {decimals}`, but this formula may come out with more decimals",
        "viết `làm tròn gần nhất đến {step} của (…)`, hoặc bỏ `thập phân`",
        "write `làm tròn gần nhất đến {step} của (…)`, or drop `thập phân`",
    ),
    "TYPE-70": warning(
        "`{name}` khai báo `thập phân: {decimals}`, nhưng tổng có thể nhiều chữ số lẻ hơn, và được giữ nguyên như thế",
        "`{name}` is declared with `thập phân: {decimals}`, but its total may have more decimals, and keeps them",
        "thêm `làm tròn: gần nhất đến {step}` vào thang điểm, hoặc bỏ `thập phân`",
        "add `làm tròn: gần nhất đến {step}` to the score, or drop `thập phân`",
    ),
    "TYPE-57": error(
        "chia cho 0",
        "division by 0",
        "xem lại số chia",
        "check the divisor",
    ),
}
