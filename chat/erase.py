"""Erasing conversations: one by one by whom they belong to, and those whose time is over."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.contrib.auth.signals import user_logged_out
from django.db import IntegrityError
from django.dispatch import receiver

from accounts.models import User
from chat.keeping import kept_days
from chat.models import Answer, Conversation, ConversationQuerySet
from chat.pipeline.stop import stop_all
from tenants.context import current_client, is_platform
from tenants.live import forget

AT_ONCE = 200
TIMES = 3  # that it is tried
log = structlog.get_logger(__name__)


def erase(conversations: ConversationQuerySet) -> int:
    """Stop what is being answered in them and erase them, with what live pages could hear again; return how many.

    What is asked there meanwhile is erased too. Under a legal hold they only go out of everybody's sight.
    """
    ids = list(conversations.values_list("pk", flat=True))
    for conversation in Conversation.objects.filter(pk__in=ids, questions__answers__status__in=Answer.OPEN).distinct():
        stop_all(conversation)
    for topic in _put_away(ids) if current_client().is_held else _erase(ids, times=TIMES):
        forget(topic)
    return len(ids)


def _put_away(ids: list[UUID]) -> set[str]:
    Conversation.objects.filter(pk__in=ids).put_away()
    return _topics(ids)


def _topics(ids: list[UUID]) -> set[str]:
    return {answer.topic for answer in Answer.objects.filter(question__conversation__in=ids).only("pk")}


def _erase(ids: list[UUID], *, times: int) -> set[str]:
    """Erase them, anew if something came in between the look for what goes and its going; return the topics."""
    topics = _topics(ids)
    try:
        Conversation.objects.filter(pk__in=ids).delete()
    except IntegrityError:
        if times == 1:
            raise
        topics |= _erase(ids, times=times - 1)
    return topics


def end_private(user: User) -> None:
    """Erase the person's private conversations."""
    erase(Conversation.objects.of(user).private())


@receiver(user_logged_out)
def leave_private(user: User | None, **_: object) -> None:
    """Erase what was private when the person signs out, wherever else they may still be signed in."""
    if user is not None and not is_platform():
        end_private(user)


def erase_outlived(now: datetime) -> int:
    """Erase some of the conversations whose time is over; return how many, fewer than AT_ONCE for the last ones."""
    outlived = Conversation.objects.outlived(now, keep=timedelta(days=kept_days())).order_by("created_at")
    erased = erase(outlived[:AT_ONCE])
    if erased:
        log.info("conversations_erased", conversations=erased)
    return erased
