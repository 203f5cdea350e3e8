"""What differs between two rulesets in words and as plain data."""

from collections.abc import Iterator, Mapping
from typing import Any

from thidua_rules.authoring.differences import Aspect
from thidua_rules.authoring.diffing import RulesetDiff, Shown, Told
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.writing import to_dict
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import say, status_word
from thidua_rules.report.wording import hanging
from thidua_rules.source.yaml_writing import scalar

_ASPECTS: Mapping[str, tuple[str, str]] = {
    "condition": ("khi", "condition"),
    "guard": ("áp dụng khi", "applies when"),
    "group": ("cách ghép các ý", "how its parts combine"),
    "least": ("ít nhất", "at least"),
    "most": ("tối đa", "at most"),
    "rounding": ("làm tròn", "rounding"),
    "counts": ("tính cho", "counts"),
    "values": ("giá trị", "value"),
    "ends": ("hết hiệu lực", "ends"),
    "formula": ("tính", "formula"),
    "rows": ("bảng", "table"),
    "adjustments": ("điều chỉnh", "adjustments"),
    "citations": ("căn cứ", "citation"),
    "title": ("tên", "name"),
    "evidence": ("minh chứng", "evidence"),
    "confirmed_by": ("người xác nhận", "confirmed by"),
    "interpretation": ("diễn giải", "reading"),
    "unstated": ("chưa có văn bản", "text not at hand"),
    "not_encoded": ("không mã hoá", "not encoded"),
    "excluding": ("loại trừ", "exclusion"),
    "keeps_seat": ("vẫn giữ chỗ", "keeps its seat"),
    "quota": ("chỉ tiêu", "quota"),
    "priorities": ("ưu tiên", "priorities"),
    "ties": ("khi bằng nhau", "ties"),
    "shape": ("kiểu", "kind"),
    "options": ("các giá trị", "values"),
    "low": ("từ", "from"),
    "high": ("đến", "to"),
    "question": ("câu hỏi", "question"),
    "valid": ("hiệu lực", "in force"),
    "parents": ("kế thừa", "inherits"),
    "select_by": ("chọn theo", "chosen by"),
    "clauses": ("mục", "clause"),
    "number": ("số hiệu", "number"),
    "date": ("ngày", "date"),
    "body": ("cơ quan", "issued by"),
    "kind": ("loại", "kind"),
    "note": ("ghi chú", "note"),
    "summary": ("nguồn", "source"),
    "key": ("khoá", "key"),
    "points": ("tính", "points"),
    "scale": ("thang", "scale"),
    "step": ("làm tròn đến", "rounded to"),
    "take": ("lấy", "takes"),
    "dropped": ("bỏ mục", "dropped"),
    "steps": ("bậc", "steps"),
    "at_least": ("không thấp hơn", "not below"),
    "at_most": ("không cao hơn", "not above"),
    "subject": ("cho", "of"),
    "for": ("cho", "of"),
    "keys": ("theo", "by"),
}
"""What aspects are called, by the last known part of their path in the canonical form."""
_QUIET = ("root", "minus", "plus", "group", "decimals", "summary", "id", "clause_letters_ours")
"""What is not told of a part that is new or gone: it says nothing that the rest does not."""
_MOST_READ = 3
"""So much of what a new part says is told in the list."""


def diff_lines(found: RulesetDiff, lang: str, width: int) -> Iterator[str]:
    """First what can change a decision, with dossiers that show it; then what only readers are told otherwise."""
    deciding = [each for each in found.told if each.difference.decides and not found.same and not each.same]
    others = [each for each in found.told if each not in deciding]
    yield from hanging(say("diff_head", lang, before=found.before.id, after=found.after.id), "", width)
    numbers = {
        "all": len(found.told),
        "deciding": len(deciding),
        "shown": sum(each.shown is not None for each in deciding),
    }
    yield from hanging(say("diff_counts", lang, **numbers), "", width)
    if found.same:
        yield from hanging(say("diff_same" if found.told else "diff_nothing", lang), "", width)
    if found.left:
        yield from hanging(say("diff_left", lang, left=found.left), "", width)
    for key, those in (("diff_deciding", deciding), ("diff_others", others)):
        if those:
            yield ""
            yield say(key, lang)
        section = ""
        for each in those:
            if each.difference.section != section:
                section = each.difference.section
                yield f"  {say('diff_head_section' if section == 'head' else f'diff_{section}', lang)}"
            yield from _told(each, lang, width)


