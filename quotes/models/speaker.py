"""Who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from quotes.models.base import Published, of_each
from quotes.models.source import Source

if TYPE_CHECKING:
    from quotes.models.statement import StatementQuerySet


class SpeakerKind(models.TextChoices):
    """What sort of speaker it is."""

    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    GROUP = "group", "group"
    UNNAMED = "unnamed", "unnamed"


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    """Questions about speakers."""

    def canonical(self) -> Self:
        """Those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def having(self, statements: StatementQuerySet) -> Self:
        """Those who said one of the statements."""
        return self.filter(of_each(models.Exists(statements.filter(speaker=models.OuterRef("pk")))))

    def with_statement_count(self, statements: StatementQuerySet) -> Self:
        """Each with `statement_count`: how many of those statements are theirs.

        Counted for the rows of a page only, not for the whole table.
        """
        return self.annotate(statement_count=statements.count_for("speaker"))


class Speaker(Published):
    """A person, an organisation, a group, or somebody the article does not name.

    After a merge the row stays, so that its id goes on working: merged_into says who it is now.
    """

    kind = models.CharField(max_length=12, choices=SpeakerKind)
    name = models.CharField(max_length=300)
    normalised_name = models.CharField(max_length=300, editable=False, db_index=True)
    wikidata_id = models.CharField(max_length=20, null=True, blank=True, unique=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        permissions = [("merge_speaker", "Can merge speakers and take merges back")]
        indexes = [
            models.Index(fields=["kind", "normalised_name"]),
            models.Index(fields=["modified", "id"], name="speaker_modified_page"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SpeakerKind.values), name="speaker_kind_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_has_a_name"),
            models.CheckConstraint(
                condition=Q(wikidata_id__isnull=True) | Q(wikidata_id__startswith="Q"),
                name="speaker_wikidata_id_is_a_q_number",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="speaker_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SpeakerAlias(models.Model):
    """Another name under which a speaker is known."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    normalised_name = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "speaker aliases"
        constraints = [
            models.UniqueConstraint(fields=["speaker", "name"], name="alias_once_a_speaker"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SpeakerRoleQuerySet(models.QuerySet["SpeakerRole"]):
    """Questions about roles."""

    def told_beside(self, statements: StatementQuerySet) -> Self:
        """Those that are told by an article in which one of the statements stands, or by none."""
        stands = models.Exists(statements.filter(source=models.OuterRef("source")))
        return self.filter(Q(source__isnull=True) | stands)


class SpeakerRole(models.Model):
    """What a speaker was, by what a source says: title, organisation, from and until when."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="roles")
    title = models.CharField(max_length=300)
    organisation = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="speaker_roles")

    objects = SpeakerRoleQuerySet.as_manager()

    class Meta:
        ordering = ("speaker", "title")
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "title", "organisation", "source"], name="role_once_a_speaker_and_source"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                name="role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title


class SpeakerMerge(models.Model):
    """That two speakers are one, who said so, and all that is needed to take it back.

    moved holds the ids of the rows that changed hands: {"statements", "aliases", "roles",
    "added_aliases"}, and the "wikidata_id" that did.
    """

    absorbed = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="merges_away")
    into = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="merges_in")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    moved = models.JSONField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(
                "absorbed", condition=Q(undone_at__isnull=True), name="speaker_is_merged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.absorbed} into {self.into}"
