"""A site may put another engine in the place of ours, and is told where it cannot."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django.fixtures import Settings

from quotes.engine import Calibrated, plain_engine
from quotes.extraction import Article, DefaultEngine, Engine, ExtractedStatement


class Shout:
    """Another engine: it hears what ours hears and is sure of all of it. Built with an argument."""

    def __init__(self, loudness: float) -> None:
        self.loudness = loudness

    def version(self, language: str) -> str:
        return f"shout {self.loudness} ({language})"

    def extract(self, article: Article) -> list[ExtractedStatement]:
        return DefaultEngine().extract(article)


class Mute:
    """No engine: it has a version and hears nothing."""

    def version(self, language: str) -> str:
        return "mute"


def test_the_settings_name_the_engine_and_its_arguments(settings: Settings) -> None:
    settings.QUOTES_ENGINE, settings.QUOTES_ENGINE_OPTIONS = "tests.test_engine.Shout", {"loudness": 2.5}
    engine: Engine = plain_engine()
    assert engine.version("en") == "shout 2.5 (en)"
    assert len(engine.extract(Article("“The quay is sinking,” said Ana Ruiz."))) == 1


def test_ours_is_the_engine_unless_the_settings_say_otherwise() -> None:
    assert isinstance(plain_engine(), DefaultEngine)


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("tests.test_engine.Nothing", {}, "cannot be made"),
        ("nowhere.at.all", {}, "cannot be made"),
        ("Shout", {}, "cannot be made"),
        ("tests.test_engine.Shout", {"seconds": 120}, "cannot be made"),
        ("tests.test_engine.Mute", {}, "needs the methods"),
        ("builtins.dict", {}, "needs the methods"),
    ],
)
def test_what_is_no_engine_is_refused_in_words(
    settings: Settings, name: str, options: dict[str, object], why: str
) -> None:
    settings.QUOTES_ENGINE, settings.QUOTES_ENGINE_OPTIONS = name, options
    with pytest.raises(ImproperlyConfigured, match=f"QUOTES_ENGINE: “{name}” .*{why}"):
        plain_engine()


def test_without_a_calibration_the_engine_is_left_as_it_is() -> None:
    text = Article("“The quay is sinking,” said Ana Ruiz.")
    wrapped: Engine = Calibrated(DefaultEngine(), {})
    assert wrapped.extract(text) == DefaultEngine().extract(text)
    assert wrapped.version("en") == DefaultEngine().version("en")
