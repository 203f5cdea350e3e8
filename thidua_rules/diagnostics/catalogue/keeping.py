"""Kept decisions: files that are opened years later, and may be damaged, changed or of a later library."""

from thidua_rules.diagnostics.catalogue.code import Code, error

CODES: dict[str, Code] = {
    "KEEP-01": error(
        "đây không phải quyết định đã lưu (.thidua), hoặc tệp đã hỏng",
        "this is no kept decision (.thidua), or the file is damaged",
        "lấy bản sao khác của tệp; tệp mới do `thidua decide … -o quyet-dinh.thidua` ghi ra",
        "take another copy of the file; `thidua decide … -o decision.thidua` writes a new one",
    ),
    "KEEP-02": error(
        "tệp nén này không có `manifest.json`, nên không phải quyết định đã lưu",
        "this archive has no `manifest.json`, so it is no kept decision",
        "xem lại có đúng tệp không; sổ .xlsx và tài liệu .docx cũng là tệp nén",
        "check that it is the right file; .xlsx workbooks and .docx documents are archives too",
    ),
    "KEEP-03": error(
        "tệp ở dạng {version}, thư viện này chỉ đọc được đến dạng {known}",
        "the file has form {version}; this library reads forms up to {known}",
        "nâng cấp thư viện: pip install --upgrade thidua-rules",
        "upgrade the library: pip install --upgrade thidua-rules",
    ),
    "KEEP-04": error(
        "tệp thiếu phần `{member}`",
        "the file lacks its member `{member}`",
        "lấy bản sao khác của tệp: một phần đã bị xoá",
        "take another copy of the file: a member was removed",
    ),
    "KEEP-05": error(
        "tệp có phần `{member}` không thuộc quyết định đã lưu, hoặc có hai lần",
        "the file has a member `{member}` that belongs to no kept decision, or has it twice",
        "lấy bản sao khác của tệp: đã có người thêm hoặc đổi tên một phần",
        "take another copy of the file: somebody added or renamed a member",
    ),
    "KEEP-06": error(
        "nội dung quá lớn: {size} MB; giới hạn là {limit} MB và {most} phần",
        "the content is too large: {size} MB; the limit is {limit} MB and {most} members",
        "chia hồ sơ theo đơn vị rồi lưu từng quyết định; tệp nhận từ nơi khác thì không mở",
        "divide the dossier and keep a decision for each part; do not open it if it came from elsewhere",
    ),
    "KEEP-07": error(
        "phần `{member}` đã bị đổi sau khi lưu: mã băm không khớp",
        "the member `{member}` was changed after it was kept: its hash differs",
        "lấy bản sao khác của tệp; nội dung này không dùng được làm bằng chứng",
        "take another copy of the file; what this one says proves nothing",
    ),
    "KEEP-08": error(
        "phần `{member}` không có dạng phải có",
        "the member `{member}` is not of the form it should have",
        "lấy bản sao khác của tệp, hoặc lưu lại quyết định",
        "take another copy of the file, or keep the decision again",
    ),
    "KEEP-09": error(
        "bộ quy tắc được lưu trong tệp không đọc được bằng thư viện này",
        "the ruleset kept in the file cannot be read by this library",
        "các lỗi kể sau đây; thư viện đã ghi tệp là bản {version}",
        "the faults are told below; the file was written by version {version}",
    ),
    "KEEP-10": error(
        "dữ kiện được lưu trong tệp không đọc được theo bộ quy tắc được lưu",
        "the facts kept in the file cannot be read under the ruleset kept with them",
        "các lỗi kể sau đây; thư viện đã ghi tệp là bản {version}",
        "the faults are told below; the file was written by version {version}",
    ),
    "KEEP-11": error(
        "quyết định này không biết các tệp của bộ quy tắc, nên không lưu được",
        "this decision does not know the files of its ruleset, so it cannot be kept",
        "đọc bộ quy tắc bằng `load(…)` rồi xét bằng `rules.decide(…)`",
        "read the ruleset by `load(…)` and decide by `rules.decide(…)`",
    ),
    "KEEP-12": error(
        "so sánh cần hai quyết định hoặc hai tệp .thidua, không phải `{given}`",
        "what is compared are two decisions or two .thidua files, not `{given}`",
        "xét bằng `rules.decide(…)`, hoặc ghi đường dẫn của tệp đã lưu",
        "decide by `rules.decide(…)`, or give the path of a kept file",
    ),
    "KEEP-20": error(
        "các thay đổi không ghi được ra `{path}`",
        "the changes cannot be written to `{path}`",
        "dùng đuôi .xlsx hoặc .html, tên khác với các tệp được so",
        "use .xlsx or .html, and a name other than those of the files that are compared",
    ),
    "KEEP-14": error(
        "`{path}` không phải quyết định đã lưu (.thidua), nên cần cả hồ sơ",
        "`{path}` is no kept decision (.thidua), so a dossier is needed too",
        "viết `thidua papers BỘ_QUY_TẮC HỒ_SƠ …`, hoặc nêu một tệp .thidua",
        "write `thidua papers RULESET DOSSIER …`, or name a .thidua file",
    ),
    "KEEP-15": error(
        "`{path}` xét lại bằng bản thư viện này thì có {count} điều khác với lúc lưu, nên không viết giấy tờ từ nó",
        "`{path}` decided again by this version of the library differs in {count} things, so no paper is written of it",
        "xem `thidua verify {path}`; dùng bản thư viện đã lưu nó, hoặc xét lại từ hồ sơ",
        "see `thidua verify {path}`; use the version of the library that kept it, or decide the dossier again",
    ),
    "KEEP-16": error(
        "`{option}` không dùng cùng một quyết định đã lưu: câu hỏi đã nằm trong đó",
        "`{option}` does not go together with a kept decision, which holds what was asked",
        "bỏ `{option}`, hoặc xét lại từ bộ quy tắc và hồ sơ",
        "leave out `{option}`, or decide by the ruleset and the dossier",
    ),
}
