"""Statements in the admin: the list, and the page where one is read and decided."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from quotes.admin.base import ReadOnlyAdmin
from quotes.admin.misattributions import marks_context, quotation_of
from quotes.models import Decision, Review, Speaker, Statement
from quotes.models.statement import StatementQuerySet
from quotes.review.decisions import accept, decide_many, reassign, reject, reopen
from quotes.review.explanation import candidates_of, reasons_of
from quotes.review.passage import passage
from quotes.review.recording import StaleStatement, WithdrawnStatement
from quotes.review.second_opinion import OpinionRefused, left_for
from quotes.search import BadQuery, matching, parse


def _outcome(after: Statement, version: int, decision: Decision) -> str:
    """What became of a decision, for who made it."""
    if after.version == version:
        return "Your opinion is recorded. This statement needs a second one, given without sight of yours."
    return f"Statement {decision.label}."


class SpeakerForm(forms.Form):
    """Whom a statement is given to; empty means nobody who can be named."""

    speaker = forms.ModelChoiceField(queryset=Speaker.objects.canonical(), required=False)
    note = forms.CharField(required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].widget = AutocompleteSelect(
            Statement._meta.get_field("speaker"),
            admin.site,
            choices=getattr(self.fields["speaker"], "choices", ()),
        )


PLAIN_DECISIONS = (Decision.ACCEPT, Decision.REJECT, Decision.REOPEN, Decision.REASSIGN)


class DecisionForm(SpeakerForm):
    """One decision about one statement, at the version that the editor saw."""

    decision = forms.ChoiceField(choices=[(d.value, d.label) for d in PLAIN_DECISIONS])
    version = forms.IntegerField(min_value=1)


@admin.register(Statement)
class StatementAdmin(ReadOnlyAdmin):
    list_display = ("short_text", "who", "quote_kind", "sureness", "review_status", "article")
    list_display_links = ("short_text",)
    list_filter = ("review_status", "quote_kind", "attribution_status", "modality", "origin")
    search_fields = ("text",)  # shows the box; get_search_results says what it does
    search_help_text = "In the statement or around it: “a phrase” in quotation marks, OR, -word, begin*."
    ordering = ("-id",)
    actions = ("accept_chosen", "reject_chosen", "reassign_chosen")
    fields = (
        "act",
        "modality",
        "medium",
        "said_on",
        "engine_version",
        "origin",
        "version",
        "public_id",
        "parent",
    )
    change_form_template = "admin/quotes/statement/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Statement]:
        statements = Statement.objects.select_related("speaker", "source").order_by("-id")
        return statements.defer("source__text", "source__original", "evidence", "candidates")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Statement], search_term: str
    ) -> tuple[QuerySet[Statement], bool]:
        """What full-text search finds; and whatever is said by a speaker of that name."""
        if not search_term.strip():
            return queryset, False
        statements = cast(StatementQuerySet, queryset)
        by_name = Speaker.objects.filter(name__icontains=search_term.strip())
        try:
            found = matching(Statement.objects.all(), parse(search_term))
        except BadQuery as bad:
            self.message_user(request, str(bad), messages.ERROR)
            return statements.none(), False
        return statements.filter(Q(pk__in=found.values("pk")) | Q(speaker__in=by_name)), False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        return lookup in {"source__id__exact", "speaker__id__exact"} or super().lookup_allowed(lookup, value, request)

    def has_review_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.review_statement")

    @admin.display(description="statement", ordering="text")
    def short_text(self, statement: Statement) -> str:
        return str(statement)

    @admin.display(description="speaker", ordering="speaker__name")
    def who(self, statement: Statement) -> str:
        if statement.speaker is not None:
            return statement.speaker.name
        return format_html("<em>{}</em>", statement.get_attribution_status_display())

    @admin.display(description="article", ordering="source__title")
    def article(self, statement: Statement) -> str:
        title = str(statement.source)
        return title if len(title) <= 60 else title[:59] + "…"

    @admin.display(description="confidence", ordering="confidence")
    def sureness(self, statement: Statement) -> str:
        return f"{statement.confidence:.2f}"

    @admin.action(description="Accept", permissions=["review"])
    def accept_chosen(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        self._decide_many(request, queryset, Decision.ACCEPT)

    @admin.action(description="Reject", permissions=["review"])
    def reject_chosen(self, request: HttpRequest, queryset: QuerySet[Statement]) -> None:
        self._decide_many(request, queryset, Decision.REJECT)

    @admin.action(description="Give to another speaker …", permissions=["review"])
    def reassign_chosen(self, request: HttpRequest, queryset: QuerySet[Statement]) -> HttpResponse | None:
        form = SpeakerForm(request.POST if "confirmed" in request.POST else None)
        if form.is_bound and form.is_valid():
            self._decide_many(
                request, queryset, Decision.REASSIGN, form.cleaned_data["speaker"], form.cleaned_data["note"]
            )
            return None
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "statements": queryset,
            "opts": self.model._meta,
            "title": "Give to another speaker",
            "media": self.media + form.media,
        }
        return TemplateResponse(request, "admin/quotes/statement/reassign.html", context)

    def _decide_many(
        self, request: HttpRequest, queryset: QuerySet[Statement], decision: Decision,
        speaker: Speaker | None = None, note: str = "",
    ) -> None:  # fmt: skip
        result = decide_many(statements=queryset, reviewer=request.user, decision=decision, speaker=speaker, note=note)
        if result.done:
            self.message_user(request, f"{len(result.done)} statements: {decision.label}.")
        if result.held:
            self.message_user(request, f"{len(result.held)} statements need a second opinion; yours is recorded.")
        if result.stale:
            self.message_user(
                request,
                f"{len(result.stale)} statements had been decided or withdrawn already and were left as they are. "
                "Open them one by one.",
                messages.WARNING,
            )

    def get_urls(self) -> list[URLPattern]:
        decide = path("<int:pk>/decide/", self.admin_site.admin_view(self.decide_view), name="quotes_statement_decide")
        return [decide, *super().get_urls()]

    def decide_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One decision, from the statement's page."""
        if not self.has_review_permission(request):
            raise PermissionDenied
        page = reverse("admin:quotes_statement_change", args=[pk])
        statement = get_object_or_404(Statement, pk=pk)
        form = DecisionForm(request.POST)
        if request.method != "POST" or not form.is_valid():
            self.message_user(request, "The decision was not understood. Try it again from this page.", messages.ERROR)
            return HttpResponseRedirect(page)
        data = form.cleaned_data
        common = {"statement": statement, "reviewer": request.user, "expected_version": data["version"],
                  "note": data["note"]}  # fmt: skip
        try:
            match Decision(data["decision"]):
                case Decision.ACCEPT:
                    after = accept(**common)
                case Decision.REJECT:
                    after = reject(**common)
                case Decision.REOPEN:
                    after = reopen(**common)
                case _:
                    after = reassign(**common, speaker=data["speaker"])
        except StaleStatement as stale:
            self.message_user(request, str(stale), messages.ERROR)
            return HttpResponseRedirect(page)
        except (OpinionRefused, WithdrawnStatement) as refusal:
            self.message_user(request, refusal.message, messages.ERROR)
            return HttpResponseRedirect(page)
        self.message_user(request, _outcome(after, data["version"], Decision(data["decision"])))
        following = self._next_pending(request, statement) if "next" in request.POST else None
        return HttpResponseRedirect(reverse("admin:quotes_statement_change", args=[following]) if following else page)

    def _next_pending(self, request: HttpRequest, statement: Statement) -> int | None:
        """The next pending statement of the same source, else the least certain of all."""
        pending = left_for(Statement.objects.pending(), request.user).exclude(pk=statement.pk)
        same = pending.filter(source=statement.source_id).order_by("id").values_list("pk", flat=True)
        return same.first() or pending.values_list("pk", flat=True).first()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        statement = (
            Statement.objects.select_related("source__outlet", "speaker").defer("source__original")
            .prefetch_related("spans").filter(pk=int(object_id) if object_id.isdigit() else 0).first()
        )  # fmt: skip
        context: dict[str, Any] = dict(extra_context or {})
        if statement is not None:
            form = DecisionForm(initial={"speaker": statement.speaker, "version": statement.version})
            context |= {
                "statement": statement,
                "passage": passage(statement, statement.source.text),
                "reasons": reasons_of(statement, statement.source.text),
                "candidates": candidates_of(statement),
                "reviews": Review.objects.filter(statement=statement).select_related("reviewer"),
                "decision_form": form,
                "decision_media": form.media,
                **marks_context(request, [statement], quotation_of(statement), at="statement"),
                "may_decide": self.has_review_permission(request) and statement.withdrawn_at is None,
                "show_save": False,
                "show_save_and_continue": False,
                "show_save_and_add_another": False,
                "show_close": False,
                "title": "Statement",
                "subtitle": None,
            }
        return super().change_view(request, object_id, form_url, context)

    class Media:
        css = {"all": ("quotes/admin.css",)}
