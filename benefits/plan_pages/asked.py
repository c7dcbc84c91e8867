"""What the address of a page of plans asks for, of what a class can choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, QueryDict

from benefits.catalogue.held import day_in
from benefits.models import Plan, PlanYear
from benefits.personal.context import context_of
from benefits.plan_pages.compare import MOST
from benefits.plan_pages.for_whom import ForWhom, ForWhomForm, first_shown, query_of, year_wanted, years_shown
from benefits.plan_pages.kept import Shown, is_plainly_asked
from benefits.plan_pages.offers import bands_of, offered_plans, surcharge_kinds, tiers_of


@dataclass(frozen=True)
class There:
    """What a class can choose from in the plan year that is asked for; nothing where employees are told of no year."""

    years: list[PlanYear]
    plans: list[Plan]
    tiers: list[str]
    kinds: frozenset[str]  # of surcharges
    bands: list[str]  # of pay or age


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Without plan years there is nothing to show; without `who` something is wrong."""

    form: ForWhomForm | None
    who: ForWhom | None
    plans: list[Plan]  # all that are offered to the person
    is_as_told: bool = False  # for whom: nothing in the address says it, but the person has told it

    def shown_plans(self, request: HttpRequest) -> list[Plan]:
        """Return the plans that are chosen, at most four; where none is, the first few that are offered."""
        return self._chosen(request) or self.plans[:MOST]

    def _chosen(self, request: HttpRequest) -> list[Plan]:
        wanted = {pk for text in request.GET.getlist("plan") if (pk := _uuid(text))}
        return [plan for plan in self.plans if plan.pk in wanted][:MOST]

    @property
    def status(self) -> int:
        return 422 if self.form is not None and self.who is None else 200

    def context(self) -> dict[str, object]:
        query = query_of(self.who) if self.who else QueryDict()
        return {
            "form": self.form,
            "who": self.who,
            "who_fields": list(query.items()),
            "query": query.urlencode(),
            "is_as_told": self.is_as_told,
        }

    def is_shared(self, request: HttpRequest) -> bool:
        """Nobody is shown more plans than a comparison has, so what names more is kept for nobody."""
        is_few = len(set(request.GET.getlist("plan"))) <= MOST
        # A band of a valid form is one of few; where there are none, whatever is said to be one counts for nothing.
        is_known = self.who is not None and request.GET.get("band", "") == self.who.band
        return is_few and is_known and is_plainly_asked(request, {str(plan.pk) for plan in self.plans})

    def shown(self, request: HttpRequest, context: Mapping[str, object]) -> Shown:
        return Shown({**self.context(), **context}, self.is_shared(request), self.status)


def usual_tier_of(request: HttpRequest) -> str:
    """Return whom the person has told that they cover, unless the address says it."""
    return "" if request.GET.get("tier") else context_of(request.user).coverage


def asked_now(request: HttpRequest, usual_tier: str) -> Asked:
    return asked_of(request, there_is(request), usual_tier)


def there_is(request: HttpRequest) -> There:
    """Read what the class of the person can choose from in the year that the address names."""
    years = years_shown()
    if not years:
        return There([], [], [], frozenset(), [])
    class_code = request.user.audience.class_code
    year = year_wanted(request.GET.get("year"), years)
    day = day_in(year)
    plans = offered_plans(ForWhom(year, day, class_code, "EE", ()))
    kinds, bands = surcharge_kinds(plans, class_code, day), bands_of(plans, class_code, day)
    return There(years, plans, tiers_of(plans, class_code, day), kinds, bands)


def asked_of(request: HttpRequest, there: There, usual_tier: str) -> Asked:
    if not there.years:
        return Asked(None, None, [])
    as_told = usual_tier if usual_tier in there.tiers else ""
    first = first_shown(there.years)
    form = ForWhomForm(
        request.GET,
        years=there.years,
        tiers=there.tiers,
        kinds=there.kinds,
        bands=there.bands,
        first=first,
        usual_tier=as_told,
    )
    who = form.for_whom(there.years, request.user.audience.class_code) if form.is_valid() else None
    return Asked(form, who, there.plans, is_as_told=bool(as_told))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
