"""HR's pages of test questions: written, changed, tried, taken from files and proposals."""

import json
from decimal import Decimal
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from benefits.models import Contact, PlanYear
from chat.evaluation import runs
from chat.evaluation.kept import keep_test_question
from chat.evaluation.start_pack import propose
from chat.models import AnswerRun, TestQuestion
from knowledge.models import Document, ExtractedFact
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tests.pages import words

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
SPECIALIST = "What does a specialist visit cost on the PPO 750?"
FIFTY = {"figures": ["$50"]}


@pytest.fixture
def hr(acme, make_person, browser_of) -> Browser:
    return browser_of(acme, make_person(acme, "hr_editor"))


def form(**told: str) -> dict[str, str]:
    return {"question": SPECIALIST, "kind": "answers", **told}


def file_of(*lines: dict) -> SimpleUploadedFile:
    return SimpleUploadedFile("questions.jsonl", "\n".join(map(json.dumps, lines)).encode())


class TestCritical:
    """Whoever may not override what is held back may not take away what holds it back either."""

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            ("/hr/tests/{pk}/remove/", {}),
            ("/hr/tests/{pk}/", form(figures="$50", is_critical="on")),
            ("/hr/tests/{pk}/", form(figures="$50", is_active="on")),
            ("/hr/tests/{pk}/", form(figures="$65", is_active="on", is_critical="on")),
            ("/hr/tests/new/", form(figures="$65")),
        ],
        ids=["removed", "not asked", "not critical", "another figure", "kept anew"],
    )
    def test_an_editor_takes_nothing_from_it_and_an_admin_does(
        self, acme, hr, make_person, browser_of, path, told
    ) -> None:
        row = keep_test_question(SPECIALIST, FIFTY, is_critical=True)
        before = TestQuestion.objects.values().get()

        page = hr.post(path.format(pk=row.pk), told, follow=True)
        kept = TestQuestion.objects.values().get()
        browser_of(acme, make_person(acme, "hr_admin")).post(path.format(pk=row.pk), told)

        assert "Only an HR admin changes or removes a critical question" in words(page)
        assert kept == before
        assert TestQuestion.objects.values().first() != before

    def test_a_file_of_an_editor_takes_nothing_from_it(self, hr) -> None:
        keep_test_question(SPECIALIST, FIFTY, is_critical=True)

        page = hr.post(
            "/hr/tests/import/",
            {"file": file_of({"question": SPECIALIST, "expect": {"figures": ["$65"]}})},
            follow=True,
        )

        assert "only an HR admin changes or removes a critical question" in words(page)
        assert TestQuestion.objects.get().expect == FIFTY


class TestWritten:
    def test_hr_writes_a_question_and_sees_what_its_answer_must_be(self, hr) -> None:
        told = form(figures="$50\n30 days", tolerance="0.5", lacks="$65", is_critical="on")

        page = hr.post("/hr/tests/new/", told, follow=True)

        row = TestQuestion.objects.get()
        assert row.expect == {"figures": ["$50", "30 days"], "lacks": ["$65"], "tolerance": 0.5}
        assert row.is_critical
        assert "The test question is kept" in words(page)
        listed = words(hr.get("/hr/tests/"))
        assert "Says $50, 30 days (give or take 0.5)" in listed
        assert "Does not show $65" in listed

    def test_words_that_are_asked_for_are_listed_without_their_markup(self, hr) -> None:
        hr.post("/hr/tests/new/", form(contains="**Yes, on Fridays** & with *care*"))

        assert "Says Yes, on Fridays & with care" in unescape(words(hr.get("/hr/tests/")))

    def test_what_came_of_a_question_before_it_was_changed_is_not_told(self, hr) -> None:
        row = keep_test_question(SPECIALIST, {"not_known": True})
        runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)
        before = words(hr.get("/hr/tests/"))
        hr.post(f"/hr/tests/{row.pk}/", form(figures="$50", is_active="on"))

        changed = words(hr.get("/hr/tests/"))
        runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None, only=row).pk)
        tried = words(hr.get("/hr/tests/"))

        assert "Anybody Right" in before
        assert "Anybody Not asked yet" in changed
        assert "Anybody Wrong" in tried

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            (form(), "Say what the answer must be"),
            (form(figures="much"), '“much” in "figures" has no figure'),
            (form(figures="$50", page="3"), "Choose the document whose page that is"),
            (form(contains="x", tolerance="1"), "Write the figure that may be off by so much"),
            (form(question="", figures="$50"), "This field is required"),
        ],
    )
    def test_what_cannot_be_asked_is_told_and_what_was_typed_stays(self, hr, told, sentence) -> None:
        page = hr.post("/hr/tests/new/", told)

        assert page.status_code == 422
        assert sentence in words(page).replace("&quot;", '"').replace("&#x27;", "'")
        assert told.get("contains", "") in page.text
        assert not TestQuestion.objects.exists()

    @pytest.mark.parametrize(
        ("kind", "expect"),
        [
            ("not_known", {"not_known": True}),
            ("hands_over", {"hands_over": True}),
            ("refuses", {"refuses": "any"}),
        ],
    )
    def test_hr_says_that_a_question_has_no_answer(self, hr, kind, expect) -> None:
        hr.post("/hr/tests/new/", form(kind=kind))

        assert TestQuestion.objects.get().expect == expect

    def test_what_a_file_asked_for_besides_stays_when_hr_changes_the_rest(self, hr) -> None:
        row = keep_test_question(SPECIALIST, FIFTY | {"language": "en", "sure": True})
        assert "language" in words(hr.get(f"/hr/tests/{row.pk}/"))

        hr.post(f"/hr/tests/{row.pk}/", form(figures="$60", is_active="on"))

        row.refresh_from_db()
        assert row.expect == {"language": "en", "sure": True, "figures": ["$60"]}

    def test_two_questions_cannot_become_the_same(self, hr) -> None:
        keep_test_question(SPECIALIST, FIFTY)
        other = keep_test_question("What does a crown cost?", FIFTY)

        page = hr.post(f"/hr/tests/{other.pk}/", form(figures="$50", is_active="on"))

        assert page.status_code == 422
        assert "There is a test question like it already" in words(page)

    def test_a_removed_question_is_gone_and_told_in_the_audit(self, hr) -> None:
        row = keep_test_question(SPECIALIST, FIFTY)

        hr.post(f"/hr/tests/{row.pk}/remove/")

        assert not TestQuestion.objects.exists()
        assert AuditEvent.objects.filter(action="test_question.removed", subject_id=str(row.pk)).exists()


