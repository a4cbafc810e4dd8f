"""Query parameters: every view knows its own, and refuses all others."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import Any

from django.http import QueryDict
from rest_framework import serializers

from quotes.api.problems import BadParameters


def nearest(name: str, known: Iterable[str]) -> str:
    """A question that helps whoever mistyped; nothing where no name is near."""
    found = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean “{found[0]}”?" if found else ""


def refuse_unknown(asked: QueryDict, known: Collection[str], several: Collection[str] = ()) -> None:
    """Raise BadParameters for a name that is not known, or one given twice that takes one value."""
    faults: dict[str, list[str]] = {}
    for name, values in asked.lists():
        if name not in known:
            hint = nearest(name, known) or (
                f" There are: {', '.join(sorted(known))}." if known else " It takes no parameters."
            )
            faults[name] = [f"There is no such parameter here.{hint}"]
        elif len(values) > 1 and name not in several:
            faults[name] = ["This parameter takes one value; it was given more than once."]
    if faults:
        raise BadParameters(faults)


def checked(asked: serializers.BaseSerializer[Any]) -> dict[str, Any]:
    """What a serializer makes of query parameters. Raises BadParameters."""
    if not asked.is_valid():
        raise BadParameters({str(name): reasons for name, reasons in asked.errors.items()})  # type: ignore[attr-defined]
    data: dict[str, Any] = asked.validated_data
    return data
