"""An article takes a bounded number of queries, whatever stands in it."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.models import Occurrence, Quotation, Speaker, Statement

pytestmark = pytest.mark.django_db
MOST_QUERIES = 45
"""SQLite takes a few more for many rows, which it is given by the hundred."""
FIRST = ("Ana", "Bo", "Carla", "Dov", "Edda", "Finn", "Greta", "Hamid")
LAST = ("Ruiz", "Lund", "Vale", "Berg", "Dahl", "Holt", "Marsh", "Quist")
NAMES = [f"{first} {last}" for first, last in itertools.product(FIRST, LAST)]


def article(size: int, *, cut: bool = False) -> ReadArticle:
    """As many speakers, each with a quotation of their own; cut: the quotations end earlier."""
    rest = "" if cut else ", and nobody on the board was told of it before the winter"
    said = [
        f"“The {last} family sold pier {n * 7} to a crew of {n * 3} from {first}’s town in {1800 + n}{rest},” "
        f"said {name}, the pilot of boat {n}."
        for n, name in enumerate(NAMES[:size], start=1)
        for first, last in [name.split()]
    ]
    return ReadArticle("a.txt", "\n\n".join(said))


def queries(given: ReadArticle) -> int:
    extracted = extract(engine_article(given))
    with CaptureQueriesContext(connection) as captured:
        store_article(article=given, extracted=extracted, engine_version="test")
    return len(captured)


def test_an_article_of_sixty_statements_takes_no_query_for_each() -> None:
    assert max(queries(article(3)), queries(article(60))) <= MOST_QUERIES
    assert (Statement.objects.count(), Speaker.objects.count()) == (63, 60)


def test_nor_where_each_statement_is_an_occurrence_of_a_quotation_that_there_is() -> None:
    for size in (4, 60):
        queries(article(size))
    assert max(queries(article(3, cut=True)), queries(article(60, cut=True))) <= MOST_QUERIES
    assert (Occurrence.objects.count(), Quotation.objects.count()) == (127, 60)
