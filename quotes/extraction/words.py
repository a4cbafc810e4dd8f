"""Tagged tokens → stems and classes: what features may name of a word.

A class is a function word's, a mark's, or the part of speech: THAT, COMMA, NNS. Features name
classes, and of words the cue's stem alone.
"""

from __future__ import annotations

from quotes.extraction.language import Language
from quotes.extraction.quotation import Quotation
from quotes.extraction.text import Tokens

AUXILIARIES = frozenset({"be", "have", "do"})
"""Kinds of auxiliaries that are full verbs too, and cues of nothing."""
VERBS = frozenset({"VB", "VBP", "VBZ", "VBD", "VBN", "VBG"})
OPEN = VERBS | {"PRP"}
"""Parts of speech whose class the word decides."""
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
        known[lower]
        if lower in known
        else MARK_CLASS[lower]
        if lower in MARK_CLASS
        else tag
        if tag not in OPEN
        else _open_class(lower, tag, language)
        for lower, tag in zip(tokens.lower, tags, strict=True)
    ]
    for quotation in quotations:
        if quotation.depth == 0:
            classes[quotation.first] = "QUOTATION"
    return classes


def _open_class(lower: str, tag: str, language: Language) -> str:
    if tag == "PRP":
        return "PRP-" + language.pronouns.get(lower, "")[:1]
    if tag in VERBS and language.auxiliaries.get(lower) in AUXILIARIES:
        return "AUX"
    return tag


def stem_of(language: Language, word_and_tag: tuple[str, str]) -> str:
    """The base form of a verb or noun: from the lists, else by the regular endings."""
    word, tag = word_and_tag
    base = language.saying.get(word) or language.lemmas.get(word)
    if base is not None:
        return base
    for ending, replacements in language.stem_endings.get(tag, ()):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return _restored(word[: -len(ending)], replacements, language)
    return word


def _restored(cut: str, replacements: tuple[str, ...], language: Language) -> str:
    """The base form behind a stem whose ending was cut: hop(p)ed, hop(e)d, carr(i)ed.

    Where several are possible, the dictionary of parts of speech says which of them is a verb.
    """
    possible = [cut + replacement for replacement in replacements]
    if len(possible) == 1:
        return possible[0]
    if cut[-1] == cut[-2]:
        possible.append(cut[:-1])
    for base in possible:
        tags = language.tags.words.get(base, ())
        if "VB" in tags or "VBP" in tags:
            return base
    return possible[-1] if len(possible) > len(replacements) else possible[0]
