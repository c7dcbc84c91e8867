"""Asking one document, and how often it has answered: what HR sees, and what HR must never see."""

import threading
from contextvars import copy_context
from datetime import date, datetime, timedelta
from time import time
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from accounts.audience import ANYBODY
from accounts.models import User
from benefits.models import BenefitClass
from chat import document_views, trial
from chat.models import Answer, Citation, Conversation, Question
from chat.pipeline import limits
from chat.pipeline.scope import Scope
from chat.preview import Trial
from chat.trial import begin, fail, look, run, stop, wanted
from chat.usage import Usage, usage_of
from knowledge.models import Document
from tenants.context import tenant_scope
from tenants.keys import client_key
from tenants.redis import redis
from tests.knowledge.processes import wait_until
from tests.vendors.local_server import Hang
from tests.vendors.openai_server import OpenAIServer

SCRIPT = {"HTTP_HX_REQUEST": "true"}
DENTAL = (("Dental plan", "The dental plan pays 50% for a crown. The dental maximum is $1,500 a year."),)
VISION = (("Vision plan", "The vision plan pays $150 for frames every 24 months."),)


@pytest.fixture
def hr(acme, make_person) -> User:
    return make_person(acme, "hr_editor")


@pytest.fixture
def browser(acme, hr, browser_of):
    return browser_of(acme, hr)


def ask_url(document: Document) -> str:
    return reverse("chat:document_ask", args=[document.pk])


def told_by(response: HttpResponse) -> str:
    turn = response.context["trial"].turn
    return f"{turn.lead_html}{turn.answer_html}"


def usage_url(document: Document) -> str:
    return reverse("chat:document_usage", args=[document.pk])


def answer_from(document: Document, person: User, *, at: datetime | None = None, **facts: object) -> Answer:
    """Store a finished answer that cites the document."""
    conversation = Conversation.objects.create(user=person, title="A question")
    question = Question.objects.create(
        conversation=conversation, text="secret words", is_counted=facts.pop("is_counted", True)
    )
    is_near = facts.pop("is_near", False)
    answer = Answer.objects.create(
        question=question, status=Answer.Status.DONE, finished_at=at or timezone.now(), **facts
    )
    for number in (1, 2):
        Citation.objects.create(
            answer=answer,
            number=number,
            version=document.published_version,
            document_title=document.title,
            page_number=1,
            quote="q",
            is_near=is_near,
        )
    return answer


