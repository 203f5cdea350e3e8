"""Parts decided by Spark: a partition for each part, by `mapInArrow`, which it runs again where a worker was lost."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow
from pyarrow import ipc

from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.distributing.deciding import Run, Work


def by_spark(session: Any) -> Run:
    """To be given as `run`: decide by a SparkSession. UsageError without PySpark."""
    try:
        import pyspark  # noqa: F401
    except ImportError as fault:
        raise UsageError([Diagnostic("USE-92", arguments={"engine": "Spark", "extra": "spark"})]) from fault

    def run(work: Work, parts: Iterable[pyarrow.Table]) -> Iterator[pyarrow.Table]:
        def decide(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            for batch in batches:
                found = [_written(work(_read(part.as_buffer()))) for part in batch.column("part")]
                yield pyarrow.RecordBatch.from_pydict({"found": pyarrow.array(found, pyarrow.binary())})

        rows = [(bytearray(_written(part)),) for part in parts]
        frame = session.createDataFrame(session.sparkContext.parallelize(rows, max(1, len(rows))), "part binary")
        for row in frame.mapInArrow(decide, "found binary").collect():
            yield _read(bytes(row["found"]))

    return run


def _written(table: pyarrow.Table) -> bytes:
    """A table as an Arrow stream, since Spark has rows of its own."""
    sink = pyarrow.BufferOutputStream()
    with ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _read(stream: Any) -> pyarrow.Table:
    return ipc.open_stream(stream).read_all()
