"""Whoever only reads sees beforehand what is closed: no link and no button of a page leads to a refusal."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from lxml import html

from accounts.models import secret_hash
from platform_admin.models import SupportVisit
from platform_admin.support.allowed import READ_ONLY, is_allowed
from tenants.closed_controls import close_controls
from tenants.context import platform_scope
from tenants.models import Client
from tests.tenants.test_matrix import CLIENT_DOORS, fill

PAGE = "https://acme.example/hr/"
OF_HR = [door for door in CLIENT_DOORS if door.access in ("hr", "hr_admin")]


def closed(text: str, *, opens: set[tuple[str, str]] = frozenset()) -> str:
    return close_controls(text, page=PAGE, is_open=lambda method, path: (method, path) in opens)


@pytest.mark.parametrize(
    "control",
    [
        '<form method="post"><button>Save</button></form>',
        '<form method="POST" action="/hr/save/"><p><input name="title"></p></form>',
        '<form action="/find/"><select name="year"></select><textarea name="words"></textarea></form>',
        '<button form="later">Go</button><form id="later" method="post" action="/go/"></form>',
        '<form action="/hr/"><button formmethod="post" formaction="/hr/archive/">Archive</button></form>',
        '<button hx-post="/hr/read-again/">Read again</button>',
        '<form action="/hr/" hx-post="/hr/part/"><button>Try</button></form>',
    ],
)
def test_what_sends_to_a_closed_address_is_disabled_and_says_why(control):
    page = html.fromstring(f"<div>{closed(control, opens={('GET', '/hr/')})}</div>")

    controls = page.xpath("//button | //input | //select | //textarea")
    assert controls
    assert all("disabled" in one.attrib and one.get("aria-describedby") == "why-closed" for one in controls)


@pytest.mark.parametrize(
    "control",
    [
        '<form action="?page=2"><input name="q"><button>Find</button></form>',
        '<form method="dialog"><button value="no">Keep it</button></form>',
        '<form method="post" action="/hr/x/"><input type="hidden" name="token" value="1"></form>',
        '<button type="button" data-theme="dark">Dark</button>',
        '<form method="post" action="https://globex.example/hr/x/"><button>There</button></form>',
        '<a href="#facts">Facts</a> <a href="mailto:hr@acme.example">Write</a> <a href="https://irs.gov/a">Limits</a>',
        "<p>1 &lt; 2 &amp; 3&nbsp;%, &#8212; <!-- a > b --> <svg viewBox='0 0 1 1'><use href='/a#b'/></svg></p>",
        "<script>if (a < b) { go('<a href=\"/x/\">') }</script>",
    ],
)
def test_what_leads_nowhere_closed_stays_to_the_letter(control):
    assert closed(control, opens={("GET", "/hr/")}) == control


def test_link_to_a_closed_page_keeps_its_words_and_loses_its_address():
    text = 'At\n  <a class="button" title="A &amp; B"\n   href="/hr/upload/">Add <b>one</b></a>, <a href="/hr/">all</a>'

    assert closed(text, opens={("GET", "/hr/")}) == (
        'At\n  <a class="button" title="A &amp; B" role="link" aria-disabled="true" aria-describedby="why-closed">'
        'Add <b>one</b></a>, <a href="/hr/">all</a>'
    )


def test_description_that_a_control_has_is_kept_beside_why_it_is_closed():
    text = '<form method="post"><input name="name" aria-describedby="name-help"></form>'

    assert 'aria-describedby="name-help why-closed"' in closed(text)


@pytest.mark.parametrize("kind", ["hr", "audience"])
def test_support_visit_is_offered_nothing_that_is_closed_to_it(acme, in_support, kind):
    ids, browser, looked = fill(acme, owner=None), in_support(kind), 0
    with platform_scope():
        visit = SupportVisit.objects.get(session_hash=secret_hash(kind))

    for door in CLIENT_DOORS:
        name = resolve(door.path(ids[0])).view_name
        if name not in READ_ONLY[kind]:
            continue
        for pk in ids if door.wants_id else ids[:1]:
            answer = browser.get(door.path(pk))
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                wrong = [
                    (method, to)
                    for method, to in offered(answer, door.path(pk))
                    if (there := name_at(to)) and not is_allowed(visit, there, method)
                ]
                assert wrong == [], door.route
                assert 'id="why-closed"' in answer.text, door.route
                looked += 1
                break

    assert looked >= (18 if kind == "hr" else 3)


def test_hr_of_a_suspended_client_is_offered_nothing_that_is_closed_to_it(acme, make_person, browser_of):
    hr, ids, looked = browser_of(acme, make_person(acme, "hr_admin")), fill(acme, owner=None), 0
    with platform_scope():
        Client.objects.get(pk=acme.id).move_to("suspended")

    for door in OF_HR:
        for pk in ids if door.wants_id else ids[:1]:
            answer = hr.get(door.path(pk))
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
                continue
            offers = set(offered(answer, door.path(pk)))
            assert {to for method, to in offers if method == "POST"} <= {"/accounts/logout/", "/accounts/language/"}, (
                door.route
            )
            assert not {"/", "/history/", "/you/", "/hr/upload/"} & {to for _method, to in offers}, door.route
            looked += 1

    assert looked > 30


def offered(answer: HttpResponse, path: str) -> Iterator[tuple[str, str]]:
    """Yield method and path of each link, and of each form that has something to press or fill in."""
    page = html.fromstring(answer.text)
    for link in page.xpath("//a[@href]"):
        if to := _here(link.get("href"), path):
            yield "GET", to
    for form in page.xpath("//form[not(@method='dialog')]"):
        controls = form.xpath(".//button | .//input[not(@type='hidden')] | .//select | .//textarea")
        if any("disabled" not in one.attrib for one in controls):
            yield (form.get("method") or "GET").upper(), _here(form.get("action") or "", path) or path
    for one in page.xpath("//button[@hx-post][not(@disabled)]"):
        yield "POST", _here(one.get("hx-post"), path)


def _here(href: str, path: str) -> str | None:
    parts = urlsplit(urljoin(f"http://acme.localhost{path}", href))
    return parts.path if parts.netloc == "acme.localhost" and not href.startswith("#") else None


def name_at(path: str) -> str | None:
    try:
        return resolve(path, settings.ROOT_URLCONF).view_name
    except Resolver404:
        return None
