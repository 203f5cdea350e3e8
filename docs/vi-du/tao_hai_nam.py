"""Writes `ho-so-hai-nam.xlsx`, the dossier of `docs/hai-che-do.md`: four units, 28 people, the years 2021 and 2024.

Run it from anywhere: `python docs/vi-du/tao_hai_nam.py`. Everybody is invented. What is said of a person or a unit
holds in both years, and each year has its records (grades, initiatives, votes, disciplines) after its history of
titles, so that what differs between the two decisions comes from the documents alone.
"""

import datetime
from pathlib import Path

from openpyxl import Workbook
from tao_ho_so import EXCELLENT, GOOD, LAWFUL, MODEL, NO, UNIT_GRADES, YES, Record, save, write_sheet

TARGET = Path(__file__).with_name("ho-so-hai-nam.xlsx")
YEARS = (2021, 2024)
HISTORY = range(2016, 2025)
"""Those of whom something is said of other years are graded in all of these."""

DONE = "hoàn thành nhiệm vụ"
UNDONE = "không hoàn thành nhiệm vụ"
GRADE, CHOSEN, REGISTERED = "mức hoàn thành nhiệm vụ", "được hội đồng chọn", "có đăng ký thi đua"
HEAD, OUTSTANDING = "là người đứng đầu", "có thành tích tiêu biểu xuất sắc"

# ---------------------------------------------------------------- the units

# code, name, score of the block, what differs
UNITS: list[tuple[str, str, int, Record]] = [
    ("cuc", "Cục Mẫu", 950, {GRADE: GOOD}),
    ("vien", "Viện Mẫu", 940, {GRADE: GOOD}),
    ("trung-tam", "Trung tâm Mẫu", 930, {GRADE: EXCELLENT}),
    ("vu", "Vụ Mẫu", 960, {GRADE: GOOD, "là tập thể dẫn đầu khối thi đua": YES, "là tập thể tiêu biểu xuất sắc": YES,
                           "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ": YES}),
]  # fmt: skip
UNIT_YES = [
    REGISTERED, "sáng tạo và vượt khó hoàn thành nhiệm vụ",
    "nội bộ đoàn kết", "tổ chức đảng và đoàn thể trong sạch vững mạnh",
]  # fmt: skip
UNIT_NO = [
    "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ", "là tập thể tiêu biểu xuất sắc", "là tập thể dẫn đầu khối thi đua",
    "là tập thể tiêu biểu xuất sắc trong toàn quốc", "dẫn đầu phong trào chuyên đề",
    "thuộc lực lượng vũ trang",
]  # fmt: skip


def units() -> list[Record]:
    """The four units of one block."""
    found = []
    for code, name, score, differing in UNITS:
        row: Record = {"mã": code, "tên": name, "khối thi đua": "khoi", "điểm thi đua": score, GRADE: GOOD}
        row |= UNIT_GRADES | dict.fromkeys(UNIT_YES, YES) | dict.fromkeys(UNIT_NO, NO)
        found.append(row | differing)
    return found


# ---------------------------------------------------------------- the people

PERSON_YES = [
    REGISTERED, "đạt năng suất và chất lượng cao",
    "có tinh thần tự lực tự cường", "đoàn kết tương trợ", "tích cực tham gia phong trào thi đua",
    "tích cực học tập nâng cao trình độ", "có đạo đức và lối sống lành mạnh",
    "thuộc cơ quan hoặc đơn vị của bộ ngành tỉnh",
]  # fmt: skip
PERSON_NO = [
    HEAD, "thuộc lực lượng vũ trang", "chuyển công tác trong năm", OUTSTANDING,
    "xuất sắc trong phong trào thi đua của bộ ngành tỉnh", "xuất sắc trong phong trào thi đua của trung ương",
    "có đóng góp phát triển kinh tế xã hội", "có đóng góp phát triển kinh tế xã hội của đất nước",
    "được giải thưởng khu vực", "là doanh nhân hoặc trí thức hoặc nhà khoa học", CHOSEN,
]  # fmt: skip
PERSON_NONE = [
    "số tháng đào tạo tập trung", "phạm vi ảnh hưởng của thành tích", "số năm thực hiện phong trào chuyên đề",
    "đối tượng lao động trực tiếp",
]  # fmt: skip