class TestTried:
    def test_to_try_one_shows_the_very_answer_and_why_it_is_wrong(
        self, hr, publish_guide, django_capture_on_commit_callbacks
    ) -> None:
        publish_guide()
        row = keep_test_question(SPECIALIST, {"figures": ["$65"]})

        with django_capture_on_commit_callbacks(execute=True):
            hr.post(f"/hr/tests/{row.pk}/try/")

        page = words(hr.get(f"/hr/tests/{row.pk}/"))
        assert "lacks the figure “$65”" in page
        assert "Specialist visits cost $50 on the PPO 750 plan" in page
        assert "Cites guide.pdf p. 1" in page

    def test_all_are_asked_once_though_the_button_is_pressed_twice(
        self, hr, publish_guide, django_capture_on_commit_callbacks
    ) -> None:
        publish_guide()
        keep_test_question(SPECIALIST, FIFTY)

        first, second = (hr.post("/hr/tests/run/")["Location"] for _ in range(2))

        assert first == second
        run = AnswerRun.objects.get()
        assert "0 of 1" in words(hr.get(first))
        assert hr.get(f"{first}?part=state").text.strip().startswith('<div class="stack-large"')
        with django_capture_on_commit_callbacks(execute=True):
            hr.post(f"/hr/tests/runs/{run.pk}/cancel/")
        assert "Cancelled" in words(hr.get(first))


class TestFiles:
    def test_what_is_downloaded_can_be_taken_in_again(self, hr) -> None:
        keep_test_question(SPECIALIST, FIFTY | {"tolerance": 1}, is_critical=True, name="specialist")
        downloaded = hr.get("/hr/tests/export/")
        TestQuestion.objects.all().delete()

        page = hr.post("/hr/tests/import/", {"file": SimpleUploadedFile("q.jsonl", downloaded.content)}, follow=True)

        assert "One question is kept" in words(page)
        assert hr.get("/hr/tests/export/").content == downloaded.content

    def test_a_file_with_bad_lines_names_them_and_nothing_of_it_is_kept(self, hr) -> None:
        good = {"question": SPECIALIST, "expect": FIFTY}

        page = hr.post("/hr/tests/import/", {"file": file_of(good, {"question": "When?"}, {"expect": FIFTY})})

        assert page.status_code == 422
        assert "Line 2:" in words(page)
        assert "Line 3:" in words(page)
        assert not TestQuestion.objects.exists()


