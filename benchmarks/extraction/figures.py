"""The figures of the table: where the scorer has them, what others reach, what ours should."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SYSTEMS = ("GGT", "Citron", "BERT", "two people")
"""Systems that are not run here: their published outputs, by the same scorer on the corpus's test split.

GGT: the Gender Gap Tracker's spaCy rules. Citron: the BBC's, retrained on the train split. BERT: a
transformer fine-tuned on the train split. Two people: one annotator against another on 16 articles.
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. path leads through the scorer's JSON; published follows SYSTEMS; lower: less is better."""

    name: str
    path: tuple[str, ...]
    published: tuple[str, ...]
    least: float
    goal: float
    lower: bool = False

    def of(self, scores: dict[str, Any]) -> float | None:
        """The figure in the scorer's output, None where it has none."""
        value: Any = scores
        for step in self.path:
            value = value.get(step) if value is not None else None
        return None if value is None else float(value)

    def verdict(self, value: float | None) -> str:
        """Whether the goal or at least the floor is reached."""
        if value is None:
            return ""
        value, least, goal = ((-n if self.lower else n) for n in (value, self.least, self.goal))
        return "goal reached" if value >= goal else "reached" if value >= least else "MISSED"


FIGURES = (
    Figure("direct: end2end F1", ("direct", "end2end", "f1"), ("0.542", "0.639", "0.808", "0.98"), 0.85, 0.93),
    Figure("mixed: end2end F1", ("mixed", "end2end", "f1"), ("0.510", "0.558", "0.810", "0.90"), 0.74, 0.83),
    Figure("quoted: end2end F1", ("quoted", "end2end", "f1"), ("0.532", "0.608", "0.809", "0.95"), 0.81, 0.89),
    Figure("quoted: exact F1", ("quoted", "exact", "f1"), ("0.384", "0.453", "0.664", "0.88"), 0.68, 0.78),
    Figure(
        "quoted: source right, of those found",
        ("quoted", "source_of_found"),
        ("0.793", "0.922", "0.954", ""),
        0.94,
        0.97,
    ),
    Figure("speaker (silver), of those found", ("all", "speaker"), ("0.511", "0.797", "0.603", ""), 0.82, 0.88),
    Figure("saying: recall found", ("saying", "found", "r"), ("0.62", "0.51", "0.91", ""), 0.80, 0.90),
    Figure("saying: recall end2end", ("saying", "end2end", "r"), ("0.59", "0.46", "0.85", ""), 0.72, 0.85),
    Figure("indirect: end2end F1", ("indirect", "end2end", "f1"), ("0.355", "0.396", "0.644", "0.67"), 0.45, 0.58),
    Figure("all: end2end F1", ("all", "end2end", "f1"), ("0.435", "0.476", "0.700", "0.75"), 0.58, 0.68),
    Figure("ECE of confidence", ("ece",), ("none", "none", "none", ""), 0.05, 0.03, lower=True),
)
GERMAN = (
    Figure("German, direct: end2end F1", ("direct", "end2end", "f1"), (), 0.70, 0.85),
    Figure("German, quoted: end2end F1", ("quoted", "end2end", "f1"), (), 0.60, 0.75),
)
SPEED = Figure("articles a second, one core", ("speed",), ("12", "3", "", ""), 100, 200)
TIMES_TEXTACY = Figure("times as fast as textacy", ("times",), (), 5, 10)
MEMORY = Figure("peak of resident memory, MB", ("peak_mb",), (), 150, 150, lower=True)
SURE_PRECISION = Figure("quoted, confidence ≥ 0.9: precision", ("precision",), (), 0.97, 0.97)
SURE_COVERAGE = Figure("quoted, confidence ≥ 0.9: share of all", ("coverage",), (), 0.5, 0.5)
