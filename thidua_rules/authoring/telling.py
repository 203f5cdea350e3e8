"""Coverage and mutants in words and as plain data."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua_rules.authoring.covering import CoverageReport, Covered
from thidua_rules.authoring.mutating import Mutant
from thidua_rules.authoring.noticing import MutantReport, Same
from thidua_rules.authoring.spots import Spot
from thidua_rules.report.messages import MARK, say
from thidua_rules.report.wording import one_line, size_words, wrapped
from thidua_rules.values import Status

STATUSES = (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE)
_COUNT = 5
"""The room of a count."""
Shortened = Callable[[str], str]
"""A place as it is shown: relative to where somebody stands."""


def coverage_lines(report: CoverageReport, lang: str, width: int, shown: Shortened = str) -> Iterator[str]:
    """The table of all parts, first those that were never found met or never found not met; the counts at the end."""
    both = [each for each in report.parts if not each.one_sided]
    head = "".join(f"{MARK[each]:>{_COUNT}}" for each in STATUSES)
    for key, parts in (("covered_one_sided", report.one_sided), ("covered_others", both)):
        if parts:
            yield say(key, lang, number=len(parts))
            yield head
            for each in parts:
                yield from _covered(each, lang, width, shown)
            yield ""
    yield from wrapped(coverage_summary(report, lang), width)
    yield from wrapped(say("covered_legend", lang), width)


def coverage_summary(report: CoverageReport, lang: str) -> str:
    """The counts of all parts together."""
    both = [each for each in report.parts if not each.one_sided]
    numbers = {
        "parts": len(report.parts),
        "scenarios": report.scenarios,
        "subjects": report.subjects,
        "both": len(both),
        "one": len(report.one_sided),
        "passing": sum(not each.rests for each in report.parts),
    }
    return say("covered_whole", lang, **numbers)


def _covered(part: Covered, lang: str, width: int, shown: Shortened) -> Iterator[str]:
    counts = "".join(f"{part.counts.get(each, 0):>{_COUNT}}" for each in STATUSES)
    seen = any(part.counts.values())
    mark = "●" if part.rests else "○" if seen else " "
    indent = " " * (len(counts) + 4)
    yield from wrapped(_named(part.spot, lang), width, f"{counts}  {mark} ", indent)
    yield indent + shown(part.spot.line)


def _named(spot: Spot, lang: str) -> str:
    """`LĐTT.a (yêu cầu): its words`."""
    return one_line(f"{spot.code} ({say(f'part_{spot.kind}', lang)}): {spot.words}".rstrip(": "))


def coverage_data(report: CoverageReport) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "ruleset": report.ruleset.id,
        "scenarios": report.scenarios,
        "subjects": report.subjects,
        "parts": [
            {
                **_spot_data(each.spot),
                **{status.value: each.counts.get(status, 0) for status in STATUSES},
                "expectations_rest_on_it": each.rests,
            }
            for each in report.parts
        ],
    }


def mutant_lines(report: MutantReport, lang: str, width: int, shown: Shortened = str) -> Iterator[str]:
    """The share that is noticed, then every mutant that is not: where, what was changed, the words there.

    After these come those that no complete dossier tells apart, with what is proved.
    """
    unnoticed = report.unnoticed
    yield from _share(report, lang)
    if unnoticed:
        yield ""
        yield say("mutants_unnoticed", lang, number=len(unnoticed))
    for each in unnoticed:
        yield from _mutant(each, lang, width, shown)
    if unnoticed and not report.asked:
        yield ""
        yield from wrapped(say("mutants_without", lang), width)
        yield "    pip install 'thidua-rules[prove]'"
    if report.same:
        yield ""
        yield from wrapped(say("mutants_same", lang, number=len(report.same)), width)
    for each, same in report.same:
        yield from _mutant(each, lang, width, shown)
        yield from wrapped(same_words(same, lang), width, "    ", "    ")
    for told in _how(report, lang):
        yield from wrapped(told, width)


def mutants_summary(report: MutantReport, lang: str) -> Iterator[str]:
    """The share that is noticed, and how it was proved of some that no dossier tells."""
    yield from _share(report, lang)
    yield from _how(report, lang)


def _share(report: MutantReport, lang: str) -> Iterator[str]:
    tried = len(report.tried)
    share = f"{int(report.share * 10) / 10:.1f}"  # cut, so that 100 says that all are noticed
    share = share.replace(".", ",") if lang == "vi" else share
    yield say("mutants_share", lang, noticed=report.noticed, tried=tried - len(report.same), share=share)
    if tried < report.all:
        yield say("mutants_sample", lang, tried=tried, all=report.all)


def _how(report: MutantReport, lang: str) -> Iterator[str]:
    if report.same:
        asked = dict.fromkeys(moment for _, same in report.same for moment in same.asked)
        moments = "; ".join(f"{day:%d/%m/%Y}, {period}" for day, period in asked)
        yield say("mutants_same_how", lang, asked=moments, tried=sum(same.tried for _, same in report.same))


def same_words(same: Same, lang: str) -> str:
    """Of which dossiers it is proved that they do not tell a mutant from the ruleset."""
    if same.sizes:
        return say("mutants_same_sizes", lang, sizes=size_words(same.sizes))
    return say("mutants_same_all", lang)


def _mutant(mutant: Mutant, lang: str, width: int, shown: Shortened) -> Iterator[str]:
    yield shown(mutant.spot.place.text(lang))
    yield from wrapped(_told(mutant, lang), width, "    ", "    ")
    yield from wrapped(_named(mutant.spot, lang), width, "    ", "    ")


def _told(mutant: Mutant, lang: str) -> str:
    return mutant.told[0 if lang == "vi" else 1]


def mutants_data(report: MutantReport) -> dict[str, Any]:
    """The same as plain data, with the scenario that notices each of the others."""
    return {
        "ruleset": report.ruleset.id,
        "all": report.all,
        "tried": len(report.tried),
        "noticed": report.noticed,
        "solver": report.asked,
        "mutants": [
            {
                **_spot_data(each.mutant.spot),
                "change": each.mutant.kind,
                "told": {lang: _told(each.mutant, lang) for lang in ("vi", "en")},
                "noticed_by": None if each.by is None else each.by.name,
                "same": None if each.same is None else _same_data(each.same),
            }
            for each in report.tried
        ],
    }


def _same_data(same: Same) -> dict[str, Any]:
    return {
        "asked": [{"on": day.isoformat(), "period": str(period)} for day, period in same.asked],
        "sizes": dict(same.sizes),
        "dossiers_lacking_facts_tried": same.tried,
    }


def _spot_data(spot: Spot) -> dict[str, Any]:
    return {
        "kind": spot.kind,
        "code": spot.code,
        "words": spot.words,
        "file": spot.place.file,
        "line": spot.place.line,
        "column": spot.place.column,
    }
