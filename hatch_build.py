"""While a wheel is built: the programs of the bundled rulesets are put beside them, so that the first load is quick."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShipPrograms(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own type is not needed
    """Adds what `thidua_rules.authoring.shipping` writes."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the programs into a folder that goes into the wheel; an editable install has none."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from thidua_rules.authoring.shipping import ship
        from thidua_rules.program.shipped import FOLDER

        folder = tempfile.mkdtemp()
        ship(Path(self.root).resolve() / "rulesets", Path(folder))
        build_data["force_include"][folder] = f"thidua_rules/rulesets/{FOLDER}"
