"""The receipt of an answer, for whoever asked: as a page to print, and as the very bytes that were hashed.

Nobody else sees one: neither HR nor operators have a page for them.
"""

import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.audience import Audience
from benefits.audience import own_words
from chat.markdown import CitationLink, render_answer
from chat.models import Answer, Receipt
from chat.receipts import assumptions_of, is_intact
from tenants.access import member_required

NO_STORE = {"Cache-Control": "no-store"}


@member_required
@require_safe
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    answer, found = _of_asker(request, pk)
    request.is_untold = answer.question.is_untold
    content = json.loads(found.content)
    sources = [one for one in content["sources"] if not one["is_near"]]
    links = {one["number"]: CitationLink(f"#source-{one['number']}", _label(one)) for one in sources}
    context = {
        "answer": answer,
        "answer_html": render_answer(content["answer"]["text"], links),
        "receipt": found,
        "content": content,
        "is_intact": is_intact(found),
        "answered_at": datetime.fromisoformat(content["answered_at"]),
        "as_of": date.fromisoformat(content["as_of"]),
        "people": _people(content["audience"]),
        "sources": sources,
        "worked_out": assumptions_of(content["tools"]),
        "removed": sum(content["verification"]["removed"].values()),
        "conversation_url": reverse("chat:conversation", args=[answer.question.conversation_id]),
    }
    response = render(request, "chat/receipt.html", context)
    response["Cache-Control"] = "no-store"
    return response


@member_required
@require_safe
def receipt_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The content as it was hashed: the file's SHA-256 is the receipt's."""
    found = _of_asker(request, pk)[1]
    headers = {"Content-Disposition": f'attachment; filename="receipt-{found.pk}.json"', **NO_STORE}
    return HttpResponse(found.content, content_type="application/json; charset=utf-8", headers=headers)


def _of_asker(request: HttpRequest, answer_id: UUID) -> tuple[Answer, Receipt]:
    answer = get_object_or_404(Answer.objects.of(request.user).select_related("question__conversation"), pk=answer_id)
    return answer, get_object_or_404(Receipt, answer_id=answer.pk)


def _label(source: dict[str, Any]) -> str:
    told = {"number": source["number"], "title": source["title"], "page": source["page"]}
    return _("Source %(number)d: %(title)s, page %(page)d") % told


def _people(audience: dict[str, Any]) -> str:
    asker = Audience(audience["class"], audience["state"], audience["hours"])
    return own_words(asker)
