"""Tokens of the API in the admin: made, shown once, revoked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminSplitDateTime, AutocompleteSelect
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import ApiToken
from quotes.tokens.service import make_token, revoke_token

LONGEST_LIFE = dt.timedelta(days=366)


class TokenForm(forms.ModelForm[ApiToken]):
    """What a new token may do, for whom, until when."""

    owner = forms.ModelChoiceField(queryset=get_user_model()._default_manager.none(), required=True)
    expires_at = forms.SplitDateTimeField(widget=AdminSplitDateTime, help_text="UTC; at most a year from now.")

    class Meta:
        model = ApiToken
        fields = ("name", "owner", "may_read_all", "may_review", "may_import", "expires_at")

    def clean_expires_at(self) -> dt.datetime:
        moment: dt.datetime = self.cleaned_data["expires_at"]
        if not timezone.now() < moment <= timezone.now() + LONGEST_LIFE:
            raise forms.ValidationError("Choose a moment within the coming year.")
        return moment


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "beginning", "owner", "scopes_in_words", "expires_at", "last_used_on", "revoked_at")
    list_select_related = ("owner",)
    autocomplete_fields = ("owner",)
    actions = ("revoke",)
    fields = (
        "name", "beginning", "owner", "scopes_in_words", "created", "expires_at", "last_used_on", "revoked_at",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return admin.ModelAdmin.has_add_permission(self, request)

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("quotes.change_apitoken")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        tokens: QuerySet[ApiToken] = super().get_queryset(request)
        return tokens if request.user.is_superuser else tokens.filter(owner=request.user)  # type: ignore[misc]  # logged in

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is not None:
            return super().get_form(request, obj, change, **kwargs)
        users = get_user_model()._default_manager.filter(is_active=True)
        # A token gives what its owner may: only superusers make one for somebody else.
        owners = users if request.user.is_superuser else users.filter(username=request.user.get_username())
        widget = AutocompleteSelect(ApiToken._meta.get_field("owner"), self.admin_site)
        field = forms.ModelChoiceField(queryset=owners, initial=request.user.pk, widget=widget)
        return type("NewTokenForm", (TokenForm,), {"owner": field})

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return TokenForm.Meta.fields if obj is None else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if obj is None else self.fields

    def save_model(self, request: HttpRequest, obj: ApiToken, form: Any, change: bool) -> None:
        asked = {name: form.cleaned_data[name] for name in TokenForm.Meta.fields}
        made, self_secret = make_token(**asked)
        obj.pk, obj._state.adding = made.pk, False
        request.META["quotes.new_secret"] = self_secret

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """The secret, in this one answer and nowhere else: no message, no cookie, no session."""
        context = {
            **self.admin_site.each_context(request),
            "title": "The new token",
            "token": obj,
            "secret": request.META.pop("quotes.new_secret"),
            "opts": self.opts,
        }
        response = TemplateResponse(request, "admin/quotes/apitoken/made.html", context)
        response["Cache-Control"] = "no-store"
        return response

    @admin.display(description="scopes")
    def scopes_in_words(self, token: ApiToken) -> str:
        return ", ".join(sorted(token.scopes()))

    @admin.action(description="Revoke the chosen tokens", permissions=["revoke"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        for token in queryset:
            revoke_token(token=token)
        messages.success(request, f"Revoked: {', '.join(token.name for token in queryset)}.")
