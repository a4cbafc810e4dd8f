"""ETags, 304 for who has it already, and If-Match for who changes it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from quotes.api.problems import BadHeader
from quotes.models import Statement
from quotes.models.base import Published

TAG = re.compile(r'(?:W/)?"([0-9a-f-]{36})\.(\d{1,9})\.[0-9a-f]{12}"')


def statement_etag(statement: Statement, shape: Iterable[str]) -> str:
    """The tag of one representation of a statement, the same whoever asks.

    It names id and version, which is what If-Match compares; behind them stands a digest of the
    fields asked for and of the rows that are shown in short within. Of a parent that the public
    does not see it tells nothing, not even that it changes.
    """
    outlet, parent, speaker = statement.source.outlet, statement.parent, statement.speaker
    parts = [
        *sorted(shape),
        str(statement.modified),
        str(statement.source.modified),
        str(outlet.modified if outlet else ""),
        str(speaker.modified if speaker else ""),
        str(parent.public_id if parent and parent.is_public else ""),
    ]
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
    return f'"{statement.public_id}.{statement.version}.{digest}"'


def statement_modified(statement: Statement) -> float | None:
    """When anything shown of it was last changed, in seconds since 1970; None while a parent is shown.

    When the parent is hidden, nothing that the public may know tells when: the date would go back,
    and who asks by it would keep the parent. Whoever has been given none asks by the ETag.
    """
    if statement.parent and statement.parent.is_public:
        return None
    rows: list[Published | None] = [statement, statement.source, statement.source.outlet, statement.speaker]
    return max(row.modified.timestamp() for row in rows if row is not None)


def body_etag(body: bytes, links: str = "") -> str:
    """The tag of a representation that is told by nothing but its bytes, and the links that stand beside them."""
    return f'"{hashlib.sha256(body + links.encode()).hexdigest()[:32]}"'


def expected_version(request: Any, statement: Statement) -> int:
    """The version that the client saw, by If-Match. Raises BadHeader: 428 without it, 412 for another statement.

    A weak tag is taken too: it is only marked weak because the answer came compressed.
    """
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise BadHeader(
            "If-Match",
            "Send the statement's ETag in If-Match, so that nobody's change is overwritten unseen.",
            428,
            "if_match_missing",
        )
    tags = [found for tag in given.split(",") if (found := TAG.fullmatch(tag.strip()))]
    for tag in tags:
        if tag[1] == str(statement.public_id) and int(tag[2]) == statement.version:
            return statement.version
    raise BadHeader(
        "If-Match",
        "The statement has changed since that ETag was given, or the ETag is of something else. Nothing was "
        "changed: read the statement again and decide again.",
        412,
        "stale",
    )


def conditional(
    request: HttpRequest, response: HttpResponse, etag: str, last_modified: float | None
) -> HttpResponseBase:
    """The response with its validators, or 304 when the client has it already."""
    response["ETag"] = etag
    if last_modified is not None:
        response["Last-Modified"] = http_date(last_modified)
    seconds = int(last_modified) if last_modified is not None else None
    answer = get_conditional_response(request, etag=etag, last_modified=seconds, response=response)
    return answer if answer is not None else response
