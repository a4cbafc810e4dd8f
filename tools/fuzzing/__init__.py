"""Texts that break readers, and what must hold for them."""
