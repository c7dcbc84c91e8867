"""What people say of themselves is read as they mean it, and what they do not say is not made up."""

from datetime import date
from decimal import Decimal

import pytest

from chat.pipeline.tools.reckoned.said import (
    Covered,
    Use,
    age_said,
    covered_said,
    days_said,
    money_said,
    nights_said,
    pay_said,
    service_said,
    share_saved,
    smokes,
    spouse_has_other_plan,
    use_said,
)
from chat.pipeline.tools.reckoned.visits import Counted, visits_said


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("What does the PPO cost, employee only?", Covered.EMPLOYEE),
        ("PPO 750 or HSA 2500, single, typical use", Covered.EMPLOYEE),
        ("How much for just me?", Covered.EMPLOYEE),
        ("¿Cuánto cuesta solo para mí?", Covered.EMPLOYEE),
        ("I am single and need only coverage for myself", Covered.EMPLOYEE),
        ("me and my wife", Covered.SPOUSE),
        ("What do I pay for the PPO with my husband?", Covered.SPOUSE),
        ("employee+spouse", Covered.SPOUSE),
        ("¿Cuánto pago con mi esposa?", Covered.SPOUSE),
        ("para mí y mi marido", Covered.SPOUSE),
        ("with my domestic partner", Covered.PARTNER),
        ("me and my partner", Covered.PARTNER),
        ("con mi pareja", Covered.PARTNER),
        ("for me and my two kids", Covered.CHILDREN),
        ("employee and children", Covered.CHILDREN),
        ("para mí y mis hijos", Covered.CHILDREN),
        ("me and my son", Covered.CHILD),
        ("employee + 1 child", Covered.CHILD),
        ("What does the PPO cost for me and my daughter?", Covered.CHILD),
        ("para mí y mi hija", Covered.CHILD),
        ("me and my son and my daughter", Covered.CHILDREN),
        ("employee + child(ren)", Covered.CHILDREN),
        ("me and my children", Covered.CHILDREN),
        ("What is the price of employee + one?", Covered.ONE),
        ("employee plus one dependent", Covered.ONE),
        ("me plus one", Covered.ONE),
        ("empleado más uno", Covered.ONE),
        ("¿Cuánto cuesta para mí y una persona más?", Covered.ONE),
        ("What do I pay for me and one visit?", None),
        ("HDHP family: one hospital bill", Covered.FAMILY),
        ("my wife and our son", Covered.FAMILY),
        ("toda la familia", Covered.FAMILY),
        ("mi esposa y mis hijos", Covered.FAMILY),
        ("What do I pay? My wife could have a plan at her own job.", None),
        ("employee only; my wife has her own job's plan", Covered.EMPLOYEE),
        ("What does the PPO cost?", None),
        ("¿Cuánto cuesta el PPO?", None),
    ],
)
def test_whom_a_question_covers_is_read_and_a_spouses_own_plan_covers_nobody(text, covered):
    assert covered_said(text) == covered


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("I smoke", True),
        ("I'm a smoker", True),
        ("I vape. What do I pay?", True),
        ("I use tobacco", True),
        ("Fumo. ¿Cuánto pago?", True),
        ("Soy fumadora", True),
        ("I don't smoke", False),
        ("I do not smoke any more", False),
        ("I'm a non-smoker", False),
        ("I quit smoking last year", False),
        ("No fumo", False),
        ("Ya no fumo", False),
        ("Is there a tobacco surcharge?", False),
        ("My wife smokes", False),
        ("What do smokers pay?", False),
    ],
)
def test_only_who_says_so_of_themselves_smokes(text, does):
    assert smokes(text) is does


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("my wife could have her own job's plan", True),
        ("she could have a plan at her own job", True),
        ("My husband has insurance through work", True),
        ("my spouse is offered coverage at work", True),
        ("Mi esposa tiene seguro en su trabajo", True),
        ("Mi marido podría tener un plan en su propio trabajo", True),
        ("my wife does not have a plan at her job", False),
        ("my wife has no coverage at work", False),
        ("My wife works part time", False),
        ("mi esposa no tiene seguro en su trabajo", False),
        ("Do I pay the spousal surcharge?", False),
    ],
)
def test_a_spouses_own_plan_is_read_unless_it_is_denied(text, has):
    assert spouse_has_other_plan(text) is has


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I am 40 and had self-only coverage all year", 40),
        ("Family coverage, I am 56.", 56),
        ("I'm 47. How much is taxable?", 47),
        ("I will be 55 next year", 55),
        ("age 63", 63),
        ("Tengo 52 años", 52),
        ("a 61-year-old employee", 61),
        ("Tengo 4 hijos", None),
        ("My son is 24 years old", None),
        ("My coworker is 57 years old and has family coverage", None),
        ("My boss just turned 57 years old", None),
        ("my mother, aged 67, lives with me", None),
        ("My sister-in-law Ann is 60 years old", None),
        ("My kids are 12 years old", None),
        ("Mi compañera, de edad 57, tiene el HDHP", None),
        ("My kids are covered. I am 40", 40),
        ("I have a wife and am 58 years old", 58),
        ("My wife and I are 58 years old", 58),
        ("I am 10 minutes late", None),
        ("I am 40% vested", None),
        ("I am 30 or I am 40", None),
        ("Tengo 4", 4),
        ("I am 300", None),
    ],
)
def test_ones_own_age_is_read_and_nobody_elses(text, age):
    assert age_said(text) == age


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("I was hired on March 9, 2027.", (date(2027, 3, 9),)),
        ("Me contrataron el 9 de marzo de 2027", (date(2027, 3, 9),)),
        ("ends on January 31, 2027, the notice is dated 2027-02-10", (date(2027, 1, 31), date(2027, 2, 10))),
        ("on 3/9/2027", (date(2027, 3, 9),)),
        ("on March 9", ()),
        ("on February 30, 2027", ()),
        ("in 2027", ()),
    ],
)
def test_days_with_their_year_are_read_in_order(text, days):
    assert days_said(text) == days


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("one hospital bill of $5,200", (Decimal(5200),)),
        ("crown costs $1,200 and $1,200 of the maximum is paid", (Decimal(1200), Decimal(1200))),
        ("unos armazones de $220", (Decimal(220),)),
        ("HSA 2500 family", ()),
        ("PPO 750", ()),
        ("Is it free?", ()),
    ],
)
def test_amounts_are_read_and_a_plans_level_is_none(text, amounts):
    assert money_said(text) == amounts


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("I earn $60,000 and save 5%", Decimal(60000)),
        ("I make 75k a year", Decimal(75000)),
        ("my salary is $48,500.50", Decimal("48500.50")),
        ("Gano $52,000", Decimal(52000)),
        ("I am paid $1,200 a week", Decimal(1200)),
        ("my pay is 61000", Decimal(61000)),
        ("on a weekly pay of $1,150", Decimal(1150)),
        ("the company pays me $2,500 a month", Decimal(2500)),
        ("In 2027 I earn in all $60,000", Decimal(60000)),
        ("I make 2,027 a month", Decimal(2027)),
        ("I save 5% of my salary in the 401k and earn $70,000", Decimal(70000)),
        ("Me pagan $52,000 en 2027", Decimal(52000)),
        ("How much does short-term disability pay on $60,000 a year?", Decimal(60000)),
        ("I pay $30", None),
        ("What do I pay?", None),
        ("How much does short-term disability pay in 2027?", None),
        ("What does STD pay in 2026?", None),
        ("If I save 5%, what will the company pay in 2027 as a match?", None),
        ("What is the match on my salary in 2027?", None),
        ("I save 5% of my salary in the 401k", None),
        ("I earn 1,200 hours of leave", None),
        ("I pay $1,500 a year for short-term disability, how much does it pay?", None),
        ("¿Cuánto pagan en 2027?", None),
    ],
)
def test_pay_is_read(text, pay):
    assert pay_said(text) == pay


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("save 5%", Decimal("0.05")),
        ("I contribute 4.5 percent of my pay", Decimal("0.045")),
        ("Ahorro el 6%", Decimal("0.06")),
        ("The match is 5%", None),
    ],
)
def test_share_that_is_saved_is_read(text, share):
    assert share_saved(text) == share


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("single, typical use: what does the year cost?", Use.TYPICAL),
        ("low use", Use.LOW),
        ("I hardly ever see a doctor", Use.LOW),
        ("worst in-network year", Use.WORST),
        ("in a bad year", Use.HIGH),
        ("lots of care", Use.HIGH),
        ("how much care", None),
        ("un mal año", Use.HIGH),
        ("mucho uso", Use.HIGH),
        ("uso típico", Use.TYPICAL),
        ("poco uso", Use.LOW),
        ("en el peor de los casos", Use.WORST),
        ("low or typical use?", None),
        ("What does the year cost?", None),
    ],
)
def test_how_much_care_is_meant_is_read(text, use):
    assert use_said(text) == use


