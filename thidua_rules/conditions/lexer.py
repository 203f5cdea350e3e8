"""From the text of a condition to its lexemes, with every unknown name and every doubtful number told at once."""

from typing import Any, Final

from attrs import frozen

from thidua_rules.conditions import literals
from thidua_rules.conditions.faults import Fault
from thidua_rules.conditions.names import COMPARISONS, OF_DOSSIER, THIS_ITEM, NameTable, type_hint
from thidua_rules.conditions.pieces import Piece, code_at, composed, key_of, split
from thidua_rules.facts.vocabulary import DOSSIER
from thidua_rules.source.text import did_you_mean, fold_syllable, normalize

OPERAND_ENDS: Final = frozenset(
    {"NAME", "NUMBER", "PERCENT", "TEXT", "DATE", "PERIOD", "DURATION", "CODE", "OF_SUBJECT", "RPAR", "RBRACE"}
)
CODE_WORDS: Final = frozenset({"REACHES", "QUALIFIES", "POINTS", "MAXIMUM", "SCALE", "QUOTA"})
_UNITS: Final = {fold_syllable(unit): unit for unit in ("ngày", "tháng", "năm")}
_DAY, _OF = fold_syllable("ngày"), fold_syllable("của")
_BY, _EACH = fold_syllable("theo"), fold_syllable("từng")
_PARTS: Final = (fold_syllable("năm"), fold_syllable("tháng"))
_ELAPSED: Final = {key_of(f"số {unit} từ"): f"số {unit} kể từ" for unit in ("ngày", "tháng")}
_OTHERWISE: Final = key_of("không có thì")
_SIGNS: Final = {
    "≥": ("COMPARE", "≥"),
    ">=": ("COMPARE", "≥"),
    "≤": ("COMPARE", "≤"),
    "<=": ("COMPARE", "≤"),
    "≠": ("COMPARE", "≠"),
    "!=": ("COMPARE", "≠"),
    "=": ("COMPARE", "="),
    "==": ("COMPARE", "="),
    "<": ("COMPARE", "<"),
    ">": ("COMPARE", ">"),
    "+": ("PLUS", "+"),
    "-": ("MINUS", "−"),
    "–": ("MINUS", "−"),
    "−": ("MINUS", "−"),
    "×": ("TIMES", "×"),
    "*": ("TIMES", "×"),
    "/": ("DIVIDE", "/"),
    "(": ("LPAR", "("),
    ")": ("RPAR", ")"),
    "{": ("LBRACE", "{"),
    "}": ("RBRACE", "}"),
    ";": ("SEMICOLON", ";"),
}
_MISSPELT_SIGNS: Final = {
    "=>": "≥",
    "=<": "≤",
    "<>": "≠",
    "÷": "/",
    ":": "/",
    "x": "×",
    "X": "×",
    "·": "×",
    "&": "và",
    "&&": "và",
    "|": "hoặc",
    "||": "hoặc",
    "!": "không",
    "[": "{",
    "]": "}",
}
_SIGN_WORDS: Final = {"và": "AND", "hoặc": "OR", "không": "NOT"}
_ENGLISH_WORDS: Final = {"and": "và", "or": "hoặc", "not": "không"}
_MOST_FAULTS: Final = 20
_MOST_SYLLABLES: Final = 12


@frozen
class Lexeme:
    """One terminal of the grammar: its characters in the text and what it stands for."""

    type: str
    start: int
    end: int
    value: Any = None

    @property
    def span(self) -> tuple[int, int]:
        """The offsets of its characters."""
        return self.start, self.end


