"""A page as a program reads it: its elements, its text, and the data that it holds."""

import json
from html.parser import HTMLParser
from typing import Any

VOID = ("meta", "link", "br", "input")


class Page(HTMLParser):
    """The elements and the text of a page; `data` is what its blocks hold, by their ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.data: dict[str, Any] = {}
        self._block: str | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [tag] if tag not in VOID else []
        named = dict(attrs)
        self.tags.add(tag)
        self.attributes |= named.keys()
        self.ids += [str(named["id"])] if "id" in named else []
        self.links |= {str(named["href"])} if "href" in named else set()
        self._block = str(named["id"]) if named.get("type") == "application/json" else None

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._block = None

    def handle_data(self, data: str) -> None:
        if self._block is not None:
            self.data[self._block] = json.loads(data)
        elif self.open[-1:] not in (["script"], ["style"]):
            self.text += data

    @property
    def people(self) -> list[list[Any]]:
        """The row of each subject: type, address, key, name, unit, outcomes, values."""
        found: list[list[Any]] = self.data["muc-muc-luc"]["people"]
        return found

    def place(self, anchor: str) -> int:
        """Which of the subjects has this address."""
        return next(place for place, row in enumerate(self.people) if row[1] == anchor)

    def column(self, anchor: str, code: str) -> int:
        """Which of the verdicts on a subject is that of a code."""
        kind = self.data["muc-muc-luc"]["types"][self.people[self.place(anchor)][0]]
        return next(column for column, (each, _, _) in enumerate(kind["criteria"]) if each == code)

    def why(self, anchor: str, code: str) -> str:
        """The reason in a sentence."""
        whys = self.data["muc-vi-sao"]
        found: str = whys["texts"][whys["told"][self.place(anchor)][self.column(anchor, code)]]
        return found

    def told(self, anchor: str) -> list[list[str]]:
        """What is told when a subject is opened: lines for each verdict, then the values."""
        which, within = divmod(self.place(anchor), self.data["muc-muc-luc"]["together"])
        block = self.data[f"muc-loi-{which}"]
        return [[block["texts"][line] for line in lines] for lines in block["told"][within]]

    def lines(self, anchor: str, code: str) -> list[str]:
        """The lines of one verdict."""
        return self.told(anchor)[self.column(anchor, code)]

    def outcome(self, anchor: str, code: str) -> str:
        """The letter of a verdict."""
        letters: str = self.people[self.place(anchor)][5]
        return letters[self.column(anchor, code)]
