"""How good and how quick look-up is: python -m benchmarks.lookup --number 1000000

Fills a database with generated statements, asks questions of every kind whose right answer is
known, and prints the table of docs/performance.md. Without DATABASE_URL it is a SQLite file that
is removed; on PostgreSQL a test database is made beside the named one and dropped again. With
--keep the named database itself is filled, kept, and asked again by the next run.

--calibrate asks other questions and prints what the threshold is chosen by.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.api import Clock, processor_clock
from benchmarks.lookup import CORPUS, ROOT

if TYPE_CHECKING:
    from benchmarks.lookup.questions import Asked
    from quotes.lookup.answers import Answer

HELD_OUT = 8
"""One article in so many is kept from the model: its sentences are the real absent ones."""
JUDGED, CALIBRATING, WARMING = 1, 2, 3
"""Seeds of questions: the threshold is chosen on others than it is judged by."""
SETS = 10
"""From the seed of one set of judged questions to that of the next."""
COLD = 100
READ = 2**24
"""Bytes."""
Timed = tuple["Asked", "Answer", float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=100_000, help="statements")
    parser.add_argument("--questions", type=int, default=150, help="of each kind; absent ones seven times as many")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="JSON lines with “text”, read only")
    parser.add_argument(
        "--keep", action="store_true", help="fill the database of DATABASE_URL itself, or use it again"
    )
    parser.add_argument(
        "--processor",
        action="store_true",
        help="processor time of the application and the database's process, for a machine that is busy otherwise",
    )
    parser.add_argument("--calibrate", action="store_true", help="print what the threshold is chosen by")
    parser.add_argument(
        "--sets", type=int, default=1, help="so many sets of questions, each drawn by a seed of its own"
    )
    parser.add_argument("--failures", action="store_true", help="print the questions that were answered wrongly")
    options = parser.parse_args()
    if options.keep and "DATABASE_URL" not in os.environ:
        parser.error("--keep needs DATABASE_URL")
    os.environ.setdefault("DEBUG", "1")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'benchmark.sqlite3'}")
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

    from benchmarks.lookup.filling import fill
    from benchmarks.lookup.questions import Asking
    from benchmarks.statements import Model, corpus_texts, sentences

    own = connection.vendor == "postgresql" and not options.keep
    if own:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    else:
        call_command("migrate", verbosity=0)
    texts = list(corpus_texts(options.corpus))
    model = Model(text for at, text in enumerate(texts) if at % HELD_OUT)
    real = [words for at, text in enumerate(texts) if not at % HELD_OUT for words in sentences(text)]
    fill(model, options.number, options.seed)
    print(f"{connection.vendor}, {options.number:,} statements; {sizes(options.number)}")

    def asked(seed: int, each: int) -> list[Asked]:
        return Asking(options.number, model, real, options.seed * 1000 + seed).questions(each)

    if options.calibrate:
        from benchmarks.lookup.calibration import calibrate

        calibrate(answered(asked(CALIBRATING, options.questions), time.perf_counter))
    else:
        judged = [q for number in range(options.sets) for q in asked(JUDGED + number * SETS, options.questions)]
        measure(judged, asked(WARMING, max(10, options.questions // 5)), options)
    if own:
        connection.creation.destroy_test_db("", verbosity=0)


def measure(questions: Sequence[Asked], warming: Sequence[Asked], options: argparse.Namespace) -> None:
    """Ask with cold caches, then warm, as a server that has settled, and print."""
    from django.db import connection

    from quotes_project.settled import settle

    settle()
    forget()
    cold = [milliseconds for _, _, milliseconds in answered(questions[:COLD], time.perf_counter)]
    remember()
    answered(warming, time.perf_counter)
    clock: Clock = time.perf_counter
    if options.processor:
        clock = processor_clock() if connection.vendor == "postgresql" else time.process_time
    done = answered(questions, clock)
    table(done)
    print(
        f"first {len(cold)} answers, nothing in memory: p50 {statistics.median(cold):.1f} ms, max {max(cold):.0f} ms"
    )
    if options.failures:
        print_failures(done)


def forget() -> None:
    """A new connection and, of a SQLite file, nothing kept in memory by the system."""
    from django.db import connection

    connection.close()
    if connection.vendor == "sqlite":
        with open(connection.settings_dict["NAME"], "rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def remember() -> None:
    """What the system has in memory of a SQLite file that has been read for days: all, as far as there is room."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with open(connection.settings_dict["NAME"], "rb", buffering=0) as file:
            while file.read(READ):
                pass


