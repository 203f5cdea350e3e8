"""Scenarios (`tình huống`): tests that policy staff write next to the rules, in the dossier's own form."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from weakref import WeakKeyDictionary

from attrs import evolve, frozen

from thidua_rules.api import Ruleset, load
from thidua_rules.decision import Decision, Verdict
from thidua_rules.diagnostics import Collector, Diagnostic, Place, RulesetError, ThiduaError, UsageError
from thidua_rules.facts.assembling import place_fault
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.codec import Refusal, parse_text
from thidua_rules.facts.data import parse_tree
from thidua_rules.facts.keys import subject_in
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.wording import value_words
from thidua_rules.ruleset.files.structure import SCENARIO, SCENARIO_FILE
from thidua_rules.source import yaml_tree
from thidua_rules.source.text import did_you_mean, fold
from thidua_rules.source.yaml_kept import read_kept
from thidua_rules.source.yaml_reading import read_text
from thidua_rules.values import Possible, Status

STATUS_WORDS = {
    Status.MET: "đạt",
    Status.NOT_MET: "không đạt",
    Status.UNKNOWN: "chưa đủ căn cứ",
    Status.NOT_APPLICABLE: "không áp dụng",
}
_STATUSES = {fold(word): status for status, word in STATUS_WORDS.items()}
_TRUTHS = {fold("đúng"): Status.MET, fold("sai"): Status.NOT_MET}
"""What may be expected of a true/false quantity besides."""
_OUTSIDE = "ngoài chỉ tiêu"
"""What may be expected of a title besides: its standard is met, but there is no seat."""


@frozen
class Expectation:
    """What should be found of one conclusion or quantity about one subject, as written."""

    subject: str
    code: str
    wanted: str
    place: Place


@frozen
class Setting:
    """A parameter that a scenario is decided with, and its value, as written."""

    name: str
    value: str
    place: Place


@frozen
class Scenario:
    """A small dossier and what is expected of it under one ruleset; `ruleset` None is the one it stands with.

    `settings` are the parameters that are otherwise than the ruleset's own; the `note` is told where it fails. The
    date and the period stand at places of their own, which scenarios share that have them from `mặc định`.
    """

    name: str
    ruleset: str | None
    dossier: yaml_tree.Mapping
    on: str | None
    period: str | None
    expected: tuple[Expectation, ...]
    place: Place
    settings: tuple[Setting, ...] = ()
    note: str | None = None
    on_at: Place | None = None
    period_at: Place | None = None


@frozen
class Addressed:
    """An expectation with the rule that decides it and the subject that it is about."""

    expectation: Expectation
    rule: ir.Rule
    subject: SubjectId


@frozen
class Mismatch:
    """An expectation that does not hold, with what was found instead and, for a conclusion, why."""

    expectation: Expectation
    actual: str
    subject: SubjectId | None = None
    verdict: Verdict | None = None


@frozen
class Outcome:
    """The run of one scenario: what did not hold, and the faults that kept it from running."""

    scenario: Scenario
    mismatches: tuple[Mismatch, ...] = ()
    faults: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.mismatches and not self.faults


def read_scenarios(
    path: Path, content: bytes | Diagnostic | None = None
) -> tuple[tuple[Scenario, ...], tuple[Diagnostic, ...]]:
    """The scenarios of a file, and every fault in its form; `content` is what the file holds, if that is known."""
    text = content if isinstance(content, Diagnostic) else read_text(path if content is None else content, str(path))
    if isinstance(text, Diagnostic):
        return (), (text,)
    root, found = read_kept(text, str(path))
    collector = Collector()
    collector.extend(found)
    scenarios: list[Scenario] = []
    if isinstance(root, yaml_tree.Mapping) and not collector.errors:
        defaults, listed = yaml_tree.Mapping((), root.place), None
        for key, node in root:
            if fold(key.text) == fold("mặc định") and isinstance(node, yaml_tree.Mapping):
                defaults = node
                for each, _ in node:
                    if fold(each.text) not in map(fold, SCENARIO.keys):
                        _unknown(collector, each, SCENARIO.keys)
            elif fold(key.text) == fold("tình huống") and isinstance(node, yaml_tree.Sequence):
                listed = node
            else:
                _unknown(collector, key, SCENARIO_FILE.keys)
        if listed is None:
            collector.add("TEST-02", root.place)
        for item in listed.items if listed is not None else ():
            scenarios.extend(_scenario(item, defaults, collector))
    elif not collector.errors:
        collector.add("TEST-02", Place(file=str(path)))
    return tuple(scenarios), tuple(collector.items)


def _unknown(collector: Collector, key: yaml_tree.Scalar, known: Iterable[str]) -> None:
    near = did_you_mean(key.text, known)
    listed = ", ".join(f"`{each}`" for each in near or known)
    collector.add("TEST-01", key.place, name=key.text, known=listed)


def _scenario(node: yaml_tree.Node, defaults: yaml_tree.Mapping, collector: Collector) -> Iterator[Scenario]:
    if not isinstance(node, yaml_tree.Mapping):
        collector.add("TEST-03", node.place)
        return
    parts: dict[str, yaml_tree.Node] = {fold(key.text): value for key, value in defaults}
    for key, value in node:
        if fold(key.text) not in map(fold, SCENARIO.keys):
            _unknown(collector, key, SCENARIO.keys)
        parts[fold(key.text)] = value
    dossier, expected = parts.get(fold("hồ sơ")), parts.get(fold("mong đợi"))
    name = _text(parts.get(fold("tên")))
    if not isinstance(dossier, yaml_tree.Mapping) or not isinstance(expected, yaml_tree.Mapping) or not name:
        collector.add("TEST-03", node.place)
        return
    dated, called = parts.get(fold("ngày xét")), parts.get(fold("kỳ xét"))
    on_at, period_at = (None if each is None else each.place for each in (dated, called))
    settings = tuple(_settings(parts.get(fold("tham số")), collector))
    note = _text(parts.get(fold("ghi chú")))
    for ruleset, wanted in _by_ruleset(parts.get(fold("bộ quy tắc")), expected, collector):
        expectations = tuple(_expectations(wanted, collector))
        yield Scenario(
            *(name, ruleset, dossier, _text(dated), _text(called), expectations),
            *(node.place, settings, note, on_at, period_at),
        )


def _text(node: yaml_tree.Node | None) -> str | None:
    return node.text if isinstance(node, yaml_tree.Scalar) and node.text else None


def _settings(node: yaml_tree.Node | None, collector: Collector) -> Iterator[Setting]:
    if node is not None and not isinstance(node, yaml_tree.Mapping):
        collector.add("TEST-07", node.place)
    for name, value in node if isinstance(node, yaml_tree.Mapping) else ():
        if isinstance(value, yaml_tree.Scalar) and value.text:
            yield Setting(name.text, value.text, value.place)
        else:
            collector.add("TEST-07", value.place)


def _by_ruleset(
    named: yaml_tree.Node | None, expected: yaml_tree.Mapping, collector: Collector
) -> Iterator[tuple[str | None, yaml_tree.Mapping]]:
    """Several rulesets may be named; then what is expected may be given for each of them."""
    if not isinstance(named, yaml_tree.Sequence):
        yield _text(named), expected
        return
    rulesets = [_text(each) for each in named.items]
    apart = {key.text: value for key, value in expected if key.text in rulesets}
    for key, _ in expected if apart else ():
        if key.text not in rulesets:
            collector.add("TEST-08", key.place, name=key.text)
    for ruleset in rulesets:
        own = apart.get(ruleset or "")
        yield ruleset, own if isinstance(own, yaml_tree.Mapping) else expected


def _expectations(node: yaml_tree.Mapping, collector: Collector) -> Iterator[Expectation]:
    for subject, found in node:
        if not isinstance(found, yaml_tree.Mapping):
            collector.add("TEST-03", found.place)
            continue
        for code, wanted in found:
            if isinstance(wanted, yaml_tree.Scalar):
                yield Expectation(subject.text, code.text, wanted.text, wanted.place)
            else:
                collector.add("TEST-03", wanted.place)


def run_scenario(scenario: Scenario, ruleset: Ruleset, executor: str = "forward") -> Outcome:
    """Decide the scenario's dossier and compare; `ruleset` is used unless the scenario names another."""
    try:
        rules, case, parameters = prepared(scenario, ruleset)
        decision = rules.decide(case, executor=executor, parameters=parameters)
    except ThiduaError as error:
        return Outcome(scenario, faults=error.diagnostics)
    mismatches: list[Mismatch] = []
    collector = Collector()
    for each in addressed(scenario, rules, case, collector):
        if not holds(each, decision):
            mismatches.append(_mismatch(each, decision))
    return Outcome(scenario, tuple(mismatches), tuple(collector.items))


