"""Mistakes in the school's ruleset and dossier, each with exactly the findings it is to give."""

from tests.school import AWARD

OFFICE, SCHOOL = "so/2025.yaml", "truong/2026.yaml"
Edit = tuple[str, str, str]
"""In which file the first of which text becomes which."""

TTG = "TTG: {cho: tổ, tên: Tổ giỏi, căn cứ: qc Đ2, yêu cầu: {a: có ít nhất 1 thành viên trong đó đạt CSG}}"

RULES: dict[str, tuple[list[Edit], str]] = {
    "unreachable grade": (
        [(SCHOOL, "    bậc: [yếu, đạt, tốt, xuất sắc]\n", "    bậc: [yếu, đạt, tốt, xuất sắc, kiệt xuất]\n")],
        "GRADE-09@SCHOOL:72:36",
    ),
    "scale not add up": ([(SCHOOL, "thang: 40", "thang: 100")], "SCORE-09@SCHOOL:45:12"),
    "deduction larger than item": (
        [(SCHOOL, "4 × số buổi vắng, tối đa: 8", "12 × số buổi vắng")],
        "SCORE-12@SCHOOL:52:21",
    ),
    "line most larger than item": (
        [(SCHOOL, "4 × số buổi vắng, tối đa: 8", "4 × số buổi vắng, tối đa: 80")],
        "SCORE-12@SCHOOL:52:47",
    ),
    "overlap table": ([(SCHOOL, "điểm tháng ≥ 70% × thang", "điểm tháng ≥ 90% × thang")], "TABLE-01@SCHOOL:77:7"),
    "gap": ([(SCHOOL, "      còn lại: yếu\n", "")], "TABLE-02@SCHOOL:69:3"),
    "gap3": (
        [
            (
                SCHOOL,
                "hệ số:\n      đạt CSG: 1\n      đạt LĐG: 0,3\n      còn lại: 0",
                "hệ số:\n      đạt CSG: 1\n      đạt LĐG: 0,3",
            )
        ],
        "TABLE-02@SCHOOL:91:3",
    ),
    "quota group no such": ([(OFFICE, "trong: tổ", "trong: phòng")], "QUOTA-02@OFFICE:36:14"),
    "quota group not ref": ([(OFFICE, "trong: tổ", "trong: là nữ")], "QUOTA-02@OFFICE:36:14"),
    "priority may be missing": (
        [(OFFICE, "    tỷ lệ phiếu: {kiểu: phần trăm,", "    tỷ lệ phiếu: {có thể không có: đúng, kiểu: phần trăm,")],
        "QUOTA-09@OFFICE:40:24 TYPE-32@SCHOOL:104:25",
    ),
    "two replaced, same rule": (
        [(SCHOOL, "  tỷ lệ CSG: {lý do", "  LĐG: {lý do: x, căn cứ: qd M4, yêu cầu: {a: là nữ}}\n  tỷ lệ CSG: {lý do")],
        "COMP-06@SCHOOL:107:3",
    ),
    "replaced, twice same key": (
        [(SCHOOL, "  tỷ lệ CSG: {lý do", "  LĐG.x1: {lý do: x, căn cứ: qd M4, khi: là nữ}\n  tỷ lệ CSG: {lý do")],
        "YAML-17@SCHOOL:107:3",
    ),
    "cycle titles members": (
        [
            (OFFICE, "  tổ:\n    trường: chữ\n", "  tổ:\n    trường: chữ\n    trưởng tổ: {kiểu: thuộc cá nhân}\n"),
            (OFFICE, "danh hiệu:\n", f"danh hiệu:\n  {TTG}\n"),
            (OFFICE, "yêu cầu: {a: đạt LĐG}", "yêu cầu: {a: đạt LĐG, h: tổ đạt TTG}"),
        ],
        "TYPE-27@OFFICE:32:3",
    ),
    "cycle via dieu kien them": (
        [
            (OFFICE, "danh hiệu:\n", f"danh hiệu:\n  {TTG}\n"),
            (
                OFFICE,
                "    chỉ tiêu:\n      trong: tổ",
                "    điều kiện thêm: {h: tổ đạt TTG}\n    chỉ tiêu:\n      trong: tổ",
            ),
        ],
        "TYPE-27@OFFICE:31:3",
    ),
    "self title": ([(OFFICE, "yêu cầu: {a: đạt LĐG}", "yêu cầu: {a: đạt CSG}")], "TYPE-27@OFFICE:30:3"),
    "self title with đủ chuẩn": (
        [(OFFICE, "yêu cầu: {a: đạt LĐG}", "yêu cầu: {a: đủ chuẩn CSG}")],
        "TYPE-27@OFFICE:30:3",
    ),
    "base names own title": (
        [(OFFICE, "trong đó đạt LĐG, làm tròn", "trong đó đạt CSG, làm tròn")],
        "TYPE-27@OFFICE:30:3",
    ),
    "not in force partly": ([(SCHOOL, "đến: 2026-12-31}", "đến: 2027-06-30}")], "SET-19@SCHOOL:4:11"),
    "missing council": ([(OFFICE, "    được hội đồng chọn: đúng/sai\n", "")], "QUOTA-08@OFFICE:40:22"),
    "dup limits2": (
        [(OFFICE, "        Q2: {tính", "        CSG.Q1: {tối đa: 3}\n        Q2: {tính")],
        "RULE-10@OFFICE:39:9",
    ),
    "inherited missing": ([(SCHOOL, "[so/2025]", "[so/2024]")], "SET-20@SCHOOL:4:11 NAME-01@SCHOOL:94:16"),
    "added, of nothing": ([(SCHOOL, "bổ sung:\n  CSG:", "bổ sung:\n  CSX:")], "COMP-01@SCHOOL:101:3"),
    "added, code exists": ([(SCHOOL, "yêu cầu: {bt1:", "yêu cầu: {a:")], "COMP-07@SCHOOL:103:15"),
    "added, unknown part": ([(SCHOOL, "    điều kiện thêm: {p", "    bảng: {p")], "COMP-08@SCHOOL:104:5"),
    "replaced, no reason": ([(SCHOOL, "lý do: Trường đặt thấp hơn, ", "")], "COMP-05@SCHOOL:107:3"),
    "replaced, no citation": (
        [(SCHOOL, "lý do: Trường đặt thấp hơn, căn cứ: qd M4,", "lý do: Trường đặt thấp hơn,")],
        "PARAM-04@SCHOOL:107:3",
    ),
    "replaced, citing parent": (
        [(SCHOOL, "lý do: Trường đặt thấp hơn, căn cứ: qd M4,", "lý do: Trường đặt thấp hơn, căn cứ: qx M4,")],
        "DOC-05@SCHOOL:107:51",
    ),
    "replaced, out of bounds": ([(SCHOOL, "giá trị: 10%", "giá trị: 110%")], "FACT-05@SCHOOL:107:67"),
    "replaced, unit": ([(SCHOOL, "giá trị: 10%", "giá trị: 0,1")], "YAML-16@SCHOOL:107:67"),
    "comma flow": (
        [(SCHOOL, "{mã: Đ1, khi: nhập sai sổ, hạ: 1}", "{mã: Đ1, khi: điểm tháng ≥ 87,5, hạ: 1}")],
        "YAML-16@SCHOOL:81:23",
    ),
    "comma flow item": (
        [
            (
                SCHOOL,
                "a: 0,5 × số lần đi muộn\n          b: {tính: 4",
                "a: 0,5 × số lần đi muộn\n          b: {tính: 0,5",
            )
        ],
        "YAML-16@SCHOOL:52:21",
    ),
    "dot decimal": ([(SCHOOL, "a: 0,5 ×", "a: 0.5 ×")], "COND-07@SCHOOL:51:14"),
    "tab": ([(SCHOOL, "    căn cứ: qd M2", "\tcăn cứ: qd M2")], "YAML-02@SCHOOL:71:1"),
    "tab inside": ([(SCHOOL, "      - {mã: Đ1", "\t- {mã: Đ1")], "YAML-02@SCHOOL:81:1"),
    "title code twice": ([(OFFICE, "  CSG:\n", "  LĐG:\n")], "COMP-01@SCHOOL:101:3 YAML-17@OFFICE:30:3"),
    "title code of the parent": (
        [
            (
                SCHOOL,
                "điểm:\n  điểm tháng",
                "danh hiệu:\n  CSG: {cho: cá nhân, căn cứ: qd M1, yêu cầu: {a: là nữ}}\nđiểm:\n  điểm tháng",
            )
        ],
        "RULE-10@SCHOOL:40:3 RULE-10@SCHOOL:40:48 COMP-03@SCHOOL:103:3",
    ),
    "title code as criterion": (
        [(OFFICE, "danh hiệu:\n", "tiêu chí:\n  CSG: {cho: cá nhân, căn cứ: qc Đ1, khi: là nữ}\ndanh hiệu:\n")],
        "COMP-02@SCHOOL:101:3 RULE-10@OFFICE:32:3",
    ),
    "title code with space": ([(OFFICE, "  LĐG:\n", "  LĐ G:\n")], "COMP-01@SCHOOL:106:3 RULE-09@OFFICE:23:3"),
    "title code lowercase ref": ([(OFFICE, "{a: đạt LĐG}", "{a: đạt lđg}")], "TYPE-04@OFFICE:34:18"),
    "title unknown ref": ([(OFFICE, "{a: đạt LĐG}", "{a: đạt LDG}")], "TYPE-04@OFFICE:34:18"),
    "title of other type": ([(OFFICE, "{a: đạt LĐG}", "{a: tổ đạt LĐG}")], "TYPE-05@OFFICE:34:18"),
    "đạt of field": ([(OFFICE, "{a: đạt LĐG}", "{a: đạt là nữ}")], "COND-20@OFFICE:34:18"),
    "đủ chuẩn of a score": ([(SCHOOL, "p: tỷ lệ phiếu ≥ 90%", "p: đủ chuẩn mức tháng")], "COND-23@SCHOOL:104:38"),
    "percent vs number": ([(SCHOOL, "p: tỷ lệ phiếu ≥ 90%", "p: tỷ lệ phiếu ≥ 90")], "TYPE-08@SCHOOL:104:25"),
    "own field in limit": (
        [
            (
                OFFICE,
                "tối đa: tỷ lệ CSG × số thành viên của tổ trong đó đạt LĐG",
                "tối đa: tỷ lệ phiếu × số thành viên của tổ",
            )
        ],
        "TYPE-40@OFFICE:38:22",
    ),
    "least fraction": ([(OFFICE, "tối thiểu: 1", "tối thiểu: nửa")], "NAME-01@OFFICE:38:101"),
    "priority no direction": ([(OFFICE, "tỷ lệ phiếu giảm dần]", "tỷ lệ phiếu]")], "TYPE-02@OFFICE:40:24"),
    "priority unknown": ([(OFFICE, "[là nữ,", "[là nử,")], "COND-21@OFFICE:40:20"),
    "negative max": ([(SCHOOL, "tối đa: 9", "tối đa: -9")], "SCORE-09@SCHOOL:45:12 SCORE-14@SCHOOL:49:17"),
    "percent max": ([(SCHOOL, "tối đa: 9", "tối đa: 9%")], "TYPE-30@SCHOOL:49:17"),
    "word max": ([(SCHOOL, "tối đa: 9", "tối đa: chín")], "NAME-01@SCHOOL:49:17"),
    "negative deduction": ([(SCHOOL, "tính: 4 × số buổi", "tính: -4 × số buổi")], "SCORE-15@SCHOOL:52:21"),
    "table, result off": ([(SCHOOL, "còn lại: 6}", "còn lại: 60}")], "SCORE-13@SCHOOL:58:51"),
    "table, result percent": ([(SCHOOL, "còn lại: 6}", "còn lại: 6%}")], "TYPE-30@SCHOOL:58:51"),
    "table, wrong grade lit": ([(SCHOOL, "là “tốt”: 15", "là “giỏi”: 15")], "TYPE-07@SCHOOL:58:31"),
    "table, bare": ([(SCHOOL, "nền nếp lớp là “tốt”: 15", "tốt: 15")], "NAME-01@SCHOOL:58:16"),
    "còn lại first": (
        [(SCHOOL, "bảng: {nền nếp lớp là “tốt”: 15, còn lại: 6}", "bảng: {còn lại: 6, nền nếp lớp là “tốt”: 15}")],
        "RULE-16@SCHOOL:58:16",
    ),
    "condition on number": (
        [(SCHOOL, "áp dụng khi: phụ trách lớp", "áp dụng khi: số lần đi muộn")],
        "TYPE-02@SCHOOL:55:22",
    ),
    "formula boolean": (
        [(SCHOOL, "tính: điểm thành tích}\n          2", "tính: phụ trách lớp}\n          2")],
        "TYPE-18@SCHOOL:63:33",
    ),
    "item dup": ([(SCHOOL, "          2: {tối đa: 6", "          III.1: {tối đa: 6")], "RULE-10@SCHOOL:64:11"),
    "item nothing": (
        [(SCHOOL, "IV: {tối đa: 6, tính: điểm thành tích / 5, làm", "IV: {tối đa: 6, làm")],
        "SCORE-04@SCHOOL:65:7",
    ),
    "rounding step": ([(SCHOOL, "gần nhất đến 0,25", "gần nhất 0,25")], "QUOTA-10@SCHOOL:65:60"),
    "rounding step2": ([(SCHOOL, "gần nhất đến 0,25", "gần nhất đến 0.25")], "QUOTA-11@SCHOOL:65:60"),
    "div by zero": ([(SCHOOL, "điểm thành tích / 5", "điểm thành tích / 0")], "TYPE-57@SCHOOL:65:47"),
    "decimals neg": ([(SCHOOL, "# điểm có hai số lẻ", "thập phân: -2")], "VOC-13@SCHOOL:44:16"),
    "grade result unknown": ([(SCHOOL, "còn lại: yếu", "còn lại: kém")], "NAME-01@SCHOOL:79:16"),
    "grade adj unknown": ([(SCHOOL, "thành: không xếp loại", "thành: giỏi")], "NAME-01@SCHOOL:82:41"),
    "grade steps word": ([(SCHOOL, "hạ: 1", "hạ: một bậc")], "GRADE-05@SCHOOL:81:40"),
    "grade steps zero": ([(SCHOOL, "hạ: 1", "hạ: 0")], "GRADE-05@SCHOOL:81:40"),
    "grade steps 9": ([(SCHOOL, "hạ: 1", "hạ: 9")], "GRADE-05@SCHOOL:81:40"),
    "grade quota step": ([(SCHOOL, "bậc: xuất sắc\n", "bậc: giỏi\n")], "GRADE-07@SCHOOL:84:12"),
    "grade quota otherwise higher": (
        [(SCHOOL, "bậc: xuất sắc\n      vượt thì: tốt", "bậc: tốt\n      vượt thì: xuất sắc")],
        "GRADE-08@SCHOOL:85:17",
    ),
    "grade outside twice": (
        [(SCHOOL, "ngoài bậc: [không xếp loại]\n    bảng", "ngoài bậc: [tốt]\n    bảng")],
        "VOC-06@SCHOOL:73:16 NAME-01@SCHOOL:75:35 NAME-01@SCHOOL:82:47",
    ),
    "grade compare outside": (
        [(SCHOOL, "mức của tổ: {kiểu: bậc, như: mức tháng trước}", "mức của tổ: {kiểu: bậc, như: mức tháng truớcc}")],
        "VOC-09@SCHOOL:9:34",
    ),
    "adj dup": ([(SCHOOL, "mã: Đ3", "mã: Đ1")], "RULE-10@SCHOOL:82:14"),
    "pay wage not money": ([(SCHOOL, "mức lương: lương cơ sở", "mức lương: 10%")], "TYPE-30@SCHOOL:94:16"),
    "pay wage unknown": ([(SCHOOL, "mức lương: lương cơ sở", "mức lương: lương cơ bản")], "NAME-01@SCHOOL:94:16"),
    "pay coef pct": ([(SCHOOL, "đạt CSG: 1\n", "đạt CSG: 100%\n")], "TYPE-30@SCHOOL:96:16"),
    "pay round": ([(SCHOOL, "lên đến 10.000", "lên đến 10,000")], "QUOTA-11@SCHOOL:99:15"),
    "pay round2": ([(SCHOOL, "lên đến 10.000", "lên đến chục nghìn")], "QUOTA-11@SCHOOL:99:15"),
    "pay order": (
        [(SCHOOL, "      đạt CSG: 1\n      đạt LĐG: 0,3\n", "      đạt LĐG: 0,3\n      đạt CSG: 1\n")],
        "TABLE-01@SCHOOL:97:7",
    ),
    "money dot": ([(OFFICE, "2.340.000", "2,340,000")], "YAML-16@OFFICE:8:74 YAML-16@OFFICE:8:74"),
    "money decimal": ([(OFFICE, "2.340.000", "'2.340.000,5'")], "FACT-04@OFFICE:8:74"),
    "date twice": (
        [(OFFICE, "{2023-07-01: 1.800.000, 2024-07-01: 2.340.000}", "{2024-07-01: 1.800.000, 01/07/2024: 2.340.000}")],
        "PARAM-07@OFFICE:8:62",
    ),
    "date after start": (
        [(OFFICE, "{2023-07-01: 1.800.000, 2024-07-01: 2.340.000}", "{2026-07-01: 2.340.000}")],
        "PARAM-11@OFFICE:8:3",
    ),
    "RB unknown": (
        [(SCHOOL, "khi: số phiếu thuận ≤ số ủy viên", "khi: số phiếu thuận ≤ số uỷ viênn")],
        "NAME-01@SCHOOL:38:86",
    ),
    "RB no khi": ([(SCHOOL, ", khi: số phiếu thuận ≤ số ủy viên", "")], "RULE-07@SCHOOL:38:3"),
    "RB code dup": ([(SCHOOL, "  RB1: {cho", "  CSG: {cho")], "COMP-03@SCHOOL:101:3"),
    "loại trừ group": (
        [
            (
                OFFICE,
                "x1: {khi: bị kỷ luật, căn cứ: qc Đ2, trừ khi: {e1: được minh oan}}",
                "x1: {một trong: {1: bị kỷ luật, 2: là nữ}}",
            ),
            (
                SCHOOL,
                "  LĐG.x1: {lý do: Trường quy định hẹp hơn, căn cứ: qd M4, khi: bị kỷ luật và không được minh oan}\n",
                "",
            ),
        ],
        "TITLE-02@OFFICE:29:7",
    ),
    "loại trừ scalar": (
        [
            (
                OFFICE,
                "    loại trừ:\n      x1: {khi: bị kỷ luật, căn cứ: qc Đ2, trừ khi: {e1: được minh oan}}",
                "    loại trừ: bị kỷ luật",
            ),
            (
                SCHOOL,
                "  LĐG.x1: {lý do: Trường quy định hẹp hơn, căn cứ: qd M4, khi: bị kỷ luật và không được minh oan}\n",
                "",
            ),
        ],
        "RULE-03@OFFICE:28:15",
    ),
    "title cite unknown clause": (
        [(OFFICE, "    tên: Lao động giỏi\n    căn cứ: qc Đ2\n", "    tên: Lao động giỏi\n    căn cứ: qc Đ22\n")],
        "DOC-07@OFFICE:26:13 RULE-02@OFFICE:27:15",
    ),
    "nested wrong: quota at title level": (
        [(OFFICE, "    chỉ tiêu:\n      trong: tổ\n      giới hạn:", "    trong: tổ\n    chỉ tiêu:\n      giới hạn:")],
        "SET-02@OFFICE:35:5 QUOTA-01@OFFICE:36:5",
    ),
    "nested wrong: trừ list": (
        [
            (
                SCHOOL,
                "        trừ:\n          a: 0,5 × số lần đi muộn\n",
                "        trừ:\n          - 0,5 × số lần đi muộn\n",
            ),
            (SCHOOL, "          b: {tính: 4 × số buổi vắng, tối đa: 8}\n", ""),
        ],
        "RULE-03@SCHOOL:51:11",
    ),
    "dự phòng unknown": (
        [
            (
                SCHOOL,
                "bổ sung:\n",
                "dự phòng:\n  - {bộ quy tắc: so/2020, quy tắc: [X], lý do: a, căn cứ: qd M4}\nbổ sung:\n",
            )
        ],
        "COMP-11@SCHOOL:101:18",
    ),
    "dự phòng unknown rule": (
        [
            (
                SCHOOL,
                "bổ sung:\n",
                "dự phòng:\n  - {bộ quy tắc: so/2025, quy tắc: [X], lý do: a, căn cứ: qd M4}\nbổ sung:\n",
            )
        ],
        "COMP-12@SCHOOL:101:37",
    ),
    "dự phòng no reason": (
        [(SCHOOL, "bổ sung:\n", "dự phòng:\n  - {bộ quy tắc: so/2025, quy tắc: [LĐG], căn cứ: qd M4}\nbổ sung:\n")],
        "COMP-10@SCHOOL:101:5",
    ),
    "dự phòng map": (
        [(SCHOOL, "bổ sung:\n", "dự phòng: {bộ quy tắc: so/2025, quy tắc: [LĐG], căn cứ: qd M4}\nbổ sung:\n")],
        "COMP-10@SCHOOL:100:11",
    ),
    "points of unknown item": ([(SCHOOL, "số ngày làm việc < 7", "điểm mục V < 7")], "TYPE-54@SCHOOL:75:7"),
    "mục của unknown": (
        [(SCHOOL, "số ngày làm việc < 7", "có mục của điểm năm trong đó (điểm = 0)")],
        "NAME-01@SCHOOL:75:18",
    ),
    "thang unknown": ([(SCHOOL, "70% × thang điểm tháng", "70% × thang điểm năm")], "NAME-01@SCHOOL:77:32"),
    "grade mixed": (
        [(SCHOOL, "số ngày làm việc < 7: không", "số ngày làm việc < 7 và nhập sai sổ hoặc mất hồ sơ: không")],
        "COND-15@SCHOOL:75:43",
    ),
    "score cycle": (
        [(SCHOOL, "IV: {tối đa: 6, tính: điểm thành tích / 5", "IV: {tối đa: 6, tính: điểm tháng / 5")],
        "TYPE-27@SCHOOL:40:3",
    ),
    "score item cycle": (
        [(SCHOOL, "IV: {tối đa: 6, tính: điểm thành tích / 5", "IV: {tối đa: 6, tính: điểm mục IV / 5")],
        "TYPE-27@SCHOOL:40:3",
    ),
    "grade cycle": (
        [(SCHOOL, "      - {mã: Đ1, khi: nhập sai sổ, hạ: 1}", "      - {mã: Đ1, khi: mức tháng là “tốt”, hạ: 1}")],
        "TYPE-27@SCHOOL:69:3",
    ),
    "danh hiệu lit wrong": (
        [(SCHOOL, "p: tỷ lệ phiếu ≥ 90%", "p: có danh hiệu đã nhận trong đó (danh hiệu là “LDG”)")],
        "TYPE-07@SCHOOL:104:69",
    ),
}
"""What is changed where, and the findings: code, file, line, column."""

