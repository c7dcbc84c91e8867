"""A change of what is published waits until the test questions were answered as if it had been made.

A critical question that is answered rightly now and would be wrong then holds it back; so does a run that could not be
finished. An owner may have it made all the same and says why. Without test questions nothing waits.
"""

import structlog
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from chat.evaluation.runs import Cause, Status, begin_run, cancel, start_again
from chat.models import AnswerRun, TestQuestion
from knowledge.evaluation.coverage_map import current_fingerprint
from knowledge.lifecycle.gates import Change, Held
from knowledge.lifecycle.locks import take_turn
from knowledge.lifecycle.publish import PublishRefused, publish, unpublish
from knowledge.lifecycle.schedule import withdraw as withdraw_day
from knowledge.models import Document
from tenants.audit.log import record
from tenants.clock import today

MOST_RESTARTS = 3
UNSTEADY = "What is published changed each time while the questions were asked. Try again when nobody else is at work."
Decision = AnswerRun.Decision
_ACTS = {Cause.PUBLISH: "published", Cause.UNPUBLISH: "taken back"}
log = structlog.get_logger(__name__)


class OverrideRefused(ValueError):
    """It cannot be made all the same; the message says why."""


def hold_for_questions(change: Change) -> tuple[Held, AnswerRun | None] | None:
    """Return what the change waits for, and the run if it is a new one; None if there is nothing to ask.

    Run it in the transaction that would make the change.
    """
    take_turn()
    document, version = change.document, change.version
    cause = Cause.PUBLISH if version else Cause.UNPUBLISH
    waiting = AnswerRun.objects.filter(document=document, cause__in=AnswerRun.CHANGES, decision=Decision.NONE)
    if change.is_made or not TestQuestion.objects.active().exists():
        for run in waiting:
            _replace(run, cause, by=change.by)
        return None
    same = waiting.filter(cause=cause, version=version, status__in=(*AnswerRun.OPEN, Status.DONE)).first()
    if same is not None:
        return _held(same), None
    # What is asked for last is what is wanted: one that is asked already, and waits to be made, is not made any more.
    replaced = [run for run in waiting if _replace(run, cause, by=change.by)]
    for left in AnswerRun.objects.filter(document=document, status__in=AnswerRun.OPEN):
        cancel(left)  # decided while it began again
    # Who asks again has what was held back before looked at anew.
    AnswerRun.objects.filter(document=document, decision=Decision.BLOCKED).update(decision=Decision.WITHDRAWN)
    run = begin_run(
        cause,
        by=change.by,
        document=document,
        version=version,
        document_title=document.title,
        is_scheduled=change.is_scheduled,
    )
    return _held(run, replaced=replaced[-1] if replaced else None), run


def settle(run: AnswerRun) -> bool:
    """Make the change that waited for a finished run, or hold it back; False if the run has to begin again."""
    if not run.is_of_change or run.decision or run.is_open:
        return True
    with transaction.atomic():
        take_turn()
        run.refresh_from_db()
        if run.decision or run.is_open:
            return True  # decided while this waited for its turn
        is_same = run.published_mark == current_fingerprint(today())
        if run.status == Status.DONE and not is_same:
            if run.restarts < MOST_RESTARTS:
                start_again(run)
                return False
            AnswerRun.objects.filter(pk=run.pk).update(status=Status.FAILED, failure=UNSTEADY)
            run.refresh_from_db()
        if run.status == Status.CANCELLED:
            _decide(run, Decision.WITHDRAWN, by=None)
        elif run.status == Status.DONE and not broken_count(run):
            _make(run, Decision.RELEASED, by=run.asked_by)
        elif _decide(run, Decision.BLOCKED, by=None):
            _hold_back(run)
    log.info("answer_run_settled", run=str(run.pk), decision=run.decision)
    return True


def find_unsettled() -> list[AnswerRun]:
    """Return finished runs whose change still waits: the worker was lost in between, or gave the run up."""
    over = AnswerRun.objects.filter(status__in=(Status.DONE, Status.FAILED), decision=Decision.NONE)
    return list(over.filter(cause__in=AnswerRun.CHANGES))


