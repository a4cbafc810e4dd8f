"""What people type into a search box → a tree: alternatives of phrases that must or must not be there.

words          all of them, anywhere in the statement or around it
"two words"    next to each other in this order; so are the parts of well-known and Vale's
one OR two     either; OR in capitals binds less than standing side by side
-word          not this; -"two words" too
word*          words that begin so, from three letters on
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from quotes.search.words import words_of

LONGEST_QUERY = 1_000
"""Characters. Longer is no search but a text."""
SHORTEST_PREFIX = 3
"""Letters before a star: fewer would collect half of the index."""
MARKS = '"“”„«»'
PIECE = regex.compile(
    rf"(?P<minus>(?<!\S)-)?(?:[{MARKS}](?P<phrase>[^{MARKS}]*)(?:[{MARKS}]|$)|(?P<word>[^\s{MARKS}]+))"
)


class BadQuery(ValueError):
    """Why a query cannot be searched for, in words for whoever typed it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand next to each other; with is_prefix the last may go on."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """All of the wanted phrases and none of the unwanted."""

    wanted: tuple[Phrase, ...]
    unwanted: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """At least one of the clauses."""

    clauses: tuple[Clause, ...]

    def wanted(self) -> tuple[Phrase, ...]:
        """Every phrase that is looked for, each once, in the order typed."""
        return tuple(dict.fromkeys(phrase for clause in self.clauses for phrase in clause.wanted))


def parse(text: str) -> Query:
    """The query that somebody typed. Marks that do not pair are never an error.

    Raises BadQuery where it is too long, has no word to look for, or a star behind too few letters.
    """
    if len(text) > LONGEST_QUERY:
        raise BadQuery(
            f"The search has {len(text):,} characters; at most {LONGEST_QUERY:,} can be searched for. "
            "Search for a few words of it."
        )
    clauses = [clause for clause in _clauses(text) if clause.wanted or clause.unwanted]
    if not clauses:
        raise BadQuery("There is no word to search for. Give at least one word.")
    if not all(clause.wanted for clause in clauses):
        raise BadQuery("A “-” only takes away from what is found. Give at least one word that is to be found, too.")
    return Query(tuple(clauses))


def _clauses(text: str) -> list[Clause]:
    found: list[tuple[list[Phrase], list[Phrase]]] = [([], [])]
    for match in PIECE.finditer(text):
        if match["word"] == "OR" and not match["minus"]:
            found.append(([], []))
            continue
        phrase = _phrase(match["word"] if match["phrase"] is None else match["phrase"])
        if phrase is not None:
            found[-1][1 if match["minus"] else 0].append(phrase)
    return [Clause(tuple(wanted), tuple(unwanted)) for wanted, unwanted in found]


def _phrase(text: str) -> Phrase | None:
    """The words of a piece as a phrase, or None where it has none: a dash, an empty pair of marks."""
    words = tuple(word.folded for word in words_of(text))
    if not words:
        return None
    is_prefix = text.rstrip().endswith("*")
    if is_prefix and len(words[-1]) < SHORTEST_PREFIX:
        raise BadQuery(
            f"“{words[-1]}*” would find too much. Give at least {SHORTEST_PREFIX} letters before the star, or none."
        )
    return Phrase(words, is_prefix)
