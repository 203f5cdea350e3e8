"""Writes `ho-so-2021.xlsx`, the example dossier of `btnmt/2021`.

Run it from anywhere: `python docs/vi-du/tao_ho_so.py`. Every unit and person is invented, and the same bytes come out
each time, so that a change of the workbook is a change of this file.
"""

import datetime
import io
import random
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

TARGET = Path(__file__).with_name("ho-so-2021.xlsx")
FIXED = datetime.datetime(2022, 1, 15, 8, 0, 0)

Record = dict[str, Any]
YES, NO, UNKNOWN = "đúng", "sai", None

EXCELLENT, GOOD, DONE = "hoàn thành xuất sắc nhiệm vụ", "hoàn thành tốt nhiệm vụ", "hoàn thành nhiệm vụ"

MODEL = "gương mẫu"

# ---------------------------------------------------------------- the collectives

BLOCKS = [
    {"mã": "khoi-1", "tên": "Khối thi đua Mẫu I", "khối trưởng": "Cục Mẫu A"},
    {"mã": "khoi-2", "tên": "Khối thi đua Mẫu II", "khối trưởng": "Viện Mẫu A"},
    {"mã": "khoi-3", "tên": "Khối thi đua Mẫu III", "khối trưởng": "Sở Mẫu A"},
]

PLAN = "tỷ lệ hoàn thành kế hoạch năm"
SCORE = "điểm thi đua"
LAW, LAW_DONE = (
    "được giao chương trình xây dựng pháp luật",
    "xây dựng pháp luật bảo đảm tiến độ và chất lượng và hiệu quả",
)
MONEY = "được giao dự toán để giải ngân"
MONEY_DONE = "giải ngân bảo đảm tiến độ và chất lượng và hiệu quả"
DISCIPLINE = "thực hiện tốt kỷ luật kỷ cương và văn hóa công sở"

# what only the titles of the law ask for
UNIT_TITLES = [
    "có đăng ký thi đua", "mức hoàn thành nhiệm vụ", "tham gia phong trào thi đua",
    "sáng tạo và vượt khó hoàn thành nhiệm vụ", "là tập thể tiêu biểu xuất sắc",
    "hoàn thành vượt chỉ tiêu thi đua và nhiệm vụ", "là tập thể tiêu biểu xuất sắc trong toàn quốc",
]  # fmt: skip
UNIT_GRADES = {
    "tham gia phong trào thi đua": "tích cực",
    "chấp hành chủ trương và pháp luật": MODEL,
    "thực hành tiết kiệm và chống lãng phí": "đi đầu",
    "phòng chống tham nhũng và tệ nạn xã hội": "đi đầu",
}
UNIT_COLUMNS = [
    "mã", "tên", "khối thi đua",
    "có kế hoạch thực hiện phong trào", "có giải pháp thực hiện phong trào",
    "có chương trình công tác năm được phê duyệt", PLAN, LAW, LAW_DONE, MONEY, MONEY_DONE,
    "có kế hoạch cải cách hành chính được phê duyệt", "kế hoạch cải cách hành chính nêu đủ nội dung cụ thể",
    "đã cắt bỏ thủ tục rườm rà", "phục vụ lợi ích của người dân và doanh nghiệp",
    DISCIPLINE, "nội bộ đoàn kết", "chấp hành chủ trương và pháp luật",
    "thực hành tiết kiệm và chống lãng phí", "phòng chống tham nhũng và tệ nạn xã hội", SCORE, *UNIT_TITLES,
]  # fmt: skip

