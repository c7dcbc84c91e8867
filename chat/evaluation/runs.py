"""Runs of a client's test questions: stored, worked on by one worker at a time, and kept to be compared.

Each answer is kept as soon as it is there, so a run that broke off goes on where it was, and whoever asks for it twice
gets it once. A long run is worked on in turns: a task has its time limit.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from uuid import UUID, uuid4

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from chat.evaluation.asking import giver
from chat.evaluation.given import Given
from chat.evaluation.kept import expected_of
from chat.evaluation.questions import ExpectedAnswer
from chat.evaluation.report import Asked
from chat.llm import language_model
from chat.llm.prompting import PROMPT_VERSION
from chat.models import AnswerRun, AnswerRunResult, TestQuestion
from knowledge.evaluation.ask_search import Asker
from knowledge.evaluation.coverage_map import current_fingerprint
from knowledge.evaluation.json_lines import BadLine
from knowledge.models import MAX_ATTEMPTS, AsIf
from knowledge.vectors import place_in_use
from tenants.clock import today
from tenants.context import current_client
from tenants.one_at_a_time import one_at_a_time

LOST_AFTER = timedelta(minutes=4)  # longer than any one question takes, asked twice
TURN_SECONDS = 600
MOST_RUNS_KEPT = 60
STOPPED = "Work on it broke off several times. Start it again; if it happens once more, tell your administrator."
Status, Cause = AnswerRun.Status, AnswerRun.Cause
Give = Callable[[ExpectedAnswer, Asker], Given]
log = structlog.get_logger(__name__)


class LeaseLost(RuntimeError):
    """Another run of the work has it by now."""


@dataclass(frozen=True)
class Engine:
    """What answers, apart from the documents: when it changes, answers may."""

    model: str
    prompt: str
    index: str

    @classmethod
    def in_use(cls) -> "Engine":
        return cls(language_model().name, PROMPT_VERSION, place_in_use())


def begin_run(cause: Cause, *, by: User | None, only: TestQuestion | None = None, **change: object) -> AnswerRun:
    """Store a run that is to be done, of all questions that are active or of one; `change` tells what waits for it."""
    return AnswerRun.objects.create(
        cause=cause,
        asked_by=by,
        only=only,
        day=today(),
        total=1 if only else TestQuestion.objects.active().count(),
        fingerprint=asdict(Engine.in_use()),
        published_mark=current_fingerprint(today()),
        **change,
    )


def begin_nightly_run() -> AnswerRun | None:
    """Store the night's run; None where there is nothing to ask, or what asks is still at work."""
    if not TestQuestion.objects.active().exists() or open_run() is not None:
        return None
    last = last_run()
    is_other = last is not None and last.fingerprint != asdict(Engine.in_use())
    return begin_run(Cause.ENGINE if is_other else Cause.NIGHTLY, by=None)


def open_run() -> AnswerRun | None:
    """Return the run of what is published that is not over."""
    whole = AnswerRun.objects.filter(status__in=AnswerRun.OPEN, only__isnull=True)
    return whole.exclude(cause__in=AnswerRun.CHANGES).first()


def last_run() -> AnswerRun | None:
    """Return the newest finished run of what is published."""
    done = AnswerRun.objects.filter(status=Status.DONE, only__isnull=True).exclude(cause__in=AnswerRun.CHANGES)
    return done.order_by("-created_at").first()


def newest_results() -> dict[UUID, AnswerRunResult]:
    """Return by its id what came of each test question when it was last asked of what is published.

    One that was changed since has none: what it asks or demands may be something else now.
    """
    told = AnswerRunResult.objects.exclude(run__cause__in=AnswerRun.CHANGES)
    told = told.filter(asked_at__gte=F("test_question__updated_at")).order_by("test_question_id", "-asked_at")
    return {one.test_question_id: one for one in told.distinct("test_question_id")}


def work_on(run_id: UUID, *, turn_seconds: float = TURN_SECONDS) -> AnswerRun | None:
    """Ask what is left of a run; return it as it stands then, None if it was not this worker's to do.

    A run that is still open then has more to ask: the turn was over.
    """
    lease = _claim(run_id, now=timezone.now())
    if lease is None:
        return None
    run = AnswerRun.objects.get(pk=run_id)
    try:
        is_over = _ask_rest(run, lease, until=monotonic() + turn_seconds)
    except LeaseLost:
        log.info("answer_run_left", run=str(run_id))
        return None
    held = _held(run, lease)
    if is_over:
        held.update(status=Status.DONE, done=F("total"), finished_at=timezone.now(), lease=None)
    else:
        # Another one takes its turn; a run that was cancelled meanwhile has its state already.
        held.update(lease=None)
    run.refresh_from_db()
    return run


def cancel(run: AnswerRun) -> bool:
    """End a run that is not over; False if it is."""
    ended = AnswerRun.objects.filter(pk=run.pk, status__in=AnswerRun.OPEN)
    return bool(ended.update(status=Status.CANCELLED, finished_at=timezone.now(), lease=None))


def start_again(run: AnswerRun) -> None:
    """Forget what a run of a change was answered: what is published is not what it was compared with any more."""
    with transaction.atomic():
        run.results.all().delete()
        AnswerRun.objects.filter(pk=run.pk, status=Status.DONE).update(
            status=Status.WAITING,
            finished_at=None,
            done=0,
            attempts=0,
            restarts=F("restarts") + 1,
            published_mark=current_fingerprint(today()),
        )


def next_of_changes() -> UUID | None:
    """Return the run of a change that has waited the longest for its turn."""
    waiting = AnswerRun.objects.filter(status=Status.WAITING, cause__in=AnswerRun.CHANGES)
    return waiting.order_by("created_at").values_list("pk", flat=True).first()


