"""Which DNS records the mail service of this installation wants for a client's own sender.

The service signs (DKIM) and takes back what cannot be delivered; the product only tells which records make receivers
believe it. Each is a line of a type, a name and a value, with placeholders: {domain}, and for services that make a key
for each domain {key} and {value}, which an operator enters.
"""

from dataclasses import dataclass

from django.conf import settings

_DKIM = "_domainkey."
_SPF = "v=spf1"


@dataclass(frozen=True)
class Template:
    kind: str
    name: str
    value: str

    @property
    def is_per_key(self) -> bool:
        return "{key}" in self.name or "{key}" in self.value or self.has_value

    @property
    def has_value(self) -> bool:
        return "{value}" in self.value

    @property
    def is_advised(self) -> bool:
        """Whether mails do without: the envelope names the platform, so SPF at the domain itself only helps."""
        return self.name == "{domain}" and self.value.startswith(_SPF)

    @property
    def why(self) -> str:
        if self.is_advised:
            return "Names the mail service as one of those that send for you. If there is such a record, add to it."
        if _DKIM in self.name:
            return "Has receivers find the key that your mails are signed with (DKIM)."
        if self.value.startswith(_SPF):
            return "Lets the mail service send for this name (SPF)."
        return "Leads what cannot be delivered to the mail service (return path)."


class ServiceUnreadable(ValueError):
    """SENDER_SERVICE or SENDER_RECORDS cannot be used; the message says how they are written."""


_PRESETS = {
    "ses": (
        "CNAME {key}._domainkey.{domain} {key}.dkim.amazonses.com",
        "MX bounce.{domain} 10 feedback-smtp.{region}.amazonses.com",
        "TXT bounce.{domain} v=spf1 include:amazonses.com ~all",
    ),
    "postmark": ("TXT {key}._domainkey.{domain} {value}", "CNAME pm-bounces.{domain} pm.mtasv.net"),
}
KINDS = ("CNAME", "TXT", "MX")


def is_offered() -> bool:
    return bool(settings.SENDER_SERVICE)


def templates() -> list[Template]:
    """Return the records the service wants of each domain, none where mails come from the platform alone."""
    return read_templates(settings.SENDER_SERVICE, settings.SENDER_RECORDS, region=settings.SENDER_SES_REGION)


def read_templates(service: str, records: str, *, region: str) -> list[Template]:
    """Raises ServiceUnreadable."""
    if not service:
        return []
    if service not in (*_PRESETS, "own"):
        raise ServiceUnreadable(f"SENDER_SERVICE is {', '.join(_PRESETS)} or own, not {service!r}.")
    lines = [line.replace("{region}", region) for line in _PRESETS.get(service, ())]
    lines += [line.strip() for line in records.split("|") if line.strip()]
    found = [_read(line) for line in lines]
    if not any(_DKIM in one.name for one in found):
        raise ServiceUnreadable("SENDER_RECORDS has no DKIM record: a name with “._domainkey.{domain}”.")
    return found


def needs_keys() -> bool:
    return any(template.is_per_key for template in templates())


def needs_values() -> bool:
    return any(template.has_value for template in templates())


def _read(line: str) -> Template:
    parts = line.split(None, 2)
    if len(parts) != 3 or parts[0].upper() not in KINDS or not parts[1].endswith("{domain}"):
        raise ServiceUnreadable(
            f"{line!r} in SENDER_RECORDS is no record. Write a type ({', '.join(KINDS)}), a name that ends in"
            " {domain}, and a value, with “|” between records."
        )
    return Template(parts[0].upper(), parts[1], parts[2])
