"""HR's test questions: the list of them, writing one, files of them, and those proposed from the client's own facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from benefits.audience import audience_words, class_labels, meant_for_just
from chat.evaluation.kept import (
    change_test_question,
    keep_lines,
    keep_test_question,
    line_of,
    may_change,
    remove_test_question,
)
from chat.evaluation.runs import last_run, newest_results, open_run
from chat.evaluation.start_pack import Proposed, propose
from chat.evaluation.told import demands, unmet_words
from chat.kept_question_forms import QuestionFileForm, TestQuestionForm
from chat.markdown import render_answer
from chat.models import AnswerRun, AnswerRunResult, TestQuestion
from knowledge.evaluation.json_lines import BadLine, BadQuestions
from tenants.access import hr_required
from tenants.clock import today
from tenants.form_pages import form_page

MOST_RUNS_LISTED = 10
MOST_SENTENCES = 20


@dataclass(frozen=True)
class Row:
    question: TestQuestion
    asked_as: str
    demands: tuple[str, ...]
    last: AnswerRunResult | None  # of what is published, since it says what it says now


@hr_required
@require_safe
def tests(request: HttpRequest) -> HttpResponse:
    return _list_page(request, QuestionFileForm())


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_test(request: HttpRequest) -> HttpResponse:
    form = TestQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            row = keep_test_question(
                told["question"],
                form.expect(),
                audience=form.audience(),
                day=told["day"],
                is_critical=told["is_critical"],
                name=told["name"],
                by=request.user,
            )
        except BadLine as bad:
            form.add_error(None, _sentence(bad))
        else:
            messages.success(request, "The test question is kept. Try it to see the answer.")
            return redirect("chat:test", pk=row.pk)
    return form_page(request, "chat/tests/question.html", {"form": form})


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(TestQuestion, pk=pk)
    form = TestQuestionForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            change_test_question(
                row,
                told["question"],
                form.expect(),
                audience=form.audience(),
                day=told["day"],
                is_critical=told["is_critical"],
                is_active=told["is_active"],
                name=told["name"],
                by=request.user,
            )
        except BadLine as bad:
            form.add_error(None, _sentence(bad))
        else:
            messages.success(request, "Saved.")
            return redirect("chat:test", pk=pk)
    tried = AnswerRun.objects.filter(only=pk).first()
    result = tried.results.first() if tried else None
    unmet = [unmet_words(sentence) for sentence in result.unmet] if result else []
    answer_html = render_answer(result.text, {}) if result else ""
    context = {
        "form": form,
        "row": row,
        "tried": tried,
        "result": result,
        "answer_html": answer_html,
        "unmet": unmet,
    }
    context["may_remove"] = may_change(row, request.user)
    return form_page(request, "chat/tests/question.html", context)


@hr_required
@require_POST
def remove_test(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        remove_test_question(get_object_or_404(TestQuestion, pk=pk), by=request.user)
    except BadLine as bad:
        messages.error(request, _sentence(bad))
        return redirect("chat:test", pk=pk)
    messages.success(request, "The test question is removed.")
    return redirect("chat:tests")


@hr_required
@require_safe
def export_tests(request: HttpRequest) -> HttpResponse:
    lines = "".join(f"{line_of(row)}\n" for row in TestQuestion.objects.all())
    response = HttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="test-questions-{today()}.jsonl"'
    return response


@hr_required
@require_POST
def import_tests(request: HttpRequest) -> HttpResponse:
    form = QuestionFileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            number = keep_lines(form.cleaned_data["file"], by=request.user)
        except BadQuestions as bad:
            for sentence in bad.sentences[:MOST_SENTENCES]:
                form.add_error("file", sentence)
            left = len(bad.sentences) - MOST_SENTENCES
            if left > 0:
                form.add_error("file", f"... and {left} more. Nothing of the file is kept.")
        else:
            messages.success(request, "One question is kept." if number == 1 else f"{number} questions are kept.")
            return redirect("chat:tests")
    return _list_page(request, form)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposed_tests(request: HttpRequest) -> HttpResponse:
    proposed = propose(today())
    if request.method == "POST":
        chosen = set(request.POST.getlist("take"))
        taken = 0
        try:
            for one in proposed:
                if one.key in chosen:
                    _take(one, request)
                    taken += 1
        except BadLine as bad:
            messages.error(request, _sentence(bad))
        messages.success(request, f"{taken} question{'' if taken == 1 else 's'} taken.")
        return redirect("chat:tests")
    labels = class_labels()
    rows = [
        {
            "proposed": one,
            "demands": demands(one.expect),
            "asked_as": audience_words(meant_for_just(one.audience), labels),
        }
        for one in proposed
    ]
    return render(request, "chat/tests/proposed.html", {"rows": rows})


def _take(one: Proposed, request: HttpRequest) -> None:
    keep_test_question(
        one.question,
        one.expect,
        audience=one.audience,
        is_critical=one.is_critical,
        origin=TestQuestion.Origin.START_PACK,
        by=request.user,
    )


def _list_page(request: HttpRequest, form: QuestionFileForm) -> HttpResponse:
    results = newest_results()
    labels = class_labels()
    rows = [
        Row(
            row,
            audience_words(meant_for_just(row.audience), labels),
            demands(row.expect),
            results.get(row.pk),
        )
        for row in TestQuestion.objects.all()
    ]
    blocked = AnswerRun.objects.filter(decision=AnswerRun.Decision.BLOCKED)
    whole = AnswerRun.objects.filter(only__isnull=True).select_related("asked_by")
    context = {
        "rows": rows,
        "counts": _counts(rows),
        "last": last_run(),
        "open": open_run(),
        "blocked": blocked,
        "runs": whole[:MOST_RUNS_LISTED],
        "file_form": form,
    }
    return form_page(request, "chat/tests/list.html", context)


def _counts(rows: list[Row]) -> Mapping[str, int]:
    told = [row.last for row in rows if row.last and row.question.is_active]
    return {
        "active": sum(row.question.is_active for row in rows),
        "right": sum(one.has_passed for one in told),
        "wrong": sum(not one.has_passed for one in told),
        "critical": sum(one.is_critical and not one.has_passed for one in told),
    }


def _sentence(bad: BadLine) -> str:
    text = str(bad)
    return text[:1].upper() + text[1:]
