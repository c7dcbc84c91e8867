"""One question to employees: would you recommend the assistant, from 0 to 10.

Asked where HR has switched it on, of people who have had some answers, and not again for half a year whatever they
did with it. Who was asked is known as a mark that only this installation can make; what was said holds no mark.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from analytics.models import SurveyAnswer, SurveyAsked, SurveyRule
from chat.models import Answer
from tenants.audit.log import record
from tenants.cache import keep, known
from tenants.context import current_client
from tenants.keys import client_signer

ASKED_AGAIN_AFTER = timedelta(days=180)
_RULE_SECONDS = 300
_RULE, _OFF = "survey-rule", b"0"


def rule() -> SurveyRule:
    return SurveyRule.objects.filter(pk=1).first() or SurveyRule(pk=1)


def set_rule(*, is_on: bool, answers_before: int, by: User) -> None:
    with transaction.atomic():
        SurveyRule.objects.update_or_create(pk=1, defaults={"is_on": is_on, "answers_before": answers_before})
        record("survey.changed", actor=by, is_on=is_on, answers_before=answers_before)
    _remember(is_on=is_on, answers_before=answers_before)


def is_to_be_asked(person: User, today: date) -> bool:
    """Whether the question is put to this person now."""
    answers_before = _answers_before()
    if not answers_before or person.is_hr or not person.pk:
        return False
    if _asked_lately(person, today).exists():
        return False
    done = Answer.objects.filter(
        question__conversation__user=person, question__is_counted=True, status=Answer.Status.DONE
    )
    return len(done.values_list("pk")[:answers_before]) == answers_before


def answer(person: User, *, score: int, reasons: list[str], today: date) -> bool:
    """Keep what was said, and apart from it that the person was asked; False if the question is not put to them.

    In two transactions: what one writes together carries one number, which would tell whose answer it is.
    """
    if not is_to_be_asked(person, today) or not leave_alone(person, today=today):
        return False
    with transaction.atomic():
        SurveyAnswer.objects.create(score=score, reasons=sorted(set(reasons)), month=today.replace(day=1))
    return True


def leave_alone(person: User, *, today: date) -> bool:
    """Do not ask this person again for half a year; False if they were asked lately, or just now in another tab."""
    with transaction.atomic():
        forget_marks(today)
        defaults = {"month": today.replace(day=1)}
        _, is_new = SurveyAsked.objects.get_or_create(mark=mark_of(person), defaults=defaults)
    return is_new


def mark_of(person: User) -> str:
    return client_signer("survey-asked").signature(str(person.pk))[:64]


def forget_marks(today: date) -> None:
    """Forget who was asked so long ago that it makes no difference; nobody under a legal hold."""
    if not current_client().is_held:
        SurveyAsked.objects.filter(month__lt=_lately_since(today)).delete()


def _asked_lately(person: User, today: date) -> QuerySet[SurveyAsked]:
    marks = SurveyAsked.objects.filter(mark=mark_of(person))
    # A mark that a hold keeps stands for its person: there is no second one, so they are left alone.
    return marks if current_client().is_held else marks.filter(month__gte=_lately_since(today))


def _lately_since(today: date) -> date:
    return (today - ASKED_AGAIN_AFTER).replace(day=1)


def _answers_before() -> int:
    """Return after how many answers people are asked; 0 where they are not. Kept a while, since every page asks."""
    told = known(_RULE)
    if told is not None:
        return int(told)
    read = rule()
    _remember(is_on=read.is_on, answers_before=read.answers_before)
    return read.answers_before if read.is_on else 0


def _remember(*, is_on: bool, answers_before: int) -> None:
    keep(_RULE, str(answers_before).encode() if is_on else _OFF, seconds=_RULE_SECONDS)
