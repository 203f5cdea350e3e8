"""Coverage and mutants in words and as plain data."""

from collections.abc import Callable, Iterator
from typing import Any

from thidua_rules.authoring.covering import CoverageReport, Covered
from thidua_rules.authoring.mutating import Mutant
from thidua_rules.authoring.noticing import MutantReport
from thidua_rules.authoring.spots import Spot
from thidua_rules.report.messages import MARK, say
from thidua_rules.report.wording import one_line, wrapped
from thidua_rules.values import Status

_STATUSES = (Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.NOT_APPLICABLE)
_COUNT = 5
"""The room of a count."""
Shortened = Callable[[str], str]
"""A place as it is shown: relative to where somebody stands."""


def coverage_lines(report: CoverageReport, lang: str, width: int, shown: Shortened = str) -> Iterator[str]:
    """The table of all parts, first those that were never found met or never found not met; the counts at the end."""
    both = [each for each in report.parts if not each.one_sided]
    head = "".join(f"{MARK[each]:>{_COUNT}}" for each in _STATUSES)
    for key, parts in (("covered_one_sided", report.one_sided), ("covered_others", both)):
        if parts:
            yield say(key, lang, number=len(parts))
            yield head
            for each in parts:
                yield from _covered(each, lang, width, shown)
            yield ""
    numbers = {
        "parts": len(report.parts),
        "scenarios": report.scenarios,
        "subjects": report.subjects,
        "both": len(both),
        "one": len(report.one_sided),
        "passing": sum(not each.rests for each in report.parts),
    }
    yield from wrapped(say("covered_whole", lang, **numbers), width)
    yield from wrapped(say("covered_legend", lang), width)


def _covered(part: Covered, lang: str, width: int, shown: Shortened) -> Iterator[str]:
    counts = "".join(f"{part.counts.get(each, 0):>{_COUNT}}" for each in _STATUSES)
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
                **{status.value: each.counts.get(status, 0) for status in _STATUSES},
                "expectations_rest_on_it": each.rests,
            }
            for each in report.parts
        ],
    }


def mutant_lines(report: MutantReport, lang: str, width: int, shown: Shortened = str) -> Iterator[str]:
    """The share that is noticed, then every mutant that is not: where, what was changed, the words there."""
    tried, unnoticed = len(report.tried), report.unnoticed
    share = f"{int(report.share * 10) / 10:.1f}"  # cut, so that 100 says that all are noticed
    share = share.replace(".", ",") if lang == "vi" else share
    yield say("mutants_share", lang, noticed=tried - len(unnoticed), tried=tried, share=share)
    if tried < report.all:
        yield say("mutants_sample", lang, tried=tried, all=report.all)
    if unnoticed:
        yield ""
        yield say("mutants_unnoticed", lang, number=len(unnoticed))
    for each in unnoticed:
        yield shown(each.spot.place.text(lang))
        yield from wrapped(_told(each, lang), width, "    ", "    ")
        yield from wrapped(_named(each.spot, lang), width, "    ", "    ")


def _told(mutant: Mutant, lang: str) -> str:
    return mutant.told[0 if lang == "vi" else 1]


def mutants_data(report: MutantReport) -> dict[str, Any]:
    """The same as plain data, with the scenario that notices each of the others."""
    return {
        "ruleset": report.ruleset.id,
        "all": report.all,
        "tried": len(report.tried),
        "noticed": len(report.tried) - len(report.unnoticed),
        "mutants": [
            {
                **_spot_data(each.mutant.spot),
                "change": each.mutant.kind,
                "told": {lang: _told(each.mutant, lang) for lang in ("vi", "en")},
                "noticed_by": None if each.by is None else each.by.name,
            }
            for each in report.tried
        ],
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


__all__ = ["coverage_data", "coverage_lines", "mutant_lines", "mutants_data"]
