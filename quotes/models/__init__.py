"""Rows and their invariants. Services change them; querysets answer questions about them."""

from quotes.models.outlet import Outlet
from quotes.models.queue import ImportRequest, QueuedArticle
from quotes.models.review import Decision, Review
from quotes.models.run import ImportItem, ImportRun, ItemOutcome, RunState
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
from quotes.models.token import ApiToken

__all__ = [
    "ApiToken",
    "AttributionStatus",
    "Decision",
    "ImportItem",
    "ImportRequest",
    "ImportRun",
    "ItemOutcome",
    "Modality",
    "Origin",
    "Outlet",
    "QueuedArticle",
    "QuoteKind",
    "Review",
    "ReviewStatus",
    "RunState",
    "Source",
    "SourceKind",
    "Speaker",
    "SpeakerAlias",
    "SpeakerKind",
    "SpeakerMerge",
    "SpeakerRole",
    "Statement",
    "StatementSpan",
    "text_at",
]
