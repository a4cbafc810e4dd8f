"""What every page has in common, the one box, and citations."""

from __future__ import annotations

import html
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from quotes.lookup.occurrences import MOST_SHOWN
from quotes.models import Source, Statement
from quotes.web.citing import bib_entry, csl
from quotes.web.lookup import LONGEST_LINK, Throttle
from tests.factories import UserFactory
from tests.lookup.world import BASIN, BRIDGES, FERRY, LONG, QUAY, RUSSIAN, World, build

pytestmark = pytest.mark.django_db


def test_a_page_may_load_this_sites_own_files_alone() -> None:
    build()
    statement = Statement.objects.public()[0]
    for address in ("/", f"/check?quote={FERRY}", f"/statements/{statement.public_id}/", "/speakers/" + "0" * 8):
        response = Client().get(address)
        if response.status_code == 200:
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            page = response.content.decode()
            assert not re.search(r"\son[a-z]+=|\sstyle=|<style|javascript:", page)
            assert re.findall(r"<script(?![^>]*(?:src=|ld\+json))", page) == []
            for loaded in re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', page):
                assert loaded.startswith("/static/")


def test_the_publics_pages_may_be_kept_a_minute_and_are_not_sent_twice() -> None:
    build()
    first = Client().get("/check", {"quote": FERRY})
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in first["Vary"]
    assert not first.cookies
    again = Client().get("/check", {"quote": FERRY}, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_editors_see_and_what_is_posted_is_kept_nowhere() -> None:
    build()
    client = Client()
    client.force_login(UserFactory())
    assert "no-store" in client.get("/check", {"quote": FERRY})["Cache-Control"]
    assert "no-store" in Client().post("/check", {"quote": LONG * 2})["Cache-Control"]
    assert "no-store" in Client().get("/check", {"quote": ""})["Cache-Control"]


def test_a_short_question_is_answered_at_the_link_that_is_shared() -> None:
    build()
    asked = {"quote": f"“{FERRY}”\r\n", "speaker": "Ana Ruiz", "date": "2026-03-02", "csrf": "other"}
    response = Client().post("/check", asked)
    assert response.status_code == 303
    link = response["Location"]
    assert parse_qs(urlsplit(link).query) == {
        "quote": [f"“{FERRY}”\n"], "speaker": ["Ana Ruiz"], "date": ["2026-03-02"],
    }  # fmt: skip
    page = Client().get(link).content.decode()
    (shared,) = re.findall(r'<a id="share" href="([^"]+)"', page)
    assert html.unescape(shared) == f"http://testserver{link}"
    assert re.search(r'<dt>As of</dt><dd><time datetime="20\d\d-\d\d-\d\d', page)


def test_a_question_too_long_for_a_link_is_answered_directly() -> None:
    build()
    response = Client().post("/check", {"quote": LONG})
    assert response.status_code == (200 if len(LONG) > LONGEST_LINK else 303)
    longer = Client().post("/check", {"quote": f"{LONG} {LONG}"})
    assert longer.status_code == 200
    assert 'id="share"' not in longer.content.decode()


def test_a_whole_text_shows_each_quotation_in_its_place() -> None:
    build()
    text = f"<b>First</b>: “{BRIDGES}” 🌊 she said.\n\nThen: “{QUAY.replace('300', '3,000')}”\n\n“{BASIN}”"
    page = Client().post("/check", {"quote": text, "whole": "1"}, follow=True).content.decode()
    (shown,) = re.findall(r'<div class="text" dir="auto">(.*?)</div>', page, re.S)
    marked = re.findall(r'<a class="quotation (\w+)" href="#q(\d+)">(.*?)<sup>', shown)
    assert [(tone, number) for tone, number, _ in marked] == [("warns", "1"), ("warns", "2"), ("agrees", "3")]
    assert BRIDGES in html.unescape(marked[0][2])
    without_marks = re.sub(r"<sup>.*?</sup>", "", shown, flags=re.S)
    assert html.unescape(re.sub(r"<[^>]+>", "", without_marks)) == text
    assert "<b>First" not in page
    assert [int(number) for number in re.findall(r'<li id="q(\d+)">', page)] == [1, 2, 3]


def test_a_text_of_64_000_characters_is_read_and_one_more_is_refused() -> None:
    build()
    filler = "The boats lay still. "
    text = (filler * 4_000)[: 64_000 - len(f" “{FERRY}”")] + f" “{FERRY}”"
    assert len(text) == 64_000
    page = Client().post("/check", {"quote": text.replace("\n", "\r\n"), "whole": "1"})
    assert page.status_code == 200
    assert "1 quotation in the text" in page.content.decode()
    refused = Client().post("/check", {"quote": f"{text}.", "whole": "1"})
    assert refused.status_code == 400
    assert "64001 characters" in refused.content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"quote": FERRY, "date": "yesterday"}, "This is no date. Write it as 2026-03-31."),
        ({"quote": FERRY, "speaker": "x" * 301}, "at most 300"),
        ({"quote": ""}, "There are no words to check."),
        ({"quote": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(asked: dict[str, str], told: str) -> None:
    response = Client().post("/check", asked)
    page = html.unescape(response.content.decode())
    response = Client().get(response["Location"]) if response.status_code == 303 else response
    page = html.unescape(response.content.decode())
    assert response.status_code == 400
    assert told in page
    assert 'aria-invalid="true"' in page
    if asked["quote"] == FERRY:
        assert FERRY in page


def test_not_found_says_what_was_searched() -> None:
    build()
    told = " ".join(re.sub(r"<[^>]+>", " ", Client().get("/check?quote=the+moon+is+cheese").content.decode()).split())
    assert "It may have been said elsewhere." in told
    assert f"Searched {Source.objects.count() - 2} articles of" in told
    assert "German" in told
    assert "5 January 2026 to" in told


def test_too_many_questions_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Throttle, "rate", "2/min")
    answers = [Client().get("/check", {"quote": FERRY}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a moment" in answers[-1].content.decode()


def test_a_statement_is_cited_as_reference_managers_read_it() -> None:
    world = World()
    statement = world.say("We pay 100% of R&D_costs {now} ~ #1 $5 \\ ^.", "Ana Ruiz", day="2026-03-02")
    Source.objects.filter(pk=statement.source_id).update(
        authors=["Jo Field", "Desk & Sons"], url="https://courier.example/a_b?x=1&y=2"
    )
    response = Client().get(f"/statements/{statement.public_id}/cite.json")
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert "attachment" in response["Content-Disposition"]
    (item,) = json.loads(response.content)
    statement.refresh_from_db()
    assert item == csl(statement)
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "Jo Field"}, {"literal": "Desk & Sons"}]
    assert item["issued"] == {"date-parts": [[2026, 3, 2]]}
    assert item["URL"].startswith("https://courier.example/a_b?x=1&y=2#:~:text=We%20pay")
    entry = Client().get(f"/statements/{statement.public_id}/cite.bib").content.decode()
    assert entry == bib_entry(statement)
    assert entry.startswith("@misc{ruiz2026")
    assert r"100\% of R\&D\_costs \{now\} \textasciitilde{} \#1 \$5 \textbackslash{} \textasciicircum{}" in entry
    assert entry.count("{") == entry.count("}")


def test_static_files_of_the_pages_stand_where_the_site_serves_them() -> None:
    page = Client().get("/").content.decode()
    names = re.findall(rf'"/{settings.STATIC_URL.strip("/")}/(web/[^"]+)"', page)
    assert sorted(names) == ["web/check.js", "web/icon.svg", "web/pages.css"]


def test_of_a_text_with_too_many_quotations_those_beyond_the_limit_fail_alone() -> None:
    build()
    text = "\n\n".join(f"“We will not close ferry number {n} in spring.”" for n in range(203))
    page = Client().post("/check", {"quote": text, "whole": "1"}).content.decode()
    assert "203 quotations in the text" in page
    assert page.count("Not checked") == 3
    assert "more than 200 quotations" in page


def test_a_name_that_a_text_has_no_use_for_is_not_dropped_silently() -> None:
    build()
    asked = {"quote": f"“{FERRY}” somebody said.", "whole": "1"}
    assert "were not used" not in Client().get("/check", asked).content.decode()
    assert "were not used" in Client().get("/check", {**asked, "speaker": "Ana Ruiz"}).content.decode()


def test_more_occurrences_than_are_shown_are_not_passed_off_as_all() -> None:
    world = World()
    for number in range(MOST_SHOWN + 1):
        world.say(FERRY, "Ana Ruiz", day=f"2026-03-{number % 28 + 1:02}")
    world.indexed()
    page = Client().get("/check", {"quote": FERRY}).content.decode()
    assert page.count("<tr") == MOST_SHOWN + 1  # and its head
    assert f"There may be more: {MOST_SHOWN} are shown at most." in page


def test_what_is_far_too_big_is_refused_in_words() -> None:
    response = Client().post("/check", {"quote": "quay " * 600_000})
    assert response.status_code == 413
    assert "far more than 64,000 characters" in response.content.decode()


def told(markup: str) -> str:
    """Without tags, white space as one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def asked(quote: str, **more: str) -> str:
    return Client().post("/check", {"quote": quote, **more}, follow=True).content.decode()


@pytest.mark.parametrize(("text", "how_many"), [(f"{RUSSIAN} ", 12), (f"{LONG} ", 3)])
def test_what_is_too_long_for_a_link_says_so(text: str, how_many: int) -> None:
    build()
    long, short = asked(text * how_many), asked(text)
    assert ("There is no link to this question" in told(long), 'id="share"' in long) == (True, False)
    assert ("There is no link to this question" in told(short), 'id="share"' in short) == (False, True)
    whole = told(asked(f"“{text * how_many}”", whole="1"))
    assert "too long for a link to the whole answer" in whole
    assert "There is no link to this question" in whole
    assert 'id="share"' in asked(f"“{text}”", whole="1")


def test_a_text_without_quotations_is_no_dead_end() -> None:
    build()
    assert "choose Check it ." in told(asked("The boats lay still.", whole="1"))
    page = told(asked("The boats lay still. " * 500))
    assert "No quotation in the text" in page
    assert "give at most 10,000 characters and choose Check it , or put them in quotation marks." in page
