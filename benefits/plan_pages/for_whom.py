"""For whom plans are shown: a plan year, whom the coverage is for, and what is added to the price.

Class and client are the signed-in person's own; what is asked here stands in the address and is kept nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from benefits.catalogue.held import day_in
from benefits.models import PlanYear, Surcharge, Tier
from benefits.tiers import CHOSEN
from tenants.clock import today

_WITHOUT_SPOUSE = (Tier.EMPLOYEE, Tier.CHILDREN, Tier.PARTNER)


@dataclass(frozen=True)
class ForWhom:
    year: PlanYear
    day: date  # in that year, by which its rows are read
    class_code: str
    tier: str
    surcharges: tuple[str, ...]  # kinds that hold for the person
    band: str = ""  # of pay or age, where a price hangs on it

    @property
    def tier_words(self) -> str:
        return str(CHOSEN[Tier(self.tier)])


def band_field(bands: list[str]) -> forms.ChoiceField:
    """Return the field that asks for a band of pay or age, by which some prices go."""
    choices = [("", _("Not said")), *((band, band) for band in bands)]
    return forms.ChoiceField(label=_("Your pay or age"), choices=choices, required=False)


def surcharge_fields() -> dict[str, forms.Field]:
    """Return what is asked to see which surcharges hold for somebody, by their kind."""
    asked = {
        Surcharge.Kind.TOBACCO: _("I use tobacco"),
        Surcharge.Kind.SPOUSE: _("My spouse could have a plan at their own work"),
    }
    return {str(kind): forms.BooleanField(label=label, required=False) for kind, label in asked.items()}


class ForWhomForm(forms.Form):
    use_required_attribute = False
    year = forms.ChoiceField(label=_("Plan year"))
    tier = forms.ChoiceField(label=_("Coverage for"))
    band = band_field([])
    tobacco, spouse = surcharge_fields().values()

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        years: list[PlanYear],
        tiers: list[str],
        kinds: frozenset[str],
        bands: list[str],
        first: str,
        usual_tier: str = "",
    ) -> None:
        told = {"year": first, "tier": usual_tier or (tiers[0] if tiers else Tier.EMPLOYEE)}
        super().__init__({**told, **{name: asked[name] for name in self.base_fields if asked.get(name)}})
        self.fields["year"].choices = [(year.label, year.label) for year in years]
        self.fields["tier"].choices = [(tier, CHOSEN[Tier(tier)]) for tier in tiers or [Tier.EMPLOYEE]]
        self.fields["band"] = band_field(bands)
        if not bands:
            del self.fields["band"]
        for kind in surcharge_fields():
            if kind not in kinds:
                del self.fields[kind]

    def for_whom(self, years: list[PlanYear], class_code: str) -> ForWhom:
        """Return what is asked; only of a valid form."""
        asked = self.cleaned_data
        year = next(one for one in years if one.label == asked["year"])
        kinds = tuple(charged_kinds(asked, asked["tier"]))
        return ForWhom(year, day_in(year), class_code, asked["tier"], kinds, asked.get("band", ""))


def charged_kinds(asked: Mapping[str, object], tier: str) -> list[str]:
    """Return the kinds of surcharges that are ticked and hold at this tier: a spouse's only where one is covered."""
    kinds = [kind for kind in Surcharge.Kind.values if asked.get(kind)]
    return [kind for kind in kinds if kind != Surcharge.Kind.SPOUSE or tier not in _WITHOUT_SPOUSE]


def years_shown() -> list[PlanYear]:
    """Return the years that employees are told of and that are not over, the earliest first."""
    return list(PlanYear.objects.told().not_over(today()))


def first_shown(years: list[PlanYear]) -> str:
    """Return the label of the year that is shown unless another is asked for: the one that is being chosen now."""
    day = today()
    opened = next((year for year in years if year.is_enrolment_open(day)), None)
    return (opened or years[0]).label if years else ""


def year_wanted(label: str | None, years: list[PlanYear]) -> PlanYear | None:
    """Return the year of the label among these, else the one that is shown first; None where there is none."""
    wanted = next((year for year in years if year.label == label), None)
    return wanted or next((year for year in years if year.label == first_shown(years)), None)


@dataclass(frozen=True)
class YearShown:
    """The plan year of a page on which another is a link away; None where employees are told of none."""

    year: PlanYear | None
    years: list[PlanYear]
    other_year: str  # why another than asked for is shown
    chosen: str  # what else stands in the address

    def context(self) -> dict[str, object]:
        return {"year": self.year, "years": self.years, "other_year": self.other_year, "chosen": self.chosen}


def year_shown(asked: QueryDict, *, is_running: bool = False) -> YearShown:
    """Return the year that an address asks for, else the one that is being chosen now, or the one that runs."""
    years, label = years_shown(), asked.get("year")
    running = next((one.label for one in years if one.starts_on <= today() <= one.ends_on), None)
    year = year_wanted(label or (running if is_running else None), years)
    return YearShown(year, years, other_year_words(label, year), without_year(asked))


def other_year_words(label: str | None, year: PlanYear | None) -> str:
    """Return which year is shown, and why, where another one was asked for; "" otherwise."""
    if not label or year is None or year.label == label:
        return ""
    told = gettext("No plan year “%(asked)s” is running or to come. What you see is of %(year)s.")
    return told % {"asked": label[:20], "year": year.label}


def without_year(asked: QueryDict) -> str:
    """Return what else than the year an address asks for, to ask the same of another year."""
    kept = asked.copy()
    kept.pop("year", None)
    return kept.urlencode()


def query_of(who: ForWhom) -> QueryDict:
    """Return what tells the same to another page."""
    query = QueryDict(mutable=True)
    query.update({"year": who.year.label, "tier": who.tier, **dict.fromkeys(who.surcharges, "on")})
    if who.band:
        query["band"] = who.band
    return query
