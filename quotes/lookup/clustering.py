"""Wordings → quotations, at every import, whatever order the articles come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q

from quotes.lookup.quotations import refresh_quotations
from quotes.lookup.retrieval import by_shingles
from quotes.matching.alignment import weight_of
from quotes.matching.sameness import Relation, clusters, relation
from quotes.models import (
    Occurrence,
    Quotation,
    QuoteKind,
    WordingJudgement,
    WordingLink,
    WordingRelation,
)

MOST_NEIGHBOURS = 60
MOST_WORDINGS = 5_000
"""Wordings that one computation takes in: a stock phrase may tie more together loosely."""
QUOTED = (QuoteKind.DIRECT, QuoteKind.MIXED)
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
    # Who shares a quotation with them is computed with them: a quotation may fall apart.
    shared = Occurrence.objects.filter(words_hash__in=region.wordings).values("quotation")
    beside = set(Occurrence.objects.filter(quotation__in=shared).values_list("words_hash", flat=True))
    if beside - region.wordings:
        region = _region(region.wordings | beside)
    refresh_quotations(_dismiss(region) | _assign(region) | set(quotations))


def _quoted_words(hashes: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Wording → its words, of those that an article prints as a quotation."""
    rows = Occurrence.objects.filter(words_hash__in=hashes, statement__quote_kind__in=QUOTED)
    return {key: tuple(words.split(" ")) for key, words in rows.values_list("words_hash", "words")}


def _link(hashes: set[int]) -> set[int]:
    """Store how each wording stands to those that share shingles with it; forget those that are gone.

    Returns the wordings that were tied to those.
    """
    words = _quoted_words(hashes)
    gone = hashes - set(words)
    bereft: set[int] = set()
    if gone:
        for pair in WordingLink.objects.filter(Q(one__in=gone) | Q(other__in=gone)).values_list("one", "other"):
            bereft |= set(pair)
        WordingLink.objects.filter(Q(one__in=gone) | Q(other__in=gone)).delete()
    ties = WordingLink.objects.filter(Q(one__in=words) | Q(other__in=words))
    linked = {key for pair in ties.values_list("one", "other") for key in pair}
    links: dict[tuple[int, int], WordingLink] = {}
    for key in set(words) - linked:
        near = {c.words_hash: c.words for c in by_shingles(words[key], everything=True).candidates}
        near.pop(key, None)
        quoted = _quoted_words(list(near)[:MOST_NEIGHBOURS])
        for other, theirs in quoted.items():
            link = _fact(key, words[key], other, theirs)
            if link is not None:
                links[link.one, link.other] = link
    WordingLink.objects.bulk_create(links.values(), ignore_conflicts=True)
    return bereft


def _fact(one: int, words: tuple[str, ...], other: int, theirs: tuple[str, ...]) -> WordingLink | None:
    """The link of two wordings: the lower hash first where they are the same, the part first else."""
    match relation(words, theirs):
        case Relation.SAME:
            return WordingLink(one=min(one, other), other=max(one, other), relation=WordingRelation.SAME)
        case Relation.PART:
            return WordingLink(one=one, other=other, relation=WordingRelation.PART)
        case Relation.WHOLE:
            return WordingLink(one=other, other=one, relation=WordingRelation.PART)
    return None


@dataclass(slots=True)
class _Region:
    """Wordings that facts tie together, with the facts."""

    wordings: set[int] = field(default_factory=set)
    same: set[tuple[int, int]] = field(default_factory=set)
    parts: set[tuple[int, int]] = field(default_factory=set)
    apart: set[tuple[int, int]] = field(default_factory=set)


def _region(start: set[int]) -> _Region:
    region = _Region(set(start))
    edge = set(start)
    while edge and len(region.wordings) <= len(start) + MOST_WORDINGS:
        reached: set[int] = set()
        touching = Q(one__in=edge) | Q(other__in=edge)
        for one, other, kind in WordingLink.objects.filter(touching).values_list("one", "other", "relation"):
            (region.same if kind == WordingRelation.SAME else region.parts).add((one, other))
            reached |= {one, other}
        judged = WordingJudgement.objects.filter(touching, undone_at__isnull=True).order_by("id")
        for one, other, is_same in judged.values_list("one", "other", "is_same"):
            pair = (min(one, other), max(one, other))
            region.apart.discard(pair) if is_same else region.apart.add(pair)
            region.same.add(pair) if is_same else region.same.discard(pair)
            reached |= {one, other}
        edge = reached - region.wordings
        region.wordings |= edge
    return region


def _dismiss(region: _Region) -> set[int]:
    """Take out of their quotations what is no longer printed as a quotation; the ids of those that lost some."""
    rows = Occurrence.objects.filter(words_hash__in=region.wordings, quotation__isnull=False)
    unquoted = rows.exclude(statement__quote_kind__in=QUOTED)
    found = dict(unquoted.values_list("pk", "quotation"))
    if found:
        Occurrence.objects.filter(pk__in=found).update(quotation=None)
    return set(found.values())


def _assign(region: _Region) -> set[int]:
    """Give each cluster of a region its quotation; the ids of all quotations that changed."""
    words = _quoted_words(region.wordings)
    here = set(words)

    def stands(pair: tuple[int, int]) -> bool:
        return here.issuperset(pair) and (min(pair), max(pair)) not in region.apart

    found = clusters(
        {key: weight_of(value) for key, value in words.items()},
        filter(stands, region.same),
        filter(stands, region.parts),
    )
    rows = Occurrence.objects.filter(words_hash__in=region.wordings, statement__quote_kind__in=QUOTED)
    held: dict[int, list[tuple[int, int | None]]] = {}
    for pk, key, quotation in rows.values_list("pk", "words_hash", "quotation_id"):
        held.setdefault(key, []).append((pk, quotation))
    before = {quotation for pairs in held.values() for _, quotation in pairs if quotation is not None}
    members = [[pair for key in keys for pair in held[key]] for keys in found]
    taken: set[int] = set()
    went: dict[int, Counter[int]] = {}
    for pairs in sorted(members, key=lambda pairs: (-len(pairs), min(pairs)[0])):
        votes = Counter(q for _, q in pairs if q is not None and q not in taken)
        chosen = min(votes, key=lambda q: (-votes[q], q)) if votes else _new_quotation(pairs)
        taken.add(chosen)
        for quotation in {q for _, q in pairs if q is not None}:
            went.setdefault(quotation, Counter())[chosen] += 1
        moving = [pk for pk, quotation in pairs if quotation != chosen]
        if moving:
            Occurrence.objects.filter(pk__in=moving).update(quotation=chosen)
    for emptied in before - taken:
        if not Occurrence.objects.filter(quotation=emptied).exists():
            Quotation.objects.filter(pk=emptied).update(merged_into=went[emptied].most_common(1)[0][0])
    Quotation.objects.filter(pk__in=taken, merged_into__isnull=False).update(merged_into=None)
    return before | taken


def _new_quotation(pairs: list[tuple[int, int | None]]) -> int:
    """A quotation for occurrences that have none of their own: the one they were merged out of, else a new one."""
    texts = list(
        Occurrence.objects.filter(pk__in=[pk for pk, _ in pairs])
        .order_by("pk")
        .values_list("statement__text", flat=True)
    )
    earlier = [quotation for _, quotation in pairs if quotation is not None]
    if earlier:
        old = Quotation.objects.filter(merged_into__in=earlier, text__in=texts).order_by("pk").first()
        if old is not None:
            return old.pk
    return Quotation.objects.create(text=texts[0]).pk
