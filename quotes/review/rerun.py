"""A newer engine over stored sources: it replaces its own pending proposals and touches no human decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from quotes.engine import site_engine
from quotes.extraction import Article, ArticleSpeaker, ExtractedStatement, ExtractionError
from quotes.ingest.service import DEFAULT_LANGUAGE, insert_statements
from quotes.lookup.indexing import index_statements
from quotes.models import (
    EngineDisagreement,
    EngineRerun,
    Origin,
    ReviewStatus,
    Source,
    Speaker,
    Statement,
)
from quotes.review.comparing import as_json, differences, is_same_proposal, match, names_of
from quotes.speakers.linking import link_speakers
from quotes.speakers.names import normalise


@dataclass(slots=True)
class SourceRerun:
    """What came of one source. With dry_run it says what would come of it."""

    source: Source
    kept: list[Statement] = field(default_factory=list)
    added: list[Statement] = field(default_factory=list)
    withdrawn: list[Statement] = field(default_factory=list)
    disagreements: list[EngineDisagreement] = field(default_factory=list)
    error: str = ""


def rerun_sources(
    *,
    sources: Iterable[Source],
    started_by: Any = None,
    dry_run: bool = False,
    on_source: Callable[[SourceRerun], None] | None = None,
) -> EngineRerun:
    """Run today's engine over sources, each in a transaction of its own; what fails is in the run's errors.

    With dry_run nothing is stored, the run itself included.
    """
    rerun = EngineRerun(engine_version=site_engine().version(DEFAULT_LANGUAGE), started_by=started_by)
    if not dry_run:
        rerun.save()
    for source in sources:
        outcome = SourceRerun(source)
        try:
            outcome = rerun_source(source=source, rerun=rerun, dry_run=dry_run)
        except (ExtractionError, DatabaseError, ValueError) as error:
            outcome.error = str(error)
            rerun.errors.append({"source": str(source.public_id), "error": str(error)})
        rerun.sources += 1
        rerun.kept += len(outcome.kept)
        rerun.added += len(outcome.added)
        rerun.withdrawn += len(outcome.withdrawn)
        if on_source is not None:
            on_source(outcome)
    rerun.finished_at = timezone.now()
    if not dry_run:
        rerun.save()
    return rerun


def rerun_source(*, source: Source, rerun: EngineRerun, dry_run: bool = False) -> SourceRerun:
    """Run today's engine over one source. Raises ExtractionError, and then nothing is changed."""
    day = source.published_at.date() if source.published_at else None
    article = Article(source.text, source.language, source.title, tuple(source.authors), day)
    engine = site_engine()
    found = engine.extract(article)
    with transaction.atomic():
        outcome = _apply(source, found, engine.version(source.language), rerun)
        if dry_run:
            transaction.set_rollback(True)
        else:
            for disagreement in outcome.disagreements:
                _record(disagreement)
    return outcome


def _apply(
    source: Source, found: Sequence[ExtractedStatement], engine_version: str, rerun: EngineRerun
) -> SourceRerun:
    outcome = SourceRerun(source)
    stored = _stored(source)
    replaceable = {statement.pk for statement in stored if _is_the_engines_alone(statement)}
    matched = match(found, stored)
    rows = _standing(found, matched, replaceable)
    outcome.kept = [row for row in rows.values() if row.pk in replaceable]
    missing = {place: extracted for place, extracted in enumerate(found) if place not in rows}
    speakers = _speakers(source, missing.values())
    inserted = insert_statements(
        source=source, extracted=missing, speakers=speakers, engine_version=engine_version, stored=rows
    )
    outcome.added = list(inserted.values())
    gone = replaceable - {statement.pk for statement in outcome.kept}
    outcome.withdrawn = [statement for statement in stored if statement.pk in gone]
    now = timezone.now()
    Statement.objects.filter(pk__in=gone).update(withdrawn_at=now, modified=now, version=F("version") + 1)
    index_statements(Statement.objects.defer("evidence", "candidates").filter(pk__in=gone))
    proposals = {statement.pk: found[place] for place, statement in matched.items()}
    for statement in stored:
        proposal = proposals.get(statement.pk)
        sentences = differences(statement, proposal) if statement.review_status != ReviewStatus.PENDING else []
        if sentences:
            outcome.disagreements.append(
                EngineDisagreement(
                    rerun=rerun,
                    statement=statement,
                    engine_version=engine_version,
                    differences=sentences,
                    proposal=as_json(proposal),
                )
            )
    return outcome


