"""From the files of a ruleset and of those it inherits to its model: the one way in."""

from collections.abc import Iterable
from pathlib import Path

from attrs import define, field

from thidua_rules.conditions import NameTable, is_ambiguous_name
from thidua_rules.diagnostics import Diagnostic, Place, UsageError
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.ruleset import catalogue
from thidua_rules.ruleset.criteria import Criteria
from thidua_rules.ruleset.documents import read_documents
from thidua_rules.ruleset.files import Source, read_source
from thidua_rules.ruleset.forms import Entry, Reader
from thidua_rules.ruleset.header import Header
from thidua_rules.ruleset.model import RulesetModel
from thidua_rules.ruleset.parameters import check_parameter_names, read_parameters
from thidua_rules.ruleset.quantities import read_quantities, read_ranks
from thidua_rules.ruleset.remarks import Context
from thidua_rules.ruleset.words import BUILT_IN, Words
from thidua_rules.text import fold


def read_ruleset(location: Path) -> tuple[RulesetModel | None, tuple[Diagnostic, ...]]:
    """The composed model of the ruleset at a file or folder, and every finding, in the order of the files.

    With an error among the findings the model holds what could be read, and must not be used to decide; it is None
    if not even the head could be read. A path that does not exist is a finding too.
    """
    reader = Reader()
    family = _Family(reader)
    own = family.gather(Path(location), ())
    model = None if own is None else _build(reader, own, family.sources)
    files = {name: position for position, name in enumerate(reader.lines)}
    return model, tuple(sorted(reader.found.items, key=lambda each: _order(each, files)))


def _order(finding: Diagnostic, files: dict[str, int]) -> tuple[int, int, int]:
    place = finding.place
    return files.get(place.file or "", -1), place.line or 0, place.column or 0


@define
class _Family:
    """A ruleset with all it inherits, each once, parents before children."""

    reader: Reader
    sources: list[Source] = field(factory=list)
    _known: dict[Path, Source | None] = field(factory=dict)

    def gather(self, location: Path, stack: tuple[tuple[Path, str], ...]) -> Source | None:
        """Read a ruleset, and before it those it inherits; `stack` is who inherits it, outermost first."""
        resolved = location.resolve()
        if resolved in self._known:
            return self._known[resolved]
        source = read_source(self.reader, location, len(self._known))
        self._known[resolved] = source
        if source is None:
            return None
        inner = (*stack, (resolved, source.header.id))
        for reference, place in source.header.parents:
            self._inherit(reference, place, source, inner)
        self.sources.append(source)
        return source

    def _inherit(self, reference: str, place: Place, child: Source, stack: tuple[tuple[Path, str], ...]) -> None:
        path = self._locate(reference, place, child)
        if path is None:
            return
        ids = [identifier for at, identifier in stack]
        above = [at for at, _ in stack]
        if path.resolve() in above:
            cycle = [*ids[above.index(path.resolve()) :], ids[above.index(path.resolve())]]
            self.reader.found.add("SET-17", place, cycle=" → ".join(cycle))
            return
        parent = self.gather(path, stack)
        if parent is None:
            self.reader.found.add("SET-18", place, name=reference)
        elif not _covers(parent.header, child.header):
            self.reader.found.add("SET-19", place, parent=parent.header.id, child=child.header.id)

    def _locate(self, reference: str, place: Place, child: Source) -> Path | None:
        if reference == child.header.id:
            return child.location
        beside = catalogue.near(reference, child.location)
        if beside is not None:
            return beside
        try:
            return catalogue.find(reference)
        except UsageError as error:
            hints = error.diagnostics[0].arguments
            kept = {key: hints[key] for key in ("hint_vi", "hint_en") if key in hints}
            self.reader.found.add("SET-20", place, name=reference, **kept)
        return None


def _covers(parent: Header, child: Header) -> bool:
    starts = parent.valid_from is None or (child.valid_from is not None and parent.valid_from <= child.valid_from)
    ends = parent.valid_to is None or (child.valid_to is not None and child.valid_to <= parent.valid_to)
    return starts and ends


