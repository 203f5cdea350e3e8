"""Writes the tables of `docs/hai-che-do.md`: `ho-so-hai-nam.xlsx` under `btnmt/2021` and under `btnmt/2024`.

Run it from anywhere: `python docs/vi-du/so_sanh_hai_nam.py`. What stands between the marks of the page is replaced.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import thidua_rules as tr
from thidua_rules.facts.case import SubjectId
from thidua_rules.program import ir
from thidua_rules.report.messages import MARK, Shown
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.wording import label_words, name_of, shown_as

HERE = Path(__file__).parent
PAGE = HERE.parent / "hai-che-do.md"
DOSSIER = HERE / "ho-so-hai-nam.xlsx"
BEGIN, END = "<!-- bảng / tables -->", "<!-- hết bảng / end of tables -->"
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


# ---------------------------------------------------------------- what decides


def _parts(decision: tr.Decision, subject: SubjectId, node: ir.Requirement, wanted: tr.Status) -> Iterator[str]:
    """The parts that make a requirement what it is, in words with their clauses; of a choice not met, the whole."""
    below = [each for each in node.children if decision[subject, each.code].status is wanted]
    repeated = _repeated(node.condition)
    if repeated in decision.program.conclusions and decision[subject, repeated].status is wanted:
        home = decision.program.homes[repeated]
        if isinstance(home, ir.Criterion) and home.code.startswith("đủ chuẩn"):
            yield from _parts(decision, subject, home.root, wanted)
            return
    if below and node.group == "all":
        for each in below:
            yield from _parts(decision, subject, each, wanted)
    else:
        yield _words(decision, subject, node.code)


def _repeated(condition: ir.Condition | None) -> str:
    if isinstance(condition, ir.Conjunction) and len(condition.operands) == 1:
        condition = condition.operands[0]
    return condition.code if isinstance(condition, ir.Concluded) and not condition.walk.steps else ""


def _words(decision: tr.Decision, subject: SubjectId, code: str) -> str:
    """`tên của ý (Nghị định …, Đ9.k3)`."""
    about = decision.program.conclusions[code].about
    cited = Renderer(decision).citations(about.citations)
    return f"{label_words(about, decision[subject, code].status, 'vi')} ({cited})"


def why(decision: tr.Decision, subject: SubjectId, title: str) -> str:
    """Why a title is met or not: the clauses of the title, the seats, or the parts that stand in the way."""
    verdict, program = decision[subject, title], decision.program
    if verdict.status is tr.Status.MET:
        return Renderer(decision).citations(program.conclusions[program.titles[title].standard].about.citations)
    quota = program.titles[title].quota
    if verdict.reason == "quota" and quota is not None:
        return f"ngoài chỉ tiêu ({Renderer(decision).citations(program.homes[quota].about.citations)})"
    # seats are told only of those who have the standard
    standard = program.titles[title].standard
    root = program.conclusions[standard if decision[subject, standard].status is verdict.status else title]
    return "; ".join(dict.fromkeys(_parts(decision, subject, root, verdict.status)))


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


def tables() -> str:
    """The tables of the page."""
    before, after = decisions()
    compared = list(_compared(before, after))
    met, unknown = tr.Status.MET, tr.Status.UNKNOWN

    def rows(chosen: Iterable[tuple[SubjectId, str, Shown, Shown]]) -> list[list[str]]:
        return [
            [
                name_of(before, subject),
                f"{title}, {ENGLISH[title]}",
                f"{MARK[old]} {why(before, subject, title)}",
                f"{MARK[new]} {why(after, subject, title)}",
            ]
            for subject, title, old, new in chosen
        ]

    columns = ("ai / who", "danh hiệu / title", "btnmt/2021", "btnmt/2024")
    gained = [each for each in compared if each[3] is met and each[2] not in (met, unknown)]
    lost = [each for each in compared if each[2] is met and each[3] is not met]
    untold = [each for each in compared if each[2] is unknown and each[3] is met]
    lines = [
        *_table("Được thêm / who gains", columns, rows(gained)),
        *_table("Mất / who loses", columns, rows(lost)),
        *_table("Năm 2021 chưa kết luận được / not decided for 2021", columns, rows(untold)),
    ]
    counts = []
    for title, english in ENGLISH.items():
        pairs = [each[2:] for each in compared if each[1] == title]
        counts.append([f"{title}, {english}", *(str(sum(pair[at] is met for pair in pairs)) for at in (0, 1))])
    lines += _table("Số đạt / how many have it", ("danh hiệu / title", "btnmt/2021", "btnmt/2024"), counts)
    return "\n".join(lines)


def page() -> str:
    """The page with its tables written anew."""
    text = PAGE.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
