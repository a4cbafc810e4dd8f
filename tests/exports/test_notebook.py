"""The notebook in docs/ runs as it stands, on an export of this database."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.factories import SpeakerFactory, StatementFactory

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "who-is-quoted.ipynb"


@pytest.mark.django_db
def test_the_notebook_draws_its_figure(tmp_path: Path) -> None:
    speaker = SpeakerFactory()
    for kind in ("direct", "direct", "mixed", "indirect"):
        StatementFactory(review_status="accepted", quote_kind=kind, speaker=speaker)
    StatementFactory(review_status="accepted", speaker=None)
    call_command("export", format="csv", output=str(tmp_path / "statements.csv"))
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    environment = {"MPLBACKEND": "agg", "MPLCONFIGDIR": str(tmp_path), "PATH": "/usr/bin"}
    check = "\nassert counts['total'].to_list() == [4], counts\n"
    told = subprocess.run(
        [sys.executable, "-c", code + check],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout == "5 statements from 5 articles\n"
    assert (tmp_path / "who-is-quoted.png").read_bytes().startswith(b"\x89PNG")
