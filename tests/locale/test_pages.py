"""Who gets which language, and that pages and mails are in it to the last word."""

import html
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from catalogue import translated
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.utils import timezone, translation
from django.utils.formats import number_format

from accounts.invite import invite
from accounts.models import Invitation, User
from benefits.models import Contact, PlanYear
from chat.models import Answer, Citation, Conversation, Question
from chat.turns.fragments import answer_html
from chat.words import crisis_text, refusal_text
from tenants.context import tenant_scope
from tenants.models import Client

SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9,en;q=0.5"}
# Long enough not to stand in another word by chance.
ENGLISH = sorted(
    message.id
    for message in translated()
    if isinstance(message.id, str) and len(message.id) >= 12 and "%(" not in message.id and "{" not in message.id
)
SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"


def english_in(page: str) -> list[str]:
    said = html.unescape(page)
    return [sentence for sentence in ENGLISH if sentence in said]


def language_of(response) -> str:
    return re.search(r'<html lang="([^"]+)"', response.text).group(1)


@pytest.fixture
def sofia(acme, make_person) -> User:
    return make_person(acme, name="Sofía", language="es")


@pytest.fixture
def browser(acme, sofia, browser_of) -> Browser:
    return browser_of(acme, sofia)


@pytest.fixture
def frame(acme) -> None:
    """Whom to call, and a plan year whose enrollment is open."""
    with tenant_scope(acme):
        Contact.objects.create(
            name="Northgate", role="medical", phone="614-555-0110", hours="24/7", languages=["en", "es"]
        )
        Contact.objects.create(name="Equipo", role="hr", email="hr@acme.example")
        Contact.objects.create(name="Steadyline", role="eap", phone="614-555-0162")
        PlanYear.objects.create(
            label="2099",
            starts_on="2099-01-01",
            ends_on="2099-12-31",
            enrolment_opens_on="2020-01-01",
            enrolment_closes_on="2098-11-20",
        )


@pytest.fixture
def talk(acme, sofia, frame) -> Conversation:
    """Answers of every kind there is."""
    now = timezone.now()
    with tenant_scope(acme):
        conversation = Conversation.objects.create(user=sofia, title="Dental")
        question = None
        for place, facts in enumerate(every_kind_of_answer(now)):
            question = Question.objects.create(
                conversation=conversation,
                follows=question,
                text="¿Cubre el plan médico?",
                language="es",
                is_masked=place == 0,
                created_at=now + timedelta(seconds=place),
            )
            answer = Answer.objects.create(question=question, finished_at=now, **facts)
            if place in (0, 1):
                cite(answer, is_near=place == 1)
        return conversation


def every_kind_of_answer(now: datetime) -> list[dict[str, object]]:
    return [
        {"status": "done", "text": "Sí [1].", "engine": "extractive", "fallback": "outage", "removed": {"figure": 2}},
        {
            "status": "done",
            "engine": "extractive",
            "reason": Answer.Reason.NOT_IN_DOCUMENTS,
            "text": refusal_text(Answer.Reason.NOT_IN_DOCUMENTS, "es"),
        },
        {"status": "failed", "reason": Answer.Reason.SEARCH_UNAVAILABLE},
        {"status": "interrupted", "text": "La mitad", "reason": Answer.Reason.MODEL_INTERRUPTED},
        {"status": "stopped", "text": "La mitad"},
        {"status": "done", "reason": Answer.Reason.CRISIS, "text": crisis_text("es", [])},
        {"status": "pending", "created_at": now - timedelta(minutes=1)},
    ]


def cite(answer: Answer, *, is_near: bool) -> None:
    Citation.objects.create(
        answer=answer,
        number=1,
        document_title="Guía",
        page_number=4,
        quote="Sí.",
        plan_year="2027",
        audience=["SAL"],
        is_near=is_near,
    )


def test_every_page_of_an_employee_is_in_spanish_to_the_last_word(acme, browser, talk):
    with tenant_scope(acme):
        source = f"/s/{Citation.objects.first().pk}/"
    paths = [
        "/",
        f"/c/{talk.pk}/",
        "/history/",
        "/history/?q=medico",
        source,
        "/contacts/",
        "/accounts/password/change/",
        "/accounts/logout/",
    ]

    pages = {path: browser.get(path) for path in paths}

    assert {path: page.status_code for path, page in pages.items()} == dict.fromkeys(paths, 200)
    assert {path: language_of(page) for path, page in pages.items()} == dict.fromkeys(paths, "es")
    assert {path: english_in(page.text) for path, page in pages.items()} == {path: [] for path in paths}
    conversation = pages[f"/c/{talk.pk}/"].text
    for said in (
        "Año del plan 2027",
        "Para: SAL",
        "Fuente 1: Guía, página 4",
        "número de identificación o de tarjeta",
        "inglés y español",
    ):
        assert said in conversation
    assert "Último día para inscribirse para 2099" in pages["/"].text
    assert "20 de noviembre de 2098" in pages["/"].text


