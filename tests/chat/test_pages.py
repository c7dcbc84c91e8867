"""The pages an employee uses, over HTTP: asking, reading, stopping, and what others must not see."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from kombu.exceptions import OperationalError

from accounts.models import User
from benefits.models import BenefitClass, Contact
from branding.models import Brand
from chat import tasks
from chat.models import QUESTION_LIMIT, Answer, Citation, Conversation, Question
from chat.pipeline.ask import ask, asker_of
from chat.pipeline.limits import TooMany, count_question
from knowledge.extract.types import Block, block_to_json
from knowledge.models import Document, DocumentVersion, Page
from tenants.context import platform_scope, tenant_scope
from tenants.hosts import forget_hosts
from tenants.keys import client_key
from tenants.models import Client as ClientRow
from tenants.redis import redis
from tests.pages import words

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ann(acme, make_person):
    return make_person(acme, name="Ann")


@pytest.fixture
def browser(acme, ann, browser_of):
    return browser_of(acme, ann)


@pytest.fixture
def unanswered(monkeypatch):
    """Leave questions waiting, as they are until a worker takes them."""
    monkeypatch.setattr(tasks.answer_question, "apply_async", lambda *arguments, **options: None)


@pytest.fixture
def answer(acme, browser, publish_guide, openai) -> Answer:
    """Ann's finished answer with one citation."""
    openai.pieces = ["A specialist visit costs $50 [1]."]
    with tenant_scope(acme):
        publish_guide(plan_year="2027")
    browser.post("/ask/", {"text": "What does a specialist visit cost?", "client_token": uuid4()})
    with tenant_scope(acme):
        return Answer.objects.select_related("question__conversation").get()


@pytest.fixture
def citation(acme, answer) -> Citation:
    with tenant_scope(acme):
        return Citation.objects.select_related("version__document").get()


def rows(client, model) -> list:
    with tenant_scope(client):
        return list(model.objects.all())


def test_home_shows_the_companys_welcome_and_its_questions_in_the_persons_language(acme, make_person, browser_of):
    with tenant_scope(acme):
        Brand.objects.create(
            product_name="Acme Benefits",
            welcome_text="Welcome to Acme's benefits.",
            welcome_text_es="Pregunte por sus beneficios de Acme.",
            suggested_questions=[
                {"text": "What is the deductible?", "language": "en"},
                {"text": "¿Cuánto es el deducible?", "language": "es"},
            ],
        )
    sofia = make_person(acme, language="es")

    page = words(browser_of(acme, sofia).get("/"))
    english = words(browser_of(acme, make_person(acme)).get("/")).replace("&#x27;", "'")

    assert "Pregunte por sus beneficios de Acme." in page
    assert "¿Cuánto es el deducible?" in page
    assert "What is the deductible?" not in page
    assert "Welcome to Acme's benefits." in english
    assert "Pregunte" not in english


def test_first_question_makes_a_conversation_named_by_its_first_words(acme, browser, unanswered):
    text = "What does a specialist visit cost when my primary care doctor sends me there next year?"

    response = browser.post("/ask/", {"text": text, "client_token": uuid4()})

    conversation = rows(acme, Conversation)[0]
    assert response.url.startswith(f"/c/{conversation.pk}/#turn-")
    assert conversation.title == "What does a specialist visit cost when my primary care…"


def test_first_question_after_a_greeting_gives_the_open_page_its_title(acme, browser, unanswered):
    browser.post("/ask/", {"text": "hello", "client_token": uuid4()})
    conversation = rows(acme, Conversation)[0]

    turns = [
        browser.post("/ask/", {"text": text, "client_token": uuid4(), "conversation": conversation.pk}, **HTMX)
        for text in ("What is the deductible?", "What is the copay?")
    ]

    named = [re.findall(r'id="conversation-title" hx-swap-oob="true">([^<]*)<', turn.text) for turn in turns]
    assert named == [["What is the deductible?"], []]
    assert "What is the deductible?" in words(browser.get("/"))


def test_conversation_that_stands_still_on_a_day_is_listed_under_it(acme, browser, unanswered):
    with platform_scope():
        ClientRow.objects.filter(pk=acme.id).update(is_demo=True, demo_today=date(2026, 11, 10))
    forget_hosts()

    browser.post("/ask/", {"text": "What is the deductible?", "client_token": uuid4()})

    assert '<time datetime="2026-11-10">November 10</time>' in browser.get("/").text


