"""The next year's ruleset from one that there is: identity, validity, documents, parents and scenarios moved on."""

import datetime
import os
import textwrap
from collections.abc import Iterator
from pathlib import Path

from thidua_rules.api import Ruleset, load
from thidua_rules.authoring.scaffolding.drafts import Draft, require_free, require_new_id, year_of
from thidua_rules.authoring.scaffolding.edits import Edits, edits_of, leaves, named
from thidua_rules.authoring.scaffolding.moving import moved_date, moved_text, moved_title, same_form
from thidua_rules.authoring.scaffolding.parents import Validity, chosen
from thidua_rules.diagnostics import Collector, Diagnostic, UsageError
from thidua_rules.facts._numbers import written_date
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.ruleset.files.header import Header, read_head
from thidua_rules.ruleset.files.sources import ruleset_files
from thidua_rules.source.text import fold, normalize
from thidua_rules.source.yaml_comments import Branch, Entry, Leaf
from thidua_rules.source.yaml_layout import WIDTH, one_line
from thidua_rules.source.yaml_reading import read_text


def next_year(identifier: str, source: str | os.PathLike[str], folder: str | os.PathLike[str] | None = None) -> Draft:
    """The ruleset of another year, from the one of an id or path; by default in a folder that is called as it is.

    Whatever is copied keeps its comments and its layout. Parents that are no longer in force give way to those of
    their families that are, which a note tells; clauses are marked as to be confirmed, scenarios as to be reviewed,
    with their dates moved. Nothing is written yet. Raises RulesetError if the ruleset has faults; UsageError for an
    identifier that cannot be used, a folder that exists, and parents of which none is in force.
    """
    identifier = normalize(identifier)
    require_new_id(identifier)
    target = Path(folder) if folder is not None else Path(identifier)
    require_free(target)
    rules = load(source)
    years = year_of(identifier) - year_of(rules.id)
    if years == 0:
        raise UsageError([Diagnostic("NEW-07", arguments={"id": identifier, "source": rules.id})])
    location = rules.model.location
    if location is None:
        raise UsageError([Diagnostic("USE-02", arguments={"name": str(source)})])
    files = ruleset_files(location)
    heads = [head for head in map(read_head, files) if head is not None]
    collector = Collector()
    validity = _validity(heads[0], years)
    parents = chosen(heads[0].parents, location, target, validity, collector)
    collector.raise_errors(UsageError)
    ends = [each.valid_to for each in parents.values() if each.valid_to is not None]
    last = min([*ends, *([validity[1]] if validity[1] is not None else [])], default=None)
    if last != validity[1] and last is not None:
        collector.add("NEW-11", heads[0].place, day=f"{last:%d/%m/%Y}")
    names = {reference: each.reference for reference, each in parents.items()}
    moving = _Moving(rules, identifier, years, (validity[0], last), names)
    written: dict[str, str] = {}
    for path in files:
        written[path.name] = moving.rules_file(_read(path))
    base = location if location.is_dir() else location.parent
    for path in rules.model.scenario_files:
        written[path.relative_to(base).as_posix()] = moving.scenario_file(_read(path))
    return Draft(identifier, target, written, tuple(collector.items))


def _read(path: Path) -> str:
    text = read_text(path, str(path))
    if isinstance(text, Diagnostic):
        raise UsageError([text])
    return text


def _validity(head: Header, years: int) -> Validity:
    """The validity some years later; of a ruleset that begins with a year and has an end, that whole year."""
    first = moved_date(head.valid_from, years) if head.valid_from is not None else None
    last = moved_date(head.valid_to, years) if head.valid_to is not None else None
    if first is not None and last is not None and last >= moved_date(first, 1):
        last = moved_date(first, 1) - datetime.timedelta(days=1)
    elif first is not None and last == first.replace(month=12, day=31):
        first = first.replace(month=1, day=1)
    return first, last


