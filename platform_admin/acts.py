"""What operators do to a client is written down twice: in the platform's audit and in the client's own, where its HR
admins read it.
"""

from django.db import transaction

from accounts.models import User
from platform_admin.kept import forget_kept
from tenants.audit.log import record
from tenants.context import tenant_scope
from tenants.models import Client


def record_act(action: str, *, by: User | None, client: Client | None, **detail: object) -> None:
    """Append the act to both chains, the platform's first (tenants.audit.log).

    A client that is being prepared has none yet, a deleted one none any more; what concerns no client stays with the
    platform. What operators see of all clients is reckoned anew.
    """
    forget_kept()
    with transaction.atomic():
        record(action, actor=by, subject=client, **detail)
        if client and client.status not in Client.NEVER_OPEN:
            with tenant_scope(client.ref()):
                record(action, actor=by, subject=client, **detail)
