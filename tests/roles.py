"""The roles, something of everything to spoil, and every act that some roles may do and others not."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from django.core import serializers
from django.test import Client
from django.urls import reverse

from quotes.admin.misattributions import quotation_of
from quotes.api.conditional import statement_etag
from quotes.lookup.judgements import judge, mark_misattributed
from quotes.models import (
    ArchiveCopy,
    Calibration,
    EngineDisagreement,
    EngineRerun,
    ImportItem,
    ImportRun,
    Misattribution,
    Outlet,
    SecondOpinionRule,
    SourceCopy,
    Speaker,
    SpeakerMerge,
    Statement,
    WordingJudgement,
)
from quotes.speakers.merging import merge_speakers
from tests.factories import (
    AliasFactory,
    OutletFactory,
    SpeakerFactory,
    StatementFactory,
    UserFactory,
    review_of,
)
from tests.lookup.world import BRIDGES, FERRY, QUAY

# From who may least to who may most; "nobody" is logged in and in no group.
ROLES = ("nobody", "reader", "reviewer", "editor", "administrator")
READERS, REVIEWERS, EDITORS, ADMINISTRATORS = (set(ROLES[first:]) for first in (1, 2, 3, 4))


def client_of(role: str) -> Client:
    user = UserFactory(is_staff=True)
    if role != "nobody":
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@dataclass(frozen=True)
class World:
    """Something of everything, so that there is something to spoil."""

    statement: Statement
    speaker: Speaker
    other: Speaker
    outlet: Outlet
    merge: SpeakerMerge
    mark: Misattribution
    variants: tuple[Statement, Statement]
    """Two wordings of one quotation."""
    judgement: WordingJudgement


def make_world() -> World:
    statement = StatementFactory()
    review_of(StatementFactory(), UserFactory())
    ImportItem.objects.create(
        run=ImportRun.objects.create(engine_version="1"), where="a.txt", outcome="failed", error="Broken."
    )
    AliasFactory(speaker=statement.speaker)
    rerun = EngineRerun.objects.create(engine_version="2", errors=[{"source": "a", "error": "Took too long."}])
    EngineDisagreement.objects.create(
        rerun=rerun, statement=statement, engine_version="2", differences=["It differs."]
    )
    SecondOpinionRule.objects.create(outlet=OutletFactory())
    Calibration.objects.create(
        language="en", engine_version="1", slope=1.1, intercept=0.0, decisions=300, accepted=200, ece_before=0.1,
        ece_after=0.05,
    )  # fmt: skip
    mark = mark_misattributed(
        statement=statement, speaker=statement.speaker, note="A joke of another’s.", marked_by=UserFactory()
    )
    ArchiveCopy.objects.create(source=statement.source, url="https://archive.example/1")
    SourceCopy.objects.create(first=statement.source, second=StatementFactory().source, share=0.9)
    merge = merge_speakers(absorbed=SpeakerFactory(), into=SpeakerFactory(), merged_by=UserFactory())
    variants = StatementFactory(text=QUAY), StatementFactory(text=QUAY.replace("workers", "people"))
    ferry, bridges = StatementFactory(text=FERRY), StatementFactory(text=BRIDGES)
    judgement = judge(one=ferry, other=bridges, is_same=True, judged_by=UserFactory())
    return World(statement, statement.speaker, SpeakerFactory(), OutletFactory(), merge, mark, variants, judgement)


def fingerprint() -> str:
    """Of every row of ours, and of every user and group: sessions aside, the whole database."""
    models = [*apps.get_app_config("quotes").get_models(), *apps.get_app_config("auth").get_models()]
    rows = "".join(serializers.serialize("json", m._default_manager.order_by("pk")) for m in models)
    return hashlib.sha256(rows.encode()).hexdigest()


def form(name: str, wikidata: str = "") -> dict[str, Any]:
    return {
        "name": name, "kind": "person", "wikidata_id": wikidata, "aliases-TOTAL_FORMS": "0",
        "aliases-INITIAL_FORMS": "0", "roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0",
    }  # fmt: skip


def admin(name: str, *args: Any) -> str:
    return reverse(f"admin:{name}", args=args)


@dataclass(frozen=True)
class Act:
    """Something that some roles may do: what is posted where, and who may."""

    name: str
    who: set[str]
    address: Callable[[World], str]
    data: Callable[[World], dict[str, Any]]
    api: bool = False
    headers: Callable[[World], dict[str, str]] = lambda w: {}
    status: int = 200
    """What an address of the API answers."""


ACTS = [
    *[
        Act(
            f"{decision} on the page",
            REVIEWERS,
            lambda w: admin("quotes_statement_decide", w.statement.pk),
            lambda w, d=decision: {"decision": d, "version": 1, "speaker": w.other.pk},
        )
        for decision in ("accept", "reject", "reopen", "reassign")
    ],
    *[
        Act(
            f"{action} in the list",
            REVIEWERS,
            lambda w: admin("quotes_statement_changelist"),
            lambda w, a=action: {
                "action": a,
                "_selected_action": [w.statement.pk],
                "confirmed": "1",
                "speaker": w.other.pk,
            },
        )
        for action in ("accept_chosen", "reject_chosen", "reassign_chosen")
    ],
    *[
        Act(
            f"{decision} by API",
            REVIEWERS,
            lambda w, d=decision: f"/api/v1/statements/{w.statement.public_id}/{d}/",
            lambda w, d=decision: (
                {"speaker": str(w.other.public_id)} if d == "reassign" else {"act": "denied"} if d == "correct" else {}
            ),
            api=True,
            headers=lambda w: {"If-Match": statement_etag(w.statement, ())},
        )
        for decision in ("accept", "reject", "reopen", "reassign", "correct")
    ],
    Act(
        "send an article by API",
        ADMINISTRATORS,
        lambda w: "/api/v1/imports/",
        lambda w: {"text": "“It rains,” said Tom Lind."},
        api=True,
        status=202,
    ),
    Act(
        "merge in the list",
        EDITORS,
        lambda w: admin("quotes_speaker_changelist"),
        lambda w: {"action": "merge", "_selected_action": [w.speaker.pk, w.other.pk], "into": w.other.pk},
    ),
    Act(
        "undo a merge",
        EDITORS,
        lambda w: admin("quotes_speakermerge_changelist"),
        lambda w: {"action": "undo", "_selected_action": [w.merge.pk]},
    ),
    Act(
        "merge by API",
        EDITORS,
        lambda w: f"/api/v1/speakers/{w.other.public_id}/merges",
        lambda w: {"absorbed": str(w.speaker.public_id)},
        api=True,
    ),
    Act(
        "mark as misattributed",
        EDITORS,
        lambda w: admin("quotes_misattribution_mark"),
        lambda w: {"statement": w.statement.pk, "whoever": "on", "said_by": "", "note": "From a play."},
    ),
    Act(
        "take a mark back",
        EDITORS,
        lambda w: admin("quotes_misattribution_withdraw", w.mark.pk),
        lambda w: {"at_statement": w.statement.pk},
    ),
    Act(
        "take words out of a quotation",
        EDITORS,
        lambda w: admin("quotes_quotation_part", quotation_of(w.variants[1])),
        lambda w: {"statement": w.variants[1].pk, "note": "Other words."},
    ),
    Act(
        "make two quotations one",
        EDITORS,
        lambda w: admin("quotes_quotation_changelist"),
        lambda w: {
            "action": "join_chosen",
            "_selected_action": [quotation_of(w.variants[0]), quotation_of(w.statement)],
            "confirmed": "1",
        },
    ),
    Act(
        "take a judgement back",
        EDITORS,
        lambda w: admin("quotes_wordingjudgement_changelist"),
        lambda w: {"action": "undo", "_selected_action": [w.judgement.pk]},
    ),
    Act("add a speaker", EDITORS, lambda w: admin("quotes_speaker_add"), lambda w: form("Tom Lind")),
    Act(
        "mend a speaker",
        EDITORS,
        lambda w: admin("quotes_speaker_change", w.other.pk),
        lambda w: form("Tom Lind", "Q7"),
    ),
    Act("add an outlet", EDITORS, lambda w: admin("quotes_outlet_add"), lambda w: {"name": "The Quay", "domain": ""}),
    Act(
        "mend an outlet",
        EDITORS,
        lambda w: admin("quotes_outlet_change", w.outlet.pk),
        lambda w: {"name": "The Quay", "domain": ""},
    ),
    Act(
        "remove an outlet",
        ADMINISTRATORS,
        lambda w: admin("quotes_outlet_delete", w.outlet.pk),
        lambda w: {"post": "yes"},
    ),
    Act(
        "remove outlets in the list",
        ADMINISTRATORS,
        lambda w: admin("quotes_outlet_changelist"),
        lambda w: {"action": "delete_selected", "_selected_action": [w.outlet.pk], "post": "yes"},
    ),
    Act(
        "ask for second opinions",
        ADMINISTRATORS,
        lambda w: admin("quotes_secondopinionrule_add"),
        lambda w: {"outlet": w.outlet.pk},
    ),
    Act(
        "ask for no more second opinions",
        ADMINISTRATORS,
        lambda w: page_of(w, "secondopinionrule", "delete"),
        lambda w: {"post": "yes"},
    ),
    Act("add a group", ADMINISTRATORS, lambda w: admin("auth_group_add"), lambda w: {"name": "friends"}),
    *[
        Act(f"{verb} a {model}", set(), lambda w, m=model, v=verb: page_of(w, m, v), lambda w: {"post": "yes"})
        for model in (
            "statement",
            "source",
            "review",
            "importrun",
            "importitem",
            "speakermerge",
            "enginererun",
            "enginedisagreement",
            "calibration",
            "quotation",
            "misattribution",
            "wordingjudgement",
            "sourcecopy",
        )
        for verb in ("add", "change", "delete")
    ],
    Act("delete a speaker", set(), lambda w: admin("quotes_speaker_delete", w.other.pk), lambda w: {"post": "yes"}),
]


def page_of(world: World, model: str, verb: str) -> str:
    rows = apps.get_model("quotes", model)._default_manager
    # The address of a quotation that became part of another leads away.
    row = rows.filter(merged_into=None).first() if model == "quotation" else rows.first()
    return admin(f"quotes_{model}_{verb}", *([] if verb == "add" else [row.pk]))


def post(client: Client, act: Act, world: World) -> Any:
    data = act.data(world)
    if act.api:
        head = act.headers(world)
        return client.post(act.address(world), json.dumps(data), content_type="application/json", headers=head)
    return client.post(act.address(world), data)
