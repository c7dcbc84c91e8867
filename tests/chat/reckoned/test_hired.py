"""The first day at work is read where it is told as that, and never another day."""

from collections.abc import Callable
from datetime import date

import pytest

from chat.pipeline.tools.reckoned.hired import hired_said, without_hired
from platform_admin.demo.company import Company
from tests.chat.reckoned.asking import asked, only

HIRED = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I was hired March 1, 2026. What do I pay for a crown in 2027?", HIRED),
        ("Hired on 3/1/2026, what does a crown cost?", HIRED),
        ("On March 1, 2026 I was hired.", HIRED),
        ("I started working here on March 1, 2026; my crown was done on October 5, 2026.", HIRED),
        ("My crown was done on October 5, 2026. My hire date is March 1, 2026.", HIRED),
        ("Me contrataron el 1 de marzo de 2026.", HIRED),
        ("Empecé a trabajar el 1 de marzo de 2026.", HIRED),
        ("I started on March 1, 2026 and need a $1,200 crown. What do I pay?", HIRED),
        ("I joined on 3/1/2026 and need braces.", HIRED),
        ("What does the dental plan pay for a crown if I joined on 3/1/2026?", HIRED),
        ("My start date was March 1, 2026.", HIRED),
        ("I've worked here since March 1, 2026.", HIRED),
        ("I have been with the company since 3/1/2026.", HIRED),
        ("I've been working for this company since March 1, 2026.", HIRED),
        ("Empecé el 1 de marzo de 2026 y necesito una corona.", HIRED),
        ("Trabajo aquí desde el 1 de marzo de 2026.", HIRED),
        ("Trabajo en la empresa desde el 1 de marzo de 2026.", HIRED),
        ("I was hired and my start date was March 1, 2026.", HIRED),
        ("My crown treatment started on October 5, 2026.", None),
        ("I've worked here since 2024, and my crown is of October 5, 2026.", None),
        ("My treatment, I started on October 5, 2026.", None),
        ("I have braces and I started on October 5, 2026.", None),
        ("The braces I started on October 5, 2026 cost $4,000.", None),
        ("I started on October 5, 2026 with braces.", None),
        ("I started on October 5, 2026 my treatment.", None),
        ("My plan started on October 5, 2026.", None),
        ("My coverage started on October 5, 2026.", None),
        ("I joined the dental plan on October 5, 2026.", None),
        ("My start date of coverage was October 5, 2026.", None),
        ("My wife joined on October 5, 2026.", None),
        ("Empecé el tratamiento el 5 de octubre de 2026.", None),
        ("Empecé el 5 de octubre de 2026 con los frenos.", None),
        ("Mi tratamiento empezó el 5 de octubre de 2026.", None),
        ("I started treatment on October 5, 2026.", None),
        ("I was hired. My crown was done on October 5, 2026.", None),
        ("I was hired on March 1, 2026. I was hired on April 1, 2026.", None),
        ("My wife was hired on March 1, 2026.", None),
        ("El contrato del dentista es del 1 de marzo de 2026.", None),
        ("I was hired in 2026.", None),
    ],
)
def test_only_the_day_of_hire_is_read_as_one(text: str, day: date | None) -> None:
    assert hired_said(text) == day


def test_only_the_day_of_hire_is_taken_out_of_the_words() -> None:
    left = without_hired("I was hired March 1, 2026. My crown was done on October 5, 2026. What is it in 2027?")

    assert left == "I was hired  . My crown was done on October 5, 2026. What is it in 2027?"


def test_day_that_is_told_of_twice_in_one_breath_is_taken_out_once() -> None:
    text = "I was hired and my start date was March 1, 2026. My crown was done on October 5, 2026."

    assert without_hired(text) == "I was hired and my start date was  . My crown was done on October 5, 2026."


def test_year_that_is_asked_of_is_gone_by_though_the_day_of_hire_has_another(load: Callable[[str], Company]) -> None:
    load("juniper")

    used = asked("I was hired March 1, 2026. What do I pay for a $1,200 crown in 2027?", "SAL")

    assert only(used).years == ("2027",)
    assert only(asked("I was hired March 1, 2026. What do I pay for a $1,200 crown in 2026?", "SAL")).years == ("2026",)
