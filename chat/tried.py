"""Whether a question would be answered: tried once, then known for as long as nothing that answers has changed."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import islice

import structlog
from django.db.models import Count, Max
from redis.exceptions import RedisError

from accounts.audience import Audience
from benefits.catalogue.mark import catalogue_mark
from chat.models import OfficialAnswer
from knowledge.evaluation.coverage_map import current_fingerprint
from knowledge.models import ExtractedFact
from tenants.keys import client_key
from tenants.postgresql.rows import Rows, read, written
from tenants.redis import redis
from tenants.sealed import sealed_name

KEEP_SECONDS = 24 * 3600
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Tried:
    """Answers from what earlier trials found; tries what nobody has tried yet."""

    key: Callable[[], str]  # asked for only with a question: what is published is read for it
    is_answered: Callable[[str], bool]
    _recalled: dict[str, str | None] = field(default_factory=dict)

    def recall(self, questions: Sequence[str]) -> None:
        """Ask at once what is known of these questions, before one after the other is asked for."""
        names = [sealed_name(question) for question in questions]
        with suppress(RedisError):
            self._recalled.update(zip(names, redis().hmget(self.key(), names), strict=True))

    def __call__(self, question: str) -> bool:
        name = sealed_name(question)
        try:
            key = self.key()
            known = self._recalled[name] if name in self._recalled else redis().hget(key, name)
            if known is not None:
                return known == "1"
            found = self.is_answered(question)
            with redis().pipeline(transaction=False) as pipe:
                pipe.hset(key, name, "1" if found else "0")
                pipe.expire(key, KEEP_SECONDS)
                pipe.execute()
        except RedisError:
            # What cannot be remembered would be tried with every answer, and each trial keeps its reader waiting.
            log.warning("question_not_tried")
            return False
        return found


def tried(is_answered: Callable[[str], bool], *, audience: Audience, day: date) -> Tried:
    """Return what tells of a question whether such people get an answer to it on this day."""

    @cache
    def key() -> str:
        published = (current_fingerprint(day), _answers_beside_documents(day))
        return client_key("tried", *published, *(part or "-" for part in astuple(audience)))

    return Tried(key, is_answered)


def _answers_beside_documents(day: date) -> str:
    """Return what changes with all else that answers: what HR has written, its catalogue with plan years and contacts,
    and what it says of facts."""
    official = Rows(OfficialAnswer.objects.in_force(day).order_by("pk").values_list("pk", "approved_at"))
    told = [catalogue_mark(), *read(official(), _decided_facts())]
    return sha256(json.dumps(told, default=str).encode()).hexdigest()


@written
def _decided_facts() -> Rows[tuple]:
    decided = ExtractedFact.objects.exclude(state=ExtractedFact.State.PROPOSED).order_by("state").values("state")
    return Rows(decided.annotate(count=Count("pk"), last=Max("confirmed_at")).values_list("state", "count", "last"))


def first_answered(questions: Sequence[str], is_answered: Callable[[str], bool], *, most: int) -> tuple[str, ...]:
    """Return the first of the questions that are answered; each is tried, or known, in their order."""
    if questions and isinstance(is_answered, Tried):
        is_answered.recall(questions)
    return tuple(islice(filter(is_answered, questions), most))
