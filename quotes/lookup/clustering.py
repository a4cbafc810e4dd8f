"""Wordings → quotations, at every import, whatever order the articles come in.

All wordings of an article are taken together: the number of queries does not grow with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q

from quotes.lookup.neighbours import QUOTED, Words, neighbours, quoted_texts, quoted_words
from quotes.lookup.quotations import make_quotations, refresh_quotations
from quotes.lookup.storage import each, move_occurrences, select
from quotes.matching.normalise import normalise
from quotes.matching.sameness import Printed, Relation, clusters, is_beside_negation, is_opposed, relation
from quotes.matching.weights import weight_of
from quotes.models import (
    Occurrence,
    Quotation,
    WordingLink,
    WordingRelation,
)

MOST_WORDINGS = 5_000
"""Wordings that one computation takes in: a stock phrase may tie more together loosely."""
LOCK = 0x71756F7465


@transaction.atomic(savepoint=False)
def cluster_wordings(changed: Iterable[int], quotations: Collection[int] = ()) -> None:
    """Compute the quotations of wordings that came, went or were judged, and of those tied to them.

    quotations are others to count anew: those that lost occurrences.
    """
    hashes = set(changed)
    if not hashes:
        refresh_quotations(quotations)
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    region = _region(hashes | _link(hashes))
    members = _members(region.wordings)
    # Who shares a quotation with them is computed with them: a quotation may fall apart.
    shared = {member.quotation for member in members if member.quotation is not None}
    if shared:
        beside = set(Occurrence.objects.filter(quotation__in=shared).values_list("words_hash", flat=True))
        if beside - region.wordings:
            region = _region(region.wordings | beside)
            members = _members(region.wordings)
    dismissed = _dismiss([member for member in members if not member.quoted])
    assigned = _assign(region, [member for member in members if member.quoted])
    refresh_quotations(dismissed | assigned | set(quotations))


def _link(hashes: set[int]) -> set[int]:
    """Store how each wording stands to those that share fingerprints with it; forget those that are gone.

    Returns the wordings that were tied to those.
    """
    words = quoted_words(hashes)
    ties = WordingLink.objects.filter(Q(one__in=hashes) | Q(other__in=hashes))
    pairs = list(ties.values_list("one", "other"))
    gone = hashes - set(words)
    lost = [pair for pair in pairs if not gone.isdisjoint(pair)]
    if lost:
        WordingLink.objects.filter(Q(one__in=gone) | Q(other__in=gone)).delete()
    linked = {key for pair in pairs for key in pair}
    links: dict[tuple[int, int], WordingLink] = {}
    for key, near in neighbours({key: words[key] for key in words if key not in linked}).items():
        for other, theirs in near.items():
            if (other, key) not in links and (key, other) not in links:
                link = _fact(key, words[key], other, theirs)
                if link is not None:
                    links[link.one, link.other] = link
    if links:
        WordingLink.objects.bulk_create(links.values(), ignore_conflicts=True)
    return {key for pair in lost for key in pair}


def _fact(one: int, words: Words, other: int, theirs: Words) -> WordingLink | None:
    """The link of two wordings: the lower hash first where they are the same, the part first else."""
    found = relation(words, theirs)
    if found is None:
        return None
    if found is Relation.WHOLE or (found is Relation.SAME and other < one):
        one, other = other, one
    kind = WordingRelation.SAME if found is Relation.SAME else WordingRelation.PART
    return WordingLink(one=one, other=other, relation=kind, beside_negation=is_beside_negation(words, theirs))


@dataclass(slots=True)
class _Region:
    """Wordings that facts tie together, with the facts."""

    wordings: set[int] = field(default_factory=set)
    same: set[tuple[int, int]] = field(default_factory=set)
    parts: set[tuple[int, int]] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)
    doubtful: set[tuple[int, int]] = field(default_factory=set)
    """Those that are one only if no negation turns what they have in common."""


def _region(start: set[int]) -> _Region:
    region = _Region(set(start))
    edge = set(start)
    while edge and len(region.wordings) <= len(start) + MOST_WORDINGS:
        reached: set[int] = set()
        for one, other, kind, doubtful in _facts(edge):
            pair = (min(one, other), max(one, other))
            if doubtful:
                region.doubtful.add(pair)
            match kind:
                case "part":
                    region.parts.add((one, other))
                case "same":
                    region.same.add(pair)
                case "joined":
                    region.same.add(pair)
                    region.apart.discard(pair)
                    region.doubtful.discard(pair)
                case "parted":
                    region.same.discard(pair)
                    region.apart.add(pair)
            reached |= {one, other}
        edge = reached - region.wordings
        region.wordings |= edge
    return region


def _facts(edge: set[int]) -> Iterator[tuple[int, int, str, bool]]:
    """The links of wordings, with whether each is in doubt, then what editors said of them, the latest word last."""
    wanted, value = each(edge)
    touching = f"one IN ({wanted}) OR other IN ({wanted})"
    yield from select(
        f"SELECT one, other, relation, beside_negation FROM quotes_wordinglink WHERE {touching}",  # noqa: S608
        value, value,
    )  # fmt: skip
    judged = select(
        f"SELECT one, other, is_same FROM quotes_wordingjudgement "  # noqa: S608 - our own names
        f"WHERE undone_at IS NULL AND ({touching}) ORDER BY id",
        value, value,
    )  # fmt: skip
    yield from ((one, other, "joined" if is_same else "parted", False) for one, other, is_same in judged)


@dataclass(frozen=True, slots=True)
class _Member:
    """One occurrence of a region."""

    pk: int
    wording: int
    words: str
    quotation: int | None
    quoted: bool


def _members(wordings: set[int]) -> list[_Member]:
    wanted, value = each(wordings)
    rows = select(
        "SELECT o.statement_id, o.words_hash, o.words, o.quotation_id, s.quote_kind "  # noqa: S608 - our own names
        f"FROM quotes_occurrence o JOIN quotes_statement s ON s.id = o.statement_id "
        f"WHERE o.words_hash IN ({wanted}) ORDER BY 1",
        value,
    )
    return [_Member(pk, key, words, quotation, kind in QUOTED) for pk, key, words, quotation, kind in rows]


def _dismiss(unquoted: list[_Member]) -> set[int]:
    """Take out of their quotations what is no longer printed as a quotation; the ids of those that lost some."""
    found = {member.pk: member.quotation for member in unquoted if member.quotation is not None}
    if found:
        Occurrence.objects.filter(pk__in=found).update(quotation=None)
    return set(found.values())


def _assign(region: _Region, members: list[_Member]) -> set[int]:
    """Give each cluster of a region its quotation; the ids of those that were there before and changed."""
    groups = _groups(region, members)
    before = {member.quotation for member in members if member.quotation is not None}
    known = _choose(groups) if before else [None] * len(groups)
    pairs = list(zip(groups, known, strict=True))
    made = make_quotations([[member.pk for member in group] for group, quotation in pairs if quotation is None])
    fresh = iter(made)
    chosen = [next(fresh) if quotation is None else quotation for quotation in known]
    went: dict[int, Counter[int]] = {}
    moves: list[tuple[int, int]] = []
    for group, quotation in zip(groups, chosen, strict=True):
        for earlier in {member.quotation for member in group if member.quotation is not None}:
            went.setdefault(earlier, Counter())[quotation] += 1
        moves += [(member.pk, quotation) for member in group if member.quotation != quotation]
    move_occurrences(moves)
    taken = set(chosen)
    for emptied in before - taken:
        if not Occurrence.objects.filter(quotation=emptied).exists():
            Quotation.objects.filter(pk=emptied).update(merged_into=went[emptied].most_common(1)[0][0])
    if before:
        Quotation.objects.filter(pk__in=taken, merged_into__isnull=False).update(merged_into=None)
    return before | taken.difference(made)


def _groups(region: _Region, members: list[_Member]) -> list[list[_Member]]:
    """The members that are one quotation each, the largest group first."""
    held: dict[int, list[_Member]] = {}
    for member in members:
        held.setdefault(member.wording, []).append(member)

    words = {key: same[0].words for key, same in held.items()}
    doubtful = [pair for pair in region.doubtful - region.apart if held.keys() >= set(pair)]
    apart = region.apart | _opposed(doubtful, words)

    def stands(pair: tuple[int, int]) -> bool:
        return held.keys() >= set(pair) and (min(pair), max(pair)) not in apart

    found = clusters(
        {key: weight_of(joined.split(" ")) for key, joined in words.items()},
        filter(stands, region.same),
        filter(stands, region.parts),
    )
    groups = [[member for key in keys for member in held[key]] for keys in found]
    return sorted(groups, key=lambda group: (-len(group), min(member.pk for member in group)))


def _opposed(doubtful: list[tuple[int, int]], words: Mapping[int, str]) -> set[tuple[int, int]]:
    """The pairs of wordings that are two since their texts say the opposite."""
    if not doubtful:
        return set()
    keys = {key for pair in doubtful for key in pair}
    texts = quoted_texts(keys)
    printed: dict[int, Printed] = {}
    for key in keys:
        normals = [(text, normalise(text)) for text in texts.get(key, ())]
        # What an earlier version stored may be other words than the text's are now, until look-up is rebuilt.
        same = tuple(pair for pair in normals if pair[1].joined() == words[key])
        printed[key] = Printed(words[key].split(" "), same)
    return {(one, other) for one, other in doubtful if is_opposed(printed[one], printed[other])}


def _choose(groups: list[list[_Member]]) -> list[int | None]:
    """The quotation that each group goes on as: the one most of it is in, else one it was merged out of."""
    chosen: list[int | None] = []
    taken: set[int] = set()
    for group in groups:
        votes = Counter(m.quotation for m in group if m.quotation is not None and m.quotation not in taken)
        quotation = min(votes, key=lambda q: (-votes[q], q)) if votes else _merged_earlier(group)
        if quotation is not None:
            taken.add(quotation)
        chosen.append(quotation)
    return chosen


def _merged_earlier(group: list[_Member]) -> int | None:
    earlier = {member.quotation for member in group if member.quotation is not None}
    if not earlier:
        return None
    texts = Occurrence.objects.filter(pk__in=[member.pk for member in group]).values("statement__text")
    merged = Quotation.objects.filter(merged_into__in=earlier, text__in=texts).order_by("pk")
    return merged.values_list("pk", flat=True).first()