def override(run: AnswerRun, *, reason: str, by: User) -> None:
    """Make a change that was held back, all the same. Raises OverrideRefused."""
    with transaction.atomic():
        take_turn()
        run.refresh_from_db()
        if run.decision != Decision.BLOCKED:
            raise OverrideRefused("It is not held back any more.")
        if run.document is None:
            raise OverrideRefused("The document is deleted.")
        if run.cause == Cause.PUBLISH and run.version is None:
            raise OverrideRefused("The version is deleted.")
        AnswerRun.objects.filter(pk=run.pk).update(override_reason=reason)
        if not _make(run, Decision.OVERRIDDEN, by=by):
            raise OverrideRefused(run.failure)
        record(
            "gate.overridden", actor=by, subject=run.document, run=str(run.pk), broken=broken_count(run), reason=reason
        )


def withdraw(run: AnswerRun, *, by: User) -> bool:
    """Leave what is published as it is; False if the change is made already."""
    with transaction.atomic():
        take_turn()
        cancel(run)
        return _decide(run, Decision.WITHDRAWN, by=by)


def broken_count(run: AnswerRun) -> int:
    return run.results.filter(is_critical=True, has_passed=False, before_passed=True).count()


def _make(run: AnswerRun, decision: Decision, *, by: User | None) -> bool:
    """Make the change; if it cannot be made any more, it counts as withdrawn."""
    document = Document.objects.kept().filter(pk=run.document_id).first()
    try:
        if document is None or (run.cause == Cause.PUBLISH and run.version is None):
            raise PublishRefused("The document is deleted.")
        with transaction.atomic():
            if not _decide(run, decision, by=by):
                raise PublishRefused("It is made already, or withdrawn.")
            if run.cause == Cause.PUBLISH:
                publish(document, by=by, number=run.version.number)
            else:
                unpublish(document, by=by)
    except PublishRefused as refused:
        _decide(run, Decision.WITHDRAWN, by=None)
        AnswerRun.objects.filter(pk=run.pk).update(failure=str(refused)[:400])
        run.refresh_from_db()
        return False
    return True


def _replace(run: AnswerRun, cause: Cause, *, by: User | None) -> bool:
    """Withdraw a change that waits, because another was asked for; False if it is decided already."""
    if not _decide(run, Decision.WITHDRAWN, by=by):
        return False
    cancel(run)
    wanted = "published in another version" if cause == run.cause else _ACTS[cause]
    who = f"{by.name} asked" if by else "It was asked"
    AnswerRun.objects.filter(pk=run.pk).update(failure=f"{who} for it to be {wanted} instead; the last request holds.")
    return True


def _hold_back(run: AnswerRun) -> None:
    document = Document.objects.filter(pk=run.document_id).first()
    if run.is_scheduled and document is not None:
        # Or it would be asked for again every few minutes.
        withdraw_day(document, by=None)
    record("gate.blocked", actor=None, subject=document, run=str(run.pk), broken=broken_count(run), status=run.status)


def _decide(run: AnswerRun, decision: Decision, *, by: User | None) -> bool:
    """Note what became of the change; False if that was decided before."""
    free = AnswerRun.objects.filter(pk=run.pk, decision__in=(Decision.NONE, Decision.BLOCKED))
    decided = free.update(decision=decision, decided_by=by, decided_at=timezone.now())
    run.refresh_from_db()
    return bool(decided)


def _held(run: AnswerRun, *, replaced: AnswerRun | None = None) -> Held:
    questions = "test question is" if run.total == 1 else "test questions are"
    sentence = f"“{run.document_title}” is {_ACTS[run.cause]} once {run.total} {questions} answered as well as before."
    if replaced:
        sentence += f" That it be {_ACTS[replaced.cause]}, as was asked before, is withdrawn."
    return Held(sentence, reverse("chat:test_run", args=[run.pk]))
