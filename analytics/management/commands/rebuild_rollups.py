from argparse import ArgumentParser
from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from analytics.rollups.rebuild import Difference, first_whole_day, rebuild
from knowledge.evaluation.by_command import client_of
from tenants.context import tenant_scope

_MOST_TOLD = 20


class Command(BaseCommand):
    help = "Count a client's kept events once more, and put right what its rollups have otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--client", required=True, help="Subdomain of the client.")
        parser.add_argument("--check", action="store_true", help="Only tell what differs, and change nothing.")

    def handle(self, *, client: str, check: bool, **options: object) -> None:
        now, number = timezone.now(), 0
        with tenant_scope(client_of(client)):
            since = timezone.localtime(first_whole_day(now))
            differences = rebuild(now=now, mend=not check)
            for difference in islice(differences, _MOST_TOLD):
                number += 1
                self.stdout.write(_in_words(difference))
            number += sum(1 for _ in differences)
        if number and check:
            raise CommandError(f"{number} rows of {client} differ from their events. Without --check they are mended.")
        told = f"{number} rows of {client} were put right" if number else f"All rows of {client} are as their events"
        self.stdout.write(f"{told}, counted from {since:%Y-%m-%d} on.")


def _in_words(difference: Difference) -> str:
    grain, starts_at, family, part = difference.place
    name = f"{family}/{part}" if part else family
    stands, counted = difference.stands or "no row", difference.counted or "no row"
    starts_at = timezone.localtime(starts_at)
    return f"{'day' if grain == 'd' else 'hour'} {starts_at:%Y-%m-%d %H:%M} {name}: {stands}; counted {counted}"
