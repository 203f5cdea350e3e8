"""Why, in one sentence and in short: the causes of a verdict in words, the decisive ones first."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from thidua_rules.decision.decision import Decision, Verdict
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.reasons.causes import Cause, Explanation
from thidua_rules.reasons.seats import Order, competes, order, tie, would_be_seated
from thidua_rules.report.conditions import PLACE, ConditionWords
from thidua_rules.report.gaps import MOST_NAMES, gathered, names, of_whom, shortened
from thidua_rules.report.messages import MARK, Beyond, noted_word, say, status_word, truth_word
from thidua_rules.report.quotas import TIES
from thidua_rules.report.wording import citation_words, hanging, label_words, name_of, shown_as, value_words, wrapped
from thidua_rules.values import Status

MOST_LINES = 40
"""How long a short explanation is at most."""
MOST_LETTERS = 200
"""How long a summary is at most."""
_DEEPEST = 6
"""How many levels of causes are told at most; of what is met, which needs less telling, `_DEEPEST_MET`."""
_DEEPEST_MET = 2
_MOST_OPERANDS = 3
_MOST_CITED = 4
_MOST_GROUNDS = 6


@frozen
class Said:
    """A line, what it says of which cause, and what stands under it."""

    text: str
    cause: Cause | None = None
    below: list["Said"] = field(factory=list)


@frozen
class ReasonWords:
    """Puts the causes of one verdict into words of one language; without `places` not where a fact was read."""

    decision: Decision
    verdict: Verdict
    explanation: Explanation
    lang: str = "vi"
    places: bool = True
    _lines: dict[int, Said] = field(factory=dict, init=False, repr=False, eq=False)
    """What was said of causes, by their identity."""

    # ------------------------------------------------------------ in one sentence

    def summary(self) -> str:
        """The status and the reason that matters most, in at most 200 characters."""
        status = self._status().lower()
        why = self.reason()
        text = f"{shortened(name_of(self.decision, self.verdict.subject))} · {self.verdict.code}: {status}"
        if why:
            text = f"{text} – {why}"
        return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1].rstrip(" ,;:(") + "…"

    def _status(self) -> str:
        """What the verdict is shown as."""
        if self.decision.program.conclusions[self.verdict.at].about.noted:
            return noted_word(self.verdict.status, self.lang).upper()
        return status_word(shown_as(self.verdict), self.lang)

    def reason(self) -> str:
        """What the verdict comes from, in part of a sentence; empty if there is nothing to say."""
        status, verdict = self.verdict.status, self.verdict
        if status is Status.UNKNOWN:
            return self._why_unknown()
        if verdict.reason == "quota":
            seats = next((each for each in self.explanation.walk() if each.kind in ("seats", "tie")), None)
            return "" if seats is None else self._seats(seats)
        causes = self.explanation.causes
        parts = sum(each.kind == "requirement" for each in causes)
        if status is Status.MET and parts > 1:
            return self._say("all_parts", number=parts)
        first = self._sentence(causes[0]) if causes else ""
        if status is Status.MET or len(causes) < 2:
            return first
        return " ".join(filter(None, (first, self._say("and_other_causes", number=len(causes) - 1))))

    def seats(self) -> str:
        """Where the subject stands before the quota that the verdict rests on; empty if it rests on none."""
        causes = (self.explanation.root, *self.explanation.walk())
        found = next((each for each in causes if each.kind in ("seats", "tie")), None)
        return "" if found is None else self._seats(found)

    def parts(self) -> list[str]:
        """The causes one by one, each in part of a sentence; alternatives of which one is enough are one cause."""
        if self.verdict.reason == "quota":
            return [self.reason()]
        prover = self.decision.prover
        # seats that there would be, or not, keep nobody from a title who does not compete
        causes = [each for each in self.explanation.causes if not would_be_seated(prover, each.step)]
        return [self._sentence(each) for cause in causes or self.explanation.causes for each in _lowest(cause)]

    def grounds(self) -> list[str]:
        """Each part that is met with what it rests on, one by one; what only keeps others out is left out."""
        so, need = f" = {truth_word(Status.MET, self.lang)}", f", {self._say('need')} "
        found = []
        for cause in self.explanation.causes:
            rule = cause.step.rule
            about = rule.about if isinstance(rule, ir.Requirement) else ir.About()
            if cause.status is not Status.MET or about.excluding:
                continue
            told = dict.fromkeys(each.partition(need)[0] for each in self._found(cause))
            # what is simply so is said by the name of the part
            listed = [each for each in told if each and not (about.title and each.endswith(so))]
            more = [f"… +{len(listed) - _MOST_GROUNDS}"] if len(listed) > _MOST_GROUNDS else []
            named = ""
            if isinstance(rule, ir.Requirement) and about.title:
                named = f"{about.title} ({as_written(rule.code)})"
            facts = "; ".join((*listed[:_MOST_GROUNDS], *more))
            found.append(": ".join(filter(None, (named, facts))) or self._sentence(cause))
        return found

    def _found(self, cause: Cause) -> Iterator[str]:
        """What was found below a cause, without the parts that it is put together of and what other titles found."""
        if cause.kind not in ("conclusion", "requirement"):
            yield self._line(cause).text.partition(PLACE)[0]
            return
        for each in cause.causes:
            if each.kind != "conclusion":
                yield from self._found(each)

    def _why_unknown(self) -> str:
        if self.verdict.unstated:
            return self._say("unstated", reason=self.verdict.unstated[0])
        if self.verdict.tied:
            found = next((each for each in self.explanation.walk() if each.kind == "tie"), None)
            return self._say("tie_council") if found is None else self._seats(found)
        missing = gathered(self.decision, self.explanation.proof.direct_gaps, self.lang)
        if not missing:
            return self._say("no_answer")
        told = [
            self._say("not_known_of", what=each.what, whose=self._of(each.subjects, 2)) if each.is_field else each.what
            for each in missing[:2]
        ]
        if len(missing) > 2:
            told.append(self._say("and_other_things", number=len(missing) - 2))
        return "; ".join(told)

    def _of(self, subjects: tuple[SubjectId, ...], most: int = MOST_NAMES) -> str:
        own = subjects in ((), (self.verdict.subject,))
        return "" if own else f" {self._say('of')} {of_whom(self.decision, subjects, self.lang, most)}"

    def _sentence(self, cause: Cause) -> str:
        """What a part comes from, with its name and code: `Kế hoạch năm (T2.b): tỷ lệ = 98,5%, cần ≥ 100%`."""
        while len(cause.causes) == 1 and cause.causes[0].kind in ("conclusion", "requirement"):
            cause = cause.causes[0]
        rule = cause.step.rule
        leaf = next((each for each in cause.leaves() if each.kind not in ("conclusion", "requirement")), None)
        found = "" if leaf is None else self._line(leaf).text.partition(PLACE)[0]
        if not isinstance(rule, ir.Requirement | ir.Exempting) or (leaf is not None and _is_only(cause, leaf)):
            return found
        label = shortened(label_words(rule.about, cause.status, self.lang), 60)
        if label == rule.about.text and found:
            return f"{found} ({as_written(rule.code)})"
        code = as_written(rule.code)
        return f"{f'{label} ({code})' if label else code}: {found or self._word(cause.status)}"

    # ------------------------------------------------------------ in short

    def short(self, width: int, most: int = MOST_LINES) -> list[str]:
        """The headline, the causes, what holds, the source and what is missing, in at most `most` lines of that width.

        Where there is more to say, what lies deepest is left out first.
        """
        before = [*self._headline(width)]
        return [*before, *self.below(width, most, len(before))]

    def below(self, width: int, most: int = MOST_LINES, taken: int = 0) -> list[str]:
        """What `short` says below its headline, which takes so many of the lines."""
        for listed in (8, 4, 2, 1):
            after = [*self._after(width, listed)]
            if taken + len(after) <= most // 2:
                break
        deepest = _DEEPEST if self.verdict.status is not Status.MET else _DEEPEST_MET
        tree = [*self._told(self.explanation.causes, deepest), *self._holding(self.explanation.root)]
        room = max(most - taken - len(after), 1)
        for depth in range(deepest, 0, -1):
            lines = list(_laid_out(tree, depth, width))
            if len(lines) <= room:
                break
        else:
            lines = [*lines[: room - 1], f"  … +{len(lines) - room + 1}"]
        return [*lines, *after]

    def _headline(self, width: int) -> Iterator[str]:
        verdict = self.verdict
        about = self.decision.program.conclusions[verdict.at].about
        label = label_words(about, verdict.status, self.lang)
        who = shortened(name_of(self.decision, verdict.subject), 80)
        status = self._status()
        yield from wrapped(f"{who} · {verdict.code} {shortened(label, 120)}".rstrip() + f": {status}", width)
        why = self.reason()
        if why and (verdict.status is Status.UNKNOWN or len(self.explanation.causes) > 1):
            yield from wrapped(why[0].upper() + why[1:] + ("" if why.endswith(".") else "."), width)

    def _after(self, width: int, listed: int) -> Iterator[str]:
        """The source and what is missing, of which so much is listed and the rest counted."""
        cited = dict.fromkeys(
            citation
            for each in (self.explanation.root, *self.explanation.walk())
            if isinstance(each.step.rule, ir.Requirement | ir.Exempting | ir.Quota)
            and each.subjects == (self.verdict.subject,)
            for citation in each.step.rule.about.citations
        )
        if cited:
            shown = citation_words(list(cited)[:_MOST_CITED], self.decision.program.documents)
            more = f"; … +{len(cited) - _MOST_CITED}" if len(cited) > _MOST_CITED else ""
            yield from hanging(f"{self._say('reference').capitalize()}: {shown}{more}", "", width)
        gaps = self.explanation.proof.direct_gaps if self.verdict.status is Status.UNKNOWN else ()
        found = gathered(self.decision, gaps, self.lang)
        if found:
            yield f"{self._say('missing')}:"
        for each in found[:listed]:
            whose = self._of(each.subjects)
            notes = f" ({each.notes})" if each.notes else ""
            yield from hanging(f"- {each.what}{whose}{notes}", "  ", width)
        if len(found) > listed:
            yield f"  - … +{len(found) - listed}"

    # ------------------------------------------------------------ the tree

    def _told(self, causes: Iterable[Cause], depth: int) -> list[Said]:
        """A line for each cause, with so many levels of lines in all."""
        return [self._tree(each, depth) for each in causes]

    def _tree(self, cause: Cause, depth: int) -> Said:
        line = self._line(cause)
        if depth == 1:
            return line
        inner = () if line.cause is not cause else cause.causes
        return Said(line.text, line.cause, [*self._told(inner, depth - 1), *self._holding(cause)])

    def _holding(self, cause: Cause) -> list[Said]:
        """`✓ T2.a, T2.c`: the parts that are in order, and those that do not apply, by their codes."""
        found: dict[Status, list[str]] = {}
        for each in cause.holding:
            assert isinstance(each.step.rule, ir.Requirement)
            if would_be_seated(self.decision.prover, each.step):
                continue
            found.setdefault(each.status, []).append(as_written(each.step.rule.code))
        order_ = (Status.MET, Status.NOT_APPLICABLE, Status.NOT_MET, Status.UNKNOWN)
        return [
            Said(f"{MARK[status]} {self._word(status)}: {', '.join(found[status])}")
            for status in order_
            if status in found
        ]

    def _line(self, cause: Cause) -> Said:
        """The line of a cause. One that swallows its only cause is said with that one's words."""
        found = self._lines.get(id(cause))
        if found is None:
            found = self._lines[id(cause)] = self._said(cause)
        return found

    def _said(self, cause: Cause) -> Said:
        match cause.kind:
            case "conclusion" | "requirement":
                return self._of_rule(cause)
            case "guard":
                inner = "; ".join(self._line(each).text for each in cause.causes)
                return Said(f"{MARK[cause.status]} {self._say('guard')}: {inner}", None)
            case "members":
                return Said(self._headline_of(cause), cause)
            case "alike":
                return self._alike(cause)
            case "seats" | "tie":
                return Said(self._seats(cause), cause)
            case "unstated":
                rule = cause.step.rule
                assert isinstance(rule, ir.Unstated)
                return Said(self._say("unstated", reason=rule.reason), cause)
            case _:
                # of what the question alone decides nothing is found that could be told
                told = self._headline_of(cause) or self._word(cause.status)
                return Said(told.partition(PLACE)[0] if self.verdict.status is Status.MET else told, cause)

    def _of_rule(self, cause: Cause) -> Said:
        rule = cause.step.rule
        assert isinstance(rule, ir.Requirement | ir.Exempting)
        # that there is no seat must not read as `trong chỉ tiêu`: the seats say what is the case
        of_seats = len(cause.causes) == 1 and _is_only(cause, cause.causes[0])
        label = "" if of_seats else shortened(label_words(rule.about, cause.status, self.lang), 80)
        exempt = f"{self._say('exception')} " if isinstance(rule, ir.Exempting) else ""
        whose = (
            "" if cause.subjects == (self.verdict.subject,) else f" ({names(self.decision, cause.subjects, self.lang)})"
        )
        head = f"{MARK[cause.status]} {exempt}{as_written(rule.code)}{f'  {label}' if label else ''}{whose}"
        if cause.told:
            return Said(f"{head}: {self._word(cause.status)} ({self._say('as_above')})", cause)
        if len(cause.causes) == 1 and _is_leaf(cause.causes[0]):
            inner = self._line(cause.causes[0]).text
            # a requirement without a name is told by what it asks for: what was found says it again
            bare = f"{MARK[cause.status]} {exempt}{as_written(rule.code)}  {inner}"
            text = bare if label and label == rule.about.text else f"{head}: {inner}"
            return Said(text, None)
        none = isinstance(rule, ir.Requirement) and rule.group == "none"
        asked = f" ({self._say('none_may_hold')})" if none else ""
        return Said(f"{head}{asked}: {self._word(cause.status)}", cause)

    def _alike(self, cause: Cause) -> Said:
        """`? 3 chưa rõ: A, B, C: chưa có: mức hoàn thành nhiệm vụ`."""
        named = names(self.decision, cause.subjects, self.lang)
        if len(cause.subjects) > 1:
            word = self._say("unclear") if cause.status is Status.UNKNOWN else self._word(cause.status)
            named = f"{len(cause.subjects)} {word}: {named}"
        told = dict.fromkeys(self._general(leaf, cause) for each in cause.causes for leaf in each.leaves())
        listed = [each for each in told if each][:_MOST_OPERANDS]
        more = f"; … +{len(told) - _MOST_OPERANDS}" if len(told) > _MOST_OPERANDS else ""
        return Said(f"{MARK[cause.status]} {named}" + (f": {'; '.join(listed)}{more}" if listed else ""), None)

    def _general(self, leaf: Cause, member: Cause) -> str:
        """What a cause says of a member: what is missing (of one alone, whose it is), or what was found."""
        gaps = [gap for gap in leaf.step.gaps if gap.kind == "field" and gap.name and gap.subject]
        if leaf.status is Status.UNKNOWN and gaps:
            name = ", ".join(dict.fromkeys(gap.name for gap in gaps if gap.name))
            whose = tuple(dict.fromkeys(gap.subject for gap in gaps if gap.subject))
            shown = (
                ""
                if len(member.subjects) > 1 or whose == member.subjects
                else f" ({names(self.decision, whose, self.lang)})"
            )
            return self._say("missing_fact", name=name) + shown
        if leaf.kind in ("conclusion", "requirement", "seats", "tie"):
            rule = leaf.step.rule
            assert isinstance(rule, ir.Requirement | ir.Exempting | ir.Quota)
            return f"{as_written(rule.code)} {self._word(leaf.status)}"
        return self._line(leaf).text.partition(PLACE)[0]

    # ------------------------------------------------------------ leaves

    def _headline_of(self, cause: Cause) -> str:
        """The line of a condition that says what is needed, then what it was reckoned from."""
        words = ConditionWords(self.decision, self.lang, negated=cause.negated, outer=True, places=self.places)
        step = cause.step
        told = words.value(step) if isinstance(step.rule, ir.Value) else words.lines(step)
        lines = [each for each in told if not each.startswith(" ")]
        needs = f", {self._say('need')} "
        head = next((each for each in lines if needs in each), lines[0] if lines else "")
        rest = [each.partition(PLACE)[0] for each in lines if each != head]
        if not head or cause.kind == "members" or not rest:
            return head
        return f"{head} ({'; '.join(rest[:_MOST_OPERANDS])}{'; …' if len(rest) > _MOST_OPERANDS else ''})"

    def _seats(self, cause: Cause) -> str:
        """`xếp thứ 3 trong 7 ứng viên, 2 suất trong Cục A; suất cuối: Nguyễn Văn B`."""
        rule, step, prover = cause.step.rule, cause.step, self.decision.prover
        assert isinstance(rule, ir.Quota)
        evaluation, subject = prover.evaluation, cause.subjects[0]
        binding = [limit for limit in rule.limits if not evaluation.is_lifted(limit)]
        if not binding:
            return f"{as_written(rule.code)}: {self._say('no_limit')}"
        told = []
        for limit in binding:
            size = evaluation.base_size(limit, subject, subject)
            seats = evaluation.seats(limit, subject, size)
            groups = evaluation.groups(subject, limit.group)
            if groups.sure is not None and seats.ordered:
                group = shortened(name_of(self.decision, groups.sure))
                told.append(self._say("seats", seats=value_words(limit.seats.type, seats, self.lang), group=group))
        found = order(prover, step, binding[0])
        place = self._say("place", place=found.place, all=found.of)
        supposed = "" if competes(prover, rule, subject) else f"{self._say('if_competing')}: "
        told = [f"{supposed}{place}", *dict.fromkeys(told)]
        told.extend(self._level(cause, found))
        if cause.kind == "tie":
            told.append(self._say(TIES[tie(prover, step)]))
        if found.last is not None and found.last != subject:
            told.append(self._say("last_seat", name=shortened(name_of(self.decision, found.last))))
        return "; ".join(told)

    def _level(self, cause: Cause, found: Order) -> Iterator[str]:
        if found.level and cause.status is Status.UNKNOWN:
            yield self._say("level_with", names=names(self.decision, found.level, self.lang, 3))
        elif found.perhaps and cause.status is Status.UNKNOWN:
            yield self._say("perhaps_after", names=names(self.decision, found.perhaps, self.lang, 3))

    def _word(self, status: Status | Beyond) -> str:
        return status_word(status, self.lang).lower()

    def _say(self, key: str, **arguments: object) -> str:
        return say(key, self.lang, **arguments)


def _is_leaf(cause: Cause) -> bool:
    """Whether it is said in one line."""
    return not cause.causes and cause.kind in ("condition", "members", "seats", "tie", "unstated")


def _is_only(cause: Cause, leaf: Cause) -> bool:
    """Whether a requirement asks for a seat alone: `trong chỉ tiêu` would read as if there were one."""
    return cause.causes == (leaf,) and leaf.kind in ("seats", "tie")


def _lowest(cause: Cause) -> Iterator[Cause]:
    """The requirements at the bottom of a cause, each of which would have to be otherwise."""
    inner = [each for each in cause.causes if each.kind in ("conclusion", "requirement")]
    rule = cause.step.rule
    if not inner or (isinstance(rule, ir.Requirement) and rule.group not in ("all", "none")):
        yield cause
    else:
        for each in inner:
            yield from _lowest(each)


def _laid_out(tree: Sequence[Said], depth: int, width: int, indent: str = "  ") -> Iterator[str]:
    for each in tree:
        yield from hanging(each.text, indent, width)
        if depth > 1:
            yield from _laid_out(each.below, depth - 1, width, indent + "  ")
