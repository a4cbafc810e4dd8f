"""Fits each decision of the engine on annotated articles. Development only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any

from quotes.extraction import antecedents
from quotes.extraction.analysis import Analysis
from quotes.extraction.content_features import (
    all_before_features,
    all_end_features,
    all_start_features,
    layout_features,
)
from quotes.extraction.contents import before_options, bounds, end_options, start_options
from quotes.extraction.cue_features import cue_features
from quotes.extraction.cues import CUE_TAGS, Cue, find_cues
from quotes.extraction.decisions import LAYOUTS, Group, names
from quotes.extraction.language import Language
from quotes.extraction.people import People, Person
from quotes.extraction.quotation import Quotation
from quotes.extraction.quoting import wholly_quoted
from quotes.extraction.source_features import all_source_features
from quotes.extraction.sources import SourceOption, source_options
from quotes.extraction.words import VERBS, stem_of
from tools.training.fit import one_of, yes_or_no
from tools.training.gold import GoldArticle, GoldStatement

THRESHOLDS = {"en": 0.39, "de": 0.3}
"""A cue from this chance on makes a statement; swept from 0.25 to 0.50 on each language's training articles."""
RARELY = 0.02
"""Words that are a cue in fewer places than this share of theirs are none."""
FEW = 10
"""So many places are needed to tell that a word is hardly ever a cue."""
POSSIBLE = 0.1
"""A cue from this chance on is kept for a quotation that has no other."""
LONG_QUOTATION = 8
"""Quotations of more words count as ones of so many when it is learned how short a statement may be."""
# How strongly each decision's weights are drawn to nothing: swept by doubling on four fifths of the
# training articles, judged on the rest. Differences around the best are small.
PRIORS = {"cue": 6.0, "source": 3.0, "layout": 1.0, "before": 0.5, "start": 2.0, "end": 4.0, "antecedent": 2.0}
EMPTY = frozenset(["the", "a", "an", "of", "and", "in", "for", "to", "on", "at", "by", "mr", "mrs", "ms", "dr", "who"])


def fit_decisions(articles: list[GoldArticle], language: Language) -> dict[str, Any]:
    """The weights of cue, source, content and antecedent decisions."""
    words = cue_words(articles, language)
    model: dict[str, Any] = {"cue_words": words, "threshold": THRESHOLDS[language.code], "possible": POSSIBLE}
    rows: list[list[str]] = []
    answers: list[bool] = []
    for article in articles:
        heads = {statement.head for statement in article.statements}
        for cue in find_cues(article.analysis, words):
            rows.append(names(cue_features(article.analysis, cue)))
            answers.append(cue.head in heads)
    model["cue"] = yes_or_no(rows, answers, prior=PRIORS["cue"])
    pairs = list(_pairs(articles, words))
    model["source"] = _fit_source(pairs)
    model |= _fit_content(pairs)
    model["antecedent"] = _fit_antecedent(articles)
    model["quoted_within"] = quoted_within(articles)
    model["joins_sentences"] = joins_sentences(articles)
    return model


def quoted_within(articles: list[GoldArticle]) -> int:
    """From how many words on the annotators mostly give a quotation within a report a statement of its own.

    0 where they never do: whether they do is a custom of theirs, not a fact of the language.
    """
    own: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for article in articles:
        contents = [statement.content for statement in article.statements]
        for quotation in article.analysis.quotations:
            words = _quoted_words(article.analysis, quotation)
            if quotation.depth == 0 and words and any(words < content for content in contents):
                length = min(len(words), LONG_QUOTATION)
                total[length] += 1
                own[length] += words in contents
    lengths = takewhile(lambda n: 2 * own[n] >= total[n] > 0, range(LONG_QUOTATION, 0, -1))
    return min(lengths, default=0)


