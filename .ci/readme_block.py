"""Print the n-th fenced `sh` block of a Markdown file, so that what the README says is what is run."""

import re
import sys
from pathlib import Path


def block(text: str, number: int) -> str:
    """The content of the n-th block (from 1)."""
    return re.findall(r"^```sh\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[number - 1]


if __name__ == "__main__":
    print(block(Path(sys.argv[1]).read_text(encoding="utf-8"), int(sys.argv[2])), end="")
