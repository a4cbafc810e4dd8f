"""Questions of every kind, with their right answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.lookup.filling import NEAR_MISSES
from benchmarks.statements import Model, altered
from quotes.matching.fingerprints import words_hash
from quotes.matching.knowledge import words as known_words
from quotes.matching.normalise import normalise
from quotes.models import Occurrence, Statement

TWINS = 5
"""One target in so many is a near miss or has one."""
PRESENT = 7
"""Kinds of questions whose words are there; of absent ones there are as many as of all of these."""
COMMONEST = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its right answer: the texts that it comes from (none: it is absent)."""

    kind: str
    quote: str
    targets: tuple[str, ...] = ()
    verdict: str = ""


class Asking:
    """Makes the questions of one seed about a filled database of so many statements."""

    def __init__(self, number: int, model: Model, real: list[list[str]], seed: int) -> None:
        self._number, self._model, self._real = number, model, real
        self._random = random.Random(f"questions {seed}")

    def questions(self, each: int) -> list[Asked]:
        """So many of each kind, in random order."""
        found: list[Asked] = []
        kinds: list[Callable[[], Asked]] = [
            self._exact, self._cut, self._elided, lambda: self._altered(0.1), lambda: self._altered(0.2),
            self._reordered, self._stitched, self._common,
        ]  # fmt: skip
        for kind in kinds:
            found += [kind() for _ in range(each)]
        absent = self._absent()
        found += [next(absent) for _ in range(PRESENT * each)]
        found += [self._short() for _ in range(each)]
        self._random.shuffle(found)
        return found

    def _draw(self, shortest: int, longest: int = 1000) -> list[str]:
        """The words of a statement from anywhere among the rows."""
        while True:
            key = self._random.randint(1, self._number)
            if self._random.randrange(TWINS) == 0:
                key = min(self._number, key // NEAR_MISSES * NEAR_MISSES + NEAR_MISSES - self._random.randrange(2))
            words = Statement.objects.values_list("text", flat=True).get(pk=key).split()
            if shortest <= len(words) <= longest:
                return words

    def _exact(self) -> Asked:
        text = " ".join(self._draw(6))
        return Asked("exact", text, (text,), "verbatim")

    def _cut(self) -> Asked:
        words = self._draw(8)
        size = self._random.randint(5, min(12, len(words) - 1))
        at = self._random.randrange(len(words) - size)
        return Asked("cut", " ".join(words[at : at + size]), (" ".join(words),), "verbatim_part")

    def _elided(self) -> Asked:
        """Without what hides a “not”, which may be another verdict."""
        negations = known_words("negations")
        while True:
            words = self._draw(14)
            out = self._random.randint(2, len(words) // 3)
            at = self._random.randint(5, len(words) - out - 5)
            if negations.isdisjoint(normalise(" ".join(words[at : at + out])).words):
                quote = " ".join(words[:at]) + " … " + " ".join(words[at + out :])
                return Asked("elided", quote, (" ".join(words),), "verbatim_part")

    def _altered(self, share: float) -> Asked:
        words = self._draw(10)
        quote = " ".join(altered(words, share, self._model, self._random))
        return Asked(f"altered {share:.0%}", quote, (" ".join(words),), "altered")

    def _short(self) -> Asked:
        """A few words with one of them altered: what an absent one looks like. No aim is set for these."""
        words = self._draw(6, 9)
        quote = " ".join(altered(words, 1 / len(words), self._model, self._random))
        return Asked("altered, one word of 6 to 9", quote, (" ".join(words),))

    def _reordered(self) -> Asked:
        words = self._draw(10)
        at = self._random.randint(4, len(words) - 4)
        return Asked("reordered", " ".join(words[at:] + words[:at]), (" ".join(words),), "altered")

    def _stitched(self) -> Asked:
        one, other = self._draw(12), self._draw(12)
        size, rest = self._random.randint(6, len(one) - 2), self._random.randint(6, len(other) - 2)
        return Asked("stitched", " ".join(one[:size] + other[-rest:]), (" ".join(one), " ".join(other)), "stitched")

    def _common(self) -> Asked:
        """Only of the commonest words: whatever is found is right, the time is what counts."""
        words = sorted(known_words("common_words"))[:: max(1, len(known_words("common_words")) // COMMONEST)]
        commonest = ["it", "is", "going", "to", "be", "one", "of", "the", "we", "are", "that", "and", "i", "have", "a"]
        chosen = commonest if self._random.random() < 0.5 else words
        return Asked("common words", " ".join(self._random.choices(chosen, k=self._random.randint(4, 12))))

    def _absent(self) -> Iterator[Asked]:
        """By turns a new sentence of the model, and a real one that the model has not seen."""
        real = list(self._real)
        self._random.shuffle(real)
        while True:
            yield self._not_there("absent, generated", lambda: self._model.sentence(self._random))
            yield self._not_there("absent, real", real.pop)

    @staticmethod
    def _not_there(kind: str, sentence: Callable[[], list[str]]) -> Asked:
        while True:
            text = " ".join(sentence())
            if not Occurrence.objects.filter(words_hash=words_hash(normalise(text).words)).exists():
                return Asked(kind, text, (), "not_found")
