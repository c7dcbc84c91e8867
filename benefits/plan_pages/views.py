from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from benefits.calculators.plan_terms import Use
from benefits.catalogue.held import day_in
from benefits.catalogue.read import prices, usage_profiles
from benefits.models import Plan, PlanYear
from benefits.personal.context import context_of
from benefits.plan_pages.calendar_files import day_file
from benefits.plan_pages.compare import LEAST, MOST, compare
from benefits.plan_pages.details import beside_medical, details_of, plan_shown
from benefits.plan_pages.estimate import LEVEL_WORDS, WIDTH, usual_years, years
from benefits.plan_pages.for_whom import ForWhom, ForWhomForm, first_shown, query_of, year_wanted, years_shown
from benefits.plan_pages.kept import Shown, is_plainly_asked, shared_page
from benefits.plan_pages.offers import Offer, offered_plans, offers, surcharge_kinds, tiers_of
from benefits.plan_pages.rules import if_nothing_is_chosen
from benefits.plan_pages.use_form import UseForm
from benefits.plan_pages.whats_new import news_for
from tenants.access import member_required
from tenants.clock import today


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Without plan years there is nothing to show; without `who` something is wrong."""

    form: ForWhomForm | None
    who: ForWhom | None
    plans: list[Plan]  # all that are offered to the person
    is_as_told: bool = False  # for whom: nothing in the address says it, but the person has told it

    def chosen(self, request: HttpRequest) -> list[Plan]:
        """Return the plans that the address names and that the person is offered, at most four."""
        wanted = {pk for text in request.GET.getlist("plan") if (pk := _uuid(text))}
        return [plan for plan in self.plans if plan.pk in wanted][:MOST]

    def context(self) -> dict[str, object]:
        query = query_of(self.who) if self.who else QueryDict()
        return {
            "form": self.form,
            "who": self.who,
            "who_fields": list(query.items()),
            "query": query.urlencode(),
            "is_as_told": self.is_as_told,
        }

    def shown(self, request: HttpRequest, context: Mapping[str, object]) -> Shown:
        is_shared = is_plainly_asked(request, {str(plan.pk) for plan in self.plans})
        return Shown({**self.context(), **context}, is_shared, _status(self))


@member_required
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """The medical plans a person can choose from, and what each takes off their pay."""
    return shared_page(request, "list", _usual_tier(request), _prices)


@member_required
@require_safe
def plan_compare(request: HttpRequest) -> HttpResponse:
    """Two to four plans side by side."""
    return shared_page(request, "compare", _usual_tier(request), _beside)


@member_required
@require_safe
def plan_cost(request: HttpRequest) -> HttpResponse:
    """What a year on the plans comes to by the care that somebody expects. Nothing typed here is kept."""
    asked = _asked(request, _usual_tier(request))
    context: dict[str, object] = {"width": WIDTH, "least": LEAST, "plans": asked.plans}
    shown = _offers(asked, request)
    if asked.who and shown:
        context |= _estimates(request, asked.who, shown)
    wrong = context["use_form"].errors if "use_form" in context else {}
    context |= asked.context() | {"offers": shown}
    return render(request, "benefits/plans/cost.html", context, status=422 if wrong else _status(asked))


@member_required
@require_safe
def plan_news(request: HttpRequest) -> HttpResponse:
    """What is different from the year before."""
    return shared_page(request, "new", _usual_tier(request), _news)


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
def enrolment_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The last day to choose plans of a year, for one's calendar."""
    year = PlanYear.objects.exclude(status=PlanYear.Status.DRAFT).filter(pk=pk).first()
    if year is None or year.enrolment_closes_on is None:
        raise Http404
    title = _("Last day to choose my benefits for %(year)s") % {"year": year.label}
    uid = f"enrollment-{year.pk}@{request.get_host()}"
    return day_file(year.enrolment_closes_on, title=title, text=title, uid=uid, name="enrollment")


def _prices(request: HttpRequest, usual_tier: str) -> Shown:
    asked = _asked(request, usual_tier)
    context = {"offers": offers(asked.plans, asked.who) if asked.who else [], "most": MOST}
    if asked.who:
        context["enrolment"] = _enrolment(asked.who.year)
        context["if_nothing_is_chosen"] = if_nothing_is_chosen(asked.who.year)
        context["beside"] = beside_medical(asked.who.class_code, asked.who.day)
    return asked.shown(request, context)


def _beside(request: HttpRequest, usual_tier: str) -> Shown:
    asked = _asked(request, usual_tier)
    shown = _offers(asked, request)
    context = {"offers": shown, "plans": asked.plans, "least": LEAST, "most": MOST}
    if len(shown) >= LEAST:
        context["groups"] = compare(shown)
    return asked.shown(request, context)


def _news(request: HttpRequest, usual_tier: str) -> Shown:
    asked = _asked(request, usual_tier)
    return asked.shown(request, {"news": news_for(asked.who) if asked.who else None})


def _estimates(request: HttpRequest, who: ForWhom, shown: Sequence[Offer]) -> dict[str, object]:
    profiles, each = usage_profiles(who.year, on=who.day), prices(who.year, on=who.day)
    level = request.GET.get("level", "")
    profile: tuple[Use, ...] = profiles.terms.get(level, ())
    typed = {} if profile else {name: text for name, text in request.GET.items() if name.startswith(("n-", "price-"))}
    services = frozenset(use.service for uses in profiles.terms.values() for use in uses)
    form = UseForm(typed, tier=who.tier, prices=each.terms, profile=profile, services=services)
    told: dict[str, object] = {
        "use_form": form,
        "levels": [(name, label, name == level) for name, label in LEVEL_WORDS.items() if name in profiles.terms],
        "usual_years": usual_years(shown, profiles.terms),
        "is_alone": len(form.people) == 1,
    }
    if form.is_valid():
        told["years"] = estimated = years(shown, form.uses())
        told["assumptions"] = next((one.result.assumptions for one in estimated if one.is_known), ())
    return told


def _offers(asked: Asked, request: HttpRequest) -> list[Offer]:
    """Return the plans that are chosen with their figures; where none is, the first few that are offered."""
    if asked.who is None:
        return []
    return offers(asked.chosen(request) or asked.plans[:MOST], asked.who)


def _usual_tier(request: HttpRequest) -> str:
    """Return whom the person has told that they cover, unless the address says it."""
    return "" if request.GET.get("tier") else context_of(request.user).coverage


def _asked(request: HttpRequest, usual_tier: str) -> Asked:
    there = years_shown()
    if not there:
        return Asked(None, None, [])
    class_code = request.user.audience.class_code
    first = first_shown(there)
    year = year_wanted(request.GET.get("year"), there)
    day = day_in(year)
    shown = ForWhom(year, day, class_code, "EE", ())
    plans = offered_plans(shown)
    kinds = surcharge_kinds(plans, class_code, day)
    tiers = tiers_of(plans)
    as_told = usual_tier if usual_tier in tiers else ""
    form = ForWhomForm(request.GET, years=there, tiers=tiers, kinds=kinds, first=first, usual_tier=as_told)
    who = form.for_whom(there, class_code) if form.is_valid() else None
    return Asked(form, who, plans, is_as_told=bool(as_told))


def _enrolment(year: PlanYear) -> str:
    """Return until when the year can be chosen, in a sentence; "" outside that time."""
    if not year.is_enrolment_open(today()):
        return ""
    left = (year.enrolment_closes_on - today()).days
    return _("The last day is today.") if left == 0 else _("Days left: %(count)s.") % {"count": left}


def _status(asked: Asked) -> int:
    return 422 if asked.form is not None and asked.who is None else 200


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
