"""A new client step by step, and what it is set up with."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import get_urlconf, set_urlconf
from PIL import Image

from accounts.models import User
from benefits.models import BenefitClass, Contact, PlanYear
from branding.models import Brand
from chat.keeping import kept_days
from chat.models import KeepingRule
from knowledge.models import Document, KnowledgeBase
from platform_admin import new_client_views
from platform_admin import set_up as setting_up
from platform_admin.copy_setup import Part, copy_setup
from platform_admin.drafts import keep_answers
from platform_admin.models import ClientDraft
from platform_admin.provision import NewClient, provision, register_client
from platform_admin.subdomains import suggested_subdomain
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.pages import words

NEW = "/platform-admin/clients/new/"
COMPANY = {
    "name": "Willow Works, Inc.",
    "subdomain": "willow",
    "owner_name": "Wilma Willow",
    "owner_email": "wilma@willow.example",
    "owner_language": "es",
    "tier": "professional",
}
FRAME = {
    "label": "2027",
    "starts_on": "2027-01-01",
    "ends_on": "2027-12-31",
    "enrolment_opens_on": "2026-11-01",
    "enrolment_closes_on": "2026-11-30",
    "classes": "SAL, Salaried\nUNION, Union employees, Empleados sindicalizados\n",
}
LOOK = {"product_name": "Ask Willow", "primary_colour": "#1d5c4b", "secondary_colour": "#a8682c"}


class Killed(BaseException):
    """Stands for a process that dies."""


def kill(*args: object, **kwargs: object) -> None:
    raise Killed


def logo() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (300, 100), "#1d5c4b").save(file, "PNG")
    return SimpleUploadedFile("logo.png", file.getvalue(), content_type="image/png")


def before_it_is_kept(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let another request come between reading a draft and writing what was sent."""

    def keep_later(*told: object) -> object:
        urlconf = get_urlconf()
        happens()
        set_urlconf(urlconf)
        return keep_answers(*told)

    monkeypatch.setattr(new_client_views, "keep_answers", keep_later)


@pytest.fixture
def began(portal) -> str:
    """The address of a draft whose first step has been answered."""
    response = portal.post(NEW, {**COMPANY, "wish": "go_on"})
    assert response.status_code == 302
    return response["Location"].removesuffix("template/")


@pytest.fixture
def set_up_acme(acme) -> Client:
    """A client with everything that another may take over, and everything that it may not."""
    with tenant_scope(acme):
        BenefitClass.objects.create(code="sal", label="Acme's salaried")
        BenefitClass.objects.create(code="HOURLY", label="Hourly", label_es="Por hora")
        PlanYear.objects.create(label="2020", starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31))
        PlanYear.objects.create(label="2028", starts_on=date(2028, 1, 1), ends_on=date(2028, 12, 31))
        PlanYear.objects.create(label="27/28", starts_on=date(2027, 7, 1), ends_on=date(2027, 12, 31))
        Contact.objects.create(name="Blue Shield", role="medical", phone="614-555-0110", note="Group 4711")
        Contact.objects.create(name="Harriet of HR", role="hr", email="harriet@acme.example")
        Brand.objects.create(
            product_name="Ask Acme",
            primary_colour="#7a1f5c",
            font="inter",
            appearance="dark",
            welcome_text="Welcome to Acme Corp!",
            welcome_text_es="Hola.",
            help_phone="614-555-0199",
            suggested_questions=[
                {"text": "What does Acme pay?", "language": "en"},
                {"text": "Is dental covered?", "language": "en"},
            ],
        )
        KeepingRule.objects.create(days=200)
        User.objects.create_user("ann@acme.example", name="Ann", role="employee")
        Document.objects.create(knowledge_base=KnowledgeBase.objects.create(name="Guides"), title="Guide")
    return Client.objects.get(pk=acme.id)


