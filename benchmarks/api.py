"""How long the API takes: every list, thirty filters and searches at page 1 and page 1,000; exports.

    DATABASE_URL=postgres://… manage.py make_statements 1000000 --speakers 50000
    DATABASE_URL=postgres://… make bench-api

Server time is that of a request through the whole application, without a network. Each case is
asked with values drawn anew, the same for the same seed. Prints tables in Markdown.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import django

Clock = Callable[[], float]
PAGE = 1000
DRAWS, ROUNDS = 10, 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="cases whose name contains this")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-exports", action="store_true")
    parser.add_argument(
        "--processor",
        action="store_true",
        help="processor time of the application and the database's process, for a machine that is busy otherwise",
    )
    asked = parser.parse_args()
    os.environ.setdefault("DEBUG", "0")
    os.environ.setdefault("SECRET_KEY", "only-to-measure")
    os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1")
    os.environ.setdefault("API_RATE_ANONYMOUS", "10000000/min")
    os.environ["SECURE_SSL_REDIRECT"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
    django.setup()
    from benchmarks.cases import Values, combinations, lists, searches
    from quotes_project.settled import settle

    values = Values(asked.seed)
    settle()  # as the server does
    clock = processor_clock() if asked.processor else time.perf_counter
    for title, cases in (("list", lists()), ("filters", combinations(values)), ("search", searches(values))):
        write(f"\n| {title} | page 1: p50, p95 (ms) | a late page: number, p50, p95 (ms) |\n|---|---|---|\n")
        for case in cases:
            if asked.only in case.name:
                write(_row(case.name, case.resource, [case.query() for _ in range(DRAWS)], clock))
    if not asked.no_exports:
        from benchmarks.exports import table

        write(table())


def write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def processor_clock() -> Clock:
    """Seconds that this process and the one that PostgreSQL answers it with have worked, here and alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        statistics_ = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() + int(statistics_.read_text().split()[0]) / 1e9


def _row(name: str, resource: str, queries: list[str], clock: Clock) -> str:
    from benchmarks.paging import address, late

    first = _measured([address(resource, query) for query in queries], clock)
    pages = [found for query in dict.fromkeys(queries) if (found := late(resource, query, PAGE))]
    if not pages:
        return f"| {name} | {first} | one page |\n"
    numbers = sorted({number for _, number in pages})
    which = f"{numbers[0]:,}" if len(numbers) == 1 else f"{numbers[0]:,}–{numbers[-1]:,}"
    return f"| {name} | {first} | {which}: {_measured([path for path, _ in pages], clock)} |\n"


def _measured(paths: list[str], clock: Clock) -> str:
    """p50 and p95 of ROUNDS requests at each of the addresses, in turns, after one at each."""
    _timed(paths, clock)
    times = [each for _ in range(ROUNDS * DRAWS // len(paths)) for each in _timed(paths, clock)]
    return f"{statistics.median(times):.0f}, {statistics.quantiles(times, n=20)[-1]:.0f}"


def _timed(paths: Iterable[str], clock: Clock) -> list[float]:
    from rest_framework.test import APIClient

    client, times = APIClient(), []
    for path in paths:
        begin = clock()
        response = client.get(path)
        times.append((clock() - begin) * 1000)
        assert response.status_code == 200, (path, response.content)  # noqa: S101 - an error's time is none
    return times


if __name__ == "__main__":
    main()
