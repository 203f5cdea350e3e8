"""Facts and dossiers."""

from thidua_rules.diagnostics.catalogue.code import Code, error, warning

CODES: dict[str, Code] = {
    "FACT-01": error(
        "`{field}`: `{text}` không phải là số",
        "`{field}`: `{text}` is not a number",
        "viết số như `1.000` hoặc `98,5`",
        "write numbers like `1.000` or `98,5`",
    ),
    "FACT-02": error(
        "`{field}`: `{text}` có thể hiểu hai cách; dấu phẩy đứng trước phần thập phân, dấu chấm ngăn hàng nghìn",
        "`{field}`: `{text}` can be read two ways; a comma stands before the decimals, dots between thousands",
        "viết `{right}`",
        "write `{right}`",
    ),
    "FACT-03": error(
        "`{field}`: `{text}` thiếu dấu `%`",
        "`{field}`: `{text}` lacks the sign `%`",
        "viết `{right}`",
        "write `{right}`",
    ),
    "FACT-04": error(
        "`{field}`: `{text}` có nhiều hơn {limit} chữ số thập phân",
        "`{field}`: `{text}` has more than {limit} decimal digits",
        "làm tròn theo quy định của văn bản rồi ghi lại",
        "round it as the regulation says and write that",
    ),
    "FACT-05": error(
        "`{field}`: `{value}` nằm ngoài khoảng cho phép ({bounds})",
        "`{field}`: `{value}` is outside what is allowed ({bounds_en})",
        "xem lại số đã ghi; nếu đúng như vậy thì sửa `từ`, `đến` nơi khai báo",
        "check what was written; if it is right, change `từ` and `đến` where they are declared",
    ),
    "FACT-06": error(
        "`{field}`: không có giá trị “{text}”", "`{field}`: there is no value “{text}”", "xem lại", "check it"
    ),
    "FACT-07": error(
        "`{field}`: `{text}` không phải là đúng hay sai",
        "`{field}`: `{text}` is neither true nor false",
        "viết `đúng` hoặc `sai` (`có`, `không` cũng được); chưa biết thì để trống",
        "write `đúng` or `sai` (`có`, `không` will do); leave it blank if not known",
    ),
    "FACT-08": error(
        "`{field}`: `{text}` không phải là ngày",
        "`{field}`: `{text}` is not a date",
        "viết ngày như `15/12/2021`",
        "write dates like `15/12/2021`",
    ),
    "FACT-09": error(
        "`{field}`: `{text}` là một con số, không phải ngày",
        "`{field}`: `{text}` is a bare number, not a date",
        "viết ngày như `15/12/2021`",
        "write dates like `15/12/2021`",
    ),
    "FACT-10": error(
        "`{field}`: `{text}` không phải là {kind}",
        "`{field}`: `{text}` is not a period of the kind `{kind}`",
        "viết như `{example}`, trong bảng tính là ô dạng văn bản",
        "write it like `{example}`, in a spreadsheet as a text cell",
    ),
    "FACT-11": error(
        "`{field}`: `không có` không phải là giá trị của mục này",
        "`{field}`: `không có` (none) is not a value of this field",
        "chưa biết thì để trống",
        "leave it blank if it is not known",
    ),
    "FACT-12": error(
        "`{field}`: cần {kind}, nhưng nhận được `{value}`",
        "`{field}`: expected `{kind}`, got `{value}`",
        "ghi một giá trị đúng kiểu của mục này; chưa biết thì để trống",
        "write one value of the kind of this field; leave it blank if it is not known",
    ),
    "FACT-13": error(
        "`{field}`: khoảng hoặc tập giá trị này không dùng được ở đây",
        "`{field}`: this range or set of values cannot be used here",
        "khoảng viết `{{từ: …, đến: …}}` cho số, ngày, kỳ, bậc; tập viết `{{một trong: […]}}`; "
        "chưa biết gì thì để trống",
        "ranges are `{{từ: …, đến: …}}` for numbers, dates, periods, grades; sets are `{{một trong: […]}}`; "
        "leave blank what is not known at all",
    ),
    "FACT-14": error(
        "`{field}`: có một giá trị để trống trong tập hoặc khoảng",
        "`{field}`: a value of the set or range is blank",
        "ghi đủ các giá trị; chưa biết gì thì để trống cả mục",
        "write all of its values; leave the whole field blank if nothing is known",
    ),
    "FACT-15": error(
        "`{field}`: khoảng ngược, `{low}` lớn hơn `{high}`",
        "`{field}`: the range is reversed, `{low}` is above `{high}`",
        "đổi chỗ hai đầu của khoảng",
        "swap its ends",
    ),
    "FACT-16": error(
        "`{field}`: văn bản có ký tự điều khiển {character}",
        "`{field}`: the text holds the control character {character}",
        "xoá ký tự này",
        "delete this character",
    ),
    "FACT-17": error(
        "`{field}`: `{text}` có dấu `%`, nhưng mục này không phải là phần trăm",
        "`{field}`: `{text}` has the sign `%`, but this field is not a percentage",
        "bỏ dấu `%`, hoặc khai báo kiểu `phần trăm`",
        "drop the sign, or declare the type `phần trăm`",
    ),
    "FACT-18": error(
        "`{field}`: số `{text}` quá lớn hoặc quá dài",
        "`{field}`: the number `{text}` is too large or long",
        "một số có nhiều nhất 30 chữ số",
        "a number has at most 30 digits",
    ),
    "FACT-20": error("không có loại đối tượng `{name}`", "there is no type `{name}`", "xem lại tên", "check the name"),
    "FACT-21": error(
        "`{type}` không có mục `{name}`", "`{type}` has no field `{name}`", "xem lại tên", "check the name"
    ),
    "FACT-22": error(
        "mã `{key}` có hai lần trong `{type}`, lần đầu ở {first}",
        "`{key}` occurs twice in `{type}`, first at {first}",
        "mỗi đối tượng ghi một lần, mỗi mã chỉ của một đối tượng",
        "write each subject once and give each its own code",
    ),
    "FACT-23": error(
        "`{type}` này thiếu `mã`",
        "this `{type}` has no `mã` (code)",
        "mỗi đối tượng phải có một mã, không trùng trong cùng loại",
        "every subject needs a code, unique within its type",
    ),
    "FACT-24": error(
        "`{type}` này thiếu `{field}`, là phần của khoá",
        "this `{type}` lacks `{field}`, which is part of its key",
        "khoá phải có giá trị cụ thể",
        "keys need definite values",
    ),
    "FACT-25": error(
        "`{field}`: không có {targets} nào mang mã `{key}`",
        "`{field}`: there is no {targets} with the code `{key}`",
        "thêm đối tượng này vào hồ sơ hoặc sửa mã",
        "add that subject to the dossier or correct the code",
    ),
    "FACT-26": error(
        "`{field}`: mã `{key}` là của nhiều đối tượng khác loại: {types}",
        "`{field}`: the code `{key}` belongs to subjects of several types: {types}",
        "viết `{key} (tên loại)`, hoặc đặt mã khác nhau",
        "write `{key} (name of the type)`, or give them different codes",
    ),
    "FACT-27": error(
        "`{type}` này không dùng `mã`, được xác định bằng: {fields}",
        "this `{type}` has no `mã`; it is identified by: {fields}",
        "bỏ `mã`, ghi đủ các mục ấy",
        "leave `mã` out and give these fields",
    ),
    "FACT-53": error(
        "`{type}` chỉ có một nên không dùng `mã`",
        "there is only one `{type}`, so it has no `mã`",
        "bỏ `mã`",
        "leave `mã` out",
    ),
    "FACT-54": error(
        "`{type}` chỉ có một, đã ghi ở {first}",
        "there is only one `{type}`, which stands at {first}",
        "ghi mọi mục của `{type}` vào một chỗ; nếu có nhiều thì bỏ `duy nhất` trong từ vựng",
        "write all fields of `{type}` in one record; if there are several, drop `duy nhất` from the vocabulary",
    ),
    "FACT-28": error(
        "mã `{key}` không dùng được",
        "the code `{key}` cannot be used",
        "mã là một dòng văn bản không có dấu `|` và `;`; trong bảng tính là ô dạng văn bản, trong JSON đặt trong "
        "dấu nháy kép",
        "a code is one line of text without `|` and `;`; in a spreadsheet a text cell, in JSON in double quotes",
    ),
    "FACT-29": error(
        "hồ sơ thiếu `ngày xét`",
        "the dossier does not say `ngày xét` (the date of the decision)",
        "thêm `ngày xét: 15/01/2022` (trong bảng tính: trang `hồ sơ`, ngày ở cột B), hoặc cho `--on 15/01/2022`",
        "add `ngày xét: 15/01/2022` (in a workbook: sheet `hồ sơ`, the date in column B), or give `--on 15/01/2022`",
    ),
    "FACT-30": error(
        "hồ sơ thiếu `kỳ xét`",
        "the dossier does not say `kỳ xét` (the period that is decided)",
        "thêm `kỳ xét: 2021` (trong bảng tính: trang `hồ sơ`, kỳ ở cột B), hoặc cho `--period 2021`",
        "add `kỳ xét: 2021` (in a workbook: sheet `hồ sơ`, the period in column B), or give `--period 2021`",
    ),
    "FACT-31": error(
        "`kỳ xét`: `{text}` không phải là kỳ",
        "`kỳ xét`: `{text}` is not a period",
        "viết `2021`, `2021-2022`, `Q1/2021` hoặc `03/2021`",
        "write `2021`, `2021-2022`, `Q1/2021` or `03/2021`",
    ),
    "FACT-32": error(
        "`{type}` không có danh sách `{name}`",
        "`{type}` has no collection `{name}`",
        "xem lại tên",
        "check the name",
    ),
    "FACT-33": error(
        "danh sách này ghi dưới `{owner}`, nhưng `{field}` lại ghi `{other}`",
        "this is listed under `{owner}`, but its `{field}` says `{other}`",
        "bỏ một trong hai",
        "remove one of the two",
    ),
    "FACT-34": error(
        "danh sách `{collection}` của `{owner}` đã ghi là đầy đủ, không thể có thêm `{member}`",
        "`{collection}` of `{owner}` is said to be complete and cannot also hold `{member}`",
        "ghi vào danh sách đó, hoặc ghi `chưa đầy đủ: [{collection}]`",
        "add it to that list, or say `chưa đầy đủ: [{collection}]`",
    ),
    "FACT-35": error(
        "`{member}` chưa ghi `{field}`, mà không còn {targets} nào có thể nhận thêm",
        "the `{field}` of `{member}` is not known, and no {targets} is left that could be it",
        "ghi mục này, hoặc bỏ chữ đầy đủ của danh sách có thể còn thiếu",
        "say which it is, or do not call the list complete that may still lack it",
    ),
    "FACT-36": error(
        "`{name}` không có trong hồ sơ",
        "`{name}` is not in the dossier",
        "thêm đối tượng này vào hồ sơ hoặc sửa mã",
        "add that subject to the dossier or correct the code",
    ),
    "FACT-37": error(
        "cần {expected} ở đây",
        "expected {expected_en} here",
        "đầu hồ sơ viết `kỳ xét: 2021`; dưới mỗi loại là danh sách, mỗi đối tượng bắt đầu bằng `- mã: …`",
        "at the top write `kỳ xét: 2021`; below each type stands a list, each object beginning with `- mã: …`",
    ),
    "FACT-38": error(
        "`{field}` ghi hai lần cho cùng một đối tượng",
        "`{field}` is given twice for one subject",
        "giữ một",
        "keep one of them",
    ),
    "FACT-39": warning(
        "hồ sơ ghi `bộ quy tắc: {given}`, nhưng đang xét theo `{wanted}`",
        "the dossier says `bộ quy tắc: {given}`, but it is decided under `{wanted}`",
        "xem lại có đúng bộ quy tắc muốn xét không; kết quả theo `{wanted}`",
        "check which ruleset is meant; the results are those of `{wanted}`",
    ),
    "FACT-41": error("không dùng mục `{name}` ở đây", "`{name}` is not used here", "bỏ mục này", "remove it"),
    "FACT-42": error(
        "giá trị `{value}` nằm ở cột không có tiêu đề",
        "the value `{value}` stands in a column without a heading",
        "thêm tiêu đề hoặc xoá ô; trong tệp CSV, giá trị có dấu phẩy phải đặt trong dấu nháy kép",
        "add a heading or clear the cell; in CSV, a value with a comma needs double quotes",
    ),
    "FACT-43": error("`{key}` có hai lần", "`{key}` occurs twice", "giữ một", "keep one of them"),
    "FACT-44": error(
        "cần cả `mã` và `bộ sưu tập`, hoặc để trống cả hai",
        "give both `mã` and `bộ sưu tập`, or neither",
        "chỉ ghi `loại` thì cả loại đó là đầy đủ",
        "`loại` alone says that the whole type is complete",
    ),
    "FACT-45": error(
        "văn bản dài hơn {limit} ký tự, ô bảng tính không chứa được",
        "the text is longer than the {limit} characters that a cell can hold",
        "ghi ra .yaml, .json hoặc .csv",
        "write .yaml, .json or .csv instead",
    ),
    "FACT-46": warning(
        "hồ sơ không có đối tượng nào",
        "the dossier holds no subject",
        "xem lại tệp: mỗi loại đối tượng một danh sách, một trang tính hoặc một tệp .csv mang tên loại",
        "check the file: each type has a list, a sheet or a .csv file named after it",
    ),
    "FACT-47": warning(
        "`{field}`: ô ghi số thường được đọc là {read}, không phải {meant} (số ô như vậy trong cột: {count})",
        "`{field}`: the plain number of this cell is read as {read}, not {meant} (such cells in the column: {count})",
        "muốn nói {meant} thì viết `{meant}` hoặc định dạng ô là phần trăm; nếu đúng là {read} thì viết `{read}`",
        "if {meant} is meant, write `{meant}` or format the cell as a percentage; if {read} is right, write `{read}`",
    ),
    "FACT-48": error(
        "{type} `{key}` không thoả ràng buộc `{title}`: {text}{involved}",
        "{type} `{key}` breaks the constraint `{title}`: {text}{involved}",
        "sửa các dữ kiện này cho khớp nhau",
        "correct these facts so that they agree",
    ),
    "FACT-49": error(
        "dòng đầu của bảng `{type}` không phải dòng tiêu đề: không có cột `mã` hay mục nào của `{type}`",
        "the first row of the table `{type}` holds no headings: no column `mã` and no field of `{type}`",
        "dòng đầu tiên có chữ phải là tên các mục, mỗi cột một tên; xoá dòng tên bảng, dòng trang trí phía trên; "
        "trong tệp CSV, các cột cách nhau bằng dấu `;`, dấu phẩy hoặc dấu Tab",
        "the first row with text must name the fields, one in each column; delete titles and decoration above it; "
        "in CSV, columns are separated by `;`, a comma or a tab",
    ),
    "FACT-52": warning(
        "`{type}` có hai mã trông như nhau, `{first}` và `{key}`: được coi là hai đối tượng",
        "`{type}` has two codes that look alike, `{first}` and `{key}`: they are taken as two subjects",
        "nếu là một thì viết cùng một mã: cùng chữ hoa, chữ thường, cùng bảng chữ cái",
        "if they are one, write one code: the same capitals and the same alphabet",
    ),
    "FACT-51": warning(
        "`{field}`: số có nhiều chữ số hơn mục này, được đọc là {read} (số ô như vậy: {count})",
        "`{field}`: a number finer than this field is read as {read} (such cells: {count})",
        "kết luận chỉ treo nếu ngưỡng nằm trong khoảng ấy; muốn chắc chắn thì làm tròn số trong bảng tính",
        "a verdict is open only if a threshold lies within; to be sure, round the number in the spreadsheet",
    ),
    "FACT-50": error(
        "mã `{key}` có ký tự không nhìn thấy {character}",
        "the code `{key}` holds the invisible character {character}",
        "xoá mã rồi gõ lại",
        "clear the code and type it again",
    ),
}
