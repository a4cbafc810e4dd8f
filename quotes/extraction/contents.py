"""A cue → where its content stands, where it begins and where it ends.

Three small choices, each among a handful of places where the sentence can be cut: before,
behind or around the cue; the first token; the last. A quotation is never cut.
"""

from __future__ import annotations

from quotes.extraction.analysis import Analysis
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import Cue
from quotes.extraction.sources import SourceOption
from quotes.extraction.words import VERBS

LAYOUTS = ("after", "before", "around")
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
MOST_STARTS = 5
LONGEST_APPOSITION = 24
SHORT_BETWEEN = 12
LONGEST_BETWEEN = 60
MOST_ENDS = 24


def layout_features(analysis: Analysis, cue: Cue, source: SourceOption) -> list[str]:
    """The named features for where the content stands, given cue and source."""
    first, last = analysis.sentences[analysis.sentence_of[cue.head]]
    tag = analysis.tags[cue.head]
    low, high = bounds(analysis, cue, source)
    after = analysis.class_at(high, last)
    after2 = analysis.class_at(high + 1, last)
    before = analysis.class_at(low - 1, last) if low > first else "EDGE"
    quoted_before = any(analysis.inside[i] >= 0 for i in range(first, low))
    quoted_after = any(analysis.inside[i] >= 0 for i in range(high, last))
    touching = low > first and (analysis.inside[low - 1] >= 0 or (low - 1 > first and analysis.inside[low - 2] >= 0))
    order = "inverted" if source.side == "behind" else source.side
    return [
        "bias",
        f"word {cue.stem}",
        f"word {cue.stem}, then {after}",
        f"word {cue.stem}, before {before}",
        f"tag {tag}",
        f"order {order}",
        f"order {order}, before {before}, then {after}",
        f"before {before}, then {after}",
        f"then {after} {after2}",
        f"before {before}, {min(low - first, 3)} words before",
        f"quotation before {quoted_before}, after {quoted_after}",
        f"quotation touching before {touching}, then {after}",
        f"quotation before {quoted_before}, after {quoted_after}, before {before}, then {after}",
        f"{_bucket(low - first)} words before, {_bucket(last - high)} behind",
        f"subject {source.kind}, begins the sentence {source.first <= first + 1}",
        f"{cue.auxiliary} {tag} passive {cue.passive}",
    ]


def _apposition_end(analysis: Analysis, index: int) -> int:
    """One past what is set off by commas behind a name: Nils Aker, the head of the council, “…”"""
    tokens, last = analysis.tokens, analysis.sentences[analysis.sentence_of[index - 1]][1]
    if index + 1 >= last or tokens.words[index] != ",":
        return index
    number = analysis.phrase_of[index + 1]
    if number < 0 or analysis.phrases[number].kind not in {"role", "group"} or analysis.inside[index + 1] >= 0:
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


def _bucket(number: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16, 32):
        if number <= limit:
            return str(limit)
    return "many"


def _inside_quotation(analysis: Analysis, index: int) -> bool:
    """Whether cutting before the token at index would cut a quotation in two."""
    number = analysis.inside[index]
    return number >= 0 and analysis.quotations[number].first < index


def start_options(analysis: Analysis, begin: int, last: int) -> list[int]:
    """Tokens at which content behind begin may start."""
    found: list[int] = []
    for index in range(begin, last):
        if _inside_quotation(analysis, index) or not _starts_word(analysis, index):
            continue
        previous = analysis.class_at(index - 1, last)
        here = analysis.class_at(index, last)
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


def start_features(
    analysis: Analysis, cue: Cue, source: SourceOption, begin: int, index: int, layout: str, number: int
) -> list[str]:
    """The named features of one place for the content to start, behind its cue."""
    last = analysis.sentences[analysis.sentence_of[cue.head]][1]
    here = analysis.class_at(index, last)
    here2 = analysis.class_at(index + 1, last)
    previous = analysis.class_at(index - 1, last) if index > begin else "BEGIN"
    phrase = analysis.phrase_of[index]
    kind = (
        phrase_kind(analysis, analysis.phrases[phrase])
        if phrase >= 0 and analysis.phrases[phrase].first == index
        else "none"
    )
    passed = _passed(analysis, begin, index)
    return [
        f"number {min(number, 4)} {layout}",
        f"here {here}",
        f"here {here} {here2}",
        f"previous {previous}",
        f"previous {previous}, here {here}",
        f"previous {previous}, here {here}, number {min(number, 3)}",
        f"passed {passed}",
        f"passed {passed}, here {here}",
        f"passed {passed}, previous {previous}",
        f"word {cue.stem}, here {here}",
        f"word {cue.stem}, number {min(number, 3)}",
        f"word {cue.stem}, passed {passed}",
        f"phrase {kind}, number {min(number, 3)}",
        f"{layout}, previous {previous}, here {here}",
    ]


def _passed(analysis: Analysis, begin: int, index: int) -> str:
    """What lies between the cue and a place where the content may start."""
    if index == begin:
        return "nothing"
    seen: list[str] = []
    for at in range(begin, min(index, begin + 30)):
        here = analysis.class_at(at, index)
        number = analysis.phrase_of[at]
        if here in {"THAT", "IF", "COLON", "TO", "COMMA", "QUOTATION"}:
            name = here
        elif analysis.tags[at] in VERBS:
            name = "verb"
        elif number >= 0:
            name = "phrase"
        elif here in {"EDGE"}:
            continue
        else:
            name = "words"
        if not seen or seen[-1] != name:
            seen.append(name)
    return " ".join(seen[:4])