def test_same_question_sent_twice_is_one_question(acme, browser, unanswered):
    token = uuid4()

    first = browser.post("/ask/", {"text": "What is the deductible?", "client_token": token})
    second = browser.post("/ask/", {"text": "What is the deductible?", "client_token": token})
    other = browser.post("/ask/", {"text": "What is the copay?", "client_token": token})

    assert first.url == second.url != other.url
    assert len(rows(acme, Question)) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Write your question first."), ("   ", "Write your question first."), ("x" * 2001, "longer than 2,000")],
)
def test_question_that_cannot_be_taken_gets_a_sentence_and_stays_in_the_form(acme, browser, text, sentence):
    page = browser.post("/ask/", {"text": text, "client_token": uuid4()})
    fragment = browser.post("/ask/", {"text": text, "client_token": uuid4()}, **HTMX)

    assert page.status_code == fragment.status_code == 422
    assert sentence in words(page)
    assert len(text) <= QUESTION_LIMIT or text in page.content.decode()
    assert sentence in fragment.content.decode()
    assert fragment["HX-Retarget"] == "#composer-error"
    assert rows(acme, Question) == []


def test_line_breaks_count_as_the_browser_counts_them(acme, browser, unanswered):
    text = "ab\r\n" * 666 + "ab"

    browser.post("/ask/", {"text": text, "client_token": uuid4()})

    assert len(rows(acme, Question)[0].text) == 2000


def test_third_question_while_two_are_answered_has_to_wait(acme, browser, unanswered):
    for text in ("one?", "two?"):
        browser.post("/ask/", {"text": text, "client_token": uuid4()})

    refused = browser.post("/ask/", {"text": "three?", "client_token": uuid4()})

    assert refused.status_code == 422
    assert "2 of your questions are being answered right now" in words(refused)
    assert "three?" in refused.content.decode()
    assert len(rows(acme, Question)) == 2


def test_person_who_asks_faster_than_anyone_reads_has_to_wait(acme, browser, extractive):
    for number in range(12):
        browser.post("/ask/", {"text": f"Question {number}?", "client_token": uuid4()})

    refused = browser.post("/ask/", {"text": "One more?", "client_token": uuid4()})

    told = re.search(r"more than 12 questions in a minute. Ask again in (\d+) seconds?\.", words(refused))
    assert 0 < int(told[1]) <= 60
    assert len(rows(acme, Question)) == 12


def test_who_asks_again_too_often_is_told_for_how_long_beside_the_button(acme, browser, ann, answer):
    with tenant_scope(acme):
        redis().set(client_key("questions", ann.pk, 60), 12, ex=30)
    page = browser.get(f"/c/{answer.question.conversation_id}/")

    refused = browser.post(f"/a/{answer.pk}/again/", **HTMX)

    assert refused.status_code == 422
    assert re.search(r"Ask again in (2\d|30) seconds\.", refused.text)
    assert refused["HX-Retarget"] == f"#again-error-{answer.pk}"
    assert f'id="again-error-{answer.pk}"' in page.text


def test_the_hour_is_told_in_minutes_also_while_the_minute_is_over_too(acme, browser, ann, unanswered):
    with tenant_scope(acme):
        redis().set(client_key("questions", ann.pk, 3600), 150, ex=1799)
        redis().set(client_key("questions", ann.pk, 60), 12, ex=30)

    refused = browser.post("/ask/", {"text": "One more?", "client_token": uuid4()})
    with translation.override("es"), tenant_scope(acme), pytest.raises(TooMany) as spanish:
        count_question(ann)

    assert "more than 150 questions in an hour. Ask again in 30 minutes." in words(refused)
    assert str(spanish.value) == "Son más de 150 preguntas en una hora. Pregunte de nuevo en 30 minutos."


def test_social_security_number_is_not_stored_and_the_person_is_told(acme, browser, unanswered):
    browser.post("/ask/", {"text": "Claim of 123-45-6789?", "client_token": uuid4()})

    question = rows(acme, Question)[0]
    page = words(browser.get(f"/c/{question.conversation_id}/"))
    assert question.text == "Claim of •••?"
    assert "What looked like an ID or card number" in page


def test_htmx_question_in_a_conversation_gets_its_turn_with_a_ticket(acme, browser, answer, unanswered):
    conversation = answer.question.conversation

    response = browser.post(
        "/ask/", {"text": "And primary care?", "client_token": uuid4(), "conversation": conversation.pk}, **HTMX
    )

    with tenant_scope(acme):
        question = Question.objects.exclude(pk=answer.question_id).get()
    html = response.content.decode()
    assert f'id="turn-{question.pk}"' in html
    assert 'data-live-url="/live/?ticket=' in html
    assert "<html" not in html


