from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.utils import timezone

from accounts.api_keys import create_api_key
from knowledge.models import Document
from tenants.binding import ClientRef
from tenants.context import tenant_scope
from tests.knowledge.conftest import GUIDE, full_disk

DOCUMENTS, SEARCH = "/api/v1/documents", "/api/v1/search"


def key_of(client: ClientRef, *scopes: str) -> dict[str, str]:
    with tenant_scope(client):
        key = create_api_key(
            name="test", scopes=scopes, valid_for=timedelta(days=1), created_by=None, now=timezone.now()
        )
    return {"HTTP_AUTHORIZATION": f"Bearer {key.secret}"}


def upload(browser: Browser, key: dict[str, str], content: bytes = GUIDE.encode(), **facts: object) -> object:
    file = SimpleUploadedFile(facts.pop("name", "vacation policy.md"), content)
    return browser.post(DOCUMENTS, {"knowledge_base": "Benefits", "file": file, **facts}, **key)


@pytest.fixture
def browser(acme, browser_of) -> Browser:
    return browser_of(acme)


def test_an_uploaded_document_can_be_followed_until_it_is_ready(
    acme, browser, django_capture_on_commit_callbacks
) -> None:
    key = key_of(acme, "documents")

    with django_capture_on_commit_callbacks(execute=True):
        uploaded = upload(browser, key, title="Leave", kind="policy", publish_when_ready="true")

    assert uploaded.status_code == 201
    told = uploaded.json()
    assert (told["title"], told["kind"], told["knowledge_base"]) == ("Leave", "policy", "Benefits")
    assert (told["published_version"], told["newest_version"]["status"]) == (None, "received")
    now = browser.get(f"{DOCUMENTS}/{told['id']}", **key).json()
    assert (now["published_version"], now["newest_version"]["status"]) == (1, "ready")
    assert now["guessed"] == ["plan_year", "language"]
    assert now["url"].endswith(f"/hr/documents/{told['id']}/")


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"content": b""}, "vacation policy.md: The file is empty."),
        ({"content": b"MZ" + bytes(60), "name": "a.pdf"}, "a.pdf: The file is a program."),
        ({"plan_year": "1999"}, "There is no plan year 1999."),
        ({"audience": ["NOBODY"]}, "There is no benefit class NOBODY."),
        ({"effective_from": "2027-02-01", "effective_to": "2027-01-01"}, "effective_to lies before effective_from."),
        ({"title": "a\x00b"}, "The request has fields that cannot be used."),
        ({"kind": "novel"}, "The request has fields that cannot be used."),
    ],
)
def test_what_cannot_be_used_is_said(acme, browser, facts: dict, sentence: str) -> None:
    response = upload(browser, key_of(acme, "documents"), **facts)

    assert response.status_code == 422
    assert response.json()["error"]["message"].startswith(sentence)
    with tenant_scope(acme):
        assert Document.objects.count() == 0


def test_a_file_that_is_too_large_or_has_no_room_is_said_so(acme, browser, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 4 * 1024 * 1024
    key = key_of(acme, "documents")

    large = upload(browser, key, content=b"x" * (5 * 1024 * 1024), name="large.txt")
    with full_disk():
        roomless = upload(browser, key, content=b"x" * (3 * 1024 * 1024), name="long.txt")

    assert (large.status_code, roomless.status_code) == (413, 507)
    assert large.json()["error"]["message"].startswith("large.txt: It is larger than 4 MB.")
    assert roomless.json()["error"]["message"].startswith("long.txt: There is no room left")
    with tenant_scope(acme):
        assert Document.objects.count() == 0


def test_search_returns_passages_with_their_reasons(acme, browser, index_document) -> None:
    with tenant_scope(acme):
        index_document("Everyone", ["The parking fee is 10 dollars."])
        index_document("Union", ["The parking fee is 4 dollars."], audience=["UNION"])

    key = key_of(acme, "search")
    anyone = browser.get(SEARCH, {"q": "parking fee"}, **key).json()
    union = browser.get(SEARCH, {"q": "parking fee", "class_code": "UNION", "limit": 1}, **key).json()

    assert [passage["title"] for passage in anyone["passages"]] == ["Everyone"]
    assert anyone["passages"][0]["why"]["matched"] == ["parking", "fee"]
    assert anyone["degraded"] is False
    assert len(union["passages"]) == 1


@pytest.mark.parametrize(
    "query",
    [{}, {"q": ""}, {"q": "x", "limit": 0}, {"q": "x", "limit": 99}, {"q": "x", "day": "soon"}, {"q": "x" * 3000}],
)
def test_a_search_that_cannot_be_understood_is_refused(acme, browser, query: dict) -> None:
    assert browser.get(SEARCH, query, **key_of(acme, "search")).status_code == 422


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"q": "x", "class_code": "\x00"}, {"q": "x", "day": "9999-12-31"}])
def test_odd_searches_break_nothing(acme, browser, query: dict) -> None:
    assert browser.get(SEARCH, query, **key_of(acme, "search")).status_code in {200, 422}


