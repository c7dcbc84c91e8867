"""The person in whose name an API key asks: one a client, nobody's account, in no list, no way to sign in."""

from accounts.audience import Audience
from accounts.models import User
from chat.pipeline.ask import Asker
from tenants.context import current_schema

# Each waiting call holds one of the threads that serve pages.
MOST_OPEN = 4


def service_asker(audience: Audience) -> Asker:
    """Return the asker for API keys, who is answered as a member of the class the request names."""
    person = User.objects.filter(role=User.Role.SERVICE).first() or _make_service_person()
    return Asker(person, audience, most_open=MOST_OPEN)


def _make_service_person() -> User:
    email = f"api@{current_schema().replace('_', '-')}.invalid"
    facts = {"name": "API keys", "role": User.Role.SERVICE, "password": "!", "is_active": False}
    # Two first questions at once make one person: the address is unique.
    person, _ = User.objects.update_or_create(email=email, defaults=facts)
    return person
