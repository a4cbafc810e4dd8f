"""Articles that print nearly the same text are linked: one agency's text in forty papers is one report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import regex

from quotes.lookup.storage import SOURCE_FINGERPRINTS, each, select
from quotes.matching.fingerprints import article_hashes
from quotes.matching.normalise import FOLDED_MARKS
from quotes.models import Source, SourceCopy

WORD = regex.compile(r"[\p{L}\p{N}\p{M}]+")
LEAST_SHARE = 0.6
FEWEST_COMMON = 4
MOST_POSTINGS = 300
MOST_LINKS = 50


def sketch(text: str) -> set[int]:
    """The hashes by which an article is compared with others: of its bare words."""
    return article_hashes(WORD.findall(text.translate(FOLDED_MARKS).casefold()))


def link_copies(source: Source) -> list[SourceCopy]:
    """Store a new article's sketch and link it with the articles whose text it shares.

    Whoever prints the very same text is known by its digest, however short it is. Of many the
    latest are linked: so those of one time hang together also without the first that printed it.
    """
    mine = sketch(source.text)
    postings = SOURCE_FINGERPRINTS.postings(sorted(mine), MOST_POSTINGS, latest=True)
    common = Counter(owner for owners in postings.values() for owner in owners if owner != source.pk)
    likely = _likeliest(mine, common)
    alike = Source.objects.filter(text_sha256=source.text_sha256).exclude(pk=source.pk).order_by("-pk")
    shares = dict.fromkeys(alike.values_list("pk", flat=True)[:MOST_LINKS], 1.0)
    others = Source.objects.only("pk", "text").filter(pk__in=likely)
    for other in others.exclude(text_sha256=source.text_sha256):
        theirs = sketch(other.text)
        shares[other.pk] = len(mine & theirs) / min(len(mine), len(theirs))
    links = []
    for pk, share in shares.items():
        if share >= LEAST_SHARE:
            first, second = sorted((source.pk, pk))
            links.append(SourceCopy(first_id=first, second_id=second, share=round(share, 3)))
    SourceCopy.objects.bulk_create(links, ignore_conflicts=True)
    SOURCE_FINGERPRINTS.write(added=[(value, source.pk) for value in mine])
    return links


def _likeliest(mine: Collection[int], common: Counter[int]) -> list[int]:
    """Those that have most of an article's hashes; of all that have enough of them to be linked, the latest."""
    enough = LEAST_SHARE * len(mine)
    likely = [owner for owner, number in common.items() if number >= FEWEST_COMMON]
    return sorted(likely, key=lambda owner: (-min(common[owner], enough), -owner))[:MOST_LINKS]


def independent(source_ids: Collection[int]) -> dict[int, int]:
    """Source → the first source of those that print the same text, itself where it stands alone."""
    leader = {pk: pk for pk in source_ids}

    def find(pk: int) -> int:
        while leader[pk] != pk:
            pk = leader[pk]
        return pk

    these, listed = each(leader)
    pairs = f"SELECT first_id, second_id FROM quotes_sourcecopy WHERE first_id IN ({these}) AND second_id IN ({these})"  # noqa: S608
    for first, second in sorted(select(pairs, listed, listed)):
        a, b = find(first), find(second)
        leader[max(a, b)] = min(a, b)
    return {pk: find(pk) for pk in leader}
