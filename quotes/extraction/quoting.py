"""Drafts and quotations → every spoken quotation in one draft, the pieces of one together.

“A,” she said. “B.” is one statement of two spans; a quotation that goes on in the next
paragraph is one statement; a paragraph of nothing but a quotation goes on from the speaker
before it. What is quoted but said by nobody (a title, a scare quote) stays out.
"""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.sources import NO_SOURCE

SPOKEN_WORDS = 5
"""From this many words on a quotation is nearly always somebody's statement."""


def join_quotations(analysis: Analysis, drafts: list[Draft]) -> list[Draft]:
    """The drafts, each grown by the quotations that belong to it, and drafts for the orphans."""
    owner = _owners(analysis, drafts)
    result = list(drafts)
    for number, (first, last) in enumerate(analysis.sentences):
        if not wholly_quoted(analysis, first, last) or owner[first] is not None:
            continue
        draft = _neighbour(analysis, owner, number)
        if draft is not None:
            draft.content.append((first, last))
        elif _words(analysis, first, last) >= SPOKEN_WORDS:
            draft = Draft(None, NO_SOURCE, [(first, last)], {}, "alone", "quotation alone")
            result.append(draft)
        if draft is not None:
            owner[first:last] = [draft] * (last - first)
    for quotation in analysis.quotations:
        if quotation.depth or any(o is not None for o in owner[quotation.first : quotation.last]):
            continue
        if _words(analysis, quotation.first, quotation.last) >= SPOKEN_WORDS:
            draft = Draft(None, NO_SOURCE, [(quotation.first, quotation.last)], {}, "alone", "quotation in a sentence")
            result.append(draft)
    for draft in result:
        draft.content = _merged(draft.content)
    return sorted(result, key=lambda d: d.first)


def _owners(analysis: Analysis, drafts: list[Draft]) -> list[Draft | None]:
    owner: list[Draft | None] = [None] * len(analysis.tokens)
    for draft in drafts:
        for first, last in draft.content:
            owner[first:last] = [draft] * (last - first)
    return owner


def wholly_quoted(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a sentence has words within quotation marks only."""
    words = [i for i in range(first, last) if analysis.tokens.words[i][0].isalnum()]
    return bool(words) and all(analysis.inside[i] >= 0 for i in words)


def _words(analysis: Analysis, first: int, last: int) -> int:
    return sum(1 for i in range(first, last) if analysis.tokens.words[i][0].isalnum())


def _neighbour(analysis: Analysis, owner: list[Draft | None], number: int) -> Draft | None:
    """The draft that a wholly quoted sentence continues, or that it opens, in its paragraph."""
    first, last = analysis.sentences[number]
    paragraph = analysis.tokens.paragraph_of[first]
    quotation = analysis.quotations[analysis.inside[_first_word(analysis, first, last)]]
    if number and (analysis.tokens.paragraph_of[first - 1] == paragraph or quotation.continues):
        before = analysis.sentences[number - 1]
        for index in range(before[1] - 1, before[0] - 1, -1):
            draft = owner[index]
            if draft is not None and (analysis.inside[index] >= 0):
                return draft
    if number + 1 < len(analysis.sentences):
        after = analysis.sentences[number + 1]
        if analysis.tokens.paragraph_of[after[0]] == paragraph:
            for index in range(after[0], min(after[1], after[0] + 3)):
                draft = owner[index]
                if draft is not None and analysis.inside[index] >= 0:
                    return draft
    return None


def _first_word(analysis: Analysis, first: int, last: int) -> int:
    return next(i for i in range(first, last) if analysis.tokens.words[i][0].isalnum())


def _merged(content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch joined."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(content):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result
