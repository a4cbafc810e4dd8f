"""Statements as documents of other people's formats: pure translation, from rows to what they mean there."""

from quotes.representations.annotation import annotation, annotation_page
from quotes.representations.citron import citron
from quotes.representations.jsonld import jsonld
from quotes.representations.quotebank import quotebank
from quotes.representations.record import COLUMNS, columns, record
from quotes.representations.rows import PATHS, Row, row_of
from quotes.representations.site import Site

__all__ = [
    "COLUMNS",
    "PATHS",
    "Row",
    "Site",
    "annotation",
    "annotation_page",
    "citron",
    "columns",
    "jsonld",
    "quotebank",
    "record",
    "row_of",
]
