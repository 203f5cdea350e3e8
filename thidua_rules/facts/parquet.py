"""Dossiers as Parquet files: one for each type; values are native, percentages in points."""

from pathlib import Path

from thidua_rules.diagnostics import Diagnostic, DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.tables import Row, Table, read_table, table_place


def read_parquet(builder: CaseBuilder, path: Path) -> None:
    """Fill the builder from one Parquet file. DossierError if it is none, or if pyarrow is not installed."""
    try:
        import pyarrow.parquet
    except ImportError as fault:
        raise DossierError([Diagnostic("FILE-15", Place(file=str(path)), {})]) from fault
    try:
        table = pyarrow.parquet.read_table(path)
    except (OSError, ValueError, pyarrow.ArrowException) as fault:
        raise DossierError([Diagnostic("FILE-16", Place(file=str(path)), {})]) from fault
    columns = [column.to_pylist() for column in table.columns]
    rows = [Row(0, table.column_names)]
    rows.extend(Row(number, values) for number, values in enumerate(zip(*columns, strict=True), 1))
    read_table(builder, Table(path.stem, rows, table_place(str(path))))
