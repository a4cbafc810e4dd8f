"""One name in several spellings: umlauts written out, abbreviations, what languages write the same sound with.

Abbreviations and written-out umlauts are surely the same name. What only sounds alike (Ralf, Ralph)
may be the same person or another, who is called so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from quotes.extraction.language import load
from quotes.speakers.names import fold

DATA = Path(__file__).resolve().parent / "data"
WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "AE", "Ö": "OE", "Ü": "UE", "Ø": "OE", "Å": "AA"}
)
SHORTEST_SLIP = 5
"""Letters of the shortest family name in which another letter may be a slip: Hall and Hale are two names."""
KEPT = 4096
"""Names whose spellings are kept: one claimed name is compared with those of many speakers."""


def entries(name: str) -> Iterator[tuple[str, str]]:
    """The entries of a data file with what it tells of them."""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, told = line.partition(" = ")
            yield word, told


def writings(name: str) -> list[str]:
    """The name as it is written, and with its umlauts written out where it has some: Jörg, Joerg."""
    whole = unicodedata.normalize("NFC", name)
    return list(dict.fromkeys((name, whole.translate(WRITTEN_OUT))))


@cache
def abbreviations() -> Mapping[str, frozenset[str]]:
    """Chr, Wm → the given names that they may stand for."""
    return {word: names for word, (how, names) in _given().items() if how == "short"}


@cache
def _given() -> Mapping[str, tuple[str, frozenset[str]]]:
    found = {}
    for word, told in entries("given_names.txt"):
        how, *names = map(fold, told.split())
        found[fold(word)] = how, frozenset(names)
    return found


@cache
def _sounds() -> tuple[tuple[str, str], ...]:
    return tuple(entries("sounds.txt"))


@cache
def _plain_spellings() -> Mapping[str, frozenset[str]]:
    """A given name as it sounds → as which others sound that are the same name: Niklas, Nicholas."""
    alike = [(word, names) for word, (how, names) in _given().items() if how == "like"]
    # Who writes Jorg left the accent out, who writes Joerg did not.
    alike += [(fold(out), frozenset({fold(name)})) for name in load("en").given_names for out in writings(name)[1:]]
    found: dict[str, frozenset[str]] = {}
    for word, names in alike:
        found[plainly(word)] = found.get(plainly(word), frozenset()).union(map(plainly, names))
    return found


def given_alike(one: str, other: str) -> bool:
    """Whether two given names can be one but for the spelling."""
    return not _spellings(one).isdisjoint(_spellings(other))


@lru_cache(maxsize=KEPT)
def _spellings(given: str) -> frozenset[str]:
    plain = plainly(given)
    return _plain_spellings().get(plain, frozenset()) | {plain}


def family_alike(one: str, other: str) -> bool:
    """Whether two family names can be one but for the spelling, or a slip: a letter more, less, other or elsewhere."""
    if plainly(one) == plainly(other):
        return True
    return min(len(one), len(other)) >= SHORTEST_SLIP and not _all_but_one(one).isdisjoint(_all_but_one(other))


def _all_but_one(name: str) -> set[str]:
    """The name, and without each of its letters."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}


@lru_cache(maxsize=KEPT)
def plainly(name: str) -> str:
    """Without what languages that write the same sound differ in: Lawrow, Lavrov; Selenskyj, Zelenskyy."""
    for written, sound in _sounds():
        name = name.replace(written, sound)
    return "".join(letter for letter, _ in groupby(name))
