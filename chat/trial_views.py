"""How far a question is that HR tries out. The pages that ask are in document_views.py."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from redis.exceptions import RedisError

from chat.trial import ShownTrial, State, look, stop
from tenants.access import hr_required


@hr_required
@require_safe
def trial(request: HttpRequest, key: str) -> HttpResponse:
    shown = _shown(request, key)
    if not request.htmx:
        return render(request, "chat/trial.html", {"shown": shown})
    if not shown.is_open:
        return render(request, "chat/_trial_state.html", {"shown": shown})
    # Only the words change: the button to cancel stays where it is, and so does whoever is on it.
    response = render(request, "chat/_trial_status.html", {"shown": shown, "is_beside": True})
    response["HX-Reswap"] = "none"
    return response


@hr_required
@require_POST
def stop_trial(request: HttpRequest, key: str) -> HttpResponse:
    shown = _shown(request, key)
    if shown.is_open:
        stop(key, by=request.user)
        shown = ShownTrial(key, State.STOPPED)
    if not request.htmx:
        return redirect("chat:trial", key)
    return render(request, "chat/_trial_state.html", {"shown": shown})


def _shown(request: HttpRequest, key: str) -> ShownTrial:
    try:
        shown = look(key, by=request.user)
    except RedisError:
        return ShownTrial(key, State.FAILED)
    if shown is None:
        raise Http404
    return shown
