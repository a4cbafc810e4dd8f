"""Files and folders → articles, each by the reader for its kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.ingest.readers.article import ReadArticle, Rejected
from quotes.ingest.readers.html import read_html
from quotes.ingest.readers.jsonl import OnUnread, read_jsonl
from quotes.ingest.readers.text import read_text

KINDS = {".txt": "text", ".html": "html", ".htm": "html", ".jsonl": "jsonl"}
LARGEST_FILE = 50_000_000
"""Bytes of a .txt or .html file; a .jsonl file may have any size, its lines may not."""


def find_files(paths: Iterable[Path]) -> Iterator[Path | Rejected]:
    """The files that are named, and those of the folders that are named, in order of name."""
    for path in paths:
        try:
            yield from _files_at(path)
        except OSError as error:
            yield _unreadable(path, error)


def _files_at(path: Path) -> list[Path | Rejected]:
    """The file, or the files of the folder. Raises OSError."""
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in KINDS and p.is_file())
        empty = Rejected(str(path), f"The folder holds no file that can be read ({', '.join(KINDS)}).")
        return list(found) or [empty]
    if not path.exists():
        return [Rejected(str(path), "There is no such file or folder. Check the path.")]
    if path.suffix.lower() not in KINDS:
        return [Rejected(str(path), f"The ending of the name tells no kind that can be read: {', '.join(KINDS)}.")]
    return [path]


def _unreadable(path: Path, error: OSError) -> Rejected:
    return Rejected(str(path), f"The file cannot be read: {error.strerror}.")


def read_files(paths: Iterable[Path], on_unread: OnUnread | None = None) -> Iterator[ReadArticle | Rejected]:
    """Every article of the files and folders; what cannot be read is told, and the rest goes on."""
    for path in find_files(paths):
        if isinstance(path, Rejected):
            yield path
            continue
        try:
            yield from read_file(path, on_unread)
        except OSError as error:
            yield _unreadable(path, error)


def read_file(path: Path, on_unread: OnUnread | None = None) -> Iterator[ReadArticle | Rejected]:
    """The articles of one file. Raises OSError."""
    kind = KINDS[path.suffix.lower()]
    if kind == "jsonl":
        with path.open("rb") as lines:
            yield from read_jsonl(lines, str(path), on_unread)
    elif path.stat().st_size > LARGEST_FILE:
        yield Rejected(str(path), f"The file is larger than {LARGEST_FILE:,} bytes: it is no article.")
    elif kind == "html":
        yield read_html(path.read_bytes(), str(path))
    else:
        yield read_text(path.read_bytes(), str(path))
