"""What was asked in vain, merged by meaning: HR sees what enough people asked, and never who or in which words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import User
from benefits.audience import MeantFor
from benefits.models import BenefitClass, PlanYear
from chat import tasks
from chat.gaps.collect import collect, counts_at_once, told_alone
from chat.gaps.people import forget_old, forget_person, pseudonym_of
from chat.gaps.queue import SENSITIVE, TOO_FEW_WORDS, dismiss, shown_gap, shown_gaps
from chat.gaps.sources import add_gap_source, reason_of
from chat.models import Answer, Conversation, Feedback, Gap, GapPerson, GapWish, OfficialAnswer, Question
from chat.official.publish import follow_publication
from chat.official.write import Draft, write
from chat.tasks import answer_question, tell_all_wishing, tell_wishing
from knowledge.models import Document
from tenants.clock import today
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("in_acme", "extractive")
PET = "Is pet insurance offered?"
OPEN = Gap.State.OPEN


@pytest.fixture(autouse=True)
def _engine(settings) -> None:
    settings.EMBEDDING_ENGINE = "wordllama"
    settings.VECTOR_ENGINE = "pgvector"


@pytest.fixture
def crowd(in_acme) -> list[User]:
    """Twenty employees: a company large enough to be told of subjects."""
    names = ("Ann Abel", "Ben Brill", "Cleo Cruz", "Dan Dorn", "Eva Egan")
    people = [
        User(email=f"{number}@acme.example", name=names[number % 5], role="employee", password="!")
        for number in range(20)
    ]
    return User.objects.bulk_create(people)


def ask_in_vain(person: User, asked: str, **facts: object) -> Answer:
    """Store a question with the answer that nothing was found."""
    facts = {"status": Answer.Status.DONE, "reason": Answer.Reason.NOT_IN_DOCUMENTS} | facts
    is_counted = facts.pop("is_counted", True)
    conversation = facts.pop("conversation", None) or Conversation.objects.create(user=person, title="A question")
    question = Question.objects.create(conversation=conversation, text=asked, is_counted=is_counted)
    return Answer.objects.create(question=question, **facts)


def gather(people: list[User], *texts: str, **facts: object) -> Gap | None:
    """Let each of them ask one of the texts in vain; return the gap of the last."""
    gap = None
    for number, person in enumerate(people):
        gap = collect(ask_in_vain(person, texts[number % len(texts)], **facts).pk, now=timezone.now())
    return gap


def test_equal_questions_in_other_words_are_one_gap_and_a_person_counts_once(crowd):
    gap = gather(crowd[:3], PET, "Do we offer pet insurance?", "Can I get pet insurance?")
    gather(crowd[:3], "Does the company offer pet insurance?")
    other = gather(crowd[:1], "Is travel insurance offered?")

    assert Gap.objects.count() == 2
    assert (gap.people.count(), other.people.count()) == (3, 1)


def test_collecting_an_answer_twice_changes_nothing(crowd):
    answer = ask_in_vain(crowd[0], PET)

    first = collect(answer.pk, now=timezone.now())
    second = collect(answer.pk, now=timezone.now())

    assert (first, GapPerson.objects.count()) == (second, 1)


def test_answer_worked_out_by_a_worker_is_collected_behind_it(acme, crowd, publish_guide):
    publish_guide()
    answer = ask_in_vain(crowd[0], PET, status=Answer.Status.PENDING, reason="")

    answer_question(acme.schema_name, str(answer.pk))

    answer.refresh_from_db()
    assert (answer.reason, GapPerson.objects.get().reason) == ("not_in_documents", "not_found")


@pytest.mark.parametrize(("count", "is_seen"), [(4, False), (5, True)])
def test_gap_is_seen_from_five_people_on_in_words_that_five_of_them_used(crowd, count, is_seen):
    gap = gather(crowd[:count], "Is pet insurance offered?", "Can I get pet insurance?")
    gather(crowd[:1], "Is there pet insurance available for my three-legged dachshund Wotan?")

    shown = shown_gaps(state=OPEN)

    assert [(one.text, one.people, one.reason) for one in shown] == (
        [("About: insurance, pet", 5, Gap.Reason.NOT_FOUND)] if is_seen else []
    )
    assert (shown_gap(gap.pk) is not None) is is_seen


def test_count_is_told_in_steps_so_that_one_more_tells_nothing(crowd):
    gather(crowd[:9], PET)

    assert [one.people for one in shown_gaps(state=OPEN)] == [5]


def test_words_of_nobody_and_names_of_people_here_are_never_shown(crowd):
    texts = [f"Is pet insurance offered for Cleo {extra}?" for extra in ("", "", "", "", "")]
    gather(crowd[:5], *texts)
    gather(crowd[5:10], *(f"Does {word} work here?" for word in ("xylo", "yucca", "zither", "wombat", "vole")))

    assert [one.text for one in shown_gaps(state=OPEN)] == ["About: insurance, offered, pet"]
    assert not any("cleo" in person.words for person in GapPerson.objects.all())


def test_question_that_everybody_knows_is_shown_as_it_is_known(crowd):
    gather(crowd[:5], "What is the limit of the dependent care FSA?", "How much is the dependent care FSA limit?")

    (shown,) = shown_gaps(state=OPEN)

    assert shown.question == shown.text == "What is the limit of the dependent care FSA?"


def test_sensitive_subject_needs_ten_people_and_shows_none_of_its_words(crowd):
    gather(crowd[:9], "Is addiction rehab abroad covered?")
    few = shown_gaps(state=OPEN)
    gather(crowd[9:10], "Is addiction rehab abroad covered?")

    assert few == []
    assert [one.text for one in shown_gaps(state=OPEN)] == [SENSITIVE]


@pytest.mark.parametrize(
    "text",
    [
        "Is a psychiatrist in Akron covered?",
        "Is methadone covered?",
        "Is birth control covered?",
        "¿Está cubierta la terapia?",
        "¿Hay ayuda para una adicción?",
        "¿Se paga el tratamiento del VIH?",
    ],
)
def test_subject_is_sensitive_in_whichever_words_and_language(crowd, text):
    assert gather(crowd[:1], text).is_sensitive


def test_gap_is_sensitive_once_anybody_asks_it_in_words_that_are(crowd):
    gap = gather(crowd[:1], "Is counselling abroad covered?")
    Gap.objects.update(is_sensitive=False)  # as what the first one said was not known to be
    gather(crowd[:6], "Is counselling abroad covered?")

    gap.refresh_from_db()
    assert (gap.is_sensitive, shown_gaps(state=OPEN)) == (True, [])


def test_gap_without_a_shared_word_shows_none(crowd):
    gap = gather(crowd[:5], PET)
    for number, person in enumerate(gap.people.all()):
        GapPerson.objects.filter(pk=person.pk).update(words=[f"word{number}"])

    assert [one.text for one in shown_gaps(state=OPEN)] == [TOO_FEW_WORDS]


def test_small_company_sees_totals_alone(crowd, acme, make_person, browser_of):
    gap = gather(crowd[:6], PET)
    User.objects.filter(pk=crowd[-1].pk).update(is_active=False)
    browser = browser_of(acme, make_person(acme, "hr_editor"))

    page = browser.get("/hr/gaps/").content.decode()

    assert shown_gaps(state=OPEN) == []
    assert browser.get(f"/hr/gaps/{gap.pk}/").status_code == 404
    assert "At least 5 times" in page
    assert "pet" not in page.replace("competent", "")


def test_reason_of_few_is_not_told_apart(crowd):
    gap = gather(crowd[:3], PET)
    gather(crowd[3:6], PET, reason="", removed={"unproven": 1})

    (shown,) = shown_gaps(state=OPEN)

    assert shown.reason is None
    assert shown_gaps(state=OPEN, reason="not_found") == []
    assert sorted(gap.people.values_list("reason", flat=True)) == ["not_found"] * 3 + ["not_proven"] * 3


def test_crisis_small_talk_private_and_hr_never_count(crowd, acme, make_person):
    unseen = [
        ask_in_vain(crowd[0], PET, is_counted=False),
        ask_in_vain(make_person(acme, "hr_admin"), PET),
        ask_in_vain(make_person(acme, "service"), PET),
        ask_in_vain(crowd[0], "?!"),
        ask_in_vain(crowd[0], PET, reason=""),
        ask_in_vain(crowd[0], PET, status=Answer.Status.PENDING, reason=""),
    ]

    assert [collect(answer.pk, now=timezone.now()) for answer in unseen] == [None] * 6
    assert collect(ask_in_vain(crowd[0], PET).pk, now=timezone.now()) is not None


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"reason": ""}, None),
        ({"reason": "not_in_documents"}, Gap.Reason.NOT_FOUND),
        ({"reason": "legal"}, Gap.Reason.BEYOND),
        ({"reason": "", "removed": {"unproven": 2}}, Gap.Reason.NOT_PROVEN),
        (
            {"reason": "", "text": "Two documents disagree here. The more binding one comes first:\n\n- $1 [1]"},
            Gap.Reason.CONFLICT,
        ),
    ],
)
def test_reason_is_the_weightiest_that_fits(crowd, facts, reason):
    assert reason_of(ask_in_vain(crowd[0], PET, **facts)) == reason


@pytest.mark.parametrize("status", [Answer.Status.STOPPED, Answer.Status.INTERRUPTED])
def test_answer_that_ended_in_the_middle_counts_only_by_what_people_do_about_it(crowd, status):
    answer = ask_in_vain(crowd[0], PET, reason="", status=status, removed={"figure": 1})
    nobody = (reason_of(answer), counts_at_once(answer))
    Feedback.objects.create(answer=answer, is_helpful=False)

    assert nobody == (None, False)
    assert reason_of(answer) == Gap.Reason.COMPLAINT


def test_another_part_adds_its_reason_with_one_line(crowd, monkeypatch):
    monkeypatch.setattr("chat.gaps.sources._sources", {})
    answer = ask_in_vain(crowd[0], PET, reason="")

    add_gap_source(Gap.Reason.COMPLAINT, lambda one: one.pk == answer.pk)

    assert reason_of(answer) == Gap.Reason.COMPLAINT


def test_pseudonym_is_of_one_gap_and_one_client(acme, globex, crowd):
    one, other = gather(crowd[:1], PET), gather(crowd[:1], "Is travel insurance offered?")
    with tenant_scope(globex):
        elsewhere = pseudonym_of(crowd[0], one)

    names = {pseudonym_of(crowd[0], one), pseudonym_of(crowd[0], other), elsewhere}

    assert len(names) == 3
    assert not any(str(crowd[0].pk) in name for name in names)


def test_of_when_somebody_asked_the_day_is_kept_and_no_more(crowd):
    """With the minute a copy of the tables would tell whose answer, session or sign-in belongs to a pseudonym."""
    gather(crowd[:1], PET)
    gather(crowd[:1], PET)

    times = {timezone.localtime(person.collected_at).time() for person in GapPerson.objects.all()}
    assert times == {time()}


def test_person_is_forgotten_with_their_conversations_and_the_gap_with_the_last(acme, crowd, browser_of):
    gap = gather(crowd[:2], PET)
    gather(crowd[:1], "Is travel insurance offered?")

    browser_of(acme, crowd[0]).post("/history/erase/")

    assert list(Gap.objects.all()) == [gap]
    assert [row.pseudonym for row in gap.people.all()] == [pseudonym_of(crowd[1], gap)]


def test_deleting_one_conversation_takes_back_what_it_counted_for(acme, crowd, browser_of):
    kept = gather(crowd[:1], "Is travel insurance offered?")
    answer = ask_in_vain(crowd[0], PET)
    collect(answer.pk, now=timezone.now())

    browser_of(acme, crowd[0]).post(f"/c/{answer.question.conversation_id}/delete/")

    assert list(Gap.objects.all()) == [kept]


def test_deleting_a_conversation_takes_back_what_is_read_in_another_way_by_now(acme, crowd, browser_of):
    answer = ask_in_vain(crowd[0], PET)
    gap = collect(answer.pk, now=timezone.now())
    Gap.objects.filter(pk=gap.pk).update(marks=["word before-the-release"], state=Gap.State.DISMISSED)

    browser_of(acme, crowd[0]).post(f"/c/{answer.question.conversation_id}/delete/")

    assert not GapPerson.objects.exists()


def test_deleting_a_conversation_leaves_what_is_asked_in_vain_in_another(acme, crowd, browser_of):
    gap = gather(crowd[:1], PET)
    again = ask_in_vain(crowd[0], "Do we offer pet insurance?")
    collect(again.pk, now=timezone.now())
    browser = browser_of(acme, crowd[0])

    browser.post(f"/c/{again.question.conversation_id}/delete/")
    left = list(gap.people.values_list("pseudonym", flat=True))
    Answer.objects.update(reason="")
    last = ask_in_vain(crowd[0], PET)
    browser.post(f"/c/{last.question.conversation_id}/delete/")

    assert left == [pseudonym_of(crowd[0], gap)]
    assert not Gap.objects.exists()


def test_follow_up_is_told_with_what_its_own_branch_asked(crowd):
    first = ask_in_vain(crowd[0], PET).question
    other = ask_in_vain(crowd[0], "Is car insurance offered?", conversation=first.conversation).question
    follow_up = ask_in_vain(crowd[0], "And for my kids?", conversation=first.conversation).question
    Question.objects.filter(pk=follow_up.pk).update(follows=first)
    follow_up.refresh_from_db()

    told = told_alone(follow_up)

    assert other.follows is None
    assert "pet" in told
    assert "car" not in told


def test_pseudonyms_go_after_half_a_year_and_with_the_person(crowd):
    gap = gather(crowd[:3], PET)
    old = gap.people.get(pseudonym=pseudonym_of(crowd[0], gap))
    GapPerson.objects.filter(pk=old.pk).update(collected_at=timezone.now() - timedelta(days=181))
    gone = pseudonym_of(crowd[1], gap)
    User.objects.filter(pk=crowd[1].pk).delete()

    forget_old(timezone.now())

    left = [row.pseudonym for row in gap.people.all()]
    assert (gone in left, left) == (False, [pseudonym_of(crowd[2], gap)])


def test_forgetting_somebody_leaves_others_alone(crowd):
    gap = gather(crowd[:2], PET)

    forget_person(crowd[5])

    assert gap.people.count() == 2


def test_hr_dismisses_a_gap_and_puts_it_back(crowd, acme, make_person, browser_of):
    gap = gather(crowd[:5], PET)
    browser = browser_of(acme, make_person(acme, "hr_editor"))

    browser.post(f"/hr/gaps/{gap.pk}/dismiss/")
    dismissed = [one.gap for one in shown_gaps(state=Gap.State.DISMISSED)]
    browser.post(f"/hr/gaps/{gap.pk}/dismiss/", {"reopen": "1"})

    assert (dismissed, [one.gap for one in shown_gaps(state=OPEN)]) == ([gap], [gap])


def test_gap_that_is_not_shown_cannot_be_opened_dismissed_or_answered(crowd, acme, make_person, browser_of):
    gap = gather(crowd[:4], "What is the limit of the dependent care FSA?")
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    statuses = [browser.get(f"/hr/gaps/{gap.pk}/").status_code, browser.post(f"/hr/gaps/{gap.pk}/dismiss/").status_code]
    page = browser.get(f"/hr/official/add/?gap={gap.pk}").content.decode()

    assert statuses == [404, 404]
    assert "dependent care FSA" not in page


def test_official_answer_from_the_queue_closes_it_and_stands_in_the_form(crowd, acme, make_person, browser_of):
    gap = gather(crowd[:5], "What is the limit of the dependent care FSA?")
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    form = browser.get(f"/hr/official/add/?gap={gap.pk}").content.decode()
    browser.post(
        "/hr/official/add/",
        {
            "gap": gap.pk,
            "wordings": "What is the limit of the dependent care FSA?",
            "text": "$7,500.",
            "plan_year": "any",
            "language": "en",
            "decided_by": "Ada",
        },
    )

    gap.refresh_from_db()
    assert "What is the limit of the dependent care FSA?</textarea>" in form
    assert (gap.state, OfficialAnswer.objects.get().gap) == ("answered", gap)


def test_answered_gap_is_open_again_once_enough_people_ask_it_in_vain_all_the_same(crowd, acme, make_person):
    gap = gather(crowd[:6], PET)
    draft = Draft(wordings=(PET,), text="Yes.", language="en", meant_for=MeantFor(("UNION",)), decided_by="Ada")
    official = write(draft, by=make_person(acme, "hr_admin"), now=timezone.now(), gap=gap)
    later = timezone.now() + timedelta(days=2)

    def ask_later(people: list[User]) -> tuple[str, list[tuple[str, int]]]:
        for person in people:
            collect(ask_in_vain(person, PET).pk, now=later)
        gap.refresh_from_db()
        return gap.state, [(one.text, one.people) for one in shown_gaps(state=gap.state)]

    assert ask_later(crowd[5:9]) == (Gap.State.ANSWERED, [(PET, 5)])
    assert ask_later(crowd[9:10]) == (OPEN, [(PET, 5)])

    follow_publication(official, by=make_person(acme, "hr_admin"), now=later)

    assert ask_later(crowd[10:11]) == (Gap.State.ANSWERED, [(PET, 10)])


def test_hr_puts_an_answered_gap_back(crowd, acme, make_person, browser_of):
    gap = gather(crowd[:6], PET)
    Gap.objects.filter(pk=gap.pk).update(state=Gap.State.ANSWERED, decided_at=timezone.now())
    browser = browser_of(acme, make_person(acme, "hr_editor"))

    assert "Put it back" in browser.get(f"/hr/gaps/{gap.pk}/").content.decode()
    browser.post(f"/hr/gaps/{gap.pk}/dismiss/", {"reopen": "1"})

    assert [one.people for one in shown_gaps(state=OPEN)] == [5]


def test_home_of_hr_counts_what_waits(crowd, acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme, "hr_editor"))
    before = browser.get("/hr/gaps/count/", headers={"HX-Request": "true"}).content.decode()
    gather(crowd[:5], PET)

    after = browser.get("/hr/gaps/count/", headers={"HX-Request": "true"}).content.decode()

    assert "is not answered" not in before
    assert "One question that several people asked is not answered." in after
    assert "/hr/gaps/count/" in browser.get("/hr/").content.decode()


# Be told when HR has answered.


@pytest.fixture
def publish(acme, make_person) -> Callable[..., OfficialAnswer]:
    """Publish an official answer, to a gap or of HR's own accord, and tell those who wished it."""

    def publish_it(gap: Gap | None, **facts: object) -> OfficialAnswer:
        draft = replace(
            Draft(wordings=(PET,), text="Yes, from May.", language="en", meant_for=MeantFor(), decided_by="Ada"),
            **facts,
        )
        row = write(draft, by=make_person(acme, "hr_admin"), now=timezone.now(), gap=gap)
        tell_wishing(acme.schema_name)
        return row

    return publish_it


