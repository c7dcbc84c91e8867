"""What a year on a medical plan comes to: what comes off the pay, what care costs, less the employer's money.

Claims are walked in the order given. Each is rounded to the cent, as a claim is paid.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_noop

from benefits.calculators.money import ZERO, cents
from benefits.calculators.paycheck import premium_a_year, premium_line, refuse_premium
from benefits.calculators.plan_terms import USUAL_NIGHTS, Limits, MedicalTerms, Premium, ServiceTerms, Use
from benefits.calculators.result import (
    Amount,
    Line,
    Result,
    needs_input,
    not_available,
    refuse_absurd,
    refuse_share,
)
from benefits.calculators.words import Note, dollars
from benefits.services import MEDICAL_SERVICE

MOST_USES = 1_000  # of one service in a year
MOST_NIGHTS = 366  # of a stay
_FILLED_BY_ONE = gettext_noop("One member may have to fill the family's whole deductible of {amount} alone.")
_AS_ORDERED = gettext_noop("Care is taken in the order given; another order can change who fills the deductible.")
_IN_NETWORK = gettext_noop("All care is in the network, at the prices shown.")
_NO_TAXES = gettext_noop("What is saved in taxes is left out.")
_USUAL_NIGHTS = gettext_noop("Each stay that is charged by the day is taken to have {nights} nights.")
_IF = gettext_noop("Your employer's {amount} comes only if this is met: {condition}")
_NOT_COVERED = gettext_noop("{service} is not covered: all of it is paid by you and counts towards no limit.")
_NO_LIMIT_ON_DRUGS = gettext_noop(
    "Drugs do not count towards the out-of-pocket limit: the worst case is without them, and they can cost more."
)


@dataclass(frozen=True)
class Care:
    """What care comes to for the member, claim by claim."""

    out_of_pocket: Decimal  # what counts towards the limit
    beside: Decimal  # what does not: all of what is not covered, and one's part of what has no limit
    lines: tuple[Line, ...]
    uncovered: tuple[str, ...] = ()  # services

    @property
    def total(self) -> Decimal:
        return self.out_of_pocket + self.beside


def estimate_annual_cost(terms: MedicalTerms, premium: Premium, uses: Sequence[Use]) -> Result:
    """Return premium, care, seed and net of the year, and the most it can come to with care in the network: without
    drugs, where the plan has no limit on them.

    `net` may be below zero: the employer's money is more than the year costs.
    """
    refused = _refused(terms, premium, uses)
    if refused:
        return refused
    care = walk(terms, uses)
    off_pay, seed = premium_a_year(premium), cents(premium.seed_a_year)
    return Result(
        "ok",
        amounts=(
            Amount("premium", off_pay, "usd_a_year"),
            Amount("care", care.total, "usd_a_year"),
            Amount("seed", seed, "usd_a_year"),
            Amount("net", off_pay + care.total - seed, "usd_a_year"),
            Amount("worst", off_pay + terms.out_of_pocket.family - seed, "usd_a_year"),
        ),
        lines=(premium_line(premium), *care.lines),
        assumptions=tuple(_assumptions(terms, premium, uses)),
        sources=terms.sources,
        warnings=tuple(_warnings(terms, care)),
    )


def walk(terms: MedicalTerms, uses: Sequence[Use]) -> Care:
    """Return what the uses cost, claim by claim. Every use has its price, and every service its terms."""
    year = _Year(terms)
    lines = []
    for use in uses:
        before = year.total
        for _ in range(use.count):
            year.pay(use, _terms_of(terms, use))
        lines.append(Line(Note(use.service), _formula(use, _terms_of(terms, use)), year.total - before))
    return Care(year.out_of_pocket, year.beside, tuple(lines), tuple(sorted(year.uncovered)))


@dataclass
class _Year:
    """What has been paid so far, by member and by all."""

    terms: MedicalTerms
    deductible: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    paid: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    visits: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    beside: Decimal = ZERO
    uncovered: set[str] = field(default_factory=set)

    @property
    def out_of_pocket(self) -> Decimal:
        return sum(self.paid.values(), ZERO)

    @property
    def total(self) -> Decimal:
        return self.out_of_pocket + self.beside

    def pay(self, use: Use, service: ServiceTerms) -> None:
        """Take in one claim; of a stay, the whole stay."""
        if not service.is_covered:
            self.beside += cents(use.allowed)
            self.uncovered.add(use.service)
            return
        share = self._share(use, service)
        if not service.counts_to_limit:
            self.beside += cents(share)
            return
        self.paid[use.person] += min(cents(share), _left(self.terms.out_of_pocket, self.paid, use.person))

    def _share(self, use: Use, service: ServiceTerms) -> Decimal:
        allowed = use.allowed
        if service.is_free:
            return ZERO
        place = (use.person, use.service)
        if self.visits[place] < service.first_visits:
            self.visits[place] += 1
            return _capped(service.first_copay, allowed)
        deductible = ZERO
        if service.deductible_applies:
            deductible = min(allowed, _left(self.terms.deductible, self.deductible, use.person))
            self.deductible[use.person] += deductible
            allowed -= deductible
        copay = _capped(service.copay * copays_charged(service, use), allowed)
        if self.terms.counts_copays:
            self.deductible[use.person] += min(copay, _left(self.terms.deductible, self.deductible, use.person))
        coinsurance = ZERO if allowed is None else owed_of_rest(service, allowed - copay)
        return deductible + copay + coinsurance


def copays_charged(service: ServiceTerms, use: Use) -> int:
    """Return how many copays one claim is charged: one for each night of a stay that is charged by the day."""
    if not service.is_a_day:
        return 1
    return use.nights if service.most_days is None else min(use.nights, service.most_days)


def owed_of_rest(service: ServiceTerms, rest: Decimal) -> Decimal:
    """Return the member's share of what is left, never less or more than the plan says of a fill."""
    owed = rest * service.coinsurance
    if service.least is not None:
        owed = max(owed, min(service.least, rest))
    return owed if service.most is None else min(owed, service.most)