@pytest.mark.usefixtures("proposes")
def test_conversation_shows_the_answer_with_its_source_and_what_to_ask_next(browser, answer, citation):
    page = browser.get(f"/c/{answer.question.conversation_id}/")

    citation_url = reverse("chat:source", args=[citation.pk])
    html = page.content.decode()
    assert "A specialist visit costs $50" in html
    assert f'class="cite" href="{citation_url}"' in html
    assert "Plan year 2027" in words(page)
    assert "You may want to ask next" in words(page)


def test_page_loaded_in_mid_answer_subscribes_and_the_fallback_says_how_it_stands(acme, browser, ann, unanswered):
    browser.post("/ask/", {"text": "What is the deductible?", "client_token": uuid4()})
    answer = rows(acme, Answer)[0]

    page = browser.get(f"/c/{rows(acme, Conversation)[0].pk}/").content.decode()
    fragment = browser.get(f"/a/{answer.pk}/").content.decode()
    with tenant_scope(acme):
        Answer.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    later = browser.get(f"/a/{answer.pk}/")

    for html in (page, fragment):
        assert f'data-poll-url="/a/{answer.pk}/"' in html
        assert 'data-live-url="/live/?ticket=' in html
    assert "Your question is saved and will be answered" in words(later)


def test_waiting_answer_is_stopped_at_once_and_nobody_answers_it_later(acme, browser, unanswered):
    browser.post("/ask/", {"text": "What is the deductible?", "client_token": uuid4()})
    answer = rows(acme, Answer)[0]

    response = browser.post(f"/a/{answer.pk}/stop/", **HTMX)
    tasks.answer_question(acme.schema_name, str(answer.pk))

    stopped = rows(acme, Answer)[0]
    with tenant_scope(acme):
        events = [fields["event"] for _, fields in redis().xrange(client_key("live", answer.topic))]
    assert response.status_code == 204
    assert (stopped.status, stopped.claims) == ("stopped", 0)
    assert events == ["done"]


def test_answer_that_is_stopped_before_a_whole_sentence_says_only_that(acme, browser, answer):
    with tenant_scope(acme):
        Answer.objects.filter(pk=answer.pk).update(
            status="stopped", text="", engine="openai", removed={"unproven": 1}, changes="service"
        )

    shown = words(browser.get(f"/a/{answer.pk}/"))

    assert "You stopped this answer before a whole sentence could be checked." in shown
    for idle in ("taken out", "What could change this", "Written by AI", "may be unfinished"):
        assert idle not in shown


def test_asking_again_is_a_new_attempt_and_pressing_twice_is_one(acme, browser, answer, unanswered):
    for _ in range(2):
        response = browser.post(f"/a/{answer.pk}/again/", **HTMX)

    attempts = rows(acme, Answer)
    assert [(row.attempt, row.status) for row in attempts] == [(1, "done"), (2, "pending")]
    assert f'id="answer-{attempts[1].pk}"' in response.content.decode()


def test_rename_and_delete(acme, browser, answer):
    conversation = answer.question.conversation

    browser.post(f"/c/{conversation.pk}/rename/", {"title": "Doctors"})
    renamed = rows(acme, Conversation)[0].title
    browser.post(f"/c/{conversation.pk}/rename/", {"title": " "})
    kept = rows(acme, Conversation)[0].title
    browser.post(f"/c/{conversation.pk}/delete/")

    assert (renamed, kept) == ("Doctors", "Doctors")
    assert rows(acme, Conversation) == rows(acme, Question) == rows(acme, Answer) == rows(acme, Citation) == []


def test_source_page_marks_the_quoted_place(browser, answer, citation):
    page = browser.get(f"/s/{citation.pk}/")
    fragment = browser.get(f"/s/{citation.pk}/", **HTMX)

    html = fragment.content.decode()
    assert "Specialist visits cost $50 on the PPO 750 plan." in html
    assert 'points="0.1,0.2 0.9,0.2 0.9,0.3 0.1,0.3"' in html
    assert f'src="/s/{citation.pk}/pages/{citation.page_number}.png"' in html
    assert "<html" not in html
    assert f"/c/{answer.question.conversation_id}/#answer-{answer.pk}" in page.content.decode()


