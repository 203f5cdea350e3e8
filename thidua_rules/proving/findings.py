"""What can never be met, or always is, as findings of a check: each at its place, with the dossier that shows it."""

from collections.abc import Callable, Iterator

from thidua_rules.api import Ruleset
from thidua_rules.authoring.spots import Found, spots_of
from thidua_rules.authoring.whole import Finding
from thidua_rules.diagnostics import Diagnostic, Place
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.warnings import node_place
from thidua_rules.proving.invariants import solver_is_installed
from thidua_rules.report.wording import size_words
from thidua_rules.ruleset.checks.table_checks import table_findings

_MOST_SHOWN = 8
_CODES = {
    "never": "NEVER-01",
    "always": "NEVER-02",
    "inapplicable": "NEVER-03",
    "implied": "NEVER-04",
    "unattainable": "NEVER-05",
    "reversed": "NEVER-06",
    "row never": "NEVER-07",
}


def proved_findings(
    rules: Ruleset, seconds: float = 60, tell: Callable[[int, int], None] = lambda done, all_: None
) -> Iterator[Finding]:
    """The findings about what the ruleset itself says, and notes on what is not known; one note without the solver."""
    if not solver_is_installed():
        yield Finding(Diagnostic("NEVER-12"), "z3")
        return
    from thidua_rules.proving.never_always import never_always

    spots = spots_of(rules.model)
    found = never_always(rules, seconds=seconds, codes=_own(rules, spots), tell=tell)
    known = {each.place for each in table_findings(rules.model)}  # rows of which the check tells anyway
    for each in found.findings:
        place = _place(rules, spots, each.code, each.row)
        if not rules.model.owns(place) or (each.kind == "row never" and place in known):
            continue
        row = None if each.row is None else each.row + 1
        written = as_written(each.code)
        about = written if each.other is None else f"{written} {as_written(each.other)}"
        about = about if row is None else f"{about} {row}"
        told = {
            "code": written,
            "about": about,
            "other": "" if each.other is None else as_written(each.other),
            "row": row,
            "sizes": size_words({name: number for name, number in each.sizes.items() if number}),
            "because": f" ({', '.join(each.because)})" if each.because else "",
        }
        dossier = None if each.demonstration is None else each.demonstration.data
        yield Finding(Diagnostic(_CODES[each.kind], place, told), about, dossier)
    if found.open:
        shown = [as_written(each) for each in found.open[:_MOST_SHOWN]]
        more = ["…"] if len(found.open) > _MOST_SHOWN else []
        yield Finding(Diagnostic("NEVER-10", arguments={"codes": ", ".join([*shown, *more])}), "")
    for code, named in found.left_out.items():
        told = {"code": as_written(code), "named": ", ".join(sorted(named))}
        yield Finding(Diagnostic("NEVER-11", _place(rules, spots, code, None), told), code)


def _own(rules: Ruleset, spots: dict[str, Found]) -> set[str]:
    """The codes of what the ruleset itself says, or says a row of: what it inherits is looked at where it is said."""
    found = set()
    for code, rule in rules.program.homes.items():
        table = rule.body if isinstance(rule, ir.Quantity) and isinstance(rule.body, ir.Table) else None
        rows = range(len(table.rows)) if table is not None else ()
        if any(rules.model.owns(_place(rules, spots, code, row)) for row in (None, *rows)):
            found.add(code)
    return found


def _place(rules: Ruleset, spots: dict[str, Found], code: str, row: int | None) -> Place:
    """Where a conclusion or a row stands; nowhere for a row that the compiler has made."""
    found = spots.get(code)
    if row is None:
        return node_place(rules.model, code) if found is None else found.spot.place
    rule = rules.program.homes[code]
    assert isinstance(rule, ir.Quantity)
    assert isinstance(rule.body, ir.Table)
    spot = None if found is None else found.row(rule.body.rows[row])
    return Place() if spot is None else spot.place
