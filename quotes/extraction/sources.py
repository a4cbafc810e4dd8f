"""A cue → the phrases that may be its source mention, and what speaks for each of them."""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.analysis import Analysis
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import Cue
from quotes.extraction.phrases import Phrase
from quotes.extraction.words import VERBS

MOST_BEFORE = 7
MOST_BEHIND = 3


@dataclass(frozen=True, slots=True)
class SourceOption:
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
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    options = [NO_SOURCE]
    own = analysis.phrase_of[cue.head]
    if own >= 0:
        options += _possessors(analysis, analysis.phrases[own].first, cue.head)
    phrases = [p for p in analysis.phrases_between(first, last) if _may_speak(analysis, p)]
    before = [p for p in phrases if p.last <= cue.first and analysis.inside[p.head] < 0]
    for rank, phrase in enumerate(reversed(before[-MOST_BEFORE:])):
        kind = phrase_kind(analysis, phrase)
        options.append(SourceOption(phrase.first, phrase.last, phrase.head, "before", rank, kind))
        if rank < 3:
            options += _possessors(analysis, phrase.first, phrase.head, rank)
    behind = [p for p in phrases if p.first >= cue.last and analysis.inside[p.head] < 0]
    for rank, phrase in enumerate(behind[:MOST_BEHIND]):
        kind = phrase_kind(analysis, phrase)
        options.append(SourceOption(phrase.first, phrase.last, phrase.head, "behind", rank, kind))
    return options


def _may_speak(analysis: Analysis, phrase: Phrase) -> bool:
    """No day speaks, and not what stands in brackets behind a name: a party, an age, a place."""
    tokens, language = analysis.tokens, analysis.language
    head = tokens.lower[phrase.head]
    if head in language.weekdays or head in language.days_ago or head in language.times_of_day:
        return False
    return not phrase.first or tokens.words[phrase.first - 1] != "("


def _possessors(analysis: Analysis, first: int, head: int, rank: int = 0) -> list[SourceOption]:
    """Whose it is, within one phrase: her claim, the ministry’s reply."""
    if analysis.tags[first] == "PRP$":
        kind = "pronoun " + analysis.language.pronouns.get(analysis.tokens.lower[first], "other")
        return [SourceOption(first, first + 1, first, "possessor", rank, kind)]
    for index in range(first + 1, head):
        if analysis.tags[index] == "POS":
            kind = "name" if analysis.tags[index - 1] == "NNP" else "noun"
            return [SourceOption(first, index, index - 1, "possessor", rank, kind)]
    return []


def source_features(analysis: Analysis, cue: Cue, option: SourceOption) -> list[str]:
    """The named features of one option for the source of a cue."""
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    tags = analysis.tags
    tag = tags[cue.head]
    group = "saying" if analysis.tokens.lower[cue.head] in analysis.language.saying else "other"
    subject = phrase_kind(analysis, cue.subject)
    before_cue = analysis.class_at(cue.first - 1, last) if cue.first > first else "EDGE"
    shape = f"{tag} {group} {cue.auxiliary}"
    if option.side == "nobody":
        return _nobody_features(cue, tag, shape, subject, before_cue)
    before = analysis.class_at(option.first - 1, last) if option.first > first else "EDGE"
    behind = analysis.class_at(option.last, last)
    if option.side == "behind":
        gap = _between(analysis, cue.last, option.first)
    else:
        gap = _between(analysis, option.last, cue.first)
    kind = option.kind.split(" ")[0] if option.kind.startswith("pronoun 3") else option.kind
    place = f"{option.side} {option.rank}"
    quotation_before = cue.first > first and any(
        analysis.inside[i] >= 0 for i in range(max(first, cue.first - 4), cue.first)
    )
    found = [
        f"{place}",
        f"{place}, {kind}",
        f"{place}, cue {shape}",
        f"{option.side}, {kind}, tag {tag}",
        f"{option.side} {option.rank}, word {cue.stem}",
        f"{option.side}, gap {gap}",
        f"{option.side}, gap {gap}, tag {tag}",
        f"{option.side}, before it {before}",
        f"{option.side}, behind it {behind}",
        f"{option.side}, before it {before}, behind it {behind}",
        f"{option.side}, {kind}, before it {before}",
        f"{option.side}, passive {cue.passive}, before it {before}",
        f"{option.side}, tag {tag}, before the cue {before_cue}",
        f"kind {option.kind}",
        f"{option.side}, before it {before}, behind it {behind}, before the cue {before_cue}",
        f"{option.side}, {kind}, behind it {behind}, before the cue {before_cue}",
        f"{option.side}, rank {min(option.rank, 2)}, before it {before}, before the cue {before_cue}",
        f"{place}, quotation just before the cue {quotation_before}",
        f"{place}, quotation just before the cue {quotation_before}, gap {gap}",
    ]
    return found + _subject_features(analysis, cue, option, kind, shape, subject, gap)


def _nobody_features(cue: Cue, tag: str, shape: str, subject: str, before_cue: str) -> list[str]:
    """What speaks for it that the sentence names no source."""
    return [
        "nobody",
        f"nobody, word {cue.stem}",
        f"nobody, cue {shape}",
        f"nobody, subject {subject}",
        f"nobody, tag {tag}, before {before_cue}",
        f"nobody, tag {tag}, subject {subject}",
        f"nobody, passive {cue.passive}",
    ]


def _subject_features(
    analysis: Analysis, cue: Cue, option: SourceOption, kind: str, shape: str, subject: str, gap: str
) -> list[str]:
    """Whether the option is the subject of the cue, or begins the sentence."""
    first = analysis.sentences[analysis.sentence_of[cue.head]][0]
    tag = analysis.tags[cue.head]
    found: list[str] = []
    if cue.subject is not None and option.first == cue.subject.first:
        found += [
            "subject",
            f"subject, {kind}",
            f"subject, cue {shape}",
            f"subject, passive {cue.passive}",
            f"subject, gap {gap}",
        ]
    elif cue.subject is not None:
        found.append(f"{option.side}, another is subject {subject}")
    if option.first == first or (option.first == first + 1):
        found += [
            "begins the sentence",
            f"begins the sentence, gap {gap}",
            f"begins the sentence, {kind}, tag {tag}",
        ]
    return found


def _between(analysis: Analysis, first: int, last: int) -> str:
    """What stands between two places, in one word."""
    if first >= last:
        return "nothing"
    verbs = commas = 0
    cap = min(last, first + 60)
    for index in range(first, cap):
        if analysis.inside[index] >= 0:
            return "quotation"
        if analysis.tags[index] in VERBS:
            verbs += 1
        elif analysis.tokens.words[index] == ",":
            commas += 1
    phrases = any(analysis.phrase_of[index] >= 0 for index in range(first, cap))
    cuts = "comma" if commas == 1 else "commas" if commas else "no comma"
    return f"{'verb ' if verbs else ''}{'phrase ' if phrases else ''}{cuts}"
