"""Fits the engine's confidence on statements whose articles the weights had not seen."""

from __future__ import annotations

from typing import Any

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft, possible_drafts
from quotes.extraction.confidence import confidence_features
from quotes.extraction.decisions import Model, names
from quotes.extraction.document import Article
from quotes.extraction.engine import outer_drafts
from quotes.extraction.nesting import find_quoted_within
from quotes.extraction.people import People
from quotes.extraction.resolution import Resolution, Resolver
from quotes.extraction.statements import Builder
from tools.training.decisions import EMPTY
from tools.training.fit import yes_or_no
from tools.training.gold import GoldArticle, GoldStatement


def fit_confidence(held_out: list[tuple[dict[str, Any], list[GoldArticle]]]) -> dict[str, float]:
    """Weights for the chance that content and source mention of a statement are both right."""
    rows: list[list[str]] = []
    answers: list[bool] = []
    for data, articles in held_out:
        model = Model.of(data)
        for article in articles:
            analysis = article.analysis
            builder = Builder(analysis, Article(article.raw["text"]))
            made = run(analysis, model)
            right = judge(article, [draft for draft, _ in made])
            for number, (draft, resolution) in enumerate(made):
                rows.append(names(confidence_features(analysis, draft, resolution, builder.kind(draft))))
                answers.append(number in right)
    return yes_or_no(rows, answers, least=10, prior=1.0)


def run(analysis: Analysis, model: Model) -> list[tuple[Draft, Resolution]]:
    """The engine's stages with other weights than those of the language folder."""
    possible = possible_drafts(analysis, model)
    drafts = outer_drafts(analysis, model, possible)
    drafts += [draft for draft, _ in find_quoted_within(analysis, model.quoted_within, drafts)]
    resolver = Resolver(analysis, People(analysis), model, ())
    return [(draft, resolver.resolve(draft)) for draft in drafts]


def judge(article: GoldArticle, drafts: list[Draft]) -> dict[int, GoldStatement]:
    """Draft number → the annotated statement that it finds, where its source is right too."""
    found = matches(article, drafts)
    return {d: s for d, s in found.items() if _source_right(article.analysis, s, drafts[d])}


def matches(article: GoldArticle, drafts: list[Draft]) -> dict[int, GoldStatement]:
    """Draft number → the annotated statement that it finds: half of the words that either covers.

    One to one, best overlap first.
    """
    words = [_words(article.analysis, draft) for draft in drafts]
    pairs: list[tuple[float, int, int]] = []
    for g, statement in enumerate(article.statements):
        for d, mine in enumerate(words):
            both = len(mine & statement.content)
            if both and (share := both / len(mine | statement.content)) >= 0.5:
                pairs.append((-share, g, d))
    found: dict[int, GoldStatement] = {}
    taken: set[int] = set()
    for _, g, d in sorted(pairs):
        if g not in taken and d not in found:
            taken.add(g)
            found[d] = article.statements[g]
    return found


def _words(analysis: Analysis, draft: Draft) -> set[int]:
    covered = (index for first, last in draft.content for index in range(first, last))
    return {index for index in covered if analysis.tokens.words[index][0].isalnum()}


def _source_right(analysis: Analysis, statement: GoldStatement, draft: Draft) -> bool:
    if not statement.source:
        return draft.source.first < 0
    strong = {i for i in statement.source if analysis.tokens.lower[i] not in EMPTY} or statement.source
    return any(draft.source.first <= index < draft.source.last for index in strong)
