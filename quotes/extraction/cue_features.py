"""What is looked at to tell whether a word is a cue. Each feature is a name that can be read."""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.cues import Cue
from quotes.extraction.phrases import Phrase
from quotes.extraction.words import VERBS


def phrase_kind(analysis: Analysis, phrase: Phrase | None) -> str:
    """The kind of a phrase; a pronoun with its person and gender."""
    if phrase is None:
        return "nobody"
    word = analysis.tokens.lower[phrase.head]
    if phrase.kind == "pronoun":
        return "pronoun " + analysis.language.pronouns.get(word, "other")
    if phrase.kind == "name" and word in analysis.language.places:
        return "place"
    return phrase.kind


def cue_features(analysis: Analysis, cue: Cue) -> list[str]:
    """The named features of one possible cue."""
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    tokens, tags = analysis.tokens, analysis.tags
    tag = tags[cue.head]
    stem = cue.stem
    after = analysis.class_at(cue.last, last)
    after2 = analysis.class_at(cue.last + 1, last)
    before = analysis.class_at(cue.first - 1, last) if cue.first > first else "EDGE"
    subject = phrase_kind(analysis, cue.subject)
    gap = "none" if cue.subject is None else _gap(analysis, cue.subject.last, cue.first)
    object_head = _following(analysis, cue.last, last)
    object_kind = phrase_kind(analysis, object_head) if object_head is not None else "nothing"
    found = [
        "bias",
        "word " + stem,
        f"word {stem} as {tag}",
        f"word {stem} then {after}",
        f"word {stem}, subject {subject}",
        f"word {stem}, {cue.auxiliary}",
        f"word {stem} before {object_kind}",
        f"tag {tag} then {after}",
        f"tag {tag} then {after} {after2}",
        f"tag {tag}, subject {subject}, gap {gap}",
        f"tag {tag}, before {before}",
        f"tag {tag}, {cue.auxiliary}",
        f"tag {tag}, object {object_kind}",
        f"subject {subject}",
        f"before {before} then {after}",
        f"object {object_kind}, subject {subject}",
    ]
    if cue.negated:
        found += ["negated", f"word {stem} negated"]
    found += _quotation_features(analysis, cue, first, last)
    if cue.head >= last - 2:
        found += ["ends the sentence", f"word {stem} ends the sentence"]
    if analysis.sentence_of[cue.head] == 0:
        found += ["first sentence", f"first sentence, tag {tag}"]
    if cue.subject is not None and cue.subject.first == first:
        found.append("subject begins the sentence")
    found += _company_features(analysis, cue, first, last, before, after)
    if tag in VERBS and tokens.lower[cue.head] in analysis.language.saying:
        found += [
            "verb of saying",
            f"verb of saying then {after}",
            f"verb of saying, subject {subject}",
            f"verb of saying before {object_kind}",
        ]
    ending = tokens.lower[cue.head][-3:]
    found.append(f"tag {tag} ending {ending}")
    return found + _word_features(analysis, cue, first, last, tag, before, object_head)


def _quotation_features(analysis: Analysis, cue: Cue, first: int, last: int) -> list[str]:
    """Whether quotations stand in the sentence, and on which side of the cue."""
    quoted = [i for i in range(first, last) if analysis.inside[i] >= 0]
    if not quoted:
        return []
    tag = analysis.tags[cue.head]
    side = "before" if quoted[0] < cue.head else "after"
    found = [
        "sentence has a quotation " + side,
        f"tag {tag}, quotation {side}",
        f"word {cue.stem}, quotation",
    ]
    if cue.last < last and analysis.inside[cue.last] >= 0:
        found.append("quotation follows at once")
    if quoted[0] < cue.head and cue.first - max(i for i in quoted if i < cue.head) <= 6:
        found += ["quotation stands close before", f"tag {tag}, quotation close before"]
    return found


def _company_features(analysis: Analysis, cue: Cue, first: int, last: int, before: str, after: str) -> list[str]:
    """Which other verbs of saying stand in the sentence, outside quotations."""
    saying, lower, tags = analysis.language.saying, analysis.tokens.lower, analysis.tags
    others = [
        i
        for i in range(first, last)
        if lower[i] in saying and i != cue.head and tags[i] in VERBS and analysis.inside[i] < 0
    ]
    found = [f"{min(len(others), 3)} other verbs of saying"]
    if others and others[0] < cue.first:
        tag = tags[cue.head]
        found += [
            "a verb of saying stands before",
            f"word {cue.stem} after a verb of saying",
            f"tag {tag} after a verb of saying then {after}",
            f"before {before} after a verb of saying",
        ]
    return found


def _gap(analysis: Analysis, first: int, last: int) -> str:
    """What lies between a subject and its verb: nothing, a comma, other words."""
    if first >= last:
        return "none"
    words = analysis.tokens.words[first:last]
    if "," in words:
        return "comma"
    return "words" if last - first < 5 else "far"


def _following(analysis: Analysis, index: int, last: int) -> Phrase | None:
    """The phrase that begins within two words behind the cue."""
    for at in range(index, min(index + 2, last)):
        number = analysis.phrase_of[at]
        if number >= 0 and analysis.phrases[number].first >= index:
            return analysis.phrases[number]
    return None


def _word_features(
    analysis: Analysis, cue: Cue, first: int, last: int, tag: str, before: str, object_head: Phrase | None
) -> list[str]:
    """The words around the cue, each by itself, where the dictionary knows them and they are no name."""
    lower, words, known = analysis.tokens.lower, analysis.tokens.words, analysis.language.tags.words
    found = [f"word {cue.stem}, before {before}", f"tag {tag}, {cue.auxiliary}, before {before}"]
    places = (
        ("behind", cue.last),
        ("second behind", cue.last + 1),
        ("in front", cue.first - 1),
        ("subject", cue.subject.head if cue.subject is not None else -1),
        ("object", object_head.head if object_head is not None else -1),
    )
    for name, index in places:
        if first <= index < last and words[index] == lower[index] and lower[index] in known:
            found.append(f"{name} word {lower[index]}")
    return found
