"""Rows as the world sees them. Every id is opaque; offsets are code points, ends exclusive."""
