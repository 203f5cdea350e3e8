"""Files that cannot be read, and YAML that is not what it looks like."""

from thidua_rules.diagnostics.catalogue.code import Code, error, warning

CODES: dict[str, Code] = {
    "FILE-01": error("không tìm thấy tệp này", "there is no such file", "xem lại đường dẫn", "check the path"),
    "FILE-02": error(
        "không đọc được tệp: {reason}",
        "the file cannot be read: {reason}",
        "xem lại quyền đọc tệp; đóng tệp nếu đang mở ở nơi khác",
        "check that you may read it; close it if it is open elsewhere",
    ),
    "FILE-03": error(
        "đây là thư mục, không phải tệp",
        "this is a folder, not a file",
        "ghi đường dẫn của tệp",
        "give the path of a file",
    ),
    "FILE-20": error(
        "đây không phải tệp thường mà là đường ống hay thiết bị",
        "this is no regular file but a pipe or a device",
        "ghi dữ liệu ra một tệp rồi dùng tệp ấy",
        "write the data to a file and give that",
    ),
    "FILE-21": error(
        "một bảng có {rows} dòng, nhiều hơn {most}",
        "a table has {rows} rows, more than {most}",
        "xoá các dòng trống định dạng thừa hoặc chia hồ sơ; thật cần thì đặt biến môi trường `{variable}` lớn hơn",
        "delete rows that are only formatted, or split the dossier; if need be set the variable `{variable}`",
    ),
    "FILE-04": error(
        "tệp quá lớn: {size} MB, giới hạn là {limit} MB",
        "the file is too large: {size} MB, the limit is {limit} MB",
        "chia thành nhiều tệp nhỏ hơn",
        "split it into smaller files",
    ),
    "FILE-05": error(
        "tệp không ở bảng mã UTF-8, có vẻ là {encoding}",
        "the file is not encoded in UTF-8; it looks like {encoding}",
        "mở tệp bằng phần mềm đã soạn ra nó, chọn `Lưu thành…` (Save As) với bảng mã UTF-8",
        "open it in the program that wrote it and save it with the encoding UTF-8",
    ),
    "FILE-06": error(
        "tệp không có nội dung",
        "the file has no content",
        "xem lại có đúng tệp không",
        "check that it is the right file",
    ),
    "FILE-07": error(
        "cú pháp JSON sai ở đây",
        "the JSON syntax is wrong here",
        "xem lại dấu phẩy, dấu nháy kép và dấu ngoặc ngay trước chỗ này",
        "check the commas, double quotes and brackets just before this",
    ),
    "FILE-08": error(
        "không đọc được loại tệp `{suffix}`",
        "files of the kind `{suffix}` cannot be read",
        "dùng một trong: {known}",
        "use one of: {known}",
    ),
    "FILE-09": error(
        "thư mục không có tệp .csv hay .parquet nào",
        "the folder holds no .csv and no .parquet file",
        "mỗi loại đối tượng một tệp, tên tệp là tên loại",
        "one file for each type, named after it",
    ),
    "FILE-10": error(
        "tệp này không phải bảng tính .xlsx, hoặc đã hỏng",
        "this file is no .xlsx workbook, or it is damaged",
        "tệp .xls cũ đổi tên thành .xlsx không đọc được: mở bằng Excel rồi chọn `Lưu thành…` kiểu .xlsx; "
        "tệp có mật khẩu thì bỏ mật khẩu",
        "an old .xls renamed to .xlsx cannot be read: open it and save it as .xlsx; remove a password if there is one",
    ),
    "FILE-11": error(
        "ô gộp {cells}",
        "merged cells {cells}",
        "bỏ gộp ô và ghi giá trị vào từng ô",
        "unmerge them and write the value into each cell",
    ),
    "FILE-12": error(
        "ô có công thức nhưng chưa có kết quả",
        "the cell holds a formula without a result",
        "mở tệp bằng Excel, để Excel tính rồi lưu lại, hoặc ghi giá trị thay cho công thức",
        "open the file in Excel, let it calculate and save, or write the value instead",
    ),
    "FILE-13": error(
        "ô báo lỗi `{value}`",
        "the cell holds the error `{value}`",
        "sửa công thức, hoặc ghi giá trị",
        "correct the formula, or write the value",
    ),
    "FILE-14": error(
        "tệp CSV hỏng từ dòng này",
        "the CSV is malformed from this line on",
        "xem lại dấu nháy kép; lưu lại từ Excel với kiểu `CSV UTF-8`",
        "check the double quotes; save it again as `CSV UTF-8`",
    ),
    "FILE-15": error(
        "đọc tệp Parquet cần thêm gói pyarrow",
        "reading Parquet needs the package pyarrow",
        'chạy: pip install "thidua-rules[parquet]"',
        'run: pip install "thidua-rules[parquet]"',
    ),
    "FILE-16": error(
        "tệp này không phải tệp Parquet, hoặc đã hỏng",
        "this is no Parquet file, or it is damaged",
        "ghi lại tệp từ phần mềm đã tạo ra nó",
        "write it again with the program that made it",
    ),
    "FILE-17": error(
        "bảng tính thiếu nội dung của trang `{sheet}`, tệp đã hỏng",
        "the workbook lacks the content of its sheet `{sheet}`: the file is damaged",
        "mở bằng Excel, sửa rồi lưu lại, hoặc lấy bản sao khác của tệp",
        "open and repair it in Excel, or take another copy of the file",
    ),
    "FILE-18": warning(
        "tệp này nằm trong thư mục hồ sơ nhưng không được đọc",
        "this file is in the dossier's folder but is not read",
        "trong thư mục chỉ đọc tệp .csv và .parquet; ghi dữ liệu ra .csv, hoặc đưa tệp ra ngoài thư mục",
        "of a folder only .csv and .parquet files are read; write it as .csv, or move it out of the folder",
    ),
    "FILE-19": error(
        "đây không phải tệp văn bản, có vẻ là {likely}",
        "this is no text file; it looks like {likely_en}",
        "đổi lại đuôi tệp cho đúng loại, ví dụ .xlsx, hoặc chọn tệp khác",
        "give the file the suffix of its kind, such as .xlsx, or choose another file",
    ),
    "FILE-22": error(
        "không đọc được các giá trị kiểu `{kind}` của cột này",
        "the values of this column, of the type `{kind}`, cannot be read",
        "ghi cột thành chữ, số, ngày hoặc đúng/sai rồi tạo lại tệp",
        "write the column as text, numbers, dates or true/false and make the file again",
    ),
    "YAML-01": error(
        "cú pháp YAML sai ở đây",
        "the YAML syntax is wrong here",
        "mỗi mục viết `tên: giá trị`; giá trị có dấu đặc biệt thì đặt trong dấu nháy",
        "write each entry as `name: value`; put values with special signs into quotes",
    ),
    "YAML-02": error(
        "thụt đầu dòng bằng phím Tab hoặc dấu cách đặc biệt",
        "the line is indented with a tab or a special space",
        "thụt đầu dòng bằng dấu cách thường (phím cách)",
        "indent with ordinary spaces",
    ),
    "YAML-03": error(
        "thụt đầu dòng sai: dòng này không thẳng hàng với các mục cùng cấp, hoặc mục phía trên đã có giá trị",
        "wrong indentation: this line does not align with its siblings, or the entry above already has a value",
        "các mục cùng cấp phải bắt đầu ở cùng một cột, mục con lùi vào thêm hai dấu cách",
        "siblings start at the same column; children are indented by two more spaces",
    ),
    "YAML-04": error(
        "giá trị có dấu hai chấm theo sau là dấu cách mà không đặt trong dấu nháy",
        "a value holds a colon followed by a space but is not quoted",
        "đặt cả giá trị trong dấu nháy đơn: `tên: 'phần một: phần hai'`",
        "put the whole value into single quotes: `name: 'part one: part two'`",
    ),
    "YAML-05": error(
        "giá trị không được bắt đầu bằng `{character}` nếu không có dấu nháy",
        "a value cannot start with `{character}` without quotes",
        "đặt giá trị trong dấu nháy đơn",
        "put the value into single quotes",
    ),
    "YAML-06": error(
        "dấu nháy mở ở đây mà không đóng, hoặc đóng sai chỗ",
        "the quote opened here is not closed, or closed in the wrong place",
        "đóng bằng đúng dấu nháy đã mở; trong dấu nháy đơn, một dấu nháy đơn viết thành hai",
        "close it with the same quote; inside single quotes a single quote is written twice",
    ),
    "YAML-07": error(
        "dấu `{{` hoặc `[` mở ở {opening} chưa đóng, hoặc thiếu dấu phẩy giữa các mục",
        "the `{{` or `[` opened at {opening} is not closed, or a comma between entries is missing",
        "đóng ngoặc, thêm dấu phẩy, hoặc viết mỗi mục một dòng",
        "close it, add the comma, or write one entry per line",
    ),
    "YAML-08": error(
        "thiếu dấu hai chấm sau tên",
        "the colon after the name is missing",
        "viết `tên: giá trị`, sau dấu hai chấm có dấu cách",
        "write `name: value`, with a space after the colon",
    ),
    "YAML-09": error(
        "trong dấu nháy kép, dấu `\\` này không hợp lệ",
        "this `\\` is not valid inside double quotes",
        "dùng dấu nháy đơn",
        "use single quotes",
    ),
    "YAML-10": error(
        "tệp có ký tự điều khiển {character}, không phải văn bản",
        "the file holds the control character {character}, which is not text",
        "xoá ký tự này",
        "delete this character",
    ),
    "YAML-11": error(
        "không dùng neo và tham chiếu của YAML (`{sign}`)",
        "anchors and aliases of YAML (`{sign}`) are not accepted",
        "điều kiện dùng nhiều lần thì đặt tên bằng một đại lượng `kiểu: đúng/sai` rồi nhắc tên ấy; phần lặp lại của "
        "hồ sơ thì chép ra từng chỗ; là văn bản thì đặt trong dấu nháy",
        "name a condition that is used several times, as a quantity `kiểu: đúng/sai`, and use the name; write out what "
        "dossiers repeat; quote it if it is text",
    ),
    "YAML-12": error(
        "nội dung lồng nhau quá sâu, giới hạn là {limit} cấp",
        "the content is nested too deeply; the limit is {limit} levels",
        "viết lại cho ít cấp hơn",
        "write it with fewer levels",
    ),
    "YAML-13": error(
        "mỗi tệp chỉ có một phần: dòng `---` này mở phần thứ hai",
        "a file holds one document: this `---` starts a second one",
        "tách thành nhiều tệp",
        "split it into several files",
    ),
    "YAML-14": error(
        "không dùng nhãn kiểu của YAML (`{tag}`)",
        "tags of YAML (`{tag}`) are not accepted",
        "bỏ nhãn, hoặc đặt giá trị trong dấu nháy nếu đây là văn bản",
        "remove the tag, or quote the value if it is text",
    ),
    "YAML-15": error(
        "phần sau dấu `#` bị bỏ, chỉ còn lại `{value}`",
        "what follows the `#` is dropped; only `{value}` is left",
        "nếu là giá trị, đặt cả giá trị trong dấu nháy; nếu là chú thích, viết dấu cách sau `#`",
        "quote the whole value if it belongs to it; write a space after `#` if it is a comment",
    ),
    "YAML-16": error(
        "dấu phẩy cắt giá trị thành hai, `{value}` bị tách riêng",
        "a comma cuts the value in two and sets `{value}` apart",
        "viết mỗi mục một dòng thay vì trong `{{…}}` hoặc `[…]`, hoặc đặt giá trị trong dấu nháy",
        "write it as a block, one entry per line, instead of `{{…}}` or `[…]`, or quote the value",
    ),
    "YAML-17": error(
        "`{key}` viết hai lần, lần đầu ở dòng {first}",
        "`{key}` is written twice, first on line {first}",
        "giữ một, hoặc đổi tên",
        "keep one of them, or rename it",
    ),
    "YAML-18": error(
        "tên phải là văn bản, không phải danh sách",
        "a name must be text, not a list",
        "viết `tên: giá trị`; tên có dấu đặc biệt thì đặt trong dấu nháy",
        "write `name: value`; put names with special signs into quotes",
    ),
    "YAML-19": error(
        "thiếu tên trước dấu hai chấm",
        "there is no name before the colon",
        "viết `tên: giá trị`",
        "write `name: value`",
    ),
    "YAML-20": error(
        "không dùng `<<` để gộp nội dung",
        "merging with `<<` is not accepted",
        "viết lại nội dung được gộp",
        "write the merged content out",
    ),
    "YAML-21": error(
        "`{{…}}` bao một giá trị, không phải các mục `tên: giá trị`",
        "`{{…}}` holds a value, not entries `name: value`",
        "bỏ dấu ngoặc nhọn nếu đây là giá trị; là tên thì viết `{value}: …`",
        "remove the braces if this is a value; write `{value}: …` if it is a name",
    ),
    "FILE-23": error(
        "đây là sổ kết quả do `-o` ghi ra, không phải hồ sơ",
        "this is a workbook of results that `-o` wrote, not a dossier",
        "điều điền ở trang “Cần thu thập” thì chép vào hồ sơ (trang của loại, dòng của mã, cột của trường) rồi xét lại",
        "put what was filled in on the sheet “To be collected” into the dossier (the sheet of the type, the row of the "
        "code, the column of the field) and decide again",
    ),
}
