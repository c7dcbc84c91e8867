"""HR sees which of the company's suggested questions its documents answer."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.audience import ANYBODY
from benefits.audience import MeantFor
from benefits.models import BenefitClass, Contact, PlanYear
from branding.models import Brand
from chat.models import OfficialAnswer
from chat.official.write import Draft, write
from chat.suggestions_tried import TriedSuggestion, try_suggestions
from chat.tried import tried
from knowledge.models import ExtractedFact
from tenants.clock import today
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


def test_suggestion_is_tried_anew_once_hr_has_written_or_withdrawn_its_answer(acme, make_person, suggest) -> None:
    suggest(PETS)
    draft = Draft(wordings=(PETS,), text="Yes.", language="en", meant_for=MeantFor(), decided_by="Ada")
    told = [try_suggestions()[0].is_answered]

    row = write(draft, by=make_person(acme, "hr_admin"), now=timezone.now())
    told.append(try_suggestions()[0].is_answered)
    OfficialAnswer.objects.filter(pk=row.pk).update(state=OfficialAnswer.State.WITHDRAWN)
    told.append(try_suggestions()[0].is_answered)

    assert told == [False, True, False]


def test_what_was_tried_is_forgotten_with_a_contact_a_plan_year_or_a_decision_on_a_fact(publish_guide) -> None:
    version = publish_guide().published_version
    facts = {"kind": "sbc", "section": "visit", "service": "specialist", "label": "Specialist visits"}
    facts |= {"attribute": "copay", "value": 55, "raw": "$55", "page": 1}

    def key() -> str:
        return tried(lambda _: True, audience=ANYBODY, day=today()).key()

    keys = [key()]
    Contact.objects.create(name="HR team", role="hr", email="hr@acme.example")
    keys.append(key())
    PlanYear.objects.create(label="2027", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    keys.append(key())
    ExtractedFact.objects.create(version=version, ordinal=0, state=ExtractedFact.State.REJECTED, **facts)
    keys.append(key())

    assert len(set(keys)) == 4
    assert key() == keys[-1]
