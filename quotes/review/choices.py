"""Whom a statement can be given to: the engine's candidates, the article's speakers, anybody, somebody new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from quotes.models import Source, Speaker, SpeakerKind, Statement
from quotes.models.speaker import SpeakerQuerySet
from quotes.speakers.linking import LINKABLE, canonical, create_speaker, find_speaker
from quotes.speakers.names import normalise

MOST_CHOICES = 9
MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One numbered answer to “who said it?”.

    candidate is the position among the statement's stored candidates, for those that the
    engine considered (score in log-odds, reasons in words); the others are speakers of the same article.
    """

    number: int
    name: str
    kind: str
    candidate: int | None = None
    speaker: Speaker | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()


def speakers_of(source_id: int) -> SpeakerQuerySet:
    """Who speaks in an article, or is introduced there."""
    found: SpeakerQuerySet = Speaker.objects.canonical()
    said = Statement.objects.filter(source=source_id, speaker__isnull=False).values("speaker")
    return found.filter(Q(pk__in=said) | Q(roles__source=source_id)).distinct()


def choices_for(statement: Statement, in_article: list[Speaker]) -> list[Choice]:
    """The engine's candidates, the best first, then the others of the article: at most nine."""
    found = [
        Choice(
            number, candidate["name"], candidate["kind"], number - 1, None, candidate["score"],
            tuple(f"{e['detail']} ({e['weight']:+.1f})" for e in candidate["evidence"] if e["detail"]),
        )
        for number, candidate in enumerate(statement.candidates[:MOST_CHOICES], start=1)
    ]  # fmt: skip
    known = {(choice.name, choice.kind) for choice in found}
    others = [speaker for speaker in in_article if (speaker.name, speaker.kind) not in known]
    for speaker in others[: MOST_CHOICES - len(found)]:
        found.append(Choice(len(found) + 1, speaker.name, speaker.kind, None, speaker))
    return found


def speaker_of_candidate(statement: Statement, candidate: int) -> Speaker:
    """The database's speaker for one of the engine's candidates (0 is the best), made where there is none.

    Somebody of the same article is preferred; a name alone links as an import links it. Raises
    ValidationError where there is no such candidate.
    """
    if not 0 <= candidate < len(statement.candidates):
        raise ValidationError(f"The engine had {len(statement.candidates)} candidates for this statement.")
    chosen: dict[str, Any] = statement.candidates[candidate]
    in_article = speakers_of(statement.source_id).filter(name=chosen["name"], kind=chosen["kind"])[:2]
    if len(in_article) == 1:
        return in_article[0]
    found = find_speaker(name=chosen["name"], kind=chosen["kind"])
    return canonical(found) if found else create_speaker(name=chosen["name"], kind=chosen["kind"])


def find_speakers(*, typed: str, source: Source | None = None) -> list[Speaker]:
    """Speakers whose name or alias has a word that begins as typed; those of the article first."""
    key = normalise(typed)
    everybody: SpeakerQuerySet = Speaker.objects.canonical()
    if not key:
        return list(speakers_of(source.pk)[:MOST_FOUND]) if source else []
    matches = (
        Q(normalised_name__startswith=key) | Q(normalised_name__contains=f" {key}")
        | Q(aliases__normalised_name__startswith=key) | Q(aliases__normalised_name__contains=f" {key}")
    )  # fmt: skip
    near = list(speakers_of(source.pk).filter(matches)[:MOST_FOUND]) if source else []
    far = everybody.filter(matches).exclude(pk__in=[s.pk for s in near]).distinct()
    return [*near, *far[: MOST_FOUND - len(near)]]


def new_speaker(*, name: str, kind: str) -> Speaker:
    """A speaker whom the database did not know. Raises ValidationError for no name or an unknown kind."""
    if not name.strip():
        raise ValidationError("A new speaker needs a name.")
    if kind not in SpeakerKind.values:
        raise ValidationError(f"“{kind}” is no kind of speaker; there are: {', '.join(SpeakerKind.values)}.")
    if kind in LINKABLE and (known := find_speaker(name=name, kind=kind)):
        raise ValidationError(
            f"There is a speaker named {known} already. Choose it from the list, or add what tells the two apart."
        )
    return create_speaker(name=name, kind=kind)
