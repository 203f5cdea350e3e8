"""What the invariants of a ruleset (`bất biến`) state, and proving them."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "INV-01": error(
        "bất biến `{code}` chưa có `khẳng định`",
        "the invariant `{code}` states nothing (`khẳng định`)",
        "thêm, như `khẳng định: đạt CSTĐCS thì đạt LĐTT`",
        "add what it states, like `khẳng định: đạt CSTĐCS thì đạt LĐTT`",
    ),
    "INV-02": error(
        "câu này không có dạng nào của bất biến",
        "this has none of the forms of an invariant",
        "`A thì B`; `A thì không đạt danh hiệu nào`; `càng nhiều S càng không mất X`; "
        "`F khác nhau thì kết quả như nhau`",
        "`A thì B`; `A thì không đạt danh hiệu nào`; `càng nhiều S càng không mất X`; "
        "`F khác nhau thì kết quả như nhau`",
    ),
    "INV-03": error(
        "`cỡ` ghi số đối tượng của từng loại, từ 0 đến {most}; `{text}` không phải",
        "`cỡ` gives a number of subjects by type, from 0 to {most}; `{text}` is none",
        "như `cỡ: {{cá nhân: 2, kết quả năm: 5}}`",
        "like `cỡ: {{cá nhân: 2, kết quả năm: 5}}`",
    ),
    "INV-04": error(
        "`{name}` không phải danh sách hay trường có thứ tự của `{subject}`",
        "`{name}` is no collection and no ordered field of `{subject}`",
        "ghi một danh sách nhìn từ `{subject}`, hoặc một trường số, ngày, bậc của chính nó",
        "write a collection seen from `{subject}`, or a number, day or grade of its own",
    ),
    "INV-05": error(
        "`{name}` không phải trường của `{subject}`",
        "`{name}` is no field of `{subject}`",
    ),
    "PROVE-01": error(
        "bộ quy tắc `{name}` không có bất biến nào để chứng minh",
        "the ruleset `{name}` has no invariant to prove",
        "thêm phần `bất biến:`",
        "add a section `bất biến:`",
    ),
    "PROVE-02": error(
        "không có bất biến nào là `{name}`",
        "there is no invariant `{name}`",
    ),
}
