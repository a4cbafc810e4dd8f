"""The schema: whole, described, with examples, and no name that a generator made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft4Validator
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return found


def inline(part: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of every object that is described somewhere in a part of the schema."""
    if isinstance(part, list):
        for inner in part:
            yield from inline(inner, place)
    if isinstance(part, dict):
        properties = part["properties"] if part.get("type") == "object" and "properties" in part else {}
        for field, described in properties.items():
            yield f"{place}.{field}", described
            yield from inline(described, f"{place}.{field}")
        for inner in part.values():
            if inner is not properties:
                yield from inline(inner, place)


def fields(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, component in schema["components"]["schemas"].items():
        yield from inline(component, name)
    for path, operations in schema["paths"].items():
        yield from inline(operations, path)


def test_it_is_valid(schema: dict[str, Any]) -> None:
    validate_schema(schema)
    assert len(schema["paths"]) >= 15


def is_built_of_others(field: dict[str, Any]) -> bool:
    """Whether the example stands in another component."""
    return any(word in str(field) for word in ("$ref",))


def test_every_field_is_described_and_has_an_example(schema: dict[str, Any]) -> None:
    described = list(fields(schema))
    assert len(described) > 100
    assert any(name.startswith("/api/v1/imports/.") for name, _ in described)
    assert [name for name, field in described if not field.get("description")] == []
    assert [name for name, field in described if "example" not in field and not is_built_of_others(field)
            and name != "Problem.errors"] == []  # fmt: skip


def test_every_parameter_is_described(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description"), (path, parameter["name"])


def test_every_answer_is_described(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            for code, answer in operation["responses"].items():
                assert answer["description"], (path, method, code)


def test_enumerations_have_names_that_people_gave(schema: dict[str, Any]) -> None:
    enumerations = {name for name, component in schema["components"]["schemas"].items() if "enum" in component}
    assert {"ReviewStatus", "QuoteKind", "SpeakerKind", "Decision"} <= enumerations
    assert not {name for name in enumerations if name.endswith("Enum")}
    assert not {name for name, _ in fields(schema) if name.split(".")[1] == "kind" and "/" not in name}


def test_every_answer_that_can_come_is_told(schema: dict[str, Any]) -> None:
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            codes = set(operation["responses"])
            assert {"400", "401", "429"} <= codes, (method, path)
            if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", ())):
                assert {"409", "412", "428"} <= codes


BODIES: list[tuple[dict[str, Any], bool]] = [
    ({"quote": "The quay"}, True),
    ({"quote": "The quay", "speaker": "Ana Ruiz", "date": None}, True),
    ({"text": "The quay"}, True),
    ({"quotes": [{"quote": "The quay", "speaker": "Ana Ruiz"}]}, True),
    ({}, False),
    ({"speaker": "Ana Ruiz"}, False),
    ({"text": "The quay", "speaker": "Ana Ruiz"}, False),
    ({"quotes": [{"quote": "The quay"}], "date": "2026-03-30"}, False),
    ({"quote": "The quay", "text": "The quay"}, False),
    ({"quote": "The quay", "text": "The quay", "speaker": "Ana Ruiz"}, False),
]


@pytest.mark.parametrize(("body", "taken"), BODIES)
def test_what_goes_together_is_told(schema: dict[str, Any], body: dict[str, Any], taken: bool) -> None:
    alternatives = schema["components"]["schemas"]["CheckRequest"]["oneOf"]
    assert Draft4Validator({"oneOf": alternatives}).is_valid(body) is taken
    assert (APIClient().post("/api/v1/check", body, format="json").status_code == 200) is taken
