"""The extraction engine: plain Python and `regex`, no Django. `extract` is the way in."""

from quotes.extraction.document import (
    Article,
    ArticleSpeaker,
    AttributionStatus,
    Candidate,
    Evidence,
    ExtractedStatement,
    ExtractionError,
    LexiconError,
    Modality,
    QuoteKind,
    Span,
    SpeakerKind,
    UnsupportedLanguage,
)
from quotes.extraction.engine import VERSION, extract

__all__ = [
    "VERSION",
    "Article",
    "ArticleSpeaker",
    "AttributionStatus",
    "Candidate",
    "Evidence",
    "ExtractedStatement",
    "ExtractionError",
    "LexiconError",
    "Modality",
    "QuoteKind",
    "Span",
    "SpeakerKind",
    "UnsupportedLanguage",
    "extract",
]
