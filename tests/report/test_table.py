"""Who meets what, in rows that every form of report shares."""

from collections import Counter

from tests.report.small import decision
from thidua_rules.report.table import details, sheets, summary
from thidua_rules.values import Status


def test_a_sheet_for_each_type() -> None:
    """Subjects stand in the order of the dossier, with a status for each criterion and what is in the way in short."""
    units, people = sheets(decision())
    assert (units.type, units.criteria) == ("tập thể", (("T1", "Công tác năm"),))
    assert [line.notes for line in units.lines] == [
        "✗ T1.a Hoàn thành kế hoạch; ? T1.b Giải ngân; ? T1.c Đủ người tốt",
        "",
    ]
    assert [line.statuses for line in people.lines] == [
        (Status.MET, Status.NOT_MET),
        (Status.MET, Status.NOT_APPLICABLE),
        (Status.NOT_MET, Status.NOT_APPLICABLE),
        (Status.NOT_MET, Status.UNKNOWN),
    ]


def test_counts() -> None:
    """For each criterion, how many subjects have each status."""
    _, people = sheets(decision())
    assert people.counts()[1] == Counter({Status.NOT_APPLICABLE: 2, Status.NOT_MET: 1, Status.UNKNOWN: 1})
    assert summary(people)[0] == ("C1", "Mức hoàn thành", (2, 2, 0, 0))


def test_details_hold_every_conclusion() -> None:
    """Each conclusion about each subject has its own row with reasons and source."""
    rows = {(each.key, each.code): each for each in details(decision())}
    expected = {(each.subject.key, each.code) for s in ("a", "n1") for each in _verdicts(s)}
    assert {pair for pair in rows if pair[0] in ("a", "n1")} == expected
    row = rows["a", "T1.a"]
    assert (row.type, row.name, row.title, row.status) == ("tập thể", "Cục A", "Hoàn thành kế hoạch", Status.NOT_MET)
    assert row.reasons == ("tỷ lệ hoàn thành kế hoạch = 98,5%, cần ≥ 100%   [dòng 7]",)
    assert row.source == "Công văn 01/VB-THU, T1.a"


def _verdicts(key: str) -> list:  # type: ignore[type-arg]
    found = decision()
    return found.verdicts(found.subject(key, "T1" if key == "a" else "C1"))
