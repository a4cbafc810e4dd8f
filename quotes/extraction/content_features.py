"""What speaks for and against each place where a cue's content may stand, begin and end: features in groups."""

from __future__ import annotations

from bisect import bisect_left

from quotes.extraction.analysis import Analysis
from quotes.extraction.contents import closes_quotation
from quotes.extraction.cue_features import phrase_kind
from quotes.extraction.cues import Cue
from quotes.extraction.decisions import Group, group
from quotes.extraction.sources import SourceOption
from quotes.extraction.words import VERBS

FARTHEST_VERB = 80
"""Tokens that are looked through for a verb."""
NEAR_SAYING = 8
NEAR_COMMA = 6
LONGEST_PASSED = 30
LIMITS = (0, 1, 2, 4, 8, 16, 32)
BUCKETS = tuple(str(min(limit for limit in LIMITS if number <= limit)) for number in range(LIMITS[-1] + 1))


def layout_features(analysis: Analysis, cue: Cue, source: SourceOption, low: int, high: int) -> list[Group]:
    """What each layout (where the content stands) is judged by, given cue and source, which touch from low to high."""
    sentence = analysis.sentence(cue.head)
    first, last, quoted = sentence.first, sentence.last, sentence.quoted
    tag = analysis.tags[cue.head]
    after = analysis.class_at(high, last)
    before = analysis.class_at(low - 1, last) if low > first else "EDGE"
    quoted_before = bool(quoted) and quoted[0] < low
    quoted_after = bool(quoted) and quoted[-1] >= high
    touching = low > first and (analysis.inside[low - 1] >= 0 or (low - 1 > first and analysis.inside[low - 2] >= 0))
    order = "inverted" if source.side == "behind" else source.side
    return [
        (_layout_word, cue.stem, after),
        (_layout_word_before, cue.stem, before),
        (_layout_order, tag, order, before, after),
        (_layout_then, after, analysis.class_at(high + 1, last)),
        (_layout_quotation, quoted_before, quoted_after, touching, before, after),
        (_layout_room, _bucket(low - first), _bucket(last - high), before, min(low - first, 3)),
        (_layout_shape, source.kind, source.first <= first + 1, cue.auxiliary, tag, cue.passive),
    ]


@group
def _layout_word(stem: str, after: str) -> list[str]:
    return ["bias", f"word {stem}", f"word {stem}, then {after}"]


@group
def _layout_word_before(stem: str, before: str) -> list[str]:
    return [f"word {stem}, before {before}"]


@group
def _layout_order(tag: str, order: str, before: str, after: str) -> list[str]:
    edges = f"before {before}, then {after}"
    return [f"tag {tag}", f"order {order}", f"order {order}, {edges}", edges]


@group
def _layout_then(after: str, after2: str) -> list[str]:
    return [f"then {after} {after2}"]


@group
def _layout_quotation(quoted_before: bool, quoted_after: bool, touching: bool, before: str, after: str) -> list[str]:
    where = f"quotation before {quoted_before}, after {quoted_after}"
    return [
        where,
        f"quotation touching before {touching}, then {after}",
        f"{where}, before {before}, then {after}",
    ]


@group
def _layout_room(words_before: str, words_behind: str, before: str, few: int) -> list[str]:
    return [f"{words_before} words before, {words_behind} behind", f"before {before}, {few} words before"]


@group
def _layout_shape(subject: str, begins: bool, auxiliary: str, tag: str, passive: bool) -> list[str]:
    return [f"subject {subject}, begins the sentence {begins}", f"{auxiliary} {tag} passive {passive}"]


def _bucket(number: int) -> str:
    return BUCKETS[number] if number < len(BUCKETS) else "many"


def all_start_features(analysis: Analysis, cue: Cue, begin: int, starts: list[int], layout: str) -> list[list[Group]]:
    """The features of each place for the content to start, behind its cue."""
    last = analysis.sentences[analysis.sentence_of[cue.head]][1]
    found: list[list[Group]] = []
    for number, index in enumerate(starts):
        here = analysis.class_at(index, last)
        previous = analysis.class_at(index - 1, last) if index > begin else "BEGIN"
        phrase = analysis.phrase_of[index]
        at_phrase = phrase >= 0 and analysis.phrases[phrase].first == index
        kind = phrase_kind(analysis, analysis.phrases[phrase]) if at_phrase else "none"
        passed = _passed(analysis, begin, index)
        few = min(number, 3)
        found.append(
            [
                (_start_place, min(number, 4), few, layout, kind),
                (_start_here, here, analysis.class_at(index + 1, last)),
                (_start_behind, previous, here, few, layout),
                (_start_passed, passed, here, previous),
                (_start_word, cue.stem, here, few),
                (_start_word_passed, cue.stem, passed),
            ]
        )
    return found


