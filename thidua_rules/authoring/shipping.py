"""What is made of rulesets while a package with them is built."""

from pathlib import Path

from thidua_rules.api import load
from thidua_rules.program import shipped
from thidua_rules.program.kept import KeptProgram, entry_of
from thidua_rules.ruleset.files.catalogue import list_rulesets


def ship(root: Path, folder: Path) -> None:
    """Write into a folder the programs of the rulesets below `root` that are found by their identifiers."""
    for each in list_rulesets():
        if each.location.is_relative_to(root):
            rules = load(each.location)
            made = KeptProgram(rules.outline, rules.hash, rules.program, rules.findings)
            shipped.write(root, folder, each.location, entry_of(each.location, made, rules.model))