def cue_words(articles: list[GoldArticle], language: Language) -> dict[str, list[str]]:
    """Words that were a cue's head at least twice, and not once in twenty only; and the lists'.

    With each the parts of speech under which it may be one: those of verbs, others where seen,
    none under which it hardly ever was.
    """
    heads: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    kept = language.kept(stem_of)
    for article in articles:
        analysis = article.analysis
        stems = [kept[word_and_tag] for word_and_tag in zip(analysis.tokens.lower, analysis.tags, strict=True)]
        total.update((stems[i], t) for i, t in enumerate(analysis.tags) if analysis.inside[i] < 0)
        heads.update((stems[s.head], analysis.tags[s.head]) for s in article.statements if s.head >= 0)
    by_stem: dict[str, list[int]] = {}
    for (stem, tag), count in total.items():
        row = by_stem.setdefault(stem, [0, 0, 0])
        for place, number in enumerate((heads[stem, tag], count, count * (tag == "NNP"))):
            row[place] += number
    learned = {
        stem
        for stem, (cues, all_, named) in by_stem.items()
        if cues >= 2 and cues > RARELY * all_ and named < 0.5 * all_ and stem.isalpha()
    }
    found: dict[str, list[str]] = {}
    for stem in sorted({*language.acts} | learned):
        seen = {tag for tag in CUE_TAGS if heads[stem, tag]} | VERBS
        kept = VERBS if stem in language.acts else set()  # annotators leave what is reported inside a report
        found[stem] = sorted(
            t for t in seen if t in kept or total[stem, t] < FEW or heads[stem, t] > RARELY * total[stem, t]
        )
    return found


def joins_sentences(articles: list[GoldArticle]) -> bool:
    """Whether the annotators mostly make one statement of a quotation and the quoted sentence behind it."""
    joined = 0
    for article in articles:
        analysis = article.analysis
        contents = [statement.content for statement in article.statements]
        outer = [quotation for quotation in analysis.quotations if quotation.depth == 0]
        for one, other in pairwise(outer):
            first, last = (analysis.sentence_of[quotation.first] for quotation in (one, other))
            paragraphs = {analysis.tokens.paragraph_of[quotation.first] for quotation in (one, other)}
            sentence = analysis.sentences[last]
            if last != first + 1 or len(paragraphs) > 1 or not wholly_quoted(analysis, [sentence]):
                continue
            before, behind = (_quoted_words(analysis, quotation) for quotation in (one, other))
            holding = [content for content in contents if before <= content]
            if any(behind <= content for content in holding):
                joined += 1
            elif holding and any(behind <= content for content in contents):
                joined -= 1
    return joined >= 0


def _quoted_words(analysis: Analysis, quotation: Quotation) -> set[int]:
    return {i for i in range(*quotation.inner) if analysis.tokens.words[i][0].isalnum()}


def _pairs(articles: list[GoldArticle], words: dict[str, list[str]]) -> Iterator[tuple[Analysis, Cue, GoldStatement]]:
    for article in articles:
        by_head: dict[int, GoldStatement] = {}
        for statement in article.statements:
            by_head.setdefault(statement.head, statement)
        for cue in find_cues(article.analysis, words):
            if cue.head in by_head:
                yield article.analysis, cue, by_head[cue.head]


def right_source(analysis: Analysis, options: list[SourceOption], statement: GoldStatement) -> int | None:
    """The option that the annotators marked, None where none of them is it."""
    if not statement.source:
        return 0
    strong = {i for i in statement.source if analysis.tokens.lower[i] not in EMPTY} or statement.source
    rated: list[tuple[int, int, int]] = []
    for number, option in enumerate(options[1:], start=1):
        if option.head in strong:
            # Ana Ruiz, the mayor of Lund: the first phrase is the one that the others describe.
            rated.append((option.first, int(option.side == "possessor"), number))
        elif any(option.first <= index < option.last for index in strong):
            rated.append((10**9, 0, number))
    return min(rated)[2] if rated else None


def _fit_source(pairs: list[tuple[Analysis, Cue, GoldStatement]]) -> dict[str, float]:
    groups: list[list[list[str]]] = []
    answers: list[int] = []
    for analysis, cue, statement in pairs:
        options = source_options(analysis, cue)
        right = right_source(analysis, options, statement)
        if right is not None:
            groups.append([names(found) for found in all_source_features(analysis, cue, options)])
            answers.append(right)
    return one_of(groups, answers, prior=PRIORS["source"])


class _Choices:
    """Groups of options and the right one of each, as they are gathered."""

    def __init__(self) -> None:
        self.groups: list[list[list[str]]] = []
        self.answers: list[int] = []

    def add(self, options: list[list[Group]], answer: int) -> None:
        self.add_named([names(option) for option in options], answer)

    def add_named(self, options: list[list[str]], answer: int) -> None:
        self.groups.append(options)
        self.answers.append(answer)

    def fit(self, prior: float) -> dict[str, float]:
        return one_of(self.groups, self.answers, prior=prior)


