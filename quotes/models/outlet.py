"""Who publishes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from quotes.models.base import Published


class Outlet(Published):
    """A newspaper, a broadcaster, a site."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=253, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint("domain", condition=~Q(domain=""), name="outlet_domain_is_one_outlets"),
            models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
