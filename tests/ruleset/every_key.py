"""For each key that a ruleset file may have, small rulesets in which it stands, and another way to write it there."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from thidua_rules.ruleset.files import keys
from thidua_rules.ruleset.files.keys import Form

Ways = Mapping[str, tuple[str, str]]
"""For each key a part of a text, and what to put in its place."""


@frozen
class Sample:
    """A ruleset with a thing of one form in it, and other ways to write it, by the key that they change.

    `beside` are other rulesets, by the names of their folders; `facts` is what the first person has besides.
    """

    form: Form
    text: str
    ways: Ways
    beside: Mapping[str, str] = field(factory=dict)
    facts: Mapping[str, Any] = field(factory=dict)


PEOPLE: list[dict[str, Any]] = [
    {"mã": "a", "đơn vị": "u", "khối": "k", "giỏi": True, "tốt": True, "điểm": 9, "số lần": 1, "bậc thợ": "cao"},
    {"mã": "b", "đơn vị": "u", "khối": "k", "giỏi": True, "tốt": False, "điểm": 7, "số lần": 3, "bậc thợ": "vừa"},
    {"mã": "c", "đơn vị": "u", "khối": "l", "giỏi": True, "tốt": True, "điểm": 7, "số lần": 0, "bậc thợ": "thấp"},
    {"mã": "d", "đơn vị": "v", "khối": "l", "giỏi": True, "tốt": False, "điểm": 2, "bậc thợ": "chưa xếp"},
    {"mã": "e", "đơn vị": "v", "khối": "l", "giỏi": False, "tốt": True, "điểm": 4, "số lần": 2, "bậc thợ": "cao"},
    {"mã": "g", "đơn vị": "v", "khối": "l", "tốt": False},
]
DOSSIER: dict[str, Any] = {
    "ngày xét": "2021-12-01",
    "kỳ xét": "2021",
    "đầy đủ": ["người", "đơn vị", "khối"],
    "đơn vị": [{"mã": "u"}, {"mã": "v"}],
    "khối": [{"mã": "k"}, {"mã": "l"}],
    "người": PEOPLE,
}
WORDS = """\
từ vựng:
  đơn vị: {}
  khối: {}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    khối: {kiểu: thuộc khối, chiều ngược: bạn cùng khối}
    giỏi: đúng/sai
    tốt: đúng/sai
    điểm: {từ: 0, đến: 10, thập phân: 1, kiểu: số}
    số lần: {kiểu: số nguyên, từ: 0, đến: 5}
    bậc thợ: {bậc: [thấp, vừa, cao], ngoài bậc: [chưa xếp], kiểu: bậc}
