"""No page of an employee tells anything of a document that is not meant for them, whatever they ask.

Every document has a name of its own in title, heading and text, and figures of its own. What an employee's pages and
the API say is looked through for those of the others.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.utils import timezone

from accounts.audience import Audience
from benefits.models import BenefitClass
from chat.models import Answer
from knowledge.models import Document
from tenants.binding import ClientRef
from tenants.clock import today
from tenants.context import tenant_scope

pytestmark = pytest.mark.usefixtures("proposes")
QUESTIONS = (
    "How many weeks of parental leave do I get?",
    "What does a specialist visit cost on the PPO 750?",
    "How long is parental leave in California?",
    "What is the weather like?",
)


@dataclass(frozen=True)
class Paper:
    name: str
    weeks: int
    is_for: Callable[[Audience], bool]

    @property
    def passages(self) -> tuple[tuple[str, str], ...]:
        return (
            (f"Parental leave {self.name}", f"Parental leave is {self.weeks} weeks at 100% of pay. {self.name} rules."),
            (f"{self.name} copays", f"Specialist visits cost ${self.weeks}5 on the PPO 750 plan."),
        )

    def is_told_in(self, page: str) -> bool:
        return bool(re.search(rf"{self.name}|\b{self.weeks} weeks|\${self.weeks}5\b", page, re.IGNORECASE))


GENERAL = Paper("Allofus", 11, lambda asker: asker.work_state != "CA")
PAPERS = (
    GENERAL,
    Paper("Calicorn", 12, lambda asker: asker.work_state == "CA"),
    Paper("Texacorn", 13, lambda asker: asker.work_state == "TX"),
    Paper("Unionica", 14, lambda asker: asker.class_code == "UNION"),
    Paper("Partica", 15, lambda asker: asker.hours == "part_time"),
    Paper("Allthree", 16, lambda asker: asker == Audience("SAL", "CA", "full_time")),
    Paper("Expirica", 17, lambda asker: False),
    Paper("Draftica", 18, lambda asker: False),
    Paper("Deletica", 19, lambda asker: False),
)
ELSEWHERE = Paper("Foreignica", 21, lambda asker: False)


@pytest.fixture
def papers(acme, globex, publish_guide, extractive) -> None:
    by_name = {paper.name: paper for paper in PAPERS}

    def publish(name: str, **facts: object) -> Document:
        return publish_guide(title=f"Guide {name}", passages=by_name[name].passages, **facts)

    with tenant_scope(globex):
        publish_guide(title=f"Guide {ELSEWHERE.name}", passages=ELSEWHERE.passages)
    with tenant_scope(acme):
        BenefitClass.objects.create(code="SAL", label="Salaried")
        BenefitClass.objects.create(code="UNION", label="Local 88")
        # A newer one for California alone takes its place there, and nowhere else.
        publish("Calicorn", work_states=["CA"], supersedes=publish("Allofus"))
        publish("Texacorn", work_states=["TX", "NM"])
        publish("Unionica", audience=["UNION"])
        publish("Partica", hours="part_time")
        publish("Allthree", audience=["SAL"], work_states=["CA"], hours="full_time")
        publish("Expirica", effective_to=today() - timedelta(days=1))
        Document.objects.filter(pk=publish("Draftica").pk).update(published_version=None)
        Document.objects.filter(pk=publish("Deletica").pk).update(deleting_at=timezone.now())


@pytest.mark.parametrize(
    "asker",
    [Audience("", "", ""), Audience("SAL", "CA", "full_time"), Audience("UNION", "TX", "part_time")],
    ids=["nothing known", "salaried in California", "union in Texas"],
)
def test_pages_tell_of_what_is_meant_for_their_reader_and_of_nothing_else(
    acme, papers, make_person, browser_of, django_capture_on_commit_callbacks, asker
) -> None:
    person = make_person(
        acme, class_code=asker.class_code, work_state=asker.work_state, hours=asker.hours, name="Ann Asker"
    )
    browser = browser_of(acme, person)
    pages = [browser.get("/").content.decode()]
    for question in QUESTIONS:
        with django_capture_on_commit_callbacks(execute=True):
            asked = browser.post("/ask/", {"text": question, "client_token": str(uuid4())})
        pages.append(browser.get(asked.headers["Location"].partition("#")[0]).content.decode())
        pages += sources(acme, browser, question)

    told = {paper.name for paper in (*PAPERS, ELSEWHERE) for page in pages if paper.is_told_in(page)}
    own = {paper.name for paper in PAPERS if paper.is_for(asker)}
    assert told <= own
    # Something could have been told: each reader gets an answer from what is theirs.
    assert told


def sources(client: ClientRef, browser: Browser, question: str) -> list[str]:
    """Return what the API says of the answer, and each of its sources as it is opened."""
    with tenant_scope(client):
        answer = Answer.objects.get(question__text=question)
        opened = [f"/s/{citation.pk}/" for citation in answer.citations.all()]
    return [browser.get(url).content.decode() for url in (f"/api/v1/answers/{answer.pk}", *opened)]
