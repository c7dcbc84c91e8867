"""The person in whose name an API key asks: one a client, nobody's account, no way to sign in."""

from accounts.models import User
from chat.ask import Asker
from tenants.context import current_schema

# Each waiting call holds one of the threads that serve pages.
MOST_OPEN = 4


def service_asker(class_code: str) -> Asker:
    """Return the asker for API keys, who is answered as a member of the class the request names."""
    email = f"api@{current_schema().replace('_', '-')}.invalid"
    person = User.objects.filter(email=email).first()
    if person is None:
        person, _ = User.objects.get_or_create(
            email=email, defaults={"name": "API", "role": User.Role.EMPLOYEE, "password": "!"}
        )
    return Asker(person, class_code, most_open=MOST_OPEN)
