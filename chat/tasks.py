import gc
from bisect import bisect_right
from typing import Any
from uuid import UUID

import structlog
from celery import shared_task
from celery.signals import worker_ready
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as QueueUnavailable

from chat.announcements.shown import forget_dismissed
from chat.common_questions.bank import bank
from chat.erase import AT_ONCE, erase_outlived
from chat.evaluation import runs
from chat.evaluation.notices import tell_hr
from chat.evaluation.publish_gate import find_unsettled, hold_for_questions, settle
from chat.gaps.collect import collect, counts_at_once
from chat.gaps.people import forget_old
from chat.gaps.wishes import mail_wish, tell_wishes
from chat.handover.inbox import mail_reply
from chat.handover.send import deliver
from chat.llm import language_model
from chat.models import EXTRACTIVE, Answer, AnswerRun, HandOver
from chat.pipeline.answer import answer
from chat.pipeline.sweep import sweep
from chat.receipts import purge
from chat.trial import run
from knowledge.embeddings.embedding import embed
from knowledge.ingestion.progress import row_changed
from knowledge.lifecycle.gates import Change, Held
from knowledge.tasks import queue_coverage_map, queue_warnings
from tenants import turns
from tenants.broker import PRIORITY_STEPS
from tenants.clock import today
from tenants.context import current_schema
from tenants.tasks import BoundTask, ErasingTask, PlatformTask, clients_in, served_clients

QUEUE = "answers"
# Answers of a client that are not over yet, from which on its next one waits at the second, third, last priority:
# half of what a process of workers has threads for, and then times four.
UNDER_WAY = (32, 128, 512)
NIGHT_SECONDS = 1800  # over which the clients' runs are spread; well below the queue's visibility timeout
log = structlog.get_logger(__name__)


@worker_ready.connect
def load_engines(sender: Any, **_: object) -> None:
    """Load what the first question after a start would otherwise wait for, seconds long; and look for garbage in the
    answers' own things alone (config.celery), which would else stop all of them for a tenth of a second.
    """
    if QUEUE in sender.app.amqp.queues.consume_from:
        language_model()
        language_model(EXTRACTIVE)
        bank()
        if settings.EMBEDDING_ENGINE == "wordllama":
            embed(["ready"], purpose="question")
        gc.collect()
        gc.freeze()


@shared_task(base=BoundTask)
def answer_question(schema_name: str, answer_id: str) -> None:
    with turns.answers.at_work(schema_name):
        given = answer(UUID(answer_id), now=timezone.now())
    if given and counts_at_once(given):
        queue_gap(answer_id)


@shared_task(base=BoundTask)
def collect_gap(schema_name: str, answer_id: str) -> None:
    collect(UUID(answer_id), now=timezone.now())


@shared_task(base=PlatformTask)
def tell_all_wishing() -> None:
    """Tell those who wished it of the answers that are told from today on, at every client."""
    for client in served_clients():
        tell_wishing.delay(client.schema_name)


@shared_task(base=BoundTask)
def tell_wishing(schema_name: str) -> None:
    for wish_id in tell_wishes(now=timezone.now()):
        mail_wishing.delay(schema_name, str(wish_id))


