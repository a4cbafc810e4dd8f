"""Cursors as they are written: signed, so that nobody makes one up, and without the time.

With the time in them the addresses of other pages, and so the ETag of every page that names one,
would differ from second to second while nothing changed.
"""

from __future__ import annotations

from typing import Any

from django.core.signing import BadSignature, Signer, TimestampSigner

PARTS_WITH_TIME = 3


def write(parts: list[Any], *, salt: str) -> str:
    """The same parts make the same cursor, whenever they are written."""
    return Signer(salt=salt).sign_object(parts)


def read(written: str, *, salt: str) -> Any:
    """What a cursor holds. Raises ValueError where it was not written here.

    Those that were given before tell the time too, and go on working.
    """
    has_time = len(written.split(":")) == PARTS_WITH_TIME
    signer = TimestampSigner(salt=salt) if has_time else Signer(salt=salt)
    try:
        return signer.unsign_object(written)
    except BadSignature as error:
        raise ValueError("The cursor was not written here.") from error
