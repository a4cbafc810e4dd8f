"""What was said, anchored to the characters of its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from quotes.models.base import Published
from quotes.models.source import Source
from quotes.models.speaker import Speaker

ROLE_FACTS = ("published_at", "said_on", "source", "public_id")
JOINT = " "
"""What stands between the spans of one statement in its text."""
DENIED = "denied"
"""The act of denying, as the engine's lexicon names it."""


class QuoteKind(models.TextChoices):
    """How the words are given, by the quotation marks around them: all, some, none."""

    DIRECT = "direct", "direct"
    MIXED = "mixed", "mixed"
    INDIRECT = "indirect", "indirect"


def is_denied(act: str, quote_kind: str) -> bool:
    """Whether the words are what their speaker denies: “denied that he took money”. Direct ones are the denial."""
    return act == DENIED and quote_kind != QuoteKind.DIRECT


class AttributionStatus(models.TextChoices):
    """How the source mention was resolved."""

    RESOLVED = "resolved", "resolved"
    AMBIGUOUS = "ambiguous", "ambiguous"
    NOBODY = "nobody", "nobody"


class Modality(models.TextChoices):
    """Whether the source reports that it was said, that it was not, or that it might be."""

    ASSERTED = "asserted", "asserted"
    NEGATED = "negated", "negated"
    HYPOTHETICAL = "hypothetical", "hypothetical"


class Origin(models.TextChoices):
    """Who found the statement."""

    ENGINE = "engine", "engine"
    HUMAN = "human", "editor"


class ReviewStatus(models.TextChoices):
    """What editors decided."""

    PENDING = "pending", "pending"
    ACCEPTED = "accepted", "accepted"
    CORRECTED = "corrected", "corrected"
    REJECTED = "rejected", "rejected"

    @classmethod
    def public(cls) -> tuple[str, ...]:
        """What the public may see."""
        return (cls.ACCEPTED, cls.CORRECTED)


