"""Fits the engine's confidence on statements whose articles the weights had not seen."""

from __future__ import annotations

from dataclasses import dataclass
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
from quotes.extraction.statements import SURE, Builder, certainty
from tools.training.decisions import EMPTY
from tools.training.fit import yes_or_no
from tools.training.gold import GoldArticle, GoldStatement

PROMISED = 0.97
"""So many of the quoted statements that are called sure must be right."""
PRIOR = 2.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement of an article that the decisions' weights had not seen: its features, and whether it is right."""

    features: list[str]
    right: bool
    quoted: bool
    certainty: float
    """Of the speaker: what the engine multiplies the chance by; nothing where it names nobody."""


def fit_confidence(held_out: list[tuple[dict[str, Any], list[GoldArticle]]]) -> dict[str, Any]:
    """Weights for the chance that content and source mention are both right, and from which on a statement is sure.

    The second is read from chances that were fitted without the article too: of the rows that
    weights were fitted to they promise too much.
    """
    folds = [[row for article in articles for row in _judged(article, Model.of(data))] for data, articles in held_out]
    unseen: list[tuple[float, bool]] = []
    for number, fold in enumerate(folds):
        weights = _fitted([row for other, rows in enumerate(folds) if other != number for row in rows])
        for row in fold:
            found = chance(sum(weights.get(name, 0.0) for name in row.features))
            if row.quoted and found * row.certainty >= SURE:
                unseen.append((found, row.right))
    return {"confidence": _fitted([row for rows in folds for row in rows]), "sure_from": sure_from(unseen)}


def _fitted(rows: list[Judged]) -> dict[str, float]:
    return yes_or_no([row.features for row in rows], [row.right for row in rows], least=10, prior=PRIOR)


def _judged(article: GoldArticle, model: Model) -> list[Judged]:
    analysis = article.analysis
    builder = Builder(analysis, Article(article.raw["text"]))
    made = run(analysis, model)
    right = judge(article, [draft for draft, _ in made])
    rows = []
    for number, (draft, resolution) in enumerate(made):
        kind = builder.kind(draft)
        features = names(confidence_features(analysis, draft, resolution, kind))
        known = certainty(resolution) if resolution.person is not None else 0.0
        rows.append(Judged(features, number in right, kind is not QuoteKind.INDIRECT, known))
    return rows


def sure_from(judged: list[tuple[float, bool]]) -> float:
    """The lowest chance, in thousandths and no lower than SURE, from which on PROMISED of the statements are right."""
    for thousandths in range(round(1000 * SURE), 1000):
        kept = [right for found, right in judged if found >= thousandths / 1000]
        if kept and sum(kept) >= PROMISED * len(kept):
            return thousandths / 1000
    return 0.999


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
