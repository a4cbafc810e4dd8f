"""Exports by address and by command, read back by three libraries that are not ours."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import polars
import pyarrow.csv
import pyarrow.parquet
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from quotes.exports import reading
from quotes.models import Statement, StatementSpan
from quotes.representations import COLUMNS
from tests.factories import SourceFactory, StatementFactory, viewer
from tests.search.test_matching import statement_in

pytestmark = pytest.mark.django_db
FORMATS = ("jsonl", "csv", "parquet")
NASTY = [
    "“plain,” he said",
    'comma, "straight" marks',
    "two\nlines\r\nand a third",
    "=HYPERLINK(1)",
    "  spaces at both ends  ",
    "🌊 é e\u0301 \u2028 line separator",
    "\\N",
    "NULL",
]


def accepted(**more: Any) -> Statement:
    statement: Statement = StatementFactory(**({"review_status": "accepted"} | more))
    return statement


def fetch(query: str, client: APIClient | None = None, **headers: str) -> bytes:
    response = (client or APIClient()).get(f"/api/v1/exports?{query}", headers=headers or None)
    assert response.status_code == 200, response.content
    assert response.streaming
    return b"".join(response.streaming_content)


def ids(content: bytes, fmt: str) -> list[str]:
    if fmt == "jsonl":
        return [json.loads(line)["id"] for line in content.decode().splitlines()]
    if fmt == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))]
    found: list[str] = pyarrow.parquet.read_table(io.BytesIO(content)).column("id").to_pylist()
    return found


@pytest.fixture
def editor() -> APIClient:
    client = APIClient()
    client.force_login(viewer())
    return client


@pytest.mark.parametrize("fmt", FORMATS)
def test_everything_that_matches_comes_once_the_oldest_first(fmt: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 3)
    wanted = [str(accepted().public_id) for _ in range(7)]
    accepted(quote_kind="mixed")
    assert ids(fetch(f"format={fmt}&quote_kind=direct"), fmt) == wanted


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("chunk", [1, 2, 6, 100])
def test_an_export_goes_on_where_it_was_interrupted(fmt: str, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", chunk)
    wanted = [str(accepted().public_id) for _ in range(6)]
    first = ids(fetch(f"format={fmt}&limit=4"), fmt)
    rest = ids(fetch(f"format={fmt}&after={first[-1]}"), fmt)
    assert first + rest == wanted
    assert ids(fetch(f"format={fmt}&after={wanted[-1]}"), fmt) == []


@pytest.mark.parametrize(("fmt", "lines_to_leave_out"), [("jsonl", 0), ("csv", 1)])
def test_parts_are_files_of_their_own_and_joined_are_the_whole(fmt: str, lines_to_leave_out: int) -> None:
    statements = [accepted(text=text) for text in NASTY]
    first = fetch(f"format={fmt}&limit=3")
    rest = fetch(f"format={fmt}&after={statements[2].public_id}")
    joined = first + b"".join(rest.splitlines(keepends=True)[lines_to_leave_out:])
    assert joined == fetch(f"format={fmt}")


@pytest.mark.parametrize("fmt", FORMATS)
def test_who_gets_what(fmt: str, editor: APIClient) -> None:
    everything = [
        str(StatementFactory(review_status=status).public_id)
        for status in ("accepted", "pending", "rejected", "corrected")
    ]
    assert ids(fetch(f"format={fmt}"), fmt) == [everything[0], everything[3]]
    assert ids(fetch(f"format={fmt}&review_status=pending"), fmt) == []
    assert ids(fetch(f"format={fmt}", editor), fmt) == everything
    assert ids(fetch(f"format={fmt}&review_status=pending", editor), fmt) == [everything[1]]
    Statement.objects.filter(public_id=everything[1]).update(withdrawn_at=timezone.now())
    assert ids(fetch(f"format={fmt}&withdrawn=true", editor), fmt) == [everything[1]]
    assert ids(fetch(f"format={fmt}&withdrawn=true"), fmt) == []
    assert ids(fetch(f"format={fmt}&withdrawn=false&review_status=pending", editor), fmt) == []


def test_a_hidden_statement_is_no_cursor() -> None:
    hidden = StatementFactory(review_status="pending").public_id
    answers = [APIClient().get(f"/api/v1/exports?after={cursor}") for cursor in (hidden, uuid.uuid4())]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert "after" in answers[0].content.decode()


def test_search_narrows_an_export_on_either_way(tmp_path: Path) -> None:
    first, _, last = (statement_in(words) for words in ("Old quay", "A pier", "New quay"))
    hidden = statement_in("Hidden quay")
    Statement.objects.exclude(pk=hidden.pk).update(review_status="accepted")
    wanted = [str(first.public_id), str(last.public_id)]
    assert ids(fetch("format=jsonl&search=quay"), "jsonl") == wanted
    assert ids(fetch(f"format=jsonl&search=quay&after={wanted[0]}"), "jsonl") == wanted[1:]
    call_command("export", "search=quay", output=str(tmp_path / "out"))
    assert ids((tmp_path / "out").read_bytes(), "jsonl") == wanted


REFUSED = [
    "search=-quay",
    "search=",
    "search=%20",
    "confidence_min=0.5&confidence_min=0.9",
    "order=relevance",
    "format=xml",
    "quote_kind=shouted",
    "colour=red",
    "after=5",
    "limit=0",
    "limit=x",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_makes_no_sense_is_refused_by_name(query: str) -> None:
    response = APIClient().get(f"/api/v1/exports?{query}")
    assert response.status_code == 400
    assert query.split("=")[0] in response.content.decode()


def test_three_readers_read_the_same_csv() -> None:
    for text in NASTY:
        accepted(text=text)
    content = fetch("format=csv")
    assert content.count(b"\r\n") >= len(NASTY) + 1
    rows = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert tuple(rows[0]) == COLUMNS
    assert [dict(zip(rows[0], row, strict=True))["text"] for row in rows[1:]] == NASTY
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    convert = pyarrow.csv.ConvertOptions(column_types={"text": pyarrow.string()}, strings_can_be_null=False)
    arrow = pyarrow.csv.read_csv(io.BytesIO(content), parse_options=options, convert_options=convert)
    assert arrow.column("text").to_pylist() == NASTY
    assert polars.read_csv(content, infer_schema=False)["text"].to_list() == NASTY


def test_cells_are_quoted_as_the_standard_library_quotes_them() -> None:
    for text in NASTY:
        source = SourceFactory(title=text, url="https://x.example/?a=1,2", language="e,n")
        accepted(text=text, act=text, medium=text, engine_version='1,"2"', source=source, speaker__name=text)
    accepted(speaker=None, source=source)
    content = fetch("format=csv").decode()
    again = io.StringIO(newline="")
    csv.writer(again, lineterminator="\r\n").writerows(csv.reader(io.StringIO(content, newline="")))
    assert again.getvalue() == content


def test_a_line_is_the_same_beside_others_of_its_speaker_and_source() -> None:
    one, other = accepted(), accepted()
    for speaker in (one.speaker, other.speaker, None):
        accepted(source=one.source, speaker=speaker)
    together = [json.loads(line) for line in fetch("format=jsonl").splitlines()]
    assert len(together) == 5
    for line in together:
        text = APIClient().get(f"/api/v1/statements/{line['id']}/?format=jsonl").content
        assert {**json.loads(text), "link": line["link"]} == line


@pytest.mark.parametrize("close", [0, 100])
def test_spans_are_those_of_the_statement_however_they_are_read(close: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CLOSE", close)
    first, _, last = accepted(), accepted(quote_kind="mixed"), accepted()
    StatementSpan.objects.create(statement=last, position=1, start=30, end=40)
    lines = [json.loads(line) for line in fetch("format=jsonl&quote_kind=direct").splitlines()]
    spans = [[(span["start"], span["end"]) for span in line["content_spans"]] for line in lines]
    assert spans == [first.span_pairs(), [*first.span_pairs(), (30, 40)]]


def test_parquet_keeps_types_and_nothing() -> None:
    published = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    accepted(text=NASTY[2], source=SourceFactory(published_at=published), said_on=dt.date(2026, 3, 2))
    accepted(speaker=None)
    content = fetch("format=parquet")
    frame = polars.read_parquet(content)
    assert frame["text"][0] == NASTY[2]
    assert frame["published_at"].to_list() == [published, None]
    assert frame["said_on"].to_list() == [dt.date(2026, 3, 2), None]
    assert frame["confidence"].to_list() == [0.9, 0.9]
    assert frame["speaker_id"][1] is None
    assert tuple(pyarrow.parquet.read_table(io.BytesIO(content)).column_names) == COLUMNS


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_empty_export_is_a_file_too(fmt: str) -> None:
    assert ids(fetch(f"format={fmt}"), fmt) == []


def test_a_line_and_a_column_say_the_same() -> None:
    statement = accepted()
    line = json.loads(fetch("format=jsonl"))
    (row,) = csv.DictReader(io.StringIO(fetch("format=csv").decode(), newline=""))
    assert row["speaker_name"] == line["speaker"]["name"] == statement.speaker.name  # type: ignore[union-attr]  # made with one
    assert (row["modified"], row["created"]) == (line["modified"], line["created"])
    assert row["outlet_domain"] == line["source"]["outlet"]["domain"]
    assert row["content_spans"] == "0-22"
    assert line["content_spans"] == [{"start": 0, "end": 22}]


def test_gzip_where_the_reader_takes_it() -> None:
    accepted()
    response = APIClient().get("/api/v1/exports", headers={"accept-encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert ids(gzip.decompress(b"".join(response.streaming_content)), "jsonl")


def test_what_is_compressed_within_is_not_compressed_again() -> None:
    for _ in range(5):
        accepted()
    response = APIClient().get("/api/v1/exports?format=parquet", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert ids(b"".join(response.streaming_content), "parquet")


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_command_writes_what_the_address_gives(fmt: str, tmp_path: Path) -> None:
    accepted()
    accepted(quote_kind="mixed")
    StatementFactory(review_status="pending")
    path = tmp_path / "out"
    call_command("export", "quote_kind=direct", format=fmt, output=str(path))
    assert ids(path.read_bytes(), fmt) == ids(fetch(f"format={fmt}&quote_kind=direct"), fmt)
    call_command("export", format=fmt, output=str(path), all=True, gzip=True)
    assert len(ids(gzip.decompress(path.read_bytes()), fmt)) == 3
    assert list(tmp_path.iterdir()) == [path]


def test_the_command_says_what_is_wrong() -> None:
    for arguments, named in (
        (["colour=red"], "colour"),
        (["quote_kind=shouted"], "quote_kind"),
        (["search=-quay"], "search"),
        (["search="], "search"),
        (["text="], "text"),
        (["confidence_min=0.5&confidence_min=0.9"], "confidence_min: .*more than once"),
        (["order=relevance"], "order"),
        (["--after", str(uuid.uuid4())], "No statement"),
        (["--limit", "0"], "--limit"),
    ):
        with pytest.raises(CommandError, match=named):
            call_command("export", *arguments)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("nowhere/out", "cannot be written: No such file or directory."),
        ("file/out", "cannot be written: Not a directory."),
        ("x" * 5000, "cannot be written: File name too long."),
        ("folder", "is a folder: name a file in it."),
        ("", "is a folder: name a file in it."),
    ],
)
def test_the_command_says_that_it_cannot_write(path: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    output = str(tmp_path / path) if path else ""
    with pytest.raises(CommandError) as told:
        call_command("export", output=output)
    assert str(told.value) == f"{output}: {words}" if path else words in str(told.value)
    assert {found.name for found in tmp_path.iterdir()} == {"file", "folder"}


def test_without_pyarrow_parquet_is_refused_with_what_to_do() -> None:
    code = (
        "import os, sys; sys.modules['pyarrow'] = None\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'quotes_project.settings'\n"
        "import django; django.setup()\n"
        "from quotes.exports.writing import MissingLibrary, write_csv, write_parquet\n"
        "assert list(write_csv([]))\n"
        "try: write_parquet([])\n"
        "except MissingLibrary as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "requirements-parquet.txt" in told
