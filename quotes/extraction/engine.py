"""The stages of extraction in order."""

from __future__ import annotations

from quotes.extraction.analysis import analyse
from quotes.extraction.attribution import draft_statements, possible_drafts
from quotes.extraction.document import Article, ExtractedStatement
from quotes.extraction.language import load
from quotes.extraction.people import People
from quotes.extraction.quoting import join_quotations
from quotes.extraction.resolution import Resolver
from quotes.extraction.statements import Builder

VERSION = "1.0"


def extract(article: Article) -> list[ExtractedStatement]:
    """The statements of one article, in the order of their first characters.

    Pure and deterministic. Raises UnsupportedLanguage where the article's language has no
    folder; nothing else, whatever the text.
    """
    language = load(article.language or "en")
    analysis = analyse(article.text, language)
    if not analysis.tokens.starts:
        return []
    possible = possible_drafts(analysis, language.model)
    drafts = join_quotations(analysis, draft_statements(analysis, language.model, possible), possible)
    resolver = Resolver(analysis, People(analysis), language.model, article.authors)
    builder = Builder(analysis, article)
    return [builder.build(draft, resolver.resolve(draft)) for draft in drafts]


def engine_version(code: str) -> str:
    """Version of the code and digest of the language data: what decided."""
    return f"{VERSION}+{code}.{load(code).digest}"
