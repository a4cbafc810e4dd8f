"""Who publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from quotes.models.base import Published, of_each

if TYPE_CHECKING:
    from quotes.models.statement import StatementQuerySet


class OutletQuerySet(models.QuerySet["Outlet"]):
    """Questions about outlets."""

    def having(self, statements: StatementQuerySet) -> Self:
        """Those that published one of the statements."""
        return self.filter(of_each(models.Exists(statements.filter(source__outlet=models.OuterRef("pk")))))

    def with_statement_count(self, statements: StatementQuerySet) -> Self:
        """Each with `statement_count`: how many of those statements stand in its sources."""
        return self.annotate(statement_count=statements.count_for("source__outlet"))


class Outlet(Published):
    """A newspaper, a broadcaster, a site."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=253, blank=True)

    objects = OutletQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint("domain", condition=~Q(domain=""), name="outlet_domain_is_one_outlets"),
            models.CheckConstraint(condition=~Q(name=""), name="outlet_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
