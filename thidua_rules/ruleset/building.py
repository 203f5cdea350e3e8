"""The model of a ruleset from its entries and those it inherits: names first, then everything that uses them."""

from collections.abc import Iterable, Mapping

from thidua_rules.conditions import NameTable, is_ambiguous_name
from thidua_rules.conditions.names import KEYWORDS
from thidua_rules.conditions.pieces import key_of
from thidua_rules.diagnostics import Place
from thidua_rules.facts.singles import with_dossier
from thidua_rules.facts.vocabulary import Vocabulary
from thidua_rules.ruleset.composition.composing import Composition
from thidua_rules.ruleset.files.forms import Entry, Reader
from thidua_rules.ruleset.files.sources import Source
from thidua_rules.ruleset.model import (
    GradeDeclaration,
    ParameterDeclaration,
    QuantityDeclaration,
    RankDeclaration,
    RulesetModel,
    ScoreDeclaration,
)
from thidua_rules.ruleset.sections.acceptances import read_acceptances
from thidua_rules.ruleset.sections.common_exclusions import read_common_exclusions
from thidua_rules.ruleset.sections.constraints import read_constraints
from thidua_rules.ruleset.sections.criteria import Criteria
from thidua_rules.ruleset.sections.documents import read_documents, read_left_out
from thidua_rules.ruleset.sections.grades import before_quota, read_grades
from thidua_rules.ruleset.sections.invariants import read_invariants
from thidua_rules.ruleset.sections.parameters import read_parameters
from thidua_rules.ruleset.sections.pay import coefficient_name, read_pay
from thidua_rules.ruleset.sections.quantities import read_quantities, read_ranks
from thidua_rules.ruleset.sections.quotas import Quotas
from thidua_rules.ruleset.sections.remarks import Context
from thidua_rules.ruleset.sections.scores import ITEM_NAMES, read_scores
from thidua_rules.ruleset.sections.title_names import title_names
from thidua_rules.ruleset.sections.titles import read_titles
from thidua_rules.ruleset.sections.vocabulary import BUILT_IN, Words
from thidua_rules.source.text import fold

_MEASURES = ("đại lượng", "xếp hạng", "điểm", "xếp loại", "mức thưởng")
"""The sections whose entries are named values: no two share a name."""


def build(reader: Reader, own: Source, composition: Composition) -> RulesetModel:
    """The model of `own` with all it inherits, of which `composition` holds the entries."""
    sections = composition.sections
    documents = read_documents(reader, sections["văn bản"])
    titles = title_names(sections["danh hiệu"])
    words = Words(reader, sections["từ vựng"], documents, titles)
    vocabulary = words.vocabulary()
    measured = reader.unique([entry for section in _MEASURES for entry in sections[section]], "RULE-21")
    measures = {section: _kept(measured, sections[section]) for section in _MEASURES}
    parameter_names = {fold(entry.name): entry.name for entry in sections["tham số"]}
    further = [*parameter_names.values(), *(entry.name for entry in measured)]
    further += [coefficient_name(entry.name) for entry in measures["mức thưởng"]]
    further += [before_quota(entry.name) for entry in measures["xếp loại"]]
    names = _names(vocabulary, [*further, *(ITEM_NAMES if measures["điểm"] else ())])
    context = Context(names, documents, words.types, parameter_names, titles)
    parameters = read_parameters(reader, sections["tham số"], context, words.like)
    quantities = (
        *read_quantities(reader, measures["đại lượng"], context, words.like),
        *read_pay(reader, measures["mức thưởng"], context, words.like),
    )
    ranks = read_ranks(reader, measures["xếp hạng"], context)
    scores = read_scores(reader, measures["điểm"], context, words.like)
    criteria = Criteria(reader, context)
    criterion_declarations = criteria.read(sections["tiêu chí"])
    common = read_common_exclusions(criteria, sections["loại trừ chung"])
    quotas = Quotas(criteria, vocabulary)
    constraints = read_constraints(reader, sections["ràng buộc"], context)
    grades = read_grades(quotas, measures["xếp loại"], words.like)
    _check_shared_names(reader, vocabulary, parameters, (*quantities, *ranks, *scores, *grades))
    _check_ambiguity(reader, vocabulary, [*sections["tham số"], *measured], names)
    return RulesetModel(
        id=own.header.id,
        title=own.header.title,
        valid_from=own.header.valid_from,
        valid_to=own.header.valid_to,
        select_by=own.header.select_by,
        parents=tuple(reference for reference, _ in own.header.parents),
        documents=tuple(documents.values()),
        parameters=parameters,
        vocabulary=with_dossier(vocabulary) if reader.of_dossier else vocabulary,
        criteria=criterion_declarations,
        quantities=quantities,
        ranks=ranks,
        titles=read_titles(criteria, quotas, sections["danh hiệu"], common),
        scores=scores,
        grades=grades,
        constraints=constraints,
        replacements=composition.replacements(documents),
        fallbacks=composition.fallbacks(documents),
        left_out=read_left_out(reader, documents, sections["văn bản"], sections["không mã hoá"]),
        invariants=read_invariants(reader, sections["bất biến"], context, vocabulary),
        accepted=read_acceptances(reader, sections["chấp nhận"]),
        note=own.header.note,
        location=own.location,
        scenario_files=own.scenario_files,
    )


