"""What a company says in its own words, and that nothing else is said by them."""

import re

import pytest
from django.test import Client as Browser

from accounts.mails.send import send
from branding.house import current_house
from branding.models import Brand, WordsVersion
from branding.words.fill import WordsRefused, check, fill, tidy
from branding.words.forms import name_of
from branding.words.spoken import Spoken
from branding.words.texts import ADDRESSES, BY_KEY, LANGUAGES, TEXTS, TONES
from chat.pipeline.model_request import _manner
from chat.pipeline.model_request import address as told_address
from chat.small_talk import Kind
from chat.words import crisis_text, refusal_text, small_talk_text
from tenants.audit.models import AuditEvent
from tenants.context import tenant_scope

PAGE = "/hr/company/words/"
VALUES = {
    "company": "Acme Corp",
    "product": "Ask Acme",
    "help_phone": "614-555-0110",
    "help_email": "help@acme.example",
}
NOTHING = {name_of(text.key, language): "" for text in TEXTS for language in LANGUAGES}


@pytest.fixture
def hr(acme, make_person, browser_of) -> Browser:
    with tenant_scope(acme):
        Brand.objects.create(product_name="Ask Acme", help_email="help@acme.example")
    return browser_of(acme, make_person(acme, "hr_admin", name="Olive Owner"))


def save(browser: Browser, base: int = 0, **words: str):
    manner = {"tone": "neutral", "address": "usted", "base": str(base)}
    return browser.post(PAGE, {**NOTHING, **manner, **words}, follow=True)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.key)
@pytest.mark.parametrize("tone", [tone for tone, _ in TONES])
def test_our_own_words_pass_what_is_asked_of_a_companys(text, tone):
    for language in LANGUAGES:
        for address, _label in ADDRESSES:
            ours = text.own(language, tone, address)
            if ours:
                check(ours, text, VALUES)
    assert bool(text.own("en", tone, "usted")) == bool(text.own("es", tone, "usted"))


@pytest.mark.parametrize(
    ("key", "words", "told"),
    [
        ("refusal", "Ask {boss}.", "There is no placeholder {boss} here. You can write {company}"),
        ("refusal", "Ask { company }.", "There is no placeholder { company } here."),
        ("refusal", "Ask {company.__class__}.", "There is no placeholder {company.__class__} here."),
        ("refusal", "Ask {company", "A brace, { or }, stands alone."),
        ("refusal", "Ask company}", "A brace, { or }, stands alone."),
        ("refusal", "Ask {{company}}", "A brace, { or }, stands alone."),
        ("refusal", "Ask {}", "There is no placeholder {} here."),
        ("refusal", "Ask {name}", "There is no placeholder {name} here."),
        ("refusal", "See [this](https://evil.example)", "Leave out * _ [ ] ` # | ~ and \\."),
        ("refusal", "**Never**", "Leave out * _ [ ] ` # | ~ and \\."),
        ("notice", "<script>alert(1)</script>", "Leave out < and >."),
        ("mail_greeting", "Dear colleague,", "{name} is missing."),
        ("notice", "x" * 401, "These are 401 characters; 400 fit here."),
    ],
)
def test_words_that_cannot_be_shown_are_refused_and_it_is_said_why(key, words, told):
    with pytest.raises(WordsRefused, match=re.escape(told)):
        check(words, BY_KEY[key], VALUES)


def test_placeholder_without_a_value_is_refused_and_later_ours_is_said():
    without = {**VALUES, "help_phone": ""}
    with pytest.raises(WordsRefused, match="You have no assistance line yet"):
        check("Call {help_phone}.", BY_KEY["refusal"], without)
    kept = {"refusal.en": "Call {help_phone}."}

    assert Spoken(kept, VALUES).say("refusal", "en") == "Call 614-555-0110."
    assert Spoken(kept, without).say("refusal", "en").startswith("I could not find this")


def test_value_with_a_brace_in_it_is_not_filled_in_again():
    assert fill("{company}", {**VALUES, "company": "{product}"}) == "{product}"


def test_what_nobody_sees_is_left_out():
    assert tidy(" One\u202e \x00two\r\n\r\n\r\n\r\nthree\u200b ") == "One two\n\nthree"


def test_own_words_are_said_wherever_they_belong(acme, hr, make_person, browser_of, mailoutbox):
    page = save(
        hr,
        refusal_en="{product} has nothing on this. Write to {help_email}.",
        hello_es="Bienvenido a {company}.",
        notice_en="Open enrollment ends on <3.",
    )
    assert "Leave out &lt; and &gt;" in page.text

    page = save(
        hr,
        refusal_en="{product} has nothing on this. Write to {help_email}.",
        hello_es="Bienvenido a {company}.",
        notice_en="Enroll until Friday & tell your team.",
        footer_en="Acme Corp, 1 Main Street",
        sign_in_en="Use the address on your badge.",
        ask_hr_en="We reply within two days.",
        mail_greeting_en="Dear {name},",
        mail_closing_en="Yours,\n{company}",
        mail_footer_en="1 Main Street",
    )
    assert "Saved. It is said so" in page.text, re.findall("field-error.*?</p>", page.text, re.S)

    with tenant_scope(acme):
        assert refusal_text("not_in_documents", "en") == "Ask Acme has nothing on this. Write to help@acme.example."
        assert refusal_text("not_in_documents", "es").startswith("No encontré esto")
        said = small_talk_text(Kind.GREETING, "es", house=current_house())
        assert said.startswith("Bienvenido a Acme Corp. Soy el asistente de beneficios")
        send("join_refused", to="nora@acme.example", language="en", name="Nora")
    employee = browser_of(acme, make_person(acme, "employee"))
    first = employee.get("/")
    assert "Enroll until Friday &amp; tell your team." in first.text
    assert "In an emergency call 911." in first.text
    assert "1 Main Street" in employee.get("/contacts/").text
    assert "Use the address on your badge." in Browser(HTTP_HOST="acme.localhost").get("/accounts/login/").text
    body = mailoutbox[-1].body
    assert body.startswith("Dear Nora,")
    assert "Yours,\nAcme Corp" in body
    assert "1 Main Street" in body


