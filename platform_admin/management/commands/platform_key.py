from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.api_keys import create_api_key, revoke_api_key
from platform_admin.key_forms import MOST_DAYS
from platform_admin.models import PlatformKey
from tenants.context import platform_scope


class Command(BaseCommand):
    help = "Make, list and revoke keys of the platform's API (/api/v1/platform/)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a key and print it once")
        create.add_argument("--name", required=True, help="what the key is for")
        create.add_argument("--scope", action="append", choices=PlatformKey.Scope.values, required=True, dest="scopes")
        create.add_argument("--days", type=int, default=365, help="days until it expires (default 365)")
        actions.add_parser("list", help="show all keys, newest first; secrets are not stored")
        revoke = actions.add_parser("revoke", help="end a key at once")
        revoke.add_argument("prefix", help="the beginning of the key, as `list` shows it")

    def handle(self, *, action: str, **options: object) -> None:
        with platform_scope():
            if action == "create":
                self._create(options["name"], options["scopes"], options["days"])
            elif action == "list":
                self._list()
            else:
                self._revoke(options["prefix"])

    def _create(self, name: str, scopes: list[str], days: int) -> None:
        if not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days must lie between 1 and {MOST_DAYS}.")
        made = create_api_key(
            name=name,
            scopes=scopes,
            valid_for=timedelta(days=days),
            created_by=None,
            now=timezone.now(),
            kind=PlatformKey,
        )
        self.stdout.write(made.secret)
        self.stderr.write("Keep it now: only its hash is stored, it cannot be shown again.")

    def _list(self) -> None:
        now = timezone.now()
        for key in PlatformKey.objects.all():
            state = f"until {key.expires_at:%Y-%m-%d}" if key.is_valid(now) else "ended"
            self.stdout.write(f"{key.prefix}  {key.name}  {','.join(key.scopes)}  {state}")

    def _revoke(self, prefix: str) -> None:
        keys = list(PlatformKey.objects.filter(prefix=prefix))
        if len(keys) != 1:
            raise CommandError(f"No key begins with {prefix!r}. See: platform_key list")
        is_ended_now = revoke_api_key(keys[0], by=None, now=timezone.now())
        self.stdout.write(f"{keys[0].name}: {'revoked' if is_ended_now else 'had ended before'}")
