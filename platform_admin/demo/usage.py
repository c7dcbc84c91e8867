"""How many people of a demo company ask how much on a day: one invention for operators' figures and for HR's."""

import random
from datetime import date

_PEOPLE = {"juniper": 340, "bluefin": 120, "cedarmain": 610}  # who would ask in a company of that size
_SATURDAY = 5
_ENROLMENT_MONTHS = (10, 11)


def people_of(subdomain: str) -> int:
    return _PEOPLE.get(subdomain, 100)


def people_and_questions(subdomain: str, day: date) -> tuple[int, int]:
    """Return how many ask, and how many questions: few at weekends, more towards open enrollment; the same for the
    same day.
    """
    chance = random.Random(f"{subdomain} {day} usage")
    season = 1.6 if day.month in _ENROLMENT_MONTHS else 1.0
    share = (0.015 if day.weekday() >= _SATURDAY else 0.11) * season * chance.uniform(0.7, 1.3)
    active = round(people_of(subdomain) * share)
    return active, round(active * chance.uniform(1.8, 3.2))
