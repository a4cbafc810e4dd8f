"""Texts from choices: sample articles, cut, shuffled and spliced with what breaks readers."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol

SAMPLES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"
LANGUAGES = ("en", "en", "en", "de", "")
MOST_CHANGES = 16
MOST_REPEATS = 10_000
MOST_CHARACTERS = 20_000
MARKS = (*"“”„‟«»‹›‘’‚‛\"'`´″′「」『』", "''", "``", ",,", "&quot;", '\\"')
CHARACTERS = (
    *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufffd"),
    *("\u200e", "\u200f", "\u202a", "\u202b", "\u202e", "\u2066", "\u2069", "\u061c"),
    *("\u0301", "\u0308", "\u0323", "\u20dd", "\ufe0f", "e\u0301", "i\u0307", "İ", "ı", "ß", "ẞ", "ﬁ", "ǅ", "ª", "²"),
    *("\ud800", "\udfff", "\udc80", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0010ffff", "\U000e0041"),
    *("\r", "\r\n", "\n", "\n\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\u2028", "\u2029", "\u00a0", "\u3000", "\t"),
    *("(", ")", "[", "]", "{", "}", "…", "...", ".", "!", "?", ":", ";", ",", "—", "–", "-", "\u2010", "/", "\\"),
)
WORDS = (
    *(" said ", " said Ana Ruiz", "according to ", " told ", " that ", " who ", "did not say ", " would say "),
    *("Q: ", "A: ", "RUIZ: ", "LUND, ", "LUND (Courier) — ", "Mr. ", "Dr.", "St. ", "U.S.", "A. ", "J.R.R. ", "Jr."),
    *(
        " he ",
        " she ",
        " they ",
        " it ",
        " I ",
        " we ",
        "his ",
        "her ",
        "the spokeswoman ",
        "the ministry ",
        "nobody ",
    ),
    *(
        "3.5",
        "10:40 ",
        "$1,200",
        "5'10\"",
        "’90s",
        "rock ’n’ roll",
        "o’clock",
        "@ana",
        "#quay",
        "https://a.example/?q=“x”",
    ),
    *(
        "“No,” she said. ",
        "„Nein“, sagte sie. ",
        "»Ja«, so die Ministerin. ",
        "« Non », dit-elle. ",
        "「いいえ」と彼女は言った。",
    ),
    *("Er sei müde, sagte Jonas Feld. ", "قالت: «لا». ", 'אמרה: "לא". ', "Она сказала: «Нет». ", "她说：“不。”"),
    *("Monday ", "on Tuesday", "last week ", "in a letter ", "By Ana Ruiz\n\n", "Ana: ", "SAID ", "sAiD "),
)


class Choices(Protocol):
    """Where a text's making is decided."""

    def below(self, end: int) -> int:
        """A number from 0 up to, not including, end."""


class Chance:
    """Choices by chance."""

    def __init__(self, source: random.Random) -> None:
        self._source = source

    def below(self, end: int) -> int:
        return self._source.randrange(end)


class FromBytes:
    """Choices that bytes spell out, so that a little other byte makes a little other text; zeros behind the last."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def below(self, end: int) -> int:
        width = 1 if end <= 256 else 2 if end <= 65_536 else 3
        taken = self._data[self._at : self._at + width]
        self._at += width
        return int.from_bytes(taken, "big") % end


@cache
def samples() -> tuple[str, ...]:
    """The paragraphs of the sample articles, in their order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    return tuple(paragraph for text in texts for paragraph in text.split("\n\n") if paragraph.strip())


def make_case(choices: Choices) -> tuple[str, str]:
    """A text and the language that it is said to be in; empty: to be detected."""
    language = LANGUAGES[choices.below(len(LANGUAGES))]
    text = BEGINNINGS[choices.below(len(BEGINNINGS))](choices)
    for _ in range(choices.below(MOST_CHANGES)):
        text = CHANGES[choices.below(len(CHANGES))](text, choices)[:MOST_CHARACTERS]
    return text, language


def _some_paragraphs(choices: Choices) -> str:
    first = choices.below(len(samples()))
    return "\n\n".join(samples()[first : first + 1 + choices.below(6)])


def _some_pieces(choices: Choices) -> str:
    return "".join(_piece(choices) for _ in range(choices.below(60)))


def _some_characters(choices: Choices) -> str:
    return "".join(chr(_code_point(choices)) for _ in range(choices.below(120)))


def _code_point(choices: Choices) -> int:
    """Any code point; the first ones more often."""
    return choices.below((0x80, 0x250, 0x3000, 0x110000)[choices.below(4)])


def _piece(choices: Choices) -> str:
    stock = (MARKS, MARKS, CHARACTERS, WORDS, WORDS)[choices.below(5)]
    return stock[choices.below(len(stock))]


def _range(text: str, choices: Choices) -> tuple[int, int]:
    start = choices.below(len(text) + 1)
    return start, min(len(text), start + choices.below(200))


def _insert(text: str, choices: Choices) -> str:
    at = choices.below(len(text) + 1)
    return text[:at] + _piece(choices) + text[at:]


def _insert_character(text: str, choices: Choices) -> str:
    at = choices.below(len(text) + 1)
    return text[:at] + chr(_code_point(choices)) + text[at:]


def _insert_run(text: str, choices: Choices) -> str:
    at = choices.below(len(text) + 1)
    return text[:at] + _piece(choices) * choices.below(MOST_REPEATS) + text[at:]


def _delete(text: str, choices: Choices) -> str:
    start, end = _range(text, choices)
    return text[:start] + text[end:]


def _move(text: str, choices: Choices) -> str:
    start, end = _range(text, choices)
    rest = text[:start] + text[end:]
    at = choices.below(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _repeat(text: str, choices: Choices) -> str:
    start, end = _range(text, choices)
    return text[:end] + text[start:end] * choices.below(50) + text[end:]


def _exchange_marks(text: str, choices: Choices) -> str:
    """Every mark of one sort by another piece, all over the text."""
    return text.replace("“”‘’ ,.\n"[choices.below(8)], _piece(choices))


def _between_all(text: str, choices: Choices) -> str:
    """A piece between all words or all letters of a stretch."""
    start, end = _range(text, choices)
    stretch, piece = text[start:end], _piece(choices)
    return text[:start] + (stretch.replace(" ", piece) if choices.below(2) else piece.join(stretch)) + text[end:]


def _case(text: str, choices: Choices) -> str:
    return (text.upper, text.lower, text.title, text.swapcase)[choices.below(4)]()


def _more_paragraphs(text: str, choices: Choices) -> str:
    return text + ("\n\n", "\n", " ", "")[choices.below(4)] + _some_paragraphs(choices)


BEGINNINGS: tuple[Callable[[Choices], str], ...] = (
    _some_paragraphs,
    _some_paragraphs,
    _some_pieces,
    _some_characters,
)
CHANGES: tuple[Callable[[str, Choices], str], ...] = (
    _insert,
    _insert,
    _insert_character,
    _insert_run,
    _delete,
    _move,
    _repeat,
    _exchange_marks,
    _between_all,
    _case,
    _more_paragraphs,
)
