"""Statements that the engine missed, made by editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from quotes.extraction import UnsupportedLanguage
from quotes.lookup.indexing import index_statements
from quotes.models import (
    AttributionStatus,
    Decision,
    Opinion,
    Origin,
    QuoteKind,
    Review,
    ReviewStatus,
    Source,
    Speaker,
    Statement,
    text_at,
)
from quotes.review.marking import kind_of
from quotes.review.recording import snapshot, store_spans
from quotes.review.second_opinion import is_covered


@transaction.atomic
def add_missed(
    *, source: Source, reviewer: Any, spans: Sequence[tuple[int, int]], speaker: Speaker | None, note: str = ""
) -> Statement:
    """A statement of an editor's, accepted from the start: these words of the article, this speaker.

    Where two editors must agree it waits among the pending until another one confirms it, and
    that it was added counts as its editor's opinion.

    spans are code points of the article's text, ends exclusive, in order; white space at their
    ends is left out. The kind is read off the quotation marks. Raises ValidationError for
    words that do not fit the article, or are a standing statement of it already.
    """
    fitted = fit(source.text, spans)
    _refuse_duplicate(source, fitted)
    try:
        kind = kind_of(source.text, fitted, source.language)
    except UnsupportedLanguage:
        kind = QuoteKind.DIRECT
    statement = Statement(
        source=source,
        speaker=speaker,
        quote_kind=kind,
        text=text_at(source.text, fitted),
        attribution_status=AttributionStatus.RESOLVED if speaker else AttributionStatus.NOBODY,
        confidence=1.0,
        origin=Origin.HUMAN,
        review_status=ReviewStatus.ACCEPTED,
    )
    waits = is_covered(statement)
    if waits:
        statement.review_status = ReviewStatus.PENDING
    statement.save()
    store_spans(statement, fitted)
    index_statements([statement])
    after = snapshot(statement)
    Review.objects.create(
        statement=statement, reviewer=reviewer, decision=Decision.ADD, before={}, after=after, note=note
    )
    if waits:
        Opinion.objects.create(
            statement=statement, statement_version=statement.version, reviewer=reviewer, decision=Decision.ADD,
            proposed=after | {"review_status": ReviewStatus.ACCEPTED}, note=note,
        )  # fmt: skip
    return statement


def fit(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans without white space at their ends. Raises ValidationError where they do not fit the text."""
    try:
        text_at(text, spans)
    except ValueError as error:
        raise ValidationError(f"The marked words do not fit the article: {error}.") from error
    fitted = []
    for start, end in spans:
        words = text[start:end]
        fitted.append((start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())))
    if any(start >= end for start, end in fitted):
        raise ValidationError("Only white space is marked. Select the words that were said.")
    return fitted


def _refuse_duplicate(source: Source, spans: list[tuple[int, int]]) -> None:
    same_start = Statement.objects.filter(source=source, spans__start=spans[0][0], withdrawn_at__isnull=True)
    for other in same_start.exclude(review_status=ReviewStatus.REJECTED).distinct():
        if other.span_pairs() == spans:
            raise ValidationError(f"These words are a statement already: “{other}”.")
