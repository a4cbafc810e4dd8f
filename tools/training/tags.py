"""`make tags CORPUS=PATH`: plain articles → lexicon/LANGUAGE/tags.json. Development only.

    python -m tools.training.tags CORPUS.jsonl [--language en]

The parts of speech that the small tagger learns are those that a teacher gives (`teachers`).
What is kept of the corpus is single words with their tags and weights of named features; words
that the corpus mostly writes as names are left out.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.extraction.language import LEXICON, Language
from quotes.extraction.quotation import find_quotations
from quotes.extraction.sentences import find_sentences, outermost, sentence_starts
from quotes.extraction.tagging import (
    NO_WORD,
    OPTIONS,
    Feature,
    Shapes,
    TagModel,
    features,
    guess,
    possible_tags,
    tag,
    with_verbs,
)
from quotes.extraction.text import Tokens, tokenise
from tools.training.teachers import TEACHERS
from tools.training.untrained import load_to_train

Learned = dict[str, dict[str, dict[str, float]]]
"""By table and key the weight of a feature for each tag."""
PASSES = 5
SMALLEST = 0.25
RARE = 0.04
"""A tag that a word bears less often than this is left to its namesake: fewer choices, more speed."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article's tokens, the teacher's tags, and which tokens begin a sentence."""

    tokens: Tokens
    tags: list[str]
    initials: set[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--language", default="en", choices=sorted(TEACHERS))
    arguments = parser.parse_args()
    path = LEXICON / arguments.language / "tags.json"
    language = load_to_train(arguments.language)
    shapes = language.tags.shapes
    articles = list(teach(arguments.corpus, language))
    held_out = articles[::10]
    rest = [article for number, article in enumerate(articles) if number % 10]
    forms = (*language.saying, *language.lemmas)
    words = dictionary(articles, shapes)
    trial_words, all_words = (with_verbs(w, forms, shapes) for w in (dictionary(rest, shapes), words))
    trial = TagModel(trial_words, learn(rest, trial_words, shapes), shapes)
    weights = learn(articles, all_words, shapes)
    data = {
        "words": {word: " ".join(tags) for word, tags in sorted(words.items())},
        "weights": {table: dict(sorted(rows.items())) for table, rows in sorted(weights.items())},
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{path.name}: {path.stat().st_size:,} bytes; agrees on {agreement(held_out, trial):.4f} unseen\n"
    )


def teach(corpus: Path, language: Language) -> Iterator[Tagged]:
    """The corpus with the teacher's tags, on the engine's own tokens."""
    teacher = TEACHERS[language.code]()
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            tokens = tokenise(json.loads(line)["text"])
            tags = [tag for first, last in tokens.paragraphs for tag in teacher(tokens, first, last)]
            quotations = find_quotations(tokens, language)
            inside = outermost(quotations, len(tokens))
            sentences = find_sentences(tokens, quotations, inside, language)
            yield Tagged(tokens, tags, sentence_starts(tokens, sentences, inside))


def dictionary(articles: list[Tagged], shapes: Shapes) -> dict[str, tuple[str, ...]]:
    """Words of at least three articles with the tags that they bear, the most frequent first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    holders: dict[str, set[int]] = defaultdict(set)
    capitals: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for number, article in enumerate(articles):
        tokens = article.tokens
        for index, (word, lower, tag_name) in enumerate(zip(tokens.words, tokens.lower, article.tags, strict=True)):
            if tag_name == "NNP":
                names[lower] += 1
            elif lower[0].isalpha() or lower[0] in "'’":
                counts[lower][tag_name] += 1
                holders[lower].add(number)
                capitals[lower] += word != lower and index not in article.initials
    words: dict[str, tuple[str, ...]] = {}
    for word, tally in counts.items():
        total = sum(tally.values())
        capital = shapes.names_alone_have_capitals and capitals[word] > 0.6 * total and total < 50
        mostly_name = names[word] > 2.3 * total or capital
        if len(holders[word]) < 3 or total < 4 or mostly_name:
            continue
        tags = [t for t, n in tally.most_common() if n >= RARE * total and n >= 2] or [tally.most_common(1)[0][0]]
        if total < 15 and len(tags) == 1:  # a rare word: its ending may know more tags than were seen
            likely = [t for t in guess(word, False, shapes) if t != "NNP"]
            if tags[0] in likely and len(likely) < 4:
                tags += [t for t in likely if t not in tags]
        words[word] = tuple(tags)
    return words


def learn(articles: list[Tagged], words: dict[str, tuple[str, ...]], shapes: Shapes) -> Learned:
    """Weights by the averaged perceptron (Collins, 2002), features of words outside the dictionary left out."""
    prepared = [
        (a, ["/".join(possible_tags(words, shapes, w, i in a.initials)) for i, w in enumerate(a.tokens.words)])
        for a in articles
    ]
    weights: dict[Feature, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    totals: dict[Feature, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    shuffler = random.Random(0)  # noqa: S311 - an order, not a secret
    step = 0
    for _ in range(PASSES):
        shuffler.shuffle(prepared)
        for article, allowed in prepared:
            step = _pass(article, allowed, weights, totals, step)
    averaged: Learned = {}
    for feature, row in weights.items():
        kept = {t: round(w - totals[feature][t] / step, 2) for t, w in row.items()}
        kept = {t: w for t, w in kept.items() if abs(w) >= SMALLEST}
        table, key = feature
        if kept and _may_be_kept(table, key, words):
            averaged.setdefault(table, {})[key] = kept
    return averaged


def _pass(
    article: Tagged,
    allowed: list[str],
    weights: dict[Feature, dict[str, float]],
    totals: dict[Feature, dict[str, float]],
    step: int,
) -> int:
    before = before2 = "START"
    for index, open_tags in enumerate(allowed):
        options = OPTIONS[open_tags]
        best = options[0]
        if len(options) > 1:
            step += 1
            found = features(article.tokens, index, allowed, before, before2)
            scores = {o: sum(weights[f][o] for f in found if f in weights and o in weights[f]) for o in options}
            best = max(options, key=scores.__getitem__)
            right = article.tags[index]
            if best != right and right in scores:
                for feature in found:
                    for option, change in ((right, 1.0), (best, -1.0)):
                        weights[feature][option] += change
                        totals[feature][option] += change * step
        before2, before = before, best
    return step


def _may_be_kept(table: str, key: str, words: dict[str, tuple[str, ...]]) -> bool:
    """Whether a feature names no word, or one of the dictionary's."""
    return not table.startswith("word") or key in words or (table == "word before" and key == NO_WORD)


def agreement(articles: list[Tagged], model: TagModel) -> float:
    """Share of tokens on which the small tagger says what the teacher says."""
    right = total = 0
    for article in articles:
        tags = tag(article.tokens, model, article.initials)
        right += sum(a == b for a, b in zip(tags, article.tags, strict=True))
        total += len(tags)
    return right / total


if __name__ == "__main__":
    main()
