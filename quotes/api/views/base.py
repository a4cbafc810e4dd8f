"""What all views of the API have in common."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from rest_framework import permissions, viewsets
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from quotes.api.access import sees_everything
from quotes.api.conditional import body_etag, conditional
from quotes.api.filtering import StrictFilterSet
from quotes.api.negotiation import FormatFirst
from quotes.api.pagination import NEWEST, KeysetPagination
from quotes.api.parameters import refuse_unknown
from quotes.api.parsers import TextJSONParser, refuse_coded, refuse_unmeasured
from quotes.api.shaping import PARAMETERS, ShapedSerializer
from quotes.api.throttling import rate_limit_headers

Validators = tuple[str, float | None]


class ApiView(APIView):
    """A view that knows its query parameters, refuses others, and tells how much more may be asked."""

    content_negotiation_class = FormatFirst
    parser_classes: tuple[Any, ...] = (TextJSONParser,)
    largest_body: ClassVar[int] = 1_000_000
    """Bytes: what is longer is refused and not read."""
    own_parameters: ClassVar[frozenset[str]] = frozenset()
    streams: ClassVar[bool] = False
    """Whether what GET gives is never whole in memory, and so has no validators."""
    validators: Validators | None = None

    def known_parameters(self) -> set[str]:
        """The names of the query parameters that this request may have."""
        return set(self.own_parameters)

    def several_valued(self) -> set[str]:
        """Those of them that may be given more than once."""
        return set()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in self.allowed_methods:  # else the answer is 405, whatever the parameters
            refuse_unknown(request.query_params, self.known_parameters(), self.several_valued())
            refuse_unmeasured(request)
            refuse_coded(request)

    def perform_authentication(self, request: Request) -> None:
        """Who asks. Who sends a token that is none is counted by address, as nobody is."""
        try:
            super().perform_authentication(request)
        except APIException:
            self.check_throttles(request)
            raise

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        final: HttpResponseBase = super().finalize_response(request, response, *args, **kwargs)
        for name, value in rate_limit_headers(request).items():
            final[name] = value
        patch_vary_headers(final, ["Accept", "Authorization", "Cookie"])
        patch_cache_control(final, no_cache=True, **({"private": True} if _is_known(request) else {"public": True}))
        if isinstance(final, Response) and request.method in {"GET", "HEAD"} and final.status_code == 200:
            final.add_post_render_callback(partial(_validated, request, self.validators))
        return final

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """What may be done here, in the header Allow."""
        return HttpResponse(status=204)


def _is_known(request: Any) -> bool:
    """Whether somebody is logged in, as far as that was found out before an error."""
    user = getattr(request, "_user", None)
    return bool(user is not None and user.is_authenticated)


def _validated(request: Request, validators: Validators | None, response: Any) -> HttpResponseBase:
    # REST framework takes the media type from an empty body: a page of lines that holds none.
    response.headers.setdefault("Content-Type", response.accepted_media_type)
    etag, modified = validators or (body_etag(response.content, response.get("Link", "")), None)
    answer = conditional(request._request, response, etag, modified)
    if answer is not response:
        for name in ("RateLimit", "RateLimit-Policy"):
            if name in response:
                answer[name] = response[name]
    return answer


class Resource(ApiView, viewsets.GenericViewSet[Any]):
    """A list and its objects, for everybody; what is in them depends on who asks."""

    permission_classes: tuple[Any, ...] = (permissions.AllowAny,)
    pagination_class = KeysetPagination
    lookup_field = "public_id"
    lookup_url_kwarg = "id"
    lookup_value_converter = "uuid"
    orders: ClassVar[tuple[str, ...]] = (NEWEST,)
    filterset_class: ClassVar[type[StrictFilterSet]]
    shape: frozenset[str] = frozenset()

    def known_parameters(self) -> set[str]:
        if self.action == "list":
            return {*PARAMETERS, *KeysetPagination.parameters, *self.filterset_class.base_filters}
        return set(PARAMETERS) if self.action == "retrieve" else set()

    def several_valued(self) -> set[str]:
        return {*PARAMETERS, *self.filterset_class.several()}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if self.action in {"list", "retrieve"}:
            serializer: Any = self.get_serializer_class()
            if issubclass(serializer, ShapedSerializer):
                self.shape = serializer.shape(request, alone=self.action == "retrieve")

    def get_serializer_context(self) -> dict[str, Any]:
        return {
            **super().get_serializer_context(),
            "sees_everything": sees_everything(self.request),
            "shape": self.shape or None,
        }

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(page, many=True).data)

    def retrieve(self, request: Request, id: Any) -> Response:
        found = self.get_object()
        self.remember_validators(found)
        return Response(self.get_serializer(found).data)

    def remember_validators(self, found: Any) -> None:
        """For objects whose tag is told by more, or less, than their bytes."""
