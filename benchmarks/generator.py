"""A large database of invented statements, the same for the same numbers."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from quotes.models import Outlet, Source, Speaker, Statement, StatementSpan

SOURCE_STATEMENTS = 10
BATCH_SOURCES = 500
FIRST = ("Ana", "Bo", "Carla", "Dov", "Edda", "Finn", "Greta", "Hamid", "Ines", "Jonas", "Kaya", "Lars", "Mina")
LAST = ("Ruiz", "Lund", "Vale", "Berg", "Dahl", "Holt", "Marsh", "Quist", "Stone", "Thorn", "Ulvik", "Wren", "Zell")
WORDS = (
    "the", "quay", "harbour", "bridge", "council", "budget", "water", "school", "road", "winter", "price", "tax",
    "hospital", "ferry", "storm", "report", "mayor", "people", "money", "house", "street", "light", "train", "union",
    "worker", "river", "forest", "island", "market", "paper", "year", "week", "is", "was", "will", "must", "cannot",
    "should", "has", "not", "never", "always", "soon", "again", "before", "after", "over", "under", "more", "less",
)  # fmt: skip
KINDS = ("direct", "direct", "direct", "mixed", "indirect")
STATUSES = ("accepted",) * 7 + ("corrected", "pending", "rejected")
MEDIA = ("", "", "", "interview", "letter", "post")
Draft = tuple[dict[str, Any], tuple[int, int]]
EPOCH = dt.datetime(2016, 1, 1, tzinfo=dt.UTC)


def fill(*, statements: int, speakers: int, seed: int = 1) -> Iterator[int]:
    """Add so many statements and speakers to the database; yields how many statements are in.

    Speakers are quoted unevenly, as in news: the first ones often, most of them seldom.
    """
    random_numbers = random.Random(seed)
    outlets = _outlets(random_numbers)
    people = _speakers(speakers, random_numbers)
    made = 0
    while made < statements:
        number = min(BATCH_SOURCES, -(-(statements - made) // SOURCE_STATEMENTS))
        with transaction.atomic():
            made += _batch(number, statements - made, outlets, people, random_numbers)
        yield made


def _id(random_numbers: random.Random) -> uuid.UUID:
    return uuid.UUID(int=random_numbers.getrandbits(128), version=4)


def _outlets(random_numbers: random.Random) -> list[Outlet]:
    return Outlet.objects.bulk_create(
        Outlet(public_id=_id(random_numbers), name=f"The {last} {kind}", domain=f"{last}-{kind}.example".lower())
        for last in LAST
        for kind in ("Courier", "Post", "Herald")
    )


def _speakers(number: int, random_numbers: random.Random) -> list[int]:
    rows = []
    for index in range(number):
        name = f"{random_numbers.choice(FIRST)} {random_numbers.choice(LAST)}-{random_numbers.choice(LAST)} {index}"
        wikidata_id = f"Q{index + 1}" if index % 3 == 0 else None
        rows.append(
            Speaker(
                public_id=_id(random_numbers), kind="person", name=name, normalised_name=name.lower(),
                wikidata_id=wikidata_id,
            )
        )  # fmt: skip
    return [speaker.pk for speaker in Speaker.objects.bulk_create(rows, batch_size=5000)]


def _batch(number: int, most: int, outlets: list[Outlet], people: list[int], random_numbers: random.Random) -> int:
    sources: list[Source] = []
    drafts: list[Draft] = []
    for _ in range(number):
        size = min(SOURCE_STATEMENTS, most - len(drafts))
        source, said = _article(size, outlets, people, random_numbers)
        sources.append(source)
        drafts += said
    Source.objects.bulk_create(sources, batch_size=500)
    rows = [Statement(**draft) for draft, _ in drafts]
    Statement.objects.bulk_create(rows, batch_size=1000)
    spans = [
        StatementSpan(statement=row, position=0, start=start, end=end)
        for row, (_, (start, end)) in zip(rows, drafts, strict=True)
    ]
    StatementSpan.objects.bulk_create(spans, batch_size=5000)
    return len(rows)


def _article(
    size: int, outlets: list[Outlet], people: list[int], random_numbers: random.Random
) -> tuple[Source, list[Draft]]:
    published = EPOCH + dt.timedelta(minutes=random_numbers.randrange(5_000_000))
    public_id = _id(random_numbers)
    source = Source(
        public_id=public_id, title=" ".join(random_numbers.choices(WORDS, k=6)).capitalize(),
        outlet=random_numbers.choice(outlets), url=f"https://articles.example/{public_id.hex}",
        published_at=published, retrieved_at=published, language=random_numbers.choice(("en", "en", "de")),
    )  # fmt: skip
    text, said = "", []
    for _ in range(size):
        content = f"“{' '.join(random_numbers.choices(WORDS, k=random_numbers.randint(3, 30))).capitalize()},”"
        begin, cue = len(text), len(text) + len(content) + 1
        # A few are quoted all the time, most hardly ever.
        speaker = people[int(len(people) * random_numbers.random() ** 3)] if random_numbers.random() < 0.9 else None
        draft = {
            "public_id": _id(random_numbers), "source": source, "speaker_id": speaker, "text": content,
            "quote_kind": random_numbers.choice(KINDS), "cue_start": cue, "cue_end": cue + 4, "cue_text": "said",
            "mention_start": cue + 5, "mention_end": cue + 8, "mention_text": "she",
            "attribution_status": "resolved" if speaker else "nobody",
            "confidence": round(random_numbers.random(), 4), "medium": random_numbers.choice(MEDIA),
            "said_on": published.date() if random_numbers.random() < 0.3 else None,
            "review_status": random_numbers.choice(STATUSES), "engine_version": "generated",
        }  # fmt: skip
        said.append((draft, (begin, begin + len(content))))
        text += f"{content} said she.\n"
    source.text = text
    source.text_sha256 = hashlib.sha256(text.encode()).hexdigest()
    return source, said
