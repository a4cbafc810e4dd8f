"""What changed of what is public: written by the database itself, appended to."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class ChangeKind(models.TextChoices):
    """What happened to an object that is, or was, public."""

    CREATED = "created", "created"
    UPDATED = "updated", "updated"
    GONE = "gone", "gone"
    MERGED = "merged", "merged"


class ObjectKind(models.TextChoices):
    """What sort of object changed."""

    STATEMENT = "statement", "statement"
    SPEAKER = "speaker", "speaker"
    SOURCE = "source", "source"
    OUTLET = "outlet", "outlet"


class Change(models.Model):
    """One change of a public object, written by a trigger in the transaction that made it.

    Nothing about an object that never was public is ever written here. xact is PostgreSQL's
    number of that transaction, by which the feed knows what may still be overtaken; on SQLite,
    where one writes at a time, and for what a feed begun anew begins with it is 0. speaker_key
    and source_key remember whose statements have been public.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    xact = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    change_kind = models.CharField(max_length=7, choices=ChangeKind)
    object_kind = models.CharField(max_length=9, choices=ObjectKind)
    object_id = models.UUIDField(help_text="The object's public id.")
    speaker_key = models.BigIntegerField(null=True, blank=True)
    source_key = models.BigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("xact", "id")
        indexes = [
            models.Index(fields=["xact", "id"], name="change_order"),
            models.Index("speaker_key", condition=Q(speaker_key__isnull=False), name="change_speaker"),
            models.Index("source_key", condition=Q(source_key__isnull=False), name="change_source"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(change_kind__in=ChangeKind.values), name="change_kind_is_known"),
            models.CheckConstraint(condition=Q(object_kind__in=ObjectKind.values), name="change_object_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.object_kind} {self.object_id} {self.change_kind}"
