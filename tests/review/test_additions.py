"""What editors add is a statement like the others; what they do not know makes no trace."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from quotes.models import Opinion, Review, SecondOpinionRule, Speaker, SpeakerRole, Statement
from quotes.review.additions import add_missed
from quotes.review.choices import choices_for, find_speakers, new_speaker, speaker_of_candidate, speakers_of
from quotes.review.claims import claim, others_at, release
from quotes.review.decisions import accept
from tests.factories import AliasFactory, SourceFactory, SpeakerFactory, StatementFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_missed_statement_is_a_persons_accepted_and_recorded() -> None:
    source, speaker, editor = SourceFactory(), SpeakerFactory(), UserFactory()
    added = add_missed(source=source, reviewer=editor, spans=[(0, 23)], speaker=speaker)
    assert (added.text, added.quote_kind, added.origin) == ("“The quay is sinking,”", "direct", "human")
    assert (added.speaker, added.review_status, added.attribution_status) == (speaker, "accepted", "resolved")
    assert added in Statement.objects.public()
    assert added.span_pairs() == [(0, 22)]
    review = Review.objects.get()
    assert (review.decision, review.reviewer, review.before) == ("add", editor, {})
    assert review.after["speaker_name"] == speaker.name


@pytest.mark.parametrize("covers", ["source", "outlet", "speaker"])
def test_where_two_must_agree_what_is_added_waits_for_the_other(covers: str) -> None:
    source, speaker, editor = SourceFactory(), SpeakerFactory(), UserFactory()
    of = {"source": source, "outlet": source.outlet, "speaker": speaker}
    SecondOpinionRule.objects.create(**{covers: of[covers]})
    added = add_missed(source=source, reviewer=editor, spans=[(0, 23)], speaker=speaker)
    assert (added.review_status, added.is_public) == ("pending", False)
    assert not Statement.objects.public().exists()
    (opinion,) = Opinion.objects.all()
    assert (opinion.reviewer, opinion.proposed["review_status"], opinion.is_draft) == (editor, "accepted", False)
    accept(statement=added, reviewer=editor, expected_version=1)
    assert not Statement.objects.public().exists()
    accept(statement=added, reviewer=UserFactory(), expected_version=1)
    assert added in Statement.objects.public()


@pytest.mark.parametrize("spans", [[], [(0, 9_999)], [(22, 23)], [(5, 9), (1, 4)]])
def test_words_that_are_none_are_not_added(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValidationError):
        add_missed(source=SourceFactory(), reviewer=UserFactory(), spans=spans, speaker=None)
    assert (Statement.objects.count(), Review.objects.count()) == (0, 0)


def test_what_is_a_statement_already_is_not_added_again_unless_it_was_rejected() -> None:
    statement = StatementFactory()
    with pytest.raises(ValidationError, match="already"):
        add_missed(source=statement.source, reviewer=UserFactory(), spans=[(0, 22)], speaker=None)
    Statement.objects.update(review_status="rejected")
    assert add_missed(source=statement.source, reviewer=UserFactory(), spans=[(0, 22)], speaker=None).pk


def test_typing_finds_the_articles_speakers_first_by_any_word_or_alias_and_none_that_was_merged() -> None:
    here = StatementFactory(speaker=SpeakerFactory(name="Zoe Lind")).speaker
    source = Statement.objects.get().source
    other = SpeakerFactory(name="Bo Lind")
    AliasFactory(speaker=SpeakerFactory(name="Ann Berg"), name="Annika Lindqvist")
    SpeakerFactory(name="Lind Old", merged_into=other)
    SpeakerFactory(name="Carl Blind")
    found = [speaker.name for speaker in find_speakers(typed="lind", source=source)]
    assert found[0] == here.name
    assert sorted(found[1:]) == ["Ann Berg", "Bo Lind"]
    assert find_speakers(typed="", source=source) == [here]


def test_choices_are_the_candidates_then_the_articles_other_speakers() -> None:
    introduced = SpeakerFactory(name="Mia Falk")
    candidates = [
        {"name": "Ana Ruiz", "kind": "person", "score": 2.1, "evidence": []},
        {"name": "Bo Lind", "kind": "person", "score": -1.0, "evidence": []},
    ]
    ana = SpeakerFactory(name="Ana Ruiz")
    statement = StatementFactory(speaker=ana, candidates=candidates)
    SpeakerRole.objects.create(speaker=introduced, title="engineer", source=statement.source)
    choices = choices_for(statement, list(speakers_of(statement.source_id)))
    assert [(c.number, c.name, c.candidate, c.score) for c in choices] == [
        (1, "Ana Ruiz", 0, 2.1), (2, "Bo Lind", 1, -1.0), (3, "Mia Falk", None, None),
    ]  # fmt: skip
    assert speaker_of_candidate(statement, 0) == ana
    assert Speaker.objects.filter(name="Bo Lind").count() == 0
    made = speaker_of_candidate(statement, 1)
    assert speaker_of_candidate(statement, 1) == made
    with pytest.raises(ValidationError, match="2 candidates"):
        speaker_of_candidate(statement, 2)


@pytest.mark.parametrize(("name", "kind"), [("", "person"), ("Eva Holm", "robot"), ("Dr. Ana Ruiz", "person")])
def test_a_new_speaker_has_a_name_a_kind_and_is_not_known(name: str, kind: str) -> None:
    SpeakerFactory(name="Ana Ruiz")
    with pytest.raises(ValidationError):
        new_speaker(name=name, kind=kind)
    assert Speaker.objects.count() == 1


def test_claims_are_seen_by_others_and_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    source, ana, bo = SourceFactory(), UserFactory(username="ana"), UserFactory(username="bo")
    claim(source=source, editor=ana)
    assert (others_at(source_id=source.pk, editor=bo), others_at(source_id=source.pk, editor=ana)) == (["ana"], [])
    claim(source=SourceFactory(), editor=ana)
    assert others_at(source_id=source.pk, editor=bo) == []
    claim(source=source, editor=ana)
    source.claims.update(expires_at=source.created)
    assert others_at(source_id=source.pk, editor=bo) == []
    claim(source=source, editor=ana)
    release(editor=ana)
    assert others_at(source_id=source.pk, editor=bo) == []
