"""Claims that name somebody but claim another: their spokesman, their wife, two persons, “not Ana Ruiz”.

What such a claim says of the named one is nothing; and of others neither, who may be that spokesman.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

import regex

from quotes.extraction.language import languages, load
from quotes.speakers.names import fold
from quotes.speakers.parts import BRACKETED, WORD, Name, describes, has_title, is_article, is_given
from quotes.speakers.spelling import entries

POSSESSIVE = regex.compile(r"\p{L}{2}['’ʼ`]s?$")
SEPARATORS = regex.compile(r"[/;+]")
Words = Sequence[str]


@cache
def _told() -> Mapping[str, str]:
    return {fold(word): told for word, told in entries("around.txt")}


@cache
def _genders() -> Mapping[str, str]:
    """Titles that tell whether somebody is a woman or a man, and given names that do.

    Of titles that are no honorifics those of men are used of women too: Chairman Ana Ruiz.
    """
    honorifics = {word for code in languages() for word in load(code).honorifics}
    titles = [item for code in languages() for item in load(code).titles.items()]
    given = {fold(word): told for word, told in load("en").given_names.items()}
    return given | {fold(word): told for word, told in titles if told == "f" or (told == "m" and word in honorifics)}


def claims_another(claimed: str, known: Collection[Name]) -> bool:
    """Whether a claim names one whom it does not claim: a spokesman for Ana Ruiz; Ana Ruiz's son; not Ana Ruiz."""
    pieces = BRACKETED.sub(" ", claimed).partition(",")[0].split()
    words = [fold(word) for piece in pieces for word in WORD.findall(fold(piece))]
    names = {word for name in known for word in name.words}
    if not words:
        return False
    if _told().get(words[0]) == "denies" and words[0] not in names:
        return True
    return _is_of_somebody(words, known, names) or _is_somebodys(pieces, names)


def _is_of_somebody(words: Words, known: Collection[Name], names: AbstractSet[str]) -> bool:
    """Whether the name stands behind what makes it another's: the wife of Ana Ruiz."""
    own = next((at for at, word in enumerate(words) if word in names), None)
    if own is not None:
        return own > 0 and _is_behind_of(words, own, known)
    given = next((at for at, word in enumerate(words) if is_given(word)), 0)
    return _is_behind_person(words[:given], known)


def _is_behind_of(words: Words, at: int, known: Collection[Name]) -> bool:
    """Whether the words before a word of the speaker's name make it whom the claimed one is of."""
    if _is_behind_person(words[:at], known):
        return True
    before = list(words[:at])
    while before and is_article(before[-1]) and before[-1] not in _told():
        before.pop()
    link = _told().get(before[-1]) if before else None
    # Mayor von Kern: behind a particle only a given name is surely another's.
    return link == "of" or (link == "von" and len(before) > 1 and is_given(words[at]))


def _is_behind_person(before: Words, known: Collection[Name]) -> bool:
    """Whether the words end in what somebody is to another: a spokesman for, a spokesman for Mayor."""
    rest, links = list(before), set()
    while rest and _told().get(rest[-1]) != "person":
        word = rest.pop()
        if _told().get(word) in ("of", "von"):
            links.add(word)
        elif not is_article(word) and not has_title([word]):
            return False
    particles = {word for name in known for word in name.particles}
    return bool(rest and links) and not (links <= particles)


def _is_somebodys(pieces: Sequence[str], names: AbstractSet[str]) -> bool:
    """Whether the name stands before what is theirs: Ana Ruiz's lawyer, Ana Ruiz’ Sprecher, Tom Hales Sprecher."""
    for at in range(1, len(pieces)):
        owner, owned = fold(pieces[at - 1]), [fold(piece) for piece in pieces[at:]]
        if not names.isdisjoint(owned) or any(map(is_given, owned)):
            continue  # Lund's mayor Ana Ruiz
        ours = not names.isdisjoint({owner, owner.removesuffix("s")})
        if not ours and not any(is_given(fold(piece)) for piece in pieces[:at]):
            continue
        marked = POSSESSIVE.search(pieces[at - 1]) is not None
        # With a mark alone it may be a particle: dell' Acqua.
        if marked and (ours or pieces[at - 1].endswith("s")):
            return True
        # James Friend is a name.
        if _told().get(owned[-1]) == "person" and not is_given(owner) and (ours or marked or owner.endswith("s")):
            return True
    return False


def sides(claimed: str, known: Collection[Name]) -> Iterator[tuple[str, bool]]:
    """Who are claimed beside each other, and whether each surely is a person or a body of their own.

    Not “health and care minister Ana Ruiz”, “mother and mayor Ana Ruiz”. Nobody where the speaker's
    own name is of two.
    """
    names = {word for name in known for word in name.words}
    found: list[list[str]] = [[]]
    for piece in SEPARATORS.sub(" and ", _with_list_joined(claimed)).split():
        word = fold(piece)
        if _told().get(word) != "joins":
            found[-1].append(piece)
        elif word in names:
            return
        else:
            found.append([])
    several = [side for side in found if side]
    for at, side in enumerate(several if len(several) > 1 else []):
        text = " ".join(side)
        behind = fold(several[at + 1][0]) if at + 1 < len(several) else ""
        begins = not behind or is_given(behind) or has_title([behind]) or behind in names
        yield text, begins and not describes(text)


def _with_list_joined(claimed: str) -> str:
    """Ana Ruiz, Tom Hale: a comma between two full names joins them; in Ruiz, Ana it does not."""
    parts = [part.split() for part in BRACKETED.sub(" ", claimed).split(",")]
    for part in parts:
        words = [fold(piece) for piece in part]
        if len(words) < 2 or not is_given(words[0]) or has_title(words):
            return " ".join(parts[0]) if parts else ""
    return " and ".join(" ".join(part) for part in parts)


def addresses_another(claimed: str, names: Collection[str]) -> bool:
    """Whether titles and given names tell that one is a woman, the other a man: Mrs Lund, Sir Peter Lund."""
    told, known = _gender(claimed), {_gender(name) for name in names} - {""}
    return bool(told and known) and told not in known


def _gender(name: str) -> str:
    words = WORD.findall(fold(name.partition(",")[0]))
    told = [_genders()[word] for word in words[:-1] if word in _genders()]
    return told[0] if told and told[0] in ("m", "f") else ""
