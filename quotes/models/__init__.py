"""Rows and their invariants. Services change them; querysets answer questions about them."""

from quotes.models.change import Change, ChangeKind, ObjectKind
from quotes.models.outlet import Outlet
from quotes.models.review import Decision, Review
from quotes.models.run import ImportItem, ImportRun, ItemOutcome
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
    "AttributionStatus",
    "Change",
    "ChangeKind",
    "Decision",
    "ImportItem",
    "ImportRun",
    "ItemOutcome",
    "Modality",
    "ObjectKind",
    "Origin",
    "Outlet",
    "QuoteKind",
    "Review",
    "ReviewStatus",
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
