"""Puts passages that stand side by side together again."""

from collections.abc import Sequence

# A passage repeats some fifty tokens of the one before; fewer letters than these may be equal by chance.
LEAST_REPEATED, MOST_REPEATED = 20, 600


def join_texts(texts: Sequence[str]) -> str:
    """Return the texts as one; what one repeats from the end of the one before stands there once."""
    joined = texts[0]
    for text in texts[1:]:
        repeated = _repeated(joined, text)
        joined += text[repeated:] if repeated else f"\n{text}"
    return joined


def _repeated(before: str, text: str) -> int:
    """Return how many letters at the start of the text stand at the end of the one before."""
    longest = min(len(before), len(text), MOST_REPEATED)
    return next((size for size in range(longest, LEAST_REPEATED - 1, -1) if before.endswith(text[:size])), 0)