class _Lexer:
    """Goes through the pieces of one text; holds what was found so far."""

    def __init__(self, text: str, names: NameTable, suggest: bool) -> None:
        self.text = text
        self.names = names
        self.suggest = suggest
        self.pieces = split(text)
        self.at = 0
        self.lexemes: list[Lexeme] = []
        self.firsts: list[int] = []  # for each lexeme, the index of its first piece
        self.faults: list[Fault] = []

    def run(self) -> None:
        while self.at < len(self.pieces) and len(self.faults) < _MOST_FAULTS:
            if self._is_code():
                continue
            piece = self.pieces[self.at]
            if self._is_duration(piece) or self._is_day(piece) or self._is_elapsed(piece):
                continue
            if self.names.item is not None and self._keys(len(THIS_ITEM)) == THIS_ITEM:
                self._add("TEXT", len(THIS_ITEM), self.names.item)
                continue
            if self._is_by(piece):
                continue
            comparable = self._previous() in OPERAND_ENDS or self._previous() in ("TO", "HAS")
            found = self.names.match(self.pieces, self.at, comparable)
            if self._is_of_dossier(0 if found is None else found[2]):
                continue
            if found is not None:
                self._take_known(*found)
            elif self._is_part_of_day():
                self._add("NAME", 1, _UNITS[piece.key])
            elif piece.kind == "word" and not (piece.text in "xX" and self._previous() in OPERAND_ENDS):
                self._take_unknown()
            else:
                self._take_other(piece)

    def _is_day(self, piece: Piece) -> bool:
        """Take `ngày 30/3 của` together: the day of a year that follows."""
        day, slash, month, of = [*self.pieces[self.at + 1 : self.at + 5], *[Piece("", "", 0, 0)] * 4][:4]
        if (piece.key, slash.text, of.key) != (_DAY, "/", _OF) or not (day.text.isdigit() and month.text.isdigit()):
            return False
        _, fault = literals.read_date(f"{day.text.zfill(2)}/{month.text.zfill(2)}/2000", (day.start, month.end))
        if fault is not None:
            self.faults.append(fault)
        self._add("DAY_OF", 5, (int(day.text), int(month.text)))
        return True

    def _is_elapsed(self, piece: Piece) -> bool:
        """Take `số ngày từ` and `số tháng từ`, which is short for `kể từ`, unless a name begins there."""
        keys = tuple(each.key for each in self.pieces[self.at : self.at + 3])
        words = _ELAPSED.get(keys)
        if words is None:
            return False
        found = self.names.match(self.pieces, self.at, False)
        if found is not None and found[0] == "NAME":
            return False
        self._add("ELAPSED", 3, words)
        return True

    def _is_of_dossier(self, known: int) -> bool:
        """Take `tập thể của hồ sơ`, all subjects of a type, unless a longer name begins there."""
        found = self.names.type_of_dossier(self.pieces, self.at)
        if found is None or known >= found[1] + len(OF_DOSSIER):
            return False
        self._add("NAME", found[1], found[0])
        self._add("OF", 1, "của")
        self._add("NAME", len(OF_DOSSIER) - 1, DOSSIER)
        return True

    def _is_by(self, piece: Piece) -> bool:
        """Take `theo` or `theo từng` after a parenthesis: what groups are made by; after a sum the grammar tells it."""
        if piece.key != _BY:
            return False
        summed = any(each.type == "FOLD" for each in self.lexemes) and self._previous() in ("NAME", "OF_SUBJECT")
        misplaced = summed and self.names.match(self.pieces, self.at, True) is None
        if self._previous() != "RPAR" and not misplaced:
            return False
        self._add("BY", 2 if self._keys(2) == (_BY, _EACH) else 1, "theo")
        return True

    def _is_part_of_day(self) -> bool:
        """Whether `năm` or `tháng` stands here before `của`, where no field has that name: that of a date."""
        here = [each.key for each in self.pieces[self.at : self.at + 2]]
        return len(here) == 2 and here[0] in _PARTS and here[1] == _OF

    def _keys(self, number: int) -> tuple[str, ...]:
        """The keys of the pieces from here on, so many of them."""
        return tuple(piece.key for piece in self.pieces[self.at : self.at + number])

    def _previous(self, back: int = 1) -> str:
        return self.lexemes[-back].type if len(self.lexemes) >= back else ""

    def _add(self, kind: str, pieces: int, value: Any = None) -> None:
        first, last = self.pieces[self.at], self.pieces[self.at + pieces - 1]
        self.firsts.append(self.at)
        self.lexemes.append(Lexeme(kind, first.start, last.end, value))
        self.at += pieces

    def _is_code(self) -> bool:
        """Take a rule code, which is recognised only after the words that ask for one."""
        previous = self._previous()
        if previous not in CODE_WORDS or self.pieces[self.at].kind == "text":
            return False
        start = self.pieces[self.at].start
        found = self.names.match(self.pieces, self.at, False)
        if found is not None and (found[0] != "NAME" or previous == "SCALE"):
            if found[0] == "NAME":
                self._add("CODE", found[2], found[1])
            return found[0] == "NAME"
        code = code_at(self.text, start)
        if code is None:
            return False
        end = start + len(code)
        after = self.at
        while after < len(self.pieces) and self.pieces[after].start < end:
            after += 1
        self.firsts.append(self.at)
        self.lexemes.append(Lexeme("CODE", start, end, composed(code)))
        self.at = after
        return True

    def _is_duration(self, piece: Piece) -> bool:
        """Take `tháng` after a whole number, together with it, unless a longer name begins there."""
        if self._previous() != "NUMBER" or piece.key not in _UNITS:
            return False
        number = self.lexemes[-1]
        found = self.names.match(self.pieces, self.at, False)
        counted = self._previous(2) == "AT_LEAST"
        if found is not None and (found[2] > 1 or counted):
            return False
        if number.value != int(number.value):
            return False
        self.lexemes[-1] = Lexeme("DURATION", number.start, piece.end, (int(number.value), _UNITS[piece.key]))
        self.at += 1
        return True

    def _take_known(self, kind: str, words: str, length: int) -> None:
        if kind == "COMPARE":
            if words == "dưới" and self._previous() == "TO":
                kind = "BELOW"
            elif words == "ít nhất" and self._previous() == "HAS":
                kind = "AT_LEAST"
            else:
                words = COMPARISONS[words]
        self._add(kind, length, words)

    def _take_other(self, piece: Piece) -> None:
        span = (piece.start, piece.end)
        fault: Fault | None = None
        value: Any
        match piece.kind:
            case "text":
                self._add("TEXT", 1, normalize(piece.text[1:-1]))
            case "number":
                value, fault = literals.read_number(piece.text, span)
                self._add("PERCENT" if piece.text.endswith("%") else "NUMBER", 1, value)
            case "date":
                value, fault = literals.read_date(piece.text, span)
                self._add("DATE", 1, value)
            case "odd_date":
                value, fault = literals.odd_date(piece.text, span)
                self._add("DATE", 1, value)
            case "period":
                value, fault = literals.read_period(composed(piece.text), span)
                self._add("PERIOD", 1, value)
            case "open_quote":
                # nothing after it can be told apart from the quoted text
                self.faults.append(Fault("COND-06", (piece.start, len(self.text.rstrip()))))
                self.at = len(self.pieces)
            case _:
                fault = self._take_sign(piece)
        if fault is not None:
            self.faults.append(fault)

    def _take_sign(self, piece: Piece) -> Fault | None:
        span = (piece.start, piece.end)
        if (sign := composed(piece.text)) in _SIGNS:
            kind, canonical = _SIGNS[sign]
            self._add(kind, 1, canonical)
            return None
        if piece.text == "," and tuple(each.key for each in self.pieces[self.at + 1 : self.at + 4]) == _OTHERWISE:
            self._add("OTHERWISE", 4, "không có thì")
            return None
        meant = _MISSPELT_SIGNS.get(piece.text)
        if meant is not None:
            kind, canonical = _SIGNS.get(meant) or (_SIGN_WORDS[meant], meant)
            self._add(kind, 1, canonical)
            return Fault("COND-19", span, {"written": piece.text, "suggestion": meant})
        if piece.text == "," and self._in_braces():
            self._add("SEMICOLON", 1, ";")
            return Fault("COND-13", span)
        self.at += 1
        shown = piece.text if piece.text.isprintable() else f"U+{ord(piece.text):04X}"
        return Fault("COND-24", span, {"written": shown})

    def _in_braces(self) -> bool:
        for lexeme in reversed(self.lexemes):
            if lexeme.type in ("LBRACE", "RBRACE"):
                return lexeme.type == "LBRACE"
        return False

    # ------------------------------------------------------------ unknown names

    def _take_unknown(self) -> None:
        """Tell an unknown phrase, from here to the next known word or sign, or where a declared name is near it."""
        stop = self.at + 1
        if (meant := _ENGLISH_WORDS.get(self.pieces[self.at].text.lower())) is not None:
            written = {"written": self._phrase(self.at, stop), "suggestion": meant}
            self._tell("COND-28", self.at, stop, _SIGN_WORDS[meant], written)
            return
        while stop < len(self.pieces) and self.pieces[stop].kind == "word":
            if self.names.match(self.pieces, stop, True) is not None:
                break
            stop += 1
        if (first := self._start_of_text()) is not None:
            self._tell("COND-21", first, stop, "TEXT", {"name": self._phrase(first, stop)})
            return
        end, seen = self._type_here(stop)
        if end:
            self._tell("NAME-01", self.at, end, "NAME", {"name": self._phrase(self.at, end), **seen})
            return
        best = self._nearest(stop) if self.suggest else None
        or_vi, or_en = self._or_a_text(stop)
        if best is None:
            declared = {
                "hint_vi": f"khai báo tên này, hoặc sửa nó.{or_vi}",
                "hint_en": f"declare or correct it.{or_en}",
            }
            hints = declared if or_vi else {}
            self._tell("NAME-01", self.at, stop, "NAME", {"name": self._phrase(self.at, stop), **hints})
            return
        first, end, kind, words = best
        phrase = self._phrase(first, end)
        if kind == "NAME":
            others = [name for name in did_you_mean(phrase, self.names.spelling.values()) if name != words]
            shown = " hoặc ".join(f"`{name}`" for name in [words, *others][:3])
            arguments = {
                "name": phrase,
                "suggestion": words,
                "hint_vi": f"có phải là {shown}?{or_vi}",
                "hint_en": f"did you mean {shown.replace(' hoặc ', ' or ')}?{or_en}",
            }
            self._tell("NAME-01", first, end, "NAME", arguments)
        else:
            self._tell("COND-28", first, end, kind, {"written": phrase, "suggestion": words})

    def _or_a_text(self, stop: int) -> tuple[str, str]:
        """What a hint says besides where the phrase may be a text without its marks: after a sign that compares."""
        if not self.lexemes or self.lexemes[-1].type != "COMPARE":
            return "", ""
        quoted = f"`“{self._phrase(self.at, stop)}”`"
        return f" Giá trị là chữ thì viết {quoted}", f" A text is written {quoted}"

    def _type_here(self, stop: int) -> tuple[int, dict[str, str]]:
        """Where the name of a type ends that stands here (0: none does), and the hint how to speak of its subjects."""
        found = self.names.types.get(tuple(piece.key for piece in self.pieces[self.at : stop]))
        return (0, {}) if found is None else (stop, type_hint(*found))

    def _start_of_text(self) -> int | None:
        """Where the text begins that an unknown phrase stands for, after `là` or in braces; None if it is none.

        A word of the language before it belongs to it: `{không đánh giá}`, `là không đạt yêu cầu`.
        """
        first = self.at
        for lexeme, start in zip(reversed(self.lexemes), reversed(self.firsts), strict=True):
            if lexeme.type == "IS" or (lexeme.type in ("LBRACE", "SEMICOLON") and self._in_braces()):
                return first
            if not (self._in_braces() or lexeme.type == "NOT") or self.pieces[start].kind != "word":
                break
            first = start
        return self.at if self._in_braces() else None

    def _phrase(self, first: int, end: int) -> str:
        return normalize(self.text[self.pieces[first].start : self.pieces[end - 1].end])

    def _tell(self, code: str, first: int, end: int, kind: str, arguments: dict[str, Any]) -> None:
        """Record the fault and go on as if the phrase were right, dropping the lexemes that belong to it."""
        while self.firsts and self.firsts[-1] >= first:
            self.firsts.pop()
            self.lexemes.pop()
        self.at = first
        span = (self.pieces[first].start, self.pieces[end - 1].end)
        self.faults.append(Fault(code, span, arguments))
        words = str(arguments.get("suggestion", arguments.get("name")))
        if kind == "COMPARE":
            words = COMPARISONS[words]
        self._add(kind, end - first, words)

    def _nearest(self, stop: int) -> tuple[int, int, str, str] | None:
        """The stretch of syllables around the unknown one that is most like something known; the longer the better."""
        starts = [self.at]
        for first in reversed(self.firsts[-4:]):
            if any(piece.kind != "word" for piece in self.pieces[first : starts[-1]]):
                break
            starts.append(first)
        last = self.at + 1
        while last < min(len(self.pieces), self.at + _MOST_SYLLABLES) and self.pieces[last].kind == "word":
            last += 1
        best: tuple[float, int, int, str, str] | None = None
        for first in starts:
            for end in range(self.at + 1, last + 1):
                whole = (first, end) == (self.at, stop)
                near = self.names.nearest(self._phrase(first, end), 0.72 if whole else 0.85)
                # a known word plus a stray syllable is near that word, but says nothing about the syllable
                if near is None or not (whole or len(near[2].split()) == end - first):
                    continue
                # `số` counts members, so a keyword after it is no likely meaning of a part of their name
                if not whole and near[1] != "NAME" and first == self.at and self._previous() == "COUNT":
                    continue
                score = (end - first) * (near[0] - 0.7)
                if best is None or score > best[0]:
                    best = (score, first, end, near[1], near[2])
        return best[1:] if best else None


def tokenise(text: str, names: NameTable, suggest: bool = True) -> tuple[list[Lexeme], list[Fault]]:
    """The lexemes of a text and every fault found on the way; an unknown name still yields a NAME.

    Without `suggest` unknown names are told but not compared with the known ones, which takes time.
    """
    lexer = _Lexer(text, names, suggest)
    lexer.run()
    return lexer.lexemes, lexer.faults