def test_a_key_opens_only_what_its_scope_says(acme, browser) -> None:
    assert browser.get(SEARCH, {"q": "x"}, **key_of(acme, "documents")).status_code == 401
    assert upload(browser, key_of(acme, "search")).status_code == 401
    assert browser.get(SEARCH, {"q": "x"}).status_code == 401


def test_hr_may_use_the_api_with_their_session_and_employees_may_not(acme, browser_of, make_person) -> None:
    hr, employee = browser_of(acme, make_person(acme, "hr_editor")), browser_of(acme, make_person(acme))

    assert hr.get(SEARCH, {"q": "x"}).status_code == 200
    assert employee.get(SEARCH, {"q": "x"}).status_code == 401


def test_another_clients_key_and_document_do_not_exist(acme, globex, browser, browser_of, index_document) -> None:
    with tenant_scope(acme):
        document = index_document("Guide", ["Parking is free."])
    own, foreign = key_of(acme, "documents"), key_of(globex, "documents")

    assert browser.get(f"{DOCUMENTS}/{document.pk}", **own).status_code == 200
    assert browser.get(f"{DOCUMENTS}/{document.pk}", **foreign).status_code == 401
    assert browser_of(globex).get(f"{DOCUMENTS}/{document.pk}", **foreign).status_code == 404
    assert browser.get(f"{DOCUMENTS}/{uuid4()}", **own).status_code == 404


def test_search_asks_for_a_state_and_a_working_time(acme, browser, index_document) -> None:
    key = key_of(acme, "search")
    with tenant_scope(acme):
        index_document("All", ["The parking fee is 1 dollar."])
        index_document("California", ["The parking fee is 2 dollars."], work_states=["CA"])
        index_document("Part time", ["The parking fee is 3 dollars."], hours="part_time")

    def titles(**asked: str) -> set[str]:
        found = browser.get(SEARCH, {"q": "parking fee", **asked}, **key).json()["passages"]
        return {passage["title"] for passage in found}

    assert titles() == {"All"}
    assert titles(work_state="CA") == {"All", "California"}
    assert titles(work_state="NY", hours="full_time") == {"All"}
    assert titles(work_state="", hours="part_time") == {"All", "Part time"}
    (passage,) = [
        one
        for one in browser.get(SEARCH, {"q": "parking fee", "work_state": "CA"}, **key).json()["passages"]
        if one["title"] == "California"
    ]
    assert (passage["audience"], passage["work_states"], passage["hours"]) == ([], ["CA"], "")


@pytest.mark.parametrize("asked", [{"work_state": "California"}, {"work_state": "ZZ"}, {"hours": "40"}])
def test_search_refuses_a_state_or_working_time_that_is_none(acme, browser, asked: dict) -> None:
    refused = browser.get(SEARCH, {"q": "parking fee", **asked}, **key_of(acme, "search"))

    assert refused.status_code == 422


def test_upload_says_for_which_states_and_hours_a_document_is(acme, browser) -> None:
    key = key_of(acme, "documents")

    told = upload(browser, key, title="Leave", work_states=["NY", "CA"], hours="part_time").json()
    refused = upload(browser, key, b"# Other\n\nText.", title="Other", work_states=["Calif"])

    assert (told["audience"], told["work_states"], told["hours"]) == ([], ["CA", "NY"], "part_time")
    assert refused.status_code == 422
    with tenant_scope(acme):
        assert [row.title for row in Document.objects.all()] == ["Leave"]
