"""Rows for tests, as small as the constraints allow."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.utils import timezone
from rest_framework.test import APIClient

from quotes.lookup.indexing import index_statements
from quotes.models import Outlet, Review, Source, Speaker, SpeakerAlias, Statement, StatementSpan
from quotes.search.documents import write_documents
from quotes.speakers.names import normalise
from quotes.tokens.service import make_token

TEXT = "“The quay is sinking,” said Ana Ruiz. She said it twice."


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = get_user_model()

    username = factory.Sequence(lambda n: f"user{n}")


class OutletFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"The Lund Courier {n}")
    domain = factory.Sequence(lambda n: f"courier{n}.example")


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    title = "Quay is sinking"
    outlet = factory.SubFactory(OutletFactory)
    text = factory.Sequence(lambda n: f"{TEXT} ({n})")
    text_sha256 = factory.LazyAttribute(lambda o: hashlib.sha256(o.text.encode()).hexdigest())
    retrieved_at = factory.LazyFunction(timezone.now)


class SpeakerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Speaker

    kind = "person"
    name = factory.Sequence(lambda n: f"Ana Ruiz{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{n}")
    normalised_name = factory.LazyAttribute(lambda o: normalise(o.name))


class AliasFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpeakerAlias

    speaker = factory.SubFactory(SpeakerFactory)
    name = "A. Ruiz"
    normalised_name = factory.LazyAttribute(lambda o: normalise(o.name))


class StatementFactory(factory.django.DjangoModelFactory):
    """“The quay is sinking,” with its one span, cue and mention as in TEXT."""

    class Meta:
        model = Statement
        skip_postgeneration_save = True

    source = factory.SubFactory(SourceFactory)
    speaker = factory.SubFactory(SpeakerFactory)
    quote_kind = "direct"
    text = "“The quay is sinking,”"
    cue_start = 23
    cue_end = 27
    cue_text = "said"
    mention_start = 28
    mention_end = 36
    mention_text = "Ana Ruiz"
    attribution_status = factory.LazyAttribute(lambda o: "resolved" if o.speaker else "nobody")
    confidence = 0.9
    engine_version = "test"

    @factory.post_generation
    def spans(obj: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create:
            StatementSpan.objects.create(statement=obj, position=0, start=0, end=22)
            write_documents(source=obj.source, statements=[(obj, [(0, 22)])])
            index_statements([obj])


def review_of(statement: Statement, reviewer: Any, note: str = "") -> Review:
    """A decision as the services record it."""
    return Review.objects.create(
        statement=statement, reviewer=reviewer, decision="accept", before={}, after={}, note=note
    )


def token_of(user: Any, **scopes: bool) -> str:
    """The secret of a new token that lasts a day."""
    expires_at = timezone.now() + dt.timedelta(days=1)
    return make_token(owner=user, name="test", expires_at=expires_at, **scopes)[1]


def viewer() -> Any:
    """A user who may see what is not public, and no more."""
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="view_statement"))
    return user


def editor_with_rights(*more: str) -> Any:
    """A user who may see, review and import everything, and what more names."""
    user = UserFactory()
    names = ("view_statement", "review_statement", "add_source", *more)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return get_user_model().objects.get(pk=user.pk)


def client_of(secret: str) -> APIClient:
    """A program with a token."""
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client
