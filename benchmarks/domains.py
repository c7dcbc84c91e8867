"""A client's own domain from the form to the padlock, with the real proxy in front, and a small internet of its own.

bin/benchmark domains [--caddy /usr/bin/caddy]

Caddy is started with deploy/Caddyfile, of which only ports, the folder and the authority (its own, local) are others.
HR adds a domain by the page, its records are entered at a name server of this run, it is verified by the product's
worker, opened by https, made the address that links name, and stopped after two failures. Prints what each step was
answered, and how long it took; ends with 1 if anything is not as it should be.
"""

import argparse
import http.client
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings

from config.wsgi import application  # noqa: F401  (sets Django up before the models below are imported)

# isort: split
from django.core.management import call_command
from django.test import Client as Browser

from accounts.models import User
from benchmarks.workers import wait_for
from platform_admin.domains import check
from platform_admin.domains.settle import FAILURES_APART
from platform_admin.provision import NewClient, provision, register_client
from tenants.context import platform_scope, tenant_scope
from tenants.domains.models import DomainClaim
from tenants.domains.tls import shown_by
from tenants.models import Client
from tests.name_server import RESOLVER, Internet, small_internet

HOST, UNPROVEN = "benefits.willow.example", "benefits.elm.example"
OWN = "willow.localhost"
PATIENCE_SECONDS = 60.0


