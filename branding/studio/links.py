"""A company's own links at the foot of its pages.

HR writes them, never an answer, so they may lead outside; a browser tells the other side nothing
(templates/components/house_foot.html).
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

MOST_LINKS = 6
LONGEST_LABEL = 40
LONGEST_ADDRESS = 300
_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{2,30}", re.ASCII)
_is_web_address = URLValidator(schemes=["https"])


def link_address(typed: str) -> str:
    """Return the address as it is put into a page: https, mailto or tel. Raises ValidationError with what to do."""
    address = typed.strip()
    scheme, _, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return f"mailto:{_email(rest)}"
    if scheme.lower() == "tel":
        return f"tel:{_phone(rest)}"
    try:
        _is_web_address(address)
        parts = urlsplit(address)
    except (ValidationError, ValueError) as wrong:
        raise ValidationError(
            "Give the whole address, beginning with https://, or mailto: with an email address, or tel: with a number."
        ) from wrong
    if parts.username is not None or parts.password is not None:
        raise ValidationError("Leave out the name and password before the @ of the address.")
    return f"https:{rest}"


def _email(rest: str) -> str:
    # A mail program would read what follows these as more than an address.
    if set(rest) & set("?&=%,;"):
        raise ValidationError("Give one plain email address after mailto:, without ? & = or %.")
    try:
        validate_email(rest)
    except ValidationError as wrong:
        raise ValidationError("Give an email address after mailto:, for example mailto:hr@example.com.") from wrong
    return rest


def _phone(rest: str) -> str:
    if not _PHONE.fullmatch(rest):
        raise ValidationError("Give a number in digits after tel:, for example tel:614-555-0110.")
    return re.sub(r"[^0-9+]", "", rest)
