"""The editors' side: Django's own admin, one file a model."""

from quotes.admin import (
    calibrations,
    kept,
    misattributions,
    outlets,
    quotations,
    reviews,
    runs,
    second_opinions,
    sources,
    speakers,
    statements,
    tokens,
)

__all__ = [
    "calibrations",
    "kept",
    "misattributions",
    "outlets",
    "quotations",
    "reviews",
    "runs",
    "second_opinions",
    "sources",
    "speakers",
    "statements",
    "tokens",
]
