"""Articles for the desk's tests: invented people in an invented town, as many as are asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.readers.files import read_files
from quotes.ingest.runs import import_articles
from quotes.models import Statement

PEOPLE = ("Ines Varga", "Tomas Berglund", "Leila Haddad", "Oskar Nyman", "Rosa Quintela", "Paul Achterberg")
TOPICS = ("the ferry pier", "the old mill", "the night bus", "the school roof", "the fish market", "the tram depot")
OPENERS = (
    "“We will mend {topic} before the winter comes,” said Mayor {a}.",
    "“Nobody has asked us about {topic},” {b} told reporters. “That must change.”",
    "{a} said that the costs of {topic} had doubled in a year.",
    "According to engineer {b}, {topic} can be saved.",
    "“I walked past {topic} 😕 this morning,” she said. “It looked tired.”",
    "The council called it “a test of patience”, as {b} put it.",
    "“The plans for {topic} are ready,” {a} added.",
    "{b} denied that {topic} would be sold.",
)


def article(number: int) -> ReadArticle:
    """One article of eight sentences, most of which report what somebody said. An emoji stands early in it."""
    a, b = PEOPLE[number % 6], PEOPLE[(number // 6 + number + 1) % 6]
    topic = TOPICS[number % 6]
    lines = [f"Lund 😀 Day {number}: the council met about {topic}."]
    lines += [line.format(a=a, b=b, topic=topic) for line in OPENERS]
    return ReadArticle(
        where=f"article-{number}", text="\n\n".join(lines), title=f"Council meets about {topic} ({number})",
        outlet="The Harbour Post" if number % 2 else "Lund Evening", language="en",
    )  # fmt: skip


def import_pending(at_least: int) -> list[Statement]:
    """Import articles with the engine until that many statements wait."""
    number = 0
    while Statement.objects.pending().count() < at_least:
        import_articles(articles=[article(n) for n in range(number, number + 5)], inputs=["generated"])
        number += 5
    return list(Statement.objects.pending())


def import_corpus(at_least: int) -> None:
    """Import real articles until that many statements wait: those of the JSONL file that QUOTES_CORPUS names."""
    path = os.environ.get("QUOTES_CORPUS")
    if not path:
        pytest.skip("QUOTES_CORPUS names no file of real articles (JSONL, one a line)")
    for read in read_files([Path(path)]):
        if Statement.objects.pending().count() >= at_least:
            return
        import_articles(articles=[read], inputs=[path])
    raise AssertionError(f"{path} has fewer than {at_least} statements")


def has_words_behind(statement: Statement) -> bool:
    """Whether the content can be made longer by a word."""
    return bool(statement.source.text[statement.span_pairs()[-1][1] :].strip())
