"""Editors see which words many articles print, and where speakers disagree."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.html import escape

from quotes.models import Quotation
from tests.lookup.world import BRIDGES, QUAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(get_user_model()._default_manager.create_superuser(username="editor"))
    return client


def test_the_list_can_be_narrowed_to_speakers_that_disagree(editor: Client) -> None:
    world = World()
    world.say(BRIDGES, "Tom Hale")
    world.say(BRIDGES, "Leah Brandt", "The Marn Gazette")
    world.say(QUAY, "Ana Ruiz")
    world.indexed()
    page = editor.get("/admin/quotes/quotation/").content.decode()
    assert BRIDGES in page
    assert QUAY[:60] in page
    page = editor.get("/admin/quotes/quotation/?speakers=conflict").content.decode()
    assert BRIDGES in page
    assert "2 in conflict" in page
    assert QUAY[:60] not in page


def test_a_quotation_shows_its_occurrences_with_their_speakers(editor: Client) -> None:
    world = World()
    said = world.say(BRIDGES, "Tom Hale")
    world.say(BRIDGES, "Leah Brandt", "The Marn Gazette")
    world.indexed()
    page = editor.get(f"/admin/quotes/quotation/{Quotation.objects.get().pk}/change/").content.decode()
    assert "Tom Hale" in page
    assert "Leah Brandt" in page
    assert f'<a href="/admin/quotes/statement/{said.pk}/change/">{escape(said.text)}</a>' in page, "as printed"


@pytest.mark.parametrize("model", ["misattribution", "sourcecopy"])
def test_the_other_lists_open(editor: Client, model: str) -> None:
    assert editor.get(f"/admin/quotes/{model}/").status_code == 200