def test_steps_lead_to_a_client_that_is_set_up_as_was_said(
    spare, portal, began, mailoutbox, django_capture_on_commit_callbacks
):
    assert portal.post(f"{began}template/", {"wish": "go_on"})["Location"] == f"{began}frame/"
    assert portal.post(f"{began}frame/", {**FRAME, "wish": "go_on"})["Location"] == f"{began}look/"
    assert portal.post(f"{began}look/", {**LOOK, "logo": logo(), "wish": "go_on"})["Location"] == f"{began}keeping/"
    assert portal.post(f"{began}keeping/", {"days": "120", "wish": "go_on"})["Location"] == f"{began}review/"
    review = words(portal.get(f"{began}review/"))
    for told in ("Willow Works, Inc.", "wilma@willow.example", "2027", "UNION", "Ask Willow", "120", "Logo Chosen"):
        assert told in review
    assert Client.objects.filter(subdomain="willow").count() == 0

    with django_capture_on_commit_callbacks(execute=True):
        response = portal.post(f"{began}review/")

    client = Client.objects.get(subdomain="willow")
    assert response["Location"] == f"/platform-admin/clients/{client.pk}/"
    assert (client.status, client.tier) == ("active", "professional")
    with tenant_scope(client.ref()):
        year, brand = PlanYear.objects.get(), Brand.objects.get()
        assert (year.label, year.starts_on, year.enrolment_closes_on) == ("2027", date(2027, 1, 1), date(2026, 11, 30))
        assert list(BenefitClass.objects.order_by("code").values_list("code", "label", "label_es")) == [
            ("SAL", "Salaried", ""),
            ("UNION", "Union employees", "Empleados sindicalizados"),
        ]
        assert (brand.product_name, brand.primary_colour, brand.secondary_colour) == tuple(LOOK.values())
        assert brand.pictures["logo"]["width"] == 144
        assert kept_days() == 120
    assert mailoutbox[0].body.startswith("Hola, Wilma Willow:")


def test_summary_writes_days_in_words_and_what_is_none_as_it_was_typed(portal, began):
    portal.post(f"{began}frame/", {**FRAME, "starts_on": "2027-01-01", "ends_on": "never", "wish": "go_on"})

    page = portal.get(f"{began}review/").text

    assert "January 1, 2027" in page
    assert "2027-01-01" not in page
    assert "never" in page


def test_client_may_be_made_after_any_step(portal, began):
    portal.post(f"{began}frame/", {**FRAME, "wish": "make"})

    client = Client.objects.get(subdomain="willow")
    assert client.draft.wishes["year"]["label"] == "2027"
    assert "look" not in client.draft.wishes


def test_what_was_typed_is_kept_also_where_it_cannot_be_used_and_when_one_goes_back(portal, began):
    wrong = {**FRAME, "ends_on": "2026-01-01", "classes": "SAL, Salaried\nnot a code, x"}

    refused = portal.post(f"{began}frame/", {**wrong, "wish": "go_on"})
    back = portal.post(f"{began}frame/", {**wrong, "label": "2027 as typed", "wish": "back"})

    assert refused.status_code == 422
    assert "The last day must come after the first one." in words(refused)
    assert "Line 2: Use letters, digits" in words(refused)
    assert back["Location"] == f"{began}template/"
    assert "2027 as typed" in portal.get(f"{began}frame/").text
    review = portal.get(f"{began}review/")
    assert "Something here cannot be used" in words(review)
    made = portal.post(f"{began}review/")
    assert (made.status_code, made.context["step"]) == (422, "frame")
    assert Client.objects.filter(subdomain="willow").count() == 0


def test_first_step_that_cannot_be_used_is_kept_under_its_own_address(portal):
    token = portal.get(NEW).context["token"]

    refused = portal.post(NEW, {**COMPANY, "subdomain": "www", "token": token, "wish": "go_on"})

    draft = ClientDraft.objects.get(pk=token)
    assert refused.context["action"] == f"{NEW}{draft.pk}/company/"
    assert "Willow Works" in portal.get(NEW).text
    assert 'value="www"' in portal.get(f"{NEW}{draft.pk}/company/").text


@pytest.mark.parametrize("wish", ["make", "go_on"])
def test_pressing_twice_makes_one_client(portal, wish):
    told = {**COMPANY, "token": str(portal.get(NEW).context["token"]), "wish": wish}

    first, second = portal.post(NEW, told), portal.post(NEW, told)

    assert first["Location"] == second["Location"]
    assert ClientDraft.objects.count() == 1
    assert Client.objects.filter(subdomain="willow").count() == (wish == "make")


@pytest.mark.parametrize("step", ["company", "look"])
def test_what_is_sent_while_the_client_is_made_takes_nothing_from_it(portal, began, monkeypatch, step):
    """The second press was read before the first one's client was there, and written after."""
    pk = began.strip("/").rpartition("/")[2]

    made: list[str] = []
    before_it_is_kept(monkeypatch, lambda: made.append(portal.post(f"{began}review/")["Location"]))
    second = portal.post(f"{began}{step}/", {**COMPANY, "wish": "make"})

    assert second["Location"] == made[0]
    draft = ClientDraft.objects.get(pk=pk)
    assert (draft.client.subdomain, draft.wishes["language"]) == ("willow", "es")


def test_two_who_answer_at_the_same_moment_are_both_kept(began):
    pk = began.strip("/").rpartition("/")[2]
    with platform_scope():
        one, other = ClientDraft.objects.get(pk=pk), ClientDraft.objects.get(pk=pk)
        keep_answers(one, "keeping", QueryDict("days=90"))
        keep_answers(other, "look", QueryDict("primary_colour=%23123456"))
        kept = ClientDraft.objects.get(pk=pk).answers

    assert (kept["keeping"]["days"], kept["look"]["primary_colour"]) == (["90"], ["#123456"])


