"""Where and when something was said, as far as the words around the cue tell.

A letter dated March 3, a statement on Tuesday: a weekday is the last one not after the day of
publication, a date without a year the last such day not after it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Set

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft

LEADS_TO_MEDIUM = frozenset({"PLACE", "ON", "BY", "WHEN"})
NEAR_CUE = 14
"""Tokens on either side of the cue in which a medium or a day belongs to it."""


def medium_of(analysis: Analysis, draft: Draft) -> str:
    """The medium in which it was said: letter, statement, interview …; nothing when untold."""
    language, tokens = analysis.language, analysis.tokens
    if draft.cue is not None and draft.cue.stem in language.documents:
        return language.documents[draft.cue.stem] or draft.cue.stem
    if draft.source.first >= 0:
        head = tokens.lower[draft.source.head]
        if head in language.documents:
            return language.documents[head] or head
    for index in _around(analysis, draft, language.documents.keys()):
        head = tokens.lower[index]
        number = analysis.phrase_of[index]
        if number < 0 or analysis.phrases[number].head != index:
            continue
        before = analysis.phrases[number].first - 1
        if before >= 0 and analysis.classes[before] in LEADS_TO_MEDIUM:
            return language.documents[head] or head
    return ""


def day_of(analysis: Analysis, draft: Draft, published_on: dt.date | None) -> dt.date | None:
    """The day on which it was said; None when the text does not tell, or no publication day is known."""
    if published_on is None:
        return None
    language, tokens = analysis.language, analysis.tokens
    for index in _around(analysis, draft, language.days):
        word = tokens.lower[index]
        if word in language.weekdays and tokens.words[index][0].isupper():
            return published_on - dt.timedelta(days=(published_on.weekday() - language.weekdays[word]) % 7)
        if word in language.days_ago:
            return published_on - dt.timedelta(days=language.days_ago[word])
        if word in language.months and tokens.words[index][0].isupper():
            found = _date(analysis, index, language.months[word], published_on)
            if found is not None:
                return found
    return None


def _around(analysis: Analysis, draft: Draft, wanted: Set[str]) -> list[int]:
    """Tokens near the cue that hold a wanted word, in its sentence and outside the content, the nearest first."""
    if draft.cue is None:
        return []
    head = draft.cue.head
    first, last = analysis.sentences[analysis.sentence_of[head]]
    lower = analysis.tokens.lower
    near = range(max(first, head - NEAR_CUE), min(last, head + NEAR_CUE))
    if wanted.isdisjoint(lower[near.start : near.stop]):
        return []
    found = [i for i in near if lower[i] in wanted and analysis.inside[i] < 0 and not draft.holds(i)]
    return sorted(found, key=lambda i: abs(i - head))


def _date(analysis: Analysis, index: int, month: int, published_on: dt.date) -> dt.date | None:
    """The day that a month's name and the numbers beside it give: March 3, 3 March 2025."""
    day = year = 0
    words = analysis.tokens.words
    if index + 1 < len(words) and words[index + 1] == "." and index and not words[index - 1].isdecimal():
        index += 1  # Sept. 30
    before = index - 2 if index > 1 and words[index - 1] == "." else index - 1  # 3. März
    for at in (index + 1, before, index + 3, index + 2):
        if 0 <= at < len(words) and words[at].isdecimal():
            number = int(words[at])
            if not day and at in {index + 1, before} and 1 <= number <= 31:
                day = number
            elif not year and 1900 <= number <= 2200:
                year = number
    if not day:
        return None
    for candidate in (year,) if year else (published_on.year, published_on.year - 1):
        try:
            found = dt.date(candidate, month, day)
        except ValueError:
            continue
        if found <= published_on:
            return found
    return None
