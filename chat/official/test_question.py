"""An official answer is a test question as long as it is published: nothing else may be told in its place."""

from datetime import date

from accounts.audience import Audience
from accounts.models import User
from chat.evaluation.kept import keep_test_question
from chat.models import OfficialAnswer, TestQuestion
from chat.sentences import sentences
from knowledge.evaluation.json_lines import BadLine

MOST_COMPARED = 200  # characters of its first sentence


def keep_as_test_question(official: OfficialAnswer, *, by: User, day: date) -> None:
    """Keep its first wording with how it begins; what was kept for it before is kept no more.

    One that ends, or has not begun, is asked as on a day on which it holds. Where the client has as many test questions
    as it may, none is added: the answer matters more.
    """
    forget_test_question(official)
    beginning = _beginning(official.text)
    if not beginning:
        return
    try:
        row = keep_test_question(
            official.question,
            {"contains": [beginning]},
            audience=_somebody_of(official),
            day=_day_it_holds(official, day),
            is_critical=True,
            origin=TestQuestion.Origin.OFFICIAL_ANSWER,
            by=by,
        )
    except BadLine:
        return
    TestQuestion.objects.filter(pk=row.pk).update(official=official)


def forget_test_question(official: OfficialAnswer) -> None:
    TestQuestion.objects.filter(official=official).delete()


def _beginning(text: str) -> str:
    first = next((one.text.strip() for one in sentences(text) if one.text.strip()), "")
    return first[:MOST_COMPARED].strip()


def _somebody_of(official: OfficialAnswer) -> Audience:
    """Return somebody whom it is meant for."""
    return Audience(
        class_code=next(iter(official.audience), ""),
        work_state=next(iter(official.work_states), ""),
        hours=official.hours,
    )


def _day_it_holds(official: OfficialAnswer, day: date) -> date | None:
    if official.valid_from and official.valid_from > day:
        return official.valid_from
    return day if official.valid_to else None
