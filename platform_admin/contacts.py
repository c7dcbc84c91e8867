"""Whom the platform writes to about a client: whoever runs it there now, not whoever did when it was made."""

from dataclasses import asdict, dataclass

from accounts.models import User
from platform_admin.provision import owner_language
from tenants.context import tenant_scope
from tenants.models import Client
from tenants.roles import HR, HR_ADMIN
from tenants.schemas import schema_exists


@dataclass(frozen=True)
class Contact:
    email: str
    name: str  # "" if none is known
    language: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def contacts_of(client: Client) -> list[Contact]:
    """Return the HR admins with an open account, the recorded owner first; nobody if there is none any more.

    The recorded owner is among them as long as the address is that of an open account of HR. Before anybody of HR has
    an account, or without a finished schema, the record is all there is, and the owner the only one.
    """
    is_made = client.status not in Client.UNFINISHED and schema_exists(client.schema_name)
    people = _people_of_hr(client) if is_made else []
    owner = client.owner_email.lower()
    if not people:
        name = client.owner_name if client.owner_name != client.owner_email else ""
        return [Contact(client.owner_email, name, owner_language(client))] if owner else []
    found = [
        Contact(person.email, person.name, person.language)
        for person in people
        if person.is_active and (person.role == HR_ADMIN or person.email.lower() == owner)
    ]
    return sorted(found, key=lambda contact: (contact.email.lower() != owner, contact.email))


def first_address(client: Client) -> str:
    """Return the one address where there is room for one; "" if there is nobody to write to."""
    return next((contact.email for contact in contacts_of(client)), "")


def _people_of_hr(client: Client) -> list[User]:
    with tenant_scope(client.ref()):
        # These columns alone, which every schema has, also one that is behind.
        known = User.objects.filter(role__in=HR).only("email", "name", "language", "role", "is_active")
        return list(known)
