"""A demo company as a client: host, people, plan years, classes, contacts and brand. Safe to run again at any point;
what HR changed meanwhile stays as HR left it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Invitation, User
from benefits.models import BenefitClass, Contact, PlanYear
from branding.models import Brand, BrandImage
from branding.pictures.keep import keep_picture, take_into_use
from branding.pictures.limits import PATIENT_SECONDS
from platform_admin import lifecycle
from platform_admin.demo.company import Carrier, Company
from platform_admin.demo.logos import logo_png
from platform_admin.demo.numbers import DEMO_TODAY
from platform_admin.demo.spanish import in_spanish
from platform_admin.provision import UNFINISHED, NewClient, provision, register_client
from platform_admin.sign_ins import SignIn
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tenants.models import Client

_ROLES = {
    "medical": Contact.Role.MEDICAL,
    "dental": Contact.Role.DENTAL,
    "vision": Contact.Role.VISION,
    "accounts": Contact.Role.ACCOUNTS,
    "life and disability": Contact.Role.LIFE,
    "401(k)": Contact.Role.RETIREMENT,
    "COBRA": Contact.Role.COBRA,
    "employee assistance": Contact.Role.EAP,
}


@dataclass(frozen=True)
class ClosedCompany:
    """The fourth company: suspended, so that operators and its people have such a page to look at."""

    name: str = "Stonebridge Logistics"
    subdomain: str = "stonebridge"
    owner_name: str = "Petra Lindqvist"
    owner_email: str = "petra.lindqvist@stonebridge.example"


def seed_company(company: Company, people: Sequence[SignIn], *, kept_passwords: dict[str, str]) -> ClientRef:
    """Fill in everything but the documents; return the client."""
    owner = next(person for person in company.people if person.role == User.Role.HR_ADMIN)
    client = seed_client(
        NewClient(
            name=company.name,
            subdomain=company.subdomain,
            owner_email=owner.email,
            owner_name=owner.name,
            tier=company.tier,
            time_zone=company.time_zone,
            is_demo=True,
            demo_today=DEMO_TODAY,
        )
    )
    with tenant_scope(client.ref()) as ref:
        _seed_people(people, kept_passwords)
        seed_frame(company)
        seed_contacts_of(company)
        _seed_brand(company)
    return ref


def seed_closed_company(company: ClosedCompany, carriers: Sequence[Carrier]) -> None:
    client = seed_client(
        NewClient(
            name=company.name,
            subdomain=company.subdomain,
            owner_email=company.owner_email,
            owner_name=company.owner_name,
            is_demo=True,
            demo_today=DEMO_TODAY,
        )
    )
    with tenant_scope(client.ref()):
        _seed_contacts([_contact_of(carrier) for carrier in carriers])
    # Only the first time: an operator who reactivated it finds it so after the next start.
    was_suspended = AuditEvent.objects.filter(action="client.suspended", subject_id=str(client.pk)).exists()
    if client.status == Client.Status.ACTIVE and not was_suspended:
        lifecycle.suspend(client, by=None, reason="Part of the demonstration")


def seed_client(wanted: NewClient) -> Client:
    """Return the client with this subdomain, made and provisioned as far as it is not."""
    client = Client.objects.exclude(status=Client.Status.DELETED).filter(subdomain=wanted.subdomain).first()
    if client is None:
        client = register_client(wanted, by=None)
    if client.status in UNFINISHED:
        provision(client)
    return client


def seed_person(person: SignIn, *, has_password: bool) -> None:
    """Make the person unless they exist; `has_password` tells that an earlier start gave them this very password."""
    user = User.objects.filter(email__iexact=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email,
            name=person.name,
            role=person.role,
            password=person.password,
            class_code=person.class_code,
            work_state=person.work_state,
            hours=person.hours,
            language=person.language,
        )
        if user.role == User.Role.OPERATOR:
            record("operator.created", actor=None, subject=user)
    elif not has_password:
        user.set_password(person.password)
        user.save(update_fields=["password"])


def _seed_people(people: Sequence[SignIn], kept_passwords: dict[str, str]) -> None:
    for person in people:
        seed_person(person, has_password=kept_passwords.get(person.email) == person.password)
    # The owner was invited when the client was made, and has an account now.
    invited = Invitation.objects.open(timezone.now()).filter(email__in=[person.email for person in people])
    invited.update(revoked_at=timezone.now())


def seed_frame(company: Company) -> None:
    """Make the company's plan years and classes as far as they are missing."""
    for year in company.plan_years:
        days = {
            "starts_on": year.starts_on,
            "ends_on": year.ends_on,
            "enrolment_opens_on": year.enrolment_opens_on,
            "enrolment_closes_on": year.enrolment_closes_on,
        }
        PlanYear.objects.get_or_create(label=year.label, defaults=days)
    for group in company.classes:
        names = {"label": group.label, "label_es": in_spanish(group.label)}
        BenefitClass.objects.get_or_create(code=group.code, defaults=names)


def seed_contacts_of(company: Company) -> None:
    _seed_contacts([_own_team(company), *map(_contact_of, company.carriers)])


def _seed_contacts(contacts: Sequence[Contact]) -> None:
    # Only the first time, and all at once: what HR renamed or deleted meanwhile does not come back.
    if Contact.objects.exists() or AuditEvent.objects.filter(action__startswith="contact.").exists():
        return
    for position, contact in enumerate(contacts):
        contact.position = position
    Contact.objects.bulk_create(contacts)


def _own_team(company: Company) -> Contact:
    return Contact(
        name=company.help.team,
        role=Contact.Role.HR,
        email=company.help.email,
        phone=company.help.phone,
        hours=company.help.hours,
        hours_es=in_spanish(company.help.hours),
    )


def _contact_of(carrier: Carrier) -> Contact:
    return Contact(
        name=carrier.name,
        role=_ROLES[carrier.role],
        phone=carrier.phone,
        email=carrier.email,
        url=carrier.url,
        hours=carrier.hours,
        hours_es=in_spanish(carrier.hours),
        languages=list(carrier.languages),
        group_number=carrier.group_number,
        note=carrier.note,
        note_es=in_spanish(carrier.note),
    )


def _seed_brand(company: Company) -> None:
    brand = Brand.objects.get()
    if brand.pictures or brand.logo:
        return
    brand.product_name = company.product_name
    brand.primary_colour, brand.secondary_colour = company.colours.primary, company.colours.accent
    brand.welcome_text, brand.welcome_text_es = company.welcome_text, company.welcome_text_es
    brand.disclaimer, brand.disclaimer_es = company.disclaimer, company.disclaimer_es
    brand.font, brand.appearance = company.font, company.appearance
    brand.help_email, brand.help_phone = company.help.email, company.help.phone
    brand.suggested_questions = [
        {"text": question.text, "language": question.language} for question in company.suggested_questions
    ]
    brand.changed_at = timezone.now()
    logo = logo_png(company.subdomain)
    image = keep_picture(logo, kind=BrandImage.Kind.LOGO, by=None, clock_seconds=PATIENT_SECONDS)
    with transaction.atomic():
        brand.save()
        take_into_use(image, by=None)
