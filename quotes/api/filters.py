"""What lists can be narrowed by. Every filter by several values has a twin `exclude_…`."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Length, TruncDate

from quotes.api.access import sees_everything
from quotes.api.filtering import (
    StrictFilterSet,
    any_of,
    begin_of,
    choices,
    day,
    end_of,
    matching,
    moment,
    names,
    number,
    terms,
    uuids,
    words,
    yes_or_no,
)
from quotes.api.search import SearchFilter
from quotes.models import (
    AttributionStatus,
    ImportRun,
    Modality,
    Origin,
    Outlet,
    QuoteKind,
    Review,
    ReviewStatus,
    Source,
    SourceKind,
    Speaker,
    SpeakerAlias,
    SpeakerKind,
    SpeakerRole,
    Statement,
)
from quotes.models.base import KeysIn, of_each
from quotes.models.review import Decision
from quotes.models.speaker import SpeakerRoleQuerySet
from quotes.speakers.names import normalise

UUID = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
DOMAIN = r"[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+"
LANGUAGE = r"[a-zA-Z]{2,3}"
LONGEST = 10_000_000
MOST_NAMED = 4_000
"""Speakers who are named to the database, so that it knows how few they are."""


def one_of(speakers: QuerySet[Speaker], field: str = "speaker") -> Q:
    """That it is one of these speakers, or one as whom they go on after merges.

    A name may have a hundred thousand bearers, since a group is one speaker an article: where they
    are too many to be named, each row's speaker is looked at.
    """
    found = list(speakers.order_by().values_list("pk", "merged_into")[: MOST_NAMED + 1])
    if len(found) <= MOST_NAMED:
        return Q(**{f"{field}__in": heads(found)})
    merged = heads(list(speakers.filter(merged_into__isnull=False).values_list("pk", "merged_into")))
    every = speakers | Speaker.objects.filter(pk__in=merged)
    return Q(Exists(every.filter(pk=OuterRef(field))))


def heads(speakers: list[tuple[int, int | None]]) -> set[int]:
    """The keys of those as whom speakers go on, given as their keys with whom each was merged into."""
    last: set[int] = set()
    while speakers:
        last.update(key for key, into in speakers if into is None)
        further = {into for _, into in speakers if into is not None}
        speakers = list(Speaker.objects.filter(pk__in=further).values_list("pk", "merged_into")) if further else []
    return last


def keys(rows: QuerySet[Any]) -> list[int]:
    """The keys of a few rows, read beforehand: a database that knows which they are guesses better how many fit."""
    return list(rows.values_list("pk", flat=True))


def named(values: list[str]) -> QuerySet[Speaker]:
    """The speakers who bear one of the names, as name or alias, as names are compared."""
    wanted = [name for value in values if (name := normalise(value))]
    aliases = SpeakerAlias.objects.filter(normalised_name__in=wanted).values_list("speaker", flat=True)
    return Speaker.objects.filter(Q(normalised_name__in=wanted) | Q(pk__in=set(aliases)))


def by_outlet(prefix: str) -> Any:
    """Outlets by id or by exact domain."""

    def condition(values: list[str]) -> Q:
        ids = [value for value in values if "." not in value]
        domains = [value.lower() for value in values if "." in value]
        found = Outlet.objects.filter(Q(public_id__in=ids) | Q(domain__in=domains))
        return Q(**{f"{prefix}__in": keys(found)})

    return condition


def by_domain(prefix: str) -> Any:
    """Outlets by a domain and all that are under it."""

    def condition(values: list[str]) -> Q:
        under = any_of(values, lambda v: Q(domain__iexact=v) | Q(domain__iendswith=f".{v}"))
        return Q(**{f"{prefix}__in": keys(Outlet.objects.filter(under))})

    return condition


def texts(field: str) -> Any:
    """Values that are compared in small letters."""
    return lambda values: Q(**{f"{field}__in": [value.lower() for value in values]})


def small_or_as_given(field: str) -> Any:
    """Values in small letters, as the engine writes them; or as given, as an editor may have written them once."""
    return lambda values: Q(**{f"{field}__in": {*values, *(value.lower() for value in values)}})


class StatementFilter(StrictFilterSet):
    """Statements by who, where, when, how, and how sure."""

    speaker = uuids(
        lambda ids: one_of(Speaker.objects.filter(public_id__in=ids)),
        "Speaker ids; ids of merged speakers follow.",
    )
    speaker_name = names(
        lambda found: one_of(named(found)),
        "Whole names or aliases of speakers; accents, case and titles do not count.",
        example="Ana Ruiz",
    )
    speaker_wikidata_id = matching(
        r"Q[1-9][0-9]{0,18}",
        lambda ids: one_of(Speaker.objects.filter(wikidata_id__in=ids)),
        "Wikidata ids of speakers; merged speakers follow.",
        example="Q42",
    )
    speaker_kind = choices(SpeakerKind, "speaker__kind", "What sort of speaker.")
    role = names(
        "title",
        "Part of the role that the speaker held when it was said, or that the statement's own source gives.",
        example="mayor",
    )
    organisation = names(
        "organisation",
        "Part of the organisation of that role.",
        example="Lund Harbour",
    )
    source = uuids("source__public_id", "Source ids.")
    text_sha256 = matching(
        r"[0-9a-fA-F]{64}", texts("source__text_sha256"), "SHA-256 of the source's text.", example="9f" * 32
    )
    outlet = matching(
        f"{UUID}|{DOMAIN}", by_outlet("source__outlet"), "Outlets by id or exact domain.", example="courier.example"
    )
    domain = matching(
        DOMAIN, by_domain("source__outlet"), "Domains of outlets, with all under them.", example="courier.example"
    )
    language = matching(LANGUAGE, texts("source__language"), "ISO 639 codes of the source's language.", example="en")
    quote_kind = choices(QuoteKind, "quote_kind", "How the words are given.")
    modality = choices(Modality, "modality", "Whether it was said, was not, or might be.")
    attribution_status = choices(AttributionStatus, "attribution_status", "How the source mention was resolved.")
    origin = choices(Origin, "origin", "Who found the statement.")
    act = terms(small_or_as_given("act"), "What was done by speaking; case ignored.", example="denied")
    medium = terms(texts("medium"), "Where it was said; case ignored.", example="letter")
    review_status = choices(
        ReviewStatus, "review_status", "What editors decided; only editors see pending and rejected ones."
    )
    withdrawn = yes_or_no(
        lambda yes: Q(withdrawn_at__isnull=not yes),
        "Whether a newer engine took it back; only editors see those that are.",
    )
    published_after = day(lambda d: Q(source__published_at__gte=begin_of(d)), "First day of publication, UTC.")
    published_before = day(lambda d: Q(source__published_at__lte=end_of(d)), "Last day of publication, UTC.")
    said_after = day(lambda d: Q(said_on__gte=d), "First day on which it was said.")
    said_before = day(lambda d: Q(said_on__lte=d), "Last day on which it was said.")
    confidence_min = number(float, 1, lambda n: Q(confidence__gte=n), "Least confidence, a chance from 0 to 1.")
    confidence_max = number(float, 1, lambda n: Q(confidence__lte=n), "Greatest confidence, a chance from 0 to 1.")
    length_min = number(int, LONGEST, lambda n: Q(length__gte=n), "Least length of the text in code points.")
    length_max = number(int, LONGEST, lambda n: Q(length__lte=n), "Greatest length of the text in code points.")
    has_context = yes_or_no(
        lambda yes: Q(cue_text="", mention_text="") if not yes else ~Q(cue_text="", mention_text=""),
        "Whether the source prints a cue or a source mention with the words, or they stand alone.",
    )
    has_speaker = yes_or_no(lambda yes: Q(speaker__isnull=not yes), "Whether it is attributed to anybody.")
    text = words(lambda w: Q(text__icontains=w), "Part of the words, case ignored.")
    search = SearchFilter()
    updated_since = moment(lambda m: Q(modified__gte=m), "Changed at this moment or later.")

    class Meta:
        model = Statement
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.form.cleaned_data
        if "withdrawn" in asked and not self._sees_everything() and asked.pop("withdrawn"):
            return queryset.none()  # nothing that is public is: the database need not look for it
        if "length_min" in asked or "length_max" in asked:
            queryset = queryset.alias(length=Length("text"))
        roles = [
            (name, values, bool(exclude))
            for name in ("role", "organisation")
            for exclude in ("", "exclude_")
            if (values := asked.pop(f"{exclude}{name}", None))
        ]
        for name, values, exclude in roles:
            queryset = self._by_role(queryset, "title" if name == "role" else name, values, exclude)
        if roles or asked.get("search"):
            # The same day as the source has, in the index of what the page is walked by: the source's own
            # index is the shorter way only where the day, or the outlet, decides which rows there are.
            if first := asked.pop("published_after", None):
                queryset = queryset.filter(published_at__gte=begin_of(first))
            if last := asked.pop("published_before", None):
                queryset = queryset.filter(published_at__lte=end_of(last))
        for name, value in asked.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def _sees_everything(self) -> bool:
        """There is no request on the server's own command line, which does."""
        return self.request is None or sees_everything(self.request)  # type: ignore[arg-type]  # REST's request

    def _by_role(self, queryset: QuerySet[Any], field: str, values: list[str], exclude: bool) -> QuerySet[Any]:
        """Statements whose speaker then held such a role.

        A role holds at a time when its dates enclose the day of saying, else of publication; and
        the role that the statement's own source gives holds for it.
        """
        roles: SpeakerRoleQuerySet = SpeakerRole.objects.all()
        if not self._sees_everything():
            roles = roles.told_beside(Statement.objects.public())
        dated = Q(valid_from__isnull=False) | Q(valid_until__isnull=False)
        since = Q(valid_from__isnull=True) | Q(valid_from__lte=OuterRef("day"))
        until = Q(valid_until__isnull=True) | Q(valid_until__gte=OuterRef("day"))
        roles = roles.filter(any_of(values, lambda value: Q(**{f"{field}__icontains": value})))
        then = roles.filter(Q(source=OuterRef("source")) | (dated & since & until), speaker=OuterRef("speaker"))
        dayed: QuerySet[Any] = queryset.alias(day=Coalesce(F("said_on"), TruncDate("published_at")))
        held = Q(of_each(Exists(then)))
        if not exclude:
            holders = list(roles.order_by().values_list("speaker", flat=True).distinct()[: MOST_NAMED + 1])
            if len(holders) <= MOST_NAMED:
                dayed = dayed.filter(KeysIn("speaker", holders)) if holders else dayed.none()
        return dayed.filter(~held if exclude else held)


