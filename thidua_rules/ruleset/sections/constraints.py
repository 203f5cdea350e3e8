"""`ràng buộc`: what the facts about every subject of a type must satisfy, such as no more ayes than members."""

from collections.abc import Iterable

from thidua_rules.ruleset.files.forms import Entry, Reader
from thidua_rules.ruleset.files.keys import CONSTRAINT
from thidua_rules.ruleset.model import ConstraintDeclaration
from thidua_rules.ruleset.sections.criteria import for_each, read_subject
from thidua_rules.ruleset.sections.remarks import Context, read_remarks
from thidua_rules.ruleset.sections.written import read_condition


def read_constraints(reader: Reader, entries: Iterable[Entry], context: Context) -> tuple[ConstraintDeclaration, ...]:
    """All constraints that can be read; two of one code are told."""
    kept = reader.unique(entries, "RULE-10")
    return for_each(((entry, _constraint(reader, entry, context)) for entry in kept), context)


def _constraint(reader: Reader, entry: Entry, context: Context) -> ConstraintDeclaration | None:
    parts = reader.entries(entry.node, CONSTRAINT)
    if parts is None:
        return None
    if "cho" not in parts:
        reader.found.add("RULE-01", entry.key.place, code=entry.name)
    if "khi" not in parts:
        reader.found.add("RULE-07", entry.key.place, code=entry.name)
    subject = read_subject(reader, parts["cho"][1], context) if "cho" in parts else None
    condition = read_condition(reader, parts["khi"][1], context.names) if "khi" in parts else None
    if subject is None or condition is None:
        return None
    return ConstraintDeclaration(entry.name, subject, condition, read_remarks(reader, parts, context), entry.key.place)
