"""What is looked up follows the statements: imports, decisions, rebuilds; and who sees what."""

from __future__ import annotations

import json
import random

import pytest
from django.core.management import CommandError, call_command
from rest_framework.test import APIClient

from quotes.extraction import extract
from quotes.ingest.readers.article import ReadArticle
from quotes.ingest.service import engine_article, store_article
from quotes.lookup.answers import Question
from quotes.lookup.checking import check
from quotes.lookup.indexing import index_statements
from quotes.lookup.judgements import judge, mark_misattributed, undo_judgement, withdraw_misattribution
from quotes.lookup.texts import check_text
from quotes.matching.verdicts import Verdict
from quotes.models import Fingerprint, Occurrence, Quotation, SourceCopy, Statement
from quotes.review.decisions import accept, correct, reject, reopen
from quotes.speakers.merging import merge_speakers
from tests.factories import SpeakerFactory, UserFactory, viewer
from tests.lookup.world import BRIDGES, FERRY, QUAY, SILENCE, World

pytestmark = pytest.mark.django_db


def verdict(quote: str, *, everything: bool = False) -> Verdict:
    return check(Question(quote), everything=everything).verdict


def store(text: str, title: str = "") -> list[Statement]:
    article = ReadArticle(where="test", text=text, title=title)
    stored = store_article(article=article, extracted=extract(engine_article(article)), engine_version="test")
    return list(stored.source.statements.order_by("pk"))


def test_an_import_is_found_by_editors_and_once_accepted_by_everybody() -> None:
    (statement,) = store("“The quay is sinking into the grey harbour,” said Ana Ruiz.")
    quote = "the quay is sinking into the gray harbor"
    assert (verdict(quote), verdict(quote, everything=True)) == (Verdict.NOT_FOUND, Verdict.VERBATIM)
    editor = UserFactory()
    statement = accept(statement=statement, reviewer=editor, expected_version=1)
    assert (verdict(quote), verdict(quote, everything=True)) == (Verdict.VERBATIM, Verdict.VERBATIM)
    statement = correct(statement=statement, reviewer=editor, expected_version=2, spans=[(1, 20)])
    assert verdict("The quay is sinking") == Verdict.VERBATIM
    assert verdict("into the gray harbor") == Verdict.NOT_FOUND
    statement = reopen(statement=statement, reviewer=editor, expected_version=3)
    assert verdict("The quay is sinking") == Verdict.NOT_FOUND
    reject(statement=statement, reviewer=editor, expected_version=4)
    assert verdict("The quay is sinking", everything=True) == Verdict.NOT_FOUND
    assert (Fingerprint.objects.count(), Occurrence.objects.count()) == (0, 0)


def crowd(world: World, texts: list[str], status: str) -> None:
    """Very many statements of one article."""
    source = world.say(QUAY, "Ana Ruiz", status=status).source
    world.statements += Statement.objects.bulk_create(
        Statement(
            source=source,
            quote_kind="direct",
            text=text,
            attribution_status="nobody",
            confidence=0.5,
            review_status=status,
        )
        for text in texts
    )


def test_pending_statements_do_not_crowd_out_public_ones() -> None:
    world = World()
    crowd(world, [f"{QUAY} Version {number}." for number in range(600)], "pending")
    world.say(QUAY, "Ana Ruiz", "The Marn Gazette")
    world.indexed()
    answer = check(Question(QUAY))
    assert (answer.verdict, answer.occurrence_count) == (Verdict.VERBATIM, 1)
    assert {o.review_status for o in answer.occurrences} == {"accepted"}


def test_a_quotation_that_very_many_print_is_found() -> None:
    world = World()
    crowd(world, [QUAY] * 620, "accepted")
    world.indexed()
    assert verdict(QUAY) == Verdict.VERBATIM
    assert verdict(QUAY.replace("do not ", "do ")) == Verdict.ALTERED
    assert Quotation.objects.current().count() == 1


