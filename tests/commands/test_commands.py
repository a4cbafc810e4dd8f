"""The commands, as they are typed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from quotes.models import Source, Statement, StatementSpan

TEXT = "“The quay is sinking,” said Ana Ruiz, the harbour master. “Nobody listens,” she said."


def call(*arguments: Any, **options: Any) -> tuple[str, str, int]:
    """What a command prints, what it complains of, and its exit status."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    try:
        call_command(*arguments, stdout=out, stderr=err, **options)
    except SystemExit as stop:
        status = int(stop.code or 0)
    return out.getvalue(), err.getvalue(), status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three good articles in three formats, and among them a broken line and an empty file."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    lines = [
        json.dumps({"id": "a", "text": TEXT + " (a)"}),
        "{broken",
        json.dumps({"id": "b", "text": TEXT + " (b)"}),
    ]
    (tmp_path / "more.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.django_db
@pytest.mark.parametrize("workers", [1, 2])
def test_import_takes_what_is_good_and_names_what_is_not(folder: Path, workers: int) -> None:
    out, err, status = call("import_articles", str(folder), "--workers", str(workers))
    assert "Articles: 3 new, 0 known, 2 failed. Statements: 6" in out
    assert "more.jsonl, line 2: The line is not JSON" in err
    assert "empty.txt: The article is empty" in err
    assert status == 1
    assert Source.objects.count() == 3


@pytest.mark.django_db
def test_import_twice_adds_nothing_and_says_so_in_json(folder: Path) -> None:
    (folder / "empty.txt").unlink()
    (folder / "more.jsonl").unlink()
    call("import_articles", str(folder))
    out, _, status = call("import_articles", str(folder), "--json")
    summary = json.loads(out)
    assert (summary["new"], summary["known"], summary["failed"], status) == (0, 1, 0, 0)
    assert Statement.objects.count() == 2


@pytest.mark.django_db
def test_import_says_once_a_file_which_fields_it_did_not_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{TEXT} ({n})", "byline": "Ida Holm", "section": "home"}) for n in range(3)]
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT, "publishd_at": "2026-03-31"}), encoding="utf-8")
    out, err, status = call("import_articles", str(tmp_path))
    assert ("Articles: 4 new, 3 known, 0 failed." in out, status) == (True, 0)
    assert err.count("not read") == 3
    assert f"{tmp_path / 'a.jsonl'}: fields that are not read: “byline”, “section”." in err
    assert f"{tmp_path / 'c.jsonl'}: fields that are not read: “publishd_at” (did you mean “published_at”?)." in err
    out, err, _ = call("import_articles", str(tmp_path), "--json")
    assert json.loads(out)["not_read"][str(tmp_path / "b.jsonl")] == ["byline", "section"]


@pytest.mark.django_db
def test_import_of_a_path_that_is_not_there_says_so() -> None:
    _, err, status = call("import_articles", "/nowhere/at/all")
    assert "There is no such file or folder" in err
    assert status == 1


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["import_articles", "extract"])
def test_a_path_that_the_system_refuses_is_told_and_the_others_go_on(command: str, folder: Path) -> None:
    _, err, status = call(command, "x" * 5000 + ".txt", str(folder / "one.txt"))
    assert "The file cannot be read: File name too long." in err
    assert status == 1
    assert Source.objects.count() == (command == "import_articles")


@pytest.mark.engine
def test_extract_prints_what_the_scorer_reads(folder: Path) -> None:
    out, err, status = call("extract", str(folder / "more.jsonl"), "--format", "jsonl")
    first, second = (json.loads(line) for line in out.splitlines())
    assert (first["id"], second["id"], status) == ("a", "b", 1)
    assert "line 2" in err
    statement = first["statements"][0]
    text = TEXT + " (a)"
    assert [text[a:b] for a, b in statement["content"]] == ["“The quay is sinking,”"]
    assert [text[a:b] for a, b in statement["source"]] == ["Ana Ruiz"]
    assert statement["speaker"] == "Ana Ruiz"
    assert 0 <= statement["confidence"] <= 1


@pytest.mark.engine
def test_extract_counts_offsets_in_the_text_as_it_was_given(tmp_path: Path) -> None:
    text = "  \r\n👩‍👩‍👧 “The quay is sinking,” said Ana Ruiz.  "
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "text": text}), encoding="utf-8")
    out, _, _ = call("extract", str(tmp_path / "a.jsonl"), "--format", "jsonl")
    (statement,) = json.loads(out)["statements"]
    assert [text[a:b] for a, b in statement["content"]] == ["“The quay is sinking,”"]


@pytest.mark.engine
def test_extract_shows_people_the_words_beside_the_speaker(folder: Path) -> None:
    out, _, _ = call("extract", str(folder / "one.txt"))
    assert "Ana Ruiz" in out
    assert "The quay is" in out


@pytest.mark.engine
def test_extract_tells_of_a_language_without_data(folder: Path) -> None:
    _, err, status = call("extract", str(folder / "one.txt"), "--language", "xx")
    assert "no language data for “xx”" in err
    assert status == 1


@pytest.mark.django_db
def test_verify_proves_a_sound_database_and_finds_a_fault(folder: Path) -> None:
    call("import_articles", str(folder))
    out, _, status = call("verify")
    assert "3 sources and 6 statements checked: no faults." in out
    assert status == 0
    span = StatementSpan.objects.order_by("id").first()
    assert span is not None
    StatementSpan.objects.filter(pk=span.pk).update(end=span.end - 1)
    _, err, status = call("verify")
    assert str(span.statement.public_id) in err
    assert status == 1


@pytest.mark.django_db
def test_explain_says_why_and_whether_it_still_holds(folder: Path) -> None:
    call("import_articles", str(folder / "one.txt"))
    statement = Statement.objects.get(mention_text="she")
    out, _, _ = call("explain", str(statement.public_id))
    assert "by Ana Ruiz, printed as “she”" in out
    assert "likeliest person named before" in out
    assert "It still decides the same." in out
    Statement.objects.filter(pk=statement.pk).update(quote_kind="mixed")
    out, _, _ = call("explain", str(statement.pk))
    assert "It calls it direct; stored is mixed." in out


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["nonsense", "999999", "00000000-0000-4000-8000-000000000000"])
def test_explain_of_what_is_not_there_says_so(given: str) -> None:
    with pytest.raises(CommandError, match=r"no id|no statement"):
        call("explain", given)


@pytest.mark.django_db
def test_the_demo_account_is_made_once_and_in_development_only(settings: Any) -> None:
    with pytest.raises(CommandError, match="DEBUG"):
        call("create_demo_editor")
    settings.DEBUG = True
    out, _, _ = call("create_demo_editor")
    assert "shown once" in out
    user = get_user_model()._default_manager.get(username="editor")
    assert ([g.name for g in user.groups.all()], user.is_staff, user.is_superuser) == (["editor"], True, False)
    out, _, _ = call("create_demo_editor")
    assert "there already" in out
    out, _, _ = call("create_demo_editor", "--reset")
    assert "shown once" in out