def _build(reader: Reader, own: Source, sources: list[Source]) -> RulesetModel:
    def section(name: str) -> list[Entry]:
        return [entry for source in sources for entry in source.sections[name]]

    documents = read_documents(reader, section("văn bản"))
    words = Words(reader, section("từ vựng"), documents)
    vocabulary = words.vocabulary()
    written = {name: section(name) for name in ("tham số", "đại lượng", "xếp hạng")}
    parameter_names = {fold(entry.name): entry.name for entry in written["tham số"]}
    quantities = reader.unique([*written["đại lượng"], *written["xếp hạng"]], "RULE-21")
    names = _names(vocabulary, (entry.name for entry in (*written["tham số"], *quantities)))
    context = Context(names, documents, words.types, parameter_names)
    parameters = read_parameters(reader, written["tham số"], context, words.like)
    ranked = {id(entry.key) for entry in written["xếp hạng"]}
    measures = read_quantities(
        reader, (entry for entry in quantities if id(entry.key) not in ranked), context, words.like
    )
    ranks = read_ranks(reader, (entry for entry in quantities if id(entry.key) in ranked), context)
    criteria = Criteria(reader, context).read(section("tiêu chí"))
    places = _owned_places(vocabulary)
    for each in (*measures, *ranks):
        other = places.get((fold(each.subject), fold(each.name)))
        if other is not None:
            reader.found.add("RULE-22", each.place, name=each.name, type=each.subject, first=other.text())
    owners = {name: vocabulary_name(vocabulary, owner) for owner, name in places}
    check_parameter_names(reader, parameters, owners)
    _check_ambiguity(reader, vocabulary, [*written["tham số"], *quantities], names)
    return RulesetModel(
        id=own.header.id,
        title=own.header.title,
        valid_from=own.header.valid_from,
        valid_to=own.header.valid_to,
        select_by=own.header.select_by,
        parents=tuple(reference for reference, _ in own.header.parents),
        documents=tuple(documents.values()),
        parameters=parameters,
        vocabulary=vocabulary,
        criteria=criteria,
        quantities=measures,
        ranks=ranks,
        location=own.location,
        scenario_files=own.scenario_files,
    )


def _names(vocabulary: Vocabulary, further: Iterable[str]) -> NameTable:
    """All names that conditions may use."""
    fields = [each for fact_type in vocabulary for each in fact_type.fields]
    collections = [each.reverse for each in fields if each.reverse]
    return NameTable.of([*BUILT_IN, *(each.name for each in fields), *collections, *further])


def _owned_places(vocabulary: Vocabulary) -> dict[tuple[str, str], Place]:
    """Where each name that a type owns was declared, collections seen from it included, by folded type and name."""
    places: dict[tuple[str, str], Place] = {}
    for fact_type in vocabulary:
        for each in fact_type.fields:
            places.setdefault((fold(fact_type.name), fold(each.name)), each.place)
            for target in each.targets if each.reverse else ():
                places.setdefault((fold(target), fold(each.reverse or "")), each.place)
    return places


def vocabulary_name(vocabulary: Vocabulary, folded: str) -> str:
    """The declared name of a type."""
    found = vocabulary.type(folded)
    return folded if found is None else found.name


def _check_ambiguity(reader: Reader, vocabulary: Vocabulary, entries: list[Entry], names: NameTable) -> None:
    """A name that would read as an expression without itself could mean two things."""
    declared: dict[str, tuple[str, Place]] = {}
    for fact_type in vocabulary:
        for each in fact_type.fields:
            if each.reverse:
                declared.setdefault(fold(each.reverse), (each.reverse, each.place))
            declared.setdefault(fold(each.name), (each.name, each.place))
    for entry in entries:
        declared.setdefault(fold(entry.name), (entry.name, entry.key.place))
    for name, place in declared.values():
        if is_ambiguous_name(name, names):
            reader.found.add("VOC-20", place, name=name)
