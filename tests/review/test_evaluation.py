"""The engine against the editors: what counts as right, and figures that can be worked out by hand."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from quotes.extraction.language import load
from quotes.models import Review, Statement
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.review.evaluation import Evaluation, evaluate, wilson
from quotes.review.gold import gold_articles
from quotes.review.judgements import Judgement, judgements, overlap
from quotes.review.undoing import last_standing, restore, undo, undo_batch
from quotes.speakers.merging import merge_speakers
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory
from tools.training.gold import read

pytestmark = pytest.mark.django_db


def decide(statement: Statement, *steps: tuple[Any, dict[str, Any]]) -> None:
    """Take decisions one after the other, each at the newest version."""
    for service, more in steps:
        statement.refresh_from_db()
        service(statement=statement, reviewer=UserFactory(), expected_version=statement.version, **more)


def judged(statement: Statement, *steps: tuple[Any, dict[str, Any]]) -> tuple[bool, bool, bool] | None:
    decide(statement, *steps)
    found = list(judgements())
    return (found[0].found, found[0].right, found[0].exact) if found else None


NOBODY: dict[str, Any] = {"speaker": None}
RIGHT, UNEXACT, ONLY_FOUND, WRONG = (True, True, True), (True, True, False), (True, False, False), (False,) * 3
VERDICTS: list[tuple[str, list[tuple[Any, dict[str, Any]]], tuple[bool, ...] | None]] = [
    ("accepted", [(accept, {})], RIGHT),
    ("rejected", [(reject, {})], WRONG),
    ("nobody said it", [(reassign, NOBODY)], ONLY_FOUND),
    ("a word less", [(correct, {"spans": [(0, 20)]})], UNEXACT),
    ("another stretch", [(correct, {"spans": [(40, 53)]})], WRONG),
    ("another kind", [(correct, {"quote_kind": "mixed"})], UNEXACT),
    ("rejected, then accepted after all", [(reject, {}), (reopen, {}), (accept, {})], RIGHT),
    ("accepted, then given to nobody", [(accept, {}), (reassign, NOBODY)], ONLY_FOUND),
    ("two corrections", [(correct, {"spans": [(0, 20)]}), (reassign, NOBODY)], ONLY_FOUND),
    ("reopened and undecided", [(accept, {}), (reopen, {})], None),
    ("not looked at", [], None),
]


@pytest.mark.parametrize(("steps", "expected"), [v[1:] for v in VERDICTS], ids=[v[0] for v in VERDICTS])
def test_what_counts_as_right(steps: list[tuple[Any, dict[str, Any]]], expected: tuple[bool, ...] | None) -> None:
    assert judged(StatementFactory(), *steps) == expected


def undone(*, statement: Statement, reviewer: Any, expected_version: int) -> None:
    last = last_standing(statement)
    assert last is not None
    undo(review=last, reviewer=reviewer, expected_version=expected_version)


def restored(*, statement: Statement, reviewer: Any, expected_version: int) -> None:
    first = Review.objects.filter(statement=statement).earliest("id")
    restore(review=first, reviewer=reviewer, expected_version=expected_version)


def in_bulk(*, statement: Statement, reviewer: Any, expected_version: int) -> None:
    above = above_the_line(line=0, source=statement.source)
    accept_all(statements=above, reviewer=reviewer, seal=preview(above).seal)


def bulk_undone(*, statement: Statement, reviewer: Any, expected_version: int) -> None:
    batch = Review.objects.filter(statement=statement, batch__isnull=False).latest("id").batch
    assert batch is not None
    undo_batch(batch=batch, reviewer=reviewer)


TAKEN_BACK: list[tuple[str, list[tuple[Any, dict[str, Any]]], tuple[bool, ...] | None]] = [
    ("rejected by mistake, taken back", [(reject, {}), (undone, {})], None),
    ("rejected by mistake, then accepted", [(reject, {}), (undone, {}), (accept, {})], RIGHT),
    ("accepted, a correction taken back", [(accept, {}), (reassign, NOBODY), (undone, {})], RIGHT),
    ("given to nobody, restored after all", [(reassign, NOBODY), (reject, {}), (restored, {})], ONLY_FOUND),
    ("accepted unread", [(in_bulk, {})], None),
    ("accepted unread, then looked at", [(in_bulk, {}), (reassign, NOBODY)], ONLY_FOUND),
    ("accepted unread, then reopened and accepted", [(in_bulk, {}), (reopen, {}), (accept, {})], RIGHT),
    ("accepted unread, taken back, rejected", [(in_bulk, {}), (bulk_undone, {}), (reject, {})], WRONG),
]


@pytest.mark.parametrize(("steps", "expected"), [v[1:] for v in TAKEN_BACK], ids=[v[0] for v in TAKEN_BACK])
def test_only_what_stands_and_was_read_is_a_verdict(
    steps: list[tuple[Any, dict[str, Any]]], expected: tuple[bool, ...] | None
) -> None:
    assert judged(StatementFactory(), *steps) == expected


def test_a_speaker_who_was_merged_is_the_one_that_goes_on() -> None:
    statement, full = StatementFactory(), SpeakerFactory()
    merge_speakers(absorbed=statement.speaker, into=full, merged_by=UserFactory())
    assert judged(statement, (accept, {})) == RIGHT
    other = StatementFactory()
    decide(other, (reassign, {"speaker": full}))
    merge_speakers(
        absorbed=Statement.objects.get(pk=statement.pk).speaker, into=SpeakerFactory(), merged_by=UserFactory()
    )
    assert [(j.found, j.right) for j in judgements()] == [(True, True), (True, False)]


def test_what_editors_added_is_no_proposal_of_the_engine() -> None:
    assert judged(StatementFactory(origin="human"), (accept, {})) is None


def test_only_what_was_decided_since_a_day() -> None:
    decide(StatementFactory(), (accept, {}))
    assert len(list(judgements(since=timezone.now() - dt.timedelta(days=1)))) == 1
    assert list(judgements(since=timezone.now() + dt.timedelta(days=1))) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ([[0, 10]], [[0, 10]], 1.0),
        ([[0, 10]], [[5, 10]], 0.5),
        ([[0, 10]], [[10, 20]], 0.0),
        ([[0, 5], [10, 15]], [[0, 15]], 10 / 15),
        ([[0, 5], [10, 15]], [[3, 12]], 4 / 15),
        ([], [], 0.0),
    ],
)
def test_overlap_is_shared_characters_of_all(one: Any, other: Any, expected: float) -> None:
    assert overlap(one, other) == overlap(other, one) == pytest.approx(expected)


def judgement(confidence: float, right: bool, **more: Any) -> Judgement:
    common: dict[str, Any] = {"quote_kind": "direct", "rules": ("cue_found",), "outlet": "", "engine_version": "1"}
    return Judgement(confidence=confidence, found=right, right=right, exact=right, **(common | more))


def test_calibration_error_by_hand() -> None:
    # Band 0.9-1.0: said 0.95 on average, right in 1 of 2: 0.45 apart, half of all.
    # Band 0.2-0.3: said 0.25, right in 1 of 2: 0.25 apart, half of all. Together 0.35.
    evaluation = evaluate(judgement(c, r) for c, r in [(0.9, True), (1.0, False), (0.2, True), (0.3 - 1e-9, False)])
    assert evaluation.ece == pytest.approx(0.35)
    assert [(t.decided, t.right) for t in evaluation.bins if t.decided] == [(2, 1), (2, 1)]
    assert list(evaluation.groups()["confidence"]) == ["0.2-0.3", "0.9-1.0"]


def test_an_engine_that_says_what_it_reaches_has_no_calibration_error() -> None:
    assert evaluate(judgement(0.75, right) for right in (True, True, True, False)).ece == pytest.approx(0)
    assert Evaluation().ece == 0


def test_a_proposal_counts_under_each_of_its_rules_and_its_own_kind() -> None:
    evaluation = evaluate(
        [
            judgement(0.9, True, rules=("cue_found", "turn"), outlet="The Quay"),
            judgement(0.9, False, rules=("turn",), quote_kind="mixed"),
        ]
    )
    tables = {name: {k: (t.right, t.decided) for k, t in table.items()} for name, table in evaluation.groups().items()}
    assert tables["rule"] == {"turn": (1, 2), "cue_found": (1, 1)}
    assert tables["kind"] == {"direct": (1, 1), "mixed": (0, 1)}
    assert tables["outlet"] == {"(no outlet)": (0, 1), "The Quay": (1, 1)}


@pytest.mark.parametrize(
    ("right", "of", "expected"),
    # 8 of 10 and 0 of 10 as tables of Wilson's interval give them
    [(8, 10, (0.4902, 0.9433)), (0, 10, (0.0, 0.2775)), (10, 10, (0.7225, 1.0)), (0, 0, (0.0, 1.0))],
)
def test_wilson_interval(right: int, of: int, expected: tuple[float, float]) -> None:
    assert wilson(right, of) == pytest.approx(expected, abs=1e-4)


def call(*arguments: str) -> str:
    out = io.StringIO()
    call_command("evaluate_reviews", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_for_people_and_for_scripts() -> None:
    assert "decided nothing" in call()
    evidence = [{"rule": "cue_found", "weight": 1, "span": None, "detail": ""}]
    decide(StatementFactory(evidence=evidence), (accept, {}))
    decide(StatementFactory(evidence=evidence), (reject, {}))
    StatementFactory(origin="human", review_status="accepted")
    out = call()
    assert "2 proposals decided; 1 right (50.0%" in out
    assert "cue_found" in out
    figures = json.loads(call("--json"))
    assert (figures["overall"]["precision"], figures["ece"], figures["added_by_editors"]) == (0.5, 0.4, 1)
    assert figures["by_rule"]["cue_found"]["decided"] == 2
    assert json.loads(call("--json", "--since", "2999-01-01"))["overall"]["decided"] == 0
    with pytest.raises(CommandError, match="is no date"):
        call("--since", "yesterday")


def test_decided_articles_become_gold() -> None:
    kept = StatementFactory(source__title="Decided")
    dropped = StatementFactory(source=kept.source)
    nested = StatementFactory(source=kept.source, parent=kept, speaker=SpeakerFactory(kind="organisation"))
    StatementFactory(source=kept.source, withdrawn_at=timezone.now())
    for statement, service in ((kept, accept), (dropped, reject), (nested, accept)):
        decide(statement, (service, {}))
    decide(nested, (correct, {"spans": [(1, 4), (5, 9)]}))
    (article,) = gold_articles()
    assert (article["title"], article["text"]) == ("Decided", kept.source.text)
    mention = {"cue": [[23, 27]], "source": [[28, 36]], "kind": "direct"}
    assert article["statements"] == [
        {"content": [[0, 22]], "gold_speaker": kept.speaker.name, "nested": False, **mention},
        {"content": [[1, 4], [5, 9]], "gold_speaker": None, "nested": True, **mention},
    ]


def test_an_article_with_something_pending_is_not_gold_yet() -> None:
    kept = StatementFactory()
    StatementFactory(source=kept.source)
    StatementFactory(source=SourceFactory())
    decide(kept, (accept, {}))
    assert list(gold_articles()) == []
    (article,) = gold_articles(unfinished=True)
    assert [s["content"] for s in article["statements"]] == [[[0, 22]]]


def test_an_article_accepted_unread_is_not_gold_until_it_is_read() -> None:
    statement = StatementFactory(confidence=0.95)
    above = above_the_line(line=0.9, source=statement.source)
    accept_all(statements=above, reviewer=UserFactory(), seal=preview(above).seal)
    assert list(gold_articles()) == []
    assert len(list(gold_articles(unfinished=True))) == 1
    accept(statement=statement, reviewer=UserFactory(), expected_version=2)
    assert len(list(gold_articles())) == 1


def test_training_reads_the_gold(tmp_path: Path) -> None:
    decide(StatementFactory(speaker=SpeakerFactory(name="Ana Ruiz")), (accept, {}))
    path = tmp_path / "gold.jsonl"
    assert "1 decided articles" in call("--gold", str(path))
    assert json.loads(call("--gold", "-")) == json.loads(path.read_text())
    (article,) = read(path, load("en"))
    (statement,) = article.statements
    words = article.analysis.tokens.words
    assert [words[i] for i in sorted(statement.content)] == ["The", "quay", "is", "sinking"]
    assert [words[i] for i in sorted(statement.source)] == ["Ana", "Ruiz"]
    assert (statement.kind, statement.gold_speaker) == ("direct", "Ana Ruiz")


def test_gold_that_cannot_be_written_says_so() -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call("--gold", "/nowhere/at/all.jsonl")


def test_reading_the_judgements_takes_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        decide(StatementFactory(), (accept, {}), (reopen, {}), (accept, {}))
    assert Review.objects.count() == 15
    with django_assert_max_num_queries(4):
        assert len(list(judgements())) == 5
