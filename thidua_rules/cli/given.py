"""What is given to several commands: parameters, and paths that may lead to one file."""

from collections.abc import Sequence
from pathlib import Path

from thidua_rules.diagnostics import Diagnostic, UsageError


def parameters_given(parameters: Sequence[str]) -> dict[str, str]:
    """The parameters of `--parameter name=value`, by name. Raises UsageError with all that is wrong with them."""
    given: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for each in parameters:
        name, sign, value = each.partition("=")
        if not sign:
            faults.append(Diagnostic("USE-63", arguments={"text": each}))
        elif name.strip() in given:
            faults.append(Diagnostic("USE-68", arguments={"name": name.strip()}))
        given[name.strip()] = value.strip()
    if faults:
        raise UsageError(faults)
    return given


def is_same_file(one: str, other: str) -> bool:
    """Whether two paths lead to one file that exists, through links too."""
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False