def test_who_wished_it_is_told_once_in_the_app_and_by_a_mail_without_content(acme, crowd, browser_of, publish):
    browser = browser_of(acme, crowd[0])
    answer = ask_in_vain(crowd[0], PET)
    page = f"/c/{answer.question.conversation_id}/"
    offered = browser.get(page).content.decode()
    browser.post(f"/a/{answer.pk}/tell-me/")
    given = browser.get(page).content.decode()

    publish(Gap.objects.get())
    tell_wishing(acme.schema_name)
    wish = GapWish.objects.get()
    home = browser.get("/").content.decode()
    told = browser.get(f"/told/{wish.pk}/").content.decode()

    assert "Tell me when HR has answered this" in offered
    assert "This holds as long as this conversation is kept." in offered
    assert "You will be told when HR has answered this." in given
    (sent,) = mail.outbox
    assert (sent.to, f"/told/{wish.pk}/" in sent.body) == ([crowd[0].email], True)
    assert "pet" not in sent.body.lower().replace("competent", "")
    assert "from May" not in sent.body
    assert f"/told/{wish.pk}/" in home
    assert "Yes, from May." in told
    assert "Official answer from your HR team" in told
    assert f"/told/{wish.pk}/" not in browser.get("/").content.decode()


def test_who_took_it_back_is_not_told(acme, crowd, browser_of, publish):
    browser = browser_of(acme, crowd[0])
    answer = ask_in_vain(crowd[0], PET)
    browser.post(f"/a/{answer.pk}/tell-me/")
    gap = Gap.objects.get()
    browser.post(f"/a/{answer.pk}/tell-me/", {"undo": "1"})

    publish(gap)

    assert (mail.outbox, GapWish.objects.count()) == ([], 0)


