"""Every URL of the product, asked by everybody: who may is let in, who may not learns nothing.

The URLs come from the URLconfs, so a new one is in the matrix from its first day. What a URL declares with
tenants.access decides what is expected of it.
"""

import io
import re
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import get_resolver, resolve
from django.utils import timezone
from reportlab.pdfgen.canvas import Canvas

from accounts.models import Invitation, InvitationList, User
from analytics.models import FigureRule, Topic
from benefits.models import BenefitClass, CatalogueUpload, Contact, Plan, PlanYear, Rate
from branding.models import BrandImage, BrandImageFile
from chat.models import (
    Announcement,
    Answer,
    AnswerRun,
    Citation,
    Conversation,
    Gap,
    GapPerson,
    GapWish,
    HandOver,
    OfficialAnswer,
    Question,
    TestQuestion,
)
from chat.receipts import Basis, Behind, receipt_of
from knowledge.models import (
    Document,
    DocumentVersion,
    DocumentWarning,
    Evaluation,
    ExtractedFact,
    KnowledgeBase,
    Page,
    Passage,
    UploadBatch,
)
from platform_admin.models import Invoice, SupportVisit
from platform_admin.support.allowed import OWN, READ_ONLY
from tenants.audit.log import record
from tenants.audit.models import AuditEvent
from tenants.binding import ClientRef
from tenants.checks import walk
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.storage import PlatformStorage

ACTORS = ("anonymous", "employee", "hr_editor", "hr_admin", "elsewhere", "operator")
EVERYBODY, NOBODY = frozenset(ACTORS), frozenset()
MEMBERS, HR = frozenset({"employee", "hr_editor", "hr_admin"}), frozenset({"hr_editor", "hr_admin"})
LET_IN = {
    "anonymous": EVERYBODY,
    "member": MEMBERS,
    "hr": HR,
    "hr_admin": {"hr_admin"},
    "operator": {"operator"},
    "operator_enrolling": {"operator"},
    # Pages of a support view: for everybody else they are not there, which is no refusal.
    "support": EVERYBODY,
}
# allauth's pages for people who are signed in: open by their declaration, they ask for the sign-in themselves.
ASKS_ITSELF = {"account_change_password", "account_set_password", "account_reauthenticate", "account_logout"}
# The second step of a sign-in: who has not taken the first is led to it.
ASKS_ITSELF |= {"mfa_authenticate", "mfa_login_webauthn"}
# Whose session the API takes; a new address below /api/v1/ is nobody's until it stands here.
API_LETS_IN = {
    **dict.fromkeys(("", "tenant", "docs", "openapi.json"), EVERYBODY),
    **dict.fromkeys(("ask", "ask/stream", "answers/<uuidstr:answer_id>"), MEMBERS),
    **dict.fromkeys(("documents", "documents/<uuidstr:document_id>", "search", "analytics/<metric>"), HR),
    # The platform's own: its description is anybody's, its clients are a key's alone.
    **dict.fromkeys(("platform/", "platform/docs", "platform/openapi.json"), EVERYBODY),
}
KEY = "Ab1-c2d3e4-" + "f5" * 16


@dataclass(frozen=True)
class Door:
    """One URL of one host."""

    route: str
    name: str
    access: str

    @property
    def wants_id(self) -> bool:
        return "<uuid" in self.route

    def path(self, pk: object) -> str:
        """Return an address of this route, with `pk` wherever it has an id."""
        path = re.sub(r"<uuid(str)?:\w+>", str(pk), self.route)
        path = (
            path.replace("<int:number>", "1")
            .replace("<int:pk>", "1")
            .replace("<str:version>", "1")
            .replace("<str:key>", "no-such-key")
            .replace("<slug:name>", "starter")
            .replace("<slug:slug>", "hsa")
            .replace("<slug:figures>", "outcomes")
            .replace("<metric>", "usage")
            .replace("<slug:place>", "32")
            .replace("<slug:table>", "surcharge" if "/years/" in self.route else "rate")
            .replace("<slug:file_format>", "png")
        )
        if "(?P" in path:
            path = re.sub(r"\(\?P<uidb36>.*\$", f"{KEY}/", path).replace("^", "")
        assert not set(path) & set("<>^$(?"), f"the matrix cannot make an address of {self.route}"
        return f"/{path}"


