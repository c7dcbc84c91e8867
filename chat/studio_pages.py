"""Employees' pages for the brand studio: the first page, and a conversation with an answer that says it is none."""

from dataclasses import replace
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from chat.models import Answer, Citation, Conversation, Question
from chat.turns.build import finished_turn
from chat.views import home


def first_page(request: HttpRequest) -> HttpResponse:
    # As it is from the second visit on: what everybody reads once would fill a phone.
    request.user.notice_seen_at = request.user.notice_seen_at or timezone.now()
    return home(request)


def answer(request: HttpRequest) -> HttpResponse:
    """Nothing of it is stored, and nothing in it is anybody's."""
    conversation = Conversation(user=request.user, title=_("An example"))
    question = Question(
        conversation=conversation, text=_("What does an answer look like?"), language=request.user.language
    )
    said = Answer(
        question=question,
        status=Answer.Status.DONE,
        text=_example(),
        engine="extractive",
        finished_at=timezone.now(),
    )
    cited = Citation(answer=said, number=1, document_title=_("An example of a document"), page_number=3, quote="")
    context = {
        "conversation": conversation,
        # Nobody is left out of an example.
        "turns": [replace(finished_turn(question, said, [cited], is_kept=False), left_out="", of_others="")],
        "conversations": (),
        "client_token": uuid4(),
    }
    return render(request, "chat/conversation.html", context)


def _example() -> str:
    first = _("This is an example: the first sentence tells the answer and is set larger than the rest [1].")
    second = _("Then come conditions and exceptions, and the number leads to the page of the document [1].")
    rows = (_("Figures"), _("stand in a table")), (_("One person"), "$1,000"), (_("Family"), "$2,000")
    head, *body = (f"| {left} | {right} |" for left, right in rows)
    return "\n".join([first, "", second, "", head, "|---|---|", *body])