# name, unit, what differs from a person who did the year's work well and has nothing more
PEOPLE: list[tuple[str, str, Record]] = [
    ("Đỗ Minh An", "cuc", {HEAD: YES, GRADE: EXCELLENT}),
    ("Lý Thanh Bình", "cuc", {GRADE: EXCELLENT}),
    ("Ngô Hải Châu", "cuc", {CHOSEN: YES}),
    ("Dương Thu Giang", "cuc", {}),
    ("Vũ Quốc Dũng", "cuc", {GRADE: EXCELLENT, CHOSEN: YES}),
    ("Bùi Ngọc Hà", "cuc", {}),
    ("Trần Đức Khánh", "cuc", {OUTSTANDING: YES}),
    ("Lê Kim Lan", "cuc", {}),
    ("Phạm Hữu Mai", "cuc", {}),
    ("Hoàng Bảo Nam", "cuc", {REGISTERED: NO}),
    ("Đặng Thu Oanh", "cuc", {OUTSTANDING: YES}),
    ("Nguyễn Minh Phúc", "cuc", {}),
    ("Đỗ Hải Quỳnh", "cuc", {}),
    ("Lý Ngọc Sơn", "cuc", {}),
    ("Ngô Thanh Trang", "cuc", {}),
    ("Dương Đức Uyên", "vien", {HEAD: YES}),
    ("Vũ Kim Vinh", "vien", {}),
    ("Bùi Hữu Yến", "vien", {}),
    ("Trần Bảo An", "vien", {GRADE: DONE}),
    ("Lê Minh Bình", "vien", {GRADE: DONE}),
    ("Phạm Thanh Châu", "trung-tam", {HEAD: YES}),
    ("Hoàng Hải Dũng", "trung-tam", {GRADE: EXCELLENT}),
    ("Đặng Thu Hà", "trung-tam", {}),
    ("Nguyễn Quốc Khánh", "trung-tam", {}),
    ("Đỗ Ngọc Lan", "trung-tam", {GRADE: DONE}),
    ("Lý Đức Mai", "vu", {HEAD: YES}),
    ("Ngô Kim Nam", "vu", {}),
    ("Dương Hữu Oanh", "vu", {GRADE: UNDONE}),
]


def code_of(name: str) -> str:
    """The code of a person."""
    return f"nv-{[each for each, *_ in PEOPLE].index(name) + 1:02d}"


def people() -> list[Record]:
    """Everybody, as they were in both years."""
    found = []
    for name, unit, differing in PEOPLE:
        row: Record = {"mã": code_of(name), "tên": name, "đơn vị": unit, GRADE: GOOD}
        row |= dict.fromkeys(PERSON_YES, YES) | dict.fromkeys(PERSON_NO, NO) | dict.fromkeys(PERSON_NONE, "không có")
        row[LAWFUL] = MODEL
        found.append(row | {"ngày tuyển dụng": datetime.date(2010, 3, 1)} | differing)
    return found


# ---------------------------------------------------------------- the records of each year

WITH_INITIATIVE = ["Đỗ Minh An", "Ngô Hải Châu", "Dương Thu Giang", "Vũ Quốc Dũng", "Bùi Ngọc Hà"]
"""An initiative recognised by their own unit, each year."""
WIDER = {"Trần Đức Khánh": YES, "Đặng Thu Oanh": NO}
"""An initiative recognised by the ministry, each year; the second one's is not applied with effect yet."""
HONOURED = ["Trần Đức Khánh", "Lê Kim Lan", "Phạm Hữu Mai", "Đặng Thu Oanh"]
"""CSTĐCS in each of the three years before the one under review."""
LATE_MERIT = "Lê Kim Lan"
"""Has a certificate of merit of the ministry, received within the five years that are counted."""


def initiatives() -> list[Record]:
    """The initiatives of the two years."""
    rows: list[Record] = []
    for year in YEARS:
        for name in [*WITH_INITIATIVE, *WIDER]:
            rows.append(
                {
                    "mã": f"sk-{len(rows) + 1:02d}",
                    "tác giả": code_of(name),
                    "loại thành tích": "sáng kiến",
                    "năm": year,
                    "được công nhận": YES,
                    "được nghiệm thu": NO,
                    "được áp dụng hiệu quả": WIDER.get(name, YES),
                    "phạm vi ảnh hưởng": "bộ, ban, ngành, tỉnh" if name in WIDER else "cơ sở",
                }
            )
    return rows


