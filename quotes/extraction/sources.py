"""A cue → the phrases that may be its source mention."""

from __future__ import annotations

from typing import NamedTuple

from quotes.extraction.analysis import Analysis
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import REFLEXIVE, SPEAKS, Cue
from quotes.extraction.phrases import Phrase, owner_of

LONGEST_CALLED = 4
"""Words of the longest name that stands in quotation marks, as media do in many languages."""
MOST_BEFORE = 7
MOST_BEHIND = 2
FAR_SPEAKERS = frozenset({"name", "role", "group", "pronoun"})
"""Kinds that may be one far before it; a thing only where it is the subject or begins the sentence."""
NEAR_BEFORE = 3
"""Phrases before a cue of which each may be its source."""


class SourceOption(NamedTuple):
    """Tokens first up to last that may be the source mention; head is the noun that counts.

    side is before, behind, or possessor ("her claim"); rank counts phrases from the cue.
    first is -1 for the option that the text names no source.
    """

    first: int
    last: int
    head: int
    side: str
    rank: int
    kind: str


NO_SOURCE = SourceOption(-1, -1, -1, "nobody", 0, "nobody")


def source_options(analysis: Analysis, cue: Cue) -> list[SourceOption]:
    """The phrases of the sentence that may be the source of a cue, and the option of none."""
    sentence = analysis.sentence(cue.head)
    first = sentence.first
    options = [NO_SOURCE]
    own = analysis.phrase_of[cue.head]
    if own >= 0:
        options += _possessors(analysis, analysis.phrases[own].first, cue.head)
    phrases = [p for p in sentence.phrases if _may_speak(analysis, p)]
    before = [p for p in phrases if p.last <= cue.first]
    for rank, phrase in enumerate(reversed(before[-MOST_BEFORE:])):
        if rank < NEAR_BEFORE or phrase.kind in FAR_SPEAKERS or phrase == cue.subject or phrase.first <= first + 1:
            options.append(_option(analysis, phrase, "before", rank, cue))
    if before:
        options += _possessors(analysis, before[-1].first, before[-1].head)
    quoted = cue.last - cue.head > 1  # Ruiz was quoted as saying by the Post: the Post quotes
    behind = [p for p in phrases if p.first >= cue.last and not (quoted and analysis.classes[p.first - 1] == "BY")]
    return options + [_option(analysis, p, "behind", rank, cue) for rank, p in enumerate(behind[:MOST_BEHIND])]


def _option(analysis: Analysis, phrase: Phrase, side: str, rank: int, cue: Cue) -> SourceOption:
    name = _called(analysis, phrase)
    if name is not None and cue.head != phrase.last:
        return SourceOption(phrase.first, name.last, name.head, side, rank, _kind(analysis, name))
    last, kind = _last(analysis, phrase), _kind(analysis, phrase)
    return SourceOption(phrase.first, last, phrase.head, side, rank, kind)


def _called(analysis: Analysis, phrase: Phrase) -> Phrase | None:
    """The name that is given behind a description: a florist named Ada Lund, a man identified as Peder Holm."""
    at = phrase.last
    if phrase.kind != "role" or at + 1 >= len(analysis.tokens):
        return None
    if analysis.tags[at] != "VBN" or analysis.tokens.lower[at] not in analysis.language.naming:
        return None
    at += 2 if analysis.classes[at + 1] == "AS" else 1
    number = analysis.phrase_of[at] if at < len(analysis.tokens) else -1
    name = analysis.phrases[number] if number >= 0 else None
    return name if name is not None and name.first == at and name.kind == "name" else None


def quoted_source(analysis: Analysis, cue: Cue) -> SourceOption | None:
    """Whom a cue quotes, where it is a verb whose object speaks: the paper quoted the minister: “…”"""
    if cue.stem not in analysis.language.quoting or cue.passive or cue.last >= len(analysis.tokens):
        return None
    number = analysis.phrase_of[cue.last]
    phrase = analysis.phrases[number] if number >= 0 else None
    if phrase is None or phrase.first != cue.last or phrase.kind not in SPEAKS or not _may_speak(analysis, phrase):
        return None
    return SourceOption(phrase.first, phrase.last, phrase.head, "behind", 0, _kind(analysis, phrase))


def _may_speak(analysis: Analysis, phrase: Phrase) -> bool:
    """No day speaks, and not what stands in brackets behind a name: a party, an age, a place."""
    tokens, language = analysis.tokens, analysis.language
    if analysis.inside[phrase.head] >= 0 and not _is_called(analysis, phrase):
        return False
    head = tokens.lower[phrase.head]
    named = phrase.last - phrase.first > 1 and tokens.lower[phrase.first] in language.given_names  # Greta Sommer
    if not named and (head in language.weekdays or head in language.days_ago or head in language.times_of_day):
        return False
    if analysis.classes[phrase.head] == REFLEXIVE:
        return False
    before = phrase.first - 1
    if before < 0 or tokens.words[before] != "(":
        return True
    # A sentence in brackets of its own: (She declined to comment.)
    return before == analysis.sentences[analysis.sentence_of[phrase.first]][0]


def _last(analysis: Analysis, phrase: Phrase) -> int:
    """One past a phrase, and past whoever it belongs to where it is a document or what somebody told."""
    if phrase.kind != "document":
        return phrase.last
    number = analysis.phrase_of[phrase.head]
    owner = owner_of(analysis.phrases, number, analysis.tokens, analysis.language)
    return owner.last if owner is not None else phrase.last


def _kind(analysis: Analysis, phrase: Phrase) -> str:
    return "quoted name" if analysis.inside[phrase.head] >= 0 else phrase_kind(analysis, phrase)


def _is_called(analysis: Analysis, phrase: Phrase) -> bool:
    """Whether a phrase is all that stands in its quotation, and a name: the “Evening Bell” reported."""
    first, last = analysis.quotations[analysis.inside[phrase.head]].inner
    words = analysis.tokens.words[first:last]
    whole = (phrase.first, phrase.last) == (first, last)
    capitals = words[0][0].isupper() and not words[-1][0].islower()
    return whole and len(words) <= LONGEST_CALLED and capitals


def _possessors(analysis: Analysis, first: int, head: int) -> list[SourceOption]:
    """Whose it is, within one phrase: her claim, the ministry’s reply."""
    if analysis.tags[first] == "PRP$":
        kind = "pronoun " + analysis.language.pronouns.get(analysis.tokens.lower[first], "other")
        return [SourceOption(first, first + 1, first, "possessor", 0, kind)]
    for index in range(first + 1, head):
        if analysis.tags[index] == "POS":
            kind = "name" if analysis.tags[index - 1] == "NNP" else "noun"
            return [SourceOption(first, index, index - 1, "possessor", 0, kind)]
    return []
