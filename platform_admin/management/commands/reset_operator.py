from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from platform_admin.operators import operators, reset_second_factor
from tenants.context import platform_scope


class Command(BaseCommand):
    help = "Take away an operator's second factor, for when nobody is left who can do it on the page “Operators”."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="kept in the audit log, and told to the operator")

    def handle(self, *args: object, **options: object) -> None:
        email, reason = options["email"].strip(), options["reason"].strip()
        if not reason:
            raise CommandError("Say why; it is kept in the audit log.")
        with platform_scope():
            operator = operators().filter(email__iexact=email).first()
            if operator is None:
                raise CommandError(f"No operator has the address {email}.")
            try:
                reset_second_factor(operator, by=None, reason=reason)
            except OSError as error:
                self.stderr.write(f"No mail could be sent to {operator.email}: {error}")
        self.stdout.write(f"{operator.name} was signed out, and sets up a new second factor at the next sign-in.")
