"""A ruleset that is not written yet: its files, and what its author should know of them."""

import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from thidua_rules.api import inspect
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.ruleset.files.catalogue import list_rulesets
from thidua_rules.ruleset.files.header import ID

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])")


@frozen
class Draft:
    """The files of a ruleset to be, by their paths below its folder; `notes` tell what was decided for its author."""

    id: str
    folder: Path
    files: Mapping[str, str]
    notes: tuple[Diagnostic, ...] = field(default=())

    def write(self) -> tuple[Diagnostic, ...]:
        """Put the files into the folder, all or none of them, and say what does not fit yet. OSError if it cannot be.

        Nothing that exists is written over: UsageError where the folder is there meanwhile.
        """
        require_free(self.folder)
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        beside = self.folder.with_name(f".thidua-{secrets.token_hex(6)}.tmp")
        try:
            for name, text in self.files.items():
                path = beside / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
            require_free(self.folder)
            beside.rename(self.folder)
        except OSError as error:
            raise type(error)(error.errno, error.strerror, str(self.folder)) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return inspect(self.folder)[1]


def require_free(folder: Path) -> None:
    """UsageError if there is anything at the place of a new ruleset."""
    if folder.exists() or folder.is_symlink():
        raise UsageError([Diagnostic("NEW-03", arguments={"path": str(folder)})])


def require_new_id(identifier: str) -> None:
    """UsageError unless the identifier can be one, and no ruleset that is found has it."""
    if ID.fullmatch(identifier) is None:
        raise UsageError([Diagnostic("NEW-01", arguments={"id": identifier})])
    known = next((each for each in list_rulesets() if each.id == identifier), None)
    if known is not None:
        raise UsageError([Diagnostic("NEW-04", arguments={"id": identifier, "path": str(known.location)})])


def year_of(identifier: str) -> int:
    """The year in the last part of an identifier; UsageError if there is none."""
    found = _YEAR.search(identifier.rpartition("/")[2])
    if found is None:
        raise UsageError([Diagnostic("NEW-02", arguments={"id": identifier})])
    return int(found[0])
