"""“Cite this”: the article that prints a statement, as CSL-JSON and BibTeX."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from quotes.lookup.marks import marks_on
from quotes.models import SourceKind, Statement
from quotes.representations import row_of
from quotes.representations.textfragment import link_to
from quotes.web.cards import visible
from quotes.web.cautions import cautions, named_by
from quotes.web.responses import missing, public_page

CSL_TYPES = {
    SourceKind.ARTICLE: "article-newspaper",
    SourceKind.TRANSCRIPT: "interview",
    SourceKind.PRESS_RELEASE: "article",
    SourceKind.LETTER: "personal_communication",
    SourceKind.POST: "post",
}
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@require_safe
@public_page
def csl_json(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A list of one item, as reference managers import it."""
    statement = _statement(request, public_id)
    if statement is None:
        return missing(request, "statement")
    response = JsonResponse(
        [csl(statement)],
        safe=False,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        content_type="application/vnd.citationstyles.csl+json",
    )
    return _download(response, statement, "json")


@require_safe
@public_page
def bibtex(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One entry, in UTF-8."""
    statement = _statement(request, public_id)
    if statement is None:
        return missing(request, "statement")
    response = HttpResponse(bib_entry(statement), content_type="application/x-bibtex; charset=utf-8")
    return _download(response, statement, "bib")


def csl(statement: Statement) -> dict[str, Any]:
    """The article as a CSL-JSON item; the words and who said them stand in the note."""
    source = statement.source
    item: dict[str, Any] = {
        "id": str(statement.public_id),
        "type": CSL_TYPES[SourceKind(source.kind)],
        "title": source.title,
        "author": [{"literal": name} for name in source.authors],
        "container-title": source.outlet.name if source.outlet else "",
        "URL": link_to(row_of(statement)) or "",
        "language": source.language,
        "issued": _parts(source.published_at),
        "accessed": _parts(source.retrieved_at),
        "note": _note(statement),
    }
    return {name: value for name, value in item.items() if value}


def bib_entry(statement: Statement) -> str:
    """The article as a BibTeX entry of kind misc, which every style knows."""
    source = statement.source
    day = source.published_at
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in source.authors),
        "title": f"{{{_tex(source.title)}}}" if source.title else "",
        "howpublished": _tex(source.outlet.name) if source.outlet else "",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        # Percent signs of a link are not comments inside \\url.
        "url": (link_to(row_of(statement)) or "").replace("{", "%7B").replace("}", "%7D"),
        "urldate": source.retrieved_at.date().isoformat(),
        "note": _tex(_note(statement)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{_key(statement)},\n{lines}}}\n"


def _statement(request: HttpRequest, public_id: uuid.UUID) -> Statement | None:
    rows = visible(request).select_related("source__outlet", "speaker__merged_into").prefetch_related("spans")
    return rows.filter(public_id=public_id).first()


def _note(statement: Statement) -> str:
    """What must be known of the words comes first: some styles print the beginning alone."""
    found = cautions(statement, marks_on([statement.pk])[statement.pk])
    speaker = named_by(statement)
    who = speaker.name if speaker is not None else statement.mention_text or "not named"
    label = "Named" if any(caution.warns for caution in found) else "Speaker"
    told = f"Statement: {statement.text} {label}: {who}. Given as: {statement.get_quote_kind_display()}."
    return " ".join([*(caution.told for caution in found), told])


def _parts(day: Any) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def _tex(text: str) -> str:
    return "".join(TEX.get(char, char) for char in " ".join(text.split()))


def _key(statement: Statement) -> str:
    name = re.sub(r"[^a-z]", "", (statement.speaker.name if statement.speaker else "").casefold().split(" ")[-1])
    year = statement.source.published_at.year if statement.source.published_at else ""
    return f"{name or 'statement'}{year}{statement.public_id.hex[:6]}"


def _download(response: HttpResponse, statement: Statement, ending: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{_key(statement)}.{ending}"'
    return response
