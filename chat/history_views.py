from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chat.erase import erase as erase_conversations
from chat.gaps.people import forget_person
from chat.history import as_text, past_conversations
from chat.keeping import events_kept_days, kept_days, kept_words
from chat.models import Conversation
from tenants.access import member_required
from tenants.events import NUMBER_DAYS_KEPT, Kind, forget_events_of, track

ON_A_PAGE = 25
LONGEST_SEARCH = 200  # characters


@member_required
@require_safe
def history(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    page = Paginator(past_conversations(request.user, words), ON_A_PAGE).get_page(request.GET.get("page"))
    if words:
        track(Kind.SEARCH, "found" if page.paginator.count else "nothing", person=request.user)
    context = {
        "page_obj": page,
        "page_query": f"{urlencode({'q': words})}&" if words else "",
        "q": words,
        "kept_days": kept_days(),
        "events_kept_days": events_kept_days(),
        "number_days": NUMBER_DAYS_KEPT,
        "has_any": bool(page.paginator.count) or Conversation.objects.of(request.user).kept().exists(),
    }
    return render(request, "chat/history.html", context)


@member_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    text = "\n".join(as_text(request.user))
    track(Kind.USER_ACTION, "download", person=request.user)
    name = _("my-conversations")
    headers = {"Content-Disposition": f'attachment; filename="{name}.md"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


@member_required
@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    erase_conversations(Conversation.objects.of(request.user))
    forget_person(request.user)
    track(Kind.USER_ACTION, "erase_all", person=request.user)
    forget_events_of(request.user)
    messages.success(request, kept_words() or _("All of your conversations are erased."))
    return redirect("chat:home")
