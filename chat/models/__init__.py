"""The tables of chat, one module a subject; everybody imports them from here."""

from chat.models.announcements import (
    ANNOUNCEMENT_LIMIT,
    ANNOUNCEMENT_MOST_DAYS,
    ANNOUNCEMENT_TITLE_LIMIT,
    Announcement,
    AnnouncementVersion,
    DismissedAnnouncement,
)
from chat.models.conversations import (
    EXTRACTIVE,
    HEARTBEAT_LIMIT,
    MAX_CLAIMS,
    PENDING_LIMIT,
    PRIVATE_LIMIT,
    QUESTION_LIMIT,
    Answer,
    Citation,
    Conversation,
    ConversationQuerySet,
    ModelCall,
    Question,
)
from chat.models.feedback import (
    COMMENT_LIMIT,
    LEAST_KEPT_DAYS,
    MOST_KEPT_DAYS,
    USUALLY_KEPT_DAYS,
    Feedback,
    KeepingRule,
)
from chat.models.gaps import Gap, GapPerson, GapWish
from chat.models.handovers import (
    HANDOVER_LIMIT,
    MOST_ATTEMPTS,
    REPLY_AWAITED,
    REPLY_LIMIT,
    HandOver,
    HandOverQuerySet,
)
from chat.models.official import TEXT_LIMIT, WORDING_LIMIT, OfficialAnswer, OfficialVersion, OfficialWording
from chat.models.receipts import Receipt
from chat.models.test_questions import AnswerRun, AnswerRunResult, TestQuestion

__all__ = [
    "ANNOUNCEMENT_LIMIT",
    "ANNOUNCEMENT_MOST_DAYS",
    "ANNOUNCEMENT_TITLE_LIMIT",
    "COMMENT_LIMIT",
    "EXTRACTIVE",
    "HANDOVER_LIMIT",
    "HEARTBEAT_LIMIT",
    "LEAST_KEPT_DAYS",
    "MAX_CLAIMS",
    "MOST_ATTEMPTS",
    "MOST_KEPT_DAYS",
    "PENDING_LIMIT",
    "PRIVATE_LIMIT",
    "QUESTION_LIMIT",
    "REPLY_AWAITED",
    "REPLY_LIMIT",
    "TEXT_LIMIT",
    "USUALLY_KEPT_DAYS",
    "WORDING_LIMIT",
    "Announcement",
    "AnnouncementVersion",
    "Answer",
    "AnswerRun",
    "AnswerRunResult",
    "Citation",
    "Conversation",
    "ConversationQuerySet",
    "DismissedAnnouncement",
    "Feedback",
    "Gap",
    "GapPerson",
    "GapWish",
    "HandOver",
    "HandOverQuerySet",
    "KeepingRule",
    "ModelCall",
    "OfficialAnswer",
    "OfficialVersion",
    "OfficialWording",
    "Question",
    "Receipt",
    "TestQuestion",
]