class DayOfSource(models.DateTimeField["dt.datetime | None", "dt.datetime | None"]):
    """When a row's source was published: put in with the row, and mended by the database with the source."""

    def pre_save(self, model_instance: Any, add: bool) -> dt.datetime | None:
        if add:
            setattr(model_instance, self.attname, model_instance.source.published_at)
        found: dt.datetime | None = super().pre_save(model_instance, add)
        return found

    def deconstruct(self) -> Any:
        """To migrations a column as any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


class SpansOf(models.Func):
    """The spans of a statement, by its key, as [[start, end], …]: read with its row, not by a query of their own."""

    output_field = models.JSONField()
    template = """(
        SELECT jsonb_agg(jsonb_build_array(span.start, span."end") ORDER BY span.position)
        FROM quotes_statementspan span WHERE span.statement_id = %(expressions)s
    )"""
    template_of_sqlite = """(
        SELECT json_group_array(json_array(span.start, span."end"))
        FROM (SELECT * FROM quotes_statementspan WHERE statement_id = %(expressions)s ORDER BY position) span
    )"""

    def as_sqlite(self, *args: Any, **kwargs: Any) -> Any:
        return super().as_sqlite(*args, template=self.template_of_sqlite, **kwargs)


class StatementQuerySet(models.QuerySet["Statement"]):
    """Questions about statements."""

    def public(self) -> Self:
        """What anybody may see: decided by an editor, not withdrawn."""
        return self.filter(is_public=True)

    def pending(self) -> Self:
        """What waits for an editor, least certain first."""
        return self.filter(review_status=ReviewStatus.PENDING, withdrawn_at__isnull=True).order_by("confidence", "id")

    def count_for(self, owner: str) -> models.expressions.Combinable:
        """How many of these statements a row of another query has by its `owner` key."""
        mine = self.filter(**{owner: models.OuterRef("pk")}).order_by().values(owner)
        counted = mine.annotate(number=models.Count("*")).values("number")
        return Coalesce(models.Subquery(counted), 0)

    def with_spans(self) -> Self:
        """With what span_pairs gives, read with each row."""
        return self.annotate(read_spans=SpansOf("pk"))

    def with_context(self) -> Self:
        """With what every list shows, and nothing that it does not."""
        return (
            self.select_related("source__outlet", "speaker")
            .prefetch_related("spans")
            .defer("source__text", "source__original", "evidence", "candidates")
        )

    def with_source_texts(self) -> Self:
        """With what representations need: the text of each source too, once however many stand in it."""
        sources = Source.objects.select_related("outlet").defer("original")
        return (
            self.select_related("speaker")
            .prefetch_related("spans", models.Prefetch("source", sources))
            .defer("evidence", "candidates")
        )


class Statement(Published):
    """One passage that reports what somebody said.

    text is derived from the spans and checked against the source when it is stored. Who was
    printed (mention) and who that is (speaker) are two facts; attribution_status is the
    second one's own. cue and mention offsets are code points of the source's text, ends
    exclusive. evidence and candidates hold what the engine saw, and never change.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    published_at = DayOfSource(
        null=True, editable=False, help_text="As the source has it: here too, since roles are sought by it."
    )
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    quote_kind = models.CharField(max_length=8, choices=QuoteKind)
    text = models.TextField(help_text="The characters at the spans, joined by one space.")
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    cue_text = models.TextField(blank=True)
    mention_start = models.PositiveIntegerField(null=True, blank=True)
    mention_end = models.PositiveIntegerField(null=True, blank=True)
    mention_text = models.TextField(blank=True, help_text="The speaker as printed: “he”, “the spokeswoman”.")
    attribution_status = models.CharField(max_length=9, choices=AttributionStatus)
    act = models.CharField(max_length=30, default="said", help_text="said, denied, asked, promised …")
    modality = models.CharField(max_length=12, choices=Modality, default=Modality.ASSERTED)
    confidence = models.FloatField(help_text="Chance that content and attribution are right, 0 to 1.")
    evidence = models.JSONField(default=list, blank=True)
    candidates = models.JSONField(default=list, blank=True)
    medium = models.CharField(max_length=40, blank=True, help_text="Where it was said: letter, post, interview …")
    said_on = models.DateField(null=True, blank=True, help_text="When it was said, where the text tells.")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="nested_statements"
    )
    engine_version = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.ENGINE)
    review_status = models.CharField(max_length=9, choices=ReviewStatus, default=ReviewStatus.PENDING)
    version = models.PositiveIntegerField(default=1, help_text="Goes up with each change; guards against overwriting.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When a newer engine took it back.")

    is_public = models.GeneratedField(
        expression=models.Case(
            models.When(review_status__in=ReviewStatus.public(), withdrawn_at__isnull=True, then=True), default=False
        ),
        output_field=models.BooleanField(),
        db_persist=True,
        help_text="Whether anybody may see it: the database's own conclusion, so that it can be indexed.",
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        permissions = [
            ("review_statement", "Can review statements"),
            ("adjudicate_statement", "Can adjudicate between two opinions on a statement"),
        ]
        indexes = [
            models.Index(fields=["review_status", "confidence", "id"], name="statement_queue"),
            models.Index(fields=["review_status", "id"], name="statement_status_page"),
            models.Index(fields=["review_status", "source", "id"], name="statement_article_queue"),
            models.Index(fields=["review_status", "speaker", "id"], name="statement_speaker_queue"),
            models.Index(fields=["review_status", "withdrawn_at", "created"], name="statement_age"),
            models.Index(fields=["created"], name="statement_created"),
            # With what tells who fits a role, and the id for the next page: the rows themselves are not read.
            models.Index(fields=["is_public", "id", *ROLE_FACTS, "speaker"], name="statement_public_page"),
            models.Index(
                fields=["speaker", *ROLE_FACTS, "id"],
                condition=Q(is_public=True),
                name="statement_public_speaker_role",
            ),
            models.Index(fields=["speaker", "id"], condition=Q(is_public=True), name="statement_public_speaker"),
            models.Index(fields=["source", "id"], condition=Q(is_public=True), name="statement_public_source"),
            models.Index(fields=["confidence"], condition=Q(is_public=True), name="statement_public_confidence"),
            models.Index(
                fields=["said_on"], condition=Q(is_public=True, said_on__isnull=False), name="statement_public_said_on"
            ),
            models.Index(
                fields=["medium", "id"], condition=Q(is_public=True) & ~Q(medium=""), name="statement_public_medium"
            ),
            models.Index(
                fields=["act", "id"], condition=Q(is_public=True) & ~Q(act="said"), name="statement_public_act"
            ),
            models.Index(fields=["speaker", "id"], name="statement_speaker_page"),
            models.Index(fields=["quote_kind", "id"], name="statement_kind_page"),
            models.Index(fields=["is_public", "modified", "id"], name="statement_public_modified"),
            models.Index(fields=["modified", "id"], name="statement_modified_page"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="statement_has_a_text"),
            models.CheckConstraint(condition=Q(quote_kind__in=QuoteKind.values), name="statement_kind_is_known"),
            models.CheckConstraint(
                condition=Q(attribution_status__in=AttributionStatus.values),
                name="statement_attribution_is_known",
            ),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="statement_modality_is_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="statement_origin_is_known"),
            models.CheckConstraint(
                condition=Q(review_status__in=ReviewStatus.values), name="statement_review_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0.0, confidence__lte=1.0), name="statement_confidence_is_a_chance"
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False, attribution_status="resolved")
                | (Q(speaker__isnull=True) & ~Q(attribution_status="resolved")),
                name="statement_has_a_speaker_exactly_when_resolved",
            ),
            models.CheckConstraint(
                condition=Q(cue_start__isnull=True, cue_end__isnull=True, cue_text="")
                | (Q(cue_start__isnull=False, cue_end__isnull=False, cue_end__gt=F("cue_start")) & ~Q(cue_text="")),
                name="statement_cue_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(mention_start__isnull=True, mention_end__isnull=True, mention_text="")
                | (
                    Q(
                        mention_start__isnull=False,
                        mention_end__isnull=False,
                        mention_end__gt=F("mention_start"),
                    )
                    & ~Q(mention_text="")
                ),
                name="statement_mention_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="statement_is_not_its_own_parent"
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="statement_version_begins_at_one"),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else self.text[:79] + "…"

    def span_pairs(self) -> list[tuple[int, int]]:
        """Start and end of each content span, in order."""
        read: list[tuple[int, int]] | None = self.__dict__.get("read_spans")
        return [(span.start, span.end) for span in self.spans.all()] if read is None else [(s, e) for s, e in read]


class StatementSpan(models.Model):
    """One stretch of a statement's content: code points of the source's text, end exclusive."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="spans")
    position = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("statement", "position")
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="span_position_once_a_statement"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="span_is_not_empty",
                violation_error_message="A span needs at least one character.",
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.start}, {self.end})"


def text_at(source_text: str, spans: Iterable[tuple[int, int]]) -> str:
    """What a statement's text must be: the source's characters at its spans, joined by a space.

    Raises ValueError for a span that is empty, outside the text, or not behind the one before.
    """
    pieces: list[str] = []
    reached = 0
    for start, end in spans:
        if not reached <= start < end <= len(source_text):
            raise ValueError(f"span [{start}, {end}) does not fit a text of {len(source_text)} characters in order")
        pieces.append(source_text[start:end])
        reached = end
    if not pieces:
        raise ValueError("a statement needs at least one span")
    return JOINT.join(pieces)
