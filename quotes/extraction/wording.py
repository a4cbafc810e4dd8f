"""Decisions → evidence in words, for the editor who asks why."""

from __future__ import annotations

import math
from functools import lru_cache

import regex

from quotes.extraction.analysis import Analysis
from quotes.extraction.attribution import Draft
from quotes.extraction.decisions import Group
from quotes.extraction.document import Evidence, Span
from quotes.extraction.resolution import Resolution

MOST_REASONS = 5
CONTENT_RULES = tuple((name, f"content_{name}") for name in ("layout", "before", "start", "end"))
# The classes that features name, as an editor would say them.
WORDS = {
    "VBD": "past tense", "VBZ": "present tense", "VBP": "present tense", "VB": "base form", "VBG": "-ing form",
    "VBN": "participle", "NN": "noun", "NNS": "plural noun", "NNP": "name", "JJ": "adjective", "RB": "adverb",
    "IN": "preposition", "DT": "article", "MD": "modal verb", "CD": "number", "PRP$": "possessive", "POS": "’s",
    "QUOTATION": "a quotation", "THAT": "“that”", "COMMA": "a comma", "COLON": "a colon", "END": "the end",
    "EDGE": "the sentence’s edge", "AUX": "an auxiliary", "AND": "“and”", "BUT": "“but”", "TO": "“to”", "BY": "“by”",
    "WH": "a question word", "IF": "“if”", "AS": "“as”", "WHO": "“who”", "WHICH": "“which”", "PLACE": "a place",
    "TOPIC": "“about”", "FOR": "“for”", "OF": "“of”", "DASH": "a dash", "BRACKET": "a bracket", "WHEN": "a time",
    "3ms": "he", "3fs": "she", "3xp": "they", "3ns": "it", "1xs": "I", "1xp": "we", "True": "yes", "False": "no",
}  # fmt: skip
CLASS = regex.compile(r"PRP-(\d)|[A-Z$]{2,}|\b(?:True|False|[13](?:ms|fs|xp|ns|xs))\b")
PERSONS = {"1": "“I” or “we”", "2": "“you”", "3": "a pronoun", "r": "“who”"}


def log_odds(chance: float) -> float:
    """Log-odds of a chance, kept within what a person can read."""
    bounded = min(max(chance, 0.001), 0.999)
    return round(math.log(bounded / (1 - bounded)), 2)


@lru_cache(maxsize=20_000)
def in_words(feature: str) -> str:
    """A feature's name as an editor can read it."""
    return CLASS.sub(lambda m: PERSONS.get(m.group(1) or "", "") or WORDS.get(m.group(), m.group().lower()), feature)


def evidence_of(analysis: Analysis, draft: Draft, resolution: Resolution) -> tuple[Evidence, ...]:
    """Why a statement is there and who it is given to, decision by decision."""
    tokens = analysis.tokens

    def span(first: int, last: int) -> Span:
        return Span(tokens.starts[first], tokens.ends[last - 1])

    found: list[Evidence] = []
    chances = draft.chances
    if draft.cue is not None and "cue" in chances:
        why = analysis.language.model.cue.reasons(draft.reasons, MOST_REASONS)
        detail = "; ".join(f"{in_words(name)} ({weight:+.1f})" for name, weight in why if name != "bias")
        found.append(Evidence("cue_found", log_odds(chances["cue"]), span(draft.cue.first, draft.cue.last), detail))
    if draft.rule != "cue":
        found.append(Evidence(draft.rule, 0.0, span(*draft.content[0]), ""))
    if draft.source.first >= 0 and "source" in chances:
        where = in_words(f"{draft.source.side} the cue, {draft.source.kind}")
        found.append(
            Evidence(
                "source_chosen",
                log_odds(chances["source"]),
                span(draft.source.first, draft.source.last),
                where,
            )
        )
    content = span(*draft.content[0])
    for name, rule in CONTENT_RULES:
        if name in chances:
            found.append(Evidence(rule, log_odds(chances[name]), content, draft.layout))
    found.append(Evidence(resolution.rule, log_odds(resolution.chance), None, ""))
    return tuple(found)


def evidence_of_candidate(analysis: Analysis, features: list[Group], score: float) -> tuple[Evidence, ...]:
    """What speaks most for and against one possible antecedent, and the rest in one sum: together its score."""
    strongest = analysis.language.model.antecedent.reasons(features, MOST_REASONS)
    found = [Evidence("antecedent", weight, None, in_words(name)) for name, weight in strongest]
    rest = score - sum(weight for _, weight in strongest)
    found.append(Evidence("antecedent", round(rest, 3), None, "everything else"))
    return tuple(found)