class SpeakerFilter(StrictFilterSet):
    """Speakers by kind, name, role, Wikidata id."""

    speaker_kind = choices(SpeakerKind, "kind", "What sort of speaker.")
    name = words(lambda w: Q(name__icontains=w), "Part of the name, case ignored.")
    known_as = names(
        lambda found: one_of(named(found), "pk"),
        "Whole names or aliases; accents, case and titles do not count.",
        example="Ana Ruiz",
    )
    wikidata_id = matching(
        r"Q[1-9][0-9]{0,18}",
        lambda ids: one_of(Speaker.objects.filter(wikidata_id__in=ids), "pk"),
        "As Wikidata writes it; merged speakers follow.",
        example="Q42",
    )
    has_wikidata_id = yes_or_no(lambda yes: Q(wikidata_id__isnull=not yes), "Whether a Wikidata id is known.")
    updated_since = moment(lambda m: Q(modified__gte=m), "Changed at this moment or later.")

    class Meta:
        model = Speaker
        fields: list[str] = []


class SourceFilter(StrictFilterSet):
    """Sources by outlet, language, dates, address, text hash."""

    outlet = matching(
        f"{UUID}|{DOMAIN}", by_outlet("outlet"), "Outlets by id or exact domain.", example="courier.example"
    )
    domain = matching(
        DOMAIN, by_domain("outlet"), "Domains of outlets, with all under them.", example="courier.example"
    )
    source_kind = choices(SourceKind, "kind", "What sort of publication.")
    language = matching(LANGUAGE, texts("language"), "ISO 639 codes.", example="en")
    published_after = day(lambda d: Q(published_at__gte=begin_of(d)), "First day of publication, UTC.")
    published_before = day(lambda d: Q(published_at__lte=end_of(d)), "Last day of publication, UTC.")
    article_url = names("url", "The exact address of the article.", example="https://courier.example/quay")
    title = words(lambda w: Q(title__icontains=w), "Part of the title, case ignored.")
    text_sha256 = matching(r"[0-9a-fA-F]{64}", texts("text_sha256"), "SHA-256 of the text.", example="9f" * 32)
    updated_since = moment(lambda m: Q(modified__gte=m), "Changed at this moment or later.")

    class Meta:
        model = Source
        fields: list[str] = []


class OutletFilter(StrictFilterSet):
    """Outlets by name and domain."""

    name = words(lambda w: Q(name__icontains=w), "Part of the name, case ignored.")
    domain = matching(
        DOMAIN,
        lambda values: any_of(values, lambda v: Q(domain__iexact=v) | Q(domain__iendswith=f".{v}")),
        "Domains, with all under them.",
        example="courier.example",
    )
    updated_since = moment(lambda m: Q(modified__gte=m), "Changed at this moment or later.")

    class Meta:
        model = Outlet
        fields: list[str] = []


class ReviewFilter(StrictFilterSet):
    """Reviews by statement and decision."""

    statement = uuids("statement__public_id", "Statement ids.")
    decision = choices(Decision, "decision", "What was decided.")
    decided_since = moment(lambda m: Q(created__gte=m), "Decided at this moment or later.")

    class Meta:
        model = Review
        fields: list[str] = []


class RunFilter(StrictFilterSet):
    """Import runs by whether they are done."""

    finished = yes_or_no(lambda yes: Q(finished_at__isnull=not yes), "Whether the run is done.")

    class Meta:
        model = ImportRun
        fields: list[str] = []