def answered(questions: Sequence[Asked], clock: Clock) -> list[Timed]:
    """Each question with its answer and the milliseconds of the whole service call."""
    from quotes.lookup.answers import Question
    from quotes.lookup.checking import check

    done = []
    for question in questions:
        begin = clock()
        answer = check(Question(question.quote))
        done.append((question, answer, (clock() - begin) * 1000))
    return done


def table(done: Sequence[Timed]) -> None:
    """Per kind: right first, verdict right, absent matched, times."""
    from benchmarks.lookup.judging import has_right_verdict, is_first, is_near

    print("| question | number | right first | verdict right | p50 ms | p99 ms |")
    print("|---|---|---|---|---|---|")
    rows: dict[str, list[Timed]] = defaultdict(list)
    for one in done:
        rows[one[0].kind].append(one)
    for kind, mine in sorted(rows.items()):
        first = [is_first(q, answer) for q, answer, _ in mine if q.targets]
        right = [has_right_verdict(q, answer) for q, answer, _ in mine if q.verdict]
        print(f"| {kind} | {len(mine)} | {_share(first)} | {_share(right)} | {_times(mine)} |")
    absent = [(q, answer) for q, answer, _ in done if q.verdict == "not_found"]
    wrong = [(q, answer) for q, answer in absent if not has_right_verdict(q, answer)]
    there = sum(answer.verdict.value != "not_found" for _, answer in absent) - len(wrong)
    near = sum(is_near(q, answer) for q, answer in wrong)
    right = [has_right_verdict(q, answer) for q, answer, _ in done if q.verdict]
    print(f"| all | {len(done)} | | {_share(right)} | {_times(done)} |")
    print(
        f"absent: {len(absent)}, matched {len(wrong)} ({len(wrong) / len(absent):.2%}), of them {near} that differ "
        f"in no more words than one altered by a tenth ({(len(wrong) - near) / len(absent):.2%} without these); "
        f"{there} more stand in a statement word for word"
    )


def print_failures(done: Sequence[Timed]) -> None:
    from benchmarks.lookup.judging import has_right_verdict, is_first

    for question, answer, _ in done:
        first = is_first(question, answer) if question.targets else 1.0
        if question.verdict and (first < 1 or not has_right_verdict(question, answer)):
            shown = [part.occurrences[0].text for part in answer.parts] or [o.text for o in answer.occurrences[:2]]
            print(f"{question.kind}: {answer.verdict.value} {answer.score:.3f}, right first {first:.1f}\n"
                  f"  asked {question.quote}\n  wants {question.targets}\n  found {shown}")  # fmt: skip


def _share(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.3f}" if values else ""


def _times(done: Sequence[Timed]) -> str:
    values = [milliseconds for _, _, milliseconds in done]
    return f"{statistics.median(values):.1f} | {statistics.quantiles(values, n=100)[98]:.1f}"


def sizes(number: int) -> str:
    """Bytes a statement of the fingerprints and of the normal words, with their indexes."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        for name in ("quotes_fingerprint", "quotes_occurrence"):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_total_relation_size(%s)", [name])
            else:
                # By equality of names, so that no other table is read.
                cursor.execute("SELECT name FROM sqlite_master WHERE tbl_name = %s AND rootpage", [name])
                parts = [part for (part,) in cursor.fetchall()]
                # In pages: SQLite adds up bytes in 32 bits.
                pages = ["(SELECT sum(pageno) FROM dbstat WHERE aggregate = 1 AND name = %s)" for _ in parts]
                cursor.execute(f"SELECT ({' + '.join(pages)}) * page_size FROM pragma_page_size", parts)  # noqa: S608 - only marks
            row = cursor.fetchone()
            found.append(f"{name.removeprefix('quotes_')} {(row[0] if row else 0) / number:.0f} bytes a statement")
    return ", ".join(found)


if __name__ == "__main__":
    main()
