"""The question to employees: who is asked, how seldom, and that nobody can tell who said what."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import User
from analytics.models import SurveyAnswer, SurveyAsked
from analytics.results import results_since, scores_by_month
from analytics.survey import answer, is_to_be_asked, leave_alone, mark_of, set_rule
from chat.models import Answer, Conversation, Question
from platform_admin.figures.collect import collect
from platform_admin.models import ClientScores
from tenants.clock import today
from tenants.context import platform_scope, tenant_scope

TODAY = date(2026, 11, 20)


@pytest.fixture
def asked(acme, make_person):
    """An employee with five answers, where HR has switched the survey on."""
    set_on(acme, make_person)
    person = make_person(acme)
    give_answers(acme, person, 5)
    return person


def set_on(client, make_person, *, is_on: bool = True) -> None:
    admin = make_person(client, "hr_admin")
    with tenant_scope(client):
        set_rule(is_on=is_on, answers_before=5, by=admin)


def give_answers(client, person: User, number: int) -> None:
    with tenant_scope(client):
        conversation = Conversation.objects.create(user=person)
        for _ in range(number):
            question = Question.objects.create(conversation=conversation, text="What?", client_token=uuid4())
            Answer.objects.create(question=question, status="done", text="That.")


def test_nobody_is_asked_before_hr_switches_it_on(acme, make_person):
    person = make_person(acme)
    give_answers(acme, person, 9)

    with tenant_scope(acme):
        assert not is_to_be_asked(person, TODAY)


def test_person_is_asked_after_enough_answers_and_not_before(acme, asked, make_person):
    newcomer = make_person(acme)
    give_answers(acme, newcomer, 4)

    with tenant_scope(acme):
        assert is_to_be_asked(asked, TODAY)
        assert not is_to_be_asked(newcomer, TODAY)


def test_hr_is_not_asked(acme, asked, make_person):
    hr = make_person(acme, "hr_editor")
    give_answers(acme, hr, 9)

    with tenant_scope(acme):
        assert not is_to_be_asked(hr, TODAY)


@pytest.mark.parametrize("act", ["answer", "put_away"])
def test_person_is_not_asked_again_for_half_a_year(acme, asked, act):
    with tenant_scope(acme):
        if act == "answer":
            answer(asked, score=9, reasons=["quick"], today=TODAY)
        else:
            leave_alone(asked, today=TODAY)

        assert not is_to_be_asked(asked, TODAY + timedelta(days=180))
        assert is_to_be_asked(asked, date(2026, 12, 1) + timedelta(days=180))


def test_answer_counts_once(acme, asked):
    with tenant_scope(acme):
        assert answer(asked, score=9, reasons=[], today=TODAY)
        assert not answer(asked, score=0, reasons=[], today=TODAY)
        assert [row.score for row in SurveyAnswer.objects.all()] == [9]
        assert answer(asked, score=3, reasons=[], today=TODAY + timedelta(days=200))


def test_row_of_an_answer_names_nobody_and_no_day(acme, asked):
    with tenant_scope(acme):
        answer(asked, score=9, reasons=["quick"], today=TODAY)

        assert {field.name for field in SurveyAnswer._meta.get_fields()} == {"id", "score", "reasons", "month"}
        assert SurveyAnswer.objects.get().month == date(2026, 11, 1)
        mark = SurveyAsked.objects.get().mark
    assert str(asked.pk) not in mark
    assert asked.email not in mark


def test_two_clients_have_different_marks_for_one_person(acme, globex, asked):
    marks = set()
    for client in (acme, globex):
        with tenant_scope(client):
            leave_alone(asked, today=TODAY)
            marks.add(SurveyAsked.objects.get().mark)

    assert len(marks) == 2


def test_what_is_kept_of_who_was_asked_is_no_finer_than_the_month(acme, asked):
    with tenant_scope(acme):
        leave_alone(asked, today=TODAY)

        assert {field.name: getattr(SurveyAsked.objects.get(), field.name) for field in SurveyAsked._meta.fields} == {
            "mark": mark_of(asked),
            "month": date(2026, 11, 1),
        }


def test_answer_and_mark_are_written_by_two_transactions(acme, asked, monkeypatch):
    def fail(**facts: object) -> None:
        raise OSError("no room")

    with tenant_scope(acme):
        monkeypatch.setattr(SurveyAnswer.objects, "create", fail)
        with pytest.raises(OSError, match="no room"):
            answer(asked, score=9, reasons=[], today=TODAY)

        assert SurveyAsked.objects.exists()


@pytest.mark.parametrize("role", ["employee", "hr_editor"])
def test_whoever_is_not_to_be_asked_cannot_answer(acme, asked, make_person, role):
    stranger = make_person(acme, role)
    give_answers(acme, stranger, 4 if role == "employee" else 9)

    with tenant_scope(acme):
        assert not answer(stranger, score=0, reasons=[], today=TODAY)
        assert not SurveyAnswer.objects.exists()
        assert not SurveyAsked.objects.exists()


def test_under_a_legal_hold_no_mark_is_deleted(acme, asked, make_person):
    other = make_person(acme)
    give_answers(acme, other, 5)
    later = TODAY + timedelta(days=400)
    with tenant_scope(replace(acme, is_held=True)):
        answer(asked, score=9, reasons=[], today=TODAY)
        answer(other, score=9, reasons=[], today=later)

        assert {row.mark: row.month for row in SurveyAsked.objects.all()} == {
            mark_of(asked): date(2026, 11, 1),
            mark_of(other): later.replace(day=1),
        }
        assert not is_to_be_asked(asked, later)


def say(*scores: int, month: date = date(2026, 10, 1), reasons: tuple[str, ...] = ()) -> None:
    SurveyAnswer.objects.bulk_create(
        [SurveyAnswer(score=score, reasons=list(reasons), month=month) for score in scores]
    )


def test_nothing_is_told_of_fewer_than_five(in_acme):
    say(10, 9, 8, 1)
    assert results_since(date(2026, 1, 1), today=TODAY) is None
    assert scores_by_month(TODAY) == {}

    say(10)
    results = results_since(date(2026, 1, 1), today=TODAY)
    assert (results.answers, results.score, results.promoters, results.detractors) == (5, 40, 3, 1)
    assert scores_by_month(TODAY) == {date(2026, 10, 1): {"promoters": 3, "passives": 1, "detractors": 1}}


def test_nothing_is_told_of_the_month_that_runs(in_acme):
    say(10, 9, 8, 1, 3, month=date(2026, 11, 1))

    assert results_since(date(2026, 1, 1), today=TODAY) is None
    assert scores_by_month(TODAY) == {}
    assert results_since(date(2026, 1, 1), today=date(2026, 12, 1)).answers == 5


def test_what_is_told_never_changes_by_fewer_than_five(in_acme):
    for month, number in enumerate((6, 1, 2, 1, 1, 9, 1), start=1):
        say(*[9] * number, month=date(2026, month, 1))

    by_day = [results_since(date(2026, 1, 1), today=date(2026, month, 15)) for month in range(1, 10)]
    by_window = [results_since(date(2026, month, 1), today=TODAY) for month in range(1, 10)]

    assert [told.answers if told else 0 for told in by_day] == [0, 6, 6, 6, 6, 11, 20, 20, 20]
    assert [told.answers if told else 0 for told in by_window] == [20, 14, 14, 14, 14, 9, 0, 0, 0]


def test_reason_is_told_only_where_five_gave_it(in_acme):
    say(10, 9, 8, 1, 3, reasons=("quick",))
    say(10, reasons=("slow",))

    assert results_since(date(2026, 1, 1), today=TODAY).reasons == (("It was quick", 5),)


def test_counts_and_nothing_else_leave_the_client(acme):
    last = (today().replace(day=1) - timedelta(days=1)).replace(day=1)
    with tenant_scope(acme):
        say(10, 9, 8, 1, 3, month=last)
        say(10, 10, month=(last - timedelta(days=1)).replace(day=1))
        say(10, 10, 10, 10, 10, month=today().replace(day=1))
    collect(acme, now=timezone.now())

    with platform_scope():
        told = list(ClientScores.objects.values_list("month", "promoters", "passives", "detractors"))

    assert told == [(last, 2, 1, 2)]


class TestPages:
    def test_employee_is_asked_on_the_first_page_answers_and_is_left_alone(self, acme, asked, browser_of):
        browser = browser_of(acme, asked)
        assert "Would you recommend this assistant" in browser.get("/").text

        page = browser.post("/survey/", {"score": "10", "reasons": ["quick", "sources"]}, follow=True)

        assert "Thank you. Nobody can tell that it was you." in page.text
        assert "Would you recommend this assistant" not in page.text
        with tenant_scope(acme):
            assert SurveyAnswer.objects.get().reasons == ["quick", "sources"]

    def test_second_answer_is_not_thanked_for(self, acme, asked, browser_of):
        browser = browser_of(acme, asked)
        browser.post("/survey/", {"score": "10"}, follow=True)

        page = browser.post("/survey/", {"score": "0"}, follow=True)

        assert "Nothing was kept" in page.text
        assert "Thank you" not in page.text

    def test_employee_puts_it_away(self, acme, asked, browser_of):
        browser = browser_of(acme, asked)

        page = browser.post("/survey/later/", follow=True)

        assert "Would you recommend this assistant" not in page.text
        with tenant_scope(acme):
            assert not SurveyAnswer.objects.exists()

    def test_it_asks_in_spanish(self, acme, asked, browser_of):
        with tenant_scope(acme):
            User.objects.filter(pk=asked.pk).update(language="es")

        assert "¿Recomendaría este asistente a un compañero de trabajo?" in browser_of(acme, asked).get("/").text

    @pytest.mark.parametrize("told", [{}, {"score": "11"}, {"score": "x"}, {"score": "5", "reasons": ["drop"]}])
    def test_what_cannot_be_meant_is_not_kept(self, acme, asked, browser_of, told):
        browser_of(acme, asked).post("/survey/", told)

        with tenant_scope(acme):
            assert not SurveyAnswer.objects.exists()

    def test_nothing_is_kept_where_it_is_off(self, acme, asked, make_person, browser_of):
        set_on(acme, make_person, is_on=False)

        browser_of(acme, asked).post("/survey/", {"score": "5"})

        with tenant_scope(acme):
            assert not SurveyAnswer.objects.exists()

    def test_hr_switches_it_on_and_sees_counts_from_five_on(self, acme, make_person, browser_of):
        browser = browser_of(acme, make_person(acme, "hr_admin"))
        assert "Fewer than 5 people have answered" in browser.get("/hr/survey/").text

        browser.post("/hr/survey/", {"is_on": "on", "answers_before": "3"})
        with tenant_scope(acme):
            say(10, 9, 8, 1, 3, month=(today().replace(day=1) - timedelta(days=1)).replace(day=1))
        page = browser.get("/hr/survey/").text

        assert "Net promoter score" in page
        assert 'value="3"' in page

    def test_tabs_of_the_company_count_nothing_where_nothing_is_counted(self, acme, make_person, browser_of):
        page = browser_of(acme, make_person(acme, "hr_admin")).get("/hr/survey/").text

        tabs = page[page.index('class="tabs"') :].partition("</ul>")[0]
        assert "Survey" in tabs
        assert "badge" not in tabs
