"""A cue → the places where its content may stand, begin and end. A quotation is never cut."""

from __future__ import annotations

from quotes.extraction.analysis import TENSED, Analysis
from quotes.extraction.cues import Cue, is_inverted
from quotes.extraction.sources import SourceOption
from quotes.extraction.words import VERBS

CUTS_AFTER = frozenset({"COMMA", "SEMICOLON", "COLON", "DASH", "BRACKET"})
CUTS_BEFORE = frozenset(
    {
        "AND",
        "BUT",
        "OR",
        "WHEN",
        "AS",
        "WHILE",
        "BECAUSE",
        "THOUGH",
        "WHICH",
        "WHO",
        "ACCORDING",
        "SO",
        "IF",
        "BY",
        "FOR",
        "IN",
        "ON",
        "PLACE",
        "WITH",
        "TO",
        "FROM",
        "THAN",
        "INCLUDING",
        "WHERE",
        "AGAINST",
        "TOPIC",
        "THAT",
    }
)
CUTS = CUTS_AFTER | CUTS_BEFORE | {"QUOTATION", "VBG", "END"}
MOST_STARTS = 5
MOST_BEFORE_STARTS = 8
MOST_BEFORE_ENDS = 5
OPENS_BEFORE = frozenset({"COMMA", "SEMICOLON", "COLON", "DASH", "AND", "BUT", "THAT"})
LONGEST_APPOSITION = 24
SHORT_BETWEEN = 12
LONGEST_BETWEEN = 60
MOST_ENDS = 24
SUBORDINATES = frozenset({"IF", "WHEN", "WHILE", "THOUGH", "BECAUSE"})
LONGEST_SET_OFF = 8
"""Tokens between a cue and the comma that ends its clause: whom it was told, when and where."""


def _apposition_end(analysis: Analysis, index: int) -> int:
    """One past what is set off by commas behind a name: Nils Aker, the head of the council, “…”

    Or of what was done with it: the report, published on Monday, …
    """
    tokens, last = analysis.tokens, analysis.sentences[analysis.sentence_of[index - 1]][1]
    if index + 1 >= last or tokens.words[index] != ",":
        return index
    number = analysis.phrase_of[index + 1]
    tells = analysis.tags[index + 1] == "VBN" or (number >= 0 and analysis.phrases[number].kind in {"role", "group"})
    if not tells or analysis.inside[index + 1] >= 0:
        return index
    for at in range(index + 2, min(last, index + LONGEST_APPOSITION)):
        if analysis.inside[at] >= 0:
            return index
        if tokens.words[at] == ",":
            return at + 1
    return index


def _belongs(analysis: Analysis, first: int, last: int) -> bool:
    """Whether what lies between a source and its cue belongs to the source: little, or set off by commas."""
    words = analysis.tokens.words
    set_off = last - first <= LONGEST_BETWEEN and words[first] == "," == words[last - 1]
    return last - first <= SHORT_BETWEEN or set_off


def bounds(analysis: Analysis, cue: Cue, source: SourceOption) -> tuple[int, int]:
    """First token and one past the last of cue and source together, where they touch."""
    if source.side == "behind" and source.first - cue.last <= 3:
        return cue.first, max(cue.last, _apposition_end(analysis, source.last))
    if source.side == "before" and _belongs(analysis, source.last, cue.first):
        return source.first, cue.last
    return cue.first, cue.last


def _inside_quotation(analysis: Analysis, index: int) -> bool:
    """Whether cutting before the token at index would cut a quotation in two."""
    number = analysis.inside[index]
    return number >= 0 and analysis.quotations[number].first < index


def start_options(analysis: Analysis, begin: int, last: int) -> list[int]:
    """Tokens at which content behind begin may start."""
    found: list[int] = []
    for index in range(begin, last):
        if not _starts_word(analysis, index) or _inside_quotation(analysis, index):
            continue
        previous = analysis.class_at(index - 1, last)
        here = analysis.classes[index]
        number = analysis.phrase_of[index]
        at_phrase = number >= 0 and analysis.phrases[number].first == index
        if (
            index == begin
            or at_phrase
            or here in {"THAT", "IF", "WH", "TO", "QUOTATION", "FOR", "AGAINST"}
            or previous in {"COMMA", "COLON", "THAT", "TOPIC", "FOR", "OF"}
        ):
            found.append(index)
            if len(found) == MOST_STARTS:
                break
    return found


def _starts_word(analysis: Analysis, index: int) -> bool:
    return analysis.tokens.words[index][0].isalnum() or analysis.inside[index] >= 0


def end_options(analysis: Analysis, start: int, last: int) -> list[int]:
    """One past the last token: places where content that starts at start may end."""
    found: list[int] = []
    classes, inside = analysis.classes, analysis.inside
    for index in range(start + 1, last):
        cuts = classes[index] in CUTS or inside[index - 1] >= 0
        if cuts and not _inside_quotation(analysis, index):
            found.append(index)
            if len(found) == MOST_ENDS:
                break
    found.append(last)
    return found


