"""A decision as plain data: every verdict and value, what is missing for them, and on request the facts of the proofs.

What many verdicts share stands once and is referred to by its place: what is missing, and the facts that proofs cite.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import define, field, frozen

from thidua_rules.decision.deciding import deciding
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.decision.known import known
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
    def verdicts(self, subject: SubjectId) -> Sequence[Told]: ...


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
            return [{**each, "conclusions": list(map(dict, each["conclusions"]))} for each in part]
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
        write = telling.subject_text if name == "subjects" else _text
        lines = ",".join(f"\n  {write(each)}" for each in part)
        return f"[{lines}\n]" if lines else "[]"

    def whole() -> str:
        return ",".join(f"\n{_text(name)}: {written(name, part)}" for name, part in telling.parts(head))

    with seldom_collected():
        return f"{{{at_any_depth(whole)}\n}}"


_text = json.JSONEncoder(ensure_ascii=False).encode


@define
class _Telling:
    """Puts a decision into data; what is referred to is numbered as it is met."""

    decision: Decided
    proofs: bool
    part: Part
    gaps: dict[Gap, int] = field(factory=dict)
    facts: dict[Citation, int] = field(factory=dict)
    _alike: dict[tuple[str, str, int], dict[str, Any]] = field(factory=dict)
    """What is said of every verdict of that type, code and outcome, where nothing else bears on it."""
    _texts: dict[int, str] = field(factory=dict)
    """The same as text, by identity."""

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

    def _subjects(self) -> Iterator[dict[str, Any]]:
        program, record = self.decision.program, self.decision.record
        for fact_type in program.vocabulary:
            rules = [rule for rule in program.rules if rule.subject == fact_type.name]
            whole = {
                as_written(rule.code): rule.root
                for rule in rules
                if isinstance(rule, ir.Criterion) and rule.root.about.reported
            }
            measured = [rule for rule in rules if not isinstance(rule, ir.Criterion | ir.Quota)]
            told = self._told(rules)
            if self.part.codes is not None:
                measured = []
            for subject in self.decision.case.of_type(fact_type.name) if told or measured else ():
                if self.part.subjects is not None and subject not in self.part.subjects:
                    continue
                yield {
                    "type": subject.type,
                    "key": _plain_key(subject.key),
                    "conclusions": [
                        self._verdict(each, whole.get(each.code))
                        for each in self.decision.verdicts(subject)
                        if each.code in told
                    ],
                    "quantities": {
                        as_written(rule.code): known(rule.type, record.value(subject, rule.code)).to_dict()
                        for rule in measured
                    },
                }

    def _told(self, rules: Sequence[ir.Rule]) -> frozenset[str]:
        """The codes, as they are written, of what is told of the conclusions of some rules."""
        codes = self.part.codes
        asked = (rule for rule in rules if codes is None or as_written(rule.code) in codes)
        return frozenset(as_written(code) for rule in asked for code in ir.codes_of(rule))

    def subject_text(self, subject: Mapping[str, Any]) -> str:
        """The line of a subject; what is said alike of many is put into text once."""
        texts = self._texts
        told = ", ".join(texts.get(id(each)) or _text(each) for each in subject["conclusions"])
        named, values = (f'"type": {_text(subject["type"])}, "key": {_text(subject["key"])}', subject["quantities"])
        return f'{{{named}, "conclusions": [{told}], "quantities": {_text(values)}}}'

    def _verdict(self, verdict: Told, root: ir.Requirement | None) -> dict[str, Any]:
        """A verdict; of a whole criterion or title also what is in the way and what is missing."""
        place = (verdict.subject.type, verdict.code, verdict.mask)
        found = self._alike.get(place)
        if found is not None:
            return found
        status = verdict.status
        # found first, since it tells too whether anything is missing for its parts
        gaps = verdict.proof.direct_gaps if root is not None and status is Status.UNKNOWN else ()
        data = verdict.to_dict()
        if root is None or (status in _IN_ORDER and not self.proofs):
            if status is not Status.UNKNOWN and data["standard"] is None:
                self._alike[place] = data
                self._texts[id(data)] = _text(data)
            return data
        decision = self.decision
        if status not in _IN_ORDER:
            nodes = deciding(decision.program, decision.record, verdict.subject, root)
            data["because"] = list(dict.fromkeys(as_written(each.code) for each in nodes))
        if status is Status.UNKNOWN:
            data["missing"] = [self._number(self.gaps, each) for each in gaps]
        if self.proofs:
            data["rests_on"] = self._rests_on(verdict.proof)
        return data

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


__all__ = ["FORMAT", "Part", "decision_data", "decision_json", "plain", "proof_data"]