def again(answer: Answer) -> Answer:
    """Return another attempt at the same question, in vain as well."""
    facts = {"status": Answer.Status.DONE, "reason": Answer.Reason.NOT_IN_DOCUMENTS}
    return Answer.objects.create(question=answer.question, attempt=answer.attempt + 1, **facts)


def test_wish_is_shown_and_taken_back_wherever_the_same_is_asked_again(acme, crowd, browser_of):
    browser = browser_of(acme, crowd[0])
    first = ask_in_vain(crowd[0], PET)
    browser.post(f"/a/{first.pk}/tell-me/")
    second = again(first)

    page = browser.get(f"/c/{first.question.conversation_id}/").content.decode()
    browser.post(f"/a/{second.pk}/tell-me/", {"undo": "1"})
    taken_back = GapWish.objects.count()
    browser.post(f"/a/{second.pk}/tell-me/")
    elsewhere = ask_in_vain(crowd[0], "Do we offer pet insurance?")
    drawn = browser.post(f"/a/{elsewhere.pk}/tell-me/", HTTP_HX_REQUEST="true").content.decode()

    assert "Do not tell me" in page
    assert taken_back == 0
    assert "Do not tell me" in drawn
    assert GapWish.objects.get().answer == elsewhere


def test_who_was_told_and_asks_in_vain_once_more_is_told_anew(acme, crowd, browser_of, publish):
    browser = browser_of(acme, crowd[0])
    browser.post(f"/a/{ask_in_vain(crowd[0], PET).pk}/tell-me/")
    row = publish(Gap.objects.get())
    OfficialAnswer.objects.filter(pk=row.pk).update(state="withdrawn")
    once_more = ask_in_vain(crowd[0], PET)

    browser.post(f"/a/{once_more.pk}/tell-me/")
    waits = GapWish.objects.get().told_at is None
    publish(Gap.objects.get(), text="Yes, from June.")

    assert waits
    assert len(mail.outbox) == 2
    assert "Yes, from June." in browser.get(f"/told/{GapWish.objects.get().pk}/").content.decode()


