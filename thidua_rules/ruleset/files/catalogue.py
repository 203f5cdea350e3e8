"""Which rulesets there are, and which one an identifier, a date or a path means."""

import datetime
import os
from collections.abc import Iterable, Iterator
from importlib import metadata, util
from pathlib import Path

from attrs import frozen

import thidua_rules
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.periods import Period
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.files.forms import suggestion
from thidua_rules.ruleset.files.header import Header, SelectBy, read_head
from thidua_rules.ruleset.files.sources import SCENARIO, ruleset_files
from thidua_rules.source.text import normalize

PATH_VARIABLE = "THIDUA_RULES_PATH"
"""The environment variable that lists further folders of rulesets, separated as in PATH."""
ENTRY_POINTS = "thidua_rules.rulesets"
"""The entry point group of packages that bring rulesets; the value is the package whose folder holds them."""

BY_DATE_ALONE = "USE-06"
"""The note that a date alone chose the ruleset, where the year before has another one."""

_FIRST_QUARTER = 3
_YAML = (".yaml", ".yml")


@frozen
class Summary:
    """The head of a ruleset that can be loaded by its identifier."""

    id: str
    title: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    select_by: SelectBy
    location: Path

    @property
    def family(self) -> str:
        """The identifier without its last part: `btnmt` of `btnmt/2021`."""
        return self.id.rpartition("/")[0]

    def in_force(self, on: datetime.date | None, period: Period | None) -> bool | None:
        """Whether the day that counts for this ruleset lies in its validity; None if that day is not given.

        Where the period picks rulesets and none is given, the date does.
        """
        day = period.last_day if period and self.select_by == "kỳ xét" else on
        if day is None:
            return None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


def list_rulesets() -> tuple[Summary, ...]:
    """All rulesets that can be loaded by identifier, by their heads alone, in the order of their identifiers.

    Folders of THIDUA_RULES_PATH come before those of plug-ins, and these before the bundled ones: of two rulesets
    with one identifier the first counts. A file whose head cannot be read is passed over.
    """
    found: dict[str, Summary] = {}
    for root in _roots():
        for summary in _below(root):
            found.setdefault(summary.id, summary)
    return tuple(found[each] for each in sorted(found))


@frozen
class Choice:
    """Where the ruleset that is meant lies; `doubt` is a note where a date alone, early in a year, chose it."""

    location: Path
    doubt: Diagnostic | None = None


def find(reference: str | os.PathLike[str], on: datetime.date | None = None, period: Period | None = None) -> Choice:
    """The ruleset that is meant: by identifier, by family and the date or period asked about, or by path.

    Raises UsageError if there is none, or if a family does not tell which one is meant.
    """
    if isinstance(reference, os.PathLike) or _looks_like_path(reference):
        path = Path(reference)
        if not _exists(path):
            raise UsageError([Diagnostic("USE-01", arguments={"name": str(path)})])
        return Choice(path)
    wanted = normalize(reference)
    summaries = list_rulesets()
    for each in summaries:
        if each.id == wanted:
            return Choice(each.location)
    family = [each for each in summaries if wanted and each.family == wanted]
    if family:
        chosen = _in_force(wanted, family, on, period)
        return Choice(chosen.location, _by_date_alone(wanted, chosen, family, on) if period is None else None)
    if wanted and _exists(Path(reference)):
        return Choice(Path(reference))
    known = [each.id for each in summaries] + sorted({each.family for each in summaries if each.family})
    raise UsageError([Diagnostic("USE-02", arguments={"name": wanted, **suggestion(wanted, known)})])


def near(reference: str, location: Path) -> Path | None:
    """Where a ruleset lies that another one at `location` names: a path relative to it, or an identifier beside it."""
    folder = location if location.is_dir() else location.parent
    if reference.startswith("."):
        beside = folder / reference
        return beside if _exists(beside) else None
    for root in (folder, folder.parent, folder.parent.parent):
        for candidate in (root / reference, root / f"{reference}.yaml"):
            if _exists(candidate) and any(
                (found := read_head(each)) and found.id == reference for each in ruleset_files(candidate)
            ):
                return candidate
    return None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a text too long or too odd to be a path
        return False


def _looks_like_path(reference: str) -> bool:
    return (
        reference.startswith((".", "~", os.sep))
        or "\\" in reference
        or reference.lower().endswith((".yaml", ".yml"))
        or os.path.isabs(reference)
    )


