"""Realistic sentences, the same for the same seed.

The model is of the words of a corpus that is read at run time and never stored: each word is drawn
after the two before it, now and then after one, so that phrases recur as they do in the news.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import regex

WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*|[.!?]")
END = "."
AFTER_ONE = 0.3
SHORTEST, LONGEST = 6, 45


class Model:
    """A trigram model with bigrams to fall back to.

    A state is a pair of neighbouring words; it is left for a state whose first word is its second.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        states: dict[tuple[str, str], int] = {}
        after_one: dict[str, list[int]] = {}
        after_two: list[list[int]] = []
        for text in texts:
            before = None
            words = _words(text)
            for pair in itertools.pairwise(words):
                state = states.setdefault(pair, len(states))
                if state == len(after_two):
                    after_two.append([])
                after_one.setdefault(pair[0], []).append(state)
                if before is not None:
                    after_two[before].append(state)
                before = state
        self._word = [second for _, second in states]
        self._after_two = after_two
        self._after_one = [after_one.get(word, []) for word in self._word]
        self._starts = after_one[END]
        self.vocabulary = sorted(word for word in after_one if word.isalpha() and word.islower())

    def sentence(self, random_: random.Random) -> list[str]:
        """A sentence of six to forty-five words."""
        chance = random_.random
        while True:
            state = self._starts[int(chance() * len(self._starts))]
            found: list[str] = []
            while (word := self._word[state]) != END and len(found) < LONGEST:
                found.append(word)
                following = self._after_two[state]
                if not following or chance() < AFTER_ONE:
                    following = self._after_one[state]
                if not following:
                    break
                state = following[int(chance() * len(following))]
            if SHORTEST <= len(found) < LONGEST:
                return found


def sentences(text: str) -> Iterator[list[str]]:
    """The real sentences of a text that are as long as those of the model."""
    found: list[str] = []
    for word in _words(text):
        if word != END:
            found.append(word)
            continue
        if SHORTEST <= len(found) < LONGEST:
            yield found
        found = []


def _words(text: str) -> list[str]:
    return [word if word not in "!?" else END for word in WORD.findall(text)]


def corpus_texts(path: Path) -> Iterator[str]:
    """The texts of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def altered(words: list[str], share: float, model: Model, random_: random.Random) -> list[str]:
    """With so large a share of the words replaced, left out or joined by another, at least one."""
    words = list(words)
    for _ in range(max(1, round(share * len(words)))):
        at = random_.randrange(len(words))
        match random_.choice(("replace", "drop", "add")):
            case "replace":
                words[at] = random_.choice(model.vocabulary)
            case "drop" if len(words) > 4:
                del words[at]
            case _:
                words.insert(at, random_.choice(model.vocabulary))
    return words
