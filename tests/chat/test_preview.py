"""What HR is shown as the answer is the answer: made in the same way, for the chosen person, day and document."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.audience import ANYBODY, Audience
from accounts.models import User
from benefits.models import BenefitClass, PlanYear
from chat.models import Answer, Citation, Conversation, Question
from chat.other_people import others_asked_about
from chat.pipeline.answer import answer as run
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.scope import Scope
from chat.preview import Trial, try_out
from knowledge.models import Document
from tenants.clock import today
from tests.vendors.local_server import Status

pytestmark = pytest.mark.usefixtures("in_acme")
SPECIALIST = "What does a specialist visit cost on the PPO 750?"
STEEL = (("Copays", "Specialist visits cost $35 on the PPO 750 plan for union members."),)


@pytest.fixture
def hr(acme, make_person) -> User:
    return make_person(acme, "hr_editor")


def told_in_chat(person: User, text: str) -> Answer:
    asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
    run(asked.answer.pk, now=timezone.now())
    return Answer.objects.get(pk=asked.answer.pk)


def tried(text: str, hr: User, *, audience: Audience = ANYBODY, **chosen: object) -> Trial:
    return try_out(text, by=hr, scope=Scope(today(), audience, is_trial=True, **chosen))


class TestSame:
    @pytest.mark.parametrize(
        "text",
        [
            SPECIALIST,
            "What is coinsurance?",
            "Which plan should I pick?",
            "Where do I park my bicycle?",
            "Is my doctor in the network?",
            "Hello",
            "I want to die",
            "My SSN is 123-45-6789, what is the dental maximum?",
        ],
    )
    def test_an_employee_and_hr_get_the_same_words_and_sources(
        self, acme, make_person, hr, publish_guide, extractive, text: str
    ) -> None:
        publish_guide()

        answer = told_in_chat(make_person(acme), text)
        turn = tried(text, hr).turn

        assert turn.answer.text == answer.text
        assert (turn.answer.status, turn.answer.reason, turn.answer.engine) == (
            answer.status,
            answer.reason,
            answer.engine,
        )
        assert turn.question.text == answer.question.text

    def test_the_model_in_use_words_a_trial_as_well(self, hr, publish_guide, openai) -> None:
        publish_guide()
        openai.pieces = ["A specialist costs $50 [1]. ", "It costs $80 [1]."]

        trial = tried(SPECIALIST, hr)

        assert trial.turn.answer.engine == "openai:gpt-4o-mini"
        assert trial.turn.answer.text == "A specialist costs $50 [1]."
        assert "Left out, because what they cite does not prove them: 1 sentence." in trial.notes

    def test_a_model_that_is_down_is_told_as_employees_are(self, hr, publish_guide, openai) -> None:
        publish_guide()
        openai.play(*[Status(401)] * 3)

        answer = tried(SPECIALIST, hr).turn.answer

        assert (answer.engine, answer.is_fallback) == ("extractive", True)
        assert "$50" in answer.text


class TestScope:
    def test_somebody_of_a_class_gets_what_is_meant_for_it(self, hr, publish_guide, extractive) -> None:
        publish_guide()
        union = publish_guide(title="Union Guide", passages=STEEL, audience=["UNION"])

        of_union = tried(SPECIALIST, hr, audience=Audience("UNION", "", ""), document_ids=(union.pk,))
        of_others = tried(SPECIALIST, hr, audience=Audience("SAL", "", ""), document_ids=(union.pk,))

        assert "$35" in of_union.turn.answer.text
        assert of_others.turn.answer.reason == Answer.Reason.NOT_IN_DOCUMENTS
        assert of_others.passages == ()

    def test_on_a_day_after_its_end_nothing_is_answered_from_it(self, hr, publish_guide, extractive) -> None:
        document = publish_guide(effective_to=date(2026, 12, 31))
        only = (document.pk,)

        before = try_out(SPECIALIST, by=hr, scope=Scope(date(2026, 12, 31), ANYBODY, document_ids=only, is_trial=True))
        after = try_out(SPECIALIST, by=hr, scope=Scope(date(2027, 1, 1), ANYBODY, document_ids=only, is_trial=True))

        assert "$50" in before.turn.answer.text
        assert not after.turn.is_found

    @pytest.mark.parametrize(("day", "year"), [(date(2025, 11, 10), "2026"), (date(2026, 11, 10), "2027")])
    def test_next_year_in_a_refusal_is_that_of_the_day_asked_of(
        self, hr, publish_guide, extractive, day: date, year: str
    ) -> None:
        for label in ("2025", "2026", "2027"):
            first, last = date(int(label), 1, 1), date(int(label), 12, 31)
            PlanYear.objects.create(label=label, starts_on=first, ends_on=last)
            publish_guide(title=f"{label} Guide", plan_year=label)

        trial = try_out("Is there a gym at work next year?", by=hr, scope=Scope(day, ANYBODY, is_trial=True))

        assert f"tells this for {year}." in trial.turn.answer.text

    def test_a_draft_is_asked_only_if_it_is_chosen(self, hr, publish_guide, extractive) -> None:
        document = publish_guide()
        Document.objects.update(published_version=None)

        draft = tried(SPECIALIST, hr, document_ids=(document.pk,), include_unpublished=True)

        assert "$50" in draft.turn.answer.text
        assert not tried(SPECIALIST, hr, document_ids=(document.pk,)).turn.is_found

    def test_nothing_of_a_trial_is_stored(self, hr, publish_guide, extractive) -> None:
        publish_guide()

        tried(SPECIALIST, hr)

        stored = [model.objects.count() for model in (Conversation, Question, Answer, Citation)]
        assert stored == [0, 0, 0, 0]


class TestHowItWasFound:
    def test_each_source_opens_the_page_with_its_place_marked(self, hr, publish_guide, extractive) -> None:
        publish_guide()

        trial = tried(SPECIALIST, hr)

        assert [(one.page.number, bool(one.boxes)) for source in trial.sources for one in source.pages] == [(1, True)]
        assert 'href="#tried-source-1"' in trial.turn.lead_html + trial.turn.answer_html

    def test_the_passages_say_which_of_them_is_quoted(self, hr, publish_guide, extractive) -> None:
        publish_guide()

        badges = {passage["heading"]: passage["badges"] for passage in tried(SPECIALIST, hr).passages}

        assert "Quoted as source 1" in badges["Copays"]
        assert all("Quoted as source 1" not in words for heading, words in badges.items() if heading != "Copays")


class TestOneStateInADocumentForAll:
    """A sentence for California in a handbook for everybody, asked from there, from elsewhere, and by who knows."""

    SICK = "How many days of paid sick leave do I have?"

    @pytest.fixture(autouse=True)
    def handbook(self, in_acme, publish_guide, extractive) -> Document:
        passages = (("Paid sick leave", "Employees in California: paid sick leave is 10 days a year."),)
        return publish_guide(title="Handbook", passages=passages)

    @pytest.mark.parametrize(
        ("state", "is_told"), [("CA", True), ("", True), ("TX", False)], ids=["there", "not known", "elsewhere"]
    )
    def test_it_answers_nobody_who_works_elsewhere(self, hr, state: str, is_told: bool) -> None:
        said = tried(self.SICK, hr, audience=Audience("", state, "")).turn.answer.text

        assert ("Employees in California: paid sick leave is 10 days" in said) is is_told


class TestReplacedForOthers:
    """A general policy, and one that takes its place in California; asked from elsewhere about the people there."""

    ABOUT_THEM = "How many days of bereavement leave do people in California get?"

    @pytest.fixture(autouse=True)
    def policies(self, in_acme, publish_guide, extractive) -> None:
        told = (
            ("Bereavement leave", "In Texas and California bereavement leave is 3 days a year, also for executives."),
        )
        general = publish_guide(title="Leave policy", passages=told)
        told_there = (("Bereavement leave", "Bereavement leave is 5 days a year."),)
        own = publish_guide(title="Leave policy for California", passages=told_there, work_states=["CA"])
        Document.objects.filter(pk=own.pk).update(supersedes=general)

    @pytest.mark.parametrize(
        ("asked", "state", "told"),
        [
            (ABOUT_THEM, "NY", ""),
            (ABOUT_THEM, "", ""),
            (ABOUT_THEM, "CA", "5 days"),
            ("How many days of bereavement leave do people in Texas get?", "NY", "3 days"),
            ("How many days of bereavement leave do I get?", "NY", "3 days"),
        ],
    )
    def test_what_was_replaced_for_them_is_told_to_nobody_who_asks_about_them(
        self, hr, asked: str, state: str, told: str
    ) -> None:
        turn = tried(asked, hr, audience=Audience("", state, "")).turn

        assert [days for days in ("3 days", "5 days") if days in turn.answer.text] == list(filter(None, [told]))
        assert ("For others (California)" in turn.of_others) is not told

    def test_a_question_that_leans_on_one_about_them_is_about_them_too(self, hr) -> None:
        about = others_asked_about([self.ABOUT_THEM, "And for a grandparent?"], Audience("", "NY", ""))
        by_letters = others_asked_about(["What do CA employees get?"], Audience("", "NY", ""))
        outside = others_asked_about(["What do employees outside California get?"], Audience("", "NY", ""))
        about_me = others_asked_about([self.ABOUT_THEM, "And for me?"], Audience("", "NY", ""))

        assert about == by_letters == (Audience("", "CA", ""),)
        assert outside == about_me == ()

    def test_of_a_class_that_has_its_own_nothing_is_told(self, hr, publish_guide) -> None:
        BenefitClass.objects.create(code="EXEC", label="Executives")
        general = Document.objects.get(title="Leave policy")
        passages = (("Bereavement leave", "Bereavement leave is 9 days a year."),)
        own = publish_guide(title="Leave policy for executives", passages=passages, audience=["EXEC"])
        Document.objects.filter(pk=own.pk).update(supersedes=general)

        turn = tried("How many days of bereavement leave do executives get?", hr).turn

        assert (turn.answer.is_refusal, turn.of_others) == (True, "")