@group
def _start_place(number: int, few: int, layout: str, kind: str) -> list[str]:
    return [f"number {number} {layout}", f"phrase {kind}, number {few}"]


@group
def _start_here(here: str, here2: str) -> list[str]:
    return [f"here {here}", f"here {here} {here2}"]


@group
def _start_behind(previous: str, here: str, number: int, layout: str) -> list[str]:
    edge = f"previous {previous}, here {here}"
    return [f"previous {previous}", edge, f"{edge}, number {number}", f"{layout}, {edge}"]


@group
def _start_passed(passed: str, here: str, previous: str) -> list[str]:
    return [f"passed {passed}", f"passed {passed}, here {here}", f"passed {passed}, previous {previous}"]


@group
def _start_word(stem: str, here: str, number: int) -> list[str]:
    return [f"word {stem}, here {here}", f"word {stem}, number {number}"]


@group
def _start_word_passed(stem: str, passed: str) -> list[str]:
    return [f"word {stem}, passed {passed}"]


def _passed(analysis: Analysis, begin: int, index: int) -> str:
    """What lies between the cue and a place where the content may start."""
    if index == begin:
        return "nothing"
    seen: list[str] = []
    for at in range(begin, min(index, begin + LONGEST_PASSED)):
        here = analysis.class_at(at, index)
        if here in {"THAT", "IF", "COLON", "TO", "COMMA", "QUOTATION"}:
            name = here
        elif analysis.tags[at] in VERBS:
            name = "verb"
        else:
            name = "phrase" if analysis.phrase_of[at] >= 0 else "words"
        if not seen or seen[-1] != name:
            seen.append(name)
    return " ".join(seen[:4])


def all_end_features(
    analysis: Analysis, cue: Cue, start: int, ends: list[int], last: int, layout: str
) -> list[list[Group]]:
    """The features of each place for content that starts at start to end; last ends the sentence."""
    tags, inside = analysis.tags, analysis.inside
    classes = [*analysis.classes[start:last], "EDGE", "EDGE", "EDGE"]
    tag, starts = tags[cue.head], classes[0]
    sentence = analysis.sentence(cue.head)
    verbs, finite, quoted, saying = sentence.verbs, sentence.finite, sentence.quoted, sentence.saying
    telling = [i for i in saying if i >= start and _follows_comma(analysis, i, start)]
    if "ACCORDING" in classes:
        telling += [
            i
            for i, name in enumerate(classes, start)
            if name == "ACCORDING" and tags[i] not in VERBS and inside[i] < 0 and _follows_comma(analysis, i, start)
        ]
        telling.sort()
    found: list[list[Group]] = []
    for number, end in enumerate(ends):
        here, here2, here3 = classes[end - start : end - start + 3]
        at_end = end >= last or (here == "END" and end >= last - 2)
        place = "at the end" if at_end else here
        verb = _verb_between(finite, verbs, start, end)
        verb_rest = "none" if at_end else _verb_between(finite, verbs, end, last)
        saying_rest = not at_end and _any_between(saying, end, min(last, end + NEAR_SAYING))
        quoted_rest = not at_end and bool(quoted) and quoted[-1] >= end
        closes = inside[end - 1] >= 0
        found.append(
            [
                (_end_then, place, here2, here3),
                (_end_cut, place, layout, classes[end - start - 1], closes, tag),
                (_end_verbs, place, _bucket(end - start), verb, verb_rest),
                (_end_rest, place, _any_between(quoted, start, end), quoted_rest, saying_rest, here2),
                (_end_from, place, starts, verb, min(number, 6)),
                (_end_word, place, cue.stem),
                (_end_telling, place, _any_between(telling, start, end)),
            ]
        )
    return found


@group
def _end_telling(place: str, telling: bool) -> list[str]:
    return [f"{place}, another telling in it {telling}"]


def _follows_comma(analysis: Analysis, index: int, first: int) -> bool:
    """Whether here somebody else tells what stands before: …, the Courier reported; …, according to the report."""
    near = range(index - 1, max(first, index - NEAR_COMMA) - 1, -1)
    return any(analysis.classes[i] == "COMMA" or closes_quotation(analysis, i) for i in near)