def test_help_in_danger_and_what_may_not_be_done_stay_as_they_are(acme, hr):
    with tenant_scope(acme):
        before = [crisis_text("en", []), *(refusal_text(reason, "en") for reason in ("legal", "medical", "tax"))]

    save(hr, tone="warm", address="tu", refusal_en="Nothing found.", hello_en="Hi.")

    with tenant_scope(acme):
        after = [crisis_text("en", []), *(refusal_text(reason, "en") for reason in ("legal", "medical", "tax"))]
    assert after == before
    assert "988" in after[0]


def test_tone_is_of_our_words_and_of_what_a_model_is_told(acme, hr):
    with tenant_scope(acme):
        assert _manner() == []

    save(hr, tone="formal", address="tu")

    with tenant_scope(acme):
        assert _manner() == ["form1", *told_address()] == ["form1", "t1"]
        assert refusal_text("not_in_documents", "es").endswith("Una conjetura no te serviría.")


def test_a_page_pays_no_query_for_words(acme, hr, make_person, browser_of, django_assert_num_queries):
    employee = browser_of(acme, make_person(acme, "employee"))
    employee.get("/contacts/")
    with tenant_scope(acme), django_assert_num_queries(1):
        house = current_house()
        assert [house.words.say(text.key, "en", name="Nora") for text in TEXTS]
        assert house.product_name


def test_words_of_one_company_are_never_anothers(acme, globex, hr):
    save(hr, refusal_en="Only at Acme.")

    with tenant_scope(globex):
        assert refusal_text("not_in_documents", "en").startswith("I could not find this")


def test_each_save_can_be_brought_back_and_is_written_down(acme, hr):
    save(hr, refusal_en="First.")
    save(hr, base=1, refusal_en="Second.", tone="warm")
    page = hr.post(f"{PAGE}back/", {"number": "1"}, follow=True)

    assert "Brought back." in page.text
    with tenant_scope(acme):
        assert Brand.objects.get().words == {"refusal.en": "First."}
        assert [row.number for row in WordsVersion.objects.all()] == [3, 2, 1]
        events = AuditEvent.objects.filter(action__startswith="words.").order_by("number")
        assert [(event.action, event.detail) for event in events] == [
            ("words.changed", {"texts": ["refusal.en"]}),
            ("words.changed", {"texts": ["refusal.en", "tone"]}),
            ("words.brought_back", {"version": 1}),
        ]


def test_back_to_ours_empties_one_field_and_keeps_the_others(acme, hr):
    save(hr, refusal_en="First.", hello_en="Hi.")
    save(hr, base=1, refusal_en="First.", hello_en="Hi.", ours="refusal_en")

    with tenant_scope(acme):
        assert Brand.objects.get().words == {"hello.en": "Hi."}


def test_two_admins_lose_nothing_of_each_other(acme, hr):
    save(hr, refusal_en="First.")
    save(hr, base=1, refusal_en="First.", hello_en="Theirs.")

    other_field = save(hr, base=1, refusal_en="Mine.")
    same_field = save(hr, base=1, refusal_en="First.", hello_en="Mine too.")

    assert "Saved." in other_field.text
    assert "it says “Theirs.” now" in same_field.text
    assert "Mine too." in same_field.text
    with tenant_scope(acme):
        assert Brand.objects.get().words == {"refusal.en": "Mine.", "hello.en": "Theirs."}
    save(hr, base=3, refusal_en="Mine.", hello_en="Mine too.")
    with tenant_scope(acme):
        assert Brand.objects.get().words["hello.en"] == "Mine too."


def test_text_is_shown_filled_in_while_it_is_typed(hr):
    shown = hr.get(f"{PAGE}try/", {"refusal_en": "Ask {company} & co.", "tone": "neutral", "address": "usted"})
    refused = hr.get(f"{PAGE}try/", {"refusal_en": "Ask {boss}."})
    ours = hr.get(f"{PAGE}try/", {"mail_greeting_es": "", "tone": "formal"})

    assert "Ask Acme Corp &amp; co." in shown.text
    assert "There is no placeholder {boss}" in refused.text
    assert "Buen día, Nora Lang:" in ours.text
    assert hr.get(f"{PAGE}try/").status_code == 404


@pytest.mark.parametrize("number", ["", "x", "-1", "99", "１", "1" * 40])
def test_version_that_is_not_there_changes_nothing(acme, hr, number):
    save(hr, refusal_en="First.")

    page = hr.post(f"{PAGE}back/", {"number": number}, follow=True)

    assert "There is no such version." in page.text
    with tenant_scope(acme):
        assert Brand.objects.get().words == {"refusal.en": "First."}


def test_nobody_but_an_admin_writes_for_the_company(acme, make_person, browser_of):
    assert browser_of(acme, make_person(acme, "hr_editor")).post(PAGE, NOTHING).status_code == 403
