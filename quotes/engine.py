"""The engine that this site runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from quotes.extraction import Article, Engine, ExtractedStatement, detect
from quotes.models import Calibration


@cache
def site_engine() -> Engine:
    """The engine that the settings name, its confidence calibrated where editors' decisions taught it.

    Kept as long as the process lives: processes that import in parallel inherit it, and need
    no connection to the database of their own. A new calibration holds from the next start.
    """
    engine = plain_engine()
    newest_last = reversed(Calibration.objects.in_force())
    return Calibrated(engine, {calibration.engine_version: calibration for calibration in newest_last})


def plain_engine() -> Engine:
    """The engine itself: QUOTES_ENGINE is its class, QUOTES_ENGINE_OPTIONS its arguments.

    Raises ImproperlyConfigured where there is no such class, or it is no engine.
    """
    name = settings.QUOTES_ENGINE
    try:
        engine = import_string(name)(**settings.QUOTES_ENGINE_OPTIONS)
    except (ImportError, TypeError) as error:
        raise ImproperlyConfigured(f"QUOTES_ENGINE: “{name}” cannot be made: {error}.") from error
    if not all(callable(getattr(engine, method, None)) for method in ("version", "extract")):
        raise ImproperlyConfigured(
            f"QUOTES_ENGINE: “{name}” is no engine: it needs the methods version(language) and extract(article)."
        )
    return cast(Engine, engine)


@dataclass(frozen=True, slots=True)
class Calibrated:
    """An engine whose confidence goes through the calibration of just its version, if there is one."""

    engine: Engine
    calibrations: Mapping[str, Calibration]
    """The newest calibration in force of each version of an engine."""

    def version(self, language: str) -> str:
        version = self.engine.version(language)
        calibration = self.calibrations.get(version)
        return calibration.label if calibration is not None else version

    def extract(self, article: Article) -> list[ExtractedStatement]:
        found = self.engine.extract(article)
        if not self.calibrations or not found:
            return found
        language = article.language or detect(article.text)
        calibration = self.calibrations.get(self.engine.version(language))
        if calibration is None:
            return found
        return [replace(statement, confidence=calibration.applied(statement.confidence)) for statement in found]