def _in_force(name: str, family: list[Summary], on: datetime.date | None, period: Period | None) -> Summary:
    verdicts = [(each, each.in_force(on, period)) for each in family]
    chosen = [each for each, valid in verdicts if valid]
    known = "; ".join(f"{each.id} ({_validity(each)})" for each in family)
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        named = "; ".join(each.id for each in chosen)
        raise UsageError([Diagnostic("USE-03", arguments={"name": name, "known": named})])
    lacking = sorted({each.select_by for each, valid in verdicts if valid is None})
    if lacking:
        asked = ", ".join("`period=`" if each == "kỳ xét" else "`on=`" for each in lacking)
        arguments = {"name": name, "asked": ", ".join(lacking), "options": asked, "known": known}
        raise UsageError([Diagnostic("USE-04", arguments=arguments)])
    raise UsageError([Diagnostic("USE-05", arguments={"name": name, "known": known})])


def _by_date_alone(name: str, chosen: Summary, family: list[Summary], on: datetime.date | None) -> Diagnostic | None:
    """A note where a date in the first quarter chose among years, and the year before has another ruleset.

    A council that meets then mostly speaks of the year before.
    """
    if on is None or on.month > _FIRST_QUARTER or on.year <= datetime.MINYEAR or chosen.select_by != "kỳ xét":
        return None
    before = Period(Kind.YEAR, on.year - 1)
    others = [each for each in family if each.in_force(None, before)]
    if chosen in others:
        return None
    named = ", ".join(f"`{each.id}`" for each in others)
    arguments = {
        "name": name,
        "on": f"{on:%d/%m/%Y}",
        "id": chosen.id,
        "year": on.year,
        "before": before,
        "asked": before if others else on.year,
        "others_vi": f"là {named}" if others else "không có bộ nào",
        "others_en": f"it would be {named}" if others else "there is none",
    }
    return Diagnostic(BY_DATE_ALONE, arguments=arguments)


def _validity(summary: Summary) -> str:
    ends = [each.strftime("%d/%m/%Y") if each else "…" for each in (summary.valid_from, summary.valid_to)]
    return "–".join(ends)


def _roots() -> Iterator[Path]:
    """The folders in which rulesets are looked for."""
    for part in os.environ.get(PATH_VARIABLE, "").split(os.pathsep):
        if part.strip():
            yield Path(part.strip()).expanduser()
    yield from _plugged_in()
    package = Path(thidua_rules.__file__).resolve().parent
    # inside the wheel rulesets are package data; in a checkout they stand beside the package
    bundled = package / "rulesets"
    yield bundled if bundled.is_dir() else package.parent / "rulesets"


def _plugged_in() -> Iterator[Path]:
    """Folders of packages that announce rulesets; no code of theirs is run to find them."""
    for entry_point in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
        top, _, rest = entry_point.value.partition(":")[0].partition(".")
        try:
            found = util.find_spec(top)
        except (ImportError, ValueError):
            continue
        for location in (found.submodule_search_locations or ()) if found else ():
            folder = Path(location).joinpath(*rest.split(".")) if rest else Path(location)
            if folder.is_dir():
                yield folder


def _below(root: Path) -> Iterator[Summary]:
    """The rulesets in a folder and the folders below it: a folder with one head is one ruleset, else each file is."""
    if root.is_file():
        yield from _summaries([(root, read_head(root))], None)
        return
    by_folder: dict[Path, list[Path]] = {}
    for here, _, names in os.walk(root):
        rules = [each for each in sorted(names) if each.endswith(_YAML) and not each.lower().endswith(SCENARIO)]
        if rules:
            by_folder[Path(here)] = [Path(here, each) for each in rules]
    for folder in sorted(by_folder):
        heads = [(path, found) for path in by_folder[folder] if (found := read_head(path)) is not None]
        alone = len(by_folder[folder]) == 1 and folder == root
        yield from _summaries(heads, folder if len(heads) == 1 and not alone else None)


def _summaries(heads: Iterable[tuple[Path, Header | None]], folder: Path | None) -> Iterator[Summary]:
    for path, found in heads:
        if found is not None:
            yield Summary(
                found.id, found.title, found.valid_from, found.valid_to, found.select_by, folder if folder else path
            )
