"""Why a statement is as it is, in words, and whether the engine would still decide so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quotes.engine import site_engine
from quotes.extraction import Article, ExtractedStatement
from quotes.extraction.rules import RULES
from quotes.models import Statement


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence for people: the rule's meaning, its weight, the words it looked at."""

    rule: str
    meaning: str
    weight: float
    words: str
    detail: str


def reasons_of(statement: Statement, source_text: str) -> list[Reason]:
    """The stored evidence of a statement, in the order of the decisions."""
    return [reason(evidence, source_text) for evidence in statement.evidence]


def reason(evidence: dict[str, Any], source_text: str) -> Reason:
    """Stored evidence in words. A rule that no longer exists is named and not explained."""
    start, end = evidence.get("span") or (0, 0)
    words = source_text[start:end]
    if len(words) > 80:
        words = words[:50] + " … " + words[-25:]
    rule = evidence["rule"]
    return Reason(rule, RULES.get(rule, "A rule of an earlier engine."), evidence["weight"], words, evidence["detail"])


def candidates_of(statement: Statement) -> list[dict[str, Any]]:
    """The speakers that were considered, the best first, each with its strongest reasons."""
    return [
        {
            "number": number,
            "name": candidate["name"],
            "kind": candidate["kind"],
            "score": candidate["score"],
            "reasons": sorted(candidate["evidence"], key=lambda e: -abs(e["weight"]))[:4],
        }
        for number, candidate in enumerate(statement.candidates, start=1)
    ]


@dataclass(frozen=True, slots=True)
class Recheck:
    """What the engine decides today for the same place: differences is empty when it is the same."""

    engine_version: str
    found: bool
    differences: tuple[str, ...]


def recheck(statement: Statement) -> Recheck:
    """Run the engine again on the stored text and compare. Raises ExtractionError."""
    source = statement.source
    day = source.published_at.date() if source.published_at else None
    article = Article(source.text, source.language, source.title, tuple(source.authors), day)
    spans = statement.span_pairs()
    engine = site_engine()
    version = engine.version(source.language)
    again = _nearest(engine.extract(article), spans)
    if again is None:
        return Recheck(version, False, ("The engine no longer finds a statement at this place.",))
    return Recheck(version, True, tuple(_differences(statement, again, spans)))


def _nearest(found: Iterable[ExtractedStatement], spans: list[tuple[int, int]]) -> ExtractedStatement | None:
    """The statement that shares most characters with the spans, if any does."""
    best, most = None, 0
    for statement in found:
        shared = sum(
            max(0, min(span.end, end) - max(span.start, start)) for span in statement.content for start, end in spans
        )
        if shared > most:
            best, most = statement, shared
    return best


def _differences(statement: Statement, again: ExtractedStatement, spans: list[tuple[int, int]]) -> Iterable[str]:
    if [(span.start, span.end) for span in again.content] != spans:
        yield "It marks other words."
    then = _engine_speaker(statement)
    now = again.speaker.name if again.speaker else None
    if then != now:
        yield f"It names {now or 'nobody'} as the speaker; stored is {then or 'nobody'}."
    if again.kind.value != statement.quote_kind:
        yield f"It calls it {again.kind.value}; stored is {statement.quote_kind}."
    if abs(again.confidence - statement.confidence) >= 0.005:
        yield f"Its confidence is {again.confidence:.2f}; stored is {statement.confidence:.2f}."


def _engine_speaker(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker else None
