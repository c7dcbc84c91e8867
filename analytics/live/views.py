from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.live_holder import holder_of
from analytics.live.publish import TOPIC, watch
from analytics.live.state import live
from analytics.measures import Family
from analytics.query.company import Company, the_company
from analytics.query.metrics import topics
from analytics.query.names import names_of
from analytics.query.timeframes import timeframe_of
from chat.usage import FEWEST_PEOPLE
from tenants.access import hr_required
from tenants.live import ticket

MOST_TOPICS = 5


@hr_required
@require_safe
def live_page(request: HttpRequest) -> HttpResponse:
    """How it goes right now, drawn here; where scripts run and Redis is there, it is told anew every second."""
    now, company = timezone.now(), the_company()
    context = {"company": company, "fewest_people": FEWEST_PEOPLE, "topics": _top_topics(company), "made_at": now}
    if not company.is_small:
        watch()
        context |= {"live": live(company, now=now), "live_url": _live_url(request)}
    if request.htmx:
        return render(request, "analytics/_live_board.html", context)
    return render(request, "analytics/live.html", context)


def _live_url(request: HttpRequest) -> str:
    return f"/live/?{urlencode({'ticket': ticket(TOPIC, holder=holder_of(request))})}"


def _top_topics(company: Company) -> list[str]:
    """Return what most was asked about in the last days, by the names of what is released."""
    most = list(topics(timeframe_of("7d", now=timezone.now()), company).apart)[:MOST_TOPICS]
    return list(map(names_of(Family.TOPIC, most, fewest=company.fewest), most))
