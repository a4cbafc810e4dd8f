"""Lists count no further than anybody can click, and offer no list of everything to choose from."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import ForeignKey, ManyToManyField
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.admin.base import QuotesAdmin
from quotes.admin.paging import NearPaginator, counted_for
from quotes.models import Statement
from tests.factories import StatementFactory, UserFactory

OURS = sorted((m for m in admin.site._registry if m._meta.app_label == "quotes"), key=lambda m: m._meta.label)


@pytest.fixture
def superuser() -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "count", "more", "pages"), [(3, 3, False, 2), (4, 4, False, 2), (5, 4, True, 2)])
def test_counting_ends_where_nobody_looks(rows: int, count: int, more: bool, pages: int) -> None:
    for _ in range(rows):
        StatementFactory()
    paginator = NearPaginator(Statement.objects.all(), 2, counted=4)
    assert (paginator.count, paginator.more, paginator.num_pages) == (count, more, pages)
    assert len(paginator.page(2).object_list) == min(2, count - 2)


@pytest.mark.parametrize(
    ("query", "expected"), [("", 110), ("?p=1", 110), ("?p=20", 300), ("?page=2", 120), ("?p=x", 110), ("?p=-3", 110)]
)
def test_more_is_counted_further_behind(query: str, expected: int) -> None:
    assert counted_for(RequestFactory().get(f"/{query}"), 10) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_list_counts_a_whole_table(model: Any, superuser: Client) -> None:
    address = reverse(f"admin:quotes_{model._meta.model_name}_changelist")
    for query in ("", "?q=quay", "?p=2"):
        with CaptureQueriesContext(connection) as queries:
            superuser.get(address + query)
        table = f'FROM "{model._meta.db_table}"'
        counts = [q["sql"] for q in queries if q["sql"].startswith("SELECT COUNT(") and table in q["sql"]]
        assert counts, "the list is counted, up to a limit"
        assert [sql for sql in counts if "LIMIT" not in sql] == []


@pytest.mark.django_db
def test_a_long_list_says_that_there_is_more_and_a_short_one_how_many(superuser: Client, monkeypatch: Any) -> None:
    for _ in range(13):
        StatementFactory()
    address = reverse("admin:quotes_statement_changelist")
    assert "13 statements" in superuser.get(address).content.decode()
    monkeypatch.setattr(admin.site._registry[Statement], "list_per_page", 1)
    page = superuser.get(address + "?q=quay").content.decode()
    assert "more than 11" in page
    assert "11 results" not in page
    assert superuser.get(address + "?p=12").status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_table_stands_on_our_page(model: Any) -> None:
    assert isinstance(admin.site._registry[model], QuotesAdmin)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_foreign_key_that_can_be_chosen_is_looked_up_while_typing(model: Any) -> None:
    request = RequestFactory().get("/")
    request.user = UserFactory(is_staff=True, is_superuser=True)
    page = admin.site._registry[model]
    if not (page.has_add_permission(request) or page.has_change_permission(request)):
        return  # nothing can be chosen there
    for part in (page, *page.get_inline_instances(request)):
        parent = None if part is page else part.get_formset(request).fk.name
        chosen = {*part.get_autocomplete_fields(request), *part.get_readonly_fields(request), parent}
        shown = set(part.fields) if part.fields else None
        for field in part.model._meta.get_fields():
            relation = isinstance(field, (ForeignKey, ManyToManyField))
            if relation and field.editable and (shown is None or field.name in shown):
                assert field.name in chosen, f"{part.model.__name__}.{field.name}"
