"""Who has which article open: told to colleagues, never a lock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from quotes.models import ArticleClaim, Source

LASTS = dt.timedelta(minutes=3)
"""A claim that is not renewed is forgotten: somebody closed the laptop."""


def claim(*, source: Source, editor: Any) -> None:
    """The editor has this article open now, and no other."""
    ArticleClaim.objects.update_or_create(
        editor=editor, defaults={"source": source, "expires_at": timezone.now() + LASTS}
    )


def release(*, editor: Any) -> None:
    """The editor left the desk."""
    ArticleClaim.objects.filter(editor=editor).delete()


def others_at(*, source_id: int, editor: Any) -> list[str]:
    """The names of the colleagues who have the article open."""
    open_now = ArticleClaim.objects.filter(source=source_id, expires_at__gt=timezone.now()).exclude(editor=editor)
    return [str(claim.editor) for claim in open_now.select_related("editor").order_by("editor")]
