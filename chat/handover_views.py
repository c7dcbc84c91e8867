"""Asking HR or a carrier by email: the person's page, HR's inbox, and the page that a link in a mail opens."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from chat.handover.forms import HandOverForm, ReplyForm
from chat.handover.inbox import for_hr, from_whom, opened_by, place_of, reply
from chat.handover.send import first_words, hand_over, try_again
from chat.models import Answer, HandOver
from chat.pipeline.identifiers import mask_identifiers
from chat.pipeline.limits import TooMany
from chat.question_tabs import question_tabs
from chat.tasks import queue_gap, queue_handover, queue_reply
from tenants.access import anonymous_allowed, hr_required, member_required
from tenants.form_pages import form_page


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_hr(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is to be sent; then the very words as they go, to send or to change."""
    answers = Answer.objects.of(request.user).select_related("question__conversation__user")
    answer = get_object_or_404(answers.filter(question__is_counted=True), pk=pk)
    first = {"text": first_words(answer, with_answer=False), "client_token": uuid4(), "is_named": ""}
    form = HandOverForm(request.POST or None, initial=first)
    context = {"form": form, "answer": answer, "is_looked_at": False}
    page = partial(form_page, request, "chat/ask_hr.html", context)
    if request.method != "POST" or not form.is_valid():
        return page()
    told = form.cleaned_data
    if "change" in request.POST:
        return render(request, "chat/ask_hr.html", {**context, "form": _form_again(told, told["text"])})
    text = told["text"]
    if told["with_answer"]:
        text = f"{text}{first_words(answer, with_answer=True).removeprefix(answer.question.text)}"
    masked = mask_identifiers(text)
    if not told["looked_at"] or told["with_answer"] or masked.is_changed:
        return _look_at(request, answer, form, masked.text, is_masked=masked.is_changed)
    try:
        row = hand_over(
            answer,
            masked.text,
            to=form.recipient(),
            is_named=told["is_named"],
            is_masked=masked.is_changed,
            page_token=told["client_token"],
            now=timezone.now(),
        )
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return page()
    queue_handover(row)
    queue_gap(str(answer.pk))
    messages.success(request, _("It is on its way. The reply comes here, below the answer."))
    return redirect(place_of(row))


@member_required
@require_POST
def handover_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    rows = HandOver.objects.of(request.user).select_related("answer__question__conversation")
    row = get_object_or_404(rows, pk=pk)
    if try_again(row):
        queue_handover(row)
        messages.success(request, _("It is on its way again."))
    return redirect(place_of(row))


@hr_required
@require_safe
def handovers(request: HttpRequest) -> HttpResponse:
    rows = [(row, from_whom(row)) for row in for_hr().select_related("user")]
    waiting = [line for line in rows if line[0].replied_at is None]
    done = [line for line in rows if line[0].replied_at is not None]
    context = {"waiting": waiting, "done": done, "tabs": question_tabs(request)}
    return render(request, "chat/hr/handovers.html", context)


@hr_required
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = get_object_or_404(for_hr().select_related("user", "replied_by"), pk=pk)
    return _reply_page(request, row, "chat/hr/handover.html", by=request.user)


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def handover_reply(request: HttpRequest, key: str) -> HttpResponse:
    """For a carrier, who has no account: this one text and a reply to it."""
    row = opened_by(key)
    if row is None:
        raise Http404
    response = _reply_page(request, row, "chat/hr/handover_reply.html", by=None)
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _look_at(request: HttpRequest, answer: Answer, form: HandOverForm, text: str, *, is_masked: bool) -> HttpResponse:
    """Show the very words that go, to whom and from whom, for the person to send or to change."""
    told = form.cleaned_data
    user = request.user
    context = {
        "form": _form_again(told, text, looked_at=True),
        "answer": answer,
        "is_looked_at": True,
        "is_masked": is_masked,
        "recipient": form.recipient(),
        "sender": f"{user.name} ({user.email})" if told["is_named"] else "",
        "text": text,
    }
    return render(request, "chat/ask_hr.html", context)


def _form_again(told: Mapping[str, Any], text: str, *, looked_at: bool = False) -> HandOverForm:
    """Return the form with what was filled in; an answer that was to be added stands in the text already."""
    kept = {name: told[name] for name in ("to", "client_token")}
    named = "1" if told["is_named"] else ""
    return HandOverForm(initial={**kept, "text": text, "is_named": named, "looked_at": looked_at})


def _reply_page(request: HttpRequest, row: HandOver, template: str, *, by: User | None) -> HttpResponse:
    """Return the page; of two who reply the second is told so, and has their words back."""
    form, unsent = ReplyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        if reply(row, form.cleaned_data["reply"], by=by, now=timezone.now()):
            queue_reply(row)
            return redirect(request.path)
        row.refresh_from_db()
        unsent = form.cleaned_data["reply"]
    return form_page(request, template, {"row": row, "from_whom": from_whom(row), "form": form, "unsent": unsent})
