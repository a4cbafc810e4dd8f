"""Measure the engine beside others in one run: how good, how fast, how large.

    python -m benchmarks.extraction CORPUS.jsonl --scorer score.py [--train TRAIN.jsonl] [--german DEV.jsonl]

CORPUS has one annotated article a line; the scorer is the one that belongs to it and is run on
JSONL that each reader writes. textacy is read from an environment of its own (--others); where it
is not there, the table goes on without it. Every speed is of one process on one core, loading
excluded; seconds are of the processor, with the wall clock's beside them. Where the engine is compiled
it is read as plain Python too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.extraction.running import ROOT, Failed, Taken, run_json, run_reader, run_scorer
from benchmarks.extraction.sureness import bins_of, score_quoted
from benchmarks.extraction.tables import (
    AGAIN,
    COLD,
    WARM,
    Column,
    print_articles,
    print_figures,
    print_german,
    print_lengths,
    print_speed,
    print_sureness,
)
from quotes.extraction.compiled import is_fresh

OURS, PLAIN_OURS = "ours", "ours, plain Python"
READERS = {OURS: "ours", PLAIN_OURS: "ours", "pattern": "pattern", "textacy": "helped_textacy"}
WIDTH = 150
LENGTHS = (100_000, 1_000_000, 10_000_000)
NEEDS = """Give what to measure on:
  CORPUS  annotated articles, one a line: id, text, statements with content, cue, source, kind (offsets in code points)
  SCORER  the program that scores statements against them: score.py GOLD PRED --json
as in: make bench-extraction CORPUS=path/to/dev.jsonl SCORER=path/to/score.py
"""


def main() -> None:
    given = _arguments()
    missing = [path for path in (given.corpus, given.scorer) if not path.is_file()]
    if missing:
        sys.stderr.write("".join(f"There is no file {path}.\n" for path in missing) + NEEDS)
        sys.exit(2)
    console = Console(width=WIDTH)
    if not is_fresh():
        console.print("The engine is read as plain Python: it is not compiled (make compile).")
    with tempfile.TemporaryDirectory() as name:
        try:
            _compare(given, Path(name), console)
        except Failed as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(1)
    if given.lengths:
        print_lengths(console, [_endurance("length", size) for size in LENGTHS])
    if given.articles:
        print_articles(console, _endurance("articles", given.articles))


def _compare(given: argparse.Namespace, folder: Path, console: Console) -> None:
    """Everything that the corpora tell. Raises Failed."""
    taken = _read_in_rounds(given, folder, console)
    found = {name: folder / f"{name}.jsonl" for name in taken}
    if PLAIN_OURS in found and found[PLAIN_OURS].read_bytes() != found[OURS].read_bytes():
        raise Failed("the compiled engine found other statements than the plain one")
    columns = [Column(name, run_scorer(given.scorer, given.corpus, found[name]), taken[name]) for name in taken]
    quoted = score_quoted(given.scorer, given.corpus, found[OURS])
    if given.train is not None:
        columns.insert(1, Column("ours, train", _score(given, given.train, folder)))
    print_figures(console, columns)
    if given.german is not None:
        print_german(console, _score(given, given.german, folder, "--language", "de"))
    print_sureness(console, bins_of(columns[0].scores), quoted)
    print_speed(console, columns)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--train", type=Path, help="the split that the weights were learned from, scored beside")
    parser.add_argument("--german", type=Path, help="a German corpus of the same form")
    parser.add_argument("--others", type=Path, default=ROOT / ".venv-bench", help="the environment with textacy")
    parser.add_argument("--rounds", type=int, default=3, help="how often each system reads the corpus, in turns")
    parser.add_argument("--articles", type=int, default=2_000, help="articles to read for the memory; 0: none")
    parser.add_argument("--no-lengths", dest="lengths", action="store_false", help="leave out the long texts")
    given = parser.parse_args()
    for name in ("corpus", "scorer", "others"):  # readers run in the project's folder
        setattr(given, name, getattr(given, name).absolute())
    for name in ("train", "german"):
        path = getattr(given, name)
        setattr(given, name, path.absolute() if path is not None and path.is_file() else None)
    return given


def _read_in_rounds(given: argparse.Namespace, folder: Path, console: Console) -> dict[str, dict[str, Taken]]:
    """System → state of its caches → what it took. The systems take turns, so that all meet the same machine."""
    best: dict[str, dict[str, Taken]] = {}
    for number in range(given.rounds):
        for name in READERS:
            if (number and name not in best) or (name == PLAIN_OURS and not is_fresh()):
                continue
            console.print(f"Round {number + 1}: {name} reads {given.corpus.name} …", style="dim")
            try:
                for caches, taken in _read(given, name, folder / f"{name}.jsonl"):
                    known = best.setdefault(name, {}).get(caches)
                    best[name][caches] = taken.best(known) if known is not None else taken
            except (Failed, OSError) as error:
                if READERS[name] == "ours":
                    raise
                console.print(f"{name} is left out, it does not run: {error}")
    return best


def _read(given: argparse.Namespace, name: str, found: Path) -> Iterator[tuple[str, Taken]]:
    """What one reader takes for the corpus, cold and again; ours also after reading other articles."""
    reader, plain = READERS[name], name == PLAIN_OURS
    python = given.others / "bin" / "python" if reader == "helped_textacy" else None
    if python is not None and not python.exists():
        raise Failed(f"there is no {given.others.name} with what requirements-bench.txt names")
    taken = run_reader(reader, given.corpus, found, python=python, plain=plain)
    yield COLD, replace(taken, passes=taken.passes[:1])
    yield AGAIN, replace(taken, passes=taken.passes[1:])
    if reader == "ours" and given.train is not None:
        options = ("--warm", str(given.train), "--passes", "1")
        yield WARM, run_reader(reader, given.corpus, found.with_suffix(".warm"), *options, plain=plain)


def _score(given: argparse.Namespace, corpus: Path, folder: Path, *options: str) -> dict[str, Any]:
    """Our figures on another corpus. Raises Failed."""
    found = folder / "more.jsonl"
    run_reader("ours", corpus, found, "--passes", "1", *options)
    return run_scorer(given.scorer, corpus, found)


def _endurance(what: str, size: int) -> dict[str, Any]:
    report: dict[str, Any] = run_json([sys.executable, "-m", "benchmarks.extraction.endurance", what, str(size)])
    return report


if __name__ == "__main__":
    main()
