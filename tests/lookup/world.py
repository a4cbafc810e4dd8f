"""A small world of invented people and outlets, whose statements the check cases are about."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.utils import timezone

from quotes.lookup.copies import link_copies
from quotes.lookup.indexing import index_statements
from quotes.lookup.judgements import mark_misattributed
from quotes.models import Outlet, Source, Speaker, Statement, StatementSpan
from quotes.speakers.linking import add_alias
from quotes.speakers.names import normalise
from tests.factories import UserFactory

QUAY = (
    "I do not believe that the quay will ever sink, and we will pay 300 workers to hold it up until the spring comes."
)
REPORT = "Nobody in this council has read the harbour report, and nobody will read it before the vote on Friday."
BUDGET = "Nobody in this council has read the budget report, and everybody will read it before the vote on Monday."
TWO = "Nobody in this council has read the"
"""A part of both."""
THEATRE = "The theatre’s programme honours our neighbours, who organised the first festival in colour."
FERRY = "We won’t close the ferry line, whatever it costs us."
BRIDGES = "A city that sells its bridges has nothing left to cross."
FISH = "If the fish could vote, I would have lost in the first round of counting."
TUNNEL = "the tunnel would cost twice as much as the bridge and take nine years to dig"
SILENCE = "I took money from the harbour company for my silence about the cracks."
AUDIT = "The audit will be published in full before the summer recess begins."
REJECTED = "These are rejected words that nobody should ever find in this place again."
CRACKS = "Somebody in the ministry knew about the cracks in the dam for years."
LOOMS = "The mill will reopen with two hundred looms in October, and not a day later."
MONEY = "Forty per cent of the $5 million went to three contractors in 2019."
BASIN = "Ships may enter the inner basin again from Monday morning."
HERRING = "A barrel of herring has more patience than this whole harbour council."
ORCHARD = "The orchard behind the customs house belongs to whoever waters it in August."
DREDGED = "We shall dredge the northern channel in April, and the ferries will sail through it in May."
DREDGING = "they would dredge the northern channel in April and the ferries will sail through it in May"
LOCKS = "Every lock on the old canal will be opened for one day in the first week of June."
LOCKED = "every lock on the old canal will be opened for one day in the last week of June"
GOAT = "I would sell the lighthouse to the first person who offers me a goat for it."
ICE = "The ice road is closed because nobody has measured it since the second week of January."
GERMAN = "Wir werden den Hafen nicht verkaufen, solange ich im Amt bin."
PLANT = "Wir schließen das Werk am Fluss in diesem Jahrzehnt nicht, und die Löhne bleiben, wie sie sind."
RUSSIAN = "Мы никогда не продадим нашу реку и наши мосты чужим людям."
CHINESE = "我们永远不会放弃这条河和这座桥。"
ARABIC = "لن نبيع النهر ولا الجسر لأي شركة أجنبية أبدا"
HINDI = "हम अपनी नदी और अपना पुल कभी नहीं बेचेंगे"
GREEK = "Δεν θα πουλήσουμε ποτέ το ποτάμι και τη γέφυρά μας σε κανέναν"
THINGS = ["lamp", "rope", "sail", "mast", "oar", "net", "hull", "keel", "stern", "anchor", "compass", "barrel"]
LONG = " ".join(
    f"The {THINGS[n % 12]} number {n} was carried past the {THINGS[(n * 5 + 1) % 12]} to the shed."
    for n in range(1, 36)
)
"""More than four hundred words."""


class World:
    """Speakers by name, outlets by name; `say` puts an article with one statement in."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def outlet(self, name: str) -> Outlet:
        return Outlet.objects.get_or_create(name=name)[0]

    def speaker(self, name: str, kind: str = "person") -> Speaker:
        return Speaker.objects.get_or_create(name=name, kind=kind, defaults={"normalised_name": normalise(name)})[0]

    def say(
        self, text: str, speaker: str | None, outlet: str = "The Lund Courier", day: str = "2026-03-02",
        *, kind: str = "direct", status: str = "accepted", modality: str = "asserted", act: str = "", around: str = "",
        language: str = "en", speaker_kind: str = "person",
    ) -> Statement:  # fmt: skip
        who = self.speaker(speaker, speaker_kind) if speaker is not None else None
        article = f"{text} {around or f'{outlet} of {day} had this from {speaker}.'}"
        number = Source.objects.count()
        source = Source.objects.create(
            title=f"Article {number}", outlet=self.outlet(outlet), text=article,
            text_sha256=hashlib.sha256(f"{number}{article}".encode()).hexdigest(), retrieved_at=timezone.now(),
            published_at=dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC), language=language,
        )  # fmt: skip
        statement = Statement.objects.create(
            source=source, speaker=who, quote_kind=kind, text=text, review_status=status, modality=modality, act=act,
            attribution_status="resolved" if who else "nobody", confidence=0.9,
        )  # fmt: skip
        StatementSpan.objects.create(statement=statement, position=0, start=0, end=len(text))
        link_copies(source)
        self.statements.append(statement)
        return statement

    def indexed(self) -> World:
        index_statements(self.statements)
        return self