@group
def _end_then(place: str, here2: str, here3: str) -> list[str]:
    return [f"{place}, then {here2}", f"{place}, then {here2} {here3}"]


@group
def _end_cut(place: str, layout: str, previous: str, closes: bool, tag: str) -> list[str]:
    found = [f"{place}, {layout}", f"{place}, previous {previous}", f"{place}, closes a quotation {closes}"]
    return [*found, f"{place}, tag {tag}"]


@group
def _end_verbs(place: str, length: str, verb: str, verb_rest: str) -> list[str]:
    held = f"{place}, verb in it {verb}"
    return [f"{length} words", f"{place}, {length} words", held, f"{held}, in the rest {verb_rest}"]


@group
def _end_rest(place: str, quoted: bool, quoted_rest: bool, saying_rest: bool, here2: str) -> list[str]:
    return [
        f"{place}, quoted {quoted}, rest {quoted_rest}",
        f"{place}, saying in the rest {saying_rest}",
        f"{place}, then {here2}, saying in the rest {saying_rest}",
    ]


@group
def _end_from(place: str, starts: str, verb: str, number: int) -> list[str]:
    return [f"{place}, starts {starts}", f"{place}, starts {starts}, verb in it {verb}", f"cut {number}"]


@group
def _end_word(place: str, stem: str) -> list[str]:
    return [f"{place}, word {stem}"]


def _any_between(places: list[int], first: int, last: int) -> bool:
    """Whether one of the places, which are in order, lies at or after first and before last."""
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last


def _verb_between(finite: list[int], verbs: list[int], first: int, last: int) -> str:
    """Whether a stretch holds a finite verb, another form, or none."""
    last = min(last, first + FARTHEST_VERB)
    if _any_between(finite, first, last):
        return "finite"
    return "other" if _any_between(verbs, first, last) else "none"


def all_before_features(
    analysis: Analysis, cue: Cue, first: int, limit: int, stretches: list[tuple[int, int]], layout: str
) -> list[list[Group]]:
    """The features of each stretch before the cue as its content; first begins the sentence."""
    inside = analysis.inside
    sentence = analysis.sentence(cue.head)
    verbs, finite, quoted = sentence.verbs, sentence.finite, sentence.quoted
    commas = [i for i, word in enumerate(analysis.tokens.words[first:limit], first) if word == ","]
    found: list[list[Group]] = []
    for start, end in stretches:
        here = analysis.class_at(end, limit)
        previous = analysis.class_at(start - 1, limit) if start > first else "BEGIN"
        left_out = _any_between(quoted, first, start) or _any_between(quoted, end, limit)
        behind = min(len(commas) - bisect_left(commas, end + 1), 2)
        verb = _verb_between(finite, verbs, start, end)
        found.append(
            [
                (_before_begin, start == first, previous, analysis.class_at(start, limit)),
                (_before_marks, inside[start] >= 0, inside[end - 1] >= 0, left_out),
                (_before_end, here, behind, _bucket(limit - end)),
                (_before_verb, verb, _any_between(quoted, start, end), previous, layout, start == first),
                (_before_word, cue.stem, here, _bucket(end - start)),
            ]
        )
    return found


@group
def _before_begin(from_beginning: bool, previous: str, start: str) -> list[str]:
    return [
        f"from the beginning {from_beginning}",
        f"after {previous}",
        f"after {previous}, from {start}",
        f"from the beginning {from_beginning}, from {start}",
    ]


@group
def _before_marks(begins: bool, closes: bool, left_out: bool) -> list[str]:
    return [f"begins a quotation {begins}, closes {closes}", f"quotation left out {left_out}"]


@group
def _before_end(here: str, commas: int, behind: str) -> list[str]:
    ends = f"ends before {here}"
    return [ends, f"{ends}, {commas} commas behind", f"{ends}, {behind} words behind", f"{behind} words behind"]


@group
def _before_verb(verb: str, quoted: bool, previous: str, layout: str, from_beginning: bool) -> list[str]:
    return [
        f"verb {verb}",
        f"verb {verb}, quoted {quoted}, after {previous}",
        f"{layout}, verb {verb}, from the beginning {from_beginning}",
    ]


@group
def _before_word(stem: str, here: str, length: str) -> list[str]:
    return [f"{length} words", f"word {stem}, ends before {here}"]
