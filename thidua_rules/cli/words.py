"""What the commands say of themselves and of their arguments, in Vietnamese and English."""

HELP = {
    "thidua": (
        "Bộ quy tắc thi đua: xét hồ sơ, giải thích kết luận, soát và thử bộ quy tắc. (For English: --lang en)",
        "Emulation rulesets: decide dossiers, explain verdicts, check and test rulesets.",
    ),
    "list": ("Liệt kê các bộ quy tắc.", "List the rulesets."),
    "show": ("In bộ quy tắc (hoặc một tiêu chí) để đọc.", "Print a ruleset (or one criterion) for reading."),
    "check": ("Soát bộ quy tắc: mọi lỗi, mọi điều khoản.", "Check a ruleset: every fault, every clause."),
    "decide": ("Xét một hồ sơ: ai đạt gì, còn thiếu gì.", "Decide a dossier: who meets what, what is missing."),
    "explain": ("Giải thích một kết luận, dẫn căn cứ và dữ kiện.", "Explain one verdict, citing source and facts."),
    "test": ("Chạy các tình huống kiểm thử của bộ quy tắc.", "Run the scenarios of a ruleset."),
    "coverage": (
        "đếm các kết quả mà tình huống đã thấy ở từng yêu cầu, ngoại lệ, dòng bảng, chỉ tiêu",
        "count the outcomes that scenarios saw of each requirement, exception, row and quota",
    ),
    "mutants": (
        "thử từng thay đổi nhỏ của bộ quy tắc: thay đổi nào không tình huống nào phát hiện",
        "try small changes of the ruleset one by one: which of them no scenario notices",
    ),
    "suggest": (
        "viết các tình huống còn thiếu vào thư mục này, để xem lại và đặt tên",
        "write the scenarios that are lacking into this folder, to be reviewed and named",
    ),
    "of_others": ("kể cả ghi chú ở các bộ được kế thừa", "list the notes in inherited rulesets too"),
    "inherited": (
        "với --coverage, --mutants: cả quy tắc kế thừa",
        "with --coverage, --mutants: inherited rules too",
    ),
    "limit": (
        "với --mutants: chỉ thử một mẫu gồm bấy nhiêu thay đổi, lần nào cũng như nhau",
        "with --mutants: try only a sample of so many changes, the same each time",
    ),
    "at_least": (
        "với --mutants: bấy nhiêu phần trăm bị phát hiện là đủ (mặc định 100)",
        "with --mutants: so many percent noticed are enough (100 by default)",
    ),
    "prove": (
        "Chứng minh các bất biến của bộ quy tắc, hoặc đưa ra hồ sơ nhỏ nhất trái với chúng.",
        "Prove the invariants of a ruleset, or show the smallest dossier that breaks one.",
    ),
    "proved": (
        "xem thêm điều không bao giờ đạt, điều luôn đạt (cần z3)",
        "look for what can never be met, or always is, too (needs z3)",
    ),
    "whole_seconds": ("với --prove: nhiều nhất bấy nhiêu giây", "with --prove: at most so many seconds"),
    "seconds": ("nhiều nhất bấy nhiêu giây cho mỗi bất biến", "at most so many seconds for each invariant"),
    "broken": ("ghi hồ sơ trái với bất biến vào thư mục này", "write the dossiers that break one into this folder"),
    "watch": (
        "Theo dõi các tệp: mỗi lần lưu, soát, thử lại và kể kết luận nào của hồ sơ đã đổi.",
        "Watch the files: at each save check and test again, and tell which verdicts changed.",
    ),
    "schema": (
        "Viết JSON Schema của tệp bộ quy tắc, cho trình soạn thảo gợi ý và giải thích từng khoá.",
        "Write the JSON Schema of ruleset files, for editors to complete and explain each key.",
    ),
    "schema_of": ("của tệp bộ quy tắc (mặc định) hay tệp tình huống", "of ruleset files (the default) or of scenarios"),
    "schema_output": ("ghi ra tệp thay vì in", "write to a file instead of printing"),
    "lsp": (
        "Máy chủ ngôn ngữ cho trình soạn thảo (VS Code…): soát lúc gõ, gợi ý, giải thích, đổi tên.",
        "The language server for editors (VS Code…): checks as one types, completes, explains, renames.",
    ),
    "help": (
        "Nói kỹ về một mã thông báo (TYPE-70) hay một khoá; không ghi gì thì liệt kê mọi mã.",
        "Tell a diagnostic code (TYPE-70) or a key at length; without one, list all codes.",
    ),
    "diff": (
        "So hai bộ quy tắc (hay hai phiên bản: btnmt/2021@HEAD~3): khác ở đâu, hồ sơ nào được xét khác.",
        "Compare two rulesets (or versions: btnmt/2021@HEAD~3): what differs, which dossier shows it.",
    ),
    "diff_seconds": ("tìm hồ sơ nhiều nhất bấy nhiêu giây", "look for dossiers for at most so many seconds"),
    "facts": (
        "Sinh sổ Excel trống để nhập hồ sơ, hoặc mô-đun Python có kiểu.",
        "Write an empty workbook to fill in, or the vocabulary as a typed Python module.",
    ),
    "new": (
        "Viết bộ quy tắc mới: của năm sau từ một bộ đã có, hoặc một bộ nhỏ để bắt đầu.",
        "Write a new ruleset: the next year's from another one, or a small one to begin with.",
    ),
    "fmt": (
        "Viết lại tệp bộ quy tắc và tình huống theo bố cục chuẩn, giữ mọi chú thích.",
        "Write files of rulesets and scenarios in their canonical layout, comments kept.",
    ),
    "verify": (
        "Xét lại một quyết định đã lưu và nói có gì khác không.",
        "Decide a kept decision again and say what differs.",
    ),
    "impact": (
        "Xem bộ quy tắc khác, hoặc tham số khác, đổi kết luận của ai trên các hồ sơ.",
        "See whom another ruleset, or other parameters, would treat otherwise on dossiers.",
    ),
    "impact_file": (
        "ghi thêm ra sổ .xlsx hoặc trang .html",
        "write to a .xlsx workbook or a .html page as well",
    ),
    "rules_page": ("ghi cả bộ quy tắc thành một trang .html", "write the whole ruleset as a .html page"),
    "marked_page": (
        "với --coverage, --mutants: ghi thêm trang .html của bộ quy tắc, có dấu ở từng phần",
        "with --coverage, --mutants: write the ruleset as a .html page as well, with marks at each part",
    ),
    "compare": (
        "So hai quyết định đã lưu: ai đổi, vì dữ kiện, quy tắc hay tham số nào.",
        "Compare two kept decisions: who changed, by which fact, rule or parameter.",
    ),
    "papers": (
        "Viết giấy tờ Word: danh sách đề nghị, biên bản, thông báo bổ sung, thư trả lời.",
        "Write papers in Word: list of candidates, minutes, notice of what is missing, letter.",
    ),
    "templates": (
        "Chép các mẫu giấy tờ Word ra một thư mục để sửa.",
        "Copy the templates of papers into a folder, to be changed in Word.",
    ),
    "kind": (
        "loại giấy: danh-sach (danh sách đề nghị), bien-ban, thong-bao (bổ sung hồ sơ), tra-loi (cho một --person)",
        "which paper: danh-sach (candidates), bien-ban (minutes), thong-bao (what is missing), tra-loi (a letter)",
    ),
    "template": ("mẫu .docx của cơ quan thay cho mẫu có sẵn", "an office's own .docx template"),
    "paper": ("tệp .docx ghi ra", "the .docx file to write"),
    "by": (
        "thong-bao gửi từng nơi cung cấp (supplier, mặc định) hay từng đơn vị (unit)",
        "whether a notice goes to each supplier of facts (the default) or to each unit",
    ),
    "json": ("in kết quả dạng JSON", "print JSON"),
    "grid": ("in bảng mọi tiêu chí của mọi đối tượng", "print the table of every criterion of every subject"),
    "unit": ("chỉ đơn vị này và người của nó (mã hoặc tên)", "only this unit and its people (code or name)"),
    "person": ("chỉ người hay tập thể này, kể từng kết luận", "only this person or collective, verdict by verdict"),
    "title": ("chỉ danh hiệu hoặc tiêu chí này", "only this title or criterion"),
    "only": ("chỉ ai đạt, ngoài chỉ tiêu, còn thiếu, không đạt", "only those with this outcome"),
    "why_not": (
        "ai chưa đạt danh hiệu này, ít nguyên nhân nhất trước",
        "who misses this title, fewest causes first",
    ),
    "full": ("kể toàn bộ chứng minh, không rút gọn", "tell the whole proof, nothing left out"),
    "whole": (
        "với -o x.xlsx: thêm lý do của mọi yêu cầu của mọi đối tượng",
        "with -o x.xlsx: add the reasons of every requirement of every subject",
    ),
    "on": ("ngày xét, ví dụ 15/01/2022", "the date asked about, such as 2022-01-15"),
    "period": ("kỳ xét, ví dụ 2021", "the period asked about, such as 2021"),
    "executor": (
        "bộ thực thi: forward (mặc định), reference, durable, columnar",
        "the executor: forward (the default), reference, durable, columnar",
    ),
    "parameter": (
        "tham số khác với bộ quy tắc, dạng “tên=giá trị”; dùng được nhiều lần",
        "a parameter other than the ruleset's, as “name=value”; may be given again",
    ),
    "batch": (
        "xét HỒ_SƠ theo cột (bảng .parquet, .csv, .xlsx) và ghi một bảng kết luận .parquet, .csv hoặc .xlsx",
        "decide DOSSIER (.parquet, .csv, .xlsx tables) by columns; write one table of verdicts, of one of these forms",
    ),
    "output": (
        "ghi ra tệp .json, .xlsx, .html, một thư mục trang (ket-qua/), hoặc .thidua để lưu cả quyết định",
        "write to a .json, .xlsx or .html file, to a folder of pages (result/), or keep all of it in a .thidua file",
    ),
    "source": ("bộ quy tắc được chép, ví dụ btnmt/2024", "the ruleset that is copied, such as btnmt/2024"),
    "folder": ("thư mục sẽ ghi (mặc định: theo mã), chưa được có", "the folder to write (by default the identifier)"),
    "yes": ("không hỏi gì, dùng các câu trả lời mặc định", "ask nothing, take the default answers"),
    "only_check": ("chỉ kể tệp nào sẽ đổi, không ghi gì", "only tell which files would change, write nothing"),
    "same_executor": (
        "bộ thực thi khác với lúc lưu: forward, reference, durable, columnar",
        "an executor other than that of then: forward, reference, durable, columnar",
    ),
    "module": (
        "ghi ra tệp .xlsx (sổ trống để nhập hồ sơ) hoặc .py",
        "write to a .xlsx file (an empty workbook to fill in) or a .py file",
    ),
}
METAVARS = {
    "ruleset": ("BỘ_QUY_TẮC", "RULESET"),
    "dossier": ("HỒ_SƠ", "DOSSIER"),
    "dossiers": ("HỒ_SƠ...", "DOSSIER..."),
    "subject": ("MÃ_ĐỐI_TƯỢNG", "SUBJECT"),
    "code": ("MÃ_TIÊU_CHÍ", "CODE"),
    "date": ("NGÀY", "DATE"),
    "period": ("KỲ", "PERIOD"),
    "name": ("TÊN", "NAME"),
    "pair": ("TÊN=GIÁ_TRỊ", "NAME=VALUE"),
    "file": ("TỆP", "FILE"),
    "identifier": ("MÃ_BỘ_QUY_TẮC", "IDENTIFIER"),
    "paths": ("ĐƯỜNG_DẪN...", "PATH..."),
    "kept": ("QUYẾT_ĐỊNH", "DECISION"),
    "rules_or_kept": ("BỘ_QUY_TẮC|QUYẾT_ĐỊNH", "RULESET|DECISION"),
    "folder": ("THƯ_MỤC", "FOLDER"),
    "number": ("SỐ", "NUMBER"),
    "topic": ("MÃ_HAY_KHOÁ", "CODE_OR_KEY"),
    "percent": ("PHẦN_TRĂM", "PERCENT"),
}