def _stored(source: Source) -> list[Statement]:
    """The source's statements that stand, locked: an editor's decision comes before, or is told afterwards."""
    list(Statement.objects.select_for_update().filter(source=source).order_by("pk").values_list("pk", flat=True))
    standing = Statement.objects.filter(source=source, withdrawn_at__isnull=True).order_by("pk")
    return list(
        standing.select_related("speaker").prefetch_related("spans", "reviews", "opinions", "speaker__aliases")
    )


def _is_the_engines_alone(statement: Statement) -> bool:
    """Whether no editor has had a hand in it: what anybody decided, reopened or mended stays."""
    pending = statement.review_status == ReviewStatus.PENDING and statement.origin == Origin.ENGINE
    return pending and not statement.reviews.all() and not statement.opinions.all()


def _standing(
    found: Sequence[ExtractedStatement], matched: dict[int, Statement], replaceable: set[int]
) -> dict[int, Statement]:
    """Place in the engine's list → the stored row that stays there: an editor's, or the same proposal."""
    rows: dict[int, Statement] = {}
    for place in _parents_first(found):
        statement = matched.get(place)
        if statement is None:
            continue
        parent = found[place].parent
        parent_row = rows.get(parent) if parent is not None else None
        same_parent = statement.parent_id is None if parent is None else (
            parent_row is not None and parent_row.pk == statement.parent_id
        )  # fmt: skip
        if statement.pk not in replaceable or (same_parent and is_same_proposal(found[place], statement)):
            rows[place] = statement
    return rows


def _parents_first(found: Sequence[ExtractedStatement]) -> list[int]:
    """Places in the engine's list, each behind the one that it is reported inside."""

    def depth(place: int) -> int:
        parent = found[place].parent
        return 0 if parent is None else 1 + depth(parent)

    return sorted(range(len(found)), key=depth)


def _speakers(source: Source, missing: Iterable[ExtractedStatement]) -> dict[ArticleSpeaker, Speaker]:
    """The speaker of each, first among those that this source's statements have had already.

    Without that, somebody whom the article gives no full name would become a new speaker with each run.
    """
    known: dict[tuple[str, str], set[int]] = {}
    heads: dict[int, Speaker] = {}
    of_source = Statement.objects.filter(source=source).values("speaker")
    for speaker in Speaker.objects.filter(pk__in=of_source).prefetch_related("aliases"):
        heads[speaker.pk] = speaker
        for name in names_of(speaker):
            known.setdefault((speaker.kind, name), set()).add(speaker.pk)
    linked: dict[ArticleSpeaker, Speaker] = {}
    unknown: list[ArticleSpeaker] = []
    for named in {e.speaker: None for e in missing if e.speaker is not None}:
        fitting = known.get((named.kind.value, normalise(named.name)), set())
        if len(fitting) == 1:
            linked[named] = heads[next(iter(fitting))]
        else:
            unknown.append(named)
    return linked | link_speakers(speakers=unknown, source=source)


def _record(disagreement: EngineDisagreement) -> None:
    """Store it, once for each engine: a second run of the same engine renews it."""
    EngineDisagreement.objects.update_or_create(
        statement=disagreement.statement,
        engine_version=disagreement.engine_version,
        defaults={
            "rerun": disagreement.rerun,
            "differences": disagreement.differences,
            "proposal": disagreement.proposal,
        },
    )
