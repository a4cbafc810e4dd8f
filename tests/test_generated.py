"""The invented database that measurements are made on: sound, and the same for the same numbers."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from quotes.ingest.verification import find_faults
from quotes.models import Change, Outlet, Source, Speaker, SpeakerAlias, SpeakerRole, Statement
from quotes.search import matching, parse
from tests.factories import SpeakerFactory

pytestmark = pytest.mark.django_db(transaction=True)


def fill(*, seed: int = 1) -> None:
    call_command("make_statements", 205, "--speakers", 12, "--seed", seed, verbosity=0)


def test_statements_stand_in_their_sources_and_search_knows_them_by_the_right_words() -> None:
    fill()
    assert (Statement.objects.count(), Speaker.objects.count(), Source.objects.count()) == (205, 12, 21)
    assert list(find_faults()) == []
    assert {SpeakerAlias.objects.count() > 0, SpeakerRole.objects.count() > 0, Outlet.objects.count() > 0} == {True}
    first = Statement.objects.earliest("pk")
    word = first.search_document.text_words.split()[0]
    assert first in matching(Statement.objects.all(), parse(word))


def test_the_change_feed_begins_with_what_is_public() -> None:
    fill()
    public = set(Statement.objects.public().values_list("public_id", flat=True))
    assert public
    assert set(Change.objects.values_list("object_id", flat=True)) == public


def test_rows_that_are_added_later_go_on_behind_the_generated_ones() -> None:
    fill()
    last = Speaker.objects.latest("pk").pk
    assert SpeakerFactory().pk > last


def test_the_same_numbers_give_the_same_statements_and_another_seed_gives_others() -> None:
    made = []
    for seed in (1, 1, 2):
        fill(seed=seed)
        made.append(sorted(Statement.objects.values_list("public_id", "text", "confidence", "review_status")))
        call_command("flush", interactive=False, verbosity=0)
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_a_database_that_holds_statements_is_left_alone() -> None:
    fill()
    with pytest.raises(CommandError, match="empty one"):
        fill()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL counts samples for an index")
def test_indexes_that_are_built_afterwards_are_sampled_as_migrations_say() -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute("SELECT attstattarget FROM pg_attribute WHERE attrelid = 'statement_text_parts'::regclass")
        assert cursor.fetchall() == [(1000,)]
