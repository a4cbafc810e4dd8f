"""Numbers → places in a small drawing. Each chart's table beside it says the same in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.review.evaluation import Tally

SIDE = 260
"""Width and height of the calibration chart's field, in units of the drawing."""
WIDTH, HEIGHT = 560, 120
"""The field of the bar chart."""


@dataclass(frozen=True, slots=True)
class Point:
    """One band of confidence: where it stands, how far its interval reaches, how large it is drawn."""

    band: str
    tally: Tally
    x: float
    y: float
    low: float
    high: float
    radius: float


def calibration_points(bands: Sequence[tuple[str, Tally]]) -> list[Point]:
    """A point for each band that holds anything: mean confidence to the right, precision upwards."""
    most = max((tally.decided for _, tally in bands), default=0)
    points = []
    for band, tally in bands:
        if not tally.decided:
            continue
        low, high = tally.interval
        points.append(
            Point(
                band=band,
                tally=tally,
                x=round(tally.confidence * SIDE, 1),
                y=round((1 - tally.precision) * SIDE, 1),
                low=round((1 - low) * SIDE, 1),
                high=round((1 - high) * SIDE, 1),
                radius=round(3 + 5 * math.sqrt(tally.decided / most), 1),
            )
        )
    return points


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label and number, and its rectangle."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float


def bars(numbers: Sequence[tuple[str, int]]) -> list[Bar]:
    """Bars side by side, the largest as high as the field."""
    most = max((number for _, number in numbers), default=0) or 1
    step = WIDTH / max(1, len(numbers))
    return [
        Bar(
            label=label,
            number=number,
            x=round(place * step + step * 0.1, 1),
            y=round(HEIGHT - HEIGHT * number / most, 1),
            width=round(step * 0.8, 1),
            height=round(HEIGHT * number / most, 1),
        )
        for place, (label, number) in enumerate(numbers)
    ]
