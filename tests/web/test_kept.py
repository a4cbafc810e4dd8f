"""The page of a kept answer: as it was given, or why it is not shown any more and what is answered now."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from quotes.lookup import checking, keeping
from quotes.models import KeptAnswer, Statement
from quotes.review.decisions import reassign, reject
from quotes.web.kept import KeepingThrottle
from quotes.web.lookup import Throttle
from tests.factories import UserFactory
from tests.lookup.world import AUDIT, BRIDGES, FERRY, QUAY, World, build

pytestmark = pytest.mark.django_db
UNKNOWN = "/answers/3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a/"
ASKED = {"quote": "We will close the ferry line, whatever it costs us", "speaker": "Ana Ruiz", "date": "2026-03-02"}


def kept(client: Client | None = None, **asked: str) -> str:
    """The address that keeping leads to."""
    response = (client or Client()).post("/answers/", asked)
    assert response.status_code == 303, response.content
    return str(response["Location"])


def page_of(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def body_of(page: str) -> str:
    """The answer of a page, without what leads to it."""
    (found,) = re.findall(r'<section class="answer".*?<h3>What was searched', page, re.S)
    return str(found)


def test_the_button_of_an_answer_leads_to_the_answer_with_a_link_of_its_own() -> None:
    build()
    asked = Client().get("/check", ASKED).content.decode()
    (form,) = re.findall(r'<form class="keep" action="(.*?)" method="post">(.*?)</form>', asked, re.S)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', form[1]))
    assert (form[0], fields) == ("/answers/", ASKED)
    address = kept(**fields)
    page = page_of(address)
    assert body_of(page) == body_of(html.unescape(asked))
    assert f'<a id="share" href="http://testserver{address}">' in page
    assert '<form class="keep"' not in page
    assert "Asked again now, the verdict is the same" in page
    assert '<meta name="robots" content="noindex">' in page


def test_it_stays_the_same_whatever_is_printed_later_and_tells_that_the_verdict_is_another() -> None:
    world = World()
    world.say(BRIDGES, "Tom Hale", day="2026-01-05")
    world.indexed()
    address = kept(quote=BRIDGES)
    before = page_of(address)
    world.say(BRIDGES, "Leah Brandt", "The Marn Gazette", "2026-01-02")
    world.indexed()
    after = page_of(address)
    assert body_of(after) == body_of(before)
    assert "Leah Brandt" not in after
    assert "Asked again now, the verdict is another: Disputed" in after


def test_the_same_verdict_with_or_without_a_warning_is_told_as_such() -> None:
    world = World()
    lido = "the lido behind the customs house will be sold to a bank in the autumn"
    world.say(f"I do not believe that {lido}.", "Ana Ruiz")
    world.indexed()
    address = kept(quote=lido)
    assert "the verdict is the same" in page_of(address)
    world.say(f"{lido.capitalize()}, and everybody knows it.", "Tom Hale", "The Marn Gazette")
    world.indexed()
    told = "the verdict is another: Verbatim, part of a longer statement, without a warning"
    assert told in page_of(address)


@pytest.mark.parametrize("hidden", [True, False])
def test_what_editors_mended_is_not_shown_any_more_and_the_answer_of_now_is(hidden: bool) -> None:
    build()
    address = kept(quote=FERRY)
    statement = Statement.objects.get(text=FERRY)
    how = {"statement": statement, "reviewer": UserFactory(), "expected_version": statement.version}
    if hidden:
        reject(**how)
    else:
        reassign(**how, speaker=World().speaker("Tom Hale"))
    page = page_of(address)
    assert "The answer that was kept here no longer stands." in page
    assert "with the verdict “Verbatim”. Since then 1 statement that it showed is" in page
    assert "Ana Ruiz is quoted" not in page
    if hidden:
        assert "is not public any more" in page
        assert "Not found here" in page
    else:
        assert "is told otherwise" in page
        assert "Tom Hale is quoted with exactly these words" in page


def items_of(page: str) -> list[str]:
    """The quotations of a text."""
    return re.findall(r'<li id="q\d+">.*?</li>', page, re.S)


def test_of_a_text_its_quotations_are_kept_and_each_stands_by_itself() -> None:
    build()
    text = f"“{FERRY}” said Ana Ruiz.\n\n“{QUAY}” said Tom Hale. " + "The council sat. " * 300  # too long for a link
    asked = html.unescape(Client().post("/check", {"quote": text, "whole": "1"}).content.decode())
    assert '<form class="keep"' in asked
    address = kept(quote=text, whole="1")
    page = page_of(address)
    assert len(items_of(page)) == 2
    assert [item.split() for item in items_of(page)] == [item.split() for item in items_of(asked)]
    assert "2 quotations in the text" in page
    assert "The council sat" in asked
    assert "The council sat" not in page
    assert "nothing that they rest on has been mended" in page
    for statement in Statement.objects.filter(text__startswith=QUAY[:30]):
        reject(statement=statement, reviewer=UserFactory(), expected_version=statement.version)
    mended = page_of(address)
    assert "but for 1 which editors have mended since" in mended
    first, second = items_of(mended)
    assert first == items_of(page)[0]
    assert "with the verdict “Said by somebody else”. Since then 2 statements that it showed are not public" in second
    assert "Not found here" in second
    assert "Ana Ruiz" not in second


def test_a_text_of_which_nothing_is_answered_any_more_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    address = kept(quote=f"“{FERRY}” said Ana Ruiz.", whole="1")
    monkeypatch.setattr(checking, "LONGEST_QUOTE", 20)
    assert "Verbatim" in page_of(address)
    statement = Statement.objects.get(text=FERRY)
    reject(statement=statement, reviewer=UserFactory(), expected_version=statement.version)
    page = page_of(address)
    assert "no longer stands" in page
    assert "Not checked" in page


def test_what_cannot_be_read_any_more_says_so_and_can_be_removed(admin_client: Client) -> None:
    row = KeptAnswer.objects.create(digest="0" * 64, body="{}")
    response = Client().get(f"/answers/{row.public_id}/")
    assert (response.status_code, "cannot be read any more" in response.content.decode()) == (410, True)
    kept(quote=QUAY, speaker="Ana Ruiz")
    kept(quote=f"“{FERRY}” said Ana Ruiz. “{BRIDGES}” said Tom Hale.", whole="1")
    listed = html.unescape(admin_client.get("/admin/quotes/keptanswer/").content.decode())
    for told in (
        "in a form that is not read any more",
        f"{QUAY} (Ana Ruiz)",
        " and 1 more",
        f"/answers/{row.public_id}/",
    ):
        assert told in listed
    assert admin_client.get(f"/admin/quotes/keptanswer/{row.pk}/change/").status_code == 200
    assert admin_client.post(f"/admin/quotes/keptanswer/{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert Client().get(f"/answers/{row.public_id}/").status_code == 404


@pytest.mark.parametrize("address", ["/check", "/answers/"])
def test_what_comes_in_another_encoding_is_read_as_utf_8(address: str) -> None:
    """A lone surrogate, which UTF-7 can say, could neither be stored nor put into a link."""
    form = '--b\r\nContent-Disposition: form-data; name="quote"\r\n\r\nferry line +2AA- close\r\n--b--\r\n'
    response = Client().generic("POST", address, form, content_type="multipart/form-data; boundary=b; charset=utf-7")
    assert response.status_code == 303
    assert Client().get(response["Location"]).status_code == 200


def test_a_text_without_quotations_has_nothing_to_keep() -> None:
    asked = {"quote": "Nothing was said.", "whole": "1"}
    assert '<form class="keep"' not in Client().get("/check", asked).content.decode()
    refused = Client().post("/answers/", asked)
    assert refused.status_code == 400
    assert "no quotation in the text" in refused.content.decode()


def test_an_editor_keeps_what_the_public_is_answered(reviewer: Client) -> None:
    build()
    assert "The audit" in body_of(page_of(f"/check?quote={AUDIT}", reviewer))
    asked = reviewer.get("/check", {"quote": AUDIT}).content.decode()
    assert "without what waits for an editor" in asked
    address = kept(reviewer, quote=AUDIT)
    for client in (Client(), reviewer):
        page = page_of(address, client)
        assert "Not found here" in page
        assert "Leah Brandt" not in page


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({}, 400, "There are no words to check"),
        ({"quote": "—"}, 400, "no words in the quotation"),
        ({"quote": "x", "date": "yesterday"}, 400, "This is no date"),
        ({"quote": "x " * 40_000}, 400, "at most 64000 characters"),
        ({"quote": "x" * 3_000_000}, 413, "far more than 64,000 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(asked: dict[str, str], status: int, words: str) -> None:
    response = Client().post("/answers/", asked)
    assert response.status_code == status
    assert words.replace("at most 64000 characters", "at most 64000 can be checked") in response.content.decode()
    assert not KeptAnswer.objects.exists()


def test_what_is_too_long_to_keep_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 100)
    response = Client().post("/answers/", ASKED)
    assert (response.status_code, "too long to be kept" in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("throttle", "rate", "words"),
    [(KeepingThrottle, "2/hour", "Sixty answers were kept"), (Throttle, "2/min", "Too many questions")],
)
def test_keeping_has_a_measure(throttle: Any, rate: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "rate", rate)
    for _ in range(2):
        kept(quote=QUAY)
    response = Client().post("/answers/", {"quote": QUAY})
    assert (response.status_code, words in response.content.decode()) == (429, True)


def test_reading_is_measured_as_asking_is(monkeypatch: pytest.MonkeyPatch) -> None:
    address = kept(quote=QUAY)
    monkeypatch.setattr(Throttle, "rate", "1/min")
    response = Client().get(address)
    assert (response.status_code, "Too many questions" in response.content.decode()) == (429, True)


def test_what_was_never_kept_or_was_removed_is_not_there(client: Client) -> None:
    address = kept(quote=QUAY)
    KeptAnswer.objects.all().delete()
    gone, unknown = client.get(address), client.get(UNKNOWN)
    assert (gone.status_code, gone.content) == (404, unknown.content)
    assert "There is no kept answer here" in gone.content.decode()


def test_it_is_read_and_kept_by_these_methods_alone() -> None:
    address = kept(quote=QUAY)
    assert Client().post(address).status_code == 405
    assert Client().put("/answers/").status_code == 405
    assert Client().head(address).status_code == 200


def test_whoever_cuts_the_address_or_comes_back_to_a_refusal_is_led_to_the_box() -> None:
    """405 would be a blank page of the browser's own."""
    response = Client().get("/answers/")
    assert (response.status_code, response["Location"]) == (302, "/")


def test_the_same_page_has_the_same_tag_until_what_it_shows_is_mended() -> None:
    build()
    address = kept(quote=FERRY)
    tag = Client().get(address)["ETag"]
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 304
    statement = Statement.objects.get(text=FERRY)
    reject(statement=statement, reviewer=UserFactory(), expected_version=statement.version)
    assert Client().get(address, headers={"If-None-Match": tag}).status_code == 200