def test_a_rebuild_makes_what_the_import_made() -> None:
    store("“The quay is sinking into the grey harbour,” said Ana Ruiz. “We will not pay for it,” said Ben Okoro.")
    World().say(QUAY, "Ana Ruiz")
    index_statements(Statement.objects.all())

    def state() -> tuple[object, ...]:
        return (
            set(Fingerprint.objects.values_list("hash", "statement_id")),
            set(Occurrence.objects.values_list("pk", "words", "words_hash", "shown", "quotation")),
        )

    before = state()
    assert all(before)
    call_command("rebuild_lookup")
    assert state() == before
    Fingerprint.objects.all().delete()
    part = QUAY.split(", and")[0]
    assert (verdict(part), verdict(QUAY)) == (
        Verdict.NOT_FOUND,
        Verdict.VERBATIM,
    )  # a whole wording needs none of them
    call_command("rebuild_lookup")
    assert state() == before
    assert verdict(part) == Verdict.VERBATIM_PART


HALF, OTHER_HALF = QUAY.split(", and ")
STOCK = "at the end of the day we have to do what is right for the people of this city"
VARIANTS = [
    (QUAY, "quay"),
    (QUAY.replace("“", '"').replace(",", " –"), "quay"),
    (HALF, "quay"),
    (OTHER_HALF, "half"),  # it stands in the quotation and in the one with the “not” dropped: in doubt alone
    (QUAY.replace("workers", "people"), "quay"),
    (QUAY.replace("do not ", "do "), "no quay"),
    (f"The bridge is closed, and {STOCK}.", "bridge"),
    (f"The mill is lost, the looms are sold, and {STOCK}.", "mill"),
    (f"{STOCK.capitalize()}.", "stock"),
    (FERRY, "ferry"),
]


@pytest.mark.parametrize("seed", range(6))
def test_the_same_words_are_one_quotation_in_whatever_order_they_come(seed: int) -> None:
    order = random.Random(seed).sample(VARIANTS, len(VARIANTS))
    for text, _ in order:
        world = World()
        world.say(text, "Ana Ruiz")
        world.indexed()
    found: dict[int | None, set[str]] = {}
    for text, quotation in Occurrence.objects.values_list("statement__text", "quotation"):
        found.setdefault(quotation, set()).add(dict(VARIANTS)[text])
    assert sorted(map(sorted, found.values())) == [
        ["bridge"],
        ["ferry"],
        ["half"],
        ["mill"],
        ["no quay"],
        ["quay"],
        ["stock"],
    ]
    assert Quotation.objects.current().count() == 7


WERK = "Wir schließen das Werk am Fluss"
HALL = "Wir verkaufen das Rathaus von Marn im Herbst"
DENIED = [
    (f"{WERK}.", "closed"),
    (f"{WERK}. Die Löhne zahlen wir nicht.", "closed"),
    (f"{WERK} in diesem Jahrzehnt nicht.", "open"),
    (f"{HALL}.", "hall"),
    (f"{HALL}, nicht die Schule.", "school"),
    (f"{HALL} nicht die Schule.", "school"),  # the same words
    ("The ferry line will be closed in the winter.", "line"),
    ("The ferry line will be closed in the winter. Nobody can stop us, said the board of the harbour.", "line"),
    ("I do not believe that the ferry line will be closed in the winter.", "no line"),
]


@pytest.mark.parametrize("seed", range(4))
def test_what_says_the_opposite_is_another_quotation_in_whatever_order_it_comes(seed: int) -> None:
    said: dict[str, Statement] = {}
    for text, _ in random.Random(seed).sample(DENIED, len(DENIED)):
        world = World()
        said[text] = world.say(text, "Ana Ruiz")
        world.indexed()

    def quotations() -> list[list[str]]:
        found: dict[int | None, set[str]] = {}
        for text, quotation in Occurrence.objects.values_list("statement__text", "quotation"):
            found.setdefault(quotation, set()).add(dict(DENIED)[text])
        return sorted(map(sorted, found.values()))

    apart = [["closed"], ["hall"], ["line"], ["no line"], ["open"], ["school"]]
    assert quotations() == apart
    call_command("rebuild_lookup")
    assert quotations() == apart
    # No text is left that reads as a denial.
    denial = said[f"{HALL} nicht die Schule."]
    reject(statement=denial, reviewer=UserFactory(), expected_version=denial.version)
    assert quotations() == [["closed"], ["hall", "school"], ["line"], ["no line"], ["open"]]
    one, other = said[f"{WERK}."], said[f"{WERK} in diesem Jahrzehnt nicht."]
    judge(one=one, other=other, is_same=True, judged_by=UserFactory())
    assert quotations() == [["closed", "open"], ["hall", "school"], ["line"], ["no line"]]


