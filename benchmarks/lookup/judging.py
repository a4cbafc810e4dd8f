"""What of an answer is right.

Judged by the printed words alone, with nothing of the product's own matching:

- First: the statement that was asked for is the first of the answer; where several hold the very
  words (of a stitched one, of the part), any of them.
- Verdict: the one of the kind, or one that is as true: *verbatim part* of altered words that
  stand there as they are asked for, *verbatim* of a part that is all of another statement, and
  *disputed* where statements that hold the very words name different speakers.
- Absent: wrong is each answer that gives statements for the words, unless the first of them (of
  each part, where it was found stitched) holds the very words. How many of the wrong ones differ from
  what is stored in no more words than a quotation altered by a tenth does is told apart: there the
  model has made such a quotation by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from benchmarks.lookup.questions import Asked
from quotes.lookup.answers import Answer, OccurrenceShown

NEAR = 0.1


def is_first(question: Asked, answer: Answer) -> float:
    """1 where the statement asked for comes first; of stitched ones the share of parts that do."""
    if question.kind == "stitched":
        parts = [(_best(part.occurrences), part.quoted) for part in answer.parts]
        right = [
            any(text == target or (holds(text, quoted) and holds(target, quoted)) for text, quoted in parts)
            for target in question.targets
        ]
        return sum(right) / len(right)
    first = _best(answer.occurrences)
    return float(first == question.targets[0] or holds(first, question.quote))


def has_right_verdict(question: Asked, answer: Answer) -> bool:
    """Whether the verdict is the kind's, or one that is as true."""
    verdict = answer.verdict.value
    if verdict == question.verdict:
        return True
    if not question.targets:
        return is_there(question, answer)
    if verdict == "disputed":
        exact = {o.speaker.id for o in answer.occurrences if o.speaker and holds(o.text, question.quote)}
        return len(exact) > 1
    if verdict == "verbatim_part":
        return question.verdict == "altered" and holds(_best(answer.occurrences), question.quote)
    return verdict == "verbatim" and _plain(_best(answer.occurrences)) == _plain(question.quote)


def is_there(question: Asked, answer: Answer) -> bool:
    """Whether what was found of an absent question holds its very words."""
    if answer.parts:
        return all(holds(_best(part.occurrences), part.quoted) for part in answer.parts)
    return holds(_best(answer.occurrences), question.quote)


def is_near(question: Asked, answer: Answer) -> bool:
    """Whether the first statement of an answer differs in no more words than a quotation altered by a tenth."""
    words, stored = _plain(question.quote), _plain(_best(answer.occurrences))
    return edits(words, stored) <= max(1, round(NEAR * len(words)))


def edits(words: Sequence[str], stored: Sequence[str]) -> int:
    """The fewest words to change, drop or add so that the words stand in a stretch of the stored ones."""
    size = len(words)
    windows = (
        stored[at : at + length]
        for length in range(max(1, size - 3), size + 4)
        for at in range(max(1, len(stored) - length + 1))
    )
    return min((Levenshtein.distance(words, window) for window in windows), default=size)


def holds(text: str, quote: str) -> bool:
    """Whether a text holds the words of a quotation, whose gaps may stand for any words."""
    at, words = 0, _plain(text)
    for piece in quote.split("…"):
        wanted = _plain(piece)
        places = [n for n in range(at, len(words) - len(wanted) + 1) if words[n : n + len(wanted)] == wanted]
        if not places:
            return False
        at = places[0] + len(wanted)
    return True


def _best(occurrences: Sequence[OccurrenceShown]) -> str:
    """The text that scores best; of equals the first shown."""
    return max(occurrences, key=lambda o: o.score or 0.0).text if occurrences else ""


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’.,]\w+)*", text.lower())
