"""A new client whose plan template is named by a program, or in a line of a list."""

from datetime import date, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key
from benefits.models import Plan, PlanYear
from benefits.plan_templates.models import PlanTemplate
from platform_admin.many_clients import confirm
from platform_admin.models import ClientList, PlatformKey
from platform_admin.plan_templates.keep import add_template, keep, read_version
from platform_admin.plan_templates.typical import typical_lines
from platform_admin.tasks import make_clients
from tenants.context import platform_scope, tenant_scope
from tenants.models import Client
from tests.pages import words

WANTED = {"name": "Willow Works", "subdomain": "willow", "owner_email": "wilma@willow.example", "tier": "starter"}
NEW_LIST = "/platform-admin/client-lists/new/"


@pytest.fixture
def template(db) -> PlanTemplate:
    with platform_scope():
        found = add_template(name="Small company", about="Dental and a PPO.", by=None)
        version = read_version(found, typical_lines(["ppo", "dental"]), origin="x", by=None, now=timezone.now())
        keep(version, by=None, now=timezone.now())
    return found


@pytest.fixture
def post(db, operator):
    with platform_scope():
        made = create_api_key(
            name="Sales",
            scopes=PlatformKey.Scope.values,
            valid_for=timedelta(days=1),
            created_by=operator,
            now=timezone.now(),
            kind=PlatformKey,
        )
    browser = Browser(HTTP_HOST="localhost", HTTP_AUTHORIZATION=f"Bearer {made.secret}")
    return lambda **told: browser.post("/api/v1/platform/clients", {**WANTED, **told}, content_type="application/json")


def begun_with() -> tuple[list[str], list[tuple[str, date, date]]]:
    """Return the plans, all drafts, and the plan years of the client that was made."""
    client = Client.objects.get(subdomain="willow")
    assert client.status == "active"
    with tenant_scope(client.ref()):
        assert not Plan.objects.reviewed().exists()
        years = list(PlanYear.objects.values_list("label", "starts_on", "ends_on"))
        return sorted(Plan.objects.values_list("line", flat=True)), years


@pytest.mark.parametrize(
    ("starts_on", "year"),
    [
        ("2027-01-01", ("2027", date(2027, 1, 1), date(2027, 12, 31))),
        ("2026-07-01", ("2026–27", date(2026, 7, 1), date(2027, 6, 30))),
        ("2028-02-29", ("2028–29", date(2028, 2, 29), date(2029, 2, 28))),
    ],
)
def test_client_of_a_program_begins_with_the_template_that_it_names(
    spare, template, post, django_capture_on_commit_callbacks, starts_on, year
):
    with django_capture_on_commit_callbacks(execute=True):
        made = post(plans="small COMPANY", plan_year_starts_on=starts_on)

    assert made.status_code == 201
    plans, years = begun_with()
    assert {"dental", "medical"} == set(plans)
    assert years == [year]


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        (
            {"plans": "Large company", "plan_year_starts_on": "2027-01-01"},
            "plans",
            "A client cannot begin with a plan template “Large company”. Look up what it is called under "
            "Plan templates, or name no plans.",
        ),
        (
            {"plans": "Small company"},
            "plan_year_starts_on",
            "These plans need a plan year: give its first day, or name no plans.",
        ),
        ({"plan_year_starts_on": "spring"}, "plan_year_starts_on", "Write the day as 2027-01-01."),
        (
            {"plan_year_starts_on": "1027-01-01"},
            "plan_year_starts_on",
            "A plan year begins between 2000 and 2099. Look at the day again.",
        ),
    ],
)
def test_plans_that_no_client_can_begin_with_are_refused_with_what_to_do(template, post, told, field, sentence):
    refused = post(**told)

    assert refused.status_code == 422
    assert refused.json()["error"]["fields"] == [{"field": field, "problem": sentence}]
    assert not Client.objects.filter(subdomain="willow").exists()


def test_template_that_is_laid_aside_is_none_to_begin_with(template, post):
    PlanTemplate.objects.update(status="laid_aside")

    refused = post(plans="Small company", plan_year_starts_on="2027-01-01")

    assert "cannot begin with a plan template “Small company”" in refused.json()["error"]["fields"][0]["problem"]


def test_list_begins_with_the_version_there_was_when_it_was_confirmed(spare, template, portal):
    text = (
        "name,subdomain,owner_email,plans,plan year starts on\n"
        "Willow Works,willow,wilma@willow.example,Small company,2027-01-01\n"
    )
    portal.post(NEW_LIST, {"text": text})
    listing = ClientList.objects.get()
    confirm(listing, by=listing.made_by, now=timezone.now())
    with platform_scope():
        later = read_version(template, typical_lines(["vision"]), origin="x", by=None, now=timezone.now())
        keep(later, by=None, now=timezone.now())

    make_clients(str(listing.pk))

    assert "vision" not in begun_with()[0]
    assert "dental" in begun_with()[0]


def test_line_of_a_list_names_the_template_and_is_told_what_is_wrong_with_it(spare, template, portal):
    text = (
        "name,subdomain,owner_email,plans,plan year starts on\n"
        "Willow Works,willow,wilma@willow.example,Small company,2027-01-01\n"
        "Walnut Ways,walnut,walt@walnut.example,Large company,2027-01-01\n"
    )
    place = portal.post(NEW_LIST, {"text": text})["Location"]
    assert "Plan template: A client cannot begin with a plan template “Large company”." in words(portal.get(place))

    portal.post(f"{place}make/")
    make_clients(str(ClientList.objects.get().pk))

    plans, years = begun_with()
    assert set(plans) == {"dental", "medical"}
    assert [label for label, _, _ in years] == ["2027"]
    assert not Client.objects.filter(subdomain="walnut").exists()
