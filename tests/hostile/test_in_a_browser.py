"""Hostile texts in a real browser: of documents, of a model that repeats whatever it reads, and of people.

Each is shown as the text it is. No script runs, nothing is asked of another host, no page is left, and nothing is only
held back by the content security policy: what is shown is looked at with it and without it.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client as DjangoBrowser
from django.test import override_settings
from django.urls import resolve
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect, sync_playwright

from accounts.models import User
from benefits.models import BenefitClass, Contact
from branding.models import Brand
from chat.models import Announcement, Answer, Conversation
from chat.pipeline import limits
from chat.pipeline.answer import answer as work_out_answer
from chat.pipeline.ask import ask, asker_of
from knowledge.ingestion.receive import DocumentFacts, receive_document
from knowledge.models import Document, DocumentVersion, KnowledgeBase, Page
from knowledge.tasks import queue_waiting
from platform_admin.support.allowed import READ_ONLY
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.browser.conftest import QUIET
from tests.hostile.injections import injections
from tests.hostile.markup import MARKUP
from tests.hostile.of_the_platform import hostile_platform
from tests.hostile.watched import NO_OTHER_HOST, watched
from tests.tenants.test_matrix import CLIENT_DOORS, PLATFORM_DOORS, Door
from tests.vendors.openai_server import HoldAfter, OpenAIServer

pytestmark = pytest.mark.browser
Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parents[2]
MARK = "<img src=x onerror=hurt()>\"'"  # short enough for every name
AT_ONCE = 12  # hostile texts in one passage
ORDERS_AT_ONCE = 7  # documents of one subject, all of which an answer is made from
WORDS = """
    amber basalt copper diamond emerald feldspar garnet hematite iolite jasper kyanite lapis malachite nephrite onyx
    pyrite quartz rhodonite sapphire topaz unakite variscite wulfenite zircon
"""
SUBJECTS = WORDS.split()


@dataclass(frozen=True)
class Seen:
    heard: list[str]  # what must not have happened
    words: str  # of all the pages


@dataclass(frozen=True)
class Served:
    """The product on the tests' database, who may sign in, and the model that both ask."""

    client: ClientRef
    origin: str
    employee: User
    hr: User
    openai: OpenAIServer

    def cookie_of(self, person: User) -> dict[str, str]:
        with tenant_scope(self.client):
            browser = DjangoBrowser(HTTP_HOST=f"{self.client.subdomain}.localhost")
            browser.force_login(person)
        return {"name": "session", "value": browser.cookies["session"].value, "url": self.origin}


@pytest.fixture(scope="module")
def pages(django_db_setup, tmp_path_factory) -> Iterator[tuple[str, OpenAIServer]]:
    """Run pages and relay in a process of their own; return where they are, and the model that they ask."""
    static = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=static):
        call_command("collectstatic", interactive=False, verbosity=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = re.sub(r"/[^/?]+(\?|$)", rf"/{connection.settings_dict['NAME']}\1", os.environ["DATABASE_URL"])
    options = ("--interface", "asgi", "--workers", "1", "--no-ws", "--host", "127.0.0.1", "--port", str(port))
    with OpenAIServer() as openai:
        model = {"OPENAI_BASE_URL": openai.base_url, "OPENAI_API_KEY": "test-key", "OPENAI_CHAT_MODEL": "gpt-4o-mini"}
        engines = {"EMBEDDING_ENGINE": "wordllama", "VECTOR_ENGINE": "pgvector"}
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", *options, "config.asgi:application"],
            cwd=ROOT,
            env={**os.environ, **model, **engines, "DATABASE_URL": database, "STATIC_DIR": str(static)},
        )
        try:
            _wait_for(port)
            yield f"http://acme.localhost:{port}", openai
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("The pages were not there after a minute.")


