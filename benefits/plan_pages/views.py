from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benefits.models import PlanYear
from benefits.personal.context import context_of
from benefits.plan_pages.asked import Asked, asked_now, usual_tier_of
from benefits.plan_pages.calendar_files import day_file
from benefits.plan_pages.compare import LEAST, MOST, compare
from benefits.plan_pages.cost import is_care_typed, show_cost
from benefits.plan_pages.details import beside_medical, details_of, plan_shown
from benefits.plan_pages.for_whom import year_shown
from benefits.plan_pages.kept import Shown, own_page, shared_page
from benefits.plan_pages.leave import leave_rules
from benefits.plan_pages.offers import Offer, offers
from benefits.plan_pages.rules import if_nothing_is_chosen, rule_sections
from benefits.plan_pages.whats_new import news_for
from tenants.access import member_required
from tenants.clock import today


@member_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The medical plans a person can choose from, and what each takes off their pay."""
    return shared_page(request, "list", usual_tier_of(request), _prices)


@member_required
@require_safe
def plan_compare(request: HttpRequest) -> HttpResponse:
    """Two to four plans side by side."""
    return shared_page(request, "compare", usual_tier_of(request), _beside)


@member_required
@require_safe
def plan_cost(request: HttpRequest) -> HttpResponse:
    """What a year on the plans comes to by the care that somebody expects. Nothing typed here is kept."""
    usual_tier = usual_tier_of(request)
    if not is_care_typed(request):
        return shared_page(request, "cost", usual_tier, show_cost)
    shown = show_cost(request, usual_tier)
    # A form that is being filled in takes the years alone of what is drawn.
    if request.htmx.target == "years" and "use_form" in shown.context:
        return render(request, "benefits/plans/_years.html", shown.context, status=shown.status)
    return own_page(request, "cost", shown)


@member_required
@require_safe
def plan_news(request: HttpRequest) -> HttpResponse:
    """What is different from the year before."""
    return shared_page(request, "new", usual_tier_of(request), _news)


@member_required
@require_safe
def plan_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All there is to one plan, medical or another."""
    class_code = request.user.audience.class_code
    plan = plan_shown(pk, class_code)
    if plan is None:
        raise Http404
    return render(request, "benefits/plans/plan.html", {"details": details_of(plan, class_code)})


@member_required
@require_safe
def company_rules(request: HttpRequest) -> HttpResponse:
    """What the company's rules are for the class of whoever reads."""
    shown = year_shown(request.GET)
    told = rule_sections(shown.year, request.user.audience.class_code) if shown.year else []
    context = {
        **shown.context(),
        "sections": [one.section for one in told],
        "sources": dict.fromkeys(source for one in told for source in one.sources),
    }
    return render(request, "benefits/plans/rules.html", context)


@member_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Time off and leave, and what they are for whoever reads where something is known of them."""
    shown, person = year_shown(request.GET), request.user
    rules = leave_rules(shown.year, person.audience.class_code, context_of(person)) if shown.year else None
    return render(request, "benefits/plans/leave.html", {**shown.context(), "rules": rules})


@member_required
@require_safe
def enrolment_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last day to choose plans of a year, for one's calendar."""
    year = PlanYear.objects.told().filter(pk=pk).first()
    if year is None or year.enrolment_closes_on is None:
        raise Http404
    title = _("Last day to choose my benefits for %(year)s") % {"year": year.label}
    uid = f"enrollment-{year.pk}@{request.get_host()}"
    return day_file(year.enrolment_closes_on, title=title, text=title, uid=uid, name="enrollment")


def _prices(request: HttpRequest, usual_tier: str) -> Shown:
    asked = asked_now(request, usual_tier)
    context = {"offers": offers(asked.plans, asked.who) if asked.who else [], "most": MOST}
    if asked.who:
        context["enrolment"] = _enrolment(asked.who.year)
        context["if_nothing_is_chosen"] = if_nothing_is_chosen(asked.who.year)
        context["beside"] = beside_medical(asked.who.class_code, asked.who.day)
    return asked.shown(request, context)


def _beside(request: HttpRequest, usual_tier: str) -> Shown:
    asked = asked_now(request, usual_tier)
    shown = _offers(asked, request)
    context = {"offers": shown, "plans": asked.plans, "least": LEAST, "most": MOST}
    if len(shown) >= LEAST:
        context["groups"] = compare(shown)
    return asked.shown(request, context)


def _news(request: HttpRequest, usual_tier: str) -> Shown:
    asked = asked_now(request, usual_tier)
    return asked.shown(request, {"news": news_for(asked.who) if asked.who else None})


def _offers(asked: Asked, request: HttpRequest) -> list[Offer]:
    """Return the plans that are chosen with their figures; where none is, the first few that are offered."""
    if asked.who is None:
        return []
    return offers(asked.shown_plans(request), asked.who)


def _enrolment(year: PlanYear) -> str:
    """Return until when the year can be chosen, in a sentence; "" outside that time."""
    if not year.is_enrolment_open(today()):
        return ""
    left = (year.enrolment_closes_on - today()).days
    return _("The last day is today.") if left == 0 else _("Days left: %(count)s.") % {"count": left}
