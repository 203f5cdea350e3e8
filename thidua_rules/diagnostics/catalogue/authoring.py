"""Making and laying out rulesets."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "FMT-01": error(
        "bố cục chuẩn sẽ đổi mã băm nội dung của bộ quy tắc, nên không tệp nào được viết lại",
        "the canonical layout would change the content hash of the ruleset, so none of its files was written",
        "thường do chữ có dấu viết rời (chưa dựng sẵn, NFC): gõ lại những chữ ấy rồi chạy lại lệnh",
        "mostly letters that are not composed (NFC) are why: type them anew, then run the command again",
    ),
    "FMT-02": error(
        "không bố cục lại được tệp này mà giữ nguyên mọi chữ và mọi chú thích, nên tệp được để nguyên",
        "this file cannot be laid out anew with each word and comment kept, so it was left as it is",
        "tìm chỗ YAML viết lạ, như khoá nhiều dòng trong ngoặc kép, và viết lại chỗ đó",
        "look for unusual YAML, such as a quoted key of several lines, and write it in another way",
    ),
    "FMT-03": error(
        "`{path}` không có bộ quy tắc hay tệp tình huống nào",
        "there is no ruleset and no file of scenarios at `{path}`",
        "cho đường dẫn của thư mục có tệp .yaml với khoá `bộ quy tắc`, hoặc của một tệp như vậy",
        "give the path of a folder with a .yaml file that has the key `bộ quy tắc`, or of such a file",
    ),
}
