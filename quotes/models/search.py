"""What full-text search reads of a statement."""

from __future__ import annotations

from django.db import models

from quotes.models.statement import Statement


class SearchDocument(models.Model):
    """A statement's words and those around it, folded for searching; derived, never edited.

    context is the source's text from context_start (code points): the sentences that the
    statement stands in, and one before and behind. text_words and context_words are what the
    database indexes, parted by blanks: migration 0004 makes the index of each database.
    """

    statement = models.OneToOneField(
        Statement, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    context_start = models.PositiveIntegerField()
    context = models.TextField()
    text_words = models.TextField(blank=True)
    context_words = models.TextField(blank=True)
    published_year = models.SmallIntegerField(
        null=True, editable=False, help_text="Of the source, UTC: here too, since it is searched by it."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(context=""), name="search_document_has_a_context"),
        ]

    def __str__(self) -> str:
        return f"search document of statement {self.statement_id}"
