"""W3C Web Annotations: the speaker as body, the article's words as targets."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.representations.record import when
from quotes.representations.rows import Row
from quotes.representations.site import Site
from quotes.representations.unsaid import NotSaid, not_said

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# Characters of prefix and suffix: enough to find the place in a copy that was edited a little.
AROUND = 32


def annotation(row: Row, site: Site) -> dict[str, Any]:
    """A statement as an annotation of its article, one target for each span.

    Positions count code points of the snapshot's text, which the target's state names
    (`cached`); the quoted words with what stands around them find the place in the live page.
    Of what the source does not report as said it identifies nobody: its bodies tell how it is
    reported, and link to the speaker it is about.
    """
    unsaid = not_said(row)
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": site.address("statements", row.id),
        "type": "Annotation",
        "motivation": "describing" if unsaid else "identifying",
        "created": when(row.created),
        "modified": when(row.modified),
    }
    bodies = _not_said(row, site, unsaid) if unsaid else _said(row, site)
    if bodies:
        made["body"] = bodies
    targets = [
        _target(row, site, start, end, piece) for (start, end), piece in zip(row.spans, row.pieces(), strict=True)
    ]
    made["target"] = targets[0] if len(targets) == 1 else targets
    return made


def annotation_page(
    rows: Sequence[Row], site: Site, *, address: str, first: str, links: Mapping[str, str]
) -> dict[str, Any]:
    """A page of a list, as part of the collection of all that the list holds (Web Annotation Data Model, 5).

    address is the page's, first that of the first page, links those to “next” and “prev”. A page
    has an annotation at least: where there is none, only the collection is given. How many it has
    is not counted, and so not at which place a later page begins.
    """
    collection = {"id": f"{first}#collection", "type": "AnnotationCollection", "label": "Statements"}
    if not rows:
        return {"@context": CONTEXT, **collection, **({"total": 0} if address == first else {"first": first})}
    items = [{name: value for name, value in annotation(row, site).items() if name != "@context"} for row in rows]
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationPage",
        "partOf": {**collection, "first": first},
        **links,
        **({"startIndex": 0} if address == first else {}),
        "items": items,
    }


def _said(row: Row, site: Site) -> list[dict[str, Any]]:
    if row.speaker_id is None or row.speaker_name is None:
        return []
    return [_text(row.speaker_name, "identifying"), _speaker(row.speaker_id, site, "identifying")]


def _not_said(row: Row, site: Site, unsaid: NotSaid) -> list[dict[str, Any]]:
    bodies = [_text(unsaid.words, "describing"), _text(unsaid.tag, "tagging")]
    return bodies if row.speaker_id is None else [*bodies, _speaker(row.speaker_id, site, "linking")]


def _text(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _speaker(speaker_id: uuid.UUID, site: Site, purpose: str) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": site.address("speakers", speaker_id), "purpose": purpose}


def _target(row: Row, site: Site, start: int, end: int, exact: str) -> dict[str, Any]:
    snapshot = site.address("sources", row.source_id)
    quoted: dict[str, Any] = {"type": "TextQuoteSelector", "exact": exact}
    if row.source_text:
        quoted["prefix"] = row.source_text[max(0, start - AROUND) : start]
        quoted["suffix"] = row.source_text[end : end + AROUND]
    return {
        "type": "SpecificResource",
        "source": row.url or snapshot,
        "state": {"type": "TimeState", "sourceDate": when(row.retrieved_at), "cached": snapshot},
        "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quoted],
    }
