"""Plans side by side, row by row; rows in which all are equal are told apart from those in which they differ."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from benefits.calculators.plan_terms import MedicalTerms, Premium
from benefits.calculators.result import Result
from benefits.calculators.words import dollars
from benefits.models import Plan
from benefits.plan_pages.offers import Offer
from benefits.plan_pages.words import limits_words, service_words, short_dollars
from benefits.services import EVENT_LABELS, MEDICAL_SERVICES

MOST, LEAST = 4, 2


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[str, ...]  # one a plan; "" where it is not known

    @property
    def is_equal(self) -> bool:
        return len(set(self.cells)) == 1

    @property
    def marked(self) -> list[tuple[str, bool]]:
        """Return each cell with whether it is unlike those of most plans; of two, or all unlike, none stands out."""
        usual, count = Counter(self.cells).most_common(1)[0]
        is_usual = len(self.cells) > 2 and count * 2 > len(self.cells)
        return [(cell, is_usual and cell != usual) for cell in self.cells]


@dataclass(frozen=True)
class Group:
    label: str
    rows: tuple[Row, ...]

    @property
    def differing(self) -> list[Row]:
        return [row for row in self.rows if not row.is_equal]

    @property
    def equal(self) -> list[Row]:
        return [row for row in self.rows if row.is_equal]


def compare(offers: Sequence[Offer]) -> list[Group]:
    """Return what the plans cost and pay, in the order of a Summary of Benefits and Coverage."""
    groups = [_group(gettext_lazy("What comes off your pay"), _PRICE, offers), *_care(offers)]
    groups.append(_group(gettext_lazy("The plan"), _PLAN, offers))
    return [group for group in groups if group.rows]


def _of_price(tell: Callable[[Premium, Offer], str]) -> Callable[[Offer], str]:
    return lambda offer: "" if isinstance(offer.price, Result) else tell(offer.price, offer)


def _of_terms(tell: Callable[[MedicalTerms], str]) -> Callable[[Offer], str]:
    return lambda offer: "" if isinstance(offer.terms, Result) else tell(offer.terms)


def _of_plan(tell: Callable[[Plan], str]) -> Callable[[Offer], str]:
    return lambda offer: tell(offer.plan)


_PRICE = (
    (gettext_lazy("Each paycheck"), _of_price(lambda price, offer: dollars(offer.amount("each")))),
    (gettext_lazy("In a year"), _of_price(lambda price, offer: dollars(offer.amount("year")))),
    (
        gettext_lazy("Your employer puts into your HSA in a year"),
        _of_price(lambda price, offer: short_dollars(price.seed_a_year) if offer.plan.hsa_qualified else _("No HSA")),
    ),
)
_LIMITS = (
    (gettext_lazy("Deductible"), _of_terms(lambda terms: limits_words(terms.deductible))),
    (gettext_lazy("Out-of-pocket limit"), _of_terms(lambda terms: limits_words(terms.out_of_pocket))),
)
_PLAN = (
    (gettext_lazy("Kind of plan"), _of_plan(lambda plan: plan.get_kind_display())),
    (gettext_lazy("Network"), _of_plan(lambda plan: plan.network_name)),
    (
        gettext_lazy("Referral for a specialist"),
        _of_plan(lambda plan: _("Needed") if plan.referral_required else _("Not needed")),
    ),
    (gettext_lazy("Goes with an HSA"), _of_plan(lambda plan: _("Yes") if plan.hsa_qualified else _("No"))),
)


def _group(
    label: Promise | str, rows: Sequence[tuple[Promise | str, Callable[[Offer], str]]], offers: Sequence[Offer]
) -> Group:
    told = (Row(str(name), tuple(tell(offer) for offer in offers)) for name, tell in rows)
    return Group(str(label), tuple(row for row in told if any(row.cells)))


def _care(offers: Sequence[Offer]) -> list[Group]:
    by_event = {event: [one for one in MEDICAL_SERVICES if one.event == event] for event in EVENT_LABELS}
    groups = [_group(gettext_lazy("Yearly limits, in the network"), _LIMITS, offers)]
    for event, services in by_event.items():
        rows = [(_(service.name), _of_terms(_charge(service.code))) for service in services]
        groups.append(_group(_(EVENT_LABELS[event]), rows, offers))
    return groups


def _charge(code: str) -> Callable[[MedicalTerms], str]:
    return lambda terms: service_words(terms.services[code]) if code in terms.services else ""