@pytest.fixture
def served(pages, committed, make_person, settings, monkeypatch) -> Served:
    origin, openai = pages
    settings.LLM_ENGINE, settings.OPENAI_API_KEY = "openai", "test-key"
    settings.OPENAI_BASE_URL, settings.OPENAI_CHAT_MODEL = openai.base_url, "gpt-4o-mini"
    monkeypatch.setattr(limits, "QUESTIONS_A_MINUTE", 1_000)
    openai.requests.clear()
    openai.speak = obey
    acme = committed["acme"]
    employee, hr = (make_person(acme, role, name=f"{role} {MARK}") for role in ("employee", "hr_admin"))
    return Served(acme, origin, employee, hr, openai)


Contexts = dict[tuple[str, bool], BrowserContext]


@contextmanager
def chromium_of(served: Served, monkeypatch) -> Iterator[Contexts]:
    """Open a browser for each person, with the policy (True) and without it."""
    cookies = {name: served.cookie_of(getattr(served, name)) for name in ("employee", "hr")}
    # Playwright's loop counts as running while it is open, and Django would refuse its ORM.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, NO_OTHER_HOST])
        contexts = {}
        for name, has_policy in [(name, has_policy) for name in cookies for has_policy in (True, False)]:
            context = browser.new_context(bypass_csp=not has_policy, reduced_motion="reduce")
            context.set_default_timeout(15_000)
            context.add_cookies([cookies[name]])
            contexts[name, has_policy] = context
        yield contexts
        browser.close()


def obey(messages: Sequence[dict[str, str]]) -> list[str]:
    """Speak as a model that has no rules: repeat every passage, in pieces that end in the middle of a tag."""
    asked = messages[-1]["content"]
    fence = re.match(r"Fence word: ([0-9a-f]{12})\n", asked)[1]
    passages = re.findall(rf"<<<{fence} passage \[(\d+)\]\n[^\n]*\n(.*?)\n{fence}>>>", asked, re.DOTALL)
    said = "\n\n".join("\n\n".join(f"{line} [{number}]" for line in text.split("\n")) for number, text in passages)
    return pieces_of(f"This is what it says.\n\n{said}")


def words_of(texts: Sequence[str], first: int) -> list[str]:
    """Return the texts, each with a word of its own behind it that the page must show."""
    return [f"{text} {marker(first + number)}" for number, text in enumerate(texts)]


def marker(number: int) -> str:
    letters = "bcdfghjklm"
    return "zq" + "".join(letters[int(digit)] for digit in f"{number:03d}") + "qz"


def publish_markup(publish: Callable[..., Document], *, most: int = len(SUBJECTS)) -> list[str]:
    """Publish every hostile text, a dozen a passage; return what each passage is asked about."""
    asked = []
    for group, start in enumerate(range(0, len(MARKUP), AT_ONCE)[:most]):
        subject = SUBJECTS[group]
        lines = words_of(MARKUP[start : start + AT_ONCE], start)
        publish(
            title=f"{subject.title()} rules {MARK} {MARKUP[start]}"[:200],
            passages=((f"{subject.title()} {MARK}", "\n".join([f"The {subject} rule is told here.", *lines])),),
        )
        asked.append(f"What is the {subject} rule?")
    show_as_read()
    return asked


def show_as_read() -> None:
    """Make the published files ones whose pages have no picture: a source then shows the page as it was read."""
    DocumentVersion.objects.update(content_type="txt")
    for page in Page.objects.all():
        page.blocks = [{"kind": "paragraph", "text": line} for line in page.text.split("\n")]
        page.blocks.append({"kind": "table", "text": "", "rows": [[line, line] for line in page.text.split("\n")]})
        page.save()


def answered(person: User, questions: Sequence[str]) -> Conversation:
    """Ask the questions in one conversation, each worked out at once."""
    conversation = None
    for text in questions:
        asked = ask(text, asker=asker_of(person), page_token=uuid4(), conversation=conversation, now=timezone.now())
        conversation = asked.question.conversation
        work_out_answer(asked.answer.pk, now=timezone.now())
    return conversation


def looked_at(contexts: Contexts, name: str, origin: str, paths: Sequence[str], *, has_policy: bool = False) -> Seen:
    """Open the pages as this person, the last of them on paper as well.

    Without the policy, which would hold back what should not be there at all.
    """
    return look_at(contexts[name, has_policy], origin, paths)