def test_a_quotation_counts_copies_of_one_text_once() -> None:
    world = World()
    agency = " ".join(f"Paragraph {n} of the report tells of pier {n * 7} and of crane {n * 3}." for n in range(40))
    world.say(QUAY, "Ana Ruiz", "The Lund Courier", "2026-03-02", around=agency)
    world.say(QUAY, "Ana Ruiz", "The Marn Gazette", "2026-03-03", around=agency)
    world.say(QUAY, "Ana Ruiz", "The Daily Gull", "2026-03-01", around="A report of its own. " * 60)
    world.indexed()
    assert SourceCopy.objects.count() == 1
    quotation = Quotation.objects.get()
    assert (quotation.occurrence_count, quotation.outlet_count, quotation.independent_count) == (3, 3, 2)
    answer = check(Question(QUAY))
    assert (answer.outlet_count, answer.independent_count) == (3, 2)
    assert str(answer.first_appeared_at).startswith("2026-03-01")
    assert [o.is_copy for o in answer.occurrences] == [False, False, True]


def test_an_editor_joins_and_parts_quotations_and_takes_it_back() -> None:
    world = World()
    one, other = world.say(QUAY, "Ana Ruiz"), world.say(FERRY, "Ana Ruiz")
    world.indexed()

    def quotations() -> int:
        return Occurrence.objects.values("quotation").distinct().count()

    ids = set(Quotation.objects.values_list("public_id", flat=True))
    judgement = judge(one=one, other=other, is_same=True, judged_by=UserFactory())
    assert quotations() == 1
    undo_judgement(judgement=judgement, undone_by=UserFactory())
    assert quotations() == 2
    assert set(Quotation.objects.current().values_list("public_id", flat=True)) == ids
    with pytest.raises(ValueError, match="same words"):
        judge(one=one, other=one, is_same=False, judged_by=UserFactory())


def test_speakers_that_disagree_are_a_conflict() -> None:
    world = World()
    world.say(BRIDGES, "Tom Hale")
    world.say(QUAY, "Ana Ruiz")
    world.say(QUAY, "Ana Ruiz", "The Marn Gazette")
    world.say(BRIDGES, "Leah Brandt", "The Marn Gazette")
    world.indexed()
    assert [quotation.text for quotation in Quotation.objects.with_conflict()] == [BRIDGES]


def test_a_mark_can_be_withdrawn() -> None:
    world = World()
    statement = world.say(QUAY, "Ana Ruiz")
    world.indexed()
    mark = mark_misattributed(statement=statement, speaker=None, note="From a play.", marked_by=UserFactory())
    answer = check(Question(QUAY))
    assert (answer.verdict, answer.notes) == (Verdict.MISATTRIBUTED, ("From a play.",))
    withdraw_misattribution(mark=mark, withdrawn_by=UserFactory())
    assert verdict(QUAY) == Verdict.VERBATIM


def test_whose_words_they_are_is_told_by_the_name_that_the_speaker_has_today() -> None:
    world = World()
    statement = world.say(QUAY, "Ana Ruiz")
    world.indexed()
    vale, longer, whole = (SpeakerFactory(name=name) for name in ("Vale", "E. Vale", "Eva Vale"))
    mark_misattributed(
        statement=statement, speaker=statement.speaker, note="From a play.", marked_by=UserFactory(), said_by=vale
    )
    merge_speakers(absorbed=vale, into=longer, merged_by=UserFactory())
    assert check(Question(QUAY)).said_by == ("E. Vale",)
    merge_speakers(absorbed=longer, into=whole, merged_by=UserFactory())
    answer = check(Question(QUAY))
    assert (answer.verdict, answer.said_by) == (Verdict.MISATTRIBUTED, ("Eva Vale",))
    assert "Whose words they are, by what editors found: Eva Vale." in answer.summary


TEXT = f"""“{FERRY}” said Ben Okoro.

It is “a very small thing that nobody has said yet”, and “no”.

“{HALF},” said Ana Ruiz."""


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [("direct", Verdict.VERBATIM), ("mixed", Verdict.REPORTED_INDIRECTLY), ("indirect", Verdict.REPORTED_INDIRECTLY)],
)
def test_what_somebody_denied_is_not_told_as_their_words(kind: str, verdict: Verdict) -> None:
    world = World()
    world.say("he would sell the cranes to anybody who pays", "Tom Hale", kind=kind, act="denied")
    world.indexed()
    answer = check(Question("He would sell the cranes to anybody who pays", "Tom Hale"))
    assert (answer.verdict, answer.speaker_agrees) == (verdict, True if verdict is Verdict.VERBATIM else None)
    assert ("Tom Hale did not say this" in answer.summary) is (verdict is not Verdict.VERBATIM)