def test_same_pages_in_english_are_what_the_search_for_english_finds(acme, browser, talk, sofia):
    with tenant_scope(acme):
        User.objects.filter(pk=sofia.pk).update(language="en")

    found = english_in(browser.get(f"/c/{talk.pk}/").text)

    assert len(found) > 25
    assert "You stopped this answer. What is above may be unfinished." in found


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/accounts/login/", 200),
        ("/accounts/signup/", 200),
        ("/accounts/inactive/", 200),
        ("/accounts/password/reset/", 200),
        ("/accounts/password/reset/done/", 200),
        ("/accounts/password/reset/key/1-no/", 200),
        ("/accounts/invitation/none/", 410),
        ("/no/such/page/", 404),
    ],
)
def test_page_before_signing_in_follows_the_browser(acme, path, status):
    visitor = Browser(HTTP_HOST="acme.localhost")

    spanish, english = visitor.get(path, **SPANISH), visitor.get(path, HTTP_ACCEPT_LANGUAGE="fr,de;q=0.8")

    assert (spanish.status_code, english.status_code) == (status, status)
    assert (language_of(spanish), language_of(english)) == ("es", "en")
    assert english_in(spanish.text) == []
    assert "Accept-Language" in spanish.headers["Vary"]
    assert spanish.headers["Content-Language"] == "es"


@pytest.mark.parametrize("status", ["suspended", "past_due", "provisioning"])
def test_page_of_a_client_that_is_not_open_follows_the_browser(globex, status):
    Client.objects.filter(pk=globex.id).update(status=status, grace_until="2020-01-01")

    page = Browser(HTTP_HOST="globex.localhost").get("/", **SPANISH)

    assert page.status_code in {403, 503}
    assert language_of(page) == "es"
    assert english_in(page.text) == []


def test_unknown_host_and_failures_are_said_in_the_browsers_language(db, acme, browser, monkeypatch):
    unknown = Browser(HTTP_HOST="nobody.localhost").get("/", **SPANISH)
    forbidden = browser.get("/hr/")
    with monkeypatch.context() as patch:
        patch.setattr("chat.views.deadlines", lambda day: 1 / 0)
        browser.raise_request_exception = False
        failed = browser.get("/")

    for page, status in ((unknown, 404), (forbidden, 403), (failed, 500)):
        assert page.status_code == status
        assert language_of(page) == "es"
        assert english_in(page.text) == []


def test_hrs_pages_are_in_english_and_say_so_whatever_hr_speaks(acme, make_person, browser_of):
    hr = browser_of(acme, make_person(acme, "hr_admin", language="es"))

    for path in ("/hr/", "/hr/contacts/", "/accounts/people/"):
        page = hr.get(path)
        assert language_of(page) == "en"
        assert page.headers["Content-Language"] == "en"
        assert "Documents" in page.text
        assert "choose_language" not in page.text
        assert "Documentos" not in page.text
    ask = hr.get("/")
    assert language_of(ask) == "es"
    assert "Documentos" in ask.text


def test_person_changes_the_language_and_it_is_kept(acme, sofia, browser):
    page = browser.get("/contacts/")

    response = browser.post("/accounts/language/", {"language": "en"}, HTTP_REFERER="http://acme.localhost/contacts/")

    assert 'action="/accounts/language/"' in page.text
    assert response.url == "http://acme.localhost/contacts/"
    assert language_of(browser.get("/contacts/")) == "en"
    with tenant_scope(acme):
        assert User.objects.get(pk=sofia.pk).language == "en"
    # Signed in from another browser, too; and this one's sign-in page follows.
    del browser.cookies["session"]
    assert language_of(browser.get("/accounts/login/", **SPANISH)) == "en"


def test_visitor_changes_the_language_of_the_sign_in_page_and_nobodys_setting(acme, sofia):
    visitor = Browser(HTTP_HOST="acme.localhost")

    visitor.post("/accounts/language/", {"language": "es"}, HTTP_REFERER="http://acme.localhost/accounts/login/")

    assert language_of(visitor.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE="en")) == "es"
    with tenant_scope(acme):
        assert User.objects.get(pk=sofia.pk).language == "es"


@pytest.mark.parametrize(
    "came_from",
    [
        "https://evil.example/",
        "//evil.example",
        "http://globex.localhost/",
        "javascript:alert(1)",
        "",
        "http:///evil.example",
    ],
)
def test_changing_the_language_leads_to_no_foreign_page(browser, came_from):
    response = browser.post("/accounts/language/", {"language": "en"}, HTTP_REFERER=came_from)

    assert (response.status_code, response.url) == (302, "/")


