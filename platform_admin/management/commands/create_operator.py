import getpass
from argparse import ArgumentParser

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.models import User
from platform_admin.operators import OperatorRefused, create_operator, sign_in_link
from tenants.context import platform_scope


class Command(BaseCommand):
    help = "Make an operator of the platform and print a link to choose a password, or ask for one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True)
        parser.add_argument("--ask-password", action="store_true", help="type a password here instead")

    def handle(self, *args: object, **options: object) -> None:
        email, name = options["email"].strip(), options["name"].strip()
        try:
            validate_email(email)
            password = _ask_password(email, name) if options["ask_password"] else None
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        with platform_scope():
            try:
                operator = create_operator(email, name=name, password=password)
            except OperatorRefused as refused:
                raise CommandError(str(refused)) from refused
            self.stdout.write(f"{operator.name} is an operator.")
            if password is None:
                self.stdout.write(f"To choose a password, once, within three days: {sign_in_link(operator)}")


def _ask_password(email: str, name: str) -> str:
    password = getpass.getpass("Password: ")
    validate_password(password, User(email=email, name=name))
    if getpass.getpass("Again: ") != password:
        raise CommandError("The two passwords differ. No operator was made.")
    return password
