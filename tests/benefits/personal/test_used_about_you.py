"""What the assistant uses about somebody: seen, told with consent, corrected, stopped and forgotten by themselves."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client as Browser
from django.utils import timezone

from accounts.models import User
from benefits.models import ToldFact
from benefits.personal.context import NO_CONTEXT, PersonalContext, context_of, erase_left, keep_fact
from platform_admin.demo.company import Company
from tenants.binding import ClientRef
from tests.pages import words

URL = "/you/uses/"
NOW = datetime(2026, 11, 10, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def person(in_acme: ClientRef, make_person: Callable[..., User]) -> User:
    return make_person(in_acme, "employee", class_code="SAL", work_state="OH")


@pytest.fixture
def own(in_acme: ClientRef, person: User, browser_of: Callable[..., Browser]) -> Browser:
    return browser_of(in_acme, person)


def keep(browser: Browser, **told: str) -> object:
    return browser.post(f"{URL}keep/", {"agrees": "on", **told}, follow=True)


def test_page_tells_each_thing_where_it_comes_from_and_what_for(juniper: Company, own: Browser) -> None:
    page = words(own.get(URL))

    assert "Salaried" in page
    assert "Ohio" in page
    assert "From your employer’s list. Decides which documents, plans and prices are for you." in page
    assert page.count("Not kept.") == 2


def test_nothing_is_kept_without_the_box_that_agrees(own: Browser, person: User) -> None:
    page = own.post(f"{URL}keep/", {"kind": "coverage", "coverage": "FAM"})

    assert page.status_code == 422
    assert "Tick the box if it may be kept." in words(page)
    assert not ToldFact.objects.exists()
    assert context_of(person) == NO_CONTEXT


def test_what_is_told_is_kept_with_the_day_of_the_consent_and_used(own: Browser, person: User) -> None:
    page = words(keep(own, kind="coverage", coverage="EE_SP"))

    assert "Me and my spouse" in page
    assert "You agreed on" in page
    assert context_of(person) == PersonalContext(coverage="EE_SP")


def test_correction_takes_the_place_of_what_was_told(own: Browser, person: User) -> None:
    keep(own, kind="coverage", coverage="EE_SP")
    keep(own, kind="coverage", coverage="FAM")

    assert context_of(person).coverage == "FAM"
    assert ToldFact.objects.count() == 1


def test_what_is_stopped_is_kept_and_not_used_until_it_is_used_again(own: Browser, person: User) -> None:
    keep(own, kind="coverage", coverage="FAM")

    assert "Not used" in words(own.post(f"{URL}use/", {"kind": "coverage"}, follow=True))
    assert context_of(person) == NO_CONTEXT

    own.post(f"{URL}use/", {"kind": "coverage", "is_used": "on"})
    assert context_of(person).coverage == "FAM"


def test_one_click_erases_one_thing_or_all(own: Browser, person: User) -> None:
    keep(own, kind="coverage", coverage="FAM")
    keep(own, kind="hired", hired="2024-03-01")
    own.post(f"{URL}forget/", {"kind": "coverage"})
    assert [fact.kind for fact in ToldFact.objects.all()] == ["hired"]

    keep(own, kind="coverage", coverage="FAM")
    own.post(f"{URL}forget/")
    assert not ToldFact.objects.exists()


def test_day_of_the_employers_list_is_used_only_once_it_is_agreed_to(own: Browser, person: User) -> None:
    User.objects.filter(pk=person.pk).update(hire_date=date(2021, 5, 3))
    person.refresh_from_db()
    assert "It is not used, because you have not agreed to it." in words(own.get(URL))
    assert context_of(person) == NO_CONTEXT

    keep(own, kind="hired")

    assert context_of(person) == PersonalContext(hired=date(2021, 5, 3), is_hired_listed=True)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"kind": "coverage", "coverage": "XX"}, "Select a valid choice"),
        ({"kind": "coverage"}, "Choose whom your coverage is for."),
        ({"kind": "hired"}, "Write your first day at work."),
        ({"kind": "hired", "hired": "1890-01-01"}, "This day cannot be right."),
        ({"kind": "hired", "hired": "soon"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_told_gets_a_sentence(own: Browser, told: dict[str, str], sentence: str) -> None:
    page = keep(own, **told)

    assert page.status_code == 422
    assert sentence in words(page)
    assert not ToldFact.objects.exists()


@pytest.mark.parametrize("act", ["keep", "use", "forget"])
def test_what_is_no_thing_of_the_list_changes_nothing(own: Browser, act: str) -> None:
    keep(own, kind="coverage", coverage="FAM")

    page = own.post(f"{URL}{act}/", {"kind": "birthday", "agrees": "on"}, follow=True)

    assert "This is not there any more." in words(page)
    assert ToldFact.objects.get().value == "FAM"


def test_two_facts_of_one_kind_are_refused_by_the_database(person: User) -> None:
    keep_fact(person, "coverage", "FAM", now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        ToldFact.objects.create(person=person, kind="coverage", value="EE", consented_at=NOW)


def test_neither_colleagues_nor_hr_are_shown_it(
    in_acme: ClientRef, own: Browser, make_person: Callable[..., User], browser_of: Callable[..., Browser]
) -> None:
    keep(own, kind="hired", hired="2024-03-01")
    assert "March 1, 2024" in words(own.get(URL))

    for role in ("employee", "hr_admin"):
        theirs = browser_of(in_acme, make_person(in_acme, role))
        assert "March 1, 2024" not in words(theirs.get(URL))
    person = User.objects.get(pk=ToldFact.objects.get().person_id)
    assert "March 1, 2024" not in words(theirs.get(f"/hr/people/{person.pk}/"))


def test_file_of_ones_own_data_has_it(own: Browser) -> None:
    keep(own, kind="coverage", coverage="FAM")

    file = own.get("/history/download/").content.decode()

    assert "What you told us about you" in file
    assert "Coverage for: My whole family. You agreed on" in file


def test_page_is_in_spanish_for_who_reads_spanish(own: Browser, person: User) -> None:
    User.objects.filter(pk=person.pk).update(language="es")

    page = words(own.get(URL))

    assert "Lo que el asistente usa sobre usted" in page
    assert "What the assistant" not in page


def test_what_people_told_goes_when_they_are_gone(person: User) -> None:
    keep_fact(person, "coverage", "FAM", now=NOW)
    assert erase_left() == 0

    User.objects.filter(pk=person.pk).update(is_active=False)

    assert erase_left() == 1
    assert not ToldFact.objects.exists()


def test_pages_of_plans_begin_with_whom_one_covers_unless_something_else_is_asked(
    juniper: Company, own: Browser, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenants.clock._frozen_day", lambda: date(2026, 11, 10))
    assert "$318.00" not in words(own.get("/plans/"))

    keep(own, kind="coverage", coverage="FAM")

    page = words(own.get("/plans/"))
    assert "$318.00" in page
    assert "Shown for whom you told us you cover." in page
    other = words(own.get("/plans/?tier=EE"))
    assert "$318.00" not in other
    assert "you told us" not in other
    own.post(f"{URL}forget/")
    assert "$318.00" not in words(own.get("/plans/"))
