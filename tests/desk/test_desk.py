"""The desk over HTTP: what it shows, what each action does, who may, and how many questions it asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.models import Review, Speaker, Statement
from quotes.review.decisions import accept, reassign
from quotes.speakers.merging import merge_speakers
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db
EVIDENCE = [{"rule": "cue_found", "weight": 2.5, "span": [23, 27], "detail": "verb of saying"}]
CANDIDATES = [
    {"name": "Ana Ruiz", "kind": "person", "score": 2.1, "evidence": []},
    {"name": "Bo Lind", "kind": "person", "score": -1.0, "evidence": []},
]


def with_permissions(*codenames: str) -> Client:
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reviewer() -> Client:
    return with_permissions("view_statement", "review_statement")


@pytest.fixture
def editor() -> Client:
    return with_permissions("view_statement", "review_statement", "add_speaker")


def post(client: Client, name: str, *args: Any, **body: Any) -> Any:
    return client.post(reverse(f"desk:{name}", args=args), json.dumps(body), content_type="application/json")


def act(client: Client, statement: Statement, action: str, **body: Any) -> Any:
    return post(client, "act", statement.pk, action, **{"version": statement.version, **body})


def test_the_page_opens_with_its_filters(reviewer: Client) -> None:
    statement = StatementFactory()
    query = {"order": "date", "sure_at_most": "0.95", "speaker": statement.speaker_id, "source": statement.source_id}
    page = reviewer.get(reverse("desk:page"), query)
    assert page.status_code == 200
    assert page.context["waiting"] == "1"
    content = page.content.decode()
    assert f'value="{statement.speaker.name}"' in content
    assert str(statement.source) in content
    assert "<script>" not in content.split('id="desk"')[1]


@pytest.mark.parametrize(
    "query",
    ["order=sideways", "speaker=x", "sure_at_most=7", "run=-1", "source=999999999999999999", f"outlet={10**30}"],
)
def test_filters_that_make_no_sense_do_no_harm(query: str, reviewer: Client) -> None:
    StatementFactory()
    assert reviewer.get(reverse("desk:page") + "?" + query).status_code == 200
    assert reviewer.get(reverse("desk:next") + "?" + query).status_code == 200


def test_the_card_has_everything_that_explains_a_statement(reviewer: Client) -> None:
    ana = SpeakerFactory(name="Ana Ruiz")
    statement = StatementFactory(speaker=ana, evidence=EVIDENCE, candidates=CANDIDATES, confidence=0.83)
    accept(statement=statement, reviewer=UserFactory(username="bo"), expected_version=1)
    item = reviewer.get(reverse("desk:statement", args=[statement.pk])).json()["item"]
    assert item["speaker"]["name"] == "Ana Ruiz"
    assert item["how_resolved"] == "“Ana Ruiz” → Ana Ruiz."
    assert item["reasons"][0]["meaning"].startswith("A word here reports speech")
    assert item["reasons"][0]["words"] == "said"
    assert [(c["number"], c["name"], c["score"]) for c in item["choices"]] == [
        (1, "Ana Ruiz", 2.1),
        (2, "Bo Lind", -1),
    ]
    assert item["history"][0]["sentence"].startswith("bo accepted it on ")
    assert (item["spans"], item["cue"], item["mention"]) == ([[0, 22]], [23, 27], [28, 36])


def test_the_article_has_every_standing_statement_in_reading_order(reviewer: Client) -> None:
    statement = StatementFactory()
    gone = StatementFactory(source=statement.source, withdrawn_at=statement.created)
    article = reviewer.get(reverse("desk:article", args=[statement.source_id])).json()["article"]
    assert article["text"] == statement.source.text
    assert [s["id"] for s in article["statements"]] == [statement.pk]
    assert gone.pk != statement.pk


def test_the_queue_leads_from_one_statement_to_the_next_and_ends(reviewer: Client) -> None:
    second, first = StatementFactory(confidence=0.6), StatementFactory(confidence=0.5)
    item = reviewer.get(reverse("desk:next")).json()["item"]
    assert item["id"] == first.pk
    item = reviewer.get(reverse("desk:next"), {"after": item["position"]}).json()["item"]
    assert item["id"] == second.pk
    assert reviewer.get(reverse("desk:next"), {"after": item["position"]}).json() == {"item": None}
    assert reviewer.get(reverse("desk:next"), {"after": "nowhere"}).status_code == 400


ACTIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    # action, what is sent, what the statement is afterwards
    ("accept", {}, {"review_status": "accepted"}),
    ("reject", {}, {"review_status": "rejected"}),
    ("reject", {"reason": "scare_quote"}, {"review_status": "rejected"}),
    ("kind", {"quote_kind": "mixed"}, {"quote_kind": "mixed", "review_status": "pending"}),
    ("edge", {"edge": "end", "words": -1}, {"text": "“The quay is sinking,", "review_status": "pending"}),
    ("edge", {"edge": "end", "words": 1}, {"text": "“The quay is sinking,” said", "quote_kind": "mixed"}),
    ("content", {"spans": [[1, 9]]}, {"text": "The quay", "quote_kind": "direct"}),
    ("content", {"spans": [[38, 46], [47, 55]]}, {"text": "She said it twice", "quote_kind": "indirect"}),
    ("reassign", {"nobody": True}, {"attribution_status": "nobody", "review_status": "pending"}),
    ("reassign", {"candidate": 1}, {"speaker_name": "Bo Lind"}),
    ("reassign", {"new": {"name": "Eva Holm", "kind": "person"}}, {"speaker_name": "Eva Holm"}),
]


@pytest.mark.parametrize(("action", "body", "after"), ACTIONS)
def test_an_action_does_what_it_says_and_leaves_one_record(
    action: str, body: dict[str, Any], after: dict[str, Any], editor: Client
) -> None:
    statement = StatementFactory(candidates=CANDIDATES)
    answer = act(editor, statement, action, **body)
    assert answer.status_code == 200, answer.content
    item = answer.json()["item"]
    assert {name: item[name] for name in after} == after
    assert item["version"] == 2
    review = Review.objects.get()
    assert (review.statement_id, item["last_review"], review.reason) == (
        statement.pk, review.pk, body.get("reason", ""),
    )  # fmt: skip


def test_a_kind_that_an_editor_set_against_the_marks_stays(editor: Client) -> None:
    statement = StatementFactory(quote_kind="indirect")
    item = act(editor, statement, "edge", edge="end", words=-1).json()["item"]
    assert item["quote_kind"] == "indirect"


def test_what_was_corrected_and_then_accepted_is_corrected(editor: Client) -> None:
    statement = StatementFactory()
    item = act(editor, statement, "kind", quote_kind="mixed").json()["item"]
    assert item["review_status"] == "pending"
    assert not Statement.objects.public().exists()
    item = post(editor, "act", statement.pk, "accept", version=2).json()["item"]
    assert item["review_status"] == "corrected"


def test_undo_and_restore(editor: Client) -> None:
    statement = StatementFactory()
    first = act(editor, statement, "kind", quote_kind="mixed").json()["item"]
    second = post(editor, "act", statement.pk, "reject", version=2).json()["item"]
    item = post(editor, "act", statement.pk, "undo", version=3, review=second["last_review"]).json()["item"]
    assert (item["quote_kind"], item["review_status"]) == ("mixed", "pending")
    item = post(editor, "act", statement.pk, "restore", version=4, review=first["last_review"], before=True).json()
    assert item["item"]["quote_kind"] == "direct"
    words = [entry["sentence"] for entry in item["item"]["history"]]
    assert [any(w in sentence for w in ("changed kind: direct → mixed",)) for sentence in words] == [1, 0, 0, 0]
    assert "rejected it" in words[1]
    assert "took back that" in words[2]
    assert "restored an earlier state (kind: mixed → direct)" in words[3]


IMPOSSIBLE: list[tuple[str, dict[str, Any], int]] = [
    ("explode", {}, 400),
    ("kind", {"quote_kind": "loud"}, 400),
    ("kind", {}, 400),
    ("kind", {"quote_kind": "direct"}, 422),
    ("reject", {"reason": "bad mood"}, 400),
    ("edge", {"edge": "middle", "words": 1}, 400),
    ("edge", {"edge": "end", "words": "many"}, 400),
    ("edge", {"edge": "end", "words": -9}, 422),
    ("edge", {"edge": "start", "words": -1}, 422),
    ("content", {"spans": "all"}, 400),
    ("content", {"spans": [[1]]}, 400),
    ("content", {"spans": [[9, 1]]}, 422),
    ("content", {"spans": []}, 422),
    ("content", {"spans": [[0, 22]]}, 422),
    ("content", {"spans": [[0, 10_000]]}, 422),
    ("reassign", {}, 400),
    ("reassign", {"speaker": "not-an-id"}, 422),
    ("reassign", {"speaker": "00000000-0000-0000-0000-000000000000"}, 422),
    ("reassign", {"candidate": 7}, 422),
    ("reassign", {"new": {"name": " ", "kind": "person"}}, 422),
    ("undo", {"review": 12345}, 404),
    ("accept", {"version": None}, 400),
    ("accept", {"version": True}, 400),
]


@pytest.mark.parametrize("action", ["accept", "reject", "reopen"])
def test_what_a_newer_engine_withdrew_is_told_of_and_not_decided(action: str, editor: Client) -> None:
    statement = StatementFactory()
    Statement.objects.filter(pk=statement.pk).update(withdrawn_at=statement.created)
    answer = act(editor, statement, action)
    assert (answer.status_code, "newer engine" in answer.json()["error"]) == (422, True)
    assert Review.objects.count() == 0


@pytest.mark.parametrize(("action", "body", "status"), IMPOSSIBLE)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    action: str, body: dict[str, Any], status: int, editor: Client
) -> None:
    statement = StatementFactory()
    answer = act(editor, statement, action, **body)
    assert (answer.status_code, bool(answer.json()["error"])) == (status, True)
    assert (Review.objects.count(), Speaker.objects.count()) == (0, 1)
    assert Statement.objects.get().version == 1


@pytest.mark.parametrize("body", [b"", b"not json", b"[]"])
def test_a_body_that_is_no_json_object_is_told(body: bytes, editor: Client) -> None:
    statement = StatementFactory()
    address = reverse("desk:act", args=[statement.pk, "accept"])
    assert editor.post(address, body, content_type="application/json").status_code == 400


def test_the_second_editor_gets_both_versions_and_the_difference(editor: Client) -> None:
    statement, bo = StatementFactory(), UserFactory(username="bo")
    lind = SpeakerFactory(name="Bo Lind")
    reassign(statement=statement, reviewer=bo, expected_version=1, speaker=lind)
    answer = act(editor, statement, "reject")
    assert answer.status_code == 409
    told = answer.json()
    assert told["changed_by"] == "bo"
    assert told["differences"] == [f"speaker: {statement.speaker.name} → Bo Lind", "status: pending → corrected"]
    assert (told["theirs"]["version"], told["theirs"]["speaker"]["name"]) == (2, "Bo Lind")
    assert act(editor, Statement.objects.get(), "reject").status_code == 200


def test_a_conflict_with_a_merge_is_told_too(editor: Client) -> None:
    statement = StatementFactory()
    merge_speakers(absorbed=statement.speaker, into=SpeakerFactory(), merged_by=UserFactory())
    answer = act(editor, statement, "accept")
    assert (answer.status_code, answer.json()["changed_by"]) == (409, "a merge of speakers")


def test_a_missed_statement_is_added_to_a_known_or_new_speaker_or_nobody(editor: Client) -> None:
    source, known = SourceFactory(), SpeakerFactory()
    for spans, whom, name in (
        ([[1, 9]], {"speaker": str(known.public_id)}, known.name),
        ([[5, 9]], {"new": {"name": "Eva Holm", "kind": "person"}}, "Eva Holm"),
        ([[1, 4]], {"nobody": True}, None),
    ):
        answer = post(editor, "add", source.pk, spans=spans, **whom)
        assert answer.status_code == 200, answer.content
        assert answer.json()["item"]["speaker_name"] == name
    assert Statement.objects.filter(origin="human", review_status="accepted").count() == 3
    assert post(editor, "add", source.pk, spans=[[0, 9999]], nobody=True).status_code == 422
    assert post(editor, "add", source.pk, spans=[[1, 9]], new={"name": "Jo Hall", "kind": "person"}).status_code == 422
    assert not Speaker.objects.filter(name="Jo Hall").exists()


def test_accepting_all_above_the_line_and_taking_it_back(editor: Client) -> None:
    source = SourceFactory()
    for confidence in (0.99, 0.95, 0.4):
        StatementFactory(source=source, confidence=confidence)
    seen = post(editor, "bulk_preview", line=0.9, article=source.pk).json()
    assert (seen["count"], seen["expected_errors"]) == (2, 0.06)
    assert Review.objects.count() == 0
    batch = post(editor, "bulk_accept", line=0.9, article=source.pk, seal=seen["seal"]).json()["batch"]
    assert Statement.objects.public().count() == 2
    assert post(editor, "bulk_accept", line=0.9, article=source.pk, seal=seen["seal"]).status_code == 409
    assert post(editor, "bulk_undo", batch=batch).json() == {"undone": 2, "left": 0}
    assert Statement.objects.pending().count() == 3
    assert post(editor, "bulk_undo", batch="nonsense").status_code == 400
    assert post(editor, "bulk_preview", line=0.9).status_code == 422
    assert post(editor, "bulk_preview", line=5, article=source.pk).status_code == 400


def test_who_else_has_the_article_open_is_told(editor: Client, reviewer: Client) -> None:
    source = SourceFactory()
    assert post(editor, "open", source.pk).json() == {"others": []}
    (name,) = post(reviewer, "open", source.pk).json()["others"]
    assert name.startswith("user")
    post(editor, "leave")
    assert post(reviewer, "open", source.pk).json() == {"others": []}


def test_typing_finds_speakers_and_outlets(editor: Client) -> None:
    statement = StatementFactory(speaker=SpeakerFactory(name="Ana Ruiz"))
    found = editor.get(reverse("desk:speakers"), {"q": "rui", "source": statement.source_id}).json()["found"]
    assert [f["name"] for f in found] == ["Ana Ruiz"]
    outlet = statement.source.outlet
    found = editor.get(reverse("desk:outlets"), {"q": outlet.name[-8:]}).json()["found"]
    assert outlet.pk in [f["key"] for f in found]


def test_a_new_speaker_needs_the_permission_to_add_one(reviewer: Client) -> None:
    statement = StatementFactory()
    answer = act(reviewer, statement, "reassign", new={"name": "Eva Holm", "kind": "person"})
    assert (answer.status_code, Speaker.objects.count(), Review.objects.count()) == (403, 1, 0)


def test_a_stale_decision_leaves_no_new_speaker_behind(editor: Client) -> None:
    statement = StatementFactory()
    accept(statement=statement, reviewer=UserFactory(), expected_version=1)
    answer = act(editor, statement, "reassign", new={"name": "Eva Holm", "kind": "person"})
    assert (answer.status_code, Speaker.objects.filter(name="Eva Holm").count()) == (409, 0)


def test_an_action_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    assert act(client, StatementFactory(), "accept").status_code == 403
    assert Review.objects.count() == 0


def questions(client: Client, ask: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = ask(client)
    assert answer.status_code == 200, answer.content
    return len(queries)


ASKED = {
    "page": lambda c, s: c.get(reverse("desk:page")),
    "next": lambda c, s: c.get(reverse("desk:next")),
    "article": lambda c, s: c.get(reverse("desk:article", args=[s.source_id])),
    "accept": lambda c, s: act(c, s, "accept"),
    "reject": lambda c, s: act(c, s, "reject"),
    "kind": lambda c, s: act(c, s, "kind", quote_kind="mixed"),
    "edge": lambda c, s: act(c, s, "edge", edge="end", words=-1),
    "nobody": lambda c, s: act(c, s, "reassign", nobody=True),
    "candidate": lambda c, s: act(c, s, "reassign", candidate=0),
    "add": lambda c, s: post(c, "add", s.source_id, spans=[[1, 4]], nobody=True),
}

CHANGING_QUOTATIONS = ("reject", "edge", "add")
MOST_WITH_QUOTATIONS = 43
"""Which occurrences are one quotation is computed anew in the same transaction, on PostgreSQL behind a lock."""


@pytest.mark.parametrize("asked", ASKED)
def test_the_number_of_queries_does_not_grow_with_the_data(asked: str, editor: Client) -> None:
    counts = []
    for number in (1, 1, 12):  # the first time may put words on record that nobody has said before
        statement = StatementFactory(speaker=SpeakerFactory(name="Ana Ruiz"), candidates=CANDIDATES, confidence=0.01)
        for _ in range(number):
            other = StatementFactory(source=statement.source)
            accept(statement=other, reviewer=UserFactory(), expected_version=1)
            StatementFactory(source=statement.source)
        counts.append(questions(editor, lambda client, s=statement: ASKED[asked](client, s)))
        Statement.objects.filter(pk=statement.pk).update(confidence=0.99)
    assert counts[1] == counts[2]
    assert max(counts) <= (MOST_WITH_QUOTATIONS if asked in CHANGING_QUOTATIONS else 32)
