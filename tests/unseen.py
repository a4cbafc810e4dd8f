"""Worlds that hold what the public must not see, beside a little that it may: the walks go through them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from quotes.ingest.queue import SentArticle, enqueue, work
from quotes.lookup.indexing import index_statements
from quotes.lookup.judgements import judge, mark_misattributed
from quotes.models import (
    ArchiveCopy,
    EngineDisagreement,
    EngineRerun,
    Opinion,
    Quotation,
    Review,
    SecondOpinionRule,
    SourceCopy,
    SpeakerRole,
    Statement,
)
from quotes.review.additions import add_missed
from quotes.review.bulk import above_the_line, accept_all, preview
from quotes.review.decisions import accept, reassign, reject, reopen
from quotes.review.undoing import last_standing, restore, undo, undo_batch
from quotes.speakers.merging import merge_speakers
from tests.factories import (
    AliasFactory,
    OutletFactory,
    SourceFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
    review_of,
)

SECRET = "Xylophon"
"""A word that stands in everything hidden, and in nothing else."""
WORDS = f"Nobody here has ever heard the {SECRET} play at the harbour"
ALIAS = "Nora Feld"
"""What hidden speakers are called too: by it they can be claimed without the word that must not be told."""
LISTED = ("statements", "speakers", "sources", "outlets", "reviews", "imports")
"""The kinds that the API lists."""
MERGED = {"speakers": "merged"}
"""Of which kinds some went into others and are in no list."""
DAY = dt.datetime(2026, 3, 30, tzinfo=dt.UTC)
EARLY, LATE = "2000-01-01", "2040-01-01"


@dataclass
class World:
    """What the public must not see, by kind, the ids, beside the statement that it may see.

    once_public: what mirrors may be told of, by its id alone. public: how many statements anybody sees.
    questions: what finds the hidden words, and has nothing in it that must not be told.
    """

    shown: Statement
    editor: Any
    rows: dict[str, list[str]] = field(default_factory=dict)
    once_public: set[str] = field(default_factory=set)
    public: int = 1
    questions: list[dict[str, str]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return list(itertools.chain.from_iterable(self.rows.values()))

    def ids_of(self, kind: str) -> list[str]:
        return self.rows.get(kind, []) + self.rows.get(MERGED.get(kind, ""), [])

    def hide(self, kind: str, *rows: Any, once_public: bool = False) -> None:
        found = [str(row.public_id) for row in rows]
        self.rows.setdefault(kind, []).extend(found)
        self.once_public |= set(found) if once_public else set()


def begun() -> World:
    """One statement that anybody sees, with everything about it that only editors see."""
    editor = UserFactory(username=f"{SECRET}-editor")
    shown = StatementFactory(review_status="accepted", evidence=[], said_on=DAY.date())
    review_of(shown, editor, note=SECRET)
    mark_misattributed(statement=shown, speaker=SpeakerFactory(name="Leah Brandt"), note="A mix-up.", marked_by=editor)
    Opinion.objects.create(
        statement=shown, statement_version=1, reviewer=editor, decision="reject", proposed={}, note=SECRET
    )
    SecondOpinionRule.objects.create(outlet=OutletFactory(name=f"{SECRET} opinions"), note=SECRET)
    EngineDisagreement.objects.create(
        rerun=EngineRerun.objects.create(engine_version=SECRET, errors=[SECRET]), statement=shown,
        engine_version=SECRET, differences=[SECRET], proposal={"text": SECRET},
    )  # fmt: skip
    merge_speakers(absorbed=SpeakerFactory(name="A. Ruiz"), into=shown.speaker, merged_by=editor, note=SECRET)
    return World(shown, editor)


def said(name: str, words: str = WORDS, status: str = "pending", **more: Any) -> Statement:
    """A statement alone in its article; all that belongs to it bears the secret word."""
    outlet = OutletFactory(name=f"{SECRET} {name}", domain=f"{SECRET.lower()}-{name}.example")
    source = SourceFactory(
        title=f"{SECRET} {name}", outlet=outlet, authors=[SECRET], url=f"https://x.example/{SECRET}/{name}",
        text=f"{words}, {SECRET} {name}.",
    )  # fmt: skip
    ArchiveCopy.objects.create(source=source, url=f"https://archive.example/{SECRET}/{name}")
    speaker = SpeakerFactory(name=f"{SECRET} {name}")
    AliasFactory(speaker=speaker, name=ALIAS)
    AliasFactory(speaker=speaker, name=f"{SECRET} alias")
    found: Statement = StatementFactory(
        source=source, speaker=speaker, text=words, review_status=status, medium=SECRET, act=SECRET,
        mention_text=SECRET, **more,
    )  # fmt: skip
    return found


def beside(world: World, statement: Statement, *, once_public: bool = False) -> None:
    """The public statement hangs together with a hidden one in every way; all of the hidden one is noted."""
    source, shown = statement.source, world.shown
    # With and without dates: a role that a hidden article gives is hidden on whatever day.
    SpeakerRole.objects.create(speaker=shown.speaker, title=SECRET, organisation=SECRET, source=source)
    SpeakerRole.objects.create(speaker=shown.speaker, title=f"{SECRET} then", source=source, valid_from=EARLY)
    SourceCopy.objects.create(first=shown.source, second=source, share=0.9)
    Statement.objects.filter(pk=shown.pk).update(parent=statement)
    for kind, row in (("statements", statement), ("sources", source), ("outlets", source.outlet),
                      ("speakers", statement.speaker)):  # fmt: skip
        world.hide(kind, row, once_public=once_public)
    world.hide("reviews", *Review.objects.filter(statement=statement))
    held = Q(occurrences__statement=statement) | Q(text=statement.text)
    world.hide("quotations", *Quotation.objects.filter(held).distinct())


def hidden() -> World:
    """Rows of every kind that the public must not see: pending, rejected, withdrawn, sent."""
    world = begun()
    for status in ("pending", "rejected", "accepted"):
        statement = said(status, status=status)
        if status == "accepted":  # a newer engine took it back
            Statement.objects.filter(pk=statement.pk).update(withdrawn_at=statement.created)
        review_of(statement, world.editor, note=SECRET)
        beside(world, statement, once_public=status == "accepted")
    pending = Statement.objects.get(public_id=world.rows["statements"][0])
    # Words of the same quotation, and a speaker who is the same: what was merged leads to what is hidden.
    other = StatementFactory(
        source=pending.source, speaker=pending.speaker, text=f"{SECRET} and nothing else was heard"
    )
    judge(one=pending, other=other, is_same=True, judged_by=world.editor, note=SECRET)
    absorbed = SpeakerFactory(name=f"{SECRET} absorbed")
    merge_speakers(absorbed=absorbed, into=pending.speaker, merged_by=world.editor, note=SECRET)
    world.hide("statements", other)
    world.hide("quotations", *Quotation.objects.filter(text=other.text))
    world.hide("merged", absorbed)
    sent = SentArticle(SECRET, f'{{"text": "{SECRET}", "kind": "{SECRET}"}}'.encode())
    world.hide("imports", enqueue(articles=[sent], body_sha256="0" * 64, sender=world.editor))
    work()
    without = WORDS.replace(f"{SECRET} ", "")
    world.questions = [{"quote": without}, {"quote": without, "speaker": ALIAS, "date": "2026-03-31"}]
    return world


Act = Callable[[Statement, Any], object]


def now(statement: Statement, editor: Any) -> dict[str, Any]:
    """Whom and what a service decides, as it stands."""
    fresh = Statement.objects.get(pk=statement.pk)
    return {"statement": fresh, "reviewer": editor, "expected_version": fresh.version}


def _accepted(statement: Statement, editor: Any) -> None:
    accept(**now(statement, editor), note=SECRET)


def _accepted_in_bulk(statement: Statement, editor: Any) -> None:
    above = above_the_line(line=0.5, source=statement.source)
    accept_all(statements=above, reviewer=editor, seal=preview(above).seal)


def _rejected(statement: Statement, editor: Any) -> None:
    reject(**now(statement, editor), note=SECRET, reason="scare_quote")


def _undone(statement: Statement, editor: Any) -> None:
    last = last_standing(statement)
    assert last is not None
    asked = now(statement, editor)
    undo(review=last, reviewer=editor, expected_version=asked["expected_version"])


def _undone_in_bulk(statement: Statement, editor: Any) -> None:
    batch = Review.objects.filter(statement=statement).order_by("-pk")[0].batch
    assert batch is not None
    undo_batch(batch=batch, reviewer=editor)


def _restored(statement: Statement, editor: Any) -> None:
    first = Review.objects.filter(statement=statement).order_by("pk")[0]
    asked = now(statement, editor)
    restore(review=first, reviewer=editor, expected_version=asked["expected_version"], before=True)


def _withdrawn(statement: Statement, editor: Any) -> None:
    Statement.objects.filter(pk=statement.pk).update(withdrawn_at=timezone.now())
    index_statements(Statement.objects.filter(pk=statement.pk))


def _marked_and_rejected(statement: Statement, editor: Any) -> None:
    mark_misattributed(statement=statement, speaker=statement.speaker, note=SECRET, marked_by=editor)
    _rejected(statement, editor)


def _speaker_merged_and_rejected(statement: Statement, editor: Any) -> None:
    into = SpeakerFactory(name=f"{SECRET} head")
    merge_speakers(absorbed=statement.speaker, into=into, merged_by=editor, note=SECRET)
    _rejected(statement, editor)


def _quotation_joined_and_reopened(statement: Statement, editor: Any) -> None:
    other = StatementFactory(
        source=statement.source, speaker=statement.speaker, text=f"{SECRET} said it in other words"
    )
    _accepted(other, editor)
    judge(one=statement, other=other, is_same=True, judged_by=editor, note=SECRET)
    for one in (other, statement):
        reopen(**now(one, editor), note=SECRET)


WAYS: dict[str, tuple[str, Act, Act]] = {
    "rejected": ("We shall dredge the {} channel before the herring return in April", _accepted, _rejected),
    "reopened": ("A lighthouse needs {} oil and somebody who stays awake until morning", _accepted,
                 lambda statement, editor: reopen(**now(statement, editor), note=SECRET)),
    "undone": ("Every lock on the old canal was built of {} stone by my grandfather", _accepted, _undone),
    "undone-in-bulk": ("Forty barrels of {} tar went missing from the customs house", _accepted_in_bulk,
                       _undone_in_bulk),
    "restored": ("The mill wheel turns on {} bearings that nobody makes any more", _accepted, _restored),
    "withdrawn": ("Our orchestra lost its {} in the flood and plays the louder since", _accepted, _withdrawn),
    "marked": ("If the fish could vote they would choose a {} for their mayor", _accepted, _marked_and_rejected),
    "merged": ("No ferry leaves without its {} while I am master of this quay", _accepted,
               _speaker_merged_and_rejected),
    "joined": ("They painted the bridge {} green and called it a renovation", _accepted,
               _quotation_joined_and_reopened),
}  # fmt: skip
"""How a statement became public and then was so no longer: its words, and who did what."""


def public_first() -> tuple[World, dict[str, Statement]]:
    """A statement for each way, public as yet."""
    world = begun()
    made = {}
    for name, (words, publish, _) in WAYS.items():
        statement = said(name, words.format(SECRET))
        publish(statement, world.editor)
        made[name] = statement
        world.questions += [{"quote": words.format("")}, {"quote": words.format(""), "speaker": ALIAS}]
    return world, made


def all_gone(world: World, made: dict[str, Statement]) -> World:
    """Each statement is taken away in its way; one of an editor's own and one speaker too."""
    for name, statement in made.items():
        WAYS[name][2](statement, world.editor)
        beside(world, Statement.objects.get(pk=statement.pk), once_public=True)
        if statement.speaker.pk != Statement.objects.get(pk=statement.pk).speaker_id:
            world.hide("merged", statement.speaker, once_public=True)
    others = Statement.objects.filter(text__contains=SECRET).exclude(public_id__in=world.rows["statements"])
    world.hide("statements", *others, once_public=True)
    added = said("added", f"The {SECRET} is what an editor adds and takes back")
    own = add_missed(source=added.source, reviewer=world.editor, spans=[(0, 14)], speaker=added.speaker, note=SECRET)
    _undone(own, world.editor)
    beside(world, own, once_public=True)
    world.hide("statements", added)
    # Given to somebody else: it stays public, and whom it was given to before is told no more.
    other = said("reassigned")
    beside(world, other)
    given = StatementFactory(speaker=other.speaker, text="The harbour wall is older than the harbour")
    accept(**now(given, world.editor), note=SECRET)
    reassign(**now(given, world.editor), speaker=world.shown.speaker, note=SECRET)
    world.once_public.add(str(other.speaker.public_id))
    world.public += 1
    return world


def gone() -> World:
    """Rows that were public once."""
    return all_gone(*public_first())
