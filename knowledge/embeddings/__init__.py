"""Texts as vectors: which model, its vendor or the built-in one, and what is kept of what was paid for."""