# code, name, block, completion of the plan, score of the block, what differs from a unit that meets everything
UNITS: list[tuple[str, str, str, float | None, float | None, Record]] = [
    ("cuc-a", "Cục Mẫu A", "khoi-1", 1.0, 965, {}),
    ("cuc-b", "Cục Mẫu B", "khoi-1", 0.985, 941.5, {}),
    ("cuc-c", "Cục Mẫu C", "khoi-1", 1.025, 938, {MONEY_DONE: UNKNOWN}),
    ("vu-a", "Vụ Mẫu A", "khoi-1", 1.0, 950, {MONEY: NO, MONEY_DONE: UNKNOWN}),
    ("vu-b", "Vụ Mẫu B", "khoi-1", None, 902.25, {LAW: YES, LAW_DONE: NO}),
    ("vien-a", "Viện Mẫu A", "khoi-2", 1.0, 958, {}),
    ("vien-b", "Viện Mẫu B", "khoi-2", 1.1, 949, {LAW: NO, LAW_DONE: UNKNOWN}),
    ("trung-tam-a", "Trung tâm Mẫu A", "khoi-2", 1.0, 920, {LAW: NO, LAW_DONE: UNKNOWN}),
    ("trung-tam-b", "Trung tâm Mẫu B", "khoi-2", 1.0, 933, {DISCIPLINE: UNKNOWN, LAW: NO, LAW_DONE: UNKNOWN}),
    ("so-a", "Sở Mẫu A", "khoi-3", 1.0, 955, {}),
    ("so-b", "Sở Mẫu B", "khoi-3", 1.0, None, {"đã cắt bỏ thủ tục rườm rà": UNKNOWN}),
    ("so-c", "Sở Mẫu C", "khoi-3", 0.96, 915, {"có giải pháp thực hiện phong trào": NO}),
    ("so-d", "Sở Mẫu D", "khoi-3", 1.0, 927.75, {}),
]

LEVELS: dict[str, Sequence[int | None]] = {
    "cuc-a": (4, 4, 3), "cuc-b": (4, 3), "cuc-c": (3,), "vien-a": (4,), "trung-tam-a": (4, 2), "trung-tam-b": (3, None),
    "so-a": (4, 3, 3, 4), "so-b": (3, 4), "so-c": (2, 3, 1), "so-d": (4, 4),
}  # fmt: skip

LEADING = {"cuc-a", "vien-a", "so-a"}
NO_TARGET = {"so-d"}
ONE_ACTIVITY = {"vu-b"}
ACTIVITIES_OPEN = {"so-b"}


def units() -> list[Record]:
    """The collectives: all confirmed, save for what `UNITS` says."""
    found = []
    for code, name, block, plan, score, differing in UNITS:
        row: Record = dict.fromkeys(UNIT_COLUMNS, YES) | UNIT_GRADES
        row |= {"mã": code, "tên": name, "khối thi đua": block, PLAN: plan, SCORE: score}
        row |= {"mức hoàn thành nhiệm vụ": EXCELLENT if plan is not None and plan >= 1 else GOOD}
        row |= {"là tập thể tiêu biểu xuất sắc": YES if code in LEADING else NO}
        row |= dict.fromkeys(UNIT_TITLES[-2:], NO)
        found.append(row | differing)
    return found


# ---------------------------------------------------------------- the people

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý"]
MIDDLE = ["Minh", "Thanh", "Hải", "Thu", "Quốc", "Ngọc", "Đức", "Kim", "Hữu", "Bảo"]
GIVEN = ["An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc", "Quỳnh", "Sơn",
         "Trang", "Uyên", "Vinh", "Yến"]  # fmt: skip

GRADE = "mức hoàn thành nhiệm vụ"
STUDY = "tích cực học tập nâng cao trình độ"
ORDER = "thực hiện tốt kỷ luật kỷ cương và nội quy"
LAWFUL = "chấp hành chủ trương và pháp luật và quy chế"
PERSON_COLUMNS = [
    "mã", "tên", "đơn vị", "là người đứng đầu", GRADE, STUDY, ORDER,
    LAWFUL, "có tinh thần tự lực tự cường", "đoàn kết tương trợ",
    "tích cực tham gia phong trào thi đua", "có đạo đức và lối sống lành mạnh",
    # what only the titles of the law ask for
    "có đăng ký thi đua", "đạt năng suất và chất lượng cao", "ngày tuyển dụng", "số tháng đào tạo tập trung",
    "chuyển công tác trong năm", "thuộc lực lượng vũ trang", "có thành tích tiêu biểu xuất sắc",
    "phạm vi ảnh hưởng của thành tích", "số năm thực hiện phong trào chuyên đề",
    "xuất sắc trong phong trào thi đua của trung ương", "xuất sắc trong phong trào thi đua của bộ ngành tỉnh",
    "được hội đồng chọn",
]  # fmt: skip