def _capped(copay: Decimal, allowed: Decimal | None) -> Decimal:
    return copay if allowed is None else min(copay, allowed)


def _left(limits: Limits, filled: dict[str, Decimal], person: str) -> Decimal:
    """Return what a member still has to fill: the smaller of their own and the family's."""
    family = max(limits.family - sum(filled.values(), ZERO), ZERO)
    return family if limits.person is None else min(family, max(limits.person - filled[person], ZERO))


def _terms_of(terms: MedicalTerms, use: Use) -> ServiceTerms | None:
    return terms.services.get(use.service, terms.others)


def service_words(code: str) -> Note:
    """Return what a service is called; one that no template knows is called as it is."""
    return Note(MEDICAL_SERVICE[code].name if code in MEDICAL_SERVICE else code)


def _formula(use: Use, service: ServiceTerms) -> str | Note:
    price = f" × {dollars(use.allowed)}" if use.allowed is not None else ""
    if not service.is_a_day:
        return f"{use.count}{price}"
    words = gettext_noop("{count}, nights of each: {nights}")
    return Note(words, {"count": f"{use.count}{price}", "nights": use.nights})


def _is_by_the_day(service: ServiceTerms) -> bool:
    return service.is_a_day and service.is_covered


def _needs_price(service: ServiceTerms) -> bool:
    """Whether what is paid hangs on the price: a copay alone does not, unless the price is below it."""
    return not service.is_covered or (not service.is_free and (service.deductible_applies or service.coinsurance > 0))


# ---- what cannot be reckoned with


def _refused(terms: MedicalTerms, premium: Premium, uses: Sequence[Use]) -> Result | None:
    amounts = {
        "deductible": terms.deductible.family,
        "deductible of one person": terms.deductible.person,
        "out-of-pocket limit": terms.out_of_pocket.family,
        "out-of-pocket limit of one person": terms.out_of_pocket.person,
    }
    return (
        refuse_absurd(amounts)
        or refuse_premium(premium)
        or _refused_limits(terms)
        or next((refused for use in uses if (refused := _refused_use(terms, use))), None)
    )


def _refused_limits(terms: MedicalTerms) -> Result | None:
    for limits in (terms.deductible, terms.out_of_pocket):
        if limits.person is not None and limits.person > limits.family:
            return not_available(
                gettext_noop("The limits of {plan} contradict each other: one member's is more than the family's."),
                plan=terms.name,
            )
    if terms.deductible.family > terms.out_of_pocket.family:
        return not_available(
            gettext_noop(
                "The limits of {plan} contradict each other: its deductible is more than its out-of-pocket limit."
            ),
            plan=terms.name,
        )
    return None


def _refused_use(terms: MedicalTerms, use: Use) -> Result | None:
    if not 0 <= use.count <= MOST_USES:
        return needs_input(
            ["uses"], gettext_noop("Between 0 and {most} of one service fit into a year."), most=MOST_USES
        )
    if use.nights is not None and not 1 <= use.nights <= MOST_NIGHTS:
        return needs_input(["nights"], gettext_noop("A stay has between 1 and {most} nights."), most=MOST_NIGHTS)
    refused = refuse_absurd({"price": use.allowed})
    if refused:
        return refused
    service = _terms_of(terms, use)
    if service is None:
        return not_available(
            gettext_noop("What {service} costs on {plan} is not in the catalogue."),
            service=service_words(use.service),
            plan=terms.name,
        )
    if use.allowed is None and _needs_price(service):
        return needs_input(
            ["price"],
            gettext_noop("What {service} costs on {plan} hangs on its price. Say what is charged for it."),
            service=service_words(use.service),
            plan=terms.name,
        )
    if _is_by_the_day(service) and use.count and use.nights is None:
        return needs_input(
            ["nights"],
            gettext_noop("What {service} costs on {plan} hangs on the nights of each stay. Say how many there are."),
            service=service_words(use.service),
            plan=terms.name,
        )
    amounts = {"copay": service.copay, "first copay": service.first_copay}
    return refuse_absurd(amounts) or refuse_share({"coinsurance": service.coinsurance})


# ---- how it is told


def _assumptions(terms: MedicalTerms, premium: Premium, uses: Sequence[Use]) -> list[Note]:
    told = [Note(text) for text in (_IN_NETWORK, _AS_ORDERED, _NO_TAXES)]
    if any(use.has_usual_nights and use.count and _is_by_the_day(_terms_of(terms, use)) for use in uses):
        told.append(Note(_USUAL_NIGHTS, {"nights": USUAL_NIGHTS}))
    if premium.seed_condition and premium.seed_a_year:
        told.append(Note(_IF, {"amount": premium.seed_a_year, "condition": premium.seed_condition}))
    return told


def _warnings(terms: MedicalTerms, care: Care) -> list[Note]:
    told = [Note(_NOT_COVERED, {"service": service_words(service)}) for service in care.uncovered]
    if not terms.limits_drugs:
        told.append(Note(_NO_LIMIT_ON_DRUGS))
    if terms.deductible.person is None:
        told.append(Note(_FILLED_BY_ONE, {"amount": terms.deductible.family}))
    return told
