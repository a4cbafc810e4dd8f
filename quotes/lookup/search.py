"""A quotation → the statements that it comes from, best first, or the parts that it was stitched from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.lookup.retrieval import Candidate, by_common_shingles, by_pairs, by_shingles
from quotes.matching.alignment import Alignment, ChangeKind, align, align_part, weight, weight_of
from quotes.matching.normalise import Normal
from quotes.matching.verdicts import (
    FEWEST_OF_PART,
    LEAST_PART_WEIGHT,
    LEAST_STITCHED,
    SIMILAR,
    STITCHED_ADVANTAGE,
    threshold,
)

MOST_ALIGNED = 12
MOST_SIMILAR = 5
MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A wording that fits, with the statements of exactly these words among the candidates."""

    words: tuple[str, ...]
    words_hash: int
    quotation_id: int | None
    statement_ids: tuple[int, ...]
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class Search:
    """What was found: whole matches over the threshold, else parts of a stitched one, and what is similar."""

    matches: tuple[Found, ...]
    parts: tuple[Found, ...]
    similar: tuple[Found, ...]


def search(normal: Normal, *, everything: bool = False) -> Search:
    """Look a quotation up, among all statements or only among public ones."""
    if not normal.words:
        return Search((), (), ())
    least = threshold(len(normal.words))
    first = by_shingles(normal.words, everything)
    candidates = first.candidates
    found = _aligned(normal, candidates)
    if not found or found[0].alignment.score < least:
        more = by_common_shingles(first) + by_pairs(normal.words, everything)
        if more:
            candidates = list({c.statement_id: c for c in [*candidates, *more]}.values())
            found = _merged(found, _aligned(normal, more))
    matches = tuple(item for item in found if item.alignment.score >= least)
    covered = matches[0].alignment.quoted if matches else (0, 0)
    left_over = weight_of(normal.words[: covered[0]]) + weight_of(normal.words[covered[1] :])
    parts: tuple[Found, ...] = ()
    if left_over >= LEAST_PART_WEIGHT and len(normal.words) >= 2 * FEWEST_OF_PART:
        parts = _parts(normal, candidates, _to_beat(matches))
    similar = [f for f in found if SIMILAR <= f.alignment.score < least] if not matches else []
    return Search(matches, parts, tuple(similar[:MOST_SIMILAR]))


def _to_beat(matches: Sequence[Found]) -> float:
    """What the parts must hold where one statement fits the whole: more where it is only reordered."""
    if not matches:
        return 0.0
    alignment = matches[0].alignment
    reordered = any(change.kind is ChangeKind.REORDERED for change in alignment.changes)
    return alignment.score + (STITCHED_ADVANTAGE if reordered else 0.02)


def _merged(one: list[Found], other: list[Found]) -> list[Found]:
    both = {item.words_hash: item for item in [*other, *one]}
    return sorted(both.values(), key=_rank)


def _rank(found: Found) -> tuple[float, int, int]:
    return (-found.alignment.score, len(found.words), found.words_hash)


def _aligned(normal: Normal, candidates: Iterable[Candidate]) -> list[Found]:
    """The likeliest wordings of the candidates, aligned, the best first."""
    weights = [(word, weight(word)) for word in set(normal.words)]
    wordings: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        wordings.setdefault(candidate.words_hash, []).append(candidate)
    hints: list[tuple[float, int, int]] = []
    for words_hash, same in wordings.items():
        said = set(same[0].words)
        hint = sum([value for word, value in weights if word in said])
        hints.append((-hint, len(same[0].words), words_hash))
    hints.sort()
    found = []
    for _, _, words_hash in hints[:MOST_ALIGNED]:
        same = wordings[words_hash]
        alignment = align(normal.words, same[0].words, normal.gaps)
        if alignment.score > 0:
            found.append(_found(same, alignment))
    found.sort(key=_rank)
    return found


def _found(same: Sequence[Candidate], alignment: Alignment) -> Found:
    one = same[0]
    quotation = next((c.quotation_id for c in same if c.quotation_id is not None), None)
    return Found(one.words, one.words_hash, quotation, tuple(c.statement_id for c in same), alignment)


def _parts(normal: Normal, candidates: Sequence[Candidate], whole: float) -> tuple[Found, ...]:
    """Statements that each hold a stretch of the quotation, in its order; none unless there are two,
    and they hold clearly more of it than the statement that fits the whole best, as `whole` says.

    Greedy: the statement with the heaviest stretch first, then the heaviest in what is left.
    """
    wordings: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        wordings.setdefault(candidate.words_hash, []).append(candidate)
    chosen: list[Found] = []
    left = [(0, len(normal.words))]
    while left and len(chosen) < MOST_PARTS:
        first, last = left.pop()
        if last - first < FEWEST_OF_PART:
            continue
        best = _best_part(normal, (first, last), [same for key, same in wordings.items()])
        if best is None:
            continue
        chosen.append(best)
        begin, end = best.alignment.quoted
        left += [(first, begin), (end, last)]
    if len({part.words_hash for part in chosen}) < 2:
        return ()
    held = sum(weight_of(normal.words[slice(*part.alignment.quoted)]) * part.alignment.score for part in chosen)
    if held < max(LEAST_STITCHED, whole) * weight_of(normal.words):
        return ()
    return tuple(sorted(chosen, key=lambda part: part.alignment.quoted))


def _best_part(normal: Normal, stretch: tuple[int, int], wordings: list[list[Candidate]]) -> Found | None:
    first, last = stretch
    words = normal.words[first:last]
    gaps = frozenset(gap - first for gap in normal.gaps if first <= gap <= last)
    distinct = set(words)
    likely = sorted(wordings, key=lambda same: (-weight_of(list(distinct & set(same[0].words))), same[0].words_hash))
    best: tuple[float, Found] | None = None
    for same in likely[:MOST_ALIGNED]:
        part = align_part(words, same[0].words, gaps)
        begin, end = part.quoted
        held = weight_of(words[begin:end])
        if end - begin < FEWEST_OF_PART or held < LEAST_PART_WEIGHT or part.score < threshold(end - begin):
            continue
        value = held * part.score
        if best is None or value > best[0]:
            best = (value, _found(same, part.shifted(first)))
    return best[1] if best is not None else None