def look_at(context: BrowserContext, origin: str, paths: Sequence[str], friends: tuple[str, ...] = ()) -> Seen:
    words = ""
    with watched(context, origin, friends) as browser:
        for path in paths:
            browser.goto(path)
            browser.look()
            words += browser.words()
        browser.page.emulate_media(media="print")
        browser.look()
    return Seen(browser.heard, words)


def source_paths(conversation: Conversation) -> list[str]:
    answers = Answer.objects.filter(question__conversation=conversation).prefetch_related("citations")
    return [f"/s/{citation.pk}/" for answer in answers for citation in answer.citations.all()[:1]]


def unshown(words: str) -> list[str]:
    """Return the hostile texts that were not shown up to their end."""
    return [text for number, text in enumerate(MARKUP) if marker(number) not in words]


def test_everything_that_must_not_happen_is_heard_where_it_does(served, monkeypatch):
    put_in = "text => { document.querySelector('main').innerHTML = text }"

    with chromium_of(served, monkeypatch) as contexts:
        deaf = []
        for text in (
            "<img src=x onerror=hurt()>",
            "<img src=https://evil.example/x>",
            "<a href=javascript:hurt()>x</a>",
        ):
            for has_policy in (True, False):
                with watched(contexts["employee", has_policy], served.origin) as browser:
                    browser.goto("/")
                    browser.page.evaluate(put_in, text)
                    browser.page.wait_for_timeout(100)
                    browser.look()
                deaf += [] if browser.heard else [text]

    assert deaf == []


@pytest.mark.parametrize("engine", ["openai", "extractive"])
def test_markup_of_documents_is_text_in_answers_and_on_the_pages_of_their_sources(
    engine, served, settings, monkeypatch, publish_guide
):
    settings.LLM_ENGINE = engine
    with tenant_scope(served.client):
        questions = publish_markup(publish_guide)
        conversation = answered(served.employee, questions)
        said, sources = f"/c/{conversation.pk}/", source_paths(conversation)
        assert len(sources) == len(questions)

    with chromium_of(served, monkeypatch) as contexts:
        with_policy = looked_at(contexts, "employee", served.origin, [said, *sources[:2]], has_policy=True)
        answers = looked_at(contexts, "employee", served.origin, [said])
        pages_of_sources = looked_at(contexts, "employee", served.origin, sources)

    assert len(MARKUP) >= 150
    assert with_policy.heard + answers.heard + pages_of_sources.heard == []
    assert unshown(pages_of_sources.words) == []
    if engine == "openai":
        assert unshown(answers.words) == []


def test_markup_of_a_model_is_text_while_it_is_written(served, monkeypatch, publish_guide):
    served.openai.speak = lambda messages: [
        "It is told here [1].\n\n",
        *pieces_of("\n\n".join(words_of(MARKUP, 0))),
        "\n\nEnd.",
    ]
    count = len(served.openai.speak([]))
    heard = []
    with tenant_scope(served.client):
        publish_guide()

    with chromium_of(served, monkeypatch) as contexts:
        for has_policy in (True, False):
            hold = HoldAfter(count)
            served.openai.play(hold)
            answer = in_thread(served.client, lambda: put(served.employee, "What does a specialist visit cost?"))
            with watched(contexts["employee", has_policy], served.origin) as browser:
                browser.goto(f"/c/{answer.question.conversation_id}/")
                with at_work(served.client, answer):
                    expect(browser.page.locator("[data-live-text]")).to_contain_text("End.")
                    browser.look()
                    words = browser.page.locator("[data-live-text]").text_content()
                    hold.let_go.set()
                expect(browser.page.locator("[data-live-url]")).to_have_count(0)
                browser.look()
                words_at_end = browser.words()
            heard += browser.heard

    assert heard == []
    assert unshown(words) == []
    assert len(MARKUP) - len(unshown(words_at_end)) >= 150