def doors(urlconf: str) -> list[Door]:
    return [Door(route, pattern.name or "", pattern.callback.access) for route, pattern in walk(get_resolver(urlconf))]


CLIENT_DOORS, PLATFORM_DOORS = doors(settings.ROOT_URLCONF), doors(settings.PLATFORM_URLCONF)


def is_of_one_person(door: Door) -> bool:
    """Whether what it leads to is the asker's own; HR's rows are all of HR's; plans, their years and announcements are
    everybody's."""
    if door.route.startswith(("plans/", "announcements/")):
        return False
    return door.access == "member" or door.route.startswith("api/v1/answers/")


def by_route(door: Door) -> str:
    return door.route or "(first page)"


@dataclass(frozen=True)
class Made:
    """What is made once for the doors of both hosts: who knocks, and ids of rows by whose they are."""

    people: dict[str, Browser]
    operator: Browser
    of_nobody_here: list[uuid.UUID]
    of_employee: list[uuid.UUID]
    of_admin: list[uuid.UUID]
    foreign: list[uuid.UUID]


@pytest.fixture(scope="module")
def made(rows_of_a_file, clients, make_person, browser_of, operator_browser) -> Made:
    acme, globex = clients["acme"], clients["globex"]
    people = {role: make_person(acme, role) for role in ("employee", "hr_editor", "hr_admin")}
    browsers = {role: browser_of(acme, person) for role, person in people.items()}
    browsers["elsewhere"] = browser_of(globex, make_person(globex, "hr_admin"))
    with platform_scope():
        opal = User.objects.create_user("opal@platform.example", name="Opal", role="operator")
    return Made(
        browsers,
        operator_browser(opal),
        fill(acme, owner=None),
        fill(acme, owner=people["employee"]),
        fill(acme, owner=people["hr_admin"]),
        fill(globex, owner=None),
    )


def with_cookies_of(home: Browser, host: str) -> Browser:
    browser = Browser(HTTP_HOST=host)
    browser.cookies.load(home.cookies.output(header="", sep=";"))
    return browser


@pytest.fixture
def platform_browser(db, made) -> Browser:
    return with_cookies_of(made.operator, settings.PLATFORM_HOST)


@pytest.fixture
def at_acme(db, made) -> dict[str, Browser]:
    """Each actor's browser, on acme's host. Those from elsewhere send the cookies they have at home."""
    homes = {"anonymous": Browser(), **made.people, "operator": made.operator}
    return {actor: with_cookies_of(home, "acme.localhost") for actor, home in homes.items()}


@pytest.fixture
def at_platform(db, made) -> dict[str, Browser]:
    homes = {"anonymous": Browser(), "operator": made.operator, **{role: made.people[role] for role in MEMBERS}}
    return {actor: with_cookies_of(home, "localhost") for actor, home in homes.items()}


@pytest.mark.parametrize("door", CLIENT_DOORS, ids=by_route)
def test_door_of_a_client_opens_for_whom_it_is_declared_and_for_nobody_else(made, at_acme, door):
    for actor, method in product(ACTORS, ("get", "post")):
        answer = getattr(at_acme[actor], method)(door.path(made.of_nobody_here[0]), follow=False)
        role = actor if actor in MEMBERS else "anonymous"  # a cookie from elsewhere is no cookie here
        check(answer, door, role, f"{method} {door.route} as {actor}")
        if door.route.startswith("accounts/logout") or door.name == "account_login":
            break


