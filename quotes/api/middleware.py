"""What holds for every answer under /api/, Django's own errors included."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import is_valid_path
from django.utils.cache import patch_vary_headers

from quotes.api.negotiation import takes_gzip
from quotes.api.problems import MEDIA_TYPE, problem

Next = Callable[[HttpRequest], HttpResponseBase]
PREFIX = "/api/"
READABLE_HEADERS = "Changes-Since, ETag, Last-Modified, Link, Location, RateLimit, RateLimit-Policy, Retry-After"
UUID = re.compile(r"(?<=/)[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?=/|$)")
PACKED = {"application/vnd.apache.parquet"}
"""Media types that are compressed within."""
SENT_HEADERS = "Accept, Authorization, If-Modified-Since, If-None-Match"
WORDS = {
    400: "The request cannot be read.",
    403: "The request was refused.",
    404: "There is nothing at this address. /api/v1/ lists what there is.",
    413: "The request is too large.",
    500: "A fault of this site, not of your request. It was recorded; please try again later.",
}


class CrossOrigin:
    """Pages of other sites may read, never with the visitor's cookies, and never write."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if preflight else self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = READABLE_HEADERS
        if preflight:
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = SENT_HEADERS
            response["Access-Control-Max-Age"] = "86400"
        return response


class ApiGZip(GZipMiddleware):
    """Compressed answers, once; a content-coded ETag becomes a weak one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX) or response.headers.get("Content-Type") in PACKED:
            return response
        patch_vary_headers(response, ["Accept-Encoding"])  # also of what is too short to compress, or not sent again
        return super().process_response(request, response) if takes_gzip(request) else response


class ApiErrors:
    """Django's own errors as problems; an address is the same with the last slash or without, its ids in any case."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        _put_right(request)
        response = self.get_response(request)
        status = response.status_code
        debugging = settings.DEBUG and status == 500
        if status < 400 or debugging or response.headers.get("Content-Type") == MEDIA_TYPE:
            return response
        kept = {name: response[name] for name in ("Allow", "WWW-Authenticate", "Retry-After") if name in response}
        return problem(status, WORDS.get(status, "The request cannot be answered."), headers=kept)


def _put_right(request: HttpRequest) -> None:
    """Ask under the address that there is. Nothing is redirected, so that a body is not lost on the way."""
    prefix = request.path.removesuffix(request.path_info)
    path = UUID.sub(lambda found: found[0].lower(), request.path_info)
    if not is_valid_path(path):
        other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
        path = other if is_valid_path(other) else path
    request.path_info, request.path = path, prefix + path