def test_orders_in_documents_reach_the_model_inside_their_fence_and_the_page_as_text(
    served, monkeypatch, publish_guide
):
    orders = injections()
    with tenant_scope(served.client):
        for number, order in enumerate(orders):
            subject = SUBJECTS[number // ORDERS_AT_ONCE]
            text = f"The {subject} rule is told here.\n{order} {marker(number)}"
            publish_guide(title=f"{subject} {number} {order}"[:200], passages=((f"{subject} {order}"[:390], text),))
        show_as_read()
        before = counts()
        conversation = answered(
            served.employee, [f"What is the {word} rule?" for word in SUBJECTS[: -(-len(orders) // ORDERS_AT_ONCE)]]
        )
        after = counts()

    with chromium_of(served, monkeypatch) as contexts:
        seen = looked_at(contexts, "employee", served.origin, [f"/c/{conversation.pk}/"])

    assert len(orders) >= 100
    assert seen.heard == []
    assert [order for number, order in enumerate(orders) if marker(number) not in seen.words] == []
    assert [
        order for number, order in enumerate(orders) if not is_fenced(marker(number), served.openai.prompts())
    ] == []
    assert before == after


def test_names_and_words_of_people_and_files_are_text_on_every_page(served, monkeypatch, publish_guide):
    with tenant_scope(served.client):
        publish_markup(publish_guide, most=3)
        ids = fill(served)
        conversations = [
            answered(served.employee, [text]) for text in ("What is the amber rule?", MARKUP[0], MARKUP[40])
        ]
        for conversation, title in zip(conversations, (MARK, MARKUP[41], MARKUP[90]), strict=True):
            Conversation.objects.filter(pk=conversation.pk).update(title=title[:120])
        ids += [conversation.pk for conversation in conversations]
        of_employee = [*pages_shown(served, served.employee, ids), "/history/?q=img"]
        of_hr = [*pages_shown(served, served.hr, ids), "/hr/search/?q=%3Cimg+src%3Dx+onerror%3Dhurt()%3E+amber"]

    with chromium_of(served, monkeypatch) as contexts:
        seen = looked_at(contexts, "employee", served.origin, of_employee)
        seen_by_hr = looked_at(contexts, "hr", served.origin, of_hr)

    assert len(of_employee) > 8
    assert len(of_hr) > 25
    assert seen.heard + seen_by_hr.heard == []
    assert all(MARK in words for words in (seen.words, seen_by_hr.words))


def test_names_and_words_are_text_on_the_platforms_pages_and_in_visits_of_support(
    served, operator_browser, publish_guide, monkeypatch
):
    platform = served.origin.replace("acme.", "")
    friends = tuple(f"http://{host}:8000" for host in (settings.PLATFORM_HOST, "acme.localhost", "globex.localhost"))
    with tenant_scope(served.client):
        publish_markup(publish_guide, most=1)
        ids = fill(served)
    with hostile_platform(served.client, MARK) as made:
        browser = operator_browser(made.operator)
        of_operators = pages_open_to(browser, PLATFORM_DOORS, made.ids)
        session = {"name": "session", "value": browser.cookies["session"].value, "url": platform}
        of_visits = {secret: pages_of_visit(kind, secret, ids) for kind, secret in made.secrets.items()}
        # Nothing is asked of the database while the browser's loop runs: it would be another connection's.
        with chromium_of(served, monkeypatch) as contexts:
            seen = [look_at(newly_opened(contexts, session), platform, of_operators, friends)]
            for secret, paths in of_visits.items():
                cookie = {"name": settings.SUPPORT_COOKIE_NAME, "value": secret, "url": served.origin}
                seen.append(look_at(newly_opened(contexts, cookie), served.origin, paths))
            seen.append(looked_at(contexts, "hr", served.origin, ["/hr/company/support/"]))

    assert all(len(paths) > 3 for paths in of_visits.values())
    assert len(of_operators) > 40
    assert [heard for one in seen for heard in one.heard] == []
    assert all(MARK in one.words for one in seen)


def test_markup_of_a_model_is_text_where_hr_tries_a_question(served, monkeypatch, publish_guide):
    served.openai.speak = lambda messages: pieces_of("It is told here [1].\n\n" + "\n\n".join(words_of(MARKUP, 0)))
    heard = []
    with tenant_scope(served.client):
        publish_guide(title=f"Guide {MARK}")
        show_as_read()
        document = Document.objects.get()

    with chromium_of(served, monkeypatch) as contexts:
        for has_policy in (True, False):
            with watched(contexts["hr", has_policy], served.origin) as browser:
                browser.goto(f"/hr/documents/{document.pk}/ask/")
                browser.page.fill("main [name=q]", f"What does a specialist visit cost? {MARK}")
                browser.page.locator("main form:has([name=q]) button[type=submit]").click()
                expect(browser.page.locator("#trial")).to_contain_text(marker(0))
                browser.look()
                # What has a figure or a quotation is taken out: the source does not hold it.
                assert len(MARKUP) - len(unshown(browser.words())) >= 150
            heard += browser.heard

    assert heard == []


def put(person: User, text: str) -> Answer:
    return ask(text, asker=asker_of(person), page_token=uuid4(), conversation=None, now=timezone.now()).answer


def pieces_of(text: str) -> list[str]:
    return [text[start : start + 7] for start in range(0, len(text), 7)]


def in_thread(client: ClientRef, work: Callable[[], Result]) -> Result:
    """Do the work in the client on a thread, with a connection of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_bound, client, work).result()


def _bound(client: ClientRef, work: Callable[[], Result]) -> Result:
    with tenant_scope(client):
        try:
            return work()
        finally:
            connection.close()


@contextmanager
def at_work(client: ClientRef, answer: Answer) -> Iterator[None]:
    """Work the answer out on a thread, as a worker does."""
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(_bound, client, lambda: work_out_answer(answer.pk, now=timezone.now()))
        yield
        done.result(timeout=30)


def is_fenced(word: str, prompts: Sequence[Sequence[dict[str, str]]]) -> bool:
    """Whether a model was sent the word, and only between the beginning of a passage and its end."""
    found = 0
    for messages in prompts:
        asked = messages[-1]["content"]
        fence = re.match(r"Fence word: ([0-9a-f]{12})\n", asked)[1]
        inside = re.findall(rf"<<<{fence} passage \[\d+\]\n.*?\n{fence}>>>", asked, re.DOTALL)
        found += sum(word in passage for passage in inside)
        if word in re.sub(rf"<<<{fence} passage \[\d+\]\n.*?\n{fence}>>>", "", asked, flags=re.DOTALL):
            return False
    return found > 0


def counts() -> dict[str, int]:
    """Return how many rows there are of everything that no question may change."""
    models = [
        model
        for app in ("knowledge", "benefits", "branding", "accounts")
        for model in apps.get_app_config(app).get_models()
    ]
    return {model.__name__: model.objects.count() for model in models}


def fill(served: Served) -> list[object]:
    """Give everything that has a name a hostile one; return the ids that addresses may hold."""
    Brand.objects.update_or_create(
        defaults={
            "product_name": f"Benefits {MARK}",
            "welcome_text": f"Welcome {MARK}",
            "disclaimer": MARK,
            "suggested_questions": [{"text": f"What is the amber rule? {MARK}", "language": "en"}],
        }
    )
    contact = Contact.objects.create(
        **dict.fromkeys(("note", "hours", "id_card", "appeals_address", "group_number"), MARK),
        **{"name": f"Carrier {MARK}", "role": "medical", "phone": "614-555-0110"},
    )
    benefit_class = BenefitClass.objects.create(code="SAL", label=f"Salaried {MARK}")
    announcement = Announcement.objects.create(
        title=f"News {MARK}",
        text=f"{MARK} [{MARK}](/plans/)\n\n" + "\n\n".join(words_of(MARKUP, 0))[:1500],
        first_day="2020-01-01",
        last_day="2099-12-31",
        state=Announcement.State.PUBLISHED,
        published_at=timezone.now(),
    )
    base = KnowledgeBase.objects.create(name=f"Base {MARK}")
    for name, content in files().items():
        receive_document(
            ContentFile(content, name=name), DocumentFacts(base), uploaded_by=served.hr, publish_when_ready=True
        )
    queue_waiting()
    documents = list(Document.objects.filter(knowledge_base=base).prefetch_related("versions"))
    assert {document.latest_version().status for document in documents} == {"ready"}
    versions = [document.latest_version().pk for document in documents]
    guides = Document.objects.exclude(knowledge_base=base)[:2]
    return [
        contact.pk,
        benefit_class.pk,
        announcement.pk,
        base.pk,
        *(one.pk for one in (*documents, *guides)),
        *versions,
        served.employee.pk,
    ]


def files() -> dict[str, bytes]:
    """Return files of several kinds with hostile names, titles, headings, cells and words."""
    lines = words_of(MARKUP, 0)
    escaped = [escape(line) for line in lines]
    page = f"<html><head><title>{escape(MARK)}</title></head><body><h1>{escape(MARK)} heading</h1>"
    rows = "".join(f"<tr><td>{line}</td><td>{line}</td></tr>" for line in escaped[:40])
    return {
        f"{MARK}.md": "\n\n".join([f"# Rules {MARK}", *lines]).encode(),
        f"b {MARK}.html": (
            page + "".join(f"<p>{line}</p>" for line in escaped) + f"<table>{rows}</table></body></html>"
        ).encode(),
        f"c {MARK}.csv": "\n".join(
            ['"Plan","Rule"', *(f'"{quoted(line)}","{quoted(line)}"' for line in lines[:40])]
        ).encode(),
        f"d {MARK}.txt": "\n\n".join(lines).encode(),
    }


def quoted(cell: str) -> str:
    return cell.replace('"', '""')


def pages_shown(served: Served, person: User, ids: Sequence[object]) -> list[str]:
    """Return addresses of the client's host at which this person is shown a page."""
    browser = DjangoBrowser(HTTP_HOST=f"{served.client.subdomain}.localhost")
    browser.force_login(person)
    return pages_open_to(browser, CLIENT_DOORS, ids)


def pages_open_to(browser: DjangoBrowser, doors: Sequence[Door], ids: Sequence[object]) -> list[str]:
    """Return addresses at which this browser is shown a page: each kind with its first two ids.

    What is not there at an address is not asked for below it.
    """
    found, missing = [], defaultdict(set)
    for door in sorted(doors, key=lambda one: len(one.route)):
        if door.name == "account_logout" or door.route.startswith("api/"):
            continue
        not_there = missing[door.route.partition("<uuid")[0]]
        wanted = [pk for pk in ids if pk not in not_there] if door.wants_id else [""]
        answers = ((pk, browser.get(door.path(pk))) for pk in wanted)
        shown = []
        for pk, answer in answers:
            if answer.status_code in (403, 405):
                break  # closed to this person, or no page, whatever the id
            if answer.status_code == 404:
                not_there.add(pk)
            elif _is_page(answer):
                shown.append(door.path(pk))
            if len(shown) == 2:
                break
        found += shown
    return found


def pages_of_visit(kind: str, secret: str, ids: Sequence[object]) -> list[str]:
    """Return addresses of acme's host at which the visit of support with this secret is shown a page."""
    visitor = DjangoBrowser(HTTP_HOST="acme.localhost")
    visitor.cookies[settings.SUPPORT_COOKIE_NAME] = secret
    doors = [door for door in CLIENT_DOORS if resolve(door.path(uuid4())).view_name in READ_ONLY[kind]]
    return pages_open_to(visitor, doors, ids)


def newly_opened(contexts: Contexts, cookie: dict[str, str]) -> BrowserContext:
    """Return a context without the policy for whoever has this cookie and no other."""
    context = contexts["hr", False].browser.new_context(bypass_csp=True, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    context.add_cookies([cookie])
    return context


def _is_page(answer: HttpResponse) -> bool:
    is_html = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return is_html and b"<html" in answer.content
