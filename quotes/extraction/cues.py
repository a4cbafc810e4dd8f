"""Tokens → cues: the words that tell that somebody said, thought or wanted something.

A cue is a verb ("said"), a noun ("the claim that") or a phrase ("according to"). Which words
can be one is learned vocabulary; whether this one is one is decided by its company: its
subject, its auxiliaries, what follows it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import NamedTuple

from quotes.extraction.analysis import Analysis, is_preposition
from quotes.extraction.phrases import Phrase
from quotes.extraction.words import AUXILIARIES, VERBS, stem_of

CUE_TAGS = VERBS | {"NN", "NNS", "JJ", "RB", "IN", "NNP"}
BEFORE_ADVERB = frozenset({"NNP", "PRP", "NN", "NNS", "WP", "CC"})
COORDINATES = frozenset({"AND", "BUT", "OR"})
FINITE = frozenset({"VB", "VBP", "VBZ", "VBD"})
SPEAKS = frozenset({"name", "role", "pronoun", "body", "group"})
"""Kinds of phrases that can speak."""
REFLEXIVE = "SELF"
"""The class of pronouns that never are a subject: sich."""
FARTHEST_PARTICLE = 20
FARTHEST_SUBJECT = 40
"""Tokens that are looked through for a subject."""


class Cue(NamedTuple):
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


def find_cues(analysis: Analysis, vocabulary: Mapping[str, Container[str]]) -> list[Cue]:
    """Every word outside quotations that could be a cue: vocabulary gives stems their tags."""
    found: list[Cue] = []
    lower, tags, inside, language = analysis.tokens.lower, analysis.tags, analysis.inside, analysis.language
    stems, auxiliaries = language.kept(stem_of), language.auxiliaries
    for first, last in analysis.sentences:
        for index in range(first, last):
            tag = tags[index]
            if tag not in CUE_TAGS or inside[index] >= 0:
                continue
            stem = stems[lower[index], tag]
            if tag in FINITE and "RP" in tags[index + 1 : index + FARTHEST_PARTICLE]:
                stem = _separated(analysis, index, last, stem)
            if (
                stem in vocabulary
                and tag in vocabulary[stem]
                and auxiliaries.get(lower[index]) not in AUXILIARIES
                and not _names(analysis, index, last)
            ):
                found.append(_cue(analysis, index, first, last, stem))
    return _joined(analysis, found)


def _joined(analysis: Analysis, cues: list[Cue]) -> list[Cue]:
    """The cues, “was quoted” and its “as saying” made one: who is quoted speaks."""
    by_head = {cue.head: cue for cue in cues}
    for cue in cues:
        said = _as_saying(analysis, cue) if cue.stem in analysis.language.quoting else None
        if said is not None:
            by_head[said.head] = said
            by_head.pop(said.last - 1, None)
    return list(by_head.values())


def _as_saying(analysis: Analysis, cue: Cue) -> Cue | None:
    """The cue of “Ruiz was quoted as saying”, whose subject speaks."""
    saying, last = cue.last + 1, analysis.sentences[analysis.sentence_of[cue.head]][1]
    if not cue.passive or saying >= last or analysis.classes[cue.last] != "AS" or analysis.tags[saying] != "VBG":
        return None
    stem = analysis.language.saying.get(analysis.tokens.lower[saying])
    if stem is None:
        return None
    return cue._replace(last=saying + 1, stem=stem, auxiliary="none", passive=False)


def _names(analysis: Analysis, index: int, last: int) -> bool:
    """Whether a participle gives a thing its name, which nobody says: a tower nicknamed “the pepper mill”."""
    if analysis.tags[index] != "VBN" or analysis.tokens.lower[index] not in analysis.language.naming:
        return False
    number = analysis.inside[index + 1] if index + 1 < last else -1
    if number < 0 or analysis.language.auxiliaries.get(analysis.tokens.lower[index - 1]) in AUXILIARIES:
        return False
    end = analysis.quotations[number].last
    return "BY" not in {analysis.class_at(at, last) for at in (end, end + 1)}


def _separated(analysis: Analysis, verb: int, last: int, stem: str) -> str:
    """The base form of a verb whose particle stands at the end of its clause: teilte … mit, mitteilen."""
    language, lower = analysis.language, analysis.tokens.lower
    for index in range(verb + 1, min(last, verb + FARTHEST_PARTICLE)):
        if analysis.tags[index] == "RP" and lower[index] + stem in language.acts:
            return lower[index] + stem
        if analysis.inside[index] < 0 and analysis.tags[index] in FINITE:
            break
    return stem


def _cue(analysis: Analysis, head: int, first: int, last: int, stem: str) -> Cue:
    """The cue with the auxiliaries, adverbs and negations before it."""
    tag = analysis.tags[head]
    if tag not in VERBS:
        return Cue(head, head, head + 1, stem, "none", False, False, subject_of(analysis, head, first))
    begin, seen = _verb_group(analysis, head, first)
    passive = "be" in seen and tag in {"VBN", "VBD"}
    negated = "not" in seen or (
        # Where the negation stands behind the verb: Sie sagte nicht, dass …
        head + 2 < len(analysis.tokens)
        and analysis.tokens.lower[head + 1] in analysis.language.negations
        and (analysis.tags[head + 1], analysis.classes[head + 2]) == ("RB", "COMMA")
    )
    subject = _participle_subject(analysis, begin, first) if tag == "VBG" and not seen else None
    subject = subject or subject_of(analysis, begin, first)
    return Cue(head, begin, head + 1, stem, _auxiliary(seen, tag), negated, passive, subject)


def _verb_group(analysis: Analysis, head: int, first: int) -> tuple[int, list[str]]:
    """Where the verb group of a verb begins, and what stands in it, the nearest to the verb first."""
    tokens, tags, language = analysis.tokens, analysis.tags, analysis.language
    seen: list[str] = []
    begin = head
    while begin > first:
        word, tag = tokens.lower[begin - 1], tags[begin - 1]
        kind = language.auxiliaries.get(word, "") if tag in VERBS or tag == "MD" else ""
        if word in language.negations or word.endswith(("n't", "n’t")):
            seen.append("not")
        if kind:
            seen.append(kind)
        elif tag == "TO":
            seen.append("to")
        elif tag != "RB" and word not in language.negations:
            break
        begin -= 1
    # An adverb that opens the group belongs to it only behind its subject: Vale also said.
    while begin < head and tags[begin] == "RB" and tokens.lower[begin] not in language.negations:
        if begin == first or tags[begin - 1] in BEFORE_ADVERB:
            break
        begin += 1
    return begin, seen


def _auxiliary(seen: list[str], tag: str) -> str:
    """What the auxiliaries make of a verb: a modal first, then do and to, then be and have."""
    for kind in reversed(seen):
        if kind in {"would", "modal", "do"}:
            return kind
    if "to" in seen:
        return "to"
    if "be" in seen:
        return "passive" if tag in {"VBN", "VBD"} else "progressive" if tag == "VBG" else "be"
    return "have" if "have" in seen else "none"


def subject_of(analysis: Analysis, begin: int, first: int) -> Phrase | None:
    """The phrase before the verb group that is not the object of a preposition before it.

    A verb behind "and" shares the subject of the verb before it; a relative clause between a
    subject and its verb is passed over: Vale, who chairs the board, called it late and warned …
    """
    shared = _finite_before(analysis, begin - 1, first) if _is_coordinated(analysis, begin, first) else -1
    if shared >= 0:
        return _before(analysis, shared, first) or _behind(analysis, shared)
    return _before(analysis, begin, first)


def _is_coordinated(analysis: Analysis, begin: int, first: int) -> bool:
    return begin > first and analysis.classes[begin - 1] in COORDINATES


def _behind(analysis: Analysis, verb: int) -> Phrase | None:
    """The phrase that stands at once behind a verb and can be its subject: On Monday said Vale …"""
    at = verb + 1
    while at < len(analysis.tokens) and (analysis.tags[at] == "RB" or analysis.classes[at] == REFLEXIVE):
        at += 1
    number = analysis.phrase_of[at] if at < len(analysis.tokens) else -1
    if number < 0 or analysis.phrases[number].first != at or analysis.phrases[number].kind not in SPEAKS:
        return None
    return analysis.phrases[number]


def _before(analysis: Analysis, begin: int, first: int) -> Phrase | None:
    """The phrase before a verb that is its subject."""
    index = begin - 1
    while index >= max(first, begin - FARTHEST_SUBJECT):
        if analysis.inside[index] >= 0 and analysis.inside[begin] != analysis.inside[index]:
            index = analysis.quotations[analysis.inside[index]].first - 1  # what is quoted is nobody's subject
            continue
        number = analysis.phrase_of[index]
        if number < 0:
            if analysis.tags[index] in FINITE:
                clause = _relative_before(analysis, index, first)
                if clause < 0:
                    return None
                index = clause
            index -= 1
            continue
        phrase = analysis.phrases[number]
        before = phrase.first - 1
        if before < first or phrase.kind == "relative":
            return phrase
        if _is_object(analysis, before):
            index = before
        elif is_preposition(analysis, before):
            index = before - 1
        else:
            return phrase
    return None


def _participle_subject(analysis: Analysis, begin: int, first: int) -> Phrase | None:
    """Whose a participle behind a comma is, the first verb's: …, Vale said, adding …"""
    if begin <= first or analysis.classes[begin - 1] != "COMMA":
        return None
    return first_subject(analysis, first, begin)


