"""Bodies: JSON of text that can be kept; those of imports as lines, each article judged on its own later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser, JSONParser

from quotes.api.problems import Refused
from quotes.ingest.queue import MOST_ARTICLES, SentArticle

LARGEST_BODY = 50_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class SentArticles:
    """The articles of a body and its SHA-256."""

    articles: tuple[SentArticle, ...]
    sha256: str


class TextJSONParser(JSONParser):
    """JSON whose strings are text that can be written, and that is nested no deeper than can be read."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            data = super().parse(stream, media_type, parser_context)
            json.dumps(data, ensure_ascii=False).encode()
        except RecursionError as error:
            raise ParseError("The body is nested too deeply.") from error
        except UnicodeEncodeError as error:
            raise ParseError("A string of the body holds half of a character pair (a lone surrogate).") from error
        return data


def _body(stream: IO[Any]) -> bytes:
    body = stream.read(LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise Refused(413, "too_large", f"The body is larger than {LARGEST_BODY:,} bytes. Send several batches.")
    return bytes(body)


def _checked(articles: list[SentArticle], body: bytes) -> SentArticles:
    if not articles:
        raise Refused(400, "no_article", "The body holds no article: send one, or a list of up to 1,000.")
    if len(articles) > MOST_ARTICLES:
        raise Refused(
            400, "too_many", f"The body holds {len(articles):,} articles; the most is {MOST_ARTICLES:,}. Send batches."
        )
    return SentArticles(tuple(articles), hashlib.sha256(body).hexdigest())


class ArticlesJSONParser(BaseParser):
    """One article as an object, or a list of them."""

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = _body(stream)
        try:
            data = json.loads(body.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise ParseError(f"The body is not JSON in UTF-8: {error}.") from error
        if not isinstance(data, dict | list):
            raise Refused(400, "no_article", "The body is JSON but neither an article {…} nor a list of articles […].")
        if isinstance(data, dict):
            return _checked([SentArticle("article", json.dumps(data).encode())], body)
        lines = [json.dumps(article).encode() for article in data]
        return _checked([SentArticle(f"article {number}", line) for number, line in enumerate(lines, 1)], body)


class ArticlesJSONLParser(BaseParser):
    """One article a line; empty lines are passed over."""

    media_type = "application/x-ndjson"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = _body(stream)
        lines = enumerate(body.split(b"\n"), 1)
        return _checked([SentArticle(f"line {number}", line) for number, line in lines if line.strip()], body)
