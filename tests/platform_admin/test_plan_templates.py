"""Operators' plan templates: made, seen, kept, offered, and begun with by a new client."""

import json
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import User
from benefits.models import BenefitClass, CatalogueUpload, Contact, PayCalendar, Plan, PlanYear, ServiceCost
from benefits.plan_templates.begin import begin, text_of_version
from benefits.plan_templates.models import PlanTemplate, TemplateVersion
from platform_admin.models import ClientDraft
from platform_admin.plan_templates.typical import TYPICAL
from platform_admin.provision import NewClient, provision, register_client
from tenants.context import tenant_scope
from tests.brought import bring
from tests.pages import words

URL = "/platform-admin/plan-templates/"
NEW = f"{URL}new/"
TYPICAL_FORM = {"name": "Small company", "about": "Plans of every line.", "typical": list(TYPICAL)}


@pytest.fixture
def typical(portal) -> PlanTemplate:
    """A template of all typical plans, kept."""
    place = portal.post(NEW, TYPICAL_FORM)["Location"]
    portal.post(f"{place}keep/")
    return PlanTemplate.objects.get()


@pytest.fixture
def juniper(acme) -> list[str]:
    """Acme with Juniper's catalogue; the names of those it works with."""
    with tenant_scope(acme):
        bring("juniper", User.objects.create_user("hr@acme.example", name="Hanna", role="hr_admin"))
        carriers = Plan.objects.exclude(carrier=None).values_list("carrier__name", flat=True)
        return sorted({*carriers, *Contact.objects.values_list("name", flat=True)})


def book_of(portal, version: TemplateVersion) -> object:
    return load_workbook(BytesIO(portal.get(f"{URL}versions/{version.pk}/workbook/").content))


def as_file(book: object) -> SimpleUploadedFile:
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("plans.xlsx", file.getvalue())


def test_template_is_seen_before_it_is_kept_and_has_plans_of_every_line(portal):
    answer = portal.post(NEW, TYPICAL_FORM)

    place = answer["Location"]
    page = words(portal.get(place))
    assert "not kept yet" in page
    lines = {"Medical", "Dental", "Vision", "Life insurance", "Short-term disability", "Retirement plan"}
    lines |= {"Health savings account", "Health care FSA", "Dependent care FSA", "Paid time off", "Parental leave"}
    assert {line for line in lines if line not in page} == set()
    assert PlanTemplate.objects.usable().count() == 0
    portal.post(f"{place}keep/")
    assert [one.newest.number for one in PlanTemplate.objects.usable()] == [1]
    assert "kept before" in words(portal.post(f"{place}keep/", follow=True))


def test_workbook_of_a_template_comes_back_as_the_next_version_with_what_was_filled_in(portal, typical):
    first = typical.newest
    book = book_of(portal, first)
    sheet = book["Leave"]
    heads = [cell.value.partition(" (")[0] for cell in sheet[1]]
    sheet.cell(2, heads.index("Carry over hours") + 1).value = 40

    answer = portal.post(f"{URL}{typical.pk}/new/?from=workbook", {"file": as_file(book)})
    portal.post(f"{answer['Location']}keep/")

    second = typical.newest
    before, after = ([line["cells"] for line in one.lines] for one in (first, second))
    differing = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert [(b["kind"], a["carry_over_hours"], b["carry_over_hours"]) for a, b in differing] == [
        ("Paid time off", "", "40")
    ]
    assert (first.number, second.number) == (1, 2)


