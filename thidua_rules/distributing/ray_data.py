"""Parts decided by Ray Data: a row of a dataset for each part, which it runs again where a worker was lost."""

from collections.abc import Iterable, Iterator
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.deciding import Run, Work


def by_ray(**options: Any) -> Run:
    """To be given as `run`. `options` are those of `Dataset.map`, such as `num_cpus`. UsageError without Ray."""
    try:
        import ray.data
    except ImportError as fault:
        raise UsageError([Diagnostic("USE-92", arguments={"engine": "Ray", "extra": "ray"})]) from fault

    def run(work: Work, parts: Iterable[bytes]) -> Iterator[bytes]:
        def decide(row: dict[str, Any]) -> dict[str, Any]:
            return {"found": work(row["part"])}

        rows = [{"part": part} for part in parts]
        dataset = ray.data.from_items(rows, override_num_blocks=len(rows))
        for row in dataset.map(decide, **options).iter_rows():
            yield row["found"]

    return run
