"""The three demo companies: the one source of numbers."""

from datetime import date

from platform_admin.demo.bluefin.numbers import COMPANY as BLUEFIN
from platform_admin.demo.cedarmain.numbers import COMPANY as CEDARMAIN
from platform_admin.demo.company import Company
from platform_admin.demo.juniper.numbers import COMPANY as JUNIPER

DEMO_TODAY = date(2026, 11, 10)
COMPANIES = (JUNIPER, BLUEFIN, CEDARMAIN)


def company(subdomain: str) -> Company:
    return next(one for one in COMPANIES if one.subdomain == subdomain)
