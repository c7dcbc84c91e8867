"""Runs of HR's test questions: started, followed, ended, and what becomes of a change that waits for one."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from benefits.audience import audience_words, class_labels, meant_for_just
from chat.evaluation import publish_gate, runs
from chat.evaluation.publish_gate import OverrideRefused
from chat.evaluation.told import unmet_words
from chat.kept_question_forms import OverrideForm
from chat.markdown import render_answer
from chat.models import EXTRACTIVE, AnswerRun, AnswerRunResult, TestQuestion
from chat.tasks import queue_next_change, queue_test_run, tell_of_change
from knowledge.pace import time_left
from tenants.access import hr_admin_required, hr_required
from tenants.one_at_a_time import one_at_a_time
from tenants.roles import HR_ADMIN


@hr_required
@require_POST
def run_tests(request: HttpRequest) -> HttpResponse:
    """Ask all test questions; who presses twice is shown the same run."""
    if not TestQuestion.objects.active().exists():
        messages.error(request, "There is no test question to ask. Write one, or take some that are proposed.")
        return redirect("chat:tests")
    with transaction.atomic():
        one_at_a_time("test-runs")
        run = runs.open_run()
        if run is None:
            run = runs.begin_run(AnswerRun.Cause.ON_DEMAND, by=request.user)
            queue_test_run(run.pk)
    return redirect("chat:test_run", pk=run.pk)


@hr_required
@require_POST
def try_test(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask one question alone."""
    row = get_object_or_404(TestQuestion, pk=pk)
    with transaction.atomic():
        one_at_a_time("test-runs")
        # The one before it is of no use any more; nothing is compared with it.
        AnswerRun.objects.filter(only=row).delete()
        run = runs.begin_run(AnswerRun.Cause.ON_DEMAND, by=request.user, only=row)
        queue_test_run(run.pk)
    return redirect(f"{reverse('chat:test', args=[pk])}#tried")


@hr_required
@require_safe
def test_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(AnswerRun.objects.select_related("asked_by", "decided_by", "document", "version"), pk=pk)
    return _page(request, run, OverrideForm())


@hr_required
@require_POST
def cancel_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(AnswerRun, pk=pk)
    if run.is_of_change:
        if publish_gate.withdraw(run, by=request.user):
            queue_next_change()
            messages.success(request, "What is published stays as it is.")
        else:
            messages.error(request, "It was too late: that is decided already.")
    elif runs.cancel(run):
        messages.success(request, "The run is cancelled.")
    return redirect("chat:test_run", pk=pk)


@hr_admin_required
@require_POST
def override_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    run = get_object_or_404(AnswerRun, pk=pk)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        return _page(request, run, form, status=422)
    try:
        publish_gate.override(run, reason=form.cleaned_data["reason"], by=request.user)
    except OverrideRefused as refused:
        messages.error(request, str(refused))
        return redirect("chat:test_run", pk=pk)
    tell_of_change(run)
    done = "published" if run.cause == AnswerRun.Cause.PUBLISH else "taken back"
    messages.success(request, f"“{run.document_title}” is {done}. Your reason is kept in the audit.")
    return redirect("chat:test_run", pk=pk)


def _page(request: HttpRequest, run: AnswerRun, form: OverrideForm, status: int = 200) -> HttpResponse:
    seconds = (run.heartbeat_at - run.created_at).total_seconds()
    labels = class_labels()
    results = [_shown(result, labels) for result in run.results.all()]
    failed = [one for one in results if not one["result"].has_passed]
    context = {
        "run": run,
        "form": form,
        "held_back": [one for one in failed if one["result"].is_broken],
        "failed": [one for one in failed if not one["result"].is_broken],
        "passed": [one for one in results if one["result"].has_passed],
        "before_name": "Now" if run.is_of_change else "In the run before",
        "now_name": "If it were done" if run.is_of_change else "In this run",
        "answered_by": _name_of(run.fingerprint.get("model", "")),
        "time_left": time_left(done=run.done, total=run.total, seconds=seconds),
        "may_override": request.user.role == HR_ADMIN and run.decision == AnswerRun.Decision.BLOCKED,
    }
    is_part = request.GET.get("part") == "state"
    return render(request, "chat/tests/_run.html" if is_part else "chat/tests/run.html", context, status=status)


def _name_of(engine: str) -> str:
    return "the built-in answerer" if engine == EXTRACTIVE else engine.rpartition(":")[2]


def _shown(result: AnswerRunResult, labels: dict[str, str]) -> dict[str, object]:
    return {
        "result": result,
        "answer_html": render_answer(result.text, {}),
        "before_html": render_answer(result.before_text, {}),
        "unmet": [unmet_words(sentence) for sentence in result.unmet],
        "before_unmet": "; ".join(map(unmet_words, result.before_unmet)),
        "asked_as": audience_words(meant_for_just(result.audience), labels),
        "is_changed": result.before_passed is not None and result.before_passed != result.has_passed,
    }
