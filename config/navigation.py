from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.context import is_platform


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, list[NavItem]]:
    """Give templates the signed-in person's main navigation."""
    user = getattr(request, "user", None)
    is_closed = getattr(request, "urlconf", None) == settings.CLOSED_URLCONF
    if user is None or not user.is_authenticated or is_closed:
        return {"nav": []}
    if is_platform():
        entries = [(_("Clients"), reverse("platform_admin:clients"))]
    else:
        entries = [(_("Ask"), reverse("chat:home"))]
        if user.is_hr:
            entries += [
                (_("Documents"), reverse("knowledge:home")),
                (_("Search test"), reverse("knowledge:search")),
                (_("Contacts"), reverse("benefits:contact_list")),
                (_("People"), reverse("accounts:people")),
            ]
        else:
            entries += [(_("Contacts"), reverse("benefits:contacts"))]
    # The entry whose address is the longest beginning of this page's: the search test lies below the documents.
    current = max((url for _label, url in entries if _is_below(request.path, url)), key=len, default="")
    return {"nav": [NavItem(label, url, url == current) for label, url in entries]}


def _is_below(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
