"""What happens at a client, told under a pseudonym."""

from datetime import date
from uuid import UUID

from django.db import models

from tenants.keys import client_signer


class Kind(models.TextChoices):
    CHAT_MESSAGE = "chat_message"
    TOOL_USE = "tool_use"
    PAGE_VIEW = "page_view"
    USER_ACTION = "user_action"
    FEEDBACK = "feedback"
    HAND_OVER = "hand_over"
    SEARCH = "search"
    DOCUMENT_OPENED = "document_opened"


def quarter_of(day: date) -> date:
    """Return the first day of the calendar quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def pseudonym_of(user_pk: UUID, quarter: date) -> str:
    """Return who somebody is in one quarter, made with the platform's key; of two quarters nobody can be matched."""
    return client_signer("event-person").signature(f"{quarter}:{user_pk}")[:32]