def holds(each: Addressed, decision: Decision) -> bool:
    """Whether a decision is as one expectation says."""
    if isinstance(each.rule, ir.Criterion | ir.Quota):
        return _as_expected(each.expectation, decision[each.subject, each.expectation.code])
    wanted = _wanted(each.expectation, each.rule)
    found = _amount(each, decision)
    return (not found.is_point or found.undetermined) if wanted is None else found == wanted


def _mismatch(each: Addressed, decision: Decision) -> Mismatch:
    if isinstance(each.rule, ir.Criterion | ir.Quota):
        verdict = decision[each.subject, each.expectation.code]
        return Mismatch(each.expectation, _found_words(verdict), each.subject, verdict)
    found = _amount(each, decision)
    shown = value_words(evolve(each.rule.type, shape=_shape(each.rule)), found, "vi")
    told = shown if found.has_value or found.absent else STATUS_WORDS[Status.UNKNOWN]
    return Mismatch(each.expectation, told, each.subject)


def _amount(each: Addressed, decision: Decision) -> Possible:
    """A quantity, which is expected as a value of its type, exactly, or as `chưa đủ căn cứ`."""
    found = decision.record.value(each.subject, each.rule.code)
    # ends mean nothing where there is nothing in the order
    return found if found.ordered else evolve(found, low=None, high=None)


