"""How much one person may ask: two answers at a time, and a pace nobody reaches by reading."""

import structlog
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from redis.exceptions import RedisError

from accounts.models import User
from tenants.keys import client_key
from tenants.redis import redis

QUESTIONS_A_MINUTE = 12
QUESTIONS_AN_HOUR = 150
log = structlog.get_logger(__name__)


class TooMany(ValueError):
    """The person has to wait; the message says for what."""


def check_open_answers(count: int, *, most_open: int) -> None:
    """Raise TooMany if as many answers are under way as the person may have. Exact only under the person's lock."""
    if count >= most_open:
        raise TooMany(
            _("%(number)d of your questions are being answered right now. Wait for one to finish, or stop it.")
            % {"number": most_open}
        )


def count_question(user: User) -> None:
    """Count one more question and raise TooMany beyond the pace. Without Redis nobody is refused.

    A minute and an hour begin with the first question counted, not with the clock's.
    """
    limits = (
        (60, QUESTIONS_A_MINUTE, _("That is more than %(most)d questions in a minute. Ask again in %(wait)s.")),
        (3600, QUESTIONS_AN_HOUR, _("That is more than %(most)d questions in an hour. Ask again in %(wait)s.")),
    )
    try:
        with redis().pipeline(transaction=False) as pipe:
            for seconds, _most, _refusal in limits:
                key = client_key("questions", user.pk, seconds)
                pipe.set(key, 0, ex=seconds, nx=True)
                pipe.incr(key)
                pipe.ttl(key)
            told = pipe.execute()
    except RedisError:
        log.warning("question_pace_not_checked", user=str(user.pk))
        return
    # The longest wait is told first: whoever waits out the minute would be refused for the hour.
    for (_seconds, most, refusal), count, left in reversed(list(zip(limits, told[1::3], told[2::3], strict=True))):
        if count > most:
            raise TooMany(refusal % {"most": most, "wait": _in_words(left)})


def _in_words(seconds: int) -> str:
    """Return a time that is surely enough: whole minutes, and seconds where it is less than two."""
    if seconds < 120:
        whole = max(seconds, 1)
        return ngettext("%(number)d second", "%(number)d seconds", whole) % {"number": whole}
    minutes = -(-seconds // 60)
    return ngettext("%(number)d minute", "%(number)d minutes", minutes) % {"number": minutes}
