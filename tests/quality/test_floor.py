"""The engine's quality on the sample articles never falls below what it has reached."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from quotes.extraction import extract
from tests.quality.gold import ARTICLES, GoldArticle, GoldError, _statements, read_gold
from tests.quality.scoring import Score, score

pytestmark = pytest.mark.engine
FLOORS = Path(__file__).with_name("floors.json")
QUOTED = ("direct", "mixed")
ALL = ("direct", "mixed", "indirect")


@pytest.fixture(scope="module")
def gold() -> list[GoldArticle]:
    return read_gold()


@pytest.fixture(scope="module")
def result(gold: list[GoldArticle]) -> Score:
    return score((article, extract(article.article)) for article in gold)


def measured(result: Score) -> dict[str, float]:
    return {
        "quoted found": result.f1("found", QUOTED),
        "quoted attributed": result.f1("attributed", QUOTED),
        "all found": result.f1("found", ALL),
        "all attributed": result.f1("attributed", ALL),
        "named": result.naming(),
    }


def digest() -> str:
    """Of every sample article and its gold: changed samples ask for a new look at the floors."""
    total = hashlib.sha256()
    for path in sorted(ARTICLES.iterdir()):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def test_there_are_samples_enough(gold: list[GoldArticle]) -> None:
    assert len(gold) >= 12
    assert sum(len(article.statements) for article in gold) >= 150


def test_floors_belong_to_these_samples() -> None:
    assert json.loads(FLOORS.read_text())["samples"] == digest(), "measure anew: python -m tests.quality.measure"


@pytest.mark.parametrize("figure", ["quoted found", "quoted attributed", "all found", "all attributed", "named"])
def test_quality_does_not_fall_below_its_floor(figure: str, result: Score) -> None:
    assert measured(result)[figure] >= json.loads(FLOORS.read_text())["floors"][figure]


def test_an_engine_that_finds_nothing_would_fail(gold: list[GoldArticle]) -> None:
    assert set(measured(score((article, []) for article in gold)).values()) == {0.0}


def test_gold_that_does_not_quote_its_article_is_refused() -> None:
    row = {"content": ["not there"], "source": None, "speaker": None, "kind": "direct"}
    with pytest.raises(GoldError, match="statement 1: the text does not hold “not there”"):
        _statements("a", "Some text.", [row])