NO_FINDING = [
    "gian dối khi kê khai thành tích", "cung cấp thông tin sai hoặc làm giả hồ sơ",
    "thẩm định hoặc xét duyệt trái quy định", "có kết luận vi phạm trong thời gian tính thành tích",
]  # fmt: skip
"""What the decision on a title would be revoked for: nothing was found about any."""


def received() -> list[Record]:
    """The titles of earlier years."""
    years = [year for reviewed in YEARS for year in range(reviewed - 3, reviewed)]
    return [
        {"người nhận": code_of(name), "danh hiệu": "CSTĐCS", "năm": year} | dict.fromkeys(NO_FINDING, NO)
        for name in HONOURED
        for year in years
    ]


def commendations() -> list[Record]:
    """One certificate of merit before each year under review, within the five years."""
    return [
        {
            "mã": f"kt-{year}",
            "người nhận": code_of(LATE_MERIT),
            "hình thức": "Bằng khen bộ, ban, ngành, tỉnh",
            "loại khen thưởng": "công trạng",
            "năm": year - 2,
            "ngày quyết định": datetime.date(year - 2, 6, 1),
            "thành tích tính đến năm": "không có",
        }
        for year in YEARS
    ]


def results() -> list[Record]:
    """The grades of all years of those in whose history they count."""
    return [{"cá nhân": code_of(name), "năm": year, "mức": GOOD} for name in HONOURED for year in HISTORY]


def votes() -> list[Record]:
    """What the council of 20 decided: 17 ayes for one (85%), 19 for another (95%), all for the third."""
    chosen = [("Trần Đức Khánh", "CSTĐB", 17), ("Đặng Thu Oanh", "CSTĐB", 19), (LATE_MERIT, "BKTTG-CN", 20)]
    return [
        {
            "được xét": code_of(name),
            "danh hiệu": title,
            "năm": year,
            "bỏ phiếu kín": YES,
            "tổng số thành viên": 20,
            "số thành viên dự họp": 18,
            "số ý kiến bằng văn bản": 2,
            "số phiếu đồng ý": ayes,
            "chủ tịch đồng ý": YES,
            "số ngày làm việc công khai trước khi họp": "không có",
        }
        for year in YEARS
        for name, title, ayes in chosen
    ]


def disciplines() -> list[Record]:
    """Each year a warning in one unit and a reprimand in another."""
    kinds = [("Đỗ Ngọc Lan", "cảnh cáo"), ("Ngô Kim Nam", "khiển trách")]
    return [
        {
            "mã": f"kl-{name_at + 1}-{year}",
            "người bị kỷ luật": code_of(name),
            "hình thức": kind,
            "năm": year,
            "ngày quyết định": datetime.date(year, 5, 4),
            "ngày chấp hành xong": datetime.date(year, 8, 4),
        }
        for year in YEARS
        for name_at, (name, kind) in enumerate(kinds)
    ]


def workbook() -> Workbook:
    """The whole dossier; the question is asked of 2021 unless another year is given."""
    book = Workbook()
    book.remove(book.active)
    question = book.create_sheet("hồ sơ")
    question.append(["ngày xét", datetime.date(2022, 1, 15)])
    question.append(["kỳ xét", 2021])
    sheets = {
        "khối thi đua": [{"mã": "khoi", "tên": "Khối thi đua Mẫu"}],
        "tập thể": units(),
        "cá nhân": people(),
        "sáng kiến": initiatives(),
        "danh hiệu đã nhận": received(),
        "khen thưởng đã nhận": commendations(),
        "kết quả năm": results(),
        "phiên xét của hội đồng": votes(),
        "kỷ luật": disciplines(),
    }
    for title, rows in sheets.items():
        write_sheet(book, title, rows)
    whole = [*sheets, "lần sử dụng sáng kiến", "kết quả năm của tập thể"]
    write_sheet(book, "đầy đủ", [{"loại": each, "mã": None, "bộ sưu tập": None} for each in whole])
    return book


if __name__ == "__main__":
    save(workbook(), TARGET)