@shared_task(base=BoundTask, autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def mail_wishing(schema_name: str, wish_id: str) -> None:
    mail_wish(UUID(wish_id))


@shared_task(base=BoundTask)
def send_handover(schema_name: str, handover_id: str) -> None:
    """Mail it; what fails is taken up by the sweeper."""
    deliver(UUID(handover_id), now=timezone.now())


@shared_task(base=BoundTask, autoretry_for=(OSError,), retry_backoff=30, max_retries=5)
def send_reply_notice(schema_name: str, handover_id: str) -> None:
    mail_reply(UUID(handover_id))


@shared_task(base=PlatformTask)
def send_waiting_handovers() -> None:
    for client in served_clients():
        send_client_handovers.delay(client.schema_name)


@shared_task(base=BoundTask)
def send_client_handovers(schema_name: str) -> None:
    for pk in HandOver.objects.waiting(timezone.now()).values_list("pk", flat=True):
        send_handover.delay(schema_name, str(pk))


@shared_task(base=PlatformTask)
def forget_old_gaps() -> None:
    for client in served_clients():
        forget_old_client_gaps.delay(client.schema_name)


@shared_task(base=BoundTask)
def forget_old_client_gaps(schema_name: str) -> None:
    forget_old(timezone.now())


@shared_task(base=BoundTask)
def try_question(schema_name: str, user_id: str, key: str) -> None:
    run(UUID(user_id), key)


@shared_task(base=PlatformTask)
def sweep_answers() -> None:
    """Look for answers that got stuck, at every client."""
    for client in served_clients():
        sweep_client_answers.delay(client.schema_name)


@shared_task(base=BoundTask)
def sweep_client_answers(schema_name: str) -> None:
    # All of a rush at the first priority would again stand before what others ask.
    for before, answer_id in enumerate(sweep(timezone.now())):
        answer_question.apply_async((schema_name, str(answer_id)), priority=_priority(before))


@shared_task(base=PlatformTask)
def sweep_conversations() -> None:
    """Look for conversations whose time is over, at every client."""
    for client in clients_in(ErasingTask.serves):
        sweep_client_conversations.delay(client.schema_name)


@shared_task(base=ErasingTask)
def sweep_client_conversations(schema_name: str) -> None:
    if erase_outlived(timezone.now()) == AT_ONCE:
        sweep_client_conversations.delay(schema_name)
    # Last: what goes wrong with a lesser thing must not keep conversations that are to be erased.
    forget_dismissed(today())


@shared_task(base=BoundTask)
def ask_test_questions(schema_name: str, run_id: str) -> None:
    run = runs.work_on(UUID(run_id))
    if run is None:
        return
    if run.is_open:
        ask_test_questions.delay(schema_name, run_id)
        return
    _settle(run)


@shared_task(base=PlatformTask)
def ask_test_questions_nightly() -> None:
    """Ask the test questions of every client, one client after the other."""
    clients = served_clients()
    for place, client in enumerate(clients):
        pause = round(NIGHT_SECONDS * place / len(clients))
        begin_client_nightly_run.apply_async((client.schema_name,), countdown=pause)


@shared_task(base=BoundTask)
def begin_client_nightly_run(schema_name: str) -> None:
    run = runs.begin_nightly_run()
    if run is not None:
        queue_test_run(run.pk)
    runs.forget_old_runs()


@shared_task(base=PlatformTask)
def sweep_test_runs() -> None:
    """Look for runs of test questions that got stuck, at every client."""
    for client in served_clients():
        sweep_client_test_runs.delay(client.schema_name)


@shared_task(base=BoundTask)
def sweep_client_test_runs(schema_name: str) -> None:
    for run_id in runs.find_left(timezone.now()):
        queue_test_run(run_id)
    for unsettled in find_unsettled():
        _settle(unsettled)


@shared_task(base=PlatformTask)
def purge_receipts() -> None:
    """Delete receipts that are older than they have to be kept. No client's own role may."""
    purge(timezone.now())


def hold_for_test_questions(change: Change) -> Held | None:
    """A gate (knowledge.lifecycle.gates): hold what would be published until the test questions were asked."""
    found = hold_for_questions(change)
    if found is None:
        return None
    held, run = found
    if run is not None:
        queue_test_run(run.pk)
    return held


def queue_test_run(run_id: UUID) -> None:
    """Once it is committed, hand a run to the workers; with the queue down the sweep takes it up."""
    schema_name = current_schema()

    def send() -> None:
        try:
            ask_test_questions.delay(schema_name, str(run_id))
        except QueueUnavailable:
            log.warning("test_run_not_queued", run=str(run_id))

    transaction.on_commit(send)


def _settle(run: AnswerRun) -> None:
    if not settle(run):
        queue_test_run(run.pk)
        return
    tell_hr(run)
    if run.decision == AnswerRun.Decision.RELEASED:
        tell_of_change(run)
    if run.is_of_change:
        queue_next_change()


def queue_next_change() -> None:
    """Let the change have its turn that has waited the longest."""
    following = runs.next_of_changes()
    if following is not None:
        queue_test_run(following)


def tell_of_change(run: AnswerRun) -> None:
    """Have everything look again that goes by what is published."""
    queue_coverage_map()
    queue_warnings()
    if run.document_id:
        row_changed(run.document_id)


def queue_answer(answer: Answer, *, under_way: int) -> bool:
    """Hand a committed answer to the workers; False if the queue is down, and the sweeper will do it later.

    The more of the client's are `under_way`, the more of other clients' go before it.
    """
    try:
        answer_question.apply_async((current_schema(), str(answer.pk)), priority=_priority(under_way))
    except QueueUnavailable:
        log.warning("answer_not_queued", answer=str(answer.pk))
        return False
    return True


def _priority(under_way: int) -> int:
    return PRIORITY_STEPS[bisect_right(UNDER_WAY, under_way)]


def queue_gap(answer_id: str) -> None:
    """Have an answer looked at for what HR lacks, behind it. What is lost with the queue is one count too few."""
    try:
        collect_gap.delay(current_schema(), answer_id)
    except QueueUnavailable:
        log.warning("gap_not_queued", answer=answer_id)


def queue_telling() -> None:
    """Have those told who wished it. Without the queue they are told the next day."""
    try:
        tell_wishing.delay(current_schema())
    except QueueUnavailable:
        log.warning("wishes_not_queued")


def queue_handover(row: HandOver) -> None:
    try:
        send_handover.delay(current_schema(), str(row.pk))
    except QueueUnavailable:
        log.warning("handover_not_queued", handover=str(row.pk))  # the sweeper finds it


def queue_reply(row: HandOver) -> None:
    """Have the person told of a reply; it stands in their conversation in any case."""
    try:
        send_reply_notice.delay(current_schema(), str(row.pk))
    except QueueUnavailable:
        log.warning("reply_not_mailed", handover=str(row.pk))


def queue_trial(user_id: UUID, key: str) -> bool:
    """Hand a question that HR tries to the workers; False if the queue is down, and nobody takes it up later."""
    try:
        try_question.delay(current_schema(), str(user_id), key)
    except QueueUnavailable:
        log.warning("trial_not_queued")
        return False
    return True
