"""The stages of extraction in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.extraction.analysis import Analysis, analyse
from quotes.extraction.attribution import Draft, draft_statements, possible_drafts
from quotes.extraction.bylines import find_authors
from quotes.extraction.document import Article, ExtractedStatement
from quotes.extraction.language import load
from quotes.extraction.nesting import find_nested
from quotes.extraction.people import People
from quotes.extraction.quoting import join_quotations
from quotes.extraction.resolution import Resolver
from quotes.extraction.statements import Builder
from quotes.extraction.turns import find_turns, outside_turns

VERSION = "1.0"


def extract(article: Article) -> list[ExtractedStatement]:
    """The statements of one article, in the order of their first characters.

    Pure and deterministic. Raises UnsupportedLanguage where the article's language has no
    folder; nothing else, whatever the text.
    """
    language = load(article.language)
    analysis = analyse(article.text, language)
    if not analysis.tokens.starts:
        return []
    possible = possible_drafts(analysis, language.model)
    outer = outer_drafts(analysis, language.model, possible)
    nested = find_nested(analysis, language.model, possible, outer)
    parent_of = {id(inner): parent for inner, parent in nested}
    drafts = sorted([*outer, *(inner for inner, _ in nested)], key=lambda draft: draft.first)
    place = {id(draft): number for number, draft in enumerate(drafts)}
    resolver = Resolver(analysis, People(analysis), language.model, article.authors or find_authors(analysis))
    builder = Builder(analysis, article)
    statements: list[ExtractedStatement] = []
    for draft in drafts:
        parent = parent_of.get(id(draft))
        number = place[id(parent)] if parent is not None else None
        statements.append(builder.build(draft, resolver.resolve(draft), number))
    return statements


def outer_drafts(analysis: Analysis, model: Mapping[str, Any], possible: list[Draft]) -> list[Draft]:
    """The drafts that stand in no other: by cue, by quotation, by turn."""
    turns = find_turns(analysis)
    likely = outside_turns(analysis, draft_statements(analysis, model, possible), turns)
    return join_quotations(analysis, model, likely, possible)


def engine_version(code: str) -> str:
    """Version of the code and digest of the language data: what decided."""
    return f"{VERSION}+{code}.{load(code).digest}"