NOT_SAID_OF_ANYBODY = [
    "chuyển công tác trong năm", "thuộc lực lượng vũ trang", "có thành tích tiêu biểu xuất sắc",
    "xuất sắc trong phong trào thi đua của trung ương", "xuất sắc trong phong trào thi đua của bộ ngành tỉnh",
    "được hội đồng chọn",
]  # fmt: skip

# what differs, in turn, among those who head no unit; the first entries are the common case
STAFF: list[Record] = [
    {}, {}, {GRADE: GOOD}, {}, {GRADE: None}, {}, {STUDY: NO}, {}, {GRADE: GOOD, STUDY: None}, {}, {ORDER: None},
    {}, {GRADE: DONE}, {"tích cực tham gia phong trào thi đua": None}, {}, {"đoàn kết tương trợ": NO}, {},
    {GRADE: "không xếp loại"},
]  # fmt: skip


def people() -> list[Record]:
    """Seven people for the first units and six for the others, the first of each being its head."""
    chance = random.Random(2021)
    names = [f"{family} {middle} {given}" for family in FAMILY for middle in MIDDLE for given in GIVEN]
    chance.shuffle(names)
    found: list[Record] = []
    staff = 0
    for position, (unit, *_) in enumerate(UNITS):
        for place in range(7 if position < 8 else 6):
            row: Record = dict.fromkeys(PERSON_COLUMNS, YES)
            code = f"nv-{len(found) + 1:03d}"
            row |= {"mã": code, "tên": names[len(found)], "đơn vị": unit, GRADE: EXCELLENT, LAWFUL: MODEL}
            row["là người đứng đầu"] = YES if place == 0 else NO
            row |= {"ngày tuyển dụng": datetime.date(2010, 3, 1), "số tháng đào tạo tập trung": "không có"}
            row |= {"phạm vi ảnh hưởng của thành tích": "không có", "số năm thực hiện phong trào chuyên đề": "không có"}
            row |= dict.fromkeys(NOT_SAID_OF_ANYBODY, NO)
            if place:
                row |= STAFF[staff % len(STAFF)]
                staff += 1
            found.append(row)
    # one who may or may not be the head, until the decision of appointment is handed in
    found[-1]["là người đứng đầu"] = None
    return found


# ---------------------------------------------------------------- the records

CONTENTS, MOVEMENTS = ["N1", "N2", "N3", "N4", "N5"], ["P1", "P2", "P3", "P4"]
KINDS = ["sáng kiến cải tiến kỹ thuật", "giải pháp công tác", "giải pháp ứng dụng khoa học công nghệ",
         "đề tài nghiên cứu khoa học công nghệ"]  # fmt: skip
AREAS = ["cải cách hành chính", "ứng dụng công nghệ thông tin", "xây dựng chính sách và thể chế"]


