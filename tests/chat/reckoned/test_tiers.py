"""Plans that have one tier for an employee and one other, whoever that is; and tiers that nobody has reviewed."""

from datetime import date

import pytest

from benefits.models import ClassRule, DisabilityRule, Rate
from benefits.personal.context import NO_CONTEXT, PersonalContext
from tests.chat.reckoned.asking import asked, only, told

PPO = {"plan__short_name": "PPO 1000"}


@pytest.fixture
def one_other(load) -> None:
    """Juniper's PPO with employee, employee and one, family; the price of one other is that of a spouse."""
    load("juniper")
    Rate.objects.filter(**PPO, tier="EE_CH").delete()
    Rate.objects.filter(**PPO, tier="EE_SP").update(tier="EE_1")


def price_of_one_other(code: str) -> str:
    row = Rate.objects.get(**PPO, tier="EE_1", plan__plan_year__label="2027", benefit_class__code=code)
    return f"${row.employee_per_deduction:,.2f}"


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        ("with my son", "you and your child"),
        ("for me and my wife", "you and your spouse"),
        ("with my domestic partner", "you and your domestic partner"),
        ("for employee plus one", "you and one more"),
    ],
)
def test_one_other_is_priced_by_the_tier_of_employee_and_one(one_other, whom, said):
    ClassRule.objects.update(covers_partners=True)

    text = told(asked(f"What do I pay {whom} for the PPO in 2027? I smoke.", "SAL"))

    assert said in text
    assert price_of_one_other("SAL") in text


@pytest.mark.parametrize(
    "rule", [{"covers_partners": False}, {"covers_partners": True, "reviewed_by": None, "reviewed_at": None}]
)
def test_partner_has_no_price_where_no_reviewed_rule_says_that_partners_are_covered(one_other, rule):
    ClassRule.objects.update(**rule)

    used = only(asked("What do I pay with my domestic partner for the PPO in 2027? I smoke.", "SAL"))

    assert (used.status, used.told) == ("not_available", ())


@pytest.mark.parametrize("left", ["of another class", "ended", "not reviewed"])
def test_tier_that_is_not_there_for_the_asker_does_not_hide_that_of_one_other(load, left):
    load("juniper")
    rates = Rate.objects.filter(**PPO, plan__plan_year__label="2027")
    ours, theirs = (rates.get(tier="EE_SP", benefit_class__code=code) for code in ("SAL", "UNION"))
    Rate.objects.filter(pk=ours.pk).update(tier="EE_1")
    theirs.pk = None
    if left == "ended":
        theirs.benefit_class, theirs.effective_to = ours.benefit_class, date(2026, 12, 31)
    if left == "not reviewed":
        theirs.benefit_class, theirs.reviewed_by, theirs.reviewed_at = ours.benefit_class, None, None
    if left != "of another class":
        theirs.save(force_insert=True)

    said = told(asked("What do I pay for me and my wife for the PPO in 2027? I smoke.", "SAL"))

    assert "you and your spouse" in said
    assert price_of_one_other("SAL") in said


def test_children_are_more_than_one_and_not_priced_as_one(one_other):
    assert only(asked("What do I pay with my kids for the PPO in 2027? I smoke.", "SAL")).status == "not_available"


def test_one_child_is_priced_by_the_tier_of_children_where_the_plan_has_one(load):
    load("juniper")

    one, more = (
        told(asked(f"What do I pay with my {who} for the PPO in 2027? I smoke.", "SAL")) for who in ("son", "kids")
    )

    assert one.replace("your child in", "your children in") == more


def test_tier_without_a_reviewed_price_is_not_offered_to_choose_from(one_other):
    Rate.objects.filter(**PPO, tier="FAM").update(reviewed_by=None, reviewed_at=None)

    question = "What do I pay for the PPO in 2027? I smoke."
    some = only(asked(question, "SAL"))
    Rate.objects.filter(**PPO).update(reviewed_by=None, reviewed_at=None)

    assert [choice.value for choice in some.missing.choices] == ["EE", "EE_1"]
    assert only(asked(question, "SAL")).status == "not_available"


def test_disability_is_paid_by_the_rule_of_the_year_in_which_it_begins(load):
    load("juniper")
    DisabilityRule.objects.filter(kind="std", plan_year__label="2027").update(percent="0.5", weekly_max=None)
    DisabilityRule.objects.filter(kind="std", plan_year__label="2026").update(percent="0.6", weekly_max=None)

    for day, amount in (("December 1, 2026", "$600.00"), ("February 1, 2027", "$500.00")):
        question = f"I earn $1,000 a week and am disabled from {day}. How much does short-term disability pay?"
        assert amount in told(asked(question, "SAL"))


