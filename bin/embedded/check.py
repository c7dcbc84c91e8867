"""`bin/up --check`: sign in as an employee over HTTP, ask one question, and show the cited answer."""

import http.client
import json
import re
import sys
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from embedded.sentences import Refusal
from embedded.sign_ins import Person, Site, read_sign_ins

QUESTION = "What is the annual deductible?"
_SIGN_IN_PAGE = "/accounts/login/"
_ANSWER_SECONDS = 120
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

    def post_json(self, path: str, message: dict[str, str], *, csrf_token: str) -> Page:
        headers = {"Content-Type": "application/json", "X-CSRFToken": csrf_token}
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
    csrf_token = _sign_in(visitor, site, employee)
    answer = _ask(visitor, csrf_token)
    citation = answer["citations"][0]
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


def _sign_in(visitor: Visitor, site: Site, person: Person) -> str:
    """Return the token that goes with the signed-in session."""
    form = visitor.get(_SIGN_IN_PAGE)
    token = _token_in(form, step=f"opening the sign-in page of {site.host}")
    fields = {"login": person.email, "password": person.password, "csrfmiddlewaretoken": token}
    result = visitor.post_form(_SIGN_IN_PAGE, fields)
    if result.status != 302 or urlsplit(result.location).path == _SIGN_IN_PAGE:
        raise CheckFailed(f"The check failed at signing in as {person.email}: {result.shown}")
    home = visitor.get(urlsplit(result.location).path)
    return _token_in(home, step=f"opening the first page after sign-in ({urlsplit(result.location).path})")


def _token_in(page: Page, *, step: str) -> str:
    match = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', page.text)
    if page.status != 200 or match is None:
        missing = "" if page.status != 200 else "the page holds no form; "
        raise CheckFailed(f"The check failed at {step}: {missing}{page.shown}")
    return match[1]


def _ask(visitor: Visitor, csrf_token: str) -> dict:
    page = visitor.post_json("/api/v1/ask", {"question": QUESTION}, csrf_token=csrf_token)
    try:
        answer = json.loads(page.text)
    except json.JSONDecodeError:
        answer = None
    if page.status != 200 or not isinstance(answer, dict):
        raise CheckFailed(f"The check failed at asking: {page.shown}")
    if answer.get("status") != "done" or not answer.get("answer"):
        raise CheckFailed(f"The check failed: the question was not answered: {page.shown}")
    if not answer.get("citations"):
        raise CheckFailed(f"The check failed: the answer cites nothing: {page.shown}")
    return answer


def _open_citation(visitor: Visitor, citation: dict) -> None:
    link = urlsplit(citation["url"])
    page = visitor.get(link.path + (f"?{link.query}" if link.query else ""))
    if page.status != 200:
        raise CheckFailed(f"The check failed at opening the citation {citation['url']}: {page.shown}")
