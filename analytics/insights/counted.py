"""Which questions count: whatever looks at what was asked begins here.

What its owner erases under a legal hold is kept and counts for nothing from then on: it is private (record 0039).
"""

from django.db.models import QuerySet

from analytics.models import TopicQuestion
from chat.models import Question
from tenants.roles import EMPLOYEE

_COUNTED = {"is_counted": True, "conversation__is_private": False, "conversation__user__role": EMPLOYEE}


def counted_questions() -> QuerySet[Question]:
    """Return what is ever counted: employees' questions; none of a private conversation, plea for help, small talk."""
    return Question.objects.filter(**_COUNTED)


def counted_rows() -> QuerySet[TopicQuestion]:
    """Return those of them that were looked at."""
    return TopicQuestion.objects.filter(**{f"question__{name}": value for name, value in _COUNTED.items()})
