"""A decision as plain data: every verdict and value, what is missing for them, and on request the facts of the proofs.

What many verdicts share stands once and is referred to by its place: what is missing, and the facts that proofs cite.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import define, evolve, field, frozen

from thidua_rules.decision.alike import Alike, moved_gap
from thidua_rules.decision.deciding import deciding
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.decision.known import Known, known
from thidua_rules.decision.seldom import seldom_collected
from thidua_rules.facts.case import Case, Key, SubjectId
from thidua_rules.facts.keys import show_key, slot_text
from thidua_rules.facts.vocabulary import Field
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.question import Question
from thidua_rules.proofs.proof import Citation, Cited, Gap, Proof
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import Possible, Status, is_unlimited

FORMAT = 2
"""Of the shape of the data; raised when a key changes its meaning or goes."""
_IN_ORDER = (Status.MET, Status.NOT_APPLICABLE)


class Told(Protocol):
    """A verdict, as far as data tell of it."""

    @property
    def subject(self) -> SubjectId: ...
    @property
    def code(self) -> str: ...
    @property
    def mask(self) -> int: ...
    @property
    def status(self) -> Status: ...
    @property
    def proof(self) -> Proof: ...
    def to_dict(self) -> dict[str, Any]: ...


class Decided(Protocol):
    """A decision, as far as data tell of it."""

    @property
    def program(self) -> ir.Program: ...
    @property
    def case(self) -> Case: ...
    @property
    def question(self) -> Question: ...
    @property
    def record(self) -> Record: ...
    def verdicts(self, subject: SubjectId, rule: str | None = None) -> Sequence[Told]: ...


@frozen
class Part:
    """The subjects and whole conclusions, by their codes as written, that data tell of; None where all are."""

    subjects: frozenset[SubjectId] | None = None
    codes: frozenset[str] | None = None


_EVERYTHING = Part()


def decision_data(
    decision: Decided, head: Mapping[str, Any], proofs: bool = False, part: Part = _EVERYTHING
) -> dict[str, Any]:
    """Everything, or a part, as plain data after a head that says whose; `proofs` adds the facts that each verdict
    rests on."""
    telling = _Telling(decision, proofs, part)

    def taken(name: str, part: Any) -> Any:
        if name == "subjects":
            return [each.to_dict() for each in part]
        return list(part) if isinstance(part, Iterator) else part

    return at_any_depth(lambda: {name: taken(name, part) for name, part in telling.parts(head)})


def decision_json(
    decision: Decided,
    head: Mapping[str, Any],
    proofs: bool = False,
    indent: int | None = None,
    part: Part = _EVERYTHING,
) -> str:
    """The data as JSON text: by default each subject, each thing that is missing and each fact on a line of its own."""
    if indent is not None:
        return json.dumps(decision_data(decision, head, proofs, part), ensure_ascii=False, indent=indent)
    telling = _Telling(decision, proofs, part)

    def written(name: str, part: Any) -> str:
        if not isinstance(part, Iterator):
            return _text(part)
        # nothing is held longer than its line is written
        write = _Subject.to_json if name == "subjects" else _text
        lines = ",".join(f"\n  {write(each)}" for each in part)
        return f"[{lines}\n]" if lines else "[]"

    def whole() -> str:
        return ",".join(f"\n{_text(name)}: {written(name, part)}" for name, part in telling.parts(head))

    with seldom_collected():
        return f"{{{at_any_depth(whole)}\n}}"


_text = json.JSONEncoder(ensure_ascii=False).encode


@define(eq=False)
class _Conclusions:
    """What is said of a rule and its parts, the rule first; put into text but once, for all of whom it is said."""

    data: Sequence[dict[str, Any]]
    _text: tuple[str, str] | None = None

    @property
    def text(self) -> tuple[str, str]:
        """The same as JSON: what stands before that which is added to the first, and the rest."""
        if self._text is None:
            first, *rest = map(_text, self.data)
            self._text = first[:-1], ", ".join(("}", *rest))
        return self._text


@frozen(eq=False)
class _Said:
    """What is said of a rule and its parts, and what is missing for the rule where it is not known.

    If it is `plain`, it is said of everybody of whom the outcomes are the same.
    """

    conclusions: _Conclusions
    gaps: tuple[Gap, ...] | None = None
    plain: bool = False

    @classmethod
    def of(cls, decision: Decided, subject: SubjectId, code: str, root: ir.Requirement | None) -> "_Said":
        """What is said of a rule; of a whole criterion or title, its `root`, also what is in the way."""
        verdicts = decision.verdicts(subject, code)
        status = verdicts[0].status if root is not None else None
        # found first, since it tells too whether anything is missing for its parts
        gaps = verdicts[0].proof.direct_gaps if status is Status.UNKNOWN else None
        data = [each.to_dict() for each in verdicts]
        plain = all(each.status is not Status.UNKNOWN for each in verdicts) and status in (None, *_IN_ORDER)
        if root is not None and status not in _IN_ORDER:
            nodes = deciding(decision.program, decision.record, subject, root)
            data[0]["because"] = list(dict.fromkeys(as_written(each.code) for each in nodes))
        return cls(_Conclusions(data), gaps, plain and all(each["standard"] is None for each in data))

    def moved(self, other: Callable[[SubjectId], SubjectId]) -> "_Said":
        """The same of other subjects."""
        return evolve(self, gaps=tuple(moved_gap(each, other) for each in self.gaps)) if self.gaps else self


@frozen(eq=False)
class _Subject:
    """All that is said of a subject: of each rule the conclusions and what is added to the first; and quantities."""

    subject: SubjectId
    rules: Sequence[tuple[_Conclusions, dict[str, list[Any]]]]
    quantities: Mapping[str, tuple[Known, str]]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, which is nobody else's."""
        first = ((place == 0, each, added) for told, added in self.rules for place, each in enumerate(told.data))
        return {
            "type": self.subject.type,
            "key": _plain_key(self.subject.key),
            "conclusions": [_own({**each, **added} if whole else each) for whole, each, added in first],
            "quantities": {name: value.to_dict() for name, (value, _) in self.quantities.items()},
        }

    def to_json(self) -> str:
        """As JSON text."""
        told = ", ".join(
            "".join((told.text[0], *(f', "{name}": {_text(each)}' for name, each in added.items()), told.text[1]))
            for told, added in self.rules
        )
        values = ", ".join(f"{_text(name)}: {text}" for name, (_, text) in self.quantities.items())
        named = f'"type": {_text(self.subject.type)}, "key": {_text(_plain_key(self.subject.key))}'
        return f'{{{named}, "conclusions": [{told}], "quantities": {{{values}}}}}'


