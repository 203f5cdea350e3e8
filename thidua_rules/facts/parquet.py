"""Dossiers as Parquet files: one for each type; values are native, percentages in points."""

from pathlib import Path
from typing import Any

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.spots import TablePlaces
from thidua_rules.facts.tables import Row, Table, read_arrow, read_table, refuse_many
from thidua_rules.source.yaml_reading import LARGEST_FILE, load_bytes


def read_parquet(builder: CaseBuilder, path: Path) -> None:
    """Fill the builder from one Parquet file. DossierError if it is none, or if pyarrow is not installed."""
    place = TablePlaces(str(path))
    content = load_bytes(path, str(path), LARGEST_FILE)
    if isinstance(content, Diagnostic):
        raise DossierError([content])
    table = _table(content, path)
    columns = {name: _as_fine_as_python(column) for name, column in zip(table.column_names, table.columns, strict=True)}
    if (
        len(columns) == table.num_columns
        and None not in columns.values()
        and read_arrow(builder, path.stem, columns, place)
    ):
        return
    values = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        try:
            values.append(_as_fine_as_python(column).to_pylist())
        except Exception:
            # days beyond the calendar, times finer than Python's, texts that are none: each in an error of its own
            builder.found.add("FILE-22", place(0, name), kind=str(column.type))
            values.append([None] * table.num_rows)
    rows = [Row(0, table.column_names)]
    rows.extend(Row(number, row) for number, row in enumerate(zip(*values, strict=True), 1))
    read_table(builder, Table(path.stem, rows, place))


def _as_fine_as_python(column: Any) -> Any:
    """A column with its times to the microsecond; None if one of them is finer. What else holds nanoseconds varies."""
    import pyarrow

    kind = column.type
    if getattr(kind, "unit", None) != "ns":
        return column
    zone = getattr(kind, "tz", None)
    if pyarrow.types.is_timestamp(kind):
        wanted = pyarrow.timestamp("us", zone)
    else:
        wanted = pyarrow.time64("us") if pyarrow.types.is_time(kind) else pyarrow.duration("us")
    try:
        return column.cast(wanted)
    except pyarrow.ArrowInvalid:
        return None


def _table(content: bytes, path: Path) -> Any:
    """What the file holds, its rows counted before they are read."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as fault:
        raise DossierError([Diagnostic("FILE-15", Place(file=str(path)), {})]) from fault
    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(content))
        told = file.metadata
        refuse_many(
            max(told.num_rows, sum(told.row_group(each).num_rows for each in range(told.num_row_groups))),
            Place(file=str(path)),
        )
        table = file.read()
        table.validate(full=True)
        return table
    except DossierError:
        raise
    except Exception as fault:
        # a damaged file surfaces in pyarrow as anything from ArrowInvalid to UnicodeDecodeError
        raise DossierError([Diagnostic("FILE-16", Place(file=str(path)), {})]) from fault
