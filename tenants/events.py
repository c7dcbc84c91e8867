"""What happens at a client, told under a pseudonym."""

from django.db import models


class Kind(models.TextChoices):
    CHAT_MESSAGE = "chat_message"
    TOOL_USE = "tool_use"
    PAGE_VIEW = "page_view"
    USER_ACTION = "user_action"
    FEEDBACK = "feedback"
    HAND_OVER = "hand_over"
    SEARCH = "search"
    DOCUMENT_OPENED = "document_opened"
