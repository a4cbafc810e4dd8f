"""How long the API takes: every list, thirty filters, page 1 and page 1,000; export rate and memory.

    DATABASE_URL=postgres://… manage.py make_statements 1000000 --speakers 50000
    DATABASE_URL=postgres://… make bench-api

Server time is that of a request through the whole application, without a network. Prints a
table in Markdown for docs/performance.md.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

PAGE = 1000
ROUNDS = 15


def main() -> None:
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("SECRET_KEY", "only-to-measure")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver")
    os.environ["SECURE_SSL_REDIRECT"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
    django.setup()
    from benchmarks.cases import deep_page, queries

    write = sys.stdout.write
    write("| list | page 1: p50, p95 (ms) | page 1,000: p50, p95 (ms) |\n|---|---|---|\n")
    for name, path in queries():
        first = _measure(lambda path=path: _get(path))
        deep = deep_page(path, PAGE)
        later = _measure(lambda deep=deep: _get(deep)) if deep else "none"
        write(f"| {name} | {first} | {later} |\n")
        sys.stdout.flush()
    write("\n| export | statements a second | memory of the process (MB) |\n|---|---|---|\n")
    for name in ("jsonl", "csv", "parquet"):
        rate = _export(name)
        write(f"| {name} | {rate:,.0f} | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} |\n")


def _get(path: str) -> Any:
    from rest_framework.test import APIClient

    response = APIClient().get(path)
    assert response.status_code == 200, (path, response.content)  # noqa: S101 - a measurement of errors is none
    return response


def _measure(call: Callable[[], Any]) -> str:
    call()
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        call()
        times.append((time.perf_counter() - begin) * 1000)
    return f"{statistics.median(times):.1f}, {statistics.quantiles(times, n=20)[-1]:.1f}"


def _export(name: str) -> float:
    from quotes.exports.reading import chunks, public_or_all
    from quotes.exports.writing import WRITERS

    count = 0

    def counted() -> Any:
        nonlocal count
        for rows in chunks(public_or_all(everything=False)):
            count += len(rows)
            yield rows

    begin = time.perf_counter()
    for _ in WRITERS[name](counted()):
        pass
    return count / (time.perf_counter() - begin)


if __name__ == "__main__":
    main()
