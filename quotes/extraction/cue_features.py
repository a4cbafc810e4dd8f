"""What is looked at to tell whether a word is a cue: features in groups, as `decisions` wants them."""

from __future__ import annotations

from bisect import bisect_left

from quotes.extraction.analysis import Analysis, Sentence, is_title
from quotes.extraction.cues import Cue
from quotes.extraction.decisions import Group, group
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


def cue_features(analysis: Analysis, cue: Cue) -> list[Group]:
    """The features of one possible cue."""
    sentence = analysis.sentence(cue.head)
    first, last = sentence.first, sentence.last
    tag, stem = analysis.tags[cue.head], cue.stem
    lower = analysis.tokens.lower[cue.head]
    after = analysis.class_at(cue.last, last)
    after2 = analysis.class_at(cue.last + 1, last)
    before = analysis.class_at(cue.first - 1, last) if cue.first > first else "EDGE"
    subject = phrase_kind(analysis, cue.subject)
    gap = "none" if cue.subject is None else _gap(analysis, cue.subject.last, cue.first)
    following = _following(analysis, cue.last, last)
    thing = phrase_kind(analysis, following) if following is not None else "nothing"
    saying = tag in VERBS and lower in analysis.language.saying
    found: list[Group] = [
        (_itself, stem, tag, cue.auxiliary, saying),
        (_word_behind, stem, after, thing),
        (_behind, tag, after, after2, thing),
        (_word_subject, stem, subject),
        (_subject, tag, subject, gap, thing),
        (_word_before, stem, before),
        (_around, tag, before, after, cue.auxiliary),
    ]
    if lower in analysis.language.subjunctive:
        found.append((_subjunctive, saying))
    if saying:
        found.append((_saying, after, subject, thing))
    begins = cue.subject is not None and cue.subject.first == first
    found.append((_in_the_sentence, tag, analysis.sentence_of[cue.head] == 0, begins))
    if sentence.quoted:
        found += _quotations(analysis, cue, sentence)
    others = [i for i in sentence.saying if i != cue.head]
    found.append((_others, min(len(others), 3)))
    if others and others[0] < cue.first:
        found.append((_after_saying, tag, before, after))
    for place, index in (("in front", cue.first - 1), ("behind", cue.last), ("second behind", cue.last + 1)):
        word = _known_word(analysis, index) if first <= index < last else ""
        if word:
            found.append((_word_beside, place, word))
    return found


def _known_word(analysis: Analysis, index: int) -> str:
    """A word in small letters, where the dictionary knows it and it is no name."""
    word = analysis.tokens.lower[index]
    return word if analysis.tags[index] != "NNP" and word in analysis.language.tags.words else ""


@group
def _itself(stem: str, tag: str, auxiliary: str, saying: bool) -> list[str]:
    found = ["bias", f"word {stem}", f"word {stem} as {tag}", f"word {stem}, {auxiliary}", f"tag {tag}, {auxiliary}"]
    return [*found, "verb of saying"] if saying else found


@group
def _word_behind(stem: str, after: str, thing: str) -> list[str]:
    return [f"word {stem} then {after}", f"word {stem} before {thing}"]


@group
def _word_subject(stem: str, subject: str) -> list[str]:
    return [f"word {stem}, subject {subject}"]


@group
def _behind(tag: str, after: str, after2: str, thing: str) -> list[str]:
    return [f"tag {tag} then {after}", f"tag {tag} then {after} {after2}", f"tag {tag}, object {thing}"]


@group
def _subject(tag: str, subject: str, gap: str, thing: str) -> list[str]:
    found = [f"subject {subject}", f"tag {tag}, subject {subject}, gap {gap}"]
    return [*found, f"object {thing}, subject {subject}"]


@group
def _subjunctive(saying: bool) -> list[str]:
    return ["reports by its form", f"reports by its form, verb of saying {saying}"]


@group
def _saying(after: str, subject: str, thing: str) -> list[str]:
    return [
        f"verb of saying then {after}",
        f"verb of saying, subject {subject}",
        f"verb of saying before {thing}",
    ]


@group
def _in_the_sentence(tag: str, first_sentence: bool, subject_begins: bool) -> list[str]:
    found = ["first sentence", f"first sentence, tag {tag}"] if first_sentence else []
    return [*found, "subject begins the sentence"] if subject_begins else found


def _quotations(analysis: Analysis, cue: Cue, sentence: Sentence) -> list[Group]:
    """On which side of the cue the quotations of its sentence stand."""
    quoted = sentence.quoted
    side = "before" if quoted[0] < cue.head else "after"
    follows = cue.last < sentence.last and analysis.inside[cue.last] >= 0
    close = quoted[0] < cue.head and cue.first - quoted[bisect_left(quoted, cue.head) - 1] <= 6
    behind = bisect_left(quoted, cue.last)
    title = behind < len(quoted) and is_title(analysis, analysis.quotations[analysis.inside[quoted[behind]]])
    return [
        (_quoted_words, cue.stem),
        (_quoted, analysis.tags[cue.head], side, follows, close),
        (_quoted_title, analysis.tags[cue.head], follows, title),
    ]


@group
def _quoted_title(tag: str, follows: bool, title: bool) -> list[str]:
    found = [f"quotation written as a title {title}", f"tag {tag}, quotation written as a title {title}"]
    return [*found, f"quotation written as a title {title}, follows at once {follows}"]


@group
def _quoted_words(stem: str) -> list[str]:
    return [f"word {stem}, quotation"]


@group
def _quoted(tag: str, side: str, follows: bool, close: bool) -> list[str]:
    found = [f"sentence has a quotation {side}", f"tag {tag}, quotation {side}"]
    if follows:
        found.append("quotation follows at once")
    if close:
        found += ["quotation stands close before", f"tag {tag}, quotation close before"]
    return found


@group
def _others(number: int) -> list[str]:
    return [f"{number} other verbs of saying"]


@group
def _after_saying(tag: str, before: str, after: str) -> list[str]:
    return [
        "a verb of saying stands before",
        f"tag {tag} after a verb of saying then {after}",
        f"before {before} after a verb of saying",
    ]


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


@group
def _word_beside(place: str, word: str) -> list[str]:
    return [f"{place} word {word}"]


@group
def _word_before(stem: str, before: str) -> list[str]:
    return [f"word {stem}, before {before}"]


@group
def _around(tag: str, before: str, after: str, auxiliary: str) -> list[str]:
    found = [f"tag {tag}, before {before}", f"before {before} then {after}"]
    return [*found, f"tag {tag}, {auxiliary}, before {before}"]