def test_nobody_is_told_of_an_answer_for_others_and_still_waits(acme, crowd, browser_of, publish):
    BenefitClass.objects.create(code="UNION", label="Local 88")
    browser = browser_of(acme, crowd[0])
    answer = ask_in_vain(crowd[0], PET)
    browser.post(f"/a/{answer.pk}/tell-me/")

    publish(Gap.objects.get(), meant_for=MeantFor(classes=("UNION",)))

    assert (mail.outbox, GapWish.objects.get().told_at) == ([], None)


def test_who_wished_it_is_told_of_an_answer_that_was_not_written_from_the_queue(acme, crowd, browser_of, publish):
    pet, car = (
        ask_in_vain(person, text) for person, text in zip(crowd[:2], (PET, "Is car insurance offered?"), strict=True)
    )
    for person, answer in zip(crowd[:2], (pet, car), strict=True):
        browser_of(acme, person).post(f"/a/{answer.pk}/tell-me/")

    publish(None)

    assert [sent.to for sent in mail.outbox] == [[crowd[0].email]]
    assert GapWish.objects.get(told_at__isnull=True).answer == car


def test_who_wished_it_is_told_on_the_first_day_of_an_answer(acme, crowd, browser_of, publish):
    answer = ask_in_vain(crowd[0], PET)
    browser_of(acme, crowd[0]).post(f"/a/{answer.pk}/tell-me/")

    row = publish(Gap.objects.get(), valid_from=today() + timedelta(days=1))
    before = (len(mail.outbox), GapWish.objects.get().told_at)
    OfficialAnswer.objects.filter(pk=row.pk).update(valid_from=today())
    tell_all_wishing()

    assert before == (0, None)
    assert [sent.to for sent in mail.outbox] == [[crowd[0].email]]


