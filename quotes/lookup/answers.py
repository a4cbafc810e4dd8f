"""What a check answers. Spans are [start, end) in code points."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum

from quotes.matching.verdicts import Verdict, Wording

Span = tuple[int, int]


class SegmentKind(StrEnum):
    """What a piece of the comparison is."""

    SAME = "same"
    ADDED = "added"
    DROPPED = "dropped"
    REPLACED = "replaced"
    REORDERED = "reordered"


class DateAgreement(StrEnum):
    """How the claimed date stands to the occurrences."""

    AGREES = "agrees"
    BEFORE_FIRST = "before_first"
    DIFFERS = "differs"


class CheckRefused(Exception):
    """Why a quotation or text cannot be checked and what to do, in words."""


@dataclass(frozen=True, slots=True)
class Question:
    """A quotation as somebody circulates it, with whom and when they claim for it, where they do."""

    quote: str
    speaker: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the comparison: what the quotation has, what was said; an absent side is empty, its span null."""

    segment_kind: SegmentKind
    quoted: str
    said: str
    quoted_span: Span | None
    said_span: Span | None
    meaning_change: str | None


@dataclass(frozen=True, slots=True)
class SpeakerShown:
    id: uuid.UUID
    name: str
    speaker_kind: str


@dataclass(frozen=True, slots=True)
class SourceShown:
    id: uuid.UUID
    title: str
    outlet: str | None
    url: str
    published_at: dt.datetime | None
    language: str


@dataclass(frozen=True, slots=True)
class OccurrenceShown:
    """A statement with these words. score is of its own wording, null where it is another form of the quotation.

    is_copy: an earlier article in the list prints the same text.
    """

    statement: uuid.UUID
    text: str
    score: float | None
    speaker: SpeakerShown | None
    fits_claim: bool | None
    quote_kind: str
    modality: str
    attribution_status: str
    review_status: str
    said_on: dt.date | None
    is_copy: bool
    source: SourceShown


@dataclass(frozen=True, slots=True)
class SimilarShown(OccurrenceShown):
    """A statement that the verdict does not rest on, with what differs from the quotation.

    The three are None, and there are no segments, where it is another form of what was compared.
    """

    segments: tuple[Segment, ...] = ()
    meaning_changed: bool | None = None
    cut_after_negation: bool | None = None
    cut_before_negation: bool | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was searched."""

    articles: int
    outlets: int
    languages: tuple[str, ...]
    published_from: dt.date | None
    published_until: dt.date | None
    as_of: dt.datetime


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a stitched quotation and where it comes from; the verdict and the marks are of it alone."""

    quoted_span: Span
    quoted: str
    score: float
    verdict: Verdict
    wording: Wording
    meaning_changed: bool
    cut_after_negation: bool
    cut_before_negation: bool
    speaker_agrees: bool | None
    date_agreement: DateAgreement | None
    segments: tuple[Segment, ...]
    occurrences: tuple[OccurrenceShown, ...]
    occurrence_count: int
    notes: tuple[str, ...]
    said_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one quotation; `verdict` in one word, `summary` in sentences.

    checked: what of it was compared, where that is the inside of its quotation marks alone.
    """

    quote: str
    verdict: Verdict
    summary: str
    score: float
    threshold: float
    coverage: Coverage
    wording: Wording | None = None
    meaning_changed: bool = False
    cut_after_negation: bool = False
    cut_before_negation: bool = False
    checked: Span | None = None
    claimed_speaker: str = ""
    claimed_date: dt.date | None = None
    speaker_agrees: bool | None = None
    date_agreement: DateAgreement | None = None
    quotation: uuid.UUID | None = None
    segments: tuple[Segment, ...] = ()
    occurrences: tuple[OccurrenceShown, ...] = ()
    occurrence_count: int = 0
    outlet_count: int = 0
    independent_count: int = 0
    first_appeared_at: dt.datetime | None = None
    notes: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    similar: tuple[SimilarShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One item of a batch or of a text: an answer, or why there is none.

    span: where a text has it; modality: whether a text reports that it was said, None where no report was read.
    """

    quote: str
    answer: Answer | None = None
    problem: str = ""
    span: Span | None = None
    speaker: str = field(default="")
    modality: str | None = None
