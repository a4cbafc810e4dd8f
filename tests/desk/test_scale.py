"""With a hundred thousand pending statements the desk opens, and goes on, in a fraction of a second."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from quotes.models import Outlet, Source, Speaker, Statement
from quotes.review.queue import Position, QueueOrder
from tests.factories import TEXT, UserFactory

pytestmark = pytest.mark.django_db
SOURCES, SPEAKERS, EACH = 5_000, 700, 20
MOST_SECONDS, MOST_OF_AN_ACTION = 0.3, 0.1
PATIENCE = 30

FILL = """
    INSERT INTO quotes_statement (
        public_id, created, modified, source_id, speaker_id, quote_kind, text, cue_text, mention_text,
        attribution_status, act, modality, confidence, evidence, candidates, medium, engine_version, origin,
        review_status, version
    )
    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < {last})
    SELECT {uuid}, {now}, {now}, source.id,
        CASE WHEN n % 9 = 0 THEN NULL ELSE {first_speaker} + (source.id * 7 + n) % {speakers} END,
        CASE WHEN n % 3 = 0 THEN 'direct' ELSE 'indirect' END, '“The quay is sinking,”', '', '',
        CASE WHEN n % 9 = 0 THEN 'nobody' ELSE 'resolved' END, 'said', 'asserted',
        ((source.id * 31 + n * 17) % 1000) / 1000.0, '[]', '[]', '', 'test', 'engine', 'pending', 1
    FROM quotes_source source CROSS JOIN number
"""


@pytest.fixture
def full() -> None:
    """A hundred thousand pending statements in five thousand articles of forty outlets."""
    now = dt.datetime(2026, 5, 3, tzinfo=dt.UTC)
    outlets = Outlet.objects.bulk_create(Outlet(name=f"Outlet {n}") for n in range(40))
    speakers = Speaker.objects.bulk_create(
        Speaker(kind="person", name=f"Ana {n}", normalised_name=f"ana {n}") for n in range(SPEAKERS)
    )
    Source.objects.bulk_create(
        Source(
            title=f"Article {n}", text=f"{TEXT} ({n})", text_sha256=f"{n:064}", retrieved_at=now,
            outlet=outlets[n % 40] if n % 11 else None, published_at=now - dt.timedelta(hours=n) if n % 7 else None,
        )
        for n in range(SOURCES)
    )  # fmt: skip
    postgres = connection.vendor == "postgresql"
    filled = FILL.format(
        last=EACH - 1, speakers=SPEAKERS, first_speaker=min(s.pk for s in speakers),
        uuid="gen_random_uuid()" if postgres else "lower(hex(randomblob(16)))",
        now="now()" if postgres else "datetime('now')",
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(filled)
        cursor.execute(
            'INSERT INTO quotes_statementspan (statement_id, position, start, "end") '
            "SELECT id, 0, 0, 22 FROM quotes_statement"
        )
        cursor.execute("ANALYZE")


def seconds(ask: Callable[[], object], most: float, times: int = 3) -> float:
    """The best of some times, and of as many more as half a minute holds while it is above the most.

    What else the machine does counts less so: a slow minute is waited for, while work that takes
    too long never gets below.
    """
    best, tries, end = float("inf"), 0, time.monotonic() + PATIENCE
    while tries < times or (best >= most and time.monotonic() < end):
        begin = time.perf_counter()
        ask()
        best, tries = min(best, time.perf_counter() - begin), tries + 1
    return best


def test_the_queue_opens_and_goes_on_in_a_fraction_of_a_second(full: None) -> None:
    assert Statement.objects.pending().count() == SOURCES * EACH
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    named = Statement.objects.filter(confidence=0.5, speaker__isnull=False, source__published_at__isnull=False)
    middle = named.filter(source__outlet__isnull=False).order_by("id")[40]
    outlet = Outlet.objects.order_by("id")[7].pk
    times: dict[str, float] = {}

    def measure(name: str, route: str, **query: object) -> None:
        def ask() -> None:
            answer = client.get(reverse(f"desk:{route}"), query)
            assert answer.status_code == 200
            assert route == "page" or answer.json()["item"]

        times[name] = seconds(ask, MOST_SECONDS)

    for order in QueueOrder:
        measure(f"page, {order}", "page", order=order)
        measure(f"first, {order}", "next", order=order)
        measure(f"after, {order}", "next", order=order, after=str(Position.of(middle)))
        measure(f"article, {order}", "next", order=order, after=str(Position.of(middle)), skip_article=1)
        measure(f"outlet, {order}", "next", order=order, outlet=outlet)
        measure(f"outlet page, {order}", "page", order=order, outlet=outlet)
        measure(f"speaker, {order}", "next", order=order, speaker=middle.speaker_id)
        measure(f"kind and doubt, {order}", "next", order=order, quote_kind="direct", sure_at_most=0.3)
        measure(f"kind and doubt page, {order}", "page", order=order, quote_kind="direct", sure_at_most=0.3)
    assert {name: took for name, took in times.items() if took > MOST_SECONDS} == {}


def test_an_action_takes_less_than_a_tenth_of_a_second(full: None) -> None:
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    waiting = iter(Statement.objects.pending()[500:20_000])

    def accept() -> None:
        address = reverse("desk:act", args=[next(waiting).pk, "accept"])
        assert client.post(address, '{"version": 1}', content_type="application/json").status_code == 200

    assert seconds(accept, MOST_OF_AN_ACTION, times=20) < MOST_OF_AN_ACTION
    searched = seconds(lambda: client.get(reverse("desk:speakers"), {"q": "ana 6"}), MOST_OF_AN_ACTION, times=20)
    assert searched < MOST_OF_AN_ACTION
