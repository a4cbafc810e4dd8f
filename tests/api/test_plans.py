"""Filters that few statements fit are answered from an index, late pages begin in theirs."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from quotes.models import Source, SpeakerRole, Statement
from quotes.search import parse
from quotes.search.statements import SHELF, matching_within

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite tells less of its plans"),
]


def plan_of_the_page(query: str) -> str:
    """How PostgreSQL finds which rows a page has, with tables as small as these not read as a whole."""
    client = APIClient()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/api/v1/{query}").status_code == 200
    # The query of the rows that are shown has within itself that of which rows they are.
    (page,) = re.findall(r" IN \((SELECT .* LIMIT 51)\)", "\n".join(each["sql"] for each in queries))
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {page}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("RESET enable_seqscan")
    return plan


def test_each_filter_has_an_index_that_it_uses() -> None:
    call_command("make_statements", 3000, "--speakers", 150, verbosity=0)
    shown = Statement.objects.public()
    rare = max(shown.values_list("text", flat=True)[:50], key=len).split()[-1].strip("”,")
    said = shown.filter(said_on__isnull=False).values_list("said_on", flat=True)[0]
    source = Source.objects.light().earliest("published_at")
    day = source.published_at
    assert said is not None
    assert day is not None
    speaker = shown.filter(speaker__isnull=False).select_related("speaker").latest("speaker_id").speaker
    assert speaker is not None
    last = shown.latest("modified").modified - dt.timedelta(minutes=1)
    role = SpeakerRole.objects.values_list("organisation", flat=True)[0]
    wanted: list[tuple[dict[str, object], str]] = [
        ({"text": rare}, "statement_text_parts"),
        ({"search": f"{rare} {rare}"}, "search_document_vector"),
        ({"speaker": speaker.public_id}, "statement_public_speaker"),
        ({"source": source.public_id}, "Index Cond: (source_id = u1.id)"),
        ({"confidence_min": 0.9999}, "statement_public_confidence"),
        ({"said_after": said, "said_before": said}, "statement_public_said_on"),
        ({"published_before": day.date()}, "source_published"),
        ({"updated_since": last.isoformat(), "order": "updated"}, "statement_public_modified"),
        ({"organisation": role}, "statement_public_speaker"),
    ]
    found = {}
    for asked, index in wanted:
        plan = plan_of_the_page(f"statements/?{urlencode(asked)}")
        found[str(asked)] = index if index in plan else plan
    assert found == {str(asked): index for asked, index in wanted}


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("statements/?order=updated", "modified"),
        ("statements/?order=newest", "id <"),
        ("speakers/?order=updated", "speaker_modified_page"),
        ("sources/?order=updated", "source_modified_page"),
    ],
)
def test_the_next_page_begins_in_the_index(query: str, index: str) -> None:
    call_command("make_statements", 3000, "--speakers", 150, verbosity=0)
    following = APIClient().get(f"/api/v1/{query}").json()["next"]
    plan = plan_of_the_page(following.split("/api/v1/")[1])
    assert index in plan
    assert "Index Cond" in plan
    assert "Sort" not in plan


def test_what_is_ranked_is_sought_shelf_by_shelf_and_the_newest_are_read() -> None:
    call_command("make_statements", 3000, "--speakers", 150, verbosity=0)
    query, shelf = parse("harbour"), "(statement_id >> 13) = ANY"
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        many = matching_within(Statement.objects.all(), query, range(0, 1 << SHELF)).explain()
        few = matching_within(Statement.objects.all(), query, range(2000, 3000)).explain()
        year = matching_within(Statement.objects.all(), query, range(0, 1 << SHELF), range(2019, 2020)).explain()
        cursor.execute("RESET enable_seqscan")
    assert shelf in many
    assert shelf in year
    conditions = [line for line in year.splitlines() if "Index Cond" in line and shelf in line]
    assert any("(published_year = ANY" in line for line in conditions)
    assert "search_document_vector" not in few
    assert "Index Cond: ((statement_id >= 2000) AND (statement_id < 3000))" in few
