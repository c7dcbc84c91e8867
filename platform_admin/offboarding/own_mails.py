"""Which of the mails that this machine keeps are a client's own."""

import re
from collections.abc import Collection

from django.db.models import Q

from platform_admin.mail_folder import KeptMail
from platform_admin.models import Offboarding
from platform_admin.offboarding.whole import whole
from tenants.models import Client, Domain, PlatformAccount


class OwnMails:
    """Knows a mail by the host that it leads to, and one that leads nowhere by whom it was sent to.

    A person may belong to two clients, and a mail of another one may mention this one: what leads to another client's
    host is this one's only if it leads to its own as well and was sent to its people.
    """

    def __init__(self, offboarding: Offboarding, addresses: Collection[str]) -> None:
        """`addresses` are those of the client's people, in lower case, as far as they are still known."""
        others = Domain.objects.exclude(client=offboarding.client)
        taken = set(others.filter(host__in=offboarding.hosts).values_list("host", flat=True))
        self._own = _any(set(offboarding.hosts) - taken)
        self._others = _any(others.values_list("host", flat=True))
        self._addresses = set(addresses)
        self._shared = self._addresses & _owners_elsewhere(offboarding.client)
        self._name = re.compile(whole(offboarding.client.name))

    def concerns(self, mail: KeptMail) -> bool:
        said = f"{mail.subject}\n{mail.text}".lower()
        recipient = mail.recipient.lower()
        is_sent_to_own = recipient in self._addresses
        leads_here, leads_elsewhere = bool(self._own.search(said)), bool(self._others.search(said))
        if leads_elsewhere:
            return leads_here and is_sent_to_own
        if leads_here:
            return True
        # From the platform: whoever runs another client too is written to about both.
        return is_sent_to_own and (recipient not in self._shared or bool(self._name.search(said)))


def _any(hosts: Collection[str]) -> re.Pattern[str]:
    """Return a pattern of any of the hosts, that never fits if there is none."""
    return re.compile("|".join(map(whole, hosts)) or r"(?!)")


def _owners_elsewhere(client: Client) -> set[str]:
    others = Client.objects.exclude(pk=client.pk).exclude(status=Client.Status.DELETED)
    owners = others.values_list("owner_email", flat=True)
    accounts = PlatformAccount.objects.filter(Q(clients__in=others)).values_list("owner_email", flat=True)
    return {email.lower() for email in (*owners, *accounts)}
