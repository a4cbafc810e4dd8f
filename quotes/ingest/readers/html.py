"""A web page → article: its main text by trafilatura, with the quotations that extractors drop."""

from __future__ import annotations

from importlib.metadata import version
from urllib.parse import urlsplit

import regex
import trafilatura
from lxml import etree, html

from quotes.ingest.readers.article import (
    ReadArticle,
    Rejected,
    clean_text,
    language_code,
    parse_moment,
    why_unusable,
)
from quotes.ingest.readers.encoding import decode

EXTRACTOR = f"trafilatura {version('trafilatura')}"
CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_\-]{1,40})""", regex.IGNORECASE)
FEWEST_WORDS = 5
"""A page with fewer words in its main text holds a menu, not an article."""


def read_html(data: bytes, where: str, url: str = "") -> ReadArticle | Rejected:
    """The article in a web page; paragraphs are separated by an empty line."""
    declared = CHARSET.search(data[:4096])
    raw = decode(data, declared.group(1).decode("ascii") if declared else "")
    if raw is None:
        return Rejected(where, "The encoding of the page is not known. Save it as UTF-8.")
    tree = _tree(raw)
    if tree is None:
        return Rejected(where, "The file is no HTML: nothing in it can be read as a page.")
    for quotation in list(tree.iter("blockquote")):
        _keep(quotation)
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        with_metadata=True,
    )
    body = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = clean_text("\n\n".join(line for line in (body.get("text") or "").split("\n") if line.strip()))
    if len(text.split()) < FEWEST_WORDS:
        return Rejected(where, "No main text was found in the page. Is it an article?")
    if reason := why_unusable(text):
        return Rejected(where, reason)
    address = body.get("url") or url or ""
    return ReadArticle(
        where,
        text,
        title=(body.get("title") or "")[:500],
        outlet=(body.get("sitename") or "")[:200],
        domain=(urlsplit(address).hostname or "").removeprefix("www."),
        authors=tuple(name.strip() for name in (body.get("author") or "").split(";") if name.strip()),
        url=url or address,
        canonical_url=address,
        published_at=parse_moment(body.get("date") or ""),
        language=_language(tree),
        original=data,
        original_media_type="text/html",
        extractor=EXTRACTOR,
    )


def _tree(raw: str) -> html.HtmlElement | None:
    try:
        tree = html.document_fromstring(raw.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def _keep(quotation: html.HtmlElement) -> None:
    """Turn a block quotation into paragraphs: what main-text extractors keep."""
    if quotation.find(".//p") is None:
        quotation.tag = "p"
        quotation.attrib.clear()
    else:
        quotation.tag = "div"
        quotation.attrib.clear()


def _language(tree: html.HtmlElement) -> str | None:
    code = language_code(tree.get("lang") or "")
    return code if code is not None and 2 <= len(code) <= 3 and code.isalpha() else None
