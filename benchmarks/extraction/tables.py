"""The figures on a terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.extraction.figures import (
    FIGURES,
    GERMAN,
    MEMORY,
    SPEED,
    SURE_COVERAGE,
    SURE_PRECISION,
    SYSTEMS,
    TIMES_TEXTACY,
    Figure,
)
from benchmarks.extraction.running import Taken
from benchmarks.extraction.sureness import Bin

COLD = "cold"
WARM = "warmed by other articles"
AGAIN = "the same articles again"


@dataclass(frozen=True, slots=True)
class Column:
    """One system that was run: its figures by the scorer, and what it took for each state of its caches."""

    name: str
    scores: dict[str, Any]
    taken: dict[str, Taken] = field(default_factory=dict)


def table_of(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)


def print_figures(console: Console, columns: list[Column]) -> None:
    """Every figure for each system that was run, for those that are published, and what ours should reach."""
    table = table_of("How good (published: the corpus's test split, all others as named)")
    table.add_column("figure", no_wrap=True)
    for column in columns:
        table.add_column(column.name, justify="right", style="bold" if column.name == "ours" else "")
    for name in SYSTEMS:
        table.add_column(f"{name}*", justify="right", style="dim")
    for name in ("at least", "goal"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("ours", no_wrap=True)
    for figure in FIGURES:
        values = [figure.of(column.scores) for column in columns]
        table.add_row(
            figure.name,
            *("none" if value is None else f"{value:.3f}" for value in values),
            *figure.published,
            f"{figure.least:.2f}",
            f"{figure.goal:.2f}",
            figure.verdict(values[0]),
        )
    console.print(table)
    console.print("* published outputs, not run here\n", style="dim")


def print_speed(console: Console, columns: list[Column]) -> None:
    """Time and memory of each system that was run, side by side, and what ours should reach."""
    table = table_of("How fast: articles a second, one process, one core, loading excluded, best of the rounds")
    for name in ("system", "caches", "by processor time", "by wall clock", "peak resident MB"):
        table.add_column(name, justify="left" if name in {"system", "caches"} else "right")
    for column in columns:
        for number, (caches, taken) in enumerate(column.taken.items()):
            cpu, wall = (f"{taken.speed(clock):,.1f}" for clock in ("cpu", "wall"))
            table.add_row("" if number else column.name, caches, cpu, wall, f"{taken.peak_mb:.0f}")
    console.print(table)
    ours, theirs = columns[0].taken, next((column.taken for column in columns if column.name == "textacy"), None)
    print_verdict(console, SPEED, _usual(ours).speed("cpu"), ".0f")
    if theirs is not None:
        print_verdict(console, TIMES_TEXTACY, _usual(ours).speed("cpu") / theirs[AGAIN].speed("cpu"), ".1f")
        for column in columns:
            if WARM in column.taken:
                cold = column.taken[COLD].speed("cpu") / theirs[COLD].speed("cpu")
                warm = _usual(column.taken).speed("cpu") / theirs[AGAIN].speed("cpu")
                console.print(f"  {column.name}: {warm:.1f}, from cold {cold:.1f}", highlight=False)
    print_verdict(console, MEMORY, max(taken.peak_mb for taken in ours.values()), ".0f")
    console.print()


def _usual(ours: dict[str, Taken]) -> Taken:
    """What a site sees: caches that other articles have warmed; never the same articles again."""
    return ours.get(WARM, ours[COLD])


def print_verdict(console: Console, figure: Figure, value: float, form: str) -> None:
    relation = "at most" if figure.lower else "at least"
    console.print(
        f"{figure.name}: [bold]{value:{form}}[/bold] ({relation} {figure.least:g}, goal {figure.goal:g}:"
        f" {figure.verdict(value)})",
        highlight=False,
    )


def print_sureness(console: Console, everything: list[Bin], quoted: list[Bin]) -> None:
    """What the confidence is worth, bin by bin, and how precise the surest tenth of quoted statements is."""
    table = table_of("How sure: statements by confidence, and the share of them that is right (end2end)")
    table.add_column("confidence")
    for name in ("all", "mean", "right", "quoted", "mean", "right"):
        table.add_column(name, justify="right")
    for number, rows in enumerate(zip(everything, quoted, strict=True)):
        cells = [cell for row in rows for cell in (str(row.count), f"{row.mean:.3f}", f"{row.right:.3f}")]
        table.add_row(f"{number / 10:.1f} to {(number + 1) / 10:.1f}", *cells)
    console.print(table)
    sure = quoted[-1]
    print_verdict(console, SURE_PRECISION, sure.right, ".3f")
    print_verdict(console, SURE_COVERAGE, sure.count / max(1, sum(row.count for row in quoted)), ".3f")
    console.print()


def print_german(console: Console, scores: dict[str, Any]) -> None:
    """The figures of the second language."""
    for figure in GERMAN:
        value = figure.of(scores)
        if value is not None:
            print_verdict(console, figure, value, ".3f")
    console.print()


def print_lengths(console: Console, reports: list[dict[str, Any]]) -> None:
    """Seconds for texts of growing length, and for each million characters: the same where time is linear."""
    table = table_of("How the time grows with the text")
    for name in ("characters", "statements", "processor s", "wall s", "s a million", "peak resident MB"):
        table.add_column(name, justify="right")
    for report in reports:
        each = report["cpu"] / report["characters"] * 1e6
        table.add_row(
            f"{report['characters']:,}",
            f"{report['statements']:,}",
            f"{report['cpu']:.2f}",
            f"{report['wall']:.2f}",
            f"{each:.2f}",
            f"{report['peak_mb']:.0f}",
        )
    console.print(table)


def print_articles(console: Console, report: dict[str, Any]) -> None:
    """Resident memory after each tenth of many articles: flat where nothing is kept."""
    table = table_of(f"Memory over {report['articles']:,} articles")
    for count, _ in report["resident_mb"]:
        table.add_column(f"{count:,}", justify="right")
    table.add_row(*(f"{resident:.0f}" for _, resident in report["resident_mb"]))
    console.print(table)
    words = report["words"] / report["articles"]
    speed = report["articles"] / report["cpu"]
    console.print(
        f"Resident MB; peak {report['peak_mb']:.0f}. Made of the sample articles: {words:.0f} words each, "
        f"{speed:.0f} a second, the making included.",
        highlight=False,
    )
