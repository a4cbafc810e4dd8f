"""A whole text: each quotation in it is found by the engine and checked with whom the text names for it."""

from __future__ import annotations

from quotes.engine import site_engine
from quotes.extraction import Article, ExtractedStatement, ExtractionError, QuoteKind, UnsupportedLanguage, detect
from quotes.extraction.language import load
from quotes.extraction.quotation import find_quotations
from quotes.extraction.text import tokenise
from quotes.lookup.answers import Checked, CheckRefused, Question
from quotes.lookup.checking import check_one
from quotes.models.statement import JOINT

LONGEST_TEXT = 64_000
"""Code points."""
MOST_QUOTATIONS = 200
FEWEST_WORDS = 3
"""Fewer words in quotation marks are a name, a title or irony, unless the engine finds who said them."""
TOO_MANY = f"The text has more than {MOST_QUOTATIONS} quotations. Check the rest as a text of its own."
Piece = tuple[int, int, str, str]


def check_text(text: str, *, everything: bool = False) -> list[Checked]:
    """Each quotation of a text with its span and its answer, in the text's order.

    Raises CheckRefused for a text that is too long. Quotations beyond the two hundredth get the
    reason instead of an answer.
    """
    if len(text) > LONGEST_TEXT:
        raise CheckRefused(
            f"The text has {len(text):,} characters; at most {LONGEST_TEXT:,} can be checked at once. Split it."
        )
    checked = []
    for number, (start, end, quote, speaker) in enumerate(quotations_of(text)):
        if number >= MOST_QUOTATIONS:
            checked.append(Checked(quote[:200], problem=TOO_MANY, span=(start, end), speaker=speaker))
        else:
            checked.append(check_one(Question(quote, speaker), everything=everything, span=(start, end)))
    return checked


def quotations_of(text: str) -> list[Piece]:
    """Start, end, words and named speaker (or nothing) of each quotation of a text."""
    try:
        language = detect(text)
    except UnsupportedLanguage:
        language = "en"  # its quotation marks are read all the same
    marked = _marked(text, language)
    pieces: list[Piece] = []
    for statement in _statements(text, language):
        if statement.kind is QuoteKind.INDIRECT or statement.parent is not None:
            continue
        who = statement.speaker.name if statement.speaker is not None else ""
        first, last = statement.content[0].start, statement.content[-1].end
        if statement.kind is QuoteKind.DIRECT:
            # “A,” she said, “B”: one quotation in two spans, as it is stored.
            pieces.append((first, last, JOINT.join(span.of(text) for span in statement.content), who))
        else:
            inside = [(a, b) for a, b in marked if first <= a and b <= last]
            pieces += [(a, b, text[a:b], who) for a, b in inside]
    taken = [(start, end) for start, end, _, _ in pieces]
    pieces += [
        (a, b, text[a:b], "")
        for a, b in marked
        if len(text[a:b].split()) >= FEWEST_WORDS and not any(a < end and start < b for start, end in taken)
    ]
    return sorted(pieces)


def _statements(text: str, language: str) -> list[ExtractedStatement]:
    try:
        return list(site_engine().extract(Article(text, language)))
    except ExtractionError:
        return []  # what stands in quotation marks is checked without a speaker


def _marked(text: str, language: str) -> list[tuple[int, int]]:
    """What stands in quotation marks, without those that stand in others."""
    tokens = tokenise(text)
    found = []
    for quotation in find_quotations(tokens, load(language)):
        first, last = quotation.inner
        if quotation.depth == 0 and first < last:
            found.append((tokens.starts[first], tokens.ends[last - 1]))
    return found
