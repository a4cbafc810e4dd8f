"""Bodies: JSON of text that can be kept; those of imports as lines, each article judged on its own later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.utils.json import strict_constant

from quotes.api.problems import BadHeader, Refused
from quotes.ingest.queue import MOST_ARTICLES, SentArticle


@dataclass(frozen=True, slots=True)
class SentArticles:
    """The articles of a body and its SHA-256."""

    articles: tuple[SentArticle, ...]
    sha256: str


class TextJSONParser(BaseParser):
    """JSON whose strings are text that can be written, and that is nested no deeper than can be read.

    REST framework's own would have all of the body in memory first, however large it is.
    """

    media_type = "application/json"

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = _body(stream, parser_context)
        try:
            data = _json(body, parse_constant=strict_constant)
            json.dumps(data, ensure_ascii=False).encode()
        except RecursionError as error:
            raise ParseError("The body is nested too deeply.") from error
        except UnicodeEncodeError as error:
            raise ParseError("A string of the body holds half of a character pair (a lone surrogate).") from error
        return data


def bytes_of(characters: int) -> int:
    """The most bytes that a body with so many code points of text needs: all escaped, as pairs where JSON wants that.

    What else it has, names and white space, is little.
    """
    return 12 * characters + 100_000


def refuse_unmeasured(request: Request) -> None:
    """Raise Refused for a body that does not tell its length: Django would take it for an empty one."""
    if "Transfer-Encoding" in request.headers and not request.META.get("CONTENT_LENGTH"):
        raise Refused(411, "length_required", "Tell the length of the body: send Content-Length, not chunks.")


def refuse_coded(request: Request) -> None:
    """Raise BadHeader for a body that is compressed: it would be read as it comes, and not be understood."""
    coding = request.headers.get("Content-Encoding", "").strip()
    if request.method == "POST" and coding.lower() not in {"", "identity"}:
        words = "Bodies are not taken compressed or coded otherwise: send it as it is, without Content-Encoding."
        raise BadHeader("Content-Encoding", words, 415, "content_encoding")


def _body(stream: IO[Any], context: Mapping[str, Any] | None) -> bytes:
    """The body, as far as the view takes one so large. Raises Refused without having read more."""
    assert context is not None  # noqa: S101 - REST framework always gives it
    most: int = context["view"].largest_body
    body = stream.read(most + 1)
    if len(body) > most:
        raise Refused(413, "too_large", f"The body is larger than {most:,} bytes, the most that is taken: send less.")
    return bytes(body)


def _json(body: bytes, **how: Any) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"), **how)
    except ValueError as error:
        raise ParseError(f"The body is not JSON in UTF-8: {error}.") from error
    except RecursionError as error:
        raise ParseError("The body is nested too deeply.") from error


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
        body = _body(stream, parser_context)
        data = _json(body)
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
        body = _body(stream, parser_context)
        lines = enumerate(body.split(b"\n"), 1)
        return _checked([SentArticle(f"line {number}", line) for number, line in lines if line.strip()], body)
