"""The extraction engine: plain Python and `regex`, no Django. `extract` is the way in."""

from quotes.extraction import compiled

__path__ = compiled.find_folders()

from quotes.extraction.detection import detect
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
    TookTooLong,
    UnsupportedLanguage,
)
from quotes.extraction.engine import VERSION, DefaultEngine, Engine, extract

__all__ = [
    "VERSION",
    "Article",
    "ArticleSpeaker",
    "AttributionStatus",
    "Candidate",
    "DefaultEngine",
    "Engine",
    "Evidence",
    "ExtractedStatement",
    "ExtractionError",
    "LexiconError",
    "Modality",
    "QuoteKind",
    "Span",
    "SpeakerKind",
    "TookTooLong",
    "UnsupportedLanguage",
    "detect",
    "extract",
]
