"""An hour at the editor, step by step: what somebody does there, as data, done with a server, and what it answers.

`python -m tests.editor.session` does the steps of `session.jsonl` again and writes down the answers anew; whoever
records looks at what changed.
"""

import json
import sys
from pathlib import Path
from typing import Any

import thidua_rules
from tests.editor.client import Client
from thidua_rules.editor.pages import Page

RECORD = Path(__file__).with_name("session.jsonl")
RULESET = Path(thidua_rules.__file__).parents[1] / "rulesets" / "btnmt" / "2021"
ASKING = ("complete", "hover", "define", "refer", "rename", "fix", "format", "outline", "may rename")
Step = dict[str, Any]


class Desk:
    """Texts as an editor has them, and somebody's place in one of them."""

    def __init__(self, client: Client, root: Path = RULESET) -> None:
        self.client, self.root = client, root
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.file, self.at = "", 0
        self.offered: list[dict[str, Any]] = []
        self.timed: list[tuple[str, float]] = []

    # ------------------------------------------------------------ what is done

    def do(self, step: Step) -> Any:
        """One step; its answer, None where there is none."""
        name = step["do"].replace(" ", "_")
        arguments = {key: value for key, value in step.items() if key not in ("do", "answer")}
        before = self.client.seconds()
        answer = getattr(self, f"_{name}")(**arguments)
        after = self.client.seconds()
        if step["do"] in ASKING and before is not None and after is not None:
            self.timed.append((step["do"], after - before))
        return answer

    def _open(self, file: str) -> None:
        if file not in self.texts:
            self.texts[file] = (self.root / file).read_text(encoding="utf-8")
            self.versions[file] = 1
            document = {"uri": self.uri(file), "languageId": "yaml", "version": 1, "text": self.texts[file]}
            self.client.tell("textDocument/didOpen", textDocument=document)
        self.file, self.at = file, 0

    def _go(self, after: str, back: int = 0, nth: int = 0) -> None:
        """Behind words, or so many letters before their end; `nth` of those that are alike."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(after, at + 1)
        self.at = at + len(after) - back

    def _type(self, text: str) -> None:
        self._change([(self.at, self.at, text)])
        self.at += len(text)

    def _erase(self, letters: int) -> None:
        self._change([(self.at - letters, self.at, "")])
        self.at -= letters

    def _close(self, file: str) -> None:
        self.client.tell("textDocument/didClose", textDocument={"uri": self.uri(file)})
        del self.texts[file], self.versions[file]

    # ------------------------------------------------------------ what is asked

    def _complete(self, most: int = 5) -> list[str]:
        found = self.ask("completion")
        self.offered = found["items"]
        return [each["label"] for each in self.offered[:most]]

    def _accept(self, label: str) -> str:
        """Take what was offered; the line that it makes."""
        (item,) = [each for each in self.offered if each["label"] == label][:1]
        edit = item["textEdit"]
        start, end = self.span(edit["range"])
        self._change([(start, end, edit["newText"])])
        self.at = start + len(edit["newText"])
        begin = self.text.rfind("\n", 0, self.at) + 1
        return self.text[begin:].split("\n", 1)[0]

    def _settle(self) -> None:
        """Wait until the whole of the present text was looked at: what was found there is part of some answers."""
        self.client.published(self.uri(self.file), self.versions[self.file], times=2)

    def _hover(self) -> str | None:
        self._settle()
        found = self.ask("hover")
        return None if found is None else found["contents"]["value"]

    def _define(self) -> list[list[str]]:
        return [[self.name(each["uri"]), self.line(each)] for each in self.ask("definition")]

    def _refer(self, declaring: bool = True) -> dict[str, int]:
        found = self.ask("references", context={"includeDeclaration": declaring})
        counts: dict[str, int] = {}
        for name in filter(self.is_steady, (self.name(each["uri"]) for each in found)):
            counts[name] = counts.get(name, 0) + 1
        return counts

    def _may_rename(self) -> str:
        found = self.ask("prepareRename")
        if "error" in found:
            return found["error"].replace(str(self.root.parents[1]), "")
        start, end = self.span(found)
        return self.text[start:end]

    def _rename(self, to: str) -> Any:
        """Take the new name everywhere, opening what is not open yet; how often it stands in each file."""
        found = self.ask("rename", newName=to)
        if "error" in found:
            return found["error"].replace(str(self.root.parents[1]), "")
        here, at = self.file, self.at
        counts = {}
        for uri, edits in sorted(found["changes"].items()):
            name = self.name(uri)
            self._open(name)
            self._change([(*self.span(each["range"]), each["newText"]) for each in edits])
            if self.is_steady(name):
                counts[name] = len(edits)
        self.file, self.at = here, min(at, len(self.texts[here]))
        return counts

    def _fix(self, take: str = "") -> list[str]:
        """What may be put right here; `take` is the one that is taken."""
        self._settle()
        position = self.position(self.at)
        range_ = {"start": position, "end": position}
        found = self.ask("codeAction", positioned=False, range=range_, context={"diagnostics": []})
        for each in found:
            if take and take in each["title"]:
                ((uri, edits),) = each["edit"]["changes"].items()
                assert self.name(uri) == self.file
                self._change([(*self.span(one["range"]), one["newText"]) for one in edits])
                break
        return [each["title"] for each in found]

    def _format(self) -> bool:
        """Whether something is laid out otherwise then."""
        found = self.ask("formatting", positioned=False, options={"tabSize": 2, "insertSpaces": True})
        for each in found or ():
            self._change([(*self.span(each["range"]), each["newText"])])
        return bool(found)

    def _outline(self) -> dict[str, list[str]]:
        found = self.ask("documentSymbol", positioned=False)
        return {each["name"]: [one["name"] for one in each.get("children", ())] for each in found}

    def _diagnose(self) -> dict[str, list[str]]:
        """By file what is told, with the words that are underlined, once the whole text was looked at."""
        self._settle()
        told: dict[str, list[str]] = {}
        for uri, found in sorted(self.client.latest().items()):
            name = self.name(uri)
            page = Page(self.texts.get(name) or self.path(uri).read_text(encoding="utf-8"))
            for each in found:
                start, end = (page.offset((one["line"], one["character"])) for one in each["range"].values())
                if each["severity"] < 3:
                    told.setdefault(name, []).append(f"{each['code']} {page.text[start:end]}")
        return told

    # ------------------------------------------------------------ how it is said

    @property
    def text(self) -> str:
        """The text of the file in hand."""
        return self.texts[self.file]

    def uri(self, name: str) -> str:
        """The URI of a file."""
        return (self.root / name).as_uri()

    def path(self, uri: str) -> Path:
        """Where a file lies."""
        from pygls.uris import to_fs_path

        return Path(to_fs_path(uri) or "")

    def name(self, uri: str) -> str:
        """A file's name, from the ruleset's folder or else from that of all rulesets."""
        path = self.path(uri)
        return path.relative_to(self.root if path.is_relative_to(self.root) else self.root.parents[1]).as_posix()

    def is_steady(self, name: str) -> bool:
        """Whether a file is one of the ruleset's own rules: in others, and in scenarios, more uses come to be."""
        return "/" not in name

    def position(self, offset: int) -> dict[str, int]:
        """An offset as the protocol counts."""
        line, character = Page(self.text).position(offset)
        return {"line": line, "character": character}

    def span(self, found: dict[str, Any]) -> tuple[int, int]:
        """The offsets of a range in the file in hand."""
        page = Page(self.text)
        start, end = (page.offset((found[each]["line"], found[each]["character"])) for each in ("start", "end"))
        return start, end

    def line(self, location: dict[str, Any]) -> str:
        """The line that a location leads to."""
        name = self.name(location["uri"])
        root = self.root if (self.root / name).exists() else self.root.parents[1]
        text = self.texts.get(name) or (root / name).read_text(encoding="utf-8")
        return text.split("\n")[location["range"]["start"]["line"]].strip()

    def ask(self, what: str, positioned: bool = True, **params: Any) -> Any:
        """Ask about the place or the file in hand."""
        where = {"position": self.position(self.at)} if positioned else {}
        return self.client.ask(f"textDocument/{what}", textDocument={"uri": self.uri(self.file)}, **where, **params)

    def _change(self, edits: list[tuple[int, int, str]]) -> None:
        """Change the text, the last edit first, so that each stands where it was meant."""
        changes = []
        for start, end, text in sorted(edits, reverse=True):
            range_ = {"start": self.position(start), "end": self.position(end)}
            self.texts[self.file] = self.text[:start] + text + self.text[end:]
            changes.append({"range": range_, "text": text})
        self.versions[self.file] += 1
        document = {"uri": self.uri(self.file), "version": self.versions[self.file]}
        self.client.tell("textDocument/didChange", textDocument=document, contentChanges=changes)


def steps() -> list[Step]:
    """The recorded steps with their answers."""
    return [json.loads(line) for line in RECORD.read_text(encoding="utf-8").splitlines() if line.strip()]


def record(todo: list[Step]) -> None:
    """Do the steps and write them down with what is answered now."""
    client = Client()
    desk = Desk(client)
    done = []
    for step in todo:
        step = {key: value for key, value in step.items() if key != "answer"}
        answer = desk.do(step)
        done.append(step if answer is None else {**step, "answer": answer})
        print(json.dumps(done[-1], ensure_ascii=False)[:300])
    assert client.close() == 0
    RECORD.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in done) + "\n", encoding="utf-8")
    times = sorted(time for _, time in desk.timed)
    print(f"{len(done)} steps, {len(times)} asked, p95 {times[int(len(times) * 0.95)]:.3f} s, most {times[-1]:.3f} s")


if __name__ == "__main__":
    record(steps() if len(sys.argv) < 2 else [json.loads(line) for line in Path(sys.argv[1]).read_text().splitlines()])
