"""Whether time grows with the text alone, and memory not with the number of articles.

`python -m benchmarks.extraction.endurance length 1000000` reads one text of so many characters,
`… articles 2000` so many articles; each prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from itertools import islice
from typing import Any

from benchmarks.extraction.readers.measuring import peak_mb, resident_mb
from benchmarks.extraction.samples import endless_articles, long_text
from quotes.extraction import Article, extract
from quotes.extraction.language import load

CHECKS = 10


def read_length(characters: int) -> dict[str, Any]:
    """The seconds for one text of so many characters."""
    text = long_text(characters)
    wall, cpu = time.perf_counter(), time.process_time()
    found = len(extract(Article(text)))
    return {
        "characters": len(text),
        "statements": found,
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak_mb": peak_mb(),
    }


def read_articles(number: int) -> dict[str, Any]:
    """The resident memory after each tenth of so many articles, none of which is kept."""
    every = max(1, number // CHECKS)
    resident: list[tuple[int, float]] = []
    begin = time.process_time()
    words = 0
    for count, text in enumerate(islice(endless_articles(), number), start=1):
        extract(Article(text))
        words += text.count(" ")
        if count % every == 0:
            resident.append((count, resident_mb()))
    cpu = time.process_time() - begin
    return {"articles": number, "words": words, "cpu": cpu, "resident_mb": resident, "peak_mb": peak_mb()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("length", "articles"))
    parser.add_argument("size", type=int)
    given = parser.parse_args()
    load("en")
    report = read_length(given.size) if given.what == "length" else read_articles(given.size)
    sys.stdout.write(json.dumps(report) + "\n")