def _own(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, list) else value for key, value in data.items()}


@define
class _Telling:
    """Puts a decision into data; what is referred to is numbered as it is met."""

    decision: Decided
    proofs: bool
    part: Part
    gaps: dict[Gap, int] = field(factory=dict)
    facts: dict[Citation, int] = field(factory=dict)
    _roots: dict[str, ir.Requirement] = field(init=False)
    """Of what a verdict is asked as a whole."""
    _alike: "Alike[Decided, _Said]" = field(init=False)
    _plain: dict[tuple[str, tuple[int, ...]], _Conclusions] = field(factory=dict)
    _values: dict[tuple[str, Possible], tuple[Known, str]] = field(factory=dict)
    """What is known of each value of a quantity, and the same as JSON."""

    def __attrs_post_init__(self) -> None:
        criteria = (each for each in self.decision.program.rules if isinstance(each, ir.Criterion))
        roots = self._roots = {each.code: each.root for each in criteria if each.root.about.reported}
        self._alike = Alike(
            self.decision, lambda seen, who, code: _Said.of(seen, who, code, roots.get(code)), _Said.moved
        )

    def parts(self, head: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Each part with its name; what is told thing by thing is to be taken before the next part is asked for."""
        decision, question = self.decision, self.decision.question
        yield "format", FORMAT
        yield from head.items()
        parameters = {name: plain(value) for name, value in sorted(question.parameters.items())}
        asked = {"on": question.on.isoformat(), "period": str(question.period), "parameters": parameters}
        yield "question", asked
        if self.part != _EVERYTHING:
            codes = self.part.codes
            yield (
                "part",
                {"all_subjects": self.part.subjects is None, "codes": None if codes is None else sorted(codes)},
            )
        yield "subjects", self._subjects()
        yield "missing", (each.to_dict() for each in self.gaps)
        if self.proofs:
            yield "cited", (_fact_data(decision, each) for each in self.facts)

    def _subjects(self) -> Iterator[_Subject]:
        codes, case = self.part.codes, self.decision.case
        for fact_type in self.decision.program.vocabulary:
            rules = [rule for rule in self.decision.program.rules if rule.subject == fact_type.name]
            asked = [rule for rule in rules if codes is None or as_written(rule.code) in codes]
            told = [(rule.code, tuple(ir.codes_of(rule))) for rule in asked if _has_verdicts(rule)]
            measured = [rule for rule in rules if not isinstance(rule, ir.Criterion | ir.Quota) and codes is None]
            for subject in case.of_type(fact_type.name) if asked or measured else ():
                if self.part.subjects is None or subject in self.part.subjects:
                    conclusions = [self._conclusions(subject, *each) for each in told]
                    quantities = {as_written(rule.code): self._value(subject, rule) for rule in measured}
                    yield _Subject(subject, conclusions, quantities)

    def _conclusions(
        self, subject: SubjectId, code: str, codes: tuple[str, ...]
    ) -> tuple[_Conclusions, dict[str, list[Any]]]:
        """What is said of a rule and its parts, and what is added to the first: what bears on this subject alone."""
        mask, added = self.decision.record.mask, dict[str, list[Any]]()
        masks = tuple(mask(subject, each) for each in codes)
        conclusions = self._plain.get((code, masks))
        if conclusions is None:
            said = self._alike.told(subject, code, masks)
            conclusions = said.conclusions
            if said.plain:
                self._plain[code, masks] = conclusions
            if said.gaps is not None:
                added["missing"] = [self._number(self.gaps, each) for each in said.gaps]
        if self.proofs and code in self._roots:
            added["rests_on"] = self._rests_on(self.decision.verdicts(subject, code)[0].proof)
        return conclusions, added

    def _value(self, subject: SubjectId, rule: ir.Quantity | ir.Rank) -> tuple[Known, str]:
        value = self.decision.record.value(subject, rule.code)
        found = self._values.get((rule.code, value))
        if found is None:
            held = known(rule.type, value)
            found = self._values[rule.code, value] = held, _text(held.to_dict())
        return found

    def _rests_on(self, proof: Proof) -> list[list[int]]:
        """The facts that a proof cites, as runs of numbers: the first and the last of each."""
        runs: list[list[int]] = []
        told = (each for each in proof.facts if not _is_implied(self.decision, each))
        for number in sorted(self._number(self.facts, each) for each in told):
            if runs and runs[-1][1] + 1 == number:
                runs[-1][1] = number
            else:
                runs.append([number, number])
        return runs

    def _number(self, numbers: dict[Any, int], what: object) -> int:
        return numbers.setdefault(what, len(numbers))


def _has_verdicts(rule: ir.Rule) -> bool:
    return isinstance(rule, ir.Quota) or (isinstance(rule, ir.Criterion) and not rule.root.about.internal)


def proof_data(decision: Decided, proof: Proof) -> dict[str, Any]:
    """The facts that a proof cites and what is missing: keys and values as text in the form of a dossier."""
    vocabulary = decision.case.vocabulary
    gaps = [
        {
            "type": gap.subject.type if gap.subject else None,
            "key": None if gap.subject is None else show_key(vocabulary, gap.subject),
            "field": gap.name,
            "closed": gap.closure.type if gap.closure else None,
            "period": None if gap.period is None else str(gap.period),
            "indirect": gap.indirect,
        }
        for gap in proof.gaps
    ]
    told = (each for each in proof.facts if not _is_implied(decision, each))
    return {"facts": [_fact_data(decision, each) for each in told], "missing": gaps}


def _fact_data(decision: Decided, fact: Citation) -> dict[str, Any]:
    vocabulary = decision.case.vocabulary
    if not isinstance(fact, Cited):
        owner = None if fact.closure.owner is None else show_key(vocabulary, fact.closure.owner)
        members = [show_key(vocabulary, each) for each in fact.members]
        return {"closed": fact.closure.type, "owner": owner, "members": members}
    declared = _declared(decision, fact)
    value = None if declared is None else slot_text(vocabulary, declared, fact.slot)
    return {"type": fact.subject.type, "key": show_key(vocabulary, fact.subject), "field": fact.name, "value": value}


def _is_implied(decision: Decided, fact: Citation) -> bool:
    """Whether it is a reference that nobody writes."""
    declared = _declared(decision, fact) if isinstance(fact, Cited) else None
    return declared is not None and declared.implied


def _declared(decision: Decided, fact: Cited) -> Field | None:
    fact_type = decision.case.vocabulary.type(fact.subject.type)
    return fact_type.field(fact.name) if fact_type is not None and fact.name is not None else None


def plain(value: Possible) -> Mapping[str, Any]:
    """What is known of a value as plain data; exact numbers as text."""
    result: dict[str, Any] = {}
    if value.ordered:
        for end, number in (("low", value.low), ("high", value.high)):
            result[end] = None if number is None else "Infinity" if is_unlimited(number) else str(number)
    if value.others:
        result["others"] = sorted(str(each) for each in value.others)
    if value.absent:
        result["absent"] = True
    if value.undetermined:
        result["undetermined"] = True
    return result


def _plain_key(key: Key) -> Any:
    """A key as JSON holds it: text, or a list of its parts."""
    return list(key) if isinstance(key, tuple) else key
