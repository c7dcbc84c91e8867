"""The people who ask, and what there is to ask about: a document a subject, its texts also for the bare script."""

import uuid
from dataclasses import dataclass

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client as Browser

from accounts.models import User
from benchmarks.scripted_upstream import vector
from chat.models import Conversation
from knowledge.ingestion.ingest import ingest
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import KnowledgeBase, Passage
from tenants.binding import ClientRef
from tenants.context import maintenance_scope, tenant_scope

TABLE = "benchmark_bare"
SUBJECTS = [
    "vision",
    "dental",
    "parking",
    "vacation",
    "commuter",
    "tuition",
    "pharmacy",
    "therapy",
    "hearing",
    "maternity",
    "wellness",
    "relocation",
]


@dataclass(frozen=True)
class Asker:
    session: str
    conversation: uuid.UUID
    name: str


def prepared(client: ClientRef, count: int) -> list[Asker]:
    """Publish a document for each subject, copy its texts for the bare script, and make people with a conversation."""
    people = settled(client, count)
    with tenant_scope(client):
        texts = list(Passage.objects.values_list("text", flat=True))
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (text text, vector halfvec(1536))")
        for text in texts:
            cursor.execute(f"INSERT INTO {TABLE} VALUES (%s, %s::halfvec)", [text, str(vector(text, 1536))])
    connection.close()
    return people


def settled(client: ClientRef, count: int) -> list[Asker]:
    """Publish a document for each subject, and make people with a conversation."""
    with tenant_scope(client):
        base = KnowledgeBase.objects.create(name="Benchmark")
        for subject in SUBJECTS:
            file = ContentFile(document_about(subject).encode(), name=f"{subject}.md")
            ingest(receive_document(file, DocumentFacts(base), uploaded_by=None, publish_when_ready=True).pk)
        return [_person(client, number) for number in range(count)]


def document_about(subject: str) -> str:
    text = "\n\n".join(
        f"## {subject} {part}\n\nThe {subject} visit to the office is told of in part {part}." * 3
        for part in "abcdefgh"
    )
    return f"# {subject.title()}\n\n{text}"


def _person(client: ClientRef, number: int) -> Asker:
    user = User.objects.create_user(f"{number}@benchmark.example", name=f"Person {number}", role="employee")
    browser = Browser(HTTP_HOST=f"{client.subdomain}.{settings.BASE_DOMAIN}")
    browser.force_login(user)
    talk = Conversation.objects.create(user=user, title="Benchmark")
    return Asker(browser.cookies[settings.SESSION_COOKIE_NAME].value, talk.pk, user.name)


def forget(client: ClientRef) -> None:
    with tenant_scope(client):
        storage = Passage._meta.apps.get_model("knowledge", "DocumentVersion")._meta.get_field("file").storage
        for key in storage.keys():  # noqa: SIM118  a method of the store, which is no dict
            storage.delete(key)
    with maintenance_scope(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
