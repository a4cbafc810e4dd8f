"""Tagged tokens → stems and classes: what features may name of a word.

A class is a function word's, a mark's, or the part of speech: THAT, COMMA, NNS. Features name
classes, and of words the cue's stem alone.
"""

from __future__ import annotations

from quotes.extraction.language import Language
from quotes.extraction.quotation import Quotation
from quotes.extraction.text import Tokens

AUXILIARIES = frozenset({"be", "have", "do"})
VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
MARK_CLASS = {
    **{",": "COMMA", ":": "COLON", ";": "SEMICOLON"},
    **dict.fromkeys(".!?", "END"),
    **dict.fromkeys(("-", "--", "–", "—", "―", "---"), "DASH"),
    **dict.fromkeys("()[]{}", "BRACKET"),
}
DASHES = frozenset(mark for mark, name in MARK_CLASS.items() if name == "DASH")


def word_classes(tokens: Tokens, tags: list[str], quotations: list[Quotation], language: Language) -> list[str]:
    """The class of every token."""
    known = language.function_words
    classes = [
        known.get(lower) or MARK_CLASS.get(lower) or _open_class(lower, tag, language)
        for lower, tag in zip(tokens.lower, tags, strict=True)
    ]
    for quotation in quotations:
        if quotation.depth == 0:
            classes[quotation.first] = "QUOTATION"
    return classes


def _open_class(lower: str, tag: str, language: Language) -> str:
    if tag == "PRP":
        return "PRP-" + language.pronouns.get(lower, "")[:1]
    if tag in VERBS and stem_of(lower, tag, language) in AUXILIARIES:
        return "AUX"
    return tag


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