LEFT = (
    "I quit on March 10, 2027, my coverage ended March 31, 2027 and the COBRA notice is of April 5, 2027. Until when?"
)


@pytest.mark.parametrize(("rule", "last"), [("event", "September 10, 2028"), ("loss", "September 30, 2028")])
def test_cobra_lasts_from_the_event_unless_the_companys_reviewed_rule_counts_from_the_loss(load, rule, last):
    load("juniper")
    ClassRule.objects.filter(plan_year__label="2027").update(cobra_from=rule)

    said = told(asked(LEFT, "SAL"))

    assert last in said
    assert "June 4, 2027" in said


def test_rule_of_cobra_that_nobody_reviewed_is_not_gone_by(load):
    load("juniper")
    ClassRule.objects.update(cobra_from="loss", reviewed_by=None, reviewed_at=None)

    said = told(asked(LEFT, "SAL"))

    assert "September 10, 2028" in said
    assert "HR has not reviewed yet. By it COBRA may last longer: ask HR." in said


def test_nothing_is_said_of_a_rule_of_cobra_that_is_not_there_or_is_reviewed(load):
    load("juniper")
    assert "may last longer" not in told(asked(LEFT, "SAL"))

    ClassRule.objects.all().delete()

    said = told(asked(LEFT, "SAL"))
    assert "September 10, 2028" in said
    assert "may last longer" not in said


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("I quit on March 10, 2027, my wife is on Medicare", 18),
        ("I was laid off on March 10, 2027 after my divorce", 18),
        ("I retired on March 10, 2027 and my husband died last year", 18),
        ("I did not quit, I got divorced on March 10, 2027", 36),
        ("I quit smoking and got divorced on March 10, 2027", 36),
        ("My wife turned 65 on March 10, 2027 and I go on Medicare", 36),
    ],
)
def test_months_of_cobra_go_by_the_end_of_the_job_before_what_is_told_beside_it(load, said, months):
    load("juniper")

    (used,) = asked(f"{said}, my coverage ended March 31, 2027 and the COBRA notice is of April 5, 2027.", "SAL")

    assert f"up to {months} months" in told([used])
    assert not any("taken to end with the job" in one for one in used.result.assumptions)


def test_end_of_a_job_is_understood_in_spanish(load):
    load("juniper")

    used = asked(
        "Me despidieron el 10 de marzo de 2027 y mi esposa tiene Medicare; mi cobertura terminó el 31 de marzo de 2027 "
        "y el aviso de COBRA es del 5 de abril de 2027. ¿Hasta cuándo?",
        "SAL",
        language="es",
    )

    assert "hasta 18 meses" in told(used)


def test_two_reasons_for_the_end_of_coverage_leave_it_open_and_the_answer_says_what_it_takes_for_granted(load):
    load("juniper")

    (used,) = asked(
        "I got divorced and now work fewer hours, my coverage ended March 31, 2027 and the COBRA notice is of April 5, "
        "2027. Until when?",
        "SAL",
    )

    assert "up to 18 months" in told([used])
    assert any("taken to end with the job" in one for one in used.result.assumptions)


@pytest.mark.parametrize(
    ("question", "language", "whom"),
    [
        ("My son turned 26, what does COBRA cost him for the PPO in 2027?", "en", "for one person alone"),
        ("What does COBRA cost my wife for the PPO in 2027 after our divorce?", "en", "for one person alone"),
        ("My husband died, what does COBRA cost for the PPO in 2027?", "en", "for one person alone"),
        ("Mi hijo cumplió 26 años, ¿cuánto le cuesta COBRA en el PPO en 2027?", "es", "para una sola persona"),
    ],
)
def test_who_goes_on_alone_is_told_the_price_of_one_person(load, question, language, whom):
    load("juniper")

    (used,) = asked(question, "SAL", language=language, asker=PersonalContext(coverage="FAM"))

    assert [whom in one.text and "$756.84" in one.text for one in used.result.told] == [True]


def test_cobra_is_not_priced_by_whom_somebody_covers_at_work(load):
    load("juniper")
    question = "What does COBRA cost for the PPO in 2027?"

    of_anybody, of_couple = (
        told(asked(question, "SAL", asker=one)) for one in (NO_CONTEXT, PersonalContext(coverage="EE_SP"))
    )

    assert of_couple == of_anybody
    assert "only you" in of_anybody
    assert "family" in of_anybody


def test_cobra_for_a_named_plan_leaves_out_a_tier_without_a_reviewed_price(load):
    load("juniper")
    Rate.objects.filter(**PPO, tier="FAM").update(reviewed_by=None, reviewed_at=None)

    said = told(asked("What does COBRA cost for the PPO in 2027?", "SAL"))

    assert "only you" in said
    assert "family" not in said
