"""The public status page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from platform_admin.models import Incident
from platform_admin.status.page import SECONDS, keep_page, kept_page, recent_incidents, status_now
from tenants.access import anonymous_allowed


@anonymous_allowed
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Nothing in it is anybody's, so the whole page is kept, and any cache between may keep it as long."""
    language = "es" if (translation.get_language() or "").startswith("es") else "en"
    page = kept_page(language)
    if not page:
        now = timezone.now()
        context = {"status": status_now(now), "language": language, **_told(recent_incidents(now))}
        # Without the request: nothing of whoever looks goes into what others get.
        page = render(None, "platform_admin/status.html", context).content
        keep_page(language, page)
    response = HttpResponse(page)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _told(incidents: list[Incident]) -> dict[str, object]:
    return {"incidents": incidents, "has_earlier": any(incident.resolved_at for incident in incidents)}
