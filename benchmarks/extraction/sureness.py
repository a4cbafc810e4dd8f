"""What the confidence of quoted statements is worth: the scorer's calibration, of them alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction.running import run_scorer


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements of one tenth of the scale: how many, their mean confidence, the share that is right."""

    count: int
    mean: float
    right: float


def bins_of(scores: dict[str, Any]) -> list[Bin]:
    """The scorer's ten bins, the least sure first; right is what it calls end2end."""
    return [Bin(*row) for row in scores["bins"]]


def score_quoted(scorer: Path, corpus: Path, found: Path) -> list[Bin]:
    """The ten bins of the statements that the engine calls direct or mixed. Raises Failed."""
    part = found.with_suffix(".quoted.jsonl")
    with found.open(encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        for article in map(json.loads, lines):
            article["statements"] = [s for s in article["statements"] if s["kind"] != "indirect"]
            out.write(json.dumps(article) + "\n")
    return bins_of(run_scorer(scorer, corpus, part))
