"""What a support visit has at the client's own host: its way in, its questions, its end."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from redis.exceptions import RedisError

from accounts.languages import write_in
from accounts.middleware import ENGLISH
from chat.forms import AskForm
from chat.pipeline.limits import TooMany, count_question
from chat.pipeline.scope import Scope
from chat.tasks import queue_trial
from chat.trial import ShownTrial, State, begin, fail, look, stop, wanted
from knowledge.models import DocumentVersion
from knowledge.retrieval.findable import searchable_documents
from knowledge.workbench.page_pictures import NoPicture, page_picture
from platform_admin.acts import record_act
from platform_admin.models import SupportVisit
from platform_admin.support.session import give_cookie
from platform_admin.support.visits import End, SupportRefused, find_by_link, open_by_link
from platform_admin.support.visits import end as end_visit
from platform_admin.tasks import queue_support_mails
from tenants.access import anonymous_allowed, support_required
from tenants.audit.origin import asked_from
from tenants.clock import today
from tenants.context import platform_scope
from tenants.links import platform_url

NOT_NOW = "Nothing can be asked right now. Try again in a minute."


@anonymous_allowed
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """The page of the link; only its button begins the visit, or whoever looks at links beforehand would use it up."""
    write_in(request, ENGLISH)
    now = timezone.now()
    try:
        if request.method != "POST":
            visit = find_by_link(key, client=request.client, now=now)
            return render(request, "platform_admin/support_enter.html", {"visit": visit})
        with asked_from(request):
            visit, secret = open_by_link(key, client=request.client, now=now)
    except SupportRefused as refused:
        return render(request, "platform_admin/support_link_over.html", {"why": str(refused)}, status=404)
    response = redirect("knowledge:home" if visit.is_of_hr else "chat:home")
    give_cookie(response, visit, secret)
    queue_support_mails()
    return response


@support_required
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    with platform_scope():
        end_visit(request.support, End.OPERATOR, by=request.support.operator, now=timezone.now())
    queue_support_mails()
    # The cookie, worth nothing now, goes with that page: it tells whose way back it is.
    return redirect("support:ended")


@anonymous_allowed
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """The page for whoever comes with the visit's cookie leads back to the platform; no one else learns where it is."""
    write_in(request, ENGLISH)
    visit = request.support_over
    back = platform_url(f"/platform-admin/clients/{visit.client_id}/support/") if visit else ""
    return render(request, "platform_admin/support_ended.html", {"portal_url": back})


@support_required
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask as somebody of the audience; nothing is stored but what it has cost, and the answer for ten minutes."""
    form = AskForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors.get("text", [NOT_NOW])))
        return render(request, "support/asked.html", {"text": form["text"].value() or ""}, status=422)
    text = form.cleaned_data["text"]
    try:
        key = _begin(request, text)
    except (TooMany, RedisError) as refused:
        messages.error(request, str(refused) if isinstance(refused, TooMany) else NOT_NOW)
        return render(request, "support/asked.html", {"text": text}, status=422)
    return redirect("support:asked", key)


@support_required
@require_safe
def asked(request: HttpRequest, key: str) -> HttpResponse:
    shown = _shown(request, key)
    if not request.htmx:
        return render(request, "support/asked.html", {"shown": shown})
    return render(request, "support/_asked_state.html", {"shown": shown})


@support_required
@require_POST
def stop_asked(request: HttpRequest, key: str) -> HttpResponse:
    if _shown(request, key).is_open:
        stop(key, by=request.user)
    return redirect("support:asked", key)


@support_required
@require_safe
def page_image(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """A page of a document that answers this audience today; employees see it behind a source."""
    found = searchable_documents(day=today(), audience=request.support.audience)
    if pk not in {one.found_version for one in found}:
        raise Http404
    try:
        picture = page_picture(get_object_or_404(DocumentVersion, pk=pk), number)
    except NoPicture as missing:
        raise Http404 from missing
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "private, max-age=3600"})


def _begin(request: HttpRequest, text: str) -> str:
    """Hand the question to the workers; return its key. Raises TooMany and RedisError."""
    visit: SupportVisit = request.support
    count_question(request.user)
    scope = Scope(today(), visit.audience, is_trial=True)
    key = begin(wanted(text, scope, nobody=visit.language), by=request.user)
    with platform_scope():
        # That it was asked, not what: the words are nobody's to keep.
        record_act("support.question_asked", by=visit.operator, client=visit.client, visit=str(visit.pk))
    if not queue_trial(request.user.pk, key):
        fail(key, by=request.user)
    return key


def _shown(request: HttpRequest, key: str) -> ShownTrial:
    try:
        shown = look(key, by=request.user)
    except RedisError:
        return ShownTrial(key, State.FAILED)
    if shown is None:
        raise Http404
    return shown