class Wrong(RuntimeError):
    """Something was answered otherwise than it should be."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--caddy", default=shutil.which("caddy"), help="the proxy's program")
    caddy = parser.parse_args(arguments).caddy
    if not caddy:
        _say("Caddy is not installed. On Debian: apt-get install caddy")
        return 1
    _say(subprocess.run([caddy, "version"], capture_output=True, text=True, check=True).stdout.strip())
    with ExitStack() as open_things, tempfile.TemporaryDirectory() as folder:
        way = _begin(open_things, caddy, Path(folder))
        for step in (
            way.refuses_who_is_unknown,
            way.adds_by_the_page,
            way.gives_no_certificate_before_the_proof,
            way.verifies_by_the_worker,
            way.serves_by_https,
            way.keeps_the_inside_inside,
            way.believes_no_visitor,
            way.leads_on_once_it_is_primary,
            way.stops_after_two_failures,
        ):
            began = time.monotonic()
            try:
                told = step()
            except Wrong as wrong:
                _say(f"WRONG  {step.__name__.replace('_', ' ')}: {wrong}")
                return 1
            _say(f"{1000 * (time.monotonic() - began):7.0f} ms  {step.__name__.replace('_', ' ')}: {told}")
    return 0


def _begin(open_things: ExitStack, caddy: str, folder: Path) -> "Way":
    internet = open_things.enter_context(small_internet())
    web, http_port, https_port = (_free_port() for _ in range(3))
    settings.DNS_RESOLVERS, settings.DNS_PORT = (f"{RESOLVER}:{internet.port}",), internet.port
    settings.TLS_PORT, settings.TLS_AUTHORITY = str(https_port), str(folder / "pki/authorities/local/root.crt")
    told = {
        "DNS_RESOLVERS": f"{RESOLVER}:{internet.port}",
        "DNS_PORT": str(internet.port),
        "TLS_PORT": str(https_port),
        "TLS_AUTHORITY": settings.TLS_AUTHORITY,
        "TRUST_PROXY": "1",
        "PORT": str(web),
    }
    with platform_scope():
        wanted = NewClient("Willow Works", "willow", owner_email="wilma@willow.example", owner_name="Wilma")
        provision(register_client(wanted, by=None))
        Client.objects.filter(subdomain="willow").update(own_limits={"custom_domain": True})
    call_command("collectstatic", interactive=False, verbosity=0)
    open_things.enter_context(_started(_pages(web), told))
    open_things.enter_context(_started(_worker(), told))
    open_things.enter_context(_started(_proxy(caddy, folder, web, http_port, https_port), {"HOME": str(folder)}))
    for port in (web, https_port):
        wait_for(lambda port=port: _is_open(port), seconds=PATIENCE_SECONDS, pause=0.1)
    return Way(internet, web, http_port, https_port)


class Way:
    """The steps, one after the other."""

    def __init__(self, internet: Internet, web: int, http_port: int, https_port: int) -> None:
        self.internet, self.web, self.http_port, self.https_port = internet, web, http_port, https_port
        with platform_scope():
            self.client = Client.objects.get(subdomain="willow").ref()
        with tenant_scope(self.client):
            admin = User.objects.create_user("hr@willow.example", name="Hana", role="hr_admin", password=None)
            browser = Browser(HTTP_HOST=OWN)
            browser.force_login(admin)
        self.session = browser.cookies["session"].value

    def refuses_who_is_unknown(self) -> str:
        names = ("nobody.example", "nobody.localhost", UNPROVEN, f"deep.{OWN}")
        return ", ".join(f"{name}: {self._refused(name)}" for name in names)

    def adds_by_the_page(self) -> str:
        page = self._ask(OWN, "/hr/company/domains/")
        _expect(page.status, 200)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
        self.cookie = f"session={self.session}; csrf={page.csrf}"
        self.token = token
        added = self._send(OWN, "/hr/company/domains/", name=HOST)
        _expect(added.status, 302)
        self.page = added.location
        return f"{added.status}, its page is {added.location[:30]}…"

    def gives_no_certificate_before_the_proof(self) -> str:
        return self._refused(HOST)

    def verifies_by_the_worker(self) -> str:
        with platform_scope():
            self.claim = DomainClaim.objects.get(host=HOST)
        self._enter()
        wait_for(self._may_check, seconds=PATIENCE_SECONDS, pause=0.2)
        _expect(self._send(OWN, f"{self.page}check/").status, 302)
        wait_for(lambda: self._claim().tls_state == "issued", seconds=PATIENCE_SECONDS, pause=0.2)
        claim = self._claim()
        return f"{claim.state}, certificate until {claim.tls_not_after:%Y-%m-%d %H:%M}"

    def serves_by_https(self) -> str:
        page = self._ask(HOST, "/accounts/login/")
        _expect(page.status, 200)
        shown = shown_by(HOST)
        plain = self._plain(HOST, "/x/?a=1")
        _expect((plain.status, plain.location), (308, f"https://{HOST}/x/?a=1"))
        _expect(self._plain(HOST, "/accounts/login/", method="POST").status, 403)
        return f"200; valid from {shown.not_before:%H:%M} to {shown.not_after:%Y-%m-%d %H:%M}; http leads to https"

    def keeps_the_inside_inside(self) -> str:
        paths = ("/internal/tls-check?domain=" + HOST, "/internal/", "/INTERNAL/tls-check", "/%69nternal/tls-check")
        told = [self._ask(HOST, path).status for path in paths]
        told += [self._plain(HOST, path).status for path in paths]
        _expect(set(told), {404})
        return f"{len(told)} ways from outside, all 404"

    def believes_no_visitor(self) -> str:
        forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Forwarded-For": "203.0.113.9"}
        page = self._ask(HOST, "/accounts/login/", **forged)
        _expect((page.status, "evil.example" in page.text), (200, False))
        return "what a visitor says of itself is not passed on"

    def leads_on_once_it_is_primary(self) -> str:
        _expect(self._send(OWN, f"{self.page}primary/").status, 302)
        read = self._ask(OWN, "/accounts/login/?next=/history/")
        # Links of this run name http, as the embedded mode does; what counts is the host and the rest.
        _expect((read.status, read.location.partition("//")[2].partition(":")[0]), (308, HOST))
        _expect(read.location.endswith("/accounts/login/?next=/history/"), True)
        _expect(self._send(OWN, "/accounts/login/").status, 410)
        return f"308 to {read.location}; what is sent: 410"

    def stops_after_two_failures(self) -> str:
        self.internet.drop(self.claim.proof_name, "TXT")
        for number in (1, 2):
            self._look_again()
            if number == 1:
                _expect((self._claim().state, self._claim().failures), ("verified", 1))
                _expect(self._ask(HOST, "/accounts/login/").status, 200)
        _expect(self._claim().state, "stopped")
        _expect(self._ask(HOST, "/accounts/login/").status, 404)
        _expect(self._ask(OWN, "/hr/").status, 200)
        asked = self._inside(HOST)
        _expect(asked, 404)
        return f"{self._claim().state}; its host 404, a certificate {asked}, the platform's host 200"

    def _enter(self) -> None:
        self.internet.zone("willow.example")
        self.internet.put(self.claim.proof_name, "TXT", self.claim.proof_value)
        self.internet.put(HOST, "CNAME", OWN)
        self.internet.put(OWN, "A", "127.0.0.1")

    def _look_again(self) -> None:
        """Let the time between two looks go by, and have the task do the next."""
        with platform_scope():
            claim = DomainClaim.objects.select_related("client").get(pk=self.claim.pk)
            if claim.failed_at:
                DomainClaim.objects.filter(pk=claim.pk).update(failed_at=claim.failed_at - FAILURES_APART)
            claim.begin_check(claim.checked_at + timedelta(days=1))
            check.check_claim(claim, claim.checked_at + timedelta(seconds=1))

    def _claim(self) -> DomainClaim:
        with platform_scope():
            return DomainClaim.objects.get(pk=self.claim.pk)

    def _may_check(self) -> bool:
        claim = self._claim()
        return claim.checking_since is None and claim.checked_at is not None and self._pause_is_over(claim)

    def _pause_is_over(self, claim: DomainClaim) -> bool:
        return time.time() - claim.checked_at.timestamp() > 16

    def _refused(self, name: str) -> str:
        try:
            with self._line(name):
                raise Wrong(f"{name} was shown a certificate")
        except (ssl.SSLError, ConnectionError) as refused:
            return f"refused ({getattr(refused, 'reason', None) or type(refused).__name__})"

    @contextmanager
    def _line(self, host: str) -> Iterator[ssl.SSLSocket]:
        context = ssl.create_default_context(cafile=settings.TLS_AUTHORITY)
        with (
            socket.create_connection(("127.0.0.1", self.https_port), timeout=30) as line,
            context.wrap_socket(line, server_hostname=host) as secure,
        ):
            yield secure

    def _ask(self, host: str, path: str, *, method: str = "GET", body: str = "", **headers: str) -> "Answer":
        # As browsers do it: a cookie is its own host's.
        cookie = getattr(self, "cookie", f"session={self.session}") if host == OWN else ""
        told = {"Host": host, "Cookie": cookie, "Referer": f"https://{host}/", **headers}
        if body:
            told |= {"Content-Type": "application/x-www-form-urlencoded"}
        with self._line(host) as line:
            return _exchange(line, method, path, told, body)

    def _send(self, host: str, path: str, **fields: str) -> "Answer":
        return self._ask(host, path, method="POST", body=urlencode({"csrfmiddlewaretoken": self.token, **fields}))

    def _plain(self, host: str, path: str, *, method: str = "GET") -> "Answer":
        with socket.create_connection(("127.0.0.1", self.http_port), timeout=30) as line:
            return _exchange(line, method, path, {"Host": host}, "")

    def _inside(self, host: str) -> int:
        with socket.create_connection(("127.0.0.1", self.web), timeout=30) as line:
            return _exchange(line, "GET", f"/internal/tls-check?domain={host}", {"Host": "web:8000"}, "").status


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status, self.location = response.status, response.headers.get("Location", "")
        found = re.search(r"csrf=([^;]+)", " ".join(response.headers.get_all("Set-Cookie") or []))
        self.csrf = found.group(1) if found else ""
        self.text = response.read().decode(errors="replace")


def _exchange(line: socket.socket, method: str, path: str, headers: dict[str, str], body: str) -> Answer:
    told = {**headers, "Connection": "close", "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    line.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body}".encode())
    response = http.client.HTTPResponse(line, method=method)
    response.begin()
    return Answer(response)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _expect(found: object, wanted: object) -> None:
    if found != wanted:
        raise Wrong(f"{found!r} instead of {wanted!r}")


def _pages(port: int) -> tuple[str, ...]:
    quiet = ("--no-ws", "--log-level", "critical")
    place = ("--host", "127.0.0.1", "--port", str(port))
    return (sys.executable, "-m", "granian", "--interface", "asgi", *place, *quiet, "config.asgi:application")


def _worker() -> tuple[str, ...]:
    queue = ("worker", "-Q", "default", "-P", "threads", "-c", "2", "-n", "domains@%h")
    return (sys.executable, "-m", "celery", "--quiet", "-A", "config", *queue, "--without-gossip", "--without-mingle")


def _proxy(caddy: str, folder: Path, web: int, http_port: int, https_port: int) -> tuple[str, ...]:
    """Write deploy/Caddyfile for this run and return the command that starts it."""
    shipped = (settings.ROOT / "deploy" / "Caddyfile").read_text()
    here = f"\tlocal_certs\n\tskip_install_trust\n\tadmin off\n\thttp_port {http_port}\n\thttps_port {https_port}\n"
    text = shipped.replace("{\n\ton_demand_tls", f"{{\n{here}\ton_demand_tls", 1)
    text = text.replace("web:8000", f"127.0.0.1:{web}").replace("/data/caddy", str(folder))
    written = folder / "Caddyfile"
    written.write_text(text)
    return (caddy, "run", "--config", str(written), "--adapter", "caddyfile")


@contextmanager
def _started(command: tuple[str, ...], told: dict[str, str]) -> Iterator[None]:
    silent = None if os.environ.get("LOUD") else subprocess.DEVNULL
    running = subprocess.Popen(command, env={**os.environ, **told}, cwd=settings.ROOT, stdout=silent, stderr=silent)
    try:
        yield
    finally:
        running.terminate()
        running.wait(timeout=60)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