def _told(each: Told, lang: str, width: int) -> Iterator[str]:
    difference = each.difference
    mark = {"added": "+", "removed": "−", "changed": "≠"}[difference.kind]
    name = as_written(difference.name)
    if difference.section == "types" and difference.name != difference.rule:
        name = f"{name} ({difference.rule})"
    where = "" if each.same is False else f"  {say('diff_reworded', lang)}"
    aspects = [one for one in difference.aspects if difference.kind == "changed" or not _is_quiet(one)]
    if difference.kind != "changed":
        aspects = aspects[:_MOST_READ]
    if difference.section == "head":
        yield from hanging(f"{mark} {_aspect(aspects[0], lang)}", "    ", width)
        return
    if difference.kind == "changed" and len(aspects) == 1:
        yield from hanging(f"{mark} {name}: {_aspect(aspects[0], lang)}{where}", "    ", width)
    else:
        yield from hanging(f"{mark} {name}{where}", "    ", width)
        for one in aspects:
            yield from hanging(_aspect(one, lang), "        ", width)
    if each.shown is not None:
        yield from _shown(each.shown, lang, width)
    elif each.sought:
        yield from hanging(say("diff_not_found", lang), "        ", width)


def _is_quiet(one: Aspect) -> bool:
    return one.key.rpartition(".")[2] in _QUIET or one.key.startswith("interpretation.")


def _aspect(one: Aspect, lang: str) -> str:
    parts = [each for each in one.key.split(".") if each in _ASPECTS]
    if parts[-2:] == ["shape", "kind"]:
        parts.pop()
    word = _ASPECTS[parts[-1]][lang == "en"] if parts else one.key
    if parts and parts[-1] == "clauses":
        word = f"{word} {one.key.partition('clauses.')[2]}"
    if one.before is None or one.after is None:
        return f"{word}: {one.before if one.after is None else one.after}"
    changed = f"{word}: {one.before} → {one.after}"
    return (
        f"{changed}  ({say('diff_threshold', lang)})"
        if one.is_threshold and one.decides and one.key != "valid"
        else changed
    )


def _shown(shown: Shown, lang: str, width: int) -> Iterator[str]:
    """`LĐTT: đạt → không đạt`, and the dossier line by line."""
    key = show_key(shown.case.vocabulary, shown.verdicts.subject)
    words = [status_word(each, lang).lower() for each in (shown.verdicts.before, shown.verdicts.after)]
    yield from hanging(f"{as_written(shown.code)}: {words[0]} → {words[1]} ({key})", "        ", width)
    for line in dossier_lines(to_dict(shown.case)):
        yield from hanging(line, "            ", width)


def dossier_lines(dossier: Mapping[str, Any]) -> Iterator[str]:
    """A dossier as people write it, a record a line."""
    for name, value in dossier.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{name}:"
            yield from (f"  - {_flow(each)}" for each in value)
        else:
            yield f"{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    written = scalar(value)
    return f'"{written}"' if "," in written and not written.startswith('"') else written


def diff_data(found: RulesetDiff) -> dict[str, Any]:
    """All of it as plain data."""
    return {
        "before": {"id": found.before.id, "hash": found.before.hash},
        "after": {"id": found.after.id, "hash": found.after.hash},
        "same_for_every_dossier": found.same,
        "not_sought": found.left,
        "differences": [_difference(each, found.same) for each in found.told],
    }


def _difference(each: Told, same: bool) -> dict[str, Any]:
    difference = each.difference
    aspects = [
        {
            "what": one.key,
            "before": one.before,
            "after": one.after,
            "threshold": one.is_threshold,
            "decides": one.decides,
        }
        for one in difference.aspects
    ]
    data: dict[str, Any] = {
        "section": difference.section,
        "rule": difference.rule,
        "name": as_written(difference.name),
        "kind": difference.kind,
        "decides": difference.decides and not (same or each.same),
        "sought": each.sought,
        "aspects": aspects,
    }
    if each.shown is not None:
        verdicts = each.shown.verdicts
        data["shown"] = {
            "code": as_written(each.shown.code),
            "subject": {"type": verdicts.subject.type, "key": show_key(each.shown.case.vocabulary, verdicts.subject)},
            "before": verdicts.before.value,
            "after": verdicts.after.value,
            "dossier": to_dict(each.shown.case),
        }
    return data
