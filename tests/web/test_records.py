"""The stable pages: who sees what, what leads where, and what machines read."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.models import ArchiveCopy, Occurrence, Quotation, Source, Speaker, SpeakerRole, Statement
from quotes.review.decisions import accept
from quotes.speakers.merging import merge_speakers
from tests.factories import UserFactory
from tests.lookup.world import AUDIT, BRIDGES, FERRY, FISH, QUAY, REJECTED, TUNNEL, World, build

pytestmark = pytest.mark.django_db


def text_of(response: Any) -> str:
    """The page without tags, white space as one space."""
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def of(text: str) -> Statement:
    found = Statement.objects.filter(text=text).order_by("pk").first()
    assert found is not None
    return found


def quotation_of(text: str) -> Quotation:
    quotation = Occurrence.objects.get(pk=of(text).pk).quotation
    assert quotation is not None
    return quotation


def test_a_statement_has_a_page_with_its_context_and_all_occurrences() -> None:
    build()
    statement = of(QUAY)
    page = Client().get(f"/statements/{statement.public_id}/")
    told = text_of(page)
    assert "Ana Ruiz" in told
    assert "The Lund Courier of 2026-03-02 had this from Ana Ruiz." in told
    assert "The Marn Gazette" in told
    assert "When it was printed: 2 independent reports, from 2026-03-02 to 2026-03-04" in told
    assert f"/quotations/{quotation_of(QUAY).public_id}/" in page.content.decode()
    assert Client().get(f"/statements/{statement.public_id}").status_code == 301


@pytest.mark.parametrize("ending", ["", "cite.json", "cite.bib"])
@pytest.mark.parametrize(("text", "status"), [(AUDIT, "pending"), (REJECTED, "rejected")])
def test_what_is_not_accepted_is_not_there_for_the_public(
    ending: str, text: str, status: str, reviewer: Client
) -> None:
    build()
    statement = of(text)
    address = f"/statements/{statement.public_id}/{ending}"
    response = Client().get(address)
    assert response.status_code == 404
    assert text not in response.content.decode()
    seen = reviewer.get(address)
    assert seen.status_code == 200
    if not ending:
        assert f"{status}: not public" in text_of(seen)
        assert "application/ld+json" not in seen.content.decode()


def test_what_is_not_there_and_what_is_not_shown_look_the_same() -> None:
    build()
    hidden = Client().get(f"/statements/{of(AUDIT).public_id}/").content
    assert hidden == Client().get("/statements/00000000-0000-0000-0000-000000000000/").content


def test_reviewers_see_pending_matches_marked(reviewer: Client) -> None:
    build()
    asked = {"quote": AUDIT}
    public, seen = Client().get("/check", asked), reviewer.get("/check", asked)
    assert "Not found here" in text_of(public)
    assert "pending: not public" not in text_of(public)
    assert "pending: not public" in text_of(seen)
    assert "You are logged in as an editor." in text_of(seen)
    whole = {"quote": f"“{AUDIT}” said Leah Brandt.", "whole": "1"}
    assert "pending: not public" in text_of(reviewer.get("/check", whole))
    assert "pending: not public" not in text_of(Client().get("/check", whole))


def test_a_speaker_has_a_page_of_their_latest_statements(reviewer: Client) -> None:
    build()
    speaker = Speaker.objects.get(name="Leah Brandt")
    told = text_of(Client().get(f"/speakers/{speaker.public_id}/"))
    assert BRIDGES in told
    assert AUDIT not in told
    seen = text_of(reviewer.get(f"/speakers/{speaker.public_id}/"))
    assert "pending: not public" in seen
    assert AUDIT in seen
    assert REJECTED not in seen


def test_a_speaker_without_a_public_statement_has_no_page(reviewer: Client) -> None:
    world = World()
    world.say(AUDIT, "Nora Feld", status="pending")
    world.indexed()
    address = f"/speakers/{Speaker.objects.get(name='Nora Feld').public_id}/"
    assert Client().get(address).status_code == 404
    assert "Nora Feld" not in Client().get(address).content.decode()
    assert reviewer.get(address).status_code == 200


def test_pages_of_a_speaker_show_each_statement_once() -> None:
    world = World()
    for number in range(65):
        world.say(f"The lamp number {number} was carried to the shed.", "Mira Sand")
    address: str | None = f"/speakers/{Speaker.objects.get(name='Mira Sand').public_id}/"
    base, seen, pages = address, [], 0
    while address:
        page = Client().get(address).content.decode()
        seen += [int(number) for number in re.findall(r"lamp number (\d+) was", page)]
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"{base}{following.group(1)}" if following else None
        pages += 1
    assert seen == list(range(64, -1, -1))
    assert pages == 3
    assert Client().get(f"{base}?before=nonsense").status_code == 200


def test_a_merged_speaker_leads_to_who_it_is_now() -> None:
    build()
    one, into = Speaker.objects.get(name="Ben Okoro"), Speaker.objects.get(name="Mira Sand")
    merge_speakers(absorbed=one, into=into, merged_by=UserFactory())
    response = Client().get(f"/speakers/{one.public_id}/")
    assert (response.status_code, response["Location"]) == (302, f"/speakers/{into.public_id}/")


def test_a_merged_quotation_leads_to_the_one_that_took_it() -> None:
    build()
    one, into = quotation_of(QUAY), quotation_of(FERRY)
    Quotation.objects.filter(pk=one.pk).update(merged_into=into)
    response = Client().get(f"/quotations/{one.public_id}/")
    assert (response.status_code, response["Location"]) == (302, f"/quotations/{into.public_id}/")


def test_what_was_merged_into_something_hidden_leads_nowhere(reviewer: Client) -> None:
    world = World()
    for text, name in ((AUDIT, "Nora Feld"), (FERRY, "Eva Vale")):
        world.say(text, name, status="pending")
    world.indexed()
    one, into = Speaker.objects.get(name="Nora Feld"), Speaker.objects.get(name="Eva Vale")
    merge_speakers(absorbed=one, into=into, merged_by=UserFactory())
    quotation = quotation_of(AUDIT)
    Quotation.objects.filter(pk=quotation.pk).update(merged_into=quotation_of(FERRY))
    for address in (f"/speakers/{one.public_id}/", f"/quotations/{quotation.public_id}/"):
        assert (Client().get(address).status_code, reviewer.get(address).status_code) == (404, 302)


def test_a_quotation_shows_every_speaker_who_is_named() -> None:
    build()
    told = text_of(Client().get(f"/quotations/{quotation_of(BRIDGES).public_id}/"))
    assert "The articles name different speakers" in told
    assert "Tom Hale" in told
    assert "Leah Brandt" in told


def test_a_quotation_never_shows_a_wording_that_waits() -> None:
    world = World()
    longer = f"{FERRY} And we will not sell the boats either."
    world.say(FERRY, "Ana Ruiz")
    for outlet in ("The Marn Gazette", "The Daily Gull"):
        world.say(longer, "Ana Ruiz", outlet, status="pending")
    world.indexed()
    quotation = quotation_of(FERRY)
    assert quotation.text == longer
    page = text_of(Client().get(f"/quotations/{quotation.public_id}/"))
    assert "sell the boats" not in page
    assert "1 independent report of 1 outlet" in page
    Statement.objects.update(review_status="pending")
    assert Client().get(f"/quotations/{quotation.public_id}/").status_code == 404


def test_a_misattribution_is_said_on_every_page_and_told_to_no_machine() -> None:
    build()
    statement, quotation = of(FISH), quotation_of(FISH)
    assert statement.speaker is not None
    addresses = [
        f"/statements/{statement.public_id}/", f"/statements/{statement.public_id}/cite.json",
        f"/statements/{statement.public_id}/cite.bib", f"/quotations/{quotation.public_id}/",
        f"/speakers/{statement.speaker.public_id}/",
    ]  # fmt: skip
    for address in addresses:
        page = Client().get(address)
        assert "wrongly given to Ana Ruiz. It is from a comedy sketch of 2019." in text_of(page)
        assert "application/ld+json" not in page.content.decode()
    for speaker in ("Ana Ruiz", "Tom Hale"):
        page = Client().get("/check", {"quote": FISH, "speaker": speaker})
        assert "Misattributed" in text_of(page)
        assert "application/ld+json" not in page.content.decode()
    stitched = Client().get("/check", {"quote": f"{FISH} {FERRY}"})
    assert "Stitched together" in text_of(stitched)
    assert linked(stitched)["text"] == FERRY


def linked(response: Any) -> Any:
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(written)


def test_machines_read_a_quotation_of_schema_org() -> None:
    world = World()
    text = "The quay </script><script>alert(1)</script> & the harbour are ours."
    statement = world.say(text, "Ana Ruiz")
    world.indexed()
    for address in (f"/statements/{statement.public_id}/", "/check?quote=the+harbour+are+ours+the+quay"):
        response = Client().get(address)
        assert "<script>alert" not in response.content.decode()
    node = linked(Client().get(f"/statements/{statement.public_id}/"))
    assert (node["@type"], node["text"]) == ("Quotation", text)
    assert node["spokenByCharacter"]["name"] == "Ana Ruiz"
    assert node["isPartOf"]["publisher"]["name"] == "The Lund Courier"


def test_a_report_without_its_wording_is_no_quotation_of_anybody() -> None:
    build()
    assert linked(Client().get(f"/statements/{of(TUNNEL).public_id}/"))["@type"] == "Claim"


def test_the_role_is_the_one_of_the_day() -> None:
    world = World()
    statement = world.say(FERRY, "Ana Ruiz", day="2026-03-02")
    world.indexed()
    speaker = Speaker.objects.get(name="Ana Ruiz")
    other = Source.objects.create(text="x", text_sha256="0" * 64, retrieved_at=statement.created)
    SpeakerRole.objects.create(speaker=speaker, title="Undated elsewhere", source=other)
    SpeakerRole.objects.create(speaker=speaker, title="Engineer", valid_until="2025-12-31")
    SpeakerRole.objects.create(speaker=speaker, title="Mayor", organisation="Lund", valid_from="2026-01-01")
    told = text_of(Client().get(f"/statements/{statement.public_id}/"))
    assert "Ana Ruiz , Mayor, Lund at the time" in told
    assert "Engineer" not in told
    assert "Undated elsewhere" not in told
    SpeakerRole.objects.create(speaker=speaker, title="Acting mayor", source=statement.source)
    assert "Ana Ruiz , Acting mayor at the time" in text_of(Client().get(f"/statements/{statement.public_id}/"))


def test_a_role_that_a_hidden_article_tells_is_shown_to_editors_alone(reviewer: Client) -> None:
    world = World()
    statement = world.say(FERRY, "Ana Ruiz")
    hidden = world.say(AUDIT, "Ana Ruiz", status="pending").source
    world.indexed()
    SpeakerRole.objects.create(speaker=statement.speaker, title="Suspect", source=hidden, valid_from="2026-01-01")
    assert statement.speaker is not None
    for address in (
        f"/statements/{statement.public_id}/", f"/speakers/{statement.speaker.public_id}/", f"/check?quote={FERRY}",
    ):  # fmt: skip
        assert "Suspect" not in text_of(Client().get(address)), address
        assert "Suspect at the time" in text_of(reviewer.get(address)), address
    Statement.objects.filter(source=hidden).update(review_status="accepted")
    assert "Suspect at the time" in text_of(Client().get(f"/statements/{statement.public_id}/"))


def queries(address: str) -> int:
    cache.clear()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert Client().get(address).status_code == 200
    return len(caught)


def test_no_page_asks_the_database_once_a_row() -> None:
    world = World()

    def addresses() -> list[str]:
        return [
            "/check?quote=We+won%E2%80%99t+close+the+ferry+line",
            f"/statements/{of(FERRY).public_id}/",
            f"/quotations/{quotation_of(FERRY).public_id}/",
            f"/speakers/{Speaker.objects.get(name='Speaker a').public_id}/",
        ]

    def grow(names: str) -> None:
        for number, name in enumerate(names):
            world.say(FERRY, f"Speaker {name}", f"Outlet {name}", f"2026-03-{number + 1:02}")
            world.say(f"The {name} lamp number {number} was carried to the shed.", "Speaker a")
        world.indexed()

    grow("ab")
    few = [queries(address) for address in addresses()]
    grow("cdefghijklmno")
    assert [queries(address) for address in addresses()] == few
    assert max(few) <= 30


def test_an_archive_copy_is_linked_where_one_is_known() -> None:
    text = "“The quay is sinking into the grey harbour,” said Ana Ruiz."
    article = ReadArticle(where="test", text=text, archive_url="https://archive.example/quay")
    stored = store_article(article=article, extracted=extract(engine_article(article)), engine_version="test")
    (statement,) = stored.source.statements.all()
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    address = f"/statements/{statement.public_id}/"
    assert 'href="https://archive.example/quay"' in Client().get(address).content.decode()
    ArchiveCopy.objects.all().delete()
    cache.clear()
    assert "Archive copy" not in text_of(Client().get(address))


def test_an_archive_copy_has_an_address_of_the_web() -> None:
    build()
    with pytest.raises(IntegrityError), transaction.atomic():
        ArchiveCopy.objects.create(source=of(FERRY).source, url="javascript:alert(1)")