def test_each_quotation_of_a_text_is_checked_with_whom_the_text_names() -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz")
    world.say(FERRY, "Ana Ruiz")
    world.indexed()
    checked = check_text(TEXT)
    assert [item.answer and item.answer.verdict for item in checked] == [
        Verdict.SAID_BY_OTHER, Verdict.NOT_FOUND, Verdict.VERBATIM_PART,
    ]  # fmt: skip
    assert [item.speaker for item in checked] == ["Ben Okoro", "", "Ana Ruiz"]
    assert FERRY.rstrip(".") in TEXT[slice(*(checked[0].span or (0, 0)))]


@pytest.fixture
def editor() -> APIClient:
    client = APIClient()
    client.force_login(viewer())
    return client


def test_editors_see_pending_matches_marked(editor: APIClient) -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz", status="pending")
    world.indexed()
    for client, expected in ((APIClient(), "not_found"), (editor, "verbatim")):
        answer = client.post("/api/v1/check", {"quote": QUAY}, format="json").json()["results"][0]["answer"]
        assert answer["verdict"] == expected
        assert QUAY not in json.dumps(answer["similar"])
    assert answer["occurrences"][0]["review_status"] == "pending"
    assert "wait for an editor" in answer["summary"]


def test_an_item_of_a_batch_fails_alone() -> None:
    World().say(FERRY, "Ana Ruiz")
    index_statements(Statement.objects.all())
    batch = [{"quote": FERRY}, {"quote": ""}, "nonsense", {"quote": "x" * 10_001}, {"quote": FERRY, "date": "soon"}]
    response = APIClient().post("/api/v1/check", {"quotes": batch}, format="json")
    assert response.status_code == 200
    results = response.json()["results"]
    assert [r["answer"] and r["answer"]["verdict"] for r in results] == ["verbatim", None, None, None, None]
    assert [bool(r["problem"]) for r in results] == [False, True, True, True, True]


@pytest.mark.parametrize(
    "body",
    [{}, {"quote": "a", "text": "b"}, {"quotes": []}, {"quotes": [{"quote": "a"}] * 101}, {"text": "x" * 64_001}],
    ids=["nothing", "two", "none", "too many", "too long"],
)
def test_a_request_that_makes_no_sense_is_refused(body: dict[str, object]) -> None:
    assert APIClient().post("/api/v1/check", body, format="json").status_code == 400


def test_the_command_prints_and_tells_by_its_status(capsys: pytest.CaptureFixture[str]) -> None:
    world = World()
    world.say(QUAY, "Ana Ruiz")
    world.say(SILENCE, "Tom Hale", modality="negated")
    for _ in range(12):
        world.say(FERRY, "Ana Ruiz")
    world.indexed()
    call_command("check_quote", SILENCE, "--speaker", "Tom Hale")
    printed = capsys.readouterr().out
    assert "the report is that Tom Hale did not say this" in printed
    assert "Tom Hale (reported as not said), The Lund Courier" in printed
    call_command("check_quote", FERRY)
    assert capsys.readouterr().out.endswith("\n  and 2 more\n")
    call_command("check_quote", QUAY.replace("300", "30"), "--speaker", "Ana Ruiz")
    printed = capsys.readouterr().out
    assert printed.startswith("Altered: Ana Ruiz")
    assert "replaced: “30”, said: “300”  (number" in printed
    call_command("check_quote", f"{FERRY} The quay will ever sink, and we will pay 300 workers")
    assert "Part 2: The part is cut from behind a “not”" in capsys.readouterr().out
    call_command("check_quote", QUAY, "--speaker", " ")
    assert capsys.readouterr().out.startswith("Verbatim: Ana Ruiz")
    call_command("check_quote", QUAY, "--json")
    assert json.loads(capsys.readouterr().out)["verdict"] == "verbatim"
    with pytest.raises(SystemExit):
        call_command("check_quote", "nobody has said this here yet")
    with pytest.raises(CommandError, match="no words"):
        call_command("check_quote", "…")
