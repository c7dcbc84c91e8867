import time
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from platform_admin.demo.company import Company
from platform_admin.demo.numbers import COMPANIES
from platform_admin.provision import ProvisioningStopped
from platform_admin.seed_company import ClosedCompany, seed_closed_company, seed_company, seed_person
from platform_admin.seed_documents import begin_seeding, finish_seeding
from platform_admin.sign_ins import House, SignIn, SignIns, new_password, read_sign_ins, write_sign_ins
from platform_admin.spares import stock_spares
from platform_admin.subdomains import client_host
from tenants.context import platform_scope
from tenants.links import absolute_url, platform_url

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
        # Before the people: whatever breaks off later, nobody has a password that stands nowhere.
        sign_ins = _planned(read_sign_ins())
        write_sign_ins(sign_ins)
        for operator in sign_ins.platform.people:
            seed_person(operator)
        problems = []
        with ThreadPoolExecutor(READERS) as readers:
            seedings = []
            for company, house in zip(COMPANIES, sign_ins.clients, strict=True):
                client = seed_company(company, house.people)
                self._say(f"{company.name}: {len(house.people)} people")
                seedings.append(begin_seeding(company, client, readers))
                self._say(f"{company.name}: {len(seedings[-1].runs)} documents to read")
            seed_closed_company(ClosedCompany(), COMPANIES[0].carriers)
            for company, seeding in zip(COMPANIES, seedings, strict=True):
                problems += finish_seeding(seeding)
                self._say(f"{company.name}: documents are published")
        stock_spares()
        for problem in problems:
            self.stderr.write(problem)
        self._say("done")

    def _say(self, words: str) -> None:
        self.stdout.write(f"[{time.monotonic() - self.started:5.1f} s] {words}")
        self.stdout.flush()


def _planned(kept: SignIns | None) -> SignIns:
    """Return all sign-ins, with the passwords written down at an earlier start."""
    passwords = {person.email: person.password for house in kept or () for person in house.people}
    return SignIns(_platform(passwords), tuple(_house(company, passwords) for company in COMPANIES))


def _platform(passwords: dict[str, str]) -> House:
    people = tuple(
        SignIn(User.Role.OPERATOR.value, name, email, _password(email, passwords)) for name, email in OPERATORS
    )
    return House("Platform", "", settings.PLATFORM_HOST, platform_url("/platform-admin/"), people)


def _house(company: Company, passwords: dict[str, str]) -> House:
    host = client_host(company.subdomain)
    people = tuple(
        SignIn(
            role=person.role,
            name=person.name,
            email=person.email,
            password=_password(person.email, passwords),
            class_code=person.class_code,
            language=person.language,
        )
        for person in company.people
    )
    return House(company.name, company.subdomain, host, absolute_url("/", host=host), people)


def _password(email: str, kept: dict[str, str]) -> str:
    return settings.DEMO_PASSWORD or kept.get(email) or new_password()
