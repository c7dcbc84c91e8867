"""What the running product sends with the files its pages name."""

import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser


def test_every_file_a_page_names_is_defended_and_kept_for_ever(house):
    url = urlsplit(house.person("juniper", "employee").url)

    def ask(path: str) -> HTTPResponse:
        # By address: what resolves names below localhost is the browser alone.
        connection = HTTPConnection("127.0.0.1", url.port, timeout=20)
        connection.request("GET", path, headers={"Host": url.netloc})
        return connection.getresponse()

    names = set(re.findall(r'"(/static/[^"#]+)', ask("/accounts/login/").read().decode()))
    assert {name.rsplit(".", 1)[1] for name in names} >= {"css", "js", "svg"}

    for name in names:
        file = ask(name)
        assert (name, file.status) == (name, 200)
        assert file.headers["X-Content-Type-Options"] == "nosniff"
        assert file.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert file.headers["Cache-Control"] == "max-age=315360000, public, immutable"
        assert len(file.read()) == int(file.headers["Content-Length"])
