"""What is found of a ruleset as a whole."""

from thidua_rules.diagnostics.catalogue.code import Code, error, note, warning

CODES: dict[str, Code] = {
    "CHECK-01": warning(
        "giới hạn `{code}` không dành chỗ nào khi số làm căn cứ tính là {last} hoặc ít hơn; từ {first} mới có một chỗ",
        "the limit `{code}` leaves no seat where {last} or fewer are counted in its base; from {first} on there is one",
        "thêm `tối thiểu: 1`; nếu văn bản đúng là như vậy thì ghi `chấp nhận: {{CHECK-01 {code}: lý do}}`",
        "add `tối thiểu: 1`; where the text means it, write `chấp nhận: {{CHECK-01 {code}: the reason}}`",
    ),
    "CHECK-02": warning(
        "giới hạn `{code}` không bao giờ dành chỗ nào",
        "the limit `{code}` never leaves a seat",
        "xem lại số ở `tối đa` và cách làm tròn",
        "check the number under `tối đa` and how it is rounded",
    ),
    "CHECK-03": note(
        "`{name}` của `{type}` được khai báo mà không quy tắc nào dùng",
        "`{name}` of `{type}` is declared, and no rule uses it",
        "bỏ trường này, hoặc viết quy tắc còn thiếu; cần giữ thì `chấp nhận: {{CHECK-03 {name} của {type}: lý do}}`",
        "drop it, or write the rule that is missing; to keep it write `chấp nhận: {{CHECK-03 {name} của {type}: …}}`",
    ),
    "CHECK-04": warning(
        "tham số `{name}` được khai báo mà không quy tắc nào dùng",
        "the parameter `{name}` is declared, and no rule uses it",
        "bỏ tham số này, hoặc dùng nó ở chỗ đang ghi thẳng con số",
        "drop it, or use it where the number itself is written",
    ),
    "CHECK-05": warning(
        "quy tắc dùng `{name}` của `{type}`, mà trường này không có `câu hỏi` như các trường khác: không ai được hỏi",
        "rules use `{name}` of `{type}`, which has no `câu hỏi` as other fields have: nobody is asked for it",
        "thêm `câu hỏi:` cho trường này",
        "add `câu hỏi:` to it",
    ),
    "CHECK-06": warning(
        "`{name}` gần như trùng với `{other}` ({place})",
        "`{name}` reads almost like `{other}` ({place})",
        "nếu là một thì giữ một tên; nếu là hai thì đặt tên khác hẳn nhau",
        "keep one name if they are one thing, else give them names that nobody mixes up",
    ),
    "CHECK-07": warning(
        "`{code}` nói đúng điều mà `{other}` ({place}) đã nói",
        "`{code}` says just what `{other}` ({place}) says",
        "giữ một, chỗ kia dẫn lại nó: sửa một chỗ thì chỗ kia không sai theo",
        "keep one and refer to it in the other place: whoever mends one leaves the other wrong",
    ),
    "CHECK-10": error(
        "`{code}` không phải mã của điều có thể chấp nhận, hoặc thiếu tên của chỗ được chấp nhận",
        "`{code}` is no code of what can be accepted, or the name of what is accepted is missing",
        "viết như `chấp nhận: {{CHECK-01 CSTĐCS.Q1: lý do}}`",
        "write it like `chấp nhận: {{CHECK-01 CSTĐCS.Q1: the reason}}`",
    ),
    "CHECK-12": warning(
        "chấp nhận `{code}` ở `{about}`, mà không còn thấy điều ấy",
        "`{code}` of `{about}` is accepted, and is not found any more",
        "bỏ dòng này",
        "remove it",
    ),
    "CHECK-30": note(
        "đã chấp nhận {code} ở `{about}`: {reason}",
        "{code} of `{about}` is accepted: {reason}",
    ),
    "DIFF-01": error(
        "`{name}`: không đọc được phiên bản cũ, vì bộ quy tắc không nằm trong kho git nào, hoặc máy không có git",
        "`{name}`: there is no earlier version to read, as the ruleset lies in no git repository, or there is no git",
        "chạy lệnh với bộ quy tắc nằm trong kho git, hoặc cho đường dẫn của bản cũ",
        "run it on a ruleset in a git repository, or give the path of the earlier one",
    ),
    "DIFF-02": error(
        "kho git không có phiên bản của `{name}`",
        "the git repository has no revision as in `{name}`",
        "viết như `btnmt/2021@HEAD~3`, sau `@` là một mã, thẻ hay nhánh của git",
        "write it like `btnmt/2021@HEAD~3`: a commit, tag or branch of git after `@`",
    ),
    "DIFF-03": error(
        "phiên bản `{revision}` chưa có bộ quy tắc `{name}`",
        "there was no ruleset `{name}` at `{revision}`",
        "chọn phiên bản muộn hơn",
        "choose a later revision",
    ),
}
