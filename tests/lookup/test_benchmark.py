"""The benchmark of look-up: its rows are the product's own, and its judge goes by the printed words."""

from __future__ import annotations

import random

import pytest

from benchmarks.lookup.calibration import calibrate
from benchmarks.lookup.filling import fill, is_twin
from benchmarks.lookup.judging import edits, has_right_verdict, holds, is_first
from benchmarks.lookup.questions import Asked, Asking
from benchmarks.statements import Model, sentences
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.indexing import rebuild
from quotes.models import Fingerprint, Occurrence, Quotation, Source, Statement
from tests.lookup.world import QUAY, World

NUMBER = 300
WORDS = ("the", "quay", "bridge", "is", "sinking", "we", "will", "not", "pay", "for", "a", "ferry", "in", "winter")


def model() -> Model:
    random_ = random.Random(1)
    return Model([". ".join(" ".join(random_.choices(WORDS, k=random_.randint(8, 20))) for _ in range(400))])


@pytest.mark.django_db(transaction=True)
def test_what_is_filled_in_is_what_the_product_derives() -> None:
    fill(model(), NUMBER, seed=1)
    assert Statement.objects.public().count() == Quotation.objects.current().count() == NUMBER
    assert Source.objects.count() == NUMBER // 10
    assert Statement.objects.values("text").distinct().count() == NUMBER

    def state() -> tuple[object, ...]:
        return (
            set(Fingerprint.objects.values_list("hash", "statement_id")),
            set(Occurrence.objects.values_list("pk", "words", "words_hash", "shown", "quotation")),
        )

    before = state()
    rebuild(quotations=False)
    assert state() == before
    # A later statement goes on behind them, and a second filling leaves them alone.
    assert World().say(QUAY, "Ana Ruiz").pk > NUMBER
    fill(model(), NUMBER, seed=1)
    assert Statement.objects.count() == NUMBER + 1


@pytest.mark.django_db(transaction=True)
def test_questions_are_of_every_kind_and_their_answers_are_there(capsys: pytest.CaptureFixture[str]) -> None:
    fill(model(), NUMBER, seed=1)
    real = list(sentences(". ".join(" ".join(random.Random(n).choices(WORDS, k=12)) for n in range(60)) + "."))
    asked = Asking(NUMBER, model(), real, seed=1).questions(3)
    assert asked == Asking(NUMBER, model(), real, seed=1).questions(3)
    assert asked != Asking(NUMBER, model(), real, seed=2).questions(3)
    assert sum(not q.targets for q in asked if q.verdict) == sum(bool(q.targets) for q in asked if q.verdict)
    stored = set(Statement.objects.values_list("text", flat=True))
    assert all(stored.issuperset(q.targets) for q in asked)
    assert all(stored.isdisjoint({q.quote}) for q in asked if q.verdict == "not_found")
    exact = next(q for q in asked if q.kind == "exact")
    answer = check(Question(exact.quote))
    assert is_first(exact, answer) == 1
    assert has_right_verdict(exact, answer)
    calibrate((q, check(Question(q.quote)), 0.0) for q in asked)
    assert "absent, number that reach each score" in capsys.readouterr().out


def test_a_near_miss_stands_behind_every_fiftieth_statement() -> None:
    assert [n for n in range(1, 120) if is_twin(n)] == [50, 100]


@pytest.mark.parametrize(
    ("text", "quote", "there"),
    [
        ("We will not pay for the ferry.", "will not pay", True),
        ("We will not pay for the ferry.", "We WILL not pay for the ferry", True),
        ("We will not pay for the ferry.", "will pay", False),
        ("We will not pay for the ferry.", "we will … the ferry", True),
        ("We will not pay for the ferry.", "the ferry … we will", False),
        ("We will not pay for the ferry.", "ill not pay", False),  # a word is a whole one
    ],
)
def test_a_text_holds_the_very_words_or_not(text: str, quote: str, there: bool) -> None:
    assert holds(text, quote) is there


@pytest.mark.parametrize(
    ("words", "stored", "number"),
    [
        ("a b c d", "x a b c d y", 0),
        ("a b c d", "x a b e d y", 1),
        ("a b c d", "a b d", 1),
        ("a b c d", "e f", 4),
    ],
)
def test_the_edits_to_the_best_stretch_are_counted(words: str, stored: str, number: int) -> None:
    assert edits(words.split(), stored.split()) == number


@pytest.mark.django_db
def test_an_absent_question_is_wrong_only_where_its_words_are_not_there() -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz")
    world.indexed()
    part = Asked("absent", " ".join(QUAY.split()[:9]), (), "not_found")
    assert has_right_verdict(part, check(Question(part.quote)))
    other = Asked("altered", part.quote, (QUAY,), "altered")
    assert has_right_verdict(other, check(Question(part.quote)))  # it stands there as it was asked for
    changed = Asked("absent", QUAY.replace("sink", "rise"), (), "not_found")
    assert not has_right_verdict(changed, check(Question(changed.quote)))