@pytest.mark.parametrize("door", PLATFORM_DOORS, ids=by_route)
def test_door_of_the_platform_opens_for_operators_only(acme, at_platform, door):
    for actor, method in product(at_platform, ("get", "post")):
        answer = getattr(at_platform[actor], method)(door.path(acme.id), follow=False)
        role = actor if actor == "operator" else "anonymous"
        check(answer, door, role, f"{method} {door.route} as {actor}")
        if door.name in {"account_logout", "client_suspend"}:
            break


@pytest.mark.parametrize("door", PLATFORM_DOORS, ids=by_route)
def test_door_of_the_platform_does_not_exist_at_a_client(acme, at_acme, door):
    if door.route in {one.route for one in CLIENT_DOORS}:
        assert door.access == "anonymous"
        return

    for actor, method in product(ACTORS, ("get", "post")):
        answer = getattr(at_acme[actor], method)(door.path(acme.id))
        assert answer.status_code == 404, f"{method} {door.route} as {actor}"


@pytest.mark.parametrize("door", CLIENT_DOORS, ids=by_route)
def test_door_opens_to_support_only_if_it_is_on_the_list_of_that_visit(made, in_support, door):
    own = made.of_nobody_here if door.wants_id else made.of_nobody_here[:1]
    name = resolve(door.path(own[0]), settings.ROOT_URLCONF).view_name

    for kind, method in product(("audience", "hr"), ("get", "post", "put", "delete")):
        if name in OWN[kind]:
            continue  # told of in tests of their own
        is_open = method == "get" and name in READ_ONLY[kind]
        # What is closed is so by its name, before any id is looked at.
        for pk in own if is_open else own[:1]:
            answer = getattr(in_support(kind), method)(door.path(pk))
            attempt = f"{method} {door.route} as {kind}"
            assert (answer.status_code != 403) == is_open, attempt
            assert answer.status_code < 500, attempt


def test_what_is_open_to_support_is_there(acme, in_support):
    """A name that was renamed away would be on the list for nothing."""
    names = {resolve(door.path(acme.id), settings.ROOT_URLCONF).view_name for door in CLIENT_DOORS}

    assert READ_ONLY["audience"] | READ_ONLY["hr"] | OWN["audience"] | OWN["hr"] <= names
    assert in_support("hr").get("/hr/").status_code == 200
    assert in_support("audience").get("/").status_code == 200


# A page of a visit's own has nothing to tell apart for those to whom it is not there.
@pytest.mark.parametrize(
    "door", [door for door in CLIENT_DOORS if door.wants_id and door.access != "support"], ids=by_route
)
def test_id_of_another_client_is_answered_like_one_that_never_was(made, at_acme, door):
    browser = at_acme["hr_admin"]

    missing = {method: essence(getattr(browser, method)(door.path(uuid.uuid4()))) for method in ("get", "post")}
    for pk, method in product(made.foreign, ("get", "post")):
        assert essence(getattr(browser, method)(door.path(pk))) == missing[method], f"{method} {door.route}"
    # Something could have been seen: one of the client's own ids gets another answer.
    assert any(
        essence(getattr(browser, method)(door.path(pk))) != missing[method]
        for pk, method in product(made.of_admin, ("get", "post"))
    ), f"{door.route} says the same to every id, so the test proves nothing"


@pytest.mark.parametrize(
    "door", [door for door in CLIENT_DOORS if door.wants_id and is_of_one_person(door)], ids=by_route
)
def test_id_of_a_colleague_is_answered_like_one_that_never_was(made, at_acme, door):
    of_employee, of_another = made.of_employee, made.of_nobody_here

    for actor, colleagues in (("hr_editor", of_employee), ("hr_admin", of_employee), ("employee", of_another)):
        missing = {
            method: essence(getattr(at_acme[actor], method)(door.path(uuid.uuid4()))) for method in ("get", "post")
        }
        for pk, method in product(colleagues, ("get", "post")):
            assert essence(getattr(at_acme[actor], method)(door.path(pk))) == missing[method], f"{method} {door.route}"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed_for_a_page_that_is_not_of_this_host(acme, make_person, method):
    """Another site can have a browser send a form with its cookies, and has no token for it."""
    strict = Browser(HTTP_HOST="acme.localhost", enforce_csrf_checks=True)
    admin = make_person(acme, "hr_admin")
    with tenant_scope(acme):
        strict.force_login(admin)
    (pk, *_rest) = fill(acme, owner=admin)

    answers = {door.route: getattr(strict, method)(door.path(pk)).status_code for door in CLIENT_DOORS}

    # A mail program sends this one without a cookie: its key is the proof, and this one is nobody's.
    assert answers.pop("accounts/mails/stop/<str:key>/") == (404 if method == "post" else 405)
    # 405: a method that an address of the API does not have, which is said before a token is asked for.
    assert {route: status for route, status in answers.items() if status not in {403, 405}} == {}
    assert all(answers[door.route] == 403 for door in CLIENT_DOORS if door.route in answers and door.access != "api")


