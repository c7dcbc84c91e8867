"""Where an operator's act came from. Known on the platform's host alone: of a client's people neither is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

_LONGEST_ADDRESS = 45


@dataclass(frozen=True)
class Origin:
    ip_address: str = ""
    request_id: str = ""


NOWHERE = Origin()
_request: ContextVar[HttpRequest | None] = ContextVar("audit_request", default=None)


@contextmanager
def asked_from(request: HttpRequest) -> Iterator[None]:
    """Let what is recorded meanwhile on the platform tell the request it came by."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def current_origin() -> Origin:
    request = _request.get()
    return NOWHERE if request is None else Origin(_address(request), request.id)


def _address(request: HttpRequest) -> str:
    try:
        # allauth's own rule of which proxies are believed: sign-ins are counted by the same address.
        return get_adapter().get_client_ip(request)[:_LONGEST_ADDRESS]
    except PermissionDenied:
        return ""
