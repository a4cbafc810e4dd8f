"""What every row that the API shows has in common."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import models


def of_each(condition: models.Exists) -> models.Case:
    """A condition that is asked of each row that a list comes to.

    PostgreSQL would make a join of an EXISTS alone, and for one page read from the beginning what
    the join is with, or expect of it next to nothing.
    """
    return models.Case(
        models.When(condition, then=models.Value(True)),
        default=models.Value(False),
        output_field=models.BooleanField(),
    )


class KeysIn(models.Func):
    """Whether a key is one of many, which are written into the query: as parameters, thousands take 10 ms."""

    template = "%(expressions)s IN (%(keys)s)"
    arity = 1
    output_field = models.BooleanField()
    conditional = True

    def __init__(self, key: str, keys: Iterable[int]) -> None:
        super().__init__(key, keys=", ".join(f"{key:d}" for key in keys))


class Published(models.Model):
    """A row with an id for the world that tells nothing of its order, and its times."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        abstract = True
