"""Runs of known questions against search: stored, worked on by one worker at a time, and kept to be compared."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid4

import structlog
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.audience import Audience
from accounts.models import User
from knowledge.evaluation.ask_search import Asker, files_of, finder
from knowledge.evaluation.evaluate import Finding, GoldQuestion, check_documents, evaluate, read_questions
from knowledge.evaluation.json_lines import BadQuestions
from knowledge.models import HEARTBEAT_LIMIT, MAX_ATTEMPTS, Evaluation

MOST_QUESTIONS = 2_000
MOST_KEPT = 50
TELL_SECONDS = 1.0
STOPPED = "Work on it broke off several times. Start it again; if it happens once more, tell your administrator."
Status = Evaluation.Status
log = structlog.get_logger(__name__)


class LeaseLost(RuntimeError):
    """Another run works on the evaluation by now."""


def begin_evaluation(
    lines: Sequence[str], *, k: int, day: date, audience: Audience, include_unpublished: bool, by: User
) -> Evaluation:
    """Store a run that is to be done; raises BadQuestions with a sentence for each line that cannot be used."""
    questions = read_questions(lines)
    if len(questions) > MOST_QUESTIONS:
        raise BadQuestions([f"There are {len(questions):,} questions. Ask at most {MOST_QUESTIONS:,} at a time."])
    evaluation = Evaluation(
        lines="\n".join(lines),
        k=k,
        day=day,
        **asdict(audience),
        include_unpublished=include_unpublished,
        total=len(questions),
        asked_by=by,
    )
    _check(questions, _asker(evaluation))
    evaluation.save()
    _forget_old()
    return evaluation


def run_evaluation(evaluation_id: UUID) -> bool:
    """Ask all questions and keep the figures; False if it was not this run's to do."""
    lease = _claim(evaluation_id, now=timezone.now())
    if lease is None:
        return False
    evaluation = Evaluation.objects.get(pk=evaluation_id)
    asker = _asker(evaluation)
    try:
        questions = read_questions(evaluation.lines.split("\n"))
        _check(questions, asker)
        report = evaluate(questions, _telling(finder(asker, k=evaluation.k), evaluation, lease), k=evaluation.k)
    except BadQuestions as bad:
        # The documents have changed since the questions were looked at.
        _held(evaluation, lease).update(status=Status.FAILED, failure=bad.sentences[0][:400], lease=None)
        return True
    except LeaseLost:
        log.info("evaluation_left", evaluation=str(evaluation_id))
        return False
    _held(evaluation, lease).update(status=Status.DONE, done=len(questions), report=report.as_json(), lease=None)
    return True


def find_left(now: datetime) -> list[UUID]:
    """Return runs nobody works on any more; give up on those tried too often."""
    left = Evaluation.objects.filter(status__in=Evaluation.OPEN, heartbeat_at__lt=now - HEARTBEAT_LIMIT)
    left.filter(attempts__gte=MAX_ATTEMPTS).update(status=Status.FAILED, failure=STOPPED, lease=None)
    return list(left.values_list("pk", flat=True))


def _telling(find: Callable[[str], Finding], evaluation: Evaluation, lease: UUID) -> Callable[[str], Finding]:
    """Let whoever waits see how far it is; raises LeaseLost."""
    done, told_at = 0, time.monotonic()

    def find_and_tell(question: str) -> Finding:
        nonlocal done, told_at
        finding = find(question)
        done += 1
        if time.monotonic() - told_at > TELL_SECONDS:
            told_at = time.monotonic()
            if not _held(evaluation, lease).update(done=done, heartbeat_at=timezone.now()):
                raise LeaseLost
        return finding

    return find_and_tell


def _claim(evaluation_id: UUID, *, now: datetime) -> UUID | None:
    lease = uuid4()
    is_free = Q(lease=None) | Q(heartbeat_at__lt=now - HEARTBEAT_LIMIT)
    free = Evaluation.objects.filter(is_free, pk=evaluation_id, status__in=Evaluation.OPEN, attempts__lt=MAX_ATTEMPTS)
    won = free.update(lease=lease, status=Status.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1, done=0)
    return lease if won else None


def _held(evaluation: Evaluation, lease: UUID) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(pk=evaluation.pk, lease=lease)


def _check(questions: Sequence[GoldQuestion], asker: Asker) -> None:
    files = files_of(asker)
    if not files.page_counts:
        raise BadQuestions(["No document can be found by these people. Publish one, or look into unpublished ones."])
    check_documents(questions, files.page_counts, unpublished=files.others)


def _asker(evaluation: Evaluation) -> Asker:
    return Asker(evaluation.day, evaluation.audience, evaluation.include_unpublished)


def _forget_old() -> None:
    kept = Evaluation.objects.order_by("-created_at").values("pk")[:MOST_KEPT]
    Evaluation.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
