"""`bin/up --check`: sign in as an employee over HTTP, ask one question, and show the cited answer."""

import http.client
import json
import re
import sys
import time
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from embedded.sentences import Refusal
from embedded.sign_ins import Person, Site, read_sign_ins

QUESTION = "What is the deductible of the PPO 1000?"
_SIGN_IN_PAGE = "/accounts/login/"
_ANSWER_SECONDS = 120
_STILL_WRITTEN = {"pending", "streaming"}
_SHOWN_OF_PAGE = 300


class CheckFailed(Refusal):
    """Says at which step the check failed and what came back."""


@dataclass(frozen=True)
class Page:
    status: int
    text: str
    location: str

    @property
    def shown(self) -> str:
        words = " ".join(re.sub(r"<[^>]*>", " ", self.text).split())
        goes_to = f" to {self.location}" if self.location else ""
        return f"status {self.status}{goes_to}: {words[:_SHOWN_OF_PAGE] or 'an empty page'}"


class Visitor:
    """A browser reduced to what is needed. It connects to this machine and names the client in the Host header,
    for not every system knows that *.localhost is itself."""

    def __init__(self, host: str, port: int) -> None:
        self._host = f"{host}:{port}"
        self._port = port
        self._cookies: dict[str, str] = {}

    def get(self, path: str) -> Page:
        return self._send("GET", path, None, {})

    def post_form(self, path: str, fields: dict[str, str]) -> Page:
        return self._send("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})

    def post_json(self, path: str, message: dict[str, str]) -> Page:
        token = next((value for name, value in self._cookies.items() if "csrf" in name), "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token}
        return self._send("POST", path, json.dumps(message), headers)

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_ANSWER_SECONDS)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        try:
            connection.request(method, path, body, {"Host": self._host, "Cookie": cookies, **headers})
            answer = connection.getresponse()
            self._keep_cookies(answer)
            return Page(answer.status, answer.read().decode(errors="replace"), answer.getheader("Location", ""))
        except (OSError, http.client.HTTPException) as error:
            raise CheckFailed(f"The check failed: {method} {path} at {self._host} broke off: {error!r}") from error
        finally:
            connection.close()

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, cookie in SimpleCookie(line).items():
                self._cookies[name] = cookie.value


def check(sign_ins: Path, *, port: int) -> int:
    """Print the answer with its citation and return 0. Raise CheckFailed otherwise."""
    site, employee = _first_employee(sign_ins)
    visitor = Visitor(site.host, port)
    _sign_in(visitor, site, employee)
    answer = _ask(visitor)
    citation = _first_citation(answer)
    _open_citation(visitor, citation)
    sys.stdout.write(
        f"\n{site.name}, {employee.email}\n"
        f"Question: {QUESTION}\n"
        f"Answer:   {answer['answer']}\n"
        f"Citation: [{citation['number']}] {citation['document']}, page {citation['page']}: “{citation['quote']}”\n\n"
    )
    return 0


def _first_employee(path: Path) -> tuple[Site, Person]:
    sign_ins = read_sign_ins(path)
    if sign_ins is None:
        raise CheckFailed(f"The check needs the demo companies, and {path} is not there. Start without --no-demo.")
    for site in sign_ins.clients:
        for person in site.people:
            if person.role == "employee":
                return site, person
    raise CheckFailed(f"The check needs an employee of a client, and {path} names none.")


def _sign_in(visitor: Visitor, site: Site, person: Person) -> None:
    form = visitor.get(_SIGN_IN_PAGE)
    token = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', form.text)
    if form.status != 200 or token is None:
        raise CheckFailed(f"The check failed at opening the sign-in form of {site.host}: {form.shown}")
    fields = {"login": person.email, "password": person.password, "csrfmiddlewaretoken": token[1]}
    result = visitor.post_form(_SIGN_IN_PAGE, fields)
    first_page = urlsplit(result.location).path
    if result.status != 302 or first_page == _SIGN_IN_PAGE:
        raise CheckFailed(f"The check failed at signing in as {person.email}: {result.shown}")
    page = visitor.get(first_page)
    if page.status != 200:
        raise CheckFailed(f"The check failed at opening {first_page} after signing in: {page.shown}")


def _ask(visitor: Visitor) -> dict:
    page = visitor.post_json("/api/v1/ask", {"question": QUESTION})
    deadline = time.monotonic() + _ANSWER_SECONDS
    while (answer := _answer_in(page))["status"] in _STILL_WRITTEN and time.monotonic() < deadline:
        time.sleep(1)
        page = visitor.get(f"/api/v1/answers/{answer['answer_id']}")
    if answer["status"] != "done" or not answer["answer"]:
        raise CheckFailed(f"The check failed: the question was not answered: {page.shown}")
    return answer


def _answer_in(page: Page) -> dict:
    if page.status not in {200, 202} or not page.text.startswith("{"):
        raise CheckFailed(f"The check failed at asking: {page.shown}")
    return json.loads(page.text)


def _first_citation(answer: dict) -> dict:
    """A citation that is only near belongs to a refusal, not to an answer."""
    for citation in answer["citations"]:
        if not citation.get("is_near"):
            return citation
    raise CheckFailed(f"The check failed: the answer cites nothing that supports it: {answer['answer']}")


def _open_citation(visitor: Visitor, citation: dict) -> None:
    link = urlsplit(citation["url"])
    page = visitor.get(link.path + (f"?{link.query}" if link.query else ""))
    if page.status != 200:
        raise CheckFailed(f"The check failed at opening the citation {citation['url']}: {page.shown}")
