"""How well the engine's statements fit the gold ones: by words, as an annotator would judge.

found: one to one, best overlap first, from half of the words that either covers.
attributed: found, and the source mentions share a word that is no article or title.
named: found, gold names a speaker, and it is the one that the engine names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from quotes.extraction import ExtractedStatement
from tests.quality.gold import GoldArticle, GoldStatement

WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*")
WEAK = frozenset(["the", "a", "an", "of", "and", "in", "for", "to", "on", "at", "by", "mr", "mrs", "ms", "dr", "who"])


@dataclass(slots=True)
class Score:
    """Counts by kind of quotation; kinds of gold, and of the engine where nothing was found."""

    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    attributed: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)

    def f1(self, what: str, kinds: Iterable[str]) -> float:
        """The harmonic mean of precision and recall of "found" or "attributed" over some kinds."""
        right = sum(getattr(self, what)[kind] for kind in kinds)
        total = sum(self.gold[kind] + self.predicted[kind] for kind in kinds)
        return 2 * right / total if total else 0.0

    def naming(self) -> float:
        """Share of the found statements with a known speaker that are given to that speaker."""
        return self.named.total() / self.known.total() if self.known.total() else 0.0


def score(pairs: Iterable[tuple[GoldArticle, list[ExtractedStatement]]]) -> Score:
    """The score over articles."""
    total = Score()
    for article, statements in pairs:
        _score_article(total, article, statements)
    return total


def _score_article(total: Score, article: GoldArticle, statements: list[ExtractedStatement]) -> None:
    spans = [match.span() for match in WORD.finditer(article.article.text)]
    gold = [_covered(spans, statement.content) for statement in article.statements]
    made = [_covered(spans, [(s.start, s.end) for s in statement.content]) for statement in statements]
    matched = match(gold, made)
    kind_of = {m: article.statements[g].kind for g, m in matched.items()}
    for number, statement in enumerate(statements):
        total.predicted[kind_of.get(number, statement.kind.value)] += 1
    for number, wanted in enumerate(article.statements):
        total.gold[wanted.kind] += 1
        if number not in matched:
            continue
        statement = statements[matched[number]]
        total.found[wanted.kind] += 1
        total.attributed[wanted.kind] += _same_source(article.article.text, wanted, statement)
        if wanted.speaker is not None:
            total.known[wanted.kind] += 1
            total.named[wanted.kind] += statement.speaker is not None and statement.speaker.name == wanted.speaker


def _covered(words: list[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> set[int]:
    return {n for n, (a, b) in enumerate(words) for start, end in spans if a < end and start < b}


def match(gold: list[set[int]], made: list[set[int]]) -> dict[int, int]:
    """Gold number → the engine's number, one to one, best overlap first."""
    pairs = [
        (-len(g & m) / len(g | m), i, j)
        for i, g in enumerate(gold)
        for j, m in enumerate(made)
        if g & m and 2 * len(g & m) >= len(g | m)
    ]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(pairs):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    return chosen


def _same_source(text: str, wanted: GoldStatement, statement: ExtractedStatement) -> bool:
    if wanted.source is None or statement.mention is None:
        return wanted.source is None and statement.mention is None
    words = list(WORD.finditer(text, *wanted.source))
    strong = [m for m in words if m.group().lower() not in WEAK] or words
    return any(m.start() < statement.mention.end and statement.mention.start < m.end() for m in strong)
