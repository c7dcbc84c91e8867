"""HR sees which of the company's suggested questions its documents answer."""

import pytest

from benefits.models import BenefitClass
from branding.models import Brand
from chat.suggestions_tried import TriedSuggestion, try_suggestions
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
SPECIALIST = "What does a specialist visit cost on the PPO 750?"
PETS = "Is pet insurance offered?"
DIRECTORY = "Is my doctor in the network?"


@pytest.fixture
def suggest():
    def save(*texts: str) -> None:
        Brand.objects.update_or_create(
            defaults={"suggested_questions": [{"text": text, "language": "en"} for text in texts]}
        )

    return save


def test_each_suggestion_is_tried_and_told_apart(publish_guide, suggest) -> None:
    publish_guide(plan_year="2027")
    suggest(SPECIALIST, PETS, DIRECTORY)

    answered, unanswered, handed_over = try_suggestions()

    assert answered == TriedSuggestion(SPECIALIST, "en", is_handed_over=False, is_answered=True)
    assert unanswered == TriedSuggestion(PETS, "en", is_handed_over=False, is_answered=False)
    assert handed_over == TriedSuggestion(DIRECTORY, "en", is_handed_over=True, is_answered=False)


def test_suggestion_that_a_class_finds_no_answer_to_names_the_class(publish_guide, suggest) -> None:
    BenefitClass.objects.create(code="FT", label="Full-time")
    BenefitClass.objects.create(code="PT", label="Part-time")
    publish_guide(plan_year="2027", audience=["FT"])
    suggest(SPECIALIST)

    assert [one.unanswered_for for one in try_suggestions()] == [("Part-time",)]


def test_suggestion_about_a_plan_that_a_class_does_not_have_is_none_for_it(publish_guide, suggest) -> None:
    BenefitClass.objects.create(code="FT", label="Full-time")
    BenefitClass.objects.create(code="PT", label="Part-time")
    publish_guide(
        passages=[
            ("Price of the HMO", "The HMO costs a full-time employee $41.50 per week."),
            ("Who can join", "Part-time employees cannot enroll in medical coverage."),
        ]
    )
    suggest("What does the HMO cost per week?", "Can I get health insurance?")

    price, joining = try_suggestions()

    assert price.unanswered_for == ("Part-time",)
    assert joining.is_answered


def test_hr_sees_it_below_the_form_and_an_employee_does_not(acme, make_person, browser_of, publish_guide, suggest):
    publish_guide(plan_year="2027")
    suggest(SPECIALIST, PETS)
    hr = browser_of(acme, make_person(acme, "hr_editor"))

    assert 'hx-get="/hr/company/questions/tried/"' in hr.get("/hr/company/questions/").text
    told = words(hr.get("/hr/company/questions/tried/"))
    assert f"Answered {SPECIALIST}" in told
    assert f"Nothing published answers this yet {PETS}" in told
    assert browser_of(acme, make_person(acme)).get("/hr/company/questions/tried/").status_code == 403


def test_suggestion_is_tried_for_the_states_and_hours_that_documents_tell_apart(publish_guide, suggest) -> None:
    BenefitClass.objects.create(code="FT", label="Full-time")
    BenefitClass.objects.create(code="PT", label="Part-time")
    publish_guide(plan_year="2027", audience=["FT"], work_states=["CA"])
    suggest(SPECIALIST)

    assert [one.unanswered_for for one in try_suggestions()] == [("Full-time · other states", "Part-time")]
