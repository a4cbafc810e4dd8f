"""A quotation as posts carry it: in quotation marks, and behind them “— Name, 2025 #tag”.

Only what certainly is no word of the quotation is taken off. Words that stand before the marks, or go on behind them,
may deny or be part of what is quoted, and stay.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from quotes.speakers.parts import begins_with_article, describes, is_particle

MARKS = '“”„‟«»"″〝〞＂'
WRAPPED = regex.compile(rf"\s*[{MARKS}](?P<inside>[^{MARKS}]+)[{MARKS}](?P<behind>[^{MARKS}]+)")
TAG = regex.compile(r"[#@][\p{L}\p{M}\p{N}_]+|https?://\S+")
NAMED = regex.compile(
    r"""
    \s*(?:[-–—―~]+|\()\s*                                                   # — Name  (Name
    (?P<name>\p{L}[\p{L}\p{M}.’'-]*(?:\s+\p{L}[\p{L}\p{M}.’'-]*)*)
    \s*(?:[,;()\[\]\d\n|].*)?                                               # , 2025
    """,
    regex.VERBOSE | regex.DOTALL,
)
FEWEST_WORDS = 3
LONGEST_NAME = 6


class Wrapped(NamedTuple):
    """Where the words stand in what was given, [start, end) in code points, and who is named behind them, or ""."""

    start: int
    end: int
    name: str


def unwrapped(quote: str) -> Wrapped | None:
    """The inside of quotation marks that hold most of the words; None where all of it is to be checked."""
    found = WRAPPED.fullmatch(quote)
    if found is None:
        return None
    behind = TAG.sub(" ", found["behind"]).strip()
    words = len(found["inside"].split())
    if words < FEWEST_WORDS or words <= len(behind.split()):
        return None
    if not any(map(str.isalpha, behind)):  # a year, or hashtags alone
        return Wrapped(*found.span("inside"), "") if any(map(str.isalnum, found["behind"])) else None
    named = NAMED.fullmatch(behind)
    if named is None or not _may_be_name(named["name"]):
        return None
    return Wrapped(*found.span("inside"), named["name"])


def bare(text: str) -> str:
    """A text without the quotation marks around it, for where it is put in marks anyway."""
    inner = text.strip()
    return inner[1:-1] if len(inner) > 1 and inner[0] in MARKS and inner[-1] in MARKS else text


def is_clearly_a_name(name: str) -> bool:
    """Whether somebody is named in full: not by one word alone, nor by what is an office."""
    return len(name.split()) > 1 and not begins_with_article(name) and not describes(name)


def _may_be_name(words: str) -> bool:
    """Whether words are written as a name is."""
    each = words.split()
    written = all(not word[0].islower() or is_particle(word) for word in each)
    return len(each) <= LONGEST_NAME and written and not each[-1][0].islower()
