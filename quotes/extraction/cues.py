"""Tokens → cues: the words that tell that somebody said, thought or wanted something.

A cue is a verb ("said"), a noun ("the claim that") or a phrase ("according to"). Which words
can be one is learned vocabulary; whether this one is one is decided by its company: its
subject, its auxiliaries, what follows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.analysis import Analysis, is_preposition
from quotes.extraction.phrases import Phrase
from quotes.extraction.words import AUXILIARIES, VERBS, stem_of


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its verb group. Token indexes; last is one past the last token of the group.

    stem is the base form of the head; auxiliary says what stands before it: none, have,
    passive, progressive, modal, would, to, or do. negated: "did not say".
    """

    head: int
    first: int
    last: int
    stem: str
    auxiliary: str
    negated: bool
    passive: bool
    subject: Phrase | None


def find_cues(analysis: Analysis, vocabulary: frozenset[str] | dict[str, float]) -> list[Cue]:
    """Every word outside quotations that could be a cue."""
    found: list[Cue] = []
    tokens, tags, inside, language = analysis.tokens, analysis.tags, analysis.inside, analysis.language
    for first, last in analysis.sentences:
        for index in range(first, last):
            tag = tags[index]
            if inside[index] >= 0 or (tag not in VERBS and tag not in CUE_TAGS):
                continue
            stem = stem_of(tokens.lower[index], tag, language)
            if stem not in vocabulary or stem in AUXILIARIES:
                continue
            found.append(_cue(analysis, index, first, last, stem))
    return found


CUE_TAGS = frozenset({"NN", "NNS", "JJ", "RB", "IN", "NNP"})


def _cue(analysis: Analysis, head: int, first: int, last: int, stem: str) -> Cue:
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    begin = head
    auxiliary, negated, be, have = "none", False, False, False
    if tags[head] in VERBS:
        while begin > first:
            before = begin - 1
            word, tag = tokens.lower[before], tags[before]
            base = language.lemmas.get(word, word) if tag in VERBS else ""
            if word in language.negations or word.endswith(("n't", "n’t")):
                negated = True
            if tag == "MD":
                auxiliary = (
                    "would"
                    if word in {"would", "could", "might", "may", "should", "wouldn't", "wouldn’t"}
                    else "modal"
                )
            elif base == "be" or (word in {"'s", "'re", "'m", "’s", "’re", "’m"} and tag in VERBS):
                be = True
            elif base == "have" or word in {"'ve", "’ve"}:
                have = True
            elif base == "do":
                auxiliary = "do"
            elif tag == "TO":
                auxiliary = "to" if auxiliary == "none" else auxiliary
            elif tag != "RB" and word not in language.negations:
                break
            begin = before
        while (
            begin < head
            and tags[begin] == "RB"
            and tokens.lower[begin] not in language.negations
            and begin > first
            and tags[begin - 1] not in {"NNP", "PRP", "NN", "NNS", "WP", "CC"}
        ):
            begin += 1
    passive = be and tags[head] in {"VBN", "VBD"}
    if auxiliary == "none":
        auxiliary = (
            "passive"
            if passive
            else "progressive"
            if be and tags[head] == "VBG"
            else "be"
            if be
            else "have"
            if have
            else "none"
        )
    return Cue(head, begin, head + 1, stem, auxiliary, negated, passive, _subject(analysis, begin, first))


def _subject(analysis: Analysis, begin: int, first: int) -> Phrase | None:
    """The phrase before the verb group that is not the object of a preposition before it."""
    index = begin - 1
    steps = 0
    while index >= first and steps < 40:
        steps += 1
        number = analysis.phrase_of[index]
        if number < 0:
            if analysis.tags[index] in VERBS and analysis.tags[index] not in {"VBN", "VBG"}:
                return None
            index -= 1
            continue
        phrase = analysis.phrases[number]
        before = phrase.first - 1
        if before >= first and phrase.kind != "relative" and is_preposition(analysis, before):
            index = before - 1
            continue
        return phrase
    return None
