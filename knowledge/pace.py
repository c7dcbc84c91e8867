"""How long work will still take, from how fast it went so far. Silent where nobody can know."""

LEAST_DONE = 3  # the first pages of a file say little about the others
LEAST_SECONDS = 3.0


def seconds_left(*, done: int, total: int, seconds: float) -> float | None:
    """Return how long the rest takes at the pace so far; None while that would be a guess."""
    if done < LEAST_DONE or seconds < LEAST_SECONDS or done >= total:
        return None
    return seconds / done * (total - done)


def time_left(*, done: int, total: int, seconds: float) -> str:
    """Return the rest in words, rounded as people say it; "" while nobody can know."""
    left = seconds_left(done=done, total=total, seconds=seconds)
    if left is None:
        return ""
    if left < 10:
        return "a few seconds left"
    if left < 55:
        return f"about {round(left / 10) * 10} seconds left"
    if left < 90:
        return "about a minute left"
    if left < 90 * 60:
        return f"about {round(left / 60)} minutes left"
    return f"about {round(left / 3600)} hours left"


def pictures_label(count: int) -> str:
    """Return what goes on with a file whose text is found, and whose pictures of text are being read."""
    return f"Searchable; pictures of text on {_pages(count)} are still being read"


def pictures_waiting_label(count: int, *, before: int) -> str:
    """Return what such a file waits for, whose turn has not come: so many other files."""
    files = {0: "", 1: ", after 1 other file"}.get(before, f", after {before:,} other files")
    return f"Searchable; pictures of text on {_pages(count)} wait for their turn{files}"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count:,} pages"