def leads_on(analysis: Analysis, first: int, limit: int, cue: Cue) -> bool:
    """Whether nothing but a quotation that ends in a comma stands before source and cue: “…,” Vale said."""
    words = analysis.tokens.words
    if any(analysis.tags[index] in VERBS for index in range(limit, cue.first)):
        return False  # another telling stands between: “…,” Vale said, adding …
    if any(words[index][0].isalnum() and analysis.inside[index] < 0 for index in range(first, limit)):
        return False  # Calling it “a mess,” Vale said …
    closing = limit - 2 if limit - 1 > first and words[limit - 1] == "," else limit - 1
    if closing <= first or not closes_quotation(analysis, closing):
        return False
    return "," in {words[limit - 1], words[closing - 1]}


def interrupts(analysis: Analysis, low: int, high: int, start: int) -> bool:
    """Whether source and cue, from low to high, are set off within what is said.

    Rents, Vale said on Sunday, had doubled. start is where what follows them begins.
    """
    classes = analysis.classes
    comma = start - 1
    if not high < comma <= high + LONGEST_SET_OFF or {classes[low - 1], classes[comma]} != {"COMMA"}:
        return False
    apart = any(analysis.tags[i] in VERBS or analysis.inside[i] >= 0 for i in range(high, comma))
    return not apart and classes[start] != "QUOTATION"


def main_clause(analysis: Analysis, cue: Cue, start: int, end: int) -> int:
    """Where content from start to end must stop, for the clause that its cue's hangs on begins: at its comma, or end.

    When Vale said that rents had doubled, nobody laughed. What Vale said ends at the last comma behind
    which a subject and its verb follow, when a verb has been said before it.
    """
    sentence = analysis.sentence(cue.head)
    if end < sentence.last - 2 or not _is_subordinate(analysis, cue, sentence.first):
        return end
    for comma in range(end - 1, start, -1):
        if (
            analysis.classes[comma] != "COMMA"
            or analysis.inside[comma] >= 0
            or not _begins_clause(analysis, comma + 1)
        ):
            continue
        if any(start <= verb < comma for verb in sentence.finite):
            return comma
    return end


def before_answer(analysis: Analysis, start: int, end: int) -> int:
    """Where a question ends whose answer stands behind a colon: asked if he would stay: “…”"""
    if analysis.classes[start] not in {"IF", "WH", "WHO", "WHEN", "WHERE", "WHICH"}:
        return end
    answers = (at for at in range(start + 1, end - 1) if analysis.classes[at : at + 2] == ["COLON", "QUOTATION"])
    return next(answers, end)


def _is_subordinate(analysis: Analysis, cue: Cue, first: int) -> bool:
    """Whether a cue's clause opens its sentence and hangs on another: When Vale said …, Had Vale said …"""
    opener = first + 1 if analysis.classes[first] in {"AND", "BUT"} else first
    if analysis.classes[opener] not in SUBORDINATES and not is_inverted(analysis, cue):
        return False
    finite = analysis.sentence(cue.head).finite
    return not any(opener < verb < cue.first for verb in finite)


def _begins_clause(analysis: Analysis, index: int) -> bool:
    """Whether a subject and its finite verb begin at a token."""
    while index < len(analysis.tokens) and analysis.tags[index] == "RB":
        index += 1
    number = analysis.phrase_of[index] if index < len(analysis.tokens) else -1
    if number < 0 or analysis.phrases[number].first != index or analysis.phrases[number].kind == "relative":
        return False
    at = analysis.phrases[number].last
    while at < len(analysis.tokens) and analysis.tags[at] == "RB":
        at += 1
    return at < len(analysis.tokens) and analysis.tags[at] in TENSED


def closes_quotation(analysis: Analysis, index: int) -> bool:
    """Whether the token is the mark that closes a quotation which stands in no other."""
    number = analysis.inside[index]
    return number >= 0 and analysis.quotations[number].closed and analysis.quotations[number].last == index + 1


def before_options(analysis: Analysis, first: int, limit: int) -> list[tuple[int, int]]:
    """(start, end) of content that stands before limit in a sentence beginning at first."""
    while first < limit - 1 and not _starts_word(analysis, first):
        first += 1  # signs that open the sentence: 🌊 “Run,” she said
    starts = [first]
    for index in range(first + 1, limit):
        if len(starts) == MOST_BEFORE_STARTS:
            break
        previous = analysis.class_at(index - 1, limit)
        if not _inside_quotation(analysis, index) and (
            index <= first + 2 or previous in OPENS_BEFORE or analysis.class_at(index, limit) == "QUOTATION"
        ):
            starts.append(index)
    ends: list[int] = []
    for index in range(limit, first, -1):
        if len(ends) == MOST_BEFORE_ENDS:
            break
        if index < limit and _inside_quotation(analysis, index):
            continue
        if index == limit or analysis.class_at(index, limit) in CUTS_AFTER or analysis.inside[index - 1] >= 0:
            ends.append(index)
    ends.reverse()
    return [(start, end) for start in starts for end in ends if start < end]


def merged(content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch joined."""
    result: list[tuple[int, int]] = []
    for first, last in sorted(content):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return result