def build() -> World:
    """The world of the check cases."""
    world = World()
    say = world.say
    say(QUAY, "Ana Ruiz", day="2026-03-02")
    say(QUAY.split(", and")[0], "Ana Ruiz", "The Marn Gazette", "2026-03-04")
    say(REPORT, "Ben Okoro", day="2026-02-10")
    say(BUDGET, "Mira Sand", day="2026-02-11")
    say(THEATRE, "Mira Sand", "The Marn Gazette")
    say(FERRY, "Ana Ruiz")
    say(BRIDGES, "Tom Hale", day="2026-01-05")
    say(BRIDGES, "Leah Brandt", "The Marn Gazette", "2026-01-09")
    fish = say(FISH, "Ana Ruiz", "The Daily Gull")
    herring = say(HERRING, "Ana Ruiz", "The Daily Gull", "2026-01-20")
    say(HERRING, "Eva Vale", "The Marn Gazette", "2026-01-22")
    say(TUNNEL, "Ben Okoro", kind="indirect")
    say(SILENCE, "Tom Hale", modality="negated")
    say(GOAT, "Leah Brandt", modality="hypothetical")
    say(ORCHARD, "Ben Okoro")
    say(ORCHARD, "Ana Ruiz", "The Marn Gazette", kind="indirect")
    say(DREDGED, "Ben Okoro", day="2026-03-20")
    say(DREDGING, "Ben Okoro", "The Marn Gazette", "2026-03-21", kind="indirect")
    say(LOCKS, "Mira Sand")
    say(LOCKED, "Leah Brandt", "The Marn Gazette", kind="indirect")
    say(ICE, "Leah Brandt")
    say(ICE, "Leah Brandt", "The Marn Gazette", modality="negated")
    say("No comment.", "Tom Hale")
    say("No comment.", "Leah Brandt", "The Marn Gazette")
    say("Never.", "Mira Sand")
    say(LONG, "Mira Sand", "The Daily Gull")
    say(AUDIT, "Leah Brandt", status="pending")
    say(REJECTED, "Leah Brandt", status="rejected")
    say(CRACKS, None)
    old, head = world.speaker("Tilda Moss"), world.speaker("Tilda Hale")
    say(LOOMS, "Tilda Moss")
    Speaker.objects.filter(pk=old.pk).update(merged_into=head)
    add_alias(speaker=head, name="Tilda Moss")
    add_alias(speaker=world.speaker("Ana Ruiz"), name="Ana Ruiz-Ortega")
    say(MONEY, "Ben Okoro")
    say(BASIN, "Harbour Board", speaker_kind="organisation")
    say(GERMAN, "Jutta Kern", "Der Marner Bote", language="de")
    say(PLANT, "Jutta Kern", "Der Marner Bote", language="de")
    say(RUSSIAN, "Ivan Petrov")
    say(CHINESE, "Li Na")
    say(ARABIC, "Salma Haddad")
    say(HINDI, "Asha Rao")
    say(GREEK, "Eleni Manou")
    mark_misattributed(
        statement=fish, speaker=world.speaker("Ana Ruiz"), marked_by=UserFactory(),
        note="It is from a comedy sketch of 2019.",
    )  # fmt: skip
    mark_misattributed(
        statement=herring, speaker=world.speaker("Ana Ruiz"), said_by=world.speaker("Eva Vale"),
        marked_by=UserFactory(), note="The Gull mixed up two speeches.",
    )  # fmt: skip
    return world.indexed()
