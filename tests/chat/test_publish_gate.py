"""What would be published waits for the test questions: they are answered as if it were, and a critical one that is
right now and wrong then holds it back.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from chat.evaluation import publish_gate, runs
from chat.evaluation.kept import keep_test_question
from chat.models import AnswerRun, TestQuestion
from chat.tasks import ask_test_questions, begin_client_nightly_run, sweep_client_test_runs
from knowledge.lifecycle.gates import Held
from knowledge.lifecycle.publish import publish_unless_held, unpublish_unless_held
from knowledge.lifecycle.schedule import publish_due
from knowledge.models import Document, DocumentVersion
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tenants.context import current_schema
from tests.pages import words

SPECIALIST = "What does a specialist visit cost on the PPO 750?"
FIFTY = {"figures": ["$50"]}
NEW_PRICES = (
    ("Copays", "Specialist visits cost $65 on the PPO 750 plan. Primary care visits cost $25 on the PPO 750."),
)
PARKING = (("Parking", "Parking in the garage is free for everybody on Fridays."),)
Decision, Status = AnswerRun.Decision, AnswerRun.Status

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


@pytest.fixture
def owner(acme, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def guide(publish_guide) -> Document:
    return publish_guide()


@pytest.fixture
def draft_of(publish_guide) -> Callable[..., Document]:
    """Make a document that is ready and not published."""

    def make(passages: tuple[tuple[str, str], ...], **facts: object) -> Document:
        document = publish_guide(title="New guide", passages=passages, **facts)
        Document.objects.filter(pk=document.pk).update(published_version=None, published_at=None, published_by=None)
        document.refresh_from_db()
        return document

    return make


def is_published(document: Document) -> bool:
    return Document.objects.published().filter(pk=document.pk).exists()


def asked(run: AnswerRun) -> AnswerRun:
    """The run once its worker is done."""
    ask_test_questions(current_schema(), str(run.pk))
    run.refresh_from_db()
    return run


def held(document: Document, by: User | None = None) -> AnswerRun:
    assert isinstance(publish_unless_held(document, by=by), Held)
    return AnswerRun.objects.get(document=document, status=Status.WAITING)


def blocked(document: Document, by: User | None = None) -> AnswerRun:
    run = asked(held(document, by))
    assert run.decision == Decision.BLOCKED
    return run


class TestHeld:
    def test_nothing_is_held_where_there_are_no_test_questions(self, draft_of, owner) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        TestQuestion.objects.update(is_active=False)
        document = draft_of(NEW_PRICES)

        done = publish_unless_held(document, by=owner)

        assert not isinstance(done, Held)
        assert is_published(document)
        assert not AnswerRun.objects.exists()

    def test_what_changes_no_answer_is_published_by_who_wanted_it_once_all_are_asked(
        self, guide, draft_of, owner
    ) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)
        run = held(document, by=owner)
        assert not is_published(document)

        asked(run)

        assert (run.status, run.decision, run.done, run.total) == (Status.DONE, Decision.RELEASED, 1, 1)
        assert is_published(document)
        assert Document.objects.get(pk=document.pk).published_by == owner

    def test_a_critical_question_that_would_newly_be_wrong_holds_it_back_and_hr_sees_both_answers(
        self, guide, draft_of, owner
    ) -> None:
        keep_test_question(SPECIALIST, FIFTY | {"lacks": "$65"}, is_critical=True)
        document = draft_of(NEW_PRICES, supersedes=guide)

        run = blocked(document)

        assert not is_published(document)
        (result,) = run.results.all()
        assert (result.has_passed, result.before_passed, result.is_broken) == (False, True, True)
        assert "$65" in result.text
        assert "$50" in result.before_text
        assert any("lacks the figure" in sentence for sentence in result.unmet)
        assert AuditEvent.objects.filter(action="gate.blocked", subject_id=str(document.pk)).exists()

    @pytest.mark.parametrize(
        ("expect", "is_critical"),
        [(FIFTY, False), ({"figures": ["$999"]}, True)],
        ids=["not critical", "wrong before as well"],
    )
    def test_what_is_not_critical_or_was_wrong_before_holds_nothing_back(
        self, guide, draft_of, expect, is_critical
    ) -> None:
        keep_test_question(SPECIALIST, expect, is_critical=is_critical)
        document = draft_of(NEW_PRICES, supersedes=guide)

        run = asked(held(document))

        assert run.decision == Decision.RELEASED
        assert is_published(document)
        assert not run.results.get().has_passed

    def test_to_take_a_document_back_is_held_back_as_well(self, guide) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)

        assert isinstance(unpublish_unless_held(guide, by=None), Held)
        run = asked(AnswerRun.objects.get())

        assert (run.cause, run.decision) == ("unpublish", Decision.BLOCKED)
        assert is_published(guide)

    def test_a_version_that_is_published_already_waits_for_nothing(self, guide) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)

        assert not isinstance(publish_unless_held(guide, by=None), Held)

    def test_who_publishes_twice_waits_for_one_run(self, guide, draft_of) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)

        first, second = (publish_unless_held(document, by=None) for _ in range(2))

        assert first.url == second.url
        assert AnswerRun.objects.count() == 1

    def test_a_run_that_cannot_be_finished_holds_it_back(self, guide, draft_of, owner) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)
        run = held(document)
        long_ago = timezone.now() - timedelta(hours=1)
        AnswerRun.objects.filter(pk=run.pk).update(attempts=3, heartbeat_at=long_ago, status=Status.RUNNING)

        sweep_client_test_runs(current_schema())

        run.refresh_from_db()
        assert (run.status, run.decision) == (Status.FAILED, Decision.BLOCKED)
        assert not is_published(document)
        assert "could not be asked to the end" in mail.outbox[0].body

    def test_what_is_published_meanwhile_has_it_looked_at_once_more(self, guide, draft_of) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document, other = draft_of(PARKING), draft_of((("Gym", "The gym is free."),))
        run = held(document)
        runs.work_on(run.pk)
        run.refresh_from_db()
        Document.objects.filter(pk=other.pk).update(published_version=other.latest_version())

        assert publish_gate.settle(run) is False

        run.refresh_from_db()
        assert (run.status, run.done, run.restarts) == (Status.WAITING, 0, 1)
        assert not is_published(document)
        assert asked(run).decision == Decision.RELEASED
        assert is_published(document)

    def test_of_many_that_are_published_at_once_one_is_tried_after_the_other(
        self, guide, draft_of, django_capture_on_commit_callbacks
    ) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        documents = [draft_of((("Gym", f"The gym of house {number} is free."),)) for number in range(3)]
        first, second, third = map(held, documents)
        assert runs.work_on(first.pk, turn_seconds=-1).status == Status.RUNNING
        assert runs.work_on(second.pk) is None

        with django_capture_on_commit_callbacks(execute=True):
            asked(first)

        for run in (second, third):
            run.refresh_from_db()
        assert [run.decision for run in (first, second, third)] == [Decision.RELEASED] * 3
        assert [run.restarts for run in (first, second, third)] == [0, 0, 0]
        assert all(map(is_published, documents))

    def test_a_document_that_is_deleted_meanwhile_is_not_published(self, guide, draft_of) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)
        run = held(document)
        runs.work_on(run.pk)
        run.refresh_from_db()
        Document.objects.filter(pk=document.pk).update(deleting_at=timezone.now())

        assert publish_gate.settle(run) is True

        run.refresh_from_db()
        assert run.decision == Decision.WITHDRAWN
        assert not is_published(document)


class TestScheduled:
    def test_what_is_held_back_on_its_day_loses_the_day_and_hr_is_told_by_mail(self, guide, draft_of, owner) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(NEW_PRICES, supersedes=guide)
        Document.objects.filter(pk=document.pk).update(
            scheduled_on=today(), scheduled_version=document.latest_version(), scheduled_by=owner
        )

        assert publish_due(today()) == []
        assert publish_due(today()) == []
        run = asked(AnswerRun.objects.get())

        assert (run.is_scheduled, run.decision) == (True, Decision.BLOCKED)
        assert publish_due(today()) == []
        assert AnswerRun.objects.count() == 1
        (message,) = mail.outbox
        assert message.to == [owner.email]
        assert "though its day has come" in message.body
        assert f"/hr/tests/runs/{run.pk}/" in message.body
        assert SPECIALIST not in message.body

    def test_what_passes_is_published_on_its_day_in_the_name_of_who_set_it(self, guide, draft_of, owner) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)
        Document.objects.filter(pk=document.pk).update(
            scheduled_on=today(), scheduled_version=document.latest_version(), scheduled_by=owner
        )

        publish_due(today())
        asked(AnswerRun.objects.get())

        now = Document.objects.get(pk=document.pk)
        assert (now.published_version_id, now.published_by, now.scheduled_on) == (
            document.latest_version().pk,
            owner,
            None,
        )
        assert mail.outbox == []


class TestDecided:
    @pytest.fixture
    def run(self, guide, draft_of) -> AnswerRun:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        return blocked(draft_of(NEW_PRICES, supersedes=guide))

    def test_an_owner_has_it_published_all_the_same_and_the_reason_is_audited(
        self, acme, run, owner, browser_of
    ) -> None:
        page = browser_of(acme, owner).post(
            f"/hr/tests/runs/{run.pk}/override/", {"reason": "The new price is right from January."}, follow=True
        )

        assert is_published(run.document)
        event = AuditEvent.objects.get(action="gate.overridden")
        assert (event.actor_id, event.detail["reason"]) == (owner.pk, "The new price is right from January.")
        assert event.detail["broken"] == 1
        assert "Done all the same" in words(page)

    def test_no_reason_no_publishing(self, acme, run, owner, browser_of) -> None:
        page = browser_of(acme, owner).post(f"/hr/tests/runs/{run.pk}/override/", {"reason": "because"})

        assert page.status_code == 422
        assert not is_published(run.document)

    def test_an_editor_may_see_the_answers_and_not_have_it_published(self, acme, run, make_person, browser_of) -> None:
        editor = browser_of(acme, make_person(acme, "hr_editor"))

        page = editor.get(f"/hr/tests/runs/{run.pk}/")
        refused = editor.post(f"/hr/tests/runs/{run.pk}/override/", {"reason": "The new price is right."})

        assert "1 critical question newly answered wrongly" in words(page)
        assert "An HR admin can have it done all the same" in words(page)
        assert refused.status_code == 403
        assert not is_published(run.document)

    def test_hr_leaves_it_and_it_is_no_longer_held_back(self, acme, run, make_person, browser_of) -> None:
        browser_of(acme, make_person(acme, "hr_editor")).post(f"/hr/tests/runs/{run.pk}/cancel/")

        run.refresh_from_db()
        assert run.decision == Decision.WITHDRAWN
        assert not is_published(run.document)

    def test_it_is_made_once_however_often_it_is_overridden(self, run, owner) -> None:
        publish_gate.override(run, reason="The new price is right.", by=owner)

        with pytest.raises(publish_gate.OverrideRefused):
            publish_gate.override(run, reason="The new price is right.", by=owner)

        assert AuditEvent.objects.filter(action="document.published").count() == 1

    def test_to_publish_again_has_it_looked_at_anew(self, run) -> None:
        again = held(run.document)

        run.refresh_from_db()
        assert again.pk != run.pk
        assert run.decision == Decision.WITHDRAWN


class TestPressed:
    def test_hr_who_publishes_is_shown_what_it_waits_for(self, acme, guide, draft_of, owner, browser_of) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        document = draft_of(PARKING)

        answer = browser_of(acme, owner).post(f"/hr/documents/{document.pk}/publish/", HTTP_HX_REQUEST="true")

        run = AnswerRun.objects.get()
        assert answer["HX-Redirect"] == f"/hr/tests/runs/{run.pk}/"
        page = browser_of(acme, owner).get(f"/hr/tests/runs/{run.pk}/")
        assert f"Before “{document.title}” is published" in words(page)
        assert "0 of 1" in words(page)


class TestRuns:
    def test_a_run_that_broke_off_goes_on_where_it_was(self, guide) -> None:
        for number in range(3):
            keep_test_question(f"{SPECIALIST} {number}", FIFTY)
        run = runs.begin_run(runs.Cause.ON_DEMAND, by=None)
        runs.work_on(run.pk, turn_seconds=-1)
        assert runs.work_on(run.pk, turn_seconds=-1).status == Status.RUNNING
        first = TestQuestion.objects.first()
        run.results.create(
            test_question=first,
            question=first.question,
            day=today(),
            has_passed=True,
            text="kept",
            **asdict(first.audience),
        )
        AnswerRun.objects.filter(pk=run.pk).update(attempts=0)

        done = runs.work_on(run.pk)

        assert (done.status, done.done) == (Status.DONE, 3)
        assert run.results.count() == 3
        assert run.results.get(test_question=first).text == "kept"
        assert runs.work_on(run.pk) is None

    def test_a_run_is_compared_with_the_one_before_it(self, guide) -> None:
        row = keep_test_question(SPECIALIST, FIFTY)
        runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)
        TestQuestion.objects.update(expect={"figures": ["$51"]})

        second = runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)

        result = second.results.get(test_question=row)
        assert (result.before_passed, result.has_passed) == (True, False)
        assert result.before_text == result.text

    def test_a_cancelled_run_keeps_what_was_answered_and_is_asked_no_further(self, guide) -> None:
        keep_test_question(SPECIALIST, FIFTY)
        run = runs.begin_run(runs.Cause.ON_DEMAND, by=None)

        assert runs.cancel(run) is True

        assert runs.work_on(run.pk) is None
        assert runs.cancel(run) is False

    def test_what_can_no_longer_be_read_fails_and_holds_up_no_other_question(self, guide) -> None:
        keep_test_question(SPECIALIST, FIFTY)
        TestQuestion.objects.create(question="What?", expect={"sings": True})

        run = runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)

        assert sorted(run.results.values_list("question", "has_passed")) == [(SPECIALIST, True), ("What?", False)]

    def test_old_runs_are_forgotten_and_what_is_held_back_stays(self, guide, draft_of, monkeypatch) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        back = blocked(draft_of(NEW_PRICES, supersedes=guide))
        old = runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)
        new = runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)
        monkeypatch.setattr(runs, "MOST_RUNS_KEPT", 1)

        runs.forget_old_runs()

        assert set(AnswerRun.objects.values_list("pk", flat=True)) == {back.pk, new.pk}
        assert old.pk != new.pk


class TestNights:
    def night(self) -> AnswerRun | None:
        before = set(AnswerRun.objects.values_list("pk", flat=True))
        begin_client_nightly_run(current_schema())
        run = AnswerRun.objects.exclude(pk__in=before).first()
        return asked(run) if run else None

    def test_where_there_is_nothing_to_ask_nothing_is_asked(self, guide) -> None:
        assert self.night() is None

    def test_every_night_asks_and_tells_nobody_while_all_is_as_it_was(self, guide, owner) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)

        assert (self.night().cause, self.night().cause) == ("nightly", "nightly")
        assert mail.outbox == []

    def test_another_model_is_named_as_the_cause_and_what_it_breaks_is_mailed(self, guide, owner, settings) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        assert self.night().cause == "nightly"
        AnswerRun.objects.update(fingerprint={"model": "another"})
        TestQuestion.objects.update(expect={"figures": ["$51"]})

        run = self.night()

        assert run.cause == "engine"
        (message,) = mail.outbox
        assert message.to == [owner.email]
        assert "have changed" in message.body


class TestInTurns:
    """Publishing and taking back are asked for one after the other: the last holds, and HR is told."""

    @pytest.fixture
    def document(self, draft_of, owner) -> Document:
        keep_test_question("When is parking free?", {"contains": ["Fridays"]})
        return draft_of(PARKING)

    def test_taking_back_what_only_waits_to_be_published_leaves_it_unpublished(self, document, owner) -> None:
        run = held(document, owner)

        assert unpublish_unless_held(document, by=owner) is None

        asked(run)
        assert (run.decision, is_published(document)) == (Decision.WITHDRAWN, False)

    def test_the_last_request_holds_and_says_what_became_of_the_one_before(self, document, owner) -> None:
        older = document.latest_version()
        Document.objects.filter(pk=document.pk).update(published_version=older)
        newer = DocumentVersion.objects.get(pk=older.pk)
        newer.pk, newer.number, newer._state.adding = uuid4(), older.number + 1, True
        newer.save()
        document.refresh_from_db()

        first = publish_unless_held(document, by=owner)
        second = unpublish_unless_held(document, by=owner)
        last = publish_unless_held(document, by=owner)

        publishing, taking_back, publishing_again = AnswerRun.objects.order_by("created_at")
        assert "withdrawn" not in first.sentence
        assert "That it be published, as was asked before, is withdrawn." in second.sentence
        assert "That it be taken back, as was asked before, is withdrawn." in last.sentence
        assert {publishing.decision, taking_back.decision} == {Decision.WITHDRAWN}
        assert publishing.failure == f"{owner.name} asked for it to be taken back instead; the last request holds."
        assert (publishing_again.decision, publishing_again.status) == (Decision.NONE, Status.WAITING)

    def test_publishing_what_is_published_ends_what_waits_to_take_it_back(self, document, owner) -> None:
        Document.objects.filter(pk=document.pk).update(published_version=document.latest_version())
        document.refresh_from_db()
        assert isinstance(unpublish_unless_held(document, by=owner), Held)
        run = AnswerRun.objects.get()

        publish_unless_held(document, by=owner)

        asked(run)
        assert (run.decision, is_published(document)) == (Decision.WITHDRAWN, True)

    def test_the_last_request_holds_where_nothing_is_asked_any_more(self, document, owner) -> None:
        run = held(document, by=owner)
        TestQuestion.objects.update(is_active=False)

        unpublish_unless_held(document, by=owner)
        asked(run)

        assert run.decision == Decision.WITHDRAWN
        assert not is_published(document)

    def test_a_run_that_is_decided_takes_no_later_request_for_its_own(self, document, owner) -> None:
        run = held(document, owner)
        AnswerRun.objects.filter(pk=run.pk).update(decision=Decision.WITHDRAWN)

        publish_unless_held(document, by=owner)

        assert AnswerRun.objects.filter(document=document, decision=Decision.NONE).count() == 1

    def test_what_was_withdrawn_while_it_was_settled_is_not_begun_again(self, document, owner) -> None:
        run = held(document, owner)
        AnswerRun.objects.filter(pk=run.pk).update(status=Status.DONE, published_mark="older")
        run.refresh_from_db()
        AnswerRun.objects.filter(pk=run.pk).update(decision=Decision.WITHDRAWN)

        assert publish_gate.settle(run)

        run.refresh_from_db()
        assert (run.status, run.decision) == (Status.DONE, Decision.WITHDRAWN)
