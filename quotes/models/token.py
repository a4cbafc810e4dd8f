"""Keys of programs to the API."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class ApiToken(models.Model):
    """A program's key: what it may do, until when. Only a digest of the secret is kept.

    A token never gives more than its owner has: scopes narrow the owner's permissions.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100, help_text="What it is for: “mirror at the institute”.")
    digest = models.CharField(max_length=64, unique=True, editable=False, help_text="SHA-256 of the secret.")
    beginning = models.CharField(max_length=12, editable=False, help_text="How the secret begins, to recognise it.")
    may_read_all = models.BooleanField(
        "read_all", default=False, help_text="See pending and rejected statements, reviews and import runs."
    )
    may_review = models.BooleanField("review", default=False, help_text="Accept, reject, correct, reassign.")
    may_import = models.BooleanField("import", default=False, help_text="Send articles and see their runs.")
    created = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(condition=Q(digest__length=64), name="token_digest_is_whole"),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created")), name="token_expires_after_it_is_made"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.beginning}…)"

    def is_good(self, now: dt.datetime) -> bool:
        """Whether it opens anything at that moment."""
        return self.revoked_at is None and now < self.expires_at

    def scopes(self) -> set[str]:
        """What it may do beside reading what is public."""
        flags = {"read_all": self.may_read_all, "review": self.may_review, "import": self.may_import}
        return {"read"} | {name for name, given in flags.items() if given}