@pytest.mark.parametrize(
    ("text", "nights"),
    [
        ("What do 4 nights in hospital cost on the HMO?", 4),
        ("¿Cuánto cuestan 4 noches en el hospital con el HMO?", 4),
        ("a hospital stay of three nights", 3),
        ("two days in the hospital", 2),
        ("How many days do I have?", None),
        ("Is a hospital stay covered?", None),
        ("30 days after leaving", None),
    ],
)
def test_nights_in_a_hospital_are_counted(text, nights):
    assert nights_said(text) == nights


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        (
            "4 doctor visits, 3 specialist visits, 12 fills, an MRI and 1 urgent care visit",
            {"primary": 4, "specialist": 3, "generic": 12, "imaging": 1, "urgent": 1},
        ),
        ("two specialist visits and one emergency room visit", {"specialist": 2, "emergency": 1}),
        ("4 visitas al médico y 2 al especialista", {"primary": 4, "specialist": 2}),
        ("What does a year with 2 hospital stays cost?", {"hospital_facility": 2}),
        ("a hospital stay and 4 doctor visits", {"hospital_facility": 1, "primary": 4}),
        ("4 doctor visits with a hospital stay", {"hospital_facility": 1, "primary": 4}),
        ("What does a year on the PPO 750 cost with 4 doctor visits?", {"primary": 4}),
        ("2 emergency room visits and 30 days", {"emergency": 2}),
        ("What does the year cost?", {}),
        ("30 days", {}),
    ],
)
def test_visits_are_counted_by_service(text, visits):
    assert {one.service: one.count for one in visits_said(text)} == visits
    assert all(one.nights is None for one in visits_said(text))


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        (
            "What would a year on the PPO cost with 3 days in the hospital and 4 doctor visits?",
            (Counted("hospital_facility", 1, 3), Counted("primary", 4)),
        ),
        ("a year with 3 nights in the hospital", (Counted("hospital_facility", 1, 3),)),
        ("one hospital stay of 3 nights", (Counted("hospital_facility", 1, 3),)),
        ("a hospital stay for three days", (Counted("hospital_facility", 1, 3),)),
        ("two hospital stays of 3 nights each", (Counted("hospital_facility", 2, 3),)),
        ("two 3-night hospital stays", (Counted("hospital_facility", 2, 3),)),
        ("a 3-night hospital stay", (Counted("hospital_facility", 1, 3),)),
        ("3 inpatient days", (Counted("hospital_facility", 1, 3),)),
        ("5 days hospitalized", (Counted("hospital_facility", 1, 5),)),
        ("10 days of skilled nursing", (Counted("skilled_nursing", 1, 10),)),
        (
            "3 days in a hospital with 4 doctor visits",
            (Counted("hospital_facility", 1, 3), Counted("primary", 4)),
        ),
        (
            "4 doctor visits with one hospital stay of 3 nights",
            (Counted("hospital_facility", 1, 3), Counted("primary", 4)),
        ),
        (
            "3 nights in the hospital and 2 nights in the hospital",
            (Counted("hospital_facility", 1, 3), Counted("hospital_facility", 1, 2)),
        ),
        (
            "un año con 3 noches en el hospital y 4 visitas al médico",
            (Counted("hospital_facility", 1, 3), Counted("primary", 4)),
        ),
        ("3 días de hospitalización", (Counted("hospital_facility", 1, 3),)),
    ],
)
def test_days_in_a_hospital_are_one_stay_of_so_many_nights(text, counted):
    assert visits_said(text) == counted


@pytest.mark.parametrize(
    "text",
    [
        "some nights in the hospital and 4 doctor visits",
        "a few days in the hospital and 4 doctor visits",
        "hospital stays and 4 doctor visits",
        "2 hospital stays within 30 days and 4 doctor visits",
        "4 doctor visits at the hospital",
        "a few doctor visits and 2 specialist visits",
        "varias noches en el hospital y 4 visitas al médico",
    ],
)
def test_of_a_stay_that_is_not_counted_nothing_is_guessed(text):
    assert visits_said(text) == ()


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("one hospital bill of $5,200", "hospital_facility"),
        ("an MRI bill of $1,800", "imaging"),
        ("a bill of $5,200", None),
        ("una factura del especialista de $300", "specialist"),
    ],
)
def test_service_of_a_bill_is_read(text, service):
    assert service_said(text) == service
