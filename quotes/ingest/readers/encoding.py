"""Bytes → text, by what they declare, then UTF-8, then the likeliest encoding."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENOUGH = 200_000
"""Bytes that the detector looks at: more does not change its answer."""


def decode(data: bytes, declared: str = "") -> str | None:
    """The text, or None when no encoding fits."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _try(data, encoding)
    for encoding in ("utf-8", declared):
        if encoding and (text := _try(data, encoding)) is not None:
            return text
    if b"\x00" in data[:ENOUGH]:
        return None
    best = from_bytes(data[:ENOUGH]).best()
    return _try(data, best.encoding) if best is not None else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
