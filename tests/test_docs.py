"""The documentation names what there is, and nothing that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quotes.extraction.rules import RULES

pytestmark = pytest.mark.engine
ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def requirements() -> set[str]:
    names: set[str] = set()
    for path in ROOT.glob("requirements*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                names.add(re.split(r"[\[=]", line)[0])
    return names


def test_every_dependency_is_pinned_and_earns_its_line() -> None:
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    assert len(requirements()) > 10
    assert [name for name in sorted(requirements()) if f"`{name}`" not in text] == []
    for path in ROOT.glob("requirements*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line or line.startswith(("#", "-r")) or "==" in line, line


def test_every_rule_is_documented_in_its_own_words() -> None:
    text = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert [name for name, meaning in RULES.items() if f"`{name}`" not in text or meaning not in text] == []


def test_every_command_is_documented() -> None:
    commands = [p.stem for p in (ROOT / "quotes/management/commands").glob("*.py") if p.stem != "__init__"]
    text = README + "".join(path.read_text(encoding="utf-8") for path in DOCS.glob("*.md"))
    assert [name for name in commands if f"manage.py {name}" not in text] == []


def test_every_setting_of_the_environment_is_documented() -> None:
    code = (ROOT / "quotes_project/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'(?:environ\.get\(|_flag\(|env=)\s*"([A-Z_]+)"', code))
    assert {"DEBUG", "SECRET_KEY", "DATABASE_URL"} <= names
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    assert [name for name in sorted(names) if f"`{name}`" not in text] == []


def test_the_readme_begins_with_two_commands_that_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_links_inside_the_documentation_lead_somewhere() -> None:
    for path in (ROOT / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_every_key_of_the_desk_is_documented() -> None:
    keys = re.findall(
        r'^  \["([^"]+)", "\w+", "([^"]+)"\],$', (ROOT / "quotes/static/quotes/desk/keys.js").read_text(), re.M
    )
    assert len(keys) > 15
    text = (DOCS / "desk.md").read_text(encoding="utf-8")
    assert [key for key, words in keys if f"| `{key}` | {words} |" not in text] == []