def test_source_shows_every_page_on_which_the_quoted_words_stand_and_no_other(acme, browser, citation):
    first = citation.page_number
    with tenant_scope(acme):
        DocumentVersion.objects.filter(pk=citation.version_id).update(page_count=first + 2)
        for number in (first + 1, first + 2):
            drawn = {"text": "", "width": 612, "height": 792}
            Page.objects.update_or_create(version_id=citation.version_id, number=number, defaults=drawn)
        Citation.objects.filter(pk=citation.pk).update(
            boxes=[[first, 0.1, 0.8, 0.9, 0.9], [first + 1, 0.1, 0.1, 0.9, 0.2]]
        )

    html = browser.get(f"/s/{citation.pk}/", **HTMX).content.decode()

    assert re.findall(rf"/s/{citation.pk}/pages/(\d+)\.png", html) == [str(first), str(first + 1)]
    assert f"pages {first}, {first + 1}" in html
    assert html.index('points="0.1,0.8 ') < html.index(f"pages/{first + 1}.png") < html.index('points="0.1,0.1 ')
    assert browser.get(f"/s/{citation.pk}/pages/{first + 2}.png").status_code == 404


def test_source_in_a_word_file_opens_the_page_as_it_was_read_with_the_quote_marked(acme, browser, citation):
    with tenant_scope(acme):
        DocumentVersion.objects.filter(pk=citation.version_id).update(content_type="docx")
        blocks = [block_to_json(Block("paragraph", f"Before it. {citation.quote} <b>After</b> it.", None))]
        Page.objects.filter(version=citation.version_id, number=citation.page_number).update(blocks=blocks)

    page = browser.get(reverse("chat:source", args=[citation.pk])).content.decode()

    assert f"Before it. <mark>{citation.quote.rstrip('.')}</mark>. &lt;b&gt;After&lt;/b&gt; it." in page
    assert "/pages/" not in page
    assert "style=" not in page


def test_source_of_a_withdrawn_document_shows_the_quote_and_a_sentence_but_no_page(acme, browser, citation):
    with tenant_scope(acme):
        Document.objects.update(published_version=None)

    page = browser.get(f"/s/{citation.pk}/")
    image = browser.get(f"/s/{citation.pk}/pages/{citation.page_number}.png")

    assert "replaced or withdrawn" in words(page)
    assert "/pages/" not in page.content.decode()
    assert image.status_code == 404


def test_source_is_closed_to_a_person_whose_class_may_no_longer_see_it(acme, browser, citation):
    with tenant_scope(acme):
        Document.objects.update(audience=["UNION"])

    page = browser.get(f"/s/{citation.pk}/")

    assert "no longer meant for your group" in words(page)
    assert browser.get(f"/s/{citation.pk}/pages/{citation.page_number}.png").status_code == 404


@pytest.mark.parametrize(
    "meant_for",
    [{"work_states": ["CA"]}, {"hours": "part_time"}, {"work_states": ["TX"], "hours": "full_time"}],
)
def test_source_is_closed_to_a_person_of_another_state_or_working_time(acme, ann, browser, citation, meant_for):
    with tenant_scope(acme):
        User.objects.filter(pk=ann.pk).update(work_state="NY", hours="full_time")
        Document.objects.update(work_states=["NY"], hours="full_time")
    assert f"/s/{citation.pk}/pages/{citation.page_number}.png" in browser.get(f"/s/{citation.pk}/").text

    with tenant_scope(acme):
        Document.objects.update(**{"work_states": [], "hours": ""} | meant_for)
    assert "no longer meant for your group" in words(browser.get(f"/s/{citation.pk}/"))
    assert browser.get(f"/s/{citation.pk}/pages/{citation.page_number}.png").status_code == 404

    with tenant_scope(acme):
        # Nor to whoever nobody knows it of.
        User.objects.filter(pk=ann.pk).update(work_state="", hours="")
    assert browser.get(f"/s/{citation.pk}/pages/{citation.page_number}.png").status_code == 404


def test_what_was_left_out_because_nobody_knows_the_state_is_said(acme, browser, answer, citation, publish_guide):
    url = f"/c/{answer.question.conversation_id}/"
    assert "they were left out" not in words(browser.get(url))

    with tenant_scope(acme):
        publish_guide(title="Leave in California", work_states=["CA"])
    told = words(browser.get(url))
    assert "only for certain people, by work state. That is not known of you here, so they were left out." in told
    assert '<a href="/you/">' in browser.get(url).text

    with tenant_scope(acme):
        Answer.objects.update(work_state="NY")
    assert "they were left out" not in words(browser.get(url))


