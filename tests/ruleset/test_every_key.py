"""No key of a ruleset file is accepted without effect: each changes what is decided, or what people are told."""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import Any

import pytest

from tests.ruleset.every_key import DOSSIER, PEOPLE, REMARKED, SAID, SAMPLES, Sample
from thidua_rules.authoring.check import CheckReport, check
from thidua_rules.diagnostics import Diagnostic, DossierError
from thidua_rules.facts.blank import told
from thidua_rules.facts.python_module import python_module
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.ruleset.files.keys import DOCUMENT, FORMS, HEAD, INVARIANT, READING, ROW, Form

DESCRIPTIVE = {
    *("tên", "căn cứ", "minh chứng", "người xác nhận", "diễn giải", "nguồn", "ghi chú"),
    *("câu hỏi", "người trả lời", "đơn vị tính", "mã python", "lý do"),
    *("chỉ ghi nhận", "không báo riêng", "đọc là"),
}
"""What these keys say decides nothing, and people must be told it; every other key decides something."""
DESCRIPTIVE_FORMS = (HEAD, DOCUMENT, READING, INVARIANT)

_PLACES = re.compile(r"(dòng|cột|line|column) \d+")


@pytest.fixture(scope="module")
def observe(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sample, str], "Observed"]:
    """What comes of a text of a sample; the same text is looked at once."""

    @cache
    def observed(number: int, text: str) -> Observed:
        folder = tmp_path_factory.mktemp("keys")
        for name, other in {**SAMPLES[number].beside, "bo": text}.items():
            (folder / name).mkdir()
            (folder / name / "bo.yaml").write_text(other, encoding="utf-8")
        first, *others = PEOPLE
        people = [{**first, **SAMPLES[number].facts}, *others]
        return Observed(check(folder / "bo"), {**DOSSIER, "người": people})

    return lambda sample, text: observed(SAMPLES.index(sample), text)


class Observed:
    """What a ruleset comes to, looked at as far as is asked."""

    def __init__(self, report: CheckReport, dossier: dict[str, Any]) -> None:
        self.report, self.dossier = report, dossier

    def decided(self) -> Iterator[Any]:
        """What is refused or warned of, and every verdict and value of a dossier."""
        yield [_plain(each) for each in self.report.findings]
        rules = self.report.ruleset
        if rules is None:
            return
        try:
            case = rules.read_case(self.dossier)
        except DossierError as error:
            yield [_plain(each) for each in error.diagnostics]
            return
        decision = rules.decide(case)
        data = decision.to_dict()
        yield {key: data[key] for key in ("findings", "question", "subjects")}
        if "x" in self.dossier["người"][0]:
            yield [str(verdict.changes()) for verdict in decision]

    @cached_property
    def words(self) -> str:
        """Everything that is told or warned of."""
        return str([*self.told(), *map(_plain, self.report.findings)])

    def told(self) -> Iterator[Any]:
        """What is printed: the ruleset, explanations, what to ask people, the module for programmers."""
        rules = self.report.ruleset
        if rules is None:
            return
        yield list(ruleset_lines(rules.model, None, "vi"))
        yield python_module(rules.model.vocabulary, "")
        yield [list(told(each)) for one in rules.model.vocabulary.given for each in one.given]
        decision = rules.decide(rules.read_case(self.dossier))
        yield [verdict.explain(full=True) for verdict in decision]
        yield [
            decision.explain_value(subject, as_written(rule.code), full=True)
            for rule in decision.program.rules
            if isinstance(rule, ir.Quantity | ir.Rank)
            for subject in decision.case.of_type(rule.subject)
        ]


def _plain(found: Diagnostic) -> str:
    """A finding without its place."""
    return _PLACES.sub("", f"{found.code} {found.message('vi')} {found.hint('vi')}")


def _cases() -> Iterator[Any]:
    for number, sample in enumerate(SAMPLES):
        for key in sample.ways:
            yield pytest.param(sample, key, id=f"{sample.form.name}: {key} ({number})")


@pytest.mark.parametrize("form", FORMS, ids=[each.name for each in FORMS])
def test_every_key_is_tried(form: Form) -> None:
    """A key that a file may have, and that no sample has, is not known to do anything."""
    tried = {key for sample in SAMPLES if sample.form is form for key in sample.ways}
    assert tried == set(form.keys)


@pytest.mark.parametrize(("sample", "key"), list(_cases()))
def test_a_key_says_something(observe: Callable[[Sample, str], Observed], sample: Sample, key: str) -> None:
    """What is written under a key, or that it is written, is seen in what is decided; of words, in what is told."""
    old, new = sample.ways[key]
    assert sample.text.count(old) == 1
    before, after = observe(sample, sample.text), observe(sample, sample.text.replace(old, new))
    assert before.report.ruleset is not None, [each.text() for each in before.report.findings]
    if new == REMARKED:
        assert SAID[key] not in before.words
        assert SAID[key] in after.words
        return
    descriptive = key in DESCRIPTIVE or sample.form in DESCRIPTIVE_FORMS or (key, sample.form) == ("mã", ROW)
    told = descriptive and any(one != other for one, other in zip(before.told(), after.told(), strict=False))
    assert told or any(one != other for one, other in zip(before.decided(), after.decided(), strict=False))


@pytest.mark.parametrize("form", [each for each in FORMS if each.aliases], ids=lambda form: form.name)
def test_a_further_spelling_of_a_key_says_the_same(observe: Callable[[Sample, str], Observed], form: Form) -> None:
    """`đơn vị` for `đơn vị tính`, `hỏi` for `câu hỏi`, `kết quả` for `là`."""
    tried = set()
    for sample in SAMPLES:
        for alias, key in form.aliases.items():
            old, new = sample.ways[key] if sample.form is form and key in sample.ways else ("", "")
            if f"{key}:" in new:
                texts = [sample.text.replace(old, each) for each in (new, new.replace(f"{key}:", f"{alias}:"))]
                one, other = (observe(sample, text).report.ruleset for text in texts)
                assert one == other is not None
                tried.add(key)
    assert tried == set(form.aliases.values()) & set(form.keys)
