"""Files that are there whole or not at all: written beside their place, then put into it."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` at the end; with an error everything is as it was before.

    What is no ordinary file, such as `/dev/stdout`, is written to as it is. An OSError names `path`.
    """
    target = Path(os.path.realpath(path))
    ordinary = target.is_file() or not target.exists()
    beside = target.with_name(f".thidua-{secrets.token_hex(6)}.tmp") if ordinary else target
    try:
        yield beside
        if ordinary:
            beside.replace(target)
    except OSError as error:
        if error.filename is not None and Path(error.filename) != beside:
            raise
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from error
    finally:
        if ordinary:
            # where nothing could be written there is nothing to remove either
            with suppress(OSError):
                beside.unlink()


def write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files by their names into a folder, which is made if need be: all of them or none. OSError if not."""
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as stack:
            for name, content in contents.items():
                stack.enter_context(whole_file(folder / name)).write_bytes(content)
    except OSError:
        if made:
            folder.rmdir()
        raise
