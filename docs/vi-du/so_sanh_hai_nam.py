"""Writes the tables of `docs/hai-che-do.md` and its twin: `ho-so-hai-nam.xlsx` under `btnmt/2021` and `btnmt/2024`.

Run it from anywhere: `python docs/vi-du/so_sanh_hai_nam.py`. What stands between the marks of a page is replaced.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import evolve

import thidua_rules as tr
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.report.messages import MARK, Shown
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.wording import label_words, name_of, shown_as

HERE = Path(__file__).parent
PAGES = {"vi": HERE.parent / "hai-che-do.md", "en": HERE.parent / "hai-che-do.en.md"}
DOSSIER = HERE / "ho-so-hai-nam.xlsx"
BEGIN, END = "<!-- bảng -->", "<!-- hết bảng -->"
ENGLISH = {
    "LĐTT": "advanced worker",
    "CSTĐCS": "emulation fighter, grassroots level",
    "CSTĐB": "emulation fighter, ministry level",
    "CSTĐTQ": "national emulation fighter",
    "TTLĐTT": "advanced collective",
    "TTLĐXS": "excellent collective",
    "CTĐB": "emulation flag of the ministry",
    "CTĐCP": "emulation flag of the Government",
    "BKB-CN": "certificate of merit of the minister",
    "BKTTG-CN": "certificate of merit of the Prime Minister",
}
"""The titles compared. Certificates of merit for collectives are left out: the dossier says nothing for them."""


def decisions() -> tuple[tr.Decision, tr.Decision]:
    """The dossier decided for 2021 and for 2024, each by the rules of its year."""
    found = []
    for year in (2021, 2024):
        rules = tr.load("btnmt", period=year)
        found.append(rules.decide(rules.read_case(DOSSIER, on=f"15/01/{year + 1}", period=year)))
    return found[0], found[1]


WORDS = {
    "vi": {
        "gained": "Được thêm",
        "lost": "Mất",
        "untold": "Năm 2021 chưa kết luận được",
        "counted": "Số đạt",
        "who": "Ai",
        "title": "Danh hiệu",
        "outside": "ngoài chỉ tiêu",
    },
    "en": {
        "gained": "Who gains",
        "lost": "Who loses",
        "untold": "Not decided for 2021",
        "counted": "How many have it",
        "who": "Who",
        "title": "Title",
        "outside": "outside the quota",
    },
}


# ---------------------------------------------------------------- what decides


def _parts(
    decision: tr.Decision, subject: SubjectId, node: ir.Requirement, wanted: tr.Status, lang: str
) -> Iterator[str]:
    """The parts that make a requirement what it is, in words with their clauses; of a choice not met, the whole."""
    below = [each for each in node.children if decision[subject, each.code].status is wanted]
    repeated = _repeated(node.condition)
    if repeated in decision.program.conclusions and decision[subject, repeated].status is wanted:
        home = decision.program.homes[repeated]
        if isinstance(home, ir.Criterion) and home.code.startswith("đủ chuẩn"):
            yield from _parts(decision, subject, home.root, wanted, lang)
            return
    if below and node.group == "all":
        for each in below:
            yield from _parts(decision, subject, each, wanted, lang)
    else:
        yield _words(decision, subject, node.code, lang)


def _repeated(condition: ir.Condition | None) -> str:
    if isinstance(condition, ir.Conjunction) and len(condition.operands) == 1:
        condition = condition.operands[0]
    return condition.code if isinstance(condition, ir.Concluded) and not condition.walk.steps else ""


def _quoted(text: str, lang: str) -> str:
    """What the ruleset says stays in Vietnamese; among English words it is quoted."""
    return text if lang == "vi" else f"“{text}”"


def _cited(decision: tr.Decision, citations: Iterable[str], lang: str) -> str:
    return _quoted(Renderer(decision).citations(citations), lang)


def _words(decision: tr.Decision, subject: SubjectId, code: str, lang: str) -> str:
    """`tên của ý (Nghị định …, Đ9.k3)`."""
    about = decision.program.conclusions[code].about
    named = evolve(about, title=_quoted(about.title or about.text, lang))
    label = label_words(named, decision[subject, code].status, lang)
    return f"{label} ({_cited(decision, about.citations, lang)})"


def why(decision: tr.Decision, subject: SubjectId, title: str, lang: str) -> str:
    """Why a title is met or not: the clauses of the title, the seats, or the parts that stand in the way."""
    verdict, program = decision[subject, title], decision.program
    if verdict.status is tr.Status.MET:
        return _cited(decision, program.conclusions[program.titles[title].standard].about.citations, lang)
    quota = program.titles[title].quota
    if verdict.reason == "quota" and quota is not None:
        return f"{WORDS[lang]['outside']} ({_cited(decision, program.homes[quota].about.citations, lang)})"
    # seats are told only of those who have the standard
    standard = program.titles[title].standard
    root = program.conclusions[standard if decision[subject, standard].status is verdict.status else title]
    return "; ".join(dict.fromkeys(_parts(decision, subject, root, verdict.status, lang)))


# ---------------------------------------------------------------- the tables


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(heading: str, columns: Iterable[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"### {heading}"
    yield ""
    listed = list(columns)
    yield "| " + " | ".join(listed) + " |"
    yield "|" + " --- |" * len(listed)
    for row in rows:
        yield "| " + " | ".join(map(_cell, row)) + " |"
    yield ""


def _compared(before: tr.Decision, after: tr.Decision) -> Iterator[tuple[SubjectId, str, Shown, Shown]]:
    for kind in ("tập thể", "cá nhân"):
        for subject in before.case.of_type(kind):
            for title in ENGLISH:
                if before.program.titles[title].subject == kind:
                    yield subject, title, shown_as(before[subject, title]), shown_as(after[subject, title])


def tables(lang: str) -> str:
    """The tables of the page in a language."""
    before, after = decisions()
    compared = list(_compared(before, after))
    met, unknown = tr.Status.MET, tr.Status.UNKNOWN
    words = WORDS[lang]

    def named(title: str) -> str:
        """`LĐTT, Lao động tiên tiến`."""
        return f"{title}, {ENGLISH[title] if lang == 'en' else before.program.conclusions[title].about.title}"

    def rows(chosen: Iterable[tuple[SubjectId, str, Shown, Shown]]) -> list[list[str]]:
        return [
            [
                name_of(before, subject),
                named(title),
                f"{MARK[old]} {why(before, subject, title, lang)}",
                f"{MARK[new]} {why(after, subject, title, lang)}",
            ]
            for subject, title, old, new in chosen
        ]

    columns = (words["who"], words["title"], "btnmt/2021", "btnmt/2024")
    gained = [each for each in compared if each[3] is met and each[2] not in (met, unknown)]
    lost = [each for each in compared if each[2] is met and each[3] is not met]
    untold = [each for each in compared if each[2] is unknown and each[3] is met]
    lines = [
        *_table(words["gained"], columns, rows(gained)),
        *_table(words["lost"], columns, rows(lost)),
        *_table(words["untold"], columns, rows(untold)),
    ]
    counts = []
    for title in ENGLISH:
        pairs = [each[2:] for each in compared if each[1] == title]
        counts.append([named(title), *(str(sum(pair[at] is met for pair in pairs)) for at in (0, 1))])
    lines += _table(words["counted"], columns[1:], counts)
    return "\n".join(lines)


def page(lang: str) -> str:
    """The page in a language with its tables written anew."""
    text = PAGES[lang].read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{tables(lang)}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
