from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from knowledge.patience import Patience, Trouble, call_patiently, retry_after_seconds


def test_a_call_learns_how_much_time_is_left() -> None:
    seconds_left: list[float] = []

    def fail_once(left: float) -> str:
        seconds_left.append(left)
        if len(seconds_left) == 1:
            raise Trouble("rate_limited", may_retry=True, retry_after_seconds=0.2)
        return "done"

    assert call_patiently(fail_once, Patience(attempts=3, total_seconds=1)) == "done"

    assert seconds_left[0] == pytest.approx(1, abs=0.05)
    assert seconds_left[1] == pytest.approx(0.8, abs=0.1)


def test_an_error_that_is_no_trouble_passes_through_at_once() -> None:
    calls: list[float] = []

    def stumble(left: float) -> None:
        calls.append(left)
        raise KeyError("our own bug")

    with pytest.raises(KeyError):
        call_patiently(stumble, Patience(attempts=3, total_seconds=1))

    assert len(calls) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after-ms": "250", "retry-after": "7"}, 0.25),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read(headers, seconds) -> None:
    assert retry_after_seconds(headers) == seconds


def test_retry_after_is_read_from_a_date() -> None:
    until = datetime.now(UTC) + timedelta(seconds=30)

    seconds = retry_after_seconds({"retry-after": format_datetime(until, usegmt=True)})

    assert seconds == pytest.approx(30, abs=2)
