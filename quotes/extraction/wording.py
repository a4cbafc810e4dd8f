"""Decisions → evidence in words, for the editor who asks why."""

from __future__ import annotations

import math
import re
from functools import lru_cache

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
CLASS = re.compile(r"PRP-(\d)|[A-Z$]{2,}|\b(?:True|False|[13](?:ms|fs|xp|ns|xs))\b")
PERSONS = {"1": "“I” or “we”", "2": "“you”", "3": "a pronoun", "r": "“who”"}


def log_odds(chance: float) -> float:
    """Log-odds of a chance, kept within what a person can read."""
    bounded = min(max(chance, 0.001), 0.999)
    return round(math.log(bounded / (1 - bounded)), 2)


@lru_cache(maxsize=20_000)
def in_words(feature: str) -> str:
    """A feature's name as an editor can read it."""
    return CLASS.sub(lambda m: PERSONS.get(m.group(1) or "", "") or WORDS.get(m.group(), m.group().lower()), feature)


@lru_cache(maxsize=20_000)
def _reason(feature: str, weight: float) -> str:
    return f"{in_words(feature)} ({weight:+.1f})"


def evidence_of(
    analysis: Analysis, draft: Draft, resolution: Resolution, content: Span, cue: Span | None, mention: Span | None
) -> tuple[Evidence, ...]:
    """Why a statement is there and who it is given to, decision by decision.

    content is the first stretch of the words reported.
    """
    found: list[Evidence] = []
    chances = draft.chances
    if cue is not None and "cue" in chances:
        why = analysis.language.model.cue.reasons(draft.reasons, MOST_REASONS)
        detail = "; ".join([_reason(name, weight) for name, weight in why if name != "bias"])
        found.append(Evidence("cue_found", log_odds(chances["cue"]), cue, detail))
    if draft.rule != "cue":
        found.append(Evidence(draft.rule, 0.0, content, ""))
    if mention is not None and "source" in chances:
        where = in_words(f"{draft.source.side} the cue, {draft.source.kind}")
        found.append(Evidence("source_chosen", log_odds(chances["source"]), mention, where))
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
