"""Filters that look beyond the statement: who, where, when; and pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from rest_framework.test import APIClient

from quotes.api import filters
from quotes.models import Speaker, SpeakerAlias, SpeakerRole, Statement
from quotes.speakers.merging import merge_speakers
from tests.api.test_statements import accepted, found
from tests.factories import AliasFactory, OutletFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)


def one_of_two(query: str, wanted: Statement) -> None:
    """The query finds only the wanted one of all; its exclusion all but that one."""
    everything = set(found(""))
    assert found(query) == [str(wanted.public_id)]
    assert set(found(f"exclude_{query}")) == everything - {str(wanted.public_id)}


@pytest.fixture(params=["few", "many"])
def however_many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speakers are found alike whether they are named to the database or it looks for them itself."""
    if request.param == "many":
        monkeypatch.setattr(filters, "MOST_NAMED", 0)


@pytest.mark.parametrize("name", ["Ana Núñez", "ana nunez", "Dr. Ana Núñez", "A. Nunez-Vale"])
@pytest.mark.usefixtures("however_many")
def test_by_the_name_of_the_speaker(name: str) -> None:
    ana = SpeakerFactory(name="Ana Núñez", normalised_name="ana nunez")
    AliasFactory(speaker=ana, name="A. Nunez-Vale")
    wanted, _, _ = accepted(speaker=ana), accepted(), accepted(speaker=None)
    one_of_two(f"speaker_name={name}", wanted)


@pytest.mark.usefixtures("however_many")
def test_by_what_a_speaker_was_before_merges() -> None:
    first, second, last = SpeakerFactory(name="Ana Ruiz", wikidata_id="Q42"), SpeakerFactory(), SpeakerFactory()
    wanted, _, _ = accepted(speaker=last), accepted(), accepted(speaker=None)
    for absorbed, into in ((first, second), (second, last)):
        merge_speakers(absorbed=absorbed, into=into, merged_by=UserFactory())
    SpeakerAlias.objects.all().delete()
    for query in ("speaker_wikidata_id=Q42", "speaker_name=ana ruiz", f"speaker={first.public_id}"):
        one_of_two(query, wanted)
    for query in ("known_as=ana ruiz", "wikidata_id=Q42"):
        (body,) = APIClient().get(f"/api/v1/speakers/?{query}").json()["results"]
        assert (body["id"], body["wikidata_id"]) == (str(last.public_id), "Q42")
        left = APIClient().get(f"/api/v1/speakers/?exclude_{query}&count=true").json()
        assert (left["count"], str(last.public_id) in str(left)) == (1, False)


@pytest.mark.usefixtures("however_many")
def test_an_id_at_wikidata_that_a_merged_speaker_kept_follows_too() -> None:
    """So it is with who was merged before ids went along."""
    old, new = SpeakerFactory(), SpeakerFactory()
    wanted = accepted(speaker=new)
    merge_speakers(absorbed=old, into=new, merged_by=UserFactory())
    Speaker.objects.filter(pk=old.pk).update(wikidata_id="Q42")
    one_of_two("speaker_wikidata_id=Q42", wanted)
    (body,) = APIClient().get("/api/v1/speakers/?wikidata_id=Q42").json()["results"]
    assert body["id"] == str(new.public_id)


def test_by_a_name_that_thousands_bear() -> None:
    """Groups and whom an article does not name are one speaker an article."""
    police = [Speaker(kind="group", name="police", normalised_name="police") for _ in range(2_500)]
    Speaker.objects.bulk_create(police)
    other, nobody = accepted(), accepted(speaker=None)
    wanted = [accepted(speaker=speaker) for speaker in (police[0], police[1_200], police[-1])]
    ids = [str(statement.public_id) for statement in reversed(wanted)]
    assert found("speaker_name=police") == ids
    assert found("exclude_speaker_name=police") == [str(nobody.public_id), str(other.public_id)]
    assert APIClient().get("/api/v1/statements/?speaker_name=police&count=true").json()["count"] == 3
    assert APIClient().get("/api/v1/speakers/?known_as=police&count=true").json()["count"] == 3
    assert APIClient().get("/api/v1/speakers/?exclude_known_as=police&count=true").json()["count"] == 1


