"""The fields of an article in JSON, and words for those that it has not."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Any

STRINGS = ("id", "text", "html", "url", "archive_url", "title", "outlet", "published_at", "language", "kind")
FIELDS = (*STRINGS, "authors")
MOST_TOLD = 5
MOST_KEPT = 50
"""Names of a file that are remembered: who has more of them sees from these what is wrong."""
LONGEST_NAME = 60


def unread(record: Iterable[Any]) -> tuple[str, ...]:
    """The names of an object that no field of an article has, as they can be shown and stored."""
    return tuple(islice((_shown(name) for name in record if name not in FIELDS), MOST_KEPT))


def refusal(names: Collection[str]) -> str:
    """That an article has no such fields, with what may be meant."""
    told = [_refusal(name) for name in islice(names, MOST_TOLD)]
    return " ".join(told) + (f" … and {len(names) - MOST_TOLD} more." if len(names) > MOST_TOLD else "")


def note(names: Collection[str]) -> str:
    """That fields of a file are passed over, with what may be meant."""
    told = []
    for name in names:
        near = _nearest(name)
        told.append(f"“{name}” (did you mean “{near}”?)" if near else f"“{name}”")
    return f"fields that are not read: {', '.join(told)}."


def _refusal(name: str) -> str:
    near = _nearest(name)
    hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(FIELDS)}."
    return f"There is no field “{name}” in an article; {hint}"


def _nearest(name: str) -> str:
    found = difflib.get_close_matches(name.lower(), FIELDS, n=1, cutoff=0.6)
    return found[0] if found else ""


def _shown(name: str) -> str:
    """Cut, and what no database keeps written out."""
    return repr(name[:LONGEST_NAME])[1:-1]