def first_subject(analysis: Analysis, first: int, last: int, looked: int = 0) -> Phrase | None:
    """The subject of the first finite verb of a stretch, outside quotations and relative clauses.

    Up to looked it is known that there is none.
    """
    for index in range(max(first, looked), last):
        if analysis.tags[index] in FINITE and analysis.inside[index] < 0:
            subject = subject_of(analysis, index, first) or _behind(analysis, index)
            if subject is not None and subject.kind != "relative":
                return subject
    return None


def _is_object(analysis: Analysis, before: int) -> bool:
    """Whether a phrase behind this token is a verb's object: chairs the board, but not said Vale, nor did Vale."""
    if analysis.language.auxiliaries.get(analysis.tokens.lower[before]) == "do":
        return False
    return analysis.tags[before] in VERBS and analysis.tokens.lower[before] not in analysis.language.saying


def _finite_before(analysis: Analysis, index: int, first: int) -> int:
    """The nearest finite verb before a token, -1 where none is near."""
    near = range(index - 1, max(first, index - FARTHEST_SUBJECT) - 1, -1)
    return next((i for i in near if analysis.tags[i] in FINITE and analysis.inside[i] < 0), -1)


def _relative_before(analysis: Analysis, verb: int, first: int) -> int:
    """The relative pronoun that a finite verb follows at once, -1 where there is none."""
    number = analysis.phrase_of[verb - 1] if verb > first else -1
    if number < 0 or analysis.phrases[number].kind != "relative":
        return -1
    return analysis.phrases[number].first


def is_inverted(analysis: Analysis, cue: Cue) -> bool:
    """Whether an auxiliary opens the sentence, its subject and the verb behind it: Has Vale said …? Had Vale said …

    May Chen said is none: only “have” goes with another form than the base or “-ing”.
    """
    first = analysis.sentence(cue.head).first
    number = analysis.phrase_of[first + 1] if first + 1 < cue.first else -1
    kind = analysis.language.auxiliaries.get(analysis.tokens.lower[first], "")
    if (
        not kind
        or number < 0
        or (analysis.phrases[number].first, analysis.phrases[number].last) != (first + 1, cue.first)
    ):
        return False
    return kind == "have" or analysis.tags[cue.head] == "VBG" or analysis.tokens.lower[cue.head] == cue.stem
