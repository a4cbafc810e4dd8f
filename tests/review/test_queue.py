"""Every order gives every pending statement once; filters leave out; a position outlives the decision."""

from __future__ import annotations

import datetime as dt

import pytest

from quotes.models import Source, Statement
from quotes.review.decisions import accept, reassign
from quotes.review.queue import Position, Queue, QueueOrder
from tests.factories import OutletFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mixed() -> list[Statement]:
    """Articles with and without outlet and date, statements with and without speaker, equal confidences."""
    outlets = [OutletFactory(), OutletFactory(), None]
    days = [dt.datetime(2026, 5, day, tzinfo=dt.UTC) for day in (3, 9, 9)] + [None]
    sources = [SourceFactory(outlet=outlet, published_at=day) for outlet in outlets for day in days]
    speakers = [SpeakerFactory(), SpeakerFactory(), None]
    made = [
        StatementFactory(source=source, speaker=speakers[(n + m) % 3], confidence=(0.2, 0.5, 0.5, 0.9)[(n + m) % 4])
        for m in range(3)
        for n, source in enumerate(sources)
    ]
    StatementFactory(source=sources[0], review_status="accepted")
    StatementFactory(source=sources[0], withdrawn_at=days[0])
    return made


def walk(queue: Queue, skip_article: bool = False) -> list[Statement]:
    found: list[Statement] = []
    pk = queue.first()
    while pk is not None:
        found.append(Statement.objects.select_related("source").get(pk=pk))
        assert len(found) < 100, "the queue goes round in circles"
        pk = queue.after(Position.of(found[-1]), skip_article=skip_article)
    return found


def day(source: Source) -> float:
    return -source.published_at.timestamp() if source.published_at else 0.0


KEYS = {
    QueueOrder.CONFIDENCE: lambda s: (s.confidence, s.pk),
    QueueOrder.SPEAKER: lambda s: (s.speaker_id or 10**9, s.pk),
    QueueOrder.NEWEST: lambda s: (-s.source_id, s.pk),
    QueueOrder.DATE: lambda s: (day(s.source), -s.source_id, s.pk),
    QueueOrder.OUTLET: lambda s: (s.source.outlet_id or 10**9, day(s.source), -s.source_id, s.pk),
}


@pytest.mark.parametrize("order", list(QueueOrder))
def test_walking_gives_every_pending_statement_once_in_order(order: QueueOrder, mixed: list[Statement]) -> None:
    walked = walk(Queue(order=order))
    assert [s.pk for s in walked] == [s.pk for s in sorted(mixed, key=KEYS[order])]


@pytest.mark.parametrize("order", list(QueueOrder))
def test_deciding_on_the_way_loses_and_repeats_nothing(order: QueueOrder, mixed: list[Statement]) -> None:
    queue, editor, seen = Queue(order=order), UserFactory(), []
    pk = queue.first()
    while pk is not None:
        statement = Statement.objects.get(pk=pk)
        position = Position.read(str(Position.of(statement)))
        seen.append(pk)
        if len(seen) % 2:
            changed = reassign(
                statement=statement, reviewer=editor, expected_version=1, speaker=SpeakerFactory(), settle=False
            )
            accept(statement=changed, reviewer=editor, expected_version=2)
        pk = queue.after(position)
    assert sorted(seen) == sorted(s.pk for s in mixed)


def test_going_on_to_the_next_article_leaves_the_rest_of_this_one(mixed: list[Statement]) -> None:
    walked = walk(Queue(order=QueueOrder.DATE), skip_article=True)
    assert len(walked) == len({s.source_id for s in walked}) == 12


def test_filters_leave_out(mixed: list[Statement]) -> None:
    one = mixed[0]
    for queue, fits in (
        (Queue(outlet=one.source.outlet_id), lambda s: s.source.outlet_id == one.source.outlet_id),
        (Queue(speaker=one.speaker_id), lambda s: s.speaker_id == one.speaker_id),
        (Queue(source=one.source_id), lambda s: s.source_id == one.source_id),
        (Queue(sure_at_most=0.5), lambda s: s.confidence <= 0.5),
        (Queue(quote_kind="mixed"), lambda s: False),
        (Queue(order=QueueOrder.OUTLET, outlet=one.source.outlet_id), lambda s: s.source.outlet == one.source.outlet),
    ):
        assert {s.pk for s in walk(queue)} == {s.pk for s in mixed if fits(s)}
        assert queue.waiting() == sum(1 for s in mixed if fits(s))


@pytest.mark.parametrize("written", ["", "1", "1,2,3", "a,b,c,d", "1,2,3,x", f"{10**30},2,3,0.5"])
def test_a_position_that_nobody_wrote_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own words for each
        Position.read(written)