class _Moving:
    """How the files of a ruleset are moved on."""

    def __init__(
        self, rules: Ruleset, identifier: str, years: int, validity: Validity, parents: dict[str, str]
    ) -> None:
        self.rules, self.identifier, self.years = rules, identifier, years
        self.validity, self.parents = validity, parents
        dated = (Kind.DATE, Kind.YEAR, Kind.SCHOOL_YEAR, Kind.QUARTER, Kind.MONTH)
        fields = [each for kind in rules.model.vocabulary for each in kind.fields if each.kind in dated]
        self.dated = {fold(each.name) for each in fields} | {fold("ngày xét"), fold("kỳ xét")}

    def rules_file(self, text: str) -> str:
        """A file of rules with a new head, and the clauses of its documents to be confirmed."""
        edits = edits_of(text)
        if edits is None:
            return text
        for leaf in leaves(named(edits.root, "bộ quy tắc")):
            edits.replace(leaf, self.identifier)
            for title in leaves(named(edits.root, "tên")):
                edits.replace(title, moved_title(title.text, year_of(self.rules.id), self.years))
        for entry in named(edits.root, "hiệu lực"):
            self._validity(edits, entry)
        for leaf in leaves(named(edits.root, "kế thừa")):
            edits.replace(leaf, self.parents.get(normalize(leaf.text), leaf.text))
        for section in named(edits.root, "văn bản"):
            for document in section.value.entries if isinstance(section.value, Branch) else ():
                _to_be_confirmed(edits, document)
        return edits.done()

    def _validity(self, edits: Edits, entry: Entry) -> None:
        for key, day in zip(("từ", "đến"), self.validity, strict=True):
            found = list(leaves(named(entry.value, key)))
            for leaf in found:
                if day is not None and written_date(leaf.text) is not None:
                    edits.replace(leaf, same_form(leaf.text, day))
            if not found and day is not None and isinstance(entry.value, Branch) and entry.value.entries:
                edits.put_in(entry.value, key, day.isoformat())

    def scenario_file(self, text: str) -> str:
        """A file of scenarios with its dates moved, each scenario to be reviewed."""
        edits = edits_of(text)
        if edits is None:
            return text
        for leaf in self._dates(edits.root):
            edits.replace(leaf, moved_text(leaf.text, self.years))
        for listed in named(edits.root, "tình huống"):
            for scenario in listed.value.entries if isinstance(listed.value, Branch) else ():
                self._review(edits, scenario)
        for defaults in named(edits.root, "mặc định"):
            self._rename(edits, defaults.value)
        return edits.done()

    def _review(self, edits: Edits, scenario: Entry) -> None:
        if not isinstance(scenario.value, Branch) or not scenario.value.entries:
            return
        self._rename(edits, scenario.value)
        said = f"cần xem lại (chép từ {self.rules.id})"
        if any(named(scenario.value, "ghi chú")):
            edits.put_above(scenario, said)
        else:
            edits.put_in(scenario.value, "ghi chú", said)

    def _rename(self, edits: Edits, scenario: Branch | Leaf) -> None:
        for leaf in leaves(named(scenario, "bộ quy tắc")):
            if normalize(leaf.text) == self.rules.id:
                edits.replace(leaf, self.identifier)
        for expected in named(scenario, "mong đợi"):
            for entry in named(expected.value, self.rules.id):
                if entry.key is not None:
                    edits.replace(entry.key, self.identifier)

    def _dates(self, branch: Branch) -> Iterator[Leaf]:
        """The dates and periods below a mapping or list."""
        for entry in branch.entries:
            if entry.key is not None and fold(entry.key.text) in self.dated:
                yield from leaves([entry])
            elif isinstance(entry.value, Branch):
                yield from self._dates(entry.value)


def _to_be_confirmed(edits: Edits, document: Entry) -> None:
    """Mark every clause of a document; one without clauses has nothing to be looked up."""
    clauses = [
        one_line(each.key.text, "flow")
        for entry in named(document.value, "mục")
        for each in (entry.value.entries if isinstance(entry.value, Branch) else ())
        if each.key is not None
    ]
    if not isinstance(document.value, Branch) or not clauses:
        return
    known = list(named(document.value, "cần xác nhận"))
    if known:
        return
    said = f"[{', '.join(clauses)}]"
    if not document.value.flow:
        key, at = "cần xác nhận: ", document.value.at
        lines = textwrap.wrap(key + said, WIDTH - at - 2, break_long_words=False, break_on_hyphens=False)
        said = ("\n" + " " * (at + 2)).join(lines).removeprefix(key)
    edits.put_in(document.value, "cần xác nhận", said)
