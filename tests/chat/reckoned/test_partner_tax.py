"""What covering a domestic partner adds to taxable pay, by the company's own method."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from benefits.models import ClassRule, Rate
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, told

QUESTION = "I want to add my domestic partner on the PPO 750. What is the tax?"


@pytest.fixture
def by_fair_value(load: Callable[[str], Company]) -> None:
    load("bluefin")
    ClassRule.objects.update(imputed_method="fair_value")


def test_fair_value_less_what_one_pays_for_the_partner_is_taxed(by_fair_value: None) -> None:
    Rate.objects.filter(plan__short_name="PPO 750", tier="EE_DP").update(partner_monthly=Decimal(900))

    # 900 less 148 from each of 24 paychecks, which are 296 a month.
    assert "$604.00 a month" in told(asked(QUESTION, "STAFF"))
    assert "$7,248.00 a year" in told(asked(QUESTION, "STAFF"))


def test_fair_value_that_nobody_has_entered_is_no_number(by_fair_value: None) -> None:
    assert "$" not in told(asked(QUESTION, "STAFF"))


def test_fair_value_stands_with_coverage_of_a_partner_alone(by_fair_value: None) -> None:
    with pytest.raises(IntegrityError, match="rate_partner_of_partner"), transaction.atomic():
        Rate.objects.filter(tier="FAM").update(partner_monthly=Decimal(900))
