"""Each report once, at the client whose mail it is about. What is nobody's changes nothing."""

from collections.abc import Iterable

import structlog
from django.core.cache import cache

from accounts.mails.returned import Report, client_of, mark
from tenants.context import tenant_scope
from tenants.models import Client

KNOWN_SECONDS = 7 * 24 * 3600  # longer than any service repeats itself
log = structlog.get_logger(__name__)


def take_in(reports: Iterable[Report]) -> int:
    """Write down what is new of these, in the platform's scope; return how many that were."""
    return sum(map(_take_in, reports))


def _take_in(report: Report) -> bool:
    client_id = client_of(report)
    row = Client.objects.migrated().filter(pk=client_id, status__in=Client.SERVED).first() if client_id else None
    if row is None:
        log.info("returned_mail_is_nobodys")
        return False
    key = f"returned-mail-{report.id}"
    if not cache.add(key, 1, KNOWN_SECONDS):
        return False
    try:
        with tenant_scope(row.ref()):
            mark(report)
    except Exception:
        # Told again, it must not count as known.
        cache.delete(key)
        raise
    log.info("returned_mail_marked", client=str(row.pk), kind=report.kind)
    return True
