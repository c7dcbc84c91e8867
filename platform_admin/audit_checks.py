"""Every night: each client's chain is verified and its head written into the platform's chain, whose own head goes to
the log. Whoever cuts rows off a chain would have to change the next one, and the log, as well.
"""

import structlog
from django.db import transaction

from tenants.audit.anchors import ANCHORED, BROKEN, VERIFIED, anchors_of
from tenants.audit.log import read_head, record
from tenants.audit.verify import Walked, verify
from tenants.context import tenant_scope
from tenants.models import Client

log = structlog.get_logger(__name__)


def anchor_client(client: Client) -> bool:
    """Verify the client's audit and anchor its head; False if it does not fit."""
    anchors = anchors_of(client)
    with tenant_scope(client.ref()):
        walked = verify(anchors)
    return _note(walked, ANCHORED, client)


def check_platform() -> bool:
    """Verify the platform's own audit and log its head, once it is committed; False if it does not fit."""
    is_intact = _note(verify(), VERIFIED, None)
    head = read_head()
    transaction.on_commit(lambda: log.info("audit_head", number=head.number, hash=head.hash))
    return is_intact


def _note(walked: Walked, action: str, client: Client | None) -> bool:
    if walked.fault is None:
        record(action, actor=None, subject=client, number=walked.head.number, hash=walked.head.hash)
        return True
    row, what = walked.fault.number, walked.fault.what
    log.error("audit_broken", client=str(client.pk) if client else "", row=row, what=what)
    record(BROKEN, actor=None, subject=client, row=row, what=what)
    return False
