"""What speaks for and against one phrase as the source of a cue: features in groups."""

from __future__ import annotations

from quotes.extraction.analysis import CONJUNCTIONS, Analysis
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import Cue
from quotes.extraction.decisions import Group, group
from quotes.extraction.sources import SourceOption
from quotes.extraction.words import VERBS

CLAUSE_BEGINS = frozenset({"COMMA", "SEMICOLON", "COLON", "DASH", "END"})
FARTHEST_GAP = 60
"""Tokens of a gap that are looked at."""
CLOSE = 4
"""Tokens before a cue in which a quotation stands just before it."""


def all_source_features(analysis: Analysis, cue: Cue, options: list[SourceOption]) -> list[list[Group]]:
    """The features of each option for the source of a cue."""
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    tag = analysis.tags[cue.head]
    group = "saying" if analysis.tokens.lower[cue.head] in analysis.language.saying else "other"
    subject = phrase_kind(analysis, cue.subject)
    before_cue = analysis.class_at(cue.first - 1, last) if cue.first > first else "EDGE"
    shape = f"{tag} {group} {cue.auxiliary}"
    quoted = any(analysis.inside[i] >= 0 for i in range(max(first, cue.first - CLOSE), cue.first))
    holds = any(analysis.inside[i] >= 0 for i in range(first, last))
    found: list[list[Group]] = []
    for option in options:
        if option.side == "nobody":
            found.append([(_nobody_word, cue.stem), (_nobody, tag, shape, subject, before_cue, cue.passive, holds)])
            continue
        before = analysis.class_at(option.first - 1, last) if option.first > first else "EDGE"
        behind = analysis.class_at(option.last, last)
        if option.side == "behind":
            gap = _between(analysis, cue.last, option.first)
        else:
            gap = _between(analysis, option.last, cue.first)
        side, rank = option.side, option.rank
        kind = option.kind.split(" ")[0] if option.kind.startswith("pronoun 3") else option.kind
        is_subject = cue.subject is not None and option.first == cue.subject.first
        groups: list[Group] = [
            (_place, side, rank, kind, tag, shape),
            (_place_word, side, rank, cue.stem),
            (_gap, side, rank, gap, tag, quoted),
            (_edges, side, kind, before, behind, cue.passive),
            (_before_both, side, min(rank, 2), before, before_cue),
            (_clause, side, min(rank, 2), _article(analysis, option), tag, _opens_clause(analysis, option, first)),
            (_head_word, side, _noun(analysis, option)),
        ]
        if is_subject:
            groups.append((_subject, kind, shape, cue.passive, gap))
        found.append(groups)
    return found


@group
def _nobody_word(stem: str) -> list[str]:
    return [f"nobody, word {stem}"]


@group
def _nobody(tag: str, shape: str, subject: str, before_cue: str, passive: bool, quoted: bool) -> list[str]:
    """What speaks for it that the sentence names no source."""
    return [
        "nobody",
        f"nobody, cue {shape}",
        f"nobody, subject {subject}",
        f"nobody, tag {tag}, before {before_cue}",
        f"nobody, tag {tag}, subject {subject}",
        f"nobody, passive {passive}",
        f"nobody, quotation in the sentence {quoted}",
        f"nobody, quotation in the sentence {quoted}, tag {tag}",
    ]


@group
def _place(side: str, rank: int, kind: str, tag: str, shape: str) -> list[str]:
    place = f"{side} {rank}"
    return [place, f"{place}, {kind}", f"{place}, cue {shape}", f"{side}, {kind}, tag {tag}"]


@group
def _place_word(side: str, rank: int, stem: str) -> list[str]:
    return [f"{side} {rank}, word {stem}"]


@group
def _gap(side: str, rank: int, gap: str, tag: str, quoted: bool) -> list[str]:
    close = f"{side} {rank}, quotation just before the cue {quoted}"
    return [f"{side}, gap {gap}", f"{side}, gap {gap}, tag {tag}", close, f"{close}, gap {gap}"]


@group
def _edges(side: str, kind: str, before: str, behind: str, passive: bool) -> list[str]:
    return [
        f"{side}, before it {before}",
        f"{side}, behind it {behind}",
        f"{side}, before it {before}, behind it {behind}",
        f"{side}, {kind}, before it {before}",
        f"{side}, passive {passive}, before it {before}",
    ]


@group
def _before_both(side: str, rank: int, before: str, before_cue: str) -> list[str]:
    return [f"{side}, rank {rank}, before it {before}, before the cue {before_cue}"]


@group
def _clause(side: str, rank: int, article: str, tag: str, opens: bool) -> list[str]:
    """The article tells the case where a language has cases: der Minister speaks, den Minister nobody hears."""
    return [
        f"{side}, article {article}",
        f"{side}, rank {rank}, article {article}",
        f"{side}, article {article}, tag {tag}",
        f"{side}, opens its clause {opens}",
        f"{side}, opens its clause {opens}, tag {tag}",
        f"{side}, opens its clause {opens}, article {article}",
    ]


@group
def _head_word(side: str, word: str) -> list[str]:
    return [f"head word {word}", f"{side}, head word {word}"] if word else []


def _noun(analysis: Analysis, option: SourceOption) -> str:
    """The noun that an option speaks of, where the dictionary knows it and it is no name."""
    word = analysis.tokens.lower[option.head]
    return word if analysis.tags[option.head] != "NNP" and word in analysis.language.tags.words else ""


def _article(analysis: Analysis, option: SourceOption) -> str:
    """The determiner that an option begins with, or the pronoun that it is, or "none"."""
    tells = analysis.tags[option.first] in {"DT", "PRP$", "PRP"}
    return analysis.tokens.lower[option.first] if tells else "none"


def _opens_clause(analysis: Analysis, option: SourceOption, first: int) -> bool:
    """Whether nothing but conjunctions and adverbs stands between an option and the beginning of its clause."""
    for index in range(option.first - 1, first - 1, -1):
        if analysis.classes[index] in CLAUSE_BEGINS or analysis.inside[index] >= 0:
            return True
        if analysis.tags[index] not in {"RB", "CC"} and analysis.classes[index] not in CONJUNCTIONS:
            return False
    return True


@group
def _subject(kind: str, shape: str, passive: bool, gap: str) -> list[str]:
    found = ["subject", f"subject, {kind}", f"subject, cue {shape}"]
    return [*found, f"subject, passive {passive}", f"subject, gap {gap}"]


def _between(analysis: Analysis, first: int, last: int) -> str:
    """What stands between two places, in one word."""
    if first >= last:
        return "nothing"
    stretch = slice(first, min(last, first + FARTHEST_GAP))
    if max(analysis.inside[stretch]) >= 0:
        return "quotation"
    verbs = "" if VERBS.isdisjoint(analysis.tags[stretch]) else "verb "
    phrases = "phrase " if max(analysis.phrase_of[stretch]) >= 0 else ""
    commas = analysis.tokens.words[stretch].count(",")
    return verbs + phrases + ("comma" if commas == 1 else "commas" if commas else "no comma")
