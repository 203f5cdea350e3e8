"""Every form of a dossier, read again, gives the case it was written from."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.profiles import examples
from thidua_rules.facts.case import Case
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.writing import to_csv, to_dict, to_json, to_xlsx, to_yaml

from .sample import VOCABULARY, cases


def same(a: Case, b: Case) -> bool:
    """Whether two cases hold the same facts and ask the same question."""
    return (a.on, a.period, a.subjects, a.closed) == (b.on, b.period, b.subjects, b.closed)


@given(cases())
@settings(max_examples=examples(25), deadline=None)
def test_dict_round_trip(case: Case) -> None:
    """A case written as nested dicts and read again is the same case."""
    assert same(read_case(VOCABULARY, to_dict(case)), case)


@given(cases())
@settings(max_examples=examples(25), deadline=None)
@pytest.mark.parametrize("form", ["yaml", "json", "xlsx", "csv"])
def test_file_round_trip(form: str, case: Case) -> None:
    """A case written to a file and read again is the same case, whatever its texts hold."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ho-so") if form == "csv" else Path(folder, f"ho-so.{form}")
        if form == "csv":
            to_csv(case, path)
        elif form == "xlsx":
            to_xlsx(case, path)
        else:
            path.write_text({"yaml": to_yaml, "json": to_json}[form](case), encoding="utf-8", newline="")
        assert same(read_case(VOCABULARY, path), case)