def test_nobody_is_told_of_an_answer_for_others_that_was_not_written_from_the_queue(acme, crowd, browser_of, publish):
    BenefitClass.objects.create(code="UNION", label="Local 88")
    answer = ask_in_vain(crowd[0], PET)
    browser_of(acme, crowd[0]).post(f"/a/{answer.pk}/tell-me/")

    publish(None, meant_for=MeantFor(classes=("UNION",)))

    assert (mail.outbox, GapWish.objects.get().told_at) == ([], None)


def test_nobody_is_told_of_a_plan_year_that_is_being_prepared_and_still_waits(acme, crowd, browser_of, publish):
    year = today().year + 1
    facts = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    prepared = PlanYear.objects.create(label=str(year), status=PlanYear.Status.DRAFT, **facts)
    browser = browser_of(acme, crowd[0])
    answer = ask_in_vain(crowd[0], PET)
    browser.post(f"/a/{answer.pk}/tell-me/")

    publish(Gap.objects.get(), plan_year=str(year))
    before = (len(mail.outbox), GapWish.objects.get().told_at)
    PlanYear.objects.filter(pk=prepared.pk).update(status=PlanYear.Status.PUBLISHED)
    tell_all_wishing()
    page = f"/told/{GapWish.objects.get().pk}/"
    told = browser.get(page).content.decode()
    PlanYear.objects.filter(pk=prepared.pk).update(status=PlanYear.Status.DRAFT)

    assert before == (0, None)
    assert [sent.to for sent in mail.outbox] == [[crowd[0].email]]
    assert "from May" in told
    assert "from May" not in browser.get(page).content.decode()


