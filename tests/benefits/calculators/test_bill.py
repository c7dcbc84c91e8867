"""What a member pays of one bill, and that its parts come to it."""

from decimal import Decimal

import pytest

from benefits.calculators.bill import share_of_bill
from benefits.calculators.plan_terms import Limits, MedicalTerms, ServiceTerms, Use

D = Decimal
SERVICES = {
    "hospital_facility": ServiceTerms(coinsurance=D("0.2"), deductible_applies=True),
    "inpatient": ServiceTerms(copay=D(500), is_a_day=True, most_days=3),
    "specialist": ServiceTerms(copay=D(55)),
    "primary": ServiceTerms(first_visits=3, first_copay=D(40), coinsurance=D("0.3"), deductible_applies=True),
    "preventive": ServiceTerms(is_free=True),
    "specialty": ServiceTerms(coinsurance=D("0.25"), most=D(250)),
    "acupuncture": ServiceTerms(is_covered=False),
}
AGGREGATE = MedicalTerms("HDHP", Limits(D(4000), None), Limits(D(10000), None), SERVICES)
EMBEDDED = MedicalTerms("HSA 2500", Limits(D(5000), D(3500)), Limits(D(10000), D(5000)), SERVICES)


@pytest.mark.parametrize(
    ("terms", "use", "parts"),
    [
        (AGGREGATE, Use("hospital_facility", allowed=D(5200)), (4000, 0, 240, 4240)),
        (EMBEDDED, Use("hospital_facility", allowed=D(5200)), (3500, 0, 340, 3840)),
        (AGGREGATE, Use("hospital_facility", allowed=D(900)), (900, 0, 0, 900)),
        (AGGREGATE, Use("inpatient", nights=4), (0, 1500, 0, 1500)),
        (AGGREGATE, Use("inpatient", nights=2), (0, 1000, 0, 1000)),
        (AGGREGATE, Use("specialist"), (0, 55, 0, 55)),
        (AGGREGATE, Use("specialist", allowed=D(30)), (0, 30, 0, 30)),
        (AGGREGATE, Use("primary", allowed=D(150)), (0, 40, 0, 40)),
        (AGGREGATE, Use("preventive"), (0, 0, 0, 0)),
        (AGGREGATE, Use("specialty", allowed=D(3000)), (0, 0, 250, 250)),
        (AGGREGATE, Use("acupuncture", allowed=D(80)), (0, 0, 0, 80)),
    ],
)
def test_bill_is_told_by_its_parts(terms, use, parts):
    result = share_of_bill(terms, use)

    assert tuple(result[key] for key in ("deductible", "copay", "coinsurance", "you_pay")) == parts


def test_out_of_pocket_limit_cuts_a_bill_and_is_told():
    result = share_of_bill(EMBEDDED, Use("hospital_facility", allowed=D(40000)))

    assert (result["you_pay"], result["deductible"], result["coinsurance"]) == (5000, 3500, 7300)
    assert result["cut_by"] == 5800


def test_bill_of_a_service_that_nobody_entered_or_without_its_price_has_no_amount():
    unknown = share_of_bill(AGGREGATE, Use("hospice", allowed=D(100)))
    unpriced = share_of_bill(AGGREGATE, Use("hospital_facility"))

    assert (unknown.status, unknown.amounts) == ("not_available", ())
    assert (unpriced.status, unpriced.missing) == ("needs_input", ("price",))
