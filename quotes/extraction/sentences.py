"""Tokens and quotations → sentences, a quotation counting as one piece of the sentence it is in.

“We waited. Nobody came,” she said. is one sentence here: what the paper says, around what
somebody said.
"""

from __future__ import annotations

import regex

from quotes.extraction.language import Language
from quotes.extraction.quotation import MARKS, Quotation
from quotes.extraction.text import Tokens

OPENING = regex.compile(
    r"""
      \p{Lu}[\p{Lu}.’'\-]+(?:[ ,]+\p{Lu}[\p{Lu}.’'\-]+){0,3}       # LUND  NEW MORBY  PREY VENG
      (?:,[ ]\p{L}[\p{L}.]{1,20}){0,2}(?:[ ]\d{1,2})?(?:,[ ]\d{4})?  # , Vell.  , March 3, 2026
      (?:[ ]?\([^()\n]{1,40}\))?[ ]?(?:[–—―]|-{1,2})[ ]             # (Wire) —
    | \p{Lu}\p{L}+(?:[ ]\p{Lu}\p{L}+){0,2},[ ]\d{1,2}[ ]\p{Lu}\p{L}+\.[ ]   # Morby, 12 May.
    | \d{1,2}[:.]\d{2}(?:[ ]?[ap]\.?m\.?)?(?:[ ]?[–—-])?[ ]          # 10:40
    """,
    regex.VERBOSE,
)
LONGEST = 300
"""Tokens after which a sentence is cut wherever it is: no prose is longer, only what is no prose."""
ORDINAL = "0"
"""Stands in a list of abbreviations for every number of up to two digits: it is an ordinal."""
MOST_MARKS = 20
"""Marks behind the end of a sentence that are looked over for its next word: a run of them may be endless."""
TERMINALS = frozenset({".", "!", "?", "…", "..."})
CLOSERS = frozenset(")]}")


def outermost(quotations: list[Quotation], length: int) -> list[int]:
    """For each token the number of the outermost quotation that it is in, marks included, or -1."""
    inside = [-1] * length
    for number, quotation in enumerate(quotations):
        if quotation.depth == 0:
            inside[quotation.first : quotation.last] = [number] * (quotation.last - quotation.first)
    return inside


def find_sentences(
    tokens: Tokens, quotations: list[Quotation], inside: list[int], language: Language
) -> list[tuple[int, int]]:
    """(first token, one past the last) of each sentence, in order, none across paragraphs."""
    found: list[tuple[int, int]] = []
    for first, last in tokens.paragraphs:
        start = index = first
        opening = _opening(tokens, first, last)
        if opening > first:
            found.append((first, opening))
            start = index = opening
        while index < last:
            if tokens.words[index] not in TERMINALS:
                index += 1
                if index - start >= LONGEST and inside[index - 1] < 0 and index < last:
                    found.append((start, index))
                    start = index
                continue
            end = _after_closers(tokens, index + 1, last)
            if end < last and _ends_sentence(tokens, quotations, inside, language, index, end, start):
                found.append((start, end))
                start = end
            index = end
        if start < last:
            found.append((start, last))
    return found


def _opening(tokens: Tokens, first: int, last: int) -> int:
    """One past the dateline or time of day that opens a paragraph; first where there is none.

    LUND, March 3 (Wire) — The council …; 10:40 Ferries are …
    """
    match = OPENING.match(tokens.text, tokens.starts[first], tokens.ends[last - 1])
    if match is None:
        return first
    index = first
    while index < last and tokens.starts[index] < match.end():
        index += 1
    while index < last and not tokens.words[index][0].isalnum() and tokens.words[index] not in MARKS:
        index += 1  # signs behind a time of day: 11:05 🌊 Our reporter …
    return index if index < last else first


def sentence_starts(tokens: Tokens, sentences: list[tuple[int, int]], inside: list[int]) -> set[int]:
    """Tokens that begin a sentence, those within quotations too: where a capital tells nothing."""
    starts: set[int] = set()
    for first, last in sentences:
        opening = _skip_marks(tokens, first, last)
        if opening < last:
            starts.add(opening)
        following = last  # the next word behind; from the end on, since a run of marks may be endless
        for index in range(last - 1, first - 1, -1):
            word = tokens.words[index]
            ends = word in TERMINALS or word in MARKS or word == ":"
            if ends and following < last and (word != "." or inside[index] >= 0):
                starts.add(following)
            if word not in MARKS and word[0].isalnum():
                following = index
    return starts


def _skip_marks(tokens: Tokens, index: int, last: int) -> int:
    while index < last and (tokens.words[index] in MARKS or not tokens.words[index][0].isalnum()):
        index += 1
    return index


def _after_closers(tokens: Tokens, index: int, last: int) -> int:
    """One past the closing marks and brackets that cling to what ends before index."""
    while (
        index < last
        and (tokens.words[index] in MARKS or tokens.words[index] in CLOSERS or tokens.words[index] in TERMINALS)
        and tokens.starts[index] == tokens.ends[index - 1]
    ):
        index += 1
    return index


def _ends_sentence(
    tokens: Tokens,
    quotations: list[Quotation],
    inside: list[int],
    language: Language,
    terminal: int,
    end: int,
    start: int,
) -> bool:
    if inside[terminal] >= 0 and end < quotations[inside[terminal]].last:
        return False  # in the middle of a quotation
    word = tokens.words[terminal]
    if tokens.starts[end] == tokens.ends[end - 1] and not (end - terminal > 1):
        return False  # 3.5, vale.example
    following = _skip_marks(tokens, end, min(len(tokens), end + MOST_MARKS))
    if following < len(tokens) and tokens.words[following][0].islower():
        return False
    if word == "." and end == terminal + 1 and terminal > start:
        previous = tokens.lower[terminal - 1]
        if tokens.ends[terminal - 1] == tokens.starts[terminal]:
            if previous in language.abbreviations and previous not in language.ending_abbreviations:
                # Peoria, Ill., but the cook was ill.
                return previous in language.capital_abbreviations and tokens.words[terminal - 1].islower()
            if ORDINAL in language.abbreviations and previous.isdecimal() and len(previous) <= 2:
                return False  # am 3. März
            if len(previous) == 1 and tokens.words[terminal - 1].isupper():
                return False  # an initial: Ana J. Ruiz
    # “Why now?” Okafor asked. The question ends, the sentence goes on.
    if word != "." and inside[terminal] >= 0:
        return not _attribution_follows(tokens, language, end)
    return True


def _attribution_follows(tokens: Tokens, language: Language, end: int) -> bool:
    """Whether the next few words are a name or pronoun and a verb of saying."""
    for index in range(end, min(end + 6, len(tokens))):
        word = tokens.words[index]
        if tokens.paragraph_of[index] != tokens.paragraph_of[end]:
            return False
        if tokens.lower[index] in language.saying:
            return index > end or word[0].islower()
        if word[0].islower() and tokens.lower[index] not in language.pronouns and index > end + 1:
            return False
        if not (word[0].isalnum() or word == "."):
            return False
    return False
