"""What is promised about speed, as ratios of figures of one run."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

Results = Mapping[str, Sequence[Mapping[str, Any]]]


@frozen
class Promise:
    """What is compared, in both languages, what it may be at most (or at least), and what it is; None if not known."""

    vi: str
    en: str
    limit: float
    value: float | None
    unit: str = "×"
    least: bool = False

    @property
    def kept(self) -> bool | None:
        """Whether it holds."""
        if self.value is None:
            return None
        return self.value >= self.limit if self.least else self.value <= self.limit


def figure(results: Results, part: str, name: str, what: str = "seconds", **matching: float) -> float | None:
    """A figure of a part."""
    for each in results.get(part, ()):
        if each["name"] == name and all(each.get(key) == value for key, value in matching.items()):
            return float(each[what]) if what in each else None
    return None


def over(one: float | None, other: float | None) -> float | None:
    """A ratio of figures that are there."""
    return None if one is None or not other else one / other


def promises(results: Results) -> Iterator[Promise]:
    """All of them."""

    def of(part: str, name: str, what: str = "seconds", **matching: float) -> float | None:
        return figure(results, part, name, what, **matching)

    one = {"people": 10, "missing": 0.0}
    # of those with one thread, time of the processor: what else the machine does tells on it least
    hand, forward = of("dossier", "by hand", "cpu", **one), of("dossier", "forward", "cpu", **one)
    decide = of("dossier", "forward, decide", "cpu", **one)
    yield Promise("một hồ sơ: xét / viết tay", "one dossier: run / by hand", 2, over(forward, hand))
    yield Promise("một hồ sơ: `decide` / viết tay", "one dossier: `decide` / by hand", 4, over(decide, hand))
    zen = of("dossier", "Zen", "cpu", **one)
    yield Promise("một hồ sơ: `decide` / Zen", "one dossier: `decide` / Zen", 1, over(decide, zen))
    lacking = of("dossier", "forward", "cpu", people=10, missing=0.1)
    yield Promise("thiếu 10 % / đủ dữ kiện", "10 % missing / complete", 2, over(lacking, forward))
    many = (of("people", name, "cpu", people=100_000) for name in ("forward", "by hand"))
    yield Promise("100.000 người: forward / viết tay", "100,000 people: forward / by hand", 4, over(*many))
    dicts = of("reading", "dicts")
    yield Promise(
        "đọc 100.000 người từ dict / viết tay",
        "reading 100,000 people from dicts / by hand",
        8,
        over(dicts, of("reading", "by hand")),
    )
    yield Promise("đọc từ Parquet / từ dict", "from Parquet / from dicts", 0.1, over(of("reading", "Parquet"), dicts))
    held = (of("reading", f"memory: {name}", "memory") for name in ("case", "dicts"))
    yield Promise("bộ nhớ của hồ sơ / của dict", "memory of the case / of the dicts", 3, over(*held))
    for size in (1_000_000, 3_000_000):
        people, vi, en = {"people": size}, f"{size // 1_000_000} triệu người", f"{size // 1_000_000} M people"
        ours = of("people", "columnar, tables", **people)
        yield Promise(
            f"{vi}: theo cột / Polars viết tay",
            f"{en}: columnar / Polars by hand",
            1.3,
            over(ours, of("people", "Polars", **people)),
        )
        yield Promise(
            f"{vi}: OpenFisca / theo cột",
            f"{en}: OpenFisca / columnar",
            5,
            over(of("people", "OpenFisca", **people), ours),
            least=True,
        )
        peak, before, data = (of("people", "columnar, tables", what, **people) for what in ("memory", "before", "data"))
        used = None if peak is None or before is None else peak - before
        yield Promise(f"{vi}: bộ nhớ / vào + ra", f"{en}: memory / input + output", 2, over(used, data))
    columns = (of("missing", "columnar, tables", people=1_000_000, missing=share) for share in (0.02, 0.0))
    yield Promise("1 triệu người: thiếu 2 % / đủ", "1 M people: 2 % missing / complete", 2, over(*columns))
    large, small = (of("people", "columnar, tables", people=size) for size in (3_000_000, 100_000))
    yield Promise(
        "mỗi người, 3 triệu / 100.000 (tuyến tính: 1)",
        "a person, 3 M / 100,000 (linear: 1)",
        1.3,
        over(over(large, 30), small),
    )
    several, few = of("rules", "decide 100", rules=2000), of("rules", "decide 100", rules=100)
    yield Promise(
        "mỗi quy tắc, 2.000 / 100 (tuyến tính: 1)", "a rule, 2,000 / 100 (linear: 1)", 1.3, over(over(several, 20), few)
    )
    yield Promise("nạp bộ 2.000 quy tắc", "loading 2,000 rules", 2, of("rules", "compile", rules=2000), "s")
    for name, limit, vi, en in (("kept", 60, "đã giữ", "kept"), ("cold", 400, "lần đầu", "cold")):
        took = of("loading", f"load, {name}")
        milliseconds = None if took is None else took * 1e3
        yield Promise(f'`load("btnmt/2021")`, {vi}', f'`load("btnmt/2021")`, {en}', limit, milliseconds, "ms")
    commands = (of("command", name) for name in ("thidua decide", "openpyxl"))
    yield Promise("`thidua decide` / openpyxl đọc sổ", "`thidua decide` / openpyxl reading", 3, over(*commands))
    ray = (of("ray", name, people=3_000_000) for name in ("Ray", "one process"))
    yield Promise("Ray, 2 máy con / một tiến trình", "Ray, 2 workers / one process", 1.5, over(*ray))


__all__ = ["Promise", "figure", "over", "promises"]