class TestAsk:
    def test_the_page_holds_the_panels(self, browser, in_acme, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)

        page = browser.get(reverse("knowledge:document", args=[document.pk])).content.decode()

        for url in (ask_url(document), usage_url(document)):
            assert f'hx-get="{url}"' in page

    def test_only_this_document_is_searched_and_its_answer_shown(self, browser, in_acme, publish_guide) -> None:
        dental = publish_guide(title="Dental summary", passages=DENTAL)
        vision = publish_guide(title="Vision summary", passages=VISION)

        asked = browser.post(ask_url(dental), {"q": "What does the plan pay for a crown?"}, **SCRIPT)
        elsewhere = browser.post(ask_url(vision), {"q": "What does the plan pay for a crown?"}, **SCRIPT)

        assert asked.content.decode().lstrip().startswith('<section class="stack" id="panel-ask"')
        assert "pays 50% for a crown" in told_by(asked)
        assert 'href="#tried-source-1"' in told_by(asked)
        assert {hit.document_id for hit in asked.context["trial"].search.hits} == {dental.pk}
        assert {hit.document_id for hit in elsewhere.context["trial"].search.hits} <= {vision.pk}
        assert "50%" not in told_by(elsewhere)

    def test_what_it_does_not_say_is_refused_as_in_chat(self, browser, in_acme, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)

        response = browser.post(ask_url(document), {"q": "Where do I park my bicycle?"})

        assert not response.context["trial"].turn.is_found
        assert "Whom to ask" in response.content.decode()

    def test_nothing_of_it_is_kept(self, browser, in_acme, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)

        browser.post(ask_url(document), {"q": "What does the plan pay for a crown?"})

        assert (Question.objects.count(), Answer.objects.count(), Citation.objects.count()) == (0, 0, 0)

    def test_an_unpublished_expired_document_for_one_class_can_be_asked(self, browser, in_acme, publish_guide) -> None:
        ended = date(2020, 12, 31)
        document = publish_guide(title="Old dental", passages=DENTAL, audience=["UNION"], effective_to=ended)
        BenefitClass.objects.create(code="UNION", label="Union")
        Document.objects.update(published_version=None)

        response = browser.post(ask_url(document), {"q": "What does the plan pay for a crown?"})

        assert "50%" in told_by(response)
        page = " ".join(response.content.decode().split())
        assert "Asked on December 31, 2020 as somebody of Union" in page

    def test_why_employees_do_not_get_the_answer_is_told(self, browser, in_acme, publish_guide) -> None:
        BenefitClass.objects.create(code="UNION", label="Union")
        document = publish_guide(title="Union dental", passages=DENTAL, audience=["UNION"])
        Document.objects.update(published_version=None)

        asked = {"q": "What does the plan pay for a crown?", "class_code": "", "on_date": "2026-11-20"}
        warnings = browser.post(ask_url(document), asked).context["warnings"]

        assert warnings == [
            "Employees do not get this yet: the document is not published.",
            "It is meant for Union: somebody of whom nothing is known gets nothing from it.",
        ]

    def test_nothing_is_said_of_documents_that_are_not_asked(self, browser, in_acme, publish_guide) -> None:
        BenefitClass.objects.create(code="UNION", label="Union")
        publish_guide(title="Union dental", passages=DENTAL, audience=["UNION"])
        document = publish_guide(title="Dental", passages=DENTAL)
        asked = {"q": "What does the plan pay for a crown?", "class_code": ""}

        of_one = browser.post(ask_url(document), asked)
        of_all = browser.post(reverse("chat:question_try"), asked)

        assert "only for certain people, by benefit class" in of_all.content.decode()
        assert "only for certain people" not in of_one.content.decode()

    def test_it_is_asked_as_somebody_of_its_state_and_hours_unless_hr_says_of_another(
        self, browser, in_acme, publish_guide
    ) -> None:
        document = publish_guide(passages=DENTAL, work_states=["CA", "NY"], hours="part_time")
        asked = {"q": "What does the plan pay for a crown?"}

        own = browser.post(ask_url(document), asked)
        other = browser.post(ask_url(document), {**asked, "work_state": "TX"})

        assert "50%" in told_by(own)
        assert "as somebody of California, part time" in " ".join(own.content.decode().split())
        assert "50%" not in told_by(other)
        assert other.context["warnings"] == [
            "It is meant for California or New York, part time: Texas, part time gets nothing from it.",
        ]

    def test_of_a_replaced_document_the_draft_or_what_employees_have_is_asked(
        self, browser, in_acme, publish_guide
    ) -> None:
        document = publish_guide(title="Dental", passages=DENTAL)
        draft = publish_guide(title="Draft", passages=(("Dental plan", "The dental plan pays 60% for a crown."),))
        draft.versions.update(document=document, number=2)
        question = {"q": "What does the plan pay for a crown?"}

        newest = browser.post(ask_url(document), question)
        current = browser.post(ask_url(document), {**question, "version": "published"})

        assert "60%" in told_by(newest)
        assert newest.context["warnings"] == ["Employees do not get this yet: they are answered from version 1."]
        assert "50%" in told_by(current)
        assert current.context["warnings"] == []

    def test_a_draft_whose_pictures_are_still_read_is_asked_and_said_to_be_half(
        self, browser, in_acme, publish_guide
    ) -> None:
        document = publish_guide(title="Dental", passages=DENTAL)
        draft = publish_guide(title="Draft", passages=(("Dental plan", "The dental plan pays 60% for a crown."),))
        draft.versions.update(
            document=document, number=2, status="pictures", searchable_at=timezone.now(), pictures_count=1
        )

        asked = browser.post(ask_url(document), {"q": "What does the plan pay for a crown?"})

        assert "60%" in told_by(asked)
        assert asked.context["asked_version"] == 2
        assert asked.context["warnings"] == [
            "Pictures of text in it are still being read: what they say is not in this answer yet.",
            "Employees do not get this yet: they are answered from version 1.",
        ]

    def test_who_asks_too_fast_is_told_to_wait(self, browser, in_acme, publish_guide, monkeypatch) -> None:
        document = publish_guide(title="Dental", passages=DENTAL)
        monkeypatch.setattr(limits, "QUESTIONS_A_MINUTE", 1)

        first, second = (browser.post(ask_url(document), {"q": "What does a crown cost?"}) for _ in range(2))

        assert "trial" in first.context
        assert "trial" not in second.context
        assert "That is more than 1 questions in a minute." in second.content.decode()

    def test_a_document_that_is_not_read_yet_says_so(self, browser, in_acme, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        document.versions.update(status="extracting")

        assert "as soon as its text is read" in browser.get(ask_url(document)).content.decode()


class TestTry:
    def test_the_page_for_searching_holds_the_answer(self, browser, in_acme, publish_guide) -> None:
        publish_guide(title="Dental summary", passages=DENTAL)
        asked = {"q": "What does the plan pay for a crown?", "class_code": "", "on_date": "2026-11-20"}

        page = browser.get(reverse("knowledge:search"), asked)
        [panel] = page.context["panels"]
        offered = browser.get(panel.url, **SCRIPT)
        answer = browser.post(reverse("chat:question_try"), asked, **SCRIPT)

        assert f'hx-get="{escape(panel.url)}"' in page.content.decode()
        assert "Show what is answered" in offered.content.decode()
        assert '<input type="hidden" name="on_date" value="2026-11-20">' in offered.content.decode()
        assert "trial" not in offered.context
        assert "pays 50% for a crown" in told_by(answer)
        assert answer.context["scope"].day == date(2026, 11, 20)

    def test_nothing_that_is_not_published_answers(self, browser, in_acme, publish_guide) -> None:
        publish_guide(title="Dental summary", passages=DENTAL)
        Document.objects.update(published_version=None)

        answer = browser.post(reverse("chat:question_try"), {"q": "What does the plan pay for a crown?"})

        assert not answer.context["trial"].turn.is_found

    def test_without_a_question_it_says_what_is_missing(self, browser, in_acme) -> None:
        assert "trial" not in browser.get(reverse("chat:question_try")).context


class TestAtWork:
    """A trial while its worker has not finished, and what becomes of it if it never does."""

    ASKED = {"q": "What does the plan pay for a crown?"}

    @pytest.fixture
    def document(self, in_acme, publish_guide) -> Document:
        return publish_guide(title="Dental summary", passages=DENTAL)

    @pytest.fixture
    def no_worker(self, monkeypatch) -> None:
        """Messages are sent, and nobody takes them."""
        monkeypatch.setattr(document_views, "queue_trial", lambda user_id, key: True)

    def begun(self, browser, document: Document) -> str:
        return browser.post(ask_url(document), self.ASKED, **SCRIPT).context["shown"].key

    def test_a_link_alone_asks_nothing(self, browser, document, monkeypatch) -> None:
        monkeypatch.setattr(document_views, "begin", None)

        for url in (ask_url(document), reverse("chat:question_try")):
            page = browser.get(url, self.ASKED)
            assert page.status_code == 200
            assert self.ASKED["q"] in page.content.decode()

    def test_it_is_asked_by_the_form_of_this_product_alone(self, acme, hr, document) -> None:
        strict = Browser(HTTP_HOST=f"{acme.subdomain}.localhost", enforce_csrf_checks=True)
        with tenant_scope(acme):
            strict.force_login(hr)

        assert strict.post(ask_url(document), self.ASKED).status_code == 403

    def test_the_page_waits_for_the_worker_and_asks_for_itself(self, browser, hr, document, no_worker) -> None:
        key = self.begun(browser, document)
        waiting = browser.get(reverse("chat:trial", args=[key]), **SCRIPT)
        assert "Waiting for its turn" in waiting.content.decode()
        assert waiting["HX-Reswap"] == "none"

        run(hr.pk, key)
        done = browser.get(reverse("chat:trial", args=[key]), **SCRIPT)

        assert "pays 50% for a crown" in done.content.decode()
        assert "every 1s" not in done.content.decode()

    def test_a_cancelled_one_is_not_worked_out(self, browser, hr, document, no_worker) -> None:
        key = self.begun(browser, document)

        stopped = browser.post(reverse("chat:trial_stop", args=[key]), **SCRIPT)
        run(hr.pk, key)

        assert "Cancelled." in stopped.content.decode()
        assert "Cancelled." in browser.get(reverse("chat:trial", args=[key]), **SCRIPT).content.decode()

    def test_the_next_one_ends_the_one_before(self, browser, hr, document, no_worker) -> None:
        first, second = self.begun(browser, document), self.begun(browser, document)

        assert (look(first, by=hr).state, look(second, by=hr).state) == ("stopped", "waiting")
        ended = browser.get(reverse("chat:trial", args=[first]), **SCRIPT).content.decode()
        assert "Ended by your next question, here or in another tab." in ended
        assert "Cancelled." not in ended

    @pytest.mark.parametrize("end", [stop, fail])
    def test_what_ends_it_neither_brings_it_back_nor_keeps_it_longer(self, hr, in_acme, end) -> None:
        key = begin(wanted(self.ASKED["q"], Scope(date(2026, 11, 20), ANYBODY, is_trial=True)), by=hr)
        record = client_key("trial", hr.pk, key)
        redis().expire(record, 50)

        end(key, by=hr)

        assert look(key, by=hr).is_open is False
        assert 0 < redis().ttl(record) <= 50
        redis().delete(record)  # as its time is over
        end(key, by=hr)
        assert look(key, by=hr) is None
        assert not redis().exists(record)

    def test_what_is_worked_out_after_its_time_is_left_nowhere(self, hr, document, extractive, monkeypatch) -> None:
        key = begin(wanted(self.ASKED["q"], Scope(date(2026, 11, 20), ANYBODY, is_trial=True)), by=hr)
        work_out = trial.try_out

        def work_out_late(*asked: object, **chosen: object) -> Trial:
            redis().delete(client_key("trial", hr.pk, key))
            return work_out(*asked, **chosen)

        monkeypatch.setattr(trial, "try_out", work_out_late)

        run(hr.pk, key)

        assert look(key, by=hr) is None

    def test_while_a_model_is_silent_it_is_cancelled_for_the_page_at_once(self, hr, document, settings) -> None:
        with OpenAIServer() as server:
            settings.LLM_ENGINE, settings.OPENAI_API_KEY, settings.OPENAI_BASE_URL = "openai", "sk", server.base_url
            server.faults.append(Hang())
            key = begin(wanted(self.ASKED["q"], Scope(date(2026, 11, 20), ANYBODY, is_trial=True)), by=hr)
            shown: list[str] = []
            ending = threading.Thread(target=copy_context().run, args=(stop_once_asked, server, key, hr, shown))
            ending.start()

            run(hr.pk, key)

            ending.join()
            assert shown == ["stopped"]
            assert look(key, by=hr).state == "stopped"

    def test_where_the_model_is_down_hr_is_told_so_beside_the_quotation(self, browser, document, settings) -> None:
        settings.LLM_ENGINE, settings.OPENAI_API_KEY = "openai", "sk"
        settings.OPENAI_BASE_URL = "http://127.0.0.1:9/v1"

        asked = browser.post(ask_url(document), self.ASKED, **SCRIPT)

        assert "50%" in told_by(asked)
        assert "The language model did not answer." in asked.content.decode()

    def test_where_the_queue_is_down_hr_is_told_at_once(self, browser, document, monkeypatch) -> None:
        monkeypatch.setattr(document_views, "queue_trial", lambda user_id, key: False)

        asked = browser.post(ask_url(document), self.ASKED, **SCRIPT)

        assert "It was not answered" in asked.content.decode()

    def test_what_no_worker_has_answered_in_minutes_is_given_up(self, browser, hr, document, no_worker) -> None:
        key = self.begun(browser, document)
        redis().hset(client_key("trial", hr.pk, key), "begun", time() - 20)
        assert "takes longer than usual" in browser.get(reverse("chat:trial", args=[key])).content.decode()

        redis().hset(client_key("trial", hr.pk, key), "begun", time() - 200)
        assert "It was not answered" in browser.get(reverse("chat:trial", args=[key])).content.decode()

    def test_it_is_seen_by_nobody_but_who_asked(self, acme, browser, browser_of, make_person, document) -> None:
        key = self.begun(browser, document)
        colleague = browser_of(acme, make_person(acme, "hr_admin"))

        for door in ("chat:trial", "chat:trial_stop"):
            assert colleague.post(reverse(door, args=[key])).status_code in (404, 405)
        assert colleague.get(reverse("chat:trial", args=[key])).status_code == 404
        assert browser.get(reverse("chat:trial", args=[key])).status_code == 200


def stop_once_asked(server: OpenAIServer, key: str, person: User, shown: list[str]) -> None:
    """Cancel it as soon as the model has the question and says nothing; note what the page is told then."""
    wait_until(lambda: bool(server.requests))
    stop(key, by=person)
    shown.append(look(key, by=person).state)


class TestUsage:
    @pytest.fixture
    def company(self, acme, make_person) -> list[User]:
        return [make_person(acme) for _ in range(20)]

    def test_the_count_appears_with_the_fifth_person(self, in_acme, company, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        when = datetime(2026, 11, 10, 12, tzinfo=timezone.get_current_timezone())
        for person in [*company[:4], company[0], company[0]]:
            answer_from(document, person, at=when)
        assert usage_of(document) is None

        answer_from(document, company[4], at=when - timedelta(days=40))

        # Seven questions, however many citations; and no day that could be one person's.
        assert usage_of(document) == Usage(answers=7, last_month=date(2026, 11, 1))

    @pytest.mark.parametrize("title", ["Parental leave policy", "Autism therapy (ABA)"])
    def test_a_sensitive_document_needs_ten_people(self, in_acme, company, publish_guide, title) -> None:
        document = publish_guide(title=title, passages=DENTAL)
        for person in company[:9]:
            answer_from(document, person)
        assert usage_of(document) is None

        answer_from(document, company[9])

        assert usage_of(document).answers == 10

    def test_who_reads_the_count_hides_nobody_in_it(
        self, acme, in_acme, hr, company, make_person, publish_guide
    ) -> None:
        """HR knows what HR has asked: with four of them, the fifth would be known by name."""
        document = publish_guide(title="Dental summary", passages=DENTAL)
        for person in [hr, *(make_person(acme, "hr_admin") for _ in range(4)), *company[:4]]:
            answer_from(document, person)
        assert usage_of(document) is None

        answer_from(document, company[4])

        assert usage_of(document).answers == 5

    def test_hr_makes_no_company_larger(self, acme, in_acme, company, make_person, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        for person in company[:5]:
            answer_from(document, person)
        make_person(acme, "hr_admin")
        User.objects.filter(pk=company[19].pk).update(is_active=False)

        assert usage_of(document) is None

    def test_a_small_company_sees_no_count(self, in_acme, company, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        for person in company[:6]:
            answer_from(document, person)
        assert usage_of(document).answers == 6

        User.objects.filter(pk=company[19].pk).update(is_active=False)

        assert usage_of(document) is None

    @pytest.mark.parametrize("facts", [{"is_near": True}, {"is_counted": False}, {"status": "stopped"}])
    def test_what_is_no_answer_from_it_does_not_count(self, in_acme, company, publish_guide, facts: dict) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        for person in company[:5]:
            answer_from(document, person)
        for person in company[5:10]:
            answer = answer_from(document, person, **{key: facts[key] for key in facts if key != "status"})
            if "status" in facts:
                Answer.objects.filter(pk=answer.pk).update(status=facts["status"])

        assert usage_of(document).answers == 5

    def test_the_panel_tells_counts_and_nothing_else(self, browser, in_acme, company, publish_guide) -> None:
        document = publish_guide(title="Dental summary", passages=DENTAL)
        for person in company[:5]:
            answer_from(document, person)

        page = browser.get(usage_url(document), **SCRIPT).content.decode()

        assert ">5</strong> questions of employees or more were answered" in page
        assert "secret words" not in page
        assert not [person for person in company if person.name in page or person.email in page]


class TestRights:
    def test_employees_and_strangers_get_neither_panel(self, acme, browser_of, make_person, publish_guide) -> None:
        with tenant_scope(acme):
            document = publish_guide(title="Dental summary", passages=DENTAL)
        employee, stranger = browser_of(acme, make_person(acme)), browser_of(acme)

        for url in (ask_url(document), usage_url(document)):
            assert employee.get(url, {"q": "crown"}).status_code == 403
            assert stranger.get(url).status_code == 302

    def test_another_client_does_not_have_the_document(
        self, acme, globex, browser, browser_of, make_person, publish_guide
    ) -> None:
        with tenant_scope(acme):
            document = publish_guide(title="Dental summary", passages=DENTAL)
        other = browser_of(globex, make_person(globex, "hr_admin"))

        for url in (ask_url(document), usage_url(document)):
            assert browser.get(url, {"q": "crown"}).status_code == 200
            assert other.get(url, {"q": "crown"}).status_code == 404
        assert other.get(reverse("chat:document_ask", args=[uuid4()])).status_code == 404
