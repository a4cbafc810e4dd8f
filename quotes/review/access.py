"""Who sees what: the public sees what editors have let through, editors see everything."""

from __future__ import annotations

from typing import Any


def sees_everything(user: Any) -> bool:
    """Whether somebody may see pending and rejected statements."""
    return bool(user.is_authenticated and user.has_perm("quotes.view_statement"))
