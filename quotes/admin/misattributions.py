"""What editors said of quotations: misattributions and judgements, made on the pages of statements and quotations."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from quotes.admin.base import ReadOnlyAdmin
from quotes.lookup.judgements import (
    JudgementRefused,
    mark_misattributed,
    undo_judgement,
    withdraw_misattribution,
)
from quotes.models import Misattribution, Occurrence, Speaker, Statement, WordingJudgement
from quotes.speakers.linking import LINKABLE, LONGEST, find_speaker


def may_judge(request: HttpRequest) -> bool:
    return request.user.has_perm("quotes.judge_quotation")


def told(modeladmin: admin.ModelAdmin[Any], request: HttpRequest, deed: Callable[[], object], done: str) -> None:
    """Do it and say so, or say why it was refused."""
    try:
        deed()
    except JudgementRefused as refusal:
        modeladmin.message_user(request, str(refusal), messages.ERROR)
    else:
        modeladmin.message_user(request, done)


class MarkForm(forms.Form):
    """Whose words they are not, why, and whose they are."""

    statement = forms.ModelChoiceField(queryset=Statement.objects.all(), empty_label=None, label="As printed in")
    whoever = forms.BooleanField(required=False, label="whoever is named, not only this speaker")
    said_by = forms.CharField(required=False, max_length=LONGEST, label="Who said it in fact (the whole name)")
    note = forms.CharField(
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="Why, and who said it: shown to the public",
        error_messages={"required": "Say why these words are misattributed."},
    )

    def __init__(
        self, data: Any = None, *, statements: Iterable[Statement] | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, auto_id="mark_%s", initial=initial)
        if statements is not None:
            choices = [(statement.pk, f"{_who(statement)}, {statement.source}") for statement in statements]
            self.fields["statement"].widget = forms.Select(choices=choices)

    def clean_said_by(self) -> Speaker | None:
        """The one speaker of that name; in doubt nobody is taken."""
        name = self.cleaned_data["said_by"].strip()
        found = [speaker for kind in LINKABLE if (speaker := find_speaker(name=name, kind=kind)) is not None]
        if name and len(found) != 1:
            raise forms.ValidationError(f"There is no speaker, or more than one, by the name of “{name}”.")
        return found[0] if name else None


def _who(statement: Statement) -> str:
    return statement.speaker.name if statement.speaker is not None else statement.get_attribution_status_display()


def marks_context(
    request: HttpRequest, statements: Iterable[Statement], quotation: int | None, *, at: str
) -> dict[str, Any]:
    """What a page (at: of a “quotation” or a “statement”) shows of marks, and the form for a new one."""
    statements = list(statements)
    of = Misattribution.objects.filter(statement__in=statements)
    if quotation is not None:
        of |= Misattribution.objects.filter(statement__occurrence__quotation=quotation)
    form = MarkForm(statements=statements, initial={"statement": statements[0].pk} if statements else {})
    return {
        "marks": of.select_related("speaker", "said_by", "marked_by", "withdrawn_by").order_by("id"),
        "mark_form": form,
        "mark_address": reverse("admin:quotes_misattribution_mark"),
        "one_statement": statements[0] if len(statements) == 1 else None,
        "quotation_id": quotation,
        "may_judge": may_judge(request) and bool(statements),
        "at_name": f"at_{at}",
        "at_value": quotation if at == "quotation" else statements[0].pk,
    }


def quotation_of(statement: Statement) -> int | None:
    return Occurrence.objects.filter(pk=statement.pk).values_list("quotation", flat=True).first()


@admin.register(Misattribution)
class MisattributionAdmin(ReadOnlyAdmin):
    list_display = ("statement", "speaker", "said_by", "note", "marked_by", "created", "withdrawn_by", "withdrawn_at")
    list_select_related = ("statement", "speaker", "said_by", "marked_by", "withdrawn_by")
    list_filter = (("withdrawn_at", admin.EmptyFieldListFilter),)
    search_fields = ("note", "statement__text", "speaker__name")
    ordering = ("-id",)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("mark/", view(self.mark_view), name="quotes_misattribution_mark"),
            path("<int:pk>/withdraw/", view(self.withdraw_view), name="quotes_misattribution_withdraw"),
            *super().get_urls(),
        ]

    def mark_view(self, request: HttpRequest) -> HttpResponse:
        """A new mark, from the page of a statement or of a quotation."""
        if not may_judge(request):
            raise PermissionDenied
        form = MarkForm(request.POST)
        if request.method != "POST" or "statement" in form.errors:
            self.message_user(request, "It is not known which words are meant. Nothing was marked.", messages.ERROR)
            return self._back(request)
        if not form.is_valid():
            return self._asked_again(request, form)
        data, statement = form.cleaned_data, form.cleaned_data["statement"]
        try:
            mark_misattributed(
                statement=statement,
                speaker=None if data["whoever"] else statement.speaker,
                said_by=data["said_by"],
                note=data["note"],
                marked_by=request.user,
            )
        except JudgementRefused as refusal:
            form.add_error(None, str(refusal))
            return self._asked_again(request, form)
        self.message_user(request, "Marked as misattributed. Whoever looks these words up is told so.")
        return self._back(request)

    def _asked_again(self, request: HttpRequest, form: MarkForm) -> HttpResponse:
        """The form as it was filled in, with what was wrong."""
        statement = form.cleaned_data["statement"]
        quotation = quotation_of(statement)
        at = "quotation" if "at_quotation" in request.POST and quotation is not None else "statement"
        context = marks_context(request, [statement], quotation, at=at) | {"mark_form": form}
        title = {"title": "Nothing is marked yet"}
        context = {**self.admin_site.each_context(request), **title, **context}
        return TemplateResponse(request, "admin/quotes/misattribution/mark.html", context)

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not may_judge(request) or request.method != "POST":
            raise PermissionDenied
        mark = get_object_or_404(Misattribution, pk=pk)
        told(self, request, lambda: withdraw_misattribution(mark=mark, withdrawn_by=request.user), "Taken back.")
        return self._back(request)

    def _back(self, request: HttpRequest) -> HttpResponse:
        """To the page that it was done on."""
        statement, quotation = request.POST.get("at_statement", ""), request.POST.get("at_quotation", "")
        if statement.isdecimal():
            return HttpResponseRedirect(reverse("admin:quotes_statement_change", args=[statement]))
        if quotation.isdecimal():
            return HttpResponseRedirect(reverse("admin:quotes_quotation_change", args=[quotation]))
        return HttpResponseRedirect(reverse("admin:quotes_misattribution_changelist"))


@admin.register(WordingJudgement)
class WordingJudgementAdmin(ReadOnlyAdmin):
    """What editors said of two wordings; the words themselves are looked up."""

    list_display = ("words_of_one", "words_of_other", "__str__", "judged_by", "created", "undone_by", "undone_at")
    list_select_related = ("judged_by", "undone_by")
    list_filter = ("is_same", ("undone_at", admin.EmptyFieldListFilter))
    fields = (
        "words_of_one", "words_of_other", "is_same", "note", "judged_by", "created", "before", "after",
        "undone_by", "undone_at",
    )  # fmt: skip
    actions = ("undo",)

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return may_judge(request)

    @admin.display(description="one")
    def words_of_one(self, judgement: WordingJudgement) -> str:
        return _printed(judgement.one)

    @admin.display(description="other")
    def words_of_other(self, judgement: WordingJudgement) -> str:
        return _printed(judgement.other)

    @admin.action(description="Take the chosen judgements back", permissions=["judge"])
    def undo(self, request: HttpRequest, queryset: QuerySet[WordingJudgement]) -> None:
        for judgement in queryset:
            told(
                self,
                request,
                lambda judgement=judgement: undo_judgement(judgement=judgement, undone_by=request.user),  # type: ignore[misc]
                "Taken back: the words alone decide again.",
            )


def _printed(wording: int) -> str:
    occurrence = Occurrence.objects.filter(words_hash=wording).select_related("statement").order_by("pk").first()
    return str(occurrence.statement) if occurrence is not None else "(printed by no statement any more)"
