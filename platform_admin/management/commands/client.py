from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from platform_admin import lifecycle
from platform_admin.backup import keeping
from platform_admin.backup.manifest import BackupRefused
from platform_admin.backup.take_over import confirm, undo
from platform_admin.forms import NewClientForm, OwnerForm
from platform_admin.locks import Busy
from platform_admin.models import Offboarding
from platform_admin.offboarding import commands as offboarding
from platform_admin.offboarding.holds import HoldRefused
from platform_admin.offboarding.moves import OffboardingRefused
from platform_admin.provision import (
    NotOpen,
    NotUnfinished,
    Opened,
    OwnerRefused,
    ProvisioningStopped,
    change_owner,
    discard,
    invite_owner_again,
    provision,
    register_client,
    take_up_again,
)
from platform_admin.subdomains import SubdomainRefused
from tenants.context import platform_scope
from tenants.models import Client, IllegalMove

_COLUMNS = ("NAME", "HOST", "STATUS", "TIER", "CREATED")
_REFUSALS = (
    BackupRefused,
    HoldRefused,
    IllegalMove,
    NotOpen,
    NotUnfinished,
    OffboardingRefused,
    OwnerRefused,
    ProvisioningStopped,
    SubdomainRefused,
)


class Command(BaseCommand):
    help = (
        "Create, list, suspend and reactivate clients; back up, restore and copy one; let one leave, or keep all of it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a client and invite its owner")
        create.add_argument("name")
        create.add_argument("--subdomain", required=True)
        create.add_argument("--owner-email", required=True, help="the first HR admin; gets the invitation")
        create.add_argument("--owner-name", default="")
        create.add_argument("--tier", choices=Client.Tier.values, default=Client.Tier.STARTER)
        create.add_argument("--time-zone", default="", help="where its days begin and end, like America/Chicago")
        create.add_argument("--trial-days", default="", help="it begins with a trial of so many days")
        actions.add_parser("list", help="show all clients")
        keeping.add_actions(actions)
        offboarding.add_actions(actions)
        for action, meaning in (
            ("suspend", "close a client's pages; its data stays"),
            ("reactivate", "open a client's pages again"),
            ("retry", "finish a client whose provisioning stopped"),
            ("discard", "take back a client that was never served"),
            ("invite-owner", "mail the owner a new invitation"),
            ("confirm-restore", "throw away what a restore has replaced"),
            ("undo-restore", "serve again what a restore has replaced"),
        ):
            one = actions.add_parser(action, help=meaning)
            one.add_argument("subdomain")
            if action == "suspend":
                one.add_argument("--reason", default="", help="kept in the audit log")
            if action == "invite-owner":
                one.add_argument("--email", default="", help="another address, if the owner has not come in yet")

    def handle(self, *args: object, **options: object) -> None:
        with platform_scope():
            try:
                self._act(options)
            except _REFUSALS as refused:
                raise CommandError(str(refused)) from refused
            except Busy as busy:
                raise CommandError("Another process is at work on this client; try again in a moment.") from busy

    def _act(self, options: dict[str, object]) -> None:
        action = options["action"]
        if action == "create":
            self._create(options)
        elif action == "list":
            self._list()
        elif action == "restore":
            self._say(keeping.restore(options))
        elif action == "search-leftovers":
            self._say(offboarding.search(options))
        elif action in offboarding.ACTIONS:
            self._say(offboarding.act(action, _leaving_or_here(options["subdomain"]), options))
        elif action in ("backup", "clone"):
            act = keeping.back_up if action == "backup" else keeping.clone
            self._say(act(_find(options["subdomain"]), options))
        else:
            self._change(action, _find(options["subdomain"]), options)

    def _create(self, options: dict[str, object]) -> None:
        form = NewClientForm(options)
        if not form.is_valid():
            raise CommandError("\n".join(f"{name}: {' '.join(errors)}" for name, errors in form.errors.items()))
        client = register_client(form.new_client(), by=None)
        try:
            self._show(provision(client))
        except ProvisioningStopped as stopped:
            ways_on = f"client retry {client.subdomain}   or   client discard {client.subdomain}"
            raise CommandError(f"{stopped}\n{ways_on}") from stopped

    def _change(self, action: str, client: Client, options: dict[str, object]) -> None:
        if action == "suspend":
            lifecycle.suspend(client, by=None, reason=options["reason"])
            self.stdout.write(f"{client.name} is suspended.")
        elif action == "reactivate":
            lifecycle.reactivate(client, by=None)
            self.stdout.write(f"{client.name} is active.")
        elif action == "retry":
            take_up_again(client, by=None)
            self._show(provision(client))
        elif action == "confirm-restore":
            confirm(client, by=None)
            self.stdout.write(f"What {client.name} had before the restore is gone.")
        elif action == "undo-restore":
            undo(client, by=None)
            self.stdout.write(f"{client.name} is served as it was before the restore; the restored one is kept.")
        elif action == "discard":
            discard(client, by=None)
            self.stdout.write(f"{client.name} and everything made for it is gone.")
        elif options["email"]:
            self._change_owner(client, options["email"])
        else:
            self.stdout.write(invite_owner_again(client, by=None) or f"{client.owner_email} has an account already.")

    def _change_owner(self, client: Client, email: str) -> None:
        form = OwnerForm({"email": email}, client=client)
        if not form.is_valid():
            raise CommandError(" ".join(form.errors["email"]))
        change_owner(client, email=form.cleaned_data["email"], name="", by=None)
        self.stdout.write(f"{client.owner_email} is invited as the owner.")

    def _say(self, outcome: Opened | str) -> None:
        if isinstance(outcome, Opened):
            self._show(outcome)
        else:
            self.stdout.write(outcome)

    def _list(self) -> None:
        rows = [_COLUMNS]
        for client in Client.objects.exclude(status=Client.Status.DELETED):
            created = f"{client.created_at:%Y-%m-%d}"
            rows.append((client.name, client.primary_host(), client.status, client.tier, created))
        widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
        for row in rows:
            self.stdout.write("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip())

    def _show(self, opened: Opened) -> None:
        self.stdout.write(f"{opened.client.name} is served at {opened.address}")
        if opened.invitation_link:
            self.stdout.write(f"Invitation for {opened.client.owner_email}: {opened.invitation_link}")


def _find(subdomain: str) -> Client:
    client = Client.objects.exclude(status=Client.Status.DELETED).filter(subdomain=subdomain.lower()).first()
    if client is None:
        raise CommandError(f"No client has the subdomain {subdomain!r}. See: client list")
    return client


def _leaving_or_here(subdomain: str) -> Client:
    """Return the client, or one that is being deleted under this subdomain: its deletion may have to go on."""
    under_way = Offboarding.objects.under_way().filter(
        client__subdomain=subdomain.lower(), deletion_began_at__isnull=False
    )
    offboarding = under_way.select_related("client").first()
    return offboarding.client if offboarding else _find(subdomain)