def _kept(entries: Iterable[Entry], section: Iterable[Entry]) -> list[Entry]:
    """Those entries that stand in a section."""
    written = {id(entry.key) for entry in section}
    return [entry for entry in entries if id(entry.key) in written]


def _names(vocabulary: Vocabulary, further: Iterable[str]) -> NameTable:
    """All names that conditions may use."""
    fields = [each for fact_type in vocabulary for each in fact_type.fields]
    collections = [each.reverse for each in fields if each.reverse]
    seen: dict[str, tuple[str, ...]] = {each.name: () for each in vocabulary}
    for each in (one for fact_type in vocabulary for one in vocabulary.collections(fact_type.name)):
        seen[each.member] = (*seen[each.member], f"{each.name} của {each.owner}")
    return NameTable.of([*BUILT_IN, *(each.name for each in fields), *collections, *further], seen)


def _check_shared_names(
    reader: Reader,
    vocabulary: Vocabulary,
    parameters: Iterable[ParameterDeclaration],
    measures: Iterable[QuantityDeclaration | RankDeclaration | ScoreDeclaration | GradeDeclaration],
) -> None:
    """Names that a type owns are not to be given again: to its quantities never, to parameters better not."""
    owned = _owned(vocabulary)
    told: set[Place] = set()
    for each in measures:
        first = owned.get(fold(each.name), {}).get(each.subject)
        if first is not None and each.place not in told:
            told.add(each.place)  # what several types share is told of the first
            reader.found.add("RULE-22", each.place, name=each.name, type=each.subject, first=first.text())
        owned.setdefault(fold(each.name), {})[each.subject] = each.place
    for parameter in parameters:
        owners = owned.get(fold(parameter.name))
        if owners:
            reader.found.add("PARAM-10", parameter.place, name=parameter.name, type=next(iter(owners)))


def _owned(vocabulary: Vocabulary) -> dict[str, dict[str, Place]]:
    """By folded name the types that own it, as a field or as a collection seen from them, and where it is declared."""
    places: dict[str, dict[str, Place]] = {}
    for fact_type in vocabulary:
        for each in fact_type.fields:
            places.setdefault(fold(each.name), {}).setdefault(fact_type.name, each.place)
            for target in each.targets if each.reverse else ():
                places.setdefault(fold(each.reverse or ""), {}).setdefault(target, each.place)
    return places


def _within(name: str, declared: Mapping[str, tuple[str, Place]]) -> dict[str, str]:
    """The hint that names the other name in an ambiguous one, and where it is declared."""
    ends = [each for key, each in declared.items() if key != fold(name) and f" {fold(name)} ".endswith(f" {key} ")]
    if not ends:
        return {}
    other, place = max(ends, key=lambda each: len(each[0]))
    return {
        "hint_vi": f"`{other}` cũng là một tên, khai báo ở {place.text('vi')}: đổi một trong hai tên",
        "hint_en": f"`{other}` is a name too, declared at {place.text('en')}: rename one of the two",
    }


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
        if key_of(name) in KEYWORDS:
            reader.found.add("VOC-21", place, name=name)
        elif is_ambiguous_name(name, names):
            reader.found.add("VOC-20", place, name=name, **_within(name, declared))