def _fit_content(pairs: list[tuple[Analysis, Cue, GoldStatement]]) -> dict[str, dict[str, float]]:
    choices = {name: _Choices() for name in ("layout", "before", "start", "end")}
    for analysis, cue, statement in pairs:
        first, last = analysis.sentences[analysis.sentence_of[cue.head]]
        content = {index for index in statement.content if first <= index < last}
        options = source_options(analysis, cue)
        source = options[right_source(analysis, options, statement) or 0]
        low, high = bounds(analysis, cue, source)
        before = {index for index in content if index < low}
        after = {index for index in content if index >= high}
        if not before and not after:
            continue
        layout = "around" if before and after else "before" if before else "after"
        found = names(layout_features(analysis, cue, source, low, high))
        choices["layout"].add_named(
            [[f"{name}|{feature}" for feature in found] for name in LAYOUTS], LAYOUTS.index(layout)
        )
        if after:
            _gather_after(analysis, cue, high, last, layout, after, choices)
        if before:
            _gather_before(analysis, cue, first, low, layout, before, choices["before"])
    return {name: choice.fit(PRIORS[name]) for name, choice in choices.items()}


def _gather_after(
    analysis: Analysis,
    cue: Cue,
    high: int,
    last: int,
    layout: str,
    content: set[int],
    choices: dict[str, _Choices],
) -> None:
    starts = start_options(analysis, high, last)
    start = min(content)
    for number, option in enumerate(starts):
        if _first_word(analysis, option, last) == start:
            choices["start"].add(all_start_features(analysis, cue, high, starts, layout), number)
            start = option
            break
    ends = end_options(analysis, start, last)
    for number, option in enumerate(ends):
        if _last_word(analysis, start, option) == max(content):
            choices["end"].add(all_end_features(analysis, cue, start, ends, last, layout), number)
            break


def _gather_before(
    analysis: Analysis, cue: Cue, first: int, low: int, layout: str, content: set[int], choices: _Choices
) -> None:
    options = before_options(analysis, first, low)
    rated: list[tuple[float, int]] = []
    for number, (start, end) in enumerate(options):
        words = {i for i in range(start, end) if analysis.tokens.words[i][0].isalnum()}
        rated.append((len(words & content) / max(1, len(words | content)), number))
    if rated and max(rated)[0] >= 0.5:
        choices.add(all_before_features(analysis, cue, first, low, options, layout), max(rated)[1])


def _first_word(analysis: Analysis, first: int, last: int) -> int:
    return next((i for i in range(first, last) if analysis.tokens.words[i][0].isalnum()), -1)


def _last_word(analysis: Analysis, first: int, last: int) -> int:
    return next((i for i in range(last - 1, first - 1, -1) if analysis.tokens.words[i][0].isalnum()), -1)


def last_name(name: str) -> str:
    """The last name of a person's name in small letters, generational suffixes left out."""
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", name))]
    words = [w for w in words if w not in {"jr", "sr", "ii", "iii"}]
    return words[-1] if words else ""


def _fit_antecedent(articles: list[GoldArticle]) -> dict[str, float]:
    choices = _Choices()
    for article in articles:
        analysis = article.analysis
        people = People(analysis)
        previous: Person | None = None
        for statement in sorted(article.statements, key=lambda s: min(s.content)):
            if not statement.source or not statement.gold_speaker:
                continue
            name = last_name(statement.gold_speaker)
            index = min(statement.source)
            pronoun = analysis.language.pronouns.get(analysis.tokens.lower[index], "")
            if len(statement.source) == 1 and pronoun[:1] == "3" and pronoun[1] in "mf":
                options = antecedents.options(analysis, people, index, pronoun[1], previous)
                content = [(min(statement.content), max(statement.content) + 1)]
                right = [number for number, person in enumerate(options) if last_name(person.name) == name]
                if right:
                    group = [
                        antecedents.features(analysis, people, index, pronoun[1], content, previous, person, rank)
                        for rank, person in enumerate(options)
                    ]
                    choices.add(group, right[0])
            named = [person for person in people.all if last_name(person.name) == name]
            if named:
                previous = max(named, key=lambda person: len(person.mentions))
    return choices.fit(PRIORS["antecedent"])
