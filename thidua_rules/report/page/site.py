"""A decision as one file, or as a folder of pages: an overview, and a page for each unit."""

import shutil
import tempfile
from pathlib import Path
from uuid import uuid4

from thidua_rules.decision.decision import Decision
from thidua_rules.decision.seldom import seldom_collected
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.report.page.paper import Gathered, Matter, paper
from thidua_rules.report.page.people import by_unit
from thidua_rules.report.wording import name_of
from thidua_rules.source.whole_files import whole_file

MOST_ON_A_PAGE = 500
_HOME = "index.html"
_OURS = '<meta name="generator" content="thidua_rules '
"""What a page of ours says of itself in its head."""
_HEAD = 2_000


def to_html(decision: Decision, lang: str = "vi") -> str:
    """The whole decision as one page that needs nothing from elsewhere."""
    with seldom_collected():
        matter = Matter.of(decision, lang)
        gathered, teller = Gathered(), matter.teller()
        for each in matter.people:
            gathered.add(teller.tell(each))
        gathered.close()
        return paper(matter, gathered, ways=matter.ways(gathered))


def write_html(decision: Decision, path: Path, lang: str = "vi") -> None:
    """Write the one page; a file of that name is replaced when the new one is whole. OSError if it cannot be."""
    text = to_html(decision, lang)
    with whole_file(path) as beside:
        beside.write_text(text, encoding="utf-8")


def write_site(decision: Decision, folder: Path, lang: str = "vi") -> None:
    """Write the decision as a folder: `index.html`, and a page for each unit.

    The folder comes into being whole or not at all. One that exists is replaced if it holds nothing but such pages;
    UsageError if it holds anything else, OSError if it cannot be written.
    """
    folder = folder.resolve()
    _refuse_others(folder)
    made: Path | None = None
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
        with seldom_collected():
            _pages(decision, made, lang)
        made.chmod(0o755)
        _put(made, folder)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _pages(decision: Decision, folder: Path, lang: str) -> None:
    matter = Matter.of(decision, lang)
    everybody, where, teller = Gathered(), [], matter.teller()
    for number, (unit, people) in enumerate(by_unit(matter.people, MOST_ON_A_PAGE), start=1):
        own = Gathered()
        for each in people:
            own.add(teller.tell(each))
        own.close()
        name = f"{'don-vi' if lang == 'vi' else 'unit'}-{number:04d}.html"
        ways = matter.ways(own, len(people) / len(matter.people))
        title = name_of(decision, unit) if unit is not None else people[0].subject.type
        (folder / name).write_text(paper(matter, own, title=title, home=_HOME, ways=ways), encoding="utf-8")
        everybody.people.extend(own.people)
        everybody.whys.extend(own.whys)
        everybody.gaps.update(own.gaps)
        where.extend([name] * len(people))
    (folder / _HOME).write_text(paper(matter, everybody, pages=where), encoding="utf-8")


def _refuse_others(folder: Path) -> None:
    """UsageError if the path is a file, or a folder with anything but pages of ours."""
    if not folder.exists():
        return
    strange = [folder] if not folder.is_dir() else [each for each in sorted(folder.iterdir()) if not _is_ours(each)]
    if strange:
        raise UsageError([Diagnostic("USE-81", arguments={"path": str(folder), "file": strange[0].name})])


def _is_ours(path: Path) -> bool:
    if path.suffix != ".html" or path.is_symlink() or not path.is_file():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return _OURS in file.read(_HEAD)


def _put(made: Path, folder: Path) -> None:
    """The folder that was made in the place of the one that there may be."""
    if not folder.exists():
        made.rename(folder)
        return
    if Path.cwd().is_relative_to(folder):
        _fill(made, folder)
        return
    old = folder.with_name(f".{folder.name[:40]}-{uuid4().hex[:8]}")
    folder.rename(old)
    try:
        made.rename(folder)
    except OSError:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _fill(made: Path, folder: Path) -> None:
    """The pages that were made in place of those of a folder that somebody stands in, who would lose it otherwise."""
    pages = {each.name for each in made.iterdir()}
    for name in sorted(pages, key=lambda each: each == _HOME):
        (made / name).replace(folder / name)
    for each in folder.iterdir():
        if each.name not in pages:
            each.unlink()
