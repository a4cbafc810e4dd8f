"""The stretches of words that a quotation and a statement have in common, in order or moved."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotes.matching.weights import weight, weight_of

MARGIN = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Words that are the same: `size` from `quoted` in the quotation, from `said` in the statement."""

    quoted: int
    said: int
    size: int
    moved: bool = False


def common_blocks(quoted: Sequence[str], said: Sequence[str], gaps: frozenset[int]) -> list[Block]:
    """Common stretches: those of an edit script for each piece between gaps, then those found elsewhere."""
    cuts = [0, *sorted(gap for gap in gaps if 0 < gap < len(quoted)), len(quoted)]
    blocks: list[Block] = []
    for first, last in itertools.pairwise(cuts):
        reached = max((block.said + block.size for block in blocks), default=0)
        behind = _piece(quoted, first, last, said, reached)
        # Most often a piece stands behind the one before; where it does not fit there, anywhere.
        if reached and 2 * sum(block.size for block in behind) < last - first:
            behind = _piece(quoted, first, last, said, 0)
        blocks += behind
    if len(cuts) > 2:
        blocks = _apart(blocks)
    # A common word alone may stand in the way of the longer stretch that it belongs to.
    firm = [block for block in blocks if block.size > 1 or weight(quoted[block.quoted]) == 1.0]
    found = firm + _elsewhere(quoted, said, firm)
    loose = [block for block in blocks if block.size == 1 and weight(quoted[block.quoted]) < 1.0]
    return found + [block for block in loose if not any(_clash(block, other) for other in found)]


def _clash(block: Block, other: Block) -> bool:
    return (
        other.quoted <= block.quoted < other.quoted + other.size or other.said <= block.said < other.said + other.size
    )


def _piece(quoted: Sequence[str], first: int, last: int, said: Sequence[str], begin: int) -> list[Block]:
    """The common stretches of words [first, last) with the best window of the statement from begin on."""
    piece, end = quoted[first:last], len(said)
    if end - begin > len(piece) + 2 * MARGIN:
        found = fuzz.partial_ratio_alignment(piece, said[begin:])
        if found is not None:
            begin, end = max(begin, begin + found.dest_start - MARGIN), min(end, begin + found.dest_end + MARGIN)
    blocks = [
        Block(first + op.src_start, begin + op.dest_start, op.src_end - op.src_start)
        for op in Levenshtein.opcodes(piece, said[begin:end])
        if op.tag == "equal"
    ]
    return _slid_together(blocks, quoted, said)


def _slid_together(blocks: list[Block], quoted: Sequence[str], said: Sequence[str]) -> list[Block]:
    """Of edit scripts that are as short, the one with fewer places: “with wind and [with hats]”."""
    for i in range(len(blocks) - 2, -1, -1):
        block, after = blocks[i], blocks[i + 1]
        apart = i == 0 or blocks[i - 1].said + blocks[i - 1].size < block.said
        place = after.said - block.size
        if (
            apart
            and block.quoted + block.size == after.quoted
            and place > block.said
            and said[place : after.said] == quoted[block.quoted : after.quoted]
        ):
            blocks[i] = replace(block, said=place)
    return blocks


def _apart(blocks: list[Block]) -> list[Block]:
    """Without blocks that take words of the statement which a larger one has taken."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda block: -block.size):
        if all(block.said + block.size <= other.said or other.said + other.size <= block.said for other in kept):
            kept.append(block)
    return kept


def _elsewhere(quoted: Sequence[str], said: Sequence[str], blocks: list[Block]) -> list[Block]:
    """Stretches of two words and more that the edit script left over on both sides: what was moved."""
    left = [(first, last) for first, last in _left_over(len(quoted), blocks) if last - first > 1]
    if not left:
        return []
    used = {block.said + i for block in blocks for i in range(block.size)}
    places: dict[tuple[str, str], list[int]] = {}
    for at in range(len(said) - 1):
        if at not in used and at + 1 not in used:
            places.setdefault((said[at], said[at + 1]), []).append(at)
    found: list[Block] = []
    for first, last in left:
        at = first
        while at + 1 < last:
            best = (0, 0)
            for place in places.get((quoted[at], quoted[at + 1]), ())[:50]:
                size = 0
                while (
                    at + size < last and place + size < len(said) and place + size not in used
                    and quoted[at + size] == said[place + size]
                ):  # fmt: skip
                    size += 1
                best = max(best, (size, -place))
            size, place = best[0], -best[1]
            if size >= 2 and weight_of(quoted[at : at + size]) > 1.0:
                found.append(Block(at, place, size))
                used.update(range(place, place + size))
                at += size
            else:
                at += 1
    return found


def _left_over(length: int, blocks: list[Block]) -> list[tuple[int, int]]:
    """The stretches of the quotation between blocks in its order."""
    edges = [(0, 0), *sorted((b.quoted, b.quoted + b.size) for b in blocks), (length, length)]
    return [(a[1], b[0]) for a, b in itertools.pairwise(edges) if a[1] < b[0]]


def put_in_order(blocks: list[Block], quoted: Sequence[str]) -> list[Block]:
    """By the quotation's order; the heaviest chain that is in the statement's order too stays, the rest moved."""
    blocks = sorted(blocks, key=lambda block: block.quoted)
    if all(a.said < b.said for a, b in itertools.pairwise(blocks)):
        return blocks
    weights = [weight_of(quoted[b.quoted : b.quoted + b.size]) for b in blocks]
    totals: list[float] = []
    backs: list[int] = []
    for i, block in enumerate(blocks):
        total, back = max(((totals[j], j) for j in range(i) if blocks[j].said < block.said), default=(0.0, -1))
        totals.append(total + weights[i])
        backs.append(back)
    at = max(range(len(blocks)), key=totals.__getitem__)
    chain: set[int] = set()
    while at >= 0:
        chain.add(at)
        at = backs[at]
    return [b if i in chain else Block(b.quoted, b.said, b.size, True) for i, b in enumerate(blocks)]
