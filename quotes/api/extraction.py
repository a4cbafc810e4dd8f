"""The engine's results as the API gives them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from quotes.engine import site_engine
from quotes.extraction import Article, ExtractedStatement, Span, detect
from quotes.ingest.service import evidence_json


def extract_text(
    *, text: str, language: str, title: str, authors: list[str], published_on: dt.date | None
) -> dict[str, Any]:
    """What the engine finds in a text. Raises ExtractionError."""
    article = Article(text, language or detect(text), title, tuple(authors), published_on)
    engine = site_engine()
    statements = [_as_data(statement, text) for statement in engine.extract(article)]
    return {"engine_version": engine.version(article.language), "language": article.language, "statements": statements}


def _as_data(statement: ExtractedStatement, text: str) -> dict[str, Any]:
    return {
        "content": [[span.start, span.end] for span in statement.content],
        "text": " ".join(span.of(text) for span in statement.content),
        "quote_kind": statement.kind.value,
        "act": statement.act,
        "modality": statement.modality.value,
        "cue": _printed(statement.cue, text),
        "source_mention": _printed(statement.mention, text),
        "speaker": statement.speaker.name if statement.speaker else None,
        "attribution_status": statement.attribution.value,
        "confidence": statement.confidence,
        "evidence": [evidence_json(evidence) for evidence in statement.evidence],
    }


def _printed(span: Span | None, text: str) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.of(text)} if span else None
