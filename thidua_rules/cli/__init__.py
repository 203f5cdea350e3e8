"""The `thidua` command; `main` runs it."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thidua_rules.cli.entry import main

__all__ = ["main"]


def __getattr__(name: str) -> Any:
    """Load `main` when it is asked for: an interrupt while it loads ends as quietly as one later on."""
    if name != "main":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from thidua_rules.cli.entry import main as loaded
    except KeyboardInterrupt:
        sys.exit(130)
    globals()[name] = loaded
    return loaded
