"""Rows → bytes, a chunk at a time: JSONL, CSV, Parquet, and gzip around them."""

from __future__ import annotations

import importlib
import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any

import orjson

from quotes.representations import COLUMNS, Row, columns, record
from quotes.representations.record import Part, source_of, speaker_of
from quotes.representations.tables import csv_text

Chunks = Iterable[list[Row]]
# Level 3 halves the time of level 6 for a twentieth more bytes: a stream shall not wait for it.
GZIP_LEVEL = 3
GZIP_WINDOW = 31
CHUNKS_A_GROUP = 3
"""Chunks to a row group of Parquet: what the file's end says of each group is kept until then."""
REPEATED = ("quote_kind", "act", "speaker_id", "speaker_name", "source_id")
"""Columns of Parquet whose values are written once a group: for all, that takes ten megabytes and saves nothing."""
SKIPPED_BY = ("confidence", "said_on", "published_at")
"""Columns whose least and greatest value a group's entry tells, for readers who skip by them: texts would fill it."""
LINE = orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z


class MissingLibrary(Exception):
    """A format needs a library that is not installed, in the reader's words."""


def write_jsonl(chunks: Chunks) -> Iterator[bytes]:
    """One record a line, in UTF-8."""
    return map(_lines, chunks)


def _lines(rows: list[Row]) -> bytes:
    speaker, source = _once(speaker_of, attrgetter("speaker_id")), _once(source_of, attrgetter("source_id"))
    return b"".join([orjson.dumps(record(row, speaker, source), option=LINE) for row in rows])


def _once(part: Part, key: Callable[[Row], Any]) -> Part:
    """A part of records that many rows have, as JSON that is written once for each key."""
    written: dict[Any, orjson.Fragment] = {}

    def fragment(row: Row) -> orjson.Fragment:
        found = written.get(name := key(row))
        if found is None:
            found = written[name] = orjson.Fragment(orjson.dumps(part(row), option=orjson.OPT_UTC_Z))
        return found

    return fragment


def write_csv(chunks: Chunks) -> Iterator[bytes]:
    """RFC 4180 in UTF-8 with a header, also when nothing matches and when an export goes on."""
    yield csv_text([], header=True).encode()
    for rows in chunks:
        yield csv_text(rows, header=False).encode()


def write_parquet(chunks: Chunks) -> Iterator[bytes]:
    """One Parquet file, Zstandard inside. Raises MissingLibrary at once."""
    try:
        pyarrow = importlib.import_module("pyarrow")
        importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingLibrary(
            "Parquet needs pyarrow: pip install -r requirements-parquet.txt. JSONL and CSV work without."
        ) from error
    # Its own allocator keeps ten megabytes more for itself than the system's does.
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    return _parquet(chunks, pyarrow)


def _parquet(chunks: Chunks, pyarrow: Any) -> Iterator[bytes]:
    schema = _schema(pyarrow)
    sink = io.BytesIO()
    with pyarrow.parquet.ParquetWriter(
        pyarrow.PythonFile(_Counting(sink), "w"),
        schema,
        compression="zstd",
        use_dictionary=list(REPEATED),
        write_statistics=list(SKIPPED_BY),
    ) as writer:
        # Not a name for more than a moment: while the next rows are read, these are not kept.
        tables = map(partial(_table, pyarrow=pyarrow, schema=schema), chunks)
        for table in tables:
            writer.write_table(pyarrow.concat_tables([table, *islice(tables, CHUNKS_A_GROUP - 1)]))
            yield _drained(sink)
    yield _drained(sink)


def _table(rows: list[Row], pyarrow: Any, schema: Any) -> Any:
    arrays = [pyarrow.array(values, type=schema.field(name).type) for name, values in columns(rows).items()]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


class _Counting(io.RawIOBase):
    """A sink that may be emptied while it is written: it knows how far the file has come."""

    def __init__(self, sink: io.BytesIO) -> None:
        self._sink, self._written = sink, 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._sink.write(data)
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written


def _drained(sink: io.BytesIO) -> bytes:
    content = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return content


def _schema(pyarrow: Any) -> Any:
    moment = pyarrow.timestamp("us", tz="UTC")
    special = {
        "confidence": pyarrow.float64(),
        "said_on": pyarrow.date32(),
        "version": pyarrow.int32(),
        **dict.fromkeys(("created", "modified", "published_at"), moment),
        **{name: pyarrow.int32() for name in ("cue_start", "cue_end", "mention_start", "mention_end")},
    }
    return pyarrow.schema([(name, special.get(name, pyarrow.string())) for name in COLUMNS])


WRITERS: dict[str, Callable[[Chunks], Iterator[bytes]]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}


def gzipped(content: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes as one gzip member, without a time, so that the same content is the same file."""
    compressor = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    for piece in content:
        if packed := compressor.compress(piece):
            yield packed
    yield compressor.flush()
