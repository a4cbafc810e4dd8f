"""Text → tokens and paragraphs. The text is read, never changed: a token is a pair of offsets."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from operator import add
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
SOFT_END = regex.compile(r"[\p{Ll},\-–—]")
SMALL_LETTER = regex.compile(r"\p{Ll}")
BLANKS = " \t"
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
    spans: list[tuple[int, int]] = []
    before = ""
    behind = -1
    for match in LINE.finditer(text):
        (start, end), line = match.span(), match.group()
        if spans and start == behind and SOFT_END.match(before) and SMALL_LETTER.match(line.lstrip(BLANKS)):
            spans[-1] = (spans[-1][0], end)
        elif not line.isspace():
            spans.append((start, end))
        before, behind = line.rstrip(BLANKS)[-1:], end + 1
    return spans


def tokenise(text: str) -> Tokens:
    """The tokens of a text, each within one paragraph."""
    words: list[str] = []
    paragraph_of: list[int] = []
    paragraphs: list[tuple[int, int]] = []
    starts: list[int] = []
    for begin, end in paragraph_spans(text):
        first = len(words)
        words.extend(chain.from_iterable(map(PIECES.__getitem__, text[begin:end].split())))
        at = begin
        for word in words[first:]:
            # Between tokens lies white space alone, so the word's next place is the token's.
            at = text.index(word, at)
            starts.append(at)
            at += len(word)
        if len(words) > first:
            paragraph_of.extend([len(paragraphs)] * (len(words) - first))
            paragraphs.append((first, len(words)))
    ends = list(map(add, starts, map(len, words)))
    return Tokens(text, starts, ends, words, list(map(SMALL.__getitem__, words)), paragraph_of, paragraphs)


MOST_KEPT = 60_000
"""Pieces, and words, that are kept: a few megabytes, then they start anew."""
LONGEST_KEPT = 40


class Pieces(dict[str, tuple[str, ...]]):
    """What stands between white space, and its tokens: most pieces of a text have been seen before."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if piece.isalpha():
            tokens: tuple[str, ...] = (intern(piece),)
        elif piece[-1] in ",." and piece[:-1].isalpha():
            tokens = (intern(piece[:-1]), piece[-1])
        else:
            # No token and no look-around of TOKEN reaches past white space.
            tokens = tuple(map(intern, TOKEN.findall(piece + " ")))
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[piece] = tokens
        return tokens


class Small(dict[str, str]):
    """Words in small letters."""

    def __missing__(self, word: str) -> str:
        small = intern(word.lower())
        if len(word) <= LONGEST_KEPT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[word] = small
        return small


PIECES = Pieces()
SMALL = Small()
