"""The same words wherever they stand: quotations, their occurrences, and what they are found by."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q

from quotes.models.base import Published
from quotes.models.source import Source
from quotes.models.speaker import Speaker, SpeakerKind
from quotes.models.statement import Statement


class QuotationQuerySet(models.QuerySet["Quotation"]):
    """Questions about quotations."""

    def current(self) -> Self:
        """Those that have occurrences of their own."""
        return self.filter(merged_into__isnull=True, occurrence_count__gt=0)

    def with_speaker_count(self) -> Self:
        """Each with `speaker_count`: how many named speakers its occurrences are given to."""
        named = Q(occurrences__statement__speaker__kind__in=(SpeakerKind.PERSON, SpeakerKind.ORGANISATION))
        counted = Count("occurrences__statement__speaker", filter=named, distinct=True)
        return self.annotate(speaker_count=counted)

    def with_conflict(self) -> Self:
        """Those whose occurrences name different speakers."""
        return self.with_speaker_count().filter(speaker_count__gt=1)


class Quotation(Published):
    """The same words across articles.

    text is the canonical form: the wording that most independent articles print. The counts are of
    all occurrences, as editors see them. A quotation whose occurrences all went to another stays
    and points to it, so that its id goes on working and the merge can be taken back.
    """

    text = models.TextField(help_text="The canonical form.")
    first_appeared_at = models.DateTimeField(null=True, blank=True, db_index=True)
    occurrence_count = models.PositiveIntegerField(default=0)
    outlet_count = models.PositiveIntegerField(default=0)
    independent_count = models.PositiveIntegerField(default=0, help_text="Articles, copies of one text counted once.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged_from"
    )

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        permissions = [("judge_quotation", "Can say which words are one quotation and which are misattributed")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="quotation_has_a_text"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="quotation_is_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79] + "…"


class Occurrence(models.Model):
    """A statement as it is compared: its normal words, and the quotation that it is an occurrence of.

    Derived from the statement, and rebuilt by `manage.py rebuild_lookup`. There is none of a
    statement that was rejected or withdrawn.
    """

    statement = models.OneToOneField(Statement, on_delete=models.CASCADE, primary_key=True, related_name="occurrence")
    words = models.TextField(help_text="The normal words, a space between.")
    words_hash = models.BigIntegerField(db_index=True, help_text="Identity of the wording.")
    shown = models.BooleanField(help_text="Whether its fingerprints are the public ones.")
    quotation = models.ForeignKey(
        Quotation, on_delete=models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )

    def __str__(self) -> str:
        return self.words[:80]


class Fingerprint(models.Model):
    """One hash of a statement. Written past the ORM; on SQLite a table without row ids."""

    pk = models.CompositePrimaryKey("hash", "statement_id")
    hash = models.BigIntegerField()
    statement_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.hash} of statement {self.statement_id}"


class WordingRelation(models.TextChoices):
    """How two wordings stand to each other."""

    SAME = "same", "the same words"
    PART = "part", "part of the other"


class WordingLink(models.Model):
    """Two wordings that are the same words, or the one part of the other: a fact of the two alone.

    Quotations are computed from these facts, whatever order they came in; where a negation stands beside
    what the two have in common, from their texts as well.
    """

    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    relation = models.CharField(max_length=4, choices=WordingRelation)
    beside_negation = models.BooleanField(
        default=False, help_text="Whether a negation before or behind what they have in common may be one of it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="wording_link_once_a_pair"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="wording_link_joins_two"),
            models.CheckConstraint(
                condition=Q(relation__in=WordingRelation.values), name="wording_link_relation_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} {self.relation} {self.other}"


class WordingJudgement(models.Model):
    """An editor's word that two wordings are, or are not, one quotation. It can be taken back, never deleted.

    before and after hold the public ids of the quotations that the two belonged to: {"one", "other"}.
    """

    one = models.BigIntegerField()
    other = models.BigIntegerField(db_index=True)
    is_same = models.BooleanField()
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    created = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["one"], name="wording_judgement_one")]
        constraints = [
            models.CheckConstraint(condition=~Q(one=F("other")), name="wording_judgement_is_of_two"),
        ]

    def __str__(self) -> str:
        return "one quotation" if self.is_same else "two quotations"


class Misattribution(Published):
    """An editor's mark: the words of this statement are wrongly put in this speaker's mouth.

    It counts for every occurrence of the same quotation, whatever becomes of this statement. It can be withdrawn,
    never changed or deleted; wording follows the statement's words.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="misattributions")
    speaker = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="misattributions",
        help_text="Who is wrongly named; empty: whoever is.",
    )  # fmt: skip
    said_by = models.ForeignKey(
        Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Who said it in fact, where that is known and they are a speaker here.",
    )  # fmt: skip
    wording = models.BigIntegerField(
        null=True, editable=False, db_index=True, help_text="Identity of the words, as occurrences have it."
    )
    note = models.TextField(help_text="Why, and who said it if anybody did: shown to the public.")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="misattribution_says_why"),
            models.UniqueConstraint(
                fields=["statement", "speaker"],
                condition=Q(withdrawn_at__isnull=True),
                name="misattribution_once_a_statement_and_speaker",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.statement}” is misattributed"


class SourceFingerprint(models.Model):
    """One hash of an article's sketch. Written past the ORM; on SQLite a table without row ids."""

    pk = models.CompositePrimaryKey("hash", "source_id")
    hash = models.BigIntegerField()
    source_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.hash} of source {self.source_id}"


class SourceCopy(models.Model):
    """Two articles that print nearly the same text: a syndicated copy, or a later version."""

    first = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="copies_after")
    second = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="copies_before")
    share = models.FloatField(help_text="Estimated share of the shorter one's text that the other has, 0 to 1.")

    class Meta:
        verbose_name_plural = "source copies"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="source_copy_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="source_copy_is_in_order"),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="source_copy_share_is_a_share"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.share:.0%}"
