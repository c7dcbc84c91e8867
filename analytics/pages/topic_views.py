"""HR's pages of topics, recommendations and comparisons."""

from datetime import timedelta
from itertools import pairwise
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from analytics.insights import job
from analytics.insights.advice import decide, open_advice
from analytics.insights.experiments import compare, days_query, versions
from analytics.insights.told_topics import new_topics, topic_rows
from analytics.measures import NOT_TOLD_APART, Family
from analytics.models import AdviceDecision, Topic
from analytics.pages.asked import asked_for
from analytics.pages.breakdowns import breakdown
from analytics.pages.forms import TwoTimesForm
from analytics.pages.frame import frame_context
from analytics.pages.overview import TABLES
from analytics.query.company import the_company
from analytics.query.figures import Told, told
from analytics.query.timeframes import UnknownTimeframe
from analytics.tasks import queue_topics
from tenants.access import hr_required
from tenants.audit.log import record

_TONE_SOON = "Appears once enough people are behind it, the day after they asked."


@hr_required
@require_safe
def topics_page(request: HttpRequest) -> HttpResponse:
    asked = asked_for(request.GET)
    fewest = asked.company.fewest
    figures = told([Family.TONE, Family.TOPIC], asked.frame, asked.company)
    run = job.last_run(timezone.now())
    context = {
        **frame_context(request, asked),
        "rows": topic_rows(asked.frame, asked.company),
        "new_topics": [(one, one.name_for(fewest)) for one in new_topics(asked.company)],
        "not_told_apart": figures.get(Family.TOPIC, Told()).parts.get(NOT_TOLD_APART, 0),
        "tone": breakdown(
            "tone",
            TABLES["tone"][0],
            Family.TONE,
            figures.get(Family.TONE, Told()),
            fewest=fewest,
            what="Questions",
            empty=_TONE_SOON,
        ),
        "run": run,
    }
    if request.GET.get("part") == "run":
        return render(request, "analytics/_topic_run.html", context)
    return render(request, "analytics/topics.html", context)


@hr_required
@require_safe
def topic_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    topic = get_object_or_404(Topic, pk=pk)
    asked = asked_for(request.GET)
    if asked.company.is_small:
        # It came up when there were more people; of so few no list shows it any more.
        raise Http404
    row = next((row for row in topic_rows(asked.frame, asked.company) if row.part == str(pk)), None)
    terms, name = topic.terms_of(asked.company.fewest), topic.name_for(asked.company.fewest)
    context = {
        **frame_context(request, asked),
        "topic": topic,
        "terms": terms,
        "name": name,
        "row": row,
        # By its name, as the page tells it: without words there is nothing to tell employees about.
        "announced": urlencode({"about": name}) if terms else "",
        "about": urlencode({"about": " ".join(terms)}),
        "searched": urlencode({"q": " ".join(terms)}),
    }
    return render(request, "analytics/topic.html", context)


@hr_required
@require_POST
def find_topics(request: HttpRequest) -> HttpResponse:
    """Look at the newest questions now; who presses twice starts it once."""
    now = timezone.now()
    if request.POST.get("stop"):
        if job.cancel(now):
            record("topics.stopped", actor=request.user)
            messages.success(request, "It stops. What was found is kept; the next run goes on.")
    elif not job.begin(now):
        messages.info(request, "It is at work already.")
    elif queue_topics():
        record("topics.looked_for", actor=request.user)
    else:
        job.tell(job.State.FAILED, now=now, why="The workers could not be reached. Start it again in some minutes.")
        messages.error(request, "The workers could not be reached. Try it again in some minutes.")
    return redirect("insights:topics")


@hr_required
@require_safe
def advice_page(request: HttpRequest) -> HttpResponse:
    """What is recommended: fetched by the overview once it is shown, as it takes longer than all of its figures."""
    template = "analytics/_recommendations.html" if request.htmx else "analytics/recommendations.html"
    return render(request, template, {"advice": open_advice(timezone.now())})


@hr_required
@require_POST
def decide_advice(request: HttpRequest) -> HttpResponse:
    key, state = request.POST.get("key", ""), request.POST.get("state", "")
    if state not in AdviceDecision.State.values:
        messages.error(request, "Say whether it is done or not wanted.")
    elif decide(key, AdviceDecision.State(state), by=request.user, now=timezone.now()):
        messages.success(request, "Noted. It comes back if much more speaks for it.")
    else:
        messages.info(request, "It is not recommended any more.")
    return redirect(f"{reverse('insights:overview')}#advice")


@hr_required
@require_safe
def experiments_page(request: HttpRequest) -> HttpResponse:
    company = the_company()
    form = TwoTimesForm(request.GET) if "before_first" in request.GET else TwoTimesForm(initial=_usual_times())
    context: dict[str, object] = {"form": form, "company": company, "pairs": _version_pairs()}
    if form.is_bound and form.is_valid():
        try:
            first, second = form.frames()
            context |= {"first": first, "second": second, "rows": compare(first, second, company)}
        except UnknownTimeframe as unknown:
            form.add_error(None, str(unknown))
    return render(request, "analytics/experiments.html", context)


def _usual_times() -> dict[str, object]:
    """Return the last four weeks, and the four before."""
    last = timezone.localdate() - timedelta(days=1)
    weeks = timedelta(days=28)
    day = timedelta(days=1)
    return {
        "before_first": last - 2 * weeks + day,
        "before_last": last - weeks,
        "after_first": last - weeks + day,
        "after_last": last,
    }


def _version_pairs() -> list[dict[str, object]]:
    found = versions(the_company())
    return [
        {
            "before": before,
            "after": after,
            "query": urlencode(
                days_query("before", (before.first, before.last)) | days_query("after", (after.first, after.last))
            ),
        }
        for before, after in pairwise(found)
    ]
