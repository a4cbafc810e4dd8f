"""What a query finds: one table, read by whichever database the tests run on."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest

from quotes.models import Statement
from quotes.search import BadQuery, matching, parse
from quotes.search.documents import write_documents
from tests.factories import SourceFactory, StatementFactory

pytestmark = pytest.mark.django_db


def statement_in(
    article: str, words: str | None = None, published_at: dt.datetime | None = None, **fields: Any
) -> Statement:
    """A statement of those words in an article of that text; of the whole text where none are given."""
    words = words or article
    digest = hashlib.sha256(article.encode()).hexdigest()
    source = SourceFactory(text=article, text_sha256=digest, published_at=published_at)
    start = article.index(words)
    statement: Statement = StatementFactory(source=source, text=words, **fields)
    statement.spans.update(start=start, end=start + len(words))
    write_documents(source=source, statements=[(statement, [(start, start + len(words))])])
    return statement


def finds(query: str, statement: Statement) -> bool:
    return matching(Statement.objects.all(), parse(query)).filter(pk=statement.pk).exists()


TABLE: list[tuple[str, str, bool]] = [
    # what is typed, what the statement says, whether it is found
    ("quay", "The quay is sinking", True),
    ("key", "The quay is sinking", False),
    ("QUAY", "The quay is sinking", True),
    ("quay", "THE QUAY IS SINKING", True),
    # all words, in any order
    ("sinking quay", "The quay is sinking", True),
    ("sinking harbour", "The quay is sinking", False),
    # phrases, of small words too
    ('"quay is"', "The quay is sinking", True),
    ('"is quay"', "The quay is sinking", False),
    ('"the is"', "The quay is sinking", False),
    ('"to be or not to be"', "To be or not to be is asked", True),
    ('"not to be or to be"', "To be or not to be is asked", False),
    ("“quay is”", "The quay is sinking", True),
    ('"the the"', "The quay and the the", True),
    ('"the the"', "The quay and the pier", False),
    # OR in capitals; or is a word
    ("pier OR quay", "The quay is sinking", True),
    ("pier OR dam", "The quay is sinking", False),
    ("pier dam OR quay sinking", "The quay is sinking", True),
    ("pier quay OR dam sinking", "The quay is sinking", False),
    ("pier or quay", "The quay is sinking", False),
    ("sink or swim", "We sink or swim", True),
    ("quay OR", "The quay is sinking", True),
    ("OR quay", "The quay is sinking", True),
    ('"pier walk" OR "quay is"', "The quay is sinking", True),
    # minus
    ("quay -pier", "The quay is sinking", True),
    ("quay -sinking", "The quay is sinking", False),
    ('quay -"is sinking"', "The quay is sinking", False),
    ('quay -"sinking is"', "The quay is sinking", True),
    ("quay -pier -sinking", "The quay is sinking", False),
    ("pier OR quay -sinking", "The quay is sinking", False),
    ("quay - sinking", "The quay is sinking", True),
    # accents, and letters that have none to lose
    ("nunez", "Núñez spoke", True),
    ("Núñez", "NUNEZ spoke", True),
    ("strasse", "Die Straße ist zu", True),
    ("Łódź", "Trains to Lodz", True),
    ("e\u0301te\u0301", "L’été est long", True),
    ("ÉTÉ", "L’ete est long", True),
    ("istanbul", "İstanbul is large", True),
    ("fish", "ﬁsh", True),
    # apostrophes of every make
    ("don't", "We don’t know", True),
    ("donʼt", "We don't know", True),
    ("don`t", "We don’t know", True),
    ("Vale", "Vale’s quay", True),
    ("Vale's", "Vale’s quay", True),
    ("Vale's", "The vale is a valley, s is a letter", False),
    ("O'Hara", "O’Hara spoke", True),
    ("d'été", "L’été est long", False),
    # hyphens of every make
    ("well-known", "A well‑known quay", True),
    ("well-known", "A well known quay", True),
    ("well-known", "It is known well", False),
    ("known", "A well-known quay", True),
    ("co\u00adoperate", "We cooperate", True),
    # numbers
    ("1200", "It cost 1,200 crowns", True),
    ("1,200", "It cost 1200 crowns", True),
    ("1.200", "Es kostete 1\u202f200 Kronen", True),
    ("3.5", "It rose by 3.5 per cent", True),
    ("3.5", "It rose by 5.3 per cent", False),
    ("35", "It rose by 3.5 per cent", False),
    ("40%", "Some 40 % are for it", True),
    ("2026-03-03", "On 2026-03-03 it closed", True),
    ("1e5", "Some 1e5 fish", True),
    ("mp3", "An mp3 was sent", True),
    ("U.S.", "The US said so", True),
    ("US", "The U.S. said so", True),
    # the beginning of a word
    ("sink*", "The quay is sinking", True),
    ("inking*", "The quay is sinking", False),
    ('"is sink*"', "The quay is sinking", True),
    ('"quay sink*"', "The quay is sinking", False),
    ("quay -sink*", "The quay is sinking", False),
    ("núñ*", "Nunez spoke", True),
    # marks that do not pair
    ('"quay is', "The quay is sinking", True),
    ('quay"', "The quay is sinking", True),
    ('"" quay', "The quay is sinking", True),
    ('"is quay', "The quay is sinking", False),
    ('quay -"', "The quay is sinking", True),
    # what either database might take for its own syntax
    ("quay & sinking", "The quay is sinking", True),
    ("quay | pier", "The quay is sinking", False),
    ("!quay", "The quay is sinking", True),
    ("quay:*", "The quay is sinking", True),
    ("text_words:quay", "The quay is sinking", False),
    ("quay AND sinking", "The quay is sinking", False),
    ("NEAR(quay sinking)", "The quay is sinking", False),
    ("quay NOT pier", "The quay is sinking", False),
    ("quay's\\", "The quay’s end", True),
    ("(quay) ^sinking", "The quay is sinking", True),
    ("quay\x00sinking", "The quay, sinking", True),
    # other scripts
    ("набережная", "Набережная тонет", True),
    ("ΝΕΡΟ", "Το νερό", True),
    ("京都", "私は京都にいます", True),
    ("都京", "私は京都にいます", False),
]


@pytest.mark.parametrize(("query", "words", "found"), TABLE)
def test_what_a_query_finds(query: str, words: str, found: bool) -> None:
    assert finds(query, statement_in(words)) is found


REFUSED: list[tuple[str, str]] = [
    ("", "no word"),
    ("  ", "no word"),
    ("?! … —", "no word"),
    ('""', "no word"),
    ("OR", "no word"),
    ("-quay", "Give at least one word that is to be found"),
    ("pier OR -quay", "Give at least one word that is to be found"),
    ("qu*", "at least 3 letters before the star"),
    ("quay " * 2_000, "10,000 characters; at most 1,000"),
]


@pytest.mark.parametrize(("query", "words"), REFUSED)
def test_what_cannot_be_searched_for_is_refused_in_words(query: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        parse(query)


@pytest.mark.parametrize("query", ["a " * 500, "q" + " -a" * 333, "a OR " * 200, '"' + "a " * 499, "x" * 1_000])
def test_the_longest_queries_are_answered(query: str) -> None:
    assert finds(query, statement_in("The quay is sinking")) is False


ARTICLE = (
    "The council met. “The quay is sinking. Nobody listens,” said Ana Ruiz, who runs the port. "
    "Repairs were put off. Trams ran."
)
AROUND: list[tuple[str, bool]] = [
    ("port", True),  # in the same sentence
    ("council", True),  # in the sentence before
    ("repairs", True),  # in the one behind
    ("trams", False),  # further away
    ("quay port", True),  # one in the statement, the other around it
    ('"listens said Ana"', True),  # over the edge of the statement, as the article has it
    ('"listens the council"', False),  # not from the statement's end to the context's beginning
    ("quay -port", False),
]


@pytest.mark.parametrize(("query", "found"), AROUND)
def test_the_sentences_around_a_statement_are_searched_too(query: str, found: bool) -> None:
    assert finds(query, statement_in(ARTICLE, "“The quay is sinking. Nobody listens,”")) is found