def test_by_several_speakers() -> None:
    first, second, _ = accepted(), accepted(), accepted()
    ids = {str(first.public_id), str(second.public_id)}
    keys = [str(first.speaker.public_id), str(second.speaker.public_id)]  # type: ignore[union-attr]  # made with one
    assert set(found(f"speaker={','.join(keys)}")) == ids
    assert set(found(f"speaker={keys[0]}&speaker={keys[1]}")) == ids


def role(statement: Statement, title: str, **more: Any) -> None:
    SpeakerRole.objects.create(speaker=statement.speaker, title=title, **more)


DAYS: list[tuple[str, dict[str, Any], bool]] = [
    ("held then", {"valid_from": dt.date(2026, 1, 1), "valid_until": dt.date(2026, 12, 31)}, True),
    ("held since", {"valid_from": dt.date(2026, 3, 3)}, True),
    ("held until", {"valid_until": dt.date(2026, 3, 3)}, True),
    ("held before", {"valid_until": dt.date(2026, 3, 2)}, False),
    ("held after", {"valid_from": dt.date(2026, 3, 4)}, False),
    ("nobody knows when", {}, False),
]


@pytest.mark.parametrize(("when", "dates", "passes"), DAYS, ids=[when for when, _, _ in DAYS])
def test_by_the_role_at_the_time(when: str, dates: dict[str, Any], passes: bool) -> None:
    statement = accepted(source=SourceFactory(published_at=MARCH))
    role(statement, "Mayor of Lund", organisation="City of Lund", **dates)
    accepted()
    for query in ("role=mayor", "organisation=city of lund"):
        assert (found(query) == [str(statement.public_id)]) == passes
        assert (str(statement.public_id) in found(f"exclude_{query}")) != passes


def test_the_day_of_saying_counts_before_the_day_of_publication() -> None:
    statement = accepted(said_on=dt.date(2020, 1, 1), source=SourceFactory(published_at=MARCH))
    role(statement, "mayor", valid_from=dt.date(2026, 1, 1))
    assert found("role=mayor") == []


def test_the_role_that_the_statements_own_source_gives_holds_for_it() -> None:
    wanted, other = accepted(), accepted()
    role(wanted, "mayor", source=wanted.source)
    Statement.objects.filter(pk=other.pk).update(speaker=wanted.speaker)
    one_of_two("role=mayor", wanted)


def test_a_role_within_days_of_publication() -> None:
    rows = [accepted(source=SourceFactory(published_at=MARCH + dt.timedelta(days=n))) for n in range(3)]
    for row in (*rows, accepted()):
        role(row, "mayor", valid_from=dt.date(2026, 1, 1))
    assert found("role=mayor&published_after=2026-03-04&published_before=2026-03-04") == [str(rows[1].public_id)]
    assert found("role=mayor&published_after=2026-03-05") == [str(rows[2].public_id)]
    assert found("organisation=lund&published_before=2026-03-03") == []
    assert found("exclude_role=mayor&published_after=2026-03-01") == []


def test_a_role_that_a_hidden_source_tells_finds_nothing() -> None:
    statement = accepted(source=SourceFactory(published_at=MARCH))
    role(statement, "suspect", source=StatementFactory().source, valid_from=dt.date(2026, 1, 1))
    assert found("role=suspect") == []


def test_by_outlet_and_domain() -> None:
    outlet = OutletFactory(domain="news.courier.example")
    wanted, _ = accepted(source=SourceFactory(outlet=outlet)), accepted()
    for query in (f"outlet={outlet.public_id}", "outlet=news.courier.example", "domain=courier.example"):
        one_of_two(query, wanted)
    assert found("outlet=courier.example") == []
    assert found("domain=ourier.example") == []


def test_by_language_and_hash_of_the_source() -> None:
    wanted, _ = accepted(source=SourceFactory(language="de")), accepted()
    one_of_two("language=de", wanted)
    one_of_two(f"text_sha256={wanted.source.text_sha256.upper()}", wanted)
    one_of_two(f"source={wanted.source.public_id}", wanted)


