"""How well search finds what it should: questions with known pages, and subjects that documents should cover."""
