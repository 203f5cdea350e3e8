"""Types of which there is one subject: a council, or the dossier itself, which all subjects refer to by themselves.

Each type gets an implied reference to the one subject, so that its fields, and the collections seen from it, are
reached from everywhere by the ways that there are anyway.
"""

from collections.abc import Iterator, Mapping

from attrs import evolve

from thidua_rules.facts.case import Closure, Row, SubjectId
from thidua_rules.facts.vocabulary import DOSSIER, FactType, Field, Kind, Vocabulary
from thidua_rules.source.text import fold, python_name


def single(fact_type: FactType) -> SubjectId:
    """The one subject of a type."""
    return SubjectId(fact_type.name, fact_type.name)


def single_closures(vocabulary: Vocabulary) -> frozenset[Closure]:
    """That there are no others of the types of which there is one subject."""
    return frozenset(Closure(each.name) for each in vocabulary.singles)


def implied_slots(fact_type: FactType) -> Mapping[str, SubjectId]:
    """What the implied references of a subject hold."""
    return {each.name: SubjectId(each.targets[0], each.targets[0]) for each in fact_type.fields if each.implied}


def blank_row(fact_type: FactType) -> Row:
    """The slots of a subject of which nothing is known."""
    known = implied_slots(fact_type)
    return tuple(known.get(each.name) for each in fact_type.fields)


def with_singles(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the references that its types of one subject imply.

    A field that can only refer to the one subject is implied too. Where a type has a field of that name, or a
    collection, it keeps its meaning.
    """
    if not vocabulary.singles:
        return vocabulary
    return Vocabulary(tuple(evolve(each, fields=tuple(_fields(vocabulary, each))) for each in vocabulary))


def with_dossier(vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the dossier as a subject, from which the subjects of every type are seen by its name."""
    if vocabulary.type(DOSSIER) is not None:
        return vocabulary
    dossier = FactType(DOSSIER, python_name(DOSSIER), (), single=True)
    return Vocabulary((*(_seen(each, dossier) for each in vocabulary), dossier))


def _fields(vocabulary: Vocabulary, fact_type: FactType) -> Iterator[Field]:
    names = {each.name for each in vocabulary.singles}
    for each in fact_type.fields:
        certain = len(each.targets) == 1 and each.targets[0] in names and not each.may_be_absent
        yield evolve(each, implied=True) if certain else each
    for target in vocabulary.singles:
        taken = fact_type.field(target.name) or vocabulary.collection(fact_type.name, target.name)
        if target.name != fact_type.name and not taken:
            yield _reference(target)


def _seen(fact_type: FactType, dossier: FactType) -> FactType:
    if fact_type.field(dossier.name) is not None:
        return fact_type
    return evolve(fact_type, fields=(*fact_type.fields, evolve(_reference(dossier), reverse=fact_type.name)))


def _reference(target: FactType) -> Field:
    return Field(
        target.name, target.attribute, Kind.REFERENCE, targets=(target.name,), implied=True, place=target.place
    )


def speaks_of_dossier(name: str) -> bool:
    """Whether a name is that of the dossier."""
    return fold(name) == fold(DOSSIER)