"""
START = "bộ quy tắc: thu/2021\ntên: Bộ thử\nhiệu lực: {từ: 2021-01-01, đến: 2021-12-31}\n"
CLAUSES = "văn bản:\n  vb-1: {số hiệu: 1/QĐ, mục: {M1: mục một, M2: mục hai, M3: mục ba}}\n"
HEAD = START + CLAUSES + WORDS
CITED = "căn cứ: vb-1 M2"
"""What the thing of the form cites, and nothing else in the text."""


REMARKED = ", ".join(
    [
        CITED,
        "tên: Tên riêng",
        "minh chứng: giấy khen",
        "người xác nhận: trưởng phòng",
        "diễn giải: {chọn: cách một, lý do: dễ hiểu}",
        "nguồn: tóm tắt",
        "ghi chú: lời ghi thêm",
    ]
)
SAID = {
    "tên": "Tên riêng",
    "minh chứng": "giấy khen",
    "người xác nhận": "trưởng phòng",
    "diễn giải": "cách một",
    "nguồn": "tóm tắt",
    "ghi chú": "lời ghi thêm",
}
"""What each remark of `REMARKED` says, in words that stand nowhere else."""


def remarks() -> dict[str, tuple[str, str]]:
    """What nearly everything may say, all of it beside the citation, and another citation."""
    return {"căn cứ": (CITED, "căn cứ: vb-1 M3"), **dict.fromkeys(SAID, (CITED, REMARKED))}


def flow(*lines: str) -> str:
    """A section with one entry, written on one line."""
    return HEAD + lines[0] + "  " + " ".join(lines[1:]) + "\n"


# ---------------------------------------------------------------- the head, documents, what is inherited

OTHER = HEAD.replace("thu/2021", "cu/2020").replace("2021-01-01", "2020-01-01").replace("đến: 2021", "đến: 2022")
OTHER = OTHER.replace("vb-1", "vb-0") + (
    "tham số:\n  ngưỡng: {kiểu: số, giá trị: 3, căn cứ: vb-0 M1}\n"
    "tiêu chí:\n  A: {cho: người, tên: A, khi: giỏi, căn cứ: vb-0 M1}\n"
    "  B: {cho: người, tên: B, khi: tốt, căn cứ: vb-0 M2}\n"
)
CRITERION = flow("tiêu chí:\n", "T: {cho: người, tên: Tốt, khi: tốt, căn cứ: vb-1 M2}")
HEADED = CRITERION.replace("đến: 2021-12-31", "đến: 2021-11-30")
BARE = START + CLAUSES
DOCUMENT = CRITERION.replace("{số hiệu: 1/QĐ, mục", "{loại: Quyết định, số hiệu: 1/QĐ, mục")
READ = CRITERION.replace(CITED, f"{CITED}, diễn giải: {{chọn: một, lý do: dễ, phương án khác: [hai], tham số: p}}")
READ += "tham số: {p: {kiểu: số, giá trị: 1, căn cứ: vb-1 M1}, q: {kiểu: số, giá trị: 1, căn cứ: vb-1 M1}}\n"
FALLING = BARE + "dự phòng:\n  - {bộ quy tắc: ../cu, quy tắc: [A], lý do: chưa ban hành, căn cứ: vb-1 M2}\n"
REPLACING = BARE + "kế thừa: [../cu]\nthay thế:\n  A: {lý do: chặt hơn, khi: tốt, căn cứ: vb-1 M2}\n"

WHOLE = [
    Sample(
        keys.HEAD,
        HEADED,
        {
            "bộ quy tắc": ("thu/2021", "thu/2022"),
            "tên": ("tên: Bộ thử", "tên: Bộ khác"),
            "hiệu lực": ("hiệu lực: {từ: 2021-01-01, đến: 2021-11-30}", "hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}"),
            "chọn theo": ("tên: Bộ thử", "tên: Bộ thử\nchọn theo: kỳ xét"),
            "kế thừa": ("tên: Bộ thử", "tên: Bộ thử\nkế thừa: ../cu"),
            "phiên bản ngôn ngữ": ("tên: Bộ thử", "tên: Bộ thử\nphiên bản ngôn ngữ: 999"),
            "ghi chú": ("tên: Bộ thử", "tên: Bộ thử\nghi chú: bản làm thử"),
        },
        {"cu": OTHER},
    ),
    Sample(keys.VALIDITY, HEADED, {"từ": ("từ: 2021-01-01", "từ: 2021-02-01"), "đến": ("2021-11-30", "2021-12-31")}),
    Sample(
        keys.FALLBACK,
        FALLING,
        {
            "bộ quy tắc": ("../cu", "../xưa"),
            "quy tắc": ("[A]", "[B]"),
            "lý do": ("chưa ban hành", "chưa kịp"),
            "căn cứ": (CITED, "căn cứ: vb-1 M3"),
        },
        {"cu": OTHER, "xưa": OTHER.replace("cu/2020", "cu/2019").replace("khi: giỏi", "khi: tốt")},
    ),
    Sample(keys.REPLACEMENT, REPLACING, {"lý do": ("chặt hơn", "rõ hơn")}, {"cu": OTHER}),
    Sample(
        keys.DOCUMENT,
        DOCUMENT,
        {
            "loại": ("loại: Quyết định", "loại: Thông tư"),
            "số hiệu": ("1/QĐ", "2/QĐ"),
            "tên": ("loại: Quyết định", "loại: Quyết định, tên: Quy định thi đua"),
            "ngày": ("loại: Quyết định", "loại: Quyết định, ngày: 02/01/2021"),
            "cơ quan": ("loại: Quyết định", "loại: Quyết định, cơ quan: Sở Mẫu"),
            "mã mục": ("loại: Quyết định", "loại: Quyết định, mã mục: do bộ quy tắc đặt"),
            "mục": ("M3: mục ba", "M4: mục bốn"),
            "dự thảo": ("loại: Quyết định", "loại: Quyết định, dự thảo: đúng"),
            "không mã hoá": ("loại: Quyết định", "loại: Quyết định, không mã hoá: {M3: lời kêu gọi}"),
            "ghi chú": ("loại: Quyết định", "loại: Quyết định, ghi chú: bản chụp mờ"),
            "nguồn": ("loại: Quyết định", "loại: Quyết định, nguồn: Công báo"),
            "cần xác nhận": ("loại: Quyết định", "loại: Quyết định, cần xác nhận: [M2]"),
        },
    ),
    Sample(
        keys.READING,
        READ,
        {
            "chọn": ("chọn: một", "chọn: ba"),
            "lý do": ("lý do: dễ", "lý do: khó"),
            "phương án khác": ("[hai]", "[hai, bốn]"),
            "tham số": ("tham số: p}", "tham số: q}"),
        },
    ),
]

# ---------------------------------------------------------------- what a value may be

NUMBER = "kiểu: số, từ: 0, đến: 10, thập phân: 1"
STEPS = "kiểu: bậc, bậc: [thấp, vừa, cao], ngoài bậc: [chưa xếp]"
CHOICES = "kiểu: lựa chọn, lựa chọn: [xanh, đỏ]"
OF_NUMBERS = {
    "kiểu": ("kiểu: số, từ: 0", "kiểu: số nguyên, từ: 0"),
    "từ": ("kiểu: số, từ: 0", "kiểu: số, từ: 3"),
    "đến": (NUMBER, NUMBER.replace("đến: 10", "đến: 8")),
    "thập phân": (NUMBER, NUMBER.replace("thập phân: 1", "thập phân: 0")),
    "đơn vị tính": (NUMBER, f"{NUMBER}, đơn vị tính: giờ"),
    "hướng": (NUMBER, f"{NUMBER}, hướng: càng thấp càng tốt"),
}
OF_STEPS = {
    "bậc": (STEPS, STEPS.replace("thấp, vừa", "vừa, thấp")),
    "ngoài bậc": (STEPS, STEPS.replace("ngoài bậc: [chưa xếp]", "ngoài bậc: [miễn xếp]")),
}
OF_CHOICES = {"lựa chọn": (CHOICES, CHOICES.replace("đỏ", "tím"))}
LIKE = {"như": ("như: bậc thợ", "như: số lần")}
MET = "tiêu chí:\n  T: {cho: người, tên: T, căn cứ: vb-1 M1, khi: "


def shapes(form: Form, before: str, after: str) -> list[Sample]:
    """A quantity of the form, its shape written between two parts of its text."""
    return [
        Sample(form, flow("đại lượng:\n", before + NUMBER + after, f"tính: điểm, {CITED}}}"), OF_NUMBERS),
        Sample(
            form,
            flow("đại lượng:\n", before + STEPS + after, f"tính: bậc thợ, {CITED}}}") + MET + "x ≥ “vừa”}\n",
            OF_STEPS,
        ),
        Sample(
            form,
            flow("đại lượng:\n", before + CHOICES + after, f"bảng: {{giỏi: đỏ, còn lại: xanh}}, {CITED}}}"),
            OF_CHOICES,
        ),
        Sample(form, flow("đại lượng:\n", before + "như: bậc thợ" + after, f"tính: bậc thợ, {CITED}}}"), LIKE),
    ]


SCALED = "kiểu: số, từ: 0, đến: 10, thập phân: 1, mục: {I: {tối đa: 10, tính: điểm}}"
"""A score whose points are one field of at most one decimal."""


def scored(more: str) -> str:
    return flow("điểm:\n", f"x: {{cho: người, {more}, {CITED}}}")


def graded(more: str) -> str:
    return flow("xếp loại:\n", f"x: {{cho: người, {more}, {CITED}}}")


OF_SCORES = {key: (old, new) for key, (old, new) in OF_NUMBERS.items()}
PARAMETER = HEAD + f"tham số:\n  p: {{{NUMBER}, giá trị: '6,5', {CITED}}}\n" + MET + "điểm ≥ p}\n"
QUANTITY = flow("đại lượng:\n", f"x: {{cho: người, kiểu: số, tính: điểm, {CITED}}}")
LONG_ROW = flow(
    "đại lượng:\n",
    "x: {cho: người, kiểu: số, căn cứ: vb-1 M1,",
    f"bảng: [{{mã: d1, khi: giỏi, là: 1, {CITED}}}, {{còn lại: 2}}]}}",
)
SHORT_ROW = flow(
    "đại lượng:\n",
    f"x: {{cho: người, kiểu: số, căn cứ: vb-1 M1, bảng: {{giỏi: {{là: 1, {CITED}}}, còn lại: 2}}}}",
)
VALUES = [
    *shapes(keys.SHAPE, "x: {cho: người, kiểu: {", "},"),
    *shapes(keys.QUANTITY, "x: {cho: người, ", ","),
    Sample(
        keys.QUANTITY,
        QUANTITY,
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "tính": ("tính: điểm", "tính: điểm + 1"),
            "bảng": ("tính: điểm", "bảng: {giỏi: 1, còn lại: 0}"),
            "áp dụng khi": (CITED, f"{CITED}, áp dụng khi: giỏi"),
            "mã python": (CITED, f"{CITED}, mã python: y"),
            "đọc là": (CITED, f"{CITED}, đọc là: số điểm"),
            "không báo riêng": (CITED, f"{CITED}, không báo riêng: đúng"),
            **remarks(),
        },
    ),
    Sample(keys.RESULT, SHORT_ROW, {"là": ("là: 1", "là: 3"), **remarks()}),
    Sample(
        keys.ROW,
        LONG_ROW,
        {
            "mã": ("mã: d1", "mã: d2"),
            "khi": ("khi: giỏi", "khi: tốt"),
            "là": ("là: 1", "là: 3"),
            "còn lại": ("còn lại: 2", "còn lại: 3"),
            **remarks(),
        },
    ),
    Sample(
        keys.PARAMETER,
        PARAMETER,
        {
            "kiểu": ("kiểu: số, từ: 0", "kiểu: số nguyên, từ: 0"),
            "từ": ("kiểu: số, từ: 0", "kiểu: số, từ: 7"),
            "đến": (NUMBER, NUMBER.replace("đến: 10", "đến: 6")),
            "thập phân": (NUMBER, NUMBER.replace("thập phân: 1", "thập phân: 0")),
            "đơn vị tính": (NUMBER, f"{NUMBER}, đơn vị tính: giờ"),
            "hướng": (NUMBER, f"{NUMBER}, hướng: càng thấp càng tốt"),
            "giá trị": ("'6,5'", "'7,5'"),
            "hết hiệu lực": (CITED, f"{CITED}, hết hiệu lực: 2021-10-01"),
            "mã python": (CITED, f"{CITED}, mã python: y"),
            **remarks(),
        },
    ),
    Sample(
        keys.PARAMETER,
        HEAD + f"tham số:\n  p: {{{STEPS}, giá trị: vừa, {CITED}}}\n" + MET + "bậc thợ ≥ p}\n",
        {**OF_STEPS, "ngoài bậc": (f"{STEPS}, giá trị: vừa", f"{STEPS}, giá trị: chưa xếp")},
    ),
    Sample(
        keys.PARAMETER,
        HEAD + f"tham số:\n  p: {{{CHOICES}, giá trị: đỏ, {CITED}}}\n" + MET + "p là “đỏ” và tốt}\n",
        OF_CHOICES,
    ),
    Sample(
        keys.PARAMETER,
        HEAD + f"tham số:\n  p: {{như: bậc thợ, giá trị: vừa, {CITED}}}\n" + MET + "bậc thợ ≥ p}\n",
        LIKE,
    ),
    Sample(
        keys.RANK,
        flow("xếp hạng:\n", f"x: {{cho: người, trong: đơn vị, theo: [điểm giảm dần], {CITED}}}"),
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "trong": ("trong: đơn vị", "trong: khối"),
            "theo": ("điểm giảm dần", "điểm tăng dần"),
            "của từng loại": ("trong: đơn vị", "của từng loại: đúng, trong: đơn vị"),
            **remarks(),
        },
    ),
    Sample(
        keys.AMOUNT,
        flow(
            "mức thưởng:\n",
            "x: {cho: người, mức lương: lương, hệ số: điểm, làm tròn: lên đến 1.000, thập phân: 0,",
            f"áp dụng khi: giỏi, {CITED}}}",
        )
        + "tham số: {lương: {kiểu: tiền, giá trị: 1.234.567, căn cứ: vb-1 M1}}\n",
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "mức lương": ("mức lương: lương", "mức lương: 2 × lương"),
            "hệ số": ("hệ số: điểm", "hệ số: điểm + 1"),
            "làm tròn": ("lên đến 1.000", "xuống đến 1.000"),
            "thập phân": ("làm tròn: lên đến 1.000, ", ""),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            "mã python": (CITED, f"{CITED}, mã python: y"),
            **remarks(),
        },
    ),
]

# ---------------------------------------------------------------- scores and grades

SCORE = scored(
    "mục: {I: {tối đa: 8, tính: điểm / 3}}, điểm thưởng: {tối đa: 9, tính: số lần}, điểm trừ: {trừ: {a: số lần / 4}}, "
    "thang: 8, trần: 4, làm tròn: xuống đến 0.5, áp dụng khi: giỏi".replace("0.5", "2")
)
ITEMS = f"""{HEAD}điểm:
  x:
    cho: người
    căn cứ: vb-1 M1
    mục:
      I: {{tối đa: 4, tính: điểm / 3, làm tròn: xuống, áp dụng khi: giỏi, không áp dụng thì: đủ điểm, {CITED}}}
      II: {{tối đa: 6, bảng: {{tốt: 6, còn lại: 1}}, mất điểm khi: số lần > 2}}
      III: {{khi: tốt, có: 3, không có: 1}}
      IV: {{tối đa: 9, lấy: cao nhất, mục: {{1: {{tối đa: 5, tính: số lần}}, 2: {{tối đa: 5, tính: điểm / 2}}}}}}
      V: {{tối đa: 9, trừ: {{a: số lần}}}}
      VI: {{tối đa: 9, cộng: {{a: 2 × số lần}}}}
