"""Where sentences and clauses end in a text, by its commas and stops, in the words of its normal form."""

from __future__ import annotations

import regex

from quotes.matching.normalise import Normal

CLAUSE_MARK = regex.compile(r"[,.;:!?…–—‒―，。；：！？、]|\s-\s")
FULL_STOP = regex.compile(r"[?!;。！？；]")
STOP = regex.compile(r"(?<!\.\s*)\.(?!\s*\.)")
SHORTENED = regex.compile(r"\d{1,2}|\p{Lu}\p{L}{0,3}|\p{L}+\..*")
"""What a stop behind it may belong to."""
COMMA = regex.compile(r"[,，、]")
QUESTION = regex.compile(r"[?？؟]")
ENDS_ANSWER = regex.compile(r"[.!;…。！；]")


def is_stop(text: str, said: Normal, place: int) -> bool:
    """Whether a sentence ends before a word; “Dr. Vale” and “am 3. Mai” go on."""
    (start, end), begin = said.spans[place - 1], said.spans[place][0]
    between = text[end:begin]
    if FULL_STOP.search(between):
        return True
    return bool(STOP.search(between)) and not text[begin].islower() and not SHORTENED.fullmatch(text, start, end)


def marked(text: str, said: Normal, begin: int, end: int) -> frozenset[int]:
    """The words [begin, end] that a comma, a stop or the like stands before."""
    spans = said.spans
    places = range(max(1, begin), min(end + 1, len(spans)))
    return frozenset(at for at in places if CLAUSE_MARK.search(text, spans[at - 1][1], spans[at][0]))


def clause_end(text: str, said: Normal, at: int) -> int:
    """The first word from `at` on that a comma, a stop or the like stands before."""
    for place in range(at, len(said.words)):
        if place and CLAUSE_MARK.search(text, said.spans[place - 1][1], said.spans[place][0]):
            return place
    return len(said.words)


def asks(text: str, said: Normal, at: int) -> bool:
    """Whether a question ends before word `at`."""
    return 0 < at < len(said.words) and bool(QUESTION.search(behind(text, said, at)))


def behind(text: str, said: Normal, at: int) -> str:
    """The marks and spaces of a text before word `at`, or behind its last one."""
    return text[said.spans[at - 1][1] : said.spans[at][0] if at < len(said.spans) else len(text)]
