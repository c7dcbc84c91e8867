"""When a program that died is started again, and when that is given up."""

from collections import deque

MOST_DEATHS = 5
WITHIN_SECONDS = 60.0
_LONGEST_DELAY_SECONDS = 8.0


class Restarts:
    """The deaths of one program."""

    def __init__(self) -> None:
        self._deaths: deque[float] = deque(maxlen=MOST_DEATHS)

    def delay_after_death(self, now: float) -> float | None:
        """Return after how many seconds to start again, or None: it died too often within a minute."""
        self._deaths.append(now)
        recent = [moment for moment in self._deaths if now - moment < WITHIN_SECONDS]
        if len(recent) >= MOST_DEATHS:
            return None
        return min(_LONGEST_DELAY_SECONDS, 0.5 * 2 ** (len(recent) - 1))
