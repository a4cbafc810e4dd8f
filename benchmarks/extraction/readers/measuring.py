"""What one reader takes: time and memory. Standard library only, so that every environment can run it."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]
ReadAll = Callable[[Iterable[Record]], Iterator[list[Record]]]
"""Articles as the corpus has them → the statements of each, in order, as the scorer reads them."""


def arguments(description: str | None) -> argparse.Namespace:
    """What every reader is told."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("corpus", type=Path, help="one article a line: id, text")
    parser.add_argument("found", type=Path, help="where to write the statements, for the scorer")
    parser.add_argument("--language", default="en")
    parser.add_argument("--passes", type=int, default=2, help="how often to read the same articles")
    parser.add_argument("--warm", type=Path, help="other articles to read before any time is taken")
    return parser.parse_args()


def articles(path: Path, most: int | None = None) -> list[Record]:
    """The articles of a corpus; at most so many."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(most or sys.maxsize), lines, strict=False)]


def measure(read_all: ReadAll, given: argparse.Namespace) -> None:
    """Read the corpus as often as asked; write the statements once and print time and memory.

    Printed: articles, words, passes (wall and cpu seconds of each) and the peak of the resident
    set in megabytes. Loading was done before; what is written is not timed.
    """
    if given.warm is not None:
        list(read_all(articles(given.warm, 200)))
    corpus = articles(given.corpus)
    passes = []
    statements: list[list[Record]] = []
    for _ in range(given.passes):
        wall, cpu = time.perf_counter(), time.process_time()
        statements = list(read_all(corpus))
        passes.append({"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu})
    with given.found.open("w", encoding="utf-8") as out:
        for article, found in zip(corpus, statements, strict=True):
            out.write(json.dumps({"id": article["id"], "statements": found}) + "\n")
    report = {
        "articles": len(corpus),
        "words": sum(len(article["text"].split()) for article in corpus),
        "passes": passes,
        "peak_mb": peak_mb(),
    }
    sys.stdout.write(json.dumps(report) + "\n")


def peak_mb() -> float:
    """The largest resident set so far. From /proc: getrusage would count the parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def resident_mb() -> float:
    """The resident set now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