"""
LINE = flow(
    "điểm:\n",
    "x: {cho: người, căn cứ: vb-1 M1, mục: {I: {tối đa: 9,",
    f"cộng: {{a: {{tính: 2 × số lần, tối đa: 5, áp dụng khi: giỏi, {CITED}}}}}}}}}}}",
)
BY_POINTS = "bảng: {điểm < 3: chưa xếp, điểm < 5: thấp, điểm < 8: vừa, còn lại: cao}"
BY_LEVEL = "bảng: {điểm < 5: thấp, điểm < 6: vừa, còn lại: cao}"
ADJUSTED = "bậc: [thấp, vừa, cao], bảng: {điểm < 8: vừa, còn lại: cao}, "
ADJUSTED += f"điều chỉnh: [{{mã: A1, khi: số lần > 2, hạ: 1, {CITED}}}]"
GRADE = graded(
    f"{STEPS}, {BY_POINTS}, điều chỉnh: [{{mã: A1, khi: số lần > 2, hạ: 1}}], áp dụng khi: giỏi, chỉ tiêu: "
    "{bậc: cao, vượt thì: vừa, trong: đơn vị, giới hạn: {Q: 2}, ưu tiên: [điểm tăng dần], khi bằng nhau: cùng loại}"
)
POINTS = [
    Sample(keys.SCORE, scored(SCALED), OF_NUMBERS),
    Sample(
        keys.SCORE,
        SCORE,
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "mục": ("tính: điểm / 3", "tính: điểm / 2"),
            "điểm thưởng": ("tính: số lần", "tính: 2 × số lần"),
            "điểm trừ": ("số lần / 4", "4 × số lần"),
            "thang": ("thang: 8", "thang: 9"),
            "trần": ("trần: 4", "trần: 3"),
            "làm tròn": ("làm tròn: xuống", "làm tròn: lên"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            "mã python": (CITED, f"{CITED}, mã python: y"),
            "bậc": (CITED, f"{CITED}, bậc: [a, b]"),
            "ngoài bậc": (CITED, f"{CITED}, ngoài bậc: [a]"),
            "lựa chọn": (CITED, f"{CITED}, lựa chọn: [a, b]"),
            **remarks(),
        },
    ),
    Sample(
        keys.SCORE,
        scored("như: điểm, mục: {I: {tối đa: 10, tính: điểm}}"),
        {"như": ("như: điểm", "như: số lần")},
    ),
    Sample(
        keys.ITEM,
        ITEMS,
        {
            "tối đa": ("tối đa: 4", "tối đa: 2"),
            "tính": ("tính: điểm / 3", "tính: điểm / 4"),
            "bảng": ("bảng: {tốt: 6, còn lại: 1}", "bảng: {tốt: 6, còn lại: 2}"),
            "khi": ("khi: tốt, có", "khi: giỏi, có"),
            "mục": ("2: {tối đa: 5, tính: điểm / 2}", "2: {tối đa: 5, tính: điểm / 4}"),
            "trừ": ("trừ: {a: số lần}", "trừ: {a: 2 × số lần}"),
            "cộng": ("cộng: {a: 2 × số lần}", "cộng: {a: 3 × số lần}"),
            "mất điểm khi": ("mất điểm khi: số lần > 2", "mất điểm khi: số lần > 1"),
            "có": ("có: 3", "có: 4"),
            "không có": ("không có: 1", "không có: 2"),
            "lấy": ("cao nhất", "thấp nhất"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            "không áp dụng thì": ("đủ điểm", "bỏ mục"),
            "làm tròn": ("làm tròn: xuống", "làm tròn: lên"),
            **remarks(),
        },
    ),
    Sample(
        keys.LINE,
        LINE,
        {
            "tính": ("2 × số lần", "3 × số lần"),
            "tối đa": ("tối đa: 5", "tối đa: 1"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            **remarks(),
        },
    ),
    Sample(
        keys.GRADE,
        GRADE,
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "bảng": ("điểm < 8", "điểm < 7"),
            "điều chỉnh": ("khi: số lần > 2", "khi: số lần > 0"),
            "chỉ tiêu": ("{Q: 2}", "{Q: 0}"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            "mã python": (CITED, f"{CITED}, mã python: y"),
            **OF_STEPS,
            "kiểu": ("kiểu: bậc, bậc: [thấp, vừa, cao], ngoài bậc", "kiểu: số, bậc: [thấp, vừa, cao], ngoài bậc"),
            "từ": (CITED, f"{CITED}, từ: 1"),
            "đến": (CITED, f"{CITED}, đến: 1"),
            "thập phân": (CITED, f"{CITED}, thập phân: 1"),
            "đơn vị tính": (CITED, f"{CITED}, đơn vị tính: giờ"),
            "lựa chọn": (CITED, f"{CITED}, lựa chọn: [a, b]"),
            "hướng": (CITED, f"{CITED}, hướng: càng thấp càng tốt"),
            **remarks(),
        },
    ),
    Sample(keys.GRADE, graded(f"như: bậc thợ, {BY_POINTS}"), LIKE),
    Sample(
        keys.ADJUSTMENT,
        flow("xếp loại:\n", f"x: {{cho: người, căn cứ: vb-1 M1, {ADJUSTED}}}"),
        {
            "mã": ("mã: A1", "mã: A2"),
            "khi": ("khi: số lần > 2", "khi: số lần > 1"),
            "hạ": ("khi: số lần > 2, hạ: 1", "khi: điểm > 8, hạ: 2"),
            "nâng": ("hạ: 1", "nâng: 1"),
            "không cao hơn": ("hạ: 1", "không cao hơn: vừa"),
            "không thấp hơn": ("hạ: 1", "không thấp hơn: cao"),
            "thành": ("hạ: 1", "thành: cao"),
            **remarks(),
        },
    ),
]

# ---------------------------------------------------------------- requirements, titles and seats

NODE = (
    HEAD
    + f"""\
