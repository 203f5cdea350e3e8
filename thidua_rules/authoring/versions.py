"""Rulesets as they were: `btnmt/2021@HEAD~3` is the one at that revision of the git repository it lies in."""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from thidua_rules.api import Ruleset, load
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.ruleset.files import catalogue


@contextmanager
def version(reference: str) -> Iterator[Ruleset]:
    """The ruleset of a reference, of an earlier revision where it ends in `@REVISION`.

    The files of that revision are there as long as the context is. Raises UsageError outside of a repository, for a
    revision that there is not, and where the ruleset was not there then; RulesetError as loading does.
    """
    name, _, revision = reference.rpartition("@")
    if not name or Path(reference).exists():
        yield load(reference)
        return
    location = catalogue.find(name).location.resolve()
    folder = location if location.is_dir() else location.parent
    root = Path(_git(folder, reference, "rev-parse", "--show-toplevel").decode().strip()).resolve()
    commit = _git(folder, reference, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    archive = _git(root, reference, "archive", "--format=tar", commit.decode().strip())
    with TemporaryDirectory(prefix="thidua-") as place:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(place, [each for each in files if each.name.endswith((".yaml", ".yml"))], filter="data")
        then = Path(place) / location.relative_to(root)
        if not then.exists():
            raise UsageError([Diagnostic("DIFF-03", arguments={"name": name, "revision": revision})])
        yield load(then)


def _git(folder: Path, reference: str, *arguments: str) -> bytes:
    """What git prints; UsageError where it is not there, or has nothing to say."""
    environment = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False, env=environment)
    except OSError:
        raise UsageError([Diagnostic("DIFF-01", arguments={"name": reference})]) from None
    if done.returncode:
        code = "DIFF-02" if "--verify" in arguments else "DIFF-01"
        raise UsageError([Diagnostic(code, arguments={"name": reference, "path": str(folder)})])
    return done.stdout