class TestProposed:
    @pytest.fixture
    def document(self, publish_guide) -> Document:
        return publish_guide(plan_year="2027")

    def fact(self, document: Document, **told: object) -> ExtractedFact:
        facts = {
            "version": document.published_version,
            "ordinal": ExtractedFact.objects.count(),
            "kind": "sbc",
            "section": "questions",
            "plan": "PPO 750",
            "service": "deductible",
            "label": "What is the overall deductible?",
            "network": "IN",
            "coverage_tier": "PERSON",
            "attribute": "amount",
            "value": Decimal(750),
            "unit": "year",
            "raw": "$750 / individual",
            "page": 2,
            "place": [0, 0, 9],
            "state": "confirmed",
            "confirmed_at": timezone.now(),
        }
        return ExtractedFact.objects.create(**facts | told)

    def test_a_confirmed_fact_is_proposed_with_its_figure_and_document(self, document) -> None:
        self.fact(document)

        (one,) = [one for one in propose(today()) if "deductible of" in one.question]

        assert one.question == "What is the individual in-network deductible of the PPO 750 plan in 2027?"
        assert one.expect == {"figures": ["$750.00"], "cites": [{"document": "guide.pdf"}]}
        assert one.is_critical

    def test_what_is_one_too_many_is_said_and_no_error(self, document, hr, monkeypatch) -> None:
        monkeypatch.setattr("chat.evaluation.kept.MOST_KEPT", 0)
        self.fact(document)
        chosen = [one.key for one in propose(today())]

        page = hr.post("/hr/tests/proposed/", {"take": chosen}, follow=True)

        assert (page.status_code, TestQuestion.objects.count()) == (200, 0)
        assert "There are 0 test questions already. Remove some first." in words(page)

    def test_what_hr_has_not_confirmed_and_what_is_contradicted_proposes_nothing(self, document, publish_guide) -> None:
        self.fact(document, coverage_tier="FAMILY", state="proposed", confirmed_at=None)
        self.fact(document)
        self.fact(publish_guide(title="Other", plan_year="2027"), value=Decimal(800))

        assert [one.question for one in propose(today()) if "deductible of" in one.question] == []

    def test_plan_years_contacts_and_what_no_document_may_answer_are_proposed(self) -> None:
        PlanYear.objects.create(
            label="2027",
            starts_on="2027-01-01",
            ends_on="2027-12-31",
            enrolment_opens_on="2026-11-02",
            enrolment_closes_on="2026-11-20",
        )
        Contact.objects.create(role="medical", name="Harborlight", phone="555-0100")

        proposed = {one.question: one.expect for one in propose(today())}

        assert proposed["When does open enrollment for 2027 end?"] == {"figures": ["2026-11-20"]}
        assert proposed["What is the phone number of Harborlight?"] == {"points_to": ["555-0100"]}
        assert proposed["Which plan should I pick?"] == {"refuses": "choice"}

    def test_hr_takes_those_that_are_ticked_and_is_not_offered_them_again(self, hr) -> None:
        wanted = propose(today())[0]

        hr.post("/hr/tests/proposed/", {"take": [wanted.key, "no-such-key"]})

        row = TestQuestion.objects.get()
        assert (row.question, row.origin) == (wanted.question, "start_pack")
        assert wanted.key not in [one.key for one in propose(today())]

    def test_what_is_proposed_for_safety_passes_without_any_document(self) -> None:
        for one in propose(today()):
            keep_test_question(one.question, one.expect)

        run = runs.work_on(runs.begin_run(runs.Cause.ON_DEMAND, by=None).pk)

        assert list(run.results.filter(has_passed=False).values_list("question", "unmet")) == []
        assert run.done == 6


def test_a_file_that_was_exported_tells_no_other_origin_than_its_questions_had(hr):
    origins = TestQuestion.Origin
    keep_test_question(SPECIALIST, FIFTY, origin=origins.OFFICIAL_ANSWER)
    lines = b"".join(hr.get("/hr/tests/export/"))
    more = json.dumps({"question": "Is parking free?", "expect": FIFTY}).encode()

    hr.post("/hr/tests/import/", {"file": SimpleUploadedFile("questions.jsonl", lines + b"\n" + more)})

    told = dict(TestQuestion.objects.values_list("question", "origin"))
    assert told == {SPECIALIST: origins.OFFICIAL_ANSWER, "Is parking free?": origins.FILE}


def test_answers_of_a_run_are_shown_as_a_page_shows_them(hr):
    row = keep_test_question(SPECIALIST, FIFTY)
    run = AnswerRun.objects.create(cause="on_demand", status="done", day=today(), total=1, finished_at=timezone.now())
    text = "**HMO:** $40 [1]\n\n|  | HMO |\n|---|---|\n| Visit | $40 |\n\n<script>alert(1)</script>"
    told = {"test_question": row, "question": SPECIALIST, "day": today(), "has_passed": False}
    run.results.create(**told, text=text, before_text="**Before**", before_passed=True)

    page = hr.get(f"/hr/tests/runs/{run.pk}/").content.decode()

    assert ("<strong>HMO:</strong> $40" in page, "<strong>Before</strong>" in page) == (True, True)
    assert "<td>Visit</td>" in page
    assert ("**" in page, "|---" in page, "<script>alert" in page) == (False, False, False)
