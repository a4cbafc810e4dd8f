"""Tokens → cues: the words that tell that somebody said, thought or wanted something.

A cue is a verb ("said"), a noun ("the claim that") or a phrase ("according to"). Which words
can be one is learned vocabulary; whether this one is one is decided by its company: its
subject, its auxiliaries, what follows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.analysis import Analysis
from quotes.extraction.language import Language
from quotes.extraction.phrases import Phrase

AUXILIARIES = frozenset({"be", "have", "do"})
GROUP_TAGS = frozenset({"RB", "MD", "TO"})
VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
MARK_CLASS = {",": "COMMA", ":": "COLON", ";": "SEMICOLON", ".": "END", "!": "END", "?": "END"}
DASHES = frozenset({"-", "--", "–", "—", "―", "---"})
BRACKETS = frozenset("()[]{}")


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


def stem_of(word: str, tag: str, language: Language) -> str:
    """The base form of a verb or noun: from the lists, else by the regular endings."""
    base = language.saying.get(word) or language.lemmas.get(word)
    if base is not None:
        return base
    if tag in {"VBZ", "NNS"} and word.endswith("s") and len(word) > 3:
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith(("sses", "shes", "ches", "xes", "zes")):
            return word[:-2]
        return word[:-1]
    if tag in {"VBD", "VBN"} and word.endswith("ed") and len(word) > 4:
        return _restored(word[:-2], language)
    if tag == "VBG" and word.endswith("ing") and len(word) > 5:
        return _restored(word[:-3], language)
    return word


def _restored(cut: str, language: Language) -> str:
    """The base form behind a stem whose ending was cut: hop(p)ed, hop(e)d, carr(i)ed.

    The dictionary of parts of speech says which of the possible ones is a verb.
    """
    possible = [cut, cut + "e"]
    if cut.endswith("i"):
        possible.append(cut[:-1] + "y")
    if cut[-1] == cut[-2]:
        possible.append(cut[:-1])
    for base in possible:
        tags = language.tags.words.get(base, ())
        if "VB" in tags or "VBP" in tags:
            return base
    return possible[-1] if len(possible) > 2 else cut


def word_class(analysis: Analysis, index: int, last: int) -> str:
    """The class of a token that a feature may name: a function word's, a mark's, or its tag."""
    if index >= last or index < 0:
        return "EDGE"
    tokens = analysis.tokens
    word = tokens.words[index]
    if analysis.inside[index] >= 0 and analysis.quotations[analysis.inside[index]].first == index:
        return "QUOTATION"
    known = analysis.language.function_words.get(tokens.lower[index])
    if known is not None:
        return known
    if word in MARK_CLASS:
        return MARK_CLASS[word]
    if word in DASHES:
        return "DASH"
    if word in BRACKETS:
        return "BRACKET"
    tag = analysis.tags[index]
    if tag == "PRP":
        return "PRP-" + analysis.language.pronouns.get(tokens.lower[index], "")[:1]
    if tag in VERBS and stem_of(tokens.lower[index], tag, analysis.language) in AUXILIARIES:
        return "AUX"
    return tag


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
        if before >= first and analysis.tags[before] in {"IN", "TO"} and phrase.kind != "relative":
            index = before - 1
            continue
        return phrase
    return None
