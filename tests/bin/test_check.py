"""`bin/up --check` against a page server that behaves, and against ones that do not."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from embedded.check import QUESTION, CheckFailed, check

FORM = '<form><input type="hidden" name="csrfmiddlewaretoken" value="token"></form>'
CITATION = {"number": 1, "document": "Guide 2027", "page": 4, "quote": "is $1,000", "url": "/citations/1/?page=4"}
ANSWER = {"status": "done", "answer": "It is $1,000 [1].", "citations": [CITATION]}


class PageServer(HTTPServer):
    """A client's site with one employee, one answer and one citation."""

    answer: dict = ANSWER
    password = "pw"
    citation_status = 200
    is_slow = False


class _Pages(BaseHTTPRequestHandler):
    server: PageServer

    def do_GET(self) -> None:
        if self.headers["Host"].split(":")[0] != "juniper.localhost":
            self._show(404, "unknown host")
        elif self.path == "/accounts/login/":
            self._show(200, FORM, cookie="csrf=token")
        elif self.path == "/api/v1/answers/a1":
            self._show(200, json.dumps(self.server.answer))
        elif "session=in" not in self.headers["Cookie"]:
            self._show(403, "sign in first")
        else:
            self._show(self.server.citation_status if "citations" in self.path else 200, FORM)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/accounts/login/":
            fields = {name: values[0] for name, values in parse_qs(body).items()}
            expected = {
                "login": "sam@juniper.example",
                "password": self.server.password,
                "csrfmiddlewaretoken": "token",
            }
            if fields == expected:
                self._show(302, "", cookie="session=in", location="/")
            else:
                self._show(200, "<p>The password is wrong.</p>" + FORM)
        elif self.headers["X-CSRFToken"] == "token" and json.loads(body) == {"question": QUESTION}:
            waiting = {**self.server.answer, "status": "pending", "answer_id": "a1"}
            self._show(
                202 if self.server.is_slow else 200, json.dumps(waiting if self.server.is_slow else self.server.answer)
            )

    def _show(self, status: int, text: str, *, cookie: str = "", location: str = "") -> None:
        self.send_response(status)
        if cookie:
            self.send_header("Set-Cookie", f"{cookie}; Path=/; HttpOnly")
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[PageServer]:
    with PageServer(("127.0.0.1", 0), _Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_answer_is_printed_with_its_citation(
    site: PageServer, demo_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = check(demo_file, port=site.server_port)

    assert code == 0
    assert capsys.readouterr().out == (
        "\nJuniper, sam@juniper.example\n"
        f"Question: {QUESTION}\n"
        "Answer:   It is $1,000 [1].\n"
        "Citation: [1] Guide 2027, page 4: “is $1,000”\n\n"
    )


def test_an_answer_that_takes_its_time_is_waited_for(
    site: PageServer, demo_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.is_slow = True

    code = check(demo_file, port=site.server_port)

    assert code == 0
    assert "It is $1,000 [1]." in capsys.readouterr().out


def test_a_refused_sign_in_says_what_the_page_said(site: PageServer, demo_file: Path) -> None:
    site.password = "other"

    with pytest.raises(CheckFailed) as failure:
        check(demo_file, port=site.server_port)

    assert str(failure.value) == (
        "The check failed at signing in as sam@juniper.example: status 200: The password is wrong."
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"status": "failed", "answer": "", "citations": []}, "the question was not answered"),
        ({"status": "done", "answer": "Perhaps.", "citations": []}, "cites nothing that supports it"),
        ({**ANSWER, "citations": [{**CITATION, "is_near": True}]}, "cites nothing that supports it"),
    ],
)
def test_an_answer_without_a_proof_fails(site: PageServer, demo_file: Path, answer: dict, words: str) -> None:
    site.answer = answer

    with pytest.raises(CheckFailed, match=words):
        check(demo_file, port=site.server_port)


def test_a_citation_that_does_not_open_fails(site: PageServer, demo_file: Path) -> None:
    site.citation_status = 404

    with pytest.raises(CheckFailed, match=r"opening the citation /citations/1/\?page=4: status 404"):
        check(demo_file, port=site.server_port)


def test_no_demo_to_ask_about_is_told(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match="Start without --no-demo"):
        check(tmp_path / "demo.json", port=1)
