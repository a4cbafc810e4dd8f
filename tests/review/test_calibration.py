"""What editors decided changes what confidence says, where there is enough of it, and only there."""

from __future__ import annotations

import io
import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from pytest_django.fixtures import Settings

from quotes.engine import plain_engine, site_engine
from quotes.extraction import Article, AttributionStatus, ExtractedStatement, Modality, QuoteKind, Span
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.runs import import_articles
from quotes.models import Calibration, Review, Statement
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.calibration import TooFewDecisions, judged_statements, propose, store, withdraw
from quotes.review.curve import Curve, Judged, calibration_error, cross_validated_error, fit
from quotes.review.decisions import accept, correct, reassign, reject, reopen
from quotes.review.undoing import undo
from tests.factories import SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db

VERSION = "toy 1 (en)"


@dataclass(frozen=True)
class ToyEngine:
    """Another engine: the whole text is somebody's, and it is as sure as it is told to be."""

    sure: float = 0.5

    def version(self, language: str) -> str:
        return f"toy 1 ({language})"

    def extract(self, article: Article) -> list[ExtractedStatement]:
        whole = Span(0, len(article.text))
        return [
            ExtractedStatement(
                content=(whole,),
                kind=QuoteKind.INDIRECT,
                cue=None,
                mention=None,
                speaker=None,
                attribution=AttributionStatus.NOBODY,
                confidence=self.sure,
                act="said",
                modality=Modality.ASSERTED,
                evidence=(),
                candidates=(),
            )
        ]


@pytest.fixture(autouse=True)
def toy_engine(settings: Settings) -> Iterator[None]:
    settings.QUOTES_ENGINE = "tests.review.test_calibration.ToyEngine"
    settings.QUOTES_ENGINE_OPTIONS = {"sure": 0.5}
    site_engine.cache_clear()
    yield
    site_engine.cache_clear()


def decided(number: int, *, confidence: float, right: float, version: str = VERSION) -> None:
    """So many decided statements, three an article; exactly that share of them is right, evenly spread."""
    source = SourceFactory()
    rows = []
    for place in range(number):
        source = SourceFactory() if place % 3 == 0 else source
        status = "accepted" if math.floor((place + 1) * right) > math.floor(place * right) else "rejected"
        rows.append(
            StatementFactory.build(
                source=source, speaker=None, confidence=confidence, engine_version=version, review_status=status
            )
        )
    Statement.objects.bulk_create(rows)


def overconfident() -> None:
    """The engine says 0.6 and 0.9; a quarter and two thirds are right."""
    decided(150, confidence=0.6, right=0.25)
    decided(150, confidence=0.9, right=0.65)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("calibrate", *arguments, stdout=out)
    return out.getvalue()


def test_a_curve_learns_what_confidence_is_worth() -> None:
    chance = random.Random(7)
    judged = [
        Judged(confidence, chance.random() < confidence**2, number % 200)
        for number, confidence in enumerate(0.02 + 0.96 * chance.random() for _ in range(4_000))
    ]
    curve = fit(judged)
    for confidence in (0.3, 0.5, 0.7, 0.9):
        assert curve.at(confidence) == pytest.approx(confidence**2, abs=0.06)
    before = calibration_error((one.confidence, one.right) for one in judged)
    assert cross_validated_error(judged) < 0.03 < 0.1 < before


def test_a_calibrated_engine_keeps_its_confidence() -> None:
    chance = random.Random(3)
    judged = [Judged(c, chance.random() < c, n % 90) for n, c in enumerate(chance.random() for _ in range(3_000))]
    curve = fit(judged)
    assert (curve.slope, curve.intercept) == (pytest.approx(1, abs=0.1), pytest.approx(0, abs=0.1))


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("confidence", [0.0, 0.5, 1.0])
def test_a_curve_rises_whatever_it_is_fitted_on(right: bool, confidence: float) -> None:
    odd = [Judged(confidence, right, n) for n in range(300)] + [Judged(1 - confidence, not right, n) for n in range(9)]
    curve = fit(odd)
    assert curve.slope > 0
    assert 0 <= curve.at(0.2) <= curve.at(0.8) <= 1


@pytest.mark.parametrize(
    ("pairs", "error"),
    [
        ([(0.85, True), (0.85, False)], 0.35),
        ([(1.0, True), (0.0, False)], 0.0),
        ([(0.25, True), (0.75, False)], 0.75),
        ([], 0.0),
    ],
)
def test_the_calibration_error_is_the_mean_gap_over_ten_bins(pairs: list[tuple[float, bool]], error: float) -> None:
    assert calibration_error(pairs) == pytest.approx(error)


def test_too_few_decisions_are_refused_and_the_number_needed_is_said() -> None:
    decided(40, confidence=0.6, right=0.5)
    with pytest.raises(CommandError, match=r"have decided 40 statements .* Needed are 200 in all, with 20 of each"):
        run()
    assert not Calibration.objects.exists()


def test_decisions_that_all_say_the_same_are_too_few() -> None:
    decided(300, confidence=0.6, right=1.0)
    with pytest.raises(TooFewDecisions, match="300 right as they stood, 0 corrected or rejected"):
        propose(language="en")


def test_an_overconfident_engine_becomes_modest_and_says_by_which_calibration() -> None:
    overconfident()
    assert "Stored as toy 1 (en)~" in run()
    calibration = Calibration.objects.get()
    assert calibration.ece_after < 0.05 < 0.2 < calibration.ece_before
    assert (calibration.decisions, calibration.language) == (300, "en")
    site_engine.cache_clear()
    done = import_articles(articles=[ReadArticle("a.txt", "The quay is sinking.")], inputs=[])
    statement = Statement.objects.get(text="The quay is sinking.")
    assert statement.confidence == calibration.applied(0.5) < 0.35
    assert statement.engine_version == done.engine_version == calibration.label
    assert plain_engine().extract(Article("The quay is sinking."))[0].confidence == 0.5