def _belonging(position: int) -> Record:
    """The content, and for N4 the movement, that the record at a position belongs to."""
    content = CONTENTS[position % len(CONTENTS)]
    movement = MOVEMENTS[position // len(CONTENTS) % len(MOVEMENTS)] if content == "N4" else "không có"
    return {"nội dung thi đua": content, "phong trào": movement}


def targets(persons: Iterable[Record]) -> list[Record]:
    """Two targets for each unit, one for each person; a few registered none."""
    owners = [unit for unit, *_ in UNITS if unit not in NO_TARGET for _ in range(2)]
    owners += [each["mã"] for position, each in enumerate(persons) if position % 23 != 22]
    return [
        {"mã": f"ct-{position + 1:03d}", "người đăng ký": owner} | _belonging(position)
        for position, owner in enumerate(owners)
    ]


def initiatives(persons: Iterable[Record]) -> list[Record]:
    """One initiative for each unit and most people; some lie in another area, some are not described yet."""
    purpose, similar = "nhằm nâng cao chất lượng và hiệu quả công tác", "được coi là lĩnh vực tương tự"
    owners = [unit for unit, *_ in UNITS]
    owners += [each["mã"] for position, each in enumerate(persons) if position % 19 != 18]
    found = []
    for position, owner in enumerate(owners):
        kind = KINDS[position % len(KINDS)]
        row: Record = {
            "mã": f"sk-{position + 1:03d}",
            "tác giả": owner,
            "người đăng ký": owner,
            "năm": 2021,
            "loại thành tích": "đề tài khoa học" if kind.startswith("đề tài") else "sáng kiến",
            "loại sáng kiến": kind,
            "lĩnh vực": AREAS[position % len(AREAS)],
            similar: None,
            purpose: YES,
            "được công nhận": YES if position % 3 == 0 else None,
            "được nghiệm thu": (YES if position % 3 == 0 else None) if kind.startswith("đề tài") else NO,
            "được áp dụng hiệu quả": YES if position % 3 == 0 else None,
            "phạm vi ảnh hưởng": "cơ sở",
        }
        if position >= len(UNITS) and position % 17 == 5:
            row |= {"lĩnh vực": "lĩnh vực khác", similar: (YES, NO, None)[position // 17 % 3]}
        if position % 29 == 28:
            row[purpose] = None
        found.append(row | _belonging(position))
    return found


def activities() -> list[Record]:
    """Two or three activities for each unit, one for a unit that held too few."""
    found: list[Record] = []
    for position, (unit, *_) in enumerate(UNITS):
        for number in range(1 if unit in ONE_ACTIVITY | ACTIVITIES_OPEN else 2 + position % 2):
            found.append(
                {
                    "mã": f"hd-{len(found) + 1:02d}",
                    "đơn vị tổ chức": unit,
                    "loại hoạt động": ("văn nghệ", "thể thao")[number % 2],
                    "vui tươi lành mạnh": YES,
                    "nội dung thi đua": "không có",
                    "phong trào": "P4" if number == 0 else "không có",
                }
            )
    return found


def services() -> list[Record]:
    """The public services of the units that have any."""
    pairs = [(unit, level) for unit, levels in LEVELS.items() for level in levels]
    return [
        {"mã": f"dv-{position:02d}", "tên": f"Thủ tục mẫu {position:02d}", "đơn vị cung cấp": unit,
         "mức độ trực tuyến": level}
        for position, (unit, level) in enumerate(pairs, start=1)
    ]  # fmt: skip


def breaches(persons: Sequence[Record]) -> list[Record]:
    """Three breaches put on record, by the fifth person of three units."""
    fifth = {unit: [each["mã"] for each in persons if each["đơn vị"] == unit][4] for unit, *_ in UNITS}
    noted = [
        ("vien-a", "đi muộn về sớm", datetime.date(2021, 5, 12)),
        ("so-c", "hút thuốc lá tại nơi làm việc", datetime.date(2021, 8, 3)),
        ("trung-tam-a", "hành vi khác", datetime.date(2021, 10, 20)),
    ]
    return [
        {"mã": f"vp-{position}", "người vi phạm": fifth[unit], "hành vi": act, "ngày ghi nhận": day}
        for position, (unit, act, day) in enumerate(noted, start=1)
    ]


def closures() -> list[Record]:
    """What is complete: every register as a whole, and that of activities for all units but one."""
    whole = ["khối thi đua", "tập thể", "cá nhân", "chỉ tiêu thi đua", "sáng kiến", "dịch vụ công", "vi phạm kỷ cương"]
    whole += ["kỷ luật", "kết quả năm", "danh hiệu đã nhận", "khen thưởng đã nhận", "lần sử dụng sáng kiến"]
    whole += ["phiên xét của hội đồng", "kết quả năm của tập thể"]
    rows: list[Record] = [{"loại": each, "mã": None, "bộ sưu tập": None} for each in whole]
    for unit, *_ in UNITS:
        if unit not in ACTIVITIES_OPEN:
            rows.append({"loại": "tập thể", "mã": unit, "bộ sưu tập": "hoạt động văn nghệ thể thao"})
    return rows


# ---------------------------------------------------------------- the workbook

HEADING = PatternFill("solid", fgColor="1F4E78")
EDGE = Border(bottom=Side(style="thin", color="BFBFBF"))


def write_sheet(book: Workbook, title: str, rows: Sequence[Record]) -> Worksheet:
    """A sheet with a heading row, one row a record, list boxes for yes/no columns and percentages shown as such."""
    sheet: Worksheet = book.create_sheet(title)
    columns = list(rows[0])
    for column, name in enumerate(columns, start=1):
        heading = sheet.cell(row=1, column=column, value=name)
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = HEADING
        heading.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        longest = max((len(str(row[name])) for row in rows if row[name] is not None), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, 14), 44)
    for line, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            cell = sheet.cell(row=line, column=column, value=row[name])
            cell.border = EDGE
            if name == PLAN:
                cell.number_format = "0.0%"
            elif isinstance(row[name], datetime.date):
                cell.number_format = "dd/mm/yyyy"
            elif row[name] in (YES, NO):
                cell.alignment = Alignment(horizontal="center")
    sheet.row_dimensions[1].height = 62
    sheet.freeze_panes = "C2" if "tên" in columns else "B2"
    sheet.auto_filter.ref = sheet.dimensions
    choices = DataValidation(type="list", formula1=f'"{YES},{NO}"', allow_blank=True)
    for column, name in enumerate(columns, start=1):
        if any(row[name] in (YES, NO) for row in rows):
            letter = get_column_letter(column)
            choices.add(f"{letter}2:{letter}{len(rows) + 1}")
    if choices.sqref.ranges:
        sheet.add_data_validation(choices)
    return sheet


def write_question(book: Workbook) -> None:
    """The first sheet: which ruleset, on which date, for which period."""
    sheet: Worksheet = book.create_sheet("hồ sơ")
    question = [("bộ quy tắc", "btnmt/2021"), ("ngày xét", datetime.date(2022, 1, 15)), ("kỳ xét", 2021)]
    for line, (name, value) in enumerate(question, start=1):
        sheet.cell(row=line, column=1, value=name).font = Font(bold=True)
        cell = sheet.cell(row=line, column=2, value=value)
        cell.alignment = Alignment(horizontal="left")
        if isinstance(value, datetime.date):
            cell.number_format = "dd/mm/yyyy"
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 24


def workbook() -> Workbook:
    """The whole dossier."""
    book = Workbook()
    book.remove(book.active)
    write_question(book)
    persons = people()
    write_sheet(book, "khối thi đua", BLOCKS)
    write_sheet(book, "tập thể", units())
    write_sheet(book, "cá nhân", persons)
    write_sheet(book, "chỉ tiêu thi đua", targets(persons))
    write_sheet(book, "sáng kiến", initiatives(persons))
    write_sheet(book, "hoạt động văn nghệ thể thao", activities())
    write_sheet(book, "dịch vụ công", services())
    write_sheet(book, "vi phạm kỷ cương", breaches(persons))
    write_sheet(book, "đầy đủ", closures())
    return book


def save(book: Workbook, target: Path) -> None:
    """Write a workbook with every time stamp fixed, so that equal content is equal bytes."""
    book.properties.creator = "thidua_rules"
    book.properties.created = FIXED
    raw = io.BytesIO()
    book.save(raw)
    stamp = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(source.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            content = source.read(name)
            if name == "docProps/core.xml":
                # openpyxl writes the time of saving here, whatever the properties say
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp.encode(), content)
            packed.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    save(workbook(), TARGET)
