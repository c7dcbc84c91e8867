"""The client's time zone as its HR admins read it, on the client's own host. Operators change it.

Figures hide people in whole hours, days and months: whoever reads them must not be the one who moves where those begin.
"""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenants.access import hr_admin_required
from tenants.time_zones import zone_in_words


@hr_admin_required
@require_safe
def zone(request: HttpRequest) -> HttpResponse:
    name = request.client.time_zone
    context = {"zone_words": zone_in_words(name), "zone_now": timezone.localtime(timezone=ZoneInfo(name))}
    return render(request, "zones/zone.html", context)
