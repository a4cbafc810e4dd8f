"""The admin, over HTTP: every page opens, lists ask a constant number of questions, decisions are recorded."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.models import ImportItem, ImportRun, Review, Speaker, SpeakerMerge, Statement
from quotes.speakers.merging import merge_speakers
from tests.factories import AliasFactory, SpeakerFactory, StatementFactory, UserFactory, review_of

pytestmark = pytest.mark.django_db
MODELS = ("outlet", "source", "speaker", "speakermerge", "statement", "review", "importrun", "importitem")


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def with_permissions(*codenames: str) -> Client:
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_page_opens(model: str, editor: Client) -> None:
    statement = StatementFactory()
    review_of(statement, UserFactory())
    run = ImportRun.objects.create(engine_version="1")
    ImportItem.objects.create(run=run, where="a.txt", outcome="failed", error="Broken.")
    merge_speakers(absorbed=SpeakerFactory(), into=SpeakerFactory(), merged_by=UserFactory())
    page = editor.get(reverse(f"admin:quotes_{model}_changelist"))
    assert page.status_code == 200
    row = page.context["cl"].queryset.first()
    assert editor.get(reverse(f"admin:quotes_{model}_change", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", ["statement", "speaker", "source", "review"])
def test_a_longer_list_takes_no_more_queries(model: str, editor: Client) -> None:
    counts = []
    for number in (2, 8):
        for _ in range(number):
            review_of(StatementFactory(), UserFactory())
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse(f"admin:quotes_{model}_changelist"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9


def test_the_page_shows_the_passage_marked_and_the_evidence_in_words(editor: Client) -> None:
    statement = StatementFactory(
        evidence=[{"rule": "cue_found", "weight": 2.5, "span": [23, 27], "detail": "word say (+1.0)"}],
        candidates=[{"name": "Tom Lind", "kind": "person", "score": 0.5, "evidence": []}],
    )
    page = editor.get(reverse("admin:quotes_statement_change", args=[statement.pk])).content.decode()
    assert '<mark class="content">“The quay is sinking,”</mark>' in page
    assert '<mark class="cue">said</mark>' in page
    assert '<mark class="mention">Ana Ruiz</mark>' in page
    assert "A word here reports speech" in page
    assert "Tom Lind" in page


def test_the_words_of_an_article_are_never_markup(editor: Client) -> None:
    statement = StatementFactory(source__text="“<script>1</script> sinking,” said Ana Ruiz. Twice she said.")
    page = editor.get(reverse("admin:quotes_statement_change", args=[statement.pk])).content.decode()
    assert "<script>1" not in page


@pytest.mark.parametrize(("decision", "status"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_on_the_page_is_recorded(decision: str, status: str, editor: Client) -> None:
    statement = StatementFactory()
    address = reverse("admin:quotes_statement_decide", args=[statement.pk])
    editor.post(address, {"decision": decision, "version": 1, "note": "sure"})
    statement.refresh_from_db()
    assert statement.review_status == status
    assert Review.objects.get().note == "sure"


def test_reassigning_on_the_page(editor: Client) -> None:
    statement, speaker = StatementFactory(), SpeakerFactory()
    address = reverse("admin:quotes_statement_decide", args=[statement.pk])
    editor.post(address, {"decision": "reassign", "version": 1, "speaker": speaker.pk})
    statement.refresh_from_db()
    assert (statement.speaker, statement.review_status) == (speaker, "corrected")


def test_the_second_editor_is_told(editor: Client) -> None:
    statement = StatementFactory()
    address = reverse("admin:quotes_statement_decide", args=[statement.pk])
    editor.post(address, {"decision": "accept", "version": 1})
    response = editor.post(address, {"decision": "reject", "version": 1}, follow=True)
    assert "changed by somebody else" in messages(response)[-1]
    statement.refresh_from_db()
    assert statement.review_status == "accepted"


def test_what_a_newer_engine_withdrew_is_told_of_and_not_decided(editor: Client) -> None:
    statement = StatementFactory()
    Statement.objects.filter(pk=statement.pk).update(withdrawn_at=statement.created)
    page = editor.get(reverse("admin:quotes_statement_change", args=[statement.pk])).content.decode()
    assert ("withdrawn by a newer engine" in page, 'name="decision"' in page) == (True, False)
    address = reverse("admin:quotes_statement_decide", args=[statement.pk])
    response = editor.post(address, {"decision": "accept", "version": 1}, follow=True)
    assert ["newer engine" in message for message in messages(response)] == [True]
    assert Review.objects.count() == 0


def test_after_a_decision_comes_the_next_pending_one_of_the_article(editor: Client) -> None:
    first = StatementFactory()
    StatementFactory(confidence=0.1)
    sibling = StatementFactory(source=first.source)
    address = reverse("admin:quotes_statement_decide", args=[first.pk])
    response = editor.post(address, {"decision": "accept", "version": 1, "next": "1"})
    assert response["Location"] == reverse("admin:quotes_statement_change", args=[sibling.pk])


@pytest.mark.parametrize("data", [{}, {"decision": "explode", "version": 1}, {"decision": "accept"}])
def test_a_decision_that_makes_no_sense_changes_nothing(data: dict[str, Any], editor: Client) -> None:
    statement = StatementFactory()
    response = editor.post(reverse("admin:quotes_statement_decide", args=[statement.pk]), data, follow=True)
    assert "not understood" in messages(response)[0]
    assert Review.objects.count() == 0


@pytest.mark.parametrize(("action", "status"), [("accept_chosen", "accepted"), ("reject_chosen", "rejected")])
def test_decisions_from_the_list(action: str, status: str, editor: Client) -> None:
    chosen, other = StatementFactory(), StatementFactory()
    decided = StatementFactory(review_status="corrected")
    data = {"action": action, "_selected_action": [chosen.pk, decided.pk]}
    response = editor.post(reverse("admin:quotes_statement_changelist"), data, follow=True)
    assert ["1 statements" in message for message in messages(response)] == [True, True]
    statuses = dict(Statement.objects.values_list("pk", "review_status"))
    assert statuses == {chosen.pk: status, other.pk: "pending", decided.pk: "corrected"}
    assert Review.objects.count() == 1


def test_giving_many_to_another_speaker_from_the_list(editor: Client) -> None:
    chosen, speaker = [StatementFactory().pk, StatementFactory().pk], SpeakerFactory()
    address = reverse("admin:quotes_statement_changelist")
    data = {"action": "reassign_chosen", "_selected_action": chosen}
    assert b"Give them to this speaker" in editor.post(address, data).content
    assert Review.objects.count() == 0
    editor.post(address, {**data, "confirmed": "1", "speaker": speaker.pk})
    assert set(Statement.objects.filter(speaker=speaker).values_list("pk", flat=True)) == set(chosen)


def test_merging_and_undoing_in_the_admin(editor: Client) -> None:
    old, new = SpeakerFactory(), SpeakerFactory()
    statement = StatementFactory(speaker=old)
    address = reverse("admin:quotes_speaker_changelist")
    data = {"action": "merge", "_selected_action": [old.pk, new.pk]}
    assert b"Which one goes on?" in editor.post(address, data).content
    editor.post(address, {**data, "into": new.pk})
    statement.refresh_from_db()
    assert statement.speaker == new
    merge = SpeakerMerge.objects.get()
    undo = {"action": "undo", "_selected_action": [merge.pk]}
    editor.post(reverse("admin:quotes_speakermerge_changelist"), undo)
    statement.refresh_from_db()
    assert statement.speaker == old


def test_merging_needs_exactly_two(editor: Client) -> None:
    data = {"action": "merge", "_selected_action": [SpeakerFactory().pk]}
    response = editor.post(reverse("admin:quotes_speaker_changelist"), data, follow=True)
    assert "exactly two" in messages(response)[0]


def test_a_name_that_an_editor_mends_is_compared_in_its_new_form(editor: Client) -> None:
    alias = AliasFactory()
    data = {
        "name": "José  Núñez", "kind": "person", "wikidata_id": "",
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "1", "aliases-0-id": alias.pk,
        "aliases-0-speaker": alias.speaker.pk, "aliases-0-name": "Pepe Núñez",
        "roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0",
    }  # fmt: skip
    response = editor.post(reverse("admin:quotes_speaker_change", args=[alias.speaker.pk]), data)
    assert response.status_code == 302, response.context["errors"]
    speaker = Speaker.objects.get()
    alias.refresh_from_db()
    assert (speaker.name, speaker.normalised_name, alias.normalised_name) == (
        "José Núñez",
        "jose nunez",
        "pepe nunez",
    )


def test_speakers_are_offered_by_name_and_merged_ones_are_not(editor: Client) -> None:
    kept = SpeakerFactory(name="Ana Ruiz")
    SpeakerFactory(name="Ana Ruiz-Old", merged_into=kept)
    query = {"term": "ruiz", "app_label": "quotes", "model_name": "statement", "field_name": "speaker"}
    results = editor.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["id"] for result in results] == [str(kept.pk)]


FORBIDDEN = [
    # what is tried, by somebody who may only look
    ("quotes_statement_decide", {"decision": "accept", "version": 1}),
    ("quotes_statement_changelist", {"action": "accept_chosen"}),
    ("quotes_statement_changelist", {"action": "reassign_chosen", "confirmed": "1"}),
    ("quotes_speaker_changelist", {"action": "merge"}),
]


@pytest.mark.parametrize(("address", "data"), FORBIDDEN)
def test_who_may_only_look_changes_nothing(address: str, data: dict[str, Any]) -> None:
    statement, speaker = StatementFactory(), SpeakerFactory()
    reader = with_permissions("view_statement", "view_speaker")
    chosen = [statement.pk] if "statement" in address else [speaker.pk, statement.speaker.pk]
    target = reverse(f"admin:{address}", args=[statement.pk] if address.endswith("decide") else [])
    reader.post(target, {**data, "_selected_action": chosen, "into": speaker.pk, "speaker": speaker.pk})
    statement.refresh_from_db()
    assert (statement.review_status, statement.version) == ("pending", 1)
    assert (Review.objects.count(), SpeakerMerge.objects.count()) == (0, 0)


def test_who_may_only_look_sees_no_buttons() -> None:
    statement = StatementFactory()
    page = with_permissions("view_statement").get(reverse("admin:quotes_statement_change", args=[statement.pk]))
    assert page.status_code == 200
    assert b'value="accept"' not in page.content


SEARCHES = [("sinking", 1), ('"is quay"', 0), ("quay -sinking", 0), ("Marta Holm", 1), ("", 2)]


@pytest.mark.parametrize(("typed", "number"), SEARCHES)
def test_the_search_box_of_statements_searches_as_the_api_does(typed: str, number: int, editor: Client) -> None:
    StatementFactory(speaker=SpeakerFactory(name="Marta Holm"))
    other = StatementFactory()
    other.search_document.delete()
    page = editor.get(reverse("admin:quotes_statement_changelist"), {"q": typed})
    assert len(page.context["cl"].result_list) == number


def test_the_search_box_says_what_cannot_be_searched_for(editor: Client) -> None:
    StatementFactory()
    page = editor.get(reverse("admin:quotes_statement_changelist"), {"q": "-quay"})
    assert page.status_code == 200
    assert len(page.context["cl"].result_list) == 0
    assert "to be found" in messages(page)[0]
