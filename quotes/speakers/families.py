"""Which words of a name are surely family names, so that those behind them may be left out.

“Ana Ruiz” is written for Ana Ruiz Molina. “Martin Tarn” may be another than Martin Tarn Hale: a word
that is no known given name may be one all the same.
"""

from __future__ import annotations

from functools import cache

from quotes.speakers.names import fold
from quotes.speakers.parts import Name, is_given, may_be_turned
from quotes.speakers.spelling import entries


@cache
def _telling() -> dict[str, str]:
    return {fold(word): told for word, told in entries("family_names.txt")}


def ends_surely(short: Name, full: Name) -> bool:
    """Whether a name that is another written shorter ends where a name of that person does.

    It has the same last word, half of the last that is hyphened, or a word that surely is a family name.
    """
    if full.turned:
        return _has_calling_name(short, full)
    last = short.words[-1]
    if last in full.family[:-1] and last != full.words[-1] and _is_family_name(last, full):
        return True
    if may_be_turned(full) and _may_be_given(short, full):
        return False
    return last in full.last or short.surname == full.surname


def _has_calling_name(short: Name, full: Name) -> bool:
    """Whether the given names are as many or end alike: Hoa Nguyen is Nguyen Thi Hoa, no Kim Jong is Kim Jong-un.

    A family name that is a given name too is surely one only before two words that are none: not in Kim Ruiz.
    """
    if not short.given:
        return not is_given(full.surname) or (len(full.given) > 1 and not any(map(is_given, full.given)))
    if len(short.given) == len(full.given) or all(len(word) == 1 for word in short.given):
        return True
    return short.given[-1] == full.given[-1]


def _may_be_given(short: Name, full: Name) -> bool:
    """Whether the words that are left may be given names behind a family name: Jinping, Kim Jong."""
    if short.given:
        return short.words[-1] != full.words[-1]
    return not is_given(full.words[0]) or len(full.last) > 1


def _is_family_name(word: str, name: Name) -> bool:
    """Whether one of the family names of somebody, not the last, is surely one."""
    at = len(name.words) - 1 - name.words[::-1].index(word)
    before, behind = name.words[at - 1] if at else "", name.words[at + 1]
    told = _telling()
    return told.get(word) == "double" or told.get(before) == "begins" or told.get(behind) == "joins"