FACTS: dict[str, tuple[str, str, str]] = {
    "year before law": ("năm: 2025", "năm: 1999", "FACT-05@16:31"),
    "two decisions one title one year": (
        AWARD,
        AWARD + AWARD.replace("12/QĐ", "15/QĐ"),
        "FACT-22@17:9",
    ),
    "more ayes": ("số phiếu thuận: 8", "số phiếu thuận: 10", "FACT-48@18:49"),
    "negative ayes": ("số phiếu thuận: 8", "số phiếu thuận: -1", "FACT-05@18:49"),
    "half vote": ("số phiếu thuận: 8", "số phiếu thuận: 8,5", "YAML-16@18:49"),
    "negative score": ("điểm thành tích: 10", "điểm thành tích: -3", "FACT-05@37:22"),
    "score pct": ("điểm thành tích: 10", "điểm thành tích: 10%", "FACT-17@37:22"),
    "score dot": ("điểm thành tích: 10", "điểm thành tích: 9.5", "FACT-02@37:22"),
    "score 5 decimals": ("điểm thành tích: 10", "điểm thành tích: '9,12345'", "FACT-04@37:22"),
    "month 13": ("tháng: 11/2026", "tháng: 13/2026", "FACT-10@29:12"),
    "month before the law": ("tháng: 11/2026", "tháng: 11/2002", "FACT-05@29:12"),
    "month as date": ("tháng: 11/2026", "tháng: 15/11/2026", "FACT-10@29:12"),
    "month as year": ("tháng: 11/2026", "tháng: 2026", "FACT-10@29:12"),
    "title unknown": ("danh hiệu: LĐG", "danh hiệu: LDG", "FACT-06@16:21"),
    "title missing in key": ("danh hiệu: LĐG, năm", "năm", "FACT-24@16:9"),
    "grade wrong": ("nền nếp lớp: tốt", "nền nếp lớp: giỏi", "FACT-06@33:18"),
    "two sheets same month": (
        "phiếu tháng:\n",
        "phiếu tháng:\n  - {cá nhân: A, tháng: 11/2026, tổ: T1}\n",
        "FACT-22@29:5",
    ),
    "sheet of nobody": ("- cá nhân: A\n    tháng", "- cá nhân: Z\n    tháng", "FACT-25@28:14"),
    "sheet no month": ("    tháng: 11/2026\n", "", "FACT-24@28:5"),
    "votes over 100%": ("tỷ lệ phiếu: 95%", "tỷ lệ phiếu: 195%", "FACT-05@14:18"),
    "votes as a share": ("tỷ lệ phiếu: 95%", "tỷ lệ phiếu: 0,95", "FACT-03@14:18"),
    "a title written as a fact": ("    là nữ: đúng\n", "    là nữ: đúng\n    LĐG: đạt\n", "FACT-21@11:5"),
    "history not a list": ("    danh hiệu đã nhận:\n" + AWARD, "    danh hiệu đã nhận: LĐG\n", "FACT-37@15:24"),
    "choice unclear": ("    là nữ: đúng\n", "    là nữ: đúng\n    được hội đồng chọn: không rõ\n", "FACT-07@11:25"),
    "votes reversed": ("tỷ lệ phiếu: 95%", "tỷ lệ phiếu: {từ: 95%, đến: 85%}", "FACT-15@14:18"),
}
"""What is changed in the dossier, and the finding: code, line, column."""
