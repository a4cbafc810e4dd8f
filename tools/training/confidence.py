"""Fits the engine's confidence on statements whose articles the weights had not seen."""

from __future__ import annotations

from typing import Any

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft, possible_drafts
from quotes.extraction.confidence import confidence_features
from quotes.extraction.decisions import Model, chance, names
from quotes.extraction.document import Article, QuoteKind
from quotes.extraction.engine import outer_drafts
from quotes.extraction.nesting import find_quoted_within
from quotes.extraction.people import People
from quotes.extraction.resolution import Resolution, Resolver
from quotes.extraction.statements import SURE, Builder
from tools.training.decisions import EMPTY
from tools.training.fit import yes_or_no
from tools.training.gold import GoldArticle, GoldStatement

PROMISED = 0.978
"""So many of the quoted statements that are called sure must be right: 97 in 100, and one standard error of 450."""


def fit_confidence(held_out: list[tuple[dict[str, Any], list[GoldArticle]]]) -> dict[str, Any]:
    """Weights for the chance that content and source mention are both right, and from which on a statement is sure."""
    rows: list[list[str]] = []
    answers: list[bool] = []
    quoted: list[bool] = []
    for data, articles in held_out:
        model = Model.of(data)
        for article in articles:
            analysis = article.analysis
            builder = Builder(analysis, Article(article.raw["text"]))
            made = run(analysis, model)
            right = judge(article, [draft for draft, _ in made])
            for number, (draft, resolution) in enumerate(made):
                kind = builder.kind(draft)
                rows.append(names(confidence_features(analysis, draft, resolution, kind)))
                answers.append(number in right)
                quoted.append(kind is not QuoteKind.INDIRECT)
    weights = yes_or_no(rows, answers, least=10, prior=1.0)
    chances = [chance(sum(weights.get(name, 0.0) for name in row)) for row in rows]
    sure = sure_from([(c, a) for c, a, q in zip(chances, answers, quoted, strict=True) if q])
    return {"confidence": weights, "sure_from": sure}


def sure_from(judged: list[tuple[float, bool]]) -> float:
    """The lowest chance, in hundredths and no lower than SURE, from which on PROMISED of the statements are right."""
    for hundredths in range(round(100 * SURE), 100):
        kept = [right for found, right in judged if found >= hundredths / 100]
        if kept and sum(kept) >= PROMISED * len(kept):
            return hundredths / 100
    return 0.99


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
