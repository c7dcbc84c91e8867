"""What a year on each plan comes to: by the care somebody expects, by usual years, and at worst."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from benefits.calculators.annual_cost import estimate_annual_cost, service_words
from benefits.calculators.money import ZERO
from benefits.calculators.plan_terms import Use
from benefits.calculators.result import Result
from benefits.calculators.words import Note, dollars, say
from benefits.models import Plan, UsageProfile
from benefits.plan_pages.offers import Offer

WIDTH = 320  # of a bar's drawing, in its own units
LEVEL_WORDS: Mapping[str, Promise] = {
    UsageProfile.Level.LOW: _("A year with little care"),
    UsageProfile.Level.TYPICAL: _("A usual year"),
    UsageProfile.Level.HIGH: _("A year with much care"),
}


@dataclass(frozen=True)
class Bar:
    """A year drawn: what comes off the pay, then care; what the employer gives takes its part off the end.

    Numbers as a drawing takes them, with a point in every language.
    """

    premium: str
    care: str
    seed_from: str
    seed: str
    worst: str  # where the year ends if all goes wrong


@dataclass(frozen=True)
class Year:
    """A year on one plan. Without a figure the reason is told; `bar` is drawn beside the figures."""

    plan: Plan
    result: Result
    bar: Bar | None = None

    @property
    def is_known(self) -> bool:
        return self.result.status == "ok"

    @property
    def has_seed(self) -> bool:
        return self.result["seed"] > 0

    @property
    def figures(self) -> dict[str, str]:
        return {one.key: dollars(one.value) for one in self.result.amounts}

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        return [(str(service_words(line.label.text)), str(line.formula), say(line.value)) for line in self.result.lines]

    @property
    def ahead(self) -> str:
        """Return by how much the employer's money is more than the year costs; "" where it is not."""
        net = self.result["net"]
        return dollars(-net) if net < 0 else ""


@dataclass(frozen=True)
class UsualYear:
    level: str
    nets: tuple[str, ...]  # one a plan; "" where it is not known
    assumptions: tuple[Note, ...]

    @property
    def label(self) -> Promise:
        return LEVEL_WORDS[self.level]


def years(offers: Sequence[Offer], uses: Sequence[Use]) -> list[Year]:
    results = [_estimated(offer, uses) for offer in offers]
    known = [result for result in results if result.status == "ok"]
    longest = max((max(_total(one), one["worst"] + one["seed"]) for one in known), default=ZERO)
    return [
        Year(offer.plan, result, _bar(result, longest) if result.status == "ok" and longest else None)
        for offer, result in zip(offers, results, strict=True)
    ]


def usual_years(offers: Sequence[Offer], profiles: Mapping[str, tuple[Use, ...]]) -> list[UsualYear]:
    """Return what the years that HR has described come to for one person, from little care to much."""
    told = []
    for level in LEVEL_WORDS:
        if level in profiles:
            results = [_estimated(offer, profiles[level]) for offer in offers]
            nets = tuple(dollars(one["net"]) if one.status == "ok" else "" for one in results)
            told.append(UsualYear(level, nets, tuple(assumed(results))))
    return told


def assumed(results: Iterable[Result]) -> Iterator[Note]:
    """Yield what all figures go by."""
    yield from (note for result in results if result.status == "ok" for note in result.assumptions)


def _estimated(offer: Offer, uses: Sequence[Use]) -> Result:
    for one in (offer.terms, offer.price):
        if isinstance(one, Result):
            return one
    return estimate_annual_cost(offer.terms, offer.price, uses)


def _total(result: Result) -> Decimal:
    return result["premium"] + result["care"]


def _bar(result: Result, longest: Decimal) -> Bar:
    def long(amount: Decimal) -> str:
        return f"{amount / longest * WIDTH:.1f}"

    total = _total(result)
    seed = min(result["seed"], total)
    worst = result["worst"] + result["seed"]
    return Bar(long(result["premium"]), long(result["care"]), long(total - seed), long(seed), long(worst))
