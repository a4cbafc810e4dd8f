"""What is measured: every list, thirty combinations of filters, searches; each time with other values."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count

from benchmarks.vocabulary import BODIES, COMMON, LAST, TITLES
from quotes.models import Outlet, Source, Speaker, Statement

Draw = Callable[[], dict[str, Any]]
SAMPLE = 300


@dataclass(frozen=True, slots=True)
class Case:
    """A list of the API with a name for the table; `draw` gives its parameters."""

    name: str
    draw: Draw = field(default=dict)
    resource: str = "statements"

    def query(self) -> str:
        return urlencode(self.draw(), doseq=True)


class Values:
    """Values that this database has, drawn at random."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        ranked = Speaker.objects.alias(said=Count("statements")).order_by("-said", "pk")
        seldom = Speaker.objects.alias(said=Count("statements")).filter(said__gt=0).order_by("said", "pk")
        self.busy, self.seldom = list(ranked[:20]), list(seldom[:SAMPLE])
        self.outlets = list(Outlet.objects.all())
        self.sources = list(Source.objects.having(Statement.objects.public()).light()[:SAMPLE])
        if not (self.busy and self.seldom and self.outlets and self.sources):
            raise SystemExit("There is nothing to measure on. Fill the database: manage.py make_statements N")

    def dates(self, name: str, days: int) -> dict[str, str]:
        first = dt.date(2016, 2, 1) + dt.timedelta(days=self.random.randrange(2900))
        return {f"{name}_after": str(first), f"{name}_before": str(first + dt.timedelta(days=days - 1))}

    def year(self) -> dict[str, str]:
        year = self.random.randrange(2016, 2025)
        return {"published_after": f"{year}-01-01", "published_before": f"{year}-12-31"}

    def outlet(self) -> str:
        return self.random.choice(self.outlets).domain

    def speaker(self, *, busy: bool) -> str:
        return str(self.random.choice(self.busy if busy else self.seldom).public_id)

    def common(self, number: int = 1, most: int = len(COMMON)) -> str:
        return " ".join(self.random.sample(COMMON[:most], number))

    def rare(self) -> str:
        """A long word, which is seldom a common one."""
        while True:
            word = max(self.phrase(3).split(), key=len)
            if len(word) > 7:
                return word.lower()

    def phrase(self, words: int) -> str:
        """Words that stand side by side in some statement."""
        while True:
            text = self.random.choice(self.random.choice(self.sources).statements.all()).text
            said = text.strip("“”,").split()
            if len(said) >= words:
                at = self.random.randrange(len(said) - words + 1)
                return " ".join(said[at : at + words])


def lists() -> list[Case]:
    """Every list, unfiltered."""
    return [
        Case("statements/"),
        Case("statements/ order=updated", lambda: {"order": "updated"}),
        Case("statements/ format=csv", lambda: {"format": "csv"}),
        Case("speakers/", resource="speakers"),
        Case("speakers/ order=updated", lambda: {"order": "updated"}, "speakers"),
        Case("sources/", resource="sources"),
        Case("outlets/", resource="outlets"),
        Case("changes (200)", resource="changes"),
    ]


def combinations(values: Values) -> list[Case]:
    """Thirty filters as researchers combine them."""
    v, choose = values, values.random.choice
    direct, sure = {"quote_kind": "direct"}, {"confidence_min": 0.9}
    table: dict[str, Draw] = {
        "quote_kind=direct": lambda: direct,
        "quote_kind=mixed,indirect": lambda: {"quote_kind": "mixed,indirect"},
        "confidence_min": lambda: {"confidence_min": choose([0.5, 0.9, 0.99, 0.999])},
        "confidence_max": lambda: {"confidence_max": choose([0.5, 0.1, 0.01, 0.001])},
        "review_status=corrected": lambda: {"review_status": "corrected"},
        "published in a year": v.year,
        "published on a day": lambda: v.dates("published", 1),
        "said in a month": lambda: v.dates("said", 30),
        "a speaker often quoted": lambda: {"speaker": v.speaker(busy=True)},
        "a speaker seldom quoted": lambda: {"speaker": v.speaker(busy=False)},
        "speaker_name": lambda: {"speaker_name": choose(v.busy + v.seldom).name},
        "exclude_speaker, exclude_quote_kind": lambda: {
            "exclude_speaker": v.speaker(busy=True), "exclude_quote_kind": "direct"
        },
        "outlet": lambda: {"outlet": v.outlet()},
        "domain, three": lambda: {"domain": ",".join(v.outlet() for _ in range(3))},
        "source": lambda: {"source": str(choose(v.sources).public_id)},
        "role": lambda: {"role": choose(TITLES)},
        "organisation": lambda: {"organisation": f"{choose(LAST)} {choose(BODIES)}"},
        "role, published in a year": lambda: {"role": choose(TITLES), **v.year()},
        "text, a common word": lambda: {"text": v.common()},
        "text, a rare word": lambda: {"text": v.rare()},
        "text, words that are nowhere": lambda: {"text": f"{v.rare()} {v.rare()} {v.rare()}"},
        "language, medium": lambda: {"language": "de", "medium": choose(["letter", "post"])},
        "length_min, has_speaker": lambda: {"length_min": choose([100, 150, 180]), "has_speaker": "false"},
        "direct, sure": lambda: {**direct, **sure},
        "outlet, year": lambda: {"outlet": v.outlet(), **v.year()},
        "outlet, day": lambda: {"outlet": v.outlet(), **v.dates("published", 1)},
        "outlet, year, sure, direct": lambda: {"outlet": v.outlet(), **v.year(), **sure, **direct},
        "speaker often quoted, year, sure": lambda: {"speaker": v.speaker(busy=True), **v.year(), **sure},
        "speaker often quoted, outlet": lambda: {"speaker": v.speaker(busy=True), "outlet": v.outlet()},
        "updated_since, order=updated": lambda: {
            "updated_since": f"2026-{choose(['02', '03', '04'])}-01T00:00:00Z", "order": "updated"
        },
    }  # fmt: skip
    return [Case(name, draw) for name, draw in table.items()]


def searches(values: Values) -> list[Case]:
    """What people type, from the words that stand everywhere to those that are nowhere."""
    v = values
    best = {"order": "relevance"}
    table: dict[str, Draw] = {
        "a common word": lambda: {"search": v.common()},
        "a rare word": lambda: {"search": v.rare()},
        "two common words": lambda: {"search": v.common(2)},
        "a common and a rare word": lambda: {"search": f"{v.common()} {v.rare()}"},
        "a phrase of stop words": lambda: {"search": f'"{v.common(2, 12)}"'},
        "a phrase of three words": lambda: {"search": f'"{v.phrase(3)}"'},
        "one OR another": lambda: {"search": f"{v.rare()} OR {v.rare()}"},
        "a common word without another": lambda: {"search": f"{v.common()} -{v.common()}"},
        "beg*": lambda: {"search": f"{v.rare()[:5]}*"},
        "a common word, year": lambda: {"search": v.common(), **v.year()},
        "a rare word, best first": lambda: {"search": v.rare(), **best},
        "a common word, best first": lambda: {"search": v.common(), **best},
        "a phrase of stop words, best first": lambda: {"search": f'"{v.common(2, 12)}"', **best},
        "two common words, year, best first": lambda: {"search": v.common(2), **v.year(), **best},
    }
    return [Case(name, draw) for name, draw in table.items()]
