"""A whole text: each quotation in it is found by the engine and checked with whom the text names for it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quotes.engine import site_engine
from quotes.extraction import (
    Article,
    ExtractedStatement,
    ExtractionError,
    Modality,
    QuoteKind,
    SpeakerKind,
    UnsupportedLanguage,
    detect,
)
from quotes.extraction.language import load
from quotes.extraction.quotation import find_quotations
from quotes.extraction.text import tokenise
from quotes.lookup.answers import Checked, CheckRefused, Question
from quotes.lookup.checking import check_one
from quotes.models.statement import JOINT, is_denied

LONGEST_TEXT = 64_000
"""Code points."""
MOST_QUOTATIONS = 200
FEWEST_WORDS = 3
"""Fewer words in quotation marks are a name, a title or irony, unless the engine finds who said them."""
TOO_MANY = f"The text has more than {MOST_QUOTATIONS} quotations. Check the rest as a text of its own."
CLAIMED = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION)
"""Of others (“residents”, “a diplomat”) nobody can be told apart from whom the articles name."""


class Quoted(NamedTuple):
    """A quotation of a text: where it stands, its words, and to whom the text gives it.

    speaker: "" where that is nobody who can be compared.
    modality: whether the text reports that it was said; None where no report was read in it.
    """

    start: int
    end: int
    words: str
    speaker: str = ""
    modality: str | None = None


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
    for number, quoted in enumerate(quotations_of(text)):
        span = (quoted.start, quoted.end)
        if number >= MOST_QUOTATIONS:
            one = Checked(quoted.words[:200], problem=TOO_MANY, span=span, speaker=quoted.speaker)
        else:
            one = check_one(Question(quoted.words, quoted.speaker), everything=everything, span=span)
        checked.append(replace(one, modality=quoted.modality))
    return checked


def quotations_of(text: str) -> list[Quoted]:
    """Each quotation of a text, in the text's order."""
    try:
        language = detect(text)
    except UnsupportedLanguage:
        language = "en"  # its quotation marks are read all the same
    marked = _marked(text, language)
    found: list[Quoted] = []
    for statement in _statements(text, language):
        if statement.kind is QuoteKind.INDIRECT or statement.parent is not None:
            continue
        who, how = _claimed(statement), statement.modality.value
        first, last = statement.content[0].start, statement.content[-1].end
        if statement.kind is QuoteKind.DIRECT:
            # “A,” she said, “B”: one quotation in two spans, as it is stored.
            words = JOINT.join(span.of(text) for span in statement.content)
            found.append(Quoted(first, last, words, who, how))
        else:
            inside = [(a, b) for a, b in marked if first <= a and b <= last]
            found += [Quoted(a, b, text[a:b], who, how) for a, b in inside]
    taken = [(quoted.start, quoted.end) for quoted in found]
    found += [
        Quoted(a, b, text[a:b])
        for a, b in marked
        if len(text[a:b].split()) >= FEWEST_WORDS and not any(a < end and start < b for start, end in taken)
    ]
    return sorted(found, key=lambda quoted: (quoted.start, quoted.end))


def _claimed(statement: ExtractedStatement) -> str:
    """Who is claimed to have said it: nobody where the text reports that it was not said, might be, or was denied."""
    speaker = statement.speaker
    if speaker is None or speaker.kind not in CLAIMED or statement.modality is not Modality.ASSERTED:
        return ""
    return "" if is_denied(statement.act, statement.kind) else speaker.name


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
