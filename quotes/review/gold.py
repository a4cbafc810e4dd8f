"""Decided articles in the form of annotated corpora, so that decisions can be scored against and learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from quotes.models import Review, ReviewStatus, Source, SpeakerKind, Statement

CHUNK = 50


def gold_articles(*, unfinished: bool = False) -> Iterator[dict[str, Any]]:
    """One record an article, in the order they came in; offsets are code points, ends exclusive.

    An article is gold when every statement of it is decided by somebody who read it: what
    editors rejected is absent, what they added is there; what was accepted with others at once,
    unread, is the engine's own word still. With unfinished, articles with such statements and
    pending ones too: pending ones are absent then, which a learner would take for “no statement”.
    """
    of_article = Statement.objects.filter(source=OuterRef("pk"), withdrawn_at__isnull=True)
    decided = of_article.exclude(review_status=ReviewStatus.PENDING)
    sources = Source.objects.filter(Exists(decided)).order_by("pk").select_related("outlet").defer("original")
    if not unfinished:
        last = Review.objects.filter(statement=OuterRef("pk")).order_by("-id").values("batch")[:1]
        unread = of_article.annotate(last_batch=Subquery(last)).filter(last_batch__isnull=False)
        sources = sources.exclude(Exists(of_article.filter(review_status=ReviewStatus.PENDING)))
        sources = sources.exclude(Exists(unread))
    kept = (
        Statement.objects.public().select_related("speaker").prefetch_related("spans").defer("evidence", "candidates")
    )
    for source in sources.prefetch_related(Prefetch("statements", kept)).iterator(chunk_size=CHUNK):
        yield {
            "id": str(source.public_id),
            "outlet": source.outlet.name if source.outlet else "",
            "published_at": source.published_at.isoformat() if source.published_at else None,
            "language": source.language,
            "title": source.title,
            "text": source.text,
            "statements": sorted((_record(s) for s in source.statements.all()), key=lambda s: s["content"]),
        }


def _record(statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    person = speaker is not None and speaker.kind == SpeakerKind.PERSON
    return {
        "content": [[start, end] for start, end in statement.span_pairs()],
        "cue": _stretch(statement.cue_start, statement.cue_end),
        "source": _stretch(statement.mention_start, statement.mention_end),
        "kind": statement.quote_kind,
        "gold_speaker": speaker.name if speaker is not None and person else None,
        "nested": statement.parent_id is not None,
    }


def _stretch(start: int | None, end: int | None) -> list[list[int]]:
    return [] if start is None or end is None else [[start, end]]
