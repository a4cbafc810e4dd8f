"""A read article and its statements → rows, one transaction an article."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from quotes.extraction import Article, ArticleSpeaker, Candidate, Evidence, ExtractedStatement, detect
from quotes.ingest.readers.article import ReadArticle
from quotes.lookup.copies import link_copies
from quotes.lookup.indexing import index_statements
from quotes.models import ArchiveCopy, ImportRun, Outlet, Source, Speaker, Statement, StatementSpan, text_at
from quotes.search.documents import write_documents
from quotes.speakers.linking import link_speakers

DEFAULT_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of an article: its source, whether it is new, and how many statements it gave."""

    source: Source
    is_new: bool
    statements: int = 0
    unattributed: int = 0


def engine_article(article: ReadArticle) -> Article:
    """What the engine is given of a read article. Raises UnsupportedLanguage where the text is in none."""
    return Article(
        text=article.text,
        language=article.language or detect(article.text),
        title=article.title,
        authors=article.authors,
        published_on=article.published_at.date() if article.published_at else None,
    )


def text_sha256(text: str) -> str:
    """The identity of a snapshot."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_known(article: ReadArticle) -> Source | None:
    """The source that holds exactly this text already, of the same outlet as far as both are known.

    What two outlets print alike are two sources, which are linked as copies.
    """
    held = list(Source.objects.filter(text_sha256=text_sha256(article.text)).light().order_by("pk"))
    if not (held and article.outlet_name):
        return next(iter(held), None)
    outlet = _known_outlet(article)
    return next((source for source in held if source.outlet_id in (None, outlet and outlet.pk)), None)


def store_article(
    *,
    article: ReadArticle,
    extracted: Sequence[ExtractedStatement],
    engine_version: str,
    run: ImportRun | None = None,
) -> Stored:
    """Store an article with its statements, or find that its text is known.

    The same text of the same outlet twice adds nothing; another text at a known address is a new
    source that revises the newest one there.
    """
    known = find_known(article)
    if known is not None:
        return Stored(known, is_new=False)
    try:
        with transaction.atomic():
            source = _create_source(article, run)
            if article.archive_url:
                ArchiveCopy.objects.create(source=source, url=article.archive_url)
            link_copies(source)
            statements = store_statements(source=source, extracted=extracted, engine_version=engine_version)
    except IntegrityError:
        known = find_known(article)  # another process was faster with the same text
        if known is None:
            raise
        return Stored(known, is_new=False)
    return Stored(source, True, len(statements), sum(1 for s in statements if s.speaker_id is None))


def _create_source(article: ReadArticle, run: ImportRun | None) -> Source:
    now = timezone.now()
    flags = list(article.flags)
    if article.published_at is not None and article.published_at > now:
        flags.append("published_after_retrieval")
    revises = Source.objects.versions_of(url=article.url, canonical_url=article.canonical_url).first()
    return Source.objects.create(
        kind=article.kind,
        title=article.title,
        outlet=_outlet(article),
        authors=list(article.authors),
        url=article.url,
        canonical_url=article.canonical_url,
        published_at=article.published_at,
        retrieved_at=now,
        language=article.language or DEFAULT_LANGUAGE,
        text=article.text,
        text_sha256=text_sha256(article.text),
        original=article.original,
        original_media_type=article.original_media_type,
        extractor=article.extractor,
        flags=flags,
        import_run=run,
        revises=revises,
    )


def _known_outlet(article: ReadArticle) -> Outlet | None:
    named = Q(domain=article.domain) if article.domain else Q(pk__in=())
    found = Outlet.objects.filter(named | Q(name=article.outlet_name))
    return min(found, key=lambda outlet: outlet.domain != article.domain, default=None)


def _outlet(article: ReadArticle) -> Outlet | None:
    """The outlet by domain, else by name; made where there is none."""
    if not article.outlet_name:
        return None
    outlet = _known_outlet(article)
    if outlet is None:
        return Outlet.objects.get_or_create(name=article.outlet_name, defaults={"domain": article.domain})[0]
    if article.domain and not outlet.domain:
        outlet.domain = article.domain
        outlet.save(update_fields=["domain", "modified"])
    return outlet


@transaction.atomic(savepoint=False)
def store_statements(
    *, source: Source, extracted: Sequence[ExtractedStatement], engine_version: str
) -> list[Statement]:
    """Store what the engine found in a source, every text checked against the source's characters.

    Raises ValueError for a span that does not fit: a fault of the engine's, never stored.
    """
    speakers = link_speakers(speakers=(s.speaker for s in extracted if s.speaker is not None), source=source)
    return list(
        insert_statements(
            source=source, extracted=dict(enumerate(extracted)), speakers=speakers, engine_version=engine_version
        ).values()
    )


@transaction.atomic(savepoint=False)
def insert_statements(
    *,
    source: Source,
    extracted: Mapping[int, ExtractedStatement],
    speakers: Mapping[ArticleSpeaker, Speaker],
    engine_version: str,
    stored: Mapping[int, Statement] | None = None,
) -> dict[int, Statement]:
    """Insert statements by their place in the engine's list; stored are rows of other places.

    A parent is looked for among both. Raises ValueError for a span that does not fit.
    """
    rows = {place: _row(source, statement, speakers, engine_version) for place, statement in extracted.items()}
    Statement.objects.bulk_create(rows.values())
    places = {**(stored or {}), **rows}
    nested = []
    for place, row in rows.items():
        parent = extracted[place].parent
        if parent in places:
            row.parent = places[parent]
            nested.append(row)
    if nested:
        Statement.objects.bulk_update(nested, ["parent"])
    StatementSpan.objects.bulk_create(
        StatementSpan(statement=row, position=position, start=span.start, end=span.end)
        for place, row in rows.items()
        for position, span in enumerate(extracted[place].content)
    )
    write_documents(
        source=source,
        statements=(
            (row, [(span.start, span.end) for span in statement.content])
            for row, statement in zip(rows.values(), extracted.values(), strict=True)
        ),
    )
    index_statements(rows.values())
    return rows


def _row(
    source: Source,
    statement: ExtractedStatement,
    speakers: Mapping[ArticleSpeaker, Speaker],
    engine_version: str,
) -> Statement:
    cue, mention = statement.cue, statement.mention
    return Statement(
        source=source,
        speaker=speakers[statement.speaker] if statement.speaker is not None else None,
        quote_kind=statement.kind.value,
        text=text_at(source.text, [(span.start, span.end) for span in statement.content]),
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue_text=cue.of(source.text) if cue else "",
        mention_start=mention.start if mention else None,
        mention_end=mention.end if mention else None,
        mention_text=mention.of(source.text) if mention else "",
        attribution_status=statement.attribution.value,
        act=statement.act,
        modality=statement.modality.value,
        confidence=statement.confidence,
        evidence=[evidence_json(evidence) for evidence in statement.evidence],
        candidates=[candidate_json(candidate) for candidate in statement.candidates],
        medium=statement.medium,
        said_on=statement.said_on,
        engine_version=engine_version,
    )


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """Evidence as it is stored and served."""
    return {
        "rule": evidence.rule,
        "weight": evidence.weight,
        "span": [evidence.span.start, evidence.span.end] if evidence.span else None,
        "detail": evidence.detail,
    }


def candidate_json(candidate: Candidate) -> dict[str, Any]:
    """A candidate speaker as it is stored and served."""
    return {
        "name": candidate.speaker.name,
        "kind": candidate.speaker.kind.value,
        "score": round(candidate.score, 3),
        "evidence": [evidence_json(evidence) for evidence in candidate.evidence],
    }
