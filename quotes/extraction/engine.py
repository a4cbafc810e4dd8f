"""The stages of extraction in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quotes.extraction.analysis import Analysis, analyse
from quotes.extraction.attribution import Draft, draft_statements, possible_drafts
from quotes.extraction.bylines import find_authors
from quotes.extraction.clock import Clock
from quotes.extraction.decisions import Model
from quotes.extraction.detection import detect
from quotes.extraction.document import Article, ExtractedStatement
from quotes.extraction.language import load
from quotes.extraction.nesting import find_nested, find_quoted_within
from quotes.extraction.people import People
from quotes.extraction.quoting import join_quotations, wholly_quoted
from quotes.extraction.reported import find_reported
from quotes.extraction.resolution import Resolver
from quotes.extraction.sources import quoted_source
from quotes.extraction.statements import Builder
from quotes.extraction.turns import find_turns, outside_turns

VERSION = "1.0"


class Engine(Protocol):
    """What a site may put in this engine's place: another parser behind the same nouns."""

    def version(self, language: str) -> str:
        """What decided: changes whenever the same text may give other statements."""

    def extract(self, article: Article) -> list[ExtractedStatement]:
        """The statements of one article. Raises ExtractionError and nothing else."""


@dataclass(frozen=True, slots=True)
class DefaultEngine:
    """This engine, with the time that it gives an article: seconds, or None for as long as it takes."""

    seconds: float | None = None

    def version(self, language: str) -> str:
        return engine_version(language)

    def extract(self, article: Article) -> list[ExtractedStatement]:
        return extract(article, seconds=self.seconds)


def extract(article: Article, *, seconds: float | None = None) -> list[ExtractedStatement]:
    """The statements of one article, in the order of their first characters.

    Pure and deterministic. Raises UnsupportedLanguage where the article's language has no
    folder and TookTooLong after so many seconds; nothing else, whatever the text.
    """
    language = load(article.language or detect(article.text))
    analysis = analyse(article.text, language, Clock(seconds))
    if not analysis.tokens.starts:
        return []
    possible = possible_drafts(analysis, language.model)
    outer = outer_drafts(analysis, language.model, possible)
    nested = find_nested(analysis, language.model, possible, outer)
    nested += find_quoted_within(analysis, language.model.quoted_within, outer)
    parent_of = {id(inner): parent for inner, parent in nested}
    drafts = sorted([*outer, *(inner for inner, _ in nested)], key=lambda draft: draft.first)
    place = {id(draft): number for number, draft in enumerate(drafts)}
    resolver = Resolver(analysis, People(analysis), language.model, article.authors or find_authors(analysis))
    builder = Builder(analysis, article)
    statements: list[ExtractedStatement] = []
    for draft in drafts:
        analysis.clock.check()
        parent = parent_of.get(id(draft))
        number = place[id(parent)] if parent is not None else None
        statements.append(builder.build(draft, resolver.resolve(draft), number))
    return statements


def outer_drafts(analysis: Analysis, model: Model, possible: list[Draft]) -> list[Draft]:
    """The drafts that stand in no other: by cue, by quotation, by turn."""
    turns = find_turns(analysis)
    likely = outside_turns(analysis, draft_statements(analysis, model, possible), turns)
    joined = join_quotations(analysis, model, likely, possible)
    for draft in joined:
        quoted = quoted_source(analysis, draft.cue) if draft.cue is not None else None
        if quoted is not None and draft.source.side == "before" and wholly_quoted(analysis, draft.content):
            draft.source = quoted
    return sorted([*joined, *find_reported(analysis, joined)], key=lambda draft: draft.first)


def engine_version(code: str) -> str:
    """Version of the code and digest of the language data: what decided."""
    return f"{VERSION}+{code}.{load(code).digest}"
