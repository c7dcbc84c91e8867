"""How the API knows who asks: a key of this client in `Authorization: Bearer`, or the session of a signed-in person."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from accounts.api_keys import find_api_key
from accounts.models import ApiKey, ProgramKey, User
from tenants.limits import NOT_INCLUDED, Feature
from tenants.roles import MEMBERS

NO_API = f"Your contract does not include the API. {NOT_INCLUDED}"


class ApiKeyAuth(HttpBearer):
    """A valid key of the host's client, or of the platform, with one scope. Sets `request.api_key`.

    Another client's key, an expired, revoked or unknown one and one without the scope are all the same 401.
    """

    def __init__(self, scope: str, *, kind: type[ProgramKey] = ApiKey) -> None:
        super().__init__()
        self.scope, self.kind = scope, kind

    def authenticate(self, request: HttpRequest, token: str) -> ProgramKey | None:
        key = find_api_key(token, timezone.now(), kind=self.kind)
        if key is None or self.scope not in key.scopes:
            return None
        if request.client and not request.client.limits.has(Feature.API):
            raise HttpError(403, NO_API)
        request.api_key = key
        return key


class SessionAuth(APIKeyCookie):
    """The signed-in person of this client, with the page's CSRF token for anything that changes."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self, roles: frozenset[str] = MEMBERS) -> None:
        super().__init__(csrf=True)
        self.roles = roles

    def __call__(self, request: HttpRequest) -> User | None:
        # Without a session there is nothing to forge: whoever sent a bad key is told so, not of a CSRF token.
        return super().__call__(request) if self.param_name in request.COOKIES else None

    def authenticate(self, request: HttpRequest, key: str | None) -> User | None:
        user = request.user
        if user.is_authenticated and user.role in self.roles:
            return user
        return None
