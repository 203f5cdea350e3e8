"""What a council is asked of each candidate: the further conditions of a title, and its choice between equals."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Field
from thidua_rules.papers.naming import known_as
from thidua_rules.papers.placeholders import BLANK, Part, called
from thidua_rules.program import ir
from thidua_rules.program.walking import conjuncts, outer_parts, parts
from thidua_rules.report.messages import say, status_word
from thidua_rules.report.wording import citation_words, place_words, shown_as, slot_words
from thidua_rules.values import NOT_MET, Status


@frozen(slots=False, eq=False)
class Answer(Part):
    """A question about somebody, or about a record that is not there yet, with what the dossier answers."""

    decision: Decision
    declared: Field
    about: SubjectId | None
    whose: SubjectId

    @called("câu_hỏi")
    def question(self) -> str:
        """What is asked: the question of the vocabulary, or the field's name."""
        return self.declared.question or self.declared.name

    @called("trả_lời")
    def answer(self) -> str:
        """What the dossier says; blank if it says nothing."""
        slot = None if self.about is None else self.decision.case.slot(self.about, self.declared.name)
        return BLANK if slot is None else slot_words(self.decision, self.declared, slot, "vi")

    @called("của_ai")
    def of_whom(self) -> str:
        """Of whom or of what it is asked."""
        return known_as(self.decision, self.about or self.whose)

    @called("nguồn")
    def source(self) -> str:
        """Where the answer stands in the dossier; empty if it was not read from a file, blank if there is none."""
        if self.about is None or self.decision.case.slot(self.about, self.declared.name) is None:
            return BLANK
        return place_words(self.decision.case.origins.get((self.about, self.declared.name)), "vi")


@frozen(slots=False, eq=False)
class Vote(Part):
    """Something that a title takes besides its standard, of one candidate."""

    verdict: Verdict
    about: ir.About
    asked: tuple[Answer, ...]

    @called("mã")
    def code(self) -> str:
        """The code of the condition."""
        return self.verdict.code

    @called("điều_kiện")
    def condition(self) -> str:
        """What is asked for."""
        return self.about.title or self.about.text or self.verdict.code

    @called("căn_cứ")
    def reference(self) -> str:
        """The articles that ask for it."""
        return citation_words(self.about.citations, self.verdict.decision.program.documents)

    @called("kết_quả")
    def result(self) -> str:
        """Whether it is met, as far as the dossier says."""
        return status_word(shown_as(self.verdict), "vi").lower()

    @called("nội_dung")
    def answers(self) -> tuple[Answer, ...]:
        """The questions that it comes to, each with its answer or a blank."""
        return self.asked


def votes_on(verdict: Verdict) -> tuple[Vote, ...]:
    """What a title takes besides its standard and its seats, and the council's choice where equals compete."""
    decision, subject = verdict.decision, verdict.subject
    title = decision.program.titles.get(verdict.at)
    rule = decision.program.homes[verdict.at]
    if title is None or not isinstance(rule, ir.Criterion):
        return ()
    found = []
    for node in rule.root.children:
        own = decision[subject, node.code]
        repeated = _repeats(node.condition)
        if own.status is Status.NOT_APPLICABLE or (repeated and repeated in (title.standard, title.quota)):
            continue
        found.append(Vote(own, node.about, tuple(_answers_to(decision, subject, node))))
    quota = None if title.quota is None else decision.program.conclusions[title.quota]
    if isinstance(quota, ir.Quota) and quota.ties == "council":
        found.extend(_choice(decision, verdict, quota))
    return tuple(found)


def _choice(decision: Decision, verdict: Verdict, quota: ir.Quota) -> Iterator[Vote]:
    """The council's choice, where it was made or is waited for."""
    waited = verdict.proof.direct_gaps if verdict.status is Status.UNKNOWN else ()
    for key in quota.keys:
        asked = tuple(_asked_of(decision, verdict.subject, key.operand)) if key.choice else ()
        told = {each.declared.name for each in asked}
        chosen = any(decision.case.slot(verdict.subject, each) is True for each in told)
        lacked = any(each.subject == verdict.subject and each.name in told for each in waited)
        if verdict.tied or chosen or lacked:
            own = decision[verdict.subject, quota.code]
            yield Vote(own, ir.About(title=say("ties_council", "vi"), citations=quota.about.citations), asked)