def test_nobody_is_told_of_an_answer_whose_document_is_withdrawn_and_still_waits(
    acme, crowd, browser_of, publish, publish_guide
):
    guide = publish_guide()
    answer = ask_in_vain(crowd[0], PET)
    browser_of(acme, crowd[0]).post(f"/a/{answer.pk}/tell-me/")
    Document.objects.filter(pk=guide.pk).update(published_version=None)

    publish(Gap.objects.get(), document=guide, page_number=1, decided_by="")

    assert (mail.outbox, GapWish.objects.get().told_at) == ([], None)


def test_wish_of_a_colleague_is_nobodys_to_open(acme, crowd, browser_of, publish):
    answer = ask_in_vain(crowd[0], PET)
    browser_of(acme, crowd[0]).post(f"/a/{answer.pk}/tell-me/")
    publish(Gap.objects.get())
    wish = GapWish.objects.get()

    assert browser_of(acme, crowd[1]).get(f"/told/{wish.pk}/").status_code == 404
    assert browser_of(acme, crowd[1]).post(f"/a/{answer.pk}/tell-me/").status_code == 404


def test_withdrawn_answer_is_not_shown_to_who_was_told(acme, crowd, browser_of, publish):
    browser = browser_of(acme, crowd[0])
    answer = ask_in_vain(crowd[0], PET)
    browser.post(f"/a/{answer.pk}/tell-me/")
    row = publish(Gap.objects.get())
    OfficialAnswer.objects.filter(pk=row.pk).update(state="withdrawn")

    page = browser.get(f"/told/{GapWish.objects.get().pk}/").content.decode()

    assert "from May" not in page
    assert "This answer is no longer there" in page


