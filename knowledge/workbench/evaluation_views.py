"""How good search is, measured by HR with questions whose right pages HR knows."""

from dataclasses import dataclass
from uuid import UUID

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from benefits.audience import audience_words, class_labels, meant_for_just
from knowledge.evaluation.evaluations import begin_evaluation
from knowledge.evaluation.json_lines import BadQuestions
from knowledge.models import Evaluation
from knowledge.pace import time_left
from knowledge.tasks import queue_evaluation
from knowledge.workbench.evaluation_forms import EvaluationForm, question_rows
from tenants.access import hr_required
from tenants.clock import today

MOST_LISTED = 10
MOST_MISSES = 200
MOST_SENTENCES = 20


@dataclass(frozen=True)
class Figure:
    name: str
    figure: str


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def evaluations(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, EvaluationForm(), question_rows())
    form, rows = EvaluationForm(request.POST, request.FILES), question_rows(request.POST)
    if not (form.is_valid() and rows.is_valid()):
        return _page(request, form, rows, status=422)
    try:
        lines = [*form.lines(), *(line for row in rows for line in row.lines())]
        started = begin_evaluation(
            lines,
            k=form.cleaned_data["k"],
            day=today(),
            audience=form.audience(),
            include_unpublished=form.cleaned_data["include_unpublished"],
            by=request.user,
        )
    except BadQuestions as bad:
        _tell(bad, form, rows)
        return _page(request, form, rows, status=422)
    queue_evaluation(started.pk)
    return redirect("knowledge:evaluation", pk=started.pk)


@hr_required
@require_safe
def evaluation(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(Evaluation.objects.select_related("asked_by"), pk=pk)
    seconds = (found.heartbeat_at - found.created_at).total_seconds()
    # Several passages of one page are one place to look at.
    misses = [
        {"place": f"Line {miss['line']}", **miss, "found": list(dict.fromkeys(miss["found"]))}
        for miss in found.report.get("misses", [])
    ]
    context = {
        "evaluation": found,
        "asked_as": audience_words(meant_for_just(found.audience), class_labels()),
        "figures": _figures(found),
        "misses": misses[:MOST_MISSES],
        "miss_count": len(misses),
        "time_left": time_left(done=found.done, total=found.total, seconds=seconds),
    }
    is_part = request.GET.get("part") == "state"
    return render(request, "knowledge/_evaluation.html" if is_part else "knowledge/evaluation.html", context)


def _tell(bad: BadQuestions, form: EvaluationForm, rows: BaseFormSet) -> None:
    """Say what is wrong where it was written: in its own row, or beside the list."""
    by_hand = {row.place: row for row in rows}
    for sentence in bad.sentences[:MOST_SENTENCES]:
        row = by_hand.get(sentence.partition(":")[0])
        if row:
            row.add_error("document", sentence)
        else:
            form.add_error("file" if form.cleaned_data.get("file") else "pasted", sentence)


def _page(request: HttpRequest, form: EvaluationForm, rows: BaseFormSet, status: int = 200) -> HttpResponse:
    earlier = Evaluation.objects.select_related("asked_by").defer("lines")[:MOST_LISTED]
    context = {
        "form": form,
        "rows": rows,
        "earlier": [{"evaluation": one, "figures": _figures(one)} for one in earlier],
    }
    return render(request, "knowledge/evaluations.html", context, status=status)


def _depth(cut: str) -> str:
    return "Right page first" if cut == "1" else f"Among the first {cut}"


def _figures(found: Evaluation) -> list[Figure]:
    report = found.report
    if not report:
        return []
    figures = []
    if report["questions"]:
        figures = [Figure(_depth(cut), f"{share:.0%}") for cut, share in report["hit_at"].items()]
    if report["right_document_first"] is not None:
        figures.append(Figure("Right document first", f"{report['right_document_first']:.0%}"))
    if report["unanswerable_told"] is not None:
        figures.append(Figure("Told that nothing answers", f"{report['unanswerable_told']:.0%}"))
    return figures
