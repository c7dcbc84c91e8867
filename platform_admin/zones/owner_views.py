"""The client's time zone for its HR admins, on the client's own host.

The row is the platform's, where no client's role may look: it is read in the platform's scope, always by the client of
this request. What HR does stands in the client's audit.
"""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from platform_admin.domains.owner_views import telling
from platform_admin.zones.change import change_zone
from platform_admin.zones.forms import ZoneForm
from tenants.access import hr_admin_required
from tenants.context import platform_scope
from tenants.form_pages import form_page, sent
from tenants.models import Client
from tenants.time_zones import zone_in_words


@hr_admin_required
@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: HttpRequest) -> HttpResponse:
    with platform_scope():
        client = Client.objects.get(pk=request.client.id)
        form = ZoneForm(sent(request)[0], client=client)
        if request.method == "POST" and form.is_valid():
            wanted = form.cleaned_data["time_zone"]
            is_changed = change_zone(client, wanted, told=telling(request))
            words = zone_in_words(wanted)
            messages.success(request, f"The time zone is {words} now." if is_changed else f"It is {words} already.")
            return redirect("zone:zone")
        client.refresh_from_db(fields=["time_zone"])
    context = {
        "form": form,
        "zone_words": zone_in_words(client.time_zone),
        "zone_now": timezone.localtime(timezone=ZoneInfo(client.time_zone)),
    }
    return form_page(request, "zones/zone.html", context)
