from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from chat import feedback
from chat.branches import address_of
from chat.forms import ComplaintForm
from chat.models import Answer
from chat.tasks import queue_gap
from tenants.access import member_required


@member_required
@require_POST
def praise(request: HttpRequest, pk: UUID) -> HttpResponse:
    answer = _judged_answer(request, pk)
    feedback.praise(answer)
    return _shown(request, answer)


@member_required
@require_POST
def complain(request: HttpRequest, pk: UUID) -> HttpResponse:
    answer = _judged_answer(request, pk)
    form = ComplaintForm(request.POST)
    if form.is_valid():
        feedback.complain(answer, **form.cleaned_data)
        queue_gap(str(answer.pk))
    else:
        messages.error(request, " ".join(sentence for each in form.errors.values() for sentence in each))
    return _shown(request, answer)


@member_required
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    answer = _judged_answer(request, pk)
    feedback.take_back(answer)
    return _shown(request, answer)


def _judged_answer(request: HttpRequest, pk: UUID) -> Answer:
    own = Answer.objects.of(request.user).select_related("question__conversation")
    answer = get_object_or_404(own, pk=pk)
    if feedback.opinion_of(answer) is None:
        raise Http404
    return answer


def _shown(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Show what the person says now, where they said it."""
    if not request.htmx:
        return redirect(f"{address_of(answer.question)}#feedback-{answer.pk}")
    # Read anew: what is said may have been made, changed or taken away.
    fresh = Answer.objects.select_related("question__conversation", "feedback").get(pk=answer.pk)
    return render(request, "chat/_answer_feedback.html", {"opinion": feedback.opinion_of(fresh)})