def check_scenario(scenario: Scenario, ruleset: Ruleset) -> tuple[Diagnostic, ...]:
    """What would keep a scenario from running: faults of its dossier, and codes, subjects and results that are none."""
    collector = Collector()
    try:
        rules, case, _ = prepared(scenario, ruleset)
    except ThiduaError as error:
        return error.diagnostics
    for _ in addressed(scenario, rules, case, collector):
        pass
    return tuple(collector.items)


_NAMED: WeakKeyDictionary[Ruleset, dict[str, Ruleset]] = WeakKeyDictionary()
"""The other rulesets that scenarios name, kept as long as the ruleset they stand with: loading each anew is slow."""


def _named(reference: str, ruleset: Ruleset) -> Ruleset:
    known = _NAMED.setdefault(ruleset, {})
    if reference not in known:
        known[reference] = load(reference)
    return known[reference]


def prepared(scenario: Scenario, ruleset: Ruleset) -> tuple[Ruleset, Case, dict[str, str]]:
    """The ruleset that a scenario is for, its dossier as a case, and its parameters. Raises ThiduaError."""
    rules = ruleset if scenario.ruleset in (None, ruleset.id) else _named(scenario.ruleset or "", ruleset)
    builder = CaseBuilder(rules.model.vocabulary, scenario.place)
    builder.ask(on=scenario.on, place=scenario.on_at)
    builder.ask(period=scenario.period, place=scenario.period_at)
    case = parse_tree(rules.model.vocabulary, scenario.dossier, builder).build()
    collector = Collector()
    for each in scenario.settings:
        try:
            rules.question(case.on, case.period, {each.name: each.value})
        except UsageError as error:
            collector.extend(evolve(fault, place=each.place) for fault in error.diagnostics)
    collector.raise_errors(UsageError)
    return rules, case, {each.name: each.value for each in scenario.settings}


