"""Stripe's own library, set up once: where its API is, how long it is waited for, and how often it is tried again."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import stripe
import structlog
from django.conf import settings

TIMEOUT_SECONDS = 10
RETRIES = 2  # of what did not arrive or broke; each with the same idempotency key
log = structlog.get_logger(__name__)


class StripeUnavailable(RuntimeError):
    """Stripe did not answer, or refused. `reason` is its code or the kind of trouble; it holds no key and no name."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"Stripe could not be used ({reason}).")
        self.reason = reason


def is_on() -> bool:
    return bool(settings.STRIPE_SECRET_KEY)


@contextmanager
def stripe_api() -> Iterator[stripe.StripeClient]:
    """Lend the client; what goes wrong inside, or that there is no key, is raised as StripeUnavailable."""
    if not is_on():
        raise StripeUnavailable("no key is set")
    try:
        yield _client(settings.STRIPE_SECRET_KEY, settings.STRIPE_API_BASE)
    except stripe.StripeError as error:
        reason = error.code or type(error).__name__
        log.warning("stripe_unavailable", reason=reason, status=error.http_status)
        raise StripeUnavailable(reason) from error


@lru_cache(maxsize=1)
def _client(key: str, base: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        key,
        base_addresses={"api": base} if base else {},
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
    )