class TestAboutOneself:
    def test_a_person_sees_who_they_are_here_and_whom_to_ask(self, acme, ann, browser):
        with tenant_scope(acme):
            BenefitClass.objects.create(code="SAL", label="Salaried", label_es="Asalariados")
            User.objects.filter(pk=ann.pk).update(class_code="SAL", work_state="CA", hours="full_time")
            Contact.objects.create(name="People team", role="hr", phone="1-800-555-0100")
            Contact.objects.create(name="Carrier", role="medical", phone="1-800-555-0199")

        page = browser.get("/you/")

        assert "Answers are for: Salaried, California, full time." in words(page)
        assert "People team" in words(page)
        assert "Carrier" not in words(page)
        assert "Answers are for: Salaried, California, full time." in words(browser.get("/"))

    def test_in_spanish(self, acme, ann, browser):
        with tenant_scope(acme):
            BenefitClass.objects.create(code="SAL", label="Salaried", label_es="Asalariados")
            User.objects.filter(pk=ann.pk).update(class_code="SAL", work_state="NY", hours="part_time", language="es")

        assert "Las respuestas son para: Asalariados, New York, medio tiempo." in words(browser.get("/you/"))

    def test_what_is_not_known_is_said(self, browser):
        page = words(browser.get("/you/"))

        assert "Benefit class Not known State you work in Not known Working time Not known" in page
        assert "Answers are for" not in words(browser.get("/"))

    def test_nobody_else_sees_it(self, acme, browser_of):
        assert browser_of(acme).get("/you/").status_code == 302


def urls_of(answer: Answer, citation: Citation) -> list[tuple[str, str]]:
    conversation = answer.question.conversation_id
    return [
        ("get", f"/c/{conversation}/"),
        ("post", f"/c/{conversation}/rename/"),
        ("post", f"/c/{conversation}/delete/"),
        ("get", f"/a/{answer.pk}/"),
        ("post", f"/a/{answer.pk}/stop/"),
        ("post", f"/a/{answer.pk}/again/"),
        ("get", f"/s/{citation.pk}/"),
        ("get", f"/s/{citation.pk}/pages/{citation.page_number}.png"),
    ]


def test_others_find_nothing_of_it_not_even_that_it_exists(
    acme, globex, answer, citation, browser, make_person, browser_of
):
    others = [
        browser_of(acme, make_person(acme)),
        browser_of(acme, make_person(acme, "hr_admin")),
        browser_of(globex, make_person(globex)),
    ]
    absent = answer.__class__(pk=uuid4(), question=Question(pk=uuid4(), conversation=Conversation(pk=uuid4())))
    nothing = urls_of(absent, Citation(pk=uuid4()))

    for other in others:
        for (method, url), (_, missing_url) in zip(urls_of(answer, citation), nothing, strict=True):
            foreign, missing = getattr(other, method)(url), getattr(other, method)(missing_url)
            assert foreign.status_code == missing.status_code == 404, url
            assert same_body(foreign) == same_body(missing), url
        asked = other.post("/ask/", {"text": "Mine?", "conversation": answer.question.conversation_id})
        assert asked.status_code == 404
    assert browser.get(f"/c/{answer.question.conversation_id}/").status_code == 200
    assert len(rows(acme, Question)) == 1


def same_body(response) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]+"', "", response.content.decode())


def test_signed_out_visitor_is_sent_to_sign_in(acme, answer, citation, browser_of):
    for method, url in urls_of(answer, citation):
        response = getattr(browser_of(acme), method)(url)
        assert (response.status_code, response.url.split("?")[0]) == (302, "/accounts/login/"), url


def test_question_is_kept_and_the_page_says_so_when_the_queue_is_down(acme, browser, monkeypatch):
    def refuse(*arguments: object, **options: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(tasks.answer_question, "apply_async", refuse)

    first = browser.post("/ask/", {"text": "What is the deductible?", "client_token": uuid4()})
    conversation = rows(acme, Conversation)[0]
    response = browser.post(
        "/ask/", {"text": "And the copay?", "client_token": uuid4(), "conversation": conversation.pk}, **HTMX
    )

    assert first.status_code == 302
    assert "We cannot start on this right now. Your question is saved" in words(response)
    assert [row.status for row in rows(acme, Answer)] == ["pending", "pending"]


def test_conversation_is_read_with_a_fixed_number_of_queries(
    acme, ann, browser, answer, unanswered, django_assert_max_num_queries
):
    with tenant_scope(acme):
        for number in range(10):
            asked = ask(
                f"Question {number}?",
                asker=asker_of(ann),
                page_token=uuid4(),
                conversation=answer.question.conversation,
                now=timezone.now(),
            )
            Answer.objects.filter(pk=asked.answer.pk).update(status="done", text="Yes.", finished_at=timezone.now())

    with django_assert_max_num_queries(16):
        page = browser.get(f"/c/{answer.question.conversation_id}/")

    assert words(page).count("You asked:") == 11
