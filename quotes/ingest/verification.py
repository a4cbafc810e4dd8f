"""The proof that every statement stands where it says it stands."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.ingest.service import text_sha256
from quotes.models import Source, Statement, text_at
from quotes.search.documents import faults_of_documents

CHUNK = 200


def find_faults() -> Iterator[str]:
    """Each fault of the whole database in words, with ids; nothing when all is as it must be.

    Memory stays constant: sources are read in chunks, their statements with them.
    """
    sources = (
        Source.objects.defer("original")
        .order_by("pk")
        .prefetch_related("statements__spans", "statements__search_document")
    )
    for source in sources.iterator(chunk_size=CHUNK):
        if text_sha256(source.text) != source.text_sha256:
            yield f"source {source.public_id}: its text is not the one its SHA-256 was taken of"
        for statement in source.statements.all():
            if statement.published_at != source.published_at:
                yield f"statement {statement.public_id} of source {source.public_id}: its day is not the source's"
            for fault in faults_of(statement, source.text):
                yield f"statement {statement.public_id} of source {source.public_id}: {fault}"
        for statement, fault in faults_of_documents(source, source.statements.all()):
            yield f"statement {statement.public_id} of source {source.public_id}: {fault}"


def faults_of(statement: Statement, source_text: str) -> Iterator[str]:
    """What of one statement is not what the source's characters say."""
    try:
        if statement.text != text_at(source_text, statement.span_pairs()):
            yield "its text differs from the characters at its spans"
    except ValueError as error:
        yield f"its spans do not fit: {error}"
    for name, start, end, text in (
        ("cue", statement.cue_start, statement.cue_end, statement.cue_text),
        ("source mention", statement.mention_start, statement.mention_end, statement.mention_text),
    ):
        if start is not None and (end is None or end > len(source_text) or source_text[start:end] != text):
            yield f"its {name} differs from the characters at its span"