def test_a_mirror_asks_for_what_changed_the_longest_unchanged_first() -> None:
    rows = [accepted() for _ in range(4)]
    for number, row in enumerate(rows):
        Statement.objects.filter(pk=row.pk).update(modified=MARCH + dt.timedelta(days=number % 3))
    since = (MARCH + dt.timedelta(days=1)).isoformat().replace("+", "%2B")
    assert found(f"updated_since={since}&order=updated") == [str(rows[1].public_id), str(rows[2].public_id)]
    assert walk("/api/v1/statements/?order=updated&page_size=1") == [str(rows[n].public_id) for n in (0, 3, 1, 2)]


def walk(page: str | None, way: str = "next") -> list[str]:
    seen: list[str] = []
    while page:
        body = APIClient().get(page).json()
        seen += [row["id"] for row in body["results"]]
        page = body[way]
    return seen


@pytest.mark.parametrize("resource", ["statements", "speakers", "sources", "outlets"])
@pytest.mark.parametrize("order", ["newest", "updated"])
def test_pages_go_forth_and_back(resource: str, order: str) -> None:
    for _ in range(5):
        accepted()
    first = f"/api/v1/{resource}/?page_size=2&order={order}"
    whole = walk(f"/api/v1/{resource}/?order={order}")
    assert walk(first) == whole
    assert len(whole) == 5
    second = APIClient().get(APIClient().get(first).json()["next"]).json()
    back = APIClient().get(second["previous"]).json()
    assert [row["id"] for row in back["results"]] == whole[:2]
    assert back["previous"] is None


def test_a_cursor_fits_one_order_and_cannot_be_forged() -> None:
    for _ in range(2):
        accepted()
    after = APIClient().get("/api/v1/statements/?page_size=1").json()["next"]
    assert APIClient().get(after + "&order=updated").status_code == 400
    assert APIClient().get(after.replace("cursor=", "cursor=x")).status_code == 400


EMPTY = ("text=", "text=%20", "speaker=", "speaker_name=", "quote_kind=direct,", "domain=&domain=x.y", "exclude_role=")


@pytest.mark.parametrize("query", EMPTY)
def test_an_empty_value_is_refused_as_one(query: str) -> None:
    faults = APIClient().get(f"/api/v1/statements/?{query}").json()["errors"]
    assert faults == [
        {"parameter": query.split("=")[0], "detail": "A value is empty: give one, or leave the parameter out."}
    ]


@pytest.mark.parametrize("name", ["text", "speaker_name", "role", "act", "exclude_medium"])
def test_a_value_that_cannot_be_stored_is_refused_once(name: str) -> None:
    (fault,) = APIClient().get(f"/api/v1/statements/?{name}=%00").json()["errors"]
    assert "Null characters" in fault["detail"]


def test_counts_come_when_asked_for() -> None:
    for number in range(3):
        accepted(quote_kind="direct" if number else "mixed")
    StatementFactory(review_status="pending")
    assert "count" not in APIClient().get("/api/v1/statements/").json()
    body = APIClient().get("/api/v1/statements/?count=true&page_size=1&quote_kind=direct").json()
    assert (body["count"], len(body["results"])) == (2, 1)


SHAPES = [
    ("statements", "fields=text", {"id", "text"}),
    ("statements", "fields=text,url&fields=act", {"id", "text", "url", "act"}),
    ("statements", "fields=text&include=evidence,parent", {"id", "text", "evidence", "parent"}),
    ("speakers", "fields=name&include=roles,aliases", {"id", "name", "roles", "aliases"}),
    ("sources", "fields=title&include=flags", {"id", "title", "flags"}),
    ("outlets", "fields=domain", {"id", "domain"}),
]


@pytest.mark.parametrize(("resource", "query", "fields"), SHAPES)
def test_what_comes_is_what_was_asked_for(resource: str, query: str, fields: set[str]) -> None:
    accepted()
    (row,) = APIClient().get(f"/api/v1/{resource}/?{query}").json()["results"]
    assert set(row) == fields


@pytest.mark.parametrize("resource", ["statements", "speakers", "sources", "outlets"])
def test_the_url_of_an_object_leads_to_it(resource: str) -> None:
    accepted()
    (row,) = APIClient().get(f"/api/v1/{resource}/").json()["results"]
    assert APIClient().get(row["url"]).json()["id"] == row["id"]
