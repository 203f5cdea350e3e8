"""Parts decided by Spark: a partition for each part, by `mapInArrow`, which it runs again where a worker was lost."""

from collections.abc import Iterable, Iterator
from typing import Any

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.deciding import Run, Work


def by_spark(session: Any) -> Run:
    """To be given as `run`: decide by a SparkSession. UsageError without PySpark."""
    try:
        import pyarrow
        import pyspark  # noqa: F401
    except ImportError as fault:
        raise UsageError([Diagnostic("USE-92", arguments={"engine": "Spark", "extra": "spark"})]) from fault

    def run(work: Work, parts: Iterable[bytes]) -> Iterator[bytes]:
        def decide(batches: Iterable[Any]) -> Iterator[Any]:
            for batch in batches:
                found = [work(part) for part in batch.column("part").to_pylist()]
                yield pyarrow.RecordBatch.from_pydict({"found": pyarrow.array(found, pyarrow.binary())})

        rows = [(bytearray(part),) for part in parts]
        frame = session.createDataFrame(session.sparkContext.parallelize(rows, max(1, len(rows))), "part binary")
        for row in frame.mapInArrow(decide, "found binary").collect():
            yield bytes(row["found"])

    return run
