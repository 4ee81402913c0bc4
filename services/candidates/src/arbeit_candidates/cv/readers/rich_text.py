"""RTF: control words, groups and two ways to write a letter; enough of it to read a CV and to see what it hides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from arbeit_candidates.cv.page import Content, Hidden, Line, tidy

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})|(?P<text>[^\\{}\r\n]{1,4096})"
)
_DEEPEST = 500
_TINY_HALF_POINTS = 6
_ELSEWHERE = frozenset(
    b"fonttbl stylesheet info pict object themedata colorschememapping datastore latentstyles listtable"
    b" listoverridetable rsidtbl generator xmlnstbl filetbl revtbl fldinst bkmkstart bkmkend ftnsep".split()
)
"""Groups whose text is none of the document's."""
_SPOKEN = {b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t",
           b"emdash": "—", b"endash": "–", b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
           b"rdblquote": "”", b"emspace": " ", b"enspace": " "}  # fmt: skip
_LINK = re.compile(rb'HYPERLINK\s+"([^"]{1,500})"')


@dataclass(frozen=True, slots=True)
class _State:
    silent: bool = False
    colours: bool = False
    marked: bool = False
    half_points: int = 24
    colour: int = 0
    fallback: int = 1
    """How many characters follow `\\u` for programs that do not know it."""

    def why(self, white: set[int]) -> str | None:
        if self.marked:
            return "marked"
        if self.half_points < _TINY_HALF_POINTS:
            return "tiny"
        return "invisible" if self.colour in white else None


class _Reader:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.secret: dict[str, list[str]] = {}
        self.codec = "cp1252"
        self._white: set[int] = set()
        self._tint: list[int] = []
        self._number = 0
        self._skip = 0
        self._bytes = bytearray()
        """Of one letter or several, until the codec can tell."""

    def run(self, content: bytes) -> None:
        stack, state = [_State()], _State()
        for token in _TOKEN.finditer(content):
            kind = token.lastgroup
            if kind == "hex":
                self._hex(token["hex"], state)
                continue
            self._flush(state)
            if kind == "open":
                if len(stack) >= _DEEPEST:
                    raise ValueError("unreadable")
                stack.append(state)
                self._skip = 0
            elif kind == "close":
                state = stack.pop() if stack else _State()
            elif kind == "text":
                self._spoken(token["text"].decode(self.codec, "replace"), state)
            elif kind == "symbol":
                state = self._symbol(token["symbol"], state)
            else:
                number = int(token["number"]) if token["number"] else None
                state = self._word(token["word"], number, state)
        self._flush(state)

    def _word(self, word: bytes, number: int | None, state: _State) -> _State:
        if word in _SPOKEN:
            self._put(_SPOKEN[word], state)
        elif word == b"u" and number is not None:
            self._put(chr(number % 65536), state)
            self._skip = state.fallback
        elif word == b"uc":
            return replace(state, fallback=max(0, min(number or 0, 8)))
        elif word == b"ansicpg" and number:
            self.codec = _known(f"cp{number}") or self.codec
        elif word in _ELSEWHERE:
            return replace(state, silent=True)
        elif word == b"colortbl":
            return replace(state, silent=True, colours=True)
        elif state.colours and word in (b"red", b"green", b"blue"):
            self._tint.append(number or 0)
        elif word == b"v":
            return replace(state, marked=number != 0)
        elif word == b"fs" and number is not None:
            return replace(state, half_points=number)
        elif word == b"cf":
            return replace(state, colour=number or 0)
        elif word == b"plain":
            return replace(state, marked=False, half_points=24, colour=0)
        return state

    def _symbol(self, symbol: bytes, state: _State) -> _State:
        if symbol == b"*":  # a destination that older programs may skip, and so may we
            return replace(state, silent=True)
        spoken = {b"~": " ", b"_": "-", b"\n": "\n", b"\r": "\n"}.get(symbol)
        if spoken is None and symbol in (b"\\", b"{", b"}"):
            spoken = symbol.decode()
        if spoken is not None:
            self._spoken(spoken, state)
        return state

    def _hex(self, digits: bytes, state: _State) -> None:
        if self._skip:
            self._skip -= 1
        elif not state.silent:
            self._bytes += bytes.fromhex(digits.decode())

    def _flush(self, state: _State) -> None:
        if self._bytes:
            self._put(self._bytes.decode(self.codec, "replace"), state)
            self._bytes.clear()

    def _spoken(self, text: str, state: _State) -> None:
        if state.colours:
            for _ in range(text.count(";")):
                if len(self._tint) == 3 and min(self._tint) >= 0xF4:
                    self._white.add(self._number)
                self._tint.clear()
                self._number += 1
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        self._put(text, state)

    def _put(self, text: str, state: _State) -> None:
        if state.silent or not text:
            return
        why = state.why(self._white)
        if why is None or not text.strip():
            self.text.append(text)
        else:
            self.secret.setdefault(why, []).append(text)


def _known(codec: str) -> str | None:
    try:
        "".encode(codec)
    except LookupError:
        return None
    return codec


def read(content: bytes) -> Content:
    """The whole document."""
    reader = _Reader()
    reader.run(content)
    text = "".join(reader.text).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    kept, hidden, cut = tidy(Line(line) for line in text.split("\n"))
    found = [Hidden(why, 1, " ".join(parts)) for why, parts in reader.secret.items()]
    links = [link.decode("latin-1") for link in _LINK.findall(content[:2_000_000])[:100]]
    return Content(kept, [*found, *hidden], links, truncated=cut)
