"""How much care somebody expects, for each member that is covered, and what each service is taken to cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.calculator_pages.fields import MoneyField
from benefits.calculators.plan_terms import Use
from benefits.models import Tier
from benefits.services import MEDICAL_SERVICES, STAY_SERVICES, MedicalService

MOST_OF_ONE = 366
CHILDREN = ("child", "child2", "child3", "child4")  # the first has the name that a single one has always had
PEOPLE = {
    Tier.EMPLOYEE: ("you",),
    Tier.SPOUSE: ("you", "spouse"),
    Tier.PARTNER: ("you", "partner"),
    Tier.CHILDREN: ("you", "child"),
    Tier.ONE: ("you", "other"),
    Tier.FAMILY: ("you", "spouse", "child"),
}
PERSON_WORDS = {
    "you": gettext_lazy("You"),
    "spouse": gettext_lazy("Your spouse"),
    "partner": gettext_lazy("Your partner"),
    "child": gettext_lazy("A child"),
    "other": gettext_lazy("The other"),
}
_ONE_OF_CHILDREN = gettext_lazy("Child %(number)s")
# Asked for where HR has said nothing of prices or usual years.
_USUAL = ("primary", "specialist", "generic", "preferred", "imaging", "urgent", "emergency", "hospital_facility")


_NUMBERS = tuple(str(number) for number in range(1, len(CHILDREN) + 1))


@dataclass(frozen=True)
class Member:
    """The counts of one member; those of whom nothing is said yet are folded."""

    name: str
    fields: list[BoundField]
    is_open: bool


class UseForm(forms.Form):
    """One field `n-PERSON-SERVICE` for each count and one `price-SERVICE` for each price; of stays, one
    `nights-PERSON-SERVICE` for the nights of each; with children, how many are in `children`.
    """

    use_required_attribute = False

    def __init__(
        self,
        asked: Mapping[str, str],
        *,
        tier: str,
        prices: Mapping[str, Decimal],
        profile: Sequence[Use] = (),
        services: frozenset[str] = frozenset(),
        by_the_day: frozenset[str] = frozenset(),
    ) -> None:
        self.has_children = CHILDREN[0] in PEOPLE[Tier(tier)]
        count = _children_told(asked)
        self.people = tuple(_people(tier, count))
        self.has_prices = bool(prices)
        wanted = services | set(prices) or set(_USUAL)
        self.stays = STAY_SERVICES | by_the_day
        self.services = [service for service in MEDICAL_SERVICES if service.code in wanted]
        told = {"children": str(count)} if self.has_children else {}
        told |= {f"price-{service}": f"{price:.2f}" for service, price in prices.items()}
        told |= {f"n-you-{use.service}": str(use.count) for use in profile}
        told |= {f"nights-you-{use.service}": str(use.nights) for use in profile if use.service in self.stays}
        super().__init__(told | dict(asked.items()))
        if self.has_children:
            self.fields["children"] = _how_many_children()
        for service in self.services:
            for person in self.people:
                self._ask(person, service)
            priced = _("%(service)s: a stay") if service.code in self.stays else "%(service)s"
            self.fields[f"price-{service.code}"] = MoneyField(
                label=priced % {"service": _(service.name)}, required=False
            )

    def uses(self) -> list[Use]:
        """Return what was typed, member by member; only of a valid form."""
        return [
            Use(
                service.code,
                count,
                person,
                self.cleaned_data[f"price-{service.code}"],
                self.cleaned_data.get(f"nights-{person}-{service.code}"),
            )
            for person in self.people
            for service in self.services
            if (count := self.cleaned_data[f"n-{person}-{service.code}"])
        ]

    def members(self) -> Iterator[Member]:
        for number, person in enumerate(self.people):
            fields = [self[name] for service in self.services for name in self._names(person, service)]
            is_used = any(field.value() or field.errors for field in fields)
            yield Member(self._called(person), fields, is_open=number == 0 or is_used)

    def prices(self) -> list[BoundField]:
        return [self[f"price-{service.code}"] for service in self.services]

    def _ask(self, person: str, service: MedicalService) -> None:
        name, called = _(service.name), self._called(person)
        if service.code not in self.stays:
            self.fields[f"n-{person}-{service.code}"] = _count(name, f"{name}, {called}")
            return
        stays, nights = _("%(service)s: stays") % {"service": name}, _("Nights of each stay")
        self.fields[f"n-{person}-{service.code}"] = _count(stays, f"{stays}, {called}")
        self.fields[f"nights-{person}-{service.code}"] = _count(nights, f"{name}: {nights}, {called}", least=1)

    def _names(self, person: str, service: MedicalService) -> Iterator[str]:
        names = (f"{what}-{person}-{service.code}" for what in ("n", "nights"))
        return (name for name in names if name in self.fields)

    def _called(self, person: str) -> str:
        is_one_of_children = person in CHILDREN and CHILDREN[1] in self.people
        if is_one_of_children:
            return str(_ONE_OF_CHILDREN % {"number": CHILDREN.index(person) + 1})
        return str(PERSON_WORDS[person])


def _people(tier: str, children: int) -> Iterator[str]:
    for person in PEOPLE[Tier(tier)]:
        yield from CHILDREN[:children] if person == CHILDREN[0] else (person,)


def _children_told(asked: Mapping[str, str]) -> int:
    """Return how many children are said; unless that is said, as many as something is asked of."""
    said = asked.get("children", "")
    if said in _NUMBERS:
        return int(said)
    named = (
        number for number, child in enumerate(CHILDREN, 1) if any(name.startswith(f"n-{child}-") for name in asked)
    )
    return max(named, default=1)


def _how_many_children() -> forms.ChoiceField:
    choices = [(number, number) for number in _NUMBERS]
    return forms.ChoiceField(label=gettext_lazy("How many children"), choices=choices, required=False)


def _count(label: str, heard: str, *, least: int = 0) -> forms.IntegerField:
    """Return the field of a number; `heard` is what tells it from those of other members."""
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_OF_ONE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0", "aria-label": heard}),
        error_messages={"invalid": gettext_lazy("Write how many as a whole number.")},
    )