def test_draft_that_is_discarded_meanwhile_is_not_there(portal, began, monkeypatch):
    before_it_is_kept(monkeypatch, lambda: portal.post(f"{began}discard/"))

    assert portal.post(f"{began}company/", COMPANY).status_code == 404
    assert ClientDraft.objects.count() == 0


def test_draft_of_a_client_that_is_made_leads_to_the_client(portal, began):
    client_url = portal.post(f"{began}review/")["Location"]

    for page in ("company/", "look/", "review/"):
        assert portal.get(f"{began}{page}")["Location"] == client_url
        assert portal.post(f"{began}{page}", COMPANY)["Location"] == client_url
    assert portal.post(f"{began}discard/")["Location"] == client_url
    assert Client.objects.filter(subdomain="willow").count() == 1


def test_draft_is_discarded(portal, began):
    assert portal.post(f"{began}discard/")["Location"] == NEW
    assert portal.get(f"{began}review/").status_code == 404


def test_subdomain_that_was_taken_meanwhile_is_said_where_it_is_changed(portal, began, registered):
    registered("willow")

    response = portal.post(f"{began}review/")

    assert (response.status_code, response.context["step"]) == (422, "company")
    assert "already belongs to a client" in words(response)


@pytest.mark.parametrize(
    ("name", "told", "sentence"),
    [
        ("frame", {"label": "2027"}, "Give label, first and last day"),
        ("frame", {"starts_on": "2027-01-01", "ends_on": "2028-06-01", "label": "x"}, "at most twelve months"),
        ("frame", {"starts_on": "never"}, "valid date"),
        ("frame", {"classes": "SAL, a\nsal, b"}, "stands in an earlier line"),
        ("frame", {"classes": "\n".join(f"C{n}, x" for n in range(51))}, "begin with at most 50"),
        ("frame", {"classes": "S" * 31}, "at most 30 characters"),
        ("frame", {"classes": "SAL, " + "x" * 101}, "at most 100 characters"),
        ("frame", {**FRAME, "enrolment_closes_on": ""}, "both days of open enrollment"),
        ("look", {**LOOK, "primary_colour": "red"}, "six hexadecimal digits"),
        ("look", {**LOOK, "product_name": ""}, "what employees should call it"),
        ("look", {**LOOK, "logo": SimpleUploadedFile("x.svg", b"<html/>")}, "not a picture"),
        ("keeping", {"days": "29"}, "at least 30 days"),
        ("keeping", {"days": "x"}, "number of days"),
        ("template", {"template": "00000000-0000-0000-0000-000000000000"}, "valid choice"),
    ],
)
def test_what_a_step_cannot_use_is_said(portal, began, name, told, sentence):
    response = portal.post(f"{began}{name}/", {**told, "wish": "go_on"})

    assert response.status_code == 422
    assert sentence in words(response)


def test_template_is_copied_without_people_documents_and_whatever_names_it(
    spare, portal, began, set_up_acme, django_capture_on_commit_callbacks
):
    portal.post(f"{began}template/", {"template": set_up_acme.pk, "parts": Part.values, "wish": "go_on"})
    look = portal.get(f"{began}look/").text
    assert "#7a1f5c" in look
    assert "Ask Acme" not in look
    portal.post(f"{began}frame/", {**FRAME, "wish": "go_on"})
    with django_capture_on_commit_callbacks(execute=True):
        portal.post(f"{began}review/")

    client = Client.objects.get(subdomain="willow")
    assert client.status == "active"
    with tenant_scope(client.ref()):
        # Its own first: the template's class of the same code and its overlapping year stay away.
        assert set(BenefitClass.objects.values_list("code", "label")) == {
            ("SAL", "Salaried"),
            ("UNION", "Union employees"),
            ("HOURLY", "Hourly"),
        }
        assert set(PlanYear.objects.values_list("label", flat=True)) == {"2027", "2028"}
        assert list(Contact.objects.values_list("name", "phone", "note")) == [("Blue Shield", "614-555-0110", "")]
        brand = Brand.objects.get()
        assert (brand.product_name, brand.primary_colour) == ("Willow Works, Inc. benefits", "#7a1f5c")
        assert (brand.font, brand.appearance) == ("inter", "dark")
        assert (brand.welcome_text, brand.welcome_text_es, brand.help_phone) == ("", "", "")
        assert brand.suggested_questions == [{"text": "Is dental covered?", "language": "en"}]
        assert kept_days() == 200
        assert (User.objects.count(), Document.objects.count()) == (0, 0)


