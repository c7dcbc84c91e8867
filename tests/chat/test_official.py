"""What HR has written as the answer: told word for word to whom it is for, and to nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.audience import ANYBODY
from accounts.models import User
from benefits.audience import MeantFor
from benefits.models import BenefitClass, PlanYear
from chat.models import Answer, OfficialAnswer, TestQuestion
from chat.official.preview import why_not
from chat.official.write import ChangedMeanwhile, Draft, approve, change, withdraw, write
from chat.pipeline import answer as answering
from chat.pipeline.answer import answer as work
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.official import official_source_holds
from chat.pipeline.scope import Scope
from chat.turns.build import turn_of
from knowledge.models import AsIf
from tenants.audit.models import AuditEvent
from tenants.clock import today
from tenants.context import tenant_scope

GYM = Draft(
    wordings=("Is there a gym reimbursement?", "Do we get money back for the gym?"),
    text="Yes: up to **$300** a year.\n\nSend your receipt to HR. [Form](https://evil.example)",
    language="en",
    meant_for=MeantFor(),
    decided_by="Benefits committee, March 3, 2026",
)

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")


@pytest.fixture(autouse=True)
def _engine(settings) -> None:
    settings.EMBEDDING_ENGINE = "wordllama"
    settings.VECTOR_ENGINE = "pgvector"


@pytest.fixture
def admin(acme, make_person) -> User:
    return make_person(acme, "hr_admin")


@pytest.fixture
def asked(acme, make_person) -> Callable[..., Answer]:
    """Ask as an employee: asked("…", class_code="SAL"); return the finished answer."""

    def ask_it(text: str, **facts: object) -> Answer:
        person = facts.pop("person", None) or make_person(acme, "employee", **facts)
        made = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now())
        work(made.answer.pk, now=timezone.now())
        made.answer.refresh_from_db()
        return made.answer

    return ask_it


def written(draft: Draft, by: User) -> OfficialAnswer:
    return write(draft, by=by, now=timezone.now())


def test_who_asks_it_in_other_words_is_told_that_very_text_with_badge_and_source(admin, asked):
    row = written(GYM, admin)

    answer = asked("Does the company reimburse gym membership?")
    turn = turn_of(answer.question, answer)

    assert (answer.status, answer.route, answer.text) == ("done", "official", GYM.text)
    assert answer.official == row.versions.first()
    assert turn.official.words == f"Official answer from your HR team, {timezone.localdate():%B %-d, %Y}"
    assert turn.official.source == "Source: Benefits committee, March 3, 2026"
    assert "<strong>$300</strong>" in turn.answer_html
    assert "<a" not in turn.answer_html
    assert [step["step"] for step in answer.steps][:3] == ["understand", "route", "official"]


@pytest.mark.parametrize(
    "question",
    ["How much is the gym reimbursement?", "Is there a tuition reimbursement?", "Is there no gym reimbursement?"],
)
def test_question_that_is_only_near_is_answered_by_the_documents(publish_guide, admin, asked, question):
    written(GYM, admin)
    publish_guide()

    assert asked(question).route != Answer.Route.OFFICIAL


def test_answer_goes_before_the_documents_that_say_it_too(publish_guide, admin, asked):
    publish_guide()
    draft = replace(GYM, wordings=("How long is parental leave?",), text="Six weeks, and eight from July.")

    before = asked("How long is parental leave?")
    written(draft, admin)

    assert before.route == Answer.Route.DOCUMENT
    assert asked("How long is parental leave?").text == "Six weeks, and eight from July."


@pytest.mark.parametrize(
    ("meant_for", "told", "not_told"),
    [
        (MeantFor(classes=("UNION",)), {"class_code": "UNION"}, [{"class_code": "SAL"}, {}]),
        (MeantFor(work_states=("CA",)), {"work_state": "CA"}, [{"work_state": "TX"}, {}]),
        (MeantFor(hours="part_time"), {"hours": "part_time"}, [{"hours": "full_time"}, {}]),
    ],
)
def test_it_is_told_to_whom_it_is_for_and_to_nobody_else_nor_to_whom_it_is_not_known(
    admin, asked, meant_for, told, not_told
):
    for code in ("UNION", "SAL"):
        BenefitClass.objects.create(code=code, label=code.title())
    written(replace(GYM, meant_for=meant_for), admin)
    question = GYM.wordings[0]

    assert asked(question, **told).route == Answer.Route.OFFICIAL
    assert [asked(question, **facts).route for facts in not_told] == ["document"] * len(not_told)


def test_answer_for_particular_people_goes_before_the_one_for_all(admin, asked):
    BenefitClass.objects.create(code="UNION", label="Local 88")
    written(replace(GYM, text="For all."), admin)
    written(replace(GYM, text="For Local 88.", meant_for=MeantFor(classes=("UNION",))), admin)

    assert asked(GYM.wordings[0], class_code="UNION").text == "For Local 88."
    assert asked(GYM.wordings[0]).text == "For all."


def test_question_about_another_class_is_not_told_what_is_for_the_askers_own(admin, asked):
    for code, label in (("UNION", "Local 88"), ("SAL", "Salaried")):
        BenefitClass.objects.create(code=code, label=label)
    draft = replace(GYM, wordings=("Is there a gym reimbursement for Local 88?", *GYM.wordings))
    written(replace(draft, meant_for=MeantFor(classes=("SAL",))), admin)

    assert asked(GYM.wordings[0], class_code="SAL").route == Answer.Route.OFFICIAL
    assert asked("Is there a gym reimbursement for Local 88?", class_code="SAL").route != Answer.Route.OFFICIAL


@pytest.mark.parametrize(
    ("begins", "ends", "is_told"),
    [(0, 0, True), (-5, -1, False), (1, 5, False), (None, -1, False), (None, None, True)],
)
def test_it_is_told_from_its_first_day_to_its_last(admin, asked, begins, ends, is_told):
    day = today()
    days = [None if shift is None else day + timedelta(days=shift) for shift in (begins, ends)]
    written(replace(GYM, valid_from=days[0], valid_to=days[1]), admin)

    assert (asked(GYM.wordings[0]).route == Answer.Route.OFFICIAL) is is_told


def test_it_is_told_of_its_plan_year_alone(admin, asked):
    year = today().year
    for number in (year, year + 1):
        PlanYear.objects.create(label=str(number), starts_on=date(number, 1, 1), ends_on=date(number, 12, 31))
    written(replace(GYM, text="This year.", plan_year=str(year)), admin)
    written(replace(GYM, text="Next year.", plan_year=str(year + 1)), admin)

    assert asked("Is there a gym reimbursement?").text == "This year."
    assert asked(f"Is there a gym reimbursement in {year + 1}?").text == "Next year."
    assert asked("Is there a gym reimbursement next year?").text == "Next year."
    assert asked(f"Is there a gym reimbursement in {year + 2}?").route != Answer.Route.OFFICIAL


def test_nothing_is_told_of_a_plan_year_that_is_being_prepared(admin, asked, acme):
    year = today().year
    days = {"starts_on": date(year + 1, 1, 1), "ends_on": date(year + 1, 12, 31)}
    PlanYear.objects.create(label=str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    PlanYear.objects.create(label=str(year + 1), **days)
    row = written(replace(GYM, text="Next year.", plan_year=str(year + 1)), admin)
    questions = [f"Is there a gym reimbursement {when}?" for when in (f"in {year + 1}", "next year")]
    assert [asked(question).route for question in questions] == [Answer.Route.OFFICIAL] * 2

    PlanYear.objects.filter(label=str(year + 1)).update(status=PlanYear.Status.DRAFT)

    assert Answer.Route.OFFICIAL not in [asked(question).route for question in questions]
    why = why_not(row, questions[0], Scope(today(), admin.audience))
    assert why == f"It is of {year + 1}, and employees are not told of that plan year yet: it is being prepared."


def test_year_that_is_being_prepared_is_not_one_of_two_that_are_asked_for(admin, asked):
    day = today()
    PlanYear.objects.create(label="now", starts_on=day - timedelta(days=90), ends_on=day + timedelta(days=30))
    PlanYear.objects.create(
        label="then",
        starts_on=day + timedelta(days=31),
        ends_on=day + timedelta(days=300),
        enrolment_opens_on=day - timedelta(days=1),
        enrolment_closes_on=day + timedelta(days=1),
        status=PlanYear.Status.DRAFT,
    )
    written(replace(GYM, plan_year="now"), admin)

    assert asked(GYM.wordings[0]).route == Answer.Route.OFFICIAL


def test_who_names_no_year_while_people_choose_for_the_next_is_not_told_of_one_alone(admin, asked):
    day = today()
    PlanYear.objects.create(label="now", starts_on=day - timedelta(days=90), ends_on=day + timedelta(days=30))
    PlanYear.objects.create(
        label="then",
        starts_on=day + timedelta(days=31),
        ends_on=day + timedelta(days=300),
        enrolment_opens_on=day - timedelta(days=1),
        enrolment_closes_on=day + timedelta(days=1),
    )
    written(replace(GYM, plan_year="now"), admin)

    assert asked(GYM.wordings[0]).route != Answer.Route.OFFICIAL


def test_source_that_is_withdrawn_takes_the_answer_with_it(publish_guide, admin, asked):
    guide = publish_guide()
    written(replace(GYM, document=guide, page_number=3, decided_by=""), admin)

    with_source = asked(GYM.wordings[0])
    guide.published_version = None
    guide.save()

    (citation,) = with_source.citations.all()
    assert (citation.document_title, citation.page_number) == ("2027 Benefits Guide", 3)
    assert asked(GYM.wordings[0]).route != Answer.Route.OFFICIAL


def test_source_that_is_not_for_those_asked_about_tells_nothing_of_them(publish_guide, admin, asked):
    for code, label in (("UNION", "Local 88"), ("SAL", "Salaried")):
        BenefitClass.objects.create(code=code, label=label)
    guide = publish_guide(audience=["SAL"])
    draft = replace(GYM, wordings=("Is there a gym reimbursement for Local 88?", *GYM.wordings))
    written(replace(draft, document=guide, page_number=3, decided_by=""), admin)

    assert asked(GYM.wordings[0], class_code="SAL").route == Answer.Route.OFFICIAL
    assert asked("Is there a gym reimbursement for Local 88?", class_code="SAL").route != Answer.Route.OFFICIAL


def test_source_that_would_be_taken_back_takes_the_answer_with_it_before_it_is(publish_guide, admin):
    guide = publish_guide()
    row = written(replace(GYM, document=guide, page_number=3, decided_by=""), admin)
    holds = partial(official_source_holds, row, audience=ANYBODY, day=today())

    assert holds()
    assert not holds(as_if=AsIf(guide.pk, None))


def test_help_and_advice_that_is_not_given_go_before_it(admin, asked):
    for wording in ("I want to die", "Which plan should I pick?"):
        written(replace(GYM, wordings=(wording,)), admin)

    assert asked("I want to die").route == Answer.Route.CRISIS
    assert asked("Which plan should I pick?").route == Answer.Route.REFUSE


def test_follow_up_is_never_taken_for_it_by_its_own_words(admin, asked, acme, make_person):
    written(replace(GYM, wordings=("And for my spouse?",)), admin)
    person = make_person(acme, "employee")
    first = asked("Is pet insurance offered?", person=person)

    made = ask(
        "And for my spouse?",
        asker=asker_of(person),
        page_token=uuid4(),
        conversation=first.question.conversation,
        now=timezone.now(),
    )
    work(made.answer.pk, now=timezone.now())
    made.answer.refresh_from_db()

    assert made.answer.route != Answer.Route.OFFICIAL


def test_what_an_editor_writes_is_told_once_an_admin_has_approved_it(acme, make_person, admin, asked):
    row = written(GYM, make_person(acme, "hr_editor"))
    before = asked(GYM.wordings[0]).route

    assert approve(row, seen_number=1, by=admin, now=timezone.now()) is True
    assert approve(row, seen_number=2, by=admin, now=timezone.now()) is False

    assert before != Answer.Route.OFFICIAL
    assert asked(GYM.wordings[0]).route == Answer.Route.OFFICIAL


def test_what_was_changed_meanwhile_is_neither_approved_nor_written_over(acme, make_person, admin):
    editor = make_person(acme, "hr_editor")
    row = written(GYM, editor)
    change(row, replace(GYM, text="No."), seen_number=1, by=editor, now=timezone.now())

    with pytest.raises(ChangedMeanwhile):
        approve(row, seen_number=1, by=admin, now=timezone.now())
    with pytest.raises(ChangedMeanwhile):
        change(row, GYM, seen_number=1, by=editor, now=timezone.now())


def test_second_of_two_who_edit_at_once_is_told_what_it_says_now_and_saves_theirs(acme, browser_of, admin):
    row, browser = written(GYM, admin), browser_of(acme, admin)
    sent = {"wordings": GYM.wordings[0], "text": "Mine.", "decided_by": "HR", "language": "en", "plan_year": "any"}
    change(row, replace(GYM, text="Theirs."), seen_number=2, by=admin, now=timezone.now())

    refused = browser.post(f"/hr/official/{row.pk}/edit/", {**sent, "number": "2"})
    number = refused.context["form"]["number"].value()
    browser.post(f"/hr/official/{row.pk}/edit/", {**sent, "number": str(number)})
    row.refresh_from_db()

    assert "It says now: “Theirs.”." in refused.text
    assert row.text == "Mine."


def test_what_an_editor_changes_waits_again_and_what_was_told_before_keeps_its_words(acme, make_person, admin, asked):
    row = written(GYM, admin)
    told = asked(GYM.wordings[0])

    change(row, replace(GYM, text="No."), seen_number=2, by=make_person(acme, "hr_editor"), now=timezone.now())
    told.refresh_from_db()

    assert asked(GYM.wordings[0]).route != Answer.Route.OFFICIAL
    assert (told.text, told.official.told["text"]) == (GYM.text, GYM.text)
    assert [(one.number, one.act) for one in row.versions.all()] == [
        (3, "changed"),
        (2, "approved"),
        (1, "written"),
    ]


def test_what_is_withdrawn_is_told_to_nobody_and_all_of_it_stands_in_the_audit(admin, asked):
    row = written(GYM, admin)

    assert withdraw(row, by=admin, now=timezone.now()) is True
    assert withdraw(row, by=admin, now=timezone.now()) is False

    assert asked(GYM.wordings[0]).route != Answer.Route.OFFICIAL
    actions = AuditEvent.objects.filter(subject_id=str(row.pk)).order_by("at").values_list("action", flat=True)
    assert list(actions) == ["official_answer.written", "official_answer.approved", "official_answer.withdrawn"]


def test_answer_of_another_client_is_never_told(globex, make_person, asked):
    with tenant_scope(globex):
        written(GYM, make_person(globex, "hr_admin"))

    assert asked(GYM.wordings[0]).route != Answer.Route.OFFICIAL


def test_page_of_hr_writes_it_previews_it_as_somebody_and_tells_why_not(acme, make_person, browser_of):
    BenefitClass.objects.create(code="UNION", label="Local 88")
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    sent = browser.post(
        "/hr/official/add/",
        {
            "wordings": "Is there a gym reimbursement?\n\nDo we get money back for the gym?",
            "text": "Yes.",
            "plan_year": "any",
            "language": "en",
            "audience": ["UNION"],
            "decided_by": "Ada Lin, Head of Benefits",
        },
    )
    row = OfficialAnswer.objects.get()
    question = "Do you reimburse a gym membership?"
    as_union = browser.get(f"/hr/official/{row.pk}/", {"q": question, "class_code": "UNION"}).content.decode()
    as_anybody = browser.get(f"/hr/official/{row.pk}/", {"q": question}).content.decode()
    other = browser.get(f"/hr/official/{row.pk}/", {"q": "Is there a bonus?", "class_code": "UNION"}).content.decode()

    assert sent.headers["Location"] == f"/hr/official/{row.pk}/"
    assert [wording.text for wording in row.wordings.all()] == [
        "Is there a gym reimbursement?",
        "Do we get money back for the gym?",
    ]
    assert "They are told this answer" in as_union
    assert "somebody of whom nothing is known is not told it" in as_anybody
    assert "It is not asked so" in other


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"wordings": ""}, "Write at least one question."),
        ({"wordings": "I want to kill myself"}, "a person in danger"),
        ({"wordings": "Is 123-45-6789 covered?"}, "Leave out names"),
        ({"decided_by": ""}, "Say what the answer comes from"),
        ({"effective_from": "2027-02-01", "effective_to": "2027-01-01"}, "lies before the first"),
    ],
)
def test_form_refuses_what_cannot_be_told(acme, make_person, browser_of, wrong, said):
    browser = browser_of(acme, make_person(acme, "hr_editor"))
    right = {"wordings": "Is there a gym?", "text": "Yes.", "plan_year": "any", "language": "en", "decided_by": "Ada"}

    answer = browser.post("/hr/official/add/", {**right, **wrong})

    assert (answer.status_code, OfficialAnswer.objects.exists()) == (422, False)
    assert said in answer.content.decode()


def test_editor_may_not_approve(acme, make_person, browser_of):
    editor = make_person(acme, "hr_editor")
    row = written(GYM, editor)

    answer = browser_of(acme, editor).post(f"/hr/official/{row.pk}/approve/", {"number": 1})

    row.refresh_from_db()
    assert (answer.status_code, row.state) == (403, "written")


# --- it is a test question, too ---------------------------------------------------------------------------------


def test_what_is_published_is_a_critical_test_question_for_somebody_whom_it_is_for(admin):
    BenefitClass.objects.create(code="SAL", label="Salaried")
    written(replace(GYM, meant_for=MeantFor(classes=("SAL",)), valid_to=today() + timedelta(days=9)), admin)

    test = TestQuestion.objects.get()

    assert (test.question, test.class_code, test.day) == (GYM.wordings[0], "SAL", today())
    assert (test.expect, test.is_critical) == ({"contains": ["Yes: up to **$300** a year."]}, True)
    assert test.origin == "official_answer"


def test_what_waits_or_is_withdrawn_is_no_test_question(acme, make_person, admin):
    row = written(GYM, make_person(acme, "hr_editor"))
    assert not TestQuestion.objects.exists()

    approve(row, seen_number=row.number, by=admin, now=timezone.now())
    assert TestQuestion.objects.count() == 1
    row.refresh_from_db()
    change(row, replace(GYM, text="Yes: $400."), seen_number=row.number, by=admin, now=timezone.now())
    assert TestQuestion.objects.get().expect == {"contains": ["Yes: $400."]}
    withdraw(row, by=admin, now=timezone.now())

    assert not TestQuestion.objects.exists()


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda row, by: withdraw(row, by=by, now=timezone.now()),
        lambda row, by: change(
            row, replace(GYM, meant_for=MeantFor(classes=("UNION",))), seen_number=row.number, by=by, now=timezone.now()
        ),
    ],
    ids=["withdrawn", "meant for others"],
)
def test_answer_that_was_read_ahead_is_not_told_once_it_is_none_for_the_asker(
    admin, asked, publish_guide, monkeypatch, meanwhile
):
    publish_guide()
    row = written(GYM, admin)
    work_out = answering.work_out

    def after_something_happened(*args, **kwargs):
        row.refresh_from_db()
        meanwhile(row, admin)
        return work_out(*args, **kwargs)

    monkeypatch.setattr(answering, "work_out", after_something_happened)

    assert asked("Is there a gym reimbursement?").route != Answer.Route.OFFICIAL
