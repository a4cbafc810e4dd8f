"""What the walks have in common: every address to ask for what the public must not see, and what no answer tells."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow.parquet
import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from drf_spectacular.generators import SchemaGenerator

from quotes.desk.actions import ACTIONS
from quotes.models import Statement
from tests.unseen import EARLY, LATE, SECRET, World

UNKNOWN = "3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a"
VALUES = {"string": [SECRET, "Q42", "en", "x.example"], "boolean": ["true", "false"], "integer": ["0", "1", "200"],
          "number": ["0", "0.5", "1"]}  # fmt: skip
FORMATS = {"date": [EARLY, LATE], "date-time": [f"{EARLY}T00:00:00Z", f"{LATE}T00:00:00Z"]}


def schema() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return found


def values_of(parameter: dict[str, Any], ids: list[str]) -> list[str]:
    inner = parameter["schema"].get("items", parameter["schema"])
    if "enum" in inner:
        return [*inner["enum"], ",".join(inner["enum"])]
    if inner.get("format") == "uuid":
        return ids if inner is parameter["schema"] else [",".join(ids)]
    example = [str(inner["example"])] if "example" in inner else []
    return FORMATS.get(inner.get("format", "")) or VALUES[inner["type"]] + example


def requests(world: World) -> Iterator[str]:
    """Every GET of the schema, with every parameter at telling values, on every hidden id."""
    for path, operations in schema()["paths"].items():
        if "get" not in operations:
            continue
        kind = path.split("/")[3]
        addresses = [path.replace("{id}", key) for key in world.ids_of(kind)] if "{id}" in path else [path]
        for address in addresses:
            yield address
            for parameter in operations["get"].get("parameters", ()):
                if parameter["in"] != "query":
                    continue
                for value in values_of(parameter, world.ids):
                    yield f"{address}?{parameter['name']}={value}"
                    yield f"{address}?{parameter['name']}={value}&count=true"


def body_of(answer: Any, once_public: set[str]) -> str:
    """What was told; of the change feed without its farewells: they name what was public once, by its id alone."""
    if "parquet" in answer.headers.get("Content-Type", ""):
        return str(pyarrow.parquet.read_table(io.BytesIO(answer.getvalue())).to_pylist())
    body = str(answer.getvalue().decode())
    if answer.status_code != 200 or not answer.request["PATH_INFO"].startswith("/api/v1/changes"):
        return body
    feed = json.loads(body)
    farewells = [change for change in feed["changes"] if change["change_kind"] == "gone"]
    assert {change["id"] for change in farewells} <= once_public
    assert all(change["record"] is None and change["into"] is None for change in farewells)
    return json.dumps([change for change in feed["changes"] if change not in farewells])


def assert_silent(answer: Any, world: World, address: str) -> None:
    """Neither the secret word nor a hidden id is told, but where the address itself has it."""
    told = (body_of(answer, world.once_public) + str(answer.headers)).replace(address, "")
    asked = re.findall(r"[0-9a-f-]{36}", address)
    assert SECRET not in told, f"{address} tells: …{told[max(0, told.find(SECRET) - 200) :][:400]}…"
    assert not {key for key in world.ids if key in told and key not in asked}, address


@dataclass(frozen=True)
class Route:
    """A route of the site: its namespace, its name, and its path with what is put into it."""

    space: str
    name: str
    path: str


PLACE = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>([^)]*)\)")
SPELLED = str.maketrans("", "", "^$")


def routes(
    patterns: Iterable[URLPattern | URLResolver] | None = None, path: str = "/", space: str = ""
) -> Iterator[Route]:
    """Every route that the site's resolver knows."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here, pattern.namespace or space)
        else:
            yield Route(space, pattern.name or "", here)


def addresses(route: Route, world: World) -> Iterator[str]:
    """A route with everything hidden put into its places; a place that is not known fails, naming the route."""
    keys = [str(pk) for pk in Statement.objects.order_by("pk").values_list("pk", flat=True)[1:3]]
    known = {"uuid": [*world.ids, UNKNOWN], "int": keys, "path": keys, "str": keys, "slug": list(ACTIONS),
             "auth|quotes": ["quotes"], ".*": ["nowhere"]}  # fmt: skip
    places = list(PLACE.finditer(route.path))
    kinds = [found[1] or found[4] or "str" for found in places]
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        pytest.fail(f"{route}: say in tests/walking.py what is put into “{unknown[0]}”")
    for values in itertools.product(*(known[kind] for kind in kinds)):
        address = route.path
        for found, value in zip(places, values, strict=True):
            address = address.replace(found[0], value, 1)
        yield address.translate(SPELLED)
