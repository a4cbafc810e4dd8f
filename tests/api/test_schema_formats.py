"""The schema tells of every format what its fields are: each that comes is described there, and is as described."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft4Validator

from quotes.models import Statement
from tests.api.test_representations import FORMATS, split_statement
from tests.walking import schema

pytestmark = pytest.mark.django_db
ONE, LIST = "/api/v1/statements/{id}/", "/api/v1/statements/"
LINES = {"jsonl": "StatementRecord", "quotebank": "QuotebankLine"}
SORTS: list[dict[str, Any]] = [
    {}, {"quote_kind": "indirect"}, {"modality": "negated"}, {"act": "denied", "quote_kind": "mixed"},
    {"attribution_status": "nobody", "speaker": None}, {"said_on": "2026-03-30", "medium": "letter"},
]  # fmt: skip
UNSIGNALLED = {"cue_start": None, "cue_end": None, "cue_text": "",
               "mention_start": None, "mention_end": None, "mention_text": ""}  # fmt: skip


def strict(part: Any) -> Any:
    """A part of the schema as JSON Schema has it, in which what is not described is refused."""
    if isinstance(part, list):
        return [strict(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    made = {name: strict(inner) for name, inner in part.items() if name not in {"nullable", "example"}}
    if isinstance(part.get("properties"), dict):
        made["properties"] = {name: strict(inner) for name, inner in part["properties"].items()}
        made["additionalProperties"] = False
    return {"anyOf": [made, {"type": "null"}]} if part.get("nullable") is True else made


def validator(found: dict[str, Any]) -> Draft4Validator:
    components = schema()["components"]["schemas"]
    return Draft4Validator({**strict(found), "components": {"schemas": strict(components)}})


def of_answer(path: str, fmt: str) -> Any:
    """The schema of one document of a format: of each line, where it has lines."""
    if fmt in LINES:
        return {"$ref": f"#/components/schemas/{LINES[fmt]}"}
    media_type = FORMATS[fmt].partition(";")[0]
    return schema()["paths"][path]["get"]["responses"]["200"]["content"][media_type]["schema"]


def documents(address: str, fmt: str) -> Iterator[Any]:
    answer = Client().get(f"{address}?format={fmt}&page_size=4" if address == LIST else f"{address}?format={fmt}")
    assert answer.status_code == 200
    body = answer.content.decode()
    yield from map(json.loads, body.splitlines() if fmt in LINES else [body])


@pytest.mark.parametrize("fmt", [fmt for fmt in FORMATS if fmt != "csv"])
def test_every_field_of_a_format_is_described_and_as_described(fmt: str) -> None:
    speaker = split_statement().speaker
    for sort in SORTS:
        split_statement(**{"speaker": speaker, **sort})
    Statement.objects.filter(pk=split_statement(speaker=speaker).pk).update(**UNSIGNALLED)
    shown = 0
    for path in (ONE, LIST):
        rules = validator(of_answer(path, fmt))
        for key in Statement.objects.values_list("public_id", flat=True):
            for document in documents(path.replace("{id}", str(key)), fmt):
                rules.validate(document)
                shown += 1
    assert shown > len(SORTS)


@pytest.mark.parametrize("fmt", LINES)
def test_a_format_of_lines_names_what_stands_in_one(fmt: str) -> None:
    for path in (ONE, LIST):
        media_type = FORMATS[fmt]
        told = schema()["paths"][path]["get"]["responses"]["200"]["content"][media_type]["schema"]["description"]
        assert LINES[fmt] in told
