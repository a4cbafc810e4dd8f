"""Where statements stand: immutable snapshots of what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from quotes.models.base import Published, of_each
from quotes.models.outlet import Outlet
from quotes.models.run import ImportRun

if TYPE_CHECKING:
    from quotes.models.statement import StatementQuerySet


class SourceKind(models.TextChoices):
    """What sort of publication a snapshot is of."""

    ARTICLE = "article", "article"
    TRANSCRIPT = "transcript", "transcript"
    PRESS_RELEASE = "press_release", "press release"
    LETTER = "letter", "letter"
    POST = "post", "post"


class SourceQuerySet(models.QuerySet["Source"]):
    """Questions about snapshots."""

    def having(self, statements: StatementQuerySet) -> Self:
        """Those in which one of the statements stands."""
        return self.filter(of_each(models.Exists(statements.filter(source=models.OuterRef("pk")))))

    def with_statement_count(self, statements: StatementQuerySet) -> Self:
        """Each with `statement_count`: how many of those statements stand in it."""
        return self.annotate(statement_count=statements.count_for("source"))

    def light(self) -> Self:
        """Without the columns that lists never show: the text and the original bytes."""
        return self.defer("text", "original")

    def versions_of(self, *, url: str, canonical_url: str) -> Self:
        """Snapshots of one address, the newest first."""
        addresses = {address for address in (url, canonical_url) if address}
        if not addresses:
            return self.none()
        return self.filter(Q(url__in=addresses) | Q(canonical_url__in=addresses)).order_by("-retrieved_at", "-id")


class Source(Published):
    """One immutable snapshot of an article, transcript, press release, letter or post.

    text never changes after it is stored: the database refuses, since every statement points
    into it by code points. A new version of an article is a new Source that revises this one.
    """

    kind = models.CharField(max_length=20, choices=SourceKind, default=SourceKind.ARTICLE)
    title = models.CharField(max_length=500, blank=True)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    authors = models.JSONField(default=list, blank=True, help_text="Names of the byline, as a list.")
    url = models.URLField(max_length=2000, blank=True)
    canonical_url = models.URLField(max_length=2000, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    retrieved_at = models.DateTimeField()
    language = models.CharField(max_length=10, default="en")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, help_text="SHA-256 of the text in UTF-8.")
    original = models.BinaryField(null=True, blank=True, help_text="The bytes as retrieved, where not plain text.")
    original_media_type = models.CharField(max_length=100, blank=True)
    extractor = models.CharField(max_length=100, blank=True, help_text="What made the text from the bytes.")
    flags = models.JSONField(default=list, blank=True, help_text="What is doubtful about the metadata.")
    import_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    revises = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["outlet", "published_at", "id"], name="source_outlet_published"),
            models.Index(fields=["published_at", "id"], name="source_published"),
            models.Index(fields=["language", "id"], name="source_language"),
            models.Index(fields=["modified", "id"], name="source_modified_page"),
            # What statements are filtered by, without reading the row with its text.
            models.Index(fields=["id", "outlet", "published_at", "language"], name="source_facts"),
            models.Index("url", condition=~Q(url=""), name="source_url"),
            models.Index("canonical_url", condition=~Q(canonical_url=""), name="source_canonical_url"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="source_kind_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="source_has_a_text"),
            models.CheckConstraint(condition=Q(text_sha256__length=64), name="source_sha256_is_whole"),
            models.UniqueConstraint(fields=["text_sha256", "outlet"], name="source_text_once_an_outlet"),
            models.UniqueConstraint(
                fields=["text_sha256"], condition=Q(outlet__isnull=True), name="source_text_once_without_an_outlet"
            ),
            models.CheckConstraint(
                condition=Q(revises__isnull=True) | ~Q(revises=F("id")), name="source_does_not_revise_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"source {self.text_sha256[:10]}"


class ArchiveCopy(models.Model):
    """Where an archive keeps the article: for when the outlet's own address no longer does."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="archive_copies")
    url = models.URLField(max_length=2000)

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "archive copies"
        constraints = [
            models.UniqueConstraint(fields=["source", "url"], name="archive_copy_once_a_source"),
            models.CheckConstraint(
                condition=Q(url__startswith="https://") | Q(url__startswith="http://"),
                name="archive_copy_has_an_address",
                violation_error_message="The address must begin with http:// or https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.url


models.CharField.register_lookup(Length)
