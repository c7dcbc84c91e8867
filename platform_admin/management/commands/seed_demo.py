import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import User
from platform_admin.canary.run import pairs, probe
from platform_admin.demo.company import Company
from platform_admin.demo.numbers import COMPANIES
from platform_admin.provision import ProvisioningStopped
from platform_admin.second_factor.demo import give_played_app
from platform_admin.seed_announcements import seed_announcements
from platform_admin.seed_billing import seed_billing, seed_prices
from platform_admin.seed_catalogue import seed_catalogue
from platform_admin.seed_company import ClosedCompany, seed_closed_company, seed_company, seed_person
from platform_admin.seed_documents import Seeding, begin_seeding, finish_seeding
from platform_admin.seed_figures import seed_figures, seed_status
from platform_admin.seed_life import seed_joining, seed_roster, seed_trial
from platform_admin.seed_questions import seed_questions
from platform_admin.seed_support import seed_support
from platform_admin.sign_ins import House, SignIn, SignIns, new_password, read_sign_ins, write_sign_ins
from platform_admin.spares import stock_spares
from tenants.context import platform_scope
from tenants.hosts import client_host
from tenants.links import absolute_url, platform_url
from tenants.models import Client

READERS = 2
OPERATORS = (("Odile Marchetti", "odile@platform.example"), ("Samuel Brandvold", "samuel@platform.example"))


class Command(BaseCommand):
    help = "Fill in the demo: three companies with people and documents, a suspended fourth, two operators."

    def handle(self, *args: object, **options: object) -> None:
        if not (settings.EMBEDDED or settings.DEMO):
            raise CommandError("The demo belongs to a trial installation. Set DEMO=1 if this is one.")
        self.started = time.monotonic()
        try:
            with platform_scope():
                self._seed()
        except ProvisioningStopped as stopped:
            raise CommandError(str(stopped)) from stopped

    def _seed(self) -> None:
        kept = _kept_passwords()
        sign_ins = _planned(kept)
        for operator in sign_ins.platform.people:
            seed_person(operator, has_password=kept.get(operator.email) == operator.password)
            give_played_app(User.objects.get(email__iexact=operator.email))
        seed_prices()
        with ThreadPoolExecutor(READERS) as readers:
            seedings = []
            for company, house in self._up_to_date(sign_ins):
                client = seed_company(company, house.people, kept_passwords=kept)
                if company == COMPANIES[0]:
                    seed_joining(client)
                    seed_roster(client)
                if company == COMPANIES[-1]:
                    seed_trial(client)
                seedings.append((company, begin_seeding(company, client, readers)))
                self._say(f"{company.name}: {len(house.people)} people, {len(seedings[-1][1].runs)} documents to read")
            if not _is_behind(ClosedCompany().subdomain):
                seed_closed_company(ClosedCompany(), COMPANIES[0].carriers)
            # Not before everybody has their password: one that stands in the file is taken to be given.
            write_sign_ins(sign_ins)
            for company, seeding in seedings:
                self._finish(company, seeding)
        seed_status(timezone.now())
        for client, other in pairs([seeding.client for _, seeding in seedings]):
            probe(client, other)
        stock_spares()
        self._say("done")

    def _up_to_date(self, sign_ins: SignIns) -> Iterator[tuple[Company, House]]:
        for company, house in zip(COMPANIES, sign_ins.clients, strict=True):
            if _is_behind(company.subdomain):
                self.stderr.write(f"{company.name} is passed over: its schema is not up to date. See: fleet status")
            else:
                yield company, house

    def _finish(self, company: Company, seeding: Seeding) -> None:
        problems = [*finish_seeding(seeding), *seed_catalogue(company, seeding.client)]
        seed_questions(seeding.client)
        seed_announcements(company, seeding.client)
        seed_figures(seeding.client)
        seed_billing(seeding.client)
        if seeding.client.subdomain == COMPANIES[0].subdomain:
            seed_support(seeding.client)
        for problem in problems:
            self.stderr.write(f"{company.name}: {problem}")
        if not problems:
            self._say(f"{company.name}: all documents are published")

    def _say(self, words: str) -> None:
        self.stdout.write(f"[{time.monotonic() - self.started:5.1f} s] {words}")
        self.stdout.flush()


def _is_behind(subdomain: str) -> bool:
    return Client.objects.behind().filter(subdomain=subdomain).exists()


def _kept_passwords() -> dict[str, str]:
    """Return the passwords of earlier starts, by address."""
    return {person.email: person.password for house in read_sign_ins() or () for person in house.people}


def _planned(kept: dict[str, str]) -> SignIns:
    return SignIns(_platform(kept), tuple(_house(company, kept) for company in COMPANIES))


def _platform(kept: dict[str, str]) -> House:
    people = tuple(SignIn(User.Role.OPERATOR.value, name, email, _password(email, kept)) for name, email in OPERATORS)
    return House("Platform", "", settings.PLATFORM_HOST, platform_url("/platform-admin/"), people)


def _house(company: Company, kept: dict[str, str]) -> House:
    host = client_host(company.subdomain)
    people = tuple(
        SignIn(
            role=person.role,
            name=person.name,
            email=person.email,
            password=_password(person.email, kept),
            class_code=person.class_code,
            work_state=person.work_state,
            hours=person.hours,
            language=person.language,
        )
        for person in company.people
    )
    return House(company.name, company.subdomain, host, absolute_url("/", host=host), people)


def _password(email: str, kept: dict[str, str]) -> str:
    return settings.DEMO_PASSWORD or kept.get(email) or new_password()
