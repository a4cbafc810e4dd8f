"""docs/api.md describes each column of CSV and Parquet, and the schema each field of a record, as they are."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet
import pytest
from drf_spectacular.generators import SchemaGenerator

from quotes.exports.writing import write_parquet
from quotes.models import Statement
from quotes.representations import COLUMNS, Row, record, row_of
from quotes.representations.tables import csv_text
from tests.factories import TEXT, OutletFactory, SourceFactory, SpeakerFactory, StatementFactory

PAGE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## Records and columns") : PAGE.index("## Exports")]
TABLE = re.findall(r"^\| `(\w+)` \| (.+?) \| `(.+?)` \| `([\w.]+)` \| (\w+) \|$", SECTION, re.MULTILINE)
NOON = dt.datetime(2026, 3, 31, 12, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Row:
    """The statement that the page's examples are of."""
    outlet = OutletFactory(
        public_id="9d3b1c52-0c0f-4a57-8a0e-2f1d6b7c8e90", name="The Lund Courier", domain="courier.example"
    )
    source = SourceFactory(
        public_id="6a1f7c34-3d2e-4b5a-9c8d-1e2f3a4b5c6d", outlet=outlet, text=TEXT, url="https://courier.example/quay",
        published_at=NOON, language="en",
    )  # fmt: skip
    speaker = SpeakerFactory(public_id="c2a4e6f8-1b3d-4f5a-8c7e-9d0b1a2c3e4f", name="Ana Ruiz", wikidata_id="Q42")
    statement = StatementFactory(
        public_id="3f0f5c7e-58b7-4d7c-9c0e-5f5a4c3d2b1a", source=source, speaker=speaker, medium="letter",
        said_on=dt.date(2026, 3, 30), review_status="accepted", engine_version="1.4+9f8e7d6c", version=2,
    )  # fmt: skip
    Statement.objects.update(created=NOON, modified=NOON)
    return row_of(Statement.objects.with_source_texts().get(pk=statement.pk))


def test_every_column_is_described_in_its_order() -> None:
    assert tuple(name for name, *_ in TABLE) == COLUMNS
    assert all(len(words) > 8 for _, words, *_ in TABLE)


def test_the_examples_are_cells_of_one_statement(row: Row) -> None:
    (cells,) = csv.DictReader(io.StringIO(csv_text([row], header=True), newline=""))
    differ = {
        name: (example, cells[name])
        for name, _, example, *_ in TABLE
        if not cells[name].startswith(example.removesuffix("…")) or ("…" not in example and cells[name] != example)
    }
    assert differ == {}


def test_a_record_has_each_column_where_the_page_says(row: Row) -> None:
    made = orjson.loads(orjson.dumps(record(row), option=orjson.OPT_UTC_Z))
    (cells,) = csv.DictReader(io.StringIO(csv_text([row], header=True), newline=""))
    for name, _, _, path, _ in TABLE:
        value: Any = made
        for step in path.split("."):
            value = value[step]
        spans = name == "content_spans"
        assert cells[name] == (" ".join(f"{one['start']}-{one['end']}" for one in value) if spans else str(value))


def test_parquet_has_the_types_that_the_page_says(row: Row) -> None:
    written = pyarrow.parquet.read_schema(io.BytesIO(b"".join(write_parquet([[row]]))))
    types = {field.name: re.split(r"\W", str(field.type))[0] for field in written}
    assert types == {name: kind for name, *_, kind in TABLE}


def names_of(value: Any) -> Any:
    """The names in an object, and in those within it, in their order."""
    if isinstance(value, list):
        return names_of(value[0])
    return {name: names_of(inner) for name, inner in value.items()} if isinstance(value, dict) else None


def described(schemas: dict[str, Any], field: dict[str, Any]) -> Any:
    """The same of what the schema describes."""
    if reference := re.search(r"#/components/schemas/(\w+)", str(field)):
        found = schemas[reference[1]]
        if "properties" in found:
            return {name: described(schemas, inner) for name, inner in found["properties"].items()}
    return None


def test_the_schema_describes_a_record(row: Row) -> None:
    schemas = SchemaGenerator().get_schema(public=True)["components"]["schemas"]
    made = orjson.loads(orjson.dumps(record(row)))
    for name, part in (
        ("StatementRecord", made), ("SpeakerRecord", made["speaker"]), ("SourceRecord", made["source"]),
        ("OutletRecord", made["source"]["outlet"]),
    ):  # fmt: skip
        assert described(schemas, {"$ref": f"#/components/schemas/{name}"}) == names_of(part)
        assert schemas[name]["required"] == sorted(part)
    kinds = [one["$ref"].rsplit("/", 1)[1] for one in schemas["ChangeRecord"]["oneOf"]]
    assert kinds == ["StatementRecord", "SpeakerRecord", "SourceRecord", "OutletRecord"]
