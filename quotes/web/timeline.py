"""When words were printed, as a small chart: its geometry, in units of the drawing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.lookup.answers import OccurrenceShown

WIDTH, HEIGHT, FLOOR, LEFT, RIGHT = 640, 72, 70, 0, 640
MOST_COLUMNS = 32
TALLEST = 56


@dataclass(frozen=True, slots=True)
class Column:
    """Occurrences of some days: independent ones below, copies above. y and heights grow downwards."""

    x: int
    width: int
    own_y: int
    own_height: int
    copies_y: int
    copies_height: int
    told: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chart, its ends, and what it shows in words."""

    columns: tuple[Column, ...]
    first: dt.date
    last: dt.date
    told: str
    undated: int
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    left: int = LEFT
    right: int = RIGHT


def timeline(occurrences: Sequence[OccurrenceShown]) -> Timeline | None:
    """The chart of occurrences that have a date; None where none has."""
    dated = [(o.source.published_at.date(), o.is_copy) for o in occurrences if o.source.published_at is not None]
    if not dated:
        return None
    first, last = min(day for day, _ in dated), max(day for day, _ in dated)
    days = (last - first).days + 1
    number = min(MOST_COLUMNS, days)
    counts = Counter(((day - first).days * number // days, is_copy) for day, is_copy in dated)
    most = max(counts[n, False] + counts[n, True] for n in range(number))
    unit = min(TALLEST // most, 14) or TALLEST / most
    step = (RIGHT - LEFT) // number
    width = max(4, min(16, step - 2))
    columns = []
    for n in range(number):
        own, copies = counts[n, False], counts[n, True]
        if own + copies:
            x = LEFT + n * step + (step - width) // 2
            begin = first + dt.timedelta(days=-(-n * days // number))
            tall, extra = round(own * unit), round(copies * unit)
            words = f"from {begin}: {_reports(own, copies)}"
            columns.append(Column(x, width, FLOOR - tall, tall, FLOOR - tall - extra, extra, words))
    copied = sum(is_copy for _, is_copy in dated)
    words = _reports(len(dated) - copied, copied)
    words += f", on {first}" if first == last else f", from {first} to {last}"
    return Timeline(tuple(columns), first, last, words, len(occurrences) - len(dated))


def _reports(own: int, copies: int) -> str:
    words = _number(own, "independent report")
    return words + (f", {_number(copies, 'copy', 'copies')}" if copies else "")


def _number(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