tiêu chí:
  T:
    cho: người
    tên: T
    căn cứ: vb-1 M1
    yêu cầu:
      a: {{khi: tốt, áp dụng khi: giỏi, trừ khi: {{m: số lần > 2}}, {CITED}}}
      b: {{yêu cầu: {{c: tốt, d: giỏi}}}}
      đ: {{một trong: {{e: tốt, g: giỏi}}}}
      h: {{ít nhất 2 trong: {{i: tốt, k: giỏi, l: điểm > 5}}}}
      n: {{không: {{o: tốt, p: giỏi}}}}
"""
)
TITLED = (
    "X: {cho: người, yêu cầu: {a: giỏi}, một trong: {d: tốt, đ: điểm > 5}, loại trừ: {b: số lần > 2}, "
    f"điều kiện thêm: {{c: tốt}}, áp dụng khi: điểm > 3, chỉ tiêu: {{trong: đơn vị, giới hạn: {{Q: 1}}}}, {CITED}}}"
)
COUNCIL = "    được hội đồng chọn: đúng/sai\n"
TIED = ", ưu tiên: [điểm giảm dần], khi bằng nhau: cùng được"
TITLES = [
    Sample(
        keys.CRITERION,
        CRITERION,
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "không báo riêng": (CITED, f"{CITED}, không báo riêng: đúng"),
            "chỉ ghi nhận": (CITED, f"{CITED}, chỉ ghi nhận: đúng"),
        },
    ),
    Sample(
        keys.NODE,
        NODE,
        {
            "khi": ("khi: tốt", "khi: điểm > 8"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: tốt"),
            "trừ khi": ("{m: số lần > 2}", "{m: số lần > 1}"),
            "yêu cầu": ("yêu cầu: {c: tốt, d: giỏi}", "yêu cầu: {c: tốt}"),
            "một trong": ("một trong: {e: tốt, g: giỏi}", "một trong: {e: tốt}"),
            "ít nhất 2 trong": ("ít nhất 2 trong", "ít nhất 3 trong"),
            "không": ("không: {o: tốt, p: giỏi}", "không: {o: tốt}"),
            "không mã hoá": ("{khi: tốt, ", "{không mã hoá: lời kêu gọi, "),
            "chưa có văn bản": ("{khi: tốt, ", "{chưa có văn bản: chờ hướng dẫn, "),
            **remarks(),
        },
    ),
    Sample(
        keys.EXCEPTION,
        flow(
            "tiêu chí:\n",
            "T: {cho: người, tên: T, căn cứ: vb-1 M1, khi: tốt,",
            f"trừ khi: {{m: {{khi: giỏi, áp dụng khi: điểm > 8, {CITED}}}}}}}",
        ),
        {"khi": ("khi: giỏi", "khi: số lần > 9"), "áp dụng khi": ("điểm > 8", "điểm > 6"), **remarks()},
    ),
    Sample(
        keys.TITLE,
        HEAD + COUNCIL + f"danh hiệu:\n  {TITLED}\n",
        {
            "cho": ("cho: người", "cho: đơn vị"),
            "yêu cầu": ("yêu cầu: {a: giỏi}", "yêu cầu: {a: tốt}"),
            "một trong": ("một trong: {d: tốt, đ: điểm > 5}", "một trong: {d: tốt}"),
            "loại trừ": ("{b: số lần > 2}", "{b: số lần > 0}"),
            "điều kiện thêm": ("{c: tốt}", "{c: giỏi}"),
            "áp dụng khi": ("áp dụng khi: điểm > 3", "áp dụng khi: giỏi"),
            "chỉ tiêu": ("{Q: 1}", "{Q: 0}"),
            "chưa có văn bản": (
                "yêu cầu: {a: giỏi}, một trong: {d: tốt, đ: điểm > 5}, loại trừ: {b: số lần > 2}",
                "chưa có văn bản: chờ hướng dẫn",
            ),
            **remarks(),
        },
    ),
    Sample(
        keys.FURTHER,
        flow(
            "danh hiệu:\n",
            "X: {cho: người, tên: X, căn cứ: vb-1 M1, yêu cầu: {a: giỏi}, điều kiện thêm: {c: {khi: số lần > 2}},",
            "chỉ tiêu: {trong: đơn vị, giới hạn: {Q: 1}, ưu tiên: [điểm giảm dần], khi bằng nhau: cùng được}}",
        ),
        {"vẫn giữ chỗ": ("{khi: số lần > 2}", "{khi: số lần > 2, vẫn giữ chỗ: đúng}")},
    ),
    Sample(
        keys.COMMON_EXCLUSION,
        HEAD + "danh hiệu:\n  X: {cho: đơn vị, tên: X, căn cứ: vb-1 M1, yêu cầu: {a: có thành viên}}\n"
        "  Y: {cho: người, tên: Y, căn cứ: vb-1 M1, yêu cầu: {a: giỏi}}\n"
        "  Z: {cho: người, tên: Z, căn cứ: vb-1 M1, yêu cầu: {a: giỏi}}\n"
        f"loại trừ chung:\n  C: {{cho: người, áp dụng cho: [Y], khi: tốt, {CITED}}}\n",
        {"cho": ("{cho: người, áp dụng", "{cho: đơn vị, áp dụng"), "áp dụng cho": ("[Y]", "[Y, Z]")},
    ),
    Sample(
        keys.QUOTA,
        HEAD + "danh hiệu:\n  X: {cho: người, tên: X, căn cứ: vb-1 M1, yêu cầu: {a: giỏi}, "
        "chỉ tiêu: {trong: đơn vị, giới hạn: {Q: {tối đa: 1, căn cứ: vb-1 M1}}, "
        f"áp dụng khi: giỏi, {CITED}{TIED}}}}}\n",
        {
            "trong": ("trong: đơn vị", "trong: khối"),
            "giới hạn": ("tối đa: 1", "tối đa: 2"),
            "ưu tiên": ("điểm giảm dần", "điểm tăng dần"),
            "khi bằng nhau": ("ưu tiên: [điểm giảm dần], khi bằng nhau: cùng được", "khi bằng nhau: cùng loại"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: số lần > 9"),
            "của từng loại": ("áp dụng khi: giỏi", "của từng loại: đúng, áp dụng khi: giỏi"),
            **remarks(),
        },
    ),
    Sample(
        keys.GRADE_QUOTA,
        graded(
            f"{STEPS}, {BY_LEVEL}, chỉ tiêu: {{bậc: cao, vượt thì: vừa, trong: đơn vị, "
            f"giới hạn: {{Q: {{tối đa: 1, căn cứ: vb-1 M1}}}}, áp dụng khi: giỏi, {CITED}{TIED}}}"
        ).replace(f"}}, {CITED}}}\n", "}, căn cứ: vb-1 M1}\n"),
        {
            "bậc": ("{bậc: cao, vượt thì: vừa", "{bậc: vừa, vượt thì: thấp"),
            "vượt thì": ("vượt thì: vừa", "vượt thì: thấp"),
            "trong": ("trong: đơn vị", "trong: khối"),
            "giới hạn": ("tối đa: 1", "tối đa: 0"),
            "ưu tiên": ("điểm giảm dần", "điểm tăng dần"),
            "khi bằng nhau": ("ưu tiên: [điểm giảm dần], khi bằng nhau: cùng được", "khi bằng nhau: cùng loại"),
            "áp dụng khi": ("áp dụng khi: giỏi", "áp dụng khi: số lần > 9"),
            "của từng loại": ("áp dụng khi: giỏi", "của từng loại: đúng, áp dụng khi: giỏi"),
            **remarks(),
        },
    ),
    Sample(
        keys.LIMIT,
        flow(
            "danh hiệu:\n",
            "X: {cho: người, tên: X, căn cứ: vb-1 M1, yêu cầu: {a: giỏi}, chỉ tiêu: {trong: khối, giới hạn: {Q:",
            "{tối đa: 50% × số thành viên của đơn vị, làm tròn: xuống, tối thiểu: 0, trong: đơn vị,",
            f"tính cho: điểm > 3, áp dụng khi: số lần < 3, {CITED}}}}},",
            "ưu tiên: [điểm giảm dần], khi bằng nhau: cùng được}}",
        ),
        {
            "tối đa": ("50% ×", "0% ×"),
            "làm tròn": ("làm tròn: xuống", "làm tròn: lên"),
            "tối thiểu": ("tối thiểu: 0", "tối thiểu: 3"),
            "trong": ("trong: đơn vị", "trong: khối"),
            "tính cho": ("tính cho: điểm > 3", "tính cho: số lần > 3"),
            "áp dụng khi": ("áp dụng khi: số lần < 3", "áp dụng khi: số lần > 3"),
            **remarks(),
        },
    ),
    Sample(
        keys.CHOICE,
        flow(
            "danh hiệu:\n",
            "X: {cho: người, tên: X, căn cứ: vb-1 M1, yêu cầu: {a: giỏi},",
            "chỉ tiêu: {trong: đơn vị, giới hạn: {Q: 2}, khi bằng nhau: {hội đồng chọn: tốt}}}",
        ),
        {"hội đồng chọn": ("{hội đồng chọn: tốt}", "{hội đồng chọn: không tốt}")},
    ),
    Sample(
        keys.CONSTRAINT,
        flow("ràng buộc:\n", f"R: {{cho: người, khi: số lần ≤ 4, {CITED}}}"),
        {"cho": ("cho: người", "cho: đơn vị"), "khi": ("số lần ≤ 4", "số lần ≤ 2"), **remarks()},
    ),
]

STATED = Sample(
    keys.INVARIANT,
    flow("bất biến:\n", f"B: {{cho: người, khẳng định: giỏi thì tốt, cỡ: {{người: 2}}, {CITED}}}"),
    {
        "cho": ("cho: người", "cho: [người, đơn vị]"),
        "khẳng định": ("giỏi thì tốt", "giỏi thì không tốt"),
        "cỡ": ("người: 2", "người: 3"),
        **remarks(),
    },
)

# ---------------------------------------------------------------- the vocabulary


def known(declared: str, met: str) -> str:
    """A field `x` of people declared so, and a criterion that asks for it."""
    return HEAD + f"    x: {{{declared}}}\n" + MET + f"{met}}}\n"


WORDS_OF_FIELD = known(NUMBER, "x > 5")
TYPED = HEAD + (
    "  hội đồng: {biên chế: {kiểu: số nguyên, từ: 0}, duy nhất: đúng, mã python: council}\n"
    "  kết quả: {người: {kiểu: thuộc người, chiều ngược: kết quả}, năm: năm, khoá: [người, năm]}\n"
    + MET
    + "biên chế của hội đồng > 3 hoặc có kết quả trong đó (năm = 2020)}\n"
)


def said(key: str, text: str) -> dict[str, tuple[str, str]]:
    return {key: (NUMBER, f"{NUMBER}, {text}")}


VOCABULARY = [
    Sample(
        keys.FACT_TYPE,
        TYPED,
        {
            "khoá": (", khoá: [người, năm]}", ", khoá: [người]}"),
            "duy nhất": ("duy nhất: đúng, ", ""),
            "mã python": ("mã python: council", "mã python: board"),
        },
        facts={"kết quả": [{"năm": 2019}, {"năm": 2020}]},
    ),
    Sample(
        keys.FIELD,
        WORDS_OF_FIELD,
        {
            **OF_NUMBERS,
            "từ": ("kiểu: số, từ: 0", "kiểu: số, từ: 6"),
            "đến": (NUMBER, NUMBER.replace("đến: 10", "đến: 3")),
            **said("câu hỏi", "câu hỏi: Được mấy điểm?"),
            **said("minh chứng", "minh chứng: bảng điểm"),
            **said("người trả lời", "người trả lời: tổ trưởng"),
            **said("người xác nhận", "người xác nhận: trưởng phòng"),
            **said("ghi chú", "ghi chú: lấy hai số"),
            **said("mã python", "mã python: points"),
            **said("căn cứ", CITED),
            **said("có thể không có", "có thể không có: đúng"),
            **said("không đổi được", "không đổi được: đúng"),
        },
        facts={"x": "4,5"},
    ),
    Sample(
        keys.FIELD,
        known(f"{NUMBER}, có thể không có: đúng, {CITED}", "x > 5"),
        {
            "không có thì": ("có thể không có: đúng", "có thể không có: đúng, không có thì: không đạt"),
            "mặc định": (CITED, f"{CITED}, mặc định: 2"),
        },
    ),
    Sample(keys.FIELD, known(STEPS, "x ≥ “vừa” hoặc x là “chưa xếp”"), OF_STEPS, facts={"x": "thấp"}),
    Sample(keys.FIELD, known(CHOICES, "x là “đỏ”"), OF_CHOICES),
    Sample(keys.FIELD, known("như: bậc thợ", "x ≥ “vừa”"), LIKE),
    Sample(
        keys.FIELD,
        known("kiểu: thuộc khối, chiều ngược: người cũ", "số người cũ của khối > 1"),
        {"chiều ngược": ("chiều ngược: người cũ", "chiều ngược: người mới")},
    ),
]
SAMPLES = (*WHOLE, *VALUES, *POINTS, *TITLES, STATED, *VOCABULARY)
