"""A large database of invented statements, the same for the same numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from benchmarks.loading import Table, finish, indexes_afterwards
from benchmarks.vocabulary import BODIES, FIRST, LAST, TITLES, vocabulary
from quotes.models import (
    Change,
    Outlet,
    SearchDocument,
    Source,
    Speaker,
    SpeakerAlias,
    SpeakerRole,
    Statement,
    StatementSpan,
)
from quotes.speakers.names import normalise

MODELS = (Outlet, Speaker, SpeakerAlias, SpeakerRole, Source, Statement, StatementSpan, SearchDocument, Change)
ARTICLE_STATEMENTS = 10
BATCH = 500
"""Articles written at once."""
KINDS = ("direct", "direct", "direct", "mixed", "indirect")
STATUSES = ("accepted",) * 7 + ("corrected", "pending", "rejected")
MEDIA = ("", "", "", "interview", "letter", "post")
EPOCH = dt.datetime(2016, 1, 1)
"""Without a zone: rows are written as text, in UTC."""
FIRST_STORED = dt.datetime(2026, 1, 1)
TAIL = "said she."
Row = tuple[Any, ...]


def fill(*, statements: int, speakers: int, seed: int = 1) -> Iterator[int]:
    """Add so many statements and speakers to a database that has none; yields how many statements are in.

    Speakers are quoted unevenly, as in news: the first ones often, most of them seldom. All is
    written in one transaction, then the tables are analysed.
    """
    with transaction.atomic(), indexes_afterwards(MODELS):
        writer = Writer(random.Random(seed), speakers)
        made = 0
        while made < statements:
            made += writer.articles(min(BATCH * ARTICLE_STATEMENTS, statements - made))
            yield made
    finish(MODELS)


class Writer:
    """Makes outlets and speakers at once, articles with their statements as they are asked for."""

    def __init__(self, random_numbers: random.Random, speakers: int) -> None:
        self.random = random_numbers
        self.words, self.weights = vocabulary()
        moments = {"created": FIRST_STORED, "modified": FIRST_STORED}
        self.outlets = Table(Outlet, ("id", "public_id", "name", "domain"), **moments)
        self.speakers = Table(
            Speaker, ("id", "public_id", "name", "normalised_name", "wikidata_id"), kind="person", **moments
        )
        self.aliases = Table(SpeakerAlias, ("id", "speaker_id", "name", "normalised_name"))
        self.roles = Table(SpeakerRole, ("id", "speaker_id", "title", "organisation", "valid_from", "valid_until"))
        self.sources = Table(
            Source,
            ("id", "public_id", "title", "outlet_id", "url", "published_at", "retrieved_at", "language", "text",
             "text_sha256", "created", "modified"),
            kind="article", authors="[]", canonical_url="", original_media_type="", extractor="", flags="[]",
        )  # fmt: skip
        self.statements = Table(
            Statement,
            ("id", "public_id", "source_id", "speaker_id", "text", "quote_kind", "cue_start", "cue_end",
             "mention_start", "mention_end", "attribution_status", "confidence", "medium", "said_on", "review_status",
             "created", "modified", "published_at"),
            cue_text="said", mention_text="she", act="said", modality="asserted", evidence="[]", candidates="[]",
            engine_version="generated", origin="engine", version=1,
        )  # fmt: skip
        self.spans = Table(StatementSpan, ("id", "statement_id", "start", "end"), position=0)
        self.documents = Table(
            SearchDocument,
            ("statement_id", "context_start", "context", "text_words", "context_words", "published_year"),
        )
        self.outlet_keys = self._outlets()
        self.speaker_keys = self._speakers(speakers)

    def _id(self) -> str:
        """A UUID of version 4, in hexadecimal digits."""
        digits = f"{self.random.getrandbits(128):032x}"
        return f"{digits[:12]}4{digits[13:16]}a{digits[17:]}"

    def _outlets(self) -> list[int]:
        rows = [
            (self.outlets.next(), self._id(), f"The {last} {kind}", f"{last}-{kind}.example".lower())
            for last in LAST
            for kind in ("Courier", "Post", "Herald")
        ]
        self.outlets.write(rows)
        return [row[0] for row in rows]

    def _speakers(self, number: int) -> list[int]:
        people: list[Row] = []
        aliases: list[Row] = []
        roles: list[Row] = []
        choose = self.random.choice
        for index in range(number):
            key, last = self.speakers.next(), f"{choose(LAST)}-{choose(LAST)} {index}"
            name = f"{choose(FIRST)} {last}"
            people.append((key, self._id(), name, normalise(name), f"Q{index + 1}" if index % 3 == 0 else None))
            if index % 4 == 0:
                alias = f"{choose(FIRST)} {last}"
                aliases.append((self.aliases.next(), key, alias, normalise(alias)))
            for _ in range(index % 3):
                roles.append((self.roles.next(), key, *self._role()))
        self.speakers.write(people)
        self.aliases.write(aliases)
        self.roles.write(roles)
        return [row[0] for row in people]

    def _role(self) -> Row:
        since = EPOCH + dt.timedelta(days=self.random.randrange(3000))
        until = since + dt.timedelta(days=self.random.randrange(300, 3000))
        # The first titles are held by many, the last ones by few.
        title = TITLES[int(len(TITLES) * self.random.random() ** 2)]
        body = f"{self.random.choice(LAST)} {self.random.choice(BODIES)}"
        return title, body, f"{since:%Y-%m-%d}", f"{until:%Y-%m-%d}" if self.random.random() < 0.7 else None

    def articles(self, statements: int) -> int:
        """Articles with so many statements in all."""
        sources: list[Row] = []
        said: list[Row] = []
        spans: list[Row] = []
        documents: list[Row] = []
        while len(said) < statements:
            source, rows, places, found = self._article(min(ARTICLE_STATEMENTS, statements - len(said)))
            sources.append(source)
            said += rows
            spans += places
            documents += found
        self.sources.write(sources)
        self.statements.write(said)
        self.spans.write(spans)
        self.documents.write(documents)
        return len(said)

    def _article(self, size: int) -> tuple[Row, list[Row], list[Row], list[Row]]:
        choose, chance = self.random.choice, self.random.random
        published = EPOCH + dt.timedelta(minutes=self.random.randrange(5_000_000))
        key, public_id = self.sources.next(), self._id()
        lines, rows, spans = [], [], []
        begin = 0
        for _ in range(size):
            words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(3, 30))
            kind = choose(KINDS)
            text = " ".join(words).capitalize()
            content = f"{text}," if kind == "indirect" else f"“{text},”"
            # A few are quoted all the time, most hardly ever.
            speaker = self.speaker_keys[int(len(self.speaker_keys) * chance() ** 3)] if chance() < 0.9 else None
            end, statement = begin + len(content), self.statements.next()
            stored = FIRST_STORED + dt.timedelta(seconds=10 * statement)
            rows.append((
                statement, self._id(), key, speaker, content, kind, end + 1, end + 5, end + 6, end + 9,
                "resolved" if speaker else "nobody", round(chance(), 4), choose(MEDIA),
                f"{published:%Y-%m-%d}" if chance() < 0.3 else None, choose(STATUSES), str(stored),
                str(stored + dt.timedelta(minutes=self.random.randrange(10_000))), str(published),
            ))  # fmt: skip
            spans.append((self.spans.next(), statement, begin, end))
            lines.append((begin, f"{content} {TAIL}", " ".join(words)))
            begin = end + 1 + len(TAIL) + 1
        text = "".join(f"{line}\n" for _, line, _ in lines)
        moment = str(published)
        source = (
            key, public_id, " ".join(self.random.choices(self.words, k=6)).capitalize(), choose(self.outlet_keys),
            f"https://articles.example/{public_id}", moment, moment, choose(("en", "en", "de")), text,
            hashlib.sha256(text.encode()).hexdigest(), rows[0][-3], rows[0][-3],
        )  # fmt: skip
        return source, rows, spans, [(*_document(row[0], at, lines), published.year) for at, row in enumerate(rows)]


def _document(statement: int, at: int, lines: list[tuple[int, str, str]]) -> Row:
    """What quotes.search would write: the statement's line with the one before and the one behind."""
    around = lines[max(0, at - 1) : at + 2]
    context = "\n".join(line for _, line, _ in around)
    return statement, around[0][0], context, lines[at][2], " ".join(f"{words} said she" for _, _, words in around)
