"""Where an operator's act came from. Known on the platform's host alone: of a client's people neither is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


@dataclass(frozen=True)
class Origin:
    ip_address: str = ""
    request_id: str = ""


NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("audit_origin", default=NOWHERE)


@contextmanager
def asked_from(request: HttpRequest) -> Iterator[None]:
    """Let what is recorded meanwhile on the platform tell the request it came by."""
    # allauth's own rule of which proxies are believed: sign-ins are counted by the same address.
    token = _origin.set(Origin(get_adapter().get_client_ip(request), request.id))
    try:
        yield
    finally:
        _origin.reset(token)


def current_origin() -> Origin:
    return _origin.get()