def addressed(scenario: Scenario, rules: Ruleset, case: Case, collector: Collector) -> Iterator[Addressed]:
    """Each expectation that can be held against a decision, with its rule and its subject; the others are faults."""
    for each in scenario.expected:
        program = rules.program
        types = program.types_of(each.code)
        if not types:
            near = did_you_mean(each.code, dict.fromkeys(map(as_written, program.homes)))
            collector.add("TEST-04", each.place, code=each.code, known=", ".join(f"`{name}`" for name in near))
            continue
        found = [one for home in types if (one := subject_in(case, home, each.subject)) is not None]
        if len(found) != 1:
            code, those = ("USE-76", (one.type for one in found)) if found else ("TEST-05", types)
            collector.add(code, each.place, key=each.subject, type=", ".join(those))
            continue
        (subject,) = found
        code = program.code_of(subject.type, each.code)
        rule = program.homes[code]
        if code not in program.conclusions:
            try:
                _wanted(each, rule)
            except Refusal as refusal:
                place_fault(collector, refusal, each.code, each.place)
            else:
                yield Addressed(each, rule, subject)
        elif not _may_be_expected(rules, each, code):
            collector.add("TEST-06", each.place, text=each.wanted)
        else:
            yield Addressed(each, rule, subject)


def _may_be_expected(rules: Ruleset, each: Expectation, code: str) -> bool:
    """Whether a conclusion can be what is expected of it."""
    wanted = fold(each.wanted)
    if wanted in _TRUTHS:
        return rules.program.conclusions[code].about.truth
    return wanted in _STATUSES or (_is_title(rules, code) and _means_outside(each))


def _is_title(rules: Ruleset, code: str) -> bool:
    """Whether a code is that of a title with a quota."""
    title = rules.program.titles.get(code)
    return title is not None and title.quota is not None


def _means_outside(each: Expectation) -> bool:
    return fold(each.wanted) == fold(_OUTSIDE)


def _as_expected(each: Expectation, verdict: Verdict) -> bool:
    """Whether a conclusion is as expected; `không đạt` is also right of a title that only its quota keeps from it."""
    if _means_outside(each):
        return verdict.status is Status.NOT_MET and verdict.reason == "quota"
    return {**_STATUSES, **_TRUTHS}[fold(each.wanted)] is verdict.status


def _found_words(verdict: Verdict) -> str:
    word = STATUS_WORDS[verdict.status]
    return f"{word} ({_OUTSIDE})" if verdict.reason == "quota" else word


def _wanted(each: Expectation, rule: ir.Rule) -> Possible | None:
    """The value that is expected of a quantity or rank; None for `chưa đủ căn cứ`. Raises Refusal."""
    if fold(each.wanted) == fold(STATUS_WORDS[Status.UNKNOWN]):
        return None
    assert isinstance(rule, ir.Quantity | ir.Rank)
    shape = _shape(rule)
    return lift(shape, parse_text(shape, each.wanted))


def _shape(rule: ir.Quantity | ir.Rank) -> Field:
    """How a value of a rule is written; one without a declared form may have as many decimals as anybody writes."""
    if rule.type.shape is not None:
        return rule.type.shape
    whole = rule.type.integral and rule.type.kind is Kind.INTEGER
    return Field(rule.code, "gia_tri", Kind.INTEGER) if whole else Field(rule.code, "gia_tri", Kind.NUMBER, decimals=9)


def scenarios_of(ruleset: Ruleset) -> tuple[Scenario, ...]:
    """The scenarios that stand with a ruleset; RulesetError with every fault in their form."""
    found: list[Scenario] = []
    collector = Collector()
    for path in ruleset.model.scenario_files:
        scenarios, diagnostics = read_scenarios(path)
        found.extend(scenarios)
        collector.extend(diagnostics)
    collector.raise_errors(RulesetError)
    return tuple(found)


def home_of(path: Path) -> Path:
    """The ruleset that a scenario file stands with: the nearest folder above it that holds ruleset files."""
    for folder in path.resolve().parents:
        if any(not each.name.endswith(".tinh-huong.yaml") for each in folder.glob("*.yaml")):
            return folder
    return path.resolve().parent
