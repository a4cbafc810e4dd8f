"""Paragraphs that begin with a name and a colon → what is said in turn, as in an interview.

One such paragraph proves nothing ("Note: …"); an article that has several is a transcript, and
each turn is the words of whoever is named, as they were spoken, marks or none.
"""

from __future__ import annotations

from functools import partial

import regex

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft, owners
from quotes.extraction.quotation import MARKS
from quotes.extraction.sources import SourceOption
from quotes.extraction.text import Tokens

TURN = regex.compile(r"[\"“]?((?P<letter>Q|A)[.:]|\p{Lu}[\p{L}.’'\-]*(?: \p{Lu}[\p{L}.’'\-]*){0,3}\s?:)\s")
FEWEST = 3
LONGEST_TURN_NAME = 6


def find_turns(analysis: Analysis) -> list[Draft]:
    """A draft for every turn of a transcript; none where the article is no transcript."""
    tokens = analysis.tokens
    found: list[tuple[int, int, int]] = []
    letters = {match["letter"] for match in map(partial(_opens, tokens), tokens.paragraphs) if match is not None}
    for first, last in tokens.paragraphs:
        match = _opens(tokens, (first, last))
        if match is None:
            continue
        ends = {":", "."} if match["letter"] and {"Q", "A"} <= letters else {":"}  # A. Ruiz came late: a name
        colon = next((i for i in range(first, min(first + LONGEST_TURN_NAME, last)) if tokens.words[i] in ends), -1)
        if first < colon < last - 1:
            found.append((first, colon, last))
    if len(found) < FEWEST:
        return []
    return [_turn(analysis, *turn) for turn in found]


def _opens(tokens: Tokens, paragraph: tuple[int, int]) -> regex.Match[str] | None:
    """Whether a paragraph begins as a turn does."""
    return TURN.match(tokens.text, tokens.starts[paragraph[0]], tokens.ends[paragraph[1] - 1])


def _turn(analysis: Analysis, first: int, colon: int, last: int) -> Draft:
    begin = first + 1 if analysis.tokens.words[first] in MARKS else first
    source = SourceOption(begin, colon, colon - 1, "before", 0, "name")
    return Draft(None, source, [(colon + 1, last)], {}, "turn", "turn")


def outside_turns(analysis: Analysis, drafts: list[Draft], turns: list[Draft]) -> list[Draft]:
    """The drafts that do not lie within a turn, with the turns."""
    if not turns:
        return drafts
    owner = owners(analysis, turns)
    kept = [draft for draft in drafts if owner[draft.first] is None]
    return sorted(kept + turns, key=lambda draft: draft.first)
