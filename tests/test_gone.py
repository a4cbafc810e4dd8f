"""What was public and is no longer: whatever anybody kept of it, its address tells no more than one of nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils.http import http_date

from quotes.models import Opinion, Outlet, Quotation, SecondOpinionRule, Speaker, Statement
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.speakers.merging import merge_speakers
from quotes.web.kept import KeepingThrottle
from quotes.web.lookup import Throttle
from tests.factories import SpeakerFactory, StatementFactory, UserFactory
from tests.unseen import ALIAS, SECRET, WAYS, all_gone, begun, now, public_first, said
from tests.walking import UNKNOWN, assert_silent, body_of

pytestmark = pytest.mark.django_db
FORMATS = ("json", "csv", "jsonl", "jsonld", "annotation", "citron", "quotebank")


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    cache.clear()
    for throttle in (Throttle, KeepingThrottle):
        monkeypatch.setattr(throttle, "rate", "1000000/min")
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "1000000/min")


@dataclass(frozen=True)
class Kept:
    """What somebody kept of an address: the validators, and whether it told of what was to go."""

    address: str
    tag: str
    told: bool

    def asked_again(self, method: str = "get") -> Any:
        headers = {"If-Modified-Since": http_date(4e9)}
        return getattr(Client(), method)(
            self.address, headers=headers | ({"If-None-Match": self.tag} if self.tag else {})
        )


def quotation_of(statement: Statement) -> Quotation:
    return Quotation.objects.get(occurrences__statement=statement)


def own(statement: Statement) -> list[str]:
    """The addresses of a statement and of what is public by it alone."""
    api = "/api/v1"
    key, speaker, source = statement.public_id, statement.speaker, statement.source
    assert speaker is not None
    assert source.outlet is not None
    return [
        *(f"{api}/statements/{key}/?format={name}" for name in FORMATS),
        f"{api}/statements/{key}/",
        f"{api}/speakers/{speaker.public_id}/",
        f"{api}/sources/{source.public_id}/",
        f"{api}/outlets/{source.outlet.public_id}/",
        f"/statements/{key}/",
        f"/statements/{key}/cite.json",
        f"/statements/{key}/cite.bib",
        f"/speakers/{speaker.public_id}/",
        f"/quotations/{quotation_of(statement).public_id}/",
    ]


def around(statement: Statement, words: str) -> list[str]:
    """Where a statement is found: lists, search, exports, the feed, look-up, kept answers, what goes on behind it."""
    key, speaker = statement.public_id, statement.speaker
    assert speaker is not None
    phrase = f'"{words.split(" {}")[0]}"'
    lists = [
        *({"format": name, "speaker": str(speaker.public_id)} for name in FORMATS), {"search": phrase},
        {"search": phrase, "order": "relevance"}, {"speaker_name": ALIAS}, {"order": "updated", "page_size": "200"},
        {"source": str(statement.source.public_id), "count": "true", "include": "evidence,parent"},
    ]  # fmt: skip
    exports = [{"format": name} for name in ("csv", "jsonl", "parquet")]
    questions = [{"quote": words.format("")}, {"quote": f"“{words.format('')},” said {ALIAS}.", "whole": "1"}]
    return [
        *(f"/api/v1/statements/?{urlencode(asked)}" for asked in lists),
        *(f"/api/v1/exports?{urlencode(asked)}" for asked in [*exports, {"after": str(key)}]),
        "/api/v1/changes",
        "/api/v1/speakers/",
        "/api/v1/sources/",
        "/api/v1/outlets/?include=statement_count",
        *(f"/check?{urlencode(asked)}" for asked in questions),
        *(Client().post("/answers/", asked)["Location"] for asked in questions),
        f"/speakers/{speaker.public_id}/?before={key}",
    ]


def kept(address: str) -> Kept:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return Kept(address, answer.headers.get("ETag", ""), SECRET in body_of(answer, set()))


def test_whatever_was_kept_of_it_tells_no_more_of_it() -> None:
    world, made = public_first()
    alone = {name: [kept(address) for address in own(made[name])] for name in WAYS}
    found = {name: [kept(address) for address in around(made[name], WAYS[name][0])] for name in WAYS}
    for name in WAYS:
        # All were there, and told of it: but for what goes on behind it, and a format without it.
        assert all(one.told for one in alone[name]), name
        assert sum(one.told for one in found[name]) > 14, name
    all_gone(world, made)
    cache.clear()
    for name in WAYS:
        for one in alone[name]:
            answer = one.asked_again()
            assert answer.status_code == 404, (name, one.address)
            assert_silent(answer, world, one.address)
            assert one.asked_again("head").status_code == 404
            unknown = Client().get(_of_nothing(one.address))
            assert answer.content == unknown.content, (name, one.address)
            assert set(answer.headers) == set(unknown.headers)
        for one in found[name]:
            answer = one.asked_again()
            assert answer.status_code != 304 or not one.told, (name, one.address)
            assert_silent(answer, world, one.address)


def _of_nothing(address: str) -> str:
    """The same address with the id of what never was."""
    parts = address.split("/")
    return "/".join(UNKNOWN if len(part) == len(UNKNOWN) and part.count("-") == 4 else part for part in parts)


def test_a_page_that_went_on_behind_it_goes_on_without_it() -> None:
    world, made = public_first()
    for order in ("newest", "updated"):
        address: str | None = f"/api/v1/statements/?page_size=1&order={order}"
        links = []
        while address:
            page = Client().get(address).json()
            links += [link for link in (page["next"], page["previous"]) if link]
            address = page["next"]
        assert len(links) > len(made)
        if order == "newest":
            newest = links
    all_gone(world, made)
    for link in [*newest, *links]:
        answer = Client().get(link)
        body = body_of(answer, set())
        assert answer.status_code == 200, body
        assert SECRET not in body
        assert not {key for key in world.ids if key in body}


def changes(since: str | None) -> tuple[list[dict[str, Any]], str]:
    answer = Client().get("/api/v1/changes?limit=1000" + (f"&since={since}" if since else "")).json()
    return answer["changes"], answer["cursor"]


# A decision is settled for the feed of PostgreSQL when its transaction has ended.
@pytest.mark.django_db(transaction=True)
def test_the_feed_says_farewell_and_nothing_of_what_editors_do_then() -> None:
    editor = UserFactory(username=f"{SECRET}-editor")
    statement = said("farewell")
    accept(**now(statement, editor), note=SECRET)
    _, cursor = changes(None)
    reject(**now(statement, editor), note=SECRET, reason="scare_quote")
    told, cursor = changes(cursor)
    farewell = {"change_kind": "gone", "object_kind": "statement", "id": str(statement.public_id), "into": None,
                "record": None}  # fmt: skip
    assert [{name: value for name, value in change.items() if name != "at"} for change in told] == [farewell]
    reopen(**now(statement, editor), note=SECRET)
    reassign(**now(statement, editor), speaker=SpeakerFactory(name=f"{SECRET} other"), settle=False)
    correct(**now(statement, editor), act="denied", spans=[(1, 9)], settle=False)
    reject(**now(statement, editor))
    assert changes(cursor) == ([], cursor)
    everything, _ = changes(None)
    assert {change["change_kind"] for change in everything} == {"gone"}
    assert SECRET not in str(everything)


def snapshot_of(addresses: list[str]) -> list[tuple[int, Any, dict[str, str]]]:
    """What is told at each address, with what it is told by; without the hour and what may still be asked.

    On PostgreSQL without how far the feed has come, too: that waits for whatever transaction runs meanwhile.
    """
    cache.clear()
    waits = connection.vendor == "postgresql"
    passing = {"RateLimit", "Date", *(["Changes-Since"] if waits else [])}
    timeless = [address for address in addresses if not (waits and address == "/api/v1/changes")]
    answers = [Client().get(address) for address in timeless]
    return [
        (
            answer.status_code,
            "as of" if address.startswith("/check") else body_of(answer, set()),
            {k: v for k, v in answer.headers.items() if k not in passing and not address.startswith("/check")},
        )
        for address, answer in zip(timeless, answers, strict=True)
    ]


@pytest.mark.parametrize(
    "decide",
    [
        lambda asked: reject(**asked, note=SECRET, reason="scare_quote"),
        lambda asked: reassign(**asked, speaker=SpeakerFactory(name=f"{SECRET} other"), note=SECRET),
        lambda asked: correct(**asked, act="denied", note=SECRET),
    ],
    ids=["reject", "reassign", "correct"],
)
def test_what_one_of_two_editors_thinks_is_told_nobody(decide: Callable[[dict[str, Any]], object]) -> None:
    world = begun()
    statement = StatementFactory(text="The harbour wall is older than the harbour", review_status="accepted")
    rule = SecondOpinionRule.objects.create(source=statement.source, note=SECRET)
    addresses = own(statement) + around(statement, "The harbour wall is {} older than the harbour")
    before = snapshot_of(addresses)
    decide(now(statement, world.editor))
    assert Opinion.objects.filter(statement=statement, note=SECRET).exists(), rule
    assert snapshot_of(addresses) == before
    assert SECRET not in str(before)


def test_a_speaker_who_was_merged_goes_on_as_the_other_and_their_old_tag_opens_nothing() -> None:
    editor = UserFactory(username=f"{SECRET}-editor")
    one, into = (SpeakerFactory(name=name) for name in ("Mira Sand", "Mira Okoro"))
    statement, _ = (StatementFactory(speaker=speaker, review_status="accepted") for speaker in (one, into))
    held = {
        address: kept(address) for address in own(statement) if "/speakers/" in address or "/statements/" in address
    }
    merge_speakers(absorbed=one, into=into, merged_by=editor, note=SECRET)
    for address, old in held.items():
        answer = old.asked_again()
        if address.endswith("citron"):  # it names no speaker by what they are called, and so is the same
            continue
        assert answer.status_code == (302 if address == f"/speakers/{one.public_id}/" else 200), address
        told = answer.content.decode() + str(answer.headers)
        assert SECRET not in told
        # What the address was is the other now; the name goes on as one of that one's names.
        assert str(one.public_id) not in told.replace(address, "")
        if address == f"/api/v1/speakers/{one.public_id}/":
            assert (answer.json()["name"], answer.json()["aliases"]) == ("Mira Okoro", ["Mira Sand"])
        else:
            assert "Mira Sand" not in told
    for hidden in Statement.objects.all():
        reject(**now(hidden, editor), note=SECRET)
    assert {old.asked_again().status_code for old in held.values()} == {404}
    for names in ({"name": "Mira"}, {"known_as": "Mira Sand"}):
        assert Client().get(f"/api/v1/speakers/?{urlencode(names)}").json()["results"] == []


def test_nothing_else_is_left_of_it_in_what_is_counted() -> None:
    world, made = public_first()
    all_gone(world, made)
    cache.clear()
    told = Client().get("/api/v1/statements/?count=true").json()["count"]
    assert told == world.public == Statement.objects.public().count()
    (checked,) = (
        Client().post("/api/v1/check", {"quotes": [{"quote": "Nothing of it"}]}, "application/json").json()["results"]
    )
    searched = checked["answer"]["coverage"]
    assert (searched["articles"], searched["outlets"]) == (world.public, world.public)
    assert Outlet.objects.count() > world.public < Speaker.objects.count()