def test_language_that_does_not_exist_changes_nothing(acme, sofia, browser):
    for language in ("fr", "", "en-us", "es' OR 1=1"):
        response = browser.post("/accounts/language/", {"language": language})
        assert response.status_code == 302
        assert response.cookies.get("language") is None
    assert browser.get("/accounts/language/").url == "/"

    with tenant_scope(acme):
        assert User.objects.get(pk=sofia.pk).language == "es"


def test_reset_mail_is_in_the_persons_language_whatever_browser_asked(acme, sofia, mailoutbox):
    Browser(HTTP_HOST="acme.localhost").post("/accounts/password/reset/", {"email": sofia.email})

    (mail,) = mailoutbox
    as_html = mail.alternatives[0].content
    assert mail.subject == "Acme Corp: Elegir una contraseña nueva"
    assert mail.body.startswith("Hola:")
    assert '<html lang="es"' in as_html
    assert english_in(mail.body + as_html) == []


def test_mail_to_an_address_without_an_account_follows_the_browser(acme, mailoutbox):
    Browser(HTTP_HOST="acme.localhost").post("/accounts/password/reset/", {"email": "x@acme.example"}, **SPANISH)

    assert "No hay ninguna cuenta con esta dirección." in mailoutbox[0].body
    assert english_in(mailoutbox[0].body) == []


def test_invited_person_is_written_to_met_and_remembered_in_their_language(
    acme, make_person, browser_of, mailoutbox, settings
):
    hr = browser_of(acme, make_person(acme, "hr_admin", name="Maren"))
    invited = {"email": "nora@acme.example", "name": "Nora", "role": "employee", "language": "es"}

    hr.post("/accounts/people/invite/", invited)
    (mail,) = mailoutbox
    path = re.search(r"http://acme\.localhost:8000(\S+)", mail.body).group(1)
    visitor = Browser(HTTP_HOST="acme.localhost", HTTP_ACCEPT_LANGUAGE="en")
    page = visitor.get(path)
    accepted = visitor.post(path, {"name": "Nora", "password": "una-frase-bastante-larga"})

    assert "su invitación" in mail.subject
    assert "Maren le envía una invitación" in mail.body
    assert re.search(r"funciona hasta el \d+ de \w+ de \d{4}\.", mail.body)
    assert english_in(mail.body + mail.alternatives[0].content) == []
    assert language_of(page) == "es"
    assert english_in(page.text) == []
    assert accepted.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"
    assert "Su cuenta está lista y ya inició sesión." in visitor.get("/").text
    with tenant_scope(acme):
        assert User.objects.get(email="nora@acme.example").language == "es"


def test_invited_person_who_chooses_another_language_keeps_it(acme):
    with tenant_scope(acme):
        _, key = invite(
            email="nora@acme.example", name="Nora", role="employee", language="es", invited_by=None, now=timezone.now()
        )
    visitor = Browser(HTTP_HOST="acme.localhost")
    path = f"/accounts/invitation/{key}/"

    visitor.post("/accounts/language/", {"language": "en"}, HTTP_REFERER=f"http://acme.localhost{path}")
    page = visitor.get(path)
    visitor.post(path, {"name": "Nora", "password": "a-long-enough-passphrase"})

    assert language_of(page) == "en"
    with tenant_scope(acme):
        assert Invitation.objects.get().accepted_at is not None
        assert User.objects.get(email="nora@acme.example").language == "en"


def test_finished_answer_goes_out_in_the_readers_language_while_its_words_keep_the_questions(acme, talk):
    with tenant_scope(acme):
        Question.objects.update(language="en")
        refused = Answer.objects.select_related("question__conversation__user").filter(citations__is_near=True).get()
        refused.text = refusal_text(refused.reason, "en")

        fragment = answer_html(refused)

    assert "A quién preguntar" in fragment
    assert "I could not find this in the documents" in fragment
    assert re.search(r'<div class="answer-text" lang="en">\s*<p>I could not find this', fragment)


def test_refusals_of_questions_are_said_in_the_persons_language(browser):
    empty = browser.post("/ask/", {"text": " "}, HTTP_HX_REQUEST="true")
    too_long = browser.post("/ask/", {"text": "x" * 2001}, HTTP_HX_REQUEST="true")

    assert empty.text == "Primero escriba su pregunta."
    assert too_long.text == "Esto pasa de 2,000 caracteres. Acórtelo o divídalo en dos preguntas."


def test_numbers_in_spanish_are_written_as_on_the_plans_own_papers():
    with translation.override("es"):
        assert number_format(1234.5, 2, force_grouping=True) == "1,234.50"


def test_scripts_say_nothing_that_the_page_does_not_give_them():
    given = re.findall(r"data-([\w-]+)=", render_to_string("components/script_words.html"))

    asked = set()
    for name in ("app", "live"):
        read = re.findall(r"\bwords\.(\w+)", (SCRIPTS / f"{name}.js").read_text())
        asked |= {re.sub("[A-Z]", lambda capital: f"-{capital[0].lower()}", word) for word in read}

    assert asked == {name for name in given if not name.startswith("status-4")}
