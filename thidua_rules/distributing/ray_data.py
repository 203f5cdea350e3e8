"""Parts decided by Ray Data: a block of a dataset for each part, which it runs again where a worker was lost."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.deciding import Run, Work


def by_ray(**options: Any) -> Run:
    """To be given as `run`. `options` are those of `Dataset.map_batches`, as `num_cpus`. UsageError without Ray."""
    try:
        import ray.data
    except ImportError as fault:
        raise UsageError([Diagnostic("USE-92", arguments={"engine": "Ray", "extra": "ray"})]) from fault

    def run(work: Work, parts: Iterable[pyarrow.Table]) -> Iterator[pyarrow.Table]:
        one: dict[str, Any] = {"batch_size": 1, "batch_format": "pyarrow"}
        dataset = ray.data.from_arrow(list(parts))
        yield from dataset.map_batches(work, zero_copy_batch=True, **one, **options).iter_batches(**one)

    return run