def find_left(now: datetime) -> list[UUID]:
    """Return runs nobody works on any more; give up on those tried too often."""
    left = AnswerRun.objects.filter(status__in=AnswerRun.OPEN, heartbeat_at__lt=now - LOST_AFTER)
    spent = left.filter(attempts__gte=MAX_ATTEMPTS)
    spent.update(status=Status.FAILED, failure=STOPPED, finished_at=now, lease=None)
    return list(left.values_list("pk", flat=True))


def forget_old_runs() -> None:
    """Keep the newest; what a change waits for is kept as well, and all under a legal hold."""
    if current_client().is_held:
        return
    kept = AnswerRun.objects.order_by("-created_at").values_list("pk", flat=True)[:MOST_RUNS_KEPT]
    waits = Q(status__in=AnswerRun.OPEN) | Q(decision=AnswerRun.Decision.BLOCKED)
    AnswerRun.objects.exclude(waits).exclude(pk__in=list(kept)).delete()


def as_if_of(run: AnswerRun) -> AsIf | None:
    """Return what would be published if the change were made that waits for the run."""
    if not run.is_of_change or run.document_id is None:
        return None
    return AsIf(run.document_id, run.version_id)


def _ask_rest(run: AnswerRun, lease: UUID, *, until: float) -> bool:
    """Ask what the run has not asked yet; False if its turn ended before."""
    give, as_if = giver(), as_if_of(run)
    before = {} if run.is_of_change else _results_before(run)
    was_asked = run.results.values("test_question")
    wanted = TestQuestion.objects.filter(pk=run.only_id) if run.only_id else TestQuestion.objects.active()
    for row in wanted.exclude(pk__in=was_asked):
        if monotonic() > until:
            return False
        result = _result(run, row, as_if, give)
        if run.is_of_change and not result.has_passed:
            # Held against what people are answered at this moment, not against a run of some other day.
            _put_before(result, _result(run, row, None, give))
        elif row.pk in before:
            _put_before(result, before[row.pk])
        _keep(result, lease)
    return True


def _asked(row: TestQuestion, day: date, as_if: AsIf | None, give: Give) -> Asked:
    question = expected_of(row, 0)
    asker = Asker(row.day or day, row.audience, as_if=as_if)
    return Asked(question, asker, give(question, asker))


def _results_before(run: AnswerRun) -> dict[UUID, AnswerRunResult]:
    last = last_run()
    return {} if last is None else {one.test_question_id: one for one in last.results.all()}


def _result(run: AnswerRun, row: TestQuestion, as_if: AsIf | None, give: Give) -> AnswerRunResult:
    told = {
        "run": run,
        "test_question": row,
        "question": row.question,
        "is_critical": row.is_critical,
        "day": row.day or run.day,
        **asdict(row.audience),
    }
    try:
        asked = _asked(row, run.day, as_if, give)
    except BadLine as bad:
        # It was kept when another version of the product could read it.
        return AnswerRunResult(**told, has_passed=False, unmet=[f"cannot be asked: {bad}"])
    return AnswerRunResult(
        **told,
        has_passed=not asked.unmet,
        unmet=list(asked.unmet),
        text=asked.given.text,
        cited=[f"{quote.file_name} p. {quote.page}" for quote in asked.given.quotes if not quote.is_near],
        milliseconds=asked.given.milliseconds,
    )


def _put_before(result: AnswerRunResult, before: AnswerRunResult) -> None:
    result.before_text = before.text
    result.before_passed = before.has_passed
    result.before_unmet = before.unmet


def _keep(result: AnswerRunResult, lease: UUID) -> None:
    """Store an answer; raises LeaseLost if the run is somebody else's by now, or over."""
    with transaction.atomic():
        goes_on = _held(result.run, lease).filter(status=Status.RUNNING)
        if not goes_on.update(done=F("done") + 1, attempts=1, heartbeat_at=timezone.now()):
            raise LeaseLost
        # HR may have removed the question while it was asked.
        if TestQuestion.objects.select_for_update().filter(pk=result.test_question_id).exists():
            result.save()


def _claim(run_id: UUID, *, now: datetime) -> UUID | None:
    lease = uuid4()
    is_free = Q(lease=None) | Q(heartbeat_at__lt=now - LOST_AFTER)
    free = AnswerRun.objects.filter(is_free, pk=run_id, status__in=AnswerRun.OPEN, attempts__lt=MAX_ATTEMPTS)
    with transaction.atomic():
        one_at_a_time("answer-runs")
        if free.filter(cause__in=AnswerRun.CHANGES).exists() and _of_changes_at_work(now).exclude(pk=run_id).exists():
            return None
        won = free.update(lease=lease, status=Status.RUNNING, heartbeat_at=now, attempts=F("attempts") + 1)
        # What it is compared with is what is published when its first question is asked.
        begun = AnswerRun.objects.filter(pk=run_id, lease=lease, done=0)
        begun.update(published_mark=current_fingerprint(today()))
    return lease if won else None


def _of_changes_at_work(now: datetime) -> QuerySet[AnswerRun]:
    """Return runs whose change is being tried, or just about to be made.

    One change is tried at a time: of a folder that is published each file changes what the next is compared with.
    """
    is_asked = Q(status=Status.RUNNING, heartbeat_at__gte=now - LOST_AFTER)
    is_to_be_made = Q(status__in=(Status.DONE, Status.FAILED), decision=AnswerRun.Decision.NONE)
    return AnswerRun.objects.filter(is_asked | is_to_be_made, cause__in=AnswerRun.CHANGES)


def _held(run: AnswerRun, lease: UUID) -> QuerySet[AnswerRun]:
    return AnswerRun.objects.filter(pk=run.pk, lease=lease)