def end_options(analysis: Analysis, start: int, last: int) -> list[int]:
    """One past the last token: places where content that starts at start may end."""
    found: list[int] = []
    for index in range(start + 1, last):
        if _inside_quotation(analysis, index):
            continue
        here = analysis.class_at(index, last)
        if (
            here in CUTS_AFTER
            or here in CUTS_BEFORE
            or here == "QUOTATION"
            or analysis.inside[index - 1] >= 0
            or here in {"VBG", "END"}
        ):
            found.append(index)
            if len(found) == MOST_ENDS:
                break
    found.append(last)
    return found


def end_features(
    analysis: Analysis, cue: Cue, start: int, end: int, last: int, layout: str, number: int, total: int
) -> list[str]:
    """The named features of one place for the content to end."""
    here = analysis.class_at(end, last)
    at_end = end >= last or (here == "END" and end >= last - 2)
    here2 = analysis.class_at(end + 1, last)
    here3 = analysis.class_at(end + 2, last)
    previous = analysis.class_at(end - 1, last)
    length = _bucket(end - start)
    quoted = any(analysis.inside[i] >= 0 for i in range(start, end))
    quoted_rest = not at_end and any(analysis.inside[i] >= 0 for i in range(end, last))
    place = "at the end" if at_end else here
    verb = _has_verb(analysis, start, end)
    verb_rest = "none" if at_end else _has_verb(analysis, end, last)
    saying_rest = not at_end and _saying_near(analysis, end, last)
    closes = end > start and analysis.inside[end - 1] >= 0
    found = [
        f"{place}, {layout}",
        f"{place}, then {here2}",
        f"{place}, then {here2} {here3}",
        f"{place}, word {cue.stem}",
        f"{place}, {length} words",
        f"{place}, verb in it {verb}",
        f"{place}, verb in it {verb}, in the rest {verb_rest}",
        f"{place}, previous {previous}",
        f"{place}, quoted {quoted}, rest {quoted_rest}",
        f"{place}, closes a quotation {closes}",
        f"{place}, saying in the rest {saying_rest}",
        f"{place}, then {here2}, saying in the rest {saying_rest}",
        f"{place}, tag {analysis.tags[cue.head]}",
        f"{length} words",
        f"cut {min(number, 6)}",
        f"{place}, starts {analysis.class_at(start, last)}",
        f"{place}, starts {analysis.class_at(start, last)}, verb in it {verb}",
    ]
    return found


def _has_verb(analysis: Analysis, first: int, last: int) -> str:
    """Whether a stretch holds a finite verb, an infinitive, a participle, or none."""
    weaker = "none"
    for index in range(first, min(last, first + 80)):
        tag = analysis.tags[index]
        if tag in {"VBD", "VBZ", "VBP", "MD"}:
            return "finite"
        if tag in VERBS:
            weaker = "other"
    return weaker


def _saying_near(analysis: Analysis, first: int, last: int) -> bool:
    """Whether a verb of saying outside quotations stands within the next few words."""
    return any(
        analysis.tokens.lower[index] in analysis.language.saying
        and analysis.tags[index] in VERBS
        and analysis.inside[index] < 0
        for index in range(first, min(last, first + 8))
    )


def before_options(analysis: Analysis, first: int, limit: int) -> list[tuple[int, int]]:
    """(start, end) of content that stands before limit in a sentence beginning at first."""
    starts = [first]
    ends: list[int] = []
    for index in range(first + 1, limit + 1):
        if index < limit and _inside_quotation(analysis, index):
            continue
        previous = analysis.class_at(index - 1, limit)
        if index < limit and (
            previous in {"COMMA", "SEMICOLON", "COLON", "DASH"}
            or (index <= first + 2)
            or analysis.class_at(index, limit) in {"QUOTATION"}
            or previous in {"AND", "BUT", "THAT"}
        ):
            starts.append(index)
        here = analysis.class_at(index, limit)
        if index == limit or here in CUTS_AFTER or analysis.inside[index - 1] >= 0:
            ends.append(index)
    return [(start, end) for start in starts[:8] for end in ends[-5:] if start < end]


def before_features(
    analysis: Analysis, cue: Cue, first: int, limit: int, start: int, end: int, layout: str
) -> list[str]:
    """The named features of one stretch before the cue as its content."""
    here = analysis.class_at(end, limit)
    start_class = analysis.class_at(start, limit)
    previous = analysis.class_at(start - 1, limit) if start > first else "BEGIN"
    verb = _has_verb(analysis, start, end)
    commas = sum(1 for i in range(end + 1, limit) if analysis.tokens.words[i] == ",")
    quoted = any(analysis.inside[i] >= 0 for i in range(start, end))
    left_quoted = any(analysis.inside[i] >= 0 for i in range(first, start))
    missed_quoted = any(analysis.inside[i] >= 0 for i in range(end, limit))
    begins = analysis.inside[start] >= 0
    closes = analysis.inside[end - 1] >= 0
    return [
        f"from the beginning {start == first}",
        f"after {previous}",
        f"after {previous}, from {start_class}",
        f"from the beginning {start == first}, from {start_class}",
        f"begins a quotation {begins}, closes {closes}",
        f"quotation left out {left_quoted or missed_quoted}",
        f"ends before {here}",
        f"ends before {here}, {min(commas, 2)} commas behind",
        f"ends before {here}, {_bucket(limit - end)} words behind",
        f"{_bucket(limit - end)} words behind",
        f"verb {verb}",
        f"verb {verb}, quoted {quoted}, after {previous}",
        f"{layout}, verb {verb}, from the beginning {start == first}",
        f"{_bucket(end - start)} words",
        f"word {cue.stem}, ends before {here}",
    ]
