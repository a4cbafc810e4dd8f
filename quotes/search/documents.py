"""Statements → what is searched of them, written by whoever creates or changes a statement."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice

from django.db import connection, transaction

from quotes.extraction import UnsupportedLanguage
from quotes.extraction.language import Language, load
from quotes.extraction.quotation import find_quotations
from quotes.extraction.sentences import find_sentences, outermost
from quotes.extraction.text import tokenise
from quotes.models import SearchDocument, Source, Statement
from quotes.search.words import folded_words

AROUND = 1
"""Sentences shown before and behind those that a statement stands in."""
MOST_WORDS = 2_000
"""Words of a text that are searched, and of a context: an index counts places up to a limit."""
MOST_BYTES = 100_000
"""Bytes of those words: PostgreSQL refuses a document of a megabyte, and keeps each word up to three times."""
MOST_BYTES_A_CHARACTER = 4
MOST_CONTEXT = 4_000
"""Code points that a context has before the statement, and behind it, at most."""
CHUNK = 200
DERIVED = ("context_start", "context", "text_words", "context_words", "published_year")
Spans = Sequence[tuple[int, int]]


class Sentences:
    """What all statements of one source have in common: the sentences of its text, read once, and its year."""

    def __init__(self, text: str, language: str, published_at: dt.datetime | None = None) -> None:
        tokens = tokenise(text)
        known = _language(language)
        self.year = published_at.astimezone(dt.UTC).year if published_at is not None else None
        quotations = find_quotations(tokens, known)
        found = find_sentences(tokens, quotations, outermost(quotations, len(tokens)), known)
        self.text = text
        self.starts = [tokens.starts[first] for first, _ in found]
        self.ends = [tokens.ends[last - 1] for _, last in found]

    def around(self, spans: Spans) -> tuple[int, int]:
        """From where to where the context of those spans goes: code points, end exclusive."""
        start, end = spans[0][0], spans[-1][1]
        first = max(bisect_right(self.ends, start) - AROUND, 0)
        last = min(bisect_left(self.starts, end) - 1 + AROUND, len(self.ends) - 1)
        if not self.starts or last < first:
            return start, end
        return (
            min(start, max(self.starts[first], start - MOST_CONTEXT)),
            max(end, min(self.ends[last], end + MOST_CONTEXT)),
        )


def sentences_of(source: Source) -> Sentences:
    """Those of a source of the database."""
    return Sentences(source.text, source.language, source.published_at)


def _language(code: str) -> Language:
    """The language of that code; English where there is no data for it: only ends of sentences are sought."""
    try:
        return load(code)
    except UnsupportedLanguage:
        return load("en")


def words_text(text: str) -> str:
    """The words of a text as the databases index them, up to what they can take."""
    words = list(islice(folded_words(text), MOST_WORDS))
    joined = " ".join(words)
    if len(joined) * MOST_BYTES_A_CHARACTER <= MOST_BYTES:
        return joined
    sizes = accumulate(len(word.encode()) + 1 for word in words)
    return " ".join(word for word, size in zip(words, sizes, strict=True) if size <= MOST_BYTES)


def document_of(statement: Statement, spans: Spans, sentences: Sentences) -> SearchDocument:
    """What is searched of one statement, not yet stored."""
    start, end = sentences.around(spans)
    context = sentences.text[start:end]
    return SearchDocument(
        statement=statement,
        context_start=start,
        context=context,
        text_words=words_text(statement.text),
        context_words=words_text(context),
        published_year=sentences.year,
    )


def write_documents(*, source: Source, statements: Iterable[tuple[Statement, Spans]]) -> None:
    """Store what is searched of statements of one source, in the caller's transaction."""
    rows = list(statements)
    if not rows:
        return
    sentences = sentences_of(source)
    SearchDocument.objects.bulk_create(
        [document_of(statement, spans, sentences) for statement, spans in rows],
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=DERIVED,
    )


def rebuild() -> int:
    """Write every statement's search document anew, a source a transaction; how many there are."""
    written = 0
    for source in Source.objects.only("text", "language", "published_at").order_by("pk").iterator(chunk_size=CHUNK):
        with transaction.atomic():
            mine = Statement.objects.select_for_update().filter(source=source).prefetch_related("spans")
            rows = [(statement, statement.span_pairs()) for statement in mine]
            write_documents(source=source, statements=rows)
        written += len(rows)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO quotes_search (quotes_search) VALUES ('rebuild')")
    return written


def faults_of_documents(source: Source, statements: Iterable[Statement]) -> Iterator[tuple[Statement, str]]:
    """Statements of one source whose search document is not what it must be, each with the fault in words."""
    sentences: Sentences | None = None
    for statement in statements:
        stored = getattr(statement, "search_document", None)
        if stored is None:
            yield statement, "search does not know it: run manage.py rebuild_search"
            continue
        spans = statement.span_pairs()
        if not spans:
            continue  # a fault of its own, told elsewhere
        sentences = sentences or sentences_of(source)
        wanted = document_of(statement, spans, sentences)
        if any(getattr(stored, name) != getattr(wanted, name) for name in DERIVED):
            yield statement, "search knows it by other words, or another year: run manage.py rebuild_search"
