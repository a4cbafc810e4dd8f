"""Where a document's objects have their addresses."""

from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """The root of the API, such as "https://quotes.example/api/v1/"; "" where none is known."""

    root: str = ""

    def address(self, resource: str, public_id: uuid.UUID) -> str:
        """An object's URL; without a site its id as a URN, which is a valid IRI and leads nowhere wrong."""
        return f"{self.root}{resource}/{public_id}/" if self.root else f"urn:uuid:{public_id}"
