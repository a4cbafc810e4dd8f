"""What is searched stays what the statements say: services write it, verify checks it, a command mends it."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from quotes.extraction import Article, extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import store_article
from quotes.ingest.verification import find_faults
from quotes.models import SearchDocument, Statement
from quotes.review.decisions import correct
from quotes.search import matching, parse
from quotes.search.documents import MOST_CONTEXT, Sentences
from tests.factories import StatementFactory, UserFactory
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db
TEXT = "“The quay is sinking,” said Ana Ruiz. It rained."
ONE_LINE = "Nobody listens. It rains. It snows. It hails. Trams run."


def found(query: str) -> list[int]:
    return list(matching(Statement.objects.order_by("pk"), parse(query)).values_list("pk", flat=True))


def test_an_imported_statement_is_found_at_once() -> None:
    store_article(article=ReadArticle(text=TEXT, where="a"), extracted=extract(Article(TEXT)), engine_version="1")
    (statement,) = Statement.objects.all()
    assert found("quay rained") == [statement.pk]
    assert list(find_faults()) == []


def test_a_corrected_statement_is_found_by_its_new_words() -> None:
    statement = statement_in(ONE_LINE, "Nobody listens")
    assert found('"trams run"') == []
    start = ONE_LINE.index("Trams run")
    correct(statement=statement, reviewer=UserFactory(), expected_version=1, spans=[(start, start + 9)])
    assert found('"trams run"') == [statement.pk]
    assert found("nobody") == []
    assert [fault for fault in find_faults() if "search" in fault] == []


def correct_and_fail(statement: Statement) -> None:
    """A correction in a transaction that the database then refuses."""
    correct(statement=statement, reviewer=UserFactory(), expected_version=1, spans=[(46, 55)])
    Statement.objects.filter(pk=statement.pk).update(confidence=2)


def test_a_statement_whose_correction_fails_is_found_as_before() -> None:
    statement = statement_in(ONE_LINE, "Nobody listens")
    with pytest.raises(DatabaseError), transaction.atomic():
        correct_and_fail(statement)
    assert found("nobody") == [statement.pk]


def test_a_deleted_statement_leaves_nothing_behind() -> None:
    statement = statement_in(ONE_LINE, "Nobody listens")
    statement.delete()
    assert SearchDocument.objects.count() == 0
    assert found("nobody") == []


def test_verify_names_what_search_does_not_know_and_rebuild_mends_it() -> None:
    missing, wrong, sound = (StatementFactory() for _ in range(3))
    SearchDocument.objects.filter(pk=missing.pk).delete()
    SearchDocument.objects.filter(pk=wrong.pk).update(text_words="something else")
    faults = sorted(find_faults())
    assert len(faults) == 2
    assert any(str(missing.public_id) in fault and "does not know it" in fault for fault in faults)
    assert any(str(wrong.public_id) in fault and "by other words" in fault for fault in faults)
    out = io.StringIO()
    call_command("rebuild_search", stdout=out)
    assert "3 statements can be searched" in out.getvalue()
    assert list(find_faults()) == []
    assert found("sinking") == [missing.pk, wrong.pk, sound.pk]


PLACES: list[tuple[str, str, str]] = [
    # the article, the statement, its context
    ("One. Two. Three. Four. Five.", "Three.", "Two. Three. Four."),
    ("One. Two. Three.", "One.", "One. Two."),
    ("One. Two. Three.", "Three.", "Two. Three."),
    ("One. Two and more. Three. Four.", "Two", "One. Two and more. Three."),
    ("One. Two. Three. Four. Five.", "Two. Three.", "One. Two. Three. Four."),
    ("One.\n\nTwo.\n\nThree.\n\nFour.", "Two.", "One.\n\nTwo.\n\nThree."),
    ("Alone", "Alone", "Alone"),
    ("…", "…", "…"),
]


@pytest.mark.parametrize("language", ["en", "de", "xx"])
@pytest.mark.parametrize(("article", "words", "context"), PLACES)
def test_the_context_is_whole_sentences_with_one_on_either_side(
    article: str, words: str, context: str, language: str
) -> None:
    at = article.index(words)
    start, end = Sentences(article, language).around([(at, at + len(words))])
    assert article[start:end] == context


def test_a_context_has_an_end() -> None:
    article = "word " * 5_000
    start, end = Sentences(article, "en").around([(10_000, 10_004)])
    assert start <= 10_000
    assert end >= 10_004
    assert end - start <= 4 + 2 * MOST_CONTEXT


@pytest.mark.parametrize("article", ["𠮷x" * 60_000, ("ж" * 99 + " ") * 3_000, " ".join(map(str, range(20_000)))])
def test_what_no_database_could_index_whole_is_stored_all_the_same(article: str) -> None:
    statement = statement_in("Quay. " + article)
    assert found("quay") == [statement.pk]


def years() -> list[int | None]:
    return list(SearchDocument.objects.order_by("pk").values_list("published_year", flat=True))


@pytest.mark.parametrize(
    ("published_at", "year"),
    [
        (None, None),
        (dt.datetime(2025, 12, 31, 23, 59, 59, tzinfo=dt.UTC), 2025),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 2026),
        (dt.datetime(2026, 1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=2))), 2025),
        (dt.datetime(2025, 12, 31, 23, tzinfo=dt.timezone(-dt.timedelta(hours=2))), 2026),
    ],
)
def test_search_knows_the_year_of_the_article_in_utc(published_at: dt.datetime | None, year: int | None) -> None:
    stored = statement_in(ONE_LINE, "Nobody listens", published_at=published_at)
    mended = statement_in("It rains.", published_at=dt.datetime(1999, 5, 5, tzinfo=dt.UTC))
    mended.source.published_at = published_at
    mended.source.save()
    assert years() == [year, year]
    assert [fault for fault in find_faults() if "search" in fault] == []
    assert found("nobody") == [stored.pk]
    SearchDocument.objects.update(published_year=1871)
    assert len([fault for fault in find_faults() if "another year" in fault]) == 2
    call_command("rebuild_search", stdout=io.StringIO())
    assert years() == [year, year]