def test_copying_twice_changes_nothing_more_and_leaves_what_is_there(set_up_acme, globex):
    with tenant_scope(globex):
        BenefitClass.objects.create(code="HOURLY", label="Globex's own")

    for _ in range(2):
        copy_setup(set_up_acme.ref(), globex, parts=[Part.CLASSES, Part.CONTACTS], day=date(2026, 6, 1))

    with tenant_scope(globex):
        assert dict(BenefitClass.objects.values_list("code", "label")) == {
            "HOURLY": "Globex's own",
            "sal": "Acme's salaried",
        }
        assert Contact.objects.count() == 1
        assert PlanYear.objects.count() == 0
        assert kept_days() == 90


def test_template_that_is_gone_meanwhile_does_not_stop_the_client(spare, set_up_acme):
    draft = ClientDraft(template=set_up_acme, wishes={"parts": Part.values})
    client = register_client(NewClient("Willow", "willow", "w@willow.example", "", draft=draft), by=None)
    Client.objects.filter(pk=set_up_acme.pk).update(status="deleted")

    provision(client)

    assert client.status == "active"


PLACES = [
    ("before the frame", setting_up, "_write_frame"),
    ("before a class", setting_up.classes, "add"),
    ("before the plan year", setting_up.plan_years, "add"),
    ("before the copy", setting_up, "copy_setup"),
    ("in the copy", "platform_admin.copy_setup", "_write_contacts"),
    ("before the look", setting_up, "change_look"),
    ("before the days", setting_up, "keep_for"),
    ("before the logo", setting_up, "change_logo"),
]


@pytest.mark.parametrize(("moment", "place", "name"), PLACES, ids=[place[0] for place in PLACES])
def test_client_killed_while_it_is_set_up_is_whole_after_a_second_run(
    spare, registered, set_up_acme, monkeypatch, moment, place, name
):
    year = {**{field: FRAME[field] for field in FRAME if field != "classes"}}
    wishes = {
        "parts": Part.values,
        "year": year,
        "classes": [{"code": "SAL", "label": "Salaried", "label_es": ""}],
        "look": LOOK,
        "kept_days": 120,
    }
    draft = ClientDraft(template=set_up_acme, wishes=wishes, logo=logo().read())
    client = register_client(NewClient("Willow", "willow", "w@willow.example", "", draft=draft), by=None)
    with monkeypatch.context() as patch:
        if isinstance(place, str):
            patch.setattr(f"{place}.{name}", kill)
        else:
            patch.setattr(place, name, kill)
        with pytest.raises(Killed):
            provision(client)
    assert Client.objects.get(pk=client.pk).status == "provisioning"

    provision(Client.objects.get(pk=client.pk))

    client.refresh_from_db()
    assert client.status == "active"
    with tenant_scope(client.ref()):
        assert (BenefitClass.objects.count(), PlanYear.objects.count(), Contact.objects.count()) == (2, 2, 1)
        assert (Brand.objects.get().product_name, kept_days()) == ("Ask Willow", 120)
        assert "logo" in Brand.objects.get().pictures


def test_address_is_looked_at_while_it_is_typed_and_made_of_the_name(portal, acme):
    check = f"{NEW}subdomain/"

    assert "willow.localhost is free" in words(portal.get(check, {"subdomain": "Willow"}))
    assert "already belongs to a client" in words(portal.get(check, {"subdomain": "acme"}))
    assert "Start with a letter" in words(portal.get(check, {"subdomain": "1st"}))
    assert portal.get(check, {"subdomain": "wil\0low"}).status_code == 200
    named = portal.get(check, {"name": "Acme, Inc.", "subdomain": ""}, headers={"HX-Trigger-Name": "name"})
    assert 'value="acme-benefits"' in named.text
    assert "hx-swap-oob" in named.text
    # What somebody has typed is never replaced.
    typed = portal.get(check, {"name": "Acme", "subdomain": "willow"}, headers={"HX-Trigger-Name": "name"})
    assert "hx-swap-oob" not in typed.text


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("Willow Works, Inc.", "willow-works"),
        ("Ñandú & Söhne GmbH", "nandu-sohne-gmbh"),
        ("3M Company", ""),
        ("Admin", "admin-benefits"),
        ("株式会社", ""),
        ("International Brotherhood of Boilermakers", "international"),
        ("O'Brien's", "obriens"),
        ("A B", "a-b"),
        ("", ""),
    ],
)
def test_suggested_subdomain_reads_like_the_name(db, name, suggestion):
    assert suggested_subdomain(name) == suggestion


def test_colours_are_looked_at_while_they_are_chosen(portal, began):
    told = {"primary_colour": "#ffff00", "secondary_colour": "#a8682c"}

    assert "4.5:1 is needed" in words(portal.get(f"{NEW}colours/", told))
    assert portal.get(f"{NEW}colours/", {"primary_colour": "red"}).status_code == 404
    assert f'hx-get="{NEW}colours/"' in portal.get(f"{began}look/").text
