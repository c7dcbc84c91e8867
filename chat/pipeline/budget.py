"""What a client may spend on language models in a month, and a person in a day, in tokens.

The client's sum is the ledger's (chat.models.ModelCall), kept in Redis between calls; the person's is counted in Redis
alone. Both are looked at before a call and added to behind it: answers under way at the same time may go over by what
they take themselves. Over it answers are quoted, which costs nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from redis.exceptions import RedisError

from chat.models import Answer, ModelCall
from tenants.context import current_client
from tenants.keys import client_key
from tenants.redis import add_if_kept, redis
from tenants.turns import let_go_of_database

# The client's sum is taken from the ledger anew after this, so that nothing lost in between lasts.
KEPT_SECONDS = 3_600
DAY_SECONDS = 86_400
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Budget:
    """What is left for one person of the client bound now."""

    person: UUID | None

    def why_none_is_left(self) -> Answer.Fallback:
        """Return whose budget is spent; NONE if there is something left."""
        now = timezone.now()
        if _is_spent(now):
            return Answer.Fallback.CLIENT_BUDGET
        if settings.LLM_TOKENS_A_DAY and self._of_person(now) >= settings.LLM_TOKENS_A_DAY:
            return Answer.Fallback.PERSON_BUDGET
        return Answer.Fallback.NONE

    def spend(self, tokens: int) -> None:
        """Add what a call took, once it stands in the ledger."""
        now = timezone.now()
        try:
            # Not kept: then the next look takes it from the ledger, which has this call.
            add_if_kept(_client_sum(now), tokens)
            if self.person:
                with redis().pipeline(transaction=False) as pipe:
                    pipe.incrby(self._sum(now), tokens)
                    pipe.expire(self._sum(now), DAY_SECONDS)
                    pipe.execute()
        except RedisError:
            log.warning("tokens_not_counted")

    def _of_person(self, now: datetime) -> int:
        try:
            return int(redis().get(self._sum(now)) or 0) if self.person else 0
        except RedisError:
            return 0

    def _sum(self, now: datetime) -> str:
        return client_key("tokens", self.person, f"{timezone.localdate(now):%Y-%m-%d}")


def _is_spent(now: datetime) -> bool:
    """Whether the client has used what its contract has of this month, or what the installation lets anybody use."""
    limit = current_client().limits.tokens_a_month
    limits = [one for one in (limit, settings.LLM_TOKENS_A_MONTH or None) if one is not None]
    return bool(limits) and _of_client(now) >= min(limits)


def _of_client(now: datetime) -> int:
    try:
        kept = redis().get(_client_sum(now))
        if kept is None:
            kept = _in_ledger(now)
            redis().set(_client_sum(now), kept, nx=True, ex=KEPT_SECONDS)
        return int(kept)
    except RedisError:
        return _in_ledger(now)


def _client_sum(now: datetime) -> str:
    return client_key("tokens", "month", f"{now:%Y-%m}")


def _in_ledger(now: datetime) -> int:
    month = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    calls = ModelCall.objects.filter(created_at__gte=month)
    sums = calls.aggregate(said=Coalesce(Sum("output_tokens"), 0), given=Coalesce(Sum("input_tokens"), 0))
    # A model is asked next, which may take long.
    let_go_of_database()
    return sums["said"] + sums["given"]
