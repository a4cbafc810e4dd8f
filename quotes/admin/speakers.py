"""Speakers in the admin: names, roles, merging and taking a merge back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from quotes.admin.base import QuotesAdmin, ReadOnlyAdmin
from quotes.models import Speaker, SpeakerAlias, SpeakerMerge, SpeakerRole, Statement
from quotes.speakers.editing import save_alias, save_speaker
from quotes.speakers.merging import MergeRefused, merge_speakers, undo_merge


class AliasInline(admin.TabularInline[SpeakerAlias, Speaker]):
    model = SpeakerAlias
    extra = 0
    fields = ("name",)


class RoleInline(admin.TabularInline[SpeakerRole, Speaker]):
    model = SpeakerRole
    extra = 0
    autocomplete_fields = ("source",)


class MergeForm(forms.Form):
    """Which of the chosen speakers goes on."""

    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, speakers: QuerySet[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(
            queryset=speakers, widget=forms.RadioSelect, empty_label=None, label="Keep"
        )


@admin.register(Speaker)
class SpeakerAdmin(QuotesAdmin):
    list_display = ("name", "kind", "wikidata_id", "statements_said", "merged_into")
    list_filter = ("kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("name", "normalised_name", "aliases__name", "wikidata_id")
    readonly_fields = ("public_id", "merged_into", "statements_said")
    fields = ("name", "kind", "wikidata_id", "merged_into", "public_id", "statements_said")
    inlines = (AliasInline, RoleInline)
    actions = ("merge",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Speaker]:
        return Speaker.objects.with_statement_count(Statement.objects.all()).order_by("name", "id")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Speaker], search_term: str
    ) -> tuple[QuerySet[Speaker], bool]:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into__isnull=True)
        return found, duplicates

    @admin.display(description="statements", ordering="statement_count")
    def statements_said(self, speaker: Any) -> int:
        return int(speaker.statement_count)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.merge_speaker")

    def has_delete_permission(self, request: HttpRequest, obj: Speaker | None = None) -> bool:
        return False  # an id that was given out goes on working: merge instead

    def save_model(self, request: HttpRequest, obj: Speaker, form: forms.ModelForm[Speaker], change: bool) -> None:
        save_speaker(speaker=obj)

    def save_formset(
        self,
        request: HttpRequest,
        form: forms.ModelForm[Speaker],
        formset: BaseInlineFormSet[Any, Any, Any],
        change: bool,
    ) -> None:
        if formset.model is not SpeakerAlias:
            formset.save()
            return
        for alias in formset.save(commit=False):
            save_alias(alias=alias)
        for alias in formset.deleted_objects:
            alias.delete()

    @admin.action(description="Merge the chosen speakers into one", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Speaker]) -> HttpResponse | None:
        if queryset.count() != 2:
            self.message_user(request, "Choose exactly two speakers to merge.", messages.ERROR)
            return None
        form = MergeForm(request.POST if "into" in request.POST else None, speakers=queryset)
        if form.is_bound and form.is_valid():
            into = form.cleaned_data["into"]
            absorbed = queryset.exclude(pk=into.pk).get()
            try:
                merge_speakers(absorbed=absorbed, into=into, merged_by=request.user, note=form.cleaned_data["note"])
            except MergeRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                self.message_user(request, f"{absorbed} is now part of {into}. Undo it under Speaker merges.")
            return HttpResponseRedirect(reverse("admin:quotes_speaker_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "form": form,
            "speakers": queryset,
            "title": "Merge speakers",
            "opts": self.model._meta,
        }
        return TemplateResponse(request, "admin/quotes/speaker/merge.html", context)


@admin.register(SpeakerMerge)
class SpeakerMergeAdmin(ReadOnlyAdmin):
    list_display = ("absorbed", "into", "merged_by", "merged_at", "undone_by", "undone_at")
    list_select_related = ("absorbed", "into", "merged_by", "undone_by")
    actions = ("undo",)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.merge_speaker")

    @admin.action(description="Undo the chosen merges", permissions=["merge"])
    def undo(self, request: HttpRequest, queryset: QuerySet[SpeakerMerge]) -> None:
        for merge in queryset:
            try:
                undo_merge(merge=merge, undone_by=request.user)
            except MergeRefused as refusal:
                self.message_user(request, f"{merge}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{merge.absorbed} is on its own again.")
