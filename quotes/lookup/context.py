"""The sentences around a statement in its article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.extraction import UnsupportedLanguage
from quotes.extraction.language import Language, load
from quotes.extraction.quotation import find_quotations
from quotes.extraction.sentences import find_sentences, outermost
from quotes.extraction.text import paragraph_spans, tokenise
from quotes.lookup.answers import Span

WINDOW = 3_000
"""Code points looked at before and behind: a sentence that is longer is cut."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the article; is_content tells the statement's own. starts_paragraph: a new one begins here."""

    text: str
    is_content: bool
    starts_paragraph: bool = False


def context(text: str, spans: Sequence[Span], language: str) -> tuple[Stretch, ...]:
    """The sentence of a statement, the one before and the one after, in stretches in order.

    spans are the statement's, code points of text, ends exclusive. Sentences do not cross
    paragraphs, so the one before may be of the paragraph before.
    """
    first, last = spans[0][0], spans[-1][1]
    low, high = max(0, first - WINDOW), min(len(text), last + WINDOW)
    sentences = _sentences(text[low:high], _language(language))
    touched = [
        number for number, (start, end) in enumerate(sentences) if low + start < last and first < low + end
    ] or [0]
    begin = low + sentences[max(0, touched[0] - 1)][0] if sentences else first
    end = low + sentences[min(len(sentences) - 1, touched[-1] + 1)][1] if sentences else last
    begin, end = min(begin, first), max(end, last)
    breaks = {start for start, _ in paragraph_spans(text[begin:end])}
    edges = {begin, end} | {begin + start for start in breaks}
    for start, stop in spans:
        edges |= {start, stop}
    return tuple(
        Stretch(
            text[a:b].rstrip("\n"),
            any(start <= a and b <= stop for start, stop in spans),
            a > begin and a - begin in breaks,
        )
        for a, b in pairwise(sorted(edges))
    )


def _language(code: str) -> Language:
    try:
        return load(code)
    except UnsupportedLanguage:
        return load("en")  # sentences end at the same marks


def _sentences(text: str, language: Language) -> list[Span]:
    tokens = tokenise(text)
    quotations = find_quotations(tokens, language)
    found = find_sentences(tokens, quotations, outermost(quotations, len(tokens)), language)
    spans = [(tokens.starts[first], tokens.ends[last - 1]) for first, last in found]
    # A time of day over the next entry of a live blog is no sentence.
    return [(start, end) for start, end in spans if any(char.isalpha() for char in text[start:end])]
