"""The editors' side: Django's own admin, one file a model."""

from quotes.admin import (
    calibrations,
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
