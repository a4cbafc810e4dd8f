"""schema.org as JSON-LD: the words as a Quotation, a report without their wording as a Claim."""

from __future__ import annotations

from typing import Any

from quotes.models import QuoteKind, SourceKind, SpeakerKind
from quotes.representations.record import when
from quotes.representations.rows import Row
from quotes.representations.site import Site
from quotes.representations.textfragment import link_to
from quotes.representations.unsaid import not_said

# Inline, so that nobody has to fetch anything to expand it.
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "datePublished": {"@type": "DateTime"},
    "dateModified": {"@type": "DateTime"},
    "dateCreated": {"@type": "Date"},
}
WORK = {
    SourceKind.ARTICLE: "NewsArticle",
    SourceKind.POST: "SocialMediaPosting",
    SourceKind.LETTER: "Message",
}


def jsonld(row: Row, site: Site) -> dict[str, Any]:
    """A statement as a schema.org node.

    Direct and mixed words are a Quotation spoken by its speaker; an indirect report is a Claim,
    since the wording is the article's. What the source says was not or might be said, or was denied, is
    neither: a CreativeWork that mentions the speaker and creates no false quotation.
    """
    speaker, article = _speaker(row, site), _article(row, site)
    node: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": site.address("statements", row.id),
        "identifier": str(row.id),
        "text": row.text,
        "inLanguage": row.language,
        "url": link_to(row),
        "dateModified": when(row.modified),
        "isPartOf": article,
    }
    if unsaid := not_said(row):
        node |= {"@type": "CreativeWork", "mentions": speaker, "description": unsaid.words}
    elif row.quote_kind == QuoteKind.INDIRECT:
        node |= {"@type": "Claim", "creator": speaker, "appearance": article}
    else:
        node |= {"@type": "Quotation", "spokenByCharacter": speaker, "creator": speaker}
    if row.said_on:
        node["dateCreated"] = row.said_on.isoformat()
    return _without_nothing(node)


def _speaker(row: Row, site: Site) -> dict[str, Any] | None:
    if row.speaker_id is None:
        return None
    is_body = row.speaker_kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
    return _without_nothing(
        {
            "@type": "Organization" if is_body else "Person",
            "@id": site.address("speakers", row.speaker_id),
            "name": row.speaker_name,
            "sameAs": f"http://www.wikidata.org/entity/{row.wikidata_id}" if row.wikidata_id else None,
        }
    )


def _article(row: Row, site: Site) -> dict[str, Any]:
    publisher = _without_nothing(
        {
            "@type": "Organization",
            "name": row.outlet_name,
            "url": f"https://{row.outlet_domain}/" if row.outlet_domain else None,
        }
    )
    return _without_nothing(
        {
            "@type": WORK.get(SourceKind(row.source_kind), "Article"),
            "@id": site.address("sources", row.source_id),
            "headline": row.title,
            "url": row.url,
            "datePublished": when(row.published_at),
            "inLanguage": row.language,
            "publisher": publisher if row.outlet_id else None,
        }
    )


def _without_nothing(node: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in node.items() if value not in (None, "")}