def test_catalogue_of_a_client_leaves_prices_names_and_amounts_behind(portal, acme, juniper):
    form = {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"}

    portal.post(f"{NEW}?from=client", form)

    version = TemplateVersion.objects.get()
    told = json.dumps([line["cells"] for line in version.lines])
    assert {line["table"] for line in version.lines} & {"rate", "seed", "surcharge", "price_assumption"} == set()
    assert [name for name in juniper if name in told] == []
    assert "2027" not in told
    amounts = [line["cells"] for line in version.lines if line["table"] == "accumulator"]
    assert {one["individual"] for one in amounts} == {""}
    assert {one["network"] for one in amounts} == {"In network", "Out of network"}
    assert {line["cells"]["short_name"] for line in version.lines if line["table"] == "plan"} >= {
        "PPO",
        "HDHP",
        "401(k)",
    }
    assert "Left out, for they are prices: 32 rows of “Rate”." in version.notes
    named = {line["cells"].get("benefit_class", "") for line in version.lines} - {""}
    assert named
    assert named <= set(version.classes)
    assert all(code.startswith("CLASS-") for code in version.classes)
    assert "Salaried employees" in version.classes.values()


OWN_WORDS = "Quibbleton"


def test_no_word_that_a_client_has_for_its_classes_and_paydays_comes_into_the_template(portal, acme, juniper):
    with tenant_scope(acme):
        for number, one in enumerate(BenefitClass.objects.order_by("code")):
            old, new = one.code, f"{OWN_WORDS.upper()}-{number}"
            BenefitClass.objects.filter(pk=one.pk).update(code=new, label=f"{OWN_WORDS} drivers {number}")
            for plan in Plan.objects.filter(classes__contains=[old]):
                Plan.objects.filter(pk=plan.pk).update(classes=[new if code == old else code for code in plan.classes])
        Plan.objects.filter(pk=Plan.objects.first().pk).update(classes=[f"{OWN_WORDS}-gone"])
        for number, one in enumerate(PayCalendar.objects.all()):
            PayCalendar.objects.filter(pk=one.pk).update(code=f"{OWN_WORDS}-{number}", label=f"{OWN_WORDS} {number}")
        classes = BenefitClass.objects.count()

    portal.post(f"{NEW}?from=client", {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"})

    version = TemplateVersion.objects.get()
    told = json.dumps([version.lines, version.classes, version.notes])
    assert OWN_WORDS.casefold() not in told.casefold()
    # Each class is told by the same code in every row.
    codes = [line["cells"].get("benefit_class", "") for line in version.lines if line["table"] == "class_rule"]
    assert len({*codes} - {""}) == len([code for code in codes if code])
    assert len(version.classes) <= classes + 1
    assert set(version.classes.values()) == {f"Class {code.split('-')[1]}" for code in version.classes}


def test_class_of_one_template_is_never_taken_for_that_of_another(portal, acme, juniper):
    for name in ("First", "Second"):
        portal.post(f"{NEW}?from=client", {"name": name, "client": str(acme.id), "plan_year": "2027"})
    first, second = (TemplateVersion.objects.get(template__name=name) for name in ("First", "Second"))
    text = text_of_version(second)

    with tenant_scope(acme):
        for code, label in first.classes.items():
            BenefitClass.objects.create(code=code, label=label)
        year = PlanYear.objects.create(label="2031", starts_on="2031-01-01", ends_on="2031-12-31")
        upload = begin(text, year, by=None, now=timezone.now())

    assert first.classes
    assert not first.classes.keys() & second.classes.keys()
    reasons = [" ".join(one["reasons"]) for one in upload.unfilled if one["line"]["table"] == "class_rule"]
    assert any("is not there" in told and "the template means “Salaried employees”." in told for told in reasons)
    assert not [line for line in upload.lines if line["cells"].get("benefit_class")]


def test_note_that_names_a_class_in_the_companys_own_words_is_left_behind(portal, acme, juniper):
    notes = ("Agreed for teamsters local 42 only", "As T42 has it", "Only for full time employees")
    with tenant_scope(acme):
        BenefitClass.objects.create(code="T42", label="Teamsters Local 42")
        rows = ServiceCost.objects.filter(plan__plan_year__label="2027", effective_from=None)
        for row, text in zip(rows[:3], notes, strict=True):
            ServiceCost.objects.filter(pk=row.pk).update(notes=text)

    portal.post(f"{NEW}?from=client", {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"})

    told = json.dumps(TemplateVersion.objects.get().lines)
    assert [text for text in notes if text in told] == ["Only for full time employees"]


def test_upgrade_lays_aside_what_was_read_of_a_client_and_says_why(portal, typical, acme, juniper):
    portal.post(f"{NEW}?from=client", {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"})
    taken = TemplateVersion.objects.get(template__name="Like a bank")
    portal.post(f"{URL}versions/{taken.pk}/keep/")
    assert PlanTemplate.objects.usable().count() == 2

    import_module("benefits.plan_templates.migrations.0002_lay_aside_those_of_clients").lay_aside(apps, None)

    taken.refresh_from_db()
    assert [one.name for one in PlanTemplate.objects.usable()] == ["Small company"]
    assert taken.notes[-1].startswith("Laid aside at an upgrade")


AMOUNTS_IN_WORDS = (
    "You pay 20 percent of it",
    "Up to 500 dollars a year",
    "At most USD 500",
    "It is 80/20 after that",
    "Usted paga 20 por ciento",
    "The plan pays eighty percent",
    "Not more than 3k in all",
    "You pay $25",
)
NO_AMOUNTS = ("The nurse line is open 24/7", "Paid with after-tax dollars", "Not out of a 401k", "Up to 30 visits")


def test_amounts_in_words_are_left_behind_and_what_only_looks_like_one_is_not(portal, acme, juniper):
    with tenant_scope(acme):
        year = PlanYear.objects.get(label="2027")
        rows = ServiceCost.objects.filter(plan__plan_year=year, effective_from=None)
        texts = (*AMOUNTS_IN_WORDS, *NO_AMOUNTS)
        for row, text in zip(rows[: len(texts)], texts, strict=True):
            ServiceCost.objects.filter(pk=row.pk).update(notes=text)

    portal.post(f"{NEW}?from=client", {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"})

    told = json.dumps([line["cells"] for line in TemplateVersion.objects.get().lines])
    assert [text for text in AMOUNTS_IN_WORDS if text in told] == []
    assert [text for text in NO_AMOUNTS if text not in told] == []


@pytest.mark.parametrize(
    ("called", "bare"),
    [
        ("PPO 80/20", "PPO"),
        ("HSA 3k", "HSA"),
        ("PPO $500/$1,000", "PPO"),
        ("PPO 20 percent", "PPO"),
        ("IBM Choice", "Choice"),
        ("Ibm Choice", "Ibm Choice"),
        ("Roth 401(k)", "Roth 401(k)"),
        ("Roth 401k", "Roth 401k"),
        ("Option 2", "Option 2"),
    ],
)
def test_plan_is_called_without_its_amount_and_without_a_name_of_three_letters(portal, acme, juniper, called, bare):
    with tenant_scope(acme):
        plan = Plan.objects.exclude(carrier=None).filter(plan_year__label="2027").first()
        Contact.objects.filter(pk=plan.carrier_id).update(name="IBM Health Plans")
        Plan.objects.filter(pk=plan.pk).update(short_name=called, name=called)

    portal.post(f"{NEW}?from=client", {"name": "Like a bank", "client": str(acme.id), "plan_year": "2027"})

    plans = [line["cells"] for line in TemplateVersion.objects.get().lines if line["table"] == "plan"]
    assert bare in {one["name"] for one in plans}
    assert bare == called or called not in {text for one in plans for text in one.values()}


def test_amounts_that_are_no_prices_are_kept_where_the_operator_chose_them(portal, acme, juniper):
    form = {"name": "With amounts", "client": str(acme.id), "with_amounts": "on"}

    portal.post(f"{NEW}?from=client", form)

    lines = TemplateVersion.objects.get().lines
    amounts = {line["cells"]["individual"] for line in lines if line["table"] == "accumulator"}
    assert len(amounts) > 1
    assert "" not in amounts
    assert {line["table"] for line in lines} & {"rate", "seed"} == set()


def test_client_begins_with_the_version_that_was_in_use_and_has_its_plans_as_drafts(spare, typical):
    year = {"label": "2027", "starts_on": "2027-01-01", "ends_on": "2027-12-31"}
    year |= {"enrolment_opens_on": "", "enrolment_closes_on": ""}
    draft = ClientDraft(wishes={"year": year, "plans": str(typical.newest.pk)})
    client = register_client(NewClient("Willow", "willow", "w@willow.example", "", draft=draft), by=None)

    provision(client)

    with tenant_scope(client.ref()):
        plans = Plan.objects.all()
        assert len(plans) == 11
        assert {(plan.status, plan.is_reviewed, plan.plan_year.label) for plan in plans} == {("draft", False, "2027")}
        upload = CatalogueUpload.objects.get()
        assert upload.applied_at is not None
        assert upload.unfilled != []


def test_step_of_a_new_client_asks_for_the_plan_year_that_plans_need(portal, typical):
    company_form = {"name": "Willow", "subdomain": "willow", "owner_email": "w@willow.example", "tier": "professional"}
    place = portal.post("/platform-admin/clients/new/", {**company_form, "wish": "go_on"})["Location"]
    frame = place.replace("/template/", "/frame/")

    refused = portal.post(frame, {"plans": str(typical.pk), "wish": "go_on"})
    taken = portal.post(
        frame,
        {
            **{"plans": str(typical.pk), "label": "2027", "starts_on": "2027-01-01", "ends_on": "2027-12-31"},
            "wish": "go_on",
        },
    )

    assert "These plans need a plan year" in words(refused)
    assert taken.status_code == 302
    assert "Small company" in words(portal.get(place.replace("/template/", "/review/")))


def rename_year(book: object) -> None:
    book["Plan"].cell(2, 1).value = "2031"


def strange_plan(book: object) -> None:
    book["Dental class"].cell(2, 2).value = "Vision"


def too_much(book: object) -> None:
    heads = [cell.value.partition(" (")[0] for cell in book["Dental class"][1]]
    book["Dental class"].cell(2, heads.index("Plan share") + 1).value = "7"


def twice(book: object) -> None:
    sheet = book["Dental class"]
    for column in range(1, sheet.max_column + 1):
        sheet.cell(3, column).value = sheet.cell(2, column).value


FAULTS = [
    (rename_year, "2 plan years in it"),
    (strange_plan, "The template has no plan “Vision”"),
    (too_much, "Sheet “Dental class”, row 2: Column"),
    (twice, "This row stands twice"),
]


@pytest.mark.parametrize(("spoil", "sentence"), FAULTS, ids=[spoil.__name__ for spoil, _ in FAULTS])
def test_workbook_that_cannot_be_a_template_is_refused_with_its_place(portal, spoil, sentence):
    place = portal.post(NEW, {"name": "Dental", "typical": ["dental"]})["Location"]
    version = TemplateVersion.objects.get()
    book = book_of(portal, version)
    spoil(book)

    answer = portal.post(f"{URL}{version.template_id}/new/?from=workbook", {"file": as_file(book)})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert TemplateVersion.objects.count() == 1
    assert portal.get(place).status_code == 200


BAD = [
    ("", {"typical": ["dental"]}, "This field is required"),
    ("", {"name": "A", "typical": []}, "Choose at least one."),
    ("", {"name": "A", "typical": ["castle"]}, "castle"),
    ("?from=workbook", {"name": "A"}, "Choose the workbook"),
    ("?from=client", {"name": "A", "client": "x"}, "valid"),
    ("?from=nowhere", {"name": "A"}, "Choose at least one."),
]


@pytest.mark.parametrize(("source", "form", "sentence"), BAD, ids=[f"{source}{form}" for source, form, _ in BAD])
def test_form_of_a_template_says_what_it_needs(portal, source, form, sentence):
    answer = portal.post(f"{NEW}{source}", form)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert PlanTemplate.objects.count() == 0


def test_client_without_plans_or_that_year_is_said_and_nothing_is_left(portal, acme, juniper, globex):
    nothing = portal.post(f"{NEW}?from=client", {"name": "A", "client": str(globex.id)})
    other = portal.post(f"{NEW}?from=client", {"name": "A", "client": str(acme.id), "plan_year": "1999"})

    assert "has no plans yet" in words(nothing)
    assert "no plan year “1999”. Those with plans: 2027, 2026" in words(other)
    assert PlanTemplate.objects.count() == 0


def test_name_is_given_once_whatever_its_case(portal, typical):
    assert "There is a plan template of this name" in words(portal.post(NEW, {**TYPICAL_FORM, "name": "SMALL company"}))


def test_discarding_takes_a_template_along_that_was_never_kept_and_no_kept_version(portal, typical):
    kept = typical.newest
    place = portal.post(NEW, {"name": "Other", "typical": ["dental"]})["Location"]

    portal.post(f"{place}discard/")
    answer = portal.post(f"{URL}versions/{kept.pk}/discard/", follow=True)

    assert [one.name for one in PlanTemplate.objects.all()] == ["Small company"]
    assert "cannot be discarded" in words(answer)


def test_template_is_offered_and_laid_aside(portal, typical):
    for status, is_usable in (("offered", True), ("laid_aside", False), ("own", True)):
        portal.post(f"{URL}{typical.pk}/", {"status": status})
        assert PlanTemplate.objects.usable().exists() is is_usable
    assert portal.post(f"{URL}{typical.pk}/", {"status": "sold"}).status_code == 422
    assert "Small company" in words(portal.get(URL))
    assert "In use" in words(portal.get(f"{URL}{typical.pk}/"))
