"""Rows and their invariants. Services change them; querysets answer questions about them."""

from quotes.models.calibration import Calibration, log_odds
from quotes.models.change import Change, ChangeKind, ObjectKind
from quotes.models.claim import ArticleClaim
from quotes.models.kept import KeptAnswer
from quotes.models.opinion import Opinion, SecondOpinionRule
from quotes.models.outlet import Outlet
from quotes.models.queue import ImportRequest, QueuedArticle
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
from quotes.models.rerun import EngineDisagreement, EngineRerun
from quotes.models.review import Decision, RejectionReason, Review
from quotes.models.run import ImportItem, ImportRun, ItemOutcome, RunState
from quotes.models.search import SearchDocument
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
from quotes.models.token import ApiToken

__all__ = [
    "ApiToken",
    "ArchiveCopy",
    "ArticleClaim",
    "AttributionStatus",
    "Calibration",
    "Change",
    "ChangeKind",
    "Decision",
    "EngineDisagreement",
    "EngineRerun",
    "Fingerprint",
    "ImportItem",
    "ImportRequest",
    "ImportRun",
    "ItemOutcome",
    "KeptAnswer",
    "Misattribution",
    "Modality",
    "ObjectKind",
    "Occurrence",
    "Opinion",
    "Origin",
    "Outlet",
    "QueuedArticle",
    "Quotation",
    "QuoteKind",
    "RejectionReason",
    "Review",
    "ReviewStatus",
    "RunState",
    "SearchDocument",
    "SecondOpinionRule",
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
    "log_odds",
    "text_at",
]