def _repeats(condition: ir.Condition | None) -> str | None:
    """The conclusion about the subject itself that a condition is."""
    alone = list(conjuncts(condition))
    if len(alone) == 1 and isinstance(alone[0], ir.Concluded) and not alone[0].walk.steps:
        return alone[0].code
    return None


def _answers_to(decision: Decision, subject: SubjectId, node: ir.Requirement) -> Iterator[Answer]:
    """What a requirement and those below it ask of a subject, each question once."""
    told = set()
    for each in _applying(decision, subject, node):
        for answer in _asked_of(decision, subject, each.condition):
            if (answer.about, answer.declared.name) not in told:
                told.add((answer.about, answer.declared.name))
                yield answer


def _applying(decision: Decision, subject: SubjectId, node: ir.Requirement) -> Iterator[ir.Requirement]:
    """A requirement and those below it, without what a parameter has switched off."""
    if node.guard is not None and _switched_off(decision, subject, node.guard):
        return
    yield node
    for child in node.children:
        yield from _applying(decision, subject, child)


def _switched_off(decision: Decision, subject: SubjectId, guard: ir.Condition) -> bool:
    by_parameters = not any(isinstance(each, _LOOKS) for each in parts(guard))
    return by_parameters and decision.prover.evaluation.condition(guard, Scope.of(subject)) == NOT_MET


_FIELDS = (ir.FieldValue, ir.Fact, ir.PresentFact)
_LOOKS = (*_FIELDS, ir.Concluded, ir.Derived, ir.Members)


def _asked_of(decision: Decision, subject: SubjectId, part: object) -> Iterator[Answer]:
    """The subject's own fields that an expression looks at, and those of the records that it counts."""
    for declared in _fields(decision, subject, subject.type, part):
        yield Answer(decision, declared, subject, subject)
    for members in (each for each in parts(part) if isinstance(each, ir.Members)):
        known, _ = decision.prover.evaluation.membership(members, Scope.of(subject))
        for collection in members.collections:
            record_type = decision.program.vocabulary.type(collection.member)
            assert record_type is not None
            asked = [
                each
                for each in _fields(decision, subject, collection.member, members.where)
                if each.name not in record_type.key
            ]
            records: list[SubjectId | None] = [
                each
                for each in known
                if each.type == collection.member and _fits(decision, subject, each, members.where, record_type.key)
            ]
            for record in records or [None]:
                yield from (Answer(decision, each, record, subject) for each in asked)


def _fits(
    decision: Decision, subject: SubjectId, record: SubjectId, where: ir.Condition | None, key: tuple[str, ...]
) -> bool:
    """Whether a record may be the one that is asked for, by the fields that identify it."""
    for each in conjuncts(where):
        looked = [part for part in parts(each) if isinstance(part, _LOOKS)]
        by_key = all(isinstance(part, ir.FieldValue) and part.name in key for part in looked)
        if looked and by_key and decision.prover.evaluation.condition(each, Scope(record, subject)) == NOT_MET:
            return False
    return True


def _fields(decision: Decision, subject: SubjectId, type_name: str, part: object) -> Iterable[Field]:
    """The fields of a type that an expression looks at, directly or through conclusions about the same one."""
    fact_type = decision.program.vocabulary.type(type_name)
    assert fact_type is not None
    found: dict[str, Field] = {}
    waiting, seen = [part], set()
    while waiting:
        for each in outer_parts(waiting.pop(0)):
            walk = getattr(each, "walk", None)
            if not isinstance(walk, ir.Walk) or walk.steps or walk.start != type_name:
                continue
            if isinstance(each, ir.FieldValue | ir.Fact | ir.PresentFact):
                declared = fact_type.field(each.name)
                if declared is not None:
                    found[declared.name] = declared
            elif isinstance(each, ir.Concluded | ir.Derived) and each.code not in seen:
                seen.add(each.code)
                home = decision.program.homes.get(each.code)
                if isinstance(home, ir.Criterion):
                    waiting.extend(node.condition for node in _applying(decision, subject, home.root))
                elif isinstance(home, ir.Quantity):
                    waiting.append(home.body)
    return found.values()
