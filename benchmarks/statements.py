"""Realistic statements and questions about them, the same for the same seed.

The model is of the words of a corpus that is read at run time and never stored: each word is drawn
after the two before it, now and then after one, so that phrases recur as they do in the news.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

WORD = regex.compile(r"[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*|[.!?]")
END = "."
AFTER_ONE = 0.3
SHORTEST, LONGEST = 6, 45


class Model:
    """A trigram model with bigrams to fall back to."""

    def __init__(self, texts: Iterator[str]) -> None:
        self.after_one: dict[str, list[str]] = {}
        self.after_two: dict[tuple[str, str], list[str]] = {}
        for text in texts:
            words = [word if word not in "!?" else END for word in WORD.findall(text)]
            for a, b, c in zip(words, words[1:], words[2:], strict=False):
                self.after_one.setdefault(a, []).append(b)
                self.after_two.setdefault((a, b), []).append(c)
        self.vocabulary = sorted(word for word in self.after_one if word.isalpha() and word.islower())

    def sentence(self, random_: random.Random) -> list[str]:
        """A sentence of six to forty-five words."""
        while True:
            words = [END, random_.choice(self.after_one[END])]
            while words[-1] != END and len(words) <= LONGEST:
                two = None if random_.random() < AFTER_ONE else self.after_two.get((words[-2], words[-1]))
                words.append(random_.choice(two or self.after_one.get(words[-1], [END])))
            found = [word for word in words if word != END]
            if SHORTEST <= len(found) <= LONGEST:
                return found


def corpus_texts(path: Path) -> Iterator[str]:
    """The texts of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its right answer: the texts that it comes from (none: it is absent)."""

    kind: str
    quote: str
    targets: tuple[str, ...]
    verdict: str


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


def questions(texts: list[str], number: int, model: Model, seed: int, known: set[str]) -> Iterator[Asked]:
    """So many questions of each kind; their targets are spread over all of the texts."""
    random_ = random.Random(seed)

    def draw(shortest: int) -> list[str]:
        while True:
            words = random_.choice(texts).split()
            if len(words) >= shortest:
                return words

    for _ in range(number):
        words = draw(6)
        text = " ".join(words)
        yield Asked("exact", text, (text,), "verbatim")
        words = draw(8)
        size = random_.randint(5, min(12, len(words) - 1))
        at = random_.randrange(len(words) - size)
        yield Asked("cut", " ".join(words[at : at + size]), (" ".join(words),), "verbatim_part")
        words = draw(14)
        out = random_.randint(2, len(words) // 3)
        at = random_.randint(5, len(words) - out - 5)
        quote = " ".join(words[:at]) + " … " + " ".join(words[at + out :])
        yield Asked("elided", quote, (" ".join(words),), "verbatim_part")
        for kind, share in (("altered 10 %", 0.1), ("altered 20 %", 0.2)):
            words = draw(10)
            yield Asked(kind, " ".join(altered(words, share, model, random_)), (" ".join(words),), "altered")
        words = draw(10)
        at = random_.randint(4, len(words) - 4)
        yield Asked("reordered", " ".join(words[at:] + words[:at]), (" ".join(words),), "altered")
        one, other = draw(12), draw(12)
        quote = " ".join(one[: random_.randint(6, len(one) - 2)] + other[-random_.randint(6, len(other) - 2) :])
        yield Asked("stitched", quote, (" ".join(one), " ".join(other)), "stitched")
        while True:
            text = " ".join(model.sentence(random_))
            if text not in known:
                break
        yield Asked("absent", text, (), "not_found")
    for _ in range(number):
        common = [
            "it",
            "is",
            "going",
            "to",
            "be",
            "one",
            "of",
            "the",
            "we",
            "are",
            "that",
            "and",
            "i",
            "have",
            "a",
            "in",
        ]
        yield Asked("common words", " ".join(random_.choices(common, k=random_.randint(4, 12))), (), "")
