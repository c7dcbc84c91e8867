"""The gaps: HR's queue, and a person's wish to be told."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.audience import ANYBODY
from chat.gaps.queue import ShownGap, count_open, dismiss, reopen, shown_gap, shown_gaps, total_in_words
from chat.gaps.wishes import take_back, wish
from chat.handover.inbox import replies_due
from chat.markdown import render_answer
from chat.models import Answer, Gap, GapWish, OfficialAnswer
from chat.pipeline.official import may_be_told_to
from chat.question_tabs import question_tabs
from chat.turns.build import turn_of
from chat.turns.sent import official_badge
from chat.usage import FEWEST_PEOPLE, fewest_people, fewest_sensitive, is_too_small
from knowledge.retrieval.search import search
from tenants.access import hr_required, member_required
from tenants.clock import today

NEAREST = 3


@hr_required
@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", Gap.State.OPEN)
    state = Gap.State(state) if state in Gap.State.values else Gap.State.OPEN
    reason = request.GET.get("reason", "")
    context = {
        "rows": shown_gaps(state=state, reason=reason),
        "state": state,
        "states": Gap.State.choices,
        "reason": reason,
        "reasons": Gap.Reason.choices,
        "is_too_small": is_too_small(),
        "total": total_in_words(),
        "fewest_people": FEWEST_PEOPLE,
        "fewest_askers": fewest_people(),
        "fewest_sensitive": fewest_sensitive(),
        "tabs": question_tabs(request),
    }
    return render(request, "chat/hr/gaps.html", context)


@hr_required
@require_safe
def questions_count(request: HttpRequest) -> HttpResponse:
    """How much waits, for HR's first page."""
    if not request.htmx:
        return redirect("chat:gaps")
    context = {"open_count": count_open(), "replies_due": replies_due()}
    return render(request, "chat/hr/_gap_count.html", context)


@hr_required
@require_safe
def gap(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = _shown_or_404(pk)
    # Looked for with what HR may see anyway: what somebody found with their own words could tell who they are.
    words = shown.question or shown.text.removeprefix("About: ")
    hits = search(words, day=today(), audience=ANYBODY, limit=NEAREST, is_trial=True).hits
    nearest = [] if shown.gap.is_sensitive and not shown.question else hits[:NEAREST]
    context = {"shown": shown, "nearest": nearest, "official_answers": shown.gap.official_answers.all()}
    return render(request, "chat/hr/gap.html", context)


@hr_required
@require_POST
def gap_dismiss(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = _shown_or_404(pk)
    if request.POST.get("reopen"):
        reopen(shown.gap, by=request.user)
    elif dismiss(shown.gap, by=request.user, now=timezone.now()):
        messages.success(request, "It is dismissed. You find it under Dismissed.")
    return redirect("chat:gaps")


@member_required
@require_POST
def tell_me(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Be told once HR has answered, or no longer."""
    answers = Answer.objects.of(request.user).select_related("question__conversation__user")
    answer = get_object_or_404(answers, pk=pk)
    said, refusal = "", ""
    if request.POST.get("undo"):
        take_back(answer)
        said = _("You will not be told.")
    elif wish(answer, now=timezone.now()):
        said = _("You will be told here and by email once HR has answered. HR is not told who.")
    else:
        refusal = _("This cannot be noted for HR. Ask them directly.")
    if request.htmx:
        context = {"turn": turn_of(answer.question, answer), "refusal": refusal}
        return render(request, "chat/_answer_wish.html", context)
    messages.add_message(request, messages.ERROR if refusal else messages.SUCCESS, said or refusal)
    return redirect("chat:conversation", answer.question.conversation_id)


@member_required
@require_safe
def told(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The official answer to what a person has asked in vain."""
    row = get_object_or_404(GapWish.objects.filter(user=request.user, told_at__isnull=False), pk=pk)
    GapWish.objects.filter(pk=row.pk, seen_at__isnull=True).update(seen_at=timezone.now())
    official = OfficialAnswer.objects.in_force(today()).filter(pk=row.official_id).first()
    context: dict[str, object] = {"conversation": row.answer.question.conversation_id}
    if official and may_be_told_to(official, audience=request.user.audience, day=today()):
        context |= {
            "official": official,
            "badge": official_badge(official.versions.first()),
            "html": render_answer(official.text, {}),
        }
    return render(request, "chat/told.html", context)


def _shown_or_404(pk: UUID) -> ShownGap:
    shown = shown_gap(pk)
    if shown is None:
        raise Http404
    return shown
