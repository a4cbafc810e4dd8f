"""The nouns of extraction: what goes in, what comes out, and nothing that can be built wrong.

Offsets count Unicode code points of the article's text as given; ends are exclusive.
Everything is frozen: stages read, and hand on something new.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: code points, end exclusive.

    Raises ValueError unless 0 <= start < end, so that an empty or reversed span
    cannot exist anywhere downstream.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}) is empty or reversed")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The characters of text under this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's immutable text and what is known about it. No stage ever rewrites it."""

    text: str
    language: str = "en"
    """ISO 639-1 code of a language that has a folder; empty: to be detected."""
    title: str = ""
    authors: tuple[str, ...] = ()
    published_on: dt.date | None = None


class QuoteKind(StrEnum):
    """How the words are given, by the marks around them."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerKind(StrEnum):
    """What sort of speaker a mention resolves to."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


class AttributionStatus(StrEnum):
    """How the source mention was resolved to a speaker."""

    RESOLVED = "resolved"
    AMBIGUOUS = "ambiguous"
    NOBODY = "nobody"


class Modality(StrEnum):
    """Whether the article reports that it was said, was not said, or might be said."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"


class Evidence(NamedTuple):
    """One reason for or against a decision: score is the sum of the weights.

    rule is a name in `rules.RULES`, whose docstring explains it; weight is in log-odds;
    detail says it in words for this place.
    """

    rule: str
    weight: float
    span: Span | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ArticleSpeaker:
    """Somebody who is spoken of in one article, under the fullest name it gives them."""

    name: str
    kind: SpeakerKind
    role: str = ""
    """The role as printed beside the name ("Harbour Authority spokeswoman"), or nothing."""
    mentions: tuple[Span, ...] = ()
    """Every stretch of the text that names them, in order; pronouns are not among these."""


class Candidate(NamedTuple):
    """A speaker who was considered, with the evidence that its score is the sum of."""

    speaker: ArticleSpeaker
    score: float
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtractedStatement:
    """One passage that reports what somebody said.

    content, cue and mention are what the article prints; speaker is who the mention
    resolves to. speaker is set exactly when attribution is RESOLVED; when it is AMBIGUOUS
    at least two candidates are kept. parent is the position, in the list that `extract`
    returns, of the statement that this one is reported inside.
    """

    content: tuple[Span, ...]
    kind: QuoteKind
    cue: Span | None
    mention: Span | None
    speaker: ArticleSpeaker | None
    attribution: AttributionStatus
    confidence: float
    act: str = "said"
    modality: Modality = Modality.ASSERTED
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    medium: str = ""
    """Where it was said, when the text tells: letter, tweet, statement, interview …"""
    said_on: dt.date | None = None
    """When it was said, resolved against the publication date, when the text tells."""
    parent: int | None = None

    def __post_init__(self) -> None:
        if not self.content or list(self.content) != sorted(self.content):
            raise ValueError("content needs at least one span, and spans in order")
        if any(a.overlaps(b) for a, b in zip(self.content, self.content[1:], strict=False)):
            raise ValueError("content spans overlap")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if (self.speaker is not None) != (self.attribution is AttributionStatus.RESOLVED):
            raise ValueError("a speaker is named exactly when the attribution is resolved")
        if self.attribution is AttributionStatus.AMBIGUOUS and len(self.candidates) < 2:
            raise ValueError("an ambiguous attribution keeps at least two candidates")


class ExtractionError(Exception):
    """An article that cannot be processed, in words for the person who gave it."""


class UnsupportedLanguage(ExtractionError):
    """There is no language data for the article's language."""


class TookTooLong(ExtractionError):
    """The article took more time than it was given."""


class LexiconError(Exception):
    """A language folder is broken: names the file and the line."""
