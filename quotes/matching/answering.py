"""Whether a speaker answers their own question with no: “The quay will sink? Certainly not.”

Only an answer that is short, of the words in data/answers.txt, tells that; “No one knows” does not. What goes on
behind a no gives its reasons, in whatever words: “No, because we need it.”
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotes.matching.knowledge import pairs
from quotes.matching.knowledge import words as known_words
from quotes.matching.normalise import Normal
from quotes.matching.reach import role_at
from quotes.matching.recanting import recants
from quotes.matching.stops import ENDS_ANSWER, QUESTION, behind, clause_end

FARTHEST = 10
"""Words of an answer."""
DENYING = ("denies", "rejects")


@cache
def _longest() -> int:
    return max(len(entry.split()) for entry in pairs("answers"))


def may_answer(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the words [begin, end) may begin with a short answer that denies."""
    return any(role in DENYING for role, _ in _entries(words, begin, min(end, begin + FARTHEST)))


def is_no(words: Sequence[str], begin: int, end: int) -> bool:
    """Whether the words [begin, end) are a no, perhaps with little words, and nothing else."""
    return _denying(words, begin, end) == "denies"


def answers_no(text: str, said: Normal, at: int, denied: bool) -> bool:
    """Whether the question that ends before word `at` of a text is answered with no from there on.

    denied: the question holds a negation, so that a “no” may agree: “It will not sink? No.”
    """
    words, answer = said.words, None
    if not may_answer(words, at, len(words)) and not recants(words, at, len(words)):
        return False
    while at < len(words) and not (answer and role_at(words, at, len(words)) == "ends"):  # “No, but …”
        end = clause_end(text, said, at + 1)
        told = _denying(words, at, end)
        if told is None and recants(words, at, end) == end:
            told = "rejects"
        if told is None and answer and words[at] not in known_words("open_answers"):
            break
        if told is None:
            return False
        answer = answer or (told if told in DENYING else None)
        mark, at = behind(text, said, end), end
        if QUESTION.search(mark) and told != "passed":  # “Really? No.”
            return False
        if ENDS_ANSWER.search(mark):
            break
    return answer == "rejects" or (answer == "denies" and not denied)


def _denying(words: Sequence[str], begin: int, end: int) -> str | None:
    """What the words [begin, end) answer; "passed" where it is neither, None where they are none of an answer."""
    before, told = "", "passed"
    entries = _entries(words, begin, end)
    for role, _ in entries:
        if role == "rejects" and before == "denies":
            return None  # That is not wrong.
        told = role if role in DENYING and told == "passed" else told
        before = role
    return told if entries and entries[-1][1] == end else None


def _entries(words: Sequence[str], begin: int, end: int) -> list[tuple[str, int]]:
    """The entries that stand one behind another from a word on, the longest each: what each is, and where it ends."""
    roles = pairs("answers")
    found: list[tuple[str, int]] = []
    while begin < end:
        lengths = range(min(_longest(), end - begin), 0, -1)
        length = next((one for one in lengths if " ".join(words[begin : begin + one]) in roles), 0)
        if not length:
            break
        found.append((roles[" ".join(words[begin : begin + length])], begin + length))
        begin += length
    return found
