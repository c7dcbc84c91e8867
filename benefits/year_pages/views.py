"""HR's page of what a plan year still needs and how it differs from another, and the making of the next one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from benefits.models import PlanYear
from benefits.plan_years import YearRefused
from benefits.year_pages.changes import changes_between, waiting_in
from benefits.year_pages.copies import LAST_YEAR, Copied, copy_into_following, copy_year, following
from tenants.access import hr_admin_required, hr_required

FOLLOWING = "following"
MOST_TOLD = 5


@hr_required
@require_safe
def catalogue_years(request: HttpRequest) -> HttpResponse:
    """What waits in a year, and what is different from another; unless others are asked for, the last two."""
    years = list(PlanYear.objects.order_by("-starts_on"))
    year = _asked(request.GET.get("year"), years) or next(iter(years), None)
    earlier = [one for one in years if year and one.starts_on < year.starts_on]
    against = _asked(request.GET.get("against"), earlier) or next(iter(earlier), None)
    context: dict[str, object] = {"years": years, "year": year, "against": against}
    if year:
        parts = waiting_in(year)
        context |= {"waiting": parts, "waiting_count": sum(len(part.rows) for part in parts)}
        context["following_value"] = FOLLOWING
        if years[0].ends_on.year < LAST_YEAR:
            context["following"] = following(years[0])
        context["may_copy"] = request.user.role == User.Role.HR_ADMIN
    if year and against:
        context["changes"] = changes_between(against, year)
    return render(request, "benefits/years/years.html", context)


@hr_admin_required
@require_POST
def catalogue_copy(request: HttpRequest) -> HttpResponse:
    years = list(PlanYear.objects.order_by("-starts_on"))
    source = _asked(request.POST.get("source"), years)
    if source is None:
        raise Http404
    if request.POST.get("target") == FOLLOWING:
        try:
            target, copied = copy_into_following(source, by=request.user)
        except YearRefused as refused:
            messages.error(request, f"Nothing was copied. {refused}")
            return redirect("benefits:catalogue_years")
    else:
        target = _asked(request.POST.get("target"), years)
        if target is None or target.starts_on <= source.starts_on:
            messages.error(request, "Nothing was copied. Choose a plan year that begins after the one to copy.")
            return redirect("benefits:catalogue_years")
        copied = copy_year(source, target, by=request.user)
    _tell(request, source, target, copied)
    asked = urlencode({"year": target.label, "against": source.label})
    return redirect(f"{reverse('benefits:catalogue_years')}?{asked}")


def _tell(request: HttpRequest, source: PlanYear, target: PlanYear, copied: Copied) -> None:
    there = f" {copied.there} were there already and stay as they are." if copied.there else ""
    if copied.rows:
        text = f"{copied.rows} rows of {source.label} are copied into {target.label}, as drafts to be reviewed.{there}"
        messages.success(request, text)
    else:
        messages.info(request, f"Nothing of {source.label} was copied into {target.label}.{there}")
    for sentence in copied.left_out[:MOST_TOLD]:
        messages.warning(request, f"Not copied. {sentence}")
    if more := copied.left_out[MOST_TOLD:]:
        messages.warning(request, f"{len(more)} more rows were not copied. They stand below as ended.")


def _asked(label: str | None, years: list[PlanYear]) -> PlanYear | None:
    return next((year for year in years if year.label == label), None)
