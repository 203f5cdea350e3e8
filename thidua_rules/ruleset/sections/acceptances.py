"""What its authors have looked at and leave as it is: findings of `check` that say no more than the text does."""

from collections.abc import Iterable

from thidua_rules.diagnostics.catalogue import CODES
from thidua_rules.ruleset.files.forms import Entry, Reader, suggestion
from thidua_rules.ruleset.model import Acceptance
from thidua_rules.source.text import fold

_WHOLE = ("CHECK-", "TABLE-", "NEVER-0")


def read_acceptances(reader: Reader, entries: Iterable[Entry]) -> tuple[Acceptance, ...]:
    """The entries `CODE name: reason` of `chấp nhận`: of findings about the whole, none of which is an error."""
    kinds = [code for code, each in CODES.items() if code.startswith(_WHOLE) and each.severity != "error"]
    found: list[Acceptance] = []
    for entry in entries:
        code, _, about = entry.name.partition(" ")
        reason = reader.text(entry.node)
        if fold(code) not in map(fold, kinds) or not about:
            reader.found.add("CHECK-10", entry.key.place, code=code, **suggestion(code, kinds, 0))
        elif reason is not None:
            found.append(Acceptance(code.upper(), about, reason, entry.key.place))
    return tuple(found)
