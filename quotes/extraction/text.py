"""Text → tokens and paragraphs. The text is read, never changed: a token is a pair of offsets."""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern

import regex

TOKEN = regex.compile(
    r"""
      \p{L}+(?=[\s,;])                               # most words; the rest is for the others
    | (?:\p{L}\.){2,}                                # U.S.  D.C.
    | \d+(?:[.,:]\d+)*(?:%|(?:-[^\W\d_]+)+)?         # 1,200  3.5  10:30  40%  22-year-old
    | [^\W\d_]+n['’]t\b                              # don’t, stays whole
    | ['’](?:s|re|ve|ll|d|m|S|RE|VE|LL)\b(?!['’]\w)  # clitics stand alone: Vale ’s
    | (?:[OD]['’](?=\p{Lu}))?[^\W_]+                 # O’Hara  well-known  AT&T  vale.example
      (?:(?:[-‐‑&/@·]|\.(?!\p{Lu}\p{Ll}))(?=[^\W_])[^\W_]+)*  # but not the end.The beginning
    | ''|``|--+|\.\.+                                # '' is how some wires write a quotation mark
    | [^\s\w] | _+
    """,
    regex.VERBOSE,
)
SOFT_BREAK = regex.compile(r"(?<=[\p{Ll},\-–—])[ \t]*\n(?=[ \t]*\p{Ll})")
LINE = regex.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of an article, as parallel lists: what the stages index into.

    starts and ends are code points in the text, ends exclusive. paragraph_of gives each
    token the number of its paragraph; paragraphs are (first token, one past the last).
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    paragraph_of: list[int]
    paragraphs: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.starts)

    def slice(self, first: int, last: int) -> str:
        """The text from token first up to, not including, token last."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs: lines, except that a line broken in mid-sentence goes on.

    A break counts as soft when a small letter or a comma stands before it and a small
    letter after it: what a mail program or a terminal wraps at a column.
    """
    soft = {match.end() - 1 for match in SOFT_BREAK.finditer(text)}
    spans: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        start, end = match.span()
        if spans and start - 1 in soft:
            spans[-1] = (spans[-1][0], end)
        elif not match.group().isspace():
            spans.append((start, end))
    return spans


def tokenise(text: str) -> Tokens:
    """The tokens of a text, each within one paragraph."""
    starts: list[int] = []
    ends: list[int] = []
    paragraph_of: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    words: list[str] = []
    lower: list[str] = []
    for begin, end in paragraph_spans(text):
        first = len(words)
        at = begin
        for piece in text[begin:end].split():
            at = text.index(piece, at)
            parts = PIECES.get(piece) or _parts(piece)
            for word, small, start, stop in parts:
                words.append(word)
                lower.append(small)
                starts.append(at + start)
                ends.append(at + stop)
            at += len(piece)
        if len(words) > first:
            paragraph_of.extend([len(paragraphs)] * (len(words) - first))
            paragraphs.append((first, len(words)))
    return Tokens(text, starts, ends, words, lower, paragraph_of, paragraphs)


Part = tuple[str, str, int, int]
"""A token of a piece, in small letters too, with where it starts and ends in the piece."""
PIECES: dict[str, tuple[Part, ...]] = {}
"""What stood between white space so far, and its tokens: most pieces of a text have been seen before."""
MOST_PIECES = 60_000
LONGEST_PIECE = 40


def _parts(piece: str) -> tuple[Part, ...]:
    """The tokens of what stands between white space. No token and no look-around of TOKEN reaches past it."""
    found: list[Part] = []
    at = 0
    for word in TOKEN.findall(piece + " "):
        # Between tokens lies white space alone, so the word's next place is the token's.
        at = piece.index(word, at)
        found.append((intern(word), intern(word.lower()), at, at + len(word)))
        at += len(word)
    parts = tuple(found)
    if len(piece) <= LONGEST_PIECE:
        if len(PIECES) >= MOST_PIECES:
            PIECES.clear()
        PIECES[piece] = parts
    return parts
