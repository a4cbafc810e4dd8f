"""Rows and their invariants. Services change them; querysets answer questions about them."""

from quotes.models.calibration import Calibration, log_odds
from quotes.models.claim import ArticleClaim
from quotes.models.outlet import Outlet
from quotes.models.review import Decision, RejectionReason, Review
from quotes.models.run import ImportItem, ImportRun, ItemOutcome
from quotes.models.search import SearchDocument
from quotes.models.source import Source, SourceKind
from quotes.models.speaker import Speaker, SpeakerAlias, SpeakerKind, SpeakerMerge, SpeakerRole
from quotes.models.statement import (
    AttributionStatus,
    Modality,
    Origin,
    QuoteKind,
    ReviewStatus,
    Statement,
    StatementSpan,
    text_at,
)

__all__ = [
    "ArticleClaim",
    "AttributionStatus",
    "Calibration",
    "Decision",
    "ImportItem",
    "ImportRun",
    "ItemOutcome",
    "Modality",
    "Origin",
    "Outlet",
    "QuoteKind",
    "RejectionReason",
    "Review",
    "ReviewStatus",
    "SearchDocument",
    "Source",
    "SourceKind",
    "Speaker",
    "SpeakerAlias",
    "SpeakerKind",
    "SpeakerMerge",
    "SpeakerRole",
    "Statement",
    "StatementSpan",
    "log_odds",
    "text_at",
]
