"""What a client takes, and how gladly: Accept and Accept-Encoding with their weights (RFC 9110, 12.5)."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from django.http import HttpRequest
from django.http.request import MediaType
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from quotes.api.problems import BadParameters


class FormatFirst(DefaultContentNegotiation):
    """format= decides where the view knows it and it is given, else Accept."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        asked = request.query_params.get("format")
        if asked is None or "format" not in request.parser_context["view"].known_parameters():
            return self._accepted(request, list(renderers))
        known = {renderer.format: renderer for renderer in renderers if renderer.format}
        if asked not in known:
            raise BadParameters({"format": [f"There is no format “{asked}” here. There is: {', '.join(known)}."]})
        return known[asked], known[asked].media_type

    def _accepted(self, request: Request, renderers: list[BaseRenderer]) -> tuple[BaseRenderer, str]:
        """The renderer that weighs most, the first of several; its media type, with the indent that is asked for."""
        ranges = [MediaType(token) for token in self.get_accept_list(request) or ["*/*"]]
        fitting = [
            (found.quality, renderer, found)
            for renderer in renderers
            if (found := _most_telling(ranges, MediaType(renderer.media_type))) is not None and found.quality > 0
        ]
        if not fitting:
            there_is = ", ".join(renderer.media_type for renderer in renderers if renderer.media_type)
            raise NotAcceptable(f"Nothing that Accept names can be given here. There is: {there_is}.")
        _, renderer, found = max(fitting, key=itemgetter(0))
        indent = found.params.get("indent")
        return renderer, f"{renderer.media_type}; indent={indent!s}" if indent else renderer.media_type


def _most_telling(ranges: list[MediaType], media_type: MediaType) -> MediaType | None:
    """The range that decides about a media type: the most specific one that it fits.

    Parameters of the media type, such as a profile, must be named. What a range has beyond them
    is passed over, but makes it less fitting than one without.
    """
    fitting = [
        found
        for found in ranges
        if found.main_type in {"*", media_type.main_type}
        and found.sub_type in {"*", media_type.sub_type}
        and media_type.params.items() <= found.params.items()
    ]
    return max(
        fitting,
        key=lambda found: (found.main_type != "*", found.sub_type != "*", -len(found.range_params), found.quality),
        default=None,
    )


def takes_gzip(request: HttpRequest | Request) -> bool:
    """Whether Accept-Encoding names gzip, and not to refuse it."""
    given = request.headers.get("Accept-Encoding", "")[:1000]  # much longer values Django would not parse
    codings = [MediaType(coding) for coding in given.split(",")]
    return any(coding.main_type == "gzip" and coding.quality > 0 for coding in codings)
