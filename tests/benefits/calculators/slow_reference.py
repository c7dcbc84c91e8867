"""What care costs, reckoned a second time in another way: cent by cent, with whole fractions and no shortcut.

Each claim is laid out in single cents of its price. Each cent goes to the first pot that takes it: the deductible while
the member's own and the family's have room, then the copay, and what is left is shared, within the least and the most
of a fill.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from benefits.calculators.plan_terms import Limits, MedicalTerms, ServiceTerms, Use


def cost_in_cents(terms: MedicalTerms, uses: Sequence[Use]) -> int:
    deductible, paid, seen, uncovered = Counter(), Counter(), Counter(), 0
    for use, claim in _claims(terms, uses):
        service, price = claim
        if not service.is_covered:
            uncovered += price
            continue
        share, filled = _share(terms, service, price, use, deductible, seen)
        deductible[use.person] += filled
        if not service.counts_to_limit:
            uncovered += share
            continue
        for _ in range(share):
            if not _takes(terms.out_of_pocket, paid, use.person):
                break
            paid[use.person] += 1
    return sum(paid.values()) + uncovered


def _claims(terms: MedicalTerms, uses: Sequence[Use]):
    for use in uses:
        service = terms.services[use.service]
        price = int(use.allowed * 100)
        for _ in range(use.count):
            yield use, (service, price)


def _share(terms: MedicalTerms, service: ServiceTerms, price: int, use: Use, deductible: Counter, seen: Counter):
    if service.is_free:
        return 0, 0
    seen[use.person, use.service] += 1
    if seen[use.person, use.service] <= service.first_visits:
        return min(int(service.first_copay * 100), price), 0
    days = use.nights if service.is_a_day else 1
    if service.most_days is not None and days > service.most_days:
        days = service.most_days
    copay_left, filled, owed, rest = int(service.copay * 100) * days, Counter(deductible), 0, 0
    before = filled[use.person]
    for _ in range(price):
        if service.deductible_applies and _takes(terms.deductible, filled, use.person):
            filled[use.person] += 1
            owed += 1
        elif copay_left:
            copay_left -= 1
            owed += 1
            filled[use.person] += terms.counts_copays and _takes(terms.deductible, filled, use.person)
        else:
            rest += 1
    return int(owed + _share_of_rest(service, rest) + Fraction(1, 2)), filled[use.person] - before


def _share_of_rest(service: ServiceTerms, rest: int) -> Fraction:
    """Return the member's part of these cents: to the least of a fill each cent is theirs, beyond the most none is."""
    owed = sum((Fraction(service.coinsurance) for _ in range(rest)), Fraction(0))
    for cent in range(1, rest + 1):
        if service.least is not None and cent <= service.least * 100 and owed < cent:
            owed = Fraction(cent)
    while service.most is not None and owed > service.most * 100:
        owed -= min(Fraction(1), owed - int(service.most * 100))
    return owed


def _takes(limits: Limits, filled: Counter, person: str) -> bool:
    if sum(filled.values()) >= int(limits.family * 100):
        return False
    return limits.person is None or filled[person] < int(limits.person * 100)
