"""What is not decided side by side: rules, reading, loading, the command, the size of an installation, Ray."""

import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from tests.benchmarks.awards_v1.contestants.ours import RULESET, dossier, tables
from tests.benchmarks.awards_v1.workload import generate, rows

ROOT = Path(__file__).parents[3]
WORKBOOK = ROOT / "docs" / "vi-du" / "ho-so-2021.xlsx"
RULES = (10, 100, 500, 1000, 2000)
READ = 100_000
ASKED: dict[str, Any] = {"on": "15/12/2021", "period": 2021, "closed": ["khối", "đơn vị", "người"]}
Found = list[dict[str, Any]]


def taken(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds of the processor that work takes, or seconds of another clock."""
    gc.collect()
    began = clock()
    work()
    return clock() - began


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def alternating(works: Mapping[str, Callable[[], float]], rounds: int, **told: Any) -> Found:
    """The medians of works that tell how long they took, in turn."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(work())
    return [{"name": n, **told, "seconds": statistics.median(each), "times": each} for n, each in times.items()]


def fresh(code: str, **environment: str) -> float:
    """The seconds of the processor that code takes in a process of its own, from `began` on."""
    told = subprocess.run(
        [sys.executable, "-c", f"import time\nbegan = time.process_time()\n{code}\nprint(time.process_time() - began)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )
    return float(told.stdout.split()[-1])


def by_rules(rounds: int) -> Found:
    """A ruleset of so many rules read, typed and ordered, nothing of it kept beforehand."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number in RULES:
            path = Path(folder) / f"{number}.yaml"
            path.write_text(_ruleset(number), encoding="utf-8")
            code = f"import thidua_rules\nbegan = time.process_time()\nthidua_rules.load({str(path)!r})"
            compiled = alternating({"compile": lambda code=code: fresh(code, THIDUA_CACHE="off")}, rounds, rules=number)
            found += [*compiled, *_decided(path, number, rounds)]
    return found


def _decided(path: Path, number: int, rounds: int) -> Found:
    import thidua_rules
    from thidua_rules.executors import executor_named

    rules = thidua_rules.load(path)
    people = [{"mã": f"p{at}", "mức": at % 11, "đủ": at % 3 > 0} for at in range(100)]
    case = rules.read_case({"ngày xét": "15/12/2021", "kỳ xét": 2021, "đầy đủ": ["người"], "người": people})
    question, executor = rules.question(case.on, case.period), executor_named("forward")

    def decide() -> Any:
        return executor.run(rules.program, case, question)

    decide()
    return alternating({"decide 100": lambda: taken(decide)}, rounds, rules=number)


def _ruleset(number: int) -> str:
    """A criterion after the other, each on two facts, every second one on the one before too."""
    criteria = [
        f"  K{at}: {{cho: người, tên: k{at}, căn cứ: bai-do D, "
        f"yêu cầu: {{a: mức ≥ {at % 10}, b: đủ{f', c: đạt K{at - 1}' if at % 2 else ''}}}}}"
        for at in range(number)
    ]
    head = (
        "bộ quy tắc: nhieu/1\ntên: Nhiều quy tắc\nhiệu lực: {từ: 2021-01-01}\n"
        "văn bản: {bai-do: {số hiệu: N-1, ngày: 2021-01-01, cơ quan: nhóm đo, mục: {D: cả bài}}}\n"
        "từ vựng:\n  người:\n    mức: {kiểu: số nguyên, từ: 0, đến: 10}\n    đủ: đúng/sai\ntiêu chí:\n"
    )
    return head + "\n".join(criteria) + "\n"


def reading(rounds: int) -> Found:
    """Facts of 100,000 people from dicts and from Parquet, and what a case holds beside the dicts."""
    import thidua_rules

    rules = thidua_rules.load(RULESET)
    dossiers = generate(READ)
    source = dossier(dossiers)
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables(dossiers).items():
            table.write_parquet(Path(folder) / f"{name}.parquet")
        works: dict[str, Callable[[], Any]] = {
            "by hand": lambda: (rows(dossiers.units), rows(dossiers.people)),
            "dicts": lambda: rules.read_case(source),
            "Parquet": lambda: rules.read_case(folder, **ASKED),
            "Parquet, tables": lambda: rules.read_frames(folder, **ASKED),
        }
        for work in works.values():
            work()
        found = alternating({n: lambda work=w: taken(work) for n, w in works.items()}, rounds, people=READ)
    held = {"dicts": lambda: dossier(dossiers), "case": lambda: rules.read_case(source)}
    return found + [{"name": f"memory: {name}", "people": READ, "memory": _held(made)} for name, made in held.items()]


def _held(make: Callable[[], Any]) -> float:
    """MB that what is made holds."""
    gc.collect()
    tracemalloc.start()
    made = make()
    gc.collect()
    held = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    del made
    return held


def loading(rounds: int) -> Found:
    """Import, `load("btnmt/2021")` kept and cold (as installed, nothing kept), and `thidua list`."""
    load = "import thidua_rules.api\nbegan = time.process_time()\nthidua_rules.load('btnmt/2021')"
    with installed() as (place, _), tempfile.TemporaryDirectory() as kept:
        paths = {"PYTHONPATH": str(place)}
        works = {
            "import": lambda: fresh("from thidua_rules import load", **paths),
            "load, kept": lambda: fresh(load, THIDUA_CACHE=kept, **paths),
            "load, cold": lambda: fresh(load, THIDUA_CACHE=tempfile.mkdtemp(dir=kept), **paths),
            "thidua list": lambda: taken(lambda: _thidua(["list"], THIDUA_CACHE=kept, **paths), _of_children),
            "python": lambda: taken(lambda: subprocess.run([sys.executable, "-c", ""], check=True), _of_children),
        }
        for work in works.values():
            work()
        return alternating(works, rounds)


def command(rounds: int) -> Found:
    """`thidua decide` on the bundled workbook, and a process that only opens it by openpyxl and reads its cells."""
    cells = (
        f"import openpyxl\nfor sheet in openpyxl.load_workbook({str(WORKBOOK)!r}).worksheets:\n"
        "    for row in sheet.iter_rows():\n        for cell in row:\n            cell.value"
    )
    with tempfile.TemporaryDirectory() as kept:
        works: dict[str, Callable[[], Any]] = {
            "openpyxl": lambda: subprocess.run([sys.executable, "-c", cells], check=True),
            "thidua decide": lambda: _thidua(["decide", "btnmt/2021", str(WORKBOOK)], THIDUA_CACHE=kept),
        }
        for work in works.values():
            work()
        return alternating({n: lambda work=w: taken(work, _of_children) for n, w in works.items()}, rounds)


def _thidua(arguments: list[str], **environment: str) -> None:
    subprocess.run(
        [sys.executable, "-c", "from thidua_rules.cli import main; main()", *arguments],
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=tempfile.gettempdir(),
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@contextmanager
def installed() -> Iterator[tuple[Path, int]]:
    """A folder with what the wheel installs, and the bytes of the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder) / "wheel"
        build = ["wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        subprocess.run([sys.executable, "-m", "pip", *build], check=True, env=environment)
        (wheel,) = wheels.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(Path(folder) / "in")
        yield Path(folder) / "in", wheel.stat().st_size


def sizes() -> Found:
    """MB of the wheel, of what it installs, of all that the base installation needs, and of the peers'."""
    with installed() as (place, wheel):
        own = sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
    base = ("attrs", "cattrs", "click", "jinja2", "lark", "openpyxl", "rich", "ruamel.yaml")
    found = {"wheel": wheel, "installed": own, "with what it needs": own + _installation(base)}
    peers = {"columnar": ("polars", "pyarrow"), "Zen": ("zen-engine",), "OpenFisca": ("OpenFisca-Core",)}
    peers |= {"Polars": ("polars",), "DuckDB": ("duckdb",)}
    for name, needed in peers.items():
        try:
            found[name] = _installation(needed)
        except PackageNotFoundError:
            continue
    return [{"name": name, "memory": size / 2**20} for name, size in found.items()]


def _installation(names: tuple[str, ...]) -> int:
    """The bytes of packages and of all that they need, extras apart."""
    waiting, seen, size = list(names), set(), 0
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            package = distribution(name)
        except PackageNotFoundError:
            if name in names:
                raise
            continue  # needed on other systems only
        places = [Path(str(package.locate_file(each))) for each in package.files or ()]
        size += sum(each.stat().st_size for each in places if each.is_file() and each.suffix != ".pyc")
        for each in package.requires or ():
            wanted, _, marker = each.partition(";")
            if "extra" not in marker:
                waiting.append("".join(c if c.isalnum() or c in "-_." else " " for c in wanted).split()[0])
    return size


def ray(rounds: int, people: int) -> Found:
    """Tables decided by two workers of Ray and in one process, checking included; the start of Ray apart."""
    import ray as engine

    import thidua_rules
    from thidua_rules.distributing import by_ray, decide_in_parts

    rules = thidua_rules.load(RULESET)
    small, given = tables(generate(10_000)), tables(generate(people))
    codes = {"parts": 2, "run": by_ray(num_cpus=1)}

    def start() -> None:
        paths = {"env_vars": {"PYTHONPATH": str(ROOT)}}
        engine.init(num_cpus=2, include_dashboard=False, logging_level="error", runtime_env=paths)
        engine.data.DataContext.get_current().enable_progress_bars = False
        decide_in_parts(rules, small, **codes, **ASKED)

    begun = {"name": "start of Ray", "people": people, "seconds": taken(start, time.perf_counter)}
    try:
        works: dict[str, Callable[[], Any]] = {
            "one process": lambda: rules.decide_frames(given, **ASKED),
            "one process, parts": lambda: decide_in_parts(rules, given, parts=2, **ASKED),
            "Ray": lambda: decide_in_parts(rules, given, **codes, **ASKED),
        }
        works["one process"]()
        timed = {name: lambda work=work: taken(work, time.perf_counter) for name, work in works.items()}
        return [*alternating(timed, rounds, people=people), begun]
    finally:
        engine.shutdown()
