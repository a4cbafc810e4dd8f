"""Readers and the scorer, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes.extraction.compiled import PLAIN

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = "benchmarks.extraction.readers"
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Failed(Exception):
    """A process ended with an error: its last words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reader took for a corpus: seconds of each pass, and its largest resident set."""

    articles: int
    words: int
    passes: tuple[dict[str, float], ...]
    peak_mb: float

    def speed(self, clock: str, number: int = 0) -> float:
        """Articles a second in that pass, by "cpu" or "wall"."""
        return self.articles / self.passes[number][clock]

    def best(self, other: Taken) -> Taken:
        """The quicker of two runs, pass by pass: what else the machine had to do only ever slows."""
        passes = tuple(
            {clock: min(mine[clock], theirs[clock]) for clock in mine}
            for mine, theirs in zip(self.passes, other.passes, strict=True)
        )
        return replace(self, passes=passes, peak_mb=max(self.peak_mb, other.peak_mb))


def run_json(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Any:
    """What a process prints, from JSON. Raises Failed."""
    env = os.environ | ONE_CORE | (environment or {})
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed((done.stderr.strip().splitlines() or ["no message"])[-1])
    return json.loads(done.stdout)


def run_reader(
    name: str, corpus: Path, found: Path, *options: str, python: Path | None = None, plain: bool = False
) -> Taken:
    """Let a reader read a corpus and write what it finds; plain: our engine as plain Python. Raises Failed."""
    command = [str(python or sys.executable), "-m", f"{READERS}.{name}", str(corpus), str(found), *options]
    report = run_json(command, {PLAIN: "1"} if plain else None)
    return Taken(report["articles"], report["words"], tuple(report["passes"]), report["peak_mb"])


def run_scorer(scorer: Path, corpus: Path, found: Path) -> dict[str, Any]:
    """The scorer's figures. Raises Failed."""
    figures: dict[str, Any] = run_json([sys.executable, str(scorer), str(corpus), str(found), "--json"])
    return figures
