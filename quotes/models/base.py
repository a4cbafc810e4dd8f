"""What every row that the API shows has in common."""

from __future__ import annotations

import uuid

from django.db import models


class Published(models.Model):
    """A row with an id for the world that tells nothing of its order, and its times."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
