"""What a plan charges, in the words of a table's cell."""

from decimal import Decimal

from django.utils.translation import gettext as _

from benefits.calculators.plan_terms import Limits, ServiceTerms
from benefits.calculators.words import dollars, percent
from benefits.catalogue.read import Dental


def short_dollars(amount: Decimal) -> str:
    """Return the amount without cents where there are none."""
    return dollars(amount).removesuffix(".00")


def limits_words(limits: Limits) -> str:
    if limits.person == limits.family:
        return short_dollars(limits.family)
    family = short_dollars(limits.family)
    if limits.person is None:
        return _("%(family)s for all together; one member may have to fill it alone") % {"family": family}
    return _("%(person)s each, %(family)s for all together") % {
        "person": short_dollars(limits.person),
        "family": family,
    }


def dental_deductible_words(terms: Dental) -> str:
    """Return the deductible; where a family has none of its own, that of each member."""
    person, family = terms.deductible, terms.family_deductible
    if family is None and person:
        return _("%(person)s each") % {"person": short_dollars(person)}
    return limits_words(Limits(person if family is None else family, person))


def service_words(terms: ServiceTerms) -> str:
    if not terms.is_covered:
        return _("Not covered")
    if terms.is_free:
        return _("No charge")
    usual = _usual(terms)
    if terms.deductible_applies:
        usual = _("%(charge)s after the deductible") % {"charge": usual}
    if not terms.first_visits:
        return usual
    return _("%(first)s for each of the first %(count)s visits, then %(rest)s") % {
        "first": short_dollars(terms.first_copay),
        "count": terms.first_visits,
        "rest": usual,
    }


def _usual(terms: ServiceTerms) -> str:
    parts = []
    if terms.copay:
        parts.append(_copay(terms))
    if terms.coinsurance:
        parts.append(_coinsurance(terms))
    return _(" and ").join(parts) or _("No charge")


def _copay(terms: ServiceTerms) -> str:
    amount = short_dollars(terms.copay)
    if terms.is_a_day and terms.most_days:
        return _("%(amount)s a day, for at most %(days)s days") % {"amount": amount, "days": terms.most_days}
    return _("%(amount)s a day") % {"amount": amount} if terms.is_a_day else amount


def _coinsurance(terms: ServiceTerms) -> str:
    share = percent(terms.coinsurance)
    least = None if terms.least is None else short_dollars(terms.least)
    most = None if terms.most is None else short_dollars(terms.most)
    if least and most:
        return _("%(share)s, at least %(least)s and at most %(most)s") % {"share": share, "least": least, "most": most}
    if most:
        return _("%(share)s, at most %(most)s") % {"share": share, "most": most}
    return _("%(share)s, at least %(least)s") % {"share": share, "least": least} if least else share
