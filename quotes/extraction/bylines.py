"""Who wrote the article, where its own text says so: a line "By Ana Ruiz" near the top."""

from __future__ import annotations

import regex

from quotes.extraction.analysis import Analysis

NAME = r"(\p{Lu}[\p{L}.’'\-]*(?: \p{L}[\p{L}.’'\-]*){1,3}?)"
BYLINE = regex.compile(rf"(?:By|BY|Von) {NAME}(?:(?:, | and | und ){NAME}){{0,3}}(?:, [^,]{{1,60}})?\.?")
TOP = 4
"""Paragraphs in which a byline may stand."""


def find_authors(analysis: Analysis) -> tuple[str, ...]:
    """The names of a byline, or none."""
    tokens = analysis.tokens
    for first, last in tokens.paragraphs[:TOP]:
        match = BYLINE.fullmatch(tokens.slice(first, last))
        if match:
            return tuple(name for group in (1, 2) for name in match.captures(group))
    return ()