def test_matrix_knows_every_declaration():
    assert {door.access for door in CLIENT_DOORS} == {"anonymous", "member", "hr", "hr_admin", "support", "api"}
    assert {door.access for door in PLATFORM_DOORS} == {"anonymous", "operator", "operator_enrolling", "api"}
    assert len(CLIENT_DOORS) > 45


def check(answer: HttpResponse, door: Door, role: str, attempt: str) -> None:
    goes_to_sign_in = answer.headers.get("Location", "").startswith("/accounts/login/")
    if door.access == "api":
        let_in = API_LETS_IN.get(door.route.removeprefix("api/v1/"), NOBODY)
        assert (answer.status_code == 401) == (role not in let_in and answer.status_code != 405), attempt
    elif role in LET_IN[door.access]:
        assert answer.status_code not in {401, 403}, attempt
        assert door.name in ASKS_ITSELF or not goes_to_sign_in, attempt
    elif role == "anonymous":
        assert (answer.status_code, goes_to_sign_in) == (302, True), attempt
    else:
        assert answer.status_code == 403, attempt
    assert answer.status_code < 500, attempt


def essence(answer: HttpResponse) -> tuple[int, str]:
    """Return what an asker can learn from an answer; tokens differ each time, and the id is the asker's own."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode(errors="replace")
    text = re.sub(r'("X-CSRFToken": |name="csrfmiddlewaretoken" value=)"[^"]*"', r"\1", text)
    return answer.status_code, re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", text)


def fill(client: ClientRef, *, owner: User | None) -> list[uuid.UUID]:
    """Make one row of every kind that stands in an address; return the ids they have.

    They all have one: whatever table a page looks at, it finds its row. Only events of the audit get their own.
    """
    pk = uuid.uuid4()
    with tenant_scope(client):
        owner = owner or User.objects.create_user(
            f"{uuid.uuid4().hex[:8]}@{client.subdomain}.example", name="Owner", role="employee"
        )
        User.objects.create_user(
            f"{uuid.uuid4().hex[:8]}@{client.subdomain}.example", pk=pk, name="Colleague", role="employee"
        )
        _documents(pk)
        _conversation(pk, owner)
        _test_questions(pk)
        _workbench(pk)
        _invitations(pk)
        _frame(pk)
        _pictures(pk)
        _questions(pk, owner)
        _invoices(pk, client)
        _support(pk, client)
        _domains(pk, client)
        _topics(pk)
        _announcements(pk)
        record("first_step.skipped", actor=None, step="look")
        return [pk, AuditEvent.objects.first().pk]


def _pictures(pk: uuid.UUID) -> None:
    image = BrandImage.objects.create(pk=pk, kind="logo", content_hash="0" * 64, width=2, height=1)
    for purpose in ("mail", "page"):
        own = pk if purpose == "page" else uuid.uuid4()
        file = BrandImageFile(pk=own, image=image, purpose=purpose, file_format="png", width=2, height=1, byte_count=9)
        file.file.save("logo.png", ContentFile(b"a picture"))


def _documents(pk: uuid.UUID) -> None:
    base = KnowledgeBase.objects.create(pk=pk, name=f"Guides {uuid.uuid4().hex[:6]}")
    document = Document.objects.create(pk=pk, knowledge_base=base, title="Guide")
    version = DocumentVersion.objects.create(
        pk=pk,
        document=document,
        file=ContentFile(_one_page(), name="guide.pdf"),
        file_name="guide.pdf",
        content_type="pdf",
        size_bytes=len(_one_page()),
        sha256=uuid.uuid4().hex * 2,
        status=DocumentVersion.Status.READY,
        page_count=1,
    )
    Page.objects.create(version=version, number=1, width=612, height=792, text="Dental is covered.")
    Document.objects.filter(pk=document.pk).update(published_version=version)
    ExtractedFact.objects.create(
        pk=pk,
        version=version,
        ordinal=0,
        kind="sbc",
        section="visit",
        service="primary",
        label="Primary care visit",
        attribute="no_charge",
        text="No charge",
        raw="No charge",
        page=1,
        place=[0, 0, 9],
    )
    DocumentWarning.objects.create(pk=pk, document=document, kind="expired", key="day", detail={"day": "2026-01-01"})


@cache
def _one_page() -> bytes:
    file = io.BytesIO()
    sheet = Canvas(file, invariant=True)
    sheet.drawString(72, 720, "Dental is covered.")
    sheet.save()
    return file.getvalue()


def _conversation(pk: uuid.UUID, owner: User) -> None:
    conversation = Conversation.objects.create(pk=pk, user=owner, title="Dental")
    question = Question.objects.create(pk=pk, conversation=conversation, text="Is dental covered?")
    answer = Answer.objects.create(pk=pk, question=question, status=Answer.Status.DONE, text="Yes [1].")
    version = DocumentVersion.objects.get(pk=pk)
    passage = Passage.objects.create(
        version=version, ordinal=1, page_number=1, page_to=1, text="Dental is covered.", token_count=4, content_hash="x"
    )
    citation = Citation.objects.create(
        pk=pk,
        answer=answer,
        number=1,
        passage=passage,
        version=version,
        document_title="Guide",
        page_number=1,
        quote="Dental is covered.",
    )
    told = {"text": answer.text, "reason": "", "route": "", "engine": "", "fallback": ""}
    told |= {"tools": [], "removed": {}, "quotes": [], "timings": {}, "steps": []}
    behind = Behind((), (version,), Basis(date(2026, 11, 10), None))
    receipt_of(answer, told, citations=[citation], behind=behind, now=timezone.now()).save(force_insert=True)


def _test_questions(pk: uuid.UUID) -> None:
    TestQuestion.objects.create(pk=pk, question=f"Is dental covered? {uuid.uuid4()}", expect={"contains": "Yes"})
    AnswerRun.objects.create(pk=pk, day="2026-11-10", status=AnswerRun.Status.DONE)


def _workbench(pk: uuid.UUID) -> None:
    UploadBatch.objects.create(pk=pk, name="Folder", failure="It broke off.")
    Evaluation.objects.create(
        pk=pk, lines='{"question": "Is dental covered?", "gold": []}', day="2026-11-10", status=Evaluation.Status.FAILED
    )


def _invitations(pk: uuid.UUID) -> None:
    InvitationList.objects.create(pk=pk)
    Invitation.objects.create(
        pk=pk,
        email=f"{uuid.uuid4().hex[:8]}@new.example",
        name="New",
        role="employee",
        key_hash=uuid.uuid4().hex,
        expires_at=timezone.now() + timedelta(days=1),
    )


def _frame(pk: uuid.UUID) -> None:
    Contact.objects.create(pk=pk, name=f"Northgate {uuid.uuid4().hex[:6]}", role="medical", phone="614-555-0110")
    BenefitClass.objects.create(pk=pk, code=f"C-{uuid.uuid4().hex[:6]}", label="Salaried")
    year = 2000 + PlanYear.objects.count()
    days = {"starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31"}
    days |= {"enrolment_opens_on": f"{year - 1}-11-01", "enrolment_closes_on": f"{year - 1}-11-30"}
    held = PlanYear.objects.create(pk=pk, label=str(year), **days)
    plan = Plan.objects.create(
        pk=pk,
        plan_year=held,
        line="medical",
        name="PPO",
        short_name="PPO",
        status=Plan.Status.PUBLISHED,
        reviewed_at=timezone.now(),
    )
    Rate.objects.create(pk=pk, plan=plan, tier="EE", employee_per_deduction=12, deductions=12, employee_monthly=12)
    line = {"sheet": "Plan", "number": 2, "table": "plan", "letters": {}, "cells": {"short_name": "HDHP"}}
    waiting = [{"line": line, "reasons": []}]
    CatalogueUpload.objects.create(pk=pk, file_name="plans.xlsx", lines=[], seen=[], unfilled=waiting)


def _invoices(pk: uuid.UUID, client: ClientRef) -> None:
    """An issued invoice: the platform's row, of which the client's owners get the paper."""
    with platform_scope():
        paper = PlatformStorage().save(None, ContentFile(_one_page()))
        number = f"INV-{uuid.uuid4().hex[:8]}"
        facts = {"number": number, "status": "issued", "issued_on": date(2026, 11, 1), "due_on": date(2026, 12, 1)}
        period = {
            "period_from": date(1990, 1, 1) + timedelta(days=Invoice.objects.count()),
            "period_to": date(2026, 1, 1),
        }
        Invoice.objects.create(pk=pk, client_id=client.id, subtotal=1, total=1, pdf=paper, **facts, **period)


def _support(pk: uuid.UUID, client: ClientRef) -> None:
    with platform_scope():
        SupportVisit.objects.create(pk=pk, kind="hr", client_id=client.id, operator=_operator(), reason="Ticket 4711")


def _domains(pk: uuid.UUID, client: ClientRef) -> None:
    with platform_scope():
        host = f"{uuid.uuid4().hex[:8]}.{client.subdomain}.example"
        DomainClaim.objects.create(pk=pk, client_id=client.id, host=host)


def _topics(pk: uuid.UUID) -> None:
    # Of a company of few, no topic has a page.
    FigureRule.objects.update_or_create(pk=1, defaults={"is_made_up": True})
    Topic.objects.create(pk=pk, terms=["parking"], model="wordllama", first_day="2026-11-01")


def _announcements(pk: uuid.UUID) -> None:
    Announcement.objects.create(
        pk=pk,
        title="The guide is out",
        text="Read it.",
        first_day="2020-01-01",
        last_day="2099-12-31",
        document_id=pk,
        state=Announcement.State.PUBLISHED,
        published_at=timezone.now(),
    )


def _operator() -> User:
    named = {"name": "Otto", "role": "operator"}
    return User.objects.get_or_create(email="otto@platform.example", defaults=named)[0]


def _questions(pk: uuid.UUID, owner: User) -> None:
    OfficialAnswer.objects.create(pk=pk, text="Yes.", decided_by="Ada Lin")
    # A gap is shown once enough people have asked; one that is made up, also in a small company.
    gap = Gap.objects.create(
        pk=pk, marks=["asks whether"], ideas=[["pet"]], first_month="2026-11-01", last_month="2026-11-01", is_demo=True
    )
    GapPerson.objects.bulk_create(
        GapPerson(gap=gap, pseudonym=uuid.uuid4().hex, reason="not_found", month="2026-11-01") for _ in range(5)
    )
    answer = Answer.objects.get(pk=pk)
    GapWish.objects.create(pk=pk, gap=gap, user=owner, answer=answer, told_at=timezone.now())
    HandOver.objects.create(
        pk=pk,
        user=owner,
        conversation=answer.question.conversation,
        answer=answer,
        token=uuid.uuid4(),
        text="Is pet insurance offered?",
        category="hr",
        recipient="HR team",
        recipient_email="hr@acme.example",
        state=HandOver.State.SENT,
        sent_at=timezone.now(),
    )