def test_a_dry_run_stores_nothing_and_json_is_for_scripts() -> None:
    overconfident()
    told = json.loads(run("--dry-run", "--json"))
    assert (told["decisions"], told["stored"]) == (300, None)
    assert told["ece_after"] < told["ece_before"]
    assert not Calibration.objects.exists()
    assert json.loads(run("--json"))["stored"] == str(Calibration.objects.get().public_id)


def test_what_does_not_lower_the_error_is_not_stored() -> None:
    decided(200, confidence=0.55, right=0.55)
    decided(200, confidence=0.95, right=0.95)
    assert "Not stored: it does not lower the error" in run()
    assert not Calibration.objects.exists()


def test_a_second_calibration_reads_the_first_one_backwards() -> None:
    overconfident()
    first = store(propose(language="en"))
    for statement in Statement.objects.all():
        calibrated = first.applied(statement.confidence)
        Statement.objects.filter(pk=statement.pk).update(confidence=calibrated, engine_version=first.label)
    own = {round(one.confidence, 2) for one in judged_statements(VERSION)}
    assert own == {0.6, 0.9}
    again = propose(language="en")
    assert again.curve.slope == pytest.approx(first.slope, abs=0.02)
    assert again.curve.intercept == pytest.approx(first.intercept, abs=0.02)


def test_another_engine_and_another_language_are_left_alone(settings: Settings) -> None:
    overconfident()
    store(propose(language="en"))
    site_engine.cache_clear()
    assert site_engine().version("de") == "toy 1 (de)"
    assert site_engine().extract(Article("Der Kai sinkt.", "de"))[0].confidence == 0.5
    settings.QUOTES_ENGINE, settings.QUOTES_ENGINE_OPTIONS = "quotes.extraction.DefaultEngine", {}
    site_engine.cache_clear()
    assert "~" not in site_engine().version("en")
    with pytest.raises(TooFewDecisions, match="decided 0 statements"):
        propose(language="en")


def test_withdrawing_goes_back_to_the_engines_own_confidence() -> None:
    overconfident()
    store(propose(language="en"))
    assert "Withdrawn: 1" in run("--withdraw")
    site_engine.cache_clear()
    assert site_engine().extract(Article("The quay is sinking."))[0].confidence == 0.5
    assert withdraw(language="en") == 0


def test_right_is_what_was_accepted_with_words_and_speaker_as_they_stood() -> None:
    editor, other = UserFactory(), SpeakerFactory()

    def made() -> Statement:
        statement: Statement = StatementFactory(engine_version=VERSION)
        return statement

    def then(statement: Statement, service: Any, **more: Any) -> Statement:
        after: Statement = service(statement=statement, reviewer=editor, expected_version=statement.version, **more)
        return after

    def taken_back(statement: Statement) -> Statement:
        last = Review.objects.filter(statement=statement).order_by("-id")[0]
        return undo(review=last, reviewer=editor, expected_version=statement.version)

    expected = {
        then(made(), accept).pk: True,
        then(made(), reject).pk: False,
        then(made(), reassign, speaker=other).pk: False,
        then(made(), correct, spans=[(0, 10)]).pk: False,
        then(made(), correct, act="denied").pk: True,
        then(then(then(made(), reassign, speaker=other), reopen), accept).pk: False,
        then(then(then(made(), reject), reopen), accept).pk: True,
        then(taken_back(then(made(), correct, spans=[(0, 10)], settle=False)), accept).pk: True,
        then(then(made(), correct, spans=[(0, 10)], settle=False), correct, spans=[(0, 22)]).pk: True,
        taken_back(then(then(made(), reassign, speaker=other), reject)).pk: False,
    }
    in_bulk = above_the_line(line=0.0, source=made().source)
    accept_all(statements=in_bulk, reviewer=editor, seal=preview(in_bulk).seal)
    made()
    then(then(made(), accept), reopen)
    StatementFactory(engine_version="another engine", review_status="accepted")
    StatementFactory(engine_version="", origin="human", review_status="accepted")
    assert [one.right for one in judged_statements(VERSION)] == [right for _, right in sorted(expected.items())]


@pytest.mark.parametrize(
    "wrong", [{"slope": 0.0}, {"slope": -1.0}, {"decisions": 0}, {"accepted": 301}, {"ece_before": 1.2}]
)
def test_the_database_refuses_a_calibration_that_cannot_be(wrong: dict[str, Any]) -> None:
    good = {
        "language": "en",
        "engine_version": VERSION,
        "slope": 1.0,
        "intercept": 0.0,
        "decisions": 300,
        "accepted": 200,
        "ece_before": 0.1,
        "ece_after": 0.05,
    }
    Calibration.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        Calibration.objects.create(**(good | wrong))


@pytest.mark.parametrize("confidence", [0.0, 0.001, 0.3, 0.5, 0.97, 1.0])
def test_a_calibration_is_the_curve_that_was_fitted(confidence: float) -> None:
    calibration = Calibration(slope=0.7, intercept=-0.4)
    assert calibration.applied(confidence) == pytest.approx(Curve(0.7, -0.4).at(confidence), abs=1e-4)
    assert calibration.undone(calibration.applied(confidence)) == pytest.approx(confidence, abs=2e-3)