def test_wrong_id_of_a_gap_is_no_error(acme, make_person, browser_of):
    browser = browser_of(acme, make_person(acme, "hr_admin"))

    assert browser.get("/hr/official/add/?gap=nonsense").status_code == 200
    assert browser.get(f"/hr/official/add/?gap={uuid4()}").status_code == 200


def test_dismissing_twice_is_one_dismissal(crowd, acme, make_person):
    gap, admin = gather(crowd[:5], PET), make_person(acme, "hr_admin")

    assert [dismiss(gap, by=admin, now=timezone.now()) for _ in range(2)] == [True, False]


def test_complaint_is_counted_when_it_is_made(acme, crowd, browser_of):
    answer = ask_in_vain(crowd[0], PET, reason="", text="Yes [1].")

    browser_of(acme, crowd[0]).post(f"/a/{answer.pk}/unhelpful/", {"reason": "wrong", "comment": ""})

    assert [person.reason for person in GapPerson.objects.all()] == ["complaint"]


def test_private_conversation_is_never_collected(acme, crowd, browser_of, publish_guide):
    publish_guide()
    browser_of(acme, crowd[0]).post("/ask/", {"text": PET, "client_token": uuid4(), "is_private": "on"})
    asked = Question.objects.get()
    answer_question(acme.schema_name, str(asked.current_answer().pk))

    assert (asked.conversation.is_private, asked.current_answer().reason) == (True, "not_in_documents")
    assert Gap.objects.count() == 0


def test_answer_that_nothing_is_wrong_with_puts_nothing_into_the_queue(acme, crowd, publish_guide, monkeypatch):
    publish_guide()
    queued = []
    monkeypatch.setattr(tasks, "queue_gap", queued.append)
    text = "What does a specialist visit cost on the PPO 750?"
    answer = ask_in_vain(crowd[0], text, status=Answer.Status.PENDING, reason="")

    answer_question(acme.schema_name, str(answer.pk))

    answer.refresh_from_db()
    assert (answer.status, answer.reason, queued) == ("done", "", [])
