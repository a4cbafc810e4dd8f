"""What the threshold is chosen by: how many questions reach a score, by the number of their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from benchmarks.lookup.judging import is_there
from benchmarks.lookup.questions import Asked
from quotes.lookup.answers import Answer
from quotes.matching.normalise import normalise

LENGTHS = ((1, 5), (6, 6), (7, 7), (8, 8), (9, 9), (10, 11), (12, 14), (15, 19), (20, 29), (30, 99))
STEPS = [0.60, 0.66, 0.70, 0.72, *(round(0.74 + 0.01 * n, 2) for n in range(20)), 0.95, 1.0]


def calibrate(done: Iterable[tuple[Asked, Answer, float]]) -> None:
    """For each length and score: absent questions that reach it though their words are not there, altered that do."""
    scores: dict[tuple[str, int], list[float]] = defaultdict(list)
    for question, answer, _ in done:
        length = len(normalise(question.quote).words)
        at = next(number for number, (_, most) in enumerate(LENGTHS) if length <= most)
        if question.kind.startswith("altered"):
            scores["altered", at].append(answer.score)
        elif question.verdict == "not_found" and not is_there(question, answer):
            scores["absent", at].append(answer.score)
    for kind in ("absent", "altered"):
        print(f"\n{kind}, number that reach each score\n\n| words | asked | {' | '.join(map(str, STEPS))} |")
        for at, (least, most) in enumerate(LENGTHS):
            mine = scores[kind, at]
            reached = " | ".join(str(sum(score >= step for score in mine)) for step in STEPS)
            print(f"| {least}–{most} | {len(mine)} | {reached} |")
