"""The stages of extraction in order."""

from __future__ import annotations

from quotes.extraction.document import Article, ExtractedStatement

VERSION = "0.1"


def extract(article: Article) -> list[ExtractedStatement]:
    """The statements of one article, in the order of their first characters."""
    return []
