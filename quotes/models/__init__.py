"""Rows and their invariants. Services change them; querysets answer questions about them."""

from quotes.models.outlet import Outlet
from quotes.models.quotation import (
    Fingerprint,
    Misattribution,
    Occurrence,
    Quotation,
    SourceCopy,
    SourceFingerprint,
    WordingJudgement,
    WordingLink,
    WordingRelation,
)
from quotes.models.review import Decision, Review
from quotes.models.run import ImportItem, ImportRun, ItemOutcome
from quotes.models.source import ArchiveCopy, Source, SourceKind
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
    "ArchiveCopy",
    "AttributionStatus",
    "Decision",
    "Fingerprint",
    "ImportItem",
    "ImportRun",
    "ItemOutcome",
    "Misattribution",
    "Modality",
    "Occurrence",
    "Origin",
    "Outlet",
    "Quotation",
    "QuoteKind",
    "Review",
    "ReviewStatus",
    "Source",
    "SourceCopy",
    "SourceFingerprint",
    "SourceKind",
    "Speaker",
    "SpeakerAlias",
    "SpeakerKind",
    "SpeakerMerge",
    "SpeakerRole",
    "Statement",
    "StatementSpan",
    "WordingJudgement",
    "WordingLink",
    "WordingRelation",
    "text_at",
]
