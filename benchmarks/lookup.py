"""How good and how quick look-up is: python -m benchmarks.lookup --number 100000

Fills a database of its own with generated statements, asks questions of every kind whose right
answer is known, and prints a table for docs/performance.md. DATABASE_URL chooses the server; on
PostgreSQL a test database is made beside the named one and dropped again.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpora" / "polnear" / "train.jsonl"
NEAR_MISSES = 50
"""One statement in so many gets a twin that differs in a few words: ranking is tested by those."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=100_000, help="statements")
    parser.add_argument("--questions", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines with “text”, read only")
    parser.add_argument("--failures", action="store_true", help="print the questions that were answered wrongly")
    parser.add_argument("--keep", type=Path, default=None, help="SQLite file to keep, or to use again")
    options = parser.parse_args()
    os.environ.setdefault("DEBUG", "1")
    with tempfile.TemporaryDirectory() as folder:
        if "DATABASE_URL" not in os.environ:
            os.environ["DATABASE_URL"] = f"sqlite:///{options.keep or Path(folder) / 'benchmark.sqlite3'}"
        import django

        sys.path.insert(0, str(ROOT))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")
        django.setup()
        from django.conf import settings

        settings.DEBUG = False
        run(options)


def run(options: argparse.Namespace) -> None:
    from django.core.management import call_command
    from django.db import connection

    from benchmarks.statements import Model, corpus_texts, questions

    if connection.vendor == "postgresql":
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    else:
        call_command("migrate", verbosity=0)
    model = Model(corpus_texts(options.corpus))
    random_ = random.Random(options.seed)
    texts = list(distinct(model, options.number, random_))
    fill(texts)
    print(f"{connection.vendor}, {len(texts):,} statements; {sizes(len(texts))}")
    asked = list(questions(texts, options.questions, model, options.seed + 1, set(texts)))
    warm = list(questions(texts, max(10, options.questions // 5), model, options.seed + 2, set(texts)))
    cold = timed(asked[:100], None)
    timed(warm, None)
    wrong: list[str] = []
    rows = timed(asked, wrong)
    table(rows)
    first = [milliseconds for figures in cold.values() for milliseconds in figures["ms"]]
    print(
        f"first {len(first)} answers, nothing read before: "
        f"p50 {statistics.median(first):.1f} ms, max {max(first):.0f} ms"
    )
    if options.failures:
        print("\n".join(wrong))
    if connection.vendor == "postgresql":
        connection.creation.destroy_test_db("", verbosity=0)


def distinct(model: Any, number: int, random_: random.Random) -> Iterator[str]:
    from benchmarks.statements import altered

    seen: set[str] = set()
    while len(seen) < number:
        words = model.sentence(random_)
        twins = [words]
        if random_.randrange(NEAR_MISSES) == 0:
            twins.append(altered(words, 0.15, model, random_))
        for twin in twins:
            text = " ".join(twin)
            if text not in seen and len(seen) < number:
                seen.add(text)
                yield text


def fill(texts: list[str]) -> None:
    """Sources, one speaker, the statements (past the ORM) and the look-up tables by the product's own rebuild."""
    from django.db import connection, transaction
    from django.utils import timezone

    from quotes.lookup.indexing import rebuild
    from quotes.models import Outlet, Source, Speaker, Statement

    if Statement.objects.exists():
        return
    now = timezone.now()
    outlet = Outlet.objects.create(name="Benchmark")
    source = Source.objects.create(text="x", text_sha256="0" * 64, retrieved_at=now, published_at=now, outlet=outlet)
    speaker = Speaker.objects.create(name="Ana Ruiz", normalised_name="ana ruiz", kind="person")
    template = Statement(
        source=source, speaker=speaker, quote_kind="direct", text="x", attribution_status="resolved",
        confidence=0.9, review_status="accepted", created=now, modified=now,
    )  # fmt: skip
    fields = [f for f in Statement._meta.concrete_fields if not f.generated and f.column != "id"]
    values = [f.get_db_prep_save(getattr(template, f.attname), connection) for f in fields]
    place = {f.column: number for number, f in enumerate(fields)}
    columns = ", ".join(f'"{f.column}"' for f in fields)
    marks = ", ".join(["%s"] * len(fields))

    def rows() -> Iterator[list[Any]]:
        import uuid

        for text in texts:
            row = list(values)
            row[place["text"]] = text
            row[place["public_id"]] = uuid.uuid4() if connection.vendor == "postgresql" else uuid.uuid4().hex
            yield row

    begin = time.monotonic()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO quotes_statement ({columns}) VALUES ({marks})", rows())  # noqa: S608
    stored = time.monotonic()
    rebuild(quotations=False)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE quotes_fingerprint")
            cursor.execute("VACUUM ANALYZE quotes_occurrence")
            cursor.execute("VACUUM ANALYZE quotes_statement")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    done = time.monotonic()
    print(f"stored in {stored - begin:.0f} s, rebuild_lookup in {done - stored:.0f} s", file=sys.stderr)


def sizes(number: int) -> str:
    """Bytes a statement of the fingerprints and of the normal words, with their indexes."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for table_ in ("quotes_fingerprint", "quotes_occurrence"):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_total_relation_size(%s)", [table_])
            else:
                cursor.execute(
                    "SELECT sum(pgsize) FROM dbstat WHERE name IN "
                    "(SELECT name FROM sqlite_master WHERE tbl_name = %s)",
                    [table_],
                )
            row = cursor.fetchone()
            found.append(f"{table_.removeprefix('quotes_')} {(row[0] if row else 0) / number:.0f} bytes a statement")
    return ", ".join(found)


def timed(asked: list[Any], wrong: list[str] | None) -> dict[str, dict[str, list[float]]]:
    """Ask each question; per kind: right first, right among ten, verdict right, milliseconds."""
    from quotes.lookup.answers import Question
    from quotes.lookup.checking import check

    rows: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for question in asked:
        begin = time.perf_counter()
        answer = check(Question(question.quote))
        row = rows[question.kind]
        row["ms"].append((time.perf_counter() - begin) * 1000)
        if not question.verdict:
            continue
        if question.kind == "stitched":
            parts = [{o.text for o in part.occurrences} for part in answer.parts]
            row["first"].append(sum(any(t in part for part in parts) for t in question.targets) / 2)
            row["ten"].append(row["first"][-1])
        elif question.targets:
            texts = [o.text for o in sorted(answer.occurrences, key=lambda o: -(o.score or 0))]
            # A fragment that several statements hold word for word has several right answers.
            good = question.targets[0] in texts or (question.kind == "cut" and answer.score == 1.0)
            row["first"].append(float(good and (texts[0] == question.targets[0] or answer.score == 1.0)))
            row["ten"].append(float(good))
        row["verdict"].append(float(answer.verdict.value == question.verdict))
        if wrong is not None and not row["verdict"][-1]:
            wrong.append(
                f"{question.kind}: {answer.verdict.value} {answer.score:.2f}: {question.quote} ⇐ {question.targets}"
            )
    return rows


def table(rows: dict[str, dict[str, list[float]]]) -> None:
    print("| question | right first | among ten | verdict right | p50 ms | p99 ms |")
    print("|---|---|---|---|---|---|")

    def share(values: list[float]) -> str:
        return f"{statistics.mean(values):.3f}" if values else "-"

    everything: list[float] = []
    for kind, row in rows.items():
        everything += row["ms"]
        ninety_nine = statistics.quantiles(row["ms"], n=100)[98]
        print(
            f"| {kind} | {share(row['first'])} | {share(row['ten'])} | {share(row['verdict'])} "
            f"| {statistics.median(row['ms']):.1f} | {ninety_nine:.1f} |"
        )
    print(f"| all | | | | {statistics.median(everything):.1f} | {statistics.quantiles(everything, n=100)[98]:.1f} |")


if __name__ == "__main__":
    main()
