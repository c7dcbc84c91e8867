"""Whether work grows with what it is given, told from two sizes in one run and not from a machine's seconds."""

import time
from collections.abc import Callable

_TIMES_AS_MUCH = 8
# Work in proportion takes 8 times as long, that with the square of the size 64 times.
_STILL_IN_PROPORTION = 24
_TOO_SHORT_TO_TELL = 0.02


def grows_in_proportion(work: Callable[[int], object], size: int) -> bool:
    """Tell whether `work` on `size` costs less than three times what it should after an eighth of it.

    Processor time is compared, three times at most: a machine that is busy elsewhere is no fault of the work.
    """
    work(size // _TIMES_AS_MUCH)
    return any(
        _seconds(work, size) < _STILL_IN_PROPORTION * max(_seconds(work, size // _TIMES_AS_MUCH), _TOO_SHORT_TO_TELL)
        for _ in range(3)
    )


def _seconds(work: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    work(size)
    return time.process_time() - started
