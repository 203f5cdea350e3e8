"""The page that shows what was measured: between two marks of `docs/do-toc-do.md` and of its English twin."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.awards_v1.plots import Line, plot
from tests.benchmarks.awards_v1.promises import Results, promises

DOCS = Path(__file__).parents[3] / "docs"
PICTURES = DOCS / "hinh"
JSON = PICTURES / "do-toc-do.json"
BEGIN, END = "<!-- số đo -->", "<!-- hết số đo -->"
ENDINGS = {"vi": "", "en": ".en"}
NAMES = {
    "by hand": ("viết tay bằng Python", "by hand in Python"),
    "forward": ("forward", "forward"),
    "forward, decide": ("forward, `decide`", "forward, `decide`"),
    "columnar, tables": ("theo cột", "columnar"),
    "Polars": ("Polars viết tay", "Polars by hand"),
    "dicts": ("từ dict", "from dicts"),
    "Parquet": ("từ Parquet", "from Parquet"),
    "Parquet, tables": ("từ Parquet, theo cột", "from Parquet, by columns"),
    "memory: dicts": ("bộ nhớ của dict", "memory of the dicts"),
    "memory: case": ("bộ nhớ của hồ sơ", "memory of the case"),
    "compile": ("nạp bộ quy tắc", "loading the ruleset"),
    "decide 100": ("xét 100 người", "deciding 100 people"),
    "import": ("nhập thư viện", "import"),
    "load, kept": ('`load("btnmt/2021")`, đã giữ', '`load("btnmt/2021")`, kept'),
    "load, cold": ('`load("btnmt/2021")`, lần đầu', '`load("btnmt/2021")`, cold'),
    "python": ("Python không làm gì", "Python doing nothing"),
    "openpyxl": ("openpyxl mở sổ và đọc các ô", "openpyxl opening the workbook and reading its cells"),
    "thidua decide": ("`thidua decide` trên sổ có sẵn", "`thidua decide` on the bundled workbook"),
    "thidua list": ("`thidua list`", "`thidua list`"),
    "wheel": ("gói cài (wheel)", "the wheel"),
    "installed": ("gói khi đã cài", "the package installed"),
    "with what it needs": ("cùng mọi gói nó cần", "with all that it needs"),
    "columnar": ("phần mở rộng `columnar`", "the extra `columnar`"),
    "start of Ray": ("khởi động Ray", "start of Ray"),
    "one process": ("một tiến trình", "one process"),
    "one process, parts": ("một tiến trình, hai phần", "one process, two parts"),
    "Ray": ("Ray, hai máy con", "Ray, two workers"),
}
CARD = {
    "processor": ("bộ xử lý", "processor"),
    "cores": ("số nhân", "cores"),
    "memory": ("bộ nhớ", "memory"),
    "system": ("hệ điều hành", "system"),
    "day": ("ngày đo", "day"),
    "rounds": ("số lượt", "rounds"),
}


def write_docs(told: Mapping[str, Any]) -> None:
    """Both pages and their plots."""
    for lang, ending in ENDINGS.items():
        page = DOCS / f"do-toc-do{ending}.md"
        before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        lines = [BEGIN, "", *_between(told, lang), END]
        page.write_text(before + "\n".join(lines) + after, encoding="utf-8")
        for name, picture in pictures(told["parts"], lang).items():
            (PICTURES / f"{name}{ending}.svg").write_text(picture, encoding="utf-8")


def _between(told: Mapping[str, Any], lang: str) -> Iterator[str]:
    say = {"vi": 0, "en": 1}[lang]
    results: Results = told["parts"]
    yield from _section(("Điều đã hứa", "What is promised")[say])
    signs = {True: ("đạt", "yes"), False: ("chưa", "not yet"), None: ("chưa đo", "not measured")}
    rows = []
    for each in promises(results):
        limit = f"{'≥' if each.least else '≤'} {_number(each.limit, lang)} {each.unit}"
        value = "" if each.value is None else f"{_number(each.value, lang)} {each.unit}"
        rows.append(((each.vi, each.en)[say], limit, value, signs[each.kept][say]))
    yield from _table((("so sánh", "giới hạn", "đo được", ""), ("comparison", "limit", "measured", ""))[say], rows)
    made = pictures(results, lang)
    for part, title in SECTIONS.items():
        if not results.get(part):
            continue
        yield from _section(title[say])
        yield from _table(*_figures(results[part], lang, ALIKE.get(part)))
        name = PLOTS_OF.get(part)
        if name in made:
            yield f'<img src="hinh/{name}{ENDINGS[lang]}.svg" alt="{title[say]}">'
            yield ""
    yield from _section(("Máy đo", "The machine")[say])
    card = [(CARD.get(key, (key, key))[say], value) for key, value in told["card"].items()]
    yield from _table((("điều", "giá trị"), ("what", "value"))[say], card)


SECTIONS = {
    "dossier": ("Một hồ sơ 10 người", "One dossier of 10 people"),
    "people": ("Theo số người", "By people"),
    "missing": ("Theo phần dữ kiện thiếu", "By the share of missing facts"),
    "facts": ("Theo số dữ kiện của hồ sơ", "By the facts of a dossier"),
    "rules": ("Theo số quy tắc", "By rules"),
    "reading": ("Đọc 100.000 người", "Reading 100,000 people"),
    "loading": ("Khởi động", "Starting"),
    "command": ("Lệnh", "The command"),
    "size": ("Cỡ bản cài", "Size of an installation"),
    "ray": ("Ray", "Ray"),
}
PLOTS_OF = {"people": "theo-nguoi", "missing": "theo-thieu", "facts": "theo-du-kien", "rules": "theo-quy-tac"}
ALIKE = {
    "dossier": ("missing",),
    "people": ("people",),
    "missing": ("name",),
    "facts": ("people",),
    "reading": ("people",),
    "command": (),
    "ray": ("people",),
}
"""What figures have in common that are compared with the first of them; parts without it have no ratios."""
_KEYS = {
    "people": ("người", "people"),
    "missing": ("thiếu", "missing"),
    "facts": ("dữ kiện", "facts"),
    "rules": ("quy tắc", "rules"),
}


def _section(title: str) -> Iterator[str]:
    yield f"### {title}"
    yield ""


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heading)} |"
    yield f"|{' --- |' * len(heading)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _figures(
    found: Sequence[Mapping[str, Any]], lang: str, alike: Sequence[str] | None
) -> tuple[list[str], list[list[str]]]:
    """The figures of a part as a table: what tells them apart, the median, its ratio to the first alike, MB."""
    say = {"vi": 0, "en": 1}[lang]
    keys = [key for key in _KEYS if any(key in each for each in found)]
    timed, used, sized = (any(each.get(what) for each in found) for what in ("seconds", "cpu", "memory"))
    heading = ["", *(_KEYS[key][say] for key in keys)] + [("thời gian", "time")[say]] * timed
    heading += [("tỷ lệ", "ratio")[say]] * (timed and alike is not None)
    heading += [("bộ xử lý", "processor")[say]] * used
    heading += [(("bộ nhớ", "memory") if timed else ("cỡ", "size"))[say]] * sized
    rows: list[list[str]] = []
    first: dict[tuple[Any, ...], float] = {}
    for each in found:
        row = [NAMES.get(each["name"], (each["name"],) * 2)[say]]
        row += [_share(each[key]) if key == "missing" else _whole(each[key], lang) for key in keys]
        took = each.get("seconds")
        if timed:
            row.append("" if took is None else _time(took, lang))
        if timed and alike is not None:
            base = None if took is None else first.setdefault(tuple(each[key] for key in alike), took)
            row.append("" if took is None or base is None else f"{_number(took / base, lang)} ×")
        if used:
            row.append(_time(each["cpu"], lang) if "cpu" in each else "")
        if sized:
            row.append(f"{_number(each['memory'], lang)} MB" if each.get("memory") else "")
        rows.append(row)
    return heading, rows


def pictures(results: Results, lang: str) -> dict[str, str]:
    """The plots that there are figures for, by the name of their file."""
    say = {"vi": 0, "en": 1}[lang]
    seconds = ("giây", "seconds")[say]
    asked = {
        "theo-nguoi": ("people", "people", ("số người", "people"), True),
        "theo-thieu": ("missing", "missing", ("phần dữ kiện thiếu", "share of missing facts"), False),
        "theo-du-kien": ("facts", "facts", ("số dữ kiện", "facts"), True),
        "theo-quy-tac": ("rules", "rules", ("số quy tắc", "rules"), True),
    }
    made = {}
    for name, (part, key, across, logarithmic) in asked.items():
        lines: dict[str, list[tuple[float, float]]] = {}
        for each in results.get(part, ()):
            known = NAMES.get(each["name"], (each["name"],) * 2)[say].replace("`", "")
            if part == "missing":
                known += f", {_whole(each['people'], lang)} {_KEYS['people'][say]}"
            lines.setdefault(known, []).append((each[key], each["seconds"]))
        told: dict[str, Line] = {each: line for each, line in lines.items() if len(line) > 1}
        if told:
            made[name] = plot(SECTIONS[part][say], across[say], seconds, told, logarithmic=logarithmic)
    return made


def _number(value: float, lang: str) -> str:
    text = f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if lang == "vi" else text


def _whole(value: float, lang: str) -> str:
    text = f"{value:,.0f}"
    return text.replace(",", ".") if lang == "vi" else text


def _share(value: float) -> str:
    return f"{value:.0%}".replace("%", " %")


def _time(seconds: float, lang: str) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_number(seconds / size, lang)} {unit}"
    return f"{_number(seconds * 1e6, lang)} µs"


__all__ = ["JSON", "pictures", "write_docs"]
